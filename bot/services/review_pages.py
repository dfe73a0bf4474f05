"""/review: what a coordinator has to look at, as one live message; and the page of one request with all its decisions.

The page is also opened from a card, from /show and from a message about the request. A button for what the matrix or
the state does not allow is not on it.
"""

from collections.abc import Iterable

from bot.core import numbers
from bot.core.letters import Side
from bot.core.requests import NEXT, OPEN, Event, State
from bot.core.rights import Act
from bot.core.speech import Action, Button, Field, Flow, Joined, Message, Row, Text
from bot.services import cards, complaints, leaders, letters, post, refusals, releasing, reviewing, rights, thread
from bot.services.unit import Unit
from bot.store import audit, people, requests, reviews
from bot.store.audit import Entry
from bot.store.requests import Request
from bot.store.reviews import HOLDS, Review, Why

REVIEW = "review"
"""What the live message is recorded as, with the person's id."""

PAGE = 6
"""Requests on one screen of the list."""

LOOKED_AT = tuple(why for why in Why if why is not Why.VOUCH)
"""What a look is enough for; whether the help arrived has to be asked."""


def action(code: str, request: Request, *more: str | int) -> Action:
    """A coordinator's button about a request as it was shown."""
    return Action("c", (code, request.id, request.revision, *more))


def button(label: str, code: str, request: Request, *more: str | int) -> Button:
    """A button with the text `label`, for a request as it was shown."""
    return Button(Text(label), action(code, request, *more))


def named(label: Field, code: str, request: Request, *more: str | int) -> Button:
    """A button with a name for its label."""
    return Button(label, action(code, request, *more))


def back(request: Request) -> Button:
    """The button that leads back to the request's page."""
    return button("review-back", "pg", request)


async def show_screen(unit: Unit, message: Message) -> None:
    """Let the live message of /review say this."""
    await unit.show(message, what=REVIEW, ref=unit.person.id)


# Who may


async def leads(unit: Unit) -> bool:
    """Whether this person leads anything; who does not is told what they can do."""
    if reviewing.led(unit.person):
        return True
    await unit.answer()
    await unit.reply(Text("coordinators-only"))
    return False


async def find(unit: Unit, typed: str, act: Act) -> Request | None:
    """The request with the typed number, if this is theirs to do; else they are told how a number looks."""
    if not await leads(unit):
        return None
    number = numbers.read(typed)
    found = None if number is None else await requests.by_number(unit, number)
    if found is not None and rights.is_for(unit, act, found):
        return found
    await unit.reply(Text("volunteer-unknown-number", {"example": numbers.show(numbers.make(104715))}))
    return None


async def seen(unit: Unit, request_id: int, revision: int) -> Request | None:
    """The request of a pressed button; None when it is outdated or forged: then things are shown as they stand."""
    found = await requests.find(unit, request_id)
    if found is None or not rights.is_for(unit, Act.REVIEW, found):
        await unit.answer(Text("stale"))
        await show(unit)
        return None
    if found.revision != revision:
        await unit.answer(Text("stale"))
        await show_page(unit, found)
        return None
    return found


async def may(unit: Unit, request: Request, act: Act) -> bool:
    """Whether this person may do that to the request as it stands; if not, they see how it stands."""
    if not rights.may(unit, act, request):
        await unit.answer(Text("stale"))
        await (show_page(unit, request) if rights.is_for(unit, Act.REVIEW, request) else show(unit))
        return False
    if await refusals.is_for_another(unit, request):
        await unit.answer(Text("review-for-another"), alert=True)
        return False
    return True


# The list


async def show(unit: Unit, page: int = 0) -> None:
    """/review: how many wait, and a page of them."""
    led = reviewing.led(unit.person)
    phone = unit.person.phone_hash
    count = await reviews.count(unit, led, unit.person.id, phone=phone)
    page = min(max(page, 0), max(count - 1, 0) // PAGE)
    ids = await reviews.waiting(unit, led, unit.person.id, at_most=PAGE, skip=page * PAGE, phone=phone)
    # Whose phone was hashed with an earlier key is not told from others by the database.
    found = [one for one in [await requests.get(unit, key) for key in ids] if rights.is_for(unit, Act.REVIEW, one)]
    paragraphs = [Text("review-head", {"count": count})]
    rows: list[Row] = []
    if found:
        lines = tuple([await _line(unit, request) for request in found])
        paragraphs += [Text("card-lines", {"lines": Joined(lines, "\n")}), Text("review-how")]
        rows.append(Flow(tuple(Button(cards.number(request), action("pg", request)) for request in found)))
    turns = [(label, at) for label, at in (("◀️", page - 1), ("▶️", page + 1)) if 0 <= at * PAGE < count]
    rows.append(tuple(Button(label, Action("c", ("ls", at))) for label, at in turns))
    if await complaints.waiting(unit, led):
        rows.append((complaints.button("complaint-all", "ls", 0),))
    rows.append((Button(Text("review-refresh"), Action("c", ("ls", page))),))
    await show_screen(unit, Message(tuple(paragraphs), tuple(row for row in rows if row)))


async def _line(unit: Unit, request: Request) -> Text:
    open_ones = await _open(unit, request)
    whys = Joined(tuple(Text(f"review-short-{one.reason}") for one in open_ones))
    fields: dict[str, Field] = {"number": cards.number(request), "place": cards.place(unit, request), "why": whys}
    days = [day for one in open_ones if (day := reviewing.due_day(one)) is not None]
    return Text("review-line-due", fields | {"day": days[0]}) if days else Text("review-line", fields)


async def _open(unit: Unit, request: Request) -> list[Review]:
    """The reasons that still mean something, what the law hurries first."""
    found = [one for one in await reviews.open_of(unit, request.id) if request.state in HOLDS[one.reason]]
    return sorted(found, key=lambda one: (one.due_at is None, one.id))


# One request


async def open_typed(unit: Unit, typed: str) -> None:
    """/review N: the page of one request."""
    request = await find(unit, typed, Act.REVIEW)
    if request is not None:
        await show_page(unit, request)


async def press(unit: Unit, request_id: int) -> None:
    """A button that opens a page: looking changes nothing, so it is shown as it is now, whatever its revision."""
    found = await requests.find(unit, request_id)
    if found is None or not rights.is_for(unit, Act.REVIEW, found):
        await unit.answer(Text("stale"))
        await show(unit)
    else:
        await show_page(unit, found)


async def show_page(unit: Unit, request: Request, *notes: Text) -> None:
    """How a request stands for a coordinator, why it has to be looked at, and what can be done."""
    open_ones = await _open(unit, request)
    story = await audit.of(unit, request.id)
    paragraphs = [*notes, cards.head(request), *cards.facts(unit, request), *await _standing(unit, request, story)]
    if open_ones:
        lines = tuple([line for one in open_ones for line in await _reasons(unit, request, one)])
        paragraphs.append(Text("review-reasons", {"reasons": Joined(lines, "\n")}))
    paragraphs += _past(story)
    if await refusals.is_for_another(unit, request):
        paragraphs.append(Text("review-for-another"))
        rows = await _aside(unit, request)
    else:
        rows = (*await _decisions(unit, request, open_ones), *await _aside(unit, request))
    await show_screen(unit, Message(tuple(paragraphs), (*rows, (reviewing.OPEN_LIST,))))


async def _standing(unit: Unit, request: Request, story: list[Entry]) -> list[Text]:
    lines = [cards.standing(request)]
    if request.claimer_id is not None and request.state in (State.CLAIMED, State.DELIVERED, State.UNCONFIRMED):
        claimer = await people.find(unit, request.claimer_id)
        lines.append(Text("review-claimer", {"name": leaders.called(unit, claimer)}))
    if request.urgency:
        lines.append(Text("review-urgency", {"level": request.urgency}))
    if not (await cards.person(unit, request.person_id)).reachable:
        lines.append(Text("review-unreachable"))
    refusal = await refusals.last(unit, request)
    if refusal is not None and request.state in (State.REVIEW, State.DECLINED):
        code = refusals.code_of(refusal.reason)
        label: Field = refusal.reason if code == "other" else Text(f"review-decline-{code}")
        lines.append(Text("review-refused", {"reason": label, "at": refusal.at}))
    objections = [entry for entry in story if entry.event is Event.OBJECT]
    if objections and objections[-1].reason and request.state is State.REVIEW:
        lines.append(Text("review-objection", {"words": objections[-1].reason}))
    return [*lines, *await _asked(unit, request)]


async def _asked(unit: Unit, request: Request) -> list[Text]:
    """Whether a coordinator has asked the family something, and whether it has answered."""
    readable = await thread.readable(unit, request) or []
    asked = [letter for letter in readable if letter.claim is None]
    if not asked or request.state not in OPEN:
        return []
    return [Text("review-answered" if asked[-1].side is Side.FAMILY else "review-asked", {"at": asked[-1].at})]


async def _reasons(unit: Unit, request: Request, one: Review) -> list[Text]:
    """Why somebody has to look: what is unclear is named."""
    day = reviewing.due_day(one)
    since: dict[str, Field] = {"since": one.opened_at}
    found = []
    if one.reason is Why.UNCLEAR:
        if reviewing.place_unknown(unit, request):
            found.append(Text("review-why-unclear-place", since))
        others = [await requests.get(unit, key) for key in await reviewing.same_phone(unit, request)]
        known = tuple(cards.number(other) for other in others if rights.is_for(unit, Act.REVIEW, other))
        if known:
            found.append(Text("review-why-unclear-phone", since | {"numbers": Joined(known)}))
        elif others:
            found.append(Text("review-why-unclear-phone-elsewhere", since))
    return found or [Text(f"review-why-{one.reason}", since if day is None else since | {"day": day})]


def _past(story: list[Entry]) -> list[Text]:
    """How often it came back, from how many people, and why they gave it back."""
    holders = {entry.by_id for entry in story if entry.event is Event.CLAIM}
    released, returned, disputed = (
        sum(entry.event is event for entry in story) for event in (Event.RELEASE, Event.RETURN, Event.DISPUTE)
    )
    if not released + returned + disputed:
        return []
    fields: dict[str, Field] = {"released": released, "returned": returned, "disputed": disputed}
    found = [Text("review-past", fields | {"people": len(holders)})]
    whys = [entry.reason for entry in story if entry.event is Event.RELEASE and entry.reason]
    if whys:
        found.append(Text("review-past-why", {"reasons": Joined(tuple(map(release_reason, whys[-3:])), "; ")}))
    return found


def release_reason(reason: str) -> Field:
    """Why a volunteer gave a request back: a button's words, or their own."""
    return Text(f"volunteer-reason-{reason}") if reason in releasing.REASONS else reason


async def _decisions(unit: Unit, request: Request, open_ones: Iterable[Review]) -> tuple[Row, ...]:
    rows: list[Row] = []
    whys = {one.reason for one in open_ones}
    if Why.VOUCH in whys and rights.may(unit, Act.VOUCH, request):
        rows.append((button("review-vouch-got", "vg", request),))
        if (request.state, Event.PARTLY) in NEXT:
            rows.append((button("review-vouch-partly", "vp", request),))
        rows.append((button("review-vouch-not", "vn", request),))
    if rights.may(unit, Act.ADMIT, request):
        rows.append((button("review-admit", "ad", request),))
    elif whys.intersection(LOOKED_AT):
        rows.append((button("review-looked", "ok", request),))
    shown = (
        ("review-contacts", "co", Act.REVIEW),
        ("review-assign", "as", Act.ASSIGN),
        ("review-move", "mv", Act.MOVE),
        ("review-urgent", "ur", Act.RAISE),
        ("review-hold", "ho", Act.HOLD),
        ("review-decline", "de", Act.DECLINE),
    )
    allowed = [button(label, code, request) for label, code, act in shown if rights.may(unit, act, request)]
    if await letters.may_be_asked(unit, request):
        allowed.insert(1, button("review-ask", "ak", request))
    return (*rows, Flow(tuple(allowed)))


async def _aside(unit: Unit, request: Request) -> tuple[Row, ...]:
    """What else there is to read: the letters, complaints that are this person's to handle, the whole story."""
    rows: list[Row] = []
    if await thread.readable(unit, request):
        rows.append((post.button("letter-thread", "t", request.id, -1),))
    for complaint, _ in await complaints.waiting(unit, reviewing.led(unit.person), about=request):
        rows.append((complaints.button("complaint-open", "op", complaint.id),))
    if rights.may(unit, Act.AUDIT, request):
        rows.append((button("review-audit", "au", request, 0),))
    return tuple(rows)
