"""Where stories of the region are played: bots in processes of their own, and a clock that the story moves."""

import json
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.playground import snapshot
from bot.playground.client import Town
from bot.playground.server import LocalTelegram
from tests.conftest import TOKEN
from tests.e2e import desk_at_work, help_on_its_way
from tests.e2e.kills import Outcome, running
from tests.e2e.processes import Bot, clock_at
from tests.e2e.region import Furnished, Region
from tests.e2e.remains import quiet, remains, said

Story = Callable[[Region], Awaitable[object]]

STORIES: dict[str, Story] = {"help": help_on_its_way.play, "desk": desk_at_work.play}

Start = Callable[[Callable[..., Bot]], Callable[[], Bot]]
"""Makes of a way to start bots the one in which they are started, and die."""


@dataclass(frozen=True, slots=True)
class Stage:
    """An open region, and how often its bots were killed until now."""

    region: Region
    kills: Callable[[], int]
    left: Callable[[], Furnished]


@asynccontextmanager
async def opened(
    furnished: Furnished, folder: Path, start: Start = lambda bot: bot, **settings: str
) -> AsyncIterator[Stage]:
    """The region as it was left, on a copy in `folder`."""
    shutil.copytree(furnished.folder, folder, dirs_exist_ok=True)
    clock = clock_at(furnished.now)
    async with LocalTelegram(token=TOKEN, seed=2) as telegram, Town(telegram.url) as town:
        furnished.put_into(telegram)
        region = furnished.region(town)

        def now() -> datetime:
            return datetime.fromtimestamp(clock.value, UTC)

        async def pause() -> None:
            await quiet(town, folder, now())

        async def later(span: timedelta) -> None:
            await pause()
            clock.value += span.total_seconds()
            await pause()

        def left() -> Furnished:
            world = json.dumps(snapshot.dump(telegram.world))
            return replace(furnished, world=world, folder=folder, now=now(), group=region.group.id)

        region.pause, region.later = pause, later

        def bot(**options: object) -> Bot:
            return Bot(folder, telegram.url, clock=clock, **settings, **options)  # type: ignore[arg-type]

        async with running(start(bot)) as kills:
            yield Stage(region, kills, left)


async def outcome(stage: Stage, kills: int = 0) -> Outcome:
    """What there is now, once all is said."""
    await stage.region.pause()
    shown = {name: await said(stage.region.town, chat) for name, chat in stage.region.chats.items()}
    return Outcome(await remains(stage.left().folder), shown, kills)


async def played(story: Story, furnished: Furnished, folder: Path, start: Start) -> Outcome:
    """The story from the furnished region on, and what it leaves."""
    async with opened(furnished, folder, start) as stage:
        await story(stage.region)
        await stage.region.pause()
        return await outcome(stage, stage.kills())
