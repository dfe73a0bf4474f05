"""What a test asks of the whole town: time, faults, records, redelivery, stillness."""

import asyncio
import time
from dataclasses import asdict
from typing import Any

from bot.playground.errors import Misuse
from bot.playground.model import Call, Json, World

LONGEST_WAIT = 60.0


def advance(world: World, seconds: float) -> Json:
    """Move the virtual clock forward."""
    world.clock.advance(seconds)
    world.pulse.beat()
    return {"now": world.clock.now()}


def status(world: World) -> Json:
    """Where the town stands."""
    return {
        "now": world.clock.now(),
        "happened": world.happened,
        "pending": world.updates.pending(),
        "in_flight": world.in_flight,
        "contradictions": world.contradictions,
    }


def fault(world: World, **fields: Any) -> Json:
    """Put a fault in force; see bot/playground/faults.py."""
    try:
        added = world.faults.add(**fields)
    except TypeError as error:
        raise Misuse(str(error)) from None
    world.pulse.beat()
    return asdict(added)


def faults(world: World) -> list[Json]:
    """The faults in force."""
    return world.faults.listed()


def clear_faults(world: World) -> Json:
    """End all faults."""
    world.faults.active.clear()
    world.pulse.beat()
    return {}


def limits(world: World, **fields: Any) -> Json:
    """Switch the natural rate limits (`on`); change them: overall, chat, group [per second, burst], penalty (s)."""
    for name, value in fields.items():
        if name not in ("on", "overall", "chat", "group", "penalty"):
            raise Misuse(f"there is no limit {name}")
        setattr(world.limits, name, tuple(value) if isinstance(value, list) else value)
    return {}


def revoke(world: World, revoked: bool = True) -> Json:
    """Take the bot's token away (or give it back)."""
    world.revoked = revoked
    return {}


def privacy(world: World, on: bool) -> Json:
    """Switch the privacy mode of groups; on by default."""
    world.reads_all_groups = not on
    return {}


def calls(
    world: World,
    method: str | None = None,
    chat_id: int | None = None,
    after: int = 0,
    ok: bool | None = None,
    polls: bool = False,
) -> list[Json]:
    """The calls of the bot, oldest first; getUpdates only when asked for (`polls`, or by its name)."""
    return [asdict(call) for call in _chosen(world, method, chat_id, after, ok, polls)]


def count(
    world: World, method: str | None = None, chat_id: int | None = None, after: int = 0, ok: bool | None = None
) -> Json:
    """How many calls there were of each method."""
    counted: dict[str, int] = {}
    for call in _chosen(world, method, chat_id, after, ok, True):
        counted[call.method] = counted.get(call.method, 0) + 1
    return counted


def _chosen(
    world: World, method: str | None, chat_id: int | None, after: int, ok: bool | None, polls: bool
) -> list[Call]:
    return [
        call
        for call in world.calls
        if call.no > after
        and (call.method == method if method else polls or call.method != "getUpdates")
        and (chat_id is None or str(call.params.get("chat_id")) == str(chat_id))
        and (ok is None or call.ok == ok)
    ]


def forget_calls(world: World) -> Json:
    """Empty the record of calls and of updates handed out (long benchmarks)."""
    world.calls.clear()
    world.updates.history.clear()
    return {}


def chats(world: World) -> list[Json]:
    """All chats."""
    return [
        chat.brief()
        | {"started": chat.started, "blocked": chat.blocked, "bot": chat.bot_status, "messages": len(chat.messages)}
        for chat in world.chats.values()
    ]


def messages(world: World, chat: int) -> Json:
    """All messages of a chat with all their versions, what lies below the input field, what is pinned."""
    found = world.chats.get(chat)
    if found is None:
        raise Misuse(f"there is no chat {chat}")
    return {
        "messages": [
            {
                "id": m.id,
                "by_bot": m.by_bot,
                "versions": m.versions,
                "keyboard": m.keyboard,
                "deleted_at": m.deleted_at,
                **m.options,
            }
            for m in found.messages.values()
        ],
        "keyboard": found.keyboard,
        "pinned": found.pinned,
    }


def story(world: World, chat: int) -> Json:
    """Everything people saw in a chat, in order, for a transcript."""
    found = world.chats.get(chat)
    if found is None:
        raise Misuse(f"there is no chat {chat}")
    names = {person.id: person.first_name for person in world.people.values()} | {world.bot.id: world.bot.first_name}
    events = []
    for event in found.events:
        if event["kind"] in ("message", "edit"):
            message = found.messages[event["message_id"]]
            before = message.versions[event["version"] - 1] if event["version"] else None
            event = {
                **event,
                "data": message.versions[event["version"]],
                "before": before,
                "keyboard": message.keyboard,
            }
        events.append(event)
    return {"events": events, "names": {str(key): name for key, name in names.items()}, "bot": world.bot.id}


def presses(world: World, person: int | None = None) -> list[Json]:
    """Presses of inline buttons and what the person saw of their answers."""
    return [asdict(press) for press in world.presses.values() if person in (None, press.person_id)]


def profile(world: World) -> Json:
    """What the bot told about itself."""
    return {
        "commands": [{"scope": s, "language": code, "commands": c} for (s, code), c in world.profile.commands.items()],
        "texts": [{"field": f, "language": code, "text": t} for (f, code), t in world.profile.texts.items()],
        "menu_buttons": world.profile.menu_buttons,
    }


def inject(world: World, update: Json, lane: int = 0) -> Json:
    """Queue a raw update, however odd; its own update_id counts when it has one (and the next ids follow it)."""
    if isinstance(update.get("update_id"), int):
        world.updates.next_id = update["update_id"]
    kind = next((name for name in update if name != "update_id"), "unknown")
    return {"update_id": world.updates.push(kind, {"update_id": world.updates.next_id, **update}, lane)}


def redeliver(world: World, ids: list[int] | None = None, last: int | None = None) -> Json:
    """Hand confirmed updates out once more under their old ids: these, the last so many, or all."""
    return {"update_ids": world.updates.replay(ids, last)}


def next_update_id(world: World, id: int) -> Json:  # noqa: A002
    """Let the ids go on from another number, also a lower one."""
    world.updates.next_id = id
    return {}


def drop_pending(world: World) -> Json:
    """Forget what the bot has not confirmed."""
    return {"dropped": world.updates.drop()}


def pending(world: World) -> list[Json]:
    """Updates the bot has not confirmed."""
    return [{"fetched": entry.fetched, "update": entry.body} for entry in world.updates.entries]


async def wait(world: World, after: int, timeout: float = 10.0) -> Json:  # noqa: ASYNC109 - the asker decides
    """Return as soon as anything happened after the number `after`, or when time is out."""
    end = time.monotonic() + min(timeout, LONGEST_WAIT)
    while world.happened <= after and (left := end - time.monotonic()) > 0:
        await world.pulse.wait(left)
    return status(world)


async def settled(world: World, quiet: float = 0.05, timeout: float = 10.0) -> Json:  # noqa: ASYNC109
    """Return when every update is confirmed, no call is under way and nothing happened for `quiet` real seconds.

    `settled` in the answer is false when that was not reached in time.
    """
    end = time.monotonic() + min(timeout, LONGEST_WAIT)
    while (now := time.monotonic()) < end:
        if world.updates.pending() or world.in_flight:
            await world.pulse.wait(end - now)
        elif (left := world.pulse.last + quiet - now) > 0:
            await asyncio.sleep(min(left, end - now))
        else:
            return {"settled": True, **status(world)}
    return {"settled": False, **status(world)}
