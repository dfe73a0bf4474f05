"""What runs in place and what is awaited in the connection's thread: a lock or an fsync must never block the loop."""

import sqlite3
import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.store.database import Database
from bot.store.inplace import InPlaceConnection


@pytest.fixture
async def traced(store, monkeypatch):
    """Each statement SQLite runs on the writer, and whether it ran on the loop's thread."""
    ran = []
    here = threading.get_ident()
    async with store.database.write() as connection:
        raw = (await connection.get_raw_connection()).driver_connection
        assert isinstance(raw, InPlaceConnection)
        raw.set_trace_callback(lambda sql: ran.append((sql.split()[0], threading.get_ident() == here)))
    ran.clear()
    return ran


async def test_statements_run_in_place_and_what_may_wait_in_the_thread(store, traced):
    async with store.writing() as tx:
        async with tx.connection.begin_nested():
            await tx.execute(text("INSERT INTO meta VALUES ('a', '1')"))
        await tx.execute(text("INSERT INTO meta VALUES (:key, '1')"), [{"key": "b"}, {"key": "c"}])
        await tx.connection.execute(text("SELECT * FROM meta"))
    assert traced == [
        ("BEGIN", False),
        ("SAVEPOINT", True),
        ("INSERT", True),
        ("RELEASE", True),
        ("INSERT", True),
        ("INSERT", True),
        ("SELECT", True),
        ("COMMIT", False),
    ]


async def test_a_rollback_may_wait_and_happens_once(store, traced):
    with pytest.raises(RuntimeError):  # noqa: PT012 - it must leave the transaction
        async with store.writing() as tx:
            await tx.execute(text("INSERT INTO meta VALUES ('a', '1')"))
            raise RuntimeError
    assert traced == [("BEGIN", False), ("INSERT", True), ("ROLLBACK", False)]


@pytest.mark.parametrize("in_place", [True, False])
async def test_both_ways_to_sqlite_say_the_same(tmp_path, in_place):
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'a.sqlite3'}", in_place=in_place)
    async with database.write() as connection:
        await connection.execute(text("CREATE TABLE once (id INTEGER PRIMARY KEY, word TEXT)"))
        await connection.execute(text("INSERT INTO once VALUES (1, 'сәлем')"))
    with pytest.raises(OperationalError, match="no such table"):
        async with database.read() as connection:
            await connection.execute(text("SELECT * FROM nowhere"))
    with pytest.raises(IntegrityError):
        async with database.write() as connection:
            await connection.execute(text("INSERT INTO once VALUES (1, 'again')"))
    async with database.read() as connection:
        assert [tuple(row) for row in await connection.execute(text("SELECT * FROM once"))] == [(1, "сәлем")]
    await database.close()


async def test_a_connection_outside_a_transaction_is_a_plain_one(tmp_path):
    plain = sqlite3.connect(tmp_path / "a.sqlite3", factory=InPlaceConnection)
    plain.execute("CREATE TABLE one (id INTEGER)")
    plain.execute("INSERT INTO one VALUES (1)")
    plain.rollback()
    assert plain.execute("SELECT count(*) FROM one").fetchone() == (0,)
    plain.close()
