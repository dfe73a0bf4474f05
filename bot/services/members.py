"""/team: who is on the team of a region, what they are doing, and taking somebody off it."""

from bot.core.roles import COUNTRY, Membership, Role
from bot.core.speech import Action, Button, Field, Flow, Joined, Message, Phone, Row, Text
from bot.services import areas, team
from bot.services.unit import Unit
from bot.store import people, requests
from bot.store.people import Person

TEAM = "team"
"""What the live message of /team is recorded as."""

PAGE = 6
"""Members on one screen: a name, areas and figures of each must fit a small phone."""


def _button(label: Field, code: str, *args: str | int) -> Button:
    return Button(label, Action("t", (code, *args)))


async def _show(unit: Unit, paragraphs: tuple[Text, ...], rows: tuple[Row, ...]) -> None:
    await unit.show(Message(paragraphs, rows), what=TEAM, ref=unit.person.id)


def _may_see(unit: Unit, area: str) -> bool:
    if area == COUNTRY:
        return unit.person.holds(Role.ADMIN)
    return any(place.code == area for place in areas.led_by(unit))


async def begin(unit: Unit) -> None:
    """/team: the one region that the person leads at once, else a choice."""
    led = areas.led_by(unit)
    if not led:
        await unit.reply(Text("coordinators-only"))
    elif len(led) == 1:
        await show(unit, led[0].code, 0)
    else:
        await choose_region(unit)


async def choose_region(unit: Unit) -> None:
    """Which region's team; each with how many people it has."""
    holders = await people.all_holders(unit)
    found: dict[str | None, set[int]] = {}
    for person_id, membership in holders:
        found.setdefault(areas.region_of(unit, membership.area), set()).add(person_id)
    codes = [place.code for place in areas.led_by(unit)]
    if unit.person.holds(Role.ADMIN):
        codes.insert(0, COUNTRY)
    if not codes:
        await unit.answer(Text("stale"))
        return
    buttons = tuple(
        _button(
            Text(
                "team-region",
                {
                    "region": areas.name(unit, code),
                    "count": len(found.get(None if code == COUNTRY else code, ())),
                },
            ),
            "tl",
            code,
            0,
        )
        for code in codes
    )
    await _show(unit, (Text("team-which"),), (Flow(buttons),))


async def show(unit: Unit, area: str, page: int) -> None:
    """One page of a region's team, or of those who have the whole country."""
    if not _may_see(unit, area):
        await unit.answer(Text("stale"))
        return
    codes = [area, *(place.code for place in unit.asar.places.districts(area))]
    ids = sorted({person_id for person_id, _ in await people.holders(unit, codes)})
    last = max(0, (len(ids) - 1) // PAGE)
    page = min(max(page, 0), last)
    members = [await people.get(unit, person_id) for person_id in ids[page * PAGE : (page + 1) * PAGE]]
    head = Text("team-head", {"area": areas.name(unit, area), "count": len(ids)})
    lines = [await _line(unit, member) for member in members]
    rows: list[Row] = []
    if members:
        rows.append(Flow(tuple(_button(_name(unit, member), "tm", area, member.id) for member in members)))
    turns = (
        (_button(Text("team-previous"), "tl", area, page - 1),) if page > 0 else (),
        (_button(Text("team-next"), "tl", area, page + 1),) if page < last else (),
    )
    if any(turns):
        rows.append(turns[0] + turns[1])
    if len(areas.led_by(unit)) > 1:
        rows.append((_button(Text("team-regions"), "tc"),))
    await _show(unit, (head, *lines), tuple(rows))


def _name(unit: Unit, member: Person) -> Field:
    name = people.profile(unit, member).get("name")
    return Text("team-nameless", {"id": str(member.telegram_id)}) if name is None else str(name)


async def _line(unit: Unit, member: Person) -> Text:
    return Text(
        "team-member",
        {
            "name": _name(unit, member),
            "roles": Joined(tuple(Text(f"role-{role}") for role in team.roles(member.memberships))),
            "areas": areas.names(unit, _areas(member.memberships)),
            "claims": await requests.count_claims(unit, member.id),
            "days": max(0, (unit.now - member.seen_at).days),
            "state": Text(_state(member)),
        },
    )


def _areas(held: tuple[Membership, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(membership.area for membership in held))


def _state(member: Person) -> str:
    if not member.reachable:
        return "team-unreachable"
    return "team-paused" if member.paused else "team-active"


async def _member(unit: Unit, area: str, person_id: int) -> Person | None:
    """The member of this area's team, for somebody who may see that team; else the press is answered."""
    member = await people.find(unit, person_id) if _may_see(unit, area) else None
    region = None if area == COUNTRY else area
    if member is None or all(areas.region_of(unit, m.area) != region for m in member.memberships):
        await unit.answer(Text("stale"))
        return None
    return member


async def card(unit: Unit, area: str, person_id: int) -> None:
    """One member: the phone, and the button to take them off the team for who may."""
    member = await _member(unit, area, person_id)
    if member is None:
        return
    paragraphs = [await _line(unit, member)]
    phone = people.profile(unit, member).get("phone")
    if phone is not None:
        paragraphs.append(Text("team-phone", {"phone": Phone(str(phone))}))
    rows: list[Row] = []
    if team.may_remove(unit, member):
        rows.append((_button(Text("team-remove"), "tr", area, member.id),))
    elif member.id != unit.person.id:
        paragraphs.append(Text("team-cannot-remove"))
    rows.append((_button(Text("team-back"), "tl", area, 0),))
    await _show(unit, tuple(paragraphs), tuple(rows))


async def ask_remove(unit: Unit, area: str, person_id: int) -> None:
    """Ask whether the member shall really be taken off the team."""
    member = await _member(unit, area, person_id)
    if member is None:
        return
    if not team.may_remove(unit, member):
        await unit.answer(Text("stale"))
        return
    fields = {"name": _name(unit, member), "claims": await requests.count_claims(unit, member.id)}
    rows = (
        (_button(Text("team-remove-yes"), "ty", area, member.id),),
        (_button(Text("team-remove-no"), "tm", area, member.id),),
    )
    await _show(unit, (Text("team-remove-sure", fields),), rows)


async def remove(unit: Unit, area: str, person_id: int) -> None:
    """Take the member off the team and show who is left."""
    member = await _member(unit, area, person_id)
    if member is None:
        return
    if not team.may_remove(unit, member):
        await unit.answer(Text("stale"))
        return
    await team.remove(unit, member)
    await unit.answer(Text("team-removed"))
    await show(unit, area, 0)
