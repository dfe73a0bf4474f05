"""The sender's side of the outbox: which chats have something waiting, what goes next, what became of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, func, literal_column, or_, select, update

from bot.store.database import Tx
from bot.store.outbox import Rank, State, append
from bot.store.schema import messages, outbox


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row about to become a call. `message_id` is Telegram's id of the recorded message, if it is known."""

    id: int
    chat_id: int
    rank: int
    method: str
    sealed_payload: bytes
    message: int | None
    otherwise: str
    attempts: int
    not_before: datetime | None
    expires_at: datetime
    message_id: int | None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a delivery.

    state: PENDING when it will be tried again, at `not_before`. message_id: of the message a send made.
    unreachable: this chat can no longer be written to. migrated_to: the chat's new id.
    """

    delivery: Delivery
    state: State
    message_id: int | None = None
    error: str | None = None
    not_before: datetime | None = None
    unreachable: bool = False
    migrated_to: int | None = None


# A literal, not a parameter: otherwise the planner cannot know that the partial indexes hold every such row.
_PENDING = outbox.c.state == literal_column("'pending'")


def _due() -> ColumnElement[bool]:
    """Scheduled rows are invisible until their time; those that wait for another attempt are not: they hold a lane."""
    return or_(outbox.c.not_before.is_(None), outbox.c.not_before <= bindparam("now"), outbox.c.attempts > 0)


_WINDOW = (
    select(outbox.c.id, outbox.c.chat_id)
    .where(_PENDING, outbox.c.rank == bindparam("rank"), outbox.c.id > bindparam("after"), _due())
    .order_by(outbox.c.id)
    .limit(bindparam("most"))
)
_DELIVERY = select(
    outbox.c.id,
    outbox.c.chat_id,
    outbox.c.rank,
    outbox.c.method,
    outbox.c.sealed_payload,
    outbox.c.message,
    outbox.c.otherwise,
    outbox.c.attempts,
    outbox.c.not_before,
    outbox.c.expires_at,
    messages.c.message_id,
).select_from(outbox.outerjoin(messages, outbox.c.message == messages.c.id))
_HEADS = _DELIVERY.where(
    outbox.c.id.in_(
        select(func.min(outbox.c.id))
        .where(
            _PENDING,
            outbox.c.chat_id.in_(bindparam("chats", expanding=True)),
            outbox.c.rank > int(Rank.FAST),
            _due(),
        )
        .group_by(outbox.c.chat_id)
    )
)
_SINGLE = _DELIVERY.where(_PENDING, outbox.c.id.in_(bindparam("ids", expanding=True)))
_NEXT_DUE = select(func.min(outbox.c.not_before)).where(
    _PENDING, outbox.c.not_before.is_not(None), outbox.c.not_before > bindparam("now"), outbox.c.attempts == 0
)

_ERASED: dict[str, Any] = {"sealed_payload": None, "not_before": None}
_FINISH = (
    update(outbox)
    .where(_PENDING, outbox.c.id.in_(bindparam("ids", expanding=True)))
    .values(state=bindparam("new"), **_ERASED)
)
_FAIL = (
    update(outbox)
    .where(_PENDING, outbox.c.id == bindparam("row"))
    .values(state=bindparam("new"), error=bindparam("why"), **_ERASED)
)
_POSTPONE = (
    update(outbox)
    .where(_PENDING, outbox.c.id == bindparam("row"))
    .values(attempts=outbox.c.attempts + 1, not_before=bindparam("then"), error=bindparam("why"))
)
_CANCELLED = select(outbox.c.id).where(
    outbox.c.id.in_(bindparam("ids", expanding=True)), outbox.c.state == State.CANCELLED.value
)
_FILL = update(messages).where(messages.c.id == bindparam("record")).values(message_id=bindparam("made"))
_BURY = (
    update(outbox)
    .where(_PENDING, outbox.c.chat_id == bindparam("chat"))
    .values(state=State.DEAD.value, error=bindparam("why"), **_ERASED)
)
_MOVE = update(outbox).where(and_(_PENDING, outbox.c.chat_id == bindparam("old"))).values(chat_id=bindparam("new"))
# What was sent stays behind: the new chat counts its own ids, and an old one may be another message's there.
_MOVE_RECORDS = (
    update(messages)
    .where(messages.c.chat_id == bindparam("old"))
    .values(chat_id=bindparam("new"), message_id=None, live=and_(messages.c.live, messages.c.message_id.is_(None)))
)


async def window(tx: Tx, rank: Rank, after: int, most: int) -> Sequence[tuple[int, int]]:
    """The next rows of this rank above the id `after` that are due: row id and chat id, oldest first."""
    values = {"rank": int(rank), "after": after, "now": tx.now, "most": most}
    return [(row[0], row[1]) for row in await tx.execute(_WINDOW, values)]


async def heads(tx: Tx, chats: Collection[int]) -> list[Delivery]:
    """The oldest due row of each of these chats, answers to presses aside."""
    if not chats:
        return []
    return [Delivery(*row) for row in await tx.execute(_HEADS, {"chats": list(chats), "now": tx.now})]


async def single(tx: Tx, ids: Collection[int]) -> list[Delivery]:
    """Those of these rows that are still to be sent."""
    return [Delivery(*row) for row in await tx.execute(_SINGLE, {"ids": list(ids)})] if ids else []


async def next_due(tx: Tx) -> datetime | None:
    """When the next scheduled row becomes due; None if nothing is scheduled."""
    found: datetime | None = (await tx.execute(_NEXT_DUE, {"now": tx.now})).scalar()
    return found


async def record(tx: Tx, results: Sequence[Result]) -> bool:
    """Write down what became of deliveries, and what follows for their chats. Whether that appended a row."""
    appended = await _finish(
        tx, [result for result in results if result.state is not State.PENDING and result.error is None]
    )
    failed = [
        {"row": result.delivery.id, "new": result.state.value, "why": result.error}
        for result in results
        if result.state is not State.PENDING and result.error is not None
    ]
    if failed:
        await tx.execute(_FAIL, failed)
    postponed = [
        {"row": result.delivery.id, "then": result.not_before, "why": result.error}
        for result in results
        if result.state is State.PENDING and result.not_before is not None
    ]
    if postponed:
        await tx.execute(_POSTPONE, postponed)
    for result in results:
        if result.migrated_to is not None:
            await migrate(tx, result.delivery.chat_id, result.migrated_to)
        elif result.unreachable:
            await tx.execute(_BURY, {"chat": result.delivery.chat_id, "why": result.error})
    return appended


async def migrate(tx: Tx, old: int, new: int) -> None:
    """A group has a new id: what waits for it goes there, with its record; what was sent can be edited no more."""
    await tx.execute(_MOVE, {"old": old, "new": new})
    await tx.execute(_MOVE_RECORDS, {"old": old, "new": new})


async def _finish(tx: Tx, results: Sequence[Result]) -> bool:
    cancelled: set[int] = set()
    for state in {result.state for result in results}:
        ids = [result.delivery.id for result in results if result.state is state]
        done = await tx.execute(_FINISH, {"ids": ids, "new": state.value})
        if done.rowcount != len(ids):
            cancelled.update(row[0] for row in await tx.execute(_CANCELLED, {"ids": ids}))
    made = [result for result in results if result.message_id is not None]
    filled = [
        {"record": result.delivery.message, "made": result.message_id}
        for result in made
        if result.delivery.message is not None and result.delivery.id not in cancelled
    ]
    if filled:
        await tx.execute(_FILL, filled)
    for result in made:
        if result.delivery.id in cancelled:
            # Cancelled while the call was under way: nobody may find buttons there that were taken back.
            await append(
                tx,
                chat_id=result.delivery.chat_id,
                rank=Rank.REPLY,
                method="deleteMessage",
                payload={"message_id": result.message_id},
                otherwise="drop",
            )
    return bool(cancelled)
