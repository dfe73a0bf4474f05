"""Questions outside the interview that the next message answers: a reason, a corrected phone, a school's name.

Letters are asked for in the same way, but taken by `letters.take`, for they may be a picture or a voice.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.core.interview import ContactShared, Event, PhotoShared, Typed, Unusable
from bot.core.speech import Action
from bot.services import (
    announcing,
    calls,
    complaint_desk,
    complaints,
    deciding,
    declining,
    handing,
    joining,
    moving,
    noting,
    objecting,
    photos,
    schools,
    stocking,
    volunteer,
)
from bot.services.unit import Unit
from bot.store import people

Taker = Callable[[Unit, dict[str, Any], Typed | ContactShared], Awaitable[bool]]

TAKERS: dict[str, Taker] = {
    objecting.ASKED: objecting.answer_prompt,
    declining.KIND: declining.answer_prompt,
    moving.KIND: moving.answer_place,
    moving.KIND_WHY: moving.answer_why,
    "urgency": deciding.answer_urgency,
    "release": volunteer.answer_prompt,
    "phone": calls.answer_prompt,
    "join-phone": joining.answer_prompt,
    "school": schools.answer_prompt,
    handing.PROMPT_KIND: handing.answer_prompt,
    stocking.STOCK: stocking.answer_prompt,
    noting.PROMPT_KIND: noting.answer_prompt,
    announcing.WIZARD: announcing.answer_prompt,
    complaints.PROMPT_KIND: complaints.answer_prompt,
    complaint_desk.CLOSING: complaint_desk.answer_prompt,
}
"""Who takes the answer, by the kind of prompt. A taker gets the prompt and the event; False: it was no answer."""


PATIENT = frozenset({"start", "join-phone"})
"""Kinds that wait through anything: who is choosing a language or joining has nothing else to answer."""


async def interrupt(unit: Unit) -> None:
    """A command came instead of the answer: the next message answers nothing any more."""
    prompt = people.prompt(unit, unit.person)
    if prompt is not None and prompt["kind"] not in PATIENT:
        await people.change(unit, unit.person, sealed_prompt=None)


OWN = {
    declining.KIND: ("c", "dy"),
    "release": ("v", "rr"),
    "phone": ("f", "ph"),
    "school": ("t", "sn"),
    "given": ("v", "gr"),
    "note": ("v", "nt"),
    "stock": ("k", "i"),
}
"""The buttons that ask, by the kind of prompt: verb and code. A second tap on one does not take the question back."""


async def pressed(unit: Unit, action: Action) -> None:
    """A button was pressed instead: the next words answer nothing any more. A language is no other errand."""
    prompt = people.prompt(unit, unit.person)
    if prompt is not None and action.verb != "l" and OWN.get(str(prompt["kind"])) != (action.verb, *action.args[:1]):
        await interrupt(unit)


async def answer(unit: Unit, event: Event) -> bool:
    """Give the message to whoever asked; False: nobody did, or it does not fit."""
    prompt = people.prompt(unit, unit.person)
    if isinstance(event, PhotoShared | Unusable):
        kind = None if prompt is None else prompt["kind"]
        return prompt is not None and kind == photos.PROMPT_KIND and await photos.answer_prompt(unit, prompt, event)
    taker = None if prompt is None else TAKERS.get(str(prompt["kind"]))
    if prompt is None or taker is None or not isinstance(event, Typed | ContactShared):
        return False
    return await taker(unit, prompt, event)
