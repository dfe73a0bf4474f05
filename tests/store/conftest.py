"""A real database in a temporary folder."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store.database import Database, Tx
from bot.store.schema import metadata
from bot.store.vault import Vault


class Store:
    """A database with its vault and a clock that the test owns."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.vault = Vault([bytes(range(32))])
        self.now = datetime(2026, 8, 3, 9, 0, tzinfo=UTC)

    def advance(self, **units: float) -> None:
        self.now += timedelta(**units)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Tx]:
        async with self.database.write() as connection:
            yield Tx(connection, self.vault, self.now)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Tx]:
        async with self.database.read() as connection:
            yield Tx(connection, self.vault, self.now)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'asar.sqlite3'}")
    async with database.write() as connection:
        await connection.run_sync(metadata.create_all)
    yield Store(database)
    await database.close()
