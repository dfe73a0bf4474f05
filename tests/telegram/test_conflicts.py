"""Two transactions that wait for each other, on PostgreSQL: it ends one of them, and that one is done again."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import bindparam, select, text, update

from bot.store import meta
from bot.store.database import Database, Tx
from bot.store.schema import dead_letters
from bot.store.schema import meta as things
from bot.store.vault import Vault
from bot.telegram.intake import ALONE, Intake
from bot.telegram.pacing import Backoff
from bot.telegram.request import Transport
from tests import postgresql

pytestmark = pytest.mark.skipif(not postgresql.SERVER, reason="TEST_DATABASE_URL names no PostgreSQL")

VAULT = Vault([bytes(range(32))])
TIMES = ALONE + 2
"""More often than a fault of its own makes an update a dead letter."""

COUNT = update(things).where(things.c.key == bindparam("which")).values(value=things.c.value + "+")


@pytest.fixture
async def database() -> AsyncIterator[Database]:
    database = await postgresql.borrow()
    async with database.write() as connection:
        for key in ("left", "right"):
            await meta.put(Tx(connection, VAULT, datetime.now(UTC)), key, "")
    yield database
    await database.close()


async def count(tx: Tx, *keys: str) -> None:
    for key in keys:
        await tx.execute(COUNT, {"which": key})


async def test_an_update_that_gives_way_again_and_again_is_done_once(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    left_is_held, right_is_held = asyncio.Event(), asyncio.Event()
    attempts = 0

    async def handle(tx: Tx, _: dict[str, Any]) -> None:
        nonlocal attempts
        attempts += 1
        # Who looks first finds that two wait for each other, and is ended.
        await tx.execute(text("SET LOCAL deadlock_timeout = '20ms'"))
        if attempts <= TIMES:
            await right_is_held.wait()
            right_is_held.clear()
        await count(tx, "left")
        left_is_held.set()
        await count(tx, "right")

    async def somebody_else() -> None:
        for _ in range(TIMES):
            async with database.write() as connection:
                tx = Tx(connection, VAULT, datetime.now(UTC))
                await tx.execute(text("SET LOCAL deadlock_timeout = '30s'"))
                await count(tx, "right")
                left_is_held.clear()
                right_is_held.set()
                await left_is_held.wait()
                await count(tx, "left")

    async def nothing(_: Tx, __: dict[str, Any]) -> None:
        raise AssertionError("nobody is to be told")

    async with Transport("1:nobody", "http://127.0.0.1:1") as transport:
        intake = Intake(
            database,
            VAULT,
            transport,
            handle=handle,
            apologise=nothing,
            committed=lambda: None,
            clock=lambda: datetime.now(UTC),
            allowed_updates=[],
            failing=Backoff(first=0.01, most=0.02),
        )
        async with asyncio.timeout(30):
            done, _ = await asyncio.gather(intake.process([{"update_id": 1}]), somebody_else())
    assert done
    assert attempts == TIMES + 1
    async with database.read() as connection:
        values = {row.key: row.value for row in await connection.execute(select(things))}
        assert (await connection.execute(select(dead_letters))).first() is None
    assert values["left"] == values["right"] == "+" * (TIMES + 1)
    assert caplog.text == ""
