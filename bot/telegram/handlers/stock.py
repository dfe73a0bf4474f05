"""/stock and its buttons: the verb "k"."""

from collections.abc import Awaitable, Callable

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.core.speech import Text
from bot.services import stocking
from bot.telegram import callbacks
from bot.telegram.dispatch import Context
from bot.telegram.handlers.common import PRIVATE


async def stock(_: Update, context: Context) -> None:
    """/stock: what the region has."""
    await stocking.begin(context.unit)


BUTTONS: dict[str, tuple[Callable[..., Awaitable[None]], int]] = {
    "r": (stocking.choose_programme, 1),
    "p": (stocking.show, 2),
    "i": (stocking.ask, 3),
    "a": (stocking.pressed, 5),
}
"""Buttons whose arguments go to the use case as they are, and how many there must be."""


async def press(_: Update, context: Context) -> None:
    """A button of the verb "k". Every use case looks again at whether this person may."""
    code, *args = [*map(str, context.action.args)] or [""]
    if code in BUTTONS and len(args) == BUTTONS[code][1]:
        await BUTTONS[code][0](context.unit, *args)
    else:
        await context.unit.answer(Text("stale"))


HANDLERS = [CommandHandler("stock", stock, PRIVATE), CallbackQueryHandler(press, callbacks.verb("k"))]
