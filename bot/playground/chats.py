"""Finding chats, may the bot write there, and putting messages into them."""

from typing import Any

from bot.playground.errors import Refused, bad, forbidden
from bot.playground.model import Account, Chat, Json, Message, World

MAX_ID = 1 << 52


def find_chat(world: World, chat_id: int | str | None) -> Chat:
    """The chat of an id or a public @username. Refuses with 400."""
    if chat_id is None or chat_id == "" or chat_id == 0:
        raise bad("chat_id is empty")
    if isinstance(chat_id, str):
        name = chat_id.removeprefix("@").lower()
        chat = next((c for c in world.chats.values() if not c.private and c.username.lower() == name), None)
    else:
        chat = world.chats.get(chat_id)
    if chat is None:
        raise bad("chat not found")
    return chat


def writable(world: World, chat_id: int | str | None) -> Chat:
    """The chat, when the bot may write there. Refuses as the real server does."""
    chat = find_chat(world, chat_id)
    if chat.private:
        person = world.people[chat.id]
        if person.is_bot:
            raise forbidden("the bot can't send messages to the bot")
        if person.deactivated:
            raise forbidden("user is deactivated")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat
    if chat.migrated_to is not None:
        words = "Bad Request: group chat was upgraded to a supergroup chat"
        raise Refused(400, words, {"migrate_to_chat_id": chat.migrated_to})
    if chat.deleted:
        raise forbidden("the group chat was deleted")
    if chat.bot_status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    if chat.bot_status == "left":
        raise forbidden(f"bot is not a member of the {chat.type} chat")
    return chat


def post(world: World, chat: Chat, by: Account, content: Json, markup: Json | None = None, **options: Any) -> Message:
    """Put a message into the chat. The bot's inline keyboard stays with it, any other keyboard goes to the people."""
    message_id = world.next_message_id(chat)
    data: Json = {"message_id": message_id, "from": by.user(), "chat": chat.brief(), "date": int(world.clock.now())}
    data |= content
    message = Message(message_id, by.is_bot, [data], options={k: v for k, v in options.items() if v is not None})
    if markup is not None:
        if "inline_keyboard" in markup:
            data["reply_markup"] = markup
        else:
            message.keyboard = markup
            chat.keyboard = None if "remove_keyboard" in markup else markup
    chat.messages[message_id] = message
    world.event(chat, "message", message_id=message_id, version=0, by=by.id)
    return message


def revise(world: World, chat: Chat, message: Message, changes: Json) -> Json:
    """Give the message a new version: None as a value takes the field away."""
    data = {**message.data, **changes, "edit_date": int(world.clock.now())}
    data = {name: value for name, value in data.items() if value is not None}
    message.versions.append(data)
    world.event(chat, "edit", message_id=message.id, version=len(message.versions) - 1, by=data["from"]["id"])
    return data


def living(chat: Chat, message_id: int) -> Message | None:
    """The message, unless it never was or was deleted."""
    message = chat.messages.get(message_id)
    return message if message is not None and message.deleted_at is None else None
