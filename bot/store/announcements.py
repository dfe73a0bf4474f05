"""Words of a coordinator to many people of an area at once: the draft, who hears them (`audiences`), how far they are.

What is handed over is rows of the outbox; each is recorded in `messages` as ANNOUNCED with the announcement's id, so
that what is not sent yet can be taken back, and what became of it counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from bot.core.speech import Language
from bot.store.database import Tx
from bot.store.outbox import Rank
from bot.store.outbox import State as Fate
from bot.store.schema import announcements, messages, outbox

TEXT = "announcements.text"
"""The name under which the words are sealed."""

ANNOUNCED = "announced"
"""What the receivers' messages are recorded as."""


class State(StrEnum):
    """Where an announcement is."""

    DRAFT = "draft"
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Announcement:
    """A row. area, audience: "" while they are not chosen; area may be COUNTRY. programme: None of all, "" not asked.

    texts: by language; "" was left out on purpose. total: who was to hear it when it was confirmed, `unreached` those
    of its people whom Telegram does not reach. cursor: people.id of the last one it was handed over for.
    """

    id: int
    by_id: int
    area: str
    audience: str
    state: State
    texts: Mapping[Language, str]
    total: int
    handed: int
    cursor: int
    at: datetime
    programme: str | None
    revision: int
    unreached: int


_ALL = select(announcements)
_GET = _ALL.where(announcements.c.id == bindparam("key"))
_DRAFT_OF = (
    _ALL.where(announcements.c.by_id == bindparam("who"), announcements.c.state == State.DRAFT)
    .order_by(announcements.c.id.desc())
    .limit(1)
)
_RECENT = select(announcements.c.area, announcements.c.state).where(
    announcements.c.state != State.DRAFT,
    (announcements.c.at >= bindparam("since")) | (announcements.c.state == State.RUNNING),
)
_ADD = insert(announcements)
_ADVANCE = (
    update(announcements)
    .where(
        announcements.c.id == bindparam("key"),
        announcements.c.state == State.RUNNING,
        announcements.c.cursor == bindparam("seen"),
    )
    .values(cursor=bindparam("last"), handed=announcements.c.handed + bindparam("more"))
)
_END = (
    update(announcements)
    .where(announcements.c.id == bindparam("key"), announcements.c.state == State.RUNNING)
    .values(state=bindparam("new"))
)
_DISCARD = delete(announcements).where(announcements.c.id == bindparam("key"), announcements.c.state == State.DRAFT)
_FORGET = delete(announcements).where(announcements.c.by_id == bindparam("who"), announcements.c.state == State.DRAFT)
_PURGE = delete(announcements).where(
    announcements.c.id.in_(
        select(announcements.c.id)
        .where(announcements.c.state != State.RUNNING, announcements.c.at < bindparam("before"))
        .limit(bindparam("most"))
    )
)
_OF_ONE = select(messages.c.id).where(messages.c.what == ANNOUNCED, messages.c.ref == bindparam("of"))
_FATES = (
    select(outbox.c.state, func.count())
    .join(messages, messages.c.id == outbox.c.message)
    .where(messages.c.what == ANNOUNCED, messages.c.ref == bindparam("of"), outbox.c.method == "sendMessage")
    .group_by(outbox.c.state)
)
_PENDING = (
    select(messages.c.ref, func.count().label("number"))
    .select_from(outbox)
    .outerjoin(messages, messages.c.id == outbox.c.message)
    .where(outbox.c.state == Fate.PENDING, outbox.c.rank == int(Rank.ANNOUNCEMENT))
    .group_by(messages.c.ref)
)
_TAKE_BACK = (
    update(outbox)
    .where(
        outbox.c.state == Fate.PENDING,
        outbox.c.rank == int(Rank.ANNOUNCEMENT),
        outbox.c.message.in_(_OF_ONE.scalar_subquery()),
    )
    .values(state=Fate.CANCELLED, sealed_payload=None)
)


def _announcement(tx: Tx, row: Any) -> Announcement:
    sealed = row.sealed_text
    return Announcement(
        id=row.id,
        by_id=row.by_id,
        area=row.area,
        audience=row.audience,
        state=State(row.state),
        texts={} if sealed is None else dict(tx.vault.open(TEXT, sealed)),
        total=row.total,
        handed=row.handed,
        cursor=row.cursor,
        at=row.at,
        programme=row.programme,
        revision=row.revision,
        unreached=row.unreached,
    )


async def add(tx: Tx, by_id: int) -> Announcement:
    """A draft of which nothing is chosen yet; programme "": not asked yet."""
    values = {"by_id": by_id, "area": "", "audience": "", "programme": "", "state": State.DRAFT, "at": tx.now}
    found = await find(tx, await tx.insert(_ADD, values))
    assert found is not None  # noqa: S101 - inserted in this transaction
    return found


async def find(tx: Tx, key: int) -> Announcement | None:
    """The announcement with this id."""
    row = (await tx.execute(_GET, {"key": key})).first()
    return None if row is None else _announcement(tx, row)


async def draft_of(tx: Tx, person_id: int) -> Announcement | None:
    """What somebody is preparing."""
    row = (await tx.execute(_DRAFT_OF, {"who": person_id})).first()
    return None if row is None else _announcement(tx, row)


_changes: dict[tuple[str, ...], Any] = {}


def _change(names: tuple[str, ...]) -> Any:
    # Prebuilt once for each set of columns that ever changes together.
    if names not in _changes:
        _changes[names] = (
            update(announcements)
            .where(
                announcements.c.id == bindparam("key"),
                announcements.c.state == State.DRAFT,
                announcements.c.revision == bindparam("seen"),
            )
            .values(revision=announcements.c.revision + 1, **{name: bindparam(f"new_{name}") for name in names})
        )
    return _changes[names]


async def change(tx: Tx, row: Announcement, **values: Any) -> Announcement | None:
    """Change a draft if nothing has happened to it since it was read; None: something has. `texts=` is sealed."""
    stored = {name: value for name, value in values.items() if name != "texts"}
    if "texts" in values:
        stored["sealed_text"] = tx.vault.seal(TEXT, dict(values["texts"]))
    done = await tx.execute(
        _change(tuple(stored)),
        {"key": row.id, "seen": row.revision, **{f"new_{name}": value for name, value in stored.items()}},
    )
    return replace(row, revision=row.revision + 1, **values) if done.rowcount == 1 else None


async def advance(tx: Tx, row: Announcement, last: int, more: int) -> Announcement | None:
    """`more` receivers are handed over in this transaction, up to the person `last`; None: it was stopped meanwhile.

    Done before the handing over: whoever stops it then waits for this transaction, and takes back its piece too.
    """
    done = await tx.execute(_ADVANCE, {"key": row.id, "last": last, "more": more, "seen": row.cursor})
    return replace(row, cursor=last, handed=row.handed + more) if done.rowcount == 1 else None


async def end(tx: Tx, row: Announcement, state: State) -> bool:
    """It runs no more; False: it did not run."""
    return (await tx.execute(_END, {"key": row.id, "new": state})).rowcount == 1


async def discard(tx: Tx, row: Announcement) -> None:
    """Forget a draft."""
    await tx.execute(_DISCARD, {"key": row.id})


async def forget(tx: Tx, person_id: int) -> None:
    """Whoever prepared something asked to be erased."""
    await tx.execute(_FORGET, {"who": person_id})


async def one_by_one(tx: Tx) -> None:
    """Of two that are confirmed at the same moment, the second sees that the first runs."""
    await tx.alone("announcements")


async def recent(tx: Tx, since: datetime) -> list[tuple[str, State]]:
    """(area, state) of what was confirmed since then or still runs."""
    return [(area, State(state)) for area, state in await tx.execute(_RECENT, {"since": since})]


async def pending(tx: Tx) -> dict[int | None, int]:
    """How many messages of each announcement still wait to be sent."""
    return {row.ref: row.number for row in await tx.execute(_PENDING)}


async def fates(tx: Tx, row: Announcement) -> dict[Fate, int]:
    """What became of the messages handed over so far."""
    return {Fate(state): count for state, count in await tx.execute(_FATES, {"of": row.id})}


async def take_back(tx: Tx, row: Announcement) -> int:
    """Let what is not sent yet never be sent; how many messages that were."""
    return (await tx.execute(_TAKE_BACK, {"of": row.id})).rowcount


async def purge(tx: Tx, before: datetime, *, most: int) -> int:
    """Forget at most so many old ones; how many there were."""
    return (await tx.execute(_PURGE, {"before": before, "most": most})).rowcount
