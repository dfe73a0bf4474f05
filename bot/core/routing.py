"""Who a waiting request is offered to, and when the next ones hear of it."""

from collections.abc import Collection
from datetime import timedelta
from enum import StrEnum


class Stage(StrEnum):
    """Who has a queued request: its district's volunteers, the region's, its coordinators, or the national desk."""

    DISTRICT = "district"
    REGION = "region"
    COORDINATOR = "coordinator"
    DESK = "desk"


ORDER = tuple(Stage)

PATIENCE: dict[Stage, timedelta] = {
    Stage.DISTRICT: timedelta(hours=24),
    Stage.REGION: timedelta(hours=24),
    Stage.COORDINATOR: timedelta(hours=48),
    Stage.DESK: timedelta(hours=24),
}
"""How long a request waits at a stage before the next one is told; the desk, the last, is told again."""

STILL_WAITING = 7
"""After so many days at the desk, each time, the family is told honestly that the search goes on."""

EXPIRE_AFTER = timedelta(days=120)
"""A request nobody could take in this time ends, and the family is asked to apply again: data do not wait for ever."""


def first_stage(staffed: Collection[Stage]) -> Stage:
    """Where a new request goes: the nearest stage that has anybody. The desk takes what nobody else can."""
    return next((stage for stage in ORDER if stage in staffed), Stage.DESK)


def next_stage(stage: Stage, staffed: Collection[Stage]) -> Stage | None:
    """Where an unclaimed request goes next; None: it is at the desk already."""
    later = ORDER[ORDER.index(stage) + 1 :]
    if not later:
        return None
    return next((candidate for candidate in later if candidate in staffed), Stage.DESK)
