"""Whether Telegram still reaches a person. Where it does not, the phone is the way, and the volunteer is told."""

from bot.core import numbers
from bot.core.requests import State
from bot.core.speech import Message, Text
from bot.services import areas, claims, contacts, leaders, post, reviewing, staffing, telling, vouching
from bot.services.unit import Unit
from bot.store import people, queue, requests
from bot.store.people import Person
from bot.store.reviews import Why


async def lost(unit: Unit, person: Person) -> None:
    """The person blocked the bot: nothing is sent any more, and who has accepted their request learns to use the phone.

    What they had accepted themselves waits again at once: they would hear no answer of a family. Told once.
    """
    if not person.reachable:
        return
    await people.change(unit, person, reachable=False)
    await queue.end_holds(unit, person.id)
    await claims.return_claims(unit, person.id)
    await _tell_leaders(unit, person)
    for request in await requests.of_person(unit, person.id):
        if request.state is State.DELIVERED:
            await vouching.delivered(unit, request)
        if request.state in (State.CLAIMED, State.DELIVERED) and request.claimer_id is not None:
            claimer = await people.get(unit, request.claimer_id)
            text = Text("volunteer-unreachable", {"number": numbers.show(request.number)})
            await unit.say(claimer, Message((text,)))


async def _tell_leaders(unit: Unit, person: Person) -> None:
    """A volunteer's coordinators know somebody to call, and where nobody is left now."""
    places = areas.names(unit, tuple(held.area for held in person.memberships))
    news = Text("team-lost", {"name": leaders.called(unit, person), "areas": places})
    await staffing.tell_leaders(unit, person, person.memberships, news)


async def found(unit: Unit) -> None:
    """The person let the bot in again, or writes again; the next contact shows them where they are.

    Whatever could not be blanked while they were away is blanked now. A family is asked again whether the help arrived,
    and whoever has its request hears that it reads again.
    """
    if unit.person.reachable:
        return
    await people.change(unit, unit.person, reachable=True, last_message=None)
    await contacts.blank_stale(unit)
    await post.blank_stale(unit)
    for request in await requests.of_person(unit, unit.person.id):
        if request.state is State.DELIVERED:
            await telling.delivered(unit, request)
        elif request.state is State.CLAIMED:
            await reviewing.decide(unit, request, "reached", [Why.LOST], by=None)
            text = Text("volunteer-reachable", {"number": numbers.show(request.number)})
            await telling.claimer(unit, request, text, rows=((contacts.mine(request),),))
