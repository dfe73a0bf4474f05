"""Which waiting requests each of the team works on, by their roles."""

from bot.core.roles import COUNTRY, Membership, Role
from bot.services.unit import Unit
from bot.store.people import Person
from bot.store.queue import Seeker, View, Views

REGION_TAIL = "0000000"
"""How the KATO code of a region ends; a district's has its number there (docs/SOURCES.md#kato)."""


def of(unit: Unit, person: Person) -> Views:
    """What this person sees of the queue: a view for each set of programmes their roles are about."""
    held: dict[tuple[str, ...], list[Membership]] = {}
    for one in person.memberships:
        held.setdefault(tuple(sorted(one.programmes)), []).append(one)
    return tuple(_view(unit, programmes, some) for programmes, some in sorted(held.items()))


def seeker(person: Person) -> Seeker:
    """The person as somebody to whom a request is offered."""
    return Seeker(person.id, person.spoken, person.phone_hash)


def _view(unit: Unit, programmes: tuple[str, ...], held: list[Membership]) -> View:
    districts, regions, neighbours, watched = set(), set(), set(), set()
    for one in held:
        whole = one.area == COUNTRY or one.area.endswith(REGION_TAIL)
        if whole and (one.area == COUNTRY or one.role in (Role.COORDINATOR, Role.ADMIN)):
            watched.add(one.area)
        elif whole:
            regions.add(one.area)
            neighbours.update(_helped_by(unit, one.area))
        else:
            districts.add(one.area)
    return View(
        tuple(sorted(districts)),
        tuple(sorted(regions)),
        tuple(sorted(neighbours)),
        tuple(sorted(watched)),
        desk=COUNTRY in watched,
        programmes=programmes,
    )


def _helped_by(unit: Unit, region: str) -> list[str]:
    return [helped for helped, helpers in unit.asar.organisation.neighbours.items() if region in helpers]
