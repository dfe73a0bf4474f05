"""Many people at once, for rush hours: what somebody sees now, a press by its label, waiting until all are answered."""

import asyncio
import time
from collections import deque

from bot.playground.acts import person_and_chat, press
from bot.playground.errors import Misuse
from bot.playground.model import Chat, Json, Message, World
from bot.playground.seen import body

_LOOK_AGAIN = 0.002
"""Seconds between looks at somebody who waits for an answer."""


def choose(world: World, person: int, label: str) -> Json:
    """Press the button with exactly this label under the bot's last message."""
    _, chat = person_and_chat(world, person, None)
    shown = _last(chat)
    for row in _buttons(shown):
        for button in row:
            if button["text"] == label and shown is not None and "callback_data" in button:
                return press(world, person, shown.id, button["callback_data"])
    raise Misuse(f"no button {label!r} under the last message; there are: {_labels(shown)}")


def screen(world: World, person: int, chat: int | None = None) -> Json:
    """The bot's last message: its text, the labels of its buttons or keys, when it became so (see `status`)."""
    _, place = person_and_chat(world, person, chat)
    shown = _last(place)
    if shown is None:
        return {"text": "", "labels": [], "no": 0}
    return {"text": body(shown.data)[0], "labels": _labels(shown), "no": _since(place, shown)}


async def answered(
    world: World,
    people: list[int],
    labels: list[str] | None,
    after: int,
    timeout: float = 30.0,  # noqa: ASYNC109
    quiet: float = 0.0,
) -> Json:
    """Wait until everybody has got, after the number `after`, a last message with these labels; who has not in time.

    labels: None is any. quiet: for so many seconds nothing more has happened in their chat. A group counts as somebody.
    """
    end = time.monotonic() + timeout
    waiting = deque(people)
    while waiting and time.monotonic() < end:
        chat = world.chats[waiting[0]]
        shown = _last(chat)
        fits = shown is not None and labels in (None, _labels(shown)) and _since(chat, shown) > after
        if fits and (not quiet or world.clock.now() - chat.events[-1]["at"] >= quiet):
            waiting.popleft()
        else:
            await asyncio.sleep(_LOOK_AGAIN)
    return {"waiting": list(waiting)}


def _last(chat: Chat) -> Message | None:
    return next((m for m in reversed(chat.messages.values()) if m.by_bot and m.deleted_at is None), None)


def _buttons(message: Message | None) -> list[list[Json]]:
    rows: list[list[Json]] = message.data.get("reply_markup", {}).get("inline_keyboard", []) if message else []
    return rows


def _labels(message: Message | None) -> list[str]:
    rows = _buttons(message) or ((message.keyboard or {}).get("keyboard", []) if message else [])
    return [button["text"] for row in rows for button in row]


def _since(chat: Chat, message: Message) -> int:
    events = (e for e in reversed(chat.events) if e["kind"] in ("message", "edit") and e["message_id"] == message.id)
    return int(next(events)["no"])
