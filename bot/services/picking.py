"""Ticking several waiting requests, to accept them at once (`several`): only as many as there is room for."""

from dataclasses import replace

from bot.core.speech import Button, Field, Flow, Joined, Message, Row, Text
from bot.services import cards, filters, localities, views
from bot.services.unit import Unit
from bot.store import panels, requests
from bot.store import queue as waiting
from bot.store.panels import Panel
from bot.store.people import Person
from bot.store.requests import Request

PICKING = "picking"
"""What is open while requests are ticked."""

PAGE = 8
"""Requests on one page."""


async def room(unit: Unit, person: Person) -> int:
    """How many more requests somebody may accept."""
    return max(0, unit.asar.max_open_claims - await requests.count_claims(unit, person.id))


async def message(unit: Unit, person: Person, panel: Panel) -> Message:
    """A page of the chosen requests, each with its tick, and the button to accept what is ticked."""
    seen = views.of(unit, person)
    count = await waiting.count(unit, seen, person.id, panel.chosen)
    page = min(max(panel.page, 0), max(count - 1, 0) // PAGE)
    found = await waiting.page(unit, seen, person.id, panel.chosen, at_most=PAGE, skip=page * PAGE)
    local = await localities.of(unit, *found)
    lines = tuple(cards.line(unit, request, local[request.id]) for request in found)
    fields: dict[str, Field] = {"count": len(panel.ticked), "room": await room(unit, person)}
    said = await filters.described(unit, panel.chosen)
    paragraphs = [*((said,) if said else ()), Text("ticks-ask" if found else "filter-nothing-here", fields)]
    rows: list[Row] = []
    if found:
        paragraphs.append(Text("card-lines", {"lines": Joined(lines, "\n")}))
        rows.append(Flow(tuple(_tick(request, panel) for request in found)))
    turns = [(label, at) for label, at in (("◀️", page - 1), ("▶️", page + 1)) if 0 <= at * PAGE < count]
    if turns:
        rows.append(tuple(filters.button(label, "t", at) for label, at in turns))
    if panel.ticked:
        accept = Text("ticks-accept", {"count": len(panel.ticked)})
        rows.append((filters.button(accept, "a", panel.revision),))
    rows.append((cards.QUEUE,))
    return Message(tuple(paragraphs), tuple(rows))


def _tick(request: Request, panel: Panel) -> Button:
    ticked = (request.id, request.revision) in panel.ticked
    label = Text("ticks-on" if ticked else "ticks-off", {"number": cards.number(request)})
    return filters.button(label, "off" if ticked else "on", request.id, request.revision)


async def open_page(unit: Unit, page: int) -> None:
    """Show requests to be ticked instead of the queue."""
    panel = await filters.current(unit, unit.person)
    ticked = panel.ticked if panel.open == PICKING else ()
    await panels.put(unit, unit.person.id, replace(panel, open=PICKING, page=max(page, 0), ticked=ticked))


async def tick(unit: Unit, request_id: int, revision: int, *, on: bool) -> bool:
    """Tick a request as it was shown, or untick it; False: there is no room for one more."""
    panel = await filters.current(unit, unit.person)
    others = tuple(one for one in panel.ticked if one[0] != request_id)
    ticked = (*others, (request_id, revision)) if on else others
    if on and len(ticked) > await room(unit, unit.person):
        return False
    if panel.open == PICKING and ticked != panel.ticked:
        await panels.put(unit, unit.person.id, replace(panel, ticked=ticked))
    return True
