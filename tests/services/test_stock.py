"""What a region has, who draws on it, and families who wait for more: in order, told honestly, never refused."""

import asyncio
from typing import Any

import pytest

from bot.core.interview import Typed
from bot.core.requests import Event, State
from bot.core.stock import Family, settle
from bot.services import families, housekeeping, stock, submission, volunteer, waitlist
from bot.services.unit import Press
from bot.store import requests, stocks
from bot.store.requests import Request
from bot.telegram import callbacks
from bot.telegram.handlers import stock as handlers
from tests.office import Context
from tests.services.conftest import (
    ADMIN,
    ANSWERS,
    DAY,
    FIRST,
    HOUR,
    LEAD,
    MINUTE,
    REGION,
    SECOND,
    STRANGER,
    Region,
    pressed,
)

BAG = [{**ANSWERS["child"][0], "needs": ["bag"]}]
BAG_AND_SHOES = [{**ANSWERS["child"][0], "needs": ["bag", "shoes"]}]


async def there_are(region: Region, **amounts: int) -> None:
    async with region.unit(LEAD) as unit:
        for item, amount in amounts.items():
            await stocks.put(unit, "school_aid", REGION, item, amount, unit.person.id)
        await stock.settle_soon(unit, REGION)


async def asks(region: Region, who: int, child: list[Any] = BAG, **more: Any) -> Request:
    """A family that submits as families do; they are told apart by their account."""
    await region.person(who, language="ru")
    answers = {**ANSWERS, "child": child, "phone": f"+770100{who:05d}", **more}
    region.drafts += 1
    async with region.unit(who) as unit:
        await submission.submit(unit, region.drafts, unit.asar.programmes["school_aid"], "full", answers)
        (found, *_) = await requests.of_person(unit, unit.person.id)
        return found


async def later(region: Region, span: Any = MINUTE) -> list[tuple[int, str]]:
    """Let time pass; what was said because of it."""
    await region.pending()
    await region.wait(span)
    async with region.tx() as tx:
        while await housekeeping.run_due(tx, region.asar):
            pass
    return await region.news()


async def listed(region: Region, *found: Request) -> list[bool]:
    return [(await region.get(one)).waitlisted_at is not None for one in found]


def test_who_is_in_the_queue_keeps_the_place_and_the_list_moves_up_in_order():
    things = (("bag", True), ("bag", False), ("bag", True), ("warm", True))
    line = [Family(place, (thing,), is_listed) for place, (thing, is_listed) in enumerate(things, start=1)]
    assert settle({"bag": 2}, line) == ([], [1, 4])
    assert settle({"bag": 0}, line) == ([2], [4])
    assert settle({"bag": -3}, [Family(1, ("bag", "shoes"), False)]) == ([], [])  # shoes have no end
    assert settle({}, line) == ([], [1, 3, 4])


async def test_a_family_for_whom_nothing_is_left_begins_on_the_list_and_reads_it(region):
    await there_are(region, bag=0)
    await later(region)
    request = await asks(region, 101)
    told = [text for chat, text in await region.news() if chat == 101]
    assert "сейчас закончились" in told[-1]
    assert "место: 1" in told[-1]
    assert "«Всеобуч»" in told[-1]
    assert "волонтёр примет заявку" not in told[-1]
    assert await listed(region, request) == [True]
    assert await region.events(request) == [Event.SUBMIT, Event.WAITLIST]
    assert await region.timer("escalate", request.id) is None
    assert not any(request.number in text for chat, text in await region.news() if chat in (FIRST, SECOND))


async def test_new_stock_calls_as_many_as_fit_in_their_order(region):
    await there_are(region, bag=0)
    await later(region)
    first = await asks(region, 101)
    await region.wait(HOUR)
    second = await asks(region, 102)
    urgent = await asks(region, 103, situation=["emergency"])
    await there_are(region, bag=2)
    news = await later(region)
    assert {chat for chat, text in news if "подошла Ваша очередь" in text} == {101, 103}
    assert await listed(region, first, second, urgent) == [False, True, False]
    assert (await region.events(first))[-1] is Event.STOCKED
    now = await region.get(first)
    assert (now.submitted_at, now.revision) == (first.submitted_at, first.revision)
    assert await region.timer("escalate", first.id) is not None
    assert await later(region) == []  # and nobody is told twice


async def test_of_two_who_accept_the_last_one_at_once_one_has_it_and_nobody_is_promised_what_is_not_there(region):
    found = [await asks(region, 101), await asks(region, 102)]
    await there_are(region, bag=1)  # both are in the queue still: nobody has looked yet

    async def accept(who: int, request: Request) -> None:
        async with region.unit(who) as unit:
            await asyncio.sleep(0)
            await volunteer.claim(unit, await requests.get(unit, request.id))

    await region.pending()
    await asyncio.gather(accept(FIRST, found[0]), accept(SECOND, found[1]))
    states = sorted([(await region.get(one)).state for one in found])
    assert states == [State.CLAIMED, State.QUEUED]
    assert any("на складе ничего нет" in text for chat, text in await region.news() if chat in (FIRST, SECOND))
    await later(region)
    assert sorted(await listed(region, *found)) == [False, True]


async def test_a_released_claim_lets_the_next_family_go_on_only_when_it_is_free(region):
    await there_are(region, bag=1)
    first = await asks(region, 101)
    await region.tap(FIRST, pressed(await region.get(first), "a"))
    await later(region)
    second = await asks(region, 102)
    assert await listed(region, second) == [True]
    await region.command(FIRST, "release", f"{first.number} уезжаю")
    news = await later(region)
    assert not any(chat == 102 for chat, _ in news)  # it is the first family's still
    async with region.unit(101) as unit:
        await families.withdraw(unit, await requests.get(unit, first.id))
    assert any(chat == 102 and "подошла" in text for chat, text in await later(region))


async def test_what_is_delivered_is_gone_and_what_was_missing_is_free(region):
    await there_are(region, bag=1)
    first = await asks(region, 101)
    await region.tap(FIRST, pressed(await region.get(first), "a"))
    request = await region.get(first)
    await later(region)
    second = await asks(region, 102)
    await region.tap(FIRST, pressed(request, "dt"))
    await region.tap(FIRST, pressed(request, "gt", "1-bag-1"))
    await region.tap(FIRST, pressed(request, "gr", "1-bag-have"))
    await region.tap(FIRST, pressed(request, "ge"))
    assert (await region.get(first)).state is State.DELIVERED
    assert any(chat == 102 and "подошла" in text for chat, text in await later(region))
    await region.tap(SECOND, pressed(await region.get(second), "a"))
    await region.tap(SECOND, pressed(await region.get(second), "d"))
    async with region.tx() as tx:
        count = (await stocks.counts(tx, "school_aid", REGION))["bag"]
    assert (count.amount, count.given, count.reserved, count.left) == (1, 1, 0, 0)


async def test_who_can_get_a_part_is_served_and_all_three_know_what_is_out(region):
    await there_are(region, bag=0)
    request = await asks(region, 101, BAG_AND_SHOES)
    await later(region)
    assert await listed(region, request) == [False]
    (card,) = await region.tap(FIRST, pressed(request, "s"))
    assert "Сейчас нет на складе: 🎒 Портфель с принадлежностями" in card
    await region.pending()
    await region.tap(FIRST, pressed(request, "a"))
    said = await region.all_texts()
    assert any("Сейчас нет на складе" in text for chat, method, text in said if (chat, method[:4]) == (FIRST, "edit"))
    assert any("Сейчас у нас нет: 🎒" in text for chat, _, text in said if chat == 101)


async def test_the_first_to_accept_has_the_last_one_and_the_second_claim_says_so(region):
    first, second = await asks(region, 101, BAG_AND_SHOES), await asks(region, 102, BAG_AND_SHOES)
    await there_are(region, bag=1)
    await region.tap(FIRST, pressed(first, "a"))
    await region.wait(MINUTE)
    await region.tap(SECOND, pressed(second, "a"))
    async with region.unit(FIRST) as unit:
        assert await stock.out(unit, await requests.get(unit, first.id)) == []
        assert await stock.out(unit, await requests.get(unit, second.id)) == ["bag"]


async def test_a_waiting_family_hears_from_us_and_may_leave(region):
    await there_are(region, bag=0)
    await later(region)
    request = await asks(region, 101)
    assert await later(region, 13 * DAY) == []
    (told,) = [text for chat, text in await later(region, DAY + HOUR) if chat == 101]
    assert "место в листе ожидания: 1" in told
    await region.pending()
    async with region.unit(101) as unit:
        await families.status(unit)
    (status,) = [text for chat, text in await region.news() if chat == 101]
    assert "Ваше место в листе ожидания: 1" in status
    await region.tap(101, pressed(request, "wy", verb="f"))
    assert (await region.get(request)).state is State.WITHDRAWN
    assert await later(region, 20 * DAY) == []


async def test_a_family_is_told_in_the_morning_and_once_after_an_outage(region):
    await there_are(region, bag=0)
    await later(region)
    await asks(region, 101)
    told = await later(region, 60 * DAY)
    assert len([text for chat, text in told if chat == 101]) == 1


async def test_a_correction_to_what_is_there_ends_the_waiting(region):
    await there_are(region, bag=0)
    await later(region)
    request = await asks(region, 101)
    async with region.unit(101) as unit:
        programme = unit.asar.programmes["school_aid"]
        await submission.save(unit, request.id, programme, "full", {**ANSWERS, "child": BAG_AND_SHOES})
    await later(region)
    assert await listed(region, request) == [False]


async def test_nothing_on_the_list_can_be_accepted_by_its_number(region):
    await there_are(region, bag=0)
    await later(region)
    request = await asks(region, 101)
    (told,) = await region.command(FIRST, "accept", request.number)
    assert "Семья ждёт поступления" in told
    await region.tap(FIRST, pressed(request, "a"))
    assert (await region.get(request)).state is State.QUEUED


async def test_old_requests_are_counted_when_the_stock_is(region):
    for _ in range(3):
        await region.submit(child=BAG)  # as before things were kept one by one
    await there_are(region, bag=1)
    await later(region)
    async with region.tx() as tx:
        assert await stocks.count_listed(tx, REGION) == 2


async def test_hundreds_of_families_are_told_piece_by_piece(region):
    for who in range(1000, 1000 + 2 * waitlist.PIECE + 10):
        await region.person(who, language="ru")
        await region.submit(who, child=BAG, phone=f"+770200{who:05d}")
    await there_are(region, bag=5)
    for _ in range(8):
        await later(region, MINUTE)
    async with region.tx() as tx:
        assert await stocks.count_listed(tx, REGION) == 2 * waitlist.PIECE + 5


async def tell(region: Region, who: int, data: str) -> list[str]:
    """Press a button of /stock."""
    await region.pending()
    action = callbacks.decode(data)
    assert action is not None
    async with region.unit(who, Press("1", None, action)) as unit:
        await handlers.press(None, Context(unit, action))  # type: ignore[arg-type]
    return [text for chat, text in await region.news() if chat == who]


async def amount(region: Region, item: str = "bag") -> int | None:
    async with region.tx() as tx:
        return (await stocks.of(tx, "school_aid", REGION)).get(item)


async def test_a_coordinator_counts_by_buttons_and_by_typing(region):
    await region.people_come(LEAD)
    await asks(region, 101)
    (shown,) = await tell(region, LEAD, "k:p:61:school_aid")
    assert "🎒 Портфель с принадлежностями: без учёта, передано 0, ждут 1" in shown
    await tell(region, LEAD, "k:i:61:school_aid:bag")
    assert await region.answer(LEAD, Typed("40"))
    assert await amount(region) == 40
    await tell(region, LEAD, "k:i:61:school_aid:bag")
    assert await region.answer(LEAD, Typed("много"))
    assert await region.answer(LEAD, Typed("+ 5"))
    assert await amount(region) == 45
    for _ in range(3):
        await tell(region, LEAD, "k:a:61:school_aid:bag:45:55")
    assert await amount(region) == 55
    await tell(region, LEAD, "k:a:61:school_aid:bag:55:-")
    assert await amount(region) is None


async def test_less_than_was_given_is_explained_and_less_than_was_promised_too(region):
    await region.people_come(LEAD)
    given, promised = await asks(region, 101), await asks(region, 102)
    await region.tap(FIRST, pressed(given, "a"))
    await region.tap(FIRST, pressed(await region.get(given), "d"))
    await region.tap(SECOND, pressed(promised, "a"))
    await tell(region, LEAD, "k:i:61:school_aid:bag")
    await region.pending()
    assert await region.answer(LEAD, Typed("0"))
    (told,) = [text for chat, text in await region.news() if chat == LEAD]
    assert "уже передано 1" in told
    assert await amount(region) is None
    assert await region.answer(LEAD, Typed("1"))
    assert any("не хватает: 1" in text for chat, text in await region.news() if chat == LEAD)
    assert await amount(region) == 1
    assert (await region.get(promised)).state is State.CLAIMED


@pytest.mark.parametrize("who", [FIRST, STRANGER, 101])
async def test_nobody_else_counts(region, who):
    await asks(region, 101)
    for data in ("k:r:61", "k:p:61:school_aid", "k:i:61:school_aid:bag", "k:a:61:school_aid:bag:-:5"):
        assert not any("Склад" in text for text in await tell(region, who, data))
    assert await amount(region) is None


@pytest.mark.parametrize(
    "data",
    [
        *("k", "k:r", "k:r:99", "k:p:61:x", "k:i:61:school_aid:x"),
        *("k:a:61:school_aid:bag:-:x", "k:a:79:school_aid:bag:-:5"),
    ],
)
async def test_forged_and_foreign_buttons_count_nothing(region, data):
    await region.people_come(LEAD, ADMIN)
    await tell(region, LEAD, data)
    async with region.tx() as tx:
        assert await stocks.programmes(tx, "790000000") == []
    assert await amount(region) is None
