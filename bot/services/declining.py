"""Refusing a request: a reason the family reads, a look at what it will read, and only then the refusal."""

from typing import Any

from bot.core import answers
from bot.core.answers import Wrong
from bot.core.interview import Event as Answer
from bot.core.interview import Typed
from bot.core.requests import Event
from bot.core.rights import Act
from bot.core.speech import Flow, Message, Text
from bot.services import cards, complaints, deciding, looking, queue, refusals, review_pages, reviewing, telling
from bot.services.refusals import REASONS, Refusal
from bot.services.review_pages import button
from bot.services.unit import Unit
from bot.store import people
from bot.store.people import PROMPT
from bot.store.requests import Request

LONGEST = 600
"""Characters of a typed reason: the family reads all of it."""

KIND = "decline"
"""The kind of the prompt that waits for a typed reason, and then keeps it until it is sent."""


async def ask_reason(unit: Unit, request: Request) -> None:
    """Why? The usual reasons as buttons."""
    if not await review_pages.may(unit, request, Act.DECLINE):
        return
    buttons = tuple(button(f"review-decline-{reason}", "dr", request, reason) for reason in REASONS)
    question = Text("review-decline-ask", {"number": cards.number(request)})
    rows = (Flow(buttons, columns=1), (review_pages.back(request),))
    await review_pages.show_screen(unit, Message((question,), rows))


async def reason_pressed(unit: Unit, request: Request, reason: str) -> None:
    """A reason's button: what the family will read, or for "other" the question how to say it to the family."""
    if reason not in REASONS:
        await unit.answer(Text("stale"))
    elif not await review_pages.may(unit, request, Act.DECLINE):
        return
    elif reason != "other":
        await _preview(unit, request, reason, reason)
    else:
        prompt = {"kind": KIND, "request": request.id, "revision": request.revision}
        await people.change(unit, unit.person, sealed_prompt=unit.vault.seal(PROMPT, prompt))
        language = Text(f"review-language-{request.language}")
        await unit.reply(Text("review-decline-typed", {"number": cards.number(request), "language": language}))


async def answer_prompt(unit: Unit, prompt: dict[str, Any], event: Answer) -> bool:
    """The reason, typed for the family to read; False: it answers nothing any more."""
    request = await deciding.still(unit, prompt, event)
    if request is None or not isinstance(event, Typed):
        await people.change(unit, unit.person, sealed_prompt=None)
        return False
    words = answers.free_text(event.text, at_most=LONGEST)
    if isinstance(words, Wrong):
        await unit.reply(looking.error(words))
        return True
    kept = unit.vault.seal(PROMPT, {**prompt, "words": words})
    await people.change(unit, unit.person, sealed_prompt=kept)
    if await review_pages.may(unit, request, Act.DECLINE):
        await _preview(unit, request, "other", words)
    return True


async def _preview(unit: Unit, request: Request, code: str, reason: str) -> None:
    refusal = await _would_be(unit, request, reason)
    said = refusals.explained(unit, refusal)
    family = tuple(unit.asar.texts.plain(text, request.language) for text in said)
    paragraphs = (
        Text("review-decline-preview", {"number": cards.number(request)}),
        *(Text("review-decline-quote", {"words": words}) for words in family),
    )
    rows = ((button("review-decline-send", "dy", request, code),), (review_pages.back(request),))
    await review_pages.show_screen(unit, Message(paragraphs, rows))


async def _would_be(unit: Unit, request: Request, reason: str) -> Refusal:
    return Refusal(unit.now, unit.person.id, reason, await refusals.objected(unit, request))


async def send(unit: Unit, request: Request, code: str) -> None:
    """Refuse: the family reads why, where else there is help, and how to object."""
    prompt = people.prompt(unit, unit.person)
    words = str(prompt.get("words", "")) if prompt is not None and prompt["kind"] == KIND else ""
    mine = prompt is not None and (prompt.get("request"), prompt.get("revision")) == (request.id, request.revision)
    reason = words if code == "other" and mine else code
    if code not in REASONS or not reason or reason == "other":
        await unit.answer(Text("stale"))
        await review_pages.show_page(unit, request)
        return
    if not await review_pages.may(unit, request, Act.DECLINE):
        return
    moved = await deciding.change(unit, request, Event.DECLINE, reason)
    if moved is None:
        return
    if prompt is not None:
        await people.change(unit, unit.person, sealed_prompt=None)
    await reviewing.decide(unit, moved, Event.DECLINE, by=unit.person.id)
    await queue.left(unit, moved)
    await _tell(unit, moved)
    await complaints.refused(unit, moved)
    await unit.answer(Text("review-declined", {"number": cards.number(moved)}))
    await review_pages.show(unit)


async def _tell(unit: Unit, request: Request) -> None:
    refusal = await refusals.last(unit, request)
    if refusal is None:
        return
    message = refusals.message(unit, request, refusal)
    await telling.family(unit, request, *message.paragraphs, rows=message.rows, what=refusals.REFUSED)
