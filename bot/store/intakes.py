"""Forms that somebody of the team is filling in for a family without Telegram; the answers are a draft (`drafts`)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select

from bot.core.speech import Language
from bot.store.database import Tx
from bot.store.schema import intakes


@dataclass(frozen=True, slots=True)
class Intake:
    """origin: walk-in or phone. way: how the family agreed, aloud or on paper; `version`: to which text; `at`: when."""

    id: int
    by_id: int
    origin: str
    language: Language
    way: str
    version: str
    at: datetime


_GET = select(intakes).where(intakes.c.id == bindparam("key"))
_ADD = insert(intakes)
_REMOVE = delete(intakes).where(intakes.c.id == bindparam("key"))


async def add(tx: Tx, by_id: int, origin: str, language: Language, way: str, version: str) -> int:
    """The family has agreed to the text of this version (its hash); the id of the form."""
    values = {"by_id": by_id, "origin": origin, "language": language, "way": way, "version": version, "at": tx.now}
    return await tx.insert(_ADD, values)


async def find(tx: Tx, key: int) -> Intake | None:
    """The form with this id."""
    row = (await tx.execute(_GET, {"key": key})).first()
    return None if row is None else Intake(*row)


async def remove(tx: Tx, key: int) -> None:
    """It became a request, or was dropped."""
    await tx.execute(_REMOVE, {"key": key})
