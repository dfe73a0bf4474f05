"""Unfinished interviews. A draft survives anything and is opened only by its own person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update

from bot.store.database import Tx
from bot.store.schema import drafts

STATE = "drafts.state"

_COLUMNS = (
    drafts.c.id,
    drafts.c.person_id,
    drafts.c.programme,
    drafts.c.request_id,
    drafts.c.revision,
    drafts.c.sealed_state,
    drafts.c.started_at,
    drafts.c.touched_at,
    drafts.c.reminded,
)
_GET = select(*_COLUMNS).where(drafts.c.id == bindparam("key"))
_OF = select(*_COLUMNS).where(drafts.c.person_id == bindparam("person_id")).order_by(drafts.c.touched_at.desc())
_OF_REQUEST = select(*_COLUMNS).where(drafts.c.request_id == bindparam("request_id"))
_ADD = insert(drafts)
_SAVE = (
    update(drafts)
    .where(drafts.c.id == bindparam("key"), drafts.c.revision == bindparam("seen"))
    .values(
        revision=bindparam("new_revision"),
        sealed_state=bindparam("state"),
        touched_at=bindparam("now"),
        reminded=0,
    )
)
_REMINDED = update(drafts).where(drafts.c.id == bindparam("key")).values(reminded=bindparam("number"))
_REMOVE = delete(drafts).where(drafts.c.id == bindparam("key"))


@dataclass(frozen=True, slots=True)
class Row:
    """A draft with its opened state: the engine's `Draft`, as the JSON that it writes."""

    id: int
    person_id: int
    programme: str
    request_id: int  # 0: a new request; else the request being corrected
    revision: int
    state: str
    started_at: datetime
    touched_at: datetime
    reminded: int


def _row(tx: Tx, found: Any) -> Row:
    return Row(
        id=found.id,
        person_id=found.person_id,
        programme=found.programme,
        request_id=found.request_id,
        revision=found.revision,
        state=str(tx.vault.open(STATE, found.sealed_state)),
        started_at=found.started_at,
        touched_at=found.touched_at,
        reminded=found.reminded,
    )


async def get(tx: Tx, draft_id: int) -> Row | None:
    """The draft with this id."""
    found = (await tx.execute(_GET, {"key": draft_id})).first()
    return None if found is None else _row(tx, found)


async def of(tx: Tx, person_id: int) -> list[Row]:
    """A person's drafts, the last touched first."""
    return [_row(tx, found) for found in await tx.execute(_OF, {"person_id": person_id})]


async def of_request(tx: Tx, request_id: int) -> list[Row]:
    """Everybody's drafts about a request: its family's correction, what its volunteer writes down."""
    return [_row(tx, found) for found in await tx.execute(_OF_REQUEST, {"request_id": request_id})]


async def add(tx: Tx, person_id: int, programme: str, request_id: int, revision: int, state: str) -> int:
    """A new draft; its id."""
    return await tx.insert(
        _ADD,
        {
            "person_id": person_id,
            "programme": programme,
            "request_id": request_id,
            "revision": revision,
            "sealed_state": tx.vault.seal(STATE, state),
            "started_at": tx.now,
            "touched_at": tx.now,
        },
    )


async def save(tx: Tx, draft_id: int, seen: int, revision: int, state: str) -> bool:
    """Write the new state if nobody has written since revision `seen`; False: somebody has."""
    done = await tx.execute(
        _SAVE,
        {"key": draft_id, "seen": seen, "new_revision": revision, "state": tx.vault.seal(STATE, state), "now": tx.now},
    )
    return bool(done.rowcount == 1)


async def reminded(tx: Tx, draft_id: int, number: int) -> None:
    """Remember that reminder `number` (1, 2) was said."""
    await tx.execute(_REMINDED, {"key": draft_id, "number": number})


async def remove(tx: Tx, draft_id: int) -> None:
    """Forget the draft and its answers."""
    await tx.execute(_REMOVE, {"key": draft_id})
