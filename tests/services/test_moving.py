"""What a move brings with it: distance, what the village is found by, cards in groups, the stock of both regions."""

from typing import Any

import pytest
from sqlalchemy import select

from bot.core.requests import State
from bot.core.roles import Membership, Role
from bot.services import housekeeping, submission
from bot.services.waitlist import TIMER
from bot.store import requests, schema
from bot.store.requests import Request
from tests.services.conftest import (
    ADMIN,
    FIRST,
    LEAD,
    MINUTE,
    NEXT_DOOR,
    REGION,
    Region,
    pressed,
)
from tests.services.test_groups import CHAT, OTHER_CHAT, bind
from tests.services.test_groups import said as said_in
from tests.services.test_stock import asks, there_are

ELSEWHERE = "790000000"


async def lead(region: Region) -> None:
    await region.people_come(LEAD, ADMIN)
    await region.person(33, Membership(Role.COORDINATOR, ELSEWHERE))


async def move(region: Region, request: Request, code: str, why: str = "help", who: int = LEAD) -> Request:
    await region.tap(who, pressed(await region.get(request), "my", code, why, verb="c"))
    return await region.get(request)


async def keys(region: Region, request: Request) -> set[Any]:
    async with region.tx() as tx:
        columns = schema.localities.c
        found = await tx.execute(select(columns.kind, columns.hash).where(columns.request_id == request.id))
        return set(found.all())


async def later(region: Region) -> None:
    await region.wait(MINUTE)
    async with region.tx() as tx:
        while await housekeeping.run_due(tx, region.asar):
            pass


async def test_the_distance_and_what_the_village_is_found_by_are_of_the_new_district(region):
    await lead(region)
    here, there = await asks(region, 101), await asks(region, 102, place={"region": REGION, "district": NEXT_DOOR})
    assert not await keys(region, here) & await keys(region, there)
    moved = await move(region, here, NEXT_DOOR)
    assert await keys(region, moved) == await keys(region, there)
    assert moved.distance_km not in (None, here.distance_km)
    whole = await move(region, moved, ELSEWHERE)
    assert (whole.region, whole.distance_km) == (ELSEWHERE, None)


async def test_a_correction_later_keeps_the_distance_of_where_it_was_given(region):
    await lead(region)
    request = await asks(region, 101)
    moved = await move(region, request, NEXT_DOOR)
    async with region.unit(101) as unit:
        answers = {**requests.answers(unit, moved), "household": 7}
        await submission.save(unit, request.id, unit.asar.programmes["school_aid"], "full", answers)
    after = await region.get(request)
    assert (after.district, after.distance_km) == (NEXT_DOOR, moved.distance_km)


async def test_the_card_leaves_one_group_and_appears_in_another(region):
    await lead(region)
    await bind(region)
    await bind(region, OTHER_CHAT, NEXT_DOOR)
    request = await region.submit()
    await region.deliver()
    await region.pending()
    before = region.seen
    await move(region, request, NEXT_DOOR)
    region.seen = before
    rows = [(row.chat_id, row.method, payload.get("text", "")) for row, payload in await region.pending()]
    assert any(chat == CHAT and method == "editMessageText" for chat, method, _ in rows)
    (card,) = [text for chat, method, text in rows if (chat, method) == (OTHER_CHAT, "sendMessage")]
    assert request.number in card
    assert await said_in(region) == []


async def test_who_waits_for_stock_moves_up_when_another_family_goes_elsewhere(region):
    await lead(region)
    await there_are(region, bag=1)
    first, second = await asks(region, 101), await asks(region, 102)
    await region.command(FIRST, "accept", first.number)
    await later(region)
    assert (await region.get(second)).waitlisted_at is not None
    assert (await move(region, first, ELSEWHERE)).state is State.QUEUED
    await later(region)
    assert (await region.get(second)).waitlisted_at is None


async def test_who_waits_for_stock_waits_no_more_where_nothing_is_counted(region):
    await lead(region)
    await there_are(region, bag=0)
    request = await asks(region, 101)
    await later(region)
    assert (await region.get(request)).waitlisted_at is not None
    assert await region.timer(TIMER, request.id) is not None
    await move(region, request, ELSEWHERE)
    await later(region)
    moved = await region.get(request)
    assert (moved.region, moved.waitlisted_at) == (ELSEWHERE, None)


async def test_the_family_itself_moves_and_the_stock_it_leaves_is_free(region):
    await lead(region)
    await there_are(region, bag=1)
    first, second = await asks(region, 101), await asks(region, 102)
    await region.command(FIRST, "accept", first.number)
    await later(region)
    async with region.unit(101) as unit:
        answers = {**requests.answers(unit, first), "place": {"region": ELSEWHERE, "district": None}}
        await submission.save(unit, first.id, unit.asar.programmes["school_aid"], "full", answers)
    await later(region)
    assert (await region.get(second)).waitlisted_at is None


async def test_a_confirmation_names_what_is_out_of_stock_and_who_has_many(region):
    await lead(region)
    await there_are(region, bag=0)
    request = await asks(region, 101)
    await later(region)
    request = await region.get(request)
    person = await region.look(FIRST)
    (sure,) = await region.tap(LEAD, pressed(request, "at", person.id, verb="c"))
    assert "📦 Сейчас нет на складе: " in sure
    await region.tap(LEAD, pressed(request, "ho", verb="c"))
    request = await region.get(request)
    assert request.state is State.REVIEW
    (sure,) = await region.tap(LEAD, pressed(request, "at", person.id, verb="c"))
    assert "📦 Сейчас нет на складе: " in sure
    assert "обычно не больше" in sure


@pytest.mark.parametrize(
    ("language", "place", "why"), [("ru", "Куда: ", "Там смогут помочь"), ("kk", "Жаңа жері: ", "көмектес")]
)
async def test_the_story_says_where_it_went_and_why(region, language, place, why):
    await lead(region)
    request = await asks(region, 101)
    await move(region, request, NEXT_DOOR)
    await move(region, request, "KZ", "nobody")
    await region.person(LEAD, language=language)
    (story,) = await region.command(LEAD, "audit", request.number)
    assert story.count(place) == 2
    assert why in story
    assert NEXT_DOOR not in story
    assert "|" not in story
