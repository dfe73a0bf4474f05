"""What each child of a request needs, and what became of it: asked, given, or missing and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from bot.core.items import State, Thing
from bot.core.requests import State as RequestState
from bot.store.database import Tx
from bot.store.schema import items, requests


@dataclass(frozen=True, slots=True)
class Item:
    """A row of `items`. `why` says of what is missing, or still owed, why it did not come."""

    id: int
    request_id: int
    block: int
    item: str
    state: State
    why: str | None
    by_id: int | None
    at: datetime

    @property
    def thing(self) -> Thing:
        """Which thing of which child."""
        return Thing(self.block, self.item)


_OF = select(items).where(items.c.request_id == bindparam("request_id")).order_by(items.c.block, items.c.id)
_ADD = insert(items)
_REMOVE = delete(items).where(items.c.id == bindparam("key"))
_PUT = (
    update(items)
    .where(items.c.id == bindparam("key"))
    .values(state=bindparam("new"), why=bindparam("reason"), by_id=bindparam("who"), at=bindparam("when"))
)
_UNKNOWN = (
    select(requests.c.id)
    .where(
        requests.c.region == bindparam("region"),
        requests.c.programme == bindparam("programme"),
        requests.c.state.in_([RequestState.QUEUED, RequestState.CLAIMED, RequestState.DELIVERED]),
        requests.c.mode != "call",
        requests.c.sealed_answers.is_not(None),
        ~select(items.c.id).where(items.c.request_id == requests.c.id).exists(),
    )
    .limit(bindparam("most"))
)


def _item(row: object) -> Item:
    found = Item(*row)  # type: ignore[misc]
    return Item(found.id, found.request_id, *found.thing, State(found.state), found.why, found.by_id, found.at)


async def of(tx: Tx, request_id: int) -> list[Item]:
    """The things of one request, child by child."""
    return [_item(row) for row in await tx.execute(_OF, {"request_id": request_id})]


async def keep(tx: Tx, request_id: int, wanted: Iterable[Thing]) -> None:
    """Let these be what is asked for; what was given stays, whatever is wanted now."""
    wanted = list(dict.fromkeys(wanted))
    known = {one.thing: one for one in await of(tx, request_id)}
    for thing, one in known.items():
        if thing not in wanted and one.state is not State.GIVEN:
            await tx.execute(_REMOVE, {"key": one.id})
    for thing in wanted:
        if thing not in known:
            row = {"request_id": request_id, "block": thing.block, "item": thing.item}
            await tx.execute(_ADD, {**row, "state": State.ASKED, "why": None, "by_id": None, "at": tx.now})


async def put(tx: Tx, item: Item, state: State, why: str | None, by: int | None) -> None:
    """What became of one thing."""
    await tx.execute(_PUT, {"key": item.id, "new": state, "reason": why, "who": by, "when": tx.now})


async def unknown(tx: Tx, programme: str, region: str, *, most: int) -> list[int]:
    """Open requests of a region from before things were kept one by one, at most so many."""
    found = await tx.execute(_UNKNOWN, {"programme": programme, "region": region, "most": most})
    return list(found.scalars())
