"""The local Telegram and the bot as processes of their own, on a folder of the test's."""

import asyncio
import base64
import json
import multiprocessing
import os
import subprocess
import sys
import types
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.store.database import Database, Tx
from bot.store.vault import Vault
from tests.conftest import ADMIN, KEY, ORGANISATION, TOKEN
from tests.e2e import bot_process
from tests.e2e.bot_process import Clock, CrashPoint

START_WITHIN = 30.0
"""Seconds a process gets to start on a busy machine."""

READY = "Asar is running as"

# Each bot is forked from a process that has imported everything already: a start costs 0.4 s instead of 2.5 s.
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["bot.cli", "tests.e2e.bot_process"])


def environment(folder: Path, url: str, **settings: str) -> dict[str, str]:
    """A bot's whole environment: nothing of the surroundings' settings gets in; an empty value is as good as none."""
    ours = {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": url,
        "DATA_DIR": str(folder),
        "DATA_KEYS": base64.urlsafe_b64encode(KEY).decode(),
        "ADMIN_IDS": str(ADMIN),
        "ORGANISATION": str(ORGANISATION),
        "NO_PROXY": "127.0.0.1,localhost",
        **settings,
    }
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ} | ours


def clock_at(moment: datetime) -> Clock:
    """A clock for the bots of a test, which stands still at this moment."""
    clock: Clock = _processes.Value("d", moment.timestamp())
    return clock


@contextmanager
def local_telegram(seed: int | None = None) -> Iterator[str]:
    """A local Telegram in a process of its own; its address."""
    command = [sys.executable, "-m", "bot.playground", "--token", TOKEN]
    if seed is not None:
        command += ["--seed", str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as server:
        try:
            assert server.stdout is not None
            yield json.loads(server.stdout.readline())["url"]
        finally:
            server.terminate()


class Bot:
    """One run of `asar run`. `log` keeps what all runs on this folder wrote to stderr."""

    def __init__(
        self, folder: Path, url: str, *, crash: CrashPoint | None = None, clock: Clock | None = None, **settings: str
    ) -> None:
        self.folder = folder
        self.log = folder / "bot.log"
        self._logged = self.log.stat().st_size if self.log.exists() else 0
        arguments = (folder, environment(folder, url, **settings), self.log, crash, clock)
        self._process = _processes.Process(target=bot_process.run, args=arguments, daemon=True)
        # The child would import the test runner's own main module again.
        main, sys.modules["__main__"] = sys.modules["__main__"], types.ModuleType("__main__")
        try:
            self._process.start()
        finally:
            sys.modules["__main__"] = main

    def written(self) -> str:
        """What this run has written to its log."""
        return self.log.read_bytes()[self._logged :].decode() if self.log.exists() else ""

    async def ready(self) -> None:
        """Wait until it runs. Raises AssertionError with its log when it ended instead."""
        async with asyncio.timeout(START_WITHIN):
            while READY not in self.written():
                assert self._process.is_alive(), self.written()
                await asyncio.sleep(0.02)

    def kill(self) -> None:
        """SIGKILL."""
        self._process.kill()

    async def ended(self) -> int:
        """Wait until it ends; the exit status, negative for a signal."""
        loop, over = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self._process.sentinel, over.set)
        try:
            await over.wait()
        finally:
            loop.remove_reader(self._process.sentinel)
        self._process.join()
        assert self._process.exitcode is not None
        return self._process.exitcode

    def terminate(self) -> None:
        """SIGTERM, as a supervisor stops it."""
        self._process.terminate()

    async def stop(self) -> int:
        """SIGTERM, then wait; the exit status."""
        self.terminate()
        async with asyncio.timeout(START_WITHIN):
            return await self.ended()


@asynccontextmanager
async def store(folder: Path) -> AsyncIterator[Tx]:
    """A look into a bot's database, beside the bot."""
    database = Database(f"sqlite+aiosqlite:///{folder / 'asar.sqlite3'}")
    try:
        async with database.read() as connection:
            yield Tx(connection, Vault([KEY]), datetime.now(UTC))
    finally:
        await database.close()
