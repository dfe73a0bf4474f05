"""Stages: the nearest who are there first, then each next one once, the desk last."""

from datetime import timedelta
from itertools import combinations

import pytest

from bot.core.deadlines import Deadlines
from bot.core.routing import ORDER, Stage, first_stage, next_stage, patience

SUBSETS = [set(chosen) for size in range(6) for chosen in combinations(ORDER, size)]


def test_the_order_is_from_near_to_far():
    assert ORDER == (Stage.DISTRICT, Stage.REGION, Stage.NEIGHBOUR, Stage.COORDINATOR, Stage.DESK)


@pytest.mark.parametrize("staffed", SUBSETS, ids=lambda staffed: "-".join(sorted(staffed)) or "nobody")
def test_every_way_ends_at_the_desk_and_passes_only_where_somebody_is(staffed: set[Stage]):
    way = [first_stage(staffed)]
    while (following := next_stage(way[-1], staffed)) is not None:
        way.append(following)
    assert way[-1] is Stage.DESK
    assert way == sorted(set(way), key=ORDER.index)
    assert set(way) == staffed | {Stage.DESK}


def test_no_stage_waits_for_ever():
    assert all(patience(stage, Deadlines()) > timedelta() for stage in ORDER)
