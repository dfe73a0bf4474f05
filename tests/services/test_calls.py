"""The calls: outcomes by button, what the family is asked, what its answers change."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.interview import ContactShared, Typed
from bot.core.requests import Event, State
from bot.services import calls, reach
from bot.store import audit, requests, reviews
from bot.store.reviews import Why
from tests.services.conftest import DAY, FAMILY, FIRST, LEAD, MINUTE, TODAY, Region, pressed


async def accepted(region: Region) -> requests.Request:
    request = await region.submit()
    await region.command(FIRST, "accept", request.number)
    await region.deliver()
    await region.pending()
    return await region.get(request)


async def told_family(region: Region, data: str) -> list[str]:
    """What the family reads because the volunteer pressed."""
    seen = region.seen
    await region.tap(FIRST, data)
    region.seen = seen
    return [text for chat, text in await region.news() if chat == FAMILY]


async def answer(region: Region, code: str, request: requests.Request) -> list[tuple[int, str]]:
    """The family presses one of the answers of this file."""
    await region.pending()
    async with region.unit(FAMILY) as unit:
        await calls.PRESSES[code](unit, await requests.get(unit, request.id))
    return await region.news()


async def test_the_next_seven_days_are_offered(region):
    request = await accepted(region)
    (asked,) = await region.tap(FIRST, pressed(request, "day"))
    assert "О каком дне Вы договорились" in asked
    labels = (await region.all_texts())[-2][2]  # the last one answers the press
    for part in ("Сегодня", "Завтра", "ср, 05.08", "вс, 09.08", f"v:dy:{request.id}:{request.revision}:"):
        assert part in labels
    assert "пн, 10.08" not in labels


async def test_an_agreed_day_is_told_to_the_family_and_the_claim_lives_until_after_it(region):
    request = await accepted(region)
    day = TODAY + timedelta(days=6)
    (told,) = await told_family(region, pressed(request, "dy", day.toordinal()))
    assert "келіскен күніңіз: 2026 ж. 9 тамыз" in told
    assert (await region.timer("idle", request.id)).due_at == datetime(2026, 8, 10, 4, tzinfo=UTC)
    async with region.tx() as tx:
        assert (await audit.of(tx, request.id))[-1].reason == "2026-08-09"
    assert await told_family(region, pressed(request, "dy", day.toordinal())) == []  # a double tap


@pytest.mark.parametrize("ahead", [-1, 7, 100_000_000])
async def test_other_days_are_no_answer(region, ahead):
    request = await accepted(region)
    assert await told_family(region, pressed(request, "dy", TODAY.toordinal() + ahead)) == []
    assert Event.AGREE not in await region.events(request)


async def test_after_two_calls_in_vain_the_family_is_asked_when_it_suits(region):
    request = await accepted(region)
    assert await told_family(region, pressed(request, "na")) == []
    assert await told_family(region, pressed(request, "na")) == []  # a double tap is one call
    assert (await region.get(request)).no_answer == 1
    region.now += 10 * MINUTE
    (asked,) = await told_family(region, pressed(request, "na"))
    assert "қай кезде сөйлескен ыңғайлы" in asked
    buttons = [text for chat, _, text in await region.all_texts() if chat == FAMILY][-1]
    for code in ("morning", "day", "evening", "any", "ph"):
        assert f"f:{code}:{request.id}:{request.revision}" in buttons


async def test_when_it_suits_reaches_the_claimer_and_stays_in_the_request(region):
    request = await accepted(region)
    for _ in range(2):
        region.now += 10 * MINUTE
        await region.tap(FIRST, pressed(request, "na"))
    told = await answer(region, "morning", request)
    assert any(chat == FIRST and "Когда звонить: Утром, 9:00–12:00." in text for chat, text in told)
    assert any(chat == FAMILY and "Еріктіге жеткіздік: Таңертең" in text for chat, text in told)
    assert any(chat == FIRST and "🕐 Когда звонить: Утром" in text for chat, text in told)
    assert await region.live("ask", request) == []


async def test_a_wrong_number_is_put_right_by_the_family(region):
    request = await accepted(region)
    (asked,) = await told_family(region, pressed(request, "wn"))
    assert "нөмірінде қате бар" in asked
    assert (await answer(region, "ph", request))[-1][0] == FAMILY
    assert await region.answer(FAMILY, Typed("кешіріңіз"))
    assert await region.answer(FAMILY, ContactShared("77010000003", own=False))
    assert (await region.look(FAMILY)).sealed_prompt is not None
    await region.pending()
    assert await region.answer(FAMILY, Typed("8 701 000 00 04"))
    told = await region.news()
    assert any(chat == FIRST and "📞 +7 701 000 00 04" in text for chat, text in told)
    assert any(chat == FIRST and "новый номер телефона" in text for chat, text in told)
    now = await region.get(request)
    async with region.unit(FAMILY) as unit:
        assert requests.answers(unit, now)["phone"] == "+77010000004"
        assert now.phone_hash in unit.vault.blinds("+77010000004")
        assert unit.person.sealed_prompt is None
    assert (now.state, now.revision) == (State.CLAIMED, request.revision + 1)


async def test_an_own_contact_is_a_new_phone_too(region):
    request = await accepted(region)
    await answer(region, "ph", request)
    assert await region.answer(FAMILY, ContactShared("77010000005", own=True))
    async with region.unit(FAMILY) as unit:
        assert requests.answers(unit, await requests.get(unit, request.id))["phone"] == "+77010000005"


async def test_words_of_danger_get_the_helplines_even_where_a_phone_was_asked_for(region):
    request = await accepted(region)
    await answer(region, "ph", request)
    await region.answer(FAMILY, Typed("күйеуім ұрып жатыр, көмектесіңіз"))
    assert any("112" in text for chat, text in await region.news() if chat == FAMILY)


async def test_a_phone_typed_after_the_request_was_withdrawn_changes_nothing(region):
    request = await accepted(region)
    await answer(region, "ph", request)
    now = await region.get(request)
    await region.tap(FAMILY, pressed(now, "wy", verb="f"))
    assert not await region.answer(FAMILY, Typed("8 701 000 00 04"))


async def test_only_the_family_ends_a_request_that_is_not_needed(region):
    request = await accepted(region)
    (asked,) = await told_family(region, pressed(request, "nn"))
    assert "көмек енді керек емес. Солай ма?" in asked
    assert (await region.get(request)).state is State.CLAIMED
    told = await answer(region, "still", request)
    assert any(chat == FIRST and "ещё нужна" in text for chat, text in told)
    region.now += 10 * MINUTE
    await region.tap(FIRST, pressed(request, "nn"))
    await region.tap(FAMILY, pressed(request, "wy", verb="f"))
    assert (await region.get(request)).state is State.WITHDRAWN


@pytest.mark.parametrize(("code", "event"), [("wn", Event.WRONG_NUMBER), ("nn", Event.NOT_NEEDED)])
async def test_a_double_tap_asks_once(region, code, event):
    request = await accepted(region)
    assert len(await told_family(region, pressed(request, code))) == 1
    assert await told_family(region, pressed(request, code)) == []
    assert (await region.events(request)).count(event) == 1


async def test_calls_of_an_earlier_claim_do_not_count(region):
    request = await accepted(region)
    await region.tap(FIRST, pressed(request, "na"))
    await region.tap(FIRST, pressed(request, "rr", "far"))
    region.now += DAY
    await region.command(FIRST, "accept", request.number)
    again = await region.get(request)
    await region.tap(FIRST, pressed(again, "na"))
    assert (await region.get(request)).no_answer == 1


@pytest.mark.parametrize("code", ["na", "wn", "nn"])
async def test_what_came_of_a_call_keeps_the_claim_alive(region, code):
    request = await accepted(region)
    region.now += 2 * DAY
    await region.tap(FIRST, pressed(request, code))
    assert (await region.timer("idle", request.id)).due_at == region.now + 3 * DAY


async def test_a_call_does_not_bring_the_question_before_the_agreed_day(region):
    request = await accepted(region)
    await region.tap(FIRST, pressed(request, "dy", (TODAY + timedelta(days=6)).toordinal()))
    await region.tap(FIRST, pressed(request, "na"))
    assert (await region.timer("idle", request.id)).due_at == datetime(2026, 8, 10, 4, tzinfo=UTC)


@pytest.mark.parametrize("code", ["morning", "still"])
async def test_an_answer_of_the_family_keeps_the_claim_alive(region, code):
    request = await accepted(region)
    region.now += 2 * DAY
    await answer(region, code, request)
    assert (await region.timer("idle", request.id)).due_at == region.now + 3 * DAY


@pytest.mark.parametrize(
    ("code", "why", "told"),
    [
        ("na", Why.LOST, "попросили координатора её найти"),
        ("wn", Why.LOST, "попросили координатора её найти"),
        ("nn", Why.NEEDLESS, "Координатор проверит и закроет"),
    ],
)
async def test_what_neither_the_phone_nor_the_bot_settles_is_looked_at(region, code, why, told):
    """A family that blocked the bot, and a phone that is wrong: "settle it by phone" would lead nowhere."""
    await region.people_come(LEAD)
    request = await accepted(region)
    await region.change(FAMILY, reachable=False)
    for _ in range(2 if code == "na" else 1):
        region.now += 10 * MINUTE
        said = await region.tap(FIRST, pressed(request, code))
    assert told in said[-1]
    async with region.tx() as tx:
        assert [one.reason for one in await reviews.open_of(tx, request.id)] == [why]
    assert (await region.get(request)).state is State.CLAIMED
    (page,) = await region.command(LEAD, "review", request.number)
    assert ("бот до неё не доходит" if why is Why.LOST else "помощь семье уже не нужна") in page
    async with region.unit(FAMILY) as unit:
        await reach.found(unit)
        assert [one.reason for one in await reviews.open_of(unit, request.id)] == [why] * (why is Why.NEEDLESS)


@pytest.mark.parametrize("language", ["kk", "ru"])
async def test_a_family_that_comes_back_is_asked_what_it_never_read(region, language):
    await region.person(FAMILY, language=language)
    request = await accepted(region)
    async with region.unit(FAMILY) as unit:
        await reach.lost(unit, unit.person)
    await region.pending()
    async with region.unit(FAMILY) as unit:
        await reach.found(unit)
    (told,) = [text for chat, text in await region.news() if chat == FIRST]
    assert "снова читает сообщения бота" in told
    async with region.unit(FAMILY) as unit:
        await reach.lost(unit, unit.person)
    await region.command(FIRST, "done", request.number)
    await region.pending()
    async with region.unit(FAMILY) as unit:
        await reach.found(unit)
    (asked,) = [text for chat, text in await region.news() if chat == FAMILY]
    assert ("көмек қолыңызға тиді ме" if language == "kk" else "Вы её получили?") in asked
