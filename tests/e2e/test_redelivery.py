"""Updates that come again, under lower ids, or mangled: each counts once, and the others are not held up."""

import asyncio
import copy
import random
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.playground.stories import RUSSIAN, number_in
from bot.store import schema, updates
from tests.conftest import Asar
from tests.e2e.remains import quiet, remains
from tests.e2e.village import move_in, play, press, reads, tap

Json = dict[str, Any]


async def told(asar: Asar) -> int:
    """How often the bot has told anybody anything."""
    counted: dict[str, int] = await asar.town.do("count")
    return sum(number for method, number in counted.items() if method not in ("getUpdates", "getMe"))


async def taken(asar: Asar) -> list[Json]:
    """Every update that was ever handed out, each once."""
    polls = await asar.town.calls("getUpdates", ok=True)
    return list({update["update_id"]: update for poll in polls for update in poll["result"]}.values())


async def test_everything_again_changes_nothing_also_after_a_restart(asar: Asar, tmp_path: Path) -> None:
    people = await move_in(asar.town)
    await play(people, lambda: quiet(asar.town, tmp_path))
    await quiet(asar.town, tmp_path)
    before, said = await remains(tmp_path), await told(asar)
    handled = await taken(asar)
    for _ in range(2):
        again = await asar.town.redeliver()
        assert sorted(again) == sorted(update["update_id"] for update in handled)
        await asar.restart()
    await quiet(asar.town, tmp_path)
    assert await remains(tmp_path) == before
    assert await told(asar) == said


async def test_every_batch_twice_while_the_story_goes_on(asar: Asar, tmp_path: Path) -> None:
    people = await move_in(asar.town)

    async def repeat() -> None:
        happened = known = 0
        while True:
            happened = (await asar.town.wait(after=happened))["happened"]
            if known < len(handled := await taken(asar)):
                await asar.town.do("redeliver", ids=[update["update_id"] for update in handled[known:]])
                known = len(handled)

    repeating = asyncio.create_task(repeat())
    await play(people, lambda: quiet(asar.town, tmp_path))
    repeating.cancel()
    await asyncio.gather(repeating, return_exceptions=True)
    await quiet(asar.town, tmp_path)
    state = await remains(tmp_path)
    assert [row["state"] for row in state["requests"]] == ["confirmed", "confirmed"]
    for number in (1, 2):
        events = [event for request, event, *_ in state["audit"] if request == number]
        assert [events.count(once) for once in ("submit", "claim", "deliver", "confirm")] == [1, 1, 1, 1]
    for person in people.all:
        assert await person.unanswered() == 0


async def test_ids_that_start_again_lower_are_new_updates(asar: Asar, tmp_path: Path) -> None:
    mother = await asar.town.person("Ольга", language="ru")
    await mother.say("/start")
    assert min(update["update_id"] for update in await taken(asar)) > 1000
    await asar.town.do("next_update_id", id=1)
    for label in (RUSSIAN.language, RUSSIAN.apply, RUSSIAN.agree):
        await press(mother, label)
    await asar.restart()
    await asar.town.do("next_update_id", id=500)
    await press(mother, "📞")
    await tap(mother, "📱")
    for label in ("Туркестанская область", "район Сауран", RUSSIAN.submit):
        await press(mother, label)
    assert number_in(await reads(mother, "№"))
    assert len((await remains(tmp_path))["requests"]) == 1


ODD: tuple[Any, ...] = (
    *(None, True, -1, 0, 2**63, 2**200, 1.5),
    *("", "x" * 70_000, "\x00\u202e\u200b"),
    *([], {}, [[]], {"id": "x"}, {"from": None}),
)
"""What takes a field's place in a mangled update."""


def mangled(update: Json, chance: random.Random) -> Json:
    """A copy in which one to three fields, anywhere, are gone, odd, or stand under another name."""
    odd = copy.deepcopy(update)
    for _ in range(chance.randint(1, 3)):
        places = [place for place in _places(odd) if place[1] != "update_id"]
        if not places:
            break
        holder, key = chance.choice(places)
        match chance.randrange(4):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, dict):
                holder[f"{key}_"] = holder.pop(key)
            case _:
                holder[key] = copy.deepcopy(chance.choice(ODD))
    return odd


def _places(value: Any) -> list[tuple[Any, Any]]:
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [place for key in keys for place in ((value, key), *_places(value[key]))]


async def test_mangled_updates_hold_nobody_up_and_are_kept_sealed(asar: Asar, tmp_path: Path) -> None:
    seed = 20260803
    chance = random.Random(seed)
    people = await move_in(asar.town)
    await play(people, lambda: quiet(asar.town, tmp_path))
    await people.admin.say("Кенар Канареечный, 7010000009")
    recorded = await taken(asar)
    before = await remains(tmp_path)
    for number in range(400):
        update = mangled(chance.choice(recorded), chance) | {"update_id": 10**9 + number}
        await asar.town.do("inject", update=update)
    await asar.town.settled(quiet=0.3, timeout=60)

    after = await remains(tmp_path)
    for name in ("requests", "audit", "memberships", "profiles", "consents"):
        assert after[name] == before[name], f"{name}, seed {seed}"
    async with asar.reading() as tx:
        letters = (await tx.execute(select(schema.dead_letters))).all()
        opened = [tx.vault.open(updates.SEALED, row.sealed_update) for row in letters]
    assert len(letters) > 50
    assert all(update["update_id"] >= 10**9 for update in opened)
    sealed = b"".join(row.sealed_update for row in letters) + "".join(row.error for row in letters).encode()
    assert b"7010000009" not in sealed
    assert "Канареечный".encode() not in sealed

    mother = await asar.town.person("Айгүл")
    await mother.say("/start")
    await press(mother, "Қазақша")
    assert (await mother.screen()).button("🎒")


async def test_who_sent_something_unhandled_is_told_so_in_their_language(asar: Asar) -> None:
    mother = await asar.town.person("Ольга", language="ru")
    await mother.say("/start")
    await press(mother, "Русский")
    sender = {"id": mother.id, "is_bot": False, "first_name": "Ольга"}
    await asar.town.inject({"message": {"message_id": 1, "from": sender, "text": "x", "chat": 7}})
    assert "не получилось обработать" in (await mother.last()).text
    await mother.say("/help")
    assert (await mother.last()).buttons
