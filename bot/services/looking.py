"""What a member of the team may look at: requests by number or button, and what they have accepted.

Somebody else's request and a mistyped number look exactly like a request that does not exist.
"""

from bot.core import numbers
from bot.core.answers import Wrong
from bot.core.requests import State
from bot.core.rights import Act, Standing
from bot.core.speech import Action, Button, Flow, Joined, Message, Row, Text
from bot.services import cards, contacts, family_word, localities, offers, panel, rights, rounds, stock
from bot.services.unit import Unit
from bot.store import messages, people, requests
from bot.store.requests import Request

SHOWN = (contacts.CLAIM, "done")
"""Messages that say how an accepted request stands: after a double tap it need not be said, or revealed, again."""


async def on_team(unit: Unit) -> bool:
    """Whether the person may use the team's commands; who may not is told kindly how to help."""
    if unit.person.on_team:
        prompt = people.prompt(unit, unit.person)
        if prompt is not None and prompt["kind"] == "release":
            # Whoever does something else has changed their mind: their next words are no reason.
            await people.change(unit, unit.person, sealed_prompt=None)
        return True
    await unit.answer()
    await unit.reply(Text("volunteer-only"))
    return False


def _visible(unit: Unit, request: Request | None) -> Request | None:
    return request if request is not None and rights.is_for(unit, Act.SHOW, request) else None


async def find(unit: Unit, typed: str) -> Request | None:
    """The request with the typed number, if this person may know of it; else they are told how a number looks."""
    number = numbers.read(typed)
    found = None if number is None else _visible(unit, await requests.by_number(unit, number))
    if found is None:
        await unit.reply(Text("volunteer-unknown-number", {"example": numbers.show(numbers.make(104715))}))
    return found


async def seen(unit: Unit, request_id: int, revision: int) -> Request | None:
    """The request of a pressed button; None when it is outdated or forged: then things are shown as they stand."""
    found = _visible(unit, await requests.find(unit, request_id))
    if found is not None and found.revision == revision:
        return found
    await unit.answer(Text("stale"))
    if found is None:
        await panel.show(unit)
    elif not await messages.live(unit, SHOWN, found.id, unit.person.telegram_id):
        await open_request(unit, found)
    return None


async def may(unit: Unit, request: Request, act: Act) -> bool:
    """Whether this person may do that to the request as it stands; if not, they see how it stands."""
    if rights.may(unit, act, request):
        return True
    await unit.answer(Text("stale"))
    await open_request(unit, request)
    return False


async def show(unit: Unit, typed: str) -> None:
    """/show N: the contacts of an accepted request, the card of a waiting one."""
    request = await find(unit, typed)
    if request is not None:
        await open_request(unit, request)


async def press(unit: Unit, request_id: int) -> None:
    """A request's button in a list: looking changes nothing, so it is shown as it is now, whatever its revision."""
    found = _visible(unit, await requests.find(unit, request_id))
    if found is None:
        await unit.answer(Text("stale"))
        await panel.show(unit)
    else:
        await open_request(unit, found)


async def open_request(unit: Unit, request: Request) -> None:
    """How a request stands for this person."""
    mine_now = request.claimer_id == unit.person.id
    if request.state is State.CLAIMED and mine_now:
        await contacts.hand_over(unit, request, unit.person)
    elif Standing.OWN in rights.standing(unit, request):
        status = Button(Text("menu-status"), Action("m", ("status",)))
        await unit.reply(Text("volunteer-own", {"number": cards.number(request)}), rows=((status, cards.QUEUE),))
    elif request.state is State.QUEUED:
        await offers.forget(unit, request.id)
        local, notes = await localities.one(unit, request), await stock.hints(unit, request)
        card = cards.card(unit, request, local, unit.person, *notes)
        await unit.say(unit.person, card, what=cards.CARD, ref=request.id)
    elif request.state is State.DELIVERED and mine_now:
        await unit.reply(
            Text("volunteer-delivered", {"number": cards.number(request)}), rows=((cards.NEXT, cards.QUEUE),)
        )
    elif decide := cards.decide(unit, request, unit.person):
        await unit.reply(cards.head(request), cards.standing(request), rows=(*decide, (cards.QUEUE,)))
    else:
        text = "volunteer-taken" if request.state is State.CLAIMED else "volunteer-closed"
        await unit.reply(Text(text, {"number": cards.number(request)}), rows=((cards.NEXT, cards.QUEUE),))
    await family_word.offer(unit, request)


async def mine(unit: Unit) -> None:
    """/mine: what this person has accepted and not delivered yet."""
    found = await requests.claims(unit, unit.person.id)
    local = await localities.of(unit, *found)
    lines = tuple(cards.line(unit, request, local[request.id]) for request in found)
    paragraphs = [Text("volunteer-claims", {"count": len(found)})]
    if lines:
        paragraphs.append(Text("card-lines", {"lines": Joined(lines, "\n")}))
    rows: tuple[Row, ...] = ((cards.NEXT, cards.QUEUE),)
    if found:
        rows = (Flow(tuple(map(contacts.mine, found))), (rounds.OPEN,), (rounds.PACK,), *rows)
    await unit.show(Message(tuple(paragraphs), rows), what="mine", ref=unit.person.id)


def error(wrong: Wrong) -> Text:
    """What is wrong with something typed, with an example."""
    return Text(f"error-{wrong.code.replace('.', '-')}", wrong.fields)
