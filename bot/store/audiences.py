"""Who hears an announcement: applicants with open requests or volunteers of an area, without those who asked not to."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, String, bindparam, cast, delete, exists, func, insert, or_, select

from bot.core.requests import OPEN
from bot.core.roles import COUNTRY, Role
from bot.core.speech import Language
from bot.store.database import Tx
from bot.store.schema import memberships, people, requests, unsubscribed


class Audience(StrEnum):
    """Texts `announce-audience-*` name them."""

    APPLICANTS = "applicants"
    VOLUNTEERS = "volunteers"


@dataclass(frozen=True, slots=True)
class Scope:
    """areas: codes of regions and districts, or COUNTRY; of applicants where the request is, of volunteers the role's.

    programme: None of all. but: people.id of the author, who has read it already.
    """

    audience: Audience
    areas: tuple[str, ...]
    programme: str | None
    but: int


@dataclass(frozen=True, slots=True)
class Receiver:
    """Whom to write to."""

    id: int
    telegram_id: int
    language: Language


@dataclass(frozen=True, slots=True)
class Size:
    """How many hear it, by the language they chose, and how many more Telegram does not reach."""

    languages: dict[Language, int]
    unreached: int

    @property
    def total(self) -> int:
        """How many hear it."""
        return sum(self.languages.values())


def _applicants(*, country: bool, programme: bool) -> ColumnElement[bool]:
    asked = [requests.c.person_id == people.c.id, requests.c.state.in_(sorted(OPEN))]
    if not country:
        areas: BindParameter[str] = bindparam("areas", expanding=True)
        asked.append(or_(requests.c.region.in_(areas), requests.c.district.in_(areas)))
    if programme:
        asked.append(requests.c.programme == bindparam("programme"))
    return exists().where(*asked)


def _volunteers(*, country: bool, programme: bool) -> ColumnElement[bool]:
    helps = [memberships.c.person_id == people.c.id, memberships.c.role == Role.VOLUNTEER]
    if not country:
        helps.append(memberships.c.area.in_(bindparam("areas", expanding=True)))
    if programme:
        # A list of ids as JSON, or nothing at all: SQL NULL in old rows, JSON's null in new ones.
        listed = cast(memberships.c.programmes, String)
        helps.append(or_(memberships.c.programmes.is_(None), listed == "null", listed.contains(bindparam("quoted"))))
    return exists().where(*helps)


def _hearing(audience: Audience, *, country: bool, programme: bool) -> tuple[ColumnElement[bool], ...]:
    of = _applicants if audience is Audience.APPLICANTS else _volunteers
    asked_not_to = exists().where(unsubscribed.c.person_id == people.c.id)
    return of(country=country, programme=programme), ~asked_not_to, people.c.id != bindparam("but")


@cache
def _size(audience: Audience, *, country: bool, programme: bool) -> Any:
    return (
        select(people.c.reachable, people.c.language, func.count())
        .where(*_hearing(audience, country=country, programme=programme))
        .group_by(people.c.reachable, people.c.language)
    )


@cache
def _page(audience: Audience, *, country: bool, programme: bool) -> Any:
    return (
        select(people.c.id, people.c.telegram_id, people.c.language)
        .where(
            people.c.id > bindparam("after"),
            people.c.reachable,
            *_hearing(audience, country=country, programme=programme),
        )
        .order_by(people.c.id)
        .limit(bindparam("most"))
    )


def _values(scope: Scope) -> tuple[dict[str, bool], dict[str, object]]:
    kind = {"country": COUNTRY in scope.areas, "programme": scope.programme is not None}
    values: dict[str, object] = {"but": scope.but}
    if not kind["country"]:
        values["areas"] = list(scope.areas)
    if scope.programme is not None and scope.audience is Audience.APPLICANTS:
        values["programme"] = scope.programme
    elif scope.programme is not None:
        values["quoted"] = f'"{scope.programme}"'
    return kind, values


async def size(tx: Tx, scope: Scope) -> Size:
    """How many people that are now."""
    kind, values = _values(scope)
    languages: dict[Language, int] = {"kk": 0, "ru": 0}
    unreached = 0
    for reachable, language, count in await tx.execute(_size(scope.audience, **kind), values):
        if reachable:
            languages["ru" if language == "ru" else "kk"] += count
        else:
            unreached += count
    return Size(languages, unreached)


async def page(tx: Tx, scope: Scope, *, after: int, most: int) -> list[Receiver]:
    """The next of them, in the order of people.id."""
    kind, values = _values(scope)
    rows = await tx.execute(_page(scope.audience, **kind), {**values, "after": after, "most": most})
    return [Receiver(key, telegram_id, "ru" if language == "ru" else "kk") for key, telegram_id, language in rows]


_ADD = insert(unsubscribed)
_REMOVE = delete(unsubscribed).where(unsubscribed.c.person_id == bindparam("who"))
_FIND = select(unsubscribed.c.person_id).where(unsubscribed.c.person_id == bindparam("who"))


async def leave(tx: Tx, person_id: int) -> bool:
    """No more announcements for this person; False: it was so already."""
    if (await tx.execute(_FIND, {"who": person_id})).first() is not None:
        return False
    await tx.execute(_ADD, {"person_id": person_id, "at": tx.now})
    return True


async def come_back(tx: Tx, person_id: int) -> bool:
    """Announcements again; False: it was so already."""
    return (await tx.execute(_REMOVE, {"who": person_id})).rowcount == 1
