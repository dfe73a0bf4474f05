"""What a coordinator decides at once: into the queue, out of it to look, looked at, how urgent, contacts."""

from typing import Any

from bot.core import answers
from bot.core.answers import Wrong
from bot.core.interview import Event as Answer
from bot.core.interview import Typed
from bot.core.requests import NEXT, Event, State
from bot.core.rights import Act
from bot.core.speech import Field, Flow, Message, Text
from bot.services import cards, claims, letters, looking, queue, revealing, review_pages, reviewing, telling, unfinished
from bot.services.contacts import mine
from bot.services.families import UNCLAIMED
from bot.services.review_pages import button, show_page
from bot.services.unit import Unit
from bot.store import audit, people, requests, reviews, timers
from bot.store.people import PROMPT
from bot.store.requests import Request
from bot.store.reviews import Why

LONGEST = 300
"""Characters of a reason that is typed."""

RAISED = ("fire", "school", "health", "long", "other")
LOWERED = ("eased", "mistake", "other")
"""Why a request becomes more urgent, and less, by button."""

MOST_URGENT = 5


async def change(
    unit: Unit, request: Request, event: Event, reason: str | None = None, **values: Any
) -> Request | None:
    """Move the request and write its audit; None, and its page shown: somebody was faster.

    The family's open corrections go: they were made of a request that is another one now.
    """
    moved = await requests.move(unit, request, NEXT[request.state, event], **values)
    if moved is None:
        await unit.answer(Text("stale"))
        await show_page(unit, await requests.get(unit, request.id))
        return None
    await audit.append(unit, request.id, event, moved.state, unit.person.id, reason)
    for kind in ("escalate", "idle", "unconfirmed"):
        await timers.drop(unit, kind, request.id)
    await unfinished.discard_corrections(unit, request.id, request.person_id)
    return moved


async def admit(unit: Unit, request: Request) -> None:
    """A coordinator has looked: into the queue, and the family hears it."""
    if not await review_pages.may(unit, request, Act.ADMIT):
        return
    objected = any(one.reason is Why.OBJECTION for one in await reviews.open_of(unit, request.id))
    moved = await change(unit, request, Event.ADMIT)
    if moved is None:
        return
    await reviewing.decide(unit, moved, Event.ADMIT, by=unit.person.id)
    await queue.enter(unit, moved)
    told = "family-objection-right" if objected else "family-admitted"
    await telling.family(unit, moved, Text(told, {"number": cards.number(moved)}))
    await _done(unit, request, "review-admitted")


async def looked(unit: Unit, request: Request) -> None:
    """A coordinator has looked, and everything stays as it is; whether help arrived still has to be asked."""
    if not await review_pages.may(unit, request, Act.REVIEW):
        return
    if request.state is State.REVIEW:  # out of the queue a look is not enough: it has to be decided
        await unit.answer(Text("stale"))
        await show_page(unit, request)
        return
    await reviewing.decide(unit, request, "looked", review_pages.LOOKED_AT, by=unit.person.id)
    await _done(unit, request, "review-looked-done")


async def ask_hold(unit: Unit, request: Request) -> None:
    """Out of the queue; where a volunteer is at work it is asked first."""
    if not await review_pages.may(unit, request, Act.HOLD):
        return
    if request.state is not State.CLAIMED:
        await hold(unit, request)
        return
    rows = ((button("review-hold-yes", "hy", request),), (review_pages.back(request),))
    question = Text("review-hold-sure", {"number": cards.number(request)})
    await review_pages.show_screen(unit, Message((question,), rows))


async def hold(unit: Unit, request: Request) -> None:
    """Out of the queue, to look at it: nobody can accept it until it is decided."""
    if not await review_pages.may(unit, request, Act.HOLD):
        return
    moved = await change(unit, request, Event.HOLD, **UNCLAIMED)
    if moved is None:
        return
    await left_its_place(unit, request, moved, "volunteer-held-back")
    await reviewing.ask(unit, moved, Why.ASKED)
    await telling.family(unit, moved, Text("family-held", {"number": cards.number(moved)}))
    await show_page(unit, moved, Text("review-held", {"number": cards.number(moved)}))


async def left_its_place(unit: Unit, request: Request, moved: Request, told: str) -> None:
    """It is in no queue and at nobody's any more: its claimer is told, contacts and cards lose what they showed."""
    if request.claimer_id is not None:
        await claims.claim_ended(unit, request, Text(told, {"number": cards.number(request)}))
        await cards.close(unit, request, telling.TOLD)
    await queue.left(unit, moved)


async def contacts(unit: Unit, request: Request) -> None:
    """The family's contacts, in a message of their own."""
    if await review_pages.may(unit, request, Act.REVIEW):
        await revealing.reveal(unit, request)


async def ask_family(unit: Unit, request: Request) -> None:
    """The next message is a question to the family; its answer comes back to this coordinator."""
    if await review_pages.may(unit, request, Act.REVIEW):
        await letters.ask_as_coordinator(unit, request)


async def _done(unit: Unit, request: Request, text: str) -> None:
    await unit.answer(Text(text, {"number": cards.number(request)}))
    await review_pages.show(unit)


# Urgency


async def ask_urgency(unit: Unit, request: Request) -> None:
    """More or less urgent, and why?"""
    if not await review_pages.may(unit, request, Act.RAISE):
        return
    up = [f"up-{why}" for why in RAISED] if request.urgency < MOST_URGENT else []
    down = [f"down-{why}" for why in LOWERED] if request.urgency > 0 else []
    level = request.urgency
    buttons = tuple(button(f"review-urgent-{code}", "ux", request, code, level) for code in (*up, *down))
    question = Text("review-urgent-ask", {"number": cards.number(request), "level": level})
    rows = (Flow(buttons, columns=1), (review_pages.back(request),))
    await review_pages.show_screen(unit, Message((question,), rows))


async def urgency(unit: Unit, request: Request, code: str, level: int) -> None:
    """A reason's button; "other" lets the next message be the reason."""
    known = {*(f"up-{why}" for why in RAISED), *(f"down-{why}" for why in LOWERED)}
    if code not in known or level != request.urgency:
        await unit.answer(Text("stale"))
        await show_page(unit, request)
    elif not await review_pages.may(unit, request, Act.RAISE):
        return
    elif code.endswith("-other"):
        prompt = {"kind": "urgency", "request": request.id, "revision": request.revision, "code": code, "level": level}
        await people.change(unit, unit.person, sealed_prompt=unit.vault.seal(PROMPT, prompt))
        await unit.reply(Text("review-urgent-typed", {"number": cards.number(request)}))
    else:
        await _set_urgency(unit, request, code, code)


async def answer_urgency(unit: Unit, prompt: dict[str, Any], event: Answer) -> bool:
    """The reason, typed; False: it answers nothing any more."""
    request = await still(unit, prompt, event)
    if request is None or not isinstance(event, Typed) or request.urgency != prompt["level"]:
        await people.change(unit, unit.person, sealed_prompt=None)
        return False
    words = answers.free_text(event.text, at_most=LONGEST)
    if isinstance(words, Wrong):
        await unit.reply(looking.error(words))
        return True
    await people.change(unit, unit.person, sealed_prompt=None)
    if await review_pages.may(unit, request, Act.RAISE):
        await _set_urgency(unit, request, str(prompt["code"]), words)
    return True


async def still(unit: Unit, prompt: dict[str, Any], event: Answer) -> Request | None:
    """The request a prompt of a coordinator's is about, if nothing has happened to it and an answer was typed."""
    request = await requests.find(unit, int(prompt["request"]))
    same = request is not None and request.revision == prompt["revision"]
    return request if same and isinstance(event, Typed) else None


async def _set_urgency(unit: Unit, request: Request, code: str, reason: str) -> None:
    level = request.urgency + (1 if code.startswith("up-") else -1)
    moved = await requests.put_urgency(unit, request, min(max(level, 0), MOST_URGENT))
    if moved is None:
        await unit.answer(Text("stale"))
    else:
        await audit.append(unit, request.id, Event.RAISE, request.state, unit.person.id, reason)
        if request.state is State.QUEUED:
            await queue.corrected(unit, moved)
        elif request.state is State.CLAIMED and code.startswith("up-") and request.claimer_id != unit.person.id:
            told = Text("volunteer-urgent", {"number": cards.number(request)})
            await telling.claimer(unit, moved, told, rows=((mine(moved),),))
    now = moved or await requests.get(unit, request.id)
    fields: dict[str, Field] = {"number": cards.number(now), "level": now.urgency}
    await show_page(unit, now, Text("review-urgent-set", fields))
