"""A volunteer and a request: accepting it, delivering, undoing either. Losing a race is an answer, no exception."""

import secrets

from bot.core.code_words import pick
from bot.core.requests import NEXT, Event, State
from bot.core.rights import Act
from bot.core.speech import Text
from bot.services import (
    cards,
    claims,
    contacts,
    looking,
    queue,
    resting,
    reviewing,
    rights,
    telling,
    unfinished,
    vouching,
)
from bot.services.claims import claim_again, return_claims
from bot.services.looking import show
from bot.services.releasing import answer_prompt
from bot.services.unit import Unit
from bot.store import audit, requests, timers
from bot.store.requests import Request

__all__ = [
    "accept",
    "answer_prompt",
    "claim",
    "deliver",
    "done",
    "return_claims",
    "show",
    "undo_claim",
    "undo_done",
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
    refusal = await _refusal(unit, request)
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
            return True
        refusal = Text("volunteer-taken", {"number": cards.number(request)})
    await unit.answer()
    await unit.reply(refusal, rows=((cards.NEXT, cards.QUEUE),))
    return False


async def _refusal(unit: Unit, request: Request) -> Text | None:
    person, number = unit.person, cards.number(request)
    if request.state is not State.QUEUED:
        text = "volunteer-taken" if request.state is State.CLAIMED else "volunteer-closed"
        return Text(text, {"number": number})
    if person.paused:
        return Text("volunteer-is-paused")
    if not rights.may(unit, Act.ACCEPT, request):
        return Text("volunteer-not-this-one")
    held = request.held_by not in (None, person.id) and request.held_until is not None and request.held_until > unit.now
    if held:
        return Text("volunteer-held", {"number": number})
    if await requests.count_claims(unit, person.id) >= unit.asar.max_open_claims:
        return Text("volunteer-enough", {"count": unit.asar.max_open_claims})
    return None


async def _claimed(unit: Unit, request: Request) -> None:
    await audit.append(unit, request.id, Event.CLAIM, request.state, unit.person.id)
    await reviewing.follow(unit, request)
    await claims.keep_alive(unit, request)
    await queue.left(unit, request, "card-taken")
    await contacts.hand_over(unit, request, unit.person, Text("volunteer-accepted"))
    await telling.claimed(unit, request)


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


async def done(unit: Unit, typed: str) -> None:
    """/done N."""
    request = await looking.find(unit, typed)
    if request is not None:
        await deliver(unit, request)


async def deliver(unit: Unit, request: Request) -> None:
    """The help was handed over: the family is asked whether it has arrived."""
    if not await looking.may(unit, request, Act.DONE):
        return
    moved = await requests.move(unit, request, NEXT[request.state, Event.DELIVER])
    if moved is None:
        await unit.answer(Text("stale"))
        return
    await audit.append(unit, request.id, Event.DELIVER, moved.state, unit.person.id)
    await resting.delivered(unit)
    await timers.drop(unit, "idle", request.id)
    await timers.put(
        unit, "unconfirmed", request.id, unit.waking(unit.now + unit.asar.organisation.deadlines.confirm[0])
    )
    await contacts.blank(unit, request)
    await unfinished.discard_others(unit, request)
    await cards.close(unit, request, *claims.ASIDE, telling.TOLD)
    rows = ((cards.button("card-undo", "ud", moved),), (cards.NEXT, cards.QUEUE))
    thanks = Text("volunteer-done", {"number": cards.number(request)})
    await unit.reply(thanks, rows=rows, what="done", ref=request.id)
    await telling.delivered(unit, moved)
    await reviewing.follow(unit, moved)
    await vouching.delivered(unit, moved)


async def undo_done(unit: Unit, request: Request) -> None:
    """It was not handed over after all; within two minutes."""
    if not await looking.may(unit, request, Act.UNDO_DONE):
        return
    if unit.now - request.changed_at > cards.UNDO:
        await unit.answer(Text("volunteer-undo-late"), alert=True)
        return
    moved = await requests.move(unit, request, NEXT[request.state, Event.UNDO_DELIVER])
    if moved is None:
        await unit.answer(Text("stale"))
        return
    await audit.append(unit, request.id, Event.UNDO_DELIVER, moved.state, unit.person.id)
    await timers.drop(unit, "unconfirmed", request.id)
    await reviewing.follow(unit, moved)
    await telling.take_back(unit, request, telling.ASKED, "family-done-undone")
    await claim_again(unit, moved, Text("volunteer-done-undone", {"number": cards.number(request)}))
