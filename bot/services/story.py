"""/audit: everything that happened to a request, in plain words: when, who, what and why.

What a complaint about the reader left in the story is not in theirs. The message is protected: it is not passed on.
"""

from datetime import date

from bot.core.answers import utf16_length
from bot.core.requests import Event
from bot.core.rights import Act
from bot.core.speech import Button, Field, Joined, Message, Row, Text
from bot.services import cards, complaints, items, leaders, moving, photos, refusals, review_pages, rights, team
from bot.services.notes import ON_WORD
from bot.services.review_pages import action
from bot.services.unit import Unit
from bot.services.vouching import BY_PHONE
from bot.store import audit, people, requests
from bot.store.audit import Entry
from bot.store.complaints import Outcome
from bot.store.requests import Request

STORY = "audit"
"""What the message is recorded as, with the person's id."""

PAGE, ROOM = 12, 3500
"""So many events, and so many UTF-16 units of them, are on one page."""

LAST = 10_000
"""The page that the story opens on: its end."""

SILENT = frozenset({Event.PHOTO})
"""Events whose reason is nothing to read: a photo is shown by a button."""


async def typed(unit: Unit, words: str) -> None:
    """/audit N."""
    request = await review_pages.find(unit, words, Act.AUDIT)
    if request is not None:
        await show(unit, request)


async def press(unit: Unit, request_id: int, page: int) -> None:
    """A page of the story: reading changes nothing, so the revision does not matter."""
    request = await requests.find(unit, request_id)
    if request is None or not rights.is_for(unit, Act.AUDIT, request):
        await unit.answer(Text("stale"))
        await review_pages.show(unit)
    else:
        await show(unit, request, page)


async def show(unit: Unit, request: Request, page: int = LAST) -> None:
    """One page of the story, the last one first."""
    lines = await _lines(unit, request)
    pages = _pages(unit, lines)
    last = len(pages) - 1
    page = min(max(page, 0), last)
    head = Text("story-head", {"number": cards.number(request), "page": page + 1, "pages": last + 1})
    turns: Row = tuple(
        Button(Text(label), action("au", request, at))
        for label, at in (("story-earlier", page - 1), ("story-later", page + 1))
        if 0 <= at <= last
    )
    to_page = (Button(Text("review-open", {"number": cards.number(request)}), action("pg", request)),)
    rows: list[Row] = [turns] if turns else []
    count = len(await photos.of(unit, request))
    if count:
        rows.append((Button(Text("story-photos", {"count": count}), action("ph", request)),))
    message = Message((head, *pages[page]), (*rows, to_page), protected=True)
    await unit.show(message, what=STORY, ref=unit.person.id)


def _pages(unit: Unit, lines: list[Text]) -> list[list[Text]]:
    pages: list[list[Text]] = [[]]
    room = ROOM
    for line in lines:
        size = utf16_length(unit.asar.texts.plain(line, unit.language)) + 2
        if pages[-1] and (len(pages[-1]) == PAGE or size > room):
            pages.append([])
            room = ROOM
        pages[-1].append(line)
        room -= size
    return pages


async def show_photos(unit: Unit, request_id: int) -> None:
    """The photos of what was handed over."""
    request = await requests.find(unit, request_id)
    if request is None or not rights.is_for(unit, Act.AUDIT, request):
        await unit.answer(Text("stale"))
        await review_pages.show(unit)
    else:
        await photos.show(unit, request, unit.person)


async def _lines(unit: Unit, request: Request) -> list[Text]:
    hidden = await complaints.hidden(unit, request, unit.person)
    story = [entry for entry in await audit.of(unit, request.id) if entry.complaint_id not in hidden]
    lines = []
    for before, entry in zip([None, *story], story, strict=False):
        if entry.event is Event.CLAIM and before is not None and before.event is Event.ASSIGN:
            continue  # told by the line before
        lines.append(await _line(unit, request, entry))
        if entry.event is Event.ASSIGN:
            lines[-1] = await _assigned(unit, request, entry, story)
    return lines


async def _assigned(unit: Unit, request: Request, entry: Entry, story: list[Entry]) -> Text:
    to = next((one.by_id for one in story[story.index(entry) :] if one.event is Event.CLAIM), None)
    name = leaders.called(unit, None if to is None else await people.find(unit, to))
    return _said(entry, await _who(unit, request, entry.by_id), name)


async def _line(unit: Unit, request: Request, entry: Entry) -> Text:
    return _said(entry, await _who(unit, request, entry.by_id), _why(unit, request, entry))


def _said(entry: Entry, who: Field, why: Field | None) -> Text:
    fields: dict[str, Field] = {"at": entry.at, "who": who, "what": Text(f"story-{entry.event}")}
    return Text("story-line", fields) if why is None else Text("story-line-why", fields | {"why": why})


async def _who(unit: Unit, request: Request, person_id: int | None) -> Field:
    if person_id is None:
        return Text("story-asar")
    if person_id == request.person_id:
        return Text("story-family")
    person = await people.find(unit, person_id)
    held = () if person is None else team.roles(person.memberships)
    role = Text(f"role-{held[-1]}") if held else Text("story-left-team")
    return Joined((role, leaders.called(unit, person)), " ")


def _why(unit: Unit, request: Request, entry: Entry) -> Field | None:
    """The reason in words; None where there is none to read."""
    reason = entry.reason
    if reason is None or entry.event in SILENT:
        return None
    if reason == BY_PHONE:
        return Text("story-by-phone")
    if reason == ON_WORD:
        return Text("intake-on-word")
    match entry.event:
        case Event.RELEASE:
            return review_pages.release_reason(reason)
        case Event.DECLINE:
            code = refusals.code_of(reason)
            return reason if code == "other" else Text(f"review-decline-{code}")
        case Event.MOVE:
            return moving.told(unit, reason)
        case Event.RAISE:
            return Text(f"review-urgent-{reason}") if reason.startswith(("up-", "down-")) else reason
        case Event.ESCALATE:
            return Text(f"story-stage-{reason}")
        case Event.GIVEN:
            return Joined(tuple(items.missing_of(unit, request, reason)), "; ")
        case Event.REPORT_CLOSED if reason in set(Outcome):
            return Text(f"complaint-outcome-{reason}")
        case Event.AGREE:
            return date.fromisoformat(reason)
    return reason
