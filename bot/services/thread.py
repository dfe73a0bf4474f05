"""The letters of a request, to be read back: by the family all of them, by the volunteer those of the own claim.

A coordinator reads what coordinators and the family wrote, and the whole only where there is a dispute; each reading of
the whole is written down. Copies of the team are protected, recorded, and blanked when there is no reason for them.
"""

from bot.core.answers import utf16_length
from bot.core.letters import Kind
from bot.core.requests import Event
from bot.core.rights import Act
from bot.core.speech import Action, Button, Field, Flow, Joined, Message, Row, Text
from bot.services import cards, complaints, post, rights
from bot.services.unit import Unit
from bot.store import audit, letters, messages, requests, reviews
from bot.store import complaints as store
from bot.store.letters import Letter
from bot.store.messages import Sent
from bot.store.requests import Request
from bot.store.reviews import DISPUTES

PAGE, ROOM = 8, 3000
"""How many letters, and how many characters of them, are on one page."""


async def show(unit: Unit, request_id: int, page: int) -> None:
    """A page of the letters, the newest for -1. Who may not read them learns nothing."""
    request = await requests.find(unit, request_id)
    found = None if request is None else await readable(unit, request)
    if request is None or found is None:
        await unit.answer(Text("stale"))
        return
    pages = _pages(found)
    page = page if 0 <= page < len(pages) else len(pages) - 1
    number: dict[str, Field] = {"number": cards.number(request)}
    lines = [_line(unit, letter) for letter in pages[page]]
    head = (
        Text("thread-head", {**number, "page": page + 1, "pages": len(pages)}) if found else Text("thread-none", number)
    )
    if found and _is_outside(unit, request) and any(letter.claim is not None for letter in found):
        await _written_down(unit, request)
    await _put(unit, request, Message((head, *lines), await _rows(unit, request, found, pages, page)))


async def file(unit: Unit, letter_id: int) -> None:
    """The picture, voice or file of a letter, once more."""
    letter = await letters.find(unit, letter_id)
    request = None if letter is None else await requests.get(unit, letter.request_id)
    found = None if request is None else await readable(unit, request)
    if letter is None or request is None or found is None or letter.id not in {one.id for one in found}:
        await unit.answer(Text("stale"))
        return
    if _is_outside(unit, request) and letter.claim is not None:
        await _written_down(unit, request)
    await post.file_again(unit, letter)


async def readable(unit: Unit, request: Request) -> list[Letter] | None:
    """The letters of a request that the person may read; None: none at all."""
    if rights.is_for(unit, Act.STATUS, request):
        return await letters.of(unit, request.id)
    if rights.may(unit, Act.ASK, request):
        written = await letters.of(unit, request.id)
        return [letter for letter in written if letter.claim == letters.claim_of(request)]
    if not rights.is_for(unit, Act.THREAD, request):
        return None
    written = await letters.of(unit, request.id)
    if await _is_disputed(unit, request) or await _complained_of(unit, request) is not None:
        return written
    return [letter for letter in written if letter.claim is None]


async def _is_disputed(unit: Unit, request: Request) -> bool:
    return any(review.reason in DISPUTES for review in await reviews.open_of(unit, request.id))


async def _complained_of(unit: Unit, request: Request) -> int | None:
    """The newest open complaint that lets this person read; one that names them changes nothing for them."""
    hidden = await complaints.hidden(unit, request, unit.person)
    known = [one.id for one in await store.of(unit, request.id) if one.closed_at is None and one.id not in hidden]
    return known[-1] if known else None


async def _written_down(unit: Unit, request: Request) -> None:
    """A coordinator has read the whole: where only a complaint allows that, the entry would show it."""
    about = None if await _is_disputed(unit, request) else await _complained_of(unit, request)
    await audit.append(unit, request.id, Event.READ, request.state, unit.person.id, complaint_id=about)


def _is_outside(unit: Unit, request: Request) -> bool:
    """Whether the person reads as a coordinator: the two who write to each other need no entry."""
    return unit.person.id != request.person_id and not rights.may(unit, Act.ASK, request)


def _pages(found: list[Letter]) -> list[list[Letter]]:
    pages: list[list[Letter]] = [[]]
    room = ROOM
    for letter in found:
        size = 60 + (utf16_length(letter.content.text) if letter.content else 0)
        if pages[-1] and (len(pages[-1]) == PAGE or size > room):
            pages.append([])
            room = ROOM
        pages[-1].append(letter)
        room -= size
    return pages


def _line(unit: Unit, letter: Letter) -> Text:
    who = Text("thread-you") if letter.by_id == unit.person.id else Text(f"thread-{letter.side}")
    return Text("thread-line", {"who": who, "at": letter.at, "words": Joined(post.body(letter), "\n")})


async def _rows(
    unit: Unit, request: Request, found: list[Letter], pages: list[list[Letter]], page: int
) -> tuple[Row, ...]:
    files = tuple(
        Button(Text(f"letter-kind-{letter.kind}"), Action("y", ("m", letter.id)))
        for letter in pages[page]
        if letter.kind is not Kind.TEXT and letter.content is not None
    )
    turns = []
    if page > 0:
        turns.append(post.button("thread-older", "t", request.id, page - 1))
    if page + 1 < len(pages):
        turns.append(post.button("thread-newer", "t", request.id, page + 1))
    rows: list[Row] = [Flow(files)] if files else []
    if turns:
        rows.append(tuple(turns))
    theirs = [letter for letter in found if letter.by_id != unit.person.id]
    if theirs and (not _is_outside(unit, request) or theirs[-1].claim is None):
        rows.append((post.button("letter-reply", "a", theirs[-1].id),))
        if rights.is_for(unit, Act.REPORT, request):
            rows.append((Button(Text("complaint-button"), Action("z", ("r", theirs[-1].id))),))
    return tuple(rows)


async def _put(unit: Unit, request: Request, message: Message) -> None:
    """Edit it into a recorded message: the page that was pressed on, else a new one, and older copies go."""
    chat_id = unit.person.telegram_id
    copies = await messages.live(unit, (post.THREAD,), request.id, chat_id)
    pressed = None if unit.press is None else unit.press.message_id
    here = next((sent for sent in copies if sent.message_id is not None and sent.message_id == pressed), None)
    if here is None:
        for sent in copies:
            await cards.replace(unit, sent, Message((Text("thread-moved", {"number": cards.number(request)}),)))
        cover = Message((Text("letter-opens"),), protected=True)
        record = await unit.say(unit.person, cover, what=post.THREAD, ref=request.id)
        if record is None:
            return
        here = Sent(record, chat_id, None, post.THREAD, request.id)
    await unit.edit(here, message, unit.person, otherwise="drop")
