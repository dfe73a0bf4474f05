"""Every update of the regional desk's stories comes twice, at once and again at the end: what is left is the same."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.playground.client import Town
from tests.e2e.conftest import Quiet
from tests.e2e.kills import hold
from tests.e2e.region import Furnished
from tests.e2e.stage import STORIES, opened, outcome


async def taken(town: Town) -> list[int]:
    """The id of every update that was handed out, each once."""
    polls: list[dict[str, Any]] = await town.calls("getUpdates", ok=True)
    return list(dict.fromkeys(update["update_id"] for poll in polls for update in poll["result"]))


async def repeat(town: Town) -> None:
    """Whatever was handed out is handed out again."""
    happened = known = 0
    while True:
        happened = (await town.wait(after=happened))["happened"]
        handled = await taken(town)
        if known < len(handled):
            await town.do("redeliver", ids=handled[known:])
            known = len(handled)


@pytest.mark.parametrize("name", STORIES)
async def test_every_update_twice_is_as_once(
    name: str, furnished: Furnished, quietly: Callable[[str], Quiet], tmp_path: Path
) -> None:
    expected = await asyncio.to_thread(quietly, name)
    async with opened(furnished, tmp_path) as stage:
        town = stage.region.town
        repeating = asyncio.create_task(repeat(town))
        await STORIES[name](stage.region)
        repeating.cancel()
        await asyncio.gather(repeating, return_exceptions=True)
        hold(expected.outcome, await outcome(stage))
        assert await town.redeliver()
        hold(expected.outcome, await outcome(stage))
