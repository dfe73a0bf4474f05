"""A family and its request: how it stands, correcting, withdrawing, and whether the help arrived.

Every press names the request and the revision it was shown for; a later revision, or somebody else's request, changes
nothing and shows how things stand now.
"""

from datetime import timedelta
from statistics import median
from typing import Any

from bot.core import numbers
from bot.core.requests import NEXT, OPEN, Event, State
from bot.core.rights import Act, Standing
from bot.core.speech import Action, Button, Field, Flow, Message, Row, Text
from bot.services import (
    calls,
    cards,
    claims,
    complaints,
    items,
    leaders,
    objecting,
    post,
    queue,
    refusals,
    reviewing,
    rights,
    telling,
    unfinished,
    waitlist,
)
from bot.services.unit import Unit
from bot.store import audit, letters, messages, people, requests, timers
from bot.store.requests import Request
from bot.store.reviews import Why

STATUS = "status"
"""What the live status message of a request is recorded as."""

ENOUGH = 5
"""How many delivered requests it takes before a family is told how long they usually took."""

LOOK_BACK = timedelta(days=120)

TEAM = frozenset({Standing.VOLUNTEER, Standing.COORDINATOR, Standing.ADMIN})
"""Who may help with a request."""

MENU_STATUS = Button(Text("menu-status"), Action("m", ("status",)))

CONCERNED = frozenset({State.CLAIMED, State.DELIVERED, State.UNCONFIRMED})
"""States in which there is a volunteer about whom the family may have something to say."""

UNCLAIMED: dict[str, Any] = {"claimer_id": None, "claimed_at": None, "code_word": None, "no_answer": 0}
"""The columns of a request that is nobody's again."""


def action(code: str, request: Request) -> Action:
    """A family's button about its request as it stands."""
    return Action("f", (code, request.id, request.revision))


def write_button(request: Request) -> Button:
    """Write to the volunteer who has accepted the request."""
    return post.about(request, "f", Text("letter-write-volunteer"))


async def own(unit: Unit, request_id: int) -> Request | None:
    """The request, if it is this person's; a foreign one looks like a missing one."""
    found = await requests.find(unit, request_id)
    return found if found is not None and rights.is_for(unit, Act.STATUS, found) else None


async def usual_days(unit: Unit, request: Request) -> int | None:
    """The median of days that similar requests of the region took until delivery; None below five of them."""
    since = unit.now - LOOK_BACK
    spans = await requests.durations(unit, request.programme, request.region, since)
    days = [(done - asked) / timedelta(days=1) for asked, done in spans]
    return max(1, round(median(days))) if len(days) >= ENOUGH else None


async def status(unit: Unit) -> None:
    """How this person's requests stand: the only open one at once, else a list to choose from."""
    found = await requests.of_person(unit, unit.person.id)
    if not found:
        await unit.reply(Text("status-none"), rows=((Button(Text("menu-apply"), Action("m", ("apply",))),),))
        return
    active = [request for request in found if request.state in OPEN] or found[:1]
    if len(active) == 1:
        await show(unit, active[0])
        return
    buttons = tuple(
        Button(
            Text(
                "status-choose", {"number": numbers.show(request.number), "state": Text(f"state-{request.state}-short")}
            ),
            Action("f", ("st", request.id, request.revision)),
        )
        for request in active[:8]
    )
    await unit.reply(Text("status-several"), rows=(Flow(buttons, columns=1),))


async def show(unit: Unit, request: Request) -> None:
    """The live status message of one request."""
    await unit.show(await _status(unit, request), what=STATUS, ref=request.id)


async def _status(unit: Unit, request: Request) -> Message:
    paragraphs = [
        Text("status-head", {"number": numbers.show(request.number)}),
        Text(f"state-{request.state}", _since(request)),
        Text(f"state-{request.state}-next"),
    ]
    if request.state is State.QUEUED and request.waitlisted_at is not None:
        place = await waitlist.place(unit, request)
        paragraphs[1:] = [Text("status-waitlisted", {"place": place}), waitlist.other_ways(unit, request)]
    added, rows_of_refusal = await refusals.status(unit, request)
    paragraphs += added
    is_queued = request.state is State.QUEUED and request.waitlisted_at is None
    if is_queued and not await queue.has_people(unit, request):
        paragraphs.append(Text("submitted-nobody-here"))
    elif is_queued and (days := await usual_days(unit, request)) is not None:
        paragraphs.append(Text("status-usual", {"days": days}))
    if request.state is State.CLAIMED and request.code_word is not None:
        paragraphs.append(Text("status-code-word", {"word": cards.code_word(request)}))
    rows: list[Row] = [*rows_of_refusal]
    if request.state in (State.DELIVERED, State.UNCONFIRMED):
        rows += telling.answers(request)
    if request.state is State.CLAIMED:
        rows.append((write_button(request),))
    if await letters.last(unit, request.id) is not None:
        rows.append((post.button("letter-thread", "t", request.id, -1),))
    if (request.state, Event.CORRECT) in NEXT:
        rows.append((Button(Text("status-correct"), action("co", request)),))
    if (request.state, Event.WITHDRAW) in NEXT:
        rows.append((Button(Text("status-withdraw"), action("wd", request)),))
    if request.state in CONCERNED:
        rows.append((complaints.about_button(request),))
    elif request.state is State.CONFIRMED and request.changed_at < unit.now:
        # Help has come, yet money may be asked for later. Not beside the thanks: it would be the only button there.
        rows.append((complaints.about_button(request, "status-wrong"),))
    return Message(tuple(paragraphs), tuple(rows))


def _since(request: Request) -> dict[str, Field]:
    """Each state names one moment: a waiting request when it was asked for, any other when it came into the state."""
    if request.state is State.QUEUED:
        return {"asked": request.submitted_at}
    return {} if request.state is State.UNCONFIRMED else {"changed": request.changed_at}


async def press(unit: Unit, code: str, request_id: int, revision: int) -> None:
    """A button of the verb "f"; `code` says which."""
    request = await own(unit, request_id)
    if request is None:
        await unit.answer(Text("stale"))
        return
    if code == "st":
        await show(unit, request)
        return
    use_case = PRESSES.get(code)
    # A button that reports something may be old: what it tells of has happened all the same.
    outdated = request.revision != revision and code != "money"
    refused = code in ACTS and not rights.may(unit, ACTS[code], request)
    if use_case is None or outdated or refused or (code in calls.PRESSES and not await _is_asked(unit, request)):
        await unit.answer(Text("stale"))
        await show(unit, request)
        return
    await use_case(unit, request)


async def _is_asked(unit: Unit, request: Request) -> bool:
    """Whether a question of the volunteer's still waits for the family's answer; it is answered once."""
    waits = await messages.live(unit, (calls.ASK,), request.id, unit.person.telegram_id)
    return request.state in (State.QUEUED, State.CLAIMED) and bool(waits)


async def ask_withdraw(unit: Unit, request: Request) -> None:
    """Ask whether the request shall really be withdrawn."""
    rows = (
        (Button(Text("withdraw-yes"), action("wy", request)),),
        (Button(Text("withdraw-no"), action("st", request)),),
    )
    await unit.show(
        Message((Text("withdraw-sure", {"number": numbers.show(request.number)}),), rows), what=STATUS, ref=request.id
    )


async def withdraw(unit: Unit, request: Request) -> None:
    """The family needs nothing any more: the claimer is told, and contacts are blanked."""
    moved = await advance(unit, request, Event.WITHDRAW)
    if moved is None:
        return
    if request.claimer_id is not None:
        await claims.claim_ended(unit, request, Text("volunteer-withdrawn", {"number": numbers.show(request.number)}))
    await queue.left(unit, moved)
    await show(unit, moved)


async def confirm(unit: Unit, request: Request) -> None:
    """The help arrived: the family says so, nobody else can."""
    moved = await advance(unit, request, Event.CONFIRM)
    if moved is None:
        return
    await claims.claim_ended(unit, request, Text("volunteer-confirmed", {"number": numbers.show(request.number)}))
    await cards.close(unit, request, "asked")
    await unit.reply(Text("family-got-thanks"))
    await show(unit, moved)


async def partly(unit: Unit, request: Request) -> None:
    """Something is missing: the same volunteer has it again, and is told; who has left the team has nothing again."""
    if not await _is_at_work(unit, request):
        await _reopen(unit, request)
        return
    moved = await advance(unit, request, Event.PARTLY)
    if moved is None:
        return
    await items.reopen(unit, request)
    await claims.claim_again(unit, moved, Text("volunteer-partly", {"number": numbers.show(request.number)}))
    await cards.close(unit, request, "asked")
    await unit.reply(Text("family-partly-thanks"))
    await show(unit, moved)


async def dispute(unit: Unit, request: Request) -> None:
    """Nothing came: the request is open again, ahead of others, and the coordinators know."""
    await _reopen(unit, request, nothing_came=True)


async def _reopen(unit: Unit, request: Request, *, nothing_came: bool = False) -> None:
    moved = await advance(unit, request, Event.DISPUTE, urgency=request.urgency + 1, **UNCLAIMED)
    if moved is None:
        return
    await items.reopen(unit, request, nothing_came=nothing_came)
    await claims.claim_ended(unit, request, Text("volunteer-disputed", {"number": numbers.show(request.number)}))
    await cards.close(unit, request, "asked")
    await queue.enter(unit, moved)
    helper = await leaders.who(unit, request.claimer_id)
    told = Text("coordinator-disputed", {"number": numbers.show(request.number), "volunteer": helper})
    await reviewing.ask(unit, moved, Why.DISPUTED, told=told, but={request.claimer_id})
    await unit.reply(Text("family-not-thanks"))
    await show(unit, await requests.get(unit, request.id))


async def _is_at_work(unit: Unit, request: Request) -> bool:
    """Whether the claimer is still on the team there, and can be told."""
    claimer = None if request.claimer_id is None else await people.find(unit, request.claimer_id)
    if claimer is None or not claimer.reachable:
        return False
    return bool(TEAM & rights.standing(unit, request, claimer))


async def advance(unit: Unit, request: Request, event: Event, **values: Any) -> Request | None:
    """Move the request, write its audit, drop its timers; None, and the current state shown: somebody was faster."""
    new = NEXT.get((request.state, event))
    moved = None if new is None else await requests.move(unit, request, new, **values)
    if moved is None:
        await unit.answer(Text("stale"))
        await show(unit, await requests.get(unit, request.id))
        return None
    await audit.append(unit, request.id, event, moved.state, unit.person.id)
    await reviewing.follow(unit, moved)
    await unfinished.discard_corrections(unit, request.id, request.person_id)
    for kind in ("escalate", "idle", "unconfirmed"):
        await timers.drop(unit, kind, request.id)
    return moved


PRESSES = {
    "ob": objecting.ask_why,
    "oy": objecting.send,
    "wd": ask_withdraw,
    "wy": withdraw,
    "got": confirm,
    "partly": partly,
    "not": dispute,
    "money": complaints.money,
    **calls.PRESSES,
}
"""What each button of a family does; `press` has checked whose it is and that it is not outdated."""

ACTS = {
    "ob": Act.OBJECT,
    "oy": Act.OBJECT,
    "wd": Act.WITHDRAW,
    "wy": Act.WITHDRAW,
    "got": Act.CONFIRM,
    "partly": Act.PARTLY,
    "not": Act.DISPUTE,
    "money": Act.REPORT,
    **dict.fromkeys(calls.PRESSES, Act.ANSWER),
}
"""What a person must be allowed to do for each of these buttons."""
