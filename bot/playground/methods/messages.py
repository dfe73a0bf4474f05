"""sendMessage, sendLocation, sendContact, copying, deleting, chat actions."""

from typing import Any

from bot.playground import keyboards
from bot.playground.chats import find_chat, living, post, writable
from bot.playground.entities import formatted
from bot.playground.errors import bad
from bot.playground.methods.register import method
from bot.playground.model import Chat, Json, Message, World
from bot.playground.text import units

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_VCARD = 2048
DELETABLE = 48 * 3600.0
ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
})  # fmt: skip


def text_content(world: World, p: Json) -> Json:
    """`text` and `entities` of a message. Lengths are counted in UTF-16 units, the strictest reading of the limit."""
    text, entities = formatted(p.get("text", ""), p.get("parse_mode", ""), p.get("entities"))
    if not text:
        raise bad("message text is empty")
    if units(text) > MAX_TEXT:
        raise bad("message is too long")
    content: Json = {"text": text}
    if entities:
        content["entities"] = _people(world, entities)
    if options := p.get("link_preview_options"):
        content["link_preview_options"] = options
    return content


def caption_content(world: World, p: Json) -> Json:
    """`caption` and `caption_entities`, nothing when there is no caption."""
    caption, entities = formatted(p.get("caption", ""), p.get("parse_mode", ""), p.get("caption_entities"))
    if not caption:
        return {}
    if units(caption) > MAX_CAPTION:
        raise bad("message caption is too long")
    return {"caption": caption} | ({"caption_entities": _people(world, entities)} if entities else {})


def _people(world: World, entities: list[Json]) -> list[Json]:
    """Mentions by id name a person the bot has met; others become plain text."""
    ready = []
    for entity in entities:
        if "user_id" in entity:
            person = world.people.get(entity.pop("user_id"))
            if person is None:
                continue
            entity["user"] = person.user()
        ready.append(entity)
    return ready


def send(world: World, p: Json, content: Json) -> Json:
    """The common end of every sending method: keyboard, chat, reply, options; returns the Message."""
    chat_id = p.get("chat_id")
    markup = keyboards.parse(p.get("reply_markup"), private=isinstance(chat_id, int) and chat_id > 0)
    chat = writable(world, chat_id)
    content = {**_reply(chat, p.get("reply_parameters")), **content}
    if not chat.private and chat.bot_status != "administrator" and (chat.silenced or chat.bot_status == "restricted"):
        raise bad("not enough rights to send text messages to the chat")
    if thread := p.get("message_thread_id"):
        if thread not in chat.topics:
            raise bad("message thread not found")
        if thread in chat.closed_topics and chat.bot_status != "administrator":
            raise bad("TOPIC_CLOSED")
        content |= {"message_thread_id": thread, "is_topic_message": True}
    if p.get("protect_content"):
        content["has_protected_content"] = True
    options: dict[str, Any] = {"silent": True} if p.get("disable_notification") else {}
    return post(world, chat, world.bot, content, markup, **options).data


def _reply(chat: Chat, reply: Json | None) -> Json:
    if not reply:
        return {}
    target = living(chat, int(reply["message_id"]))
    if target is None:
        if reply.get("allow_sending_without_reply"):
            return {}
        raise bad("message to be replied not found")
    return {"reply_to_message": {k: v for k, v in target.data.items() if k != "reply_to_message"}}


@method("sendMessage")
def send_message(world: World, p: Json) -> Json:
    """Send a text."""
    return send(world, p, text_content(world, p))


@method("sendLocation")
def send_location(world: World, p: Json) -> Json:
    """Send a point on the map."""
    for name in ("latitude", "longitude"):
        if name not in p:
            raise bad(f"{name} is empty")
    return send(world, p, {"location": {"latitude": p["latitude"], "longitude": p["longitude"]}})


@method("sendContact")
def send_contact(world: World, p: Json) -> Json:
    """Send a phone contact."""
    for name in ("phone_number", "first_name"):
        if not p.get(name):
            raise bad(f"{name} is empty")
    if len(p.get("vcard", "").encode()) > MAX_VCARD:
        raise bad("VCARD_INVALID")
    names = ("phone_number", "first_name", "last_name", "vcard")
    return send(world, p, {"contact": {name: p[name] for name in names if p.get(name)}})


@method("sendChatAction")
def send_chat_action(world: World, p: Json) -> bool:
    """Show that the bot is busy."""
    if p.get("action") not in ACTIONS:
        raise bad("wrong parameter action in request")
    writable(world, p.get("chat_id"))
    return True


@method("copyMessage")
def copy_message(world: World, p: Json) -> Json:
    """Send the content of another message; returns its MessageId."""
    source = _copied(world, p)
    content = {k: v for k, v in source.data.items() if k not in _NOT_COPIED}
    if "caption" in p:
        content = {k: v for k, v in content.items() if k not in ("caption", "caption_entities")}
        content |= caption_content(world, p)
    return {"message_id": send(world, p, content)["message_id"]}


@method("forwardMessage")
def forward_message(world: World, p: Json) -> Json:
    """Send another message with its author's name."""
    source = _copied(world, p)
    content = {k: v for k, v in source.data.items() if k not in _NOT_COPIED}
    origin = {"type": "user", "sender_user": source.data["from"], "date": source.data["date"]}
    return send(world, p, {"forward_origin": source.data.get("forward_origin", origin), **content})


_NOT_COPIED = frozenset({
    "message_id", "from", "chat", "date", "edit_date", "reply_markup", "reply_to_message", "has_protected_content",
    "message_thread_id", "is_topic_message", "forward_origin",
})  # fmt: skip


def _copied(world: World, p: Json) -> Message:
    source = living(find_chat(world, p.get("from_chat_id")), p.get("message_id", 0))
    if source is None:
        raise bad("message to copy not found")
    if source.data.get("has_protected_content"):
        raise bad("message can't be copied")
    return source


@method("deleteMessage")
def delete_message(world: World, p: Json) -> bool:
    """Delete a message not older than 48 hours."""
    chat = writable(world, p.get("chat_id"))
    message = living(chat, p.get("message_id", 0))
    if message is None:
        raise bad("message to delete not found")
    if not deletable(world, chat, message):
        raise bad("message can't be deleted")
    delete(world, chat, message)
    return True


@method("deleteMessages")
def delete_messages(world: World, p: Json) -> bool:
    """Delete up to 100 messages; those that are gone or too old are skipped."""
    chat = writable(world, p.get("chat_id"))
    ids = p.get("message_ids", [])
    if not ids:
        raise bad("message identifiers are not specified")
    if len(ids) > 100:
        raise bad("too many message identifiers specified")
    for message_id in ids:
        message = living(chat, int(message_id))
        if message is not None and deletable(world, chat, message):
            delete(world, chat, message)
    return True


def deletable(world: World, chat: Chat, message: Message) -> bool:
    """Whether the bot may still delete it."""
    if world.clock.now() - message.versions[0]["date"] > DELETABLE:
        return False
    return chat.private or message.by_bot or chat.bot_status == "administrator"


def delete(world: World, chat: Chat, message: Message) -> None:
    """Take the message out of the chat; its versions stay for audits."""
    message.deleted_at = world.clock.now()
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    world.event(chat, "delete", message_id=message.id)
