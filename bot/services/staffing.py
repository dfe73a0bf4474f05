"""Where the team has nobody: known to the morning digest, and told to the coordinators as soon as it happens."""

from collections.abc import Collection, Iterable

from bot.core.roles import COUNTRY, Membership, Role
from bot.core.speech import Action, Button, Message, Row, Text
from bot.services import areas, leaders
from bot.services.unit import Unit
from bot.store import people
from bot.store.people import Person

NAMED = 5
"""Districts without volunteers that are named; of more it is said how many there are."""


async def without_people(unit: Unit, region: str) -> tuple[str, ...]:
    """Where in a region no volunteer is active: the region's own code if nowhere anybody is, else its districts' codes.

    Active is who is not paused and whom Telegram reaches; who helps in the whole region helps in each of its districts.
    """
    districts = tuple(place.code for place in unit.asar.places.districts(region))
    staffed = await people.staffed(unit, [region, *districts])
    if not staffed:
        return (region,)
    return () if region in staffed else tuple(code for code in districts if code not in staffed)


async def tell_leaders(unit: Unit, member: Person, held: Collection[Membership], *news: Text) -> None:
    """Tell the coordinators of a volunteer's regions what has become of the volunteer, and where nobody is left now.

    held: where they were of help until now. Who did it (the person of the unit) knows the news, but not what follows.
    """
    for region in _regions(unit, held):
        gap = await _gap(unit, region, held)
        rows: tuple[Row, ...] = ((_card(region, member),),) if news and member.on_team else ()
        for leader in await leaders.of_region(unit, region, but=(member.id,)):
            told = (() if leader.id == unit.person.id else news) + gap
            if told:
                await unit.say(leader, Message(told, rows), not_before=unit.waking())


async def ask_leaders(unit: Unit, question: Text, *, what: str) -> None:
    """Tell the coordinators of this person's regions something, with a way to the person's card, recorded as `what`."""
    person = unit.person
    for region in _regions(unit, person.memberships):
        for leader in await leaders.of_region(unit, region, but=(person.id,)):
            message = Message((question,), ((_card(region, person),),))
            await unit.say(leader, message, what=what, ref=person.id, not_before=unit.waking())


def _regions(unit: Unit, held: Iterable[Membership]) -> tuple[str, ...]:
    found = (areas.region_of(unit, one.area) for one in held if one.role is Role.VOLUNTEER and one.area != COUNTRY)
    return tuple(dict.fromkeys(region for region in found if region is not None))


async def _gap(unit: Unit, region: str, held: Collection[Membership]) -> tuple[Text, ...]:
    theirs = {one.area for one in held if one.role is Role.VOLUNTEER}
    gap = tuple(
        code for code in await without_people(unit, region) if code == region or theirs.intersection((code, region))
    )
    if not gap:
        return ()
    return (Text("team-nobody-left", {"areas": areas.names(unit, gap[:NAMED]), "more": len(gap[NAMED:])}),)


def _card(region: str, member: Person) -> Button:
    return Button(Text("team-open"), Action("t", ("tm", region, member.id)))
