"""Who asked to be told when a programme opens, and complaints that wait for a person."""

from sqlalchemy import bindparam, delete, insert, select

from bot.store.database import Tx
from bot.store.schema import complaints, waiting

COMPLAINT = "complaints.text"

_ADD = insert(waiting)
_IS = select(waiting.c.person_id).where(
    waiting.c.person_id == bindparam("who"), waiting.c.programme == bindparam("what")
)
_OF = select(waiting.c.person_id).where(waiting.c.programme == bindparam("what")).order_by(waiting.c.at)
_DROP = delete(waiting).where(waiting.c.programme == bindparam("what"))
_FORGET = delete(waiting).where(waiting.c.person_id == bindparam("who"))
_COMPLAIN = insert(complaints)


async def add(tx: Tx, person_id: int, programme: str) -> None:
    """Tell this person at the opening; asking twice is asking once."""
    if (await tx.execute(_IS, {"who": person_id, "what": programme})).first() is None:
        await tx.execute(_ADD, {"person_id": person_id, "programme": programme, "at": tx.now})


async def take(tx: Tx, programme: str) -> list[int]:
    """Everybody to be told now, who asked first first; they are told once, so the list is emptied."""
    found = list((await tx.execute(_OF, {"what": programme})).scalars())
    await tx.execute(_DROP, {"what": programme})
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
