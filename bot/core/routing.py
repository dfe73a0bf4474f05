"""Who a waiting request is offered to, and when the next ones hear of it."""

from collections.abc import Collection
from datetime import timedelta
from enum import StrEnum

from bot.core.deadlines import Deadlines


class Stage(StrEnum):
    """Who has a queued request: volunteers of its district, of the region, of a neighbour; coordinators; the desk."""

    DISTRICT = "district"
    REGION = "region"
    NEIGHBOUR = "neighbour"  # where the organisation names regions that help each other out
    COORDINATOR = "coordinator"
    DESK = "desk"


ORDER = tuple(Stage)


def patience(stage: Stage, deadlines: Deadlines) -> timedelta:
    """How long a request waits at a stage before the next one is told; the desk, the last, is told again."""
    hours = {
        Stage.DISTRICT: deadlines.district_hours,
        Stage.REGION: deadlines.region_hours,
        Stage.NEIGHBOUR: deadlines.neighbour_hours,
        Stage.COORDINATOR: deadlines.coordinator_hours,
        Stage.DESK: deadlines.desk_hours,
    }
    return timedelta(hours=hours[stage])


def first_stage(staffed: Collection[Stage]) -> Stage:
    """Where a new request goes: the nearest stage that has anybody. The desk takes what nobody else can."""
    return next((stage for stage in ORDER if stage in staffed), Stage.DESK)


def next_stage(stage: Stage, staffed: Collection[Stage]) -> Stage | None:
    """Where an unclaimed request goes next; None: it is at the desk already."""
    later = ORDER[ORDER.index(stage) + 1 :]
    if not later:
        return None
    return next((candidate for candidate in later if candidate in staffed), Stage.DESK)
