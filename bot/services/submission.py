"""From answers to a request: submitting, and saving a correction."""

from collections.abc import Mapping
from typing import Any

from bot.core import cards as card_facts
from bot.core import numbers
from bot.core.form import Programme
from bot.core.requests import NEXT, OPEN, Event, State
from bot.core.speech import Action, Button, Message, Text
from bot.services import claims, contacts, families, items, localities, queue, reviewing, stock, unfinished, waitlist
from bot.services.unit import Unit
from bot.store import audit, consents, people, requests
from bot.store.requests import Request

FIRST_NUMBER = 100_000
"""Added to a request's id for its number: all numbers have one length, for Damm's check digit finds no added digit."""

__all__ = ["OPEN", "already", "save", "submit"]


def _urgency(answers: Mapping[str, Any]) -> int:
    """0 for most; families after a fire, a flood or another emergency come first."""
    return 1 if "emergency" in (answers.get("situation") or ()) else 0


def _columns(unit: Unit, answers: Mapping[str, Any]) -> dict[str, Any]:
    place = answers.get("place") or {}
    phone = answers.get("phone")
    return {
        "region": place.get("region"),
        "district": place.get("district"),
        "phone_hash": None if phone is None else unit.vault.blind(str(phone)),
        "card": card_facts.card(answers, unit.today),
        "urgency": _urgency(answers),
        "distance_km": localities.distance(unit, answers, place.get("district")),
    }


def _place(answers: Mapping[str, Any]) -> tuple[Any, Any]:
    place = answers.get("place") or {}
    return place.get("region"), place.get("district")


async def submit(
    unit: Unit, draft_id: int, programme: Programme, mode: str, answers: Mapping[str, Any], **entered: Any
) -> None:
    """Store the request, give it a number, put it into the right queue and tell the family.

    entered: columns `origin` and `entered_by` of a request that the team enters in the family's name (`on_behalf`).
    """
    if await requests.by_draft(unit, draft_id) is not None:
        return  # the same intent, pressed twice
    request = await requests.add(
        unit,
        answers,
        draft_id=draft_id,
        programme=programme.id,
        version=programme.version,
        person_id=unit.person.id,
        language=unit.language,
        mode=mode,
        state=State.QUEUED,
        stage="desk",
        **_columns(unit, answers),
        **entered,
    )
    request = await requests.give_number(unit, request, numbers.make(FIRST_NUMBER + request.id))
    await items.keep(unit, request, answers)
    await audit.append(unit, request.id, Event.SUBMIT, request.state, unit.person.id)
    await localities.remember(unit, request)
    is_listed = await waitlist.begins(unit, request)
    reach = await queue.enter(unit, await requests.get(unit, request.id))
    request = await requests.get(unit, request.id)
    await reviewing.recheck(unit, request)
    paragraphs = [Text("submitted", {"number": numbers.show(request.number)})]
    if is_listed:
        place = await waitlist.place(unit, request)
        paragraphs += [Text("submitted-waitlisted", {"place": place}), waitlist.other_ways(unit, request)]
    else:
        paragraphs.append(Text("submitted-call" if mode == "call" else "submitted-next"))
    if not reach.has_people:
        paragraphs.append(Text("submitted-nobody-here"))
    paragraphs.append(Text("submitted-warning"))
    rows = ((Button(Text("menu-status"), families.action("st", request)),),)
    await unit.say(unit.person, Message(tuple(paragraphs), rows))


async def already(unit: Unit, request: Request) -> None:
    """The family has an open request: look at it, correct it, or ask for another family."""
    rows = (
        (Button(Text("menu-status"), families.action("st", request)),),
        (Button(Text("menu-another-family"), Action("m", ("another", request.programme))),),
    )
    await unit.reply(Text("already-open", {"number": numbers.show(request.number)}), rows=rows)


async def save(unit: Unit, request_id: int, programme: Programme, mode: str, answers: Mapping[str, Any]) -> None:
    """Write corrected answers. The claimer is told at once; a changed district returns the request to the queue."""
    request = await requests.find(unit, request_id)
    if request is None or unit.person.id not in (request.person_id, request.claimer_id):
        return
    by_family = unit.person.id == request.person_id
    columns = _columns(unit, answers)
    moved_away = by_family and _place(answers) != _place(requests.answers(unit, request))
    if not moved_away:  # a coordinator may have given it to another area
        columns["region"], columns["district"] = request.region, request.district
        columns["distance_km"] = localities.distance(unit, answers, request.district)
    event = Event.MOVE if moved_away else Event.CORRECT
    new = NEXT.get((request.state, event))
    if new is None:
        await unit.reply(Text("correct-too-late"))
        if by_family:
            await families.show(unit, request)
        return
    columns["urgency"] = max(columns["urgency"], request.urgency)
    if moved_away:
        columns |= families.UNCLAIMED
    done = await requests.move(unit, request, new, answers=answers, version=programme.version, mode=mode, **columns)
    if done is None:
        await unit.reply(Text("correct-too-late"))
        return
    await items.keep(unit, done, answers)
    await audit.append(unit, request.id, event, done.state, unit.person.id)
    await localities.remember(unit, done)
    if answers.get("name"):
        await consents.complete(unit, request.person_id, request.programme, str(answers["name"]))
    number = numbers.show(request.number)
    if not by_family:
        await _written_down(unit, done)
        return
    if moved_away:
        await stock.touch(unit, request)
        if request.claimer_id is not None:
            await claims.claim_ended(unit, request, Text("volunteer-moved-away", {"number": number}))
        if done.state is State.QUEUED:
            await queue.enter(unit, done)
    elif request.claimer_id is not None:
        await claims.corrected(unit, done, Text("volunteer-corrected", {"number": number}))
    else:
        await queue.corrected(unit, done)
    await reviewing.recheck(unit, done)
    await unit.reply(Text("correct-saved", {"number": number}))
    await families.show(unit, await requests.get(unit, request.id))


async def _written_down(unit: Unit, request: Request) -> None:
    """The volunteer wrote down what the family said: both see it."""
    await unfinished.discard_others(unit, request)
    await contacts.hand_over(unit, request, unit.person)
    text = Text("family-written-down", {"number": numbers.show(request.number)})
    await unit.say(await people.get(unit, request.person_id), Message((text,)))
