"""What a region has of each thing: whether a request can be served from it, and what its card and its claim say of it.

Items are reserved by accepting. A request of which nothing is left is not accepted, it goes on the waiting list
(`waitlist`); one of which a part is left is, and its volunteer and its family are told what is out.
"""

from datetime import timedelta

from bot.core.items import State
from bot.core.requests import State as RequestState
from bot.core.speech import Joined, Text
from bot.core.stock import Count
from bot.services import items
from bot.services.unit import Unit
from bot.store import requests, stocks, timers
from bot.store.requests import Request

TIMER = "stock"
"""The timer that settles who waits for stock in a region, with the region's KATO code as a number."""


async def touch(unit: Unit, request: Request) -> None:
    """Something happened to a request: if anything is counted where it is, the line is settled within the minute."""
    if request.region is None:
        return
    if request.waitlisted_at is not None or await stocks.is_kept(unit, request.programme, request.region):
        await settle_soon(unit, request.region)


async def settle_soon(unit: Unit, region: str) -> None:
    """Look at the line of a region at the next full minute, however much happens until then."""
    due = unit.now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    await timers.put_once(unit, TIMER, int(region), due)


async def counts(unit: Unit, programme: str, region: str) -> dict[str, Count]:
    """How things stand there; nobody else decides about them until this transaction ends.

    In the order of the timer, which holds itself first: else the two could wait for each other.
    """
    await timers.hold(unit, TIMER, int(region))
    return await stocks.counts(unit, programme, region, lock=True)


async def is_out(unit: Unit, request: Request) -> bool:
    """Whether nothing at all is left of what a waiting request asks for. Two who ask at once are asked one by one."""
    if request.region is None:
        return False
    there = await counts(unit, request.programme, request.region)
    if not there:
        return False
    if (await requests.get(unit, request.id)).waitlisted_at is not None:
        return True  # since it was read: the line was settled while this waited
    asked = [one.item for one in await items.of(unit, request) if one.state is State.ASKED]
    return bool(asked) and all(item in there and there[item].left <= 0 for item in asked)


async def out(unit: Unit, request: Request) -> list[str]:
    """Of what a request asks for, the kinds of which there is none now. An accepted request has what it reserved."""
    if request.region is None or request.state not in (RequestState.QUEUED, RequestState.REVIEW, RequestState.CLAIMED):
        return []
    counted = await stocks.counts(unit, request.programme, request.region)
    if not counted:
        return []
    asked = [one.item for one in await items.of(unit, request) if one.state is State.ASKED]
    missing = []
    for item in dict.fromkeys(one for one in asked if one in counted):
        there = counted[item]
        if request.state is not RequestState.CLAIMED:
            is_short = there.left <= 0
        else:
            before = await stocks.earlier(unit, request, item) if there.left < 0 else 0
            is_short = there.left < 0 and before + asked.count(item) > there.amount - there.given
        if is_short:
            missing.append(item)
    return missing


async def notes(unit: Unit, request: Request) -> tuple[Text, ...]:
    """A line for cards and claims: what is out of stock now."""
    missing = await out(unit, request)
    return (Text("stock-out-now", {"items": words(unit, request, missing)}),) if missing else ()


async def family_notes(unit: Unit, request: Request) -> tuple[Text, ...]:
    """The same for the family: a volunteer comes, but not with everything."""
    missing = await out(unit, request)
    return (Text("family-out-now", {"items": words(unit, request, missing)}),) if missing else ()


async def hints(unit: Unit, request: Request) -> tuple[Text, ...]:
    """What a card says besides its facts: what an earlier helper brought, and what is out of stock."""
    return (*await items.progress(unit, request), *await notes(unit, request))


def words(unit: Unit, request: Request, kinds: list[str]) -> Joined:
    """Things as the programme calls them."""
    return Joined(tuple(items.word(unit, request.programme, item) for item in kinds))
