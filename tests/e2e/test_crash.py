"""kill -9 at commit boundaries and at random moments of a whole story: what is left is as if nothing had happened.

A run kills the bot at its commit number `first`, and each bot started after it at its commit number `STRIDE`, so one
run passes many boundaries and also kills bots that are still catching up. By default a few runs spread over all
boundaries are played; `ASAR_CRASH_SWEEP=all` plays every one (some minutes), `ASAR_CRASH_SEED=<n>` repeats random
kills.
"""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.playground.client import Town
from tests.e2e.bot_process import CrashPoint
from tests.e2e.kills import EVERYWHERE, Outcome, at_random, hold, running
from tests.e2e.processes import Bot, local_telegram
from tests.e2e.remains import quiet, remains, said
from tests.e2e.village import move_in, play

STRIDE = 12
"""Commits that a bot gets after the one before it was killed."""

SWEEP = [(when, first) for first in range(1, STRIDE + 1) for when in ("before", "after")]
SPREAD = [("before", 1), ("after", 4), ("before", 7), ("after", 10)]
CHOSEN = SWEEP if EVERYWHERE else SPREAD


@pytest.fixture(scope="module")
def telegram() -> Iterator[str]:
    with local_telegram(seed=1) as url:
        yield url


async def story(url: str, folder: Path, start: Callable[[], Bot]) -> Outcome:
    async with Town(url) as town:
        await town.reset()
        people = await move_in(town)
        async with running(start) as kills:
            await play(people, lambda: quiet(town, folder))
            await quiet(town, folder)
            happened = kills()
        return Outcome(
            await remains(folder), {person.name: await said(town, person.id) for person in people.all}, happened
        )


@pytest.fixture(scope="module")
def quietly(telegram: str, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The story without a fault."""
    folder = tmp_path_factory.mktemp("quiet")
    played = asyncio.run(story(telegram, folder, lambda: Bot(folder, telegram)))
    assert played.kills == 0
    assert {request["state"] for request in played.state["requests"]} == {"confirmed"}
    assert not played.state["dead letters"]
    assert {state for *_, state in played.state["outbox"]} <= {0, "sent", "dropped", "scheduled"}
    return played


@pytest.mark.parametrize(("when", "first"), CHOSEN)
async def test_a_kill_at_any_commit_loses_and_doubles_nothing(
    when: Any, first: int, telegram: str, quietly: Outcome, tmp_path: Path
) -> None:
    commits = iter([first])
    killed = await story(
        telegram, tmp_path, lambda: Bot(tmp_path, telegram, crash=CrashPoint(when, next(commits, STRIDE)))
    )
    assert killed.kills >= 5
    hold(quietly, killed)


async def test_a_kill_at_any_moment_loses_and_doubles_nothing(telegram: str, quietly: Outcome, tmp_path: Path) -> None:
    killed = await story(telegram, tmp_path, at_random(lambda: Bot(tmp_path, telegram)))
    assert killed.kills >= 2
    hold(quietly, killed)
