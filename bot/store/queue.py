"""The queue: requests nobody has accepted yet, as each of the team sees them, and who is looking at which."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, case, false, func, or_, select, true, update

from bot.core.requests import Event, State
from bot.core.roles import COUNTRY
from bot.core.routing import ORDER, Stage
from bot.store.database import Tx
from bot.store.filters import ANY, Filter
from bot.store.requests import ALL, Request, of_row
from bot.store.schema import audit, requests

_HELPED_OUT = ORDER[ORDER.index(Stage.NEIGHBOUR) :]
_HAD = (Event.CLAIM, Event.REVEAL)
_HAD_BY = select(audit.c.by_id).where(
    audit.c.request_id == bindparam("key"), audit.c.event.in_(_HAD), audit.c.by_id.is_not(None)
)

_SOME = ALL.where(requests.c.id.in_(bindparam("keys", expanding=True)))
_STAGE = (
    update(requests)
    .where(requests.c.id == bindparam("key"), requests.c.state == State.QUEUED)
    .values(stage=bindparam("new"))
)
_HOLD = (
    update(requests)
    .where(
        requests.c.id == bindparam("key"),
        requests.c.state == State.QUEUED,
        or_(
            requests.c.held_by.is_(None),
            requests.c.held_until <= bindparam("now"),
            requests.c.held_by == bindparam("who"),
        ),
    )
    .values(held_by=bindparam("who"), held_until=bindparam("until"))
)
_END_HOLDS = (
    update(requests)
    .where(
        requests.c.held_by == bindparam("who"),
        requests.c.held_until > bindparam("now"),
        requests.c.state == State.QUEUED,
    )
    .values(held_until=bindparam("now"))
)


@dataclass(frozen=True, slots=True)
class View:
    """Which queued requests somebody works on: whole districts, regions from stage "region" on, desks from "desk" on.

    `districts`, `regions`, `neighbours` and `watched` are KATO codes; `neighbours` are regions that are helped out,
    from stage "neighbour" on; `watched` regions are seen whole, whatever the stage (a coordinator's); `desk` adds what
    has come to the national desk. `programmes` are the only ones it is about, if there are any.
    """

    districts: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    watched: tuple[str, ...] = ()
    desk: bool = False
    programmes: tuple[str, ...] = ()

    def _areas(self) -> Iterator[ColumnElement[bool]]:
        if self.districts:
            yield requests.c.district.in_(self.districts)
        if self.regions:
            yield and_(requests.c.region.in_(self.regions), requests.c.stage != Stage.DISTRICT)
        if self.neighbours:
            yield and_(requests.c.region.in_(self.neighbours), requests.c.stage.in_(_HELPED_OUT))
        if self.watched:
            everywhere = COUNTRY in self.watched
            yield requests.c.region.is_not(None) if everywhere else requests.c.region.in_(self.watched)
        if self.desk:
            yield requests.c.stage == Stage.DESK

    def condition(self) -> ColumnElement[bool]:
        """Whether a request is in it."""
        areas = or_(false(), *self._areas())
        return and_(areas, requests.c.programme.in_(self.programmes)) if self.programmes else areas


Views = tuple[View, ...]
"""All that somebody works on: a view for each set of programmes their roles are about."""


@dataclass(frozen=True, slots=True)
class Seeker:
    """Whom the queue is read for: their id, the languages they talk to families in, the hash of their phone."""

    id: int
    speaks: tuple[str, ...] = ()
    phone: bytes | None = None


def waiting(views: Views, person_id: int) -> ColumnElement[bool]:
    """Whether a request waits in one of the views and can be taken now, the person's own left out."""
    return and_(
        requests.c.state == State.QUEUED,
        requests.c.waitlisted_at.is_(None),
        requests.c.person_id != person_id,
        or_(false(), *(view.condition() for view in views)),
    )


async def page(
    tx: Tx, views: Views, person_id: int, chosen: Filter = ANY, *, at_most: int, skip: int = 0
) -> list[Request]:
    """Waiting requests, the most urgent and then the longest waiting first, without the person's own."""
    fair = (requests.c.submitted_at, requests.c.id)
    keys = (
        select(requests.c.id)
        .where(waiting(views, person_id), chosen.condition())
        .order_by(*(fair if chosen.longest else (requests.c.urgency.desc(), *fair)))
        .limit(at_most)
        .offset(skip)
    )
    order = list((await tx.execute(keys)).scalars())
    found = {row.id: of_row(row) for row in await tx.execute(_SOME, {"keys": order})} if order else {}
    return [found[key] for key in order]


async def offer(
    tx: Tx, views: Views, seeker: Seeker, chosen: Filter = ANY, *, seen_since: datetime, without: int = 0
) -> Request | None:
    """The request to offer next: nobody else is looking at it, and if there is one, neither seen nor held before.

    Among these the most urgent come first, then those in a language of the seeker, then the longest waiting. What a
    person was offered keeps their `held_by`, so skipping needs no memory of its own; who has held a request is found
    in the audit. Nobody is offered what is of their own phone.
    """
    free = or_(requests.c.held_by.is_(None), requests.c.held_by == seeker.id, requests.c.held_until <= tx.now)
    ended = and_(requests.c.held_until <= tx.now, requests.c.held_until > seen_since)
    seen = case((and_(requests.c.held_by == seeker.id, ended), 1), else_=0)
    had = select(audit.c.request_id).where(audit.c.by_id == seeker.id, audit.c.event.in_(_HAD))
    theirs = case((requests.c.id.in_(had), 1), else_=0)
    understood = case((requests.c.language.in_(seeker.speaks), 0), else_=1)
    foreign = or_(requests.c.phone_hash.is_(None), requests.c.phone_hash != seeker.phone) if seeker.phone else true()
    key = (
        select(requests.c.id)
        .where(waiting(views, seeker.id), chosen.condition(), free, foreign, requests.c.id != without)
        .order_by(seen, theirs, requests.c.urgency.desc(), understood, requests.c.submitted_at, requests.c.id)
        .limit(1)
    )
    row = (await tx.execute(ALL.where(requests.c.id == key.scalar_subquery()))).first()
    return None if row is None else of_row(row)


async def had(tx: Tx, request_id: int) -> set[int]:
    """Ids of everybody who has had the request before: accepted it, or was given it and saw its contacts."""
    return set((await tx.execute(_HAD_BY, {"key": request_id})).scalars())


async def count(tx: Tx, views: Views, person_id: int, chosen: Filter = ANY) -> int:
    """How many requests wait."""
    statement = select(func.count()).select_from(requests).where(waiting(views, person_id), chosen.condition())
    return int((await tx.execute(statement)).scalar_one())


async def put_stage(tx: Tx, request: Request, stage: Stage) -> Request:
    """Let the next ones have a queued request. The revision stays: what its cards show is still true."""
    await tx.execute(_STAGE, {"key": request.id, "new": stage})
    return replace(request, stage=stage)


async def hold(tx: Tx, request_id: int, person_id: int, until: datetime) -> bool:
    """Keep a queued request for one volunteer to look at; False: another holds it or it is gone."""
    done = await tx.execute(_HOLD, {"key": request_id, "who": person_id, "until": until, "now": tx.now})
    return bool(done.rowcount == 1)


async def end_holds(tx: Tx, person_id: int) -> None:
    """What this volunteer was looking at is anybody's again; that they have seen it is remembered."""
    await tx.execute(_END_HOLDS, {"who": person_id, "now": tx.now})
