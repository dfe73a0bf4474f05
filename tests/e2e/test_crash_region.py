"""kill -9 at commit boundaries and at random moments of what the regional desk does, as in `test_crash`.

Each run begins with a region that is furnished already, so that all kills fall into the story. What may repeat is what
repeats there: a message whose call was under way, for Telegram has no way to ask whether it arrived.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.bot_process import CrashPoint
from tests.e2e.conftest import Quiet
from tests.e2e.kills import EVERYWHERE, SEED, at_random, hold
from tests.e2e.processes import Bot
from tests.e2e.region import Furnished
from tests.e2e.stage import STORIES, played

STRIDE = 11 if EVERYWHERE else 29
"""Commits that a bot gets after the one before it was killed; each run passes every so-manieth boundary."""

SWEEP = [(name, when, first) for name in STORIES for first in range(1, STRIDE + 1) for when in ("before", "after")]
CHOSEN = SWEEP if EVERYWHERE else [("help", "after", 5), ("desk", "before", 12)]


@pytest.mark.parametrize(("name", "when", "first"), CHOSEN)
def test_a_kill_at_any_commit_loses_and_doubles_nothing(
    name: str, when: Any, first: int, furnished: Furnished, quietly: Callable[[str], Quiet], tmp_path: Path
) -> None:
    commits = iter([first])

    def dying(bot: Callable[..., Bot]) -> Callable[[], Bot]:
        return lambda: bot(crash=CrashPoint(when, next(commits, STRIDE)))

    killed = asyncio.run(played(STORIES[name], furnished, tmp_path, dying))
    assert killed.kills >= 3
    hold(quietly(name).outcome, killed)


def test_a_kill_at_any_moment_loses_and_doubles_nothing(
    furnished: Furnished, quietly: Callable[[str], Quiet], tmp_path: Path
) -> None:
    name = tuple(STORIES)[SEED % len(STORIES)]
    killed = asyncio.run(played(STORIES[name], furnished, tmp_path, at_random))
    assert killed.kills >= 2
    hold(quietly(name).outcome, killed)
