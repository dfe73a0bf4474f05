"""Faults put in by tests, and the limits Telegram has by nature."""

import asyncio
import time

import aiohttp
import pytest

from bot.playground import LocalTelegram, Person, Town

from .conftest import Api


@pytest.fixture
async def mother(town: Town) -> Person:
    person = await town.person("Айгүл")
    await person.say("/start")
    return person


async def test_an_error_hits_the_named_calls_only(api: Api, town: Town, mother: Person) -> None:
    await town.fault(
        "error", method="sendMessage", chat_id=mother.id, code=400, description="Bad Request: odd", skip=1, count=2
    )
    await api.ok("getMe")
    began = time.monotonic()
    outcomes = [(await api.raw("sendMessage", chat_id=mother.id, text=str(n)))[0] for n in range(4)]
    assert outcomes == [200, 400, 400, 200]
    assert time.monotonic() - began < 1, "only a late answer is late"
    assert [m.text for m in await mother.heard()] == ["0", "3"]
    assert [call["fault"] for call in await town.calls("sendMessage")] == ["", "error", "error", ""]
    assert await town.do("faults") == []


async def test_flood_names_the_seconds(telegram: LocalTelegram, api: Api, town: Town, token: str) -> None:
    await town.fault("flood", retry_after=30)
    async with api.session.post(f"{telegram.url}/bot{token}/getMe") as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "30")
        answer = await response.json()
    assert answer["parameters"] == {"retry_after": 30}
    assert answer["description"] == "Too Many Requests: retry after 30"


async def test_a_proxy_answers_with_a_page(telegram: LocalTelegram, api: Api, town: Town, token: str) -> None:
    await town.fault("html", count=None)
    async with api.session.post(f"{telegram.url}/bot{token}/getMe") as response:
        assert (response.status, response.content_type) == (502, "text/html")
        assert "Bad Gateway" in await response.text()
    await town.clear_faults()
    await api.ok("getMe")


@pytest.mark.parametrize(("kind", "arrived"), [("reset", []), ("lost", ["a"])])
async def test_broken_connections(api: Api, town: Town, mother: Person, kind: str, arrived: list[str]) -> None:
    await town.fault(kind, method="sendMessage")
    with pytest.raises(aiohttp.ClientError):
        await api.raw("sendMessage", chat_id=mother.id, text="a")
    assert [m.text for m in await mother.heard()] == arrived


async def test_late_and_never(api: Api, town: Town, mother: Person) -> None:
    await town.fault("late", method="sendMessage", seconds=0.2)
    began = time.monotonic()
    await api.ok("sendMessage", chat_id=mother.id, text="a")
    assert time.monotonic() - began >= 0.2
    await town.fault("hang", method="sendMessage")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await api.raw("sendMessage", chat_id=mother.id, text="b")
    assert [m.text for m in await mother.heard()] == ["a"]
    await town.do("drop_pending")
    await town.settled(2)
    assert (await town.status())["in_flight"] == 0, "a bot that hangs up ends the call"


async def test_an_unknown_fault_is_refused(town: Town) -> None:
    with pytest.raises(AssertionError, match="there are: error, flood"):
        await town.fault("earthquake")
    with pytest.raises(AssertionError, match="colour"):
        await town.fault("error", colour="red")


async def test_natural_limits_are_off_until_asked_for(api: Api, town: Town, mother: Person) -> None:
    for n in range(40):
        await api.ok("sendMessage", chat_id=mother.id, text=str(n))
    await town.do("limits", on=True)
    statuses = [(await api.raw("sendMessage", chat_id=mother.id, text=str(n)))[0] for n in range(6)]
    assert statuses == [200] * 4 + [429] * 2
    await town.advance(seconds=1)
    await api.ok("sendMessage", chat_id=mother.id, text="in time")
    await town.do("limits", penalty=300)
    assert await api.refused("sendMessage", chat_id=mother.id, text="a") == (429, "Too Many Requests: retry after 300")
    await api.ok("sendChatAction", chat_id=mother.id, action="typing")


async def test_the_limit_over_all_chats(api: Api, town: Town) -> None:
    people = [await town.person(f"N{n}") for n in range(60)]
    for person in people:
        await person.say("/start")
    await town.do("limits", on=True)
    began = time.monotonic()
    calls = (api.raw("sendMessage", chat_id=person.id, text="a") for person in people)
    statuses = [status for status, _ in await asyncio.gather(*calls)]
    refilled = 30 * (time.monotonic() - began)
    assert 30 <= statuses.count(200) <= 31 + refilled
    assert refilled > 28 or 429 in statuses
