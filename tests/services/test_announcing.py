"""Words to many people: prepared by buttons, shown before they go, sent in pieces, stopped at a word."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update
from telegram import Update

from bot.core.interview.events import Typed
from bot.core.roles import COUNTRY, Membership, Role
from bot.services import housekeeping, prompts
from bot.services.broadcasting import AHEAD, TICK
from bot.services.unit import Press
from bot.store import people, schema
from bot.telegram import callbacks
from bot.telegram.handlers import announce
from tests.office import Context
from tests.office import buttons as labels
from tests.services.conftest import DAY, FAMILY, FIRST, HOUR, LEAD, NEXT_DOOR, NIGHT, REGION, Region

KK, RU = "Жиналыс сенбіде <b>сағат 10-да</b>", "Собрание в субботу, в 10 часов"


async def tap(region: Region, who: int, data: str) -> list[dict[str, Any]]:
    """Press a button of an announcement; what this person was shown because of it."""
    await region.pending()
    action = callbacks.decode(data)
    assert action is not None
    async with region.unit(who, Press("1", None, action)) as unit:
        await prompts.pressed(unit, action)
        await announce.press(Update(1), Context(unit, action))  # type: ignore[arg-type]
        await unit.answer()
    return await shown(region, who)


async def shown(region: Region, who: int) -> list[dict[str, Any]]:
    return [payload for row, payload in await region.pending() if row.chat_id == who and "text" in payload]


async def begin(region: Region, who: int = LEAD) -> list[dict[str, Any]]:
    await region.pending()
    async with region.unit(who) as unit:
        await prompts.interrupt(unit)
        await announce.announce(Update(1), Context(unit))  # type: ignore[arg-type]
    return await shown(region, who)


async def write(region: Region, words: str, who: int = LEAD) -> list[dict[str, Any]]:
    await region.pending()
    async with region.unit(who) as unit:
        assert await prompts.answer(unit, Typed(words))
    return await shown(region, who)


def find(said: list[dict[str, Any]], label: str) -> str:
    found = [data for payload in said for text, data in labels(payload).items() if label in text]
    assert found, said
    return found[-1]


async def prepare(
    region: Region, who: int = LEAD, audience: str = "Семьям", where: str = "Вся область"
) -> list[dict[str, Any]]:
    """Up to the confirmation, in both languages."""
    said = await tap(region, who, find(await begin(region, who), audience))
    await tap(region, who, find(said, where))
    await write(region, KK, who)
    return await write(region, RU, who)


async def crowd(region: Region, count: int) -> None:
    """Families of the district with open requests who speak Kazakh, by the numbers from 1000 on."""
    await region.submit()
    people_, requests_ = schema.people, schema.requests
    async with region.tx() as tx:
        request = dict((await tx.execute(select(requests_))).mappings().one())
        family = dict((await tx.execute(select(people_).where(people_.c.telegram_id == FAMILY))).mappings().one())
        rows = range(1000, 1000 + count)
        await tx.execute(insert(people_), [family | {"id": n, "telegram_id": n} for n in rows])
        copies = [request | {"id": n, "number": f"x{n}", "draft_id": n, "person_id": n} for n in rows]
        await tx.execute(insert(requests_), copies)


async def tick(region: Region, *, send: bool = True) -> list[tuple[int, str]]:
    """One piece; then Telegram takes what was handed over."""
    async with region.tx() as tx:
        await housekeeping.run_due(tx, region.asar)
    said = [(row.chat_id, payload["text"]) for row, payload in await region.pending() if "text" in payload]
    if send:
        async with region.tx() as tx:
            await tx.execute(update(schema.outbox).where(schema.outbox.c.state == "pending").values(state="sent"))
    region.now += TICK
    return said


@pytest.fixture
async def led(region: Region) -> Region:
    await region.people_come(LEAD)
    return region


async def test_from_the_first_button_to_the_last_family_in_their_own_language(led: Region):
    await crowd(led, 2)
    await led.change(FAMILY, language="ru")
    said = await prepare(led)
    preview_kk, preview_ru, ask = said[-3:]
    assert "&lt;b&gt;сағат 10-да&lt;/b&gt;" in preview_kk["text"]
    assert preview_ru["text"].startswith("📣 <b>Сообщение координатора.</b> Где: Туркестанская область")
    assert "Получат: 3, из них на казахском: 2, на русском: 1" in ask["text"]
    await tap(led, LEAD, find(said, "Отправить, получателей: 3"))
    told = await tick(led)
    received = {chat: text for chat, text in told if chat != LEAD}
    assert set(received) == {FAMILY, 1000, 1001}
    assert RU in received[FAMILY]
    assert "Жиналыс" in received[1000]
    ((_, text),) = [one for one in await tick(led) if one[0] == LEAD and "разослано" in one[1]]
    assert "Получили: 3" in text


async def test_two_taps_on_send_are_one_announcement_and_an_old_button_changes_nothing(led: Region):
    await led.submit()
    said = await prepare(led)
    send = find(said, "Отправить")
    edited = await tap(led, LEAD, find(said, "Русский текст"))
    assert "Текст на русском" in edited[-1]["text"]
    await tap(led, LEAD, send)  # as it was before: nothing is sent
    assert await tick(led) == []
    said = await write(led, RU + "!")
    send = find(said, "Отправить")
    assert find(await tap(led, LEAD, send), "Остановить")
    await tap(led, LEAD, send)
    texts = [text for chat, text in await tick(led) if chat == FAMILY]
    assert len(texts) == 1
    async with led.tx() as tx:
        assert len((await tx.execute(select(schema.announcements))).all()) == 1


async def test_thousands_go_in_pieces_and_a_process_that_dies_loses_and_doubles_nothing(led: Region):
    await crowd(led, 1000)
    await tap(led, LEAD, find(await prepare(led), "Отправить"))
    heard: list[int] = []
    while True:
        # The piece is rolled back: the process died before the commit.
        with suppress(RuntimeError):
            async with led.tx() as tx:
                await housekeeping.run_due(tx, led.asar)
                raise RuntimeError
        told = await tick(led)
        piece = [chat for chat, text in told if "Жиналыс" in text or RU in text]
        assert len(piece) <= AHEAD
        heard += piece
        if any("разослано" in text for _, text in told):
            break
    assert sorted(heard) == [FAMILY, *range(1000, 2000)]


async def test_nothing_more_is_handed_over_while_messages_wait(led: Region):
    await crowd(led, 300)
    await tap(led, LEAD, find(await prepare(led), "Отправить"))
    assert len([1 for chat, _ in await tick(led, send=False) if chat != LEAD]) == AHEAD
    assert len([1 for chat, _ in await tick(led, send=False) if chat != LEAD]) == 0


async def test_a_stop_takes_back_what_is_not_sent(led: Region):
    await crowd(led, 300)
    progress = await tap(led, LEAD, find(await prepare(led), "Отправить"))
    await tick(led)
    await tick(led, send=False)
    stopped = await tap(led, LEAD, find(progress, "Остановить"))
    assert f"Уже получили: {AHEAD}\nБот до них не доходит: 0\nНе получат: {301 - AHEAD}" in str(stopped[-1]["text"])
    async with led.tx() as tx:
        waits = schema.outbox.c.state == "pending"
        assert (await tx.execute(select(schema.outbox).where(waits, schema.outbox.c.rank == 3))).all() == []
    assert await tick(led) == []
    await tap(led, LEAD, find(progress, "Остановить"))
    assert await tick(led) == []


async def test_who_asked_for_no_more_hears_no_more_but_of_their_request(led: Region):
    request = await led.submit()
    await tap(led, LEAD, find(await prepare(led), "Отправить"))
    async with led.tx() as tx:
        await housekeeping.run_due(tx, led.asar)
    received = await shown(led, FAMILY)
    back = await tap(led, FAMILY, find(received, "Енді жібермеңіз"))
    assert "Өтінімдер туралы бәрібір жазамыз" in back[-1]["text"]
    for _ in range(3):
        await tick(led)
    assert "Получат: 0" in (await prepare(led))[-1]["text"]
    assert await led.command(FIRST, "accept", request.number)
    assert any(chat == FAMILY for chat, *_ in await led.all_texts())
    await tap(led, FAMILY, find(back, "Қайтадан жіберіп тұрыңыз"))
    assert "Получат: 1" in (await begin(led))[-1]["text"]


async def test_volunteers_of_the_area_and_nobody_else(led: Region):
    await led.person(23, Membership(Role.VOLUNTEER, REGION))
    await led.person(24, Membership(Role.VOLUNTEER, NEXT_DOOR))
    await led.person(25, Membership(Role.VOLUNTEER, "790000000"))
    await tap(led, LEAD, find(await prepare(led, audience="Волонтёрам", where="Сайрамский"), "Отправить"))
    assert {chat for chat, text in await tick(led) if RU in text} == {23, 24}


async def test_one_language_is_warned_of_and_money_and_cards_too(led: Region):
    await led.submit()
    said = await tap(led, LEAD, find(await begin(led), "Семьям"))
    await tap(led, LEAD, find(said, "Вся область"))
    said = await write(led, "Ақшаны мына картаға аударыңыз: 4000 0000 0000 0002, +7 701 234 56 78")
    said = await tap(led, LEAD, find(said, "Без русского"))
    for warning in ("Русского текста нет", "номер карты", "говорится о деньгах", "есть телефон"):
        assert warning in said[-1]["text"]
    assert find(said, "Отправить")  # a warning is no refusal


async def test_one_at_a_time_in_a_region_and_so_many_a_day(led: Region):
    await led.submit()
    await led.person(32, Membership(Role.COORDINATOR, REGION))
    await led.person(61, Membership(Role.COORDINATOR, COUNTRY))
    first, second = find(await prepare(led), "Отправить"), find(await prepare(led, 32), "Отправить")
    await tap(led, LEAD, first)
    assert "уже идёт" in (await tap(led, 32, second))[-1]["text"]
    for _ in range(3):
        await tick(led)
    assert find(await tap(led, 32, second), "Остановить")
    for _ in range(3):
        await tick(led)
    await tap(led, LEAD, find(await prepare(led), "Отправить"))
    for _ in range(3):
        await tick(led)
    assert "за сутки: 3" in (await tap(led, LEAD, find(await prepare(led), "Отправить")))[-1]["text"]
    led.now += DAY
    assert find(await tap(led, LEAD, find(await begin(led), "Отправить")), "Остановить")


async def test_nobody_is_woken_and_after_its_time_nothing_is_said(led: Region):
    await crowd(led, 200)
    led.now = NIGHT
    said = await prepare(led)
    assert "Ночью никого не будим" in said[-1]["text"]
    await tap(led, LEAD, find(said, "Отправить"))
    assert [text for chat, text in await tick(led) if chat != LEAD and KK[:8] in text] == []
    led.now = NIGHT + 8 * HOUR
    assert len([1 for chat, text in await tick(led) if chat != LEAD and KK[:8] in text]) == AHEAD
    led.now += timedelta(hours=24)
    ((_, text),) = [one for one in await tick(led) if one[0] == LEAD and "разослано" in one[1]]
    assert f"Получили: {AHEAD}" in text
    assert "Не успели до конца срока: 81" in text


async def test_what_somebody_begins_only_they_go_on_with_and_only_while_they_lead(led: Region):
    await led.submit()
    await led.person(32, Membership(Role.COORDINATOR, REGION))
    send = find(await prepare(led), "Отправить")
    for foreign in (32, FIRST, FAMILY):
        await tap(led, foreign, send)
    assert await tick(led) == []
    await tap(led, LEAD, send)
    async with led.unit(LEAD) as unit:
        await people.revoke(unit, unit.person.id)
    told = await tick(led)
    assert [chat for chat, _ in told] == [LEAD]
    assert "остановлена" in told[-1][1]
    assert "координатор" in (await begin(led, FIRST))[-1]["text"]


async def test_it_goes_on_where_it_was_after_anything_else(led: Region):
    await led.submit()
    said = await tap(led, LEAD, find(await begin(led), "Семьям"))
    await tap(led, LEAD, find(said, "Вся область"))
    again = (await begin(led))[-1]["text"]
    assert "Кому: 👪 Семьям, чьи заявки ещё открыты, Туркестанская область" in again
    assert "Текст на казахском" in again
    await write(led, KK)
    assert "Текст на русском" in (await begin(led))[-1]["text"]
    assert "Знаков" in (await write(led, "ы" * 1501))[-1]["text"]
    dropped = await tap(led, LEAD, find(await begin(led), "Не отправлять"))
    assert "ничего не отправлено" in dropped[-1]["text"]
    assert "Кому пишем" in (await begin(led))[-1]["text"]


async def test_whom_it_is_for_can_be_chosen_anew_and_the_words_stay(led: Region):
    await led.submit()
    anew = find(await prepare(led), "заново")
    said = await tap(led, LEAD, anew)
    assert "Кому пишем" in said[-1]["text"]
    said = await tap(led, LEAD, find(said, "Волонтёрам"))
    assert "Кому: 🤝 Волонтёрам" in said[-1]["text"]
    said = await tap(led, LEAD, find(said, "Вся область"))
    assert any(RU in payload["text"] for payload in said)
    assert "Кому: 🤝 Волонтёрам\nГде: Туркестанская область" in said[-1]["text"]
    stale = await tap(led, LEAD, anew)
    assert "Кому: 🤝 Волонтёрам" in stale[-1]["text"]
