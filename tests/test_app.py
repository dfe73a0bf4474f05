"""Starting and stopping, without a Telegram that answers."""

import asyncio
from pathlib import Path

from bot.app import App
from bot.parts import Parts
from bot.store.database import Database
from bot.store.vault import Vault
from bot.telegram.request import Transport
from tests.conftest import KEY, TOKEN


async def test_it_stops_while_telegram_cannot_be_reached(tmp_path: Path, parts: Parts):
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'asar.sqlite3'}")
    async with Transport(TOKEN, "http://127.0.0.1:1") as transport:
        app = App(database, Vault([KEY]), parts, transport, TOKEN, admin_ids=())
        running = asyncio.create_task(app.run())
        await asyncio.sleep(0.5)
        assert not running.done()
        app.stop()
        async with asyncio.timeout(0.5):
            await running
        assert not app.ready.is_set()
    await database.close()
