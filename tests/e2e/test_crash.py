"""kill -9 at commit boundaries and at random moments of a whole story: what is left is as if nothing had happened.

A run kills the bot at its commit number `first`, and each bot started after it at its commit number `STRIDE`, so one
run passes many boundaries and also kills bots that are still catching up. By default a few runs spread over all
boundaries are played; `ASAR_CRASH_SWEEP=all` plays every one (some minutes), `ASAR_CRASH_SEED=<n>` repeats random
kills.
"""

import asyncio
import itertools
import os
import random
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.playground.client import Town
from tests.e2e.bot_process import CrashPoint
from tests.e2e.processes import Bot, local_telegram
from tests.e2e.village import move_in, play, quiet, remains, said

STRIDE = 12
"""Commits that a bot gets after the one before it was killed."""

SWEEP = [(when, first) for first in range(1, STRIDE + 1) for when in ("before", "after")]
SPREAD = [("before", 1), ("after", 4), ("before", 7), ("after", 10)]
CHOSEN = SWEEP if os.environ.get("ASAR_CRASH_SWEEP") == "all" else SPREAD
SEED = int(os.environ.get("ASAR_CRASH_SEED", random.SystemRandom().randrange(10**6)))

Said = dict[str, list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a played story leaves, and how often the bot was killed in it."""

    state: dict[str, Any]
    said: Said
    kills: int


@pytest.fixture(scope="module")
def telegram() -> Iterator[str]:
    with local_telegram(seed=1) as url:
        yield url


@asynccontextmanager
async def running(start: Callable[[], Bot]) -> AsyncIterator[Callable[[], int]]:
    """A supervisor: a bot that was killed is started again at once. Yields how often that happened."""
    kills = 0
    bot = start()

    async def supervise() -> None:
        nonlocal kills, bot
        while (status := await bot.ended()) == -9:
            kills += 1
            bot = start()
        raise AssertionError(f"the bot ended by itself with {status}:\n{bot.written()}")

    supervising = asyncio.create_task(supervise())
    try:
        yield lambda: kills
        if supervising.done():
            supervising.result()
    finally:
        supervising.cancel()
        await asyncio.gather(supervising, return_exceptions=True)
        bot.kill()
        await bot.ended()


async def story(url: str, folder: Path, start: Callable[[], Bot]) -> Outcome:
    async with Town(url) as town:
        await town.reset()
        people = await move_in(town)
        async with running(start) as kills:
            await play(people, lambda: quiet(town, folder))
            await quiet(town, folder)
            happened = kills()
        return Outcome(await remains(folder), {person.name: await said(person) for person in people.all}, happened)


def repeats(expected: list[tuple[str, str]], found: list[tuple[str, str]]) -> int:
    """How many messages came twice. Raises AssertionError when anything else differs."""
    at = count = 0
    for place, event in enumerate(found):
        if at < len(expected) and event == expected[at]:
            at += 1
        elif event[0] == "message" and event in found[max(0, place - 1) : place]:
            count += 1
        else:
            wanted = expected[at] if at < len(expected) else "nothing more"
            raise AssertionError(f"message {place} is {event}, but expected was {wanted}")
    assert at == len(expected), f"never said: {expected[at:]}"
    return count


def hold(quietly: Outcome, killed: Outcome) -> None:
    assert killed.state == quietly.state
    again = {name: repeats(expected, killed.said[name]) for name, expected in quietly.said.items()}
    # A call keeps its chat's lane until its outcome is committed, so one kill catches at most one message of a chat.
    assert max(again.values()) <= killed.kills, again


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
    print(f"ASAR_CRASH_SEED={SEED}")  # noqa: T201 - a failure must be repeatable
    chance = random.Random(SEED)
    loop, lives = asyncio.get_running_loop(), itertools.count()

    def start() -> Bot:
        bot = Bot(tmp_path, telegram)
        # Each life is longer than the one before: on a busy machine the first may end before the bot has said a word.
        loop.call_later(chance.uniform(0.3, 0.9) * (1 + next(lives) / 2), bot.kill)
        return bot

    killed = await story(telegram, tmp_path, start)
    assert killed.kills >= 2
    hold(quietly, killed)
