"""Requests of families without Telegram: entering them, and what the team does at such a family's word."""

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.services import intake as services
from bot.telegram import callbacks
from bot.telegram.dispatch import Context
from bot.telegram.handlers.common import PRIVATE


async def intake(_: Update, context: Context) -> None:
    """/intake."""
    await services.begin(context.unit)


async def press(_: Update, context: Context) -> None:
    """A button of the verb "n": `(code, words …)` before the questions, `(code, id, revision)` after them."""
    code, *words = [*map(str, context.action.args)] or [""]
    key, revision = callbacks.number(context.action, 1), callbacks.number(context.action, 2)
    await services.press(context.unit, code, tuple(words), key, revision)


HANDLERS = [CommandHandler("intake", intake, PRIVATE), CallbackQueryHandler(press, callbacks.verb("n"))]
