"""By what the queue of somebody can be narrowed, and how many wait there."""

from typing import Any

from sqlalchemy import func, select

from bot.core.localities import Kind
from bot.store import localities
from bot.store.database import Tx
from bot.store.filters import Filter
from bot.store.queue import Views, waiting
from bot.store.schema import localities as localities_table
from bot.store.schema import requests

_COLUMNS = {
    "district": requests.c.district,
    "programme": requests.c.programme,
    "language": requests.c.language,
}

MOST = 300
"""Villages or schools that are looked at, those with the most requests."""


async def of(tx: Tx, kind: str, views: Views, person_id: int, chosen: Filter) -> dict[Any, int]:
    """What there is of a kind (a field of `Filter`) among the waiting requests that the rest of the choice leaves.

    Villages and schools, by their hashes, only as far as they may be named. The most requests come first.
    """
    column = _COLUMNS.get(kind, localities_table.c.hash)
    how_many = func.count()
    statement = select(column, how_many).where(waiting(views, person_id), chosen.condition(), column.is_not(None))
    if kind in tuple(Kind):
        statement = statement.join_from(
            requests, localities_table, localities_table.c.request_id == requests.c.id
        ).where(localities_table.c.kind == kind)
    rows = (await tx.execute(statement.group_by(column).order_by(how_many.desc(), column).limit(MOST))).all()
    found: dict[Any, int] = {row[0]: row[1] for row in rows}
    if kind in tuple(Kind):
        common = await localities.common(tx, Kind(kind), list(found))
        return {value: count for value, count in found.items() if value in common}
    return found
