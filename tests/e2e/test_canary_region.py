"""What is written on the regional desk, to somebody or about somebody: in no log, no group, no button, no file."""

import asyncio
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.store import schema
from bot.store.rekey import SEALED
from tests.e2e import desk_at_work as desk
from tests.e2e import help_on_its_way as helping
from tests.e2e.conftest import Quiet
from tests.e2e.processes import store
from tests.e2e.region import FAMILIES
from tests.e2e.stage import STORIES, opened

OLGAS = {
    "help": (helping.ANSWER, helping.CAPTION, helping.NOTE, helping.GRIEVANCE),
    "desk": (desk.OBJECTION, desk.REFUSAL),
}
"""What Olga wrote and what was written about her, which goes when she goes."""

OTHERS = {
    "help": (helping.QUESTION, helping.OUTCOME, helping.MISSING),
    "desk": (desk.WHITHER, desk.KK, desk.RU, desk.PHONE[2:]),
}
NAMES = [word for family in FAMILIES.values() for word in (family.name, family.name.split()[1], family.school)]
PHONES = ("7000000601", "7000000602", "7000000603", "700 000 06 0")


def in_files(folder: Path, canaries: Iterable[str]) -> list[str]:
    """Where a canary can be read: in a file of the bot, its name, the journal of its database, its log."""
    found = []
    for file in folder.rglob("*"):
        held = file.name.encode() + (file.read_bytes() if file.is_file() else b"")
        found += [f"{file.name}: {canary}" for canary in canaries if canary.encode() in held]
    return found


@pytest.mark.parametrize("name", STORIES)
def test_what_is_written_at_the_desk_is_read_by_nobody_else(name: str, quietly: Callable[[str], Quiet]) -> None:
    left = quietly(name).left
    canaries = (*OLGAS[name], *OTHERS[name], *NAMES, *PHONES)
    assert "Asar is running" in (left.folder / "bot.log").read_text()
    assert in_files(left.folder, canaries) == []
    world = json.loads(left.world)
    groups = [chat for chat in world["chats"] if chat["id"] < 0]
    assert groups
    for chat in groups:
        said = json.dumps([one for one in chat["messages"].values() if one["by_bot"]], ensure_ascii=False)
        assert [canary for canary in canaries if canary in said] == []
    data = " ".join(callback_data(world))
    assert len(data) > 1000
    assert [canary for canary in canaries if canary in data] == []


def callback_data(value: Any) -> list[str]:
    """Of every button in a world."""
    if isinstance(value, list):
        return [found for one in value for found in callback_data(one)]
    if not isinstance(value, dict):
        return []
    own = [value["callback_data"]] if isinstance(value.get("callback_data"), str) else []
    return own + [found for one in value.values() for found in callback_data(one)]


@pytest.mark.parametrize("name", STORIES)
async def test_who_leaves_takes_along_what_was_written(
    name: str, quietly: Callable[[str], Quiet], tmp_path: Path
) -> None:
    left = (await asyncio.to_thread(quietly, name)).left
    words = (*OLGAS[name], "Петрова", PHONES[1])
    assert [one for one in words if one in await everything(left.folder)] != []
    async with opened(left, tmp_path) as stage:
        await stage.region.olga.say("/delete")
        await stage.region.olga.press("delete-yes")
        await stage.region.pause()
        kept = await everything(tmp_path)
        assert [one for one in words if one in kept] == []


async def everything(folder: Path) -> str:
    """All that the database holds, opened where it is sealed, but the consent, which is kept as its proof."""
    names = {(table.name, column): name for name, (table, column) in SEALED.items()}
    found = []
    async with store(folder) as tx:
        for table in schema.metadata.sorted_tables:
            for row in (await tx.execute(select(table))).mappings():
                for column, value in row.items():
                    sealed = names.get((table.name, column))
                    if value is not None and table is not schema.consents:
                        found.append(str(value if sealed is None else tx.vault.open(sealed, value)))
    return "\n".join(found)
