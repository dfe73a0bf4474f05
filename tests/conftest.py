"""A whole Asar for a test: the real bot over HTTP against a local Telegram, on a real database in its own folder."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import bindparam, or_, select

from bot import data
from bot.app import App
from bot.organisation import load_organisation
from bot.parts import LOCALES, Parts, read_programmes
from bot.playground.client import Town
from bot.playground.person import Person
from bot.playground.server import LocalTelegram
from bot.playground.stories import Volunteer, invite
from bot.store.database import Database, Tx
from bot.store.schema import outbox
from bot.store.vault import Vault
from bot.telegram.pacing import Pace
from bot.telegram.request import Transport
from tests import postgresql

TOKEN = "424242:TestsOnlyTestsOnlyTestsOnlyTestsOnly"
ORGANISATION = Path(__file__).parent.parent / "bot" / "playground" / "organisation.toml"
KEY = bytes(range(32))
ADMIN = 900_000_001
NOW = datetime(2026, 8, 15, 6, 0, tzinfo=UTC)
"""Eleven in the morning of a day of the campaign, in Kazakhstan."""

WAITING = (
    select(outbox.c.id)
    .where(outbox.c.state == "pending", or_(outbox.c.not_before.is_(None), outbox.c.not_before <= bindparam("now")))
    .limit(1)
)


class StillTown(Town):
    """Still only when the bot has nothing left to send: a busy machine may pause longer than any wait."""

    asar: "Asar | None" = None

    async def settled(self, timeout: float | None = None, *, quiet: float | None = None) -> None:  # noqa: ASYNC109
        deadline = time.monotonic() + 5
        while True:
            await super().settled(timeout, quiet=quiet)
            if self.asar is None or not await self.asar.has_to_send() or time.monotonic() > deadline:
                return


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

    async def has_to_send(self) -> bool:
        """Whether a message waits whose time has come."""
        async with self.reading() as tx:
            return (await tx.execute(WAITING, {"now": self.now()})).first() is not None

    async def advance(self, **units: float) -> None:
        """Move the clocks of the town and of the bot; what is due then happens before this returns."""
        span = timedelta(**units)
        self.ahead += span
        await self.town.do("advance", seconds=span.total_seconds())
        self.app.look_again()
        await self.town.settled(quiet=0.1)

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


@pytest.fixture(scope="session", autouse=True)
def databases() -> Iterator[None]:
    """On PostgreSQL those of one test are used by the next one: in the end they go."""
    yield
    asyncio.run(postgresql.drop_idle())


@pytest.fixture
async def database_url(tmp_path: Path) -> AsyncIterator[str]:
    if not postgresql.EVERYTHING:
        yield f"sqlite+aiosqlite:///{tmp_path / 'asar.sqlite3'}"
        return
    url = await postgresql.create()
    yield url
    await postgresql.drop(url)


@pytest.fixture
async def asar(database_url: str, parts: Parts) -> AsyncIterator[Asar]:
    async with LocalTelegram(token=TOKEN) as telegram, StillTown(telegram.url, settle=0.02) as town:
        running = Asar(telegram, town, parts, database_url)
        await running.start()
        town.asar = running
        try:
            yield running
        finally:
            town.asar = None
            await running.stop()


@pytest.fixture
def town(asar: Asar) -> Town:
    return asar.town
