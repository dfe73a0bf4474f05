"""The calls between a volunteer and a family: what came of them, and what the family is asked because of it."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from bot.core import answers
from bot.core.answers import Wrong
from bot.core.interview import ContactShared, Typed
from bot.core.interview import Event as Answer
from bot.core.requests import Event, State
from bot.core.rights import Act
from bot.core.speech import Button, Field, Flow, Key, Message, Phone, Text
from bot.services import cards, claims, contacts, looking, reviewing, telling
from bot.services.unit import ALMATY, Unit
from bot.store import audit, people, requests, timers
from bot.store.people import PROMPT
from bot.store.requests import Request
from bot.store.reviews import Why

DAYS = 7
"""How many days from today can be agreed on by a button."""

TRIES = 2
"""How many calls in vain until the family is asked when a call suits."""

ONE_TRY = timedelta(minutes=10)
"""Within this time a second press of the same outcome is the same call: a double tap must not count twice."""

TIMES = ("morning", "day", "evening", "any")
"""When a call suits: the choices of the programmes' question `call_time`."""

PROMPT_KIND = "phone"

ASK = "ask"
"""What a question to the family about a call is recorded as."""


async def ask_day(unit: Unit, request: Request) -> None:
    """Which day was agreed on?"""
    if not await looking.may(unit, request, Act.CALL):
        return
    days = [unit.today + timedelta(days=ahead) for ahead in range(DAYS)]
    labels = (Text("card-today"), Text("card-tomorrow"), *(_weekday(day) for day in days[2:]))
    action = [cards.action("dy", request, day.toordinal()) for day in days]
    buttons = tuple(Button(label, pressed) for label, pressed in zip(labels, action, strict=True))
    question = Text("card-which-day", {"number": cards.number(request)})
    await unit.show(Message((question,), (Flow(buttons),)), what="call", ref=request.id)


def _weekday(day: date) -> Text:
    return Text("card-day", {"weekday": Text(f"card-weekday-{day.weekday()}"), "date": f"{day:%d.%m}"})


async def agree(unit: Unit, request: Request, ordinal: int) -> None:
    """A day's button: the family is told the day, and the volunteer is asked how it went only after it."""
    if not await looking.may(unit, request, Act.CALL):
        return
    ahead = ordinal - unit.today.toordinal()
    if not 0 <= ahead < DAYS:
        await unit.answer(Text("stale"))
        await ask_day(unit, request)
        return
    day = date.fromordinal(ordinal)
    await cards.close(unit, request, "call")
    last = await _last(unit, request, Event.AGREE)
    if last is not None and last.reason == day.isoformat():
        return
    await audit.append(unit, request.id, Event.AGREE, request.state, unit.person.id, day.isoformat())
    await requests.put_idle(unit, request, None)
    await timers.put(unit, "idle", request.id, _morning_after(day))
    fields: dict[str, Field] = {"number": cards.number(request), "day": day}
    await telling.family(unit, request, Text("family-day-agreed", fields))
    await unit.reply(Text(await cards.for_family(unit, request, "volunteer-day-agreed"), fields))


def _morning_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(9), ALMATY)


async def keep_alive(unit: Unit, request: Request) -> None:
    """There is news of the claim; its volunteer is still not asked before the day agreed on has passed."""
    await claims.keep_alive(unit, request)
    agreed = await _last(unit, request, Event.AGREE)
    if agreed is not None and agreed.reason is not None:
        after = _morning_after(date.fromisoformat(agreed.reason))
        if after > unit.now + unit.asar.organisation.deadlines.idle[0]:
            await timers.put(unit, "idle", request.id, after)


async def no_answer(unit: Unit, request: Request) -> None:
    """Nobody picked up; after the second time the family is asked when a call suits."""
    if not await looking.may(unit, request, Act.CALL) or await _just_now(unit, request, Event.NO_ANSWER):
        return
    request = await requests.put_no_answer(unit, request, request.no_answer + 1)
    await audit.append(unit, request.id, Event.NO_ANSWER, request.state, unit.person.id)
    await keep_alive(unit, request)
    if request.no_answer < TRIES:
        await unit.reply(Text("volunteer-no-answer", {"number": cards.number(request)}))
    elif not await cards.is_reached(unit, request):
        await _let_look(unit, request, Why.LOST, "volunteer-no-answer-call")
    else:
        await _ask(unit, request, "family-when-suits", (*TIMES, "ph"))
        await unit.reply(Text("volunteer-no-answer-asked", {"number": cards.number(request)}))


async def wrong_number(unit: Unit, request: Request) -> None:
    """The phone is not the family's: they are asked for the right one."""
    if not await looking.may(unit, request, Act.CALL) or await _just_now(unit, request, Event.WRONG_NUMBER):
        return
    await audit.append(unit, request.id, Event.WRONG_NUMBER, request.state, unit.person.id)
    await keep_alive(unit, request)
    if not await cards.is_reached(unit, request):
        await _let_look(unit, request, Why.LOST, "volunteer-wrong-number-call")
    else:
        await _ask(unit, request, "family-wrong-number", ("ph",))
        await unit.reply(Text("volunteer-wrong-number", {"number": cards.number(request)}))


async def not_needed(unit: Unit, request: Request) -> None:
    """The family said that it needs nothing any more: only the family itself can end its request."""
    if not await looking.may(unit, request, Act.CALL) or await _just_now(unit, request, Event.NOT_NEEDED):
        return
    await audit.append(unit, request.id, Event.NOT_NEEDED, request.state, unit.person.id)
    await keep_alive(unit, request)
    if not await cards.is_reached(unit, request):
        await _let_look(unit, request, Why.NEEDLESS, "volunteer-not-needed-call")
    else:
        await _ask(unit, request, "family-not-needed", ("still", "wy"))
        await unit.reply(Text("volunteer-not-needed", {"number": cards.number(request)}))


async def _last(unit: Unit, request: Request, event: Event) -> audit.Entry | None:
    """The last such event since the request was accepted."""
    since = request.claimed_at or request.submitted_at
    found = [entry for entry in await audit.of(unit, request.id) if entry.event is event and entry.at >= since]
    return found[-1] if found else None


async def _just_now(unit: Unit, request: Request, event: Event) -> bool:
    last = await _last(unit, request, event)
    if last is None or unit.now - last.at >= ONE_TRY:
        return False
    await unit.answer(Text("volunteer-noted-already"))
    return True


async def _let_look(unit: Unit, request: Request, why: Why, told: str) -> None:
    """The family cannot be asked here, and the phone did not settle it: a coordinator does, while the claim goes on."""
    await reviewing.ask(unit, request, why)
    await unit.reply(Text(told, {"number": cards.number(request)}))


async def _ask(unit: Unit, request: Request, text: str, codes: tuple[str, ...]) -> None:
    """Ask the family something with buttons; an earlier question loses its own."""
    await cards.close(unit, request, ASK)
    buttons = tuple(telling.button(f"family-answer-{code}", code, request) for code in codes)
    question = Text(text, {"number": cards.number(request)})
    await telling.family(unit, request, question, rows=(Flow(buttons),), what=ASK)


# The family's answers


async def _suits(unit: Unit, request: Request, chosen: str) -> None:
    label = Text(f"family-answer-{chosen}")
    if await _correct(unit, request, call_time=chosen):
        await unit.reply(Text("family-suits-thanks", {"time": label}))
        fields: dict[str, Field] = {"number": cards.number(request), "time": label}
        await telling.claimer(unit, request, Text("volunteer-suits", fields), rows=((contacts.mine(request),),))


async def _correct(unit: Unit, request: Request, **new: Any) -> bool:
    """Write one answer of the family anew; the claimer's message shows it."""
    values: dict[str, Any] = {"answers": {**requests.answers(unit, request), **new}}
    if "phone" in new:
        values["phone_hash"] = unit.vault.blind(str(new["phone"]))
    moved = await requests.move(unit, request, request.state, **values)
    if moved is None:
        await unit.answer(Text("stale"))
        return False
    await audit.append(unit, request.id, Event.CORRECT, moved.state, unit.person.id)
    await cards.close(unit, request, ASK)
    if moved.state is State.CLAIMED and moved.claimer_id is not None:
        await keep_alive(unit, moved)
        await contacts.update(unit, moved, await cards.person(unit, moved.claimer_id))
    return True


async def ask_phone(unit: Unit, request: Request) -> None:
    """The family's phone has changed: the next message, typed or a shared contact, is the new one."""
    await cards.close(unit, request, ASK)
    prompt = {"kind": PROMPT_KIND, "request": request.id}
    await people.change(unit, unit.person, sealed_prompt=unit.vault.seal(PROMPT, prompt))
    keys = ((Key(Text("interview-phone-share"), "contact"),),)
    await unit.say(unit.person, Message((Text("family-phone-ask"),), keys=keys))


async def answer_prompt(unit: Unit, prompt: dict[str, Any], event: Answer) -> bool:
    """The family's new phone; False: it answers nothing any more."""
    request = await requests.find(unit, int(prompt["request"]))
    current = request is not None and request.person_id == unit.person.id
    if request is None or not current or request.state not in (State.QUEUED, State.CLAIMED):
        await people.change(unit, unit.person, sealed_prompt=None)
        return False
    match event:
        case ContactShared(own=False):
            await unit.reply(Text("interview-not-text-contact-foreign"))
            return True
        case ContactShared(phone=shared):
            found = answers.contact_phone(shared)
        case Typed(text):
            if answers.danger(text):
                await unit.reply(Text("helplines"))
                return True
            found = answers.phone(text)
        case _:
            return False
    if isinstance(found, Wrong):
        await unit.reply(looking.error(found))
        return True
    await people.change(unit, unit.person, sealed_prompt=None)
    if await _correct(unit, request, phone=found.e164):
        saved = Text("family-phone-saved", {"phone": Phone(found.e164)})
        await unit.say(unit.person, Message((saved,), remove_keys=True))
        told = Text("volunteer-new-phone", {"number": cards.number(request)})
        await telling.claimer(unit, request, told, rows=((contacts.mine(request),),))
    return True


async def still_needed(unit: Unit, request: Request) -> None:
    """The help is needed after all: the volunteer goes on."""
    await cards.close(unit, request, ASK)
    if request.state is State.CLAIMED:
        await keep_alive(unit, request)
    await unit.reply(Text("family-still-thanks"))
    told = Text("volunteer-still-needed", {"number": cards.number(request)})
    await telling.claimer(unit, request, told, rows=((contacts.mine(request),),))


PRESSES: dict[str, Callable[[Unit, Request], Awaitable[None]]] = {
    **{chosen: partial(_suits, chosen=chosen) for chosen in TIMES},
    "ph": ask_phone,
    "still": still_needed,
}
"""The family's buttons of this file; `bot.services.families` checks whose they are and that they are current."""
