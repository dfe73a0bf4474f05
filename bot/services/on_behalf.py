"""What is particular about a request that somebody of the team enters for a family without Telegram.

The family is a person of its own who cannot be reached; the use cases of families run in its name (`speaking`), and the
audit says who spoke for it. It is never tied to a Telegram account that happens to have the same phone: a phone in a
form is typed, not proved, so the account's owner would read another family's children and address, and who entered the
form would write into a stranger's request. Whoever has Telegram can ask there, and the coordinator hears that.
"""

from collections.abc import Mapping
from typing import Any

from bot.core.form import Programme
from bot.core.interview import Draft
from bot.core.requests import NEXT, OPEN, Event, State
from bot.core.rights import Act
from bot.core.speech import Action, Button, Message, Row, Text
from bot.services import cards, notes, queue, reviewing, rights, submission, unfinished, worlds
from bot.services.unit import Unit
from bot.store import audit, consents, drafts, intakes, people, requests
from bot.store.requests import Request
from bot.store.reviews import Why


async def speaking(unit: Unit, request: Request) -> Unit:
    """A unit in the name of the request's family: what it is told goes nowhere, as it cannot be reached."""
    return Unit(unit, unit.asar, await people.get(unit, request.person_id))


async def note(unit: Unit, request: Request) -> None:
    """Write down who spoke for the family."""
    await audit.append(unit, request.id, Event.NOTE, request.state, unit.person.id, notes.ON_WORD)


# While the form is filled in


def _is_own(unit: Unit, phone: str) -> bool:
    return unit.person.phone_hash is not None and unit.person.phone_hash in unit.vault.blinds(phone)


async def _open_here(unit: Unit, phone: str) -> list[Request]:
    """Open requests with this phone that the person may know of; a foreign one looks like a missing one."""
    found = await requests.with_phone(unit, phone)
    return [one for one in found if one.state in OPEN and rights.is_for(unit, Act.SHOW, one)]


async def _is_on_telegram(unit: Unit, phone: str) -> bool:
    """Whether somebody whom Asar reaches in Telegram uses this phone."""
    ids = {*await people.with_phone(unit, phone), *(one.person_id for one in await requests.with_phone(unit, phone))}
    found = [await people.find(unit, person_id) for person_id in sorted(ids - {unit.person.id})]
    return any(person is not None and person.reachable for person in found)


async def noticed(unit: Unit, before: Draft, after: Draft) -> None:
    """The family's phone has been written down: what is known of it, before more is asked."""
    phone = after.answers.get("phone")
    if not phone or phone == before.answers.get("phone"):
        return
    open_here = await _open_here(unit, str(phone))
    if _is_own(unit, str(phone)):
        await unit.reply(Text("intake-own-phone"))
    elif open_here:
        number = cards.number(open_here[0])
        await unit.reply(Text("intake-phone-open", {"number": number}), rows=((_open(open_here[0]),),))
    elif await _is_on_telegram(unit, str(phone)):
        await unit.reply(Text("intake-phone-known"))


def _open(request: Request) -> Button:
    return Button(cards.number(request), Action("v", ("s", request.id, request.revision)))


# Submitting


async def submit(
    unit: Unit, draft_id: int, programme: Programme, mode: str, answers: Mapping[str, Any], *, sure: bool = False
) -> bool:
    """Make the request in the family's name; False: it is asked first whether it is one too many."""
    row = await drafts.get(unit, draft_id)
    intake = None if row is None else await intakes.find(unit, -row.request_id)
    if row is None or intake is None or not rights.may_in(unit, Act.INTAKE):
        await unit.answer(Text("stale"))
        return True
    phone = str(answers.get("phone") or "")
    open_here = await _open_here(unit, phone) if phone else []
    if open_here and not sure:
        rows: tuple[Row, ...] = (
            (Button(Text("intake-another"), Action("n", ("sure", draft_id, row.revision))),),
            (_open(open_here[0]), unfinished.go_on(draft_id)),
        )
        text = Text("intake-twice", {"number": cards.number(open_here[0])})
        await unit.show(Message((text,), rows), what=unfinished.ASKED, ref=draft_id)
        return False
    family = await people.add_unreachable(unit, intake.language)
    await consents.give(
        unit,
        family.id,
        programme.id,
        intake.version,
        intake.language,
        way=intake.way,
        through=unit.person.id,
        at=intake.at,
    )
    if answers.get("name"):
        await consents.complete(unit, family.id, programme.id, str(answers["name"]))
    name = Unit(unit, unit.asar, family)
    await submission.submit(name, draft_id, programme, mode, answers, origin=intake.origin, entered_by=unit.person.id)
    request = await requests.by_draft(unit, draft_id)
    if request is None:
        return True
    await note(unit, request)
    if phone and _is_own(unit, phone):
        request = await _let_another_look(unit, request)
    await _handed_in(unit, request)
    return True


async def _let_another_look(unit: Unit, request: Request) -> Request:
    """Nobody verifies a request with their own phone: another coordinator looks before anybody accepts it."""
    moved = await requests.move(unit, request, NEXT[State.QUEUED, Event.HOLD])
    if moved is None:
        return request
    await audit.append(unit, request.id, Event.HOLD, moved.state, None)
    await queue.left(unit, moved)
    await reviewing.ask(unit, moved, Why.ASKED)
    return moved


async def _handed_in(unit: Unit, request: Request) -> None:
    """For the coordinator: what to do now; then the family's slip in its own language, to be read out or copied."""
    number = cards.number(request)
    told = "intake-done-review" if request.state is State.REVIEW else "intake-done"
    paragraphs = [Text(told, {"number": number})]
    if not rights.is_for(unit, Act.SHOW, request) and request.state is not State.REVIEW:
        paragraphs.append(Text("intake-elsewhere"))
    await unit.reply(*paragraphs)
    fields = worlds.facts(unit.asar.texts, unit.asar.organisation, "intake-slip")
    await unit.say_in(request.language, Message((Text("intake-slip", {"number": number, **fields}),)))


async def save(unit: Unit, request_id: int, programme: Programme, mode: str, answers: Mapping[str, Any]) -> bool:
    """Write what somebody of the team corrected at the family's word; False: it was no such correction."""
    request = await requests.find(unit, request_id)
    if request is None or not rights.may(unit, Act.CORRECT_FOR, request):
        return False
    await submission.save(await speaking(unit, request), request_id, programme, mode, answers)
    after = await requests.get(unit, request_id)
    if after.revision == request.revision:
        await unit.reply(Text("correct-too-late"))
        return True
    await note(unit, after)
    await unit.reply(Text("correct-saved", {"number": cards.number(after)}))
    return True
