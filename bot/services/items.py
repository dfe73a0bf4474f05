"""What each child needs, and what became of it, as people read it: on cards, with contacts, in the family's chat."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from bot.core import items as things
from bot.core.form_model import text_id
from bot.core.items import HAVE, State, Thing
from bot.core.requests import Event
from bot.core.speech import Field, Joined, Text
from bot.services.unit import Unit
from bot.store import audit, requests
from bot.store import items as stored
from bot.store.handovers import Missing
from bot.store.items import Item
from bot.store.requests import Request


async def keep(unit: Unit, request: Request, answers: Mapping[str, Any]) -> None:
    """A request was submitted or corrected: what it asks for follows its answers, what was given stays."""
    await stored.keep(unit, request.id, things.asked(answers))


async def of(unit: Unit, request: Request) -> list[Item]:
    """The things of a request, in the order of its children; those of an old request are put down now."""
    answers = requests.answers(unit, request)
    found = await stored.of(unit, request.id)
    if not found and things.asked(answers):
        await keep(unit, request, answers)
        found = await stored.of(unit, request.id)
    order = {key: place for place, key in enumerate(things.keys(answers))}
    return sorted(found, key=lambda one: order.get(one.block, len(order)))


def word(unit: Unit, programme: str, item: str) -> Field:
    """A thing as its programme calls it; its code where the programme has no such choice any more."""
    known = unit.asar.programmes.get(programme)
    section = None if known is None else things.section(known)
    label = "" if section is None else text_id(programme, section.repeat.id, things.NEEDS, item)
    return Text(label) if label and unit.asar.texts.has("kk", label) else item


def place(answers: Mapping[str, Any], block: int) -> int | None:
    """Which child that is, as cards count them; None: no child of the request any more."""
    keys = things.keys(answers)
    return keys.index(block) + 1 if block in keys else None


def reason(why: str, words: str | None) -> Field:
    """Why something did not come: a button's words, or somebody's own."""
    return words or Text(f"item-why-{why}")


async def progress(unit: Unit, request: Request) -> tuple[Text, ...]:
    """What an earlier helper brought and did not bring, per child; nothing where nothing has happened yet."""
    found = await of(unit, request)
    if all(one.state is State.ASKED and one.why is None for one in found):
        return ()
    answers, words = requests.answers(unit, request), await said(unit, request)
    lines = []
    for block, own in _by_child(found):
        facts = Joined(tuple(_became(unit, request, one, words) for one in own))
        number = place(answers, block)
        lines.append(
            Text("item-earlier", {"items": facts})
            if number is None
            else Text("item-child", {"number": number, "items": facts})
        )
    return (Text("item-progress", {"lines": Joined(tuple(lines), "\n")}),)


def _by_child(found: Iterable[Item]) -> list[tuple[int, list[Item]]]:
    children: dict[int, list[Item]] = {}
    for one in found:
        children.setdefault(one.block, []).append(one)
    return list(children.items())


def _became(unit: Unit, request: Request, one: Item, words: Mapping[Thing, str]) -> Text:
    thing = word(unit, request.programme, one.item)
    if one.state is State.GIVEN:
        return Text("item-given", {"item": thing})
    if one.why is None:
        return Text("item-missing" if one.state is State.MISSING else "item-asked", {"item": thing})
    return Text(f"item-{one.state}-why", {"item": thing, "why": reason(one.why, words.get(one.thing))})


async def said(unit: Unit, request: Request) -> dict[Thing, str]:
    """Reasons in a helper's own words, the latest for each thing."""
    found: dict[Thing, str] = {}
    for entry in await audit.of(unit, request.id):
        if entry.event is Event.GIVEN and entry.reason:
            found |= {Thing(block, item): words for block, item, _, words in json.loads(entry.reason) if words}
    return found


def told(missing: Missing) -> str:
    """What was said not to have come, as the audit keeps it (`Event.GIVEN`): JSON of [child, thing, why, words]."""
    return json.dumps([[*thing, *why] for thing, why in missing.items()], ensure_ascii=False)


def missing_of(unit: Unit, request: Request, kept: str) -> list[Text]:
    """What `told` has kept, in words: each thing that did not come, and why."""
    return [
        Text("item-missing-why", {"item": word(unit, request.programme, item), "why": reason(why or "other", words)})
        for _, item, why, words in json.loads(kept)
    ]


def account(
    unit: Unit, request: Request, found: Iterable[Item], missing: Missing, *, follows: bool = False
) -> tuple[Text, ...]:
    """What came and what did not, for the family, whose children are called by their names.

    follows: the rest is promised for later, so it is shown as awaited and not as refused.
    """
    answers = requests.answers(unit, request)
    repeat = things.repeat(answers)
    blocks = {block["_key"]: block for block in answers[repeat]} if repeat is not None else {}
    lines = []
    for block, own in _by_child(found):
        shown = tuple(
            Text("item-given", {"item": word(unit, request.programme, one.item)})
            if one.thing not in missing
            else Text(
                "item-asked-why" if follows and missing[one.thing][0] != HAVE else "item-missing-why",
                {
                    "item": word(unit, request.programme, one.item),
                    "why": reason(missing[one.thing][0] or "other", missing[one.thing][1]),
                },
            )
            for one in own
        )
        name = str(blocks.get(block, {}).get("name") or "")
        named = bool(name) and len(blocks) > 1
        lines.append(
            Text("item-of", {"name": name, "items": Joined(shown, "\n")})
            if named
            else Text("item-earlier", {"items": Joined(shown, "\n")})
        )
    return (Text("item-lines", {"lines": Joined(tuple(lines), "\n")}),) if lines else ()


async def record(unit: Unit, found: Iterable[Item], missing: Missing, *, ended: bool) -> None:
    """Put down what came; `ended`: the rest will not, otherwise it is still owed."""
    by = unit.person.id
    for one in found:
        if one.thing not in missing:
            if one.state is not State.GIVEN:
                await stored.put(unit, one, State.GIVEN, None, by)
            continue
        why = missing[one.thing][0]
        state = State.MISSING if ended or why == HAVE else State.ASKED
        await stored.put(unit, one, state, why, by)


async def undo(unit: Unit, request: Request) -> None:
    """The delivery is taken back: what was put down with it is asked for again. `request` as it was delivered."""
    for one in await stored.of(unit, request.id):
        if one.at == request.changed_at and one.state is not State.ASKED:
            await stored.put(unit, one, State.ASKED, None, None)


async def reopen(unit: Unit, request: Request, *, nothing_came: bool = False) -> None:
    """The family waits again: what is missing is asked for again, and what its last helper gave if nothing came."""
    for one in await stored.of(unit, request.id):
        owed = one.state is State.MISSING and one.why != HAVE
        disputed = nothing_came and one.state is State.GIVEN and one.by_id == request.claimer_id
        if owed or disputed:
            await stored.put(unit, one, State.ASKED, one.why if owed else None, None)
