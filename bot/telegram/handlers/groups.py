"""What happens to the bot itself: somebody blocks or unblocks it, or writes to it in a group."""

from telegram import ChatMember, Update
from telegram.ext import ChatMemberHandler, MessageHandler, filters

from bot.services import reach
from bot.telegram.dispatch import Context


async def membership(update: Update, context: Context) -> None:
    """A person blocked the bot (nothing is sent any more, the phone is the way) or let it in again."""
    change = update.my_chat_member
    if change is None or change.chat.type != change.chat.PRIVATE:
        return
    gone = change.new_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT)
    await (reach.lost(context.unit, context.unit.person) if gone else reach.found(context.unit))


async def in_a_group(_: Update, __: Context) -> None:
    """Nothing personal is ever answered in a group, so nothing is answered there at all."""


HANDLERS = [
    ChatMemberHandler(membership, ChatMemberHandler.MY_CHAT_MEMBER),
    MessageHandler(~filters.ChatType.PRIVATE, in_a_group),
]
