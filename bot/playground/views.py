"""What the page shows: chats as their phones see them, events as they happen, calls of the bot."""

from collections.abc import Iterator
from itertools import chain, pairwise, takewhile
from typing import Any

from bot.playground.methods.profile import group_menu, menu
from bot.playground.model import Account, Call, Chat, Json, Message, World

LATEST_CALLS = 300
_DULL = frozenset({"chat", "from"})


def town(world: World) -> Json:
    """Everything small: the bot, the people, the faults in force, how far the clock is ahead (seconds)."""
    return {
        "bot": world.bot.user(),
        "ahead": world.clock.offset,
        "people": [_person(world, account) for account in world.people.values() if not account.is_bot],
        "groups": [_group(world, place) for place in _groups(world)],
        "faults": world.faults.listed(),
        "about": {code: text for (field, code), text in world.profile.texts.items() if field == "description"},
    }


def _person(world: World, account: Account) -> Json:
    chat = world.chats[account.id]
    return {
        "id": account.id,
        "name": " ".join(filter(None, (account.first_name, account.last_name))),
        "language": account.language_code,
        "phone": account.phone,
        "label": account.label,
        "place": account.place,
        "started": chat.started,
        "blocked": chat.blocked,
        "gone": account.deactivated,
        "offline": account.offline_since is not None,
        "aside": account.aside,
        "menu": menu(world, account.id),
    }


def _groups(world: World) -> Iterator[Chat]:
    """The groups there are; one that became a supergroup is that supergroup."""
    return (place for place in world.chats.values() if not place.private and place.migrated_to is None)


def _group(world: World, place: Chat) -> Json:
    members = {who: status for who, status in place.members.items() if status not in ("left", "kicked")}
    return {
        "id": place.id,
        "was": next((old.id for old in world.chats.values() if old.migrated_to == place.id), None),
        "title": place.title,
        "type": place.type,
        "forum": place.is_forum,
        "topics": {str(thread): name for thread, name in place.topics.items()},
        "bot": place.bot_status,
        "gone": place.deleted,
        "members": [
            {"id": who, "status": status, "menu": group_menu(world, place, who)} for who, status in members.items()
        ],
    }


def chats(world: World) -> Json:
    """All private chats by the id of the person, as their phones show them, and all groups by theirs."""
    private = {
        str(account.id): chat(world.chats[account.id], account.offline_since)
        for account in world.people.values()
        if not account.is_bot
    }
    return private | {str(place.id): chat(place) for place in _groups(world)}


def chat(place: Chat, until: int | None = None) -> Json:
    """A chat's messages, oldest first, and the keyboard below the input field. until: as it was at that event."""
    if until is None:
        shown = [message(each, len(each.versions) - 1) for each in place.messages.values()]
        return {"messages": shown, "keyboard": place.keyboard}
    versions: dict[int, int] = {}
    deleted: set[int] = set()
    keyboard: Json | None = None
    for event in takewhile(lambda event: event["no"] <= until, place.events):
        match event["kind"]:
            case "message" | "edit":
                versions[event["message_id"]] = event["version"]
                came_with = place.messages[event["message_id"]].keyboard
                if event["kind"] == "message" and came_with is not None:
                    keyboard = None if "remove_keyboard" in came_with else came_with
            case "delete":
                deleted.add(event["message_id"])
    shown = [message(place.messages[key], version, deleted=key in deleted) for key, version in versions.items()]
    return {"messages": shown, "keyboard": keyboard}


def message(shown: Message, version: int, *, deleted: bool | None = None) -> Json:
    """One message in one of its versions."""
    data = {name: value for name, value in shown.versions[version].items() if name not in _DULL}
    return {
        "id": shown.id,
        "bot": shown.by_bot,
        "by": shown.data["from"]["id"],
        "edits": _edits(shown, version),
        "deleted": shown.deleted_at is not None if deleted is None else deleted,
        "silent": bool(shown.options.get("silent")),
        "data": data,
        "was": _old_buttons(shown, version),
    }


def _edits(shown: Message, version: int) -> int:
    """How often its text was edited: new buttons alone leave no mark."""
    texts = [(data.get("text"), data.get("caption")) for data in shown.versions[: version + 1]]
    return sum(one != other for one, other in pairwise(texts))


def _old_buttons(shown: Message, version: int) -> list[list[Json]] | None:
    """The latest inline keyboard the message has lost: a slow phone may still show it."""
    now = shown.versions[version].get("reply_markup")
    older = (data["reply_markup"] for data in reversed(shown.versions[:version]) if data.get("reply_markup"))
    rows: list[list[Json]] | None = next((markup["inline_keyboard"] for markup in older if markup != now), None)
    return rows


def events(world: World, after: int) -> list[Json]:
    """What happened in the chats after the number `after`, in order; not what phones without a network miss."""
    on_line = (each for each in world.people.values() if each.offline_since is None and not each.is_bot)
    found = [
        _event(place, event)
        for place in chain((world.chats[account.id] for account in on_line), _groups(world))
        for event in takewhile(lambda event: event["no"] > after, reversed(place.events))
    ]
    return sorted(found, key=lambda event: int(event["no"]))


def _event(place: Chat, event: Json) -> Json:
    seen: dict[str, Any] = {**event, "chat": place.id, "keyboard": place.keyboard}
    if event["kind"] in ("message", "edit"):
        shown = place.messages[event["message_id"]]
        seen["message"] = message(shown, event["version"], deleted=False)
    return seen


def latest_calls(world: World) -> Iterator[Json]:
    """The latest calls that have been answered, oldest first, without getUpdates."""
    for made in world.calls[-LATEST_CALLS:]:
        if made.method != "getUpdates" and (made.code or made.fault):
            yield call(made)


def call(made: Call) -> Json:
    """A call for the drawer."""
    return {
        "no": made.no,
        "method": made.method,
        "params": made.params,
        "at": made.at,
        "ok": made.ok,
        "code": made.code,
        "description": made.description,
        "fault": made.fault,
    }
