"""Who may do what where: roles are held in areas, and an area covers what lies in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

COUNTRY = "KZ"
"""The area code of the whole country; regions and districts have their KATO codes."""


class Role(StrEnum):
    """Roles a person holds besides being an applicant, which everybody may be."""

    VOLUNTEER = "volunteer"
    COORDINATOR = "coordinator"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Membership:
    """One role in one area: a KATO code of a region or district, or COUNTRY."""

    role: Role
    area: str

    def covers(self, region: str | None, district: str | None) -> bool:
        """Whether a request of this region and district (None: unknown) lies in the area."""
        return self.area == COUNTRY or self.area in (region, district)


def covering(
    memberships: Iterable[Membership], region: str | None, district: str | None, *roles: Role
) -> tuple[Membership, ...]:
    """The memberships (of `roles`, if any are named) whose area covers the place."""
    return tuple(m for m in memberships if (not roles or m.role in roles) and m.covers(region, district))


def may_invite(memberships: Iterable[Membership], role: Role, region: str) -> bool:
    """An admin invites anybody anywhere; a coordinator invites volunteers of the own regions."""
    held = tuple(memberships)
    if any(m.role is Role.ADMIN for m in held):
        return True
    return role is Role.VOLUNTEER and any(m.role is Role.COORDINATOR and m.area in (region, COUNTRY) for m in held)
