"""The bot as a playground runs it: `asar run --unpaced` with a clock that somebody else may move forward.

Each line of standard input says how many seconds the clock is ahead of the machine's. The end of the input ends the
bot: a playground that was killed leaves none behind.
"""

import asyncio
import sys
from datetime import datetime, timedelta

from bot import cli, logs, parts
from bot.app import App, only_one, utc_now
from bot.settings import Settings, load_settings
from bot.telegram.pacing import Pace


class MovedClock:
    """The time of the machine and what it is ahead of it."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        """The time now, aware."""
        return utc_now() + self.ahead


async def follow(lines: asyncio.StreamReader, clock: MovedClock, app: App) -> None:
    """Move the clock as the input says; stop the bot at its end."""
    while line := await lines.readline():
        clock.ahead = timedelta(seconds=float(line))
        app.look_again()
    app.stop()


async def serve(settings: Settings, read: parts.Parts) -> None:
    """Run until the input ends or a signal comes."""
    lines, clock = asyncio.StreamReader(), MovedClock()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    clock.ahead = timedelta(seconds=float(await lines.readline() or 0))
    async with cli.assembled(settings, read, Pace.unlimited(), clock) as app:
        following = asyncio.create_task(follow(lines, clock, app))
        try:
            await app.run()
        finally:
            following.cancel()


def main() -> None:
    """Like `asar run`."""
    settings = load_settings()
    logs.set_up(settings.log_level, settings.log_format, [settings.token])
    read = parts.read(settings.organisation, settings.programmes)
    with only_one(settings.data_dir):
        cli.go(serve(settings, read))


if __name__ == "__main__":
    cli.main(main)
