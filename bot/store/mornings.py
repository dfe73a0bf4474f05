"""How regions stand, counted by the database: a handful of statements, however many requests there are."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, func, or_, select, true

from bot.core.requests import OPEN, Event, State
from bot.core.roles import COUNTRY, Role
from bot.store.database import Tx
from bot.store.schema import audit, memberships, people, requests

HAPPENED = (Event.SUBMIT, Event.DELIVER, Event.CONFIRM)
"""Events of which a morning tells how many there were."""


@dataclass(slots=True)
class Figures:
    """One region. `waiting` are queued requests by district (None: not known), `oldest` since when the first waits.

    idle: claims whose volunteer was asked for news and has not answered. unreached: open requests of families whom
    Telegram does not reach any more. waitlisted: queued requests that wait for new stock.
    """

    new: int = 0
    waiting: dict[str | None, int] = field(default_factory=dict)
    oldest: datetime | None = None
    idle: int = 0
    waitlisted: int = 0
    unreached: int = 0
    delivered: int = 0
    confirmed: int = 0

    @property
    def waits(self) -> int:
        """How many wait in all districts."""
        return sum(self.waiting.values())


def _here(everywhere: bool) -> ColumnElement[bool]:
    return true() if everywhere else requests.c.region.in_(bindparam("regions", expanding=True))


# Whole statements are cached, one for some regions and one for all of them: building costs more than running.
@cache
def _at_work(everywhere: bool) -> Any:
    queued, claimed = requests.c.state == State.QUEUED, requests.c.state == State.CLAIMED
    silent = and_(claimed, requests.c.idle_at >= requests.c.claimed_at)
    return (
        select(
            requests.c.region,
            requests.c.district,
            func.sum(case((queued, 1), else_=0)),
            func.min(case((queued, requests.c.submitted_at))),
            func.sum(case((silent, 1), else_=0)),
            func.sum(case((and_(queued, requests.c.waitlisted_at.is_not(None)), 1), else_=0)),
        )
        .where(requests.c.state.in_((State.QUEUED, State.CLAIMED)), _here(everywhere))
        .group_by(requests.c.region, requests.c.district)
    )


@cache
def _happened(everywhere: bool) -> Any:
    return (
        select(requests.c.region, audit.c.event, func.count(audit.c.request_id.distinct()))
        .join(requests, requests.c.id == audit.c.request_id)
        .where(
            audit.c.event.in_(HAPPENED),
            audit.c.at >= bindparam("since"),
            audit.c.at < bindparam("until"),
            _here(everywhere),
        )
        .group_by(requests.c.region, audit.c.event)
    )


@cache
def _unreached(everywhere: bool) -> Any:
    return (
        select(requests.c.region, func.count())
        .join(people, people.c.id == requests.c.person_id)
        .where(
            requests.c.state.in_(sorted(OPEN)),
            requests.c.origin == "bot",  # of others the phone was the way from the first
            people.c.reachable.is_(False),
            _here(everywhere),
        )
        .group_by(requests.c.region)
    )


@cache
def _oldest(everywhere: bool) -> Any:
    return (
        select(requests.c.number, requests.c.submitted_at)
        .where(requests.c.state == State.QUEUED, _here(everywhere))
        .order_by(requests.c.submitted_at, requests.c.id)
        .limit(1)
    )


_RESTING = (
    select(func.count(people.c.id.distinct()))
    .join(memberships, memberships.c.person_id == people.c.id)
    .where(
        memberships.c.role == Role.VOLUNTEER,
        memberships.c.area.in_(bindparam("areas", expanding=True)),
        or_(people.c.paused, people.c.reachable.is_(False)),
    )
)


def _values(regions: Iterable[str], **more: object) -> tuple[bool, dict[str, object]]:
    led = list(regions)
    return (True, more) if COUNTRY in led else (False, {"regions": led, **more})


async def figures(tx: Tx, regions: Iterable[str], since: datetime, until: datetime) -> dict[str | None, Figures]:
    """How these regions stand, with what happened from `since` on, before `until`; COUNTRY among them: all, by region.

    Regions of which there is nothing to tell are left out; None is "the region is not known".
    """
    everywhere, led = _values(regions)
    found: dict[str | None, Figures] = {}
    for region, district, waiting, oldest, idle, listed in await tx.execute(_at_work(everywhere), led):
        one = found.setdefault(region, Figures())
        if waiting:
            one.waiting[district] = int(waiting)
            one.oldest = min(filter(None, (one.oldest, oldest)))
        one.idle += int(idle)
        one.waitlisted += int(listed)
    for region, event, count in await tx.execute(_happened(everywhere), {**led, "since": since, "until": until}):
        one = found.setdefault(region, Figures())
        match event:
            case Event.SUBMIT:
                one.new = count
            case Event.DELIVER:
                one.delivered = count
            case Event.CONFIRM:
                one.confirmed = count
    for region, count in await tx.execute(_unreached(everywhere), led):
        found.setdefault(region, Figures()).unreached = count
    return found


async def longest_waiting(tx: Tx, regions: Iterable[str]) -> tuple[str, datetime] | None:
    """(number, since when) of the request of these regions that waits longest for somebody to accept it."""
    everywhere, led = _values(regions)
    row = (await tx.execute(_oldest(everywhere), led)).first()
    return None if row is None else (row.number, row.submitted_at)


async def resting(tx: Tx, areas: list[str]) -> int:
    """How many volunteers of these areas can be told of nothing now: they rest, or Telegram does not reach them."""
    return int((await tx.execute(_RESTING, {"areas": areas})).scalar_one())
