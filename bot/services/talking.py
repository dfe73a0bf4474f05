"""Words that nobody asked for, meant for the other side: people answer as in any chat, without pressing "answer" first.

What follows a letter goes where an answer to it would. Where that is not plain, the person is asked whom they mean.
"""

from dataclasses import dataclass
from datetime import timedelta

from bot.core.letters import Content, Side
from bot.core.requests import OPEN, State
from bot.core.rights import Act
from bot.core.speech import Action, Button, Flow, Row, Text
from bot.services import cards, families, letters, post, rights
from bot.services.letters import Route
from bot.services.unit import Unit
from bot.store import letters as store
from bot.store import requests
from bot.store.letters import Letter
from bot.store.requests import Request

CONVERSATION = timedelta(hours=1)
"""So long after an own letter further words belong to it."""


@dataclass(frozen=True, slots=True)
class Thread:
    """Letters under way in which the person takes part: where theirs go, and the last one of either side."""

    route: Route
    last: Letter

    def goes_on(self, unit: Unit) -> bool:
        """Whether words now are an answer, or more of what the person has just written."""
        return self.last.by_id != unit.person.id or unit.now - self.last.at <= CONVERSATION


async def take(unit: Unit, content: Content) -> bool:
    """A message that answers no question of Asar's: a letter if it can only be meant for one; False: nobody's."""
    threads = await _threads(unit)
    if len(threads) == 1 and threads[0].goes_on(unit):
        await letters.send(unit, threads[0].route, content)
        return True
    helping = [one.route.request for one in threads if one.route.side is Side.VOLUNTEER]
    if helping:
        buttons = tuple(post.about(request, "q", cards.number(request)) for request in helping)
        await unit.reply(Text("letter-which"), rows=(Flow(buttons),))
        return True
    claimed = [one for one in await requests.of_person(unit, unit.person.id) if one.state is State.CLAIMED]
    asked = [one for one in threads if one.route.claim is None and one.route.side is Side.FAMILY]
    rows: list[Row] = [(post.button("letter-reply", "a", one.last.id),) for one in asked]
    rows += [(_to_helper(one, claimed),) for one in claimed]
    if rows:
        await unit.reply(Text("letter-offer"), rows=(*rows, (_STATUS,)))
    return bool(rows)


UNHEARD = OPEN - {State.CLAIMED}
"""States in which somebody waits and nobody can be written to."""

LATE = timedelta(days=7)
"""So long after an own letter a volunteer's words are taken for one more."""


async def unheard(unit: Unit) -> bool:
    """Words that can be given to nobody, as no claim is open (any more): said plainly; False: there is no such case."""
    waiting = [one for one in await requests.of_person(unit, unit.person.id) if one.state in UNHEARD]
    if waiting:
        text = Text(f"letter-unheard-{waiting[0].state}", {"number": cards.number(waiting[0])})
        await unit.reply(text, rows=((_STATUS, _HELP),))
        return True
    own = await store.last_by(unit, unit.person.id)
    if own is None or own.side is not Side.VOLUNTEER or unit.now - own.at > LATE or not unit.person.on_team:
        return False
    request = await requests.get(unit, own.request_id)
    await unit.reply(
        Text("letter-closed-volunteer", {"number": cards.number(request)}), rows=((cards.NEXT, cards.QUEUE),)
    )
    return True


_STATUS = families.MENU_STATUS

_HELP = Button(Text("menu-help"), Action("m", ("help",)))


def _to_helper(request: Request, among: list[Request]) -> Button:
    """Write to the volunteer; where a family has several, the number says to whose."""
    if len(among) == 1:
        return families.write_button(request)
    return post.about(request, "f", cards.number(request))


async def write(unit: Unit, request_id: int, revision: int) -> None:
    """The family's button "write to the volunteer"."""
    request = await families.own(unit, request_id)
    if request is None:
        await unit.answer(Text("stale"))
        return
    route = Route(request, Side.FAMILY, store.claim_of(request))
    if request.revision != revision or request.state is not State.CLAIMED or not letters.is_open(unit, route):
        await unit.answer(Text("stale"))
        await families.show(unit, request)
        return
    await letters.prompt_for(unit, route)


async def _threads(unit: Unit) -> list[Thread]:
    """What the person takes part in now: as a family, as a helper, and as the coordinator who wrote last."""
    found: list[tuple[Route, Letter | None]] = []
    for request in await requests.of_person(unit, unit.person.id):
        last = await store.last(unit, request.id) if request.state in OPEN else None
        if last is not None:
            found.append((Route(request, Side.FAMILY, last.claim), last))
    for request in await requests.claims(unit, unit.person.id):
        claim = store.claim_of(request)
        of_claim = [letter for letter in await store.of(unit, request.id) if letter.claim == claim]
        found.append((Route(request, Side.VOLUNTEER, claim), of_claim[-1] if of_claim else None))
    own = await store.last_by(unit, unit.person.id)
    if own is not None and own.side is Side.COORDINATOR:
        request = await requests.get(unit, own.request_id)
        last = await store.last(unit, request.id)
        if last is not None and last.claim is None and rights.is_for(unit, Act.REVIEW, request):
            found.append((Route(request, Side.COORDINATOR, None), last))
    return [Thread(route, last) for route, last in found if last is not None and letters.is_open(unit, route)]
