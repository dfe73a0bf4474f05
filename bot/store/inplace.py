"""An aiosqlite connection that runs short statements in place instead of sending each to its thread.

A prebuilt statement costs 25–35 µs in place and 420–600 µs through the thread, nearly all of it two thread hops. What
may wait for the disk or for another process (opening, BEGIN, COMMIT, ROLLBACK, closing) still goes to the thread, so
the event loop is never blocked by a lock or an fsync. `_execute` is private to aiosqlite: the version is pinned in
`pyproject.toml`, `tests/store/test_inplace.py` pins the behaviour, and `Database(in_place=False)` is the way back.
"""

import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar

import aiosqlite

Result = TypeVar("Result")

_TO_THREAD = frozenset({"commit", "rollback", "close", "backup"})


def _may_wait(function: Callable[..., Any], arguments: tuple[Any, ...]) -> bool:
    if function.__name__ in _TO_THREAD:
        owner = getattr(function, "__self__", None)
        if isinstance(owner, sqlite3.Cursor):
            return False  # a cursor's `close`, after every statement
        # SQLAlchemy's pool rolls back again after every commit: nothing is left to wait for then.
        return not (
            isinstance(owner, sqlite3.Connection) and function.__name__ == "rollback" and not owner.in_transaction
        )
    return bool(arguments) and isinstance(arguments[0], str) and arguments[0].startswith(("BEGIN ", "COMMIT", "PRAGMA"))


class InPlaceConnection(aiosqlite.Connection):
    """Behaves as `aiosqlite.Connection`; the caller must not use one connection from two tasks at once."""

    async def _execute(self, fn: Callable[..., Result], *args: Any, **kwargs: Any) -> Result:
        if _may_wait(fn, args):
            result: Result = await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]
            return result
        if not self._running or not self._connection:
            raise ValueError("Connection closed")
        return fn(*args, **kwargs)


def connect(path: str, busy_timeout: float) -> InPlaceConnection:
    """A connection (to be awaited) to the file at `path`; waits `busy_timeout` seconds for another process's lock."""

    def open_file() -> sqlite3.Connection:
        # Statements run on the loop's thread and commits on aiosqlite's, never both at once: each is awaited.
        return sqlite3.connect(path, timeout=busy_timeout, isolation_level=None, check_same_thread=False)

    connection = InPlaceConnection(open_file, iter_chunk_size=64)
    connection._thread.daemon = True  # noqa: SLF001 - as SQLAlchemy does: a forgotten connection must not keep the process
    return connection
