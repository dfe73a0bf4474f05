"""Chats and their members: getChat, getChatMember, leaveChat, pins."""

from bot.playground.chats import find_chat, living, post, writable
from bot.playground.errors import bad
from bot.playground.methods.register import method
from bot.playground.model import Account, Chat, Json, World

ADMINISTRATOR = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories",
)  # fmt: skip

RESTRICTED = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics",
    "can_edit_tag", "can_react_to_messages",
)  # fmt: skip


@method("getChat")
def get_chat(world: World, p: Json) -> Json:
    """What is known about a chat."""
    chat = find_chat(world, p.get("chat_id"))
    if chat.private and not chat.started:
        raise bad("chat not found")
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    full = {**chat.brief(), "accent_color_id": chat.id % 7, "max_reaction_count": 11}
    full["accepted_gift_types"] = dict.fromkeys(gifts, True)
    if chat.pinned:
        full["pinned_message"] = chat.messages[chat.pinned[-1]].data
    return full


def member(world: World, account: Account, status: str) -> Json:
    """The type ChatMember for a status."""
    described: Json = {"user": account.user(), "status": status}
    if status == "creator":
        described["is_anonymous"] = False
    elif status == "administrator":
        described |= {name: account is world.bot and name in ADMINISTRATOR[2:4] for name in ADMINISTRATOR}
    elif status == "restricted":
        described |= {"is_member": True, "until_date": 0, **dict.fromkeys(RESTRICTED, False)}
    elif status == "kicked":
        described["until_date"] = 0
    return described


@method("getChatMember")
def get_chat_member(world: World, p: Json) -> Json:
    """One member of a chat."""
    chat = writable(world, p.get("chat_id"))
    user_id = p.get("user_id", 0)
    if user_id == world.bot.id:
        return member(world, world.bot, chat.bot_status)
    person = world.people.get(user_id)
    if person is None:
        raise bad("invalid user_id specified" if not user_id else "PARTICIPANT_ID_INVALID")
    return member(
        world, person, "member" if chat.private and chat.id == person.id else chat.members.get(person.id, "left")
    )


@method("leaveChat")
def leave_chat(world: World, p: Json) -> bool:
    """Leave a group."""
    chat = writable(world, p.get("chat_id"))
    if chat.private:
        raise bad("chat member status can't be changed in private chats")
    set_bot_status(world, chat, "left", world.bot)
    return True


def set_bot_status(world: World, chat: Chat, status: str, by: Account) -> None:
    """Change what the bot is in the chat and tell it by my_chat_member."""
    was = ("kicked" if chat.blocked else "member") if chat.private else chat.bot_status
    if chat.private:
        chat.blocked = status == "kicked"
    else:
        chat.bot_status = status
    if was == status:
        return
    world.event(chat, "bot", status=status, by=by.id)
    tell_bot_status(world, chat, by, member(world, world.bot, was), member(world, world.bot, status))


def tell_bot_status(world: World, chat: Chat, by: Account, old: Json, new: Json) -> None:
    """Tell the bot what it was and what it is in a chat."""
    change = {"chat": chat.brief(), "from": by.user(), "date": int(world.clock.now())}
    world.updates.add("my_chat_member", {**change, "old_chat_member": old, "new_chat_member": new}, chat.id)


@method("pinChatMessage")
def pin_chat_message(world: World, p: Json) -> bool:
    """Pin a message; the chat gets a service message about it."""
    chat = writable(world, p.get("chat_id"))
    message = living(chat, p.get("message_id", 0))
    if message is None:
        raise bad("message to pin not found")
    if not chat.private and chat.bot_status != "administrator":
        raise bad("not enough rights to manage pinned messages in the chat")
    if message.id in chat.pinned:
        raise bad("CHAT_NOT_MODIFIED")
    chat.pinned.append(message.id)
    post(world, chat, world.bot, {"pinned_message": message.data})
    return True


@method("unpinChatMessage")
def unpin_chat_message(world: World, p: Json) -> bool:
    """Unpin a message, the latest when none is named."""
    chat = writable(world, p.get("chat_id"))
    message_id = p.get("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if message_id not in chat.pinned:
        raise bad("message to unpin not found")
    chat.pinned.remove(message_id)
    return True


@method("unpinAllChatMessages")
def unpin_all_chat_messages(world: World, p: Json) -> bool:
    """Unpin everything."""
    writable(world, p.get("chat_id")).pinned.clear()
    return True
