"""A request goes to another area or to the national desk: the team reads why, the family a kind word."""

from typing import Any

from bot.core import answers
from bot.core.answers import Wrong
from bot.core.interview import Event as Answer
from bot.core.interview import Typed
from bot.core.places import Place, by_language
from bot.core.requests import Event, State
from bot.core.rights import Act
from bot.core.roles import COUNTRY
from bot.core.routing import Stage
from bot.core.speech import Button, Field, Flow, Joined, Message, Row, Text
from bot.services import (
    areas,
    cards,
    claims,
    deciding,
    leaders,
    localities,
    looking,
    queue,
    review_pages,
    reviewing,
    stock,
    telling,
)
from bot.services.families import UNCLAIMED
from bot.services.review_pages import button, named
from bot.services.unit import Unit
from bot.store import people, requests, reviews
from bot.store.people import PROMPT, Person
from bot.store.requests import Request

LIVES = "lives"
"""The reason that corrects the family's own answer: after any other one it lives where it said."""

_TO = "|"
"""Between where it went and why, in the audit."""

REASONS = (LIVES, "moves", "help", "other")
"""Why a request goes elsewhere, by button."""

TO_DESK = ("hard", "nobody", "other")
"""Why it goes to the national desk."""

KIND, KIND_WHY = "move", "move-why"
"""The kinds of the prompts for a typed place and a typed reason."""


async def ask_where(unit: Unit, request: Request) -> None:
    """Where to? Districts of its region first, then regions; or typed; or the national desk."""
    if not await review_pages.may(unit, request, Act.MOVE):
        return
    prompt = {"kind": KIND, "request": request.id, "revision": request.revision}
    await people.change(unit, unit.person, sealed_prompt=unit.vault.seal(PROMPT, prompt))
    rows: list[Row] = []
    if request.region is not None:
        near = by_language(unit.asar.places.districts(request.region), unit.language)
        rows.append(Flow(tuple(_to(request, place) for place in near if place.code != request.district)))
    rows.append((button("move-other-region", "mr", request, "-"),))
    if request.stage is not Stage.DESK:
        rows.append((button("move-desk", "md", request, COUNTRY),))
    rows.append((review_pages.back(request),))
    fields: dict[str, Field] = {"number": cards.number(request), "place": cards.place(unit, request)}
    await review_pages.show_screen(unit, Message((Text("move-where", fields),), tuple(rows)))


def _to(request: Request, place: Place) -> Button:
    return named(areas.called(place), "md", request, place.code)


async def choose_region(unit: Unit, request: Request, code: str) -> None:
    """Another region ("-"), and which of its districts."""
    if not await review_pages.may(unit, request, Act.MOVE):
        return
    region = unit.asar.places.get(code)
    if region is None:
        regions = by_language(unit.asar.places.regions(), unit.language)
        buttons = tuple(
            named(areas.called(place), "mr", request, place.code) for place in regions if place.code != request.region
        )
        question = Text("move-which-region", {"number": cards.number(request)})
        await review_pages.show_screen(unit, Message((question,), (Flow(buttons), (review_pages.back(request),))))
        return
    buttons = tuple(_to(request, place) for place in by_language(unit.asar.places.districts(code), unit.language))
    whole = (button("move-whole-region", "md", request, code),)
    fields: dict[str, Field] = {"number": cards.number(request), "place": areas.name(unit, code)}
    rows = (Flow(buttons), whole, (review_pages.back(request),))
    await review_pages.show_screen(unit, Message((Text("move-which-district", fields),), rows))


async def answer_place(unit: Unit, prompt: dict[str, Any], event: Answer) -> bool:
    """A place, typed; False: the question is over."""
    request = await deciding.still(unit, prompt, event)
    if request is None or not isinstance(event, Typed):
        await people.change(unit, unit.person, sealed_prompt=None)
        return False
    found = unit.asar.places.find(event.text)
    places = found.exact or found.close
    if found.exact and len(places) == 1 and places[0].code != (request.district or request.region):
        await ask_why(unit, request, places[0].code)
    elif places:
        buttons = tuple(
            named(
                areas.called(place)
                if place.parent is None
                else Joined((areas.called(place), areas.name(unit, place.parent))),
                "md",
                request,
                place.code,
            )
            for place in places[:8]
        )
        rows = (Flow(buttons, columns=1), (review_pages.back(request),))
        await unit.show(Message((Text("invite-which"),), rows), what=review_pages.REVIEW, ref=unit.person.id)
    else:
        await unit.reply(Text("move-no-place", {"words": event.text[:60]}))
    return True


async def ask_why(unit: Unit, request: Request, code: str) -> None:
    """Why there?"""
    if not await review_pages.may(unit, request, Act.MOVE):
        return
    if not _is_elsewhere(unit, request, code):
        await unit.answer(Text("stale"))
        await ask_where(unit, request)
        return
    reasons = TO_DESK if code == COUNTRY else REASONS
    buttons = tuple(button(f"move-why-{reason}", "my", request, code, reason) for reason in reasons)
    fields: dict[str, Field] = {"number": cards.number(request), "place": _name(unit, code)}
    rows = (Flow(buttons, columns=1), (review_pages.back(request),))
    await review_pages.show_screen(unit, Message((Text("move-why", fields),), rows))


def _is_elsewhere(unit: Unit, request: Request, code: str) -> bool:
    if code == COUNTRY:
        return request.stage is not Stage.DESK
    place = unit.asar.places.get(code)
    return place is not None and _columns(place) != (request.region, request.district)


def _columns(place: Place) -> tuple[str, str | None]:
    return (place.code, None) if place.parent is None else (place.parent, place.code)


def _name(unit: Unit, code: str) -> Field:
    if code == COUNTRY:
        return Text("move-to-desk")
    region = areas.region_of(unit, code)
    return areas.name(unit, code) if region in (None, code) else areas.names(unit, (code, str(region)))


async def reason_pressed(unit: Unit, request: Request, code: str, reason: str) -> None:
    """A reason's button; "other" lets the next message be the reason."""
    if reason not in (TO_DESK if code == COUNTRY else REASONS) or not _is_elsewhere(unit, request, code):
        await unit.answer(Text("stale"))
        await review_pages.show_page(unit, request)
    elif not await review_pages.may(unit, request, Act.MOVE):
        return
    elif reason == "other":
        prompt = {"kind": KIND_WHY, "request": request.id, "revision": request.revision, "to": code}
        await people.change(unit, unit.person, sealed_prompt=unit.vault.seal(PROMPT, prompt))
        await unit.reply(Text("move-why-typed", {"number": cards.number(request)}))
    else:
        await move(unit, request, code, reason)


async def answer_why(unit: Unit, prompt: dict[str, Any], event: Answer) -> bool:
    """The reason, typed; False: it answers nothing any more."""
    request = await deciding.still(unit, prompt, event)
    if request is None or not isinstance(event, Typed):
        await people.change(unit, unit.person, sealed_prompt=None)
        return False
    words = answers.free_text(event.text, at_most=deciding.LONGEST)
    if isinstance(words, Wrong):
        await unit.reply(looking.error(words))
        return True
    await people.change(unit, unit.person, sealed_prompt=None)
    if await review_pages.may(unit, request, Act.MOVE):
        await move(unit, request, str(prompt["to"]), words)
    return True


def told(unit: Unit, kept: str) -> Field:
    """What the audit keeps of a move, in words: where it went, and why."""
    code, separated, reason = kept.partition(_TO)
    if not separated:
        return said(kept)
    return Joined((Text("story-moved-to", {"place": _name(unit, code)}), said(reason)), "\n")


def said(reason: str) -> Field:
    """A kept reason: a button's words, or somebody's own."""
    return Text(f"move-why-{reason}") if reason in (*REASONS, *TO_DESK) else reason


async def move(unit: Unit, request: Request, code: str, reason: str) -> None:
    """Let another area or the national desk have it; a volunteer who had it loses it, and is told."""
    before = await leaders.of(unit, request)
    values: dict[str, Any] = dict(UNCLAIMED) if request.state is State.CLAIMED else {}
    place = None if code == COUNTRY else unit.asar.places.get(code)
    if place is not None:
        values["region"], values["district"] = _columns(place)
        known = requests.answers(unit, request)
        values["distance_km"] = localities.distance(unit, known, values["district"])
        if reason == LIVES and known:
            values["answers"] = {**known, "place": {"region": values["region"], "district": values["district"]}}
    moved = await deciding.change(unit, request, Event.MOVE, f"{code}{_TO}{reason}", **values)
    if moved is None:
        return
    if request.claimer_id is not None:
        await _taken_away(unit, request)
    if place is not None:
        await localities.remember(unit, moved)
        await stock.touch(unit, request)  # what it wanted is free again where it was
    if moved.state is State.QUEUED:
        await (queue.to_desk(unit, moved) if place is None else queue.enter(unit, moved))
    if place is None:
        for one in await reviews.open_of(unit, moved.id):
            await reviews.to_desk(unit, one.id)
    else:
        await reviewing.recheck(unit, moved)
    after = await (leaders.desk(unit, moved) if place is None else leaders.of(unit, moved))
    await _tell(unit, moved, code, reason, {person.id: person for person in (*before, *after)})
    fields: dict[str, Field] = {"number": cards.number(moved), "place": _name(unit, code)}
    if place is None:
        await telling.family(unit, moved, Text("family-moved-desk", {"number": cards.number(moved)}))
    else:
        await telling.family(unit, moved, Text("family-moved", fields))
    await unit.reply(Text(await cards.for_family(unit, moved, "move-done"), fields), rows=((reviewing.OPEN_LIST,),))


async def _taken_away(unit: Unit, request: Request) -> None:
    """Whoever had it is told, and loses the contacts."""
    await claims.claim_ended(unit, request, Text("volunteer-moved-by-coordinator", {"number": cards.number(request)}))
    await cards.close(unit, request, telling.TOLD)


async def _tell(unit: Unit, request: Request, code: str, reason: str, whom: dict[int, Person]) -> None:
    """Both desks read where it went and why; not whoever moved it."""
    fields: dict[str, Field] = {"number": cards.number(request), "place": _name(unit, code), "reason": said(reason)}
    for person in whom.values():
        if person.id != unit.person.id:
            message = Message((Text("move-told", fields),))
            await unit.say(person, message, not_before=unit.waking())
