"""/assign: a coordinator gives a request to somebody, from the queue, from a review or from another's hands.

The contacts reach the new volunteer by the usual hand-over. Who has too many already, or rests, can be chosen, but only
knowingly; whom Telegram does not reach cannot, nor anybody of the family's own.
"""

import secrets
from dataclasses import dataclass

from bot.core.code_words import pick
from bot.core.requests import Event, State
from bot.core.rights import Act
from bot.core.roles import COUNTRY, Membership, Role
from bot.core.speech import Button, Field, Flow, Joined, Message, Row, Text
from bot.services import (
    cards,
    claims,
    contacts,
    deciding,
    leaders,
    queue,
    review_pages,
    reviewing,
    rights,
    stock,
    telling,
)
from bot.services.review_pages import action, button
from bot.services.unit import Unit
from bot.store import audit, people, requests
from bot.store import queue as waiting
from bot.store.people import Person
from bot.store.requests import Request

IN_DISTRICT, IN_REGION, LEADS, COUNTRYWIDE = range(4)
"""How near somebody is to a request: volunteers of its district, then of its region, then who leads there."""

PAGE = 8
"""Volunteers on one screen."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of the team who may have the request."""

    person: Person
    claims: int
    speaks: bool  # the family's language
    near: int  # one of the four above
    had_it: bool

    def fit(self, limit: int) -> tuple[bool, bool, bool, bool, bool, int, int, int]:
        """What sorts: the better fits first."""
        return (
            not self.person.reachable,
            self.person.paused,
            self.had_it,
            self.claims >= limit,
            not self.speaks,
            self.near,
            self.claims,
            self.person.id,
        )


async def candidates(unit: Unit, request: Request) -> list[Candidate]:
    """Who covers the request's place, the best fits first; without who has it now and without the family's own."""
    areas = [area for area in (request.district, request.region, COUNTRY) if area is not None]
    had = await waiting.had(unit, request.id)
    found = []
    for person_id in sorted({person_id for person_id, _ in await people.holders(unit, areas)}):
        person = await cards.person(unit, person_id)
        if person.id != request.claimer_id and rights.is_for(unit, Act.ACCEPT, request, person):
            count = await requests.count_claims(unit, person.id)
            known = request.language in person.spoken
            found.append(Candidate(person, count, known, _near(person, request), person.id in had))
    return sorted(found, key=lambda one: one.fit(unit.asar.max_open_claims))


def _near(person: Person, request: Request) -> int:
    held = [one for one in person.memberships if one.covers(request.region, request.district)]
    return min((_rank(one, request) for one in held), default=COUNTRYWIDE)


def _rank(held: Membership, request: Request) -> int:
    if held.area == COUNTRY:
        return COUNTRYWIDE
    if held.role is not Role.VOLUNTEER:
        return LEADS
    return IN_DISTRICT if held.area == request.district else IN_REGION


async def typed(unit: Unit, words: str) -> None:
    """/assign N."""
    request = await review_pages.find(unit, words, Act.ASSIGN)
    if request is not None:
        await ask_whom(unit, request)


async def ask_whom(unit: Unit, request: Request, page: int = 0) -> None:
    """Who shall have it?"""
    if not await review_pages.may(unit, request, Act.ASSIGN):
        return
    found = await candidates(unit, request)
    page = min(max(page, 0), max(len(found) - 1, 0) // PAGE)
    shown = found[page * PAGE : (page + 1) * PAGE]
    paragraphs = [cards.head(request), *cards.facts(unit, request)]
    rows: list[Row] = []
    if shown:
        lines = tuple(_line(unit, one) for one in shown)
        paragraphs += [Text("assign-whom"), Text("card-lines", {"lines": Joined(lines, "\n")})]
        names = tuple(
            Button(leaders.called(unit, one.person), action("at", request, one.person.id))
            for one in shown
            if one.person.reachable
        )
        rows.append(Flow(names))
    else:
        paragraphs.append(Text("assign-nobody"))
    turns = [(label, at) for label, at in (("◀️", page - 1), ("▶️", page + 1)) if 0 <= at * PAGE < len(found)]
    rows.append(tuple(Button(label, action("as", request, at)) for label, at in turns))
    rows.append((review_pages.back(request),))
    await review_pages.show_screen(unit, Message(tuple(paragraphs), tuple(row for row in rows if row)))


def _line(unit: Unit, one: Candidate) -> Text:
    fields: dict[str, Field] = {
        "name": leaders.called(unit, one.person),
        "languages": Joined(tuple(Text(f"assign-speaks-{language}") for language in one.person.spoken)),
        "claims": one.claims,
    }
    notes = _notes(unit, one)
    return Text("assign-line-noted", fields | {"notes": Joined(notes, "; ")}) if notes else Text("assign-line", fields)


def _notes(unit: Unit, one: Candidate) -> tuple[Field, ...]:
    marks = (
        ("assign-unreachable", not one.person.reachable),
        ("assign-paused", one.person.paused),
        ("assign-had-it", one.had_it),
        ("assign-full", one.claims >= unit.asar.max_open_claims),
        ("assign-yourself", one.person.id == unit.person.id),
    )
    return tuple(Text(text) for text, holds in marks if holds)


async def confirm(unit: Unit, request: Request, person_id: int) -> None:
    """Shall this one have it? A wrong tap would show a family's contacts to the wrong person."""
    chosen = await _chosen(unit, request, person_id)
    if chosen is None:
        return
    fields: dict[str, Field] = {
        "number": cards.number(request),
        "name": leaders.called(unit, chosen.person),
        "claims": chosen.claims,
        "limit": unit.asar.max_open_claims,
    }
    paragraphs = [Text("assign-sure", fields)]
    if request.state is State.CLAIMED:
        paragraphs.append(Text("assign-takes-away"))
    if not chosen.speaks:
        paragraphs.append(Text(f"assign-does-not-speak-{request.language}"))
    if notes := _notes(unit, chosen):
        paragraphs.append(Text("assign-warning", {"notes": Joined(notes, "; ")}))
    paragraphs += await stock.notes(unit, request)
    rows: tuple[Row, ...] = (
        (button("assign-yes", "ay", request, chosen.person.id),),
        (button("assign-other", "as", request, 0),),
    )
    await review_pages.show_screen(unit, Message(tuple(paragraphs), rows))


async def _chosen(unit: Unit, request: Request, person_id: int) -> Candidate | None:
    if not await review_pages.may(unit, request, Act.ASSIGN):
        return None
    for one in await candidates(unit, request):
        if one.person.id == person_id and one.person.reachable:
            return one
    await unit.answer(Text("stale"))
    await ask_whom(unit, request)
    return None


async def assign(unit: Unit, request: Request, person_id: int) -> None:
    """Give it: whoever had it is told and loses the contacts, the family has a new code word."""
    chosen = await _chosen(unit, request, person_id)
    if chosen is None:
        return
    person = chosen.person
    moved = await deciding.change(
        unit,
        request,
        Event.ASSIGN,
        claimer_id=person.id,
        claimed_at=unit.now,
        code_word=pick(secrets.randbelow(1 << 30)),
        held_by=None,
        held_until=None,
        no_answer=0,
        idle_at=None,
        waitlisted_at=None,
    )
    if moved is None:
        return
    # Whose it is counts from here, as if they had accepted it themselves.
    await audit.append(unit, moved.id, Event.CLAIM, moved.state, person.id)
    again = request.state is State.CLAIMED
    if again:
        await claims.claim_ended(unit, request, Text("volunteer-reassigned", {"number": cards.number(request)}))
        await cards.close(unit, request, telling.TOLD)
    await queue.left(unit, moved, cards.TAKEN)
    await reviewing.follow(unit, moved)
    await claims.keep_alive(unit, moved)
    given = Text(await cards.for_family(unit, moved, "volunteer-assigned"))
    await contacts.hand_over(unit, moved, person, given)
    await telling.claimed(unit, moved, await stock.family_notes(unit, moved), by_another=again)
    await unit.answer(Text("assign-done", {"number": cards.number(moved)}))
    await review_pages.show_page(unit, moved)
