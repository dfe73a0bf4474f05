"""A small office for tests of use cases: a real database, real texts and places, people who write and press."""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select, update
from telegram import Update

from bot import data, parts
from bot.core.form import Programme
from bot.core.interview.events import ContactShared, Typed
from bot.core.roles import Membership
from bot.core.speech import Action, Language
from bot.i18n import Texts
from bot.organisation import Season, load_organisation
from bot.services import group_cards, prompts
from bot.services.unit import Asar, Press, Unit
from bot.store import people, schema
from bot.store.database import Database, Tx
from bot.store.outbox import SEALED
from bot.store.people import Person
from bot.store.vault import Vault
from bot.telegram import callbacks
from bot.telegram.handlers import team as handlers
from bot.telegram.render import Renderer
from tests import postgresql

ORGANISATION = Path(__file__).parent.parent / "bot" / "playground" / "organisation.toml"
VAULT = Vault([bytes(range(32))])
NOON = datetime(2026, 8, 3, 7, 0, tzinfo=UTC)
"""A Monday in August, 12:00 in Kazakhstan."""


@dataclass
class Context:
    """The two things that the handlers of buttons read of PTB's context."""

    unit: Unit
    action: Action = field(default_factory=lambda: Action(""))


@cache
def _read() -> tuple[Mapping[str, Programme], Texts]:
    """The programmes and the texts: reading them takes longer than most tests, and nobody changes them."""
    return parts.read_programmes(None)


class Office:
    """Everybody is known by a Telegram id. `now` is the time of all that happens next."""

    def __init__(self, database: Database, season: Season | None = None) -> None:
        programmes, texts = _read()
        organisation = load_organisation(ORGANISATION)
        if season is not None:
            organisation = organisation.model_copy(update={"seasons": {"school_aid": season}})
        self.database = database
        self.now = NOON
        self.asar = Asar(
            programmes=programmes,
            places=data.places(),
            organisation=organisation,
            texts=texts,
            render=Renderer(texts),
            admin_ids=frozenset(),
            username="asar_test_bot",
        )
        self._read = 0

    def admins(self, *telegram_ids: int) -> None:
        """Let ADMIN_IDS be these."""
        self.asar = replace(self.asar, admin_ids=frozenset(telegram_ids))

    @asynccontextmanager
    async def tx(self) -> AsyncIterator[Tx]:
        """One transaction."""
        async with self.database.write() as connection:
            yield Tx(connection, VAULT, self.now)

    @asynccontextmanager
    async def unit(self, who: int, press: Press | None = None) -> AsyncIterator[Unit]:
        """One transaction of one person."""
        async with self.tx() as tx:
            person = await people.by_telegram(tx, who) or await people.add(tx, who)
            unit = Unit(tx, self.asar, person, press)
            yield unit
            await group_cards.follow(unit)

    async def person(self, who: int, *held: Membership, language: Language = "ru") -> Person:
        """Somebody who has chosen a language and holds these roles."""
        async with self.unit(who) as unit:
            await people.change(unit, unit.person, language=language)
            for one in held:
                await people.grant(unit, unit.person.id, one.role, one.area, None, one.programmes)
            return await people.get(unit, unit.person.id)

    async def look(self, who: int) -> Person:
        """The person as stored."""
        async with self.unit(who) as unit:
            return unit.person

    async def press(self, who: int, button: str, *, message_id: int | None = None, name: str = "Айгерім") -> None:
        """Press a button by its callback data."""
        action = callbacks.decode(button)
        assert action is not None
        user = {"id": who, "is_bot": False, "first_name": name}
        query = {"id": "1", "from": user, "chat_instance": "1", "data": button}
        told = Update.de_json({"update_id": 1, "callback_query": query}, None)
        async with self.unit(who, Press("1", message_id, action)) as unit:
            handler = handlers.season if action.verb == "p" else handlers.press
            await handler(told, Context(unit, action))  # type: ignore[arg-type]

    async def answer(self, who: int, event: Typed | ContactShared) -> bool:
        """Write or share something while Asar waits for it."""
        async with self.unit(who) as unit:
            return await prompts.answer(unit, event)

    async def deliver(self) -> None:
        """Let Telegram have accepted every message: its id there is the record's id here, plus a thousand."""
        async with self.tx() as tx:
            unsent = schema.messages.c.message_id.is_(None)
            await tx.execute(update(schema.messages).where(unsent).values(message_id=schema.messages.c.id + 1000))

    async def rows(self) -> list[tuple[Any, dict[str, Any]]]:
        """What was appended to the outbox since the last look: (row, payload)."""
        async with self.tx() as tx:
            found = (
                await tx.execute(select(schema.outbox).where(schema.outbox.c.id > self._read).order_by("id"))
            ).all()
            self._read = max((row.id for row in found), default=self._read)
            return [(row, tx.vault.open(SEALED, row.sealed_payload)) for row in found if row.sealed_payload is not None]

    async def said(self, who: int) -> list[dict[str, Any]]:
        """What this person was told since anybody last looked, toasts included."""
        return [payload for row, payload in await self.rows() if row.chat_id == who]

    async def wait(self, span: timedelta) -> None:
        """Let time pass."""
        self.now += span


def buttons(payload: dict[str, Any]) -> dict[str, str]:
    """Labels of a message's buttons and their callback data."""
    rows = payload.get("reply_markup", {}).get("inline_keyboard", [])
    return {button["text"]: button["callback_data"] for row in rows for button in row if "callback_data" in button}


def link(payloads: list[dict[str, Any]], prefix: str = "v_") -> str:
    """The token of the newest start link."""
    found = [re.search(rf"start={prefix}([\w-]+)", payload.get("text", "")) for payload in payloads]
    return [match[1] for match in found if match][-1]


async def make_database(path: Path) -> Database:
    """A database without a row, in a folder, or on the server if the tests run there."""
    if postgresql.EVERYTHING:
        return await postgresql.borrow()
    database = Database(f"sqlite+aiosqlite:///{path / 'asar.db'}")
    async with database.write() as connection:
        await connection.run_sync(schema.metadata.create_all)
    return database
