"""Why a coordinator has to look at a request: the reason is opened, told of, reminded of, and settles itself.

What cannot wait for the list (an objection, a dispute) is told at once, each by itself; the rest as one message with
the number of all (`look`), so that a morning with forty of them is one message. Nothing is told at night, and nothing
is told or reminded of after it is closed.
"""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from bot.core import working_days
from bot.core.requests import State
from bot.core.roles import COUNTRY, Role
from bot.core.speech import Action, Button, Field, Message, Text
from bot.services import cards, leaders, refusals, revealing, telling
from bot.services.unit import ALMATY, Unit
from bot.store import requests, reviews, timers
from bot.store.people import Person
from bot.store.requests import Request
from bot.store.reviews import HOLDS, Review, Why

TIMER, LOOK, HELD = "review", "look", "held"
"""The timers of one reason, by its id; of what a coordinator hears of all that wait, by the person's id; of a family
whose request is out of the queue until somebody decides, by the request's id."""

NEWS = "review-news"
"""What a message about one request to look at is recorded as: it loses its button when nobody has to look any more."""

BY_ITSELF = frozenset({Why.OBJECTION, Why.DISPUTED})
"""What is told by itself; all else is told as a number."""

GATHER = timedelta(minutes=10)
"""How long what is told as a number is gathered."""

LAST_CALL = time(9)
"""When a working day before an answer is due by law the coordinators are reminded of it."""

OPEN_LIST = Button(Text("review-open-list"), Action("c", ("ls", 0)))


def page(request: Request) -> Button:
    """A button that opens the page of a request, however it stands then."""
    return Button(Text("review-open", {"number": cards.number(request)}), Action("c", ("pg", request.id, 0)))


def led(person: Person) -> list[str]:
    """The areas whose requests somebody looks at."""
    return sorted({held.area for held in person.memberships if held.role is not Role.VOLUNTEER})


async def ask(
    unit: Unit, request: Request, why: Why, *, told: Text | None = None, but: Collection[int | None] = ()
) -> Review:
    """Let a coordinator look at the request because of this, and tell them; what is open already stays as it is.

    told: the words instead of the usual ones. but: people.id of those who shall not look at it themselves.
    """
    before = await reviews.open_of(unit, request.id)
    due_at = answer_due(unit) if why is Why.OBJECTION else None
    found = await reviews.put(unit, request.id, why, due_at)
    if any(one.id == found.id for one in before):
        return found
    near = await _who(unit, request, why, {*but, unit.person.id})
    if all(COUNTRY in led(person) for person in near):
        await reviews.to_desk(unit, found.id)  # the region has nobody: the desk has it from the start
    await timers.put(unit, TIMER, found.id, unit.waking(_steps(unit, found)[0][0]))
    if request.state is State.REVIEW:
        await _comfort_later(unit, request)
    await _tell(unit, request, why, near, told or Text(f"review-told-{why}", {"number": cards.number(request)}))
    return found


async def _comfort_later(unit: Unit, request: Request) -> None:
    days = timedelta(days=unit.asar.organisation.deadlines.still_waiting_days)
    await timers.put(unit, HELD, request.id, unit.waking(unit.now + days))


async def comfort(unit: Unit, request: Request) -> None:
    """The timer of a family whose request nobody has decided on yet: it hears that it is not forgotten, and again."""
    if request.state is State.REVIEW:
        await telling.family(unit, request, Text("family-still-review", {"number": cards.number(request)}))
        await _comfort_later(unit, request)


def answer_due(unit: Unit) -> datetime:
    """When the answer to an objection made now is due: the end of a working day (docs/SOURCES.md#objection)."""
    day = working_days.after(unit.today, unit.asar.organisation.deadlines.objection_working_days)
    return datetime.combine(day, time(23, 59), ALMATY).astimezone(UTC)


def due_day(review: Review) -> date | None:
    """The day by whose end the answer is due, in Kazakhstan."""
    return None if review.due_at is None else review.due_at.astimezone(ALMATY).date()


async def _tell(unit: Unit, request: Request, why: Why, to: Iterable[Person], text: Text) -> None:
    for person in to:
        if why in BY_ITSELF:
            message = Message((text,), ((page(request),),))
            await unit.say(person, message, what=NEWS, ref=request.id, not_before=unit.waking())
        else:
            await timers.put_once(unit, LOOK, person.id, unit.waking(unit.now + GATHER))


async def look(unit: Unit) -> None:
    """The timer of what a coordinator hears of all that wait: how many, if any still do."""
    count = await reviews.count(unit, led(unit.person), unit.person.id, phone=unit.person.phone_hash)
    if count:
        message = Message((Text("review-waiting", {"count": count}),), ((OPEN_LIST,),))
        await unit.say(unit.person, message, not_before=unit.waking())


# Reminders


class Step(StrEnum):
    """What is done about a reason nobody has decided on."""

    REMIND = "remind"
    DESK = "desk"
    LAW = "law"
    LATE = "late"


def _steps(unit: Unit, review: Review) -> list[tuple[datetime, Step]]:
    deadlines = unit.asar.organisation.deadlines
    steps = [
        (review.opened_at + timedelta(hours=deadlines.review_hours), Step.REMIND),
        (review.opened_at + timedelta(hours=deadlines.review_desk_hours), Step.DESK),
    ]
    day = due_day(review)
    if day is not None:
        steps.append((datetime.combine(working_days.before(day), LAST_CALL, ALMATY).astimezone(UTC), Step.LAW))
    if review.due_at is not None:
        steps.append((review.due_at, Step.LATE))
    return sorted(steps)


async def due(unit: Unit, review_id: int, count: int) -> None:
    """The timer of a reason nobody has decided on; `count` steps were taken. What was missed is not told twice."""
    review = await reviews.find(unit, review_id)
    request = None if review is None else await requests.find(unit, review.request_id)
    if review is None or request is None or review.closed_at is not None or request.state not in HOLDS[review.reason]:
        return
    steps = _steps(unit, review)
    passed = max(count, sum(at <= unit.now for at, _ in steps))
    if passed < len(steps):
        await timers.put(unit, TIMER, review.id, unit.waking(steps[passed][0]), passed)
    owed = {step for _, step in steps[count:passed]}
    fields: dict[str, Field] = {"number": cards.number(request)}
    near = {person.id: person for person in await _who(unit, request, review.reason)}
    desk = {person.id: person for person in await _desk(unit, request, review.reason)}
    if Step.DESK in owed and not review.desk:
        await reviews.to_desk(unit, review.id)
        if Step.LATE not in owed:  # after a long outage one message says it all
            await _tell(unit, request, review.reason, desk.values(), Text("review-told-desk", fields))
        near = {key: person for key, person in (near | desk).items() if key not in desk or Step.LAW in owed}
    day = due_day(review)
    if Step.LATE in owed and day is not None:
        # A promise was not kept: the family must not have to find that out by itself.
        await telling.family(unit, request, Text("family-objection-late", fields | {"day": day}))
        late = Text("review-told-late", fields | {"day": day})
        await _tell(unit, request, review.reason, (near | desk).values(), late)
    elif Step.LAW in owed and day is not None:
        await _tell(unit, request, review.reason, near.values(), Text("review-told-due", fields | {"day": day}))
    elif owed:
        await _tell(unit, request, review.reason, near.values(), Text("review-told-again", fields))


async def _who(unit: Unit, request: Request, why: Why, but: Collection[int | None] = ()) -> list[Person]:
    """Whom to tell: of a delivery not whoever delivered it; of an objection not whoever refused, if there is another.

    but: people.id of those who must not hear of it, or have just done it themselves.
    """
    if why is Why.VOUCH:
        return await leaders.of(unit, request, but={*but, request.claimer_id})
    if why is Why.OBJECTION:
        return await refusals.judges(unit, request)
    return await leaders.of(unit, request, but=but)


async def _desk(unit: Unit, request: Request, why: Why) -> list[Person]:
    """The national desk, without whoever refused what is objected to, or delivered what is vouched for."""
    if why is Why.OBJECTION:
        refusal = await refusals.last(unit, request)
        return await leaders.desk(unit, request, but=set() if refusal is None else {refusal.by_id})
    return await leaders.desk(unit, request, but={request.claimer_id} if why is Why.VOUCH else ())


# Closing


async def follow(unit: Unit, request: Request) -> None:
    """The request has changed: reasons that have no meaning in its new state settle themselves."""
    gone = [one.reason for one in await reviews.open_of(unit, request.id) if request.state not in HOLDS[one.reason]]
    if gone:
        await decide(unit, request, request.state, gone, by=None)
    elif request.state not in (State.QUEUED, State.REVIEW):
        await revealing.conceal(unit, request)


async def decide(
    unit: Unit, request: Request, outcome: str, reasons: Collection[Why] = tuple(Why), *, by: int | None
) -> None:
    """Somebody has looked, or (by None) it settled itself: nothing is reminded of any more."""
    left = []
    for one in await reviews.open_of(unit, request.id):
        if one.reason in reasons:
            await timers.drop(unit, TIMER, one.id)
        else:
            left.append(one)
    await reviews.close(unit, request.id, by, outcome, reasons)
    if not left:
        await cards.close(unit, request, NEWS)
        await revealing.conceal(unit, request)


# What makes a request unclear


async def recheck(unit: Unit, request: Request) -> None:
    """A request came or was corrected: whether anybody can be matched with it, and whether the family wants a call."""
    if request.mode == "call" and request.state in HOLDS[Why.CALL]:
        await ask(unit, request, Why.CALL)
    if await is_unclear(unit, request):
        await ask(unit, request, Why.UNCLEAR)
    elif any(one.reason is Why.UNCLEAR for one in await reviews.open_of(unit, request.id)):
        await decide(unit, request, "corrected", [Why.UNCLEAR], by=None)


async def is_unclear(unit: Unit, request: Request) -> bool:
    """Whether its place is not known, or its phone is in another open request."""
    return place_unknown(unit, request) or bool(await same_phone(unit, request))


async def same_phone(unit: Unit, request: Request) -> list[int]:
    """Ids of other open requests with the phone of this one."""
    phone = requests.answers(unit, request).get("phone")
    return [] if phone is None else await requests.open_with_phone(unit, str(phone), but=request.id)


def place_unknown(unit: Unit, request: Request) -> bool:
    """Whether nobody knows where to look for volunteers; a region without districts is known as a whole."""
    if request.region is None:
        return True
    return request.district is None and bool(unit.asar.places.districts(request.region))
