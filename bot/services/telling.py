"""What a family reads of its request while a volunteer has it. At night it arrives without a sound."""

from bot.core.requests import State
from bot.core.speech import Action, Button, Message, Row, Text
from bot.services import cards
from bot.services.unit import Unit
from bot.store import messages
from bot.store.people import Person
from bot.store.requests import Request

TOLD = "told"
"""What the message about a claim is recorded as: an undone claim takes it back."""

ASKED = "asked"
"""What the question whether help arrived is recorded as."""


def button(label: str, code: str, request: Request) -> Button:
    """A family's button about its request as it stands; `bot.services.families` and `calls` know the codes."""
    return Button(Text(label), Action("f", (code, request.id, request.revision)))


async def say(
    unit: Unit, to: Person, *paragraphs: Text, rows: tuple[Row, ...] = (), what: str | None = None, ref: int = 0
) -> int | None:
    """Tell somebody at once; in the quiet hours without a sound."""
    quiet = unit.waking() != unit.now and to.id != unit.person.id
    return await unit.say(to, Message(paragraphs, rows, silent=quiet), what=what, ref=ref)


async def family(
    unit: Unit, request: Request, *paragraphs: Text, rows: tuple[Row, ...] = (), what: str | None = None
) -> None:
    """Tell the family of a request."""
    await say(unit, await cards.person(unit, request.person_id), *paragraphs, rows=rows, what=what, ref=request.id)


async def claimer(unit: Unit, request: Request, *paragraphs: Text, rows: tuple[Row, ...] = ()) -> None:
    """Tell the volunteer who has accepted a request."""
    if request.claimer_id is not None:
        await say(unit, await cards.person(unit, request.claimer_id), *paragraphs, rows=rows)


async def take_back(unit: Unit, request: Request, what: str, text: str) -> None:
    """A message to the family was said too early: it is cancelled if it is not sent yet, else it says `text`."""
    for sent in await messages.live(unit, (what,), request.id):
        await cards.replace(unit, sent, Message((Text(text, {"number": cards.number(request)}),)))


async def claimed(unit: Unit, request: Request, notes: tuple[Text, ...] = (), *, by_another: bool = False) -> None:
    """A volunteer has accepted: who will call, the code word, and that nobody ever asks for money.

    notes: what is known to be missing, so that nothing is promised that is not there.
    by_another: a coordinator has given it to somebody else than the family was told of before.
    """
    first = "family-reassigned" if by_another else "family-claimed"
    await family(
        unit,
        request,
        Text(first, {"number": cards.number(request)}),
        *notes,
        Text("family-code-word", {"word": cards.code_word(request)}),
        Text("family-warning"),
        rows=((button("family-money", "money", request),),),
        what=TOLD,
    )


async def returned(unit: Unit, request: Request) -> None:
    """The request is in the queue again; it has lost neither its number nor its place."""
    await family(unit, request, Text("family-returned", {"number": cards.number(request)}))


async def delivered(unit: Unit, request: Request, reminder: int = 0, account: tuple[Text, ...] = ()) -> None:
    """Ask whether the help has arrived; the question before is taken away. `account`: what came, if not everything."""
    await cards.close(unit, request, ASKED)
    text = "family-delivered-reminder" if reminder else "family-delivered"
    told: tuple[Text, ...] = (Text(text, {"number": cards.number(request)}),)
    if account:
        told = (Text("family-delivered-part", {"number": cards.number(request)}), *account, Text("family-part-arrived"))
    await family(unit, request, *told, rows=arrived(request), what=ASKED)


async def lapsed(unit: Unit, request: Request) -> None:
    """Nobody answered: Asar asks no more, but an answer is still welcome."""
    await cards.close(unit, request, ASKED)
    await family(
        unit, request, Text("family-lapsed", {"number": cards.number(request)}), rows=arrived(request), what=ASKED
    )


def arrived(request: Request) -> tuple[Row, ...]:
    """The answers to the question whether the help has arrived, and while it is open a way to report."""
    money: tuple[Row, ...] = ((button("family-money", "money", request),),)
    return answers(request) + (money if request.state is State.DELIVERED else ())


def answers(request: Request) -> tuple[Row, ...]:
    """Whether the help has arrived; when nobody is waiting for the answer any more, all or nothing."""
    codes = ("got", "partly", "not") if request.state is State.DELIVERED else ("got", "not")
    return tuple((button(f"family-{code}", code, request),) for code in codes)
