"""Drafts that wait: reminders after one and three days, the end after nine, and what goes with a draft when it goes.

A draft is an application, or the correction of a request; the request itself stays as it was until that is saved.
"""

from datetime import timedelta

from bot.core import numbers
from bot.core.speech import Action, Button, Message, Text
from bot.services.unit import INTERVIEW, Unit
from bot.store import consents, drafts, intakes, messages, outbox, people, requests, timers
from bot.store.outbox import Rank
from bot.store.people import Person
from bot.store.requests import Request

REMIND_AFTER = (timedelta(days=1), timedelta(days=3))
CLOSE_AFTER = timedelta(days=9)

ASKED = "draft"
"""What a question about a draft is recorded as."""


def button(label: str, code: str, draft_id: int, revision: int) -> Button:
    """What shall become of a draft as it is at this revision: a button of the verb "d"."""
    return Button(Text(f"menu-{label}"), Action("d", (code, draft_id, revision)))


def go_on(draft_id: int) -> Button:
    """Back to the questions, wherever they are by then."""
    return button("continue", "go", draft_id, 0)


async def watch(unit: Unit, draft_id: int) -> None:
    """Set the timer of a new draft."""
    await timers.put(unit, "draft", draft_id, unit.now + REMIND_AFTER[0])


async def discard(unit: Unit, draft_id: int) -> None:
    """Forget a draft of `person`: its answers, its buttons, its timer; what belongs to another family is taken away."""
    row = await drafts.get(unit, draft_id)
    if row is not None and await is_foreign(unit, row.request_id):
        await _take_away(unit, draft_id)
    else:
        await unit.strip_all(draft_id, INTERVIEW, ASKED, chat_id=unit.person.telegram_id)
    await timers.drop(unit, "draft", draft_id)
    if row is not None and row.request_id < 0:
        await intakes.remove(unit, -row.request_id)
    await drafts.remove(unit, draft_id)
    if unit.person.focus == draft_id:
        await people.change(unit, unit.person, focus=None)


async def is_foreign(unit: Unit, request_id: int) -> bool:
    """Whether a draft is about another family: a volunteer writes it down on the phone, or a coordinator enters it."""
    if request_id < 0:
        return True
    request = await requests.find(unit, request_id) if request_id else None
    return request is not None and request.person_id != unit.person.id


async def _take_away(unit: Unit, draft_id: int) -> None:
    """Every message of such a draft says nothing any more, and goes: deleting works for two days, editing always."""
    gone = Message((Text("written-down-gone"),))
    for sent in await messages.all_of(unit, INTERVIEW, draft_id):
        await unit.edit(sent, gone, unit.person, otherwise="drop")
        await outbox.append(
            unit,
            chat_id=sent.chat_id,
            rank=Rank.NOTICE,
            method="deleteMessage",
            payload={},
            message=sent.id,
            otherwise="drop",
        )
        await messages.retire(unit, sent.id)


async def refuse(unit: Unit, draft_id: int, programme: str) -> None:
    """No consent, or no longer: nothing of the draft is kept, and a consent given for it alone ends."""
    await discard(unit, draft_id)
    if not await requests.of_person(unit, unit.person.id):
        await consents.withdraw(unit, unit.person.id, programme)


async def discard_corrections(unit: Unit, request_id: int, person_id: int) -> None:
    """The request went on or ended: a correction begun before would only confuse."""
    for row in await drafts.of(unit, person_id):
        if row.request_id == request_id:
            owner = unit.person if unit.person.id == person_id else await people.get(unit, person_id)
            await discard(Unit(unit, unit.asar, owner), row.id)


async def discard_others(unit: Unit, request: Request) -> None:
    """The claim ended: what its volunteer wrote down for the family goes, from the volunteer's chat too."""
    for row in await drafts.of_request(unit, request.id):
        if row.person_id != request.person_id:
            writer = unit.person if unit.person.id == row.person_id else await people.get(unit, row.person_id)
            await discard(Unit(unit, unit.asar, writer), row.id)


async def discard_foreign(unit: Unit, writer: Person) -> None:
    """Somebody left the team: what they were writing down for families goes, from their chat too."""
    own = Unit(unit, unit.asar, writer)
    for row in await drafts.of(unit, writer.id):
        if await is_foreign(own, row.request_id):
            await discard(own, row.id)


async def due(unit: Unit, draft_id: int) -> None:
    """A draft's timer: the reminder it is owed by now, or its end. After a long outage only the latest is said.

    Nothing happens at night.
    """
    row = await drafts.get(unit, draft_id)
    if row is None:
        return
    morning = unit.waking()
    if morning != unit.now:
        # Said in the morning, if it is still true then: the draft may be finished before.
        await timers.put(unit, "draft", draft_id, morning)
        return
    idle = unit.now - row.touched_at
    if idle >= CLOSE_AFTER:
        await discard(unit, draft_id)
        await unit.say(unit.person, await _closed(unit, row))
        return
    passed = sum(idle >= after for after in REMIND_AFTER)
    if passed > row.reminded:
        await drafts.reminded(unit, draft_id, passed)
        await unit.say(unit.person, await _reminder(unit, row))
    following = next((after for after in (*REMIND_AFTER, CLOSE_AFTER) if after > idle), CLOSE_AFTER)
    await timers.put(unit, "draft", draft_id, row.touched_at + following)


async def _reminder(unit: Unit, row: drafts.Row) -> Message:
    rows = ((go_on(row.id),), (button("discard", "drop", row.id, row.revision),))
    if row.request_id < 0:
        return Message((Text("intake-waits", {"begun": row.started_at}),), rows)
    if row.request_id:
        request = await requests.get(unit, row.request_id)
        return Message((Text("correction-waits", {"number": numbers.show(request.number)}),), rows)
    return Message((Text("draft-reminder"),), rows)


async def _closed(unit: Unit, row: drafts.Row) -> Message:
    if row.request_id < 0:
        return Message((Text("intake-closed", {"begun": row.started_at}),))
    if row.request_id:
        request = await requests.get(unit, row.request_id)
        return Message((Text("correction-closed", {"number": numbers.show(request.number)}),))
    return Message((Text("draft-closed"),), ((Button(Text("menu-apply"), Action("m", ("apply",))),),))
