"""The team's commands and buttons: the queue, accepting, calls, delivering, giving back.

Private chats only: the answers show a family's phone.
"""

from collections.abc import Awaitable, Callable

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.core.speech import Text
from bot.services import (
    by_phone,
    calls,
    delivering,
    handing,
    lists,
    looking,
    noting,
    offers,
    packing,
    panel,
    releasing,
    resting,
    speaking,
)
from bot.services import volunteer as services
from bot.services.unit import Unit
from bot.store.requests import Request
from bot.telegram import callbacks
from bot.telegram.dispatch import Context
from bot.telegram.handlers.common import PRIVATE


async def queue(_: Update, context: Context) -> None:
    """/queue: the live message with what waits."""
    if await looking.on_team(context.unit):
        await panel.show(context.unit)


async def following(_: Update, context: Context) -> None:
    """/next: one request to look at."""
    if await looking.on_team(context.unit):
        await offers.offer(context.unit)


async def accept(_: Update, context: Context) -> None:
    """/accept N."""
    if await looking.on_team(context.unit):
        await services.accept(context.unit, context.words)


async def show(_: Update, context: Context) -> None:
    """/show N."""
    if await looking.on_team(context.unit):
        await looking.show(context.unit, context.words)


async def mine(_: Update, context: Context) -> None:
    """/mine: what this person has accepted."""
    if await looking.on_team(context.unit):
        await looking.mine(context.unit)


async def done(_: Update, context: Context) -> None:
    """/done N."""
    if await looking.on_team(context.unit):
        await delivering.done(context.unit, context.words)


async def release(_: Update, context: Context) -> None:
    """/release N reason."""
    if await looking.on_team(context.unit):
        await releasing.release(context.unit, context.words)


async def note(_: Update, context: Context) -> None:
    """/note N text."""
    if await looking.on_team(context.unit):
        await noting.note(context.unit, context.words)


async def pause(_: Update, context: Context) -> None:
    """/pause: no offers for a while."""
    if await looking.on_team(context.unit):
        await resting.pause(context.unit)


async def resume(_: Update, context: Context) -> None:
    """/resume: offers again."""
    if await looking.on_team(context.unit):
        await resting.resume(context.unit)


async def _accept(unit: Unit, request: Request) -> None:
    await services.claim(unit, request)


async def _skip(unit: Unit, request: Request) -> None:
    await offers.skip(unit, request.id)


ABOUT_ONE: dict[str, Callable[[Unit, Request], Awaitable[None]]] = {
    "a": _accept,
    "sk": _skip,
    "d": delivering.deliver,
    "uc": services.undo_claim,
    "ud": delivering.undo_done,
    "ns": delivering.without_photo,
    "dt": handing.begin,
    "gn": handing.ask_reason,
    "gl": handing.rest_later,
    "ge": handing.end,
    "nt": noting.ask,
    "r": releasing.ask_reason,
    "fl": by_phone.write_down,
    "day": calls.ask_day,
    "na": calls.no_answer,
    "wn": calls.wrong_number,
    "nn": calls.not_needed,
}
"""Buttons about the request as it was shown: an outdated one changes nothing."""


WITH_WORD: dict[str, Callable[[Unit, Request, str], Awaitable[None]]] = {
    "rr": releasing.reason_pressed,
    "gt": handing.tick,
    "dk": lists.tick,
    "gr": handing.reason_pressed,
}
"""The same, with one more argument."""


async def press(_: Update, context: Context) -> None:
    """A button of the verb "v": `(code, request id, revision, more)`."""
    unit = context.unit
    if not await looking.on_team(unit):
        return
    code, *more = [*map(str, context.action.args), "", "", "", ""][:4]
    if await _without_request(unit, code, more[2], callbacks.number(context.action, 3)):
        return
    request_id, revision = callbacks.number(context.action, 1), callbacks.number(context.action, 2)
    if code == "s":
        await looking.press(unit, request_id)
        return
    request = await looking.seen(unit, request_id, revision)
    if request is None:
        return
    if code in ABOUT_ONE:
        await ABOUT_ONE[code](unit, request)
    elif code in WITH_WORD:
        await WITH_WORD[code](unit, request, more[2])
    elif code == "dy":
        await calls.agree(unit, request, callbacks.number(context.action, 3))
    else:
        await unit.answer(Text("stale"))


async def _without_request(unit: Unit, code: str, word: str, number: int) -> bool:
    match code:
        case "q":
            await panel.show(unit, number)
        case "nx":
            await offers.offer(unit)
        case "dl":
            await lists.show(unit)
        case "dp":
            await lists.turn(unit, number)
        case "dd":
            await lists.deliver(unit, number)
        case "pk":
            await packing.show(unit)
        case "mn":
            await looking.mine(unit)
        case "nw":
            await panel.choose_news(unit, word)
        case "re":
            await resting.resume(unit)
        case "sp":
            await speaking.choose(unit, word)
        case _:
            return False
    return True


HANDLERS = [
    CommandHandler("queue", queue, PRIVATE),
    CommandHandler("next", following, PRIVATE),
    CommandHandler("accept", accept, PRIVATE),
    CommandHandler("show", show, PRIVATE),
    CommandHandler("mine", mine, PRIVATE),
    CommandHandler("done", done, PRIVATE),
    CommandHandler("release", release, PRIVATE),
    CommandHandler("note", note, PRIVATE),
    CommandHandler("pause", pause, PRIVATE),
    CommandHandler("resume", resume, PRIVATE),
    CallbackQueryHandler(press, callbacks.verb("v")),
]
