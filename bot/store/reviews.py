"""Why a person has to look at a request. One open row for each reason; whoever decides closes it.

A reason only counts in the states in which it has a meaning (`HOLDS`), whoever forgot to close it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, bindparam, func, insert, or_, select, true, update

from bot.core.requests import State
from bot.core.roles import COUNTRY
from bot.store.database import Tx
from bot.store.schema import requests, reviews


class Why(StrEnum):
    """Texts `review-*` say them to coordinators."""

    OBJECTION = "objection"  # the family objects to a refusal: the law gives the answer a deadline
    DISPUTED = "disputed"  # delivered, says the volunteer; nothing came, says the family
    UNCLEAR = "unclear"  # nobody can be matched: the place is not known, or the phone is in another open request
    CALL = "call"  # the family only asked to be called
    VOUCH = "vouch"  # delivered to a family without Telegram: somebody else has to ask it whether the help arrived
    ASKED = "asked"  # a coordinator took it out of the queue to look at it
    LOST = "lost"  # neither the phone nor the bot reaches the family
    NEEDLESS = "needless"  # it told its volunteer that it needs nothing any more, and cannot say so here


DISPUTES = frozenset({Why.DISPUTED, Why.OBJECTION})
"""Where a family says something else than the team; a coordinator may read the letters."""

_WAITING = frozenset({State.QUEUED, State.REVIEW})

HOLDS: Mapping[Why, frozenset[State]] = {
    Why.OBJECTION: frozenset({State.REVIEW}),
    Why.DISPUTED: _WAITING | {State.CLAIMED, State.DELIVERED},
    Why.UNCLEAR: _WAITING | {State.CLAIMED},
    Why.CALL: _WAITING,
    Why.VOUCH: frozenset({State.DELIVERED, State.UNCONFIRMED}),
    Why.ASKED: frozenset({State.REVIEW}),
    Why.LOST: _WAITING | {State.CLAIMED},
    Why.NEEDLESS: _WAITING | {State.CLAIMED},
}
"""In which states of the request a reason still has to be looked at."""


@dataclass(frozen=True, slots=True)
class Review:
    """One open or closed reason. due_at: when an answer is owed by law."""

    id: int
    request_id: int
    reason: Why
    opened_at: datetime
    due_at: datetime | None
    desk: bool
    closed_at: datetime | None
    closed_by: int | None
    outcome: str | None


_ALL = select(reviews)
_OPEN_OF = _ALL.where(reviews.c.request_id == bindparam("request_id"), reviews.c.closed_at.is_(None)).order_by(
    reviews.c.id
)
_HOLDING = and_(
    reviews.c.closed_at.is_(None),
    requests.c.sealed_answers.is_not(None),  # nothing is left to look at after an erasure
    or_(*(and_(reviews.c.reason == why, requests.c.state.in_(states)) for why, states in HOLDS.items())),
)
_GET = _ALL.where(reviews.c.id == bindparam("key"))
_ADD = insert(reviews)
_TO_DESK = update(reviews).where(reviews.c.id == bindparam("key")).values(desk=True)
_CLOSE = (
    update(reviews)
    .where(
        reviews.c.request_id == bindparam("of"),
        reviews.c.reason.in_(bindparam("why", expanding=True)),
        reviews.c.closed_at.is_(None),
    )
    .values(closed_at=bindparam("now"), closed_by=bindparam("who"), outcome=bindparam("result"))
)


def _review(row: tuple[object, ...]) -> Review:
    key, request_id, reason, *rest = row
    return Review(key, request_id, Why(str(reason)), *rest)  # type: ignore[arg-type]


async def put(tx: Tx, request_id: int, reason: Why, due_at: datetime | None = None) -> Review:
    """Let somebody look at the request because of this; a reason that is open already stays as it is."""
    for one in await open_of(tx, request_id):
        if one.reason is reason:
            return one
    key = await tx.insert(
        _ADD, {"request_id": request_id, "reason": reason, "opened_at": tx.now, "due_at": due_at, "desk": False}
    )
    return await get(tx, key)


async def get(tx: Tx, key: int) -> Review:
    """The review with this id, which must exist."""
    return _review(tuple((await tx.execute(_GET, {"key": key})).one()))


async def find(tx: Tx, key: int) -> Review | None:
    """The review with this id, open or closed."""
    row = (await tx.execute(_GET, {"key": key})).first()
    return None if row is None else _review(tuple(row))


async def open_of(tx: Tx, request_id: int) -> list[Review]:
    """Why somebody still has to look at a request, oldest first."""
    return [_review(tuple(row)) for row in await tx.execute(_OPEN_OF, {"request_id": request_id})]


async def to_desk(tx: Tx, key: int) -> None:
    """The national desk has been told."""
    await tx.execute(_TO_DESK, {"key": key})


async def close(tx: Tx, request_id: int, by: int | None, outcome: str, reasons: Iterable[Why] = tuple(Why)) -> int:
    """Somebody has looked (`by` None: it settled itself); how many reasons that were."""
    values = {"of": request_id, "why": [str(one) for one in reasons], "now": tx.now, "who": by, "result": outcome}
    return (await tx.execute(_CLOSE, values)).rowcount


def _to_look_at(areas: Iterable[str], person_id: int, phone: bytes | None) -> ColumnElement[bool]:
    """Requests of these regions; for the whole country also those whose region is not known. Never the person's own."""
    led = list(areas)
    within = true() if COUNTRY in led else requests.c.region.in_(led)
    foreign = true() if phone is None else or_(requests.c.phone_hash.is_(None), requests.c.phone_hash != phone)
    return and_(_HOLDING, within, requests.c.person_id != person_id, foreign)


async def waiting(
    tx: Tx, areas: Iterable[str], person_id: int, *, at_most: int, skip: int = 0, phone: bytes | None = None
) -> list[int]:
    """Ids of requests of these regions that somebody has to look at, what the law hurries first, then the oldest.

    Without the person's own: nobody reviews the request of their own account or phone (its hash).
    """
    statement = (
        select(reviews.c.request_id)
        .join(requests, requests.c.id == reviews.c.request_id)
        .where(_to_look_at(areas, person_id, phone))
        .group_by(reviews.c.request_id)
        .order_by(
            func.min(reviews.c.due_at).is_(None),
            func.min(reviews.c.due_at),
            func.min(reviews.c.opened_at),
            reviews.c.request_id,
        )
        .limit(at_most)
        .offset(skip)
    )
    return list((await tx.execute(statement)).scalars())


async def count(
    tx: Tx, areas: Iterable[str], person_id: int, *, phone: bytes | None = None, reasons: Collection[Why] = tuple(Why)
) -> int:
    """How many requests of these regions wait for somebody to look, because of one of these reasons."""
    statement = (
        select(func.count(reviews.c.request_id.distinct()))
        .join(requests, requests.c.id == reviews.c.request_id)
        .where(_to_look_at(areas, person_id, phone), reviews.c.reason.in_(sorted(reasons)))
    )
    return int((await tx.execute(statement)).scalar_one())
