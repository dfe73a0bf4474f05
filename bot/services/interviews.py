"""A person and a draft: applying, answering, going on, keeping, discarding. The questions are `core.interview`'s.

A draft is saved by comparing its revision, so that of two devices pressing at once one acts and the other is shown
where things stand.
"""

import hashlib
from dataclasses import dataclass, replace
from typing import Any

from bot.core.form import Programme
from bot.core.interview import (
    ContactShared,
    Draft,
    Event,
    Press,
    Refused,
    Screen,
    Start,
    Submitted,
    World,
    fit,
    new_draft,
    screen,
    step,
    with_presets,
)
from bot.core.interview.state import Mode
from bot.core.requests import NEXT, OPEN
from bot.core.requests import Event as RequestEvent
from bot.core.speech import Action, Button, Language, Message, Row, Text
from bot.services import families, on_behalf, programmes, submission, unfinished, worlds
from bot.services.unit import INTERVIEW, Unit
from bot.store import consents, drafts, people, requests
from bot.store.invites import SchoolLink


@dataclass(frozen=True, slots=True)
class Open:
    """A stored draft, opened."""

    id: int
    request_id: int
    revision: int
    draft: Draft
    programme: Programme


def world(unit: Unit) -> World:
    """What the engine needs to know of the world now."""
    asar = unit.asar
    return worlds.world(asar.places, asar.texts, asar.organisation, asar.programmes.values(), unit.today)


async def opened(unit: Unit, draft_id: int | None) -> Open | None:
    """The person's draft with this id, fitted to the programme as it is today."""
    row = None if draft_id is None else await drafts.get(unit, draft_id)
    if row is None or row.person_id != unit.person.id:
        return None
    programme = unit.asar.programmes.get(row.programme)
    if programme is None:
        return None
    draft = Draft.from_json(row.state)
    if draft.version != programme.version:
        draft = fit(world(unit), programme, draft)
    return Open(row.id, row.request_id, row.revision, draft, programme)


async def apply(unit: Unit, programme_id: str, link: SchoolLink | None = None, *, another: bool = False) -> None:
    """Begin an application, or offer to go on with the one that waits, or to look at the one that is open."""
    programme = unit.asar.programmes[programme_id]
    season = await programmes.season(unit, programme_id)
    if not season.open:
        tell = Button(Text("menu-tell"), Action("m", ("tell", programme_id)))
        await unit.reply(*programmes.closed(season), rows=((tell,),))
        return
    for row in await drafts.of(unit, unit.person.id):
        if row.programme == programme_id and row.request_id == 0:
            if link is not None:
                await _preset(unit, row.id, link)
            found = await opened(unit, row.id)
            if found is not None and not found.draft.answers:
                await resume(unit, row.id)  # pressed twice: nothing is begun yet
            else:
                await _offer_to_continue(unit, row)
            return
    if not another:
        for request in await requests.of_person(unit, unit.person.id):
            if request.programme == programme_id and request.state in OPEN:
                await submission.already(unit, request)
                return
    if link is not None:
        await unit.reply(Text("welcome-school", {"school": link.school}))
    draft = new_draft(programme, presets=_presets(link))
    draft_id = await drafts.add(unit, unit.person.id, programme_id, 0, draft.revision, draft.to_json())
    await people.change(unit, unit.person, focus=draft_id)
    await unfinished.watch(unit, draft_id)
    await take(unit, draft_id, Start())


def _presets(link: SchoolLink | None) -> dict[str, Any]:
    if link is None:
        return {}
    return {"place": {"region": link.region, "district": link.district}, "child/school": link.school}


async def _preset(unit: Unit, draft_id: int, link: SchoolLink) -> None:
    found = await opened(unit, draft_id)
    if found is not None:
        await _save(unit, found, with_presets(found.draft, _presets(link)))


async def _offer_to_continue(unit: Unit, row: drafts.Row) -> None:
    rows = ((unfinished.go_on(row.id),), (unfinished.button("anew", "anew", row.id, row.revision),))
    await unit.reply(Text("draft-waits"), rows=rows)


async def correct(unit: Unit, request: requests.Request) -> None:
    """Open a submitted request for correction; of a programme that Asar no longer has nothing can be asked."""
    programme = unit.asar.programmes.get(request.programme)
    if programme is None:
        await unit.answer(Text("stale"))
        await families.show(unit, request)
        return
    for row in await drafts.of(unit, unit.person.id):
        if row.request_id == request.id:
            await drafts.remove(unit, row.id)
    mode: Mode = "call" if request.mode == "call" else "full"
    dictated = request.person_id != unit.person.id
    answers = requests.answers(unit, request)
    draft = new_draft(programme, answers=answers, correcting=True, dictated=dictated, mode=mode)
    draft_id = await drafts.add(unit, unit.person.id, request.programme, request.id, draft.revision, draft.to_json())
    await people.change(unit, unit.person, focus=draft_id)
    await unfinished.watch(unit, draft_id)
    await take(unit, draft_id, Start())


async def press_correct(unit: Unit, request_id: int, revision: int) -> None:
    """The button "correct" of the family's own request, as it was at `revision`."""
    request = await families.own(unit, request_id)
    if request is None:
        await unit.answer(Text("stale"))
    elif request.revision != revision or (request.state, RequestEvent.CORRECT) not in NEXT:
        await unit.answer(Text("stale"))
        await families.show(unit, request)
    else:
        await correct(unit, request)


async def press(unit: Unit, draft_id: int, revision: int, code: str) -> None:
    """A button of the verb "q". An outdated, foreign or forged one changes nothing and leads to the current screen."""
    found = await opened(unit, draft_id)
    if found is None:
        await unit.answer(Text("stale"))
        await unit.strip_all(draft_id, INTERVIEW, chat_id=unit.person.telegram_id)
        return
    if unit.person.focus != draft_id:
        await people.change(unit, unit.person, focus=draft_id)
    if not found.draft.accepts(revision):
        await unit.answer(Text("interview-stale"))
        await _show_unless_live(unit, found)
        return
    await _take(unit, found, Press(code))


async def _show_unless_live(unit: Unit, found: Open) -> None:
    """After a stale press: if the current screen is the last message it is in sight already."""
    if unit.person.last_message is None:
        await _show(unit, found, screen(world(unit), found.programme, found.draft))


async def take(unit: Unit, draft_id: int, event: Event) -> bool:
    """Let something happen to a draft, save it and show what comes of it; False: there is no such draft."""
    found = await opened(unit, draft_id)
    if found is None:
        return False
    if found.request_id < 0 and isinstance(event, ContactShared):
        if event.own:
            await unit.reply(Text("intake-own-contact"))
            return True
        event = replace(event, own=True)  # the family's, from the coordinator's address book
    await _take(unit, found, event)
    return True


async def _take(unit: Unit, found: Open, event: Event) -> None:
    done = step(world(unit), found.programme, found.draft, event)
    if done.danger:
        await unit.reply(Text("helplines"))
    if isinstance(done.outcome, Refused):
        await _refused(unit, found)
    elif not await _save(unit, found, done.draft):
        await unit.answer(Text("interview-stale"))
    else:
        await _keep_consent(unit, found, done.draft)
        if found.request_id < 0:
            await on_behalf.noticed(unit, found.draft, done.draft)
        if isinstance(done.outcome, Submitted):
            await _finish(unit, found, done.outcome)
            return
        if done.parting is not None and unit.person.keys_shown:
            await unit.say(unit.person, done.parting)
        await _show(unit, found, done.outcome)


async def _refused(unit: Unit, found: Open) -> None:
    """No consent, so nothing is kept; but one word must not take many answers with it unasked."""
    if found.request_id > 0:
        # The request was made under this consent: it ends by withdrawing or erasing, which say what they do.
        erase = Button(Text("mydata-delete"), Action("x", ("ask",)))
        rows: tuple[Row, ...] = ((unfinished.go_on(found.id),), (erase,))
        await unit.show(Message((Text("consent-of-request"),), rows), what=unfinished.ASKED, ref=found.id)
        return
    if len(found.draft.answers) > len(found.draft.presets) + 1:
        rows = (
            (unfinished.button("discard", "refuse", found.id, found.revision),),
            (unfinished.button("go-on", "go", found.id, found.revision),),
        )
        await unit.show(Message((Text("consent-sure"),), rows), what=unfinished.ASKED, ref=found.id)
        return
    await _refuse(unit, found)


async def _refuse(unit: Unit, found: Open) -> None:
    if found.request_id < 0:
        await unfinished.discard(unit, found.id)
        await unit.reply(Text("intake-no-consent"))
        return
    await unfinished.refuse(unit, found.id, found.programme.id)
    await unit.reply(Text("consent-refused"), Text("helplines-short"))


async def _save(unit: Unit, found: Open, draft: Draft) -> bool:
    if draft == found.draft:
        return True
    return await drafts.save(unit, found.id, found.revision, draft.revision, draft.to_json())


async def _keep_consent(unit: Unit, found: Open, draft: Draft) -> None:
    """Record a consent at the moment it is given, and complete it with the name when that is stated."""
    if found.request_id:
        return  # of a correction it is the name in the saved request that counts
    before, after = found.draft.answers, draft.answers
    person, programme = unit.person.id, found.programme.id
    if after.get("consent") and not before.get("consent"):
        await consents.give(unit, person, programme, consent_version(unit, found.programme), unit.language)
    if after.get("name") and after["name"] != before.get("name"):
        await consents.complete(unit, person, programme, str(after["name"]))


def consent_version(unit: Unit, programme: Programme, language: Language | None = None) -> str:
    """The hash of the whole consent text as this person, or whoever reads this language, can read it."""
    asar, name = unit.asar, worlds.consent_texts(programme)[-1]
    whole = asar.texts.say(Text(name, worlds.facts(asar.texts, asar.organisation, name)), language or unit.language)
    return hashlib.sha256(whole.encode()).hexdigest()


async def _finish(unit: Unit, found: Open, outcome: Submitted) -> None:
    await unit.strip_all(found.id, INTERVIEW, chat_id=unit.person.telegram_id)
    what = (found.programme, found.draft.mode, outcome.answers)
    if found.request_id < 0:
        if not await on_behalf.submit(unit, found.id, *what):
            return
    elif found.request_id:
        if not await on_behalf.save(unit, found.request_id, *what):
            await submission.save(unit, found.request_id, *what)
    else:
        await submission.submit(unit, found.id, found.programme, found.draft.mode, outcome.answers)
    await unfinished.discard(unit, found.id)


async def _show(unit: Unit, found: Open, shown: Screen) -> None:
    message = shown.message(found.id)
    if found.request_id and await unfinished.is_foreign(unit, found.request_id):
        message = replace(message, protected=True)  # another family's answers are not for passing on
    await unit.show(message, what=INTERVIEW, ref=found.id)


async def resume(unit: Unit, draft_id: int) -> bool:
    """Show the current question again, as a new message; False: there is no such draft."""
    found = await opened(unit, draft_id)
    if found is None:
        return False
    if unit.person.focus != draft_id:
        await people.change(unit, unit.person, focus=draft_id)
    await _show(unit, found, screen(world(unit), found.programme, found.draft))
    return True


async def cancel(unit: Unit) -> None:
    """/cancel: keep for later, discard, or go on. Nothing is lost by asking."""
    found = await opened(unit, unit.person.focus)
    if found is None:
        await unit.reply(Text("cancel-nothing"))
        return
    rows = (
        (unfinished.button("keep", "keep", found.id, found.revision),),
        (unfinished.button("discard", "drop", found.id, found.revision),),
        (unfinished.button("go-on", "go", found.id, found.revision),),
    )
    await unit.show(Message((Text("cancel-ask"),), rows), what=unfinished.ASKED, ref=found.id)


async def decide(unit: Unit, code: str, draft_id: int, revision: int) -> None:
    """A button of the verb "d": what shall become of a draft. After further answers only "go on" still means it."""
    found = await opened(unit, draft_id)
    if found is None or (code != "go" and found.revision != revision):
        await unit.answer(Text("stale"))
        if found is not None:
            await resume(unit, draft_id)
        return
    await unit.strip_all(draft_id, unfinished.ASKED, chat_id=unit.person.telegram_id)
    if code == "go":
        await resume(unit, draft_id)
    elif code == "keep":
        await people.change(unit, unit.person, focus=None)
        await unit.strip_all(draft_id, INTERVIEW, chat_id=unit.person.telegram_id)
        await unit.reply(Text("draft-kept"), rows=((unfinished.go_on(draft_id),),))
    elif code == "drop":
        await unfinished.discard(unit, draft_id)
        await unit.reply(Text("draft-discarded"))
    elif code == "refuse":
        await _refuse(unit, found)
    elif code == "anew":
        await unfinished.discard(unit, draft_id)
        await apply(unit, found.programme.id, another=True)
    else:
        await unit.answer(Text("stale"))
