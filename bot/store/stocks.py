"""How many of each thing a region has for a programme, who draws on it, and who waits for more."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Column, ColumnElement, and_, bindparam, case, delete, func, insert, or_, select, update

from bot.core.items import State as ItemState
from bot.core.requests import State
from bot.core.stock import Count, Family
from bot.store.database import Tx
from bot.store.requests import Request
from bot.store.schema import items, requests, stocks


def _before(column: Column[datetime], moment: str) -> ColumnElement[bool]:
    """Earlier than that moment; of two at the same one, the smaller id."""
    same = and_(column == bindparam(moment), requests.c.id < bindparam("key"))
    return or_(column < bindparam(moment), same)


_HERE = (stocks.c.programme == bindparam("which"), stocks.c.region == bindparam("there"))
_THERE = (requests.c.programme == bindparam("which"), requests.c.region == bindparam("there"))
_LISTED = and_(requests.c.state == State.QUEUED, requests.c.waitlisted_at.is_not(None))

_OF = select(stocks.c.item, stocks.c.amount).where(*_HERE)
# In one order, so that two who want several things do not wait for each other.
_LOCK = _OF.order_by(stocks.c.item).with_for_update()
_ANY = _OF.limit(1)
_KEPT = select(stocks.c.programme).where(stocks.c.region == bindparam("there")).distinct()
_WAITED = select(requests.c.programme).where(requests.c.region == bindparam("there"), _LISTED).distinct()
_CHANGE = (
    update(stocks)
    .where(*_HERE, stocks.c.item == bindparam("thing"))
    .values(amount=bindparam("new"), changed_by=bindparam("who"), changed_at=bindparam("when"))
)
_ADD = insert(stocks)
_REMOVE = delete(stocks).where(*_HERE, stocks.c.item == bindparam("thing"))

# Where one thing is: with a family, promised by a claim, or asked for by who waits.
_WHERE = case(
    (items.c.state == ItemState.GIVEN, "given"),
    (requests.c.state == State.CLAIMED, "reserved"),
    (_LISTED, "listed"),
    else_="queued",
)
_DRAWN = (
    select(items.c.item, _WHERE, func.count())
    .join(requests, requests.c.id == items.c.request_id)
    .where(
        *_THERE,
        or_(
            items.c.state == ItemState.GIVEN,
            and_(items.c.state == ItemState.ASKED, requests.c.state.in_([State.CLAIMED, State.QUEUED])),
        ),
    )
    .group_by(items.c.item, _WHERE)
)
_LINE = (
    select(requests.c.id, requests.c.waitlisted_at, func.aggregate_strings(items.c.item, ","))
    .join(items, and_(items.c.request_id == requests.c.id, items.c.state == ItemState.ASKED))
    .where(*_THERE, requests.c.state == State.QUEUED)
    .group_by(requests.c.id, requests.c.waitlisted_at, requests.c.urgency, requests.c.submitted_at)
    .order_by(requests.c.urgency.desc(), requests.c.submitted_at, requests.c.id)
)
_BEFORE = (
    select(func.count())
    .select_from(requests)
    .where(
        *_THERE,
        _LISTED,
        or_(
            requests.c.urgency > bindparam("urgency"),
            and_(
                requests.c.urgency == bindparam("urgency"),
                _before(requests.c.submitted_at, "asked_at"),
            ),
        ),
    )
)
_COUNT = select(func.count()).select_from(requests).where(requests.c.region == bindparam("there"), _LISTED)
# Of several accepted requests that want the last one, the first to be accepted has it.
_EARLIER = (
    select(func.count())
    .select_from(items)
    .join(requests, requests.c.id == items.c.request_id)
    .where(
        *_THERE,
        requests.c.state == State.CLAIMED,
        items.c.state == ItemState.ASKED,
        items.c.item == bindparam("thing"),
        _before(requests.c.claimed_at, "claimed"),
    )
)
_PUT_LISTED = (
    update(requests)
    .where(
        requests.c.id == bindparam("key"), requests.c.state == State.QUEUED, requests.c.revision == bindparam("seen")
    )
    .values(waitlisted_at=bindparam("since"))
)


async def of(tx: Tx, programme: str, region: str, *, lock: bool = False) -> dict[str, int]:
    """All that ever came of each thing that is counted there. `lock`: nobody else decides about them meanwhile."""
    found = await tx.execute(_LOCK if lock else _OF, {"which": programme, "there": region})
    return {row[0]: row[1] for row in found}


async def is_kept(tx: Tx, programme: str, region: str) -> bool:
    """Whether anything is counted there."""
    return (await tx.execute(_ANY, {"which": programme, "there": region})).first() is not None


async def programmes(tx: Tx, region: str) -> list[str]:
    """Programmes of which something is counted in a region, or for which somebody waits there."""
    found = {row[0] for statement in (_KEPT, _WAITED) for row in await tx.execute(statement, {"there": region})}
    return sorted(found)


async def put(tx: Tx, programme: str, region: str, item: str, amount: int, by: int) -> None:
    """Let this be all that ever came."""
    here = {"which": programme, "there": region}
    done = await tx.execute(_CHANGE, {**here, "thing": item, "new": amount, "who": by, "when": tx.now})
    if done.rowcount == 0:
        row = {
            "programme": programme,
            "region": region,
            "item": item,
            "amount": amount,
            "changed_by": by,
            "changed_at": tx.now,
        }
        await tx.execute(_ADD, row)


async def remove(tx: Tx, programme: str, region: str, item: str) -> None:
    """It is not counted any more: there are as many as are wanted."""
    await tx.execute(_REMOVE, {"which": programme, "there": region, "thing": item})


async def drawn(tx: Tx, programme: str, region: str) -> dict[str, dict[str, int]]:
    """Of each thing how many are given, reserved, queued and listed, as in `core.stock.Count`."""
    found: dict[str, dict[str, int]] = {}
    for item, where, count in await tx.execute(_DRAWN, {"which": programme, "there": region}):
        found.setdefault(item, {})[where] = count
    return found


async def counts(tx: Tx, programme: str, region: str, *, lock: bool = False) -> dict[str, Count]:
    """How things stand with everything that is counted there."""
    amounts = await of(tx, programme, region, lock=lock)
    used = await drawn(tx, programme, region) if amounts else {}
    return {item: Count(amount, **used.get(item, {})) for item, amount in amounts.items()}


async def line(tx: Tx, programme: str, region: str) -> Sequence[Family]:
    """Everybody who waits there for something, in order: the most urgent first, then who asked first."""
    found = await tx.execute(_LINE, {"which": programme, "there": region})
    return [Family(row[0], tuple(row[2].split(",")), row[1] is not None) for row in found]


async def place(tx: Tx, request: Request) -> int:
    """The place of a request in its line: 1 is the next."""
    values = {
        "which": request.programme,
        "there": request.region,
        "urgency": request.urgency,
        "asked_at": request.submitted_at,
        "key": request.id,
    }
    return int((await tx.execute(_BEFORE, values)).scalar_one()) + 1


async def count_listed(tx: Tx, region: str) -> int:
    """How many families of a region wait for new stock."""
    return int((await tx.execute(_COUNT, {"there": region})).scalar_one())


async def earlier(tx: Tx, request: Request, item: str) -> int:
    """How many of a thing are wanted by requests accepted before this one."""
    values = {
        "which": request.programme,
        "there": request.region,
        "thing": item,
        "claimed": request.claimed_at,
        "key": request.id,
    }
    return int((await tx.execute(_EARLIER, values)).scalar_one())


async def put_listed(tx: Tx, request: Request, since: datetime | None) -> bool:
    """Put a queued request on the waiting list, or take it off; False: something has happened to it meanwhile.

    The revision stays: what its cards show is still true.
    """
    tx.touched.add(request.id)
    done = await tx.execute(_PUT_LISTED, {"key": request.id, "seen": request.revision, "since": since})
    return bool(done.rowcount == 1)
