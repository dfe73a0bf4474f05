"""A whole Asar for a test: the real bot over HTTP against a local Telegram, on a real database in its own folder."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import data
from bot.app import App
from bot.organisation import load_organisation
from bot.parts import LOCALES, Parts, read_programmes
from bot.playground.client import Town
from bot.playground.person import Person
from bot.playground.server import LocalTelegram
from bot.playground.stories import Volunteer, invite
from bot.store.database import Database, Tx
from bot.store.vault import Vault
from bot.telegram.pacing import Pace
from bot.telegram.request import Transport

TOKEN = "424242:TestsOnlyTestsOnlyTestsOnlyTestsOnly"
ORGANISATION = Path(__file__).parent.parent / "bot" / "playground" / "organisation.toml"
KEY = bytes(range(32))
ADMIN = 900_000_001
NOW = datetime(2026, 8, 15, 6, 0, tzinfo=UTC)
"""Eleven in the morning of a day of the campaign, in Kazakhstan."""


class Asar:
    """A running bot and its town. `restart` stops it and starts it again on the same database."""

    def __init__(self, telegram: LocalTelegram, town: Town, parts: Parts, url: str) -> None:
        self.telegram = telegram
        self.town = town
        self.parts = parts
        self.url = url
        self.vault = Vault([KEY])
        self.ahead = timedelta()
        self.app: App
        self.database: Database
        self._task: asyncio.Task[None] | None = None
        self._transport: Transport

    def now(self) -> datetime:
        """The time of the bot: it stands still unless a test moves it."""
        return NOW + self.ahead

    async def start(self) -> None:
        self.database = Database(self.url)
        self._transport = Transport(TOKEN, self.telegram.url)
        await self._transport.__aenter__()
        self.app = App(
            self.database,
            self.vault,
            self.parts,
            self._transport,
            TOKEN,
            admin_ids={ADMIN},
            clock=self.now,
            pace=Pace.unlimited(),
        )
        self._task = asyncio.create_task(self.app.run())
        ready = asyncio.create_task(self.app.ready.wait())
        await asyncio.wait({self._task, ready}, return_when=asyncio.FIRST_COMPLETED)
        if self._task.done():
            ready.cancel()
            self._task.result()

    async def stop(self) -> None:
        if self._task is not None:
            self.app.stop()
            await self._task
            self._task = None
        await self._transport.__aexit__()
        await self.database.close()

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def advance(self, **units: float) -> None:
        """Move the clocks of the town and of the bot; what is due then happens before this returns."""
        span = timedelta(**units)
        self.ahead += span
        await self.town.do("advance", seconds=span.total_seconds())
        self.app.look_again()
        await self.town.settled(quiet=0.15)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Tx]:
        async with self.database.read() as connection:
            yield Tx(connection, self.vault, self.now())

    async def volunteer(self, region: str, *districts: str, name: str = "Анна", kazakh: bool = False) -> Volunteer:
        """Somebody who was invited by the admin and has joined."""
        if not hasattr(self, "_admin"):
            self._admin = await self.admin()
        volunteer = Volunteer(await self.town.person(name, language="kk" if kazakh else "ru"), kazakh=kazakh)
        await volunteer.join(await invite(self._admin, region, *districts))
        return volunteer

    async def admin(self, language: str = "ru") -> Person:
        """The admin, who has said hello."""
        admin = await self.town.person("Админ", language=language, id=ADMIN)
        await admin.say("/start")
        await admin.press("Қазақша" if language == "kk" else "Русский")
        return admin


@pytest.fixture(scope="session")
def parts() -> Parts:
    programmes, texts = read_programmes(None, LOCALES)
    return Parts(programmes, data.places(), texts, load_organisation(ORGANISATION, programmes))


@pytest.fixture
async def asar(tmp_path: Path, parts: Parts) -> AsyncIterator[Asar]:
    async with LocalTelegram(token=TOKEN) as telegram, Town(telegram.url, settle=0.03) as town:
        running = Asar(telegram, town, parts, f"sqlite+aiosqlite:///{tmp_path / 'asar.sqlite3'}")
        await running.start()
        try:
            yield running
        finally:
            await running.stop()


@pytest.fixture
def town(asar: Asar) -> Town:
    return asar.town
