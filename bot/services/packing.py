"""From /mine: what to put into the car, counted over all claims, sizes as a shop sorts them. Nothing personal in it."""

from typing import Any

from bot.core import cards as card_facts
from bot.core import items as things
from bot.core.form_model import Choice, Programme, text_id
from bot.core.items import State
from bot.core.speech import Field, Joined, Message, Text
from bot.services import cards, items, rounds
from bot.services.unit import Unit
from bot.store import requests

LONGEST = 3800
"""Characters; beyond, only the counts are said."""

Facts = dict[str, Any]


async def show(unit: Unit) -> None:
    """The packing list: only what is still asked for."""
    wanted = await _wanted(unit)
    if not wanted:
        await unit.reply(Text("pack-nothing"), rows=((cards.NEXT, cards.QUEUE),))
        return
    for whole in (True, False):
        message = _message(unit, wanted, whole=whole)
        if sum(len(unit.asar.texts.say(text, unit.language)) for text in message.paragraphs) <= LONGEST:
            break
    await unit.say(unit.person, message)


async def _wanted(unit: Unit) -> dict[str, dict[str, list[Facts]]]:
    """By programme and thing, the card's facts of each child that still waits for it."""
    wanted: dict[str, dict[str, list[Facts]]] = {}
    for request in await requests.claims(unit, unit.person.id):
        keys = things.keys(requests.answers(unit, request))
        facts = dict(zip(keys, (block for _, block in card_facts.blocks(request.card)), strict=False))
        for one in await items.of(unit, request):
            if one.state is State.ASKED:
                found = wanted.setdefault(request.programme, {})
                found.setdefault(one.item, []).append(facts.get(one.block, {}))
    return wanted


def _message(unit: Unit, wanted: dict[str, dict[str, list[Facts]]], *, whole: bool) -> Message:
    paragraphs = [Text("pack-head")]
    for programme_id, counted in wanted.items():
        programme = unit.asar.programmes.get(programme_id)
        kinds = () if programme is None else things.kinds(programme)
        order = [*(item for item in kinds if item in counted), *(item for item in counted if item not in kinds)]
        for item in order:
            word = items.word(unit, programme_id, item)
            lines: list[Text] = [Text("pack-item", {"item": word, "count": str(len(counted[item]))})]
            if whole and programme is not None:
                lines += _sizes(unit, programme, item, counted[item])
            paragraphs.append(Text("card-lines", {"lines": Joined(tuple(lines), "\n")}))
    return Message(tuple(paragraphs), ((rounds.OPEN,),))


def _sizes(unit: Unit, programme: Programme, item: str, children: list[Facts]) -> list[Text]:
    """A line for each kind of it, such as girls' navy ones, with how many of each size."""
    what, question = things.measured(programme, item), things.measure(programme, item)
    kinds: dict[tuple[str, ...], list[object]] = {}
    for facts in children:
        label = _kind(unit, programme, item, facts, worn=what == "height")
        kinds.setdefault(label, []).append(facts.get(question or ""))
    lines = []
    for labels, values in kinds.items():
        counted: tuple[Field, ...] = _counted(what, values) if what else (str(len(values)),)
        if labels:
            words = Joined(tuple(Text(label) for label in labels))
            lines.append(Text("pack-kind", {"kind": words, "sizes": Joined(counted)}))
        elif what:
            lines.append(Text("pack-sizes", {"sizes": Joined(counted)}))
    return lines


def _kind(unit: Unit, programme: Programme, item: str, facts: Facts, *, worn: bool) -> tuple[str, ...]:
    """Text ids of what else decides which one to take: for clothes boy or girl, and choices asked because of it."""
    section = things.section(programme)
    if section is None:
        return ()
    needing = {f"{section.repeat.id}/{things.NEEDS}": [item]}
    asked = [
        slot.question.id
        for slot in section.slots
        if isinstance(slot.question, Choice) and slot.relevant is not None and slot.relevant(needing, lambda _: None)
    ]
    names = [*(["sex"] if worn else []), *asked]
    labels = (
        text_id(programme.id, section.repeat.id, name, str(facts[name]))
        for name in names
        if facts.get(name) not in (None, "unknown", card_facts.OTHER)
    )
    return tuple(label for label in labels if unit.asar.texts.has("kk", label))


def _counted(what: str, values: list[object]) -> tuple[Field, ...]:
    known, unknown = things.sizes(what, values)
    shown: list[Field] = []
    for worn, count in known:
        if worn.low is None:
            shown.append(Text("pack-shoe", {"size": worn.size, "count": str(count)}))
        else:
            cm = str(worn.low) if worn.low == worn.high else f"{worn.low}–{worn.high}"
            shown.append(Text("pack-height", {"cm": cm, "size": worn.size, "count": str(count)}))
    if unknown:
        shown.append(Text("pack-unknown", {"count": str(unknown)}))
    return tuple(shown)
