"""/stock: a coordinator says how much of each thing came to the region; who waits for it moves up within the minute.

A button names what it was shown for: the amount that was there. Regions stand in buttons by their first two digits.
"""

import re
from typing import Any

from bot.core import items as things
from bot.core.form_model import text_id
from bot.core.interview import Event as Answer
from bot.core.interview import Typed
from bot.core.rights import Act
from bot.core.speech import Action, Button, Field, Flow, Joined, Message, Row, Text
from bot.core.stock import Count
from bot.services import areas, items, rights, stock
from bot.services.unit import Unit
from bot.store import people, stocks
from bot.store.people import PROMPT

STOCK = "stock"
"""What the live message of /stock is recorded as, with the person's id; also the kind of its prompt."""

MOST = 99_999
STEPS = (10, 50, 100)
"""What is added by a button."""

_TYPED = re.compile(r"(\+?)\s*(\d{1,5})")
_OPEN = "-"
"""In a button, instead of an amount: not counted."""


def _button(label: Field, code: str, *args: str | int) -> Button:
    return Button(label, Action("k", (code, *args)))


async def _show(unit: Unit, paragraphs: tuple[Text, ...], rows: tuple[Row, ...]) -> None:
    await unit.show(Message(paragraphs, rows), what=STOCK, ref=unit.person.id)


def _region(unit: Unit, short: str) -> str | None:
    """The region of a button, if its stock is this person's to keep."""
    code = f"{short}0000000"
    known = unit.asar.places.get(code) is not None
    return code if known and rights.may_in(unit, Act.STOCK, code) else None


async def begin(unit: Unit) -> None:
    """/stock: the one region the person leads at once, else a choice."""
    led = areas.led_by(unit)
    if not led:
        await unit.reply(Text("coordinators-only"))
    elif len(led) == 1:
        await choose_programme(unit, led[0].code[:2])
    else:
        buttons = tuple(_button(areas.called(place), "r", place.code[:2]) for place in led)
        await _show(unit, (Text("stock-which-region"),), (Flow(buttons),))


async def choose_programme(unit: Unit, short: str) -> None:
    """The one programme that hands things out at once, else a choice."""
    region = _region(unit, short)
    handing = [programme for programme in unit.asar.programmes.values() if things.kinds(programme)]
    if region is None or not handing:
        await unit.answer(Text("stale"))
    elif len(handing) == 1:
        await show(unit, short, handing[0].id)
    else:
        buttons = tuple(_button(Text(text_id(one.id, "title")), "p", short, one.id) for one in handing)
        await _show(unit, (Text("stock-which-programme"),), (Flow(buttons, columns=1),))


async def show(unit: Unit, short: str, programme: str) -> None:
    """Everything the programme hands out in the region."""
    region, known = _region(unit, short), unit.asar.programmes.get(programme)
    if region is None or known is None:
        await unit.answer(Text("stale"))
        return
    counts = await stocks.counts(unit, programme, region)
    used = await stocks.drawn(unit, programme, region)
    kinds = things.kinds(known)
    lines = tuple(_line(unit, programme, item, counts.get(item), used.get(item, {})) for item in kinds)
    head = Text(
        "stock-head",
        {
            "region": areas.name(unit, region),
            "programme": Text(text_id(programme, "title")),
            "lines": Joined(lines, "\n"),
        },
    )
    listed = Text("stock-listed", {"count": await stocks.count_listed(unit, region)})
    buttons = tuple(_button(items.word(unit, programme, item), "i", short, programme, item) for item in kinds)
    await _show(unit, (head, listed, Text("stock-how")), (Flow(buttons, columns=1),))


def _line(unit: Unit, programme: str, item: str, count: Count | None, used: dict[str, int]) -> Text:
    word = items.word(unit, programme, item)
    waiting = used.get("queued", 0) + used.get("listed", 0)
    fields: dict[str, Field] = {"item": word, "given": str(used.get("given", 0)), "waiting": str(waiting)}
    if count is None:
        return Text("stock-line-open", fields)
    fields |= {"amount": str(count.amount), "reserved": str(count.reserved)}
    if count.left < 0:
        return Text("stock-line-short", {**fields, "short": str(-count.left)})
    return Text("stock-line", {**fields, "left": str(count.left)})


async def ask(unit: Unit, short: str, programme: str, item: str) -> None:
    """One thing: how much of it came? By a button, or the next message is the number."""
    found = await _thing(unit, short, programme, item)
    if found is None:
        return
    _, count, used = found
    there = used.get("given", 0) + used.get("reserved", 0)
    seen: str | int = _OPEN if count is None else count.amount
    base = there if count is None else count.amount
    steps = tuple(
        _button(Text("stock-add", {"count": str(step)}), "a", short, programme, item, seen, base + step)
        for step in STEPS
        if base + step <= MOST
    )
    rows: list[Row] = [Flow(steps, columns=3)]
    if seen != there:
        rows.append((_button(Text("stock-none-left"), "a", short, programme, item, seen, there),))
    if count is not None:
        rows.append((_button(Text("stock-uncounted"), "a", short, programme, item, seen, _OPEN),))
    rows.append((_button(Text("stock-back"), "p", short, programme),))
    prompt = {"kind": STOCK, "short": short, "programme": programme, "item": item, "seen": seen}
    await people.change(unit, unit.person, sealed_prompt=unit.vault.seal(PROMPT, prompt))
    fields: dict[str, Field] = {
        "item": items.word(unit, programme, item),
        "line": _line(unit, programme, item, count, used),
    }
    await _show(unit, (Text("stock-ask", fields),), tuple(rows))


async def _thing(unit: Unit, short: str, programme: str, item: str) -> tuple[str, Count | None, dict[str, int]] | None:
    """The region, and how things stand with one thing there; None: not theirs, or no such thing, and they are told."""
    region, known = _region(unit, short), unit.asar.programmes.get(programme)
    if region is None or known is None or item not in things.kinds(known):
        await unit.answer(Text("stale"))
        return None
    counts = await stock.counts(unit, programme, region)
    return region, counts.get(item), (await stocks.drawn(unit, programme, region)).get(item, {})


async def pressed(unit: Unit, short: str, programme: str, item: str, seen: str, new: str) -> None:
    """A button that sets an amount; another amount than the one it was shown for has been set meanwhile: nothing."""
    found = await _thing(unit, short, programme, item)
    if found is None:
        return
    now = _OPEN if found[1] is None else str(found[1].amount)
    if seen != now or not (new == _OPEN or (new.isascii() and new.isdigit() and int(new) <= MOST)):
        await unit.answer(Text("stale"))
        await show(unit, short, programme)
        return
    await _set(unit, short, programme, item, None if new == _OPEN else int(new))


async def _set(unit: Unit, short: str, programme: str, item: str, amount: int | None) -> bool:
    """Set it; False: families have more than that already, which is explained."""
    found = await _thing(unit, short, programme, item)
    if found is None:
        return False
    region, _, used = found
    given, reserved = used.get("given", 0), used.get("reserved", 0)
    if amount is not None and amount < given:
        word = items.word(unit, programme, item)
        await unit.answer()
        await unit.reply(Text("stock-below-given", {"item": word, "given": str(given)}))
        return False
    if amount is None:
        await stocks.remove(unit, programme, region, item)
    else:
        await stocks.put(unit, programme, region, item, amount, unit.person.id)
    await people.change(unit, unit.person, sealed_prompt=None)
    await stock.settle_soon(unit, region)
    if amount is not None and amount < given + reserved:
        await unit.reply(Text("stock-below-reserved", {"short": str(given + reserved - amount)}))
    await show(unit, short, programme)
    return True


async def answer_prompt(unit: Unit, prompt: dict[str, Any], event: Answer) -> bool:
    """The number, typed: all that came, or "+40" more; False: it answers nothing any more."""
    short, programme, item = str(prompt["short"]), str(prompt["programme"]), str(prompt["item"])
    region = _region(unit, short)
    if region is None or not isinstance(event, Typed):
        await people.change(unit, unit.person, sealed_prompt=None)
        return False
    typed = _TYPED.fullmatch(event.text.strip())
    if typed is None:
        await unit.reply(Text("stock-not-a-number"))
        return True
    number = int(typed[2])
    if typed[1]:
        counts = await stock.counts(unit, programme, region)
        used = (await stocks.drawn(unit, programme, region)).get(item, {})
        there = used.get("given", 0) + used.get("reserved", 0)
        number += counts[item].amount if item in counts else there
    if number > MOST:
        await unit.reply(Text("stock-not-a-number"))
    else:
        await _set(unit, short, programme, item, number)
    return True
