"""Who is on the team: admins from the settings, changing where a volunteer helps, and leaving.

Newcomers come through `invitations` and `joining`.
"""

import logging
from collections.abc import Collection

from bot.core.roles import COUNTRY, Membership, Role
from bot.core.speech import Field, Message, Text
from bot.services import (
    areas,
    claims,
    group_cards,
    morning,
    panel,
    resting,
    revealing,
    speaking,
    staffing,
    telling,
    unfinished,
)
from bot.services.unit import Asar, Unit
from bot.store import people, queue
from bot.store.database import Tx
from bot.store.people import Person

log = logging.getLogger(__name__)

SCREENS = (panel.PANEL, speaking.SCREEN, "news", "invite", "team")
"""Live messages of the team's, whose buttons go with the last role."""


async def ensure_admin(unit: Unit) -> None:
    """Let `person`, whose id stands in ADMIN_IDS, be an admin."""
    if unit.person.holds(Role.ADMIN):
        return
    await people.grant(unit, unit.person.id, Role.ADMIN, COUNTRY, None)
    unit.person.memberships = (*unit.person.memberships, Membership(Role.ADMIN, COUNTRY))
    await morning.welcome(unit)


async def sync_admins(tx: Tx, asar: Asar) -> None:
    """At start: who was taken out of ADMIN_IDS is no admin any more, and gives back what they had accepted as one."""
    admins = {person_id for person_id, membership in await people.all_holders(tx) if membership.role is Role.ADMIN}
    for person_id in sorted(admins):
        person = await people.get(tx, person_id)
        if person.telegram_id in asar.admin_ids:
            continue
        await people.revoke(tx, person_id, Role.ADMIN)
        unit = Unit(tx, asar, await people.get(tx, person_id))
        log.info("person %d is no admin any more", person_id)
        if not unit.person.on_team:
            await _let_go(unit, unit.person, person.memberships)
            await group_cards.follow(unit)


async def remove(unit: Unit, member: Person, part: Collection[Membership]) -> None:
    """Take these roles from a member: what they had accepted goes back to the queue, and they are told kindly."""
    before = member.memberships
    for one in part:
        await people.revoke_one(unit, member.id, one)
    member.memberships = tuple(one for one in before if one not in part)
    if member.on_team:
        log.info("person %d was taken off one region's team by person %d", member.id, unit.person.id)
        await _narrowed(unit, member, before)
    else:
        log.info("person %d was taken off the team by person %d", member.id, unit.person.id)
        await _let_go(unit, member, before)


async def place(unit: Unit, member: Person, old: Collection[Membership], codes: Collection[str]) -> None:
    """Let a volunteer help in these areas instead of the `old` ones, and with the same programmes as before."""
    before = member.memberships
    limited = all(one.programmes for one in old)
    only = tuple(dict.fromkeys(programme for one in old for programme in one.programmes)) if limited else ()
    kept = tuple(one for one in old if one.area in codes)
    for one in old:
        if one not in kept:
            await people.revoke_one(unit, member.id, one)
    new = tuple(Membership(Role.VOLUNTEER, code, only) for code in codes if code not in {one.area for one in kept})
    for one in new:
        await people.grant(unit, member.id, one.role, one.area, unit.person.id, one.programmes)
    member.memberships = (*(one for one in before if one not in old), *kept, *new)
    log.info("person %d changed the areas of person %d", unit.person.id, member.id)
    await _narrowed(unit, member, before)


async def _narrowed(unit: Unit, member: Person, before: Collection[Membership]) -> None:
    """Where a member helps has changed: claims elsewhere return, and the member reads where they help now."""
    await queue.end_holds(unit, member.id)
    returned = await claims.return_outside(unit, member)
    await panel.changed(unit, [member])
    held = tuple(dict.fromkeys(one.area for one in member.memberships))
    fields: dict[str, Field] = {"areas": areas.names(unit, held), "returned": returned}
    await telling.say(unit, member, Text("team-areas-changed", fields))
    await staffing.tell_leaders(unit, member, before)
    unit.moved.append(member)


async def dissolve(unit: Unit, member: Person) -> None:
    """Take every role: what they had accepted waits again, and the coordinators hear where nobody is left."""
    before = member.memberships
    await people.revoke(unit, member.id)
    member.memberships = ()
    await _return_all(unit, member, before)


async def _return_all(unit: Unit, member: Person, before: Collection[Membership]) -> None:
    await queue.end_holds(unit, member.id)
    await claims.return_claims(unit, member.id)
    await unfinished.discard_foreign(unit, member)
    await resting.end(unit, member)
    await staffing.tell_leaders(unit, member, before)


async def _let_go(unit: Unit, member: Person, before: Collection[Membership]) -> None:
    """Whoever holds no role any more keeps no request, no family's contacts, and we keep neither name nor phone."""
    await _return_all(unit, member, before)
    await revealing.conceal_from(unit, member)
    await unit.strip_all(member.id, *SCREENS, chat_id=member.telegram_id)
    await people.change(unit, member, sealed_profile=None, sealed_prompt=None, phone_hash=None)
    await unit.say(member, Message((Text("team-left"),)))
    unit.moved.append(member)


def roles(held: Collection[Membership]) -> tuple[Role, ...]:
    """The roles among these memberships, in the order of `Role`."""
    return tuple(role for role in Role if any(m.role is role for m in held))
