"""Where a volunteer helps, changed by who leads there: the whole region, or some of its districts.

Ticks travel in the buttons, together with what was held when the screen was opened: if two change the same volunteer,
the second does not undo the first unknowingly.
"""

from bot.core.places import by_language
from bot.core.rights import Act
from bot.core.roles import Membership, Role
from bot.core.speech import Button, Field, Flow, Row, Text
from bot.services import areas, leaders, members, rights, team, ticks
from bot.services.unit import Unit
from bot.store.people import Person


def _codes(unit: Unit, region: str) -> tuple[str, ...]:
    """What can be ticked, in the order of the mask's bits: the districts, and last the whole region."""
    return (*(place.code for place in unit.asar.places.districts(region)), region)


def _held(unit: Unit, member: Person, region: str) -> tuple[Membership, ...]:
    """Where the member helps in the region, as far as the person may change that."""
    codes = _codes(unit, region)
    mine = rights.in_charge_of(unit, member, region) if rights.may_in(unit, Act.TEAM, region) else ()
    return tuple(one for one in mine if one.role is Role.VOLUNTEER and one.area in codes)


def _mask(unit: Unit, held: tuple[Membership, ...], region: str) -> str:
    return ticks.mask(_codes(unit, region), [one.area for one in held])


async def begin(unit: Unit, region: str, person_id: int) -> None:
    """The areas as they are, to be ticked."""
    member = await members.member_of(unit, region, person_id)
    if member is None:
        return
    held = _held(unit, member, region)
    if held:
        await _show(unit, member, region, _mask(unit, held, region), _mask(unit, held, region))
    else:
        await unit.answer(Text("stale"))


async def tick(unit: Unit, region: str, person: str, base: str, mask: str) -> None:
    """One more or one less is ticked."""
    found = await _seen(unit, region, person, base, mask)
    if found is not None:
        await _show(unit, found[0], region, base, mask)


async def save(unit: Unit, region: str, person: str, base: str, mask: str) -> None:
    """From now on the member helps there and nowhere else in this region."""
    found = await _seen(unit, region, person, base, mask)
    if found is None:
        return
    member, held = found
    chosen = ticks.chosen(_codes(unit, region), mask)
    if chosen and mask != base:
        await team.place(unit, member, held, chosen)
        await unit.answer(Text("team-areas-saved"))
    await members.card(unit, region, member.id)


async def _seen(
    unit: Unit, region: str, person: str, base: str, mask: str
) -> tuple[Person, tuple[Membership, ...]] | None:
    """The member and their areas, if these are still what the screen was opened with; else they are shown as now."""
    known = person.isascii() and person.isdigit() and len(person) <= 15
    if not known or ticks.chosen(_codes(unit, region), mask) is None:
        await unit.answer(Text("stale"))
        return None
    member = await members.member_of(unit, region, int(person), changing=True)
    if member is None:
        return None
    held = _held(unit, member, region)
    if held and base == _mask(unit, held, region):
        return member, held
    await unit.answer(Text("stale"))
    await members.card(unit, region, member.id)
    return None


async def _show(unit: Unit, member: Person, region: str, base: str, mask: str) -> None:
    codes = _codes(unit, region)
    now = set(ticks.chosen(codes, mask) or ())

    def button(label: Field, wanted: set[str], code: str = "aa") -> Button:
        return members.button(label, code, region, member.id, base, ticks.mask(codes, wanted))

    whole = button(ticks.label(Text("invite-whole"), on=region in now), set() if region in now else {region})
    districts = tuple(
        button(ticks.label(areas.called(place), on=place.code in now), (now - {region}) ^ {place.code})
        for place in by_language(unit.asar.places.districts(region), unit.language)
    )
    rows: list[Row] = [(whole,), Flow(districts)]
    if now and mask != base:
        rows.append((button(Text("team-areas-save"), now, "as"),))
    rows.append((members.button(Text("team-areas-keep"), "tm", region, member.id),))
    fields = {"name": leaders.called(unit, member), "region": areas.name(unit, region)}
    hint = () if now else (Text("team-areas-one"),)
    await members.say(unit, (Text("team-areas-ask", fields), *hint), tuple(rows))
