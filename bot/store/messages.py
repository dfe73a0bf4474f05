"""Messages Asar may still have to edit: in which chat, what they show. They outlive the outbox rows that sent them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from bot.store.database import Tx
from bot.store.schema import messages

_ADD = insert(messages)
_SENT = select(
    messages.c.id,
    messages.c.chat_id,
    messages.c.message_id,
    messages.c.what,
    messages.c.ref,
    messages.c.live,
    messages.c.created_at,
)
_LIVE = _SENT.where(
    messages.c.ref == bindparam("ref"), messages.c.what.in_(bindparam("whats", expanding=True)), messages.c.live
)
_LIVE_IN = _LIVE.where(messages.c.chat_id == bindparam("chat_id"))
_SEEN = _SENT.where(messages.c.chat_id == bindparam("chat_id"), messages.c.message_id == bindparam("message_id"))
_ALL_OF = _SENT.where(messages.c.what == bindparam("kind"), messages.c.ref == bindparam("ref"))
_PURGE = delete(messages).where(
    messages.c.id.in_(select(messages.c.id).where(messages.c.created_at < bindparam("before")).limit(bindparam("most")))
)
_FORGET = update(messages).where(messages.c.chat_id == bindparam("whose")).values(chat_id=bindparam("new"), live=False)
_IN_CHAT = _SENT.where(messages.c.what == bindparam("kind"), messages.c.chat_id == bindparam("chat_id"))
_RETIRE_ALL = update(messages).where(messages.c.chat_id == bindparam("whose"), messages.c.live).values(live=False)
_RETIRE = update(messages).where(messages.c.id == bindparam("key")).values(live=False)


@dataclass(frozen=True, slots=True)
class Sent:
    """A recorded message; `message_id` is None until Telegram has accepted it, `created_at` where it was just made."""

    id: int
    chat_id: int
    message_id: int | None
    what: str
    ref: int
    live: bool = True
    created_at: datetime | None = None


async def add(tx: Tx, chat_id: int, what: str, ref: int) -> int:
    """Record a message about to be sent; its id here (not Telegram's)."""
    return await tx.insert(_ADD, {"chat_id": chat_id, "what": what, "ref": ref, "live": True, "created_at": tx.now})


async def live(tx: Tx, whats: tuple[str, ...], ref: int, chat_id: int | None = None) -> list[Sent]:
    """Messages of these kinds about `ref` that still have something to take away, in one chat or everywhere."""
    values: dict[str, object] = {"whats": list(whats), "ref": ref}
    if chat_id is None:
        return [Sent(*row) for row in await tx.execute(_LIVE, values)]
    return [Sent(*row) for row in await tx.execute(_LIVE_IN, {**values, "chat_id": chat_id})]


async def all_of(tx: Tx, what: str, ref: int) -> list[Sent]:
    """Every recorded message of a kind about `ref`, also those with nothing left to take away."""
    return [Sent(*row) for row in await tx.execute(_ALL_OF, {"kind": what, "ref": ref})]


async def in_chat(tx: Tx, what: str, chat_id: int) -> list[Sent]:
    """Every recorded message of a kind in one chat, also those with nothing left to take away."""
    return [Sent(*row) for row in await tx.execute(_IN_CHAT, {"kind": what, "chat_id": chat_id})]


async def seen(tx: Tx, chat_id: int, message_id: int) -> Sent | None:
    """The record of a message by Telegram's id."""
    row = (await tx.execute(_SEEN, {"chat_id": chat_id, "message_id": message_id})).first()
    return None if row is None else Sent(*row)


async def purge(tx: Tx, before: datetime, *, most: int) -> int:
    """Forget at most so many records from before that moment; how many there were."""
    return (await tx.execute(_PURGE, {"before": before, "most": most})).rowcount


async def forget(tx: Tx, chat_id: int, stand_in: int) -> None:
    """Cut the records from an account that asked to be erased."""
    await tx.execute(_FORGET, {"whose": chat_id, "new": stand_in})


async def retire_all(tx: Tx, chat_id: int) -> None:
    """Nothing that was said in a chat can be edited any more."""
    await tx.execute(_RETIRE_ALL, {"whose": chat_id})


async def retire(tx: Tx, key: int) -> None:
    """The message has nothing left to take away."""
    await tx.execute(_RETIRE, {"key": key})
