"""Answers of every kind, and everything that is none: the last handler takes what nobody else did."""

from telegram import Message, Update
from telegram.ext import CallbackQueryHandler, MessageHandler, TypeHandler, filters

from bot.core import numbers
from bot.core.interview import ContactShared, Event, LocationShared, PhotoShared, Typed, Unusable
from bot.core.speech import Text
from bot.services import interviews, prompts, talking, welcome
from bot.telegram import callbacks
from bot.telegram.dispatch import Context
from bot.telegram.handlers import letters
from bot.telegram.handlers.common import PRIVATE

KINDS = (
    ("voice", filters.VOICE | filters.AUDIO | filters.VIDEO_NOTE),
    ("sticker", filters.Sticker.ALL | filters.Dice.ALL),
)
"""Kinds of messages that are named in the answer; all others are "media"."""


async def press(_: Update, context: Context) -> None:
    """A button of a question."""
    draft_id, revision = callbacks.number(context.action, 0), callbacks.number(context.action, 1)
    code = str(context.action.args[2]) if len(context.action.args) > 2 else ""
    await interviews.press(context.unit, draft_id, revision, code)


async def decide(_: Update, context: Context) -> None:
    """What shall become of a draft: go on, keep, discard, anew."""
    code = str((context.action.args or ("",))[0])
    draft_id, revision = callbacks.number(context.action, 1), callbacks.number(context.action, 2)
    await interviews.decide(context.unit, code, draft_id, revision)


async def message(update: Update, context: Context) -> None:
    """Something written or shared: a letter, or it answers a prompt, the current question, or nothing asked."""
    sent = update.message
    if sent is None or await letters.taken(update, context):
        return
    unit, event = context.unit, _event(update, sent, context)
    if await prompts.answer(unit, _photo(sent) or event):
        return
    if unit.person.focus is not None and await interviews.take(unit, unit.person.focus, event):
        return
    is_number = isinstance(event, Typed) and numbers.read(event.text) is not None
    if not is_number and await letters.unasked(update, context):
        return
    if isinstance(event, Typed):
        await welcome.unasked(unit, event.text)
    elif not await talking.unheard(unit):
        await unit.reply(Text("not-asked"))


def _photo(sent: Message) -> PhotoShared | None:
    """The photo in a message, one of an album too."""
    if not sent.photo:
        return None
    return PhotoShared(sent.photo[-1].file_id, sent.photo[-1].file_unique_id, sent.media_group_id or "")


def _event(update: Update, sent: Message, context: Context) -> Event:
    if sent.contact is not None:
        own = sent.contact.user_id is not None and sent.contact.user_id == context.unit.person.telegram_id
        return ContactShared(sent.contact.phone_number, own)
    if sent.location is not None:
        return LocationShared(sent.location.latitude, sent.location.longitude)
    if sent.media_group_id is not None:
        return Unusable("album")
    if (photo := _photo(sent)) is not None:
        return photo
    if sent.text is not None:
        return Typed(sent.text)
    for kind, fits in KINDS:
        if fits.check_update(update):
            return Unusable(kind)
    return Unusable("media")


async def unknown_command(_: Update, context: Context) -> None:
    """A command nobody knows: say so, and show the question that waits."""
    await context.unit.reply(Text("unknown-command"))
    await welcome.back_to_question(context.unit)


async def edited(_: Update, context: Context) -> None:
    """An edited message answers nothing again: say how to change an answer instead."""
    if context.unit.person.focus is not None:
        await context.unit.reply(Text("interview-not-text-edited"))


async def anything(_: Update, context: Context) -> None:
    """Forged buttons and kinds of updates that Asar has no use for: answered where an answer is possible."""
    await context.unit.answer(Text("stale"))


PRESSES = [CallbackQueryHandler(press, callbacks.verb("q")), CallbackQueryHandler(decide, callbacks.verb("d"))]
"""Asked first: most updates are answers."""

HANDLERS = [
    MessageHandler(PRIVATE & filters.COMMAND, unknown_command),
    MessageHandler(PRIVATE, message),
    MessageHandler(filters.ChatType.PRIVATE & filters.UpdateType.EDITED_MESSAGE, edited),
    TypeHandler(Update, anything),
]
