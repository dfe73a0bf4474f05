"""What happens to groups: made, joined, left, upgraded, deleted."""

from bot.playground.chats import post
from bot.playground.errors import Misuse
from bot.playground.methods.groups import member, set_bot_status, tell_bot_status
from bot.playground.methods.messages import delete
from bot.playground.model import Chat, Json, World


def add_group(
    world: World,
    title: str,
    members: list[int],
    type: str = "supergroup",  # noqa: A002 - the field's name in Telegram
    bot: str = "member",
    id: int | None = None,  # noqa: A002
    forum: bool = False,
) -> Json:
    """Make a group of these people (the first owns it) and the bot; the bot is told that it was added."""
    if type not in ("group", "supergroup"):
        raise Misuse("a group is a group or a supergroup")
    number = world.random.randrange(1_000_000_000, 4_000_000_000)
    chat_id = id or (-(1_000_000_000_000 + number) if type == "supergroup" else -number)
    chat = Chat(chat_id, type, title=title, bot_status="left", is_forum=forum)
    chat.members = {person: "member" if place else "creator" for place, person in enumerate(members)}
    world.chats[chat_id] = chat
    if bot not in ("left", "kicked"):
        bot_status(world, chat_id, bot)
    return chat.brief()


def _group(world: World, chat: int) -> Chat:
    found = world.chats.get(chat)
    if found is None or found.private:
        raise Misuse(f"there is no group {chat}")
    return found


def bot_status(world: World, chat: int, status: str) -> Json:
    """Add the bot, promote it, silence it, throw it out: member, administrator, restricted, left, kicked."""
    group = _group(world, chat)
    owner = world.people[next(iter(group.members))]
    set_bot_status(world, group, status, owner)
    return {}


def member_status(world: World, chat: int, person: int, status: str) -> Json:
    """A person joins, leaves or is made an administrator; joining and leaving are service messages."""
    group = _group(world, chat)
    account = world.people[person]
    was, group.members[person] = group.members.get(person, "left"), status
    gone, here = status in ("left", "kicked"), was not in ("left", "kicked")
    if gone == here:
        content: Json = {"left_chat_member": account.user()} if gone else {"new_chat_members": [account.user()]}
        message = post(world, group, account, content)
        world.updates.add("message", message.data, chat)
    return {}


def migrate(world: World, chat: int, told_of_bot: str = "") -> Json:
    """Upgrade a group to a supergroup: a new id, and a service message on both sides.

    told_of_bot: "before" or "after" these the bot is told that it left the old group and joined the new one.
    """
    old = _group(world, chat)
    if old.type != "group" or old.migrated_to is not None:
        raise Misuse("only a basic group can be upgraded, and only once")
    owner = world.people[next(iter(old.members))]
    new_id = -(1_000_000_000_000 + world.random.randrange(1_000_000_000, 4_000_000_000))
    new = Chat(new_id, "supergroup", title=old.title, bot_status=old.bot_status, members=dict(old.members))
    world.chats[new_id] = new
    old.migrated_to = new_id

    def tell() -> None:
        left, here = member(world, world.bot, "left"), member(world, world.bot, new.bot_status)
        tell_bot_status(world, old, owner, here, left)
        tell_bot_status(world, new, owner, left, here)

    if told_of_bot == "before":
        tell()
    for place, content in ((old, {"migrate_to_chat_id": new_id}), (new, {"migrate_from_chat_id": chat})):
        message = post(world, place, owner, content)
        world.updates.add("message", message.data, place.id)
    if told_of_bot == "after":
        tell()
    return new.brief()


def add_topic(world: World, chat: int, person: int, name: str) -> Json:
    """Somebody opens a topic of a forum; its id is that of the service message about it."""
    forum = _group(world, chat)
    if not forum.is_forum:
        raise Misuse("only a forum has topics")
    content: Json = {"forum_topic_created": {"name": name, "icon_color": 7322096}, "is_topic_message": True}
    message = post(world, forum, world.people[person], content)
    message.data["message_thread_id"] = message.id
    forum.topics[message.id] = name
    world.updates.add("message", message.data, chat)
    return {"message_thread_id": message.id, "name": name}


def close_topic(world: World, chat: int, person: int, topic: int, closed: bool = True) -> Json:
    """Close a topic: only administrators may write in it; or open it again. The bot hears of it."""
    forum = _with_topic(world, chat, topic)
    if (topic in forum.closed_topics) == closed:
        raise Misuse("the topic is so already")
    forum.closed_topics = [each for each in forum.closed_topics if each != topic] + ([topic] if closed else [])
    kind = "forum_topic_closed" if closed else "forum_topic_reopened"
    content: Json = {"message_thread_id": topic, "is_topic_message": True, kind: {}}
    world.updates.add("message", post(world, forum, world.people[person], content).data, chat)
    return {}


def delete_topic(world: World, chat: int, topic: int) -> Json:
    """Delete a topic with all that was said in it. Telegram does not tell the bot."""
    forum = _with_topic(world, chat, topic)
    del forum.topics[topic]
    for message in forum.messages.values():
        if message.data.get("message_thread_id") == topic and message.deleted_at is None:
            delete(world, forum, message)
    return {}


def _with_topic(world: World, chat: int, topic: int) -> Chat:
    forum = _group(world, chat)
    if topic not in forum.topics:
        raise Misuse(f"there is no topic {topic}; there are: {forum.topics}")
    return forum


def silence(world: World, chat: int, on: bool = True) -> Json:
    """Let nobody but administrators write in the group, or everybody again. Telegram does not tell the bot."""
    _group(world, chat).silenced = on
    return {}


def rename_group(world: World, chat: int, title: str) -> Json:
    """Give the group another name: a service message."""
    group = _group(world, chat)
    group.title = title
    owner = world.people[next(iter(group.members))]
    world.updates.add("message", post(world, group, owner, {"new_chat_title": title}).data, chat)
    return {}


def delete_group(world: World, chat: int) -> Json:
    """Delete the group for everybody."""
    _group(world, chat).deleted = True
    return {}
