"""Groups the bot is in: which area's cards appear there, in which topic and language, and whether it may write."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, delete, exists, func, insert, literal, or_, select, update

from bot.core.requests import State
from bot.core.speech import Language
from bot.store.database import Tx
from bot.store.requests import ALL, Request, of_row
from bot.store.schema import groups, messages, requests

TITLE = "groups.title"
"""The name under which titles are sealed: a group may be called after a person."""


class Lost(StrEnum):
    """Why nothing can be said in a group any more."""

    REMOVED = "removed"  # the bot was taken out, or left
    RIGHTS = "rights"  # it is there and may not write
    TOPIC = "topic"  # the topic is closed or deleted
    GONE = "gone"  # there is no such group any more


@dataclass(slots=True)
class Group:
    """A row of `groups`. Without an area nobody has bound it; with `lost` nothing can be said there."""

    chat_id: int
    topic: int | None
    area: str | None
    language: Language
    bound_by: int | None
    added_by: int | None
    changed_at: datetime
    lost: str | None
    hinted_at: datetime | None
    sealed_title: bytes | None


_GET = select(groups).where(groups.c.chat_id == bindparam("chat"))
_IN_AREAS = (
    select(groups)
    .where(groups.c.area.in_(bindparam("areas", expanding=True)))
    .order_by(groups.c.area, groups.c.chat_id)
)
_ADD = insert(groups)
_DELETE = delete(groups).where(groups.c.chat_id == bindparam("chat"))
_MOVE = (
    update(groups).where(groups.c.chat_id == bindparam("old")).values(chat_id=bindparam("new"), topic=None, lost=None)
)
_MADE = (
    select(func.count())
    .select_from(messages)
    .where(
        messages.c.chat_id == bindparam("chat"),
        messages.c.what == bindparam("kind"),
        messages.c.created_at > bindparam("since"),
    )
)
_WITHOUT_CARD = (
    requests.c.state == State.QUEUED,
    requests.c.waitlisted_at.is_(None),
    or_(requests.c.region == bindparam("area"), requests.c.district == bindparam("area")),
    ~exists(
        select(literal(1)).where(
            messages.c.ref == requests.c.id,
            messages.c.what == bindparam("kind"),
            messages.c.chat_id == bindparam("chat"),
            messages.c.live,
        )
    ),
)
_COUNT_WITHOUT = select(func.count()).select_from(requests).where(*_WITHOUT_CARD)
_FIRST_WITHOUT = (
    ALL.where(*_WITHOUT_CARD)
    .order_by(requests.c.urgency.desc(), requests.c.submitted_at, requests.c.id)
    .limit(bindparam("most"))
)
_COUNT_WAITING = (
    select(func.count())
    .select_from(requests)
    .where(
        requests.c.state == State.QUEUED,
        requests.c.waitlisted_at.is_(None),
        or_(requests.c.region == bindparam("area"), requests.c.district == bindparam("area")),
    )
)


async def find(tx: Tx, chat_id: int) -> Group | None:
    """The group with this id."""
    row = (await tx.execute(_GET, {"chat": chat_id})).first()
    return None if row is None else Group(*row)


async def of_areas(tx: Tx, areas: Collection[str]) -> list[Group]:
    """Every group bound to one of these areas, by area."""
    return [Group(*row) for row in await tx.execute(_IN_AREAS, {"areas": list(areas)})] if areas else []


async def add(tx: Tx, chat_id: int, language: Language, added_by: int | None) -> Group:
    """A group that nobody has bound yet."""
    values = {"chat_id": chat_id, "language": language, "added_by": added_by, "changed_at": tx.now}
    await tx.execute(_ADD, values)
    return Group(chat_id, None, None, language, None, added_by, tx.now, None, None, None)


_changes: dict[tuple[str, ...], Any] = {}


def _change(names: tuple[str, ...]) -> Any:
    # Prebuilt once for each set of columns that ever changes together.
    if names not in _changes:
        _changes[names] = (
            update(groups)
            .where(groups.c.chat_id == bindparam("chat"))
            .values({name: bindparam(f"new_{name}") for name in names})
        )
    return _changes[names]


async def change(tx: Tx, group: Group, **values: Any) -> None:
    """Change columns of the row and of `group` alike."""
    for name, value in values.items():
        setattr(group, name, value)
    given = {f"new_{name}": value for name, value in values.items()}
    await tx.execute(_change(tuple(values)), {"chat": group.chat_id, **given})


async def forget(tx: Tx, chat_id: int) -> None:
    """The group is nothing to Asar any more."""
    await tx.execute(_DELETE, {"chat": chat_id})


async def move(tx: Tx, old: int, new: int) -> None:
    """The group has a new id, which no other row may have; whatever was lost belonged to the old one."""
    await tx.execute(_MOVE, {"old": old, "new": new})


def title(tx: Tx, group: Group) -> str | None:
    """What the group is called, as far as it is known."""
    return None if group.sealed_title is None else str(tx.vault.open(TITLE, group.sealed_title))


async def cards_made(tx: Tx, group: Group, kind: str, since: datetime) -> int:
    """How many messages of this kind were made in the group since then."""
    return int((await tx.execute(_MADE, {"chat": group.chat_id, "kind": kind, "since": since})).scalar_one())


async def count_waiting(tx: Tx, area: str) -> int:
    """How many requests of an area wait."""
    return int((await tx.execute(_COUNT_WAITING, {"area": area})).scalar_one())


async def without_card(tx: Tx, group: Group, kind: str, *, most: int) -> tuple[int, list[Request]]:
    """How many requests of its area wait without a live card (a message of this kind) there, and the first of them."""
    values = {"area": group.area, "kind": kind, "chat": group.chat_id}
    count = int((await tx.execute(_COUNT_WITHOUT, values)).scalar_one())
    if not count:
        return 0, []
    return count, [of_row(row) for row in await tx.execute(_FIRST_WITHOUT, {**values, "most": most})]
