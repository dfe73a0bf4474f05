"""The page over HTTP: who may use it, its files and words, events as they happen, phones without a network."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot import data
from bot.playground import LocalTelegram, Town
from bot.playground.page_server import FILES

from .conftest import TOKEN, Api

TEXT = re.compile(r'^  "([\w-]+)": "((?:[^"\\]|\\.)*)",$', re.MULTILINE)


@pytest.fixture
async def telegram() -> AsyncIterator[LocalTelegram]:
    async with LocalTelegram(TOKEN, seed=7, check=True, page=True) as local:
        yield local
        assert local.world.contradictions == []


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as one:
        yield one


class Events:
    """What a page hears."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self.response = response

    async def next(self, kind: str) -> Any:
        """The next event of this kind; others are passed over."""
        async with asyncio.timeout(5):
            name = ""
            async for line in self.response.content:
                if line.startswith(b"event: "):
                    name = line[7:].decode().strip()
                if line.startswith(b"data: ") and name == kind:
                    return json.loads(line[6:])
        raise AssertionError(f"no event {kind}")


@pytest.mark.parametrize("place", ["/", "/page/town", "/page/events", "/page/app.js", "/control/status"])
@pytest.mark.parametrize(
    ("header", "value", "allowed"),
    [
        ("Host", "localhost:8080", True),
        ("Host", "[::1]:8080", True),
        ("Host", "asar.example.org", False),
        ("Host", "127.0.0.1.example.org:8080", False),
        ("Origin", "http://asar.example.org", False),
        ("Origin", "null", False),
        ("Sec-Fetch-Site", "cross-site", False),
        ("Sec-Fetch-Site", "same-site", False),
        ("Sec-Fetch-Site", "same-origin", True),
    ],
)
async def test_pages_of_other_places_can_do_nothing(
    telegram: LocalTelegram, session: aiohttp.ClientSession, place: str, header: str, value: str, allowed: bool
) -> None:
    async with session.get(telegram.url + place, headers={header: value}) as response:
        assert response.status == (200 if allowed else 403)


async def test_its_own_page_may_act(telegram: LocalTelegram, session: aiohttp.ClientSession) -> None:
    headers = {"Origin": telegram.url, "Sec-Fetch-Site": "same-origin"}
    async with session.post(f"{telegram.url}/control/advance", json={"seconds": 60}, headers=headers) as response:
        assert response.status == 200
    headers = {"Origin": "http://127.0.0.1:1"}
    async with session.post(f"{telegram.url}/control/advance", json={"seconds": 60}, headers=headers) as response:
        assert response.status == 403
    assert 59 < telegram.world.clock.offset < 61


async def test_a_link_to_the_page_may_be_followed(telegram: LocalTelegram, session: aiohttp.ClientSession) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    async with session.get(telegram.url, headers=headers) as response:
        assert response.status == 200
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    async with session.get(f"{telegram.url}/control/status", headers=headers) as response:
        assert response.status == 403


async def test_only_the_files_of_the_page_are_served(telegram: LocalTelegram, session: aiohttp.ClientSession) -> None:
    for path in FILES.rglob("*.*"):
        async with session.get(f"{telegram.url}/page/{path.relative_to(FILES)}") as response:
            assert response.status == 200
            assert await response.read() == path.read_bytes()
            assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    for path in ("../server.py", "..%2fserver.py", "%2e%2e/server.py", "texts", "nothing.js", "photo/AgAC"):
        async with session.get(f"{telegram.url}/page/{path}") as response:
            assert response.status == 404


def test_the_page_needs_nothing_from_elsewhere() -> None:
    for path in FILES.rglob("*.*"):
        text = path.read_text("utf-8")
        addresses = set(re.findall(r"https?://[\w.]+", text)) - {"http://www.w3.org", "https://t.me"}
        assert addresses == set(), path.name
        assert "innerHTML" not in text
        assert len(text.splitlines()) <= 300, path.name


def test_every_text_of_the_page_is_there_in_three_languages() -> None:
    texts = {path.stem: dict(TEXT.findall(path.read_text("utf-8"))) for path in (FILES / "texts").iterdir()}
    assert texts.keys() == {"kk", "ru", "en"}
    assert texts["kk"].keys() == texts["ru"].keys() == texts["en"].keys()
    for words in zip(*(list(texts[language].items()) for language in ("kk", "ru", "en")), strict=True):
        fields = [set(re.findall(r"\{\w+\}", text)) for _, text in words]
        assert fields[0] == fields[1] == fields[2], words
    scripts = "".join(path.read_text("utf-8") for path in FILES.glob("*.js"))
    asked = set(re.findall(r'\bt\("([\w-]+)"', scripts))
    assert len(asked) > 60
    assert asked <= texts["en"].keys()
    made = tuple(re.findall(r"\bt\(`([\w-]+-)\$\{", scripts))  # t(`label-${each}`)
    unused = [each for each in texts["en"] if f'"{each}"' not in scripts and not each.startswith(made)]
    assert unused == []


def test_the_regions_of_the_page_are_those_of_asar() -> None:
    places = data.places()
    found = re.findall(
        r'region\("([^"]+)", "([^"]+)", "[^"]+", town\([^)]+\), ([\d.]+), ([\d.]+)\)',
        (FILES / "regions.js").read_text("utf-8"),
    )
    known = [(kk, ru) for kk, ru, *_ in found if kk != "Өзбекстан"]
    assert known == [(region.name_kk, region.name_ru) for region in places.regions()]
    for kk, _, latitude, longitude in found:
        there = places.region_at(float(latitude), float(longitude))
        assert (there.name_kk if there else "Өзбекстан") == kk


async def test_events_come_as_they_happen_and_again_after_a_broken_line(
    telegram: LocalTelegram, town: Town, api: Api, session: aiohttp.ClientSession
) -> None:
    mother = await town.person("Айгүл", label="parent")
    async with session.get(f"{telegram.url}/page/events") as response:
        events = Events(response)
        assert (await events.next("hello"))["epoch"] == telegram.world.epoch
        assert [one["name"] for one in (await events.next("town"))["people"]] == ["Айгүл"]
        await mother.say("сәлем")
        said = await events.next("chat")
        assert (said["kind"], said["chat"], said["message"]["data"]["text"]) == ("message", mother.id, "сәлем")
        keys = {"keyboard": [[{"text": "📱", "request_contact": True}]]}
        await api.ok("sendMessage", chat_id=mother.id, text="<b>Сәлем</b>", parse_mode="HTML", reply_markup=keys)
        answered = await events.next("chat")
        assert answered["message"]["bot"]
        assert answered["keyboard"]["keyboard"][0][0]["request_contact"] is True
        assert (await events.next("call"))["method"] == "sendMessage"
    headers = {"Last-Event-ID": str(said["no"])}
    async with session.get(f"{telegram.url}/page/events", headers=headers) as response:
        assert (await Events(response).next("chat"))["no"] == answered["no"]
    async with session.get(f"{telegram.url}/page/events?after={answered['no']}") as response:
        await town.reset()
        events = Events(response)
        assert (await events.next("hello"))["epoch"] != (await events.next("hello"))["epoch"]


async def test_a_phone_without_a_network_shows_what_it_has_seen(
    telegram: LocalTelegram, town: Town, api: Api, session: aiohttp.ClientSession
) -> None:
    mother = await town.person("Айгүл")
    await mother.say("/start")
    buttons = {"inline_keyboard": [[{"text": "Иә", "callback_data": "y"}]]}
    sent = await api.ok("sendMessage", chat_id=mother.id, text="бір", reply_markup=buttons)
    await town.do("offline", person=mother.id)
    await api.ok("editMessageText", chat_id=mother.id, message_id=sent["message_id"], text="екі")
    await api.ok("sendMessage", chat_id=mother.id, text="үш")

    async def texts() -> list[str]:
        async with session.get(f"{telegram.url}/page/town") as response:
            chat = (await response.json())["chats"][str(mother.id)]
        return [message["data"]["text"] for message in chat["messages"]]

    assert await texts() == ["/start", "бір"]
    await town.do("offline", person=mother.id, on=False)
    assert await texts() == ["/start", "екі", "үш"]


async def test_only_new_words_are_an_edit_and_lost_buttons_are_known(
    telegram: LocalTelegram, town: Town, api: Api, session: aiohttp.ClientSession
) -> None:
    mother = await town.person("Айгүл")
    await mother.say("/start")
    buttons = [[{"text": "Иә", "callback_data": "y"}]]
    sent = await api.ok("sendMessage", chat_id=mother.id, text="бір", reply_markup={"inline_keyboard": buttons})
    place = {"chat_id": mother.id, "message_id": sent["message_id"]}

    async def shown() -> dict[str, Any]:
        async with session.get(f"{telegram.url}/page/town") as response:
            found: dict[str, Any] = (await response.json())["chats"][str(mother.id)]["messages"][-1]
        return found

    assert ((await shown())["edits"], (await shown())["was"]) == (0, None)
    await api.ok("editMessageReplyMarkup", **place)
    assert ((await shown())["edits"], (await shown())["was"]) == (0, buttons)
    await api.ok("editMessageText", **place, text="екі")
    assert (await shown())["edits"] == 1


async def test_a_photo_is_shown_and_nothing_else(
    telegram: LocalTelegram, town: Town, session: aiohttp.ClientSession
) -> None:
    mother = await town.person("Айгүл")
    photo = (await mother.send_photo())["photo"][-1]["file_id"]
    async with session.get(f"{telegram.url}/page/photo/{photo}") as response:
        assert (response.status, response.content_type) == (200, "image/png")
    script = (await mother.send("photo", b"<script>alert(1)</script>"))["photo"][-1]["file_id"]
    async with session.get(f"{telegram.url}/page/photo/{script}") as response:
        assert response.status == 404
