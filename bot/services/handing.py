"""Saying what did not come: ticks for each child and thing, a reason for each, and whether the rest will follow.

A button sets a tick to what it says, so that a double tap is one. What is marked is kept in `store.handovers`, for the
request as it stands: after a correction the marking begins anew.
"""

from typing import Any

from bot.core import answers
from bot.core import cards as card_facts
from bot.core.answers import Wrong
from bot.core.interview import Event as Answer
from bot.core.interview import Typed
from bot.core.items import HAVE, REASONS, State, Thing
from bot.core.requests import Event
from bot.core.rights import Act
from bot.core.speech import Button, Field, Flow, Joined, Message, Row, Text
from bot.services import cards, claims, contacts, delivering, items, looking, stock, telling
from bot.services.claims import HANDING
from bot.services.unit import Unit
from bot.store import audit, handovers, people, requests
from bot.store.handovers import Missing
from bot.store.items import Item
from bot.store.people import PROMPT
from bot.store.requests import Request

LONGEST_REASON = 120
"""Of a reason in the volunteer's own words; the family reads it."""

PROMPT_KIND = "given"

ALL = "all"
"""Instead of one thing in a reason's button: the same reason for whatever has none yet."""


async def begin(unit: Unit, request: Request) -> None:
    """Something is missing: what?"""
    if not await looking.may(unit, request, Act.DONE):
        return
    found = await items.of(unit, request)
    if not found:
        await unit.answer(Text("handing-no-list"), alert=True)
        return
    missing = await handovers.get(unit, request, unit.person.id)
    if missing is None:  # what did not come before is not given by being looked at
        missing = {one.thing: (None, None) for one in found if one.state is State.ASKED and one.why is not None}
    await handovers.put(unit, request, unit.person.id, missing)
    await _show_ticks(unit, request, found, missing)


async def _show_ticks(unit: Unit, request: Request, found: list[Item], missing: Missing) -> None:
    opened = requests.answers(unit, request)
    children = tuple(
        Text("card-child", {"number": number, "facts": cards.child_facts(unit, request, name, facts)})
        for number, (name, facts) in enumerate(card_facts.blocks(request.card), start=1)
    )
    paragraphs = [Text("handing-ask", {"number": cards.number(request)})]
    if len(children) > 1:
        paragraphs.append(Text("card-lines", {"lines": Joined(children, "\n")}))
    ticks = tuple(
        Button(
            Text(
                "handing-missing" if one.thing in missing else "handing-came",
                {"thing": _thing(unit, request, opened, one.thing, alone=len(children) == 1)},
            ),
            cards.action("gt", request, f"{one.block}-{one.item}-{int(one.thing not in missing)}"),
        )
        for one in found
    )
    rows: tuple[Row, ...] = (
        Flow(ticks, columns=1),
        (cards.button("handing-next", "gn", request),) if missing else (cards.button("handing-all", "d", request),),
        (cards.button("handing-back", "s", request),),
    )
    await unit.show(Message(tuple(paragraphs), rows), what=HANDING, ref=request.id)


def _thing(unit: Unit, request: Request, opened: dict[str, Any], thing: Thing, *, alone: bool) -> Field:
    word, number = items.word(unit, request.programme, thing.item), items.place(opened, thing.block)
    return word if alone or number is None else Text("handing-of", {"number": number, "item": word})


async def tick(unit: Unit, request: Request, word: str) -> None:
    """A thing's button: "1-bag-1" marks it as missing, "1-bag-0" as given."""
    thing, _, mark = _read(word.rpartition("-"))
    marked = await _marked(unit, request)
    if marked is None:
        return
    found, missing = marked
    if thing not in {one.thing for one in found} or mark not in ("0", "1"):
        await unit.answer(Text("stale"))
        return
    if mark == "1":
        missing.setdefault(thing, (None, None))
    else:
        missing.pop(thing, None)
    await handovers.put(unit, request, unit.person.id, missing)
    await _show_ticks(unit, request, found, missing)


def _read(parts: tuple[str, str, str]) -> tuple[Thing, str, str]:
    block, _, item = parts[0].partition("-")
    return Thing(int(block) if block.isascii() and block.isdigit() else -1, item), parts[1], parts[2]


async def _marked(unit: Unit, request: Request) -> tuple[list[Item], dict[Thing, tuple[str | None, str | None]]] | None:
    """The things, and what was marked; None: it is not theirs to say, or was said already, and they are told."""
    if not await looking.may(unit, request, Act.DONE):
        return None
    missing = await handovers.get(unit, request, unit.person.id)
    if missing is None:
        await unit.answer(Text("stale"))
        return None
    return await items.of(unit, request), missing


async def ask_reason(unit: Unit, request: Request) -> None:
    """Why did it not come? One thing after another, then the question what becomes of the rest."""
    marked = await _marked(unit, request)
    if marked is None:
        return
    found, missing = marked
    open_ones = [one.thing for one in found if one.thing in missing and missing[one.thing][0] is None]
    if not missing:
        await _show_ticks(unit, request, found, missing)
    elif open_ones:
        await _show_reasons(unit, request, open_ones, missing)
    else:
        await _show_end(unit, request, found, missing)


async def _show_reasons(unit: Unit, request: Request, open_ones: list[Thing], missing: Missing) -> None:
    opened, thing = requests.answers(unit, request), open_ones[0]
    key = f"{thing.block}-{thing.item}"
    buttons = [cards.button(f"item-why-{why}", "gr", request, f"{key}-{why}") for why in REASONS]
    given = [why for why, _ in missing.values() if why not in (None, "other")]
    rows: list[Row] = [Flow(tuple(buttons), columns=1)]
    if given and len(open_ones) > 1:
        same = Text("handing-same", {"why": Text(f"item-why-{given[-1]}")})
        rows.append((Button(same, cards.action("gr", request, f"{ALL}-{given[-1]}")),))
    rows.append((cards.button("handing-change", "dt", request),))
    fields: dict[str, Field] = {
        "number": cards.number(request),
        "thing": _thing(unit, request, opened, thing, alone=len(card_facts.blocks(request.card)) == 1),
    }
    await unit.show(Message((Text("handing-why", fields),), tuple(rows)), what=HANDING, ref=request.id)


async def reason_pressed(unit: Unit, request: Request, word: str) -> None:
    """A reason's button: "1-bag-stock", or "all-stock"; "other" lets the next message be the reason."""
    marked = await _marked(unit, request)
    if marked is None:
        return
    _, missing = marked
    thing, _, why = _read(word.rpartition("-"))
    things = [one for one, given in missing.items() if given[0] is None] if word == f"{ALL}-{why}" else [thing]
    if why not in REASONS or not set(things) <= missing.keys():
        await unit.answer(Text("stale"))
    elif why == "other":
        prompt = {"kind": PROMPT_KIND, "request": request.id, "revision": request.revision, "thing": list(thing)}
        await people.change(unit, unit.person, sealed_prompt=unit.vault.seal(PROMPT, prompt))
        await unit.answer()
        await unit.reply(Text("handing-why-typed", {"item": items.word(unit, request.programme, thing.item)}))
    else:
        await people.change(unit, unit.person, sealed_prompt=None)
        await handovers.put(unit, request, unit.person.id, missing | dict.fromkeys(things, (why, None)))
        await ask_reason(unit, request)


async def answer_prompt(unit: Unit, prompt: dict[str, Any], event: Answer) -> bool:
    """The reason, typed; False: it answers nothing any more."""
    request = await requests.find(unit, int(prompt["request"]))
    thing = Thing(*prompt["thing"])
    missing = None if request is None else await handovers.get(unit, request, unit.person.id)
    current = request is not None and request.revision == prompt["revision"] and request.claimer_id == unit.person.id
    if request is None or missing is None or thing not in missing or not current or not isinstance(event, Typed):
        await people.change(unit, unit.person, sealed_prompt=None)
        return False
    words = answers.free_text(event.text, at_most=LONGEST_REASON)
    if isinstance(words, Wrong):
        await unit.reply(looking.error(words))
        return True
    await people.change(unit, unit.person, sealed_prompt=None)
    await handovers.put(unit, request, unit.person.id, missing | {thing: ("other", words)})
    await ask_reason(unit, request)
    return True


async def _show_end(unit: Unit, request: Request, found: list[Item], missing: Missing) -> None:
    """All is said: will the rest follow? With empty hands nothing was delivered."""
    opened = requests.answers(unit, request)
    alone = len(card_facts.blocks(request.card)) == 1
    lines = tuple(
        Text(
            "item-missing-why",
            {
                "item": _thing(unit, request, opened, thing, alone=alone),
                "why": items.reason(why or "other", words),
            },
        )
        for thing, (why, words) in missing.items()
    )
    came = [one for one in found if one.thing not in missing]
    owed = any(why != HAVE for why, _ in missing.values())
    fields: dict[str, Field] = {"number": cards.number(request), "lines": Joined(lines, "\n")}
    rows: list[Row] = []
    if came and owed:
        rows.append((cards.button("handing-later", "gl", request),))
    if came or not owed:
        rows.append((cards.button("handing-end", "ge", request),))
    else:
        rows.append((cards.button("card-release", "r", request),))
    rows.append((cards.button("handing-change", "dt", request),))
    if came or not owed:
        text = Text("handing-end-ask", {**fields, "came": len(came)})
    else:
        text = Text("handing-nothing", fields)
    await unit.show(Message((text,), tuple(rows)), what=HANDING, ref=request.id)


async def _said(unit: Unit, request: Request) -> tuple[list[Item], Missing] | None:
    """The things and the reasons, all of them given; it is said once."""
    marked = await _marked(unit, request)
    if marked is None:
        return None
    found, missing = marked
    if not missing or any(why is None for why, _ in missing.values()):
        await ask_reason(unit, request)
        return None
    came = any(one.thing not in missing for one in found)
    if not came and any(why != HAVE for why, _ in missing.values()):
        await unit.answer(Text("stale"))
        return None
    return found, missing


async def rest_later(unit: Unit, request: Request) -> None:
    """A part has come, the rest follows: the claim stays, what came is put down, and the family is told plainly."""
    marked = await _said(unit, request)
    if marked is None:
        return
    found, missing = marked
    await handovers.drop(unit, request.id)
    await audit.append(unit, request.id, Event.GIVEN, request.state, unit.person.id, items.told(missing))
    news = [one for one in found if _is_news(one, missing)]
    account = items.account(unit, request, news, missing, follows=True)
    await items.record(unit, found, missing, ended=False)
    await stock.touch(unit, request)
    await claims.keep_alive(unit, request)
    number = {"number": cards.number(request)}
    await telling.family(unit, request, Text("family-part-came", number), *account, Text("family-rest-follows"))
    await contacts.update(unit, request, unit.person)
    rows = ((contacts.mine(request),), (cards.NEXT, cards.QUEUE))
    await unit.show(
        Message((Text(await cards.for_family(unit, request, "handing-noted"), number),), rows),
        what=HANDING,
        ref=request.id,
    )


def _is_news(one: Item, missing: Missing) -> bool:
    return one.thing in missing or one.state is not State.GIVEN


async def end(unit: Unit, request: Request) -> None:
    """More will not come: delivered as far as possible."""
    marked = await _said(unit, request)
    if marked is not None:
        await delivering.deliver(unit, request, marked[1])
