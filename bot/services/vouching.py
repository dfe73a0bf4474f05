"""Whether the help arrived at a family that Telegram does not reach: somebody who did not deliver it asks by phone.

What the family said is written down as said to the coordinator, by phone; nobody else can say it for the family.
"""

from typing import Any

from bot.core.requests import NEXT, Event, State
from bot.core.rights import Act
from bot.core.speech import Text
from bot.services import cards, claims, deciding, items, queue, review_pages, reviewing, telling
from bot.services.families import UNCLAIMED
from bot.services.unit import Unit
from bot.store import people
from bot.store.requests import Request
from bot.store.reviews import Why

BY_PHONE = "by phone"
"""The reason in the audit: the family said it, and the coordinator wrote it down."""


async def delivered(unit: Unit, request: Request) -> None:
    """Help was handed over: where the family cannot answer here, somebody else has to ask it."""
    family = await cards.person(unit, request.person_id)
    if not family.reachable:
        await reviewing.ask(unit, request, Why.VOUCH)


async def arrived(unit: Unit, request: Request) -> None:
    """Everything came."""
    moved = await _heard(unit, request, Event.CONFIRM)
    if moved is not None:
        await claims.claim_ended(unit, request, Text("volunteer-confirmed", {"number": cards.number(request)}))
        await _thank(unit, moved)


async def partly(unit: Unit, request: Request) -> None:
    """Something is missing: the same volunteer brings the rest, or, who has left or is out of reach, another one."""
    claimer = None if request.claimer_id is None else await people.find(unit, request.claimer_id)
    if claimer is None or not claimer.reachable or not claimer.on_team:
        await _reopen(unit, request, nothing_came=False)
        return
    moved = await _heard(unit, request, Event.PARTLY)
    if moved is not None:
        await items.reopen(unit, request)
        await claims.claim_again(unit, moved, Text("volunteer-partly", {"number": cards.number(request)}))
        await _thank(unit, moved)


async def nothing_came(unit: Unit, request: Request) -> None:
    """Nothing came: the request is open again, ahead of others, and has to be looked at."""
    await _reopen(unit, request, nothing_came=True)


async def _reopen(unit: Unit, request: Request, *, nothing_came: bool) -> None:
    moved = await _heard(unit, request, Event.DISPUTE, urgency=request.urgency + 1, **UNCLAIMED)
    if moved is not None:
        await items.reopen(unit, request, nothing_came=nothing_came)
        await claims.claim_ended(unit, request, Text("volunteer-disputed", {"number": cards.number(request)}))
        await queue.enter(unit, moved)
        await reviewing.ask(unit, moved, Why.DISPUTED, but={request.claimer_id})
        await _thank(unit, moved)


async def _heard(unit: Unit, request: Request, event: Event, **values: Any) -> Request | None:
    if (request.state, event) not in NEXT or not await review_pages.may(unit, request, Act.VOUCH):
        await unit.answer(Text("stale"))
        return None
    moved = await deciding.change(unit, request, event, BY_PHONE, **values)
    if moved is not None:
        await reviewing.decide(unit, moved, event, [Why.VOUCH], by=unit.person.id)
        await reviewing.follow(unit, moved)
        await cards.close(unit, request, telling.ASKED)
    return moved


async def _thank(unit: Unit, request: Request) -> None:
    text = "review-vouched-open" if request.state is not State.CONFIRMED else "review-vouched"
    await unit.answer(Text(text, {"number": cards.number(request)}))
    await review_pages.show(unit)
