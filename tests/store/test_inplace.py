"""What `bot/store/inplace.py` relies on in aiosqlite: read these again at each bump of its version."""

import threading
from importlib.metadata import version

import aiosqlite
import pytest

from bot.store import inplace


@pytest.fixture
async def connection(tmp_path):
    async with inplace.connect(str(tmp_path / "one.sqlite3"), 1.0) as opened:
        await opened.execute("CREATE TABLE seen (thread INTEGER)")
        yield opened


async def _threads(connection):
    """Which thread runs a statement, by a function the statement calls."""
    ran = []
    await connection.create_function("note", 0, lambda: ran.append(threading.get_ident()) or 0)
    return ran


def test_the_version_is_the_one_these_tests_were_read_with():
    assert version("aiosqlite") == "0.22.1"


async def test_statements_run_on_the_thread_of_the_loop(connection):
    ran = await _threads(connection)
    await connection.execute("INSERT INTO seen SELECT note()")
    async with connection.execute("SELECT note() FROM seen") as cursor:
        await cursor.fetchall()
    assert set(ran) == {threading.get_ident()}


async def test_what_may_wait_runs_on_the_connections_own_thread(connection):
    ran = []
    connection._connection.set_trace_callback(lambda sql: ran.append((sql.split()[0], threading.get_ident())))
    for statement in ("BEGIN IMMEDIATE", "INSERT INTO seen VALUES (1)", "COMMIT", "BEGIN IMMEDIATE"):
        await connection.execute(statement)
    await connection.rollback()
    here = threading.get_ident()
    assert [(word, thread == here) for word, thread in ran] == [
        ("BEGIN", False),
        ("INSERT", True),
        ("COMMIT", False),
        ("BEGIN", False),
        ("ROLLBACK", False),
    ]


async def test_only_what_may_wait_is_sent_to_the_thread(connection, monkeypatch):
    sent = []
    to_thread = aiosqlite.Connection._execute

    async def noted(self, function, *args, **kwargs):
        sent.append(args[0] if args else function.__name__)
        return await to_thread(self, function, *args, **kwargs)

    monkeypatch.setattr(aiosqlite.Connection, "_execute", noted)
    for statement in ("BEGIN", "SELECT 1", "SAVEPOINT one", "RELEASE one"):
        await (await connection.execute(statement)).close()
    await connection.commit()
    await connection.rollback()  # nothing is left to undo, as after every commit of SQLAlchemy's pool
    assert sent == ["commit"]
    await connection.execute("BEGIN IMMEDIATE")
    await connection.rollback()
    assert sent == ["commit", "BEGIN IMMEDIATE", "rollback"]


async def test_errors_are_those_of_the_plain_connection(connection):
    with pytest.raises(aiosqlite.OperationalError, match="no such table"):
        await connection.execute("SELECT * FROM nowhere")
    await connection.execute("CREATE TABLE once (id INTEGER PRIMARY KEY)")
    await connection.execute("INSERT INTO once VALUES (1)")
    with pytest.raises(aiosqlite.IntegrityError):
        await connection.execute("INSERT INTO once VALUES (1)")


async def test_a_closed_connection_says_so(tmp_path):
    connection = await inplace.connect(str(tmp_path / "two.sqlite3"), 1.0)
    await connection.close()
    with pytest.raises(ValueError, match="connection"):
        await connection.execute("SELECT 1")
