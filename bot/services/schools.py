"""Links for a school's door: a family that follows one has its region, district and school written already.

Whoever may invite volunteers of a region makes them, from /invite; a link works for every family and does not end.
"""

import secrets
from collections.abc import Mapping
from typing import Any

from bot.core import answers
from bot.core.form import Programme
from bot.core.interview.events import ContactShared, Typed
from bot.core.rights import Act
from bot.core.speech import Message, Text
from bot.services import areas, rights
from bot.services.unit import Unit
from bot.store import invites, people
from bot.store.database import Tx
from bot.store.invites import SchoolLink
from bot.store.people import PROMPT

PREFIX = "s_"
"""What the start payload of such a link begins with."""

QUESTION = "school"
"""The question inside a repeat that a link answers."""

NAME_LENGTH = 100
"""Characters of a school's name, at most."""


def programmes(unit: Unit) -> tuple[Programme, ...]:
    """The programmes that ask for a school, so that a link makes sense."""
    return tuple(
        programme
        for programme in unit.asar.programmes.values()
        if any(slot.question.id == QUESTION for part in programme.sections.values() for slot in part.slots)
    )


async def preset(tx: Tx, token: str) -> SchoolLink | None:
    """What the link with this token says; None: there is no such link."""
    return await invites.school(tx, token)


async def ask_name(unit: Unit, programme: str, district: str) -> None:
    """The district is chosen: ask how the school is called. The next text answers."""
    prompt = {"kind": "school", "programme": programme, "district": district}
    await people.change(unit, unit.person, sealed_prompt=unit.vault.seal(PROMPT, prompt))
    await unit.reply(Text("school-ask-name", {"district": areas.name(unit, district)}))


async def answer_prompt(unit: Unit, prompt: Mapping[str, Any], event: Typed | ContactShared) -> bool:
    """The school's name: make the link. False: the message is no name of a school."""
    if not isinstance(event, Typed):
        return False
    programme, district = str(prompt["programme"]), str(prompt["district"])
    region = areas.region_of(unit, district)
    if region is None or not rights.may_in(unit, Act.INVITE, region):
        await people.change(unit, unit.person, sealed_prompt=None)
        return False
    name = answers.free_text(" ".join(event.text.split()), at_most=NAME_LENGTH)
    if isinstance(name, answers.Wrong):
        await unit.reply(Text("school-name-long", {"at_most": NAME_LENGTH}))
        return True
    await people.change(unit, unit.person, sealed_prompt=None)
    token = secrets.token_urlsafe(12)
    await invites.add_school(unit, token, SchoolLink(programme, region, district, name), unit.person.id)
    link = f"https://t.me/{unit.asar.username}?start={PREFIX}{token}"
    fields = {"school": name, "district": areas.name(unit, district), "link": link}
    await unit.say(unit.person, Message((Text("school-link", fields), Text("school-link-print"))))
    return True
