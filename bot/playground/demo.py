"""`make demo`: one process with a local Telegram and its page, and the bot beside it, until Ctrl-C.

The town is kept in data/demo: the bot's database, and the local Telegram as telegram.json.
"""

import asyncio
import contextlib
import errno
import fcntl
import logging
import os
import shutil
import signal
import sys
import webbrowser
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from rich.console import Console

from bot.playground import guard, snapshot
from bot.playground.child import TOKEN, Child
from bot.playground.server import LocalTelegram
from bot.playground.stage import Stage

FOLDER = Path("data") / "demo"
PORTS = 20
"""How many ports are tried, one after the other."""


async def serve(out: Console, *, host: str = "127.0.0.1", port: int = 8080, fresh: bool = False) -> None:
    """Serve the page until SIGINT or SIGTERM. Raises SystemExit with the reason when that cannot be."""
    logging.getLogger().setLevel(logging.WARNING)
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    with _only_one(FOLDER):
        kept = _kept(FOLDER, fresh)
        async with _listening(out, host, port, kept) as telegram:
            url = f"http://{'127.0.0.1' if guard.is_loopback(host) or host == '0.0.0.0' else host}:{telegram.port}"  # noqa: S104
            stage: Stage | None = None
            bot = Child(url, FOLDER, lambda: stage.tell() if stage is not None else None)
            stage = Stage(telegram, url, bot)
            keeping: asyncio.Task[None] | None = None
            try:
                await bot.start(telegram.world.clock.offset)
                if kept is None:
                    await _fill(out, stage, stop)
                keeping = asyncio.create_task(snapshot.Keeper(FOLDER / "telegram.json", lambda: telegram.world).keep())
                _welcome(out, url, continued=kept is not None)
                await stop.wait()
                out.print("Asar is stopping; the town is kept.")
            finally:
                await stage.close()
                if keeping is not None:
                    keeping.cancel()
                    await asyncio.gather(keeping, return_exceptions=True)


@contextlib.contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with folder.with_suffix(".lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SystemExit(f"A playground runs on {folder} already: stop that one first.") from None
        yield


def _kept(folder: Path, fresh: bool) -> dict[str, object] | None:
    """The town of the last time; without one the folder is emptied."""
    path = folder / "telegram.json"
    if path.exists() and not fresh:
        try:
            return snapshot.read(path)
        except (OSError, ValueError) as error:
            raise SystemExit(f"{path} cannot be read ({error}). `asar demo --fresh` begins with a new town.") from None
    shutil.rmtree(folder)
    folder.mkdir(mode=0o700)
    return None


@contextlib.asynccontextmanager
async def _listening(
    out: Console, host: str, port: int, kept: dict[str, object] | None
) -> AsyncIterator[LocalTelegram]:
    """The local Telegram on the first free port from `port` on."""
    if not guard.is_loopback(host):
        out.print(f"[yellow]![/yellow] {host}: everybody who reaches this machine can use the page and its controls.")
    for tried in range(port, port + (PORTS if port else 1)):
        telegram = LocalTelegram(TOKEN, host=host, port=tried, page=True)
        if kept is not None:
            try:
                snapshot.restore(telegram.world, kept)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                words = f"The kept town is of another kind ({error!r}). `asar demo --fresh` begins with a new one."
                raise SystemExit(words) from None
        try:
            await telegram.start()
        except OSError as error:
            await telegram.stop()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise SystemExit(f"Cannot listen on {host}: {error.strerror}") from None
            continue
        if tried != telegram.port or tried != port:
            out.print(f"Port {port} is taken; this is {telegram.port}." if port else f"The port is {telegram.port}.")
        try:
            yield telegram
        finally:
            await telegram.stop()
        return
    raise SystemExit(f"The ports {port} to {port + PORTS - 1} are all taken: name another one with --port.")


async def _fill(out: Console, stage: Stage, stop: asyncio.Event) -> None:
    """Play the first people; a story that cannot be played leaves a town that can be used."""
    out.print("A small town moves in: a few seconds.")
    ended, stopped, filled = (asyncio.create_task(each) for each in (stage.bot.ended.wait(), stop.wait(), stage.fill()))
    await asyncio.wait({ended, stopped, filled}, return_when=asyncio.FIRST_COMPLETED)
    try:
        if filled.done() and not filled.cancelled() and (error := filled.exception()) is not None:
            if not isinstance(error, AssertionError | TimeoutError):
                raise error
            out.print(f"[yellow]![/yellow] The first story stopped: {error}", markup=True)
        elif ended.done() and not filled.done():
            out.print(stage.bot.last_words(), markup=False, style="red")
            raise SystemExit("The bot ended at its start.")
    finally:
        for task in (ended, stopped, filled):
            task.cancel()
        await asyncio.gather(ended, stopped, filled, return_exceptions=True)


def _welcome(out: Console, url: str, *, continued: bool) -> None:
    if continued:
        out.print("The town of the last time. `asar demo --fresh` begins with a new one.")
    out.print(f"\n  [bold]{url}[/bold]\n")
    out.print("  1. Ask for help as a mother: Ольга, “🎒 Подать заявку”.")
    out.print(
        "  2. Accept her request, or that of Айгүл, as the volunteer Данияр: /queue, or from the card in the group."
    )
    out.print("  3. Deliver, and confirm as the mother. “▶” on the page shows it all by itself.")
    out.print("  4. See how the region stands as the coordinator Ерлан: /review, /team, /queue.\n")
    out.print("Ctrl-C stops it.")
    if sys.stdout.isatty() and (
        sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        webbrowser.open(url)
