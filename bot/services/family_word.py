"""Below a request of a family without Telegram: what a coordinator can do at its word (`intake` does it)."""

from bot.core.rights import Act
from bot.core.speech import Action, Button, Message, Row, Text
from bot.services import cards, rights
from bot.services.unit import Unit
from bot.store.requests import Request

WORD = "word"
"""What the message with these buttons is recorded as, with the request's id."""

BUTTONS = (("co", Act.CORRECT_FOR), ("wd", Act.WITHDRAW_FOR), ("er", Act.ERASE_FOR))


async def offer(unit: Unit, request: Request) -> None:
    """The buttons, for who may speak for the family."""
    if request.sealed_answers is None or not rights.is_for(unit, Act.ERASE_FOR, request):
        return
    rows: tuple[Row, ...] = tuple(
        (button(f"intake-{code}", code, request),) for code, act in BUTTONS if rights.may(unit, act, request)
    )
    text = Text("intake-word", {"number": cards.number(request)})
    await unit.show(Message((text,), rows), what=WORD, ref=request.id)


def button(label: str, code: str, request: Request) -> Button:
    """A button of the verb "n" about a request as it was shown."""
    return Button(Text(label), Action("n", (code, request.id, request.revision)))
