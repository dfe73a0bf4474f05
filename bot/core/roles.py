"""Who may do what where: roles are held in areas, and an area covers what lies in it."""

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
    """One role in one area: a KATO code of a region or district, or COUNTRY; of these programmes only, if any."""

    role: Role
    area: str
    programmes: tuple[str, ...] = ()

    def covers(self, region: str | None, district: str | None) -> bool:
        """Whether a request of this region and district (None: unknown) lies in the area."""
        return self.area == COUNTRY or self.area in (region, district)

    def serves(self, programme: str) -> bool:
        """Whether the role is about requests of this programme."""
        return not self.programmes or programme in self.programmes
