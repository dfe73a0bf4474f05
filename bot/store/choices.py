"""By what the queue of somebody can be narrowed, and how many wait there."""

from typing import Any

from sqlalchemy import ColumnElement, Select, distinct, func, select

from bot.core.localities import NAMED_FROM, Kind
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


SAMPLE = 50
"""Waiting requests of which the villages and schools are looked at first, to know whether there is any to choose."""


async def of(tx: Tx, kind: str, views: Views, person_id: int, chosen: Filter) -> dict[Any, int]:
    """What there is of a kind (a field of `Filter`) among the waiting requests that the rest of the choice leaves.

    Villages and schools, by their hashes, only as far as they may be named. The most requests come first.
    """
    how_many, those = func.count(), (waiting(views, person_id), chosen.condition())
    if kind not in tuple(Kind):
        column = _COLUMNS[kind]
        statement = select(column, how_many).where(*those, column.is_not(None)).group_by(column)
        rows = (await tx.execute(statement.order_by(how_many.desc(), column).limit(MOST))).all()
        return {row[0]: row[1] for row in rows}
    hashed, families = localities_table.c.hash, func.count(distinct(requests.c.person_id))
    statement = _of_requests(kind, *those).with_only_columns(hashed, how_many, families).group_by(hashed)
    rows = (await tx.execute(statement.order_by(how_many.desc(), hashed).limit(MOST))).all()
    # Of most it is known already that enough families have written them: these alone are enough.
    named = {row[0] for row in rows if row[2] >= NAMED_FROM}
    named |= await localities.common(tx, Kind(kind), [row[0] for row in rows if row[0] not in named])
    return {row[0]: row[1] for row in rows if row[0] in named}


async def are_there(tx: Tx, kind: str, views: Views, person_id: int, chosen: Filter) -> bool:
    """Whether there is anything to choose by: a village or school that may be named, of all else two values."""
    those = (waiting(views, person_id), chosen.condition())
    if kind not in tuple(Kind):
        column = _COLUMNS[kind]
        some = (await tx.execute(select(column).where(*those, column.is_not(None)).distinct().limit(2))).all()
        return len(some) > 1
    keys = select(requests.c.id).where(*those).limit(SAMPLE).subquery()
    sample = _of_requests(kind, requests.c.id.in_(select(keys.c.id)))
    hashes = list((await tx.execute(sample.with_only_columns(localities_table.c.hash).distinct())).scalars())
    return bool(await localities.common(tx, Kind(kind), hashes) or await of(tx, kind, views, person_id, chosen))


def _of_requests(kind: str, *those: ColumnElement[bool]) -> Select[Any]:
    joined = requests.join(localities_table, localities_table.c.request_id == requests.c.id)
    return select(requests.c.id).select_from(joined).where(localities_table.c.kind == kind, *those)
