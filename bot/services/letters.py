"""A family and its helper write to each other under the request's number, without accounts or phones.

What a volunteer and the family write belongs to one claim and ends with it (`Letter.claim`); a coordinator's
question belongs to none, and its answer goes back to that coordinator. See `post` for how a letter is handed over.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.core import answers, numbers
from bot.core.answers.texts import visible
from bot.core.letters import REFUSED, Content, Kind, Side
from bot.core.masking import mask
from bot.core.requests import Event, State
from bot.core.rights import Act
from bot.core.speech import Flow, Message, Text
from bot.services import calls, cards, contacts, leaders, looking, post, rights
from bot.services.unit import Unit
from bot.store import audit, letters, messages, people, requests, timers
from bot.store.letters import Claim, Letter
from bot.store.people import PROMPT, Person
from bot.store.requests import Request

LONGEST = 3500
"""UTF-16 units of a letter: with its first line it stays below Telegram's 4096."""

ONE_ALBUM = timedelta(minutes=2)
"""Pictures sent together arrive within seconds."""

PROMPT_KIND = "letter"


@dataclass(frozen=True, slots=True)
class Route:
    """Where a letter goes: about which request, as whose words, in which claim (None: with a coordinator)."""

    request: Request
    side: Side
    claim: Claim | None


# Beginning to write


async def begin(unit: Unit, words: str) -> None:
    """/ask N text. With one claim the number may be left out; without a text it is asked for."""
    words = visible(words)
    first, rest = _split(words)
    if numbers.read(first) is None:
        claims = await requests.claims(unit, unit.person.id)
        if len(claims) == 1 and not any(letter.isdigit() for letter in first):
            await _begin(unit, claims[0], words)
            return
        if not words and claims:
            buttons = tuple(replace(contacts.mine(one), action=_ask(one).action) for one in claims)
            await unit.reply(Text("letter-which"), rows=(Flow(buttons),))
            return
    request = await looking.find(unit, first)
    if request is not None:
        await _begin(unit, request, rest)


def _split(words: str) -> tuple[str, str]:
    first, *rest = words.split(maxsplit=1) or [""]
    if first in ("№", "N", "#") and rest:
        first, *rest = rest[0].split(maxsplit=1)
    return first, rest[0] if rest else ""


def _ask(request: Request) -> Any:
    return post.button("letter-write", "q", request.id, request.revision)


async def _begin(unit: Unit, request: Request, words: str) -> None:
    if not rights.may(unit, Act.ASK, request):
        await unit.reply(Text("letter-not-accepted", {"number": cards.number(request)}))
    elif words:
        await send(unit, Route(request, Side.VOLUNTEER, letters.claim_of(request)), Content(Kind.TEXT, words))
    else:
        await prompt_for(unit, Route(request, Side.VOLUNTEER, letters.claim_of(request)))


async def ask(unit: Unit, request_id: int, revision: int) -> None:
    """The button "write to the family"."""
    request = await looking.seen(unit, request_id, revision)
    if request is not None and await looking.may(unit, request, Act.ASK):
        await prompt_for(unit, Route(request, Side.VOLUNTEER, letters.claim_of(request)))


async def may_be_asked(unit: Unit, request: Request) -> bool:
    """Whether a coordinator can write to the family of a request."""
    if request.origin != "bot" or not is_open(unit, Route(request, Side.COORDINATOR, None)):
        return False
    return (await cards.person(unit, request.person_id)).reachable


async def ask_as_coordinator(unit: Unit, request: Request) -> None:
    """A coordinator asks the family something: the next message is the question, and the answer comes back to them."""
    await prompt_for(unit, Route(request, Side.COORDINATOR, None))


async def reply(unit: Unit, letter_id: int) -> None:
    """The button under a letter: the next message answers it."""
    letter = await letters.find(unit, letter_id)
    route = None if letter is None else await _back(unit, letter)
    if route is not None:
        await prompt_for(unit, route)


async def prompt_for(unit: Unit, route: Route) -> None:
    """Ask for the letter: the next message is one."""
    if not await _reached(unit, route):
        return
    claim = None if route.claim is None else (route.claim[0], route.claim[1].timestamp())
    prompt = {"kind": PROMPT_KIND, "request": route.request.id, "side": route.side, "claim": claim}
    await people.change(unit, unit.person, sealed_prompt=unit.vault.seal(PROMPT, prompt))
    rows = ((post.button("letter-cancel", "no"),),)
    await unit.reply(Text(f"letter-ask-{route.side}", {"number": cards.number(route.request)}), rows=rows)


async def cancel(unit: Unit) -> None:
    """The person would rather not write: the press has ended the prompt already."""
    await unit.reply(Text("letter-cancelled"))


# Where a letter goes


async def _back(unit: Unit, letter: Letter) -> Route | None:
    """Where an answer of the person to this letter goes; None: nowhere any more, and they are told."""
    request = await requests.get(unit, letter.request_id)
    claim = letter.claim
    if request.person_id == unit.person.id:
        route, closed = Route(request, Side.FAMILY, claim), "letter-closed-family"
    elif claim is None and rights.is_for(unit, Act.REVIEW, request):
        route, closed = Route(request, Side.COORDINATOR, None), "letter-closed-coordinator"
    elif claim is not None and claim[0] == unit.person.id:
        route, closed = Route(request, Side.VOLUNTEER, claim), "letter-closed-volunteer"
    else:
        await unit.answer(Text("stale"))
        return None
    if is_open(unit, route):
        return route
    await unit.answer()
    await unit.reply(Text(closed, {"number": cards.number(request)}))
    return None


def is_open(unit: Unit, route: Route) -> bool:
    """Whether the person may still write there: the relay closes with the claim."""
    request = route.request
    same_claim = request.state is State.CLAIMED and letters.claim_of(request) == route.claim
    match route.side:
        case Side.FAMILY:
            return rights.may(unit, Act.ANSWER, request) and (route.claim is None or same_claim)
        case Side.VOLUNTEER:
            return rights.may(unit, Act.ASK, request) and same_claim
        case Side.COORDINATOR:
            return rights.is_for(unit, Act.REVIEW, request) and rights.in_state(Act.ANSWER, request.state)


async def _reader(unit: Unit, route: Route) -> Person | None:
    """Who reads it: the claimer, the family, or the coordinator who asked, else who leads there now."""
    request = route.request
    if route.side is not Side.FAMILY:
        return await cards.person(unit, request.person_id)
    if route.claim is not None and request.claimer_id is not None:
        return await cards.person(unit, request.claimer_id)
    for letter in reversed(await letters.of(unit, request.id)):
        if letter.side is Side.COORDINATOR:
            asked = await cards.person(unit, letter.by_id)
            if asked.reachable and rights.is_for(unit, Act.REVIEW, request, asked):
                return asked
            break
    return next(iter(await leaders.of(unit, request)), None)


async def _reached(unit: Unit, route: Route) -> bool:
    """Whether Telegram reaches the reader; whose words would get lost is told what the way is."""
    reader = await _reader(unit, route)
    if reader is not None and reader.reachable and (route.side is Side.FAMILY or route.request.origin == "bot"):
        return True
    await unit.reply(Text(f"letter-unreachable-{route.side}", {"number": cards.number(route.request)}))
    return False


# What was written


async def take(unit: Unit, content: Content, replied_to: int | None) -> bool:
    """A message that may be a letter: an answer to one, what was asked for, or one more picture of an album.

    replied_to: Telegram's id of the message it replies to. False: it is no letter.
    """
    if replied_to is not None:
        sent = await messages.seen(unit, unit.person.telegram_id, replied_to)
        letter = await letters.find(unit, sent.ref) if sent is not None and sent.what == post.LETTER else None
        if letter is not None:
            route = await _back(unit, letter)
            if route is not None and await send(unit, route, content):
                await _forget_prompt(unit)
            return True
    prompt = people.prompt(unit, unit.person)
    if prompt is not None and prompt["kind"] == PROMPT_KIND:
        return await _answer(unit, prompt, content)
    if content.album is not None and prompt is None:
        return await _continue(unit, content)
    return False


async def _answer(unit: Unit, prompt: dict[str, Any], content: Content) -> bool:
    request = await requests.get(unit, int(prompt["request"]))
    claim, side, now = prompt["claim"], Side(prompt["side"]), letters.claim_of(request)
    same = claim is None or (now is not None and [now[0], now[1].timestamp()] == claim)
    route = Route(request, side, None if claim is None else now)
    if not same or not is_open(unit, route):
        await _forget_prompt(unit)
        await unit.reply(Text(f"letter-closed-{side}", {"number": cards.number(request)}))
    elif await send(unit, route, content):
        await _forget_prompt(unit)
    return True


async def _forget_prompt(unit: Unit) -> None:
    prompt = people.prompt(unit, unit.person)
    if prompt is not None and prompt["kind"] == PROMPT_KIND:
        await people.change(unit, unit.person, sealed_prompt=None)


async def _continue(unit: Unit, content: Content) -> bool:
    """One more picture of the album that the last letter began; its words were announced with the first."""
    last = await letters.last_by(unit, unit.person.id)
    if last is None or last.content is None or last.content.album != content.album or unit.now - last.at > ONE_ALBUM:
        return False
    route = Route(await requests.get(unit, last.request_id), last.side, last.claim)
    if is_open(unit, route):
        await send(unit, route, content, more=True)
    return True


async def send(unit: Unit, route: Route, content: Content, *, more: bool = False) -> bool:
    """Mask, keep and hand over what the person wrote; False: it was not sent, and they are told why."""
    request, number = route.request, {"number": cards.number(route.request)}
    text = visible(content.text)
    problem = _problem(content.kind, text, route.side) or (None if more else await _too_fast(unit, request))
    if problem is not None:
        await unit.reply(problem)
        return False
    reader = await _reader(unit, route) if await _reached(unit, route) else None
    if reader is None:
        return False
    if answers.danger(text):
        await unit.reply(Text("helplines"))
        if route.side is Side.FAMILY:
            await _alert(unit, request)
    kept, masked = mask(text)
    content = replace(content, text=kept)
    letter = await letters.add(unit, request.id, route.claim, unit.person.id, route.side, content)
    await audit.append(unit, request.id, Event.LETTER, request.state, unit.person.id)
    await post.deliver(unit, request, letter, reader, bare=more and not kept)
    if content.kind is not Kind.STICKER:
        due = unit.waking(unit.now + timedelta(hours=unit.asar.organisation.deadlines.letter_hours))
        await timers.put(unit, "letter", request.id, due)
    if route.side is Side.VOLUNTEER:
        await calls.keep_alive(unit, request)
    notes = (Text(f"letter-masked-{route.side}"),) if masked else ()
    if notes or not more:
        rows = ((post.button("letter-thread", "t", request.id, -1),),)
        await unit.reply(Text(f"letter-sent-{route.side}", number), *notes, rows=rows)
    return True


def _problem(kind: Kind, text: str, side: Side) -> Text | None:
    if kind in REFUSED:
        team = "family" if side is Side.FAMILY else "team"
        return Text("letter-refused-other" if kind is Kind.OTHER else f"letter-refused-{kind}-{team}")
    if kind is Kind.TEXT and not text:
        return Text("letter-empty")
    length = answers.utf16_length(text)
    return Text("letter-too-long", {"length": length, "at_most": LONGEST}) if length > LONGEST else None


async def _too_fast(unit: Unit, request: Request) -> Text | None:
    for span, most in unit.asar.organisation.deadlines.letter_rates:
        if await letters.count(unit, request.id, unit.person.id, unit.now - span) >= most:
            return Text("letter-too-many", {"minutes": int(span.total_seconds()) // 60})
    return None


async def _alert(unit: Unit, request: Request) -> None:
    """A family's words sound like danger: the coordinators learn the number, not the words."""
    helper = await leaders.who(unit, request.claimer_id)
    alert = Text("letter-danger", {"number": cards.number(request), "volunteer": helper})
    for person in await leaders.of(unit, request):
        await unit.say(person, Message((alert,)))


async def due(unit: Unit, request: Request) -> None:
    """The timer of a letter: if nobody has answered it, one gentle reminder to who owes the answer."""
    letter = await letters.last(unit, request.id)
    if letter is None:
        return
    if letter.side is Side.FAMILY:
        reader = await _reader(unit, Route(request, Side.FAMILY, letter.claim))
    else:
        reader = await cards.person(unit, request.person_id)
    same_claim = request.state is State.CLAIMED and letters.claim_of(request) == letter.claim
    over = letter.claim is not None and not same_claim
    if over or reader is None or not rights.in_state(Act.ANSWER, request.state):
        return
    text = "letter-reminder-team" if letter.side is Side.FAMILY else "letter-reminder-family"
    reminder = Message((Text(text, {"number": cards.number(request)}),), post.rows(request, letter))
    await unit.say(reader, reminder, what=post.LETTER, ref=letter.id, not_before=unit.waking())
