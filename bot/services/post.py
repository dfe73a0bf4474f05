"""Handing a letter to its reader, and taking it away again: what a family wrote is on a lease, like its contacts.

Words are only edited into a recorded message of the helper's chat, so that every copy can be blanked. A file cannot be
edited in; Telegram lets a bot delete it for two days, so it leaves the chat before that and is shown anew on demand.
"""

from datetime import timedelta

from bot.core.letters import Kind, Side
from bot.core.requests import State
from bot.core.speech import Action, Button, Field, Flow, Message, Row, Text
from bot.services import cards
from bot.services.unit import Unit
from bot.store import complaints, letters, messages, outbox, requests, timers
from bot.store.letters import Letter
from bot.store.messages import Sent
from bot.store.outbox import Rank
from bot.store.people import Person
from bot.store.requests import Request

LETTER, FILE, THREAD = "letter", "letter-file", "thread"
"""What copies are recorded as: of words and of files with the letter's id, of a whole thread with the request's."""

COMPLAINT = "complaint"
"""What coordinators read of a complaint is recorded as, with its id."""

LEASE = timedelta(hours=46)
"""How long a family's file stays in a helper's chat. Telegram lets it be deleted for 48 hours."""


def button(label: str, code: str, *args: int) -> Button:
    """A button of the verb "y"."""
    return Button(Text(label), Action("y", (code, *args)))


def about(request: Request, code: str, label: Field) -> Button:
    """A button of the verb "y" about a request as it stands."""
    return Button(label, Action("y", (code, request.id, request.revision)))


def rows(request: Request, letter: Letter) -> tuple[Row, ...]:
    """What can be done about a letter somebody reads; a coordinator who had asked can decide now."""
    report = Button(Text("complaint-button"), Action("z", ("r", letter.id)))
    found: list[Row] = [(button("letter-reply", "a", letter.id),)]
    if letter.side is Side.FAMILY and letter.claim is None:
        label = Text("review-open", {"number": cards.number(request)})
        found.append((Button(label, Action("c", ("pg", request.id, 0))),))
    return (*found, Flow((button("letter-thread", "t", letter.request_id, -1), report)))


def body(letter: Letter) -> tuple[Text, ...]:
    """The words of a letter, and what it is besides words."""
    if letter.content is None:
        return (Text("letter-erased"),)
    kind = () if letter.kind is Kind.TEXT else (Text(f"letter-kind-{letter.kind}"),)
    words = (Text("letter-words", {"words": letter.content.text}),) if letter.content.text else ()
    return (*kind, *words)


async def deliver(unit: Unit, request: Request, letter: Letter, to: Person, *, bare: bool = False) -> None:
    """Hand a letter over; at night without a sound. bare: one more picture of an album that was announced already."""
    leased = letter.side is Side.FAMILY
    if not bare:
        head = Text(f"letter-from-{letter.side}", {"number": cards.number(request)})
        lease = (Text("letter-lease"),) if leased and letter.kind is not Kind.TEXT else ()
        message = Message((head, *body(letter), *lease), rows(request, letter), silent=unit.waking() != unit.now)
        await (_edit_in(unit, request, letter, to, message) if leased else _say(unit, letter, to, message))
    await _file(unit, letter, to)


async def _say(unit: Unit, letter: Letter, to: Person, message: Message) -> None:
    await unit.say(to, message, what=LETTER, ref=letter.id)


async def _edit_in(unit: Unit, request: Request, letter: Letter, to: Person, message: Message) -> None:
    head = Text("letter-from-family", {"number": cards.number(request)})
    cover = Message((head, Text("letter-opens")), protected=True, silent=message.silent)
    record = await unit.say(to, cover, what=LETTER, ref=letter.id)
    if record is not None:
        await unit.edit(Sent(record, to.telegram_id, None, LETTER, letter.id), message, to, otherwise="drop")


async def _file(unit: Unit, letter: Letter, to: Person) -> None:
    if letter.content is None or letter.content.file_id is None:
        return
    leased = letter.side is Side.FAMILY and letter.by_id != to.id
    await unit.pass_on(to, letter.kind, letter.content.file_id, what=FILE, ref=letter.id, protected=leased)
    if leased:
        await timers.put(unit, "fade", letter.id, unit.now + LEASE)


async def file_again(unit: Unit, letter: Letter) -> None:
    """Show the file of a letter to the person once more; earlier copies go, so that the lease has one end."""
    if letter.by_id != unit.person.id:
        for sent in await messages.live(unit, (FILE,), letter.id, unit.person.telegram_id):
            await delete(unit, sent)
    await _file(unit, letter, unit.person)


async def fade(unit: Unit, letter_id: int) -> None:
    """The timer of a family's file: it leaves the chats of helpers while Telegram still lets it be deleted."""
    letter = await letters.find(unit, letter_id)
    if letter is None:
        return
    family = await cards.person(unit, letter.by_id)
    for sent in await messages.live(unit, (FILE,), letter_id):
        if sent.chat_id != family.telegram_id:
            await delete(unit, sent)


async def close(unit: Unit, request: Request) -> None:
    """A claim has ended (`request` as it was): its volunteer keeps nothing of what the family wrote."""
    await timers.drop(unit, "letter", request.id)
    if request.claimer_id is None:
        return
    claimer = await cards.person(unit, request.claimer_id)
    for letter in await letters.of(unit, request.id):
        if letter.claim is not None and letter.claim == letters.claim_of(request):
            await _take(unit, request, await messages.live(unit, (LETTER, FILE), letter.id, claimer.telegram_id))
    await _take(unit, request, await messages.live(unit, (THREAD,), request.id, claimer.telegram_id))


async def close_threads(unit: Unit, request: Request) -> None:
    """A dispute is settled: whoever read its letters as a coordinator keeps no copy of them."""
    family = await cards.person(unit, request.person_id)
    reading = {family.telegram_id}
    if request.state is State.CLAIMED and request.claimer_id is not None:
        reading.add((await cards.person(unit, request.claimer_id)).telegram_id)
    copies = await messages.live(unit, (THREAD,), request.id)
    await _take(unit, request, [sent for sent in copies if sent.chat_id not in reading])


async def forget(unit: Unit, request: Request) -> None:
    """The request is erased: no copy of a letter stays in anybody's chat but the family's own, nor of a complaint."""
    await timers.drop(unit, "letter", request.id)
    family = await cards.person(unit, request.person_id)
    copies = await messages.live(unit, (THREAD,), request.id)
    for letter in await letters.of(unit, request.id):
        copies += await messages.live(unit, (LETTER, FILE), letter.id)
    await _take(unit, request, [sent for sent in copies if sent.chat_id != family.telegram_id])
    row = (Button(Text("complaint-all"), Action("z", ("ls", 0))),)
    erased = Message((Text("complaint-erased", {"number": cards.number(request)}),), (row,))
    for complaint in await complaints.of(unit, request.id):
        for sent in await messages.live(unit, (COMPLAINT,), complaint.id):
            await cards.replace(unit, sent, erased)


async def take_back(unit: Unit, writer: int) -> None:
    """Whoever wrote these letters asked to be erased: what was not handed over yet never is."""
    for letter_id in await letters.by(unit, writer):
        for sent in await messages.live(unit, (LETTER, FILE), letter_id):
            if sent.message_id is None:
                await cards.take_back(unit, sent)


async def blank_stale(unit: Unit) -> None:
    """`person` can be reached again: what Telegram refused to blank while they could not be is blanked now."""
    chat_id = unit.person.telegram_id
    for what in (LETTER, FILE, THREAD):
        for sent in await messages.in_chat(unit, what, chat_id):
            letter = None if what == THREAD else await letters.find(unit, sent.ref)
            if what != THREAD and (letter is None or letter.side is not Side.FAMILY or letter.claim is None):
                continue
            request = await requests.find(unit, sent.ref if letter is None else letter.request_id)
            if request is None or request.person_id == unit.person.id:
                continue
            theirs = request.state is State.CLAIMED and request.claimer_id == unit.person.id
            if not theirs or (letter is not None and letter.claim != letters.claim_of(request)):
                await _take(unit, request, [sent])


async def _take(unit: Unit, request: Request, copies: list[Sent]) -> None:
    blanked = Message((Text("letter-blanked", {"number": cards.number(request)}),))
    for sent in copies:
        await (delete(unit, sent) if sent.what == FILE else cards.replace(unit, sent, blanked))


async def delete(unit: Unit, sent: Sent) -> None:
    """Let a file leave the chat; one that was never sent is taken back."""
    await outbox.cancel(unit, sent.id)
    if sent.message_id is not None:
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
