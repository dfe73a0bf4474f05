"""A volunteer and a request: accepting it and undoing that. Losing a race is an answer, no exception."""

import secrets

from bot.core.code_words import pick
from bot.core.requests import Event, State
from bot.core.rights import Act
from bot.core.speech import Text
from bot.services import cards, claims, contacts, looking, queue, reviewing, rights, stock, telling
from bot.services.claims import return_claims
from bot.services.looking import show
from bot.services.releasing import answer_prompt
from bot.services.unit import Unit
from bot.store import audit, people, requests
from bot.store.people import Person
from bot.store.requests import Request

__all__ = [
    "accept",
    "answer_prompt",
    "attempt",
    "claim",
    "return_claims",
    "show",
    "undo_claim",
]


async def accept(unit: Unit, typed: str) -> None:
    """/accept N."""
    request = await looking.find(unit, typed)
    if request is None:
        return
    if request.state is State.CLAIMED and request.claimer_id == unit.person.id:
        await looking.open_request(unit, request)
    else:
        await claim(unit, request)


async def claim(unit: Unit, request: Request) -> bool:
    """Give the request to this person. False: they may not have it, or somebody was faster; they are told politely."""
    refusal = await attempt(unit, request)
    if refusal is None:
        return True
    await unit.answer()
    await unit.reply(refusal, rows=((cards.NEXT, cards.QUEUE),))
    return False


async def attempt(unit: Unit, request: Request) -> Text | None:
    """Give the request to this person; else why not, in words for them."""
    # Two devices of one person must not both find room for one more; and they may just have been taken off the team.
    person = await people.lock(unit, unit.person.id) or unit.person
    refusal = await _refusal(unit, person, request)
    if refusal is None:
        claimed = await requests.move(
            unit,
            request,
            State.CLAIMED,
            claimer_id=unit.person.id,
            claimed_at=unit.now,
            code_word=pick(secrets.randbelow(1 << 30)),
            held_by=None,
            held_until=None,
            no_answer=0,
        )
        if claimed is not None:
            await _claimed(unit, claimed)
            return None
        refusal = Text("volunteer-taken", {"number": cards.number(request)})
    return refusal


async def _refusal(unit: Unit, person: Person, request: Request) -> Text | None:
    number = cards.number(request)
    if request.state is not State.QUEUED:
        text = "volunteer-taken" if request.state is State.CLAIMED else "volunteer-closed"
        return Text(text, {"number": number})
    if person.paused:
        return Text("volunteer-is-paused")
    if not rights.may(unit, Act.ACCEPT, request, person):
        return Text("volunteer-not-this-one")
    held = request.held_by not in (None, person.id) and request.held_until is not None and request.held_until > unit.now
    if held:
        return Text("volunteer-held", {"number": number})
    if await requests.count_claims(unit, person.id) >= unit.asar.max_open_claims:
        return Text("volunteer-enough", {"count": unit.asar.max_open_claims})
    if request.waitlisted_at is not None or await stock.is_out(unit, request):
        await stock.touch(unit, request)
        return Text("volunteer-out-of-stock", {"number": number})
    return None


async def _claimed(unit: Unit, request: Request) -> None:
    await audit.append(unit, request.id, Event.CLAIM, request.state, unit.person.id)
    await reviewing.follow(unit, request)
    await claims.keep_alive(unit, request)
    await queue.left(unit, request, cards.TAKEN)
    thanks = Text(await cards.for_family(unit, request, "volunteer-accepted"))
    await contacts.hand_over(unit, request, unit.person, thanks)
    await telling.claimed(unit, request, await stock.family_notes(unit, request))


async def undo_claim(unit: Unit, request: Request) -> None:
    """Take the acceptance back, within two minutes."""
    if not await looking.may(unit, request, Act.UNDO_CLAIM):
        return
    if request.claimed_at is None or unit.now - request.claimed_at > cards.UNDO:
        await unit.answer(Text("volunteer-undo-late"), alert=True)
    elif await claims.give_back(unit, request, Event.UNDO_CLAIM, unit.person.id):
        await telling.take_back(unit, request, telling.TOLD, "family-claim-undone")
        await unit.reply(
            Text("volunteer-claim-undone", {"number": cards.number(request)}), rows=((cards.NEXT, cards.QUEUE),)
        )
