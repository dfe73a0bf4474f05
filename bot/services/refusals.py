"""What a family reads of a refusal: why, where else there is help, and how to object; and who answers an objection."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.core.requests import Event, State
from bot.core.speech import Action, Button, Field, Message, Row, Text
from bot.services import cards, leaders, worlds
from bot.services.unit import ALMATY, Unit
from bot.store import audit, reviews
from bot.store.people import Person
from bot.store.requests import Request
from bot.store.reviews import Why

REASONS = ("elsewhere", "area", "goods", "duplicate", "unreached", "other")
"""Why a request is refused, by button; of "other" the audit has the words instead of the code."""

REFUSED = "refused"
"""What the message about a refusal is recorded as: its button goes when the family has objected."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The last refusal of a request. final: it answered an objection, and the bot knows no further one."""

    at: datetime
    by_id: int | None
    reason: str
    final: bool


async def last(unit: Unit, request: Request) -> Refusal | None:
    """How the request was refused last, if it ever was."""
    return (await _read(unit, request))[0]


async def objected(unit: Unit, request: Request) -> bool:
    """Whether a refusal now would be the answer to an objection."""
    return (await _read(unit, request))[1]


async def _read(unit: Unit, request: Request) -> tuple[Refusal | None, bool]:
    """The last refusal, and whether the family has objected since and waits for the answer."""
    found, waits = None, False
    for entry in await audit.of(unit, request.id):
        if entry.event is Event.OBJECT:
            waits = True
        elif entry.event is Event.DECLINE:
            found, waits = Refusal(entry.at, entry.by_id, entry.reason or "other", final=waits), False
        elif entry.state in (State.QUEUED, State.CLAIMED):
            waits = False  # the objection was right: a later refusal is about something else
    return found, waits


async def judges(unit: Unit, request: Request) -> list[Person]:
    """Who may answer the family's objection: not whoever refused, unless nobody else is there at all."""
    refusal = await last(unit, request)
    but = set() if refusal is None else {refusal.by_id}
    return await leaders.of(unit, request, but=but) or await leaders.of(unit, request)


async def is_for_another(unit: Unit, request: Request) -> bool:
    """Whether the family objects to what this very person has decided, and somebody else can answer."""
    if all(one.reason is not Why.OBJECTION for one in await reviews.open_of(unit, request.id)):
        return False
    refusal = await last(unit, request)
    mine = refusal is not None and refusal.by_id == unit.person.id
    return mine and any(person.id != unit.person.id for person in await judges(unit, request))


def open_until(unit: Unit, refusal: Refusal) -> date:
    """The last day on which the family may object, in Kazakhstan."""
    days = unit.asar.organisation.deadlines.objection_open_days
    return refusal.at.astimezone(ALMATY).date() + timedelta(days=days)


def may_object(unit: Unit, request: Request, refusal: Refusal) -> bool:
    """Whether the family can still object in the bot."""
    there = request.state is State.DECLINED and request.sealed_answers is not None
    return there and not refusal.final and unit.today <= open_until(unit, refusal)


def why(reason: str) -> Text:
    """The reason in the words for the family; typed words as they were typed."""
    code = code_of(reason)
    return Text("declined-why-words", {"words": reason}) if code == "other" else Text(f"declined-why-{code}")


def code_of(reason: str) -> str:
    """The button's code of a kept reason; "other" for words."""
    return reason if reason in REASONS else "other"


def explained(unit: Unit, refusal: Refusal) -> tuple[Text, ...]:
    """Why, where else there is help, and what the family can do."""
    paragraphs = [why(refusal.reason), Text(f"declined-instead-{code_of(refusal.reason)}")]
    if refusal.final:
        paragraphs.append(Text("declined-final", contact(unit)))
    elif unit.today <= open_until(unit, refusal):
        paragraphs.append(Text("declined-right", {"until": open_until(unit, refusal), "days": answer_days(unit)}))
    return (*paragraphs, Text("declined-again"))


def answer_days(unit: Unit) -> int:
    """In how many working days an objection is answered."""
    return unit.asar.organisation.deadlines.objection_working_days


def contact(unit: Unit) -> dict[str, Field]:
    """The fields of the text that names the organisation and how to reach it."""
    return worlds.facts(unit.asar.texts, unit.asar.organisation, "declined-final")


def message(unit: Unit, request: Request, refusal: Refusal) -> Message:
    """What the family is told of a refusal."""
    paragraphs = (Text("declined-head", {"number": cards.number(request)}), *explained(unit, refusal))
    return Message(paragraphs, rows(unit, request, refusal))


def rows(unit: Unit, request: Request, refusal: Refusal) -> tuple[Row, ...]:
    """The button to object, while that can be done, and the way to ask anew."""
    apply = Button(Text("menu-apply"), Action("m", ("apply", request.programme)))
    if not may_object(unit, request, refusal):
        return ((apply,),)
    return ((Button(Text("declined-object"), Action("f", ("ob", request.id, request.revision))),), (apply,))


async def status(unit: Unit, request: Request) -> tuple[tuple[Text, ...], tuple[Row, ...]]:
    """What /status adds of a refusal, or of an objection that waits for its answer."""
    if request.state is State.DECLINED:
        refusal = await last(unit, request)
        if refusal is not None:
            return explained(unit, refusal), rows(unit, request, refusal)
    for one in await reviews.open_of(unit, request.id) if request.state is State.REVIEW else ():
        if one.reason is Why.OBJECTION and one.due_at is not None:
            day = one.due_at.astimezone(ALMATY).date()
            return (Text("state-review-late" if one.due_at < unit.now else "state-review-due", {"day": day}),), ()
    return (), ()
