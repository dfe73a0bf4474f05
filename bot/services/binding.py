"""/bind: which area's requests appear in a group. Said in the group itself, or in private for the list of all of them.

A group has one area, and one topic if it is a forum; an area may have several groups. The group's language is the
binder's, with a button for the other one: a card in both would be twice as long, and nobody reads down to its button.
Only who asked may press.
"""

import logging
from datetime import timedelta

from bot.core.places import Place, by_language
from bot.core.rights import Act
from bot.core.speech import Action, Button, Field, Flow, Joined, Message, Row, Text
from bot.services import areas, cards, group_cards, groups, rights
from bot.services.groups import BIND
from bot.services.unit import Unit
from bot.store import groups as store
from bot.store import messages
from bot.store.groups import Group
from bot.store.outbox import Rank

log = logging.getLogger(__name__)

HINT_EVERY = timedelta(days=1)
"""How often a group is told at most that the bot is written to in private."""

LIST = "bindings"
"""What the live list of bound groups is recorded as, in private."""

START = "bind"
"""What Telegram's link for adding a bot to a group says after /start there."""

LONGEST_NAME = 22
"""Characters of a group's name on a button."""


async def here(unit: Unit, group: Group, topic: int | None, words: str = "") -> None:
    """/bind in a group: to the one region the person leads at once, else a choice; a place may be named."""
    if not rights.may_in(unit, Act.BIND):
        await hint(unit, group, topic, "group-who-binds")
        return
    if group.area is not None and not _leads(unit, group.area):
        await hint(unit, group, topic, "group-bound-by-others")
        return
    if group.topic != topic:
        await store.change(unit, group, topic=topic)
    await group_cards.resume(unit, group)
    led = areas.led_by(unit)
    if words:
        await _typed(unit, group, words)
    elif group.area is not None:
        await _show(unit, group, await _bound(unit, group))
    elif len(led) == 1:
        await _bind(unit, group, led[0].code)
    else:
        await _show(unit, group, _ask(unit, Text("group-which-region"), led))


async def _typed(unit: Unit, group: Group, words: str) -> None:
    found = unit.asar.places.find(words)
    mine = [place for place in found.exact or found.close if _leads(unit, place.code)]
    if found.exact and len(mine) == 1:
        await _bind(unit, group, mine[0].code)
    elif mine:
        await _show(unit, group, _ask(unit, Text("invite-which"), mine[:8]))
    else:
        await _show(unit, group, _ask(unit, Text("group-no-place", {"words": words[:60]}), areas.led_by(unit)))


async def unbind_here(unit: Unit, group: Group, topic: int | None) -> None:
    """/unbind in a group."""
    if not rights.may_in(unit, Act.BIND):
        await hint(unit, group, topic, "group-who-binds")
    elif group.area is None:
        await _show(unit, group, Message((Text("group-not-bound"),)))
    elif not _leads(unit, group.area):
        await hint(unit, group, topic, "group-bound-by-others")
    else:
        await unbind(unit, group)
        await _show(unit, group, Message((Text("group-unbound"),)))


async def press(unit: Unit, group: Group | None, code: str, area: str) -> None:
    """A button under the answer to /bind."""
    if group is None or not await _is_asked(unit, group):
        await unit.answer(Text("group-only-who-asked"))
    elif not rights.may_in(unit, Act.BIND) or (group.area is not None and not _leads(unit, group.area)):
        await unit.answer(Text("stale"))
    elif code == "bd" and _leads(unit, area):
        await _bind(unit, group, area)
    elif code == "br" and group.area is None:
        await _show(unit, group, _ask(unit, Text("group-which-region"), areas.led_by(unit)))
    elif group.area is None:
        await unit.answer(Text("stale"))
    elif code == "bn" and areas.region_of(unit, group.area) is not None:
        await _show(unit, group, _narrow(unit, group.area))
    elif code == "bb":
        await _show(unit, group, await _bound(unit, group))
    elif code == "bl":
        await store.change(unit, group, language="ru" if group.language == "kk" else "kk")
        await _show(unit, group, await _bound(unit, group))
    elif code == "bk":
        await _show(unit, group, Message((await _bound(unit, group)).paragraphs))
    elif code == "bu":
        await unbind(unit, group)
        await _show(unit, group, Message((Text("group-unbound"),)))
    else:
        await unit.answer(Text("stale"))


async def _is_asked(unit: Unit, group: Group) -> bool:
    """Whether the pressed button stands under an answer to this very person, as it is now."""
    if unit.press is None or not unit.person.id:
        return False
    live = await messages.live(unit, (BIND,), unit.person.id, group.chat_id)
    return any(sent.message_id in (None, unit.press.message_id) for sent in live)


def _leads(unit: Unit, area: str) -> bool:
    region = areas.region_of(unit, area)
    return region is not None and rights.may_in(unit, Act.BIND, region)


def _button(label: Field, code: str, *args: str) -> Button:
    return Button(label, groups.action(code, *args))


def _ask(unit: Unit, head: Text, places: tuple[Place, ...] | list[Place]) -> Message:
    labels = [
        areas.called(place) if place.parent is None else Joined((areas.called(place), areas.name(unit, place.parent)))
        for place in places
    ]
    buttons = tuple(_button(label, "bd", place.code) for label, place in zip(labels, places, strict=True))
    return Message((head,), (Flow(buttons),))


def _narrow(unit: Unit, area: str) -> Message:
    region = areas.region_of(unit, area) or area
    districts = by_language(unit.asar.places.districts(region), unit.language)
    buttons = tuple(_button(areas.called(place), "bd", place.code) for place in districts)
    rows: tuple[Row, ...] = (
        (_button(Text("group-whole-region"), "bd", region),),
        Flow(buttons),
        (_button(Text("group-back-button"), "bb"),),
    )
    return Message((Text("group-which-district", {"region": areas.name(unit, region)}),), rows)


async def _bound(unit: Unit, group: Group) -> Message:
    area = group.area or ""
    fields: dict[str, Field] = {"area": areas.name(unit, area), "count": await store.count_waiting(unit, area)}
    other = "ru" if group.language == "kk" else "kk"
    rows: tuple[Row, ...] = (
        (_button(Text("group-narrow"), "bn"),),
        (_button(Text(f"language-{other}"), "bl"), _button(Text("group-unbind"), "bu")),
        (_button(Text("group-done"), "bk"),),
    )
    return Message((Text("group-bound", fields), Text("group-bound-how")), rows)


async def _bind(unit: Unit, group: Group, area: str) -> None:
    if group.area != area:
        if group.area is not None:
            await groups.clear(unit, group)
        else:
            await store.change(unit, group, language=unit.language)
        await store.change(unit, group, area=area, bound_by=unit.person.id, changed_at=unit.now, hinted_at=None)
        log.info("chat %d shows the requests of area %s now", group.chat_id, area)
        if await store.count_waiting(unit, area):
            await group_cards.digest_soon(unit, group, new=True)
    await _show(unit, group, await _bound(unit, group))


async def unbind(unit: Unit, group: Group) -> None:
    """No cards appear in the group any more, and those that are there lose their buttons."""
    await groups.clear(unit, group)
    await store.change(unit, group, area=None, bound_by=None, changed_at=unit.now)
    log.info("chat %d shows no requests any more", group.chat_id)


async def _show(unit: Unit, group: Group, message: Message) -> None:
    """The one live answer to this person's /bind: edited when its button was pressed, else sent anew."""
    live = await messages.live(unit, (BIND,), unit.person.id, group.chat_id)
    for sent in live:
        if unit.press is not None and sent.message_id in (None, unit.press.message_id):
            if message.rows:
                await groups.edit(unit, group, sent, message, Rank.REPLY)
            else:
                await groups.close(unit, group, sent, message)
            return
    for sent in live:
        await (cards.take_back(unit, sent) if sent.message_id is None else unit.strip(sent))
    what = BIND if message.rows else None
    await groups.say(unit, group, message, what=what, ref=unit.person.id, rank=Rank.REPLY)


async def hint(unit: Unit, group: Group, topic: int | None, text: str) -> None:
    """Say politely what the bot is for here, at most once a day, whoever asks."""
    if group.hinted_at is not None and unit.now - group.hinted_at < HINT_EVERY:
        return
    await store.change(unit, group, hinted_at=unit.now)
    rows = ((groups.private(unit, "group-write-me", "group"),),)
    await groups.say_in_both(unit, group.chat_id, topic, Text(text), rows=rows)


# -- in private


async def listed(unit: Unit) -> None:
    """/bind in private: the groups of the areas this person leads, and how to add one."""
    led = areas.led_by(unit)
    if not led:
        await unit.reply(Text("coordinators-only"))
        return
    codes = [place.code for place in led]
    codes += [district.code for region in codes for district in unit.asar.places.districts(region)]
    found = await store.of_areas(unit, codes)
    lines = tuple(
        Text(
            "group-line",
            {
                "title": _title(unit, group),
                "area": areas.name(unit, group.area or ""),
                "state": Text("group-works" if group.lost is None else f"group-lost-{group.lost}"),
            },
        )
        for group in found
    )
    paragraphs = (Text("group-list", {"count": len(found)}), *lines, Text("group-how-to-add"))
    add = Button(Text("group-add"), url=f"https://t.me/{unit.asar.username}?startgroup={START}")
    labels = [Text("group-unbind-one", {"title": _title(unit, group, LONGEST_NAME)}) for group in found]
    unbinds = tuple(
        Button(label, Action("b", ("u", -group.chat_id))) for label, group in zip(labels, found, strict=True)
    )
    await unit.show(Message(paragraphs, ((add,), Flow(unbinds, columns=1))), what=LIST, ref=unit.person.id)


def _title(unit: Unit, group: Group, longest: int = 100) -> Field:
    title = store.title(unit, group)
    if title is None:
        return Text("group-untitled")
    return title if len(title) <= longest else f"{title[: longest - 1]}…"


async def press_listed(unit: Unit, code: str, number: int) -> None:
    """A button of the list: the group is unbound, and told so."""
    group = await store.find(unit, -number) if code == "u" else None
    if group is None or group.area is None or not _leads(unit, group.area):
        await unit.answer(Text("stale"))
        return
    await unbind(unit, group)
    if group.lost is None:
        await groups.say(unit, group, Message((Text("group-unbound"),)))
    await listed(unit)
