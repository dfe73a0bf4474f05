"""A furnished region, and its stories without a fault: played once, for every test that begins or ends with them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from bot.parts import Parts
from bot.playground.server import LocalTelegram
from tests.conftest import TOKEN, Asar, StillTown
from tests.e2e.kills import Outcome
from tests.e2e.region import Furnished, furnish
from tests.e2e.stage import STORIES, opened, outcome


@pytest.fixture(scope="session")
def furnished(parts: Parts, tmp_path_factory: pytest.TempPathFactory) -> Furnished:
    """A region in which nothing has happened yet."""
    folder = tmp_path_factory.mktemp("furnished")

    async def fill() -> Furnished:
        async with LocalTelegram(token=TOKEN, seed=1) as telegram, StillTown(telegram.url, settle=0.02) as town:
            asar = Asar(telegram, town, parts, f"sqlite+aiosqlite:///{folder / 'asar.sqlite3'}")
            await asar.start()
            town.asar = asar
            try:
                return await furnish(asar, folder)
            finally:
                town.asar = None
                await asar.stop()

    return asyncio.run(fill())


@dataclass(frozen=True, slots=True)
class Quiet:
    """A story without a fault: what it leaves, to compare with and to go on from. Its log says everything there is."""

    outcome: Outcome
    left: Furnished


@pytest.fixture(scope="session")
def quietly(furnished: Furnished, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Quiet]:
    """Each story by its name."""
    known: dict[str, Quiet] = {}

    async def play(name: str) -> Quiet:
        folder = tmp_path_factory.mktemp(f"quiet-{name}")
        async with opened(furnished, folder, LOG_LEVEL="DEBUG") as stage:
            await STORIES[name](stage.region)
            found = await outcome(stage)
            assert stage.kills() == 0
            return Quiet(found, stage.left())

    def once(name: str) -> Quiet:
        if name not in known:
            found = known[name] = asyncio.run(play(name))
            assert not found.outcome.state["dead letters"]
            fates = {fate for *_, fate in found.outcome.state["outbox"]}
            assert fates <= {0, "sent", "dropped", "cancelled", "scheduled", "expired"}
        return known[name]

    return once
