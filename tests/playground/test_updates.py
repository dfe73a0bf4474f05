"""getUpdates: confirming, reading again, forgetting, conflicts; redelivery and lower ids."""

import asyncio
from typing import Any

import pytest

from bot.playground import LocalTelegram, Person, Town

from .conftest import Api


@pytest.fixture
async def mother(town: Town) -> Person:
    return await town.person("Айгүл")


async def poll(api: Api, **params: Any) -> list[tuple[int, str]]:
    return [(u["update_id"], u.get("message", {}).get("text", "")) for u in await api.ok("getUpdates", **params)]


async def test_only_a_higher_offset_confirms(api: Api, town: Town, mother: Person) -> None:
    for word in ("a", "b", "c"):
        await mother.say(word)
    first = await poll(api, limit=2)
    assert [text for _, text in first] == ["a", "b"]
    assert await poll(api, limit=100, offset=first[0][0]) == [*first, (first[-1][0] + 1, "c")]
    rest = await poll(api, offset=first[-1][0] + 1)
    assert [text for _, text in rest] == ["c"]
    assert (await town.status())["pending"] == 1
    assert await poll(api, offset=rest[-1][0] + 1) == []
    assert (await town.status())["pending"] == 0


async def test_reading_again_at_once_gives_one_update(api: Api, mother: Person) -> None:
    await mother.say("a")
    await mother.say("b")
    assert len(await poll(api)) == 2
    assert len(await poll(api)) == 1


async def test_a_negative_offset_keeps_the_last(api: Api, mother: Person) -> None:
    for word in ("a", "b", "c"):
        await mother.say(word)
    assert [text for _, text in await poll(api, offset=-1)] == ["c"]


async def test_an_offset_far_ahead_is_ignored(api: Api, mother: Person) -> None:
    await mother.say("a")
    (seen,) = await poll(api)
    assert await poll(api, offset=seen[0] + 1000) == [seen]


async def test_the_long_poll_ends_when_something_comes(api: Api, mother: Person) -> None:
    waiting = asyncio.create_task(poll(api, timeout=30))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    await mother.say("a")
    assert [text for _, text in await asyncio.wait_for(waiting, 2)] == ["a"]


async def test_presses_are_kept_150_seconds_and_messages_a_day(api: Api, town: Town, mother: Person) -> None:
    await mother.say("a")
    await api.ok(
        "sendMessage",
        chat_id=mother.id,
        text="?",
        reply_markup={"inline_keyboard": [[{"text": "Иә", "callback_data": "y"}]]},
    )
    await mother.press("Иә")
    await town.advance(seconds=149)
    assert (await town.status())["pending"] == 2
    await town.advance(seconds=2)
    assert [text for _, text in await poll(api)] == ["a"]
    await town.advance(hours=24)
    assert await poll(api, offset=1) == []


async def test_allowed_updates_count_when_the_update_is_made(api: Api, town: Town, mother: Person) -> None:
    await mother.say("a")
    assert len(await poll(api, allowed_updates=["callback_query"])) == 1
    await mother.say("b")
    assert (await town.status())["pending"] == 1
    await poll(api, offset=-1, allowed_updates=[])
    await mother.say("c")
    assert (await town.status())["pending"] == 2


async def test_the_older_of_two_polls_is_sent_away(api: Api, mother: Person) -> None:
    older = asyncio.create_task(api.refused("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    newer = asyncio.create_task(poll(api, timeout=30))
    words = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    assert await asyncio.wait_for(older, 2) == (409, words)
    await mother.say("a")
    assert len(await asyncio.wait_for(newer, 2)) == 1


async def test_no_polling_beside_a_webhook(api: Api) -> None:
    waiting = asyncio.create_task(api.refused("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    await api.ok("setWebhook", url="http://127.0.0.1:9/")
    assert await asyncio.wait_for(waiting, 2) == (409, "Conflict: terminated by setWebhook request")
    code, words = await api.refused("getUpdates")
    assert code == 409
    assert words.startswith("Conflict: can't use getUpdates method while webhook is active")
    await api.ok("deleteWebhook")
    assert await poll(api, offset=1) == []


async def test_a_bot_that_hung_up_does_not_swallow_updates(api: Api, mother: Person) -> None:
    waiting = asyncio.create_task(poll(api, timeout=30))
    await asyncio.sleep(0.05)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await mother.say("a")
    assert [text for _, text in await poll(api)] == ["a"]


async def test_confirmed_updates_come_again_with_their_ids(api: Api, town: Town, mother: Person) -> None:
    for word in ("a", "b"):
        await mother.say(word)
    old = await poll(api)
    after = old[-1][0] + 1
    assert await poll(api, offset=after) == []
    await mother.say("c")
    assert await town.redeliver() == [update_id for update_id, _ in old]
    batch = await poll(api, offset=after, timeout=1)
    assert batch == [*old, (after, "c")][: len(batch)]
    while batch:
        last, batch = batch, await poll(api, offset=batch[-1][0] + 1)
    assert last[-1] == (after, "c")
    assert (await town.status())["pending"] == 0
    assert await town.redeliver(last=1) == [after]
    assert [text for _, text in await poll(api, offset=after + 1)] == ["c"]


async def test_ids_may_go_on_from_a_lower_number(api: Api, town: Town, mother: Person) -> None:
    await mother.say("a")
    ((high, _),) = await poll(api)
    await town.do("next_update_id", id=500)
    await mother.say("b")
    batch = await poll(api, offset=high, limit=2)
    if len(batch) == 1:  # read again within half a second
        batch += await poll(api, offset=high + 1)
    assert batch == [(high, "a"), (500, "b")]
    assert await poll(api, offset=501) == []
    assert (await town.status())["pending"] == 0


async def test_any_update_can_be_put_in(api: Api, town: Town) -> None:
    await town.inject({"update_id": 77, "message": {"odd": None}})
    await town.inject({"something_new": 1})
    assert await api.ok("getUpdates") == [
        {"update_id": 77, "message": {"odd": None}},
        {"update_id": 78, "something_new": 1},
    ]
    assert (await town.do("drop_pending"))["dropped"] == 2


async def test_a_reset_empties_the_town_and_ends_the_poll(
    telegram: LocalTelegram, api: Api, town: Town, mother: Person
) -> None:
    waiting = asyncio.create_task(poll(api, timeout=30))
    await asyncio.sleep(0.05)
    await town.reset()
    assert await asyncio.wait_for(waiting, 2) == []
    assert telegram.world.people == {}
    assert mother.id == (await town.person("Айгүл")).id, "the same seed gives the same ids"
