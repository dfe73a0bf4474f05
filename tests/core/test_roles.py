"""Areas and roles: who covers what, who may invite whom."""

import pytest

from bot.core.rights import Act, may_in
from bot.core.roles import COUNTRY, Membership, Role

REGION, DISTRICT, OTHER = "610000000", "614800000", "100000000"


@pytest.mark.parametrize(
    ("area", "region", "district", "covers"),
    [
        (DISTRICT, REGION, DISTRICT, True),
        (REGION, REGION, DISTRICT, True),
        (COUNTRY, REGION, DISTRICT, True),
        (COUNTRY, None, None, True),
        (OTHER, REGION, DISTRICT, False),
        (DISTRICT, REGION, None, False),
        (REGION, REGION, None, True),
        (REGION, None, None, False),
        (DISTRICT, REGION, "615200000", False),
    ],
)
def test_an_area_covers_what_lies_in_it(area, region, district, covers):
    assert Membership(Role.VOLUNTEER, area).covers(region, district) is covers


@pytest.mark.parametrize(
    ("held", "act", "region", "may"),
    [
        ([Membership(Role.ADMIN, COUNTRY)], Act.INVITE_COORDINATOR, OTHER, True),
        ([Membership(Role.ADMIN, COUNTRY)], Act.INVITE, REGION, True),
        ([Membership(Role.COORDINATOR, REGION)], Act.INVITE, REGION, True),
        ([Membership(Role.COORDINATOR, REGION)], Act.INVITE, OTHER, False),
        ([Membership(Role.COORDINATOR, REGION)], Act.INVITE_COORDINATOR, REGION, False),
        ([Membership(Role.COORDINATOR, COUNTRY)], Act.INVITE, OTHER, True),
        ([Membership(Role.VOLUNTEER, REGION)], Act.INVITE, REGION, False),
        ([], Act.INVITE, REGION, False),
    ],
)
def test_who_may_invite(held, act, region, may):
    assert may_in(act, iter(held), region) is may
