"""Villages and schools of requests, as keyed hashes: what lies together can be found, and nothing can be read."""

from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, delete, distinct, func, insert, select

from bot.core.localities import NAMED_FROM, Kind
from bot.store.database import Tx
from bot.store.requests import ANSWERS
from bot.store.schema import localities, requests

SAMPLE = 9
"""So many families' spellings are looked at for the most common one."""

_FORGET = delete(localities).where(localities.c.request_id == bindparam("key"))
_ADD = insert(localities)
_OF = (
    select(localities.c.request_id, localities.c.kind, localities.c.hash)
    .where(localities.c.request_id.in_(bindparam("keys", expanding=True)))
    .order_by(localities.c.request_id, localities.c.kind, localities.c.hash)
)
_SHARED = (
    select(localities.c.request_id, requests.c.person_id)
    .join(requests, requests.c.id == localities.c.request_id)
    .where(localities.c.kind == bindparam("what"), localities.c.hash == bindparam("hashed"))
)
_FAMILIES = _SHARED.with_only_columns(requests.c.person_id).distinct().limit(NAMED_FROM)
_SPELLINGS = (
    _SHARED.with_only_columns(requests.c.district, requests.c.region, requests.c.sealed_answers)
    .where(requests.c.sealed_answers.is_not(None))
    .order_by(localities.c.request_id)
    .limit(SAMPLE)
)
_COMMON = (
    select(localities.c.hash)
    .join(requests, requests.c.id == localities.c.request_id)
    .where(localities.c.kind == bindparam("what"), localities.c.hash.in_(bindparam("hashes", expanding=True)))
    .group_by(localities.c.hash)
    .having(func.count(distinct(requests.c.person_id)) >= NAMED_FROM)
)


async def put(tx: Tx, request_id: int, keys: Iterable[tuple[Kind, str]]) -> None:
    """Let these be the names of a request, as `core.localities.keys` gives them."""
    await tx.execute(_FORGET, {"key": request_id})
    rows = [{"request_id": request_id, "kind": kind, "hash": tx.vault.blind(name)} for kind, name in keys]
    if rows:
        await tx.execute(_ADD, rows)


async def of(tx: Tx, request_ids: Sequence[int]) -> list[tuple[int, Kind, bytes]]:
    """(request, kind, hash) of these requests."""
    if not request_ids:
        return []
    rows = await tx.execute(_OF, {"keys": list(request_ids)})
    return [(row.request_id, Kind(row.kind), row.hash) for row in rows]


async def is_common(tx: Tx, kind: Kind, hashed: bytes) -> bool:
    """Whether enough different families have written this name for it to be shown."""
    rows = (await tx.execute(_FAMILIES, {"what": kind, "hashed": hashed})).all()
    return len(rows) >= NAMED_FROM


async def common(tx: Tx, kind: Kind, hashes: Sequence[bytes]) -> set[bytes]:
    """Which of these names enough different families have written."""
    if not hashes:
        return set()
    return set((await tx.execute(_COMMON, {"what": kind, "hashes": list(hashes)})).scalars())


async def sample(tx: Tx, kind: Kind, hashed: bytes) -> list[tuple[str, dict[str, object]]]:
    """(area, answers) of some families that have written this name: the earliest, so that it seldom changes."""
    rows = await tx.execute(_SPELLINGS, {"what": kind, "hashed": hashed})
    return [(row.district or row.region, dict(tx.vault.open(ANSWERS, row.sealed_answers))) for row in rows]
