"""What is shown of a family, to whom, for how long: cards, contacts, blanking."""

from typing import Any

import pytest

from bot.core.requests import Event, State
from bot.core.speech import Text
from bot.services import claims, contacts, families
from bot.store import people, requests
from tests.services.conftest import (
    ANSWERS,
    CANARIES,
    FAMILY,
    FIRST,
    SECOND,
    Region,
    pressed,
)

LONG = {
    "name": "Ә" * 120,
    "settlement": "Ө" * 80,
    "address": {"text": "Ұ" * 200, "lat": 43.3, "lon": 68.2},
    "comment": "Қ<&>" * 125,
    "child": [
        {
            **ANSWERS["child"][0],
            "_key": key,
            "name": "Ғ" * 60,
            "school": f"{key}" + "Ң" * 118,
            "colour": {"other": "Ү" * 100},
        }
        for key in range(1, 13)
    ],
}


async def accepted(region: Region, **changes: Any) -> tuple[requests.Request, list[tuple[Any, dict[str, Any]]]]:
    request = await region.submit(**changes)
    await region.pending()
    seen = region.seen
    await region.command(FIRST, "accept", request.number)
    region.seen = seen
    rows = [(row, payload) for row, payload in await region.pending() if row.chat_id == FIRST]
    return await region.get(request), rows


async def test_a_card_says_what_is_needed_and_for_whom(region):
    request = await region.submit()
    (card,) = await region.command(FIRST, "show", request.number)
    for part in (
        f"<b>№\xa0{request.number}</b> · Дорога в школу",
        "📍 Отрарский район, Туркестанская область",
        "Как передать: 🏠 На дом",
        "Семья говорит по-казахски",
        "⏳ Ждёт меньше часа",
        "1. 👦 Мальчик, 8 лет, 2 класс",
        "рост 128 см, одежда примерно 32",
        "стопа 20,5 см, обувь примерно 33",
        "цвет формы назовёт семья",
        "2. 👧 Девочка, 10 лет, 5 класс",
        "рост неизвестен, Худощавое",
        "цвет формы: Тёмно-синяя",
    ):
        assert part in card


async def test_a_card_in_kazakh_is_kazakh(region):
    await region.change(FIRST, language="kk")
    request = await region.submit()
    (card,) = await region.command(FIRST, "show", request.number)
    for part in ("📍 Отырар ауданы, Түркістан облысы", "8 жас", "киімі шамамен 32", "Отбасы қазақша сөйлейді"):
        assert part in card


async def test_a_request_by_phone_says_so(region):
    request = await region.submit(reach=None, child=None)
    async with region.unit(FAMILY) as unit:
        await requests.move(unit, request, State.QUEUED, mode="call", urgency=1)
    (card,) = await region.command(FIRST, "show", request.number)
    assert "Семья просит позвонить" in card
    assert "Срочная заявка" in card
    (queue,) = await region.command(FIRST, "queue")
    assert "подробности по телефону" in queue


async def test_contacts_are_edited_into_a_recorded_message_and_never_sent(region):
    request, rows = await accepted(region)
    (sent, cover), (edited, shown) = [(row, payload) for row, payload in rows if row.message is not None][:2]
    assert (sent.method, edited.method, edited.otherwise) == ("sendMessage", "editMessageText", "drop")
    assert edited.message == sent.message
    assert cover["protect_content"] is True
    assert not [canary for canary in CANARIES if canary in str(cover)]
    for chat, method, text in await region.all_texts():
        if method != "editMessageText" or chat != FIRST:
            assert not [canary for canary in CANARIES if canary in text], (chat, method)
    text = shown["text"]
    for part in (
        "👤 Канарейкина Айгуль",
        "📞 +7 701 000 00 09",
        "🏘 ауыл Канареечная",
        "🏠 ул. Канареечная, 5 &lt;b&gt;",
        "🕐 Когда звонить: Вечером, 17:00–21:00",
        "💬 Звоните сестре",
        "1. Кенар, мектеп-канарейка, канарейка-цвет",
        f"<b>{request.code_word}</b>",
    ):
        assert part in text
    markup = str(shown["reply_markup"])
    for part in (
        "https://wa.me/77010000009",
        "query=43.301100,68.202200",
        "'copy_text': {'text': 'ул. Канареечная, 5 <b>'}",
    ):
        assert part in markup


async def test_every_reveal_is_in_the_audit(region):
    request, _ = await accepted(region)
    assert (await region.events(request)).count(Event.REVEAL) == 1
    await region.command(FIRST, "show", request.number)
    assert (await region.events(request)).count(Event.REVEAL) == 2
    await region.command(SECOND, "show", request.number)
    assert (await region.events(request)).count(Event.REVEAL) == 2


async def test_a_second_look_blanks_the_first(region):
    request, _ = await accepted(region)
    await region.deliver()
    (first,) = await region.live("claim", request)
    await region.pending()
    await region.command(FIRST, "show", request.number)
    (now,) = await region.live("claim", request)
    assert now.id != first.id


async def test_nobody_but_the_claimer_ever_reads_a_contact(region):
    await region.change(SECOND, news="every")
    request, _ = await accepted(region)
    for data in ("s", "a", "d", "uc", "day", "na", "r"):
        await region.tap(SECOND, pressed(request, data))
    for name in ("show", "accept", "done", "release", "mine", "queue"):
        await region.command(SECOND, name, request.number)
    for chat, _, text in await region.all_texts():
        if chat not in (FIRST, FAMILY):
            assert not [canary for canary in CANARIES if canary in text]


async def _release(region: Region, request: requests.Request) -> None:
    await region.tap(FIRST, pressed(request, "rr", "far"))


async def _withdraw(region: Region, request: requests.Request) -> None:
    await region.tap(FAMILY, pressed(request, "wy", verb="f"))


async def _done(region: Region, request: requests.Request) -> None:
    await region.tap(FIRST, pressed(request, "d"))


async def _leave(region: Region, request: requests.Request) -> None:
    async with region.unit(FAMILY) as unit:
        await claims.return_claims(unit, (await people.by_telegram(unit, FIRST)).id)


async def _undo(region: Region, request: requests.Request) -> None:
    await region.tap(FIRST, pressed(request, "uc"))


ENDS = pytest.mark.parametrize("end", [_release, _withdraw, _done, _leave, _undo])


@ENDS
async def test_contacts_are_blanked_at_every_end(region, end):
    request, _ = await accepted(region)
    await region.deliver()
    await region.pending()
    await end(region, request)
    region.seen -= 1000
    last: dict[int, str] = {}
    async with region.tx() as tx:
        assert await contacts.messages.live(tx, ("claim",), request.id) == []
    for row, payload in await region.pending():
        if row.message is not None and row.chat_id == FIRST and "text" in payload:
            last[row.message] = str(payload)
    assert last
    for text in last.values():
        assert not [canary for canary in CANARIES if canary in text]


@ENDS
async def test_contacts_that_were_not_sent_yet_are_taken_back(region, end):
    request, _ = await accepted(region)
    await end(region, request)
    for _, _, text in await region.all_texts():
        assert not [canary for canary in CANARIES if canary in text]


async def test_a_part_delivery_gives_the_same_volunteer_the_contacts_again(region):
    request, _ = await accepted(region)
    await region.tap(FIRST, pressed(request, "d"))
    done = await region.get(request)
    await region.tap(FAMILY, pressed(done, "partly", verb="f"))
    now = await region.get(request)
    assert (now.state, now.claimer_id) == (State.CLAIMED, request.claimer_id)
    assert len(await region.live("claim", now)) == 1
    assert await region.timer("idle", now.id) is not None


async def test_a_dispute_takes_the_contacts_and_returns_it_ahead_of_others(region):
    request, _ = await accepted(region)
    await region.tap(FIRST, pressed(request, "d"))
    await region.tap(FAMILY, pressed(await region.get(request), "not", verb="f"))
    now = await region.get(request)
    assert (now.state, now.urgency) == (State.QUEUED, 1)
    assert await region.live("claim", now) == []


@pytest.mark.parametrize("language", ["kk", "ru"])
async def test_the_longest_request_fits_into_one_message(region, language):
    await region.change(FIRST, language=language)
    request, rows = await accepted(region, **LONG)
    async with region.unit(FIRST) as unit:
        await claims.corrected(unit, request, Text("volunteer-corrected", {"number": request.number}))
    texts = [payload["text"] for _, payload in rows if "text" in payload]
    assert max(map(len, texts)) <= 4096
    (shown,) = [text for text in texts if "wa.me" not in text and "💬" in text]
    assert shown.count("Ғ" * 39 + "…") == 12


@pytest.mark.parametrize("language", ["kk", "ru"])
async def test_the_longest_card_fits_too(region, language):
    await region.change(SECOND, language=language)
    needs = ["bag", "uniform", "shoes", "sports", "warm"]
    many = [ANSWERS["child"][0] | {"_key": key, "needs": needs, "colour": "burgundy"} for key in range(1, 13)]
    request = await region.submit(child=many)
    (card,) = await region.command(SECOND, "show", request.number)
    assert 2000 < len(card) <= 4096
    assert "\n12. " in card


async def test_who_is_out_of_reach_is_marked_for_the_volunteer(region):
    await region.change(FAMILY, reachable=False)
    _, rows = await accepted(region)
    assert any("Сообщения бота до семьи не доходят" in payload.get("text", "") for _, payload in rows)


async def test_the_family_sees_the_same_code_word_in_its_status(region):
    request, _ = await accepted(region)
    async with region.unit(FAMILY) as unit:
        await families.show(unit, request)
    texts = [text for chat, _, text in await region.all_texts() if chat == FAMILY]
    assert str(request.code_word) in texts[-1]
