"""Words to many people at once: preparing them, stopping them, and asking to hear no more of them."""

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.services import announcing
from bot.telegram import callbacks
from bot.telegram.dispatch import Context
from bot.telegram.handlers.common import PRIVATE


async def announce(_: Update, context: Context) -> None:
    """/announce."""
    await announcing.begin(context.unit)


async def press(_: Update, context: Context) -> None:
    """A button of the verb "a": `(code, announcement, revision, word)`."""
    code, _key, _revision, word, *_more = (*map(str, context.action.args), "", "", "", "")
    key, revision = callbacks.number(context.action, 1), callbacks.number(context.action, 2)
    await announcing.press(context.unit, code, key, revision, word)


HANDLERS = [CommandHandler("announce", announce, PRIVATE), CallbackQueryHandler(press, callbacks.verb("a"))]
