"""Databases of their own on the throw-away PostgreSQL that TEST_DATABASE_URL names.

`TESTS_ON=postgresql` lets every test of use cases and every conversation run there instead of on SQLite.
"""

import os
import secrets

import asyncpg
from sqlalchemy.engine import make_url

from bot.store import schema
from bot.store.database import Database

SERVER = os.environ.get("TEST_DATABASE_URL", "")
EVERYTHING = bool(SERVER) and os.environ.get("TESTS_ON") == "postgresql"


_EMPTY = "\n".join(
    (
        "BEGIN;",
        # A test that has left a transaction open fails itself instead of the next one.
        "SET LOCAL lock_timeout = '10s';",
        *(f"DELETE FROM {table.name};" for table in reversed(schema.metadata.sorted_tables)),
        "SELECT setval(seqrelid, seqstart, false) FROM pg_sequence;",
        "COMMIT;",
    )
)
_idle: list[str] = []
"""Databases of this process with every table and no row: making one takes as long as a dozen tests."""


async def _run(url: str, statements: str) -> None:
    connection = await asyncpg.connect(make_url(url).set(drivername="postgresql").render_as_string(hide_password=False))
    try:
        await connection.execute(statements)
    finally:
        await connection.close()


async def create() -> str:
    """The URL of a new, empty database."""
    name = f"asar_{secrets.token_hex(6)}"
    await _run(SERVER, f"CREATE DATABASE {name}")
    return make_url(SERVER).set(database=name).render_as_string(hide_password=False)


async def drop(url: str) -> None:
    """Forget a database, whoever is still connected."""
    await _run(SERVER, f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")


class Borrowed(Database):
    """A database with every table, used again by the next test once it is closed."""

    async def close(self) -> None:
        await super().close()
        url = self.url.render_as_string(hide_password=False)
        await _run(url, _EMPTY)
        _idle.append(url)


async def borrow() -> Borrowed:
    """One that nobody uses, or a new one."""
    if _idle:
        return Borrowed(_idle.pop())
    database = Borrowed(await create())
    async with database.write() as connection:
        await connection.run_sync(schema.metadata.create_all)
    return database


async def drop_idle() -> None:
    """Forget those that are kept for another test."""
    while _idle:
        await drop(_idle.pop())
