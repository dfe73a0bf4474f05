"""`asar demo --print`: two families ask, two volunteers race, one delivers; or `--story morning`, that of a region.

Everything goes over HTTP, as it does in earnest: the families and volunteers are people of the local Telegram, and the
bot is a process of its own. Nothing leaves this machine.
"""

import asyncio
import tempfile
from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.playground.child import ADMIN, TOKEN, Child
from bot.playground.client import Town
from bot.playground.person import Group, Person
from bot.playground.server import LocalTelegram
from bot.playground.stage import Stage
from bot.playground.stories import PETROVA, SADYKOVA, Applicant, Volunteer, invite, number_in, press

PATIENCE = 30.0
"""Seconds the bot gets to come to rest."""

AT_ONCE = 10_000.0
"""How many times as fast as somebody reads a story is played that nobody watches."""


async def play(out: Console) -> None:
    """Play the whole story and print the conversations side by side. Nothing is kept."""
    with tempfile.TemporaryDirectory(prefix="asar-demo-") as folder:
        async with LocalTelegram(TOKEN) as telegram, Town(telegram.url, settle=0.1, patience=PATIENCE) as town:
            bot = Child(telegram.url, Path(folder))
            await bot.start(0)
            ended, story = asyncio.create_task(bot.ended.wait()), asyncio.create_task(_story(out, town))
            try:
                await asyncio.wait({ended, story}, return_when=asyncio.FIRST_COMPLETED)
                if not story.done():
                    story.cancel()
                    out.print(bot.last_words(), markup=False, style="red")
                    raise SystemExit("The bot ended before the story did.")
                await story
            finally:
                ended.cancel()
                await bot.stop()


async def _story(out: Console, town: Town) -> None:
    admin = await town.person("Админ", language="ru", id=ADMIN)
    daniyar = Volunteer(await town.person("Данияр", language="kk"), kazakh=True)
    anna = Volunteer(await town.person("Анна", language="ru"))
    mothers = await town.person("Айгүл", language="kk"), await town.person("Ольга", language="ru")
    families = Applicant(mothers[0], SADYKOVA), Applicant(mothers[1], PETROVA)

    out.rule("An admin invites two volunteers by one-time links")
    await admin.say("/start")
    await press(admin, "Русский")
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

    await _print(out, *mothers, daniyar.person, anna.person)


async def play_morning(out: Console, language: str) -> None:
    """Play the morning of a region and print its conversations. Nothing is kept."""
    with tempfile.TemporaryDirectory(prefix="asar-demo-") as folder:
        async with LocalTelegram(TOKEN) as telegram:
            bot = Child(telegram.url, Path(folder))
            stage = Stage(telegram, telegram.url, bot)
            try:
                await bot.start(0)
                out.rule("A town moves in")
                await stage.fill()
                out.rule("A coordinator's morning, her group, a volunteer, a family")
                await _print(out, *await stage.perform("morning", language, AT_ONCE))
            finally:
                await stage.close()


async def _print(out: Console, *chats: Person | Group) -> None:
    """Conversations side by side, two by two."""
    names = [chat.name if isinstance(chat, Person) else chat.title for chat in chats]
    texts = [await chat.town.transcript(chat.id) for chat in chats]
    shown = [Panel(Text(text), title=name, title_align="left") for name, text in zip(names, texts, strict=True)]
    for left, right in zip(shown[::2], shown[1::2], strict=True):
        table = Table.grid(expand=True, padding=(0, 1))
        table.add_column(ratio=1)
        table.add_column(ratio=1)
        table.add_row(left, right)
        out.print(table)
