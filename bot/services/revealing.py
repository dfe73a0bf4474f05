"""The contacts of a family, shown to a coordinator who asks for them: audited, and taken away again.

As with a claimer they are only ever edited into a protected, recorded message (`contacts.LOOKED`). They go when nobody
has to look at the request any more, and after `deadlines.contacts_hours` in any case.
"""

from datetime import timedelta

from bot.core.requests import Event
from bot.core.speech import Message, Text
from bot.services import cards, contacts
from bot.services.contacts import LOOKED
from bot.services.unit import Unit
from bot.store import audit, messages, requests, timers
from bot.store.messages import Sent
from bot.store.people import Person
from bot.store.requests import Request

CONCEAL = "conceal"
"""The timer that takes them away, with the request's id."""


async def reveal(unit: Unit, request: Request) -> None:
    """Show the contacts to this coordinator; their earlier copy is blanked."""
    for sent in await messages.live(unit, (LOOKED,), request.id, unit.person.telegram_id):
        await cards.replace(unit, sent, _blanked(request))
    cover = Message((cards.head(request), Text("card-contacts-open")), protected=True)
    record = await unit.say(unit.person, cover, what=LOOKED, ref=request.id)
    if record is None:
        return
    sent = Sent(record, unit.person.telegram_id, None, LOOKED, request.id)
    message = await contacts.for_coordinator(unit, request)
    await unit.edit(sent, message, unit.person, otherwise="drop")
    await audit.append(unit, request.id, Event.REVEAL, request.state, unit.person.id)
    hours = unit.asar.organisation.deadlines.contacts_hours
    await timers.put(unit, CONCEAL, request.id, unit.now + timedelta(hours=hours))


async def conceal(unit: Unit, request: Request) -> None:
    """Take the contacts away from every coordinator who has asked for them."""
    await timers.drop(unit, CONCEAL, request.id)
    for sent in await messages.live(unit, (LOOKED,), request.id):
        await cards.replace(unit, sent, _blanked(request))


def _blanked(request: Request) -> Message:
    return Message((Text("card-blanked", {"number": cards.number(request)}),))


async def conceal_from(unit: Unit, person: Person) -> None:
    """Take them away from somebody who leads nothing any more."""
    for sent in await messages.in_chat(unit, LOOKED, person.telegram_id):
        request = await requests.find(unit, sent.ref)
        if request is not None:
            await cards.replace(unit, sent, _blanked(request))
