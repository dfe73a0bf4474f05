"""What a coordinator does to one request: /review and its decisions, /assign, /audit.

Private chats only: the answers show what families and volunteers said.
"""

from collections.abc import Awaitable, Callable

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.core.speech import Text
from bot.services import assigning, deciding, declining, moving, review_pages, story, vouching
from bot.services.unit import Unit
from bot.store.requests import Request
from bot.telegram import callbacks
from bot.telegram.dispatch import Context
from bot.telegram.handlers.common import PRIVATE


async def review(_: Update, context: Context) -> None:
    """/review, or /review N."""
    if context.words:
        await review_pages.open_typed(context.unit, context.words)
    elif await review_pages.leads(context.unit):
        await review_pages.show(context.unit)


async def assign(_: Update, context: Context) -> None:
    """/assign N."""
    await assigning.typed(context.unit, context.words)


async def audit(_: Update, context: Context) -> None:
    """/audit N."""
    await story.typed(context.unit, context.words)


ABOUT_ONE: dict[str, Callable[[Unit, Request], Awaitable[None]]] = {
    "ad": deciding.admit,
    "ok": deciding.looked,
    "ho": deciding.ask_hold,
    "hy": deciding.hold,
    "co": deciding.contacts,
    "ak": deciding.ask_family,
    "ur": deciding.ask_urgency,
    "de": declining.ask_reason,
    "mv": moving.ask_where,
    "vg": vouching.arrived,
    "vp": vouching.partly,
    "vn": vouching.nothing_came,
}
"""Buttons about the request as it was shown: an outdated one changes nothing."""

WITH_WORD: dict[str, Callable[[Unit, Request, str], Awaitable[None]]] = {
    "dr": declining.reason_pressed,
    "dy": declining.send,
    "mr": moving.choose_region,
    "md": moving.ask_why,
}
"""The same, with a code of a reason or a place."""

WITH_NUMBER: dict[str, Callable[[Unit, Request, int], Awaitable[None]]] = {
    "as": assigning.ask_whom,
    "at": assigning.confirm,
    "ay": assigning.assign,
}
"""The same, with a page or a member's id."""


async def press(_: Update, context: Context) -> None:
    """A button of the verb "c": `(code, request id, revision, more)`; a list needs no request."""
    unit = context.unit
    if not await review_pages.leads(unit):
        return
    code, *more = [*map(str, context.action.args), "", "", "", "", ""][:5]
    request_id, revision, number = (callbacks.number(context.action, place) for place in (1, 2, 3))
    if code == "ls":
        await review_pages.show(unit, request_id)
    elif code == "pg":
        await review_pages.press(unit, request_id)
    elif code == "ph":
        await story.show_photos(unit, request_id)
    elif code == "au":
        await story.press(unit, request_id, number)
    elif (request := await review_pages.seen(unit, request_id, revision)) is None:
        return
    elif code in ABOUT_ONE:
        await ABOUT_ONE[code](unit, request)
    elif code in WITH_WORD:
        await WITH_WORD[code](unit, request, more[2])
    elif code in WITH_NUMBER:
        await WITH_NUMBER[code](unit, request, number)
    elif code == "my":
        await moving.reason_pressed(unit, request, more[2], more[3])
    elif code == "ux":
        await deciding.urgency(unit, request, more[2], callbacks.number(context.action, 4))
    else:
        await unit.answer(Text("stale"))


HANDLERS = [
    CommandHandler("review", review, PRIVATE),
    CommandHandler("assign", assign, PRIVATE),
    CommandHandler("audit", audit, PRIVATE),
    CallbackQueryHandler(press, callbacks.verb("c")),
]
