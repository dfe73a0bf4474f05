"""From /mine: the delivery list, by village and school, to be ticked off; see `packing` for what to put into the car.

It shows contacts, so it is protected, recorded, only ever edited in, and emptied with the first claim that ends
(`rounds`). The ticks are kept beside it; the button that delivers names the ticks it was shown for.
"""

import json
import zlib
from typing import Any, NamedTuple

from bot.core import items as things
from bot.core.items import State as ItemState
from bot.core.matching import fold
from bot.core.requests import Event
from bot.core.rights import Act
from bot.core.speech import Action, Bilingual, Button, Field, Flow, Joined, Message, Phone, Row, Text
from bot.services import cards, contacts, delivering, items, looking, rights, rounds
from bot.services.rounds import ROUND
from bot.services.unit import Unit
from bot.store import audit, messages, meta, requests
from bot.store.messages import Sent
from bot.store.requests import Request

LONGEST = 3400
"""Characters on one page; Telegram's limit is 4096."""

PAGE = 8
"""Claims on one page, at most: so many ticks can still be found on a small screen."""

CLIPPED = 80
"""Characters of a name, a school or an address."""


class _Stop(NamedTuple):
    """One claim with what the list says of it; sorted as one drives."""

    village: str
    school: str
    request: Request
    text: Text


def _key(person_id: int) -> str:
    return f"round:{person_id}"


async def _ticks(unit: Unit) -> tuple[int, dict[int, int]]:
    """The page somebody reads, and the claims they have ticked: id → revision."""
    found = json.loads(await meta.get(unit, _key(unit.person.id)) or '{"page": 0, "ticked": []}')
    return int(found["page"]), {int(claim): int(revision) for claim, revision in found["ticked"]}


async def _remember(unit: Unit, page: int, ticked: dict[int, int]) -> None:
    await meta.put(unit, _key(unit.person.id), json.dumps({"page": page, "ticked": list(ticked.items())}))


async def show(unit: Unit) -> None:
    """The list anew, in a new message; an earlier one is emptied."""
    await rounds.blank(unit, unit.person.id)
    await _remember(unit, 0, {})
    pages = await _pages(unit)
    if not pages:
        await looking.mine(unit)
        return
    cover = Message((Text("round-opening"),), protected=True)
    record = await unit.say(unit.person, cover, what=ROUND, ref=unit.person.id)
    if record is not None:
        sent = Sent(record, unit.person.telegram_id, None, ROUND, unit.person.id)
        await _reveal(unit, sent, pages, 0, {})


async def turn(unit: Unit, page: int) -> None:
    """Another page of the list."""
    _, ticked = await _ticks(unit)
    sent, pages = await _live(unit), await _pages(unit)
    if sent is None or not 0 <= page < len(pages):
        await unit.answer(Text("stale"))
        return
    await _remember(unit, page, ticked)
    await _reveal(unit, sent, pages, page, ticked)


async def _live(unit: Unit) -> Sent | None:
    return next(iter(await messages.live(unit, (ROUND,), unit.person.id, unit.person.telegram_id)), None)


async def _reveal(unit: Unit, sent: Sent, pages: list[list[_Stop]], page: int, ticked: dict[int, int]) -> None:
    await _edit(unit, sent, pages, page, ticked)
    for stop in pages[page]:
        await audit.append(unit, stop.request.id, Event.REVEAL, stop.request.state, unit.person.id)


async def _edit(unit: Unit, sent: Sent, pages: list[list[_Stop]], page: int, ticked: dict[int, int]) -> None:
    shown, lines = pages[page], []
    for place, stop in enumerate(shown):
        before = shown[place - 1] if place else None
        if before is None or before.village != stop.village:
            lines.append(Text("round-village", {"place": _village(unit, stop)}))
        if stop.school and (before is None or (before.village, before.school) != (stop.village, stop.school)):
            lines.append(Text("round-school", {"school": _schools(unit, stop.request)[0]}))
        lines.append(stop.text)
    paragraphs = (Text("round-head", {"count": sum(map(len, pages))}), *lines)
    boxes = tuple(
        Button(
            Text("round-ticked" if stop.request.id in ticked else "round-tick", {"number": cards.number(stop.request)}),
            cards.action("dk", stop.request, int(stop.request.id not in ticked)),
        )
        for stop in shown
    )
    turns = tuple(
        Button(label, Action("v", ("dp", 0, 0, at)))
        for label, at in (("◀️", page - 1), ("▶️", page + 1))
        if 0 <= at < len(pages)
    )
    rows: list[Row] = [Flow(boxes), *([turns] if turns else [])]
    if ticked:
        label = Text("round-deliver", {"count": len(ticked)})
        rows.append((Button(label, Action("v", ("dd", 0, 0, _mark(ticked)))),))
    await unit.edit(sent, Message(paragraphs, tuple(rows), protected=True), unit.person, otherwise="drop")


def _mark(ticked: dict[int, int]) -> int:
    """A name for these ticks: the button that delivers acts on them or on nothing."""
    return zlib.crc32(json.dumps(sorted(ticked.items())).encode())


async def tick(unit: Unit, request: Request, word: str) -> None:
    """A claim's box: "1" ticks it, "0" does not."""
    sent, pages = await _live(unit), await _pages(unit)
    page, ticked = await _ticks(unit)
    if sent is None or not rights.may(unit, Act.DONE, request) or word not in ("0", "1"):
        await unit.answer(Text("stale"))
        return
    if word == "1":
        ticked[request.id] = request.revision
    else:
        ticked.pop(request.id, None)
    page = min(page, len(pages) - 1)
    await _remember(unit, page, ticked)
    await _edit(unit, sent, pages, page, ticked)


async def deliver(unit: Unit, mark: int) -> None:
    """The ticked claims are delivered, each as by its own button; what is no longer this person's is named."""
    _, ticked = await _ticks(unit)
    if not ticked or mark != _mark(ticked):
        await unit.answer(Text("stale"))
        return
    await _remember(unit, 0, {})
    done, gone = [], []
    for request_id, revision in ticked.items():
        request = await requests.get(unit, request_id)
        mine = request.revision == revision and rights.may(unit, Act.DONE, request)
        moved = await delivering.hand_in(unit, request, {}) if mine else None
        if moved is None:
            gone.append(cards.number(request))
        else:
            done.append(moved)
    paragraphs = []
    for text in ("round-done", "round-done-call"):
        said = [moved for moved in done if await cards.for_family(unit, moved, "round-done") == text]
        if said:
            numbers = Joined(tuple(map(cards.number, said)))
            paragraphs.append(Text(text, {"count": len(said), "numbers": numbers}))
    if gone:
        paragraphs.append(Text("round-gone", {"numbers": Joined(tuple(gone))}))
    undo = tuple(
        Button(Text("round-undo", {"number": cards.number(moved)}), cards.action("ud", moved)) for moved in done
    )
    rest = (rounds.OPEN,) if await requests.count_claims(unit, unit.person.id) else (cards.NEXT, cards.QUEUE)
    rows: tuple[Row, ...] = (Flow(undo), rest) if undo else (rest,)
    await unit.reply(*paragraphs, rows=rows)


async def _pages(unit: Unit) -> list[list[_Stop]]:
    stops = [await _stop(unit, request) for request in await requests.claims(unit, unit.person.id)]
    pages: list[list[_Stop]] = []
    room = 0
    for stop in sorted(stops, key=lambda one: (one.village, one.school, one.request.id)):
        length = len(unit.asar.texts.say(stop.text, unit.language)) + 2 * CLIPPED
        if not pages or length > room or len(pages[-1]) == PAGE:
            pages.append([])
            room = LONGEST
        pages[-1].append(stop)
        room -= length
    return pages


async def _stop(unit: Unit, request: Request) -> _Stop:
    opened = requests.answers(unit, request)
    who: list[Field] = [cards.number(request)]
    if opened.get("name"):
        who.append(_clip(opened["name"]))
    lines: list[Text] = [Text("round-who", {"who": Joined(tuple(who), " · ")})]
    if opened.get("phone"):
        lines.append(Text("card-phone", {"phone": Phone(str(opened["phone"]))}))
    if contacts.address(opened):
        lines.append(Text("card-address", {"address": _clip(contacts.address(opened))}))
    wanted = await _wanted(unit, request)
    if wanted:
        lines.append(Text("round-things", {"items": Joined(wanted)}))
    schools = _schools(unit, request)
    village = f"{request.district or ''} {fold(str(opened.get('settlement') or ''))}"  # many have the same name
    return _Stop(
        village,
        fold(schools[0]) if schools else "",
        request,
        Text("card-lines", {"lines": Joined(tuple(lines), "\n")}),
    )


async def _wanted(unit: Unit, request: Request) -> tuple[Field, ...]:
    counts: dict[str, int] = {}
    for one in await items.of(unit, request):
        if one.state is ItemState.ASKED:
            counts[one.item] = counts.get(one.item, 0) + 1
    return tuple(
        Text("round-thing", {"item": items.word(unit, request.programme, item), "count": str(count)})
        for item, count in counts.items()
    )


def _schools(unit: Unit, request: Request) -> list[str]:
    opened = requests.answers(unit, request)
    repeat = things.repeat(opened)
    blocks: list[dict[str, Any]] = opened[repeat] if repeat is not None else []
    return list(dict.fromkeys(_clip(block["school"]) for block in blocks if block.get("school")))


def _village(unit: Unit, stop: _Stop) -> Field:
    typed = requests.answers(unit, stop.request).get("settlement")
    district = unit.asar.places.get(stop.request.district or "")
    if not typed or district is None:
        return _clip(typed) if typed else cards.place(unit, stop.request)
    return Joined((_clip(typed), Bilingual(district.name_kk, district.name_ru)))


def _clip(words: object) -> str:
    text = str(words)
    return text if len(text) <= CLIPPED else f"{text[: CLIPPED - 1]}…"
