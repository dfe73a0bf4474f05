"""Requests: what families asked for. Every change of state compares and sets the revision."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from bot.core import items as things
from bot.core.requests import OPEN, State
from bot.core.routing import Stage
from bot.core.speech import Language
from bot.store.database import Tx
from bot.store.schema import audit, complaints, handovers, items, letters, localities, requests

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
    origin: str
    entered_by: int | None
    distance_km: int | None
    waitlisted_at: datetime | None
    idle_at: datetime | None


ALL = select(requests)
"""Whole rows, to be narrowed."""
_GET = ALL.where(requests.c.id == bindparam("key"))
_LOCK = select(requests.c.id).where(requests.c.id == bindparam("key")).with_for_update()
_BY_NUMBER = ALL.where(requests.c.number == bindparam("number"))
_BY_DRAFT = ALL.where(requests.c.draft_id == bindparam("draft_id"))
_OF_PERSON = ALL.where(requests.c.person_id == bindparam("person_id")).order_by(requests.c.id.desc()).limit(20)
_ALL_OF_PERSON = ALL.where(requests.c.person_id == bindparam("person_id"))
_CLAIMS = (
    ALL.where(requests.c.claimer_id == bindparam("person_id"), requests.c.state == State.CLAIMED)
    .order_by(requests.c.urgency.desc(), requests.c.claimed_at)
    .limit(100)
)
_COUNT_CLAIMS = (
    select(func.count())
    .select_from(requests)
    .where(requests.c.claimer_id == bindparam("person_id"), requests.c.state == State.CLAIMED)
)
_WITH_PHONE = (
    ALL.where(requests.c.phone_hash.in_(bindparam("hashes", expanding=True))).order_by(requests.c.id.desc()).limit(20)
)
_ADD = insert(requests)
_NUMBER = update(requests).where(requests.c.id == bindparam("key")).values(number=bindparam("new"))
_ERASE = (
    update(requests)
    .where(requests.c.id == bindparam("key"))
    .values(sealed_answers=None, phone_hash=None, card={}, distance_km=None, revision=requests.c.revision + 1)
)
_CALLS = update(requests).where(requests.c.id == bindparam("key")).values(no_answer=bindparam("new"))
_IDLE = update(requests).where(requests.c.id == bindparam("key")).values(idle_at=bindparam("new"))


_URGENCY = (
    update(requests)
    .where(requests.c.id == bindparam("key"), requests.c.urgency == bindparam("old"))
    .values(urgency=bindparam("new"))
)
_OPEN_WITH_PHONE = select(requests.c.id).where(
    requests.c.phone_hash.in_(bindparam("hashes", expanding=True)),
    requests.c.state.in_(sorted(OPEN)),
    requests.c.id != bindparam("but"),
)
_ERASE_REASONS = update(audit).where(audit.c.request_id == bindparam("key")).values(sealed_reason=None)
_ERASE_LOCALITIES = delete(localities).where(localities.c.request_id == bindparam("key"))
_ERASE_HANDOVER = delete(handovers).where(handovers.c.request_id == bindparam("key"))
# What was given stays without a name: it has left the stock.
_ERASE_ITEMS = delete(items).where(items.c.request_id == bindparam("key"), items.c.state != things.State.GIVEN)
_ERASE_COMPLAINTS = update(complaints).where(complaints.c.request_id == bindparam("key")).values(sealed_text=None)
_ERASE_LETTERS = update(letters).where(letters.c.request_id == bindparam("key")).values(sealed_text=None)


def of_row(row: Any) -> Request:
    """The request in a row of `ALL`."""
    found = Request(*row)
    return replace(found, state=State(found.state), stage=Stage(found.stage))


async def add(tx: Tx, answers: Mapping[str, Any], **values: Any) -> Request:
    """A new request, without its number yet: the number follows from the id, see `give_number`."""
    values |= {"sealed_answers": tx.vault.seal(ANSWERS, dict(answers)), "submitted_at": tx.now, "changed_at": tx.now}
    # The provisional number is unique for the same reason as the draft is.
    request_id = await tx.insert(_ADD, {"number": f"?{values['draft_id']}", **values})
    tx.touched.add(request_id)
    return await get(tx, request_id)


async def give_number(tx: Tx, request: Request, number: str) -> Request:
    """Write the number the request will be known by."""
    await tx.execute(_NUMBER, {"key": request.id, "new": number})
    return replace(request, number=number)


async def find(tx: Tx, request_id: int) -> Request | None:
    """The request with this id."""
    row = (await tx.execute(_GET, {"key": request_id})).first()
    return None if row is None else of_row(row)


async def get(tx: Tx, request_id: int) -> Request:
    """The request with this id, which must exist."""
    return of_row((await tx.execute(_GET, {"key": request_id})).one())


async def lock(tx: Tx, request_id: int) -> None:
    """Let no other transaction change the request until this one ends."""
    await tx.execute(_LOCK, {"key": request_id})


async def by_number(tx: Tx, number: str) -> Request | None:
    """The request with this canonical number."""
    row = (await tx.execute(_BY_NUMBER, {"number": number})).first()
    return None if row is None else of_row(row)


async def by_draft(tx: Tx, draft_id: int) -> Request | None:
    """The request this draft became, if it did."""
    row = (await tx.execute(_BY_DRAFT, {"draft_id": draft_id})).first()
    return None if row is None else of_row(row)


async def with_phone(tx: Tx, e164: str) -> list[Request]:
    """Requests that name this phone, the newest first."""
    return [of_row(row) for row in await tx.execute(_WITH_PHONE, {"hashes": tx.vault.blinds(e164)})]


async def of_person(tx: Tx, person_id: int) -> list[Request]:
    """A family's requests, the newest first."""
    return [of_row(row) for row in await tx.execute(_OF_PERSON, {"person_id": person_id})]


async def all_of_person(tx: Tx, person_id: int) -> list[Request]:
    """Every request a family ever made."""
    return [of_row(row) for row in await tx.execute(_ALL_OF_PERSON, {"person_id": person_id})]


async def claims(tx: Tx, person_id: int) -> list[Request]:
    """What a volunteer has accepted and not yet delivered."""
    return [of_row(row) for row in await tx.execute(_CLAIMS, {"person_id": person_id})]


async def count_claims(tx: Tx, person_id: int) -> int:
    """How many open claims a volunteer has."""
    return int((await tx.execute(_COUNT_CLAIMS, {"person_id": person_id})).scalar_one())


def answers(tx: Tx, request: Request) -> dict[str, Any]:
    """The family's answers; empty after erasure."""
    return {} if request.sealed_answers is None else dict(tx.vault.open(ANSWERS, request.sealed_answers))


async def erase(tx: Tx, request_id: int) -> None:
    """Forget what was said by and about the family; number, place, dates and state stay for the counts."""
    tx.touched.add(request_id)
    for statement in (
        _ERASE,
        _ERASE_REASONS,
        _ERASE_HANDOVER,
        _ERASE_ITEMS,
        _ERASE_COMPLAINTS,
        _ERASE_LETTERS,
        _ERASE_LOCALITIES,
    ):
        await tx.execute(statement, {"key": request_id})


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
    tx.touched.add(request.id)
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


async def put_no_answer(tx: Tx, request: Request, count: int) -> Request:
    """How often the claimer called in vain. The revision stays: the family may be answering at this moment."""
    await tx.execute(_CALLS, {"key": request.id, "new": count})
    return replace(request, no_answer=count)


async def put_idle(tx: Tx, request: Request, at: datetime | None) -> Request:
    """When its claimer was asked for news; None: there is news. The revision stays: nothing was decided."""
    await tx.execute(_IDLE, {"key": request.id, "new": at})
    return replace(request, idle_at=at)


async def put_urgency(tx: Tx, request: Request, urgency: int) -> Request | None:
    """How urgent it is; None: somebody has changed it meanwhile. The revision stays: nothing else has changed."""
    tx.touched.add(request.id)
    done = await tx.execute(_URGENCY, {"key": request.id, "old": request.urgency, "new": urgency})
    return replace(request, urgency=urgency) if done.rowcount == 1 else None


async def open_with_phone(tx: Tx, e164: str, *, but: int) -> list[int]:
    """Ids of other open requests that name this phone."""
    rows = await tx.execute(_OPEN_WITH_PHONE, {"hashes": tx.vault.blinds(e164), "but": but})
    return list(rows.scalars())


async def to_forget(tx: Tx, states: Iterable[State], before: datetime, *, most: int) -> list[int]:
    """Requests in these states since before that moment that still hold answers, at most so many."""
    statement = (
        select(requests.c.id)
        .where(
            requests.c.state.in_(list(states)),
            requests.c.changed_at < before,
            requests.c.sealed_answers.is_not(None),
        )
        .limit(most)
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
