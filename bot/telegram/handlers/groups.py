"""Groups: /bind and the buttons of cards, what happens to a group, and that nothing else is answered there.

Also what happens to the bot itself in private: somebody blocks or unblocks it. `concerns` is asked before anything is
loaded: where the bot may read a group's talk, that talk costs nothing and is kept nowhere.
"""

from telegram import Chat, ChatMember, ChatMemberRestricted, Message, Update
from telegram.ext import BaseHandler, CallbackQueryHandler, ChatMemberHandler, CommandHandler, MessageHandler, filters

from bot.core.commands import COMMANDS, IN_GROUPS
from bot.core.speech import Text
from bot.services import binding, group_cards, group_life, reach
from bot.services.binding import START
from bot.store import groups as store
from bot.store.groups import Lost
from bot.telegram import callbacks
from bot.telegram.dispatch import Context
from bot.telegram.handlers.common import PRIVATE

KINDS = frozenset({Chat.GROUP, Chat.SUPERGROUP})

GROUP = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE

SERVICE = (
    filters.StatusUpdate.MIGRATE
    | filters.StatusUpdate.NEW_CHAT_TITLE
    | filters.StatusUpdate.FORUM_TOPIC_CLOSED
    | filters.StatusUpdate.FORUM_TOPIC_REOPENED
)
"""What Telegram itself says in a group that Asar has to know."""

OTHERS = tuple(name for names in COMMANDS.values() for name in names if name not in IN_GROUPS)
"""Commands that belong into the private chat."""


def concerns(update: Update) -> bool:
    """Whether an update of a group is anything to Asar."""
    if update.my_chat_member is not None:
        return True
    sent, user = update.message, update.effective_user
    if sent is not None and SERVICE.check_update(update):
        return True
    if user is None or user.is_bot:
        return False
    return update.callback_query is not None or (sent is not None and _is_command(sent))


def _is_command(sent: Message) -> bool:
    """Written by a member in person, not forwarded, nor as an anonymous administrator, a channel or through a bot."""
    own = sent.sender_chat is None and sent.via_bot is None and sent.forward_origin is None
    return own and (sent.text or "").startswith("/")


async def membership(update: Update, context: Context) -> None:
    """In private: a person blocked the bot (the phone is the way then) or let it in again. In a group: the same."""
    change = update.my_chat_member
    if change is None:
        return
    member, unit = change.new_chat_member, context.unit
    gone = member.status in (ChatMember.BANNED, ChatMember.LEFT)
    if change.chat.type not in KINDS:
        await (reach.lost(unit, unit.person) if gone else reach.found(unit))
    elif gone:
        await group_life.lost(unit, change.chat.id, Lost.REMOVED)
    elif isinstance(member, ChatMemberRestricted) and not member.can_send_messages:
        await group_life.lost(unit, change.chat.id, Lost.RIGHTS)
    else:
        await group_life.let_in(unit, change.chat.id, change.chat.title)


async def service(update: Update, context: Context) -> None:
    """A service message: a new id, a new name, a topic closed or opened."""
    sent, unit = update.message, context.unit
    if sent is None:
        return
    chat_id = sent.chat.id
    if sent.migrate_to_chat_id is not None:
        await group_life.moved(unit, chat_id, sent.migrate_to_chat_id)
    elif sent.migrate_from_chat_id is not None:
        await group_life.moved(unit, sent.migrate_from_chat_id, chat_id)
    elif sent.new_chat_title is not None:
        await group_life.renamed(unit, chat_id, sent.new_chat_title)
    elif sent.forum_topic_closed is not None:
        await group_life.topic_closed(unit, chat_id, sent.message_thread_id)
    elif sent.forum_topic_reopened is not None:
        await group_life.topic_reopened(unit, chat_id, sent.message_thread_id)


def _topic(sent: Message) -> int | None:
    """The topic of a forum it was said in; replies elsewhere have a thread as well."""
    return sent.message_thread_id if sent.is_topic_message else None


async def bind(update: Update, context: Context) -> None:
    """/bind in a group, with a place's name or without."""
    sent = update.message
    if sent is not None:
        group = await group_life.known(context.unit, sent.chat.id, sent.chat.title)
        await binding.here(context.unit, group, _topic(sent), context.words)


async def unbind(update: Update, context: Context) -> None:
    """/unbind in a group."""
    sent = update.message
    if sent is not None:
        group = await group_life.known(context.unit, sent.chat.id, sent.chat.title)
        await binding.unbind_here(context.unit, group, _topic(sent))


async def elsewhere(update: Update, context: Context) -> None:
    """A command of the private chat: say so. /start comes from the link that adds the bot, which asks to bind."""
    sent = update.message
    if sent is None:
        return
    group = await group_life.known(context.unit, sent.chat.id, sent.chat.title)
    if context.words == START:
        await binding.here(context.unit, group, _topic(sent))
    else:
        await binding.hint(context.unit, group, _topic(sent), "group-in-private")


async def press(update: Update, context: Context) -> None:
    """A button in a group: of a card, or under the answer to /bind. No button of the private chat works there."""
    chat, unit = update.effective_chat, context.unit
    code, area = [*map(str, context.action.args), "", ""][:2]
    if chat is None or context.action.verb != "g":
        await unit.answer(Text("stale"))
    elif code == "a":
        await group_cards.accept(
            unit, chat.id, callbacks.number(context.action, 1), callbacks.number(context.action, 2)
        )
    else:
        await binding.press(unit, await store.find(unit, chat.id), code, area)


async def listed(_: Update, context: Context) -> None:
    """/bind in private: the groups that are bound."""
    await binding.listed(context.unit)


async def press_listed(_: Update, context: Context) -> None:
    """A button of the verb "b": unbind a group of the list."""
    code = str((context.action.args or ("",))[0])
    await binding.press_listed(context.unit, code, callbacks.number(context.action, 1))


async def anything(update: Update, context: Context) -> None:
    """Presses in a group; all else is passed over in silence."""
    if update.callback_query is not None:
        await press(update, context)


class InGroup(BaseHandler[Update, Context, None]):
    """Takes everything from a group."""

    def check_update(self, update: object) -> bool:
        """Whether it comes from one."""
        chat = update.effective_chat if isinstance(update, Update) else None
        return chat is not None and chat.type in KINDS


HANDLERS = [
    ChatMemberHandler(membership, ChatMemberHandler.MY_CHAT_MEMBER),
    CommandHandler("bind", bind, GROUP),
    CommandHandler("unbind", unbind, GROUP),
    CommandHandler(OTHERS, elsewhere, GROUP),
    MessageHandler(GROUP & SERVICE, service),
    InGroup(anything),
    CommandHandler("bind", listed, PRIVATE),
    CallbackQueryHandler(press_listed, callbacks.verb("b")),
]
"""Asked before all others: what none of the others takes of a group, `anything` does."""
