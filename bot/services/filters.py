"""Narrowing the queue: by district, village, school, programme, language or urgency, and in which order it is read.

The choice is remembered per person and kept by /next as well. Villages and schools can be chosen only as far as they
may be named (`localities`); what was chosen and may be named no longer lets everything through again.
"""

from dataclasses import dataclass, replace
from typing import Any

from bot.core.form_model import text_id
from bot.core.localities import Kind
from bot.core.speech import Action, Button, Field, Flow, Joined, Message, Row, Text
from bot.services import areas, cards, localities, views
from bot.services.unit import Unit
from bot.store import choices, panels
from bot.store import queue as waiting
from bot.store.filters import ANY, Filter
from bot.store.panels import Panel
from bot.store.people import Person

MENU = "all"
"""What is open while the kinds of choices are shown."""

KINDS = ("district", "village", "school", "programme", "language")
"""Kinds of choices of several values, as the fields of `Filter`; `SWITCHES` are on or off."""

SWITCHES = ("urgent", "longest")

PAGE = 8
"""Choices on one page."""

CLEAR = Button(Text("filter-clear"), Action("w", ("x",)))
NONE = "-"
"""In a button: any value."""

_HEX = 16  # letters of a hash in a button: enough to tell the choices of one person apart


@dataclass(frozen=True, slots=True)
class _Choice:
    value: Any
    label: Field
    count: int


def button(label: Field, code: str, *args: str | int) -> Button:
    """A button of this verb."""
    return Button(label, Action("w", (code, *args)))


async def current(unit: Unit, person: Person) -> Panel:
    """What somebody's live message shows; of a choice only what may still be named is left."""
    panel = await panels.get(unit, person.id)
    chosen = panel.chosen
    for kind in Kind:
        hashed = getattr(chosen, kind)
        if hashed is not None and await localities.name(unit, kind, hashed) is None:
            chosen = _put(chosen, kind, None)
    return replace(panel, chosen=chosen)


async def described(unit: Unit, chosen: Filter) -> Text | None:
    """The choice in words; None if everything is let through."""
    if chosen.is_any:
        return None
    parts = [await _name(unit, kind, getattr(chosen, kind)) for kind in KINDS if getattr(chosen, kind) is not None]
    if chosen.urgent:
        parts.append(Text("filter-only-urgent"))
    return Text("filter-chosen", {"chosen": Joined(tuple(parts), " · ")})


async def _name(unit: Unit, kind: str, value: Any) -> Field:
    match kind:
        case "district":
            return areas.name(unit, value)
        case "programme":
            return Text(text_id(value, "title"))
        case "language":
            return Text(f"filter-language-{value}")
    return await localities.name(unit, Kind(kind), value) or "…"


async def message(unit: Unit, person: Person, panel: Panel) -> Message:
    """The menu that is open: of kinds, or of the choices of one kind."""
    if panel.open in KINDS:
        return await _choices_of(unit, person, panel, panel.open)
    seen = views.of(unit, person)
    kinds = []
    for kind in KINDS:
        now = getattr(panel.chosen, kind)
        if now is not None or await choices.are_there(unit, kind, seen, person.id, panel.chosen):
            kinds.append(button(Text(f"filter-{kind}"), "o", kind, 0))
    urgent = await waiting.count(unit, seen, person.id, replace(panel.chosen, urgent=True))
    switches = [_switch(Text("filter-urgent", {"count": urgent}), "urgent", panel)] if urgent else []
    switches.append(_switch(Text("filter-longest"), "longest", panel))
    rows: list[Row] = [Flow(tuple(kinds)), Flow(tuple(switches), columns=1), (cards.QUEUE,)]
    if not panel.chosen.is_any:
        rows.insert(2, (CLEAR,))
    said = await described(unit, panel.chosen)
    return Message((*((said,) if said else ()), Text("filter-menu")), tuple(row for row in rows if row != Flow(())))


def _switch(label: Text, name: str, panel: Panel) -> Button:
    on = bool(getattr(panel.chosen, name))
    return button(Text("volunteer-chosen", {"label": label}) if on else label, "c", name, NONE if on else 1)


async def _choices_of(unit: Unit, person: Person, panel: Panel, kind: str) -> Message:
    among = await choices.of(unit, kind, views.of(unit, person), person.id, _without(panel.chosen, kind))
    last = max(len(among) - 1, 0) // PAGE
    page = min(max(panel.page, 0), last)
    shown = list(among.items())[page * PAGE : (page + 1) * PAGE]
    found = [_Choice(value, await _name(unit, kind, value), count) for value, count in shown]
    now = getattr(panel.chosen, kind)
    buttons = []
    for choice in found:
        label = Text("filter-choice", {"name": choice.label, "count": choice.count})
        marked = Text("volunteer-chosen", {"label": label}) if choice.value == now else label
        buttons.append(button(marked, "c", kind, NONE if choice.value == now else _code(choice.value)))
    turns = [(label, at) for label, at in (("◀️", page - 1), ("▶️", page + 1)) if 0 <= at <= last]
    rows: list[Row] = [Flow(tuple(buttons), columns=1)] if buttons else []
    if turns:
        rows.append(tuple(button(label, "o", kind, at) for label, at in turns))
    if now is not None:
        rows.append((button(Text("filter-any"), "c", kind, NONE),))
    rows.append((button(Text("filter-back"), "o", MENU, 0),))
    said = await described(unit, panel.chosen)
    ask = Text(f"filter-ask-{kind}") if buttons else Text("filter-nothing-here")
    return Message((*((said,) if said else ()), ask), tuple(rows))


def _without(chosen: Filter, kind: str) -> Filter:
    """The choice without this part: what else could be chosen instead is counted among the rest."""
    return _put(chosen, kind, None)


def _put(chosen: Filter, kind: str, value: Any) -> Filter:
    return replace(chosen, **{kind: value})


def _code(value: Any) -> str:
    return value.hex()[:_HEX] if isinstance(value, bytes) else str(value)


async def open_menu(unit: Unit, kind: str, page: int) -> None:
    """Show the kinds of choices, or a page of one kind's, instead of the queue."""
    panel = await current(unit, unit.person)
    if kind == MENU or kind in KINDS:
        await panels.put(unit, unit.person.id, replace(panel, open=kind, page=max(page, 0), ticked=()))


async def choose(unit: Unit, kind: str, code: str) -> bool:
    """Narrow the queue, or let everything of a kind through again; False: there is no such choice (any more)."""
    panel = await current(unit, unit.person)
    value: Any = None
    if kind in SWITCHES:
        value = code != NONE
    elif kind in KINDS and code != NONE:
        among = await choices.of(unit, kind, views.of(unit, unit.person), unit.person.id, _without(panel.chosen, kind))
        value = next((value for value in among if _code(value) == code), None)
    if kind not in (*KINDS, *SWITCHES) or (value is None and code != NONE):
        return False
    chosen = _put(panel.chosen, kind, value)
    await panels.put(unit, unit.person.id, replace(panel, open=None, page=0, chosen=chosen, ticked=()))
    return True


async def clear(unit: Unit) -> None:
    """Let everything through again; the order stays."""
    panel = await current(unit, unit.person)
    chosen = replace(ANY, longest=panel.chosen.longest)
    await panels.put(unit, unit.person.id, replace(panel, open=None, page=0, chosen=chosen, ticked=()))
