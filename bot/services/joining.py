"""A newcomer and a link into the team: the code of conduct, the languages they speak, their own phone, and welcome.

Until the last step nothing is kept but what the newcomer is about to answer, and nothing of the team is shown. Every
step looks at the link again: it may have been used, revoked or have run out in the meantime.
"""

from collections.abc import Mapping
from typing import Any

from bot.core import answers
from bot.core.interview.events import ContactShared, Typed
from bot.core.rights import may_in
from bot.core.roles import COUNTRY, Membership, Role
from bot.core.speech import LANGUAGES, Action, Button, Field, Flow, Joined, Key, Message, Phone, Text
from bot.services import areas, morning, programmes, resting, rights, speaking
from bot.services.unit import Unit
from bot.store import invites, people
from bot.store.invites import Invite
from bot.store.people import PROFILE, PROMPT, Person

JOIN = "join"
"""What the live message with the code of conduct is recorded as."""

JOIN_SPEAKS = "join-speaks"
"""What the live question for the languages is recorded as."""

JOIN_PHONE = "join-phone"
"""The prompt that waits for a newcomer's own phone."""

NAME_LENGTH = 128
"""Characters of a Telegram name that are kept: Telegram has 64 for the first name and 64 for the last."""


def kind(role: Role, codes: tuple[str, ...]) -> str:
    """What texts call somebody with this role there: whoever coordinates the whole country is the desk."""
    return "desk" if role is Role.COORDINATOR and COUNTRY in codes else role


async def join(unit: Unit, token: str) -> None:
    """A start link into the team was opened: the code of conduct, to be accepted by a button."""
    invite = await _usable(unit, token)
    if invite is None:
        return
    what = Text(f"join-{kind(invite.role, invite.areas)}", {"areas": areas.names(unit, invite.areas)})
    rows = ((_button("join-accept", "ok", token),), (_button("join-decline", "no", token),))
    until = Text("join-until", {"until": invite.expires_at})
    limits = () if not invite.programmes else (programmes.only(unit, invite.programmes),)
    await unit.strip_all(unit.person.id, JOIN_SPEAKS, chat_id=unit.person.telegram_id)
    await unit.show(Message((what, *limits, Text("join-conduct"), until), rows), what=JOIN, ref=unit.person.id)


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
    elif not _new(unit.person, invite):
        problem = "join-already"
    elif invite.used_by is not None:
        problem = "join-revoked" if invite.used_by == invite.created_by else "join-used"
    elif invite.expires_at <= unit.now:
        problem = "join-expired"
    elif not await _is_backed(unit, invite):
        problem = "join-revoked"
    if problem is None:
        return invite
    await unit.strip_all(unit.person.id, JOIN, JOIN_SPEAKS, chat_id=unit.person.telegram_id)
    ask = () if problem in ("join-own", "join-own-revoked", "join-already") else (Text("join-ask", _contact(unit)),)
    await unit.reply(Text(problem), *ask)
    return None


async def _is_backed(unit: Unit, invite: Invite) -> bool:
    """Whether who made the link may still invite: a link does not outlive its maker's place on the team."""
    maker = None if invite.created_by is None else await people.find(unit, invite.created_by)
    led = [area if area == COUNTRY else areas.region_of(unit, area) for area in invite.areas]
    return maker is not None and all(
        area is not None and may_in(rights.INVITES[invite.role], maker.memberships, area) for area in led
    )


def _contact(unit: Unit) -> dict[str, Joined]:
    contact = unit.asar.organisation.operator.contact
    phone = () if contact.phone is None else (Phone(contact.phone),)
    email = () if contact.email is None else (contact.email,)
    return {"contact": Joined((*phone, *email))}


def _new(person: Person, invite: Invite) -> tuple[Membership, ...]:
    """What the link would give that is not held yet, as it would be held then; to an admin nothing is new."""
    if person.holds(Role.ADMIN):
        return ()
    held = {(one.role, one.area): one for one in person.memberships}
    found = []
    for area in invite.areas:
        old = held.get((invite.role, area))
        wanted = invite.programmes
        if old is not None and wanted:
            wanted = () if not old.programmes else tuple(dict.fromkeys((*old.programmes, *wanted)))
        given = Membership(invite.role, area, wanted)
        if given != old:
            found.append(given)
    return tuple(found)


async def decline(unit: Unit, token: str) -> None:
    """The newcomer would rather not; the link stays usable."""
    await unit.strip_all(unit.person.id, JOIN, JOIN_SPEAKS, chat_id=unit.person.telegram_id)
    await unit.reply(Text("join-declined" if await invites.get(unit, token) else "stale"))


async def accept(unit: Unit, token: str, name: str) -> None:
    """The code of conduct is accepted: ask for the languages, unless they are known. `name` is Telegram's."""
    if await _usable(unit, token) is None:
        return
    await unit.strip_all(unit.person.id, JOIN, chat_id=unit.person.telegram_id)
    if unit.person.on_team and unit.person.speaks is not None:
        await _go_on(unit, token, name, unit.person.speaks)
        return
    buttons = tuple(_button(label, "jl", token, code) for code, label in speaking.ANSWERS.items())
    question = Message((Text("join-speaks"),), (Flow(buttons, columns=1),))
    await unit.show(question, what=JOIN_SPEAKS, ref=unit.person.id)


async def choose_languages(unit: Unit, token: str, speaks: str, name: str) -> None:
    """The languages are chosen: ask for the newcomer's own phone, unless it is known."""
    if speaks not in speaking.ANSWERS:
        await unit.answer(Text("stale"))
    elif await _usable(unit, token) is not None:
        await unit.strip_all(unit.person.id, JOIN_SPEAKS, chat_id=unit.person.telegram_id)
        await _go_on(unit, token, name, speaks)


async def _go_on(unit: Unit, token: str, name: str, speaks: str) -> None:
    known = people.profile(unit, unit.person).get("phone")
    if known is not None:
        await _enter(unit, token, name, str(known), speaks)
        return
    prompt = {"kind": JOIN_PHONE, "token": token, "name": name[:NAME_LENGTH], "speaks": speaks}
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
        speaks = prompt.get("speaks")  # a prompt of an older release has none
        await _enter(unit, str(prompt["token"]), str(prompt["name"]), phone.e164, speaks and str(speaks))
    return True


async def _enter(unit: Unit, token: str, name: str, phone: str, speaks: str | None) -> None:
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
        speaks=speaks,
    )
    await _grant(unit, _new(person, invite), invite.created_by)
    await resting.watch(unit, person)
    await morning.welcome(unit)
    await unit.reply(Text("join-welcome"), Text(f"join-first-{invite.role}"))
    await _tell_inviter(unit, invite, name)


async def _grant(unit: Unit, new: tuple[Membership, ...], by: int | None) -> None:
    person = unit.person
    held = {(one.role, one.area) for one in person.memberships}
    for one in new:
        if (one.role, one.area) in held:
            await people.regrant(unit, person.id, one)
        else:
            await people.grant(unit, person.id, one.role, one.area, by, one.programmes)
    replaced = {(one.role, one.area) for one in new}
    kept = (one for one in person.memberships if (one.role, one.area) not in replaced)
    person.memberships = (*kept, *new)


async def _tell_inviter(unit: Unit, invite: Invite, name: str) -> None:
    inviter = None if invite.created_by is None else await people.find(unit, invite.created_by)
    if inviter is None:
        return
    fields: dict[str, Field] = {
        "name": name,
        "areas": areas.names(unit, invite.areas),
        "languages": speaking.named(unit.person),
    }
    told = Message((Text(f"join-told-{kind(invite.role, invite.areas)}", fields),))
    await unit.say(inviter, told, not_before=unit.waking())
