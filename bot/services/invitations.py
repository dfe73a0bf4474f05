"""/invite: a link into the team, or for a school's door, by a few buttons.

Every screen is the one live message INVITE; its buttons carry all that was chosen so far, so that nothing is remembered
between them. Chosen districts are a bit mask over the region's districts in KATO order.
"""

import secrets
from datetime import timedelta
from urllib.parse import quote

from bot.core.places import Place, by_language
from bot.core.roles import Role
from bot.core.speech import Action, Button, Field, Flow, Joined, Message, Row, Text
from bot.services import areas, programmes, rights, schools
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
        await _make(unit, Role.VOLUNTEER, (place.code,))


def _place_button(unit: Unit, place: Place) -> Button:
    if place.parent is None:
        return _button(areas.called(place), "ia", Role.VOLUNTEER, place.code, "0")
    label = Joined((areas.called(place), areas.name(unit, place.parent)))
    districts = unit.asar.places.districts(place.parent)
    return _button(label, "il", Role.VOLUNTEER, place.parent, f"{1 << districts.index(place):x}")


async def choose_region(unit: Unit, role: str) -> None:
    """For whom is known: in which region; who leads one region only is not asked."""
    led = areas.led_by(unit)
    known = role == Role.VOLUNTEER or (role == Role.COORDINATOR and unit.person.holds(Role.ADMIN))
    if not await _is_live(unit) or not known or not led:
        await unit.answer(Text("stale"))
    elif len(led) == 1 and role == Role.VOLUNTEER:
        await choose_areas(unit, role, led[0].code)
    else:
        code = "ia" if role == Role.VOLUNTEER else "il"
        buttons = tuple(_button(areas.called(place), code, role, place.code, "0") for place in led)
        await _show(unit, Text(f"invite-region-{role}"), (Flow(buttons),))


async def choose_areas(unit: Unit, role: str, region: str, mask: str = "0") -> None:
    """The whole region, or some of its districts: `mask` has those chosen so far, in hexadecimal."""
    chosen = _districts(unit, region, mask)
    if not await _is_live(unit) or chosen is None or not _may(unit, role, region):
        await unit.answer(Text("stale"))
        return
    bits = int(mask, 16)
    at = {place.code: position for position, place in enumerate(unit.asar.places.districts(region))}
    toggles = tuple(
        _button(_ticked(place, on=place.code in chosen), "ia", role, region, f"{bits ^ 1 << at[place.code]:x}")
        for place in by_language(unit.asar.places.districts(region), unit.language)
    )
    label = Text("invite-chosen", {"count": len(chosen)}) if chosen else Text("invite-whole")
    head = Text("invite-areas", {"region": areas.name(unit, region)})
    await _show(unit, head, ((_button(label, "il", role, region, mask),), Flow(toggles)))


def _ticked(place: Place, *, on: bool) -> Field:
    return Text("invite-district-on", {"district": areas.called(place)}) if on else areas.called(place)


async def make(unit: Unit, role: str, region: str, mask: str) -> None:
    """Everything is chosen: one link, whose wizard is over, so that a second press makes no second link."""
    chosen = _districts(unit, region, mask)
    if not await _is_live(unit) or chosen is None or not _may(unit, role, region):
        await unit.answer(Text("stale"))
        return
    await _make(unit, Role(role), chosen or (region,))


async def _make(unit: Unit, role: Role, codes: tuple[str, ...]) -> None:
    token, until = secrets.token_urlsafe(16), unit.now + VALID
    await invites.add(unit, token, role, codes, unit.person.id, until)
    await unit.strip_all(unit.person.id, INVITE, chat_id=unit.person.telegram_id)
    link = f"https://t.me/{unit.asar.username}?start={PREFIX}{token}"
    fields = {"areas": areas.names(unit, codes), "until": until, "link": link}
    share = Button(Text("invite-share"), url=f"https://t.me/share/url?url={quote(link, safe='')}")
    message = Message(
        (Text(f"invite-link-{role}", fields),), ((share,), (_button(Text("invite-revoke"), "rv", token),))
    )
    await unit.say(unit.person, message, what=LINK, ref=unit.person.id)


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
    if not await _is_live(unit) or not led or not _asks_for_school(unit, programme):
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
    if not await _is_live(unit) or not districts or not may:
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
    if not await _is_live(unit) or region == district or not may:
        await unit.answer(Text("stale"))
        return
    await unit.strip_all(unit.person.id, INVITE, chat_id=unit.person.telegram_id)
    await schools.ask_name(unit, programme, district)


def _asks_for_school(unit: Unit, programme: str) -> bool:
    return any(one.id == programme for one in schools.programmes(unit))


def _may(unit: Unit, role: str, region: str) -> bool:
    known = [one for one in rights.INVITES if one == role]
    return bool(known and unit.asar.places.districts(region)) and rights.may_in(unit, rights.INVITES[known[0]], region)


def _districts(unit: Unit, region: str, mask: str) -> tuple[str, ...] | None:
    """The district codes of a mask; None for a mask that no button of ours has."""
    districts = unit.asar.places.districts(region)
    try:
        bits = int(mask, 16)
    except ValueError:
        return None
    if not 0 <= bits < 1 << len(districts):
        return None
    return tuple(place.code for at, place in enumerate(districts) if bits >> at & 1)


async def _is_live(unit: Unit) -> bool:
    """Whether the pressed button stands under the wizard as it is now; a typed command needs none."""
    if unit.press is None:
        return True
    sent = await messages.live(unit, (INVITE,), unit.person.id, unit.person.telegram_id)
    # Telegram's id is recorded a moment after Telegram showed the message: a very quick press may come before.
    # A typed label stands under no message.
    pressed = unit.press.message_id
    return any(pressed is None or one.message_id in (None, pressed) for one in sent)
