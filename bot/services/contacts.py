"""The contacts of a family: shown to the current claimer only, audited each time, and taken away again.

They are only ever edited into a message that is recorded (`CLAIM`). A message that Telegram accepted twice is then a
copy without contacts, and every copy with contacts can be blanked.
"""

from typing import Any

from bot.core import cards as card_facts
from bot.core.form_model import text_id
from bot.core.requests import Event, State
from bot.core.speech import Action, Button, Field, Flow, Joined, Message, Phone, Row, Text
from bot.services import cards, curiosity, rounds, stock
from bot.services import notes as kept
from bot.services.unit import Unit
from bot.store import audit, messages, requests
from bot.store.messages import Sent
from bot.store.people import Person
from bot.store.requests import Request

CLAIM = "claim"
"""What messages with contacts are recorded as, with the request's id."""

LOOKED = "looked"
"""What messages with contacts for a coordinator are recorded as (`bot.services.revealing`)."""

LONGEST = 3900
"""Characters of the message; Telegram's limit is 4096. Beyond, the children's sizes are left to the card."""

CLIPPED = 40
"""Characters of a name, a school or a colour when twelve children with long ones still do not fit."""


async def hand_over(unit: Unit, request: Request, claimer: Person, *notes: Text) -> None:
    """Show the contacts to the claimer in a new message; earlier copies are blanked."""
    for sent in await messages.live(unit, (CLAIM,), request.id):
        if sent.chat_id != claimer.telegram_id and (before := await cards.owner(unit, sent)) is not None:
            await rounds.blank(unit, before.id)
    await _blank(unit, request)
    cover = Message((*notes, cards.head(request), Text("card-contacts-open")), protected=True)
    record = await unit.say(claimer, cover, what=CLAIM, ref=request.id)
    if record is not None:
        await _reveal(unit, Sent(record, claimer.telegram_id, None, CLAIM, request.id), request, claimer, *notes)


async def update(unit: Unit, request: Request, claimer: Person) -> None:
    """The family corrected something: the claimer's message shows it, and a list with the old facts is emptied."""
    await rounds.blank(unit, claimer.id)
    for sent in await messages.live(unit, (CLAIM,), request.id, claimer.telegram_id):
        await _reveal(unit, sent, request, claimer)


async def blank(unit: Unit, request: Request) -> None:
    """Take the contacts away everywhere, from the claimer's delivery list too."""
    await rounds.blank(unit, request.claimer_id)
    await _blank(unit, request)


async def _blank(unit: Unit, request: Request) -> None:
    message = Message((Text("card-blanked", {"number": cards.number(request)}),))
    for sent in await messages.live(unit, (CLAIM,), request.id):
        await cards.replace(unit, sent, message)


async def blank_stale(unit: Unit) -> None:
    """`person` can be reached again: blanking that Telegram refused while they could not be is done now."""
    await rounds.blank_stale(unit)
    claimed = await messages.in_chat(unit, CLAIM, unit.person.telegram_id)
    for sent in (*claimed, *await messages.in_chat(unit, LOOKED, unit.person.telegram_id)):
        request = await requests.find(unit, sent.ref)
        mine = request is not None and request.state is State.CLAIMED and request.claimer_id == unit.person.id
        theirs = mine and sent.what == CLAIM
        if request is not None and not theirs:
            blanked = Message((Text("card-blanked", {"number": cards.number(request)}),))
            await unit.edit(sent, blanked, unit.person, otherwise="drop")


async def _reveal(unit: Unit, sent: Sent, request: Request, claimer: Person, *notes: Text) -> None:
    await unit.edit(sent, await _message(unit, request, claimer, notes), claimer, otherwise="drop")
    await audit.append(unit, request.id, Event.REVEAL, request.state, claimer.id)
    await curiosity.revealed(unit, request, claimer)


async def _message(unit: Unit, request: Request, claimer: Person, notes: tuple[Text, ...]) -> Message:
    answers = requests.answers(unit, request)
    family = await cards.person(unit, request.person_id)
    paragraphs = [*notes, cards.head(request), _lines(*_contact(unit, request, answers))]
    known = (*await stock.hints(unit, request), *await kept.paragraphs(unit, request))
    if not family.reachable:
        paragraphs.append(Text("card-unreachable"))
    if answers.get("comment"):
        paragraphs.append(Text("card-comment", {"comment": str(answers["comment"])}))
    paragraphs.extend(known)
    after = Text("card-code-word", {"word": cards.code_word(request)})
    if request.origin != "bot":  # such a family sees no word: it has its number in writing
        after = Text("card-code-word-entered", {"word": cards.code_word(request), "number": cards.number(request)})
    said = unit.asar.texts.say
    room = LONGEST - sum(len(said(text, claimer.language or "kk")) for text in (*paragraphs, after))
    for clipped_at in (None, LONGEST, CLIPPED):
        children = _children(unit, request, answers, clipped_at)
        if sum(len(said(text, claimer.language or "kk")) for text in children) <= room:
            break
    return Message((*paragraphs, *children, after), _rows(unit, request, answers, reads=family.reachable))


async def for_coordinator(unit: Unit, request: Request) -> Message:
    """The contacts for a coordinator who looks at the request: nothing to press that is the claimer's."""
    answers = requests.answers(unit, request)
    paragraphs = [cards.head(request), _lines(*_contact(unit, request, answers))]
    if not (await cards.person(unit, request.person_id)).reachable:
        paragraphs.append(Text("card-unreachable"))
    if answers.get("comment"):
        paragraphs.append(Text("card-comment", {"comment": str(answers["comment"])}))
    return Message(tuple(paragraphs), tuple(_ways(answers)))


def _lines(*lines: Text) -> Text:
    return Text("card-lines", {"lines": Joined(lines, "\n")})


def _contact(unit: Unit, request: Request, answers: dict[str, Any]) -> list[Text]:
    lines = [Text("card-name", {"name": str(answers["name"])})] if answers.get("name") else []
    if answers.get("phone"):
        lines.append(Text("card-phone", {"phone": Phone(str(answers["phone"]))}))
    lines.append(Text("card-place", {"place": cards.place(unit, request)}))
    if answers.get("settlement"):
        lines.append(Text("card-settlement", {"settlement": str(answers["settlement"])}))
    if address(answers):
        lines.append(Text("card-address", {"address": address(answers)}))
    for question in ("reach", "call_time"):
        label = text_id(request.programme, question, str(answers.get(question)))
        if answers.get(question) and unit.asar.texts.has("kk", label):
            lines.append(Text(f"card-{text_id(question)}", {"answer": Text(label)}))
    lines.append(Text(f"card-language-{request.language}"))
    return lines


def _children(unit: Unit, request: Request, answers: dict[str, Any], clipped_at: int | None) -> list[Text]:
    """Names, schools and, unless they are clipped, what is needed."""
    known = card_facts.blocks(request.card)
    blocks = [block for name in dict.fromkeys(name for name, _ in known) for block in answers.get(name) or ()]
    lines = []
    for number, ((name, facts), block) in enumerate(zip(known, blocks, strict=False), start=1):
        words = [str(block[key]) for key in ("name", "school") if block.get(key)]
        if isinstance(block.get("colour"), dict):
            words.append(str(block["colour"].get("other", "")))
        parts: list[Field] = [_clip(word, clipped_at or LONGEST) for word in words]
        if clipped_at is None:
            parts.append(cards.child_facts(unit, request, name, facts))
        lines.append(Text("card-child", {"number": number, "facts": Joined(tuple(parts))}))
    return [_lines(*lines)] if lines else []


def _clip(words: str, length: int) -> str:
    return words if len(words) <= length else f"{words[: length - 1]}…"


def address(answers: dict[str, Any]) -> str:
    """The address as typed; empty where there is none."""
    return str((answers.get("address") or {}).get("text") or "")


def _ways(answers: dict[str, Any]) -> list[Row]:
    """How to write to the family and to find it."""
    rows: list[Row] = []
    if answers.get("phone"):
        digits = str(answers["phone"]).lstrip("+")
        rows.append((Button(Text("card-whatsapp"), url=f"https://wa.me/{digits}"),))
    where = answers.get("address") or {}
    found = [Button(Text("card-copy-address"), copy=address(answers)[:256])] if address(answers) else []
    if "lat" in where and "lon" in where:
        spot = f"{where['lat']:.6f},{where['lon']:.6f}"
        found.append(Button(Text("card-map"), url=f"https://www.google.com/maps/search/?api=1&query={spot}"))
    if found:
        rows.append(Flow(tuple(found)))
    return rows


def _rows(unit: Unit, request: Request, answers: dict[str, Any], *, reads: bool) -> tuple[Row, ...]:
    rows = _ways(answers)
    calls = (("card-agreed", "day"), ("card-no-answer", "na"), ("card-wrong-number", "wn"), ("card-not-needed", "nn"))
    rows.append(Flow(tuple(cards.button(label, code, request) for label, code in calls)))
    if reads:
        rows.append((Button(Text("letter-write"), Action("y", ("q", request.id, request.revision))),))
    if request.mode == "call":
        rows.append((cards.button("card-write-down", "fl", request),))
    rows.append((cards.button("card-done", "d", request),))
    if card_facts.blocks(request.card):
        rows.append((cards.button("card-part", "dt", request),))
    rows.append(
        (cards.button("card-note", "nt", request), Button(Text("complaint-button"), Action("z", ("b", request.id))))
    )
    last = [cards.button("card-release", "r", request)]
    if request.claimed_at is not None and unit.now - request.claimed_at < cards.UNDO:
        last.append(cards.button("card-undo", "uc", request))
    rows.append(Flow(tuple(last)))
    return tuple(rows)


def mine(request: Request) -> Button:
    """A button that opens an accepted request."""
    return Button(cards.number(request), Action("v", ("s", request.id, request.revision)))
