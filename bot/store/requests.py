"""Requests: what families asked for. Every change of state compares and sets the revision."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, func, insert, or_, select, update

from bot.core.requests import OPEN, State
from bot.core.roles import COUNTRY
from bot.core.routing import Stage
from bot.core.speech import Language
from bot.store.database import Tx
from bot.store.schema import audit, requests

ANSWERS = "requests.answers"


@dataclass(frozen=True, slots=True)
class Request:
    """A row of `requests`. `card` is what may be shown before a claim; answers are opened by `answers`."""

    id: int
    number: str
    programme: str
    version: int
    draft_id: int
    person_id: int
    language: Language
    mode: str
    state: State
    revision: int
    region: str | None
    district: str | None
    stage: Stage
    urgency: int
    submitted_at: datetime
    changed_at: datetime
    claimer_id: int | None
    claimed_at: datetime | None
    code_word: str | None
    held_by: int | None
    held_until: datetime | None
    no_answer: int
    phone_hash: bytes | None
    card: dict[str, Any]
    sealed_answers: bytes | None


_ALL = select(requests)
_GET = _ALL.where(requests.c.id == bindparam("key"))
_BY_NUMBER = _ALL.where(requests.c.number == bindparam("number"))
_BY_DRAFT = _ALL.where(requests.c.draft_id == bindparam("draft_id"))
_OF_PERSON = _ALL.where(requests.c.person_id == bindparam("person_id")).order_by(requests.c.id.desc()).limit(20)
_CLAIMS = (
    _ALL.where(requests.c.claimer_id == bindparam("person_id"), requests.c.state == State.CLAIMED)
    .order_by(requests.c.urgency.desc(), requests.c.claimed_at)
    .limit(100)
)
_COUNT_CLAIMS = (
    select(func.count())
    .select_from(requests)
    .where(requests.c.claimer_id == bindparam("person_id"), requests.c.state == State.CLAIMED)
)
_ADD = insert(requests)
_NUMBER = update(requests).where(requests.c.id == bindparam("key")).values(number=bindparam("new"))
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
_DROP_HOLDS = (
    update(requests)
    .where(requests.c.held_by == bindparam("who"), requests.c.state == State.QUEUED)
    .values(held_by=None, held_until=None)
)

_ERASE = (
    update(requests)
    .where(requests.c.id == bindparam("key"))
    .values(sealed_answers=None, phone_hash=None, card={}, revision=requests.c.revision + 1)
)


def _of(row: Any) -> Request:
    found = Request(*row)
    return replace(found, state=State(found.state), stage=Stage(found.stage))


async def add(tx: Tx, answers: dict[str, Any], **values: Any) -> Request:
    """A new request, without its number yet: the number follows from the id, see `give_number`."""
    values |= {"sealed_answers": tx.vault.seal(ANSWERS, answers), "submitted_at": tx.now, "changed_at": tx.now}
    # The provisional number is unique for the same reason as the draft is.
    return await get(tx, await tx.insert(_ADD, {"number": f"?{values['draft_id']}", **values}))


async def give_number(tx: Tx, request: Request, number: str) -> Request:
    """Write the number the request will be known by."""
    await tx.execute(_NUMBER, {"key": request.id, "new": number})
    return replace(request, number=number)


async def find(tx: Tx, request_id: int) -> Request | None:
    """The request with this id."""
    row = (await tx.execute(_GET, {"key": request_id})).first()
    return None if row is None else _of(row)


async def get(tx: Tx, request_id: int) -> Request:
    """The request with this id, which must exist."""
    return _of((await tx.execute(_GET, {"key": request_id})).one())


async def by_number(tx: Tx, number: str) -> Request | None:
    """The request with this canonical number."""
    row = (await tx.execute(_BY_NUMBER, {"number": number})).first()
    return None if row is None else _of(row)


async def by_draft(tx: Tx, draft_id: int) -> Request | None:
    """The request this draft became, if it did."""
    row = (await tx.execute(_BY_DRAFT, {"draft_id": draft_id})).first()
    return None if row is None else _of(row)


async def of_person(tx: Tx, person_id: int) -> list[Request]:
    """A family's requests, the newest first."""
    return [_of(row) for row in await tx.execute(_OF_PERSON, {"person_id": person_id})]


async def claims(tx: Tx, person_id: int) -> list[Request]:
    """What a volunteer has accepted and not yet delivered."""
    return [_of(row) for row in await tx.execute(_CLAIMS, {"person_id": person_id})]


async def count_claims(tx: Tx, person_id: int) -> int:
    """How many open claims a volunteer has."""
    return int((await tx.execute(_COUNT_CLAIMS, {"person_id": person_id})).scalar_one())


def answers(tx: Tx, request: Request) -> dict[str, Any]:
    """The family's answers; empty after erasure."""
    return {} if request.sealed_answers is None else dict(tx.vault.open(ANSWERS, request.sealed_answers))


async def erase(tx: Tx, request_id: int) -> None:
    """Forget what the family said; number, place, dates and state stay for the counts."""
    await tx.execute(_ERASE, {"key": request_id})


_moves: dict[tuple[str, ...], Any] = {}


def _move(names: tuple[str, ...]) -> Any:
    # Prebuilt once for each set of columns that ever changes together.
    if names not in _moves:
        _moves[names] = (
            update(requests)
            .where(
                requests.c.id == bindparam("key"),
                requests.c.state == bindparam("old_state"),
                requests.c.revision == bindparam("seen"),
            )
            .values(revision=requests.c.revision + 1, **{name: bindparam(f"new_{name}") for name in names})
        )
    return _moves[names]


async def move(tx: Tx, request: Request, state: State, **values: Any) -> Request | None:
    """Change the state (and more columns) if nothing has happened to the request since it was read.

    None: somebody was faster. `answers=` is sealed on the way.
    """
    if "answers" in values:
        values["sealed_answers"] = tx.vault.seal(ANSWERS, values.pop("answers"))
    values |= {"state": state, "changed_at": tx.now}
    done = await tx.execute(
        _move(tuple(values)),
        {
            "key": request.id,
            "old_state": request.state,
            "seen": request.revision,
            **{f"new_{name}": value for name, value in values.items()},
        },
    )
    return replace(request, revision=request.revision + 1, **values) if done.rowcount == 1 else None


async def hold(tx: Tx, request_id: int, person_id: int, until: datetime) -> bool:
    """Keep a queued request for one volunteer to look at; False: another holds it or it is gone."""
    done = await tx.execute(_HOLD, {"key": request_id, "who": person_id, "until": until, "now": tx.now})
    return bool(done.rowcount == 1)


async def drop_holds(tx: Tx, person_id: int) -> None:
    """What this volunteer was looking at is anybody's again."""
    await tx.execute(_DROP_HOLDS, {"who": person_id})


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


async def queue(tx: Tx, view: View, person_id: int, *, at_most: int, skip: int = 0) -> list[Request]:
    """Waiting requests of a view, the most urgent and then the longest waiting first, without the person's own."""
    if view.is_empty:
        return []
    statement = (
        _ALL.where(_in_view(view, person_id))
        .order_by(requests.c.urgency.desc(), requests.c.submitted_at, requests.c.id)
        .limit(at_most)
        .offset(skip)
    )
    return [_of(row) for row in await tx.execute(statement)]


async def count(tx: Tx, view: View, person_id: int) -> int:
    """How many requests wait in a view."""
    if view.is_empty:
        return 0
    statement = select(func.count()).select_from(requests).where(_in_view(view, person_id))
    return int((await tx.execute(statement)).scalar_one())


async def open_of_phone(tx: Tx, hashes: Sequence[bytes]) -> list[Request]:
    """Open requests that gave this phone."""
    statement = _ALL.where(requests.c.phone_hash.in_(hashes), requests.c.state.in_(OPEN))
    return [_of(row) for row in await tx.execute(statement)]


async def to_forget(tx: Tx, states: Iterable[State], before: datetime) -> list[int]:
    """Requests in these states since before that moment that still hold answers, at most 500."""
    statement = (
        select(requests.c.id)
        .where(
            requests.c.state.in_(list(states)),
            requests.c.changed_at < before,
            requests.c.sealed_answers.is_not(None),
        )
        .limit(500)
    )
    return list((await tx.execute(statement)).scalars())


async def durations(tx: Tx, programme: str, region: str | None, since: datetime) -> list[tuple[datetime, datetime]]:
    """(submitted, delivered) of a region's requests delivered since then, at most 500."""
    statement = (
        select(requests.c.submitted_at, func.max(audit.c.at))
        .join(audit, audit.c.request_id == requests.c.id)
        .where(
            requests.c.programme == programme,
            requests.c.region == region,
            audit.c.event == "deliver",
            audit.c.at >= since,
            requests.c.state.in_([State.CONFIRMED, State.UNCONFIRMED, State.DELIVERED]),
        )
        .group_by(requests.c.id, requests.c.submitted_at)
        .limit(500)
    )
    return [(row[0], row[1].replace(tzinfo=row[0].tzinfo)) for row in await tx.execute(statement)]
