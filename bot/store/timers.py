"""What is due later, as rows written together with their cause. A key exists once; putting it again moves it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Executable, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.database import Tx
from bot.store.schema import timers


def _put(insert: postgresql.Insert | sqlite.Insert) -> Executable:
    columns = ("kind", "ref", "due_at", "count")
    return insert.on_conflict_do_update(index_elements=["key"], set_={name: insert.excluded[name] for name in columns})


# One statement each, so that of two who set the same timer at once neither fails.
_PUT = {"postgresql": _put(postgresql.insert(timers)), "sqlite": _put(sqlite.insert(timers))}
_DROP = delete(timers).where(timers.c.key == bindparam("which"))
_TAKE = delete(timers).where(timers.c.key == bindparam("which"), timers.c.due_at <= bindparam("now"))
_DUE = select(timers).where(timers.c.due_at <= bindparam("now")).order_by(timers.c.due_at).limit(bindparam("at_most"))
_GET = select(timers).where(timers.c.key == bindparam("which"))
_HOLD = select(timers.c.key).where(timers.c.key == bindparam("which")).with_for_update()
_REFS = select(timers.c.ref).where(timers.c.kind == bindparam("what"))
_NEXT = select(timers.c.due_at).order_by(timers.c.due_at).limit(1)


@dataclass(frozen=True, slots=True)
class Timer:
    """`kind` says which use case is due, `ref` for what; `count` is that use case's own counter."""

    key: str
    kind: str
    ref: int
    due_at: datetime
    count: int


async def put(tx: Tx, kind: str, ref: int, due_at: datetime, count: int = 0) -> None:
    """Set the timer of this kind for `ref`, or move it if it is set already."""
    row = {"key": f"{kind}:{ref}", "kind": kind, "ref": ref, "due_at": due_at, "count": count}
    await tx.execute(_PUT[tx.connection.dialect.name], row)


async def put_once(tx: Tx, kind: str, ref: int, due_at: datetime) -> None:
    """Set the timer unless it is set already: a stream of causes moves it no further.

    One that is being taken at this moment has not seen this cause: that transaction is waited for, and it is set anew.
    """
    if not await hold(tx, kind, ref):
        await put(tx, kind, ref, due_at)


async def hold(tx: Tx, kind: str, ref: int) -> bool:
    """Let nobody take the timer until this transaction ends; False: it is not set."""
    return (await tx.execute(_HOLD, {"which": f"{kind}:{ref}"})).first() is not None


async def drop(tx: Tx, kind: str, ref: int) -> None:
    """Nothing is due any more."""
    await tx.execute(_DROP, {"which": f"{kind}:{ref}"})


async def take(tx: Tx, timer: Timer) -> bool:
    """Remove a timer that is due, to act on it; False: another transaction has taken or moved it."""
    return (await tx.execute(_TAKE, {"which": timer.key, "now": tx.now})).rowcount == 1


async def get(tx: Tx, kind: str, ref: int) -> Timer | None:
    """The timer of this kind for `ref`, if it is set."""
    row = (await tx.execute(_GET, {"which": f"{kind}:{ref}"})).first()
    return None if row is None else Timer(*row)


async def refs(tx: Tx, kind: str) -> set[int]:
    """What timers of this kind are set for."""
    return set((await tx.execute(_REFS, {"what": kind})).scalars())


async def due(tx: Tx, at_most: int = 50) -> list[Timer]:
    """Timers whose time has come, the longest due first."""
    return [Timer(*row) for row in await tx.execute(_DUE, {"now": tx.now, "at_most": at_most})]


async def next_due(tx: Tx) -> datetime | None:
    """When the next timer is due."""
    found: datetime | None = (await tx.execute(_NEXT)).scalar()
    return found
