"""/next: one waiting request, offered to one person at a time."""

from dataclasses import replace
from datetime import timedelta

from bot.core.speech import Message, Text
from bot.services import cards, filters, localities, panel, stock, views
from bot.services.unit import Unit
from bot.store import messages
from bot.store import queue as waiting
from bot.store.filters import Filter
from bot.store.requests import Request

HELD = timedelta(minutes=5)
"""How long nobody else is offered what somebody is looking at."""

SEEN = timedelta(hours=1)
"""How long something somebody has looked at comes after everything they have not."""


async def offer(unit: Unit, *, without: int = 0) -> None:
    """The most urgent, then longest waiting request that nobody is looking at; `without` is the one just skipped.

    Only of those the person has chosen in the queue (`filters`), which is said.
    """
    person = unit.person
    if person.paused:
        await panel.ask_to_resume(unit)
        return
    await waiting.end_holds(unit, person.id)
    chosen = (await filters.current(unit, person)).chosen
    said = await filters.described(unit, chosen)
    notes = () if said is None else (said,)
    found = await _hold_next(unit, chosen, without)
    if found is None:
        text = "volunteer-no-other" if without else "filter-none-waiting" if notes else "volunteer-none-waiting"
        await unit.reply(*notes, Text(text), rows=((filters.CLEAR, cards.QUEUE) if notes else (cards.QUEUE,),))
        return
    await forget(unit, found.id)
    local, hints = await localities.one(unit, found), await stock.hints(unit, found)
    card = cards.card(unit, found, local, person, *hints)
    await unit.say(person, replace(card, paragraphs=(*notes, *card.paragraphs)), what=cards.CARD, ref=found.id)


async def _hold_next(unit: Unit, chosen: Filter, without: int) -> Request | None:
    """The next request, held for this person; one that somebody else took hold of meanwhile is passed over."""
    seen, seeker = views.of(unit, unit.person), views.seeker(unit.person)
    while True:
        found = await waiting.offer(unit, seen, seeker, chosen, seen_since=unit.now - SEEN, without=without)
        if found is None or await waiting.hold(unit, found.id, seeker.id, unit.now + HELD):
            return found


async def skip(unit: Unit, request_id: int) -> None:
    """Not this one: the next, and never the same again at once."""
    await forget(unit, request_id)
    await offer(unit, without=request_id)


async def forget(unit: Unit, request_id: int) -> None:
    """Close this person's copies of a card: what was skipped or is shown anew needs no second button."""
    for sent in await messages.live(unit, (cards.CARD,), request_id, unit.person.telegram_id):
        await cards.replace(unit, sent, Message((Text("card-skipped"),)))
