"""Where a waiting request goes and who hears of it: stages, quiet hours, digests, the one live message."""

from datetime import UTC, datetime

import pytest

from bot.core.deadlines import Deadlines
from bot.core.requests import Event, State
from bot.core.roles import Membership, Role
from bot.core.routing import Stage
from bot.services import families, housekeeping, panel, queue, views
from bot.store import people, requests
from bot.store import queue as waiting
from tests.services.conftest import (
    ADMIN,
    CANARIES,
    DAY,
    DISTRICT,
    FAMILY,
    FIRST,
    HOUR,
    LEAD,
    MINUTE,
    NEXT_DOOR,
    NIGHT,
    REGION,
    SECOND,
    WIDE,
    Region,
    pressed,
)

PLACE = {"region": REGION, "district": DISTRICT}


async def escalate(region: Region, request: requests.Request) -> requests.Request:
    async with region.unit(FAMILY) as unit:
        await queue.escalate(unit, await requests.get(unit, request.id))
    return await region.get(request)


@pytest.mark.parametrize(
    ("who", "place", "stage"),
    [
        ((FIRST, WIDE, LEAD, ADMIN), PLACE, Stage.DISTRICT),
        ((WIDE, LEAD, ADMIN), PLACE, Stage.REGION),
        ((LEAD, ADMIN), PLACE, Stage.COORDINATOR),
        ((ADMIN,), PLACE, Stage.DESK),
        ((), PLACE, Stage.DESK),
        ((FIRST, WIDE, ADMIN), {"region": REGION, "district": None}, Stage.REGION),
        ((FIRST, WIDE, ADMIN), {"region": None, "district": None}, Stage.DESK),
    ],
)
async def test_a_request_goes_to_the_nearest_who_are_there_and_the_family_is_told_the_truth(region, who, place, stage):
    async with region.tx() as tx:
        for telegram_id in (FIRST, SECOND):
            await people.revoke(tx, (await people.by_telegram(tx, telegram_id)).id)
    await region.people_come(*who)
    request = await region.submit(place=place)
    assert request.stage is stage
    assert region.reach == queue.Reach(stage, has_people=stage is not Stage.DESK)


async def test_who_is_paused_or_out_of_reach_or_the_family_itself_is_not_there(region):
    await region.people_come(WIDE)
    await region.change(FIRST, paused=True)
    await region.change(SECOND, reachable=False)
    assert (await region.submit()).stage is Stage.REGION
    await region.change(FIRST, paused=False)
    assert (await region.submit(who=FIRST)).stage is Stage.REGION


async def test_only_who_wants_every_request_gets_a_card_and_the_digest_comes_once_for_all(region):
    await region.change(FIRST, news="every")
    request = await region.submit()
    await region.submit()
    told = await region.pending()
    assert [(row.chat_id, row.not_before) for row, _ in told] == [(FIRST, region.now)] * 2
    assert request.number in told[0][1]["text"]
    second = await region.look(SECOND)
    assert (await region.timer("digest", second.id)).due_at == datetime(2026, 8, 3, 13, tzinfo=UTC)  # 18:00
    region.now += 7 * HOUR
    async with region.tx() as tx:
        await housekeeping.run_due(tx, region.asar)
    (digest,) = [text for chat, text in await region.news() if chat == SECOND]
    assert digest.startswith("В Вашей очереди ждут 2 семьи, первая уже 7 часов.")
    region.now += 3 * DAY
    assert await region.timer("digest", second.id) is None


async def test_who_chose_silence_hears_nothing(region):
    await region.change(FIRST, news="silent")
    await region.submit()
    assert await region.timer("digest", (await region.look(FIRST)).id) is None
    assert await region.pending() == []


async def test_nothing_is_pushed_at_night(region):
    region.now = NIGHT
    await region.change(FIRST, news="every")
    await region.submit()
    ((row, _),) = await region.pending()
    assert row.not_before == datetime(2026, 8, 4, 3, tzinfo=UTC)  # 8:00
    digest = await region.timer("digest", (await region.look(SECOND)).id)
    assert digest.due_at == datetime(2026, 8, 4, 4, tzinfo=UTC)  # 9:00


async def test_a_card_that_waits_for_the_morning_is_taken_back_when_somebody_accepts_at_night(region):
    region.now = NIGHT
    await region.change(FIRST, news="every")
    request = await region.submit()
    assert len(await region.pending()) == 1
    region.seen = 0
    await region.tap(SECOND, pressed(request, "a"))
    region.seen = 0
    assert [row for row, _ in await region.pending() if row.chat_id == FIRST] == []
    assert await region.live("card", request) == []


async def test_every_copy_of_a_card_loses_its_buttons_when_one_accepts(region):
    for who in (FIRST, SECOND):
        await region.change(who, news="every")
    request = await region.submit()
    await region.deliver()
    await region.pending()
    await region.tap(FIRST, pressed(request, "a"))
    region.seen = 2
    edits = [(row, payload) for row, payload in await region.pending() if row.method == "editMessageText"]
    closed = [payload for row, payload in edits if row.chat_id == SECOND]
    assert [payload["text"] for payload in closed] == [f"Заявку №\xa0{request.number} принял другой волонтёр."]
    assert "v:a:" not in str(closed)
    assert await region.live("card", request) == []


async def test_it_escalates_through_the_stages_once_each(region):
    await region.people_come(WIDE, LEAD, ADMIN)
    request = await region.submit()
    spans = []
    for stage in (Stage.REGION, Stage.COORDINATOR, Stage.DESK):
        timer = await region.timer("escalate", request.id)
        spans.append(timer.due_at - region.now)
        region.now = timer.due_at
        assert (await escalate(region, request)).stage is stage
    assert spans == [DAY, DAY, 2 * DAY]
    assert (await escalate(region, request)).stage is Stage.DESK
    assert (await region.events(request)).count(Event.ESCALATE) == 3
    for who in (WIDE, LEAD, ADMIN):
        assert await region.timer("digest", (await region.look(who)).id) is not None


async def test_the_desk_hears_of_it_daily_the_family_weekly_and_in_the_end_it_expires(region):
    await region.people_come(ADMIN)
    request = await region.submit()
    for _ in range(Deadlines().still_waiting_days + 1):  # one of them brings it to the desk
        timer = await region.timer("escalate", request.id)
        assert timer.due_at - region.now <= DAY
        region.now = timer.due_at
        async with region.unit(FAMILY) as unit:
            await queue.escalate(unit, await requests.get(unit, request.id), timer.count)
    told = [text for _, text in await region.news() if "не забыли о Вас" in text or "ұмытқан жоқпыз" in text]
    assert len(told) == 1
    region.now += Deadlines().expire
    expired = await escalate(region, request)
    assert expired.state is State.EXPIRED
    assert await region.timer("escalate", request.id) is None
    assert (await region.events(request))[-1] is Event.EXPIRE


async def test_an_accepted_request_escalates_no_further(region):
    request = await region.submit()
    await region.tap(FIRST, pressed(request, "a"))
    assert await region.timer("escalate", request.id) is None
    assert (await escalate(region, request)).state is State.CLAIMED
    assert Event.ESCALATE not in await region.events(request)


async def test_a_card_shown_before_an_escalation_can_still_be_accepted(region):
    await region.people_come(WIDE)
    request = await region.submit()
    await escalate(region, request)
    await region.tap(FIRST, pressed(request, "a"))
    assert (await region.get(request)).state is State.CLAIMED


async def test_the_live_message_is_edited_once_a_minute_at_most_whatever_comes(region):
    await region.command(FIRST, "queue")
    await region.deliver()
    person = await region.look(FIRST)
    for second in (5, 20, 50):
        region.now = region.now.replace(second=second)
        await region.submit()
    timer = await region.timer("panel", person.id)
    assert timer.due_at == region.now.replace(second=0) + MINUTE
    await region.pending()
    region.now = timer.due_at
    async with region.tx() as tx:
        await housekeeping.run_due(tx, region.asar)
    ((row, payload),) = [(row, payload) for row, payload in await region.pending() if row.chat_id == FIRST]
    assert row.method == "editMessageText"
    assert row.otherwise == "drop"
    assert payload["text"].startswith("В Вашей очереди ждут 3 семьи.")
    # Nobody else has a live message, so nobody else's is edited.
    assert await region.timer("panel", (await region.look(SECOND)).id) is None


async def test_the_live_message_learns_of_a_claim(region):
    await region.command(SECOND, "queue")
    request = await region.submit()
    await region.tap(FIRST, pressed(request, "a"))
    assert await region.timer("panel", (await region.look(SECOND)).id) is not None


async def test_the_queue_is_paged_and_in_a_fair_order(region):
    for minute in range(8):
        region.now += MINUTE
        await region.submit(urgency=1 if minute == 7 else 0)
    (first,) = await region.command(FIRST, "queue")
    assert "ждут 8 семей" in first
    lines = [line for line in first.splitlines() if " · " in line]
    assert len(lines) == panel.PAGE
    assert lines[0].startswith("❗️ №\xa0100008-")
    assert lines[1].startswith("№\xa0100001-")
    (second,) = await region.tap(FIRST, "v:q:0:0:1")
    assert [line[:9] for line in second.splitlines() if " · " in line] == ["№\xa0100006-", "№\xa0100007-"]
    assert await region.tap(FIRST, "v:q:0:0:99") == [second]


async def test_region_volunteers_do_not_see_what_the_district_still_has(region):
    await region.people_come(WIDE)
    request = await region.submit()
    (empty,) = await region.command(WIDE, "queue")
    assert empty.startswith("Сейчас в Вашей очереди никто не ждёт.")
    await escalate(region, request)
    (full,) = await region.command(WIDE, "queue")
    assert request.number in full


async def test_next_offers_to_one_person_at_a_time_and_never_the_skipped_one_at_once(region):
    first, second = await region.submit(), await region.submit()
    (card,) = await region.command(FIRST, "next")
    assert first.number in card
    (other,) = await region.command(SECOND, "next")
    assert second.number in other
    (taken,) = await region.command(SECOND, "accept", first.number)
    assert "сейчас смотрит другой волонтёр" in taken
    region.now += 6 * MINUTE
    told = await region.tap(FIRST, pressed(first, "sk"))
    assert second.number in told[-1]
    told = await region.tap(FIRST, pressed(second, "sk"))
    assert first.number in told[-1]


async def test_skipping_the_only_request_does_not_offer_it_again_at_once(region):
    request = await region.submit()
    await region.command(FIRST, "next")
    told = await region.tap(FIRST, pressed(request, "sk"))
    assert told[-1].startswith("Других свободных заявок сейчас нет.")
    region.now += HOUR
    (card,) = await region.command(FIRST, "next")
    assert request.number in card


async def test_looking_does_not_keep_a_request_from_others_for_longer_than_five_minutes(region):
    request = await region.submit()
    await region.command(FIRST, "next")
    assert (await region.command(SECOND, "next"))[0].startswith("Сейчас никто не ждёт")
    region.now += 5 * MINUTE
    assert request.number in (await region.command(SECOND, "next"))[0]


async def test_own_requests_are_neither_shown_nor_offered(region):
    await region.submit(who=FIRST)
    phone = "+77010000009"
    async with region.unit(SECOND) as unit:
        await people.change(unit, unit.person, phone_hash=unit.vault.blind(phone))
        assert await waiting.count(unit, views.of(unit, unit.person), unit.person.id) == 1
    assert (await region.command(FIRST, "next"))[0].startswith("Сейчас никто не ждёт")
    assert (await region.command(SECOND, "next"))[0].startswith("Сейчас никто не ждёт")


async def test_news_are_chosen_and_pause_ends_offers(region):
    (asked,) = await region.tap(FIRST, "v:nw:0:0")
    assert asked.startswith("О чём Вам сообщать?")
    await region.tap(FIRST, "v:nw:0:0:every")
    assert (await region.look(FIRST)).news == "every"
    await region.tap(FIRST, "v:nw:0:0:nonsense")
    assert (await region.look(FIRST)).news == "every"
    await region.command(FIRST, "pause")
    await region.submit()
    assert [row for row, _ in await region.pending() if row.chat_id == FIRST] == []
    (told,) = await region.command(FIRST, "next")
    assert "пауза" in told
    await region.command(FIRST, "resume")
    assert not (await region.look(FIRST)).paused


async def test_a_correction_shows_on_cards_that_wait(region):
    await region.change(FIRST, news="every")
    request = await region.submit()
    await region.deliver()
    await region.pending()
    async with region.unit(FAMILY) as unit:
        moved = await requests.move(unit, request, State.QUEUED, card={"reach": "school"})
        await queue.corrected(unit, moved)
    ((row, payload),) = await region.pending()
    assert row.method == "editMessageText"
    assert "Через школу" in payload["text"]
    assert f"v:a:{request.id}:{request.revision + 1}" in str(payload)


async def test_a_request_that_moved_away_leaves_no_card_behind(region):
    await region.change(FIRST, news="every")
    request = await region.submit()
    await region.deliver()
    await region.pending()
    async with region.unit(FAMILY) as unit:
        moved = await requests.move(unit, request, State.QUEUED, district=NEXT_DOOR)
        await queue.enter(unit, moved)
    ((_, payload),) = [(row, payload) for row, payload in await region.pending() if row.chat_id == FIRST]
    assert "больше нет в очереди" in payload["text"]
    assert await region.live("card", request) == []


async def test_no_card_panel_or_digest_holds_anything_personal(region):
    await region.people_come(WIDE, LEAD, ADMIN)
    for who in (FIRST, WIDE, LEAD, ADMIN):
        await region.change(who, news="every")
    request = await region.submit()
    for who in (FIRST, LEAD, ADMIN):
        await region.command(who, "queue")
        await region.command(who, "next")
        await region.command(who, "show", request.number)
    for _ in range(3):
        await escalate(region, request)
    said = await region.all_texts()
    assert len(said) > 9
    for chat, _, text in said:
        assert chat != FAMILY
        assert not [canary for canary in CANARIES if canary in text]


@pytest.mark.parametrize(("language", "honest"), [("kk", "әзірге ерікті жоқ"), ("ru", "пока нет волонтёров")])
async def test_a_family_where_nobody_helps_reads_it_whenever_it_looks_and_after_a_week(region, language, honest):
    """Not only on the day it applied: a promise that a volunteer will come would be no honest answer."""
    await region.people_come(ADMIN)
    await region.person(FAMILY, language=language)
    request = await region.submit(place={"region": "550000000", "district": None})

    async def status() -> str:
        await region.pending()
        async with region.unit(FAMILY) as unit:
            await families.status(unit)
        return next(text for chat, text in await region.news() if chat == FAMILY)

    assert honest in await status()
    for days in range(1, 8):
        region.now += DAY
        async with region.unit(FAMILY) as unit:
            await queue.escalate(unit, await requests.get(unit, request.id), days - 1)
    assert any(honest in text for chat, text in await region.news() if chat == FAMILY)
    await region.person(WIDE, Membership(Role.VOLUNTEER, "550000000"))
    assert honest not in await status()
