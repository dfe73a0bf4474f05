"""The buttons that narrow the queue, and those that accept several requests of it at once."""

from telegram import Update
from telegram.ext import CallbackQueryHandler

from bot.core.speech import Text
from bot.services import filters, looking, panel, picking, several
from bot.services.unit import Unit
from bot.telegram import callbacks
from bot.telegram.dispatch import Context


async def press(_: Update, context: Context) -> None:
    """A button of the verb "w": `(code, more)`."""
    unit = context.unit
    if not await looking.on_team(unit):
        return
    code, kind, value = [*map(str, context.action.args), "", "", ""][:3]
    first, second = callbacks.number(context.action, 1), callbacks.number(context.action, 2)
    if code == "a":
        await several.accept(unit, first)
        return
    refusal = await _changed(unit, code, kind, value, first, second)
    if refusal is not None:
        await unit.answer(refusal, alert=True)
    await panel.show_open(unit)


async def _changed(unit: Unit, code: str, kind: str, value: str, first: int, second: int) -> Text | None:
    """Do what the button says to the person's choice; why not, if not."""
    match code:
        case "o":
            await filters.open_menu(unit, kind, second)
        case "c" if await filters.choose(unit, kind, value):
            pass
        case "x":
            await filters.clear(unit)
        case "t" if unit.person.paused:
            return Text("volunteer-is-paused")
        case "t":
            await picking.open_page(unit, first)
        case "on" | "off":
            if not await picking.tick(unit, first, second, on=code == "on"):
                return Text("ticks-enough", {"count": await picking.room(unit, unit.person)})
        case _:
            return Text("stale")
    return None


HANDLERS = [CallbackQueryHandler(press, callbacks.verb("w"))]
