"""Areas by their codes: what they are called, and which region they lie in."""

from bot.core.places import Place, by_language
from bot.core.roles import COUNTRY, Role
from bot.core.speech import Bilingual, Field, Joined, Text
from bot.services.unit import Unit


def called(place: Place) -> Bilingual:
    """A place's name in both languages."""
    return Bilingual(place.name_kk, place.name_ru)


def name(unit: Unit, area: str) -> Field:
    """The name of a region, a district or the whole country."""
    place = None if area == COUNTRY else unit.asar.places.get(area)
    return Text("area-country") if place is None else called(place)


def names(unit: Unit, codes: tuple[str, ...]) -> Field:
    """Several areas as one list."""
    return Joined(tuple(name(unit, code) for code in codes))


def region_of(unit: Unit, area: str) -> str | None:
    """The code of the region that the area is or lies in; None for the whole country and for an unknown code."""
    place = unit.asar.places.region_of(area)
    return None if place is None else place.code


def led_by(unit: Unit) -> tuple[Place, ...]:
    """The regions whose team this person leads, in alphabetical order: an admin all, a coordinator the own ones."""
    held = unit.person.memberships
    everywhere = any(m.role is Role.ADMIN or (m.role is Role.COORDINATOR and m.area == COUNTRY) for m in held)
    own = {m.area for m in held if m.role is Role.COORDINATOR}
    led = [place for place in unit.asar.places.regions() if everywhere or place.code in own]
    return by_language(led, unit.language)
