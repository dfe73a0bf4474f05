"""`make demo`: a local Telegram and the bot as separate processes; two families ask, two volunteers race, one delivers.

Everything goes over HTTP, as it does in earnest: the families and volunteers are people of the local Telegram, the bot
is started as `asar run` starts it. Nothing leaves this machine.
"""

import asyncio
import json
import os
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.playground.client import Town
from bot.playground.stories import PETROVA, SADYKOVA, Applicant, Volunteer, invite, number_in, press

TOKEN = "1000001:ThisTokenIsOnlyForTheLocalTelegram"  # noqa: S105 - opens nothing
ADMIN = 700_000_001
FOLDER = Path("data") / "demo"
PATIENCE = 30.0
"""Seconds a process gets to start, and the bot to come to rest."""


@asynccontextmanager
async def process(
    *arguments: str, env: dict[str, str] | None = None, log: Path
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A Python process of ours, stopped in the end; what it says to stderr goes to `log`."""
    with log.open("wb") as errors:
        started = await asyncio.create_subprocess_exec(
            sys.executable, *arguments, env=env, stdout=asyncio.subprocess.PIPE, stderr=errors
        )
        try:
            yield started
        finally:
            if started.returncode is None:
                started.terminate()
                await started.wait()


async def _url(server: asyncio.subprocess.Process) -> str:
    assert server.stdout is not None  # noqa: S101 - it was asked for
    line = await asyncio.wait_for(server.stdout.readline(), PATIENCE)
    return str(json.loads(line)["url"])


def _environment(url: str) -> dict[str, str]:
    """The bot's settings; a real token, database or key of the surroundings is left out."""
    ours = {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": url,
        "DATA_DIR": str(FOLDER),
        "DATABASE_URL": f"sqlite+aiosqlite:///{FOLDER / 'asar.sqlite3'}",
        "ADMIN_IDS": str(ADMIN),
        "ORGANISATION": str(Path(__file__).with_name("organisation.toml")),
        "LOG_LEVEL": "WARNING",
    }
    others = {name: value for name, value in os.environ.items() if name not in {"DATA_KEYS", "PROGRAMMES"}}
    # An empty value is as good as none, also against a line in .env.
    return {**others, **ours, "NO_PROXY": "127.0.0.1,localhost"}


async def play(out: Console) -> None:
    """Play the whole story and print the conversations side by side."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    bot_log = FOLDER / "bot.log"
    async with process("-m", "bot.playground", "--token", TOKEN, log=FOLDER / "telegram.log") as server:
        url = await _url(server)
        async with (
            process("-m", "bot", "run", "--unpaced", env=_environment(url), log=bot_log) as bot,
            Town(url, settle=0.1, patience=PATIENCE) as town,
        ):
            ended = asyncio.create_task(bot.wait())
            story = asyncio.create_task(_story(out, town))
            await asyncio.wait({ended, story}, return_when=asyncio.FIRST_COMPLETED)
            if not story.done():
                story.cancel()
                out.print(bot_log.read_text("utf-8"), markup=False, style="red")
                raise SystemExit("The bot ended before the story did.")
            ended.cancel()
            await story
    out.rule()
    out.print(f"The database of this town: {FOLDER / 'asar.sqlite3'} (answers and contacts in it are encrypted)")


async def _story(out: Console, town: Town) -> None:
    admin = await town.person("Админ", language="ru", id=ADMIN)
    daniyar = Volunteer(await town.person("Данияр", language="kk"), kazakh=True)
    anna = Volunteer(await town.person("Анна", language="ru"))
    mothers = await town.person("Айгүл", language="kk"), await town.person("Ольга", language="ru")
    families = Applicant(mothers[0], SADYKOVA), Applicant(mothers[1], PETROVA)

    out.rule("An admin invites two volunteers by one-time links")
    await admin.say("/start")
    await admin.press("Русский")
    for volunteer in (daniyar, anna):
        await volunteer.join(await invite(admin, PETROVA.region))

    out.rule("Two families ask for help, one in Kazakh, one in Russian")
    for family in families:
        await family.apply()
        out.print(
            f"{family.family.name}: children {len(family.family.children)}, "
            f"interactions {family.count.all}, of them typed {family.count.typed}"
        )

    number = number_in((await mothers[0].last()).text)
    out.rule(f"Two volunteers accept № {number} at the same moment")
    for volunteer in (daniyar, anna):
        await volunteer.open(number)
    await asyncio.gather(daniyar.accept(), anna.accept())
    await town.settled()
    winner = (
        daniyar
        if any(button.label == "✅ Көмек берілді" for seen in await daniyar.person.heard() for button in seen.buttons)
        else anna
    )
    out.print(f"It is {winner.person.name}'s. The other is told so, kindly.")

    out.rule("The help is delivered, and the family says that it has arrived")
    await winner.deliver()
    await press(mothers[0], "✅ Иә, бәрін алдық")

    for left, right in (mothers, (daniyar.person, anna.person)):
        table = Table.grid(expand=True, padding=(0, 1))
        table.add_column(ratio=1)
        table.add_column(ratio=1)
        table.add_row(
            *[Panel(Text(await person.transcript()), title=person.name, title_align="left") for person in (left, right)]
        )
        out.print(table)
