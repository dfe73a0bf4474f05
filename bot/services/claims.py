"""What becomes of an accepted request: given back, ended by the family, lying idle, waiting for the family's word."""

from bot.core.requests import NEXT, Event, State
from bot.core.rights import Act
from bot.core.speech import Field, Message, Row, Text
from bot.services import cards, contacts, post, queue, resting, reviewing, rights, stock, telling, unfinished
from bot.services.unit import Unit
from bot.store import audit, handovers, requests, timers
from bot.store.people import Person
from bot.store.requests import Request

HANDING = "given"
"""What the live message in which a claimer marks what did not come is recorded as."""

ASIDE = ("call", "done", HANDING)
"""Messages to a claimer that have buttons only while things stand as they do."""


async def keep_alive(unit: Unit, request: Request) -> None:
    """There is news of a claim: its volunteer is asked only some days later."""
    await requests.put_idle(unit, request, None)
    await timers.put(unit, "idle", request.id, unit.waking(unit.now + unit.asar.organisation.deadlines.idle[0]))


async def give_back(unit: Unit, request: Request, event: Event, by: int | None, reason: str | None = None) -> bool:
    """The claim ends and the request waits again, at its old place in the queue; False: somebody was faster."""
    free = {"claimer_id": None, "claimed_at": None, "code_word": None, "no_answer": 0}
    moved = await requests.move(unit, request, NEXT[request.state, event], **free)
    if moved is None:
        return False
    await audit.append(unit, request.id, event, moved.state, by, reason)
    await reviewing.follow(unit, moved)
    await _close(unit, request)
    await queue.enter(unit, moved)
    return True


async def _close(unit: Unit, request: Request) -> None:
    for kind in ("idle", "unconfirmed"):
        await timers.drop(unit, kind, request.id)
    await handovers.drop(unit, request.id)
    await contacts.blank(unit, request)
    await post.close(unit, request)
    await unfinished.discard_others(unit, request)
    await cards.close(unit, request, *ASIDE)


async def claim_ended(unit: Unit, request: Request, text: Text) -> None:
    """The family ended a claim or a delivery (`request` as it was): its volunteer is told, contacts go."""
    await _close(unit, request)
    await telling.claimer(unit, request, text, rows=((cards.NEXT, cards.QUEUE),))


async def claim_again(unit: Unit, request: Request, text: Text) -> None:
    """A delivery was not whole: the same volunteer has the request again, with its contacts."""
    await keep_alive(unit, request)
    await cards.close(unit, request, *ASIDE)
    if request.claimer_id is not None:
        claimer = await cards.person(unit, request.claimer_id)
        await telling.say(unit, claimer, text)
        await contacts.hand_over(unit, request, claimer)


async def corrected(unit: Unit, request: Request, text: Text) -> None:
    """The family corrected an accepted request: its volunteer is told at once and sees it as it is now."""
    if request.claimer_id is not None:
        claimer = await cards.person(unit, request.claimer_id)
        await cards.close(unit, request, *ASIDE)
        await stock.touch(unit, request)
        await contacts.update(unit, request, claimer)
        await telling.say(unit, claimer, text, rows=((contacts.mine(request),),))


async def return_claims(unit: Unit, person_id: int) -> None:
    """Somebody left the team: everything they had accepted waits again, and its families are told."""
    for request in await requests.claims(unit, person_id):
        if await give_back(unit, request, Event.RETURN, None):
            await telling.returned(unit, request)


async def return_outside(unit: Unit, member: Person) -> int:
    """Somebody helps in fewer places now: what they had accepted elsewhere waits again; how many that were."""
    count = 0
    for request in await requests.claims(unit, member.id):
        outside = not rights.is_for(unit, Act.ACCEPT, request, member)
        if outside and await give_back(unit, request, Event.RETURN, None):
            await telling.returned(unit, request)
            count += 1
    return count


async def idle(unit: Unit, request: Request, count: int) -> None:
    """The timer of a claim without news: its volunteer is asked once, then the request returns to the queue."""
    if request.state is not State.CLAIMED or request.claimer_id is None:
        return
    claimer = await cards.person(unit, request.claimer_id)
    fields: dict[str, Field] = {"number": cards.number(request), "claimed": request.claimed_at or request.changed_at}
    if count == 0 and claimer.reachable:
        rows: tuple[Row, ...] = ((contacts.mine(request),), (cards.button("card-release", "r", request),))
        days = unit.asar.organisation.deadlines.return_days
        nudge = Message((Text("volunteer-idle", fields | {"days": days}),), rows)
        await unit.say(claimer, nudge, what="call", ref=request.id, not_before=unit.waking())
        await requests.put_idle(unit, request, unit.now)
        await timers.put(unit, "idle", request.id, unit.now + unit.asar.organisation.deadlines.idle[1], count=1)
    elif await give_back(unit, request, Event.RETURN, None):
        await telling.claimer(unit, request, Text("volunteer-returned", {"number": cards.number(request)}))
        await resting.claim_returned(unit, claimer)
        await telling.returned(unit, request)


async def unconfirmed(unit: Unit, request: Request, count: int) -> None:
    """The timer of a delivery the family has said nothing about: two reminders, then the question is closed."""
    if request.state is not State.DELIVERED:
        return
    spans = unit.asar.organisation.deadlines.confirm
    if count + 1 < len(spans):
        await telling.delivered(unit, request, reminder=count + 1)
        await timers.put(unit, "unconfirmed", request.id, unit.now + spans[count + 1], count=count + 1)
        return
    moved = await requests.move(unit, request, NEXT[request.state, Event.LAPSE])
    if moved is not None:
        await audit.append(unit, request.id, Event.LAPSE, moved.state, None)
        await telling.lapsed(unit, moved)
