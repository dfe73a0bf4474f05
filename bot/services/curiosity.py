"""Whose contacts one person opens within a day: unusually many are told to those who lead there, once a day.

Accepting and giving back, again and again, would show one family after another.
"""

from datetime import timedelta

from bot.core.speech import Text
from bot.services import leaders, telling
from bot.services.unit import Unit
from bot.store import audit, meta, people
from bot.store.people import Person
from bot.store.requests import Request

DAY = timedelta(days=1)


async def revealed(unit: Unit, request: Request, claimer: Person) -> None:
    """The contacts of a request were shown to its claimer: was it one family too many for a day?"""
    count = await audit.count_revealed(unit, claimer.id, unit.now - DAY)
    if count <= unit.asar.organisation.deadlines.reveals_a_day:
        return
    key, today = f"curious:{claimer.id}", unit.today.isoformat()
    if await meta.get(unit, key) == today:
        return
    await meta.put(unit, key, today)
    name = people.profile(unit, claimer).get("name")
    told = Text("curiosity-told", {"name": str(name) if name else Text("curiosity-somebody"), "count": count})
    for leader in await leaders.of(unit, request, but=(claimer.id,)):
        await telling.say(unit, leader, told)
