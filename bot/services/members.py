"""/team: who is on the team of a region and what they are doing; letting somebody rest, and taking somebody off it.

Everything hangs on the one live message TEAM: buttons of older ones change nothing. Where a volunteer helps is changed
in `placing`.
"""

from bot.core.rights import Act
from bot.core.roles import COUNTRY, Membership, Role
from bot.core.speech import Action, Button, Field, Flow, Joined, Message, Phone, Row, Text
from bot.services import areas, leaders, programmes, resting, rights, screens, speaking, team
from bot.services.resting import Why
from bot.services.unit import Unit
from bot.store import people, requests
from bot.store.people import Person

TEAM = "team"
"""What the live message of /team is recorded as."""

PAGE = 6
"""Members on one screen: a name, areas and figures of each must fit a small phone."""


def button(label: Field, code: str, *args: str | int) -> Button:
    """A button of the verb "t"."""
    return Button(label, Action("t", (code, *args)))


async def say(unit: Unit, paragraphs: tuple[Text, ...], rows: tuple[Row, ...]) -> None:
    """Let the live message say this."""
    await unit.show(Message(paragraphs, rows), what=TEAM, ref=unit.person.id)


def _may_see(unit: Unit, area: str) -> bool:
    return (area == COUNTRY or bool(unit.asar.places.districts(area))) and rights.may_in(unit, Act.TEAM, area)


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
    if _may_see(unit, COUNTRY):
        codes.insert(0, COUNTRY)
    if not codes:
        await unit.answer(Text("stale"))
        return
    buttons = tuple(
        button(
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
    await say(unit, (Text("team-which"),), (Flow(buttons),))


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
        rows.append(Flow(tuple(button(leaders.called(unit, member), "tm", area, member.id) for member in members)))
    turns = (
        (button(Text("team-previous"), "tl", area, page - 1),) if page > 0 else (),
        (button(Text("team-next"), "tl", area, page + 1),) if page < last else (),
    )
    if any(turns):
        rows.append(turns[0] + turns[1])
    if len(areas.led_by(unit)) > 1:
        rows.append((button(Text("team-regions"), "tc"),))
    await say(unit, (head, *lines), tuple(rows))


async def _line(unit: Unit, member: Person) -> Text:
    return Text(
        "team-member",
        {
            "name": leaders.called(unit, member),
            "roles": Joined(tuple(Text(f"role-{role}") for role in team.roles(member.memberships))),
            "areas": _places(unit, member),
            "languages": speaking.named(member),
            "claims": await requests.count_claims(unit, member.id),
            "days": max(0, (unit.now - member.seen_at).days),
            "state": Text(_state(member)),
        },
    )


def _places(unit: Unit, member: Person) -> Field:
    """Where a member works, each place once, with the programmes where they do not help with all."""
    found = dict.fromkeys((held.area, held.programmes) for held in member.memberships)
    return Joined(tuple(_place(unit, area, only) for area, only in found))


def _place(unit: Unit, area: str, only: tuple[str, ...]) -> Field:
    place = areas.name(unit, area)
    return Text("team-area-only", {"area": place, "only": programmes.only(unit, only)}) if only else place


def _state(member: Person) -> str:
    if not member.reachable:
        return "team-unreachable"
    why = resting.why(member)
    return "team-active" if why is None else f"team-paused-{why}"


async def member_of(unit: Unit, area: str, person_id: int, *, changing: bool = False) -> Person | None:
    """The member of this area's team, for somebody who may see that team; else the press is answered.

    changing: something is to be done to them, so the button has to be on the live message, and nobody else does
    anything to them at the same time.
    """
    allowed = _may_see(unit, area) and (not changing or await screens.is_live(unit, TEAM))
    find = people.lock if changing else people.find
    member = await find(unit, person_id) if allowed else None
    region = None if area == COUNTRY else area
    if member is None or all(areas.region_of(unit, held.area) != region for held in member.memberships):
        await unit.answer(Text("stale"))
        return None
    return member


async def card(unit: Unit, area: str, person_id: int) -> None:
    """One member: the phone, and what may be done about them by who reads it."""
    member = await member_of(unit, area, person_id)
    if member is None:
        return
    paragraphs = [await _line(unit, member)]
    phone = people.profile(unit, member).get("phone")
    if phone is not None:
        paragraphs.append(Text("team-phone", {"phone": Phone(str(phone))}))
    mine = rights.in_charge_of(unit, member, area)
    if not mine and member.id != unit.person.id:
        paragraphs.append(Text("team-not-yours"))
    elif mine and len(mine) < len(member.memberships):
        paragraphs.append(Text("team-helps-elsewhere"))
    await say(unit, tuple(paragraphs), (*_offers(area, member, mine), (button(Text("team-back"), "tl", area, 0),)))


def _offers(area: str, member: Person, mine: tuple[Membership, ...]) -> tuple[Row, ...]:
    rows: list[Row] = []
    if area != COUNTRY and any(held.role is Role.VOLUNTEER for held in mine):
        rows.append((button(Text("team-areas"), "ae", area, member.id),))
    if may_pause(member, mine):
        rows.append((button(Text("team-pause"), "tp", area, member.id),))
    elif may_resume(member, mine):
        rows.append((button(Text("team-resume"), "tu", area, member.id),))
    if mine:
        rows.append((button(Text("team-remove"), "tr", area, member.id),))
    return tuple(rows)


def may_pause(member: Person, mine: tuple[Membership, ...]) -> bool:
    """Whether somebody in charge of these of a member's roles may let them rest: who is in charge of all."""
    return bool(mine) and len(mine) == len(member.memberships) and not member.paused


def may_resume(member: Person, mine: tuple[Membership, ...]) -> bool:
    """Whether they may end the rest; who rests by their own will does so until they have enough of it."""
    return bool(mine) and len(mine) == len(member.memberships) and resting.why(member) not in (None, Why.SELF)


async def pause(unit: Unit, area: str, person_id: int) -> None:
    """Let the member rest: nothing is offered to them, what they have accepted stays theirs."""
    member = await member_of(unit, area, person_id, changing=True)
    if member is None:
        return
    if may_pause(member, rights.in_charge_of(unit, member, area)):
        await resting.pause_member(unit, member)
        await unit.answer(Text("team-paused"))
    else:
        await unit.answer(Text("stale"))
    await card(unit, area, person_id)


async def resume(unit: Unit, area: str, person_id: int) -> None:
    """The member's rest is over."""
    member = await member_of(unit, area, person_id, changing=True)
    if member is None:
        return
    if may_resume(member, rights.in_charge_of(unit, member, area)):
        await resting.resume_member(unit, member)
        await unit.answer(Text("team-resumed"))
    else:
        await unit.answer(Text("stale"))
    await card(unit, area, person_id)


async def ask_remove(unit: Unit, area: str, person_id: int) -> None:
    """Ask whether the member shall really be taken off the team, or off this region's."""
    member = await member_of(unit, area, person_id)
    if member is None:
        return
    mine = rights.in_charge_of(unit, member, area)
    if not mine:
        await unit.answer(Text("stale"))
        return
    whole = len(mine) == len(member.memberships)
    fields: dict[str, Field] = {"name": leaders.called(unit, member)}
    if whole:
        question = Text("team-remove-sure", fields | {"claims": await requests.count_claims(unit, member.id)})
    else:
        question = Text("team-remove-part-sure", fields | {"region": areas.name(unit, area)})
    rows = (
        (button(Text("team-remove-yes"), "ty", area, member.id),),
        (button(Text("team-remove-no"), "tm", area, member.id),),
    )
    await say(unit, (question,), rows)


async def remove(unit: Unit, area: str, person_id: int) -> None:
    """Take the member off the team, or off this region's, and show who is left."""
    member = await member_of(unit, area, person_id, changing=True)
    if member is None:
        return
    mine = rights.in_charge_of(unit, member, area)
    if not mine:
        await unit.answer(Text("stale"))
        return
    await team.remove(unit, member, mine)
    await unit.answer(Text("team-removed"))
    await show(unit, area, 0)
