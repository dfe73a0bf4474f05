"""What a family and its helper wrote to each other under a request's number. The words are sealed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from bot.core.letters import Content, Kind, Side
from bot.store.database import Tx
from bot.store.requests import Request
from bot.store.schema import complaints, letters

Claim = tuple[int, datetime]
"""Whose claim, and since when: a batch of updates shares its moment, so that the moment alone is not enough."""

LETTER = "letters.text"
"""The name under which their words are sealed."""

_ADD = insert(letters)
_ALL = select(letters)
_GET = _ALL.where(letters.c.id == bindparam("key"))
_OF = _ALL.where(letters.c.request_id == bindparam("request_id")).order_by(letters.c.id)
_LAST = _ALL.where(letters.c.request_id == bindparam("request_id")).order_by(letters.c.id.desc()).limit(1)
_LAST_BY = _ALL.where(letters.c.by_id == bindparam("person_id")).order_by(letters.c.id.desc()).limit(1)
_COUNT = select(func.count()).where(
    letters.c.request_id == bindparam("request_id"),
    letters.c.by_id == bindparam("person_id"),
    letters.c.at > bindparam("since"),
)
_BY = select(letters.c.id).where(letters.c.by_id == bindparam("person_id"), letters.c.sealed_text.is_not(None))
_OWN = select(func.count()).where(letters.c.by_id == bindparam("person_id"), letters.c.sealed_text.is_not(None))
# What they wrote may be what a person still has to look at: then it goes with the request.
_FORGET_BY = (
    update(letters)
    .where(
        letters.c.by_id == bindparam("whose"),
        letters.c.request_id.not_in(select(complaints.c.request_id).where(complaints.c.closed_at.is_(None))),
    )
    .values(sealed_text=None)
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A row of `letters`. claim: the one it belongs to, None with a coordinator; content: None after erasure."""

    id: int
    request_id: int
    claim: Claim | None
    by_id: int
    side: Side
    kind: Kind
    content: Content | None
    at: datetime


def _letter(tx: Tx, row: Any) -> Letter:
    kind = Kind(row.kind)
    content = None if row.sealed_text is None else Content(kind, *tx.vault.open(LETTER, row.sealed_text))
    claim = None if row.claimer_id is None else (row.claimer_id, row.claimed_at)
    return Letter(row.id, row.request_id, claim, row.by_id, Side(row.side), kind, content, row.at)


def claim_of(request: Request) -> Claim | None:
    """The claim of a request as it stands."""
    claimer_id, claimed_at = request.claimer_id, request.claimed_at
    return None if claimer_id is None or claimed_at is None else (claimer_id, claimed_at)


async def add(tx: Tx, request_id: int, claim: Claim | None, by: int, side: Side, content: Content) -> Letter:
    """Keep a letter; the text is already masked."""
    values: dict[str, object] = {
        "request_id": request_id,
        "claimer_id": None if claim is None else claim[0],
        "claimed_at": None if claim is None else claim[1],
        "by_id": by,
        "side": side,
        "kind": content.kind,
        "sealed_text": tx.vault.seal(LETTER, [content.text, content.file_id, content.album]),
        "at": tx.now,
    }
    return Letter(await tx.insert(_ADD, values), request_id, claim, by, side, content.kind, content, tx.now)


async def find(tx: Tx, key: int) -> Letter | None:
    """The letter with this id."""
    row = (await tx.execute(_GET, {"key": key})).first()
    return None if row is None else _letter(tx, row)


async def of(tx: Tx, request_id: int) -> list[Letter]:
    """Everything written about a request, oldest first."""
    return [_letter(tx, row) for row in await tx.execute(_OF, {"request_id": request_id})]


async def last(tx: Tx, request_id: int) -> Letter | None:
    """The newest letter about a request."""
    row = (await tx.execute(_LAST, {"request_id": request_id})).first()
    return None if row is None else _letter(tx, row)


async def last_by(tx: Tx, person_id: int) -> Letter | None:
    """The newest letter somebody wrote, about whichever request."""
    row = (await tx.execute(_LAST_BY, {"person_id": person_id})).first()
    return None if row is None else _letter(tx, row)


async def count(tx: Tx, request_id: int, person_id: int, since: datetime) -> int:
    """How many letters somebody wrote about a request after that moment."""
    values = {"request_id": request_id, "person_id": person_id, "since": since}
    return int((await tx.execute(_COUNT, values)).scalar_one())


async def count_own(tx: Tx, person_id: int) -> int:
    """How many letters of this person are kept with their words."""
    return int((await tx.execute(_OWN, {"person_id": person_id})).scalar_one())


async def by(tx: Tx, person_id: int) -> list[int]:
    """Ids of everything somebody wrote whose words are kept."""
    return list((await tx.execute(_BY, {"person_id": person_id})).scalars())


async def forget_by(tx: Tx, person_id: int) -> None:
    """Erase the words of a person who asked for it, but where a complaint about that request is still open."""
    await tx.execute(_FORGET_BY, {"whose": person_id})
