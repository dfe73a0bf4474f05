"""What outlives a restart of the local Telegram."""

import asyncio
import contextlib
import json
from pathlib import Path

import pytest

from bot.playground import LocalTelegram, Town, snapshot
from bot.playground.model import World

from .conftest import TOKEN, Api


async def test_a_town_is_the_same_after_a_restart(
    telegram: LocalTelegram, town: Town, api: Api, tmp_path: Path
) -> None:
    mother = await town.person("Айгүл", label="parent", place="Түркістан облысы")
    father = await town.person("Болат")
    await town.group("Көрші", mother, father)
    await town.person("Сәуле", aside=True)
    forum = (await town.do("add_group", title="Форум", members=[mother.id], forum=True))["id"]
    await town.do("add_topic", chat=forum, person=mother.id, name="Мектеп")
    await mother.say("/start")
    buttons = {"inline_keyboard": [[{"text": "Иә", "callback_data": "y"}]]}
    sent = await api.ok("sendMessage", chat_id=mother.id, text="<b>бір</b>", parse_mode="HTML", reply_markup=buttons)
    await api.ok("editMessageText", chat_id=mother.id, message_id=sent["message_id"], text="екі", reply_markup=buttons)
    await api.ok("setMyCommands", commands=[{"command": "apply", "description": "a"}], language_code="kk")
    await mother.press("Иә")
    await mother.send_photo()
    await town.do("offline", person=father.id)
    await town.do("advance", seconds=3600)
    await town.fault("flood", count=2)

    path = tmp_path / "telegram.json"
    snapshot.write(path, telegram.world)
    assert path.stat().st_mode & 0o077 == 0
    again = World(TOKEN)
    snapshot.restore(again, snapshot.read(path))

    before, after = snapshot.dump(telegram.world), snapshot.dump(again)
    numbers, moved = before.pop("numbers"), after.pop("numbers")
    assert after == before
    assert again.people == telegram.world.people
    assert again.chats == telegram.world.chats
    assert again.presses == telegram.world.presses
    assert again.files == telegram.world.files
    # A crash may have lost the last ids of the file, and the bot remembers them.
    assert [new - old for new, old in zip(moved, numbers, strict=True)] == [0, snapshot.GAP, snapshot.GAP]
    assert again.updates.pending() == telegram.world.updates.pending() > 0


@pytest.mark.parametrize("kept", [{}, {"format": 0}, {"format": 1, "ahead": 0}])
def test_what_is_no_town_is_refused(kept: dict[str, object]) -> None:
    with pytest.raises((KeyError, ValueError)):
        snapshot.restore(World(TOKEN), kept)


async def test_it_is_written_soon_and_when_it_ends(telegram: LocalTelegram, town: Town, tmp_path: Path) -> None:
    path = tmp_path / "telegram.json"
    keeping = asyncio.create_task(snapshot.Keeper(path, lambda: telegram.world).keep())
    mother = await town.person("Айгүл")
    await mother.say("бір")
    await asyncio.sleep(snapshot.DEBOUNCE * 2.5)
    assert "бір" in path.read_text("utf-8")
    await mother.say("екі")
    keeping.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await keeping
    assert "екі" in json.dumps(snapshot.read(path), ensure_ascii=False)
