"""One-time links: into the team, and from a school's door. Only hashes of invite tokens are kept."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from bot.core.roles import Role
from bot.store.database import Tx
from bot.store.schema import invites, school_links

_ADD = insert(invites)
_USE = (
    update(invites)
    .where(
        invites.c.token_hash == bindparam("token"),
        invites.c.used_by.is_(None),
        invites.c.expires_at > bindparam("now"),
    )
    .values(used_by=bindparam("who"), used_at=bindparam("now"))
)
_GET = select(invites).where(invites.c.token_hash == bindparam("token"))
_ADD_SCHOOL = insert(school_links)
_SCHOOL = select(school_links).where(school_links.c.token == bindparam("which"))


@dataclass(frozen=True, slots=True)
class Invite:
    """What a link gives: a role in areas, for some programmes or, without any, for all."""

    role: Role
    areas: tuple[str, ...]
    programmes: tuple[str, ...]
    created_by: int | None
    expires_at: datetime
    used_by: int | None


@dataclass(frozen=True, slots=True)
class SchoolLink:
    """What a school's link presets."""

    programme: str
    region: str
    district: str | None
    school: str


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


async def add(
    tx: Tx,
    token: str,
    role: Role,
    areas: Sequence[str],
    by: int | None,
    expires_at: datetime,
    programmes: Sequence[str] = (),
) -> None:
    """Remember a link; the token itself is known only to who receives it."""
    await tx.execute(
        _ADD,
        {
            "token_hash": _hash(token),
            "role": role,
            "areas": list(areas),
            "programmes": list(programmes) or None,
            "created_by": by,
            "created_at": tx.now,
            "expires_at": expires_at,
        },
    )


async def get(tx: Tx, token: str) -> Invite | None:
    """The invite of this token, used or expired ones too."""
    row = (await tx.execute(_GET, {"token": _hash(token)})).first()
    if row is None:
        return None
    given = tuple(row.areas), tuple(row.programmes or ())
    return Invite(Role(row.role), *given, row.created_by, row.expires_at, row.used_by)


async def use(tx: Tx, token: str, person_id: int) -> bool:
    """Take the link; False: it is used, expired or unknown."""
    done = await tx.execute(_USE, {"token": _hash(token), "who": person_id, "now": tx.now})
    return bool(done.rowcount == 1)


async def add_school(tx: Tx, token: str, link: SchoolLink, by: int | None) -> None:
    """Remember what a school's link presets; it may be used by every family of the school."""
    await tx.execute(
        _ADD_SCHOOL,
        {
            "token": token,
            "programme": link.programme,
            "region": link.region,
            "district": link.district,
            "school": link.school,
            "created_by": by,
            "created_at": tx.now,
        },
    )


async def school(tx: Tx, token: str) -> SchoolLink | None:
    """What this school's link presets."""
    row = (await tx.execute(_SCHOOL, {"which": token})).first()
    return None if row is None else SchoolLink(row.programme, row.region, row.district, row.school)
