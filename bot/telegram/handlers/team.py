"""What coordinators and admins do: invitations, the team, seasons; and a newcomer's answer to an invitation."""

from collections.abc import Awaitable, Callable

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.core.speech import Text
from bot.services import invitations, joining, members, placing, programmes
from bot.services.unit import Unit
from bot.telegram import callbacks
from bot.telegram.dispatch import Context
from bot.telegram.handlers.common import PRIVATE


async def invite(_: Update, context: Context) -> None:
    """/invite, with a place's name or without."""
    await invitations.begin(context.unit, context.words)


async def team_(_: Update, context: Context) -> None:
    """/team: who is on it."""
    await members.begin(context.unit)


async def programmes_(_: Update, context: Context) -> None:
    """/programmes: which are open."""
    await programmes.show(context.unit)


Words = Callable[..., Awaitable[None]]
"""A use case that takes the unit and the button's arguments as text."""

WIZARD: dict[str, tuple[Words, int]] = {
    "ir": (invitations.choose_region, 1),
    "ia": (invitations.choose_areas, 3),
    "il": (invitations.make, 3),
    "ip": (invitations.choose_programmes, 4),
    "im": (invitations.make_for, 4),
    "rv": (invitations.revoke, 1),
    "sr": (invitations.choose_school_region, 1),
    "sd": (invitations.choose_school_district, 2),
    "sn": (invitations.ask_school_name, 2),
    "no": (joining.decline, 1),
    "tc": (members.choose_region, 0),
    "aa": (placing.tick, 4),
    "as": (placing.save, 4),
}
"""Buttons whose arguments go to the use case as they are, and how many there must be."""

MEMBER: dict[str, Callable[[Unit, str, int], Awaitable[None]]] = {
    "tl": members.show,
    "tm": members.card,
    "ae": placing.begin,
    "tp": members.pause,
    "tu": members.resume,
    "tr": members.ask_remove,
    "ty": members.remove,
}
"""Buttons of an area and a number: a page, or a member's id."""


async def press(update: Update, context: Context) -> None:
    """A button of the verb "t". Every use case looks again at whether this person may."""
    unit, (code, *args) = context.unit, [*map(str, context.action.args)] or [""]
    user = update.effective_user
    if code in WIZARD and len(args) == WIZARD[code][1]:
        await WIZARD[code][0](unit, *args)
    elif code in MEMBER and len(args) == 2:
        # The code is the first argument: the number is the third.
        await MEMBER[code](unit, args[0], callbacks.number(context.action, 2))
    elif code == "ok" and len(args) == 1 and user is not None:
        await joining.accept(unit, args[0], user.full_name)
    elif code == "jl" and len(args) == 2 and user is not None:
        await joining.choose_languages(unit, args[0], args[1], user.full_name)
    else:
        await unit.answer(Text("stale"))


async def season(_: Update, context: Context) -> None:
    """A button of the verb "p": open, close, or go by the dates."""
    mode, programme = [*map(str, context.action.args), "", ""][:2]
    await programmes.press(context.unit, mode, programme)


HANDLERS = [
    CommandHandler("invite", invite, PRIVATE),
    CommandHandler("team", team_, PRIVATE),
    CommandHandler("programmes", programmes_, PRIVATE),
    CallbackQueryHandler(press, callbacks.verb("t")),
    CallbackQueryHandler(season, callbacks.verb("p")),
]
