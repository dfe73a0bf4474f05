"""Accepting several requests at once, such as those of one village: each as if it were accepted alone."""

from dataclasses import replace

from bot.core.rights import Act
from bot.core.speech import Field, Joined, Text
from bot.services import cards, filters, panel, rights, volunteer
from bot.services.unit import Unit
from bot.store import panels, requests
from bot.store.requests import Request


async def accept(unit: Unit, revision: int) -> None:
    """Accept what is ticked, if nothing has been ticked since the pressed button was shown.

    What others were faster to accept, or what changed meanwhile, is named; the rest is this person's.
    """
    shown = await filters.current(unit, unit.person)
    mine = shown.ticked if shown.revision == revision else ()
    done = await panels.put(unit, unit.person.id, replace(shown, open=None, page=0, ticked=())) if mine else None
    if done is None:
        await unit.answer(Text("stale"))
        await panel.show(unit)
        return
    if unit.person.paused:
        await panel.ask_to_resume(unit)
        return
    await unit.answer()
    taken: list[Request] = []
    missed: list[Request] = []
    for request_id, seen in mine:
        request = await requests.find(unit, request_id)
        if request is None or not rights.is_for(unit, Act.SHOW, request):
            continue
        refused = request.revision != seen or await volunteer.attempt(unit, request) is not None
        (missed if refused else taken).append(request)
    await _tell(unit, taken, missed)
    await panel.refresh(unit, unit.person)


async def _tell(unit: Unit, taken: list[Request], missed: list[Request]) -> None:
    paragraphs = []
    if taken:
        paragraphs.append(Text("several-accepted", {"count": len(taken), "numbers": _numbers(taken)}))
    if missed:
        paragraphs.append(Text("several-missed", {"count": len(missed), "numbers": _numbers(missed)}))
    await unit.reply(*paragraphs or (Text("stale"),), rows=((panel.MINE, cards.QUEUE),))


def _numbers(found: list[Request]) -> Field:
    return Joined(tuple(cards.number(request) for request in found))
