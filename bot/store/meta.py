"""Small facts about this database: the newest request number, what was last set at Telegram, a check of the keys."""

from sqlalchemy import bindparam, insert, select, update

from bot.store.database import Tx
from bot.store.schema import meta

_GET = select(meta.c.value).where(meta.c.key == bindparam("which"))
_SET = update(meta).where(meta.c.key == bindparam("which")).values(value=bindparam("new"))
_ADD = insert(meta)


async def get(tx: Tx, key: str) -> str | None:
    """The value, or None."""
    found: str | None = (await tx.execute(_GET, {"which": key})).scalar()
    return found


async def put(tx: Tx, key: str, value: str) -> None:
    """Set the value."""
    done = await tx.execute(_SET, {"which": key, "new": value})
    if done.rowcount == 0:
        await tx.execute(_ADD, {"key": key, "value": value})
