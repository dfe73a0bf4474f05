"""The edge alone: intake and sender on a real database, over HTTP, against a local Telegram, without handlers."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.playground import LocalTelegram, Town
from bot.store import outbox
from bot.store.database import Database, Tx
from bot.store.outbox import Rank
from bot.store.schema import metadata
from bot.store.vault import Vault
from bot.telegram.intake import Intake
from bot.telegram.pacing import Backoff, Pace
from bot.telegram.request import Transport
from bot.telegram.sender import Sender

TOKEN = "7654321:tests-of-the-edge-tests-of-the-edge"
QUICK = Backoff(first=0.01, most=0.02)


class Edge:
    """What the edge stands between. `town` never waits for stillness here."""

    def __init__(self, telegram: LocalTelegram, town: Town, database: Database, transport: Transport) -> None:
        self.telegram, self.town, self.database, self.transport = telegram, town, database, transport
        self.vault = Vault([bytes(range(32))])
        self.ahead = timedelta()
        self.unreachable: list[int] = []
        self.moved: list[tuple[int, int]] = []
        self.handled: list[dict[str, Any]] = []
        self.apologies: list[dict[str, Any]] = []
        self.commits = 0

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Tx]:
        async with self.database.write() as connection:
            yield Tx(connection, self.vault, self.now())

    async def person(self, name: str = "Айгүл") -> int:
        """The id of somebody the bot may write to."""
        person = await self.town.person(name)
        await person.say("/start")
        return person.id

    async def say(self, chat_id: int, *texts: str, rank: Rank = Rank.REPLY, **more: Any) -> list[int]:
        """Rows in one transaction."""
        async with self.writing() as tx:
            return [
                await outbox.append(
                    tx, chat_id=chat_id, rank=rank, method="sendMessage", payload={"text": text}, **more
                )
                for text in texts
            ]

    async def texts(self, chat_id: int) -> list[str]:
        """What the bot's messages in a chat say now."""
        return [message.text for message in await self.town.messages(chat_id) if message.by_bot]

    async def table(self, table: Any) -> list[Any]:
        async with self.database.read() as connection:
            return list((await connection.execute(select(table).order_by(*table.primary_key))).mappings())

    async def states(self) -> list[str]:
        return [row["state"] for row in await self.table(outbox.outbox)]

    async def until(self, met: Callable[[], Any], seconds: float = 10.0) -> None:
        """Until a condition holds. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not (await found if asyncio.iscoroutine(found := met()) else found):  # noqa: ASYNC110 - it asks a file
                await asyncio.sleep(0.005)

    async def at_rest(self) -> bool:
        """Whether nothing is pending."""
        return "pending" not in await self.states()

    def new_sender(self, **options: Any) -> Sender:
        async def note(_: Tx, chat_id: int, reason: str) -> None:
            assert reason
            self.unreachable.append(chat_id)

        async def move(_: Tx, old: int, new: int) -> None:
            self.moved.append((old, new))

        given = {"offline": QUICK, "unclear": QUICK, "failing": QUICK, "pace": Pace.unlimited()}
        given |= {"unreachable": note, "moved": move}
        return Sender(self.database, self.vault, self.transport, clock=self.now, **(given | options))

    @asynccontextmanager
    async def sending(self, **options: Any) -> AsyncIterator[Sender]:
        """A sender at work; stopped at the end, and everything it raised is raised."""
        sender = self.new_sender(**options)
        task = asyncio.create_task(sender.run())
        try:
            yield sender
        finally:
            sender.stop()
            await task

    async def send_all(self, **options: Any) -> None:
        """Send until nothing is pending."""
        async with self.sending(**options):
            await self.until(self.at_rest)

    def new_intake(self, **options: Any) -> Intake:
        async def handle(_: Tx, update: dict[str, Any]) -> None:
            self.handled.append(update)

        async def apologise(_: Tx, update: dict[str, Any]) -> None:
            self.apologies.append(update)

        def committed() -> None:
            self.commits += 1

        given = {
            "handle": handle,
            "apologise": apologise,
            "committed": committed,
            "allowed_updates": ["message", "callback_query"],
            "offline": QUICK,
            "failing": QUICK,
        }
        return Intake(self.database, self.vault, self.transport, clock=self.now, **(given | options))

    @asynccontextmanager
    async def polling(self, **options: Any) -> AsyncIterator[Intake]:
        """An intake at work; stopped at the end, and everything it raised is raised."""
        intake = self.new_intake(**options)
        task = asyncio.create_task(intake.run())
        try:
            yield intake
        finally:
            intake.stop()
            await task


@pytest.fixture
async def edge(tmp_path: Path) -> AsyncIterator[Edge]:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'edge.sqlite3'}", busy_timeout=0.05)
    async with database.write() as connection:
        await connection.run_sync(metadata.create_all)
    async with (
        LocalTelegram(TOKEN, seed=7) as telegram,
        Town(telegram.url) as town,
        Transport(TOKEN, telegram.url) as transport,
    ):
        yield Edge(telegram, town, database, transport)
    await database.close()
