"""`python -m bot.playground --port 0 --token 1234:abc`: prints one line of JSON with the URL, serves until stopped.

The URL is also that of the page in the browser; the bot is started by whoever wants one.
"""

import argparse
import asyncio
import json
import logging
import signal
import sys

from bot.playground.server import LocalTelegram


async def serve(token: str, host: str, port: int, seed: int | None, check: bool) -> None:
    """Serve until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with LocalTelegram(token, host=host, port=port, seed=seed, check=check, page=True) as telegram:
        sys.stdout.write(json.dumps({"url": telegram.url}) + "\n")
        sys.stdout.flush()
        await stop.wait()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m bot.playground", description="A local Telegram for trying and testing."
    )
    parser.add_argument("--token", required=True, help="the bot's token; any that looks like one, such as 1234:abc")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0: a free one")
    parser.add_argument("--seed", type=int, help="makes ids repeatable")
    parser.add_argument("--check", action="store_true", help="hold every answer against the Bot API's types")
    options = parser.parse_args()
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    asyncio.run(serve(options.token, options.host, options.port, options.seed, options.check))


if __name__ == "__main__":
    main()
