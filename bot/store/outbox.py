"""Messages to send: a row in the same transaction as its cause, a call later (see `deliveries`)."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any, Literal

from sqlalchemy import bindparam, delete, insert, select, update

from bot.store.database import Tx
from bot.store.schema import messages, outbox

SEALED = "outbox.sealed_payload"
"""The name under which payloads are sealed."""


class Rank(IntEnum):
    """What goes first when not everything can go at once."""

    FAST = 0
    """Answers to presses: outside the order of their chat, worthless after seconds."""
    REPLY = 1
    NOTICE = 2
    ANNOUNCEMENT = 3


class State(StrEnum):
    """What became of a row. All but PENDING are final, and their payload is erased."""

    PENDING = "pending"
    SENT = "sent"
    DROPPED = "dropped"
    """Nothing was left to do: the message to edit or delete is gone, the press too old to answer."""
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    """An answer to a press, or an announcement, that came too late to matter."""
    DEAD = "dead"
    """Telegram refuses it for good."""
    UNCERTAIN = "uncertain"
    """Its time ran out before a definite answer."""


EXPIRY = {
    Rank.FAST: timedelta(seconds=30),
    Rank.REPLY: timedelta(days=3),
    Rank.NOTICE: timedelta(days=3),
    Rank.ANNOUNCEMENT: timedelta(days=3),
}
"""How long a message is worth sending, counted from the moment it may first go."""

KEPT = timedelta(days=3)
"""How long finished rows stay, for looking into complaints; they hold no text."""

_APPEND = insert(outbox)
_CANCEL = (
    update(outbox)
    .where(outbox.c.message == bindparam("of"), outbox.c.state == State.PENDING)
    .values(state=State.CANCELLED, sealed_payload=None)
)
_CANCEL_EDITS = _CANCEL.where(outbox.c.method == "editMessageText")
_CANCEL_ONE = update(outbox).where(outbox.c.id == bindparam("key")).values(state=State.CANCELLED, sealed_payload=None)
_RECORDED = (
    select(outbox.c.id, outbox.c.sealed_payload)
    .join(messages, messages.c.id == outbox.c.message)
    .where(outbox.c.state == State.PENDING, messages.c.what.in_(bindparam("whats", expanding=True)))
)
_WAITS = select(outbox.c.id).where(outbox.c.message == bindparam("of"), outbox.c.state == State.PENDING).limit(1)
_FORGET = (
    update(outbox)
    .where(outbox.c.chat_id == bindparam("whose"), outbox.c.state == State.PENDING)
    .values(state=State.CANCELLED, sealed_payload=None)
)
_PURGE = delete(outbox).where(
    outbox.c.id.in_(
        select(outbox.c.id)
        .where(outbox.c.state != State.PENDING, outbox.c.created_at < bindparam("before"))
        .order_by(outbox.c.id)
        .limit(bindparam("most"))
    )
)


async def append(
    tx: Tx,
    *,
    chat_id: int,
    rank: Rank,
    method: str,
    payload: Mapping[str, Any],
    message: int | None = None,
    otherwise: Literal["send", "drop"] = "send",
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
) -> int:
    """Let `method` be called with `payload`, to which the sender adds the chat and the message to edit; the row's id.

    message: messages.id of the record that a send fills in, or that an edit or a deletion is about.
    otherwise: what an edit does when its message is gone or was never sent: go as a new message, or nothing.
    """
    return await tx.insert(
        _APPEND,
        {
            "chat_id": chat_id,
            "rank": int(rank),
            "method": method,
            "sealed_payload": tx.vault.seal(SEALED, dict(payload)),
            "message": message,
            "otherwise": otherwise,
            "state": State.PENDING.value,
            "attempts": 0,
            "not_before": not_before,
            "expires_at": expires_at or (not_before or tx.now) + EXPIRY[rank],
            "created_at": tx.now,
        },
    )


async def cancel(tx: Tx, message: int) -> int:
    """Take back what is still to be sent or edited of this record (messages.id); how many rows that were.

    A send that is under way at this moment is deleted at Telegram as soon as its outcome is known.
    """
    return (await tx.execute(_CANCEL, {"of": message})).rowcount


async def waits(tx: Tx, message: int) -> bool:
    """Whether something of this record (messages.id) is still to be sent or edited."""
    return (await tx.execute(_WAITS, {"of": message})).first() is not None


async def cancel_edits(tx: Tx, message: int) -> None:
    """Take back what is still to be edited into this record (messages.id); the message itself is still sent."""
    await tx.execute(_CANCEL_EDITS, {"of": message})


async def cancel_saying(tx: Tx, words: str, whats: Collection[str]) -> None:
    """Take back what is still to be sent or edited of messages recorded as one of these, if it says these words."""
    for key, sealed in (await tx.execute(_RECORDED, {"whats": list(whats)})).all():
        if sealed is not None and words in str(tx.vault.open(SEALED, sealed).get("text")):
            await tx.execute(_CANCEL_ONE, {"key": key})


async def forget(tx: Tx, chat_id: int) -> int:
    """Take back everything that still waits to be sent to a chat: its person asked to be erased."""
    return (await tx.execute(_FORGET, {"whose": chat_id})).rowcount


async def purge(tx: Tx, *, most: int = 1000) -> int:
    """Forget at most so many finished rows that are old; how many there were."""
    return (await tx.execute(_PURGE, {"before": tx.now - KEPT, "most": most})).rowcount
