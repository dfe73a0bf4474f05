"""Where a waiting request goes, who hears of it, and when the next ones do."""

from dataclasses import dataclass
from datetime import timedelta

from bot.core.requests import NEXT, Event, State
from bot.core.roles import COUNTRY, Membership, Role
from bot.core.routing import Stage, first_stage, next_stage, patience
from bot.core.speech import Text
from bot.services import cards, localities, panel, reviewing, stock, telling
from bot.services.localities import Local
from bot.services.panel import digest, refresh
from bot.services.unit import Unit
from bot.store import audit, people, requests, timers
from bot.store import queue as waiting
from bot.store.people import Person
from bot.store.requests import Request

__all__ = ["Reach", "corrected", "digest", "enter", "escalate", "expire", "has_people", "left", "refresh", "to_desk"]


Team = dict[Stage, list[Person]]


@dataclass(frozen=True, slots=True)
class Reach:
    """What a family is honestly told: who has its request, and whether its region has anybody at all."""

    stage: Stage
    has_people: bool


def _stage(unit: Unit, held: Membership, request: Request) -> Stage | None:
    """At which stage somebody with this role has the request; None: never."""
    if not held.serves(request.programme):
        return None
    if held.area == COUNTRY or held.role is Role.ADMIN:
        return Stage.DESK
    if held.covers(request.region, request.district):
        if held.role is Role.COORDINATOR:
            return Stage.COORDINATOR
        return Stage.DISTRICT if held.area == request.district else Stage.REGION
    helps_out = held.role is Role.VOLUNTEER and held.area in _neighbours(unit, request)
    return Stage.NEIGHBOUR if helps_out else None


def _neighbours(unit: Unit, request: Request) -> tuple[str, ...]:
    return unit.asar.organisation.neighbours.get(request.region or "", ())


async def _team(unit: Unit, request: Request) -> Team:
    """Who can be told of a request now, by the stage at which they are; never its own family."""
    near = [area for area in (request.district, request.region) if area is not None]
    team: Team = {}
    for person in await people.on_duty(unit, [*near, *_neighbours(unit, request), COUNTRY]):
        if person.id == request.person_id or _has_its_phone(person, request):
            continue
        for stage in {_stage(unit, held, request) for held in person.memberships}:
            if stage is not None:
                team.setdefault(stage, []).append(unit.person if person.id == unit.person.id else person)
    return team


def _has_its_phone(person: Person, request: Request) -> bool:
    return person.phone_hash is not None and person.phone_hash == request.phone_hash


def _everybody(team: Team) -> list[Person]:
    return list({person.id: person for members in team.values() for person in members}.values())


async def has_people(unit: Unit, request: Request) -> bool:
    """Whether anybody nearer than the national desk can be told of it now."""
    return first_stage(await _team(unit, request)) is not Stage.DESK


async def enter(unit: Unit, request: Request) -> Reach:
    """A request waits in the queue, for the first time or again: the nearest people there are hear of it.

    Cards it still has are of the district it waited in before.
    """
    await cards.withdraw(unit, request, "card-gone")
    await stock.touch(unit, request)
    team = await _team(unit, request)
    stage = first_stage(team)
    if request.waitlisted_at is None:
        await _give(unit, request, stage, team)
    else:  # nobody can help before there is something to give: only where it belongs is noted
        await waiting.put_stage(unit, request, stage)
    return Reach(stage, has_people=stage is not Stage.DESK)


async def to_desk(unit: Unit, request: Request) -> None:
    """A coordinator gave a waiting request to the national desk: nobody nearer is waited for."""
    await cards.withdraw(unit, request, "card-gone")
    if request.waitlisted_at is None:
        await _give(unit, request, Stage.DESK, await _team(unit, request))
    else:
        await waiting.put_stage(unit, request, Stage.DESK)


async def escalate(unit: Unit, request: Request, count: int = 0) -> None:
    """The timer of a request that nobody has accepted at its stage: the next ones hear of it, once.

    The desk is the last, and hears of it every day; `count` is the days it has been there.
    """
    if request.state is not State.QUEUED or request.waitlisted_at is not None:
        return
    if unit.now - request.submitted_at >= unit.asar.organisation.deadlines.expire:
        await expire(unit, request)
        return
    team = await _team(unit, request)
    stage = next_stage(request.stage, team)
    if stage is None:
        await _remind_desk(unit, request, team, count + 1)
        return
    await _give(unit, request, stage, team)
    await audit.append(unit, request.id, Event.ESCALATE, request.state, None, reason=stage)


async def _remind_desk(unit: Unit, request: Request, team: Team, days: int) -> None:
    await timers.put(
        unit, "escalate", request.id, unit.now + patience(Stage.DESK, unit.asar.organisation.deadlines), count=days
    )
    for stage in (Stage.COORDINATOR, Stage.DESK):
        for person in team.get(stage, ()):
            await panel.tell_later(unit, person)
    if days % unit.asar.organisation.deadlines.still_waiting_days == 0:
        honest = (Text("submitted-nobody-here"),) if first_stage(team) is Stage.DESK else ()
        await telling.family(unit, request, Text("family-still-waiting", {"number": cards.number(request)}), *honest)


async def expire(unit: Unit, request: Request) -> None:
    """It has waited longer than anything may: it ends, and the family is told how to ask again."""
    moved = await requests.move(unit, request, NEXT[request.state, Event.EXPIRE])
    if moved is None:
        return
    await audit.append(unit, request.id, Event.EXPIRE, moved.state, None)
    await reviewing.follow(unit, moved)
    await left(unit, moved)
    await telling.family(unit, moved, Text("family-expired", {"number": cards.number(request)}))


async def _give(unit: Unit, request: Request, stage: Stage, team: Team) -> None:
    request = await waiting.put_stage(unit, request, stage)
    await timers.put(unit, "escalate", request.id, unit.now + patience(stage, unit.asar.organisation.deadlines))
    here = team.get(stage, [])
    before = await waiting.had(unit, request.id)
    others = any(person.id not in before for person in here)
    told = [person for person in here if person.id != unit.person.id]
    at_once = [person for person in told if person.news == "every" and not (person.id in before and others)]
    if at_once:  # where it is costs more to say than all the rest, and most hear of many requests together
        local = await localities.one(unit, request)
        for person in at_once:
            await _send_card(unit, request, local, person, here)
    for person in told:
        # Beyond the volunteers nobody else is left to hear of it, so silence is no choice there.
        if person not in at_once and (person.news == "digest" or stage in (Stage.COORDINATOR, Stage.DESK)):
            await panel.tell_later(unit, person)
    await panel.changed(unit, _everybody(team))


async def _send_card(unit: Unit, request: Request, local: Local, person: Person, here: list[Person]) -> None:
    """A card at once for who speaks the family's language; for others later, where anybody does, if it still waits."""
    moment = unit.now
    if request.language not in person.spoken and any(request.language in one.spoken for one in here):
        moment += timedelta(hours=unit.asar.organisation.deadlines.language_hours)
    card = cards.card(unit, request, local, person, *await stock.hints(unit, request))
    await unit.say(person, card, what=cards.CARD, ref=request.id, not_before=unit.waking(moment))


async def left(unit: Unit, request: Request, text: str = "card-gone") -> None:
    """The request does not wait any more: every copy of its card loses its buttons and says `text`."""
    await timers.drop(unit, "escalate", request.id)
    await stock.touch(unit, request)
    await cards.withdraw(unit, request, text)
    await panel.changed(unit, _everybody(await _team(unit, request)))


async def corrected(unit: Unit, request: Request) -> None:
    """The family corrected a request that waits: live cards show it as it is now."""
    await stock.touch(unit, request)
    team, local = await _team(unit, request), await localities.one(unit, request)
    notes = await stock.hints(unit, request)
    for sent in await cards.live(unit, request):
        reader = await cards.owner(unit, sent)
        if reader is not None and sent.message_id is not None:
            await unit.edit(sent, cards.card(unit, request, local, reader, *notes), reader, otherwise="drop")
        elif reader is not None:
            await cards.take_back(unit, sent)
            await _send_card(unit, request, local, reader, team.get(request.stage, []))
    await panel.changed(unit, _everybody(team))
