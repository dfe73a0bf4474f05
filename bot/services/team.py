"""Who is on the team: admins from the settings, newcomers through a link (see `invitations`), and leaving."""

import logging
from collections.abc import Collection, Mapping
from typing import Any

from bot.core import answers
from bot.core.interview.events import ContactShared, Typed
from bot.core.rights import may_in
from bot.core.roles import COUNTRY, Membership, Role
from bot.core.speech import LANGUAGES, Action, Button, Joined, Key, Message, Phone, Text
from bot.services import areas, morning, panel, rights, volunteer
from bot.services.unit import Asar, Unit
from bot.store import invites, people, queue
from bot.store.database import Tx
from bot.store.invites import Invite
from bot.store.people import PROFILE, PROMPT, Person

log = logging.getLogger(__name__)

JOIN = "join"
"""What the live message with the code of conduct is recorded as."""

JOIN_PHONE = "join-phone"
"""The prompt that waits for a newcomer's own phone."""

NAME_LENGTH = 128
"""Characters of a Telegram name that are kept: Telegram has 64 for the first name and 64 for the last."""


async def ensure_admin(unit: Unit) -> None:
    """Let `person`, whose id stands in ADMIN_IDS, be an admin."""
    if unit.person.holds(Role.ADMIN):
        return
    await people.grant(unit, unit.person.id, Role.ADMIN, COUNTRY, None)
    unit.person.memberships = (*unit.person.memberships, Membership(Role.ADMIN, COUNTRY))
    await morning.watch(unit)


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
            await _let_go(unit, unit.person)


async def join(unit: Unit, token: str) -> None:
    """A start link into the team was opened: the code of conduct, to be accepted by a button."""
    invite = await _usable(unit, token)
    if invite is None:
        return
    fields = {"areas": areas.names(unit, invite.areas), "until": invite.expires_at}
    rows = ((_button("join-accept", "ok", token),), (_button("join-decline", "no", token),))
    message = Message((Text(f"join-{invite.role}", fields), Text("join-conduct")), rows)
    await unit.show(message, what=JOIN, ref=unit.person.id)


def _button(label: str, code: str, *args: str | int) -> Button:
    return Button(Text(label), Action("t", (code, *args)))


async def _usable(unit: Unit, token: str) -> Invite | None:
    """The invite, if this person can still use it; else they read why not, and whom to ask."""
    invite = await invites.get(unit, token)
    problem = None
    if invite is None:
        problem = "join-unknown"
    elif invite.created_by == unit.person.id:
        problem = "join-own-revoked" if invite.used_by == unit.person.id else "join-own"
    elif _holds_all(unit.person, invite):
        problem = "join-already"
    elif invite.used_by is not None:
        problem = "join-revoked" if invite.used_by == invite.created_by else "join-used"
    elif invite.expires_at <= unit.now:
        problem = "join-expired"
    elif not await _is_backed(unit, invite):
        problem = "join-revoked"
    if problem is None:
        return invite
    await unit.strip_all(unit.person.id, JOIN, chat_id=unit.person.telegram_id)
    ask = () if problem in ("join-own", "join-own-revoked", "join-already") else (Text("join-ask", _contact(unit)),)
    await unit.reply(Text(problem), *ask)
    return None


async def _is_backed(unit: Unit, invite: Invite) -> bool:
    """Whether who made the link may still invite: a link does not outlive its maker's place on the team."""
    maker = None if invite.created_by is None else await people.find(unit, invite.created_by)
    regions = [areas.region_of(unit, area) for area in invite.areas]
    return maker is not None and all(
        region is not None and may_in(rights.INVITES[invite.role], maker.memberships, region) for region in regions
    )


def _contact(unit: Unit) -> dict[str, Joined]:
    contact = unit.asar.organisation.operator.contact
    phone = () if contact.phone is None else (Phone(contact.phone),)
    email = () if contact.email is None else (contact.email,)
    return {"contact": Joined((*phone, *email))}


def _holds_all(person: Person, invite: Invite) -> bool:
    """Whether the link would give nothing new; to an admin nothing is new."""
    held = set(person.memberships)
    return person.holds(Role.ADMIN) or all(Membership(invite.role, area) in held for area in invite.areas)


async def decline(unit: Unit, token: str) -> None:
    """The newcomer would rather not; the link stays usable."""
    await unit.strip_all(unit.person.id, JOIN, chat_id=unit.person.telegram_id)
    await unit.reply(Text("join-declined" if await invites.get(unit, token) else "stale"))


async def accept(unit: Unit, token: str, name: str) -> None:
    """The code of conduct is accepted: ask for the newcomer's own phone, unless it is known. `name` is Telegram's."""
    invite = await _usable(unit, token)
    if invite is None:
        return
    await unit.strip_all(unit.person.id, JOIN, chat_id=unit.person.telegram_id)
    known = people.profile(unit, unit.person).get("phone")
    if known is not None:
        await _enter(unit, token, name, str(known))
        return
    prompt = {"kind": JOIN_PHONE, "token": token, "name": name[:NAME_LENGTH]}
    await people.change(unit, unit.person, sealed_prompt=unit.vault.seal(PROMPT, prompt))
    await _ask_phone(unit, Text("join-phone"))


async def _ask_phone(unit: Unit, why: Text) -> None:
    keys = ((Key(Text("join-share"), asks="contact"),), (Key(Text("join-later")),))
    await unit.say(unit.person, Message((why,), keys=keys))


async def answer_prompt(unit: Unit, prompt: Mapping[str, Any], event: Typed | ContactShared) -> bool:
    """A newcomer's phone, shared by the key, so that it is their own; "later" keeps the link for another day."""
    if isinstance(event, Typed):
        if event.text.strip() in {unit.asar.texts.label("join-later", language) for language in LANGUAGES}:
            await people.change(unit, unit.person, sealed_prompt=None)
            await unit.reply(Text("join-put-off"))
        else:
            await _ask_phone(unit, Text("join-phone-typed"))
        return True
    phone = answers.contact_phone(event.phone)
    if not event.own:
        await _ask_phone(unit, Text("join-phone-foreign"))
    elif isinstance(phone, answers.Wrong):
        await _ask_phone(unit, Text("join-phone-unreadable"))
    else:
        await people.change(unit, unit.person, sealed_prompt=None)
        await _enter(unit, str(prompt["token"]), str(prompt["name"]), phone.e164)
    return True


async def _enter(unit: Unit, token: str, name: str, phone: str) -> None:
    invite = await _usable(unit, token)
    if invite is None:
        return
    person = unit.person
    if not await invites.use(unit, token, person.id):
        await unit.reply(Text("join-used"), Text("join-ask", _contact(unit)))
        return
    await people.change(
        unit,
        person,
        sealed_profile=unit.vault.seal(PROFILE, {"name": name, "phone": phone}),
        phone_hash=unit.vault.blind(phone),
    )
    new = [one for one in (Membership(invite.role, area) for area in invite.areas) if one not in person.memberships]
    for membership in new:
        await people.grant(unit, person.id, membership.role, membership.area, invite.created_by)
    person.memberships = (*person.memberships, *new)
    await morning.watch(unit)
    await unit.reply(Text("join-welcome"), Text(f"join-first-{invite.role}"))
    inviter = None if invite.created_by is None else await people.find(unit, invite.created_by)
    if inviter is not None:
        fields = {"name": name, "areas": areas.names(unit, invite.areas)}
        await unit.say(inviter, Message((Text(f"join-told-{invite.role}", fields),)))


def may_remove(unit: Unit, member: Person) -> bool:
    """An admin removes anybody but admins, a coordinator volunteers helping only in the own regions."""
    person = unit.person
    if member.id == person.id or member.holds(Role.ADMIN) or not member.on_team:
        return False
    if person.holds(Role.ADMIN):
        return True
    led = {place.code for place in areas.led_by(unit)}
    return all(m.role is Role.VOLUNTEER and areas.region_of(unit, m.area) in led for m in member.memberships)


async def remove(unit: Unit, member: Person) -> None:
    """Take a member off the team: what they had accepted goes back to the queue, and they are told kindly."""
    await people.revoke(unit, member.id)
    member.memberships = ()
    log.info("person %d was taken off the team by person %d", member.id, unit.person.id)
    await _let_go(unit, member)


async def _let_go(unit: Unit, member: Person) -> None:
    """Whoever holds no role any more keeps no request, no family's contacts, and we keep neither name nor phone."""
    await queue.end_holds(unit, member.id)
    await volunteer.return_claims(unit, member.id)
    await unit.strip_all(member.id, panel.PANEL, chat_id=member.telegram_id)
    await people.change(unit, member, sealed_profile=None, sealed_prompt=None, phone_hash=None, paused=False)
    await unit.say(member, Message((Text("team-left"),)))
    member.memberships = ()
    unit.moved.append(member)


def roles(held: Collection[Membership]) -> tuple[Role, ...]:
    """The roles among these memberships, in the order of `Role`."""
    return tuple(role for role in Role if any(m.role is role for m in held))
