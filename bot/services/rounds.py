"""The delivery list in a volunteer's chat holds contacts: it is emptied whenever one of its claims ends or changes."""

from bot.core.speech import Action, Button, Message, Text
from bot.services import cards
from bot.services.unit import Unit
from bot.store import messages

ROUND = "round"
"""What a delivery list is recorded as, with its volunteer's id."""

OPEN = Button(Text("round-open"), Action("v", ("dl", 0, 0)))

PACK = Button(Text("pack-open"), Action("v", ("pk", 0, 0)))


def _emptied() -> Message:
    return Message((Text("round-changed"),), ((OPEN,),))


async def blank(unit: Unit, person_id: int | None) -> None:
    """Take the contacts away from somebody's list; a new one is a button away."""
    for sent in await messages.live(unit, (ROUND,), person_id or 0):
        await cards.replace(unit, sent, _emptied())


async def blank_stale(unit: Unit) -> None:
    """`person` can be reached again: what Telegram refused to blank while they could not be is blanked now."""
    for sent in await messages.in_chat(unit, ROUND, unit.person.telegram_id):
        await unit.edit(sent, _emptied(), unit.person, otherwise="drop")
        await messages.retire(unit, sent.id)
