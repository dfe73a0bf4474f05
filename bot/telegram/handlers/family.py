"""What a parent does outside the questions: /start, language, menu, /status, own data, the request's buttons."""

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.core.speech import Text
from bot.services import erasure, families, interviews, programmes, welcome
from bot.services.unit import Unit
from bot.telegram import callbacks
from bot.telegram.dispatch import Context
from bot.telegram.handlers.common import PRIVATE
from bot.telegram.handlers.help import help_
from bot.telegram.handlers.volunteer import queue


async def start(update: Update, context: Context) -> None:
    """/start, with the payload of a link or without."""
    user = update.effective_user
    await welcome.start(context.unit, context.words, None if user is None else user.language_code)


async def language(update: Update, context: Context) -> None:
    """/language: the two buttons."""
    user = update.effective_user
    await welcome.ask_language(context.unit, None if user is None else user.language_code)


async def choose_language(_: Update, context: Context) -> None:
    """A language's button."""
    chosen = context.action.args[0] if context.action.args else ""
    if chosen == "kk":
        await welcome.choose_language(context.unit, "kk")
    elif chosen == "ru":
        await welcome.choose_language(context.unit, "ru")
    else:
        await context.unit.answer(Text("stale"))


async def apply(_: Update, context: Context) -> None:
    """/apply: the one programme there is, or a choice of them."""
    await _apply(context.unit)


async def _apply(unit: Unit) -> None:
    if unit.person.language is None:
        await welcome.start(unit, "", None)
    elif len(unit.asar.programmes) == 1:
        await interviews.apply(unit, next(iter(unit.asar.programmes)))
    else:
        await programmes.choose(unit)


async def status(_: Update, context: Context) -> None:
    """/status: how the requests stand."""
    await families.status(context.unit)
    await welcome.remind(context.unit)


async def cancel(_: Update, context: Context) -> None:
    """/cancel: ask whether to keep or to discard what is being filled in."""
    await interviews.cancel(context.unit)


async def mydata(_: Update, context: Context) -> None:
    """/mydata: what is stored about this person."""
    await erasure.show(context.unit)
    await welcome.remind(context.unit)


async def delete(_: Update, context: Context) -> None:
    """/delete: ask, then erase."""
    await erasure.ask(context.unit)


async def menu(update: Update, context: Context) -> None:
    """A button of the menu."""
    unit, (code, *rest) = context.unit, [*map(str, context.action.args), ""]
    programme = rest[0] if rest else ""
    if code == "apply" and not programme:
        await _apply(unit)
    elif code in ("apply", "another", "tell") and programme in unit.asar.programmes:
        if code == "tell":
            await programmes.tell_at_opening(unit, programme)
        else:
            await interviews.apply(unit, programme, another=code == "another")
    elif code == "status":
        await families.status(unit)
    elif code == "queue":
        await queue(update, context)
    elif code == "help":
        await help_(update, context)
    else:
        await unit.answer(Text("stale"))


async def request(_: Update, context: Context) -> None:
    """A button about the family's own request."""
    code, number = str((context.action.args or ("",))[0]), callbacks.number
    request_id, revision = number(context.action, 1), number(context.action, 2)
    if code == "co":
        await interviews.press_correct(context.unit, request_id, revision)
    else:
        await families.press(context.unit, code, request_id, revision)


async def data(_: Update, context: Context) -> None:
    """A button about the person's own data."""
    await erasure.press(context.unit, str((context.action.args or ("",))[0]))


HANDLERS = [
    CommandHandler("start", start, PRIVATE),
    CommandHandler("language", language, PRIVATE),
    CommandHandler("apply", apply, PRIVATE),
    CommandHandler("status", status, PRIVATE),
    CommandHandler("cancel", cancel, PRIVATE),
    CommandHandler("mydata", mydata, PRIVATE),
    CommandHandler("delete", delete, PRIVATE),
    CallbackQueryHandler(choose_language, callbacks.verb("l")),
    CallbackQueryHandler(menu, callbacks.verb("m")),
    CallbackQueryHandler(request, callbacks.verb("f")),
    CallbackQueryHandler(data, callbacks.verb("x")),
]
