"""Pausing and coming back: at a volunteer's own word, at a coordinator's, or because Asar has heard nothing for long.

A paused volunteer is offered nothing and keeps what they have accepted. Asar itself pauses only people who hold nothing
but volunteers' roles; the reason is kept in `people.paused_by`, and everybody who has to know is told.
"""

from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.core.roles import Role
from bot.core.speech import Field, Message, Text
from bot.services import areas, cards, leaders, panel, programmes, staffing, views
from bot.services.unit import ALMATY, Unit
from bot.store import messages, meta, people, timers
from bot.store import queue as waiting
from bot.store.database import Tx
from bot.store.people import Person

WATCH = "volunteer"
"""The timer that looks when somebody was last seen, with the person's id."""

ASKED_BACK = "asked-back"
"""What the request of a paused volunteer to be let back is recorded as, with their id."""

BACK = "back-at"
"""Where `meta` keeps since when Asar is there again after an outage: nobody could be seen during it."""

OUTAGE = timedelta(days=1)


class Why(StrEnum):
    """Who paused somebody, and why."""

    SELF = "self"
    LEAD = "lead"
    IDLE = "idle"  # not seen for long
    RETURNS = "returns"  # accepted requests returned by themselves, several in a row


def why(person: Person) -> Why | None:
    """Why somebody is paused; None: they are not."""
    return Why(person.paused_by or Why.SELF) if person.paused else None


def is_watched(person: Person) -> bool:
    """Whether Asar may pause them by itself: volunteers, and nobody who leads."""
    return person.on_team and all(held.role is Role.VOLUNTEER for held in person.memberships)


async def watch(unit: Unit, person: Person) -> None:
    """Look after the days of idleness whether this volunteer was seen."""
    if is_watched(person) and not person.paused:
        await timers.put(unit, WATCH, person.id, unit.waking(unit.now + _idle(unit)))


def _idle(unit: Unit) -> timedelta:
    return timedelta(days=unit.asar.organisation.deadlines.volunteer_idle_days)


async def start(tx: Tx, due: datetime | None) -> None:
    """At start: every volunteer is watched, and a long outage counts for nobody's idleness.

    due: when the daily work was due that has not been done yet; None: Asar has never run before.
    """
    if due is not None and due < tx.now - OUTAGE:
        await meta.put(tx, BACK, tx.now.isoformat())
    watched = await timers.refs(tx, WATCH)
    volunteers = {person_id for person_id, held in await people.all_holders(tx) if held.role is Role.VOLUNTEER}
    for person_id in sorted(volunteers - watched):
        await timers.put(tx, WATCH, person_id, tx.now)


async def due(unit: Unit) -> None:
    """The timer of a volunteer: who was not seen for long rests; nobody is told at night."""
    person = unit.person
    if not is_watched(person) or person.paused:
        return
    since = await _idle_since(unit)
    looked_at = max((since or unit.now) + _idle(unit), unit.now)
    if looked_at > unit.now or unit.waking() != unit.now:
        await timers.put(unit, WATCH, person.id, unit.waking(looked_at))
    else:
        await _rest(unit, person, Why.IDLE, {"days": unit.asar.organisation.deadlines.volunteer_idle_days})


async def _idle_since(unit: Unit) -> datetime | None:
    """Since when they could have done something and were not seen; None: out of season, with nothing that waits."""
    person, moments = unit.person, [unit.person.seen_at]
    back = await meta.get(unit, BACK)
    if back is not None:
        moments.append(datetime.fromisoformat(back))
    opened = await _opened(unit)
    if not opened and await waiting.count(unit, views.of(unit, person), person.id) == 0:
        return None
    if opened and None not in opened:
        moments.append(min(moment for moment in opened if moment is not None))
    return max(moments)


async def _opened(unit: Unit) -> list[datetime | None]:
    """For each open programme they help with: when it opened; None: by hand, or it is open all the year round."""
    found: list[datetime | None] = []
    for programme in unit.asar.programmes:
        season = await programmes.season(unit, programme)
        if season.open and any(held.serves(programme) for held in unit.person.memberships):
            day = unit.asar.organisation.seasons[programme].opens if season.mode is programmes.Mode.DATES else None
            found.append(None if day is None else datetime.combine(day, time(), ALMATY))
    return found


async def claim_returned(unit: Unit, claimer: Person) -> None:
    """A claim has returned by itself: after some in a row its volunteer rests."""
    await people.change(unit, claimer, returns=claimer.returns + 1)
    enough = unit.asar.organisation.deadlines.volunteer_returns
    if claimer.returns >= enough and is_watched(claimer) and not claimer.paused:
        await _rest(unit, claimer, Why.RETURNS, {"count": claimer.returns})


async def delivered(unit: Unit) -> None:
    """The person has brought help: what returned before counts no more."""
    if unit.person.returns:
        await people.change(unit, unit.person, returns=0)


async def _rest(unit: Unit, person: Person, reason: Why, fields: dict[str, Field]) -> None:
    """Asar pauses a volunteer: both they and their coordinators are told, kindly."""
    await _pause(unit, person, reason)
    rest = Message((Text(f"rest-{reason}", fields if reason is Why.RETURNS else {}),), ((panel.RESUME,),))
    await unit.say(person, rest, not_before=unit.waking())
    told = {"name": leaders.called(unit, person), "areas": areas.names(unit, tuple(m.area for m in person.memberships))}
    await staffing.tell_leaders(unit, person, person.memberships, Text(f"rest-told-{reason}", fields | told))


async def _pause(unit: Unit, person: Person, reason: Why) -> None:
    await people.change(unit, person, paused=True, paused_by=reason)
    await waiting.end_holds(unit, person.id)
    await cards.hold_back(unit, person)
    await panel.end_digest(unit, person)
    await timers.drop(unit, WATCH, person.id)


async def _resume(unit: Unit, person: Person) -> None:
    await people.change(unit, person, paused=False, paused_by=None, returns=0)
    await watch(unit, person)


async def pause(unit: Unit) -> None:
    """/pause: nothing is offered for a while; a coordinator's pause stays a coordinator's."""
    if not unit.person.paused:
        await _pause(unit, unit.person, Why.SELF)
        await staffing.tell_leaders(unit, unit.person, unit.person.memberships)
    elif why(unit.person) is not Why.LEAD:
        await people.change(unit, unit.person, paused_by=Why.SELF)
    await unit.reply(Text("volunteer-paused"), rows=((panel.RESUME,),))


async def resume(unit: Unit) -> None:
    """/resume: offers again. Who was paused by a coordinator asks them."""
    if why(unit.person) is Why.LEAD:
        await _ask_back(unit)
        return
    await _resume(unit, unit.person)
    await unit.reply(Text("volunteer-resumed"), rows=((cards.NEXT, cards.QUEUE),))


async def _ask_back(unit: Unit) -> None:
    """The coordinators hear it once: a second tap changes nothing."""
    if not await messages.live(unit, (ASKED_BACK,), unit.person.id):
        await staffing.ask_leaders(
            unit, Text("rest-asks-back", {"name": leaders.called(unit, unit.person)}), what=ASKED_BACK
        )
    await unit.reply(Text("rest-asked-back"))


async def pause_member(unit: Unit, member: Person) -> None:
    """A coordinator lets a member rest."""
    await _pause(unit, member, Why.LEAD)
    await unit.say(member, Message((Text("rest-lead"),)), not_before=unit.waking())
    await staffing.tell_leaders(unit, member, member.memberships)


async def resume_member(unit: Unit, member: Person) -> None:
    """A coordinator calls a member back."""
    await _resume(unit, member)
    await unit.strip_all(member.id, ASKED_BACK)
    await unit.say(member, Message((Text("rest-over"),), ((cards.NEXT, cards.QUEUE),)), not_before=unit.waking())


async def end(unit: Unit, person: Person) -> None:
    """They are not on the team any more: nothing of this is kept."""
    await people.change(unit, person, paused=False, paused_by=None, returns=0, speaks=None)
    await timers.drop(unit, WATCH, person.id)
    await unit.strip_all(person.id, ASKED_BACK)
