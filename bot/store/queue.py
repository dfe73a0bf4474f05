"""The queue: requests nobody has accepted yet, as each of the team sees them, and who is looking at which."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, case, func, or_, select, true, update

from bot.core.requests import State
from bot.core.roles import COUNTRY
from bot.core.routing import Stage
from bot.store.database import Tx
from bot.store.requests import ALL, Request, of_row
from bot.store.schema import requests

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

    `districts`, `regions` and `watched` are KATO codes; `watched` regions are seen whole, whatever the stage (a
    coordinator's); `desk` adds what has come to the national desk.
    """

    districts: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    watched: tuple[str, ...] = ()
    desk: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it can hold no request at all."""
        return not (self.districts or self.regions or self.watched or self.desk)


def _in_view(view: View, person_id: int) -> ColumnElement[bool]:
    parts: list[ColumnElement[bool]] = []
    if view.districts:
        parts.append(requests.c.district.in_(view.districts))
    if view.regions:
        parts.append(and_(requests.c.region.in_(view.regions), requests.c.stage != Stage.DISTRICT))
    if view.watched:
        parts.append(requests.c.region.is_not(None) if COUNTRY in view.watched else requests.c.region.in_(view.watched))
    if view.desk:
        parts.append(requests.c.stage == Stage.DESK)
    return and_(requests.c.state == State.QUEUED, requests.c.person_id != person_id, or_(*parts))


async def page(tx: Tx, view: View, person_id: int, *, at_most: int, skip: int = 0) -> list[Request]:
    """Waiting requests of a view, the most urgent and then the longest waiting first, without the person's own."""
    if view.is_empty:
        return []
    statement = (
        ALL.where(_in_view(view, person_id))
        .order_by(requests.c.urgency.desc(), requests.c.submitted_at, requests.c.id)
        .limit(at_most)
        .offset(skip)
    )
    return [of_row(row) for row in await tx.execute(statement)]


async def offer(
    tx: Tx, view: View, person_id: int, *, seen_since: datetime, without: int = 0, phone: bytes | None = None
) -> Request | None:
    """The request to offer next: nobody else is looking at it, and not seen by this person since then if there is one.

    What a person was offered keeps their `held_by`, so skipping needs no memory of its own. `phone` is the hash of the
    person's own: nobody is offered their own family's request.
    """
    if view.is_empty:
        return None
    free = or_(requests.c.held_by.is_(None), requests.c.held_by == person_id, requests.c.held_until <= tx.now)
    ended = and_(requests.c.held_until <= tx.now, requests.c.held_until > seen_since)
    seen = case((and_(requests.c.held_by == person_id, ended), 1), else_=0)
    foreign = or_(requests.c.phone_hash.is_(None), requests.c.phone_hash != phone) if phone is not None else true()
    statement = (
        ALL.where(_in_view(view, person_id), free, foreign, requests.c.id != without)
        .order_by(seen, requests.c.urgency.desc(), requests.c.submitted_at, requests.c.id)
        .limit(1)
    )
    row = (await tx.execute(statement)).first()
    return None if row is None else of_row(row)


async def count(tx: Tx, view: View, person_id: int) -> int:
    """How many requests wait in a view."""
    if view.is_empty:
        return 0
    statement = select(func.count()).select_from(requests).where(_in_view(view, person_id))
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
