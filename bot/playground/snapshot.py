"""The world as one JSON file: written when it has changed and when the server stops, read at the next start."""

import asyncio
import base64
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.playground.faults import Fault
from bot.playground.model import Account, Call, Chat, Json, Message, Press, StoredFile, World
from bot.playground.updates import Entry

FORMAT = 1
KEPT_CALLS = 300
KEPT_UPDATES = 200
GAP = 1000
"""Ids that are left out after a restart: a crash may have lost the last ones of the file, and the bot knows them."""

DEBOUNCE = 1.0
"""Seconds between writes at least."""


def dump(world: World) -> Json:
    """Everything that outlives a restart. A webhook does not: the bot sets it anew."""
    return {
        "format": FORMAT,
        "ahead": world.clock.offset,
        "numbers": [world._number, world._message_id, world.updates.next_id],  # noqa: SLF001 - its other half
        "bot": asdict(world.bot),
        "people": [asdict(each) for each in world.people.values()],
        "chats": [asdict(each) for each in world.chats.values()],
        "presses": [asdict(each) for each in world.presses.values()],
        "files": [{**asdict(each), "data": base64.b64encode(each.data).decode()} for each in world.files.values()],
        "calls": [asdict(each) for each in world.calls[-KEPT_CALLS:] if each.method != "getUpdates"],
        "faults": world.faults.listed(),
        "pending": [asdict(each) for each in world.updates.entries],
        "history": [asdict(each) for each in world.updates.history[-KEPT_UPDATES:]],
        "allowed": None if world.updates.allowed is None else sorted(world.updates.allowed),
        "commands": [[*key, value] for key, value in world.profile.commands.items()],
        "texts": [[*key, value] for key, value in world.profile.texts.items()],
        "menu_buttons": list(world.profile.menu_buttons.items()),
    }


def restore(world: World, kept: Json) -> None:
    """Make a new world what `dump` has written. Raises ValueError, KeyError or TypeError when it is no such thing."""
    if kept["format"] != FORMAT:
        raise ValueError(f"format {kept['format']}")
    world.clock.offset = kept["ahead"]
    number, message_id, update_id = kept["numbers"]
    world._number, world._message_id = number, message_id + GAP  # noqa: SLF001
    world.updates.next_id = update_id + GAP
    world.people = {each["id"]: Account(**each) for each in kept["people"]}
    world.chats = {each["id"]: _chat(each) for each in kept["chats"]}
    world.presses = {each["id"]: Press(**each) for each in kept["presses"]}
    files = ({**each, "data": base64.b64decode(each["data"])} for each in kept["files"])
    world.files = {each["id"]: StoredFile(**each) for each in files}
    world.calls = [Call(**each) for each in kept["calls"]]
    world.faults.active = [Fault(**each) for each in kept["faults"]]
    world.updates.entries.extend(Entry(**each) for each in kept["pending"])
    world.updates.history = [Entry(**each) for each in kept["history"]]
    world.updates.allowed = None if kept["allowed"] is None else frozenset(kept["allowed"])
    world.profile.commands = {(scope, code): value for scope, code, value in kept["commands"]}
    world.profile.texts = {(field, code): value for field, code, value in kept["texts"]}
    world.profile.menu_buttons = dict(map(tuple, kept["menu_buttons"]))


def _chat(kept: Json) -> Chat:
    members = {int(person): status for person, status in kept["members"].items()}
    messages = {each["id"]: Message(**each) for each in kept["messages"].values()}
    topics = {int(thread): name for thread, name in kept.get("topics", {}).items()}
    return Chat(**{**kept, "members": members, "messages": messages, "topics": topics})


def read(path: Path) -> Json:
    """What was kept in the file. Raises OSError, or ValueError when it is no JSON object."""
    kept: Any = json.loads(path.read_text("utf-8"))
    if not isinstance(kept, dict):
        raise ValueError("no JSON object")
    return kept


def write(path: Path, world: World) -> None:
    """Replace the file as a whole: a crash leaves the old one or the new one."""
    new = path.with_suffix(".new")
    new.touch(mode=0o600)
    new.write_text(json.dumps(dump(world), ensure_ascii=False, separators=(",", ":")), "utf-8")
    new.replace(path)


class Keeper:
    """Writes the world soon after every change; `keep` runs until it is cancelled and then writes once more."""

    def __init__(self, path: Path, world: Callable[[], World]) -> None:
        self.path = path
        self.world = world

    async def keep(self) -> None:
        """Write, wait for a change, and so on."""
        seen: tuple[str, int, int] | None = None
        try:
            while True:
                state = self._state()
                if state != seen:
                    write(self.path, self.world())
                    seen = state
                await asyncio.sleep(DEBOUNCE)
                if state == self._state():
                    await self.world().pulse.wait(60)
        finally:
            write(self.path, self.world())

    def _state(self) -> tuple[str, int, int]:
        world = self.world()
        return world.epoch, world.happened, world.updates.pending()
