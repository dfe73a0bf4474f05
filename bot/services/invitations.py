"""/invite: a link into the team, or for a school's door, by a few buttons.

Every screen is the one live message INVITE; its buttons carry all that was chosen so far, so that nothing is remembered
between them. Chosen districts are a bit mask over the region's districts in KATO order, chosen programmes one over the
programmes in the order of their ids; where there is one programme only, it is not asked about.
"""

import secrets
from datetime import timedelta
from urllib.parse import quote

from bot.core.form import Programme
from bot.core.places import Place, by_language
from bot.core.roles import COUNTRY, Role
from bot.core.speech import Action, Button, Field, Flow, Joined, Message, Row, Text
from bot.services import areas, joining, programmes, rights, schools, screens, ticks
from bot.services.unit import Unit
from bot.store import invites, messages

INVITE = "invite"
"""What the live message of /invite is recorded as."""

LINK = "invite-link"
"""What a message with a link is recorded as."""

PREFIX = "v_"
"""What the start payload of a link into the team begins with."""

VALID = timedelta(days=7)
"""How long a link into the team can be used."""


async def begin(unit: Unit, words: str = "") -> None:
    """/invite: for whom; with a place's name behind it a volunteer's link for that place at once."""
    led = areas.led_by(unit)
    if not led:
        await unit.reply(Text("coordinators-only"))
    elif words:
        await _typed(unit, words)
    else:
        await _show(unit, Text("invite-whom"), _kinds(unit))


def _button(label: Field, code: str, *args: str | int) -> Button:
    return Button(label, Action("t", (code, *args)))


async def _show(unit: Unit, head: Text, rows: tuple[Row, ...]) -> None:
    await unit.show(Message((head,), rows), what=INVITE, ref=unit.person.id)


def _kinds(unit: Unit) -> tuple[Row, ...]:
    rows: list[Row] = [(_button(Text("invite-volunteer"), "ir", Role.VOLUNTEER),)]
    if unit.person.holds(Role.ADMIN):
        rows.append((_button(Text("invite-coordinator"), "ir", Role.COORDINATOR),))
    for programme in schools.programmes(unit):
        label = Text("invite-school", {"programme": programmes.title(programme)})
        rows.append((_button(label, "sr", programme.id),))
    return tuple(rows)


async def _typed(unit: Unit, words: str) -> None:
    found = unit.asar.places.find(words)
    led = {place.code for place in areas.led_by(unit)}
    mine = [place for place in found.exact or found.close if areas.region_of(unit, place.code) in led]
    if found.exact and len(mine) == 1:
        await _volunteer_of(unit, mine[0])
    elif mine:
        rows = (Flow(tuple(_place_button(unit, place) for place in mine[:8]), columns=1),)
        await _show(unit, Text("invite-which"), rows)
    else:
        await _show(unit, Text("invite-no-place", {"words": words[:60]}), _kinds(unit))


async def _volunteer_of(unit: Unit, place: Place) -> None:
    if place.parent is None:
        await choose_areas(unit, Role.VOLUNTEER, place.code)
    else:
        mask = ticks.mask(_codes(unit, place.parent), (place.code,))
        await _ask_programmes(unit, Role.VOLUNTEER, place.parent, mask)


def _place_button(unit: Unit, place: Place) -> Button:
    if place.parent is None:
        return _button(areas.called(place), "ia", Role.VOLUNTEER, place.code, "0")
    label = Joined((areas.called(place), areas.name(unit, place.parent)))
    return _button(label, "il", Role.VOLUNTEER, place.parent, ticks.mask(_codes(unit, place.parent), (place.code,)))


async def choose_region(unit: Unit, role: str) -> None:
    """For whom is known: in which region; who leads one region only is not asked."""
    led = areas.led_by(unit)
    known = role == Role.VOLUNTEER or (role == Role.COORDINATOR and unit.person.holds(Role.ADMIN))
    if not await screens.is_live(unit, INVITE) or not known or not led:
        await unit.answer(Text("stale"))
    elif len(led) == 1 and role == Role.VOLUNTEER:
        await choose_areas(unit, role, led[0].code)
    else:
        code = "ia" if role == Role.VOLUNTEER else "il"
        rows: list[Row] = [Flow(tuple(_button(areas.called(place), code, role, place.code, "0") for place in led))]
        if role == Role.COORDINATOR:
            rows.insert(0, (_button(Text("invite-desk"), code, role, COUNTRY, "0"),))
        await _show(unit, Text(f"invite-region-{role}"), tuple(rows))


async def choose_areas(unit: Unit, role: str, region: str, mask: str = "0") -> None:
    """The whole region, or some of its districts: `mask` has those chosen so far, in hexadecimal."""
    chosen = _districts(unit, region, mask)
    if not await screens.is_live(unit, INVITE) or chosen is None or not _may(unit, role, region):
        await unit.answer(Text("stale"))
        return
    codes, now = _codes(unit, region), set(chosen)
    toggles = tuple(
        _button(
            ticks.label(areas.called(place), on=place.code in now),
            "ia",
            role,
            region,
            ticks.mask(codes, now ^ {place.code}),
        )
        for place in by_language(unit.asar.places.districts(region), unit.language)
    )
    label = Text("invite-chosen", {"count": len(chosen)}) if chosen else Text("invite-whole")
    head = Text("invite-areas", {"region": areas.name(unit, region)})
    await _show(unit, head, ((_button(label, "il", role, region, mask),), Flow(toggles)))


async def make(unit: Unit, role: str, region: str, mask: str) -> None:
    """The areas are chosen: on to the programmes, where there are several, else the link."""
    if not await screens.is_live(unit, INVITE) or not _is_known(unit, role, region, mask):
        await unit.answer(Text("stale"))
        return
    await _ask_programmes(unit, Role(role), region, mask)


async def _ask_programmes(unit: Unit, role: Role, region: str, mask: str) -> None:
    if len(unit.asar.programmes) > 1:
        await choose_programmes(unit, role, region, mask)
    else:
        await _make(unit, role, _districts(unit, region, mask) or (region,), ())


async def choose_programmes(unit: Unit, role: str, region: str, mask: str, only: str = "0") -> None:
    """All programmes, or some of them: `only` has those chosen so far, in hexadecimal."""
    chosen = _programmes(unit, only)
    if not await screens.is_live(unit, INVITE) or chosen is None or not _is_known(unit, role, region, mask):
        await unit.answer(Text("stale"))
        return
    ids, now = [programme.id for programme in _in_order(unit)], set(chosen)
    toggles = tuple(
        _button(
            ticks.label(programmes.title(programme), on=programme.id in chosen),
            *("ip", role, region, mask, ticks.mask(ids, now ^ {programme.id})),
        )
        for programme in _in_order(unit)
    )
    label = Text("invite-chosen-programmes", {"count": len(chosen)}) if chosen else Text("invite-all-programmes")
    ready = _button(label, "im", role, region, mask, only)
    await _show(unit, Text("invite-programmes"), ((ready,), Flow(toggles, columns=1)))


async def make_for(unit: Unit, role: str, region: str, mask: str, only: str) -> None:
    """Everything is chosen."""
    chosen = _programmes(unit, only)
    if not await screens.is_live(unit, INVITE) or chosen is None or not _is_known(unit, role, region, mask):
        await unit.answer(Text("stale"))
        return
    await _make(unit, Role(role), _districts(unit, region, mask) or (region,), chosen)


def _is_known(unit: Unit, role: str, region: str, mask: str) -> bool:
    return _districts(unit, region, mask) is not None and _may(unit, role, region)


async def _make(unit: Unit, role: Role, codes: tuple[str, ...], only: tuple[str, ...]) -> None:
    """One link, whose wizard is over, so that a second press makes no second link."""
    token, until = secrets.token_urlsafe(16), unit.now + VALID
    await invites.add(unit, token, role, codes, unit.person.id, until, only)
    await unit.strip_all(unit.person.id, INVITE, chat_id=unit.person.telegram_id)
    link = f"https://t.me/{unit.asar.username}?start={PREFIX}{token}"
    fields = {"areas": areas.names(unit, codes), "until": until, "link": link}
    told = (Text(f"invite-link-{joining.kind(role, codes)}", fields), *((programmes.only(unit, only),) if only else ()))
    share = Button(Text("invite-share"), url=f"https://t.me/share/url?url={quote(link, safe='')}")
    rows = ((share,), (_button(Text("invite-revoke"), "rv", token),))
    await unit.say(unit.person, Message(told, rows), what=LINK, ref=unit.person.id)


async def revoke(unit: Unit, token: str) -> None:
    """Make a link of one's own useless. Whoever takes the row first has it: a newcomer, or this."""
    invite = await invites.get(unit, token)
    if invite is None or invite.created_by != unit.person.id:
        await unit.answer(Text("stale"))
        return
    revoked = await invites.use(unit, token, unit.person.id) or invite.used_by == unit.person.id
    text = Text("invite-revoked") if revoked else Text("invite-over")
    pressed = None if unit.press is None else unit.press.message_id
    sent = None if pressed is None else await messages.seen(unit, unit.person.telegram_id, pressed)
    if sent is None:
        await unit.reply(text)
        return
    await unit.edit(sent, Message((text,)), unit.person)
    await messages.retire(unit, sent.id)


async def choose_school_region(unit: Unit, programme: str) -> None:
    """A school's link: in which region."""
    led = areas.led_by(unit)
    if not await screens.is_live(unit, INVITE) or not led or not _asks_for_school(unit, programme):
        await unit.answer(Text("stale"))
    elif len(led) == 1:
        await choose_school_district(unit, programme, led[0].code)
    else:
        buttons = tuple(_button(areas.called(place), "sd", programme, place.code) for place in led)
        await _show(unit, Text("school-region"), (Flow(buttons),))


async def choose_school_district(unit: Unit, programme: str, region: str) -> None:
    """A school's link: in which district."""
    districts = unit.asar.places.districts(region)
    may = _asks_for_school(unit, programme) and _may(unit, Role.VOLUNTEER, region)
    if not await screens.is_live(unit, INVITE) or not districts or not may:
        await unit.answer(Text("stale"))
        return
    buttons = tuple(
        _button(areas.called(place), "sn", programme, place.code) for place in by_language(districts, unit.language)
    )
    await _show(unit, Text("school-district", {"region": areas.name(unit, region)}), (Flow(buttons),))


async def ask_school_name(unit: Unit, programme: str, district: str) -> None:
    """A school's link: how it is called. The wizard is over, the next text answers."""
    region = areas.region_of(unit, district)
    may = region is not None and _asks_for_school(unit, programme) and _may(unit, Role.VOLUNTEER, region)
    if not await screens.is_live(unit, INVITE) or region == district or not may:
        await unit.answer(Text("stale"))
        return
    await unit.strip_all(unit.person.id, INVITE, chat_id=unit.person.telegram_id)
    await schools.ask_name(unit, programme, district)


def _asks_for_school(unit: Unit, programme: str) -> bool:
    return any(one.id == programme for one in schools.programmes(unit))


def _may(unit: Unit, role: str, region: str) -> bool:
    known = next((one for one in rights.INVITES if one == role), None)
    there = unit.asar.places.districts(region) or (region == COUNTRY and known is Role.COORDINATOR)
    return known is not None and bool(there) and rights.may_in(unit, rights.INVITES[known], region)


def _districts(unit: Unit, region: str, mask: str) -> tuple[str, ...] | None:
    """The district codes of a mask; None for a mask that no button of ours has."""
    return ticks.chosen(_codes(unit, region), mask)


def _codes(unit: Unit, region: str) -> tuple[str, ...]:
    return tuple(place.code for place in unit.asar.places.districts(region))


def _programmes(unit: Unit, mask: str) -> tuple[str, ...] | None:
    return ticks.chosen(tuple(programme.id for programme in _in_order(unit)), mask)


def _in_order(unit: Unit) -> list[Programme]:
    return sorted(unit.asar.programmes.values(), key=lambda programme: programme.id)
