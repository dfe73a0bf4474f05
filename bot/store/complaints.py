"""What somebody complains of: a record linked to a request, invisible to the person it names, closed by another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, insert, or_, select, update

from bot.core.roles import COUNTRY
from bot.store.database import Tx
from bot.store.schema import complaints, requests

COMPLAINT = "complaints.text"
"""The name under which the reporter's words are sealed."""


class Kind(StrEnum):
    """What it is about. Texts `complaint-kind-*`."""

    MONEY = "money"
    ABUSE = "abuse"
    OTHER = "other"


class Outcome(StrEnum):
    """What a coordinator found. Texts `complaint-outcome-*`."""

    SETTLED = "settled"
    UNFOUNDED = "unfounded"
    REMOVED = "removed"  # the person was taken off the team
    PASSED = "passed"  # to the police or to 111


@dataclass(frozen=True, slots=True)
class Complaint:
    """A row of `complaints`. text: the reporter's words, None without any or after erasure."""

    id: int
    request_id: int
    kind: Kind
    by_id: int
    against_id: int | None
    at: datetime
    text: str | None
    desk: bool
    closed_at: datetime | None
    closed_by: int | None
    outcome: Outcome | None


_ALL = select(complaints)
_GET = _ALL.where(complaints.c.id == bindparam("key"))
_OF = _ALL.where(complaints.c.request_id == bindparam("request_id")).order_by(complaints.c.id)
_ADD = insert(complaints)
_WORDS = update(complaints).where(complaints.c.id == bindparam("key")).values(sealed_text=bindparam("words"))
_TO_DESK = update(complaints).where(complaints.c.id == bindparam("key")).values(desk=True)
_CLOSE = (
    update(complaints)
    .where(complaints.c.id == bindparam("key"), complaints.c.closed_at.is_(None))
    .values(closed_at=bindparam("now"), closed_by=bindparam("who"), outcome=bindparam("result"))
)
_FORGET_BY = update(complaints).where(complaints.c.by_id == bindparam("whose")).values(sealed_text=None)


def _complaint(tx: Tx, row: Any) -> Complaint:
    return Complaint(
        row.id,
        row.request_id,
        Kind(row.kind),
        row.by_id,
        row.against_id,
        row.at,
        None if row.sealed_text is None else str(tx.vault.open(COMPLAINT, row.sealed_text)),
        row.desk,
        row.closed_at,
        row.closed_by,
        None if row.outcome is None else Outcome(row.outcome),
    )


async def add(tx: Tx, request_id: int, kind: Kind, by: int, against: int | None) -> Complaint:
    """A new complaint about what happened round a request. against: whom it names, None if nobody is known."""
    values = {"request_id": request_id, "kind": kind, "by_id": by, "against_id": against, "at": tx.now, "desk": False}
    key = await tx.insert(_ADD, values)
    return Complaint(key, request_id, kind, by, against, tx.now, None, desk=False, **_OPEN)


_OPEN: dict[str, None] = {"closed_at": None, "closed_by": None, "outcome": None}


async def find(tx: Tx, key: int) -> Complaint | None:
    """The complaint with this id, open or closed."""
    row = (await tx.execute(_GET, {"key": key})).first()
    return None if row is None else _complaint(tx, row)


async def of(tx: Tx, request_id: int) -> list[Complaint]:
    """Every complaint about a request, oldest first."""
    return [_complaint(tx, row) for row in await tx.execute(_OF, {"request_id": request_id})]


async def put_words(tx: Tx, key: int, words: str) -> None:
    """What the reporter wrote about it."""
    await tx.execute(_WORDS, {"key": key, "words": tx.vault.seal(COMPLAINT, words)})


async def to_desk(tx: Tx, key: int) -> None:
    """The national desk has been told."""
    await tx.execute(_TO_DESK, {"key": key})


async def close(tx: Tx, key: int, by: int, outcome: Outcome) -> bool:
    """Somebody has looked; False: somebody else was faster."""
    values = {"key": key, "now": tx.now, "who": by, "result": outcome}
    return (await tx.execute(_CLOSE, values)).rowcount == 1


async def forget_by(tx: Tx, person_id: int) -> None:
    """Erase the words of a reporter who asked for it; that somebody complained stays for the counts."""
    await tx.execute(_FORGET_BY, {"whose": person_id})


async def waiting(tx: Tx, areas: Iterable[str], person_id: int) -> list[Complaint]:
    """Open complaints about requests of these regions, oldest first, without those that name or are by this person."""
    led = list(areas)
    statement = (
        select(complaints)
        .join(requests, requests.c.id == complaints.c.request_id)
        .where(
            complaints.c.closed_at.is_(None),
            complaints.c.by_id != person_id,
            or_(complaints.c.against_id.is_(None), complaints.c.against_id != person_id),
            requests.c.person_id != person_id,
        )
        .order_by(complaints.c.id)
        .limit(500)
    )
    if COUNTRY not in led:
        statement = statement.where(requests.c.region.in_(led))
    return [_complaint(tx, row) for row in await tx.execute(statement)]
