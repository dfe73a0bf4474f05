"""The engine and its transactions.

On SQLite every write of the process queues on one fair lock and begins with BEGIN IMMEDIATE, so that the loser of a
race waits instead of failing half-way; `busy_timeout` is for other processes. Reads have a connection of their own.
On PostgreSQL they run side by side, and who writes must be ready to do it again (`is_conflict`).
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, Executable, bindparam, event, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.store import inplace
from bot.store.vault import Vault

BUSY_TIMEOUT = 5.0
"""Seconds a transaction waits for another process's lock before the database counts as failing."""


CONFLICTS = frozenset({"40001", "40P01", "55P03"})
"""PostgreSQL's codes for what another transaction caused: serialization failure, deadlock, a lock not to be had."""

_ALONE = select(func.pg_advisory_xact_lock(func.hashtext(bindparam("what"))))
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY", "cache_size=-65536")


def is_failing(error: BaseException) -> bool:
    """Whether the database itself failed (disk full, locked, gone), as opposed to one statement's data."""
    if isinstance(error, DBAPIError):
        return not isinstance(error, IntegrityError | DataError)
    # A server that cannot be reached, or a pool whose connections all hang.
    return isinstance(error, PoolTimeoutError | ConnectionError)


def is_conflict(error: BaseException) -> bool:
    """Whether the transaction was only in another one's way: nothing of it has happened, and it is to be done again.

    The loops of a process, and two processes, lock rows in the order in which updates and timers came. Where two wait
    for each other, PostgreSQL ends one of them.
    """
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in CONFLICTS


def is_there_already(error: BaseException) -> bool:
    """Whether a row was to be added that there may be only once: another transaction may have added it meanwhile."""
    return isinstance(error, IntegrityError)


@dataclass(slots=True)
class Tx:
    """A transaction with what its statements need: the vault for sealed columns and one `now` (UTC) for all.

    `touched` are ids of requests that were made or changed in it: what shows them to many follows at the end.
    """

    connection: AsyncConnection
    vault: Vault
    now: datetime
    touched: set[int] = field(default_factory=set)

    async def execute(
        self, statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    ) -> CursorResult[*tuple[Any, ...]]:
        """Run one statement, or one for each of several sets of values."""
        if self.connection.dialect.driver == inplace.DRIVER:
            plain = self.connection.sync_connection
            assert plain is not None  # noqa: S101 - the transaction has begun
            return plain.execute(statement, values)  # nothing is awaited, so no greenlet is needed: 15 µs, not 45
        return await self.connection.execute(statement, values)

    async def alone(self, what: str) -> None:
        """Wait until no other transaction is in the midst of `what`, and let none begin it until this one ends.

        For a check of several rows that a change of one of them must not outdate. SQLite has one writer anyway.
        """
        if self.connection.dialect.name == "postgresql":
            await self.execute(_ALONE, {"what": what})

    async def insert(self, statement: Executable, values: Mapping[str, Any]) -> int:
        """Run an INSERT into a table that counts its own keys; the new key."""
        key = (await self.execute(statement, values)).inserted_primary_key
        assert key is not None  # noqa: S101 - every such table has one
        return int(key[0])


class Database:
    """`url` is sqlite+aiosqlite:///… or postgresql+asyncpg://…"""

    def __init__(self, url: str, *, in_place: bool = True, busy_timeout: float = BUSY_TIMEOUT) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.place = str(self.url.database) if self.is_sqlite else self.url.render_as_string(hide_password=True)
        self._writing = asyncio.Lock()
        if self.is_sqlite:
            self.engine = self._sqlite(busy_timeout, in_place=in_place, begin="BEGIN IMMEDIATE")
            self.reader = self._sqlite(busy_timeout, in_place=in_place, begin="BEGIN")
        else:
            self.engine = self.reader = create_async_engine(url, pool_size=20, pool_pre_ping=True, hide_parameters=True)

    def _sqlite(self, busy_timeout: float, *, in_place: bool, begin: str) -> AsyncEngine:
        url = self.url.set(drivername=f"sqlite+{inplace.DRIVER}") if in_place else self.url
        arguments: dict[str, Any] = {"timeout": busy_timeout}
        if not in_place:
            arguments["isolation_level"] = None  # transactions begin where we say so
        engine = create_async_engine(url, pool_size=1, max_overflow=0, connect_args=arguments, hide_parameters=True)

        @event.listens_for(engine.sync_engine, "connect")
        def prepare(connection: Any, _: Any) -> None:
            cursor = connection.cursor()
            for pragma in _PRAGMAS:
                cursor.execute(f"PRAGMA {pragma}")
            cursor.close()

        @event.listens_for(engine.sync_engine, "begin")
        def start(connection: Any) -> None:
            connection.exec_driver_sql(begin)

        return engine

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that commits on leaving and rolls back on any exception."""
        async with self._writing if self.is_sqlite else nullcontext(), self.engine.begin() as connection:
            yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A short read; it never waits for a writer."""
        async with self.reader.begin() as connection:
            yield connection

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()
        if self.reader is not self.engine:
            await self.reader.dispose()
