"""Which updates were handled, and those that could not be."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, delete, insert, select

from bot.store.database import Tx
from bot.store.schema import dead_letters, updates

SEALED = "dead_letters.sealed_update"
"""The name under which updates are sealed."""

KEPT = timedelta(days=3)
"""How long handled ids are remembered; Telegram delivers nothing older than a day."""

LETTERS_KEPT = timedelta(days=30)
"""How long unhandled updates stay for repair: they hold personal data."""

_KNOWN = select(updates.c.update_id).where(updates.c.update_id.in_(bindparam("ids", expanding=True)))
_REMEMBER = insert(updates)
_BURY = insert(dead_letters)
_PURGE = delete(updates).where(
    updates.c.update_id.in_(
        select(updates.c.update_id).where(updates.c.seen_at < bindparam("before")).limit(bindparam("most"))
    )
)
_LETTERS = select(dead_letters.c.id, dead_letters.c.sealed_update)
_DIG_UP = delete(dead_letters).where(dead_letters.c.id == bindparam("key"))
_PURGE_LETTERS = delete(dead_letters).where(dead_letters.c.at < bindparam("before"))


async def known(tx: Tx, ids: Collection[int]) -> set[int]:
    """Those of these ids that were handled already. Compared by equality: ids may restart at a lower number."""
    return {row[0] for row in await tx.execute(_KNOWN, {"ids": list(ids)})} if ids else set()


async def remember(tx: Tx, ids: Collection[int]) -> None:
    """These were handled. Raises IntegrityError if another process handled one of them meanwhile."""
    if ids:
        await tx.execute(_REMEMBER, [{"update_id": update_id, "seen_at": tx.now} for update_id in ids])


async def bury(tx: Tx, update_id: int, update: Any, error: str) -> int:
    """Keep an update nobody could handle; `error` holds no personal data. The dead letter's id."""
    return await tx.insert(
        _BURY, {"update_id": update_id, "sealed_update": tx.vault.seal(SEALED, update), "error": error, "at": tx.now}
    )


async def forget(tx: Tx, telegram_id: int) -> None:
    """Whoever sent them asked to be erased."""
    for row in (await tx.execute(_LETTERS)).all():
        if _is_from(tx.vault.open(SEALED, row.sealed_update), telegram_id):
            await tx.execute(_DIG_UP, {"key": row.id})


def _is_from(update: Any, telegram_id: int) -> bool:
    """Whether an update, which may look like anything, is from or about that account."""
    if isinstance(update, dict):
        own = any(
            isinstance(update.get(who), dict) and update[who].get("id") == telegram_id for who in ("from", "chat")
        )
        return own or any(_is_from(value, telegram_id) for value in update.values())
    return isinstance(update, list) and any(_is_from(value, telegram_id) for value in update)


async def purge(tx: Tx, *, most: int = 1000) -> int:
    """Forget at most so many old ids, and old dead letters; how many ids there were."""
    await tx.execute(_PURGE_LETTERS, {"before": tx.now - LETTERS_KEPT})
    return (await tx.execute(_PURGE, {"before": tx.now - KEPT, "most": most})).rowcount
