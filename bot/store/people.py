"""Everybody who ever wrote to Asar, and what is true of their chat right now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from bot.core.roles import Membership, Role
from bot.core.speech import Language
from bot.store.database import Tx
from bot.store.schema import memberships, people

NOBODY = -(1 << 60)
"""No account of Telegram's, and no person's stand-in: what a row has for a moment."""

PROFILE, OFFERED, PROMPT = "people.profile", "people.offered", "people.prompt"


@dataclass(slots=True)
class Person:
    """A row of `people` with the roles held; `profile` and `prompt` are opened only when asked for."""

    id: int
    telegram_id: int
    language: Language | None
    reachable: bool
    focus: int | None
    last_message: int | None
    keys_shown: bool
    menu: str | None
    news: str
    paused: bool
    paused_by: str | None
    returns: int
    speaks: str | None
    phone_hash: bytes | None
    sealed_profile: bytes | None
    sealed_offered: bytes | None
    sealed_prompt: bytes | None
    created_at: datetime
    seen_at: datetime
    memberships: tuple[Membership, ...] = ()

    def holds(self, *roles: Role) -> bool:
        """Whether the person holds one of these roles anywhere."""
        return any(m.role in roles for m in self.memberships)

    @property
    def spoken(self) -> tuple[str, ...]:
        """The languages this person talks to families in: those stated, else the chosen one."""
        return tuple(self.speaks.split(",")) if self.speaks else (self.language or "kk",)

    @property
    def on_team(self) -> bool:
        """Whether the person holds any role at all."""
        return bool(self.memberships)


# A row for each role held, or one with NULLs: one statement instead of two on every update.
_WITH_ROLES = select(people, memberships.c.role, memberships.c.area, memberships.c.programmes).outerjoin(
    memberships, memberships.c.person_id == people.c.id
)
_BY_TELEGRAM = _WITH_ROLES.where(people.c.telegram_id == bindparam("telegram_id"))
_BY_ID = _WITH_ROLES.where(people.c.id == bindparam("key"))
_FIRST = _WITH_ROLES.where(people.c.id == select(func.min(people.c.id)).scalar_subquery())
_BY_PHONE = select(people.c.id).where(people.c.phone_hash.in_(bindparam("hashes", expanding=True)))
_ADD = insert(people)
_GRANT = insert(memberships)
_REVOKE = delete(memberships).where(memberships.c.person_id == bindparam("key"))
_REVOKE_ROLE = delete(memberships).where(
    memberships.c.person_id == bindparam("key"), memberships.c.role == bindparam("which")
)
_REVOKE_AREA = delete(memberships).where(
    memberships.c.person_id == bindparam("key"),
    memberships.c.role == bindparam("which"),
    memberships.c.area == bindparam("where"),
)
_PROGRAMMES = (
    update(memberships)
    .where(
        memberships.c.person_id == bindparam("key"),
        memberships.c.role == bindparam("which"),
        memberships.c.area == bindparam("where"),
    )
    .values(programmes=bindparam("new", type_=memberships.c.programmes.type))
)
_PROMPTS = select(people.c.id, people.c.sealed_prompt).where(people.c.sealed_prompt.is_not(None))
_END_PROMPT = update(people).where(people.c.id == bindparam("key")).values(sealed_prompt=None)
_LOCK = select(people.c.id).where(people.c.id == bindparam("key")).with_for_update()
_HOLDERS = (
    select(people.c.id, memberships.c.role, memberships.c.area, memberships.c.programmes)
    .join(memberships, memberships.c.person_id == people.c.id)
    .where(memberships.c.area.in_(bindparam("areas", expanding=True)))
)
_ON_DUTY = _WITH_ROLES.where(
    people.c.id.in_(select(memberships.c.person_id).where(memberships.c.area.in_(bindparam("areas", expanding=True)))),
    people.c.reachable,
    people.c.paused.is_(False),
).order_by(people.c.id)
_STAFFED = (
    select(memberships.c.area)
    .join(people, people.c.id == memberships.c.person_id)
    .where(
        memberships.c.role == Role.VOLUNTEER,
        memberships.c.area.in_(bindparam("areas", expanding=True)),
        people.c.reachable,
        people.c.paused.is_(False),
    )
    .distinct()
)
_ALL_HOLDERS = select(memberships.c.person_id, memberships.c.role, memberships.c.area, memberships.c.programmes)


def _person(rows: Sequence[Any]) -> Person | None:
    if not rows:
        return None
    person = Person(*rows[0][:-3])
    held = (_membership(row.role, row.area, row.programmes) for row in rows if row.role is not None)
    person.memberships = tuple(held)
    return person


def _membership(role: str, area: str, programmes: list[str] | None) -> Membership:
    return Membership(Role(role), area, tuple(programmes or ()))


async def by_telegram(tx: Tx, telegram_id: int) -> Person | None:
    """The person of a Telegram account."""
    return _person((await tx.execute(_BY_TELEGRAM, {"telegram_id": telegram_id})).all())


async def find(tx: Tx, person_id: int) -> Person | None:
    """The person with this id."""
    return _person((await tx.execute(_BY_ID, {"key": person_id})).all())


async def anybody(tx: Tx, _: int) -> Person | None:
    """Whoever came first: work that is about nobody in particular still runs in a unit."""
    return _person((await tx.execute(_FIRST)).all())


async def get(tx: Tx, person_id: int) -> Person:
    """The person with this id, which must exist."""
    person = await find(tx, person_id)
    assert person is not None  # noqa: S101 - ids come from foreign keys
    return person


async def add(tx: Tx, telegram_id: int) -> Person:
    """A newcomer: no language, no roles."""
    await tx.execute(_ADD, {"telegram_id": telegram_id, "created_at": tx.now, "seen_at": tx.now})
    found = await by_telegram(tx, telegram_id)
    assert found is not None  # noqa: S101 - the row was inserted in this transaction
    return found


def stranger(tx: Tx, telegram_id: int = 0) -> Person:
    """Somebody who never wrote to Asar, as far as a use case needs one: nothing is stored of them, nothing is said."""
    return Person(
        id=0,
        telegram_id=telegram_id,
        language=None,
        reachable=False,
        focus=None,
        last_message=None,
        keys_shown=False,
        menu=None,
        news="silent",
        paused=False,
        paused_by=None,
        returns=0,
        speaks=None,
        phone_hash=None,
        sealed_profile=None,
        sealed_offered=None,
        sealed_prompt=None,
        created_at=tx.now,
        seen_at=tx.now,
    )


async def add_unreachable(tx: Tx, language: Language) -> Person:
    """A family without Telegram: its stand-in for an account is made of its own id, as of a forgotten one."""
    person = await add(tx, NOBODY)
    await change(tx, person, telegram_id=-person.id, reachable=False, language=language)
    return person


async def change(tx: Tx, person: Person, **values: Any) -> None:
    """Change columns of the row and of `person` alike."""
    for name, value in values.items():
        setattr(person, name, value)
    await tx.execute(
        _change(tuple(values)), {"key": person.id, **{f"new_{name}": value for name, value in values.items()}}
    )


_NOTHING_IS_LAST = update(people).where(people.c.id.in_(bindparam("keys", expanding=True))).values(last_message=None)


async def nothing_is_last(tx: Tx, person_ids: Sequence[int]) -> None:
    """Something came below whatever these people look at, so that it is shown anew and not edited in place."""
    await tx.execute(_NOTHING_IS_LAST, {"keys": list(person_ids)})


_changes: dict[tuple[str, ...], Any] = {}


def _change(names: tuple[str, ...]) -> Any:
    # One prebuilt statement for each set of columns that is ever changed together: building costs 70–400 µs.
    if names not in _changes:
        _changes[names] = (
            update(people)
            .where(people.c.id == bindparam("key"))
            .values({name: bindparam(f"new_{name}") for name in names})
        )
    return _changes[names]


async def grant(tx: Tx, person_id: int, role: Role, area: str, by: int | None, programmes: Sequence[str] = ()) -> None:
    """Give a role in an area, for these programmes only if any are named."""
    await tx.execute(
        _GRANT,
        {
            "person_id": person_id,
            "role": role,
            "area": area,
            "programmes": list(programmes) or None,
            "granted_by": by,
            "granted_at": tx.now,
        },
    )


async def revoke(tx: Tx, person_id: int, role: Role | None = None) -> None:
    """Take every role, or one role everywhere."""
    if role is None:
        await tx.execute(_REVOKE, {"key": person_id})
    else:
        await tx.execute(_REVOKE_ROLE, {"key": person_id, "which": role})


async def revoke_one(tx: Tx, person_id: int, held: Membership) -> None:
    """Take one role in one area."""
    await tx.execute(_REVOKE_AREA, {"key": person_id, "which": held.role, "where": held.area})


async def regrant(tx: Tx, person_id: int, held: Membership) -> None:
    """Let a role that is held in this area be about the programmes that are named now."""
    given = {"key": person_id, "which": held.role, "where": held.area, "new": list(held.programmes) or None}
    await tx.execute(_PROGRAMMES, given)


async def lock(tx: Tx, person_id: int) -> Person | None:
    """The person, whom no other transaction changes until this one ends: for what is decided about somebody else."""
    await tx.execute(_LOCK, {"key": person_id})
    return await find(tx, person_id)


async def holders(tx: Tx, areas: list[str]) -> list[tuple[int, Membership]]:
    """Everybody with a role in one of the areas: (person id, membership)."""
    rows = await tx.execute(_HOLDERS, {"areas": areas})
    return [(person_id, _membership(*held)) for person_id, *held in rows]


async def all_holders(tx: Tx) -> list[tuple[int, Membership]]:
    """Everybody with a role anywhere: (person id, membership)."""
    return [(person_id, _membership(*held)) for person_id, *held in await tx.execute(_ALL_HOLDERS)]


async def on_duty(tx: Tx, areas: list[str]) -> list[Person]:
    """Everybody with a role in one of the areas who is not paused and whom Telegram reaches, with all their roles."""
    rows = (await tx.execute(_ON_DUTY, {"areas": areas})).all()
    found = [_person(list(of_one)) for _, of_one in groupby(rows, key=lambda row: row.id)]
    return [person for person in found if person is not None]


async def staffed(tx: Tx, areas: list[str]) -> set[str]:
    """Those of the areas that have a volunteer who is not paused and whom Telegram reaches."""
    return set((await tx.execute(_STAFFED, {"areas": areas})).scalars())


async def with_phone(tx: Tx, e164: str) -> list[int]:
    """Ids of people who are known to use this phone."""
    return list((await tx.execute(_BY_PHONE, {"hashes": tx.vault.blinds(e164)})).scalars())


def profile(tx: Tx, person: Person) -> dict[str, Any]:
    """What the team knows of a member: {"name": …, "phone": E.164}."""
    return {} if person.sealed_profile is None else dict(tx.vault.open(PROFILE, person.sealed_profile))


def offered(tx: Tx, person: Person) -> list[tuple[str, str]]:
    """The buttons of the last message outside the interview: label and callback data."""
    if person.sealed_offered is None:
        return []
    return [(str(label), str(data)) for label, data in tx.vault.open(OFFERED, person.sealed_offered)]


def prompt(tx: Tx, person: Person) -> dict[str, Any] | None:
    """The question outside the interview that the person's next text answers: {"kind": …, …}."""
    return None if person.sealed_prompt is None else dict(tx.vault.open(PROMPT, person.sealed_prompt))


async def forget_prompts(tx: Tx, request_id: int) -> None:
    """Nobody's next words are about this request any more, and what was written so far is gone."""
    for key, sealed in (await tx.execute(_PROMPTS)).all():
        if tx.vault.open(PROMPT, sealed).get("request") == request_id:
            await tx.execute(_END_PROMPT, {"key": key})


async def forget(tx: Tx, person: Person) -> None:
    """Cut the row from the Telegram account: whoever writes from it again is a newcomer."""
    await change(
        tx,
        person,
        telegram_id=-person.id,
        reachable=False,
        focus=None,
        last_message=None,
        paused=False,
        paused_by=None,
        returns=0,
        speaks=None,
        phone_hash=None,
        sealed_profile=None,
        sealed_offered=None,
        sealed_prompt=None,
    )
