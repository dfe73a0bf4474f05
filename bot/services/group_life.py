"""What happens to a group itself: the bot is added, removed, silenced, let in again; the group or its topic is gone.

A loss is written down at once and told a minute later, if it is still one: when a group becomes a supergroup, Telegram
says first that the bot has left the old one.
"""

import logging
from datetime import timedelta

from bot.core.rights import Act, may_in
from bot.core.speech import Message, Text
from bot.services import areas, binding, cards, group_cards, groups, leaders, rights
from bot.services.unit import Unit
from bot.store import deliveries, people, timers
from bot.store import groups as store
from bot.store.groups import Group, Lost
from bot.store.people import Person

log = logging.getLogger(__name__)

SETTLED = timedelta(minutes=1)
"""How long a loss must last before anybody is told."""


async def known(unit: Unit, chat_id: int, title: str | None) -> Group:
    """The group, from now on known, by the title it has now."""
    group = await store.find(unit, chat_id)
    if group is None:
        group = await store.add(unit, chat_id, unit.language, unit.person.id or None)
    if title is not None and title != store.title(unit, group):
        await store.change(unit, group, sealed_title=unit.vault.seal(store.TITLE, title))
    return group


async def renamed(unit: Unit, chat_id: int, title: str) -> None:
    """The group has a new name."""
    if await store.find(unit, chat_id) is not None:
        await known(unit, chat_id, title)


async def let_in(unit: Unit, chat_id: int, title: str | None) -> None:
    """The bot is in the group and may write there: somebody added it just now, or gave it the right again."""
    before = await store.find(unit, chat_id)
    group = await known(unit, chat_id, title)
    if group.area is not None:
        await found(unit, group)
    elif before is None or before.lost is not None:
        await store.change(unit, group, lost=None, topic=None)
        if rights.may_in(unit, Act.BIND):
            await groups.say(unit, group, Message((Text("group-hello"),)))
        else:
            await binding.hint(unit, group, None, "group-who-binds")


async def found(unit: Unit, group: Group) -> None:
    """Something can be said there again: the group hears so, and what waits is shown anew."""
    if await group_cards.resume(unit, group) and group.area is not None:
        await groups.say(unit, group, Message((Text("group-back", {"area": areas.name(unit, group.area)}),)))


async def lost(unit: Unit, chat_id: int, why: Lost) -> None:
    """Nothing can be said there any more. What waited for it is cancelled, and its cards are forgotten."""
    group = await store.find(unit, chat_id)
    if group is None:
        return
    await groups.give_up(unit, group)
    if group.area is None:
        await store.forget(unit, chat_id)
        return
    if group.lost is None:
        log.info("chat %d is lost: %s", chat_id, why)
        await timers.put(unit, groups.LOST, chat_id, unit.now + SETTLED)
    await store.change(unit, group, lost=why, changed_at=unit.now)


async def topic_closed(unit: Unit, chat_id: int, topic: int | None) -> None:
    """A topic was closed: nothing can be said in it."""
    group = await store.find(unit, chat_id)
    if group is not None and group.topic is not None and group.topic == topic:
        await lost(unit, chat_id, Lost.TOPIC)


async def topic_reopened(unit: Unit, chat_id: int, topic: int | None) -> None:
    """A topic was opened again."""
    group = await store.find(unit, chat_id)
    if group is not None and group.lost == Lost.TOPIC and group.topic == topic:
        await found(unit, group)


async def moved(unit: Unit, old: int, new: int) -> None:
    """A group became a supergroup and has a new id. Told twice by Telegram, and by a refusal, in any order."""
    await deliveries.migrate(unit, old, new)
    group = await store.find(unit, old)
    if group is None:
        return
    for kind in (groups.LOST, groups.TIMER):
        await timers.drop(unit, kind, old)
    there = await store.find(unit, new)
    if there is not None and there.area is not None:
        await store.forget(unit, old)
        return
    if there is not None:
        await store.forget(unit, new)
    await store.move(unit, old, new)
    log.info("chat %d is now %d", old, new)
    upgraded = await store.find(unit, new)
    if upgraded is not None and upgraded.area is not None:
        await group_cards.digest_soon(unit, upgraded, new=True)


async def tell_lost(unit: Unit, chat_id: int) -> None:
    """The timer of a loss: who bound the group and who leads its area hear of it once, with what to do."""
    group = await store.find(unit, chat_id)
    if group is None or group.lost is None or group.area is None:
        return
    region = areas.region_of(unit, group.area)
    if region is None:
        return
    title = store.title(unit, group)
    fields = {
        "title": Text("group-untitled") if title is None else title,
        "area": areas.name(unit, group.area),
        "why": Text(f"group-lost-{group.lost}"),
    }
    message = Message((Text("group-lost", fields), Text(f"group-lost-{group.lost}-what")))
    for person in await _concerned(unit, group, region):
        await unit.say(person, message, not_before=unit.waking())


async def _concerned(unit: Unit, group: Group, region: str) -> list[Person]:
    told = {person.id: person for person in await leaders.of_region(unit, region)}
    binder = None if group.bound_by is None else await people.find(unit, group.bound_by)
    if binder is not None and may_in(Act.BIND, binder.memberships, region):
        told[binder.id] = await cards.person(unit, binder.id)
    return list(told.values())
