"""Killing bots while a story is played, and holding what is left against the same story without a fault."""

import asyncio
import itertools
import os
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from tests.e2e.processes import Bot

EVERYWHERE = os.environ.get("ASAR_CRASH_SWEEP") == "all"
"""Whether every boundary is tried, instead of a few spread over all."""

SEED = int(os.environ.get("ASAR_CRASH_SEED", random.SystemRandom().randrange(10**6)))

Said = dict[str, list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a played story leaves, and how often the bot was killed in it."""

    state: dict[str, Any]
    said: Said
    kills: int


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


def _only(some: Any, others: Any) -> list[Any]:
    """Rows of some that are not among the others, however often they are there."""
    rows = [list(each.items() if isinstance(each, dict) else each) for each in (some, others)]
    return [row for row in rows[0] if rows[0].count(row) > rows[1].count(row)]


def hold(quietly: Outcome, killed: Outcome) -> None:
    for name, expected in quietly.state.items():
        found = killed.state[name]
        if found != expected:
            lost, new = _only(expected, found), _only(found, expected)
            raise AssertionError(f"{name}: lost {lost}, new {new}" if lost or new else f"{name}: other numbers of rows")
    again = {name: repeats(expected, killed.said[name]) for name, expected in quietly.said.items()}
    # A call keeps its chat's lane until its outcome is committed, so one kill catches at most one message of a chat.
    assert max(again.values()) <= killed.kills, again


def at_random(start: Callable[[], Bot]) -> Callable[[], Bot]:
    """Bots that are killed at a moment of chance, each living longer than the one before."""
    print(f"ASAR_CRASH_SEED={SEED}")  # noqa: T201 - a failure must be repeatable
    chance = random.Random(SEED)
    loop, lives = asyncio.get_running_loop(), itertools.count()

    def begin() -> Bot:
        bot = start()
        # On a busy machine the first may end before the bot has said a word.
        loop.call_later(chance.uniform(0.3, 0.9) * (1 + next(lives) / 2), bot.kill)
        return bot

    return begin
