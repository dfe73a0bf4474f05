"""May this person do that? The matrix of `bot.core.rights`, asked about a stored request and the person of a unit."""

from bot.core import rights
from bot.core.requests import State
from bot.core.rights import Act, Standing, Subject
from bot.core.roles import Membership, Role
from bot.services.unit import Unit
from bot.store import requests
from bot.store.people import Person
from bot.store.requests import Request

INVITES = {Role.VOLUNTEER: Act.INVITE, Role.COORDINATOR: Act.INVITE_COORDINATOR}
"""What it takes to invite somebody into a role; nobody is invited into any other."""


def standing(unit: Unit, request: Request, person: Person | None = None) -> frozenset[Standing]:
    """What the person of the unit, or another one, is to a request."""
    who = person or unit.person
    neighbours = unit.asar.organisation.neighbours.get(request.region or "", ())
    return rights.standings(
        who.memberships,
        Subject(request.region, request.district, request.stage, request.programme, neighbours),
        family=request.person_id == who.id,
        own=_has_phone_of(unit, who, request),
        claimer=request.claimer_id == who.id,
        entered=request.origin != "bot",
    )


def may(unit: Unit, act: Act, request: Request, person: Person | None = None) -> bool:
    """Whether they may do this to the request as it stands."""
    return rights.may(act, standing(unit, request, person), request.state)


def is_for(unit: Unit, act: Act, request: Request, person: Person | None = None) -> bool:
    """Whether it is theirs to do at all, in whatever state the request is."""
    return rights.is_for(act, standing(unit, request, person))


def in_state(act: Act, state: State) -> bool:
    """Whether anybody may do this to a request in that state."""
    return state in rights.RULES[act].states


def may_in(unit: Unit, act: Act, region: str | None = None) -> bool:
    """Whether the person may do what is about an area, or about nothing in particular."""
    return rights.may_in(act, unit.person.memberships, region)


def in_charge_of(unit: Unit, member: Person, region: str) -> tuple[Membership, ...]:
    """Which roles of a member of this region's team the person may change or take; nobody their own."""
    if member.id == unit.person.id:
        return ()
    districts = tuple(place.code for place in unit.asar.places.districts(region))
    return rights.in_charge_of(unit.person.memberships, member.memberships, region, districts)


def _has_phone_of(unit: Unit, person: Person, request: Request) -> bool:
    """Whether the request's phone is the person's own, whichever key its hash was made with."""
    if person.phone_hash is None or request.phone_hash is None:
        return False
    if person.phone_hash == request.phone_hash:
        return True
    phone = requests.answers(unit, request).get("phone")
    return phone is not None and person.phone_hash in unit.vault.blinds(str(phone))
