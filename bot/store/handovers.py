"""What a claimer is marking as not handed over, until it is said. Sealed: a reason may be in their own words."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, delete, insert, select

from bot.core.items import Thing
from bot.store.database import Tx
from bot.store.requests import Request
from bot.store.schema import handovers

MISSING = "handovers.missing"

Missing = Mapping[Thing, tuple[str | None, str | None]]
"""Things that did not come, each with the code of the reason, once it was given, and the reason's own words."""

_GET = select(handovers.c.sealed_missing).where(
    handovers.c.request_id == bindparam("key"),
    handovers.c.by_id == bindparam("who"),
    handovers.c.revision == bindparam("seen"),
)
_DROP = delete(handovers).where(handovers.c.request_id == bindparam("key"))
_ADD = insert(handovers)


async def get(tx: Tx, request: Request, by: int) -> dict[Thing, tuple[str | None, str | None]] | None:
    """What this person has marked of the request as it stands; None: they have not begun."""
    sealed = (await tx.execute(_GET, {"key": request.id, "who": by, "seen": request.revision})).scalar()
    if sealed is None:
        return None
    return {Thing(block, item): (why, words) for block, item, why, words in tx.vault.open(MISSING, sealed)}


async def put(tx: Tx, request: Request, by: int, missing: Missing) -> None:
    """Remember it."""
    await drop(tx, request.id)
    rows: list[list[Any]] = [[*thing, *reason] for thing, reason in missing.items()]
    sealed = tx.vault.seal(MISSING, rows)
    await tx.execute(
        _ADD,
        {"request_id": request.id, "by_id": by, "revision": request.revision, "sealed_missing": sealed, "at": tx.now},
    )


async def drop(tx: Tx, request_id: int) -> bool:
    """Forget it; False: there was nothing, so somebody has said it already."""
    return bool((await tx.execute(_DROP, {"key": request_id})).rowcount)
