"""A family does not agree with a refusal: another person looks, and answers within the law's deadline."""

from typing import Any

from bot.core import answers
from bot.core.answers import Wrong
from bot.core.interview import Event as Answer
from bot.core.interview import Typed
from bot.core.requests import NEXT, Event
from bot.core.speech import Action, Button, Field, Message, Text
from bot.services import cards, looking, refusals, reviewing, unfinished
from bot.services.unit import Unit
from bot.store import audit, people, requests
from bot.store.people import PROMPT
from bot.store.requests import Request
from bot.store.reviews import Why

LONGEST = 1000
"""Characters of what a family writes about why it does not agree."""

ASKED = "object"
"""What the question why is recorded as; also the kind of its prompt."""


async def ask_why(unit: Unit, request: Request) -> None:
    """Why does the family not agree? It may write it, or send the objection without a word."""
    if not await _may(unit, request):
        return
    prompt = {"kind": ASKED, "request": request.id, "revision": request.revision}
    await people.change(unit, unit.person, sealed_prompt=unit.vault.seal(PROMPT, prompt))
    send = Button(Text("declined-object-send"), Action("f", ("oy", request.id, request.revision)))
    keep = Button(Text("declined-object-keep"), Action("f", ("st", request.id, request.revision)))
    question = Text("declined-object-why", {"number": cards.number(request)})
    await unit.show(Message((question,), ((send,), (keep,))), what=ASKED, ref=request.id)


async def answer_prompt(unit: Unit, prompt: dict[str, Any], event: Answer) -> bool:
    """The reasons, typed; False: the question is over."""
    request = await requests.find(unit, int(prompt["request"]))
    current = request is not None and request.revision == prompt["revision"] and request.person_id == unit.person.id
    if request is None or not current or not isinstance(event, Typed):
        await people.change(unit, unit.person, sealed_prompt=None)
        return False
    if answers.danger(event.text):
        await unit.reply(Text("helplines"))
    words = answers.free_text(event.text, at_most=LONGEST)
    if isinstance(words, Wrong):
        await unit.reply(looking.error(words))
        return True
    await people.change(unit, unit.person, sealed_prompt=None)
    await send(unit, request, words)
    return True


async def send(unit: Unit, request: Request, words: str | None = None) -> None:
    """The family objects: a person looks again, somebody else if there is one, and the family knows until when."""
    if not await _may(unit, request):
        return
    moved = await requests.move(unit, request, NEXT[request.state, Event.OBJECT])
    if moved is None:
        await unit.answer(Text("stale"))
        return
    await audit.append(unit, request.id, Event.OBJECT, moved.state, unit.person.id, words)
    await cards.close(unit, request, ASKED, refusals.REFUSED)
    await unfinished.discard_corrections(unit, request.id, request.person_id)
    review = await reviewing.ask(unit, moved, Why.OBJECTION)
    fields: dict[str, Field] = {"number": cards.number(moved), "day": reviewing.due_day(review) or unit.today}
    await unit.reply(Text("declined-objected", fields))


async def _may(unit: Unit, request: Request) -> bool:
    refusal = await refusals.last(unit, request)
    if refusal is not None and refusals.may_object(unit, request, refusal):
        return True
    await unit.answer(Text("stale"))
    if refusal is not None:
        await unit.reply(*refusals.explained(unit, refusal))
    return False
