"""Agreements to the processing of personal data: which text, in which language, when, by whom, and until when."""

from datetime import datetime

from sqlalchemy import bindparam, insert, update

from bot.store.database import Tx
from bot.store.schema import consents

NAME = "consents.name"

_GIVE = insert(consents)
_COMPLETE = (
    update(consents)
    .where(consents.c.person_id == bindparam("who"), consents.c.programme == bindparam("what"))
    .where(consents.c.withdrawn_at.is_(None))
    .values(sealed_name=bindparam("name"))
)
_WITHDRAW = (
    update(consents)
    .where(consents.c.person_id == bindparam("who"), consents.c.withdrawn_at.is_(None))
    .values(withdrawn_at=bindparam("now"))
)
_WITHDRAW_ONE = _WITHDRAW.where(consents.c.programme == bindparam("what"))


async def give(
    tx: Tx,
    person_id: int,
    programme: str,
    version: str,
    language: str,
    *,
    way: str | None = None,
    through: int | None = None,
    at: datetime | None = None,
) -> None:
    """Record a consent to the text of this version (its hash).

    way, through, at: how a family without Telegram gave it, to whom of the team (people.id), and when.
    """
    await tx.execute(
        _GIVE,
        {
            "person_id": person_id,
            "programme": programme,
            "version": version,
            "language": language,
            "given_at": at or tx.now,
            "way": way,
            "through": through,
        },
    )


async def complete(tx: Tx, person_id: int, programme: str, name: str) -> None:
    """Add the full name, the element of a consent that the family states itself."""
    await tx.execute(_COMPLETE, {"who": person_id, "what": programme, "name": tx.vault.seal(NAME, name)})


async def withdraw(tx: Tx, person_id: int, programme: str | None = None) -> None:
    """Every consent of the person, or that for one programme, ends now; the rows stay as the proof the law asks for."""
    if programme is None:
        await tx.execute(_WITHDRAW, {"who": person_id, "now": tx.now})
    else:
        await tx.execute(_WITHDRAW_ONE, {"who": person_id, "now": tx.now, "what": programme})
