import asyncio
import subprocess
import sys
import time
from datetime import datetime

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError

from bot.store import updates
from bot.store.database import Database, is_failing
from bot.store.schema import meta, metadata

HOLD = """
import sqlite3, sys
lock = sqlite3.connect(sys.argv[1], isolation_level=None)
lock.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.readline()
lock.execute("ROLLBACK")
"""


@pytest.fixture
def elsewhere(store):
    """Another process holds the write lock; a line to it, and it lets go."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, store.database.url.database],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "held\n"
    yield process
    _let_go(process)


def _let_go(process):
    if process.poll() is None:
        process.communicate("\n", timeout=10)


async def _put(database, key):
    async with database.write() as connection:
        await connection.execute(insert(meta), {"key": key, "value": "1"})


async def _count(database):
    async with database.read() as connection:
        return (await connection.execute(select(func.count()).select_from(meta))).scalar()


@pytest.mark.parametrize("in_place", [True, False])
async def test_a_transaction_commits_as_a_whole_or_not_at_all(tmp_path, in_place):
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'a.sqlite3'}", in_place=in_place)
    async with database.write() as connection:
        await connection.run_sync(metadata.create_all)
    await _put(database, "kept")
    with pytest.raises(RuntimeError):  # noqa: PT012 - it must leave the transaction
        async with database.write() as connection:
            await connection.execute(insert(meta), {"key": "lost", "value": "1"})
            raise RuntimeError
    assert await _count(database) == 1
    await database.close()


async def test_the_promised_pragmas_hold(store):
    async with store.database.write() as connection:
        for pragma, value in {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}.items():
            assert (await connection.exec_driver_sql(f"PRAGMA {pragma}")).scalar() == value


async def test_writers_of_one_process_queue_in_the_order_they_came(store):
    order = []

    async def one(number):
        async with store.database.write() as connection:
            order.append(number)
            await connection.execute(insert(meta), {"key": str(number), "value": ""})

    await asyncio.gather(*(one(number) for number in range(50)))
    assert order == list(range(50))
    assert await _count(store.database) == 50


async def test_a_reader_does_not_wait_for_a_writer_and_sees_only_what_is_committed(store):
    async with store.database.write() as connection:
        await connection.execute(insert(meta), {"key": "new", "value": ""})
        assert await _count(store.database) == 0
    assert await _count(store.database) == 1


async def test_a_lock_of_another_process_is_waited_for_without_blocking_the_loop(store, elsewhere):
    writing = asyncio.create_task(_put(store.database, "patient"))
    slowest, before = 0.0, time.monotonic()
    for _ in range(20):
        await asyncio.sleep(0.01)
        slowest, before = max(slowest, time.monotonic() - before), time.monotonic()
    assert not writing.done()
    assert slowest < 0.5
    _let_go(elsewhere)
    await writing
    assert await _count(store.database) == 1


async def test_a_lock_held_longer_than_the_patience_is_a_failing_database_and_heals(store, elsewhere):
    hasty = Database(str(store.database.url), busy_timeout=0.05)
    with pytest.raises(OperationalError) as caught:
        await _put(hasty, "hasty")
    assert is_failing(caught.value)
    _let_go(elsewhere)
    await _put(hasty, "hasty")
    assert await _count(hasty) == 1
    await hasty.close()


async def test_a_full_disk_in_the_middle_rolls_everything_back_and_heals(store):
    async with store.database.write() as connection:
        pages = (await connection.exec_driver_sql("PRAGMA page_count")).scalar()
        await connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(OperationalError) as caught:  # noqa: PT012 - the second statement is the one that fails
        async with store.database.write() as connection:
            await connection.execute(insert(meta), {"key": "small", "value": ""})
            await connection.execute(insert(meta), {"key": "large", "value": "x" * 100_000})
    assert is_failing(caught.value)
    assert await _count(store.database) == 0
    async with store.database.write() as connection:
        await connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    await _put(store.database, "after")
    assert await _count(store.database) == 1


async def test_bad_data_is_not_a_failing_database(store):
    await _put(store.database, "once")
    with pytest.raises(IntegrityError) as caught:
        await _put(store.database, "once")
    assert not is_failing(caught.value)


async def test_a_time_without_a_zone_is_never_stored(store):
    store.now = datetime(2026, 8, 3, 9, 0)  # noqa: DTZ001
    async with store.writing() as tx:
        with pytest.raises(StatementError, match="without a zone"):
            await updates.remember(tx, [1])
