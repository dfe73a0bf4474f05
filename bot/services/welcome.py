"""The first words: language, the menu, links that start something, and texts nobody asked for."""

from bot.core import answers, numbers
from bot.core.requests import OPEN
from bot.core.speech import Action, Button, Language, Message, Row, Text
from bot.services import (
    families,
    group_cards,
    interviews,
    invitations,
    joining,
    panel,
    schools,
    talking,
    unfinished,
    volunteer,
)
from bot.services.unit import Unit
from bot.store import drafts, messages, people, requests
from bot.store.people import PROMPT


async def start(unit: Unit, payload: str, device_language: str | None) -> None:
    """/start, with or without a link. The language is asked first, in both languages."""
    if unit.person.language is None:
        if payload or people.prompt(unit, unit.person) is None:
            sealed = unit.vault.seal(PROMPT, {"kind": "start", "payload": payload})
            await people.change(unit, unit.person, sealed_prompt=sealed)
        await ask_language(unit, device_language)
        return
    await _go(unit, payload)


async def ask_language(unit: Unit, device_language: str | None) -> None:
    """Both languages in one message; the button of the device's language first, Kazakh where it says nothing."""
    order: tuple[Language, ...] = ("ru", "kk") if device_language == "ru" else ("kk", "ru")
    row = tuple(Button(Text(f"language-{language}"), Action("l", (language,))) for language in order)
    await unit.reply(Text("language-ask"), rows=(row,), what="language", ref=unit.person.id)


async def choose_language(unit: Unit, language: Language) -> None:
    """The language of everything from now on. Answers given so far stay, and the current question is shown in it."""
    before = unit.person.language
    asked = await messages.live(unit, ("language",), unit.person.id, unit.person.telegram_id)
    if before == language and not asked:
        await unit.answer(Text("stale"))  # pressed twice: what followed the first press is in sight
        return
    await unit.strip_all(unit.person.id, "language", chat_id=unit.person.telegram_id)
    await people.change(unit, unit.person, language=language)
    prompt = people.prompt(unit, unit.person)
    if prompt is not None and prompt["kind"] == "start":
        await people.change(unit, unit.person, sealed_prompt=None)
        await _go(unit, str(prompt["payload"]))
        return
    if before != language:
        await unit.reply(Text("language-chosen"))
    if not await back_to_question(unit):
        await menu(unit)


async def _go(unit: Unit, payload: str) -> None:
    if payload.startswith(invitations.PREFIX):
        await joining.join(unit, payload.removeprefix(invitations.PREFIX))
        return
    if payload.startswith(schools.PREFIX):
        link = await schools.preset(unit, payload.removeprefix(schools.PREFIX))
        if link is not None and link.programme in unit.asar.programmes:
            await interviews.apply(unit, link.programme, link)
            return
    if payload == group_cards.QUEUE and unit.person.on_team:
        await panel.show(unit)
        return
    await menu(unit)


async def menu(unit: Unit) -> None:
    """What Asar is and what can be done here."""
    waits = await drafts.of(unit, unit.person.id)
    rows: list[Row] = [(unfinished.go_on(row.id),) for row in waits[:1]]
    if all(row.request_id for row in waits):
        rows.append((Button(Text("menu-apply"), Action("m", ("apply",))),))
    if any(request.state in OPEN for request in await requests.of_person(unit, unit.person.id)):
        rows.append((Button(Text("menu-status"), Action("m", ("status",))),))
    if unit.person.on_team:
        rows.append((Button(Text("menu-queue"), Action("m", ("queue",))),))
    other: Language = "ru" if unit.language == "kk" else "kk"
    rows.append(
        (Button(Text("menu-help"), Action("m", ("help",))), Button(Text(f"language-{other}"), Action("l", (other,))))
    )
    await unit.say(unit.person, Message((Text("welcome"),), tuple(rows)))


async def back_to_question(unit: Unit) -> bool:
    """After an interruption: the question that waits for an answer, anew; False: none does."""
    return unit.person.focus is not None and await interviews.resume(unit, unit.person.focus)


async def remind(unit: Unit) -> None:
    """After a command in the middle of the questions: a way back to them in sight."""
    if unit.person.focus is not None:
        await unit.reply(Text("draft-goes-on"), rows=((unfinished.go_on(unit.person.focus),),))


async def unasked(unit: Unit, text: str) -> None:
    """A text that answers no question: words of danger, a request's number, or somebody who is not sure what to do."""
    if answers.danger(text):
        await unit.reply(Text("helplines"))
        return
    number = numbers.read(text)
    if number is not None:
        request = await requests.by_number(unit, number)
        if request is not None and request.person_id == unit.person.id:
            await families.show(unit, request)
            return
        if unit.person.on_team:
            await volunteer.show(unit, text)
            return
    if unit.person.language is None:
        await ask_language(unit, None)  # what they came for, a link perhaps, is still remembered
        return
    if not await talking.unheard(unit):
        await menu(unit)
