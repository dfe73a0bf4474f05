"""Areas and roles: who covers what, who may invite whom."""

import pytest

from bot.core.roles import COUNTRY, Membership, Role, covering, may_invite

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


def test_covering_names_the_memberships_that_do_and_can_be_limited_to_roles():
    held = (
        Membership(Role.VOLUNTEER, DISTRICT),
        Membership(Role.COORDINATOR, REGION),
        Membership(Role.VOLUNTEER, OTHER),
    )
    assert covering(held, REGION, DISTRICT) == held[:2]
    assert covering(held, REGION, DISTRICT, Role.COORDINATOR) == held[1:2]
    assert covering((), REGION, DISTRICT) == ()


@pytest.mark.parametrize(
    ("held", "role", "region", "may"),
    [
        ([Membership(Role.ADMIN, COUNTRY)], Role.ADMIN, OTHER, True),
        ([Membership(Role.ADMIN, COUNTRY)], Role.VOLUNTEER, REGION, True),
        ([Membership(Role.COORDINATOR, REGION)], Role.VOLUNTEER, REGION, True),
        ([Membership(Role.COORDINATOR, REGION)], Role.VOLUNTEER, OTHER, False),
        ([Membership(Role.COORDINATOR, REGION)], Role.COORDINATOR, REGION, False),
        ([Membership(Role.COORDINATOR, COUNTRY)], Role.VOLUNTEER, OTHER, True),
        ([Membership(Role.VOLUNTEER, REGION)], Role.VOLUNTEER, REGION, False),
        ([], Role.VOLUNTEER, REGION, False),
    ],
)
def test_who_may_invite(held, role, region, may):
    assert may_invite(iter(held), role, region) is may
