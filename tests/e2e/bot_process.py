"""What runs inside the bot's process in these tests: `asar run` as it is, and an end by SIGKILL at a chosen commit.

Nothing in Asar knows of crash points: the commits are counted from outside, in this process only.
"""

import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Literal, Protocol

from bot import app, cli
from bot.services import broadcasting
from bot.store.inplace import InPlaceConnection

GLANCE = 0.1
"""Seconds after which a bot looks again at the clock that a test moves."""

TICK = timedelta(minutes=10)
"""Between two receivers of an announcement, where the test has the clock."""


@dataclass(frozen=True, slots=True)
class CrashPoint:
    """SIGKILL right before or right after the commit of this number, counted from 1 in each process."""

    when: Literal["before", "after"]
    commit: int


class Clock(Protocol):
    """Unix time in seconds, shared between processes: it stands still until a test moves it."""

    value: float


def run(folder: Path, environment: Mapping[str, str], log: Path, crash: CrashPoint | None, clock: Clock | None) -> None:
    """`asar run --unpaced` in `folder`; what it says to stderr and stdout is appended to `log`.

    clock: what it takes for the time; announcements then go out to one receiver after another, as the test moves it.
    """
    with log.open("ab") as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
    os.chdir(folder)  # no .env of the surroundings
    os.environ.clear()
    os.environ.update(environment)
    if crash is not None:
        _crash_at(crash)
    if clock is not None:
        cli.assembled = partial(cli.assembled, clock=lambda: datetime.fromtimestamp(clock.value, UTC))  # type: ignore[assignment]
        app.LOOK_AGAIN = GLANCE
        broadcasting.AHEAD, broadcasting.TICK = 1, TICK
    sys.argv = ["asar", "run", "--unpaced"]
    cli.main()


def _crash_at(point: CrashPoint) -> None:
    commit = InPlaceConnection.commit
    written: dict[InPlaceConnection, int] = {}  # rows changed until the last commit: reading transactions end so too
    commits = 0

    def reached(when: str) -> None:
        if (when, commits) == (point.when, point.commit):
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(self: InPlaceConnection) -> None:
        nonlocal commits
        changes = self.total_changes
        if written.get(self, 0) == changes:
            return commit(self)
        written[self] = changes
        commits += 1
        reached("before")
        commit(self)
        return reached("after")

    InPlaceConnection.commit = counted  # type: ignore[method-assign]
