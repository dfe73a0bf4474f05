"""Complaining: a family of its volunteer or of a coordinator's letter, a volunteer of a family.

A complaint pauses and punishes nobody by itself: coordinators learn of it at once, at any hour, and a person decides
(see `complaint_desk`). Whom it names never learns of it, whatever they hold; `hidden` says what to leave out for them.
"""

from collections.abc import Iterable
from typing import Any

from bot.core import answers
from bot.core.answers import Wrong
from bot.core.interview import Event as Answer
from bot.core.interview import Typed
from bot.core.requests import Event
from bot.core.rights import Act
from bot.core.speech import Action, Button, Field, Message, Row, Text
from bot.services import cards, leaders, looking, rights
from bot.services.post import COMPLAINT
from bot.services.unit import Unit
from bot.store import audit, letters, messages, outbox, people, requests, timers
from bot.store import complaints as store
from bot.store.complaints import Complaint, Kind
from bot.store.outbox import Rank
from bot.store.people import PROMPT, Person
from bot.store.requests import Request

REPORT, REPORT_WORDS = "report", "report-words"
"""What the questions to a reporter are recorded as, with the request's id: what it is about, and in which words."""

PROMPT_KIND = "complaint"


def button(label: str, code: str, *args: str | int) -> Button:
    """A button of the verb "z"."""
    return Button(Text(label), Action("z", (code, *args)))


# Who may know


async def hidden(unit: Unit, request: Request, viewer: Person) -> frozenset[int]:
    """Ids of complaints about the request that name this viewer: nothing of these is shown to them, in whatever list.

    All else stays as it was, so that not even its absence tells of a complaint.
    """
    return frozenset(one.id for one in await store.of(unit, request.id) if one.against_id == viewer.id)


def may_handle(unit: Unit, complaint: Complaint, request: Request, person: Person | None = None) -> bool:
    """A coordinator of the place who is neither named, nor the reporter, nor of the family."""
    who = person or unit.person
    return who.id not in (complaint.by_id, complaint.against_id) and rights.is_for(unit, Act.COMPLAINT, request, who)


async def handlers(unit: Unit, complaint: Complaint, request: Request) -> list[Person]:
    """Who is to look at it: the region's coordinators, else the national desk; the desk alone once it was told."""
    barred = (complaint.by_id, complaint.against_id)
    if complaint.desk:
        return await leaders.desk(unit, request, but=barred)
    return await leaders.of(unit, request, but=barred)


async def waiting(unit: Unit, areas: Iterable[str], *, about: Request | None = None) -> list[tuple[Complaint, Request]]:
    """Open complaints of these regions, or about one request there, that the person may handle, oldest first."""
    found: list[tuple[Complaint, Request]] = []
    for complaint in await store.waiting(unit, areas, unit.person.id):
        if about is None or complaint.request_id == about.id:
            request = about or await requests.get(unit, complaint.request_id)
            if may_handle(unit, complaint, request):
                found.append((complaint, request))
    return found


# Reporting


async def begin(unit: Unit, letter_id: int) -> None:
    """The button under a letter: what is it about?"""
    letter = await letters.find(unit, letter_id)
    request = None if letter is None else await requests.get(unit, letter.request_id)
    if letter is None or request is None or letter.by_id == unit.person.id or not _may(unit, request):
        await unit.answer(Text("stale"))
        return
    await _ask_kind(unit, request, "kd", letter.id)


def about_button(request: Request, label: str = "complaint-button") -> Button:
    """Complain without a letter at hand: a family of its volunteer, a volunteer of a family."""
    return button(label, "b", request.id)


async def begin_about(unit: Unit, request_id: int) -> None:
    """The button of a request: what is it about?"""
    request = await requests.find(unit, request_id)
    if request is None or not _may(unit, request):
        await unit.answer(Text("stale"))
        return
    await _ask_kind(unit, request, "ka", request.id)


async def _ask_kind(unit: Unit, request: Request, code: str, about: int) -> None:
    rows: list[Row] = [(button(f"complaint-kind-{kind}", code, kind, about),) for kind in Kind]
    rows.append((button("complaint-no", "no", request.id),))
    message = Message((Text("complaint-about", {"number": cards.number(request)}),), tuple(rows))
    await unit.show(message, what=REPORT, ref=request.id)


def _may(unit: Unit, request: Request) -> bool:
    return rights.may(unit, Act.REPORT, request)


async def chosen(unit: Unit, kind: str, letter_id: int) -> None:
    """What it is about: recorded and told at once; words are welcome afterwards."""
    letter = await letters.find(unit, letter_id)
    request = None if letter is None else await requests.get(unit, letter.request_id)
    if letter is None or letter.by_id == unit.person.id:
        request = None
    await _chosen(unit, request, kind, None if letter is None else letter.by_id)


async def chosen_about(unit: Unit, kind: str, request_id: int) -> None:
    """The same without a letter: of the family it is about the volunteer, and the other way round."""
    request = await requests.find(unit, request_id)
    against = None
    if request is not None:
        against = await _suspect(unit, request) if _is_family(unit, request) else request.person_id
    await _chosen(unit, request, kind, against)


async def _chosen(unit: Unit, request: Request | None, kind: str, against: int | None) -> None:
    if request is None or kind not in set(Kind) or not _may(unit, request) or not await _is_asked(unit, request.id):
        await unit.answer(Text("stale"))
        return
    await unit.strip_all(request.id, REPORT, chat_id=unit.person.telegram_id)
    complaint = await _record(unit, request, Kind(kind), against)
    await unit.reply(*await _thanks(unit, request, complaint))
    await _ask_words(unit, request, complaint)


async def _is_asked(unit: Unit, request_id: int) -> bool:
    """Whether the question still waits: one answer is one alarm, however late its other buttons are pressed."""
    asked = await messages.live(unit, (REPORT,), request_id, unit.person.telegram_id)
    pressed = None if unit.press is None else unit.press.message_id
    # A typed label has no message; the id of a question that was sent just now may not be known yet.
    return bool(asked) if pressed is None else any(sent.message_id in (None, pressed) for sent in asked)


async def cancel(unit: Unit, request_id: int) -> None:
    """The person would rather not complain."""
    if not await _is_asked(unit, request_id):
        await unit.answer(Text("stale"))
        return
    await unit.strip_all(request_id, REPORT, chat_id=unit.person.telegram_id)
    await unit.reply(Text("complaint-not"))


async def money(unit: Unit, request: Request) -> None:
    """The family's button "they ask me for money". Who released the claim meanwhile is still who it was about."""
    await unit.answer()
    complaint = await _record(unit, request, Kind.MONEY, await _suspect(unit, request))
    await unit.reply(*await _thanks(unit, request, complaint))
    await _ask_words(unit, request, complaint)


async def _suspect(unit: Unit, request: Request) -> int | None:
    if request.claimer_id is not None:
        return request.claimer_id
    story = await audit.of(unit, request.id)
    return next((entry.by_id for entry in reversed(story) if entry.event in (Event.CLAIM, Event.REVEAL)), None)


async def _record(unit: Unit, request: Request, kind: Kind, against: int | None) -> Complaint:
    """The open complaint of this kind about them, so that a double tap raises no second alarm; else a new one."""
    for one in await store.of(unit, request.id):
        if one.closed_at is None and (one.kind, one.by_id, one.against_id) == (kind, unit.person.id, against):
            return one
    complaint = await store.add(unit, request.id, kind, unit.person.id, against)
    await audit.append(unit, request.id, Event.REPORT, request.state, unit.person.id, complaint_id=complaint.id)
    await tell(unit, complaint, request)
    hours = unit.asar.organisation.deadlines.complaint
    await timers.put(unit, "complaint", complaint.id, unit.waking(unit.now + hours))
    return complaint


async def tell(unit: Unit, complaint: Complaint, request: Request, text: str | None = None) -> list[Person]:
    """Let those who are to look at it know; where no coordinator may, the desk's it is from now on."""
    told = await handlers(unit, complaint, request)
    desk = {person.id for person in await leaders.desk(unit, request)}
    if not complaint.desk and all(person.id in desk for person in told):
        await store.to_desk(unit, complaint.id)
    first = await _text(unit, complaint, request) if text is None else Text(text, {"number": cards.number(request)})
    message = Message((first,), ((button("complaint-open", "op", complaint.id),),))
    for person in told:
        await unit.say(person, message, what=COMPLAINT, ref=complaint.id, rank=Rank.NOTICE)
    return told


async def refused(unit: Unit, request: Request) -> None:
    """`person` has refused the request: who looks at an open complaint that names them about it hears so at once.

    It is not forbidden to them: that would tell them of the complaint.
    """
    for complaint in await store.of(unit, request.id):
        if complaint.closed_at is None and complaint.against_id == unit.person.id:
            await tell(unit, complaint, request, "complaint-refused")


async def blank(unit: Unit, request: Request) -> None:
    """The words are erased: whoever looks at a complaint of this request sees it without them."""
    for complaint in await store.of(unit, request.id):
        message = Message((await _text(unit, complaint, request),), ((button("complaint-open", "op", complaint.id),),))
        for sent in await messages.live(unit, (COMPLAINT,), complaint.id):
            await outbox.cancel_edits(unit, sent.id)
            reader = await cards.owner(unit, sent)
            if reader is not None:
                await unit.edit(sent, message, reader, otherwise="drop")


async def _text(unit: Unit, complaint: Complaint, request: Request) -> Text:
    number, who = cards.number(request), await named(unit, complaint, request)
    by_family = complaint.by_id == request.person_id
    if by_family and complaint.kind is Kind.MONEY:
        return Text("coordinator-money-report", {"number": number, "volunteer": who})
    reporter = Text("complaint-by-family" if by_family else "complaint-by-volunteer")
    about = Text(f"complaint-kind-{complaint.kind}")
    return Text("complaint-new", {"number": number, "reporter": reporter, "about": about, "who": who})


async def named(unit: Unit, complaint: Complaint, request: Request) -> Field:
    """Whom it names, as the team knows them; a family by its number only."""
    if complaint.against_id == request.person_id:
        return Text("complaint-family")
    return await leaders.who(unit, complaint.against_id)


async def _thanks(unit: Unit, request: Request, complaint: Complaint) -> tuple[Text, ...]:
    thanks = Text(
        "family-money-thanks" if complaint.kind is Kind.MONEY and _is_family(unit, request) else "complaint-thanks"
    )
    if await handlers(unit, complaint, request):
        return thanks, Text("helplines-short")
    return Text("complaint-nobody"), Text("helplines-short")  # kept, and said honestly: nobody can look at it now


def _is_family(unit: Unit, request: Request) -> bool:
    return request.person_id == unit.person.id


async def _ask_words(unit: Unit, request: Request, complaint: Complaint) -> None:
    if complaint.text is not None:
        return
    prompt = {"kind": PROMPT_KIND, "complaint": complaint.id}
    await people.change(unit, unit.person, sealed_prompt=unit.vault.seal(PROMPT, prompt))
    ask = Text("complaint-words", {"number": cards.number(request)})
    await unit.reply(ask, rows=((button("complaint-skip", "sk", complaint.id),),), what=REPORT_WORDS, ref=request.id)


async def skip(unit: Unit, complaint_id: int) -> None:
    """No words: the complaint stands without them."""
    complaint = await store.find(unit, complaint_id)
    if complaint is None or complaint.by_id != unit.person.id or complaint.text is not None:
        await unit.answer(Text("stale"))
        return
    await unit.strip_all(complaint.request_id, REPORT_WORDS, chat_id=unit.person.telegram_id)
    await unit.answer(Text("complaint-skipped"))


async def answer_prompt(unit: Unit, prompt: dict[str, Any], event: Answer) -> bool:
    """The reporter's words; False: they answer nothing any more."""
    complaint = await store.find(unit, int(prompt["complaint"]))
    if complaint is None or complaint.closed_at is not None or not isinstance(event, Typed):
        await people.change(unit, unit.person, sealed_prompt=None)
        return False
    words = answers.free_text(event.text)
    if isinstance(words, Wrong):
        await unit.reply(looking.error(words))
        return True
    await people.change(unit, unit.person, sealed_prompt=None)
    if answers.danger(words):
        await unit.reply(Text("helplines"))
    request = await requests.get(unit, complaint.request_id)
    await store.put_words(unit, complaint.id, words)
    await unit.strip_all(request.id, REPORT_WORDS, chat_id=unit.person.telegram_id)
    await tell(unit, complaint, request, "complaint-words-new")
    await unit.reply(Text("complaint-words-kept"))
    return True
