"""Giving an accepted request back: with a reason, which is kept in the audit."""

from typing import Any

from bot.core import answers
from bot.core.answers import Wrong
from bot.core.interview import Event as Answer
from bot.core.interview import Typed
from bot.core.requests import Event
from bot.core.rights import Act
from bot.core.speech import Flow, Message, Row, Text
from bot.services import cards, claims, looking, telling
from bot.services.unit import Unit
from bot.store import people, requests
from bot.store.people import PROMPT
from bot.store.requests import Request

REASONS = ("far", "no-time", "no-goods", "no-contact", "other")
"""Why a request is given back, by button."""

LONGEST_REASON = 300


async def release(unit: Unit, typed: str) -> None:
    """/release N reason; without a reason it is asked for."""
    first, *rest = typed.split(maxsplit=1) or [""]
    if first in ("№", "N", "#") and rest:
        first, *rest = rest[0].split(maxsplit=1)
    request = await looking.find(unit, first)
    if request is None:
        return
    reason = answers.free_text(rest[0], at_most=LONGEST_REASON) if rest else None
    if reason is None:
        await ask_reason(unit, request)
    elif isinstance(reason, Wrong):
        await unit.reply(looking.error(reason))
    else:
        await let_go(unit, request, reason)


async def ask_reason(unit: Unit, request: Request) -> None:
    """Why? The most common reasons as buttons."""
    if not await looking.may(unit, request, Act.RELEASE):
        return
    buttons = tuple(cards.button(f"volunteer-reason-{reason}", "rr", request, reason) for reason in REASONS)
    question = Text("volunteer-why", {"number": cards.number(request)})
    rows: tuple[Row, ...] = (Flow(buttons, columns=1), (cards.button("volunteer-keep", "s", request),))
    await unit.show(Message((question,), rows), what="call", ref=request.id)


async def reason_pressed(unit: Unit, request: Request, reason: str) -> None:
    """A reason's button; "other" lets the next message be the reason."""
    if reason not in REASONS:
        await unit.answer(Text("stale"))
    elif reason != "other":
        await let_go(unit, request, reason)
    elif await looking.may(unit, request, Act.RELEASE):
        await cards.close(unit, request, "call")
        prompt = {"kind": "release", "request": request.id, "revision": request.revision}
        await people.change(unit, unit.person, sealed_prompt=unit.vault.seal(PROMPT, prompt))
        await unit.reply(Text("volunteer-why-typed", {"number": cards.number(request)}))


async def answer_prompt(unit: Unit, prompt: dict[str, Any], event: Answer) -> bool:
    """The reason, typed; False: it answers nothing any more."""
    request = await requests.find(unit, int(prompt["request"]))
    current = request is not None and request.revision == prompt["revision"] and request.claimer_id == unit.person.id
    if request is None or not current or not isinstance(event, Typed):
        await people.change(unit, unit.person, sealed_prompt=None)
        return False
    reason = answers.free_text(event.text, at_most=LONGEST_REASON)
    if isinstance(reason, Wrong):
        await unit.reply(looking.error(reason))
        return True
    await people.change(unit, unit.person, sealed_prompt=None)
    await let_go(unit, request, reason)
    return True


async def let_go(unit: Unit, request: Request, reason: str) -> None:
    """Back to the queue, with the reason in the audit."""
    if not await looking.may(unit, request, Act.RELEASE):
        return
    if await claims.give_back(unit, request, Event.RELEASE, unit.person.id, reason):
        await cards.close(unit, request, telling.TOLD)
        await telling.returned(unit, request)
        await unit.reply(
            Text("volunteer-released", {"number": cards.number(request)}), rows=((cards.NEXT, cards.QUEUE),)
        )
