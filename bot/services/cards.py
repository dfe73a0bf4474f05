"""A request as the team sees it before anybody has accepted it: a card without personal data.

Copies of cards are recorded (`CARD`), so that all of them lose their buttons as soon as one volunteer accepts.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from bot.core import answers, numbers
from bot.core import cards as card_facts
from bot.core.conditions import UNKNOWN
from bot.core.form_model import text_id
from bot.core.interview import texts
from bot.core.requests import State
from bot.core.rights import Act
from bot.core.speech import Action, Bilingual, Button, Field, Joined, Message, Row, Text
from bot.services import localities, rights
from bot.services.localities import NOWHERE, Local
from bot.services.unit import Unit
from bot.store import messages, outbox, people
from bot.store.messages import Sent
from bot.store.people import Person
from bot.store.requests import Request

UNDO = timedelta(minutes=2)
"""How long a claim or a delivery is undone by one tap."""

CARD = "card"
"""What copies of a request's card are recorded as, with the request's id."""


def action(code: str, request: Request, *more: str | int) -> Action:
    """A volunteer's button about a request as it was shown."""
    return Action("v", (code, request.id, request.revision, *more))


def button(label: str, code: str, request: Request, *more: str | int) -> Button:
    """A button with the text `label`, for a request as it was shown."""
    return Button(Text(label), action(code, request, *more))


TAKEN = "card-taken"
"""What a card says when its request was accepted: to who accepted it, everybody else reads that another did."""

NEXT = Button(Text("volunteer-next"), Action("v", ("nx", 0, 0)))
QUEUE = Button(Text("volunteer-queue"), Action("v", ("q", 0, 0, 0)))


def number(request: Request) -> str:
    """The request's number as people read it."""
    return numbers.show(request.number)


def code_word(request: Request) -> str:
    """The word the family and the claimer both see: "ҚҰС / ПТИЦА"; empty while nobody has accepted the request."""
    return request.code_word or ""


def place(unit: Unit, request: Request, local: Local = NOWHERE) -> Field:
    """Where the family lives: down to the district, and as near as `local` may say."""
    names: list[Field] = [
        Bilingual(found.name_kk, found.name_ru)
        for code in (request.district, request.region)
        if code is not None and (found := unit.asar.places.get(code)) is not None
    ]
    if request.district is None:
        names.insert(0, Text("card-district-unknown"))
    return Joined((*localities.rough(request, local), *names))


def children(request: Request) -> Field:
    """How many children need help: a note instead while a volunteer has yet to ask by phone."""
    count = len(card_facts.blocks(request.card))
    return Text("card-children", {"count": count}) if count else Text("card-by-phone")


def waited(unit: Unit, request: Request) -> Text:
    """How long the family has been waiting, in days or hours."""
    hours = max(0, int((unit.now - request.submitted_at).total_seconds() // 3600))
    if hours < 24:
        return Text("card-hours", {"count": hours}) if hours else Text("card-just-now")
    return Text("card-days", {"count": hours // 24})


def line(unit: Unit, request: Request, local: Local = NOWHERE) -> Text:
    """A request in a list."""
    fields = {
        "number": number(request),
        "place": place(unit, request, local),
        "children": children(request),
        "waited": waited(unit, request),
    }
    return Text("card-line-urgent" if request.urgency > 0 else "card-line", fields)


def facts(unit: Unit, request: Request, local: Local = NOWHERE) -> tuple[Text, ...]:
    """What the request is about, a paragraph for the whole and one for the children; nothing personal."""
    head = [Text("card-place", {"place": place(unit, request, local)})]
    if local.schools:
        head.append(Text("card-schools", {"schools": Joined(local.schools)}))
    reach = _label(unit, request, "reach", request.card.get("reach"))
    if reach is not None:
        head.append(Text("card-reach", {"answer": reach}))
    head.append(Text(f"card-language-{request.language}"))
    head.append(Text("card-since", {"since": request.submitted_at, "waited": waited(unit, request)}))
    if request.urgency > 0:
        head.append(Text("card-urgent"))
    if request.mode == "call":
        head.append(Text("card-call"))
    if request.origin != "bot":
        head.append(Text("card-entered"))
    paragraphs = [Text("card-lines", {"lines": Joined(tuple(head), "\n")})]
    blocks = card_facts.blocks(request.card)
    if blocks:
        shown = tuple(
            Text("card-child", {"number": place_of, "facts": child_facts(unit, request, name, block)})
            for place_of, (name, block) in enumerate(blocks, start=1)
        )
        paragraphs.append(Text("card-lines", {"lines": Joined(shown, "\n")}))
    return tuple(paragraphs)


def child_facts(unit: Unit, request: Request, repeat: str, block: dict[str, Any]) -> Field:
    """One child: who, what is needed, sizes."""
    labels = {name: _label(unit, request, (repeat, name), block.get(name)) for name in ("sex", "language", "build")}
    age, grade, height, shoe = (block.get(name) for name in ("age", "grade", "height", "shoe"))
    who = (
        labels["sex"],
        None if age is None else Text("card-age", {"age": age}),
        None if grade is None else texts.GRADE(grade=grade),
        labels["language"],
    )
    needs = (_label(unit, request, (repeat, "needs"), code) for code in block.get("needs", ()))
    return Joined(
        _joined(who, needs, (_height(height), labels["build"], _shoe(shoe), _colour(unit, request, repeat, block))),
        "; ",
    )


def _joined(*groups: Iterable[Field | None]) -> tuple[Field, ...]:
    lists = (tuple(field for field in group if field is not None) for group in groups)
    return tuple(Joined(fields) for fields in lists if fields)


def _label(unit: Unit, request: Request, question: str | tuple[str, ...], code: object) -> Text | None:
    """The words of a choice, as the programme says them; None where a programme has no such choice any more."""
    path = (question,) if isinstance(question, str) else question
    found = text_id(request.programme, *path, str(code))
    return Text(found) if unit.asar.texts.has("kk", found) and unit.asar.texts.has("ru", found) else None


def _height(height: object) -> Text | None:
    if height == UNKNOWN:
        return Text("card-height-unknown")
    return (
        Text("card-height", {"cm": height, "size": answers.clothing_size(height)}) if isinstance(height, int) else None
    )


def _shoe(shoe: object) -> Text | None:
    match shoe:
        case "unknown":
            return Text("card-shoe-unknown")
        case int():
            return Text("card-shoe", {"size": shoe})
        case {"foot_mm": int(length)}:
            cm = f"{length / 10:g}".replace(".", ",")
            return Text("card-foot", {"cm": cm, "size": answers.shoe_for_foot(length)})
    return None


def _colour(unit: Unit, request: Request, repeat: str, block: dict[str, Any]) -> Text | None:
    colour = block.get("colour")
    if colour == card_facts.OTHER:
        return Text("card-colour-other")
    label = _label(unit, request, (repeat, "colour"), colour)
    return None if label is None else Text("card-colour", {"colour": label})


def head(request: Request) -> Text:
    """The first line of everything about one request: number and programme."""
    return Text("card-head", {"number": number(request), "programme": Text(text_id(request.programme, "title"))})


def card(unit: Unit, request: Request, local: Local = NOWHERE, reader: Person | None = None, *notes: Text) -> Message:
    """A waiting request, with the buttons to accept it or to see another; for a reader who leads there, to decide.

    notes: what became of it so far, and what is out of stock.
    """
    rows: tuple[Row, ...] = (
        (button("volunteer-accept", "a", request),),
        (button("volunteer-skip", "sk", request), QUEUE),
        *(decide(unit, request, reader) if reader is not None else ()),
    )
    return Message((head(request), *facts(unit, request, local), *notes), rows)


def decide(unit: Unit, request: Request, reader: Person) -> tuple[Row, ...]:
    """The button to the page with all decisions, for whom it is."""
    if not rights.may(unit, Act.REVIEW, request, reader):
        return ()
    return ((Button(Text("review-decide"), Action("c", ("pg", request.id, request.revision))),),)


def standing(request: Request) -> Text:
    """How a request stands, for a coordinator."""
    timeless = request.state in (State.QUEUED, State.UNCONFIRMED)
    return Text(f"review-state-{request.state}", {} if timeless else {"changed": request.changed_at})


async def person(unit: Unit, person_id: int) -> Person:
    """Somebody by id; whoever is writing is one and the same object, so that what is known of their chat stays true."""
    return unit.person if person_id == unit.person.id else await people.get(unit, person_id)


async def is_reached(unit: Unit, request: Request) -> bool:
    """Whether the family reads what Asar says; one that does not hears everything on the phone."""
    return (await person(unit, request.person_id)).reachable


async def for_family(unit: Unit, request: Request, text: str) -> str:
    """The text for a volunteer that promises nothing the family will not read: with "-call" where it reads nothing."""
    return text if await is_reached(unit, request) else f"{text}-call"


async def owner(unit: Unit, sent: Sent) -> Person | None:
    """Whose chat a recorded message is in."""
    if sent.chat_id == unit.person.telegram_id:
        return unit.person
    return await people.by_telegram(unit, sent.chat_id)


async def live(unit: Unit, request: Request) -> list[Sent]:
    """Copies of a request's card that still have buttons."""
    return await messages.live(unit, (CARD,), request.id)


async def replace(unit: Unit, sent: Sent, message: Message) -> None:
    """Let a recorded message say this for good; one that was never sent is taken back instead."""
    await outbox.cancel(unit, sent.id)
    reader = await owner(unit, sent)
    if sent.message_id is not None and reader is not None:
        await unit.edit(sent, message, reader, otherwise="drop")
    await messages.retire(unit, sent.id)


async def close(unit: Unit, request: Request, *whats: str) -> None:
    """Take the buttons from messages of these kinds about a request; those that were never sent are taken back.

    A scheduled message must not be edited before it is sent: it would still come, later, with its buttons.
    """
    for sent in await messages.live(unit, whats, request.id):
        await (take_back(unit, sent) if sent.message_id is None else unit.strip(sent))


async def take_back(unit: Unit, sent: Sent) -> None:
    """Let a message that was not sent yet never be sent."""
    await outbox.cancel(unit, sent.id)
    await messages.retire(unit, sent.id)


async def hold_back(unit: Unit, reader: Person) -> None:
    """Cards that were to come to somebody later do not come."""
    for sent in await messages.in_chat(unit, CARD, reader.telegram_id):
        if sent.message_id is None:
            await take_back(unit, sent)


async def withdraw(unit: Unit, request: Request, text: str) -> None:
    """Take the buttons from every copy of the card; it says `text` (with $number) from now on."""
    fields: dict[str, Field] = {"number": number(request)}
    claimer = None if request.claimer_id is None else await person(unit, request.claimer_id)
    for sent in await live(unit, request):
        said = Text(text, fields)
        if text == TAKEN and (claimer is None or sent.chat_id != claimer.telegram_id):
            said = Text("card-taken-other", fields)  # "accepted" alone would read as if it were theirs
        await replace(unit, sent, Message((said,), ((NEXT, QUEUE),)))
