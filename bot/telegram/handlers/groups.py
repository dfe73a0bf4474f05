"""What happens to the bot itself: somebody blocks or unblocks it."""

from telegram import ChatMember, Update
from telegram.ext import ChatMemberHandler

from bot.services import reach
from bot.telegram.dispatch import Context


async def membership(update: Update, context: Context) -> None:
    """A person blocked the bot (nothing is sent any more, the phone is the way) or let it in again."""
    change = update.my_chat_member
    if change is None:
        return
    gone = change.new_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT)
    await (reach.lost(context.unit, context.unit.person) if gone else reach.found(context.unit))


HANDLERS = [ChatMemberHandler(membership, ChatMemberHandler.MY_CHAT_MEMBER)]
