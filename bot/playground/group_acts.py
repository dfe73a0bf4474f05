"""What happens to groups: made, joined, left, upgraded, deleted."""

from bot.playground.chats import post
from bot.playground.errors import Misuse
from bot.playground.methods.groups import set_bot_status
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
    """Add the bot, make it an administrator, throw it out: member, administrator, left, kicked."""
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


def migrate(world: World, chat: int) -> Json:
    """Upgrade a group to a supergroup: a new id, and a service message on both sides."""
    old = _group(world, chat)
    if old.type != "group" or old.migrated_to is not None:
        raise Misuse("only a basic group can be upgraded, and only once")
    owner = world.people[next(iter(old.members))]
    new_id = -(1_000_000_000_000 + world.random.randrange(1_000_000_000, 4_000_000_000))
    new = Chat(new_id, "supergroup", title=old.title, bot_status=old.bot_status, members=dict(old.members))
    world.chats[new_id] = new
    for place, content in ((old, {"migrate_to_chat_id": new_id}), (new, {"migrate_from_chat_id": chat})):
        message = post(world, place, owner, content)
        world.updates.add("message", message.data, place.id)
    old.migrated_to = new_id
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


def delete_group(world: World, chat: int) -> Json:
    """Delete the group for everybody."""
    _group(world, chat).deleted = True
    return {}
