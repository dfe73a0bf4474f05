"""The bot as a process beside the local Telegram: started, killed and started again from the page.

Its standard input tells it how far the clock is ahead, and that the playground still lives: a bot is never left behind.
"""

import asyncio
import contextlib
import os
import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ORGANISATION = Path(__file__).with_name("organisation.toml")
STOP_WITHIN = 15.0
"""Seconds the bot gets to end by itself."""

TOKEN = "1000001:ThisTokenIsOnlyForTheLocalTelegram"  # noqa: S105 - opens nothing
ADMIN = 700_000_001
_OURS = frozenset({"BOT_TOKEN", "DATABASE_URL", "DATA_KEYS", "WEBHOOK_URL", "WEBHOOK_SECRET", "LISTEN", "METRICS"})


def environment(url: str, folder: Path) -> dict[str, str]:
    """The bot's settings; a real token, database or key of the surroundings is left out."""
    others = {name: value for name, value in os.environ.items() if name not in _OURS}
    path = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    organisation = ORGANISATION
    if programmes := others.get("PROGRAMMES"):
        others["PROGRAMMES"] = str(Path(programmes).resolve())  # the bot runs in another folder
        organisation = folder / "organisation.toml"
        organisation.write_text(seasons(ORGANISATION.read_text("utf-8"), Path(programmes)), "utf-8")
    return others | {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": url,
        "DATA_DIR": str(folder),
        "ADMIN_IDS": str(ADMIN),
        "ORGANISATION": str(organisation),
        "LOG_LEVEL": "WARNING",
        "LOG_FORMAT": "text",
        "NO_PROXY": "127.0.0.1,localhost",
        "PYTHONPATH": os.pathsep.join(path),
    }


def seasons(organisation: str, programmes: Path) -> str:
    """The organisation with a season for each programme of the folder, so that a campaign can be tried before it opens.

    A file that is no TOML is left to the bot, which says what is wrong with it.
    """
    known = tomllib.loads(organisation).get("seasons", {})
    for file in sorted(programmes.glob("*.toml")):
        with contextlib.suppress(tomllib.TOMLDecodeError, UnicodeDecodeError):
            programme = tomllib.loads(file.read_text("utf-8")).get("id")
            if isinstance(programme, str) and re.fullmatch(r"[\w-]+", programme) and programme not in known:
                organisation += f"\n[seasons.{programme}]\nyear_round = true\n"
                known[programme] = {}
    return organisation


class Child:
    """One bot: at most one process at a time. `changed` is called when it starts or ends."""

    def __init__(self, url: str, folder: Path, changed: Callable[[], None] = lambda: None) -> None:
        self.folder = folder.resolve()
        self.log = self.folder / "bot.log"
        self._environment = environment(url, self.folder)
        self._changed = changed
        self._process: asyncio.subprocess.Process | None = None
        self._watch: asyncio.Task[None] | None = None
        self.ended = asyncio.Event()
        """Set while no process runs."""
        self.ended.set()

    @property
    def running(self) -> bool:
        """Whether there is a process."""
        return not self.ended.is_set()

    async def start(self, ahead: float) -> None:
        """Start it, unless it runs. ahead: seconds its clock is ahead of the machine's."""
        if self.running:
            return
        # Its working folder is the demo's, so that no .env of the surroundings is read.
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot.demo_bot",
                cwd=self.folder,
                env=self._environment,
                stdin=asyncio.subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for the playground, which then stops the bot
            )
        self.ended.clear()
        self._watch = asyncio.create_task(self._wait(self._process))
        await self.tell_time(ahead)
        self._changed()

    async def _wait(self, process: asyncio.subprocess.Process) -> None:
        await process.wait()
        self.ended.set()
        self._changed()

    async def tell_time(self, ahead: float) -> None:
        """Say how far the clock is ahead now, in seconds."""
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(ConnectionError):
                self._process.stdin.write(f"{ahead}\n".encode())
                await self._process.stdin.drain()

    async def kill(self) -> None:
        """SIGKILL: no farewell, as when the power fails."""
        if self._process is not None and self.running:
            self._process.kill()
            await self.ended.wait()

    async def stop(self) -> None:
        """Ask it to end; kill it when it does not."""
        if self._process is None or not self.running:
            return
        self._process.terminate()
        try:
            async with asyncio.timeout(STOP_WITHIN):
                await self.ended.wait()
        except TimeoutError:
            await self.kill()

    def forget(self) -> None:
        """Throw away what the bot knows: its database, while it does not run."""
        for file in self.folder.glob("asar.sqlite3*"):
            file.unlink()

    def last_words(self, lines: int = 20) -> str:
        """The end of its log."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text("utf-8", errors="replace").splitlines()[-lines:])
