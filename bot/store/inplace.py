"""SQLite under SQLAlchemy's asyncio without a thread hop for every statement.

A prebuilt statement costs 15–20 µs in place, 45 µs through an asyncio driver's adapters, and 420–600 µs through a
driver's thread. So here the driver is `sqlite3` itself: statements run where they are called, and only what may wait
for the disk or for another process (PRAGMA, BEGIN, COMMIT, ROLLBACK, closing) is awaited in the connection's own
thread. The event loop is never blocked by a lock or an fsync.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import AsyncAdaptedQueuePool
from sqlalchemy.util import await_only
from sqlalchemy.util.concurrency import in_greenlet

Result = TypeVar("Result")

DRIVER = "inplace"
"""As in the URL sqlite+inplace:///…"""

_MAY_WAIT = ("BEGIN ", "PRAGMA")


class _Nothing:
    """Awaited where nothing is waited for: SQLAlchemy refuses a driver that never awaits."""

    def __await__(self) -> Any:
        return iter(())


_NOTHING = _Nothing()


class _Cursor(sqlite3.Cursor):
    """Runs a statement in place, unless it is one that may wait."""

    connection: "InPlaceConnection"

    def execute(self, sql: str, parameters: Any = ()) -> "_Cursor":
        if sql.startswith(_MAY_WAIT):
            return self.connection.in_thread(super().execute, sql, parameters)
        if in_greenlet():
            await_only(_NOTHING)
        return super().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Any) -> "_Cursor":
        if in_greenlet():
            await_only(_NOTHING)
        return super().executemany(sql, parameters)

    async def _async_soft_close(self) -> None:
        """SQLAlchemy's asyncio calls this after every statement; its rows are still to be read."""


class InPlaceConnection(sqlite3.Connection):
    """A connection with a thread for what may wait; it must not be used by two tasks at once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._thread = ThreadPoolExecutor(1, "sqlite")

    def in_thread(self, function: Callable[..., Result], *args: Any) -> Result:
        """Call in the thread and await the end of it; in place where there is nobody to await, as at exit."""
        if not in_greenlet():
            return function(*args)
        result: Result = await_only(asyncio.get_running_loop().run_in_executor(self._thread, function, *args))
        return result

    def cursor(self, factory: Any = _Cursor) -> Any:
        """A cursor that runs statements in place."""
        return super().cursor(factory)

    def commit(self) -> None:
        """Await the disk."""
        self.in_thread(super().commit)

    def rollback(self) -> None:
        """Undo; SQLAlchemy's pool asks for it after every commit too, when nothing is left to undo."""
        if self.in_transaction:
            self.in_thread(super().rollback)

    def close(self) -> None:
        """Close the file and let the thread end."""
        self.in_thread(super().close)
        self._thread.shutdown(wait=False)


class InPlaceDialect(SQLiteDialect_pysqlite):
    """SQLAlchemy's own dialect for `sqlite3`, fit for an `AsyncEngine`."""

    driver = DRIVER
    is_async = True
    supports_statement_cache = True

    @classmethod
    def get_pool_class(cls, url: Any) -> Any:
        """The pool that awaits."""
        return AsyncAdaptedQueuePool

    def connect(self, *args: Any, **kwargs: Any) -> Any:
        """Name the file; it is opened by the first statement."""
        # Statements run on the loop's thread and commits on the connection's own, never both at once: each is awaited.
        ours = {"isolation_level": None, "check_same_thread": False, "factory": InPlaceConnection}
        return sqlite3.connect(*args, **{**kwargs, **ours})


registry.register(f"sqlite.{DRIVER}", __name__, InPlaceDialect.__name__)
