"""Who asked to be told when a programme opens."""

from sqlalchemy import bindparam, delete, insert, select

from bot.store.database import Tx
from bot.store.schema import people, waiting

_ADD = insert(waiting)
_IS = select(waiting.c.person_id).where(
    waiting.c.person_id == bindparam("who"), waiting.c.programme == bindparam("what")
)
_OF = (
    select(waiting.c.person_id)
    .join(people, people.c.id == waiting.c.person_id)
    .where(waiting.c.programme == bindparam("what"), people.c.reachable)
    .order_by(waiting.c.at, waiting.c.person_id)
    .limit(bindparam("at_most"))
)
_DROP = delete(waiting).where(
    waiting.c.programme == bindparam("what"), waiting.c.person_id.in_(bindparam("who", expanding=True))
)
_FORGET = delete(waiting).where(waiting.c.person_id == bindparam("who"))


async def add(tx: Tx, person_id: int, programme: str) -> None:
    """Tell this person at the opening; asking twice is asking once."""
    if (await tx.execute(_IS, {"who": person_id, "what": programme})).first() is None:
        await tx.execute(_ADD, {"person_id": person_id, "programme": programme, "at": tx.now})


async def take(tx: Tx, programme: str, at_most: int) -> list[int]:
    """The next to be told, who asked first first; they are told once, so they wait no more.

    Whom Telegram does not reach keeps their place.
    """
    found = list((await tx.execute(_OF, {"what": programme, "at_most": at_most})).scalars())
    if found:
        await tx.execute(_DROP, {"what": programme, "who": found})
    return found


async def forget(tx: Tx, person_id: int) -> None:
    """The person asked to be erased."""
    await tx.execute(_FORGET, {"who": person_id})
