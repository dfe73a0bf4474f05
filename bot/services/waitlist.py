"""Families for whom nothing is left: on the waiting list, in order, told honestly; and back in the queue in their turn.

No refusal: the request keeps its number, its place by when it was submitted, and all its buttons. It is only not
offered to volunteers, who would come with empty hands.
"""

from datetime import timedelta

from bot.core.form_model import text_id
from bot.core.items import State
from bot.core.requests import Event
from bot.core.requests import State as RequestState
from bot.core.speech import Field, Message, Text
from bot.core.stock import settle as decide
from bot.services import cards, items, queue, stock
from bot.services.unit import Unit
from bot.store import audit, requests, stocks, timers
from bot.store import items as stored
from bot.store.requests import Request

TIMER = "waitlist"
"""The timer of a family on the waiting list: it hears from us though nothing has come."""

PIECE = 100
"""Families told in one transaction, so that nobody waits for it; the others follow at once."""

SOON = timedelta(seconds=5)


async def begins(unit: Unit, request: Request) -> bool:
    """A request was just submitted: True if nothing is left for it, so that it begins on the waiting list."""
    if request.region is None:
        return False
    counts = await stock.counts(unit, request.programme, request.region)
    asked = [one.item for one in await items.of(unit, request) if one.state is State.ASKED] if counts else []
    for item in asked:
        there = counts.get(item)
        # It counts itself among those in the queue already.
        if there is None or (there.free + asked.count(item) > 0 and not there.listed):
            return False
    return bool(asked) and await _put(unit, request)


async def settle(unit: Unit, region: str) -> None:
    """The timer of a region's stock: for whom nothing is left waits, and whose turn it is hears so."""
    more = False
    for programme in await stocks.programmes(unit, region):
        for request_id in await stored.unknown(unit, programme, region, most=PIECE):
            await items.of(unit, await requests.get(unit, request_id))
            more = True
        counts = await stock.counts(unit, programme, region)
        line = await stocks.line(unit, programme, region)
        wait, turn = decide({item: count.left for item, count in counts.items()}, line)
        for request_id in wait[:PIECE]:
            await _wait(unit, await requests.get(unit, request_id))
        for request_id in turn[:PIECE]:
            await _turn(unit, await requests.get(unit, request_id))
        more = more or len(wait) > PIECE or len(turn) > PIECE
    if more:
        await timers.put(unit, stock.TIMER, int(region), unit.now + SOON)


async def _put(unit: Unit, request: Request) -> bool:
    if not await stocks.put_listed(unit, request, unit.now):
        return False
    await audit.append(unit, request.id, Event.WAITLIST, request.state, None)
    await _remind_later(unit, request)
    return True


async def _remind_later(unit: Unit, request: Request) -> None:
    days = timedelta(days=unit.asar.organisation.deadlines.waitlist_days)
    await timers.put(unit, TIMER, request.id, unit.waking(unit.now + days))


async def _wait(unit: Unit, request: Request) -> None:
    await queue.left(unit, request, "card-out-of-stock")
    if await _put(unit, request):
        await _tell(unit, request, Text("family-waitlisted", await _told(unit, request)), other_ways(unit, request))


async def _turn(unit: Unit, request: Request) -> None:
    """The old time of submission is its place in the queue."""
    if await stocks.put_listed(unit, request, None):
        await audit.append(unit, request.id, Event.STOCKED, request.state, None)
        await queue.enter(unit, await requests.get(unit, request.id))
        await _tell(unit, request, Text("family-stocked", {"number": cards.number(request)}))


async def place(unit: Unit, request: Request) -> int:
    """The place of a request on the waiting list: 1 is the next."""
    return await stocks.place(unit, request)


def other_ways(unit: Unit, request: Request) -> Text:
    """Where else a family can ask: as its programme says, else the national helpline."""
    own = text_id(request.programme, "other-ways")
    return Text(own if unit.asar.texts.has("kk", own) else "waitlist-other-ways")


async def _told(unit: Unit, request: Request) -> dict[str, Field]:
    return {"number": cards.number(request), "place": await place(unit, request)}


async def _tell(unit: Unit, request: Request, *paragraphs: Text) -> None:
    """In the morning, if it is night: good news and bad can wait until then."""
    family = await cards.person(unit, request.person_id)
    await unit.say(family, Message(paragraphs), not_before=unit.waking())


async def due(unit: Unit, request: Request) -> None:
    """The timer of a family that still waits for stock; what is too old ends, as in the queue."""
    if request.state is not RequestState.QUEUED or request.waitlisted_at is None:
        return
    if unit.now - request.submitted_at >= unit.asar.organisation.deadlines.expire:
        await queue.expire(unit, request)
        return
    await _remind_later(unit, request)
    still = Text("family-waitlist-still", await _told(unit, request))
    await _tell(unit, request, still, other_ways(unit, request))
