"""Databases of their own on the throw-away PostgreSQL that TEST_DATABASE_URL names.

`TESTS_ON=postgresql` lets every test of use cases and every conversation run there instead of on SQLite.
"""

import os
import secrets

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store.database import Database

SERVER = os.environ.get("TEST_DATABASE_URL", "")
EVERYTHING = bool(SERVER) and os.environ.get("TESTS_ON") == "postgresql"


async def _run(statement: str) -> None:
    engine = create_async_engine(SERVER, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(statement))
    await engine.dispose()


async def create() -> str:
    """The URL of a new, empty database."""
    name = f"asar_{secrets.token_hex(6)}"
    await _run(f"CREATE DATABASE {name}")
    return make_url(SERVER).set(database=name).render_as_string(hide_password=False)


async def drop(url: str) -> None:
    """Forget a database, whoever is still connected."""
    await _run(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")


class Passing(Database):
    """A database that is gone when it is closed."""

    async def close(self) -> None:
        await super().close()
        await drop(self.url.render_as_string(hide_password=False))
