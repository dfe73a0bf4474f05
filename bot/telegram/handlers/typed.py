"""Typed words. Every button can be typed too, by its label or its number: on a bad connection a typed message waits in
the phone, while a press dies.
"""

from collections.abc import Awaitable, Callable

from telegram import Update
from telegram.ext import MessageHandler
from telegram.ext import filters as updates

from bot.core import answers
from bot.core.matching import fold
from bot.core.speech import Action
from bot.services import prompts
from bot.services.unit import Press, Unit
from bot.store import people
from bot.telegram import callbacks
from bot.telegram.dispatch import Context
from bot.telegram.handlers import (
    announce,
    coordinator,
    family,
    filters,
    groups,
    intake,
    interview,
    letters,
    stock,
    team,
    volunteer,
)
from bot.telegram.handlers.common import PRIVATE

VERBS: dict[str, Callable[[Update, Context], Awaitable[None]]] = {
    "c": coordinator.press,
    "a": announce.press,
    "b": groups.press_listed,
    "d": interview.decide,
    "f": family.request,
    "k": stock.press,
    "l": family.choose_language,
    "m": family.menu,
    "n": intake.press,
    "p": team.season,
    "t": team.press,
    "v": volunteer.press,
    "w": filters.press,
    "x": family.data,
    "y": letters.press,
    "z": letters.complain,
}
"""What the buttons outside the interview do, by their verb."""


DECISIVE = frozenset({"a", "c", "d", "f", "n", "x", "z"})
"""Verbs that part of a label is not enough for: "received" must not become "received a part"."""


async def text(update: Update, context: Context) -> None:
    """Words: a button's label or number, else an answer."""
    unit, message = context.unit, update.message
    if message is not None and message.reply_to_message is not None and await letters.taken(update, context):
        return  # a reply to a letter is a letter, whatever its words
    action = None if message is None else _meant(unit, message.text or "")
    if action is None or action.verb not in VERBS:
        await interview.message(update, context)
        return
    unit.press = Press("", None, action)
    await prompts.pressed(unit, action)
    await VERBS[action.verb](update, context)


def _meant(unit: Unit, words: str) -> Action | None:
    """The button meant. Where a question waits for an answer, only its whole label counts: "2" may be the answer."""
    offered = people.offered(unit, unit.person)
    typed = fold(words)
    for label, data in offered:
        if typed and typed == fold(label):
            return callbacks.decode(data)
    if not offered or unit.person.focus is not None or _is_asked(unit):
        return None
    found = answers.choice(words, [(data, (label,)) for label, data in offered])
    action = callbacks.decode(found) if isinstance(found, str) else None
    by_number = words.strip().rstrip(".)").isdigit()
    return None if action is not None and action.verb in DECISIVE and not by_number else action


def _is_asked(unit: Unit) -> bool:
    prompt = people.prompt(unit, unit.person)
    # A language is chosen by a button, and a photo is no words.
    return prompt is not None and prompt["kind"] not in ("start", "photo")


HANDLERS = [MessageHandler(PRIVATE & updates.TEXT & ~updates.COMMAND, text)]
