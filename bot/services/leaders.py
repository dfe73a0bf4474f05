"""Who leads where a request is: its region's coordinators, and the national desk behind them."""

from collections.abc import Collection

from bot.core.rights import Act
from bot.core.roles import COUNTRY, Role
from bot.core.speech import Field, Joined, Phone, Text
from bot.services import cards, rights
from bot.services.unit import Unit
from bot.store import people
from bot.store.people import Person
from bot.store.requests import Request


async def of(unit: Unit, request: Request, *, but: Collection[int | None] = ()) -> list[Person]:
    """The coordinators of the request's region whom Telegram reaches, else the desk; never its own family.

    but: people.id of those who must not hear of it, such as whom a complaint names.
    """
    return await _near(unit, request, but) or await desk(unit, request, but=but)


async def desk(unit: Unit, request: Request, *, but: Collection[int | None] = ()) -> list[Person]:
    """The national desk: coordinators of the whole country and admins."""
    return [
        person
        for person in await _leading(unit, [COUNTRY])
        if person.id not in but and rights.is_for(unit, Act.REVIEW, request, person)
    ]


async def of_region(unit: Unit, region: str, *, but: Collection[int | None] = ()) -> list[Person]:
    """The coordinators of a region whom Telegram reaches, else the national desk."""
    near = [person for person in await _leading(unit, [region]) if person.id not in but]
    return near or [person for person in await _leading(unit, [COUNTRY]) if person.id not in but]


async def _near(unit: Unit, request: Request, but: Collection[int | None]) -> list[Person]:
    if request.region is None:
        return []
    return [
        person
        for person in await _leading(unit, [request.region])
        if person.id not in but and rights.is_for(unit, Act.REVIEW, request, person)
    ]


async def _leading(unit: Unit, areas: list[str]) -> list[Person]:
    ids = {person_id for person_id, held in await people.holders(unit, areas) if held.role is not Role.VOLUNTEER}
    found = [await cards.person(unit, person_id) for person_id in sorted(ids)]
    return [person for person in found if person.reachable]


def called(unit: Unit, person: Person | None) -> Field:
    """What coordinators call somebody of the team; one whose name is not known, by Telegram's id."""
    if person is None:
        return Text("review-nameless")
    name = people.profile(unit, person).get("name")
    return str(name) if name else Text("team-nameless", {"id": str(person.telegram_id)})


async def who(unit: Unit, person_id: int | None) -> Field:
    """The name and phone by which the team knows somebody; never for that person's own eyes."""
    person = None if person_id is None else await people.find(unit, person_id)
    profile = {} if person is None else people.profile(unit, person)
    known: list[Field] = [str(profile["name"])] if profile.get("name") else []
    if profile.get("phone"):
        known.append(Phone(str(profile["phone"])))
    return Joined(tuple(known)) if known else Text("coordinator-nobody")
