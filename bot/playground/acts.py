"""What people do in the local Telegram: write, press, share, block. Every function answers with JSON."""

from typing import Any

from bot.playground.chats import living, post, revise
from bot.playground.entities import formatted
from bot.playground.errors import Misuse, Refused
from bot.playground.methods.groups import set_bot_status
from bot.playground.methods.profile import menu
from bot.playground.model import Account, Chat, Json, Message, Press, World

ALMATY = (43.238949, 76.889709)


def add_person(
    world: World,
    first_name: str,
    id: int | None = None,  # noqa: A002 - the field's name in Telegram
    last_name: str = "",
    username: str = "",
    language_code: str = "",
    phone: str = "",
    is_bot: bool = False,
    label: str = "",
    place: str = "",
    aside: bool = False,
) -> Json:
    """Somebody moves in. They have not written to the bot yet, so it may not write to them.

    label, place: what the page shows beside the name; aside: it shows their phone only when asked to.
    """
    if id is None:
        id = world.random.randrange(200_000_000, 7_900_000_000)  # noqa: A001
    if id in world.people or id == world.bot.id:
        raise Misuse(f"there is somebody with the id {id} already")
    phone = phone or f"+7700{id % 10_000_000:07d}"
    person = Account(id, first_name, last_name, username, language_code, phone, is_bot)
    person.label, person.place, person.aside = label, place, aside
    world.people[id] = person
    world.chats[id] = Chat(id, "private", first_name=first_name, last_name=last_name, username=username)
    world.pulse.beat()
    return person.user() | {"phone": phone}


def person_and_chat(world: World, person: int, chat: int | None) -> tuple[Account, Chat]:
    """Who acts, and where: in the private chat unless told otherwise."""
    account = world.people.get(person)
    if account is None:
        raise Misuse(f"nobody has the id {person}")
    if account.deactivated:
        raise Misuse(f"{account.first_name} has deleted the account")
    place = world.chats.get(chat or person)
    if place is None:
        raise Misuse(f"there is no chat {chat}")
    if place.private and place.id != person:
        raise Misuse("a person cannot write in somebody else's private chat")
    if not place.private and place.members.get(person, "left") in ("left", "kicked"):
        raise Misuse(f"{account.first_name} is not in the group {place.title}")
    return account, place


def write(world: World, person: int, content: Json, chat: int | None = None, reply_to: int | None = None) -> Json:
    """A person's message of any content. Who blocked the bot unblocks it by writing."""
    account, place = person_and_chat(world, person, chat)
    if place.private:
        if place.blocked:
            set_bot_status(world, place, "member", account)
        place.started = True
    if reply_to is not None:
        target = living(place, reply_to)
        if target is None:
            raise Misuse(f"there is no message {reply_to} to reply to")
        content = {"reply_to_message": {k: v for k, v in target.data.items() if k != "reply_to_message"}, **content}
    message = post(world, place, account, content)
    if (
        place.keyboard
        and (place.keyboard.get("one_time_keyboard") or "force_reply" in place.keyboard)
        and place.private
    ):
        # A one-time keyboard folds away; a forced reply is over.
        place.keyboard = None if "force_reply" in place.keyboard else {**place.keyboard, "folded": True}
    if place.private or _heard(world, place, message):
        world.updates.add("message", message.data, place.id)
    return message.data


def _heard(world: World, chat: Chat, message: Message) -> bool:
    """Whether the bot gets a message of a group: with privacy on only commands, replies to it and service messages."""
    if chat.bot_status in ("left", "kicked"):
        return False
    if world.reads_all_groups or chat.bot_status == "administrator":
        return True
    data = message.data
    text: str = data.get("text", "")
    asked = data.get("reply_to_message", {}).get("from", {}).get("id") == world.bot.id
    return asked or text.startswith("/") or f"@{world.bot.username}" in text


def say(
    world: World,
    person: int,
    text: str,
    chat: int | None = None,
    reply_to: int | None = None,
    topic: int | None = None,
    **extra: Any,
) -> Json:
    """Write a text as a person types it; "/command" gets its entity. `extra` fields go into the Message as they are.

    topic: of a forum.
    """
    if topic is not None:
        extra |= {"message_thread_id": topic, "is_topic_message": True}
    try:
        cleaned, entities = formatted(text, "")
    except Refused as refused:
        raise Misuse(refused.description) from None
    if not cleaned:
        raise Misuse("Telegram does not let a person send an empty text")
    content: Json = {"text": cleaned} | ({"entities": entities} if entities else {}) | extra
    return write(world, person, content, chat, reply_to)


def start(world: World, person: int, payload: str = "") -> Json:
    """Open the bot by its link, t.me/<bot>?start=<payload>."""
    return say(world, person, f"/start {payload}".strip())


def press(world: World, person: int, message_id: int, data: str, chat: int | None = None, forged: bool = False) -> Json:
    """Press a button that holds `data`. forged: also where there is no such message or button any more."""
    account, place = person_and_chat(world, person, chat)
    message = place.messages.get(message_id)
    if message is None or message.deleted_at is not None:
        if not forged:
            raise Misuse(f"the message {message_id} is deleted: nobody can press its buttons")
        shown: Json = {"chat": place.brief(), "message_id": message_id, "date": 0}
    else:
        shown = message.data
    number = str(world.random.getrandbits(63))
    world.presses[number] = Press(number, person, place.id, message_id, data, world.clock.now())
    label = next(
        (button["text"] for row in buttons(message) for button in row if button.get("callback_data") == data), data
    )
    world.event(place, "press", by=person, message_id=message_id, label=label, press=number)
    query = {
        "id": number,
        "from": account.user(),
        "message": shown,
        "chat_instance": str(place.id * 7919),
        "data": data,
    }
    update_id = world.updates.add("callback_query", query, place.id)
    return {"callback_query_id": number, "update_id": update_id}


def buttons(message: Message | None) -> list[list[Json]]:
    """The newest keyboard the message ever had that is not empty, so that late presses find their label."""
    if message is None:
        return []
    return [
        row for data in reversed(message.versions) for row in data.get("reply_markup", {}).get("inline_keyboard", [])
    ]


def tap(
    world: World,
    person: int,
    label: str,
    chat: int | None = None,
    latitude: float | None = None,
    longitude: float | None = None,
) -> Json:
    """Press a button of the keyboard below the input field: its text, own phone or place is sent."""
    _, place = person_and_chat(world, person, chat)
    rows = (place.keyboard or {}).get("keyboard", [])
    found = next((button for row in rows for button in row if button["text"] == label), None)
    if found is None:
        raise Misuse(
            f"no button {label!r} below the input field; there are: {[b['text'] for row in rows for b in row]}"
        )
    if found.get("request_contact"):
        return share_contact(world, person, chat=chat)
    if found.get("request_location"):
        return share_location(world, person, latitude, longitude, chat=chat)
    return say(world, person, label, chat)


def share_contact(
    world: World,
    person: int,
    phone: str | None = None,
    of: int | None = None,
    first_name: str | None = None,
    foreign: bool = False,
    chat: int | None = None,
) -> Json:
    """Share one's own phone, that of the person `of`, or (foreign) a contact that has no Telegram."""
    account = world.people.get(of or person)
    if account is None:
        raise Misuse(f"nobody has the id {of}")
    contact: Json = {"phone_number": phone or account.phone, "first_name": first_name or account.first_name}
    if account.last_name and first_name is None:
        contact["last_name"] = account.last_name
    if not foreign:
        contact["user_id"] = account.id
    return write(world, person, {"contact": contact}, chat)


def share_location(
    world: World, person: int, latitude: float | None = None, longitude: float | None = None, chat: int | None = None
) -> Json:
    """Share a point on the map, the middle of Almaty when none is given."""
    lat, lon = (latitude, longitude) if latitude is not None and longitude is not None else ALMATY
    return write(world, person, {"location": {"latitude": lat, "longitude": lon}}, chat)


def edit(world: World, person: int, message_id: int, text: str, chat: int | None = None) -> Json:
    """Edit one's own text or caption."""
    _, place = person_and_chat(world, person, chat)
    message = living(place, message_id)
    if message is None or message.data["from"]["id"] != person:
        raise Misuse(f"the message {message_id} is not theirs to edit")
    field = "text" if "text" in message.data else "caption"
    marks = "entities" if field == "text" else "caption_entities"
    cleaned, entities = formatted(text, "")
    data = revise(world, place, message, {field: cleaned, marks: entities or None})
    if place.private or _heard(world, place, message):
        world.updates.add("edited_message", data, place.id)
    return data


def forward(world: World, person: int, message_id: int, source: int | None = None, chat: int | None = None) -> Json:
    """Forward a message of the chat `source` (their private chat with the bot when none) to the bot."""
    _, origin = person_and_chat(world, person, source)
    message = living(origin, message_id)
    if message is None:
        raise Misuse(f"there is no message {message_id}")
    if message.data.get("has_protected_content"):
        raise Misuse("the content is protected: it cannot be forwarded")
    kept = {k: v for k, v in message.data.items() if k not in _OWN}
    author = {"type": "user", "sender_user": message.data["from"], "date": message.data["date"]}
    return write(world, person, {"forward_origin": author, **kept}, chat)


_OWN = frozenset({"message_id", "from", "chat", "date", "edit_date", "reply_markup", "reply_to_message"})


def block(world: World, person: int) -> Json:
    """Stop the bot."""
    account, place = person_and_chat(world, person, None)
    place.started = True
    set_bot_status(world, place, "kicked", account)
    return {}


def unblock(world: World, person: int) -> Json:
    """Let the bot write again."""
    account, place = person_and_chat(world, person, None)
    set_bot_status(world, place, "member", account)
    return {}


def deactivate(world: World, person: int) -> Json:
    """Delete the account."""
    account, _ = person_and_chat(world, person, None)
    account.deactivated = True
    return {}


def change_person(world: World, person: int, **fields: str) -> Json:
    """Rename, or change the language of the app: any of the words an account has."""
    account, place = person_and_chat(world, person, None)
    for name, value in fields.items():
        if name not in ("first_name", "last_name", "username", "language_code", "phone", "label", "place"):
            raise Misuse(f"a person has no {name}")
        setattr(account, name, value)
        if name in ("first_name", "last_name", "username"):
            setattr(place, name, value)
    return account.user()


def offline(world: World, person: int, on: bool = True) -> Json:
    """Take a phone off the network, or bring it back: what comes meanwhile is seen only then. The bot is not told."""
    account, _ = person_and_chat(world, person, None)
    account.offline_since = world.happened if on else None
    world.pulse.beat()
    return {}


def commands(world: World, person: int) -> list[Json]:
    """The command menu the person sees."""
    return menu(world, person)
