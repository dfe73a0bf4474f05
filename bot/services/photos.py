"""A photo of what was handed over, if the helper wishes: one, never of faces; of it only Telegram's id is kept."""

from typing import Any

from bot.core.interview import Event as Answer
from bot.core.interview import PhotoShared, Unusable
from bot.core.requests import Event
from bot.core.speech import Text
from bot.services import cards
from bot.services.unit import Unit
from bot.store import audit, messages, outbox, people, requests
from bot.store.outbox import Rank
from bot.store.people import PROMPT, Person
from bot.store.requests import Request

PROMPT_KIND = "photo"

PHOTO = "given-photo"
"""What a copy in a chat of the team is recorded as, with the request's id."""


async def offer(unit: Unit, request: Request) -> None:
    """Whoever has just delivered may send one; anything else they do declines it."""
    prompt = {"kind": PROMPT_KIND, "request": request.id}
    await people.change(unit, unit.person, sealed_prompt=unit.vault.seal(PROMPT, prompt))


async def answer_prompt(unit: Unit, prompt: dict[str, Any], event: Answer) -> bool:
    """The photo; False: something else came, which is about something else.

    Of an album the first one counts, and the rest of it is no message to anybody. A file is asked for as a photo.
    """
    album = event.album if isinstance(event, PhotoShared) else ""
    if prompt.get("kept"):
        return bool(album) and album == prompt["kept"]
    request = await requests.find(unit, int(prompt["request"]))
    theirs = request is not None and request.claimer_id == unit.person.id and request.sealed_answers is not None
    if theirs and isinstance(event, Unusable) and event.kind == "media":
        await unit.reply(Text("photo-as-photo"))
        return True
    if not isinstance(event, PhotoShared):
        return False
    rest = unit.vault.seal(PROMPT, {**prompt, "kept": album}) if album else None
    await people.change(unit, unit.person, sealed_prompt=rest)
    if request is None or not theirs:
        return False
    await audit.append(unit, request.id, Event.PHOTO, request.state, unit.person.id, event.file_id)
    await unit.reply(Text("photo-kept", {"number": cards.number(request)}), rows=((cards.NEXT, cards.QUEUE),))
    return True


async def of(unit: Unit, request: Request) -> list[str]:
    """Telegram's file ids of the photos of a request, oldest first; none after its erasure."""
    story = await audit.of(unit, request.id)
    return [entry.reason for entry in story if entry.event is Event.PHOTO and entry.reason]


async def show(unit: Unit, request: Request, to: Person) -> int:
    """Send the photos of a request to somebody who may read its audit; how many there are."""
    found = await of(unit, request)
    caption = unit.asar.texts.plain(Text("photo-caption", {"number": cards.number(request)}), to.language or "kk")
    for file_id in found if to.reachable else ():
        record = await messages.add(unit, to.telegram_id, PHOTO, request.id)
        await outbox.append(
            unit,
            chat_id=to.telegram_id,
            rank=Rank.REPLY if to.id == unit.person.id else Rank.NOTICE,
            method="sendPhoto",
            payload={"photo": file_id, "caption": caption, "protect_content": True},
            message=record,
        )
    return len(found)
