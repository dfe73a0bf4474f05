"""Letters between a family and its helper, of every kind, and complaints about what happened."""

from collections.abc import Awaitable, Callable

from telegram import Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.core.letters import Content, Kind
from bot.core.speech import Text
from bot.services import complaint_desk, complaints, letters, looking, talking, thread
from bot.services.unit import Unit
from bot.telegram import callbacks
from bot.telegram.dispatch import Context
from bot.telegram.handlers.common import PRIVATE

VCARDS = frozenset({"text/vcard", "text/x-vcard", "text/directory"})
"""Files that are contact cards."""

COMMAND = "ask"


def content_of(sent: Message) -> Content:
    """What a message is made of, as a letter: a file by Telegram's id, without its sender."""
    if sent.contact is not None:
        return Content(Kind.CONTACT)
    if sent.location is not None or sent.venue is not None:
        return Content(Kind.LOCATION)
    if sent.text is not None:
        return Content(Kind.TEXT, sent.text)
    if sent.document is not None and sent.document.mime_type in VCARDS:
        return Content(Kind.CONTACT)
    if sent.photo:
        kind, file_id = Kind.PHOTO, sent.photo[-1].file_id
    else:
        # An animation comes as a document too: the first that is there counts.
        files = (
            (Kind.VOICE, sent.voice),
            (Kind.VIDEO_NOTE, sent.video_note),
            (Kind.ANIMATION, sent.animation),
            (Kind.VIDEO, sent.video),
            (Kind.AUDIO, sent.audio),
            (Kind.STICKER, sent.sticker),
            (Kind.DOCUMENT, sent.document),
        )
        found = next(((kind, file.file_id) for kind, file in files if file is not None), None)
        if found is None:
            return Content(Kind.OTHER)
        kind, file_id = found
    return Content(kind, sent.caption or "", file_id, sent.media_group_id)


async def taken(update: Update, context: Context) -> bool:
    """Whether the message is a letter; then it was taken as one."""
    sent = update.message
    if sent is None:
        return False
    replied_to = None if sent.reply_to_message is None else sent.reply_to_message.message_id
    return await letters.take(context.unit, content_of(sent), replied_to)


async def unasked(update: Update, context: Context) -> bool:
    """Whether a message that answers nothing is meant for the other side; then it was taken, or they are asked."""
    return update.message is not None and await talking.take(context.unit, content_of(update.message))


async def ask(update: Update, context: Context) -> None:
    """/ask N text. The words keep their lines, so they are not PTB's list of words."""
    if await looking.on_team(context.unit):
        typed = "" if update.message is None else update.message.text or ""
        _, *words = typed.split(maxsplit=1)
        await letters.begin(context.unit, words[0] if words else "")


async def _cancel(unit: Unit, *_: int) -> None:
    await letters.cancel(unit)


ABOUT_ONE: dict[str, tuple[int, Callable[..., Awaitable[None]]]] = {
    "q": (2, letters.ask),
    "f": (2, talking.write),
    "a": (1, letters.reply),
    "t": (2, thread.show),
    "m": (1, thread.file),
    "no": (0, _cancel),
}
"""Buttons of letters: how many numbers each has, and what it does."""


async def press(_: Update, context: Context) -> None:
    """A button of the verb "y"."""
    await _press(context, ABOUT_ONE)


COMPLAINTS: dict[str, tuple[int, Callable[..., Awaitable[None]]]] = {
    "r": (1, complaints.begin),
    "b": (1, complaints.begin_about),
    "sk": (1, complaints.skip),
    "no": (1, complaints.cancel),
    "op": (1, complaint_desk.show),
    "ls": (1, complaint_desk.listing),
    "tk": (2, complaint_desk.take_claim),
    "ps": (1, complaint_desk.pause),
    "cl": (1, complaint_desk.ask_outcome),
}
"""Buttons of complaints, likewise; three more name a word."""


async def complain(_: Update, context: Context) -> None:
    """A button of the verb "z"."""
    code, *words = [*map(str, context.action.args), "", ""][:3]
    if code == "kd":
        await complaints.chosen(context.unit, words[0], callbacks.number(context.action, 2))
    elif code == "ka":
        await complaints.chosen_about(context.unit, words[0], callbacks.number(context.action, 2))
    elif code == "oc":
        await complaint_desk.close(context.unit, callbacks.number(context.action, 1), words[1])
    else:
        await _press(context, COMPLAINTS)


async def _press(context: Context, known: dict[str, tuple[int, Callable[..., Awaitable[None]]]]) -> None:
    code = str((context.action.args or ("",))[0])
    count, use_case = known.get(code, (0, None))
    if use_case is None:
        await context.unit.answer(Text("stale"))
        return
    await use_case(context.unit, *(callbacks.number(context.action, place + 1) for place in range(count)))


HANDLERS = [
    CommandHandler(COMMAND, ask, PRIVATE),
    CallbackQueryHandler(press, callbacks.verb("y")),
    CallbackQueryHandler(complain, callbacks.verb("z")),
]
