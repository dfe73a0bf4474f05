"""/note N text: something to remember about a request, from its helper or a coordinator."""

from typing import Any

from bot.core import answers
from bot.core.answers import Wrong
from bot.core.interview import Event as Answer
from bot.core.interview import Typed
from bot.core.requests import Event, State
from bot.core.rights import Act
from bot.core.speech import Text
from bot.services import cards, claims, contacts, looking, notes, rights, telling
from bot.services.unit import Unit
from bot.store import audit, people, requests
from bot.store.people import PROMPT
from bot.store.requests import Request

PROMPT_KIND = "note"


async def note(unit: Unit, typed: str) -> None:
    """/note N text; without a text it is asked for."""
    first, *rest = typed.split(maxsplit=1) or [""]
    if first in ("№", "N", "#") and rest:
        first, *rest = rest[0].split(maxsplit=1)
    request = await looking.find(unit, first)
    if request is None:
        return
    if not rest:
        await ask(unit, request)
    elif await looking.may(unit, request, Act.NOTE):
        words = answers.free_text(rest[0], at_most=notes.LONGEST)
        await (unit.reply(looking.error(words)) if isinstance(words, Wrong) else _keep(unit, request, words))


async def ask(unit: Unit, request: Request) -> None:
    """The button: the next message is the note."""
    if not await looking.may(unit, request, Act.NOTE):
        return
    prompt = {"kind": PROMPT_KIND, "request": request.id}
    await people.change(unit, unit.person, sealed_prompt=unit.vault.seal(PROMPT, prompt))
    await unit.answer()
    await unit.reply(Text("note-ask", {"number": cards.number(request)}))


async def answer_prompt(unit: Unit, prompt: dict[str, Any], event: Answer) -> bool:
    """The note, typed; False: it answers nothing any more."""
    request = await requests.find(unit, int(prompt["request"]))
    if request is None or not isinstance(event, Typed) or not rights.may(unit, Act.NOTE, request):
        await people.change(unit, unit.person, sealed_prompt=None)
        return False
    words = answers.free_text(event.text, at_most=notes.LONGEST)
    if isinstance(words, Wrong):
        await unit.reply(looking.error(words))
        return True
    await people.change(unit, unit.person, sealed_prompt=None)
    await _keep(unit, request, words)
    return True


async def _keep(unit: Unit, request: Request, words: str) -> None:
    await audit.append(unit, request.id, Event.NOTE, request.state, unit.person.id, words)
    await unit.reply(Text("note-kept", {"number": cards.number(request)}))
    if request.state is not State.CLAIMED or request.claimer_id is None:
        return
    claimer = await cards.person(unit, request.claimer_id)
    await contacts.update(unit, request, claimer)
    if claimer.id == unit.person.id:
        await claims.keep_alive(unit, request)
    else:
        told = Text("note-from-coordinator", {"number": cards.number(request)})
        await telling.say(unit, claimer, told, rows=((contacts.mine(request),),))
