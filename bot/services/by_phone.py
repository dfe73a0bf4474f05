"""A family that only asked to be called: its volunteer writes down on the phone what it says.

The questions are the programme's own, asked in the volunteer's chat. What was written there belongs to the family: it
is deleted from that chat as soon as the claim ends (`unfinished.discard_others`).
"""

from dataclasses import replace

from bot.core.interview import Start, new_draft
from bot.core.requests import Event
from bot.core.rights import Act
from bot.core.speech import Text
from bot.services import interviews, looking, unfinished
from bot.services.unit import Unit
from bot.store import audit, drafts, people, requests
from bot.store.requests import Request


async def write_down(unit: Unit, request: Request) -> None:
    """Ask the claimer, from the first question without an answer on; or go on where it was left."""
    if not await looking.may(unit, request, Act.CALL):
        return
    if request.mode != "call":
        await unit.answer(Text("stale"))
        return
    for row in await drafts.of(unit, unit.person.id):
        if row.request_id == request.id:
            await interviews.resume(unit, row.id)
            return
    programme = unit.asar.programmes.get(request.programme)
    if programme is None:  # Asar has it no longer: there is nothing to ask, the contacts are shown
        await unit.answer(Text("stale"))
        await looking.open_request(unit, request)
        return
    draft = new_draft(programme, answers=requests.answers(unit, request), correcting=True, dictated=True)
    draft = replace(draft, cursor="")  # the first question that has no answer yet
    draft_id = await drafts.add(unit, unit.person.id, request.programme, request.id, draft.revision, draft.to_json())
    await people.change(unit, unit.person, focus=draft_id)
    await unfinished.watch(unit, draft_id)
    await audit.append(unit, request.id, Event.REVEAL, request.state, unit.person.id)
    await unit.reply(Text("volunteer-write-down"))
    await interviews.take(unit, draft_id, Start())
