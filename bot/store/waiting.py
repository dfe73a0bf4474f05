"""Who asked to be told when a programme opens, and complaints that wait for a person."""

from sqlalchemy import bindparam, delete, insert, select

from bot.store.database import Tx
from bot.store.schema import complaints, people, waiting

COMPLAINT = "complaints.text"

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
_COMPLAIN = insert(complaints)


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


async def complain(tx: Tx, request_id: int, kind: str, by: int, against: int | None, text: str | None = None) -> None:
    """A complaint about what happened round a request."""
    sealed = None if text is None else tx.vault.seal(COMPLAINT, text)
    await tx.execute(
        _COMPLAIN,
        {
            "request_id": request_id,
            "kind": kind,
            "by_id": by,
            "against_id": against,
            "at": tx.now,
            "sealed_text": sealed,
        },
    )
