"""What a coordinator does with a complaint: reads it, takes the claim away, pauses somebody, closes it with an outcome.

Whoever it names or who reported it, and who has no right there, finds nothing behind any of its buttons.
"""

from typing import Any

from bot.core import answers
from bot.core.answers import Wrong
from bot.core.interview import Event as Answer
from bot.core.interview import Typed
from bot.core.requests import Event, State
from bot.core.rights import Act
from bot.core.roles import COUNTRY
from bot.core.speech import Action, Button, Field, Message, Row, Text
from bot.services import cards, claims, complaints, looking, members, post, resting, rights, telling
from bot.services.complaints import button
from bot.services.post import COMPLAINT
from bot.services.unit import Unit
from bot.store import audit, messages, people, requests, timers
from bot.store import complaints as store
from bot.store.complaints import Complaint, Outcome
from bot.store.messages import Sent
from bot.store.people import PROMPT, Person
from bot.store.requests import Request

LIST = "complaints"
"""What the live list is recorded as."""

PAGE = 6

OUTCOME = "outcome"
"""What the question how a complaint ended is recorded as, with its id."""

CLOSING = "complaint-closing"
"""The prompt for words about an outcome."""


async def _mine(unit: Unit, complaint_id: int) -> tuple[Complaint, Request] | None:
    """The complaint, for somebody who may handle it; a foreign one looks like a missing one."""
    complaint = await store.find(unit, complaint_id)
    request = None if complaint is None else await requests.get(unit, complaint.request_id)
    if complaint is None or request is None or not complaints.may_handle(unit, complaint, request):
        await unit.answer(Text("stale"))
        return None
    return complaint, request


async def _open(unit: Unit, complaint_id: int) -> tuple[Complaint, Request] | None:
    """The same, while nobody has closed it; else how it ended."""
    found = await _mine(unit, complaint_id)
    if found is None or found[0].closed_at is None:
        return found
    await unit.answer(Text("stale"))
    await unit.reply(_ended(*found))
    return None


def _ended(complaint: Complaint, request: Request) -> Text:
    outcome = Text(f"complaint-outcome-{complaint.outcome}")
    return Text("complaint-closed", {"number": cards.number(request), "outcome": outcome})


async def listing(unit: Unit, page: int = 0) -> None:
    """Open complaints that the person may handle, oldest first."""
    if not rights.may_in(unit, Act.TEAM):
        await unit.answer(Text("stale"))
        return
    found = await complaints.waiting(unit, [held.area for held in unit.person.memberships])
    last = max(0, (len(found) - 1) // PAGE)
    page = min(max(page, 0), last)
    shown = found[page * PAGE : (page + 1) * PAGE]
    rows: list[Row] = [(_line(complaint, request),) for complaint, request in shown]
    turns = []
    if page > 0:
        turns.append(button("thread-older", "ls", page - 1))
    if page < last:
        turns.append(button("thread-newer", "ls", page + 1))
    if turns:
        rows.append(tuple(turns))
    await unit.show(
        Message((Text("complaint-list", {"count": len(found)}),), tuple(rows)), what=LIST, ref=unit.person.id
    )


def _line(complaint: Complaint, request: Request) -> Button:
    about = Text(f"complaint-kind-{complaint.kind}")
    return Button(
        Text("complaint-line", {"number": cards.number(request), "about": about}), Action("z", ("op", complaint.id))
    )


async def show(unit: Unit, complaint_id: int) -> None:
    """A complaint with everything the team knows: edited into the message that was pressed, or into a new one."""
    found = await _open(unit, complaint_id)
    if found is None:
        return
    complaint, request = found
    message = await _card(unit, complaint, request)
    copies = await messages.live(unit, (COMPLAINT,), complaint.id, unit.person.telegram_id)
    pressed = None if unit.press is None else unit.press.message_id
    here = next((sent for sent in copies if sent.message_id is not None and sent.message_id == pressed), None)
    if here is None:
        cover = Message((Text("letter-opens"),), protected=True)
        record = await unit.say(unit.person, cover, what=COMPLAINT, ref=complaint.id)
        if record is None:
            return
        here = Sent(record, unit.person.telegram_id, None, COMPLAINT, complaint.id)
    await unit.edit(here, message, unit.person, otherwise="drop")


async def _card(unit: Unit, complaint: Complaint, request: Request) -> Message:
    by_family = complaint.by_id == request.person_id
    reporter: Field = Text("complaint-by-family" if by_family else "complaint-by-volunteer")
    fields: dict[str, Field] = {
        "number": cards.number(request),
        "about": Text(f"complaint-kind-{complaint.kind}"),
        "reporter": reporter,
        "who": await complaints.named(unit, complaint, request),
        "state": Text(f"state-{request.state}-short"),
        "at": complaint.at,
    }
    words = (Text("letter-words", {"words": complaint.text}),) if complaint.text else ()
    rows: list[Row] = [(post.button("letter-thread", "t", request.id, -1),)]
    if request.state is State.CLAIMED and request.claimer_id == complaint.against_id:
        rows.append((button("complaint-take", "tk", complaint.id, request.revision),))
    against = None if complaint.against_id is None else await people.find(unit, complaint.against_id)
    if against is not None and _may_pause(unit, against, request):
        rows.append((button("complaint-pause", "ps", complaint.id),))
    rows.append((button("complaint-close", "cl", complaint.id),))
    rows.append((button("complaint-all", "ls", 0),))
    return Message((Text("complaint-card", fields), *words), tuple(rows))


def _may_pause(unit: Unit, member: Person, request: Request) -> bool:
    return members.may_pause(member, rights.in_charge_of(unit, member, request.region or COUNTRY))


async def take_claim(unit: Unit, complaint_id: int, revision: int) -> None:
    """The request goes back to the queue; its volunteer loses the contacts, and is told no reason."""
    found = await _open(unit, complaint_id)
    if found is None:
        return
    complaint, request = found
    claimer_id = request.claimer_id
    theirs = request.state is State.CLAIMED and claimer_id is not None and claimer_id == complaint.against_id
    if not theirs or request.revision != revision or claimer_id is None:
        await unit.answer(Text("stale"))
    elif await claims.give_back(unit, request, Event.RETURN, unit.person.id):
        claimer = await cards.person(unit, claimer_id)
        await telling.say(unit, claimer, Text("volunteer-returned-by-lead", {"number": cards.number(request)}))
        await telling.returned(unit, request)
    await show(unit, complaint_id)


async def pause(unit: Unit, complaint_id: int) -> None:
    """No new offers to whom it names, until a coordinator lifts it; they are told, without the reason."""
    found = await _open(unit, complaint_id)
    if found is None:
        return
    against = None if found[0].against_id is None else await people.find(unit, found[0].against_id)
    if against is None or not _may_pause(unit, against, found[1]):
        await unit.answer(Text("stale"))
    else:
        await resting.pause_member(unit, against)
    await show(unit, complaint_id)


async def ask_outcome(unit: Unit, complaint_id: int) -> None:
    """How did it end?"""
    found = await _open(unit, complaint_id)
    if found is None:
        return
    rows: list[Row] = [(button(f"complaint-outcome-{one}", "oc", complaint_id, one),) for one in Outcome]
    rows.append((button("complaint-back", "op", complaint_id),))
    question = Text("complaint-how", {"number": cards.number(found[1])})
    await unit.show(Message((question,), tuple(rows)), what=OUTCOME, ref=complaint_id)


async def close(unit: Unit, complaint_id: int, outcome: str) -> None:
    """Somebody has looked: every copy says how it ended, the reporter is told warmly and without details."""
    found = await _open(unit, complaint_id)
    if found is None:
        return
    complaint, request = found
    if outcome not in set(Outcome) or not await store.close(unit, complaint.id, unit.person.id, Outcome(outcome)):
        await unit.answer(Text("stale"))
        return
    await audit.append(
        unit, request.id, Event.REPORT_CLOSED, request.state, unit.person.id, outcome, complaint_id=complaint.id
    )
    await timers.drop(unit, "complaint", complaint.id)
    closed = await store.find(unit, complaint.id)
    assert closed is not None  # noqa: S101 - it was closed just now
    ended = Message((_ended(closed, request),))
    for sent in await messages.live(unit, (COMPLAINT, OUTCOME), complaint.id):
        await cards.replace(unit, sent, ended)
    await post.close_threads(unit, request)
    reporter = await cards.person(unit, complaint.by_id)
    await telling.say(unit, reporter, Text("complaint-looked-at", {"number": cards.number(request)}))
    prompt = {"kind": CLOSING, "complaint": complaint.id}
    await people.change(unit, unit.person, sealed_prompt=unit.vault.seal(PROMPT, prompt))
    await unit.reply(_ended(closed, request), Text("complaint-note"), rows=((button("complaint-all", "ls", 0),),))


async def answer_prompt(unit: Unit, prompt: dict[str, Any], event: Answer) -> bool:
    """Words about how it ended, for the audit; False: they answer nothing any more."""
    found = await _mine(unit, int(prompt["complaint"]))
    await people.change(unit, unit.person, sealed_prompt=None)
    if found is None or not isinstance(event, Typed):
        return False
    words = answers.free_text(event.text)
    if isinstance(words, Wrong):
        await people.change(unit, unit.person, sealed_prompt=unit.vault.seal(PROMPT, prompt))
        await unit.reply(looking.error(words))
        return True
    complaint, request = found
    await audit.append(
        unit, request.id, Event.REPORT_CLOSED, request.state, unit.person.id, words, complaint_id=complaint.id
    )
    await unit.reply(Text("complaint-noted"))
    return True


async def due(unit: Unit, complaint_id: int, count: int) -> None:
    """The timer of a complaint nobody has closed: a reminder, then the national desk, then the desk day by day."""
    complaint = await store.find(unit, complaint_id)
    if complaint is None or complaint.closed_at is not None:
        return
    if count and not complaint.desk:
        await store.to_desk(unit, complaint.id)
        complaint = await store.find(unit, complaint_id) or complaint
    request = await requests.get(unit, complaint.request_id)
    await complaints.tell(unit, complaint, request, "complaint-reminder")
    hours = unit.asar.organisation.deadlines.complaint
    await timers.put(unit, "complaint", complaint.id, unit.waking(unit.now + hours), count=count + 1)
