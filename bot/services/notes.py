"""Notes on a request: what the next helper should know. Sealed in the audit; the family's data, not its reading."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.requests import Event
from bot.core.speech import Joined, Text
from bot.services.unit import Unit
from bot.store import audit
from bot.store.requests import Request

LONGEST = 500
"""Of one note, as Telegram counts."""

SHOWN = 3
"""So many of the newest stand with the contacts."""


ON_WORD = "on word"
"""The reason in the audit where somebody of the team spoke for a family: told in its story, no note to read."""


@dataclass(frozen=True, slots=True)
class Note:
    """`by_id` is who wrote it (people.id)."""

    words: str
    by_id: int | None
    at: datetime


async def of(unit: Unit, request: Request) -> list[Note]:
    """Everything noted of a request, oldest first; empty after its erasure."""
    story = await audit.of(unit, request.id)
    written = [entry for entry in story if entry.event is Event.NOTE and entry.reason not in (None, ON_WORD)]
    return [Note(entry.reason or "", entry.by_id, entry.at) for entry in written]


async def paragraphs(unit: Unit, request: Request) -> tuple[Text, ...]:
    """The newest notes, for whoever has the contacts."""
    lines = tuple(Text("note-line", {"at": note.at, "words": note.words}) for note in await of(unit, request))
    return (Text("note-list", {"lines": Joined(lines[-SHOWN:], "\n")}),) if lines else ()
