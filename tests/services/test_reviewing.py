"""What needs a person: opened where it arises, told once, reminded of once, settled by itself where that is true."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.core import working_days
from bot.core.requests import Event, State
from bot.core.roles import Membership, Role
from bot.services import families, housekeeping, morning, reviewing, submission
from bot.store import audit, requests, reviews
from bot.store.requests import Request
from bot.store.reviews import Why
from tests.services.conftest import (
    ADMIN,
    ANSWERS,
    DAY,
    FAMILY,
    FIRST,
    HOUR,
    LEAD,
    NIGHT,
    REGION,
    SECOND,
    Region,
    pressed,
)

MATE, FOREIGN = 32, 33
"""A second coordinator of the region, and one of another region."""


async def lead(region: Region) -> None:
    await region.people_come(LEAD, ADMIN)
    await region.person(MATE, Membership(Role.COORDINATOR, REGION))
    await region.person(FOREIGN, Membership(Role.COORDINATOR, "790000000"))
    await region.pending()


async def run_due(region: Region) -> None:
    """Everything that is due now, and what that makes due."""
    while True:
        async with region.tx() as tx:
            if not await housekeeping.run_due(tx, region.asar):
                return


async def whys(region: Region, request: Request) -> list[Why]:
    async with region.tx() as tx:
        return [one.reason for one in await reviews.open_of(tx, request.id)]


async def delivered(region: Region) -> Request:
    request = await region.submit()
    await region.command(FIRST, "accept", request.number)
    await region.command(FIRST, "done", request.number)
    await region.deliver()
    return await region.get(request)


async def disputed(region: Region) -> Request:
    request = await delivered(region)
    await region.tap(FAMILY, pressed(request, "not", verb="f"))
    return await region.get(request)


def to(news: list[tuple[int, str]], who: int) -> list[str]:
    return [text for chat, text in news if chat == who]


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2026-08-03", 3, "2026-08-06"),  # a Monday
        ("2026-08-06", 3, "2026-08-11"),  # over a weekend
        ("2026-08-07", 3, "2026-08-12"),
        ("2026-08-08", 3, "2026-08-12"),  # a Saturday
        ("2026-08-09", 1, "2026-08-10"),
        ("2026-12-30", 3, "2027-01-04"),
    ],
)
def test_working_days_are_monday_to_friday(day, count, expected):
    assert working_days.after(date.fromisoformat(day), count) == date.fromisoformat(expected)


@pytest.mark.parametrize(("day", "expected"), [("2026-08-06", "2026-08-05"), ("2026-08-10", "2026-08-07")])
def test_the_working_day_before(day, expected):
    assert working_days.before(date.fromisoformat(day)) == date.fromisoformat(expected)


async def test_a_dispute_is_told_to_every_coordinator_of_the_region_and_nobody_else(region):
    await lead(region)
    request = await delivered(region)
    await region.pending()
    async with region.unit(FAMILY) as unit:
        await families.dispute(unit, request)
    news = await region.news()
    for who in (LEAD, MATE):
        (text,) = to(news, who)
        assert "ничего не получила" in text
    assert to(news, FOREIGN) == to(news, ADMIN) == []
    assert await whys(region, request) == [Why.DISPUTED]


async def test_the_accused_coordinator_does_not_hear_of_the_dispute(region):
    await lead(region)
    request = await region.submit()
    await region.command(LEAD, "accept", request.number)
    await region.command(LEAD, "done", request.number)
    await region.deliver()
    await region.pending()
    request = await region.get(request)
    async with region.unit(FAMILY) as unit:
        await families.dispute(unit, request)
    news = await region.news()
    assert to(news, MATE)
    assert not any("Разберитесь" in text for text in to(news, LEAD))


async def test_a_dispute_at_night_is_told_in_the_morning(region):
    await lead(region)
    request = await delivered(region)
    region.now = NIGHT
    await region.pending()
    async with region.unit(FAMILY) as unit:
        await families.dispute(unit, request)
    rows = [(row, payload) for row, payload in await region.pending() if row.chat_id == LEAD]
    assert [row.not_before.replace(tzinfo=UTC) for row, _ in rows] == [datetime(2026, 8, 4, 3, 0, tzinfo=UTC)]


async def test_what_was_settled_in_the_night_is_never_told(region):
    await lead(region)
    request = await delivered(region)
    region.now = NIGHT
    await region.pending()
    async with region.unit(FAMILY) as unit:
        await families.dispute(unit, request)
        await families.withdraw(unit, await requests.get(unit, request.id))
    assert [row for row, _ in await region.pending() if row.chat_id in (LEAD, MATE)] == []
    assert await whys(region, request) == []


async def submitted(region: Region, mode: str = "full", who: int = FAMILY, **changes) -> Request:
    region.drafts += 1
    async with region.unit(who) as unit:
        programme = unit.asar.programmes["school_aid"]
        await submission.submit(unit, region.drafts, programme, mode, {**ANSWERS, **changes})
        found = await requests.by_draft(unit, region.drafts)
        assert found is not None
        return found


async def test_who_only_asks_for_a_call_is_looked_at_until_a_volunteer_takes_it(region):
    await lead(region)
    request = await submitted(region, "call")
    assert await whys(region, request) == [Why.CALL]
    await region.command(FIRST, "accept", request.number)
    assert await whys(region, request) == []
    await region.wait(3 * DAY)
    await region.pending()
    await run_due(region)
    assert not any("решения" in text for text in to(await region.news(), LEAD))


async def test_a_place_nobody_knows_and_a_phone_of_another_open_request_are_unclear(region):
    await lead(region)
    first = await submitted(region)
    assert await whys(region, first) == []
    second = await submitted(region, who=12)
    assert await whys(region, second) == [Why.UNCLEAR]
    nowhere = await submitted(region, who=13, phone="+77010000008", place={"region": REGION, "district": None})
    assert await whys(region, nowhere) == [Why.UNCLEAR]


@pytest.mark.parametrize("language", ["kk", "ru"])
async def test_the_page_says_what_is_unclear_and_names_the_other_request(region, language):
    await lead(region)
    first = await submitted(region)
    second = await submitted(region, who=12)
    nowhere = await submitted(region, who=13, phone="+77010000008", place={"region": REGION, "district": None})
    await region.person(LEAD, language=language)
    kk = language == "kk"
    (page,) = await region.command(LEAD, "review", second.number)
    assert ("Осы телефон басқа ашық өтінімдерде" if kk else "Тот же телефон в других открытых заявках") in page
    assert first.number in page
    (page,) = await region.command(LEAD, "review", nowhere.number)
    assert ("тұратын жері белгісіз" if kk else "Неизвестно, где живёт семья") in page
    assert ("Осы телефон" if kk else "Тот же телефон") not in page


async def test_another_request_with_the_phone_is_named_to_nobody_who_may_not_know_it(region):
    await lead(region)
    foreign = await submitted(region, place={"region": "790000000", "district": None})
    second = await submitted(region, who=12)
    (page,) = await region.command(LEAD, "review", second.number)
    assert "в открытой заявке из другого места" in page
    assert foreign.number not in page


async def test_a_correction_makes_it_clear(region):
    await lead(region)
    request = await submitted(region, place={"region": REGION, "district": None})
    async with region.unit(FAMILY) as unit:
        await submission.save(unit, request.id, unit.asar.programmes["school_aid"], "full", ANSWERS)
    assert await whys(region, request) == []


async def test_forty_that_want_a_call_are_one_message(region):
    await lead(region)
    for number in range(40):
        await submitted(region, "call", who=1000 + number, phone=f"+7701000{1000 + number}")
    await region.pending()
    await region.wait(timedelta(minutes=11))
    await run_due(region)
    (text,) = to(await region.news(), LEAD)
    assert "40 заявок" in text


async def test_an_undecided_dispute_is_reminded_of_once_and_then_goes_to_the_desk_once(region):
    await lead(region)
    request = await disputed(region)
    told: dict[int, list[str]] = {LEAD: [], ADMIN: []}
    for _ in range(6 * 24):
        await region.pending()
        await region.wait(HOUR)
        await run_due(region)
        news = await region.news()
        for who, texts in told.items():
            texts += [text for text in to(news, who) if request_number(request) in text]
    assert len(told[LEAD]) == 2  # the reminder, and that it still waits when the desk is told
    assert len(told[ADMIN]) == 1
    assert "вовремя не решили" in told[ADMIN][0]


def request_number(request: Request) -> str:
    return f"{request.number[:6]}"


async def test_an_outage_of_a_week_owes_one_message_each(region):
    await lead(region)
    request = await disputed(region)
    await region.wait(7 * DAY)
    await region.pending()
    await run_due(region)
    news = [(chat, text) for chat, text in await region.news() if request_number(request) in text]
    assert len(to(news, LEAD)) == 1
    assert len(to(news, ADMIN)) == 1


async def test_nothing_is_reminded_of_after_it_is_closed(region):
    await lead(region)
    request = await disputed(region)
    await region.tap(LEAD, pressed(await region.get(request), "ok", verb="c"))
    assert await whys(region, request) == []
    for _ in range(4):
        await region.pending()
        await region.wait(DAY)
        await run_due(region)
        news = await region.news()
        assert not any("решения" in text or "не решили" in text for _, text in news)


async def test_a_region_without_coordinators_is_the_desks_from_the_start(region):
    await region.people_come(ADMIN)
    request = await disputed(region)
    async with region.tx() as tx:
        (review,) = await reviews.open_of(tx, request.id)
    assert review.desk


async def test_the_list_shows_own_regions_only_and_the_desk_everything(region):
    await lead(region)
    request = await disputed(region)
    for who, sees in ((LEAD, True), (MATE, True), (FOREIGN, False), (ADMIN, True)):
        assert any(request_number(request) in text for text in await region.command(who, "review")) is sees
    assert any("координаторов" in text for text in await region.command(FIRST, "review"))


async def test_nobody_looks_at_the_request_of_their_own_account_or_phone(region):
    await lead(region)
    mine = await submitted(region, "call", who=LEAD)
    await region.change(MATE, phone_hash=mine.phone_hash)
    for who in (LEAD, MATE):
        assert not any(request_number(mine) in text for text in await region.command(who, "review"))
        assert any("среди Ваших нет" in text for text in await region.command(who, "review", mine.number))
        await region.tap(who, pressed(mine, "ho", verb="c"))
    assert (await region.get(mine)).state is State.QUEUED
    assert any(request_number(mine) in text for text in await region.command(ADMIN, "review"))


async def test_a_foreign_number_looks_like_a_missing_one(region):
    await lead(region)
    request = await disputed(region)
    for command in ("review", "assign", "audit"):
        unknown = await region.command(FOREIGN, command, "100999-1")
        assert await region.command(FOREIGN, command, request.number) == unknown
    before = await region.get(request)
    for code in ("pg", "ok", "ho", "co", "as", "mv", "ur", "de", "au"):
        texts = await region.tap(FOREIGN, pressed(request, code, 0, verb="c"))
        assert not any(request_number(request) in text for text in texts)
    assert await region.get(before) == before


async def test_the_page_says_how_often_it_came_back_and_why(region):
    await lead(region)
    request = await region.submit()
    await region.command(FIRST, "accept", request.number)
    await region.command(FIRST, "release", f"{request.number} машина сломалась")
    await region.command(SECOND, "accept", request.number)
    (text,) = await region.command(LEAD, "review", request.number)
    assert "Возвращали сами: 1" in text
    assert "машина сломалась" in text
    assert "Волонтёров было: 2" in text


async def test_hold_takes_it_from_the_volunteer_and_out_of_the_queue(region):
    await lead(region)
    request = await region.submit()
    await region.command(FIRST, "accept", request.number)
    await region.deliver()
    request = await region.get(request)
    (asked,) = await region.tap(LEAD, pressed(request, "ho", verb="c"))
    assert "у волонтёра" in asked
    seen = region.seen
    await region.tap(LEAD, pressed(request, "hy", verb="c"))
    region.seen = seen
    news = await region.news()
    held = await region.get(request)
    assert (held.state, held.claimer_id, held.code_word) == (State.REVIEW, None, None)
    assert any("Контакты по заявке" in text for text in to(news, FIRST))
    assert any("больше ничего делать не нужно" in text for text in to(news, FIRST))
    assert any("үйлестіруші қарап жатыр" in text for text in to(news, FAMILY))
    await region.command(SECOND, "accept", request.number)
    assert (await region.get(request)).state is State.REVIEW


async def test_a_held_request_goes_back_to_the_queue_and_the_family_hears_it(region):
    await lead(region)
    request = await region.submit()
    await region.tap(LEAD, pressed(request, "ho", verb="c"))
    held = await region.get(request)
    seen = region.seen
    await region.tap(LEAD, pressed(held, "ad", verb="c"))
    region.seen = seen
    assert any("қайтадан еріктіні күтіп тұр" in text for text in to(await region.news(), FAMILY))
    assert (await region.get(request)).state is State.QUEUED
    assert await region.events(request) == [Event.SUBMIT, Event.HOLD, Event.ADMIT]
    assert (await region.timer("escalate", request.id)) is not None


async def test_two_coordinators_at_once_have_one_effect(region):
    await lead(region)
    request = await region.submit()
    await region.tap(LEAD, pressed(request, "ho", verb="c"))
    held = await region.get(request)
    await region.tap(LEAD, pressed(held, "ad", verb="c"))
    await region.tap(MATE, pressed(held, "ad", verb="c"))
    await region.tap(MATE, pressed(held, "de", verb="c"))
    assert (await region.events(request)).count(Event.ADMIT) == 1


async def test_a_family_withdraws_what_is_under_review_and_corrects_it(region):
    await lead(region)
    request = await region.submit()
    await region.tap(LEAD, pressed(request, "ho", verb="c"))
    async with region.unit(FAMILY) as unit:
        programme = unit.asar.programmes["school_aid"]
        await submission.save(unit, request.id, programme, "full", {**ANSWERS, "household": 6})
    assert (await region.get(request)).state is State.REVIEW
    held = await region.get(request)
    await region.tap(FAMILY, pressed(held, "wy", verb="f"))
    assert (await region.get(request)).state is State.WITHDRAWN
    assert await whys(region, request) == []


async def test_contacts_are_revealed_on_request_audited_and_taken_away_when_it_is_decided(region):
    await lead(region)
    request = await disputed(region)
    await region.tap(LEAD, pressed(request, "co", verb="c"))
    assert (await region.events(request))[-1] is Event.REVEAL
    assert len(await region.live("looked", request, LEAD)) == 1
    await region.deliver()
    await region.tap(LEAD, pressed(request, "ok", verb="c"))
    assert await region.live("looked", request) == []


async def test_contacts_shown_without_a_reason_to_look_go_after_a_day(region):
    await lead(region)
    request = await region.submit()
    await region.tap(LEAD, pressed(request, "co", verb="c"))
    await region.deliver()
    await region.wait(23 * HOUR)
    await run_due(region)
    assert await region.live("looked", request)
    await region.wait(2 * HOUR)
    await run_due(region)
    assert await region.live("looked", request) == []


async def test_contacts_are_only_ever_edited_into_a_protected_message(region):
    await lead(region)
    request = await region.submit()
    await region.pending()
    await region.tap(LEAD, pressed(request, "co", verb="c"))
    rows = await region.all_texts()
    assert {method for chat, method, text in rows if chat == LEAD and "+7 701 000 00 09" in text} == {"editMessageText"}


async def test_who_has_it_hears_that_it_is_more_urgent(region):
    await lead(region)
    request = await region.submit()
    await region.command(FIRST, "accept", request.number)
    request = await region.get(request)
    await region.deliver()
    await region.pending()
    seen = region.seen
    await region.tap(LEAD, pressed(request, "ux", "up-health", 0, verb="c"))
    region.seen = seen
    (told,) = to(await region.news(), FIRST)
    assert request.number in told
    assert "более срочную" in told
    await region.tap(LEAD, pressed(request, "ux", "down-eased", 1, verb="c"))
    assert to(await region.news(), FIRST) == []


async def test_urgency_is_raised_once_however_often_it_is_pressed(region):
    await lead(region)
    request = await region.submit()
    for who in (LEAD, LEAD, MATE):
        await region.tap(who, pressed(request, "ux", "up-fire", 0, verb="c"))
    assert (await region.get(request)).urgency == 1
    async with region.tx() as tx:
        raised = [entry for entry in await audit.of(tx, request.id) if entry.event is Event.RAISE]
    assert [entry.reason for entry in raised] == ["up-fire"]
    await region.tap(LEAD, pressed(request, "ux", "down-eased", 1, verb="c"))
    assert (await region.get(request)).urgency == 0


async def test_a_blocked_coordinator_is_not_told_and_the_desk_is(region):
    await lead(region)
    await region.change(LEAD, reachable=False)
    await region.change(MATE, reachable=False)
    request = await delivered(region)
    await region.pending()
    async with region.unit(FAMILY) as unit:
        await families.dispute(unit, request)
    news = await region.news()
    assert to(news, ADMIN)
    assert to(news, LEAD) == []


async def test_a_reason_that_nobody_closed_does_not_count_in_another_state(region):
    """Whatever moves a request later and forgets the reviews: the list stays true."""
    await lead(region)
    request = await disputed(region)
    async with region.unit(LEAD) as unit:
        await requests.move(unit, request, State.CONFIRMED)
        assert await reviews.count(unit, reviewing.led(unit.person), unit.person.id) == 0


async def test_a_family_out_of_the_queue_hears_every_week_that_it_is_not_forgotten(region):
    await lead(region)
    request = await region.submit()
    await region.tap(LEAD, pressed(request, "ho", verb="c"))
    await region.pending()
    heard = []
    for day in range(1, 16):
        await region.wait(DAY)
        await run_due(region)
        heard += [day for text in to(await region.news(), FAMILY) if "үйлестіруші әлі қарап жатыр" in text]
    assert heard == [7, 14]
    await region.tap(LEAD, pressed(await region.get(request), "ad", verb="c"))
    await region.pending()
    await region.wait(7 * DAY)
    await run_due(region)
    assert not any("үйлестіруші әлі" in text for text in to(await region.news(), FAMILY))


async def test_a_family_out_of_the_queue_hears_it_once_after_a_long_outage(region):
    await lead(region)
    request = await region.submit()
    await region.tap(LEAD, pressed(request, "ho", verb="c"))
    await region.pending()
    await region.wait(30 * DAY)
    await run_due(region)
    assert sum("үйлестіруші әлі" in text for text in to(await region.news(), FAMILY)) == 1


async def test_what_the_desk_was_told_of_is_in_its_morning_day_by_day(region):
    await lead(region)
    for who in (LEAD, ADMIN):
        async with region.unit(who) as unit:
            await morning.watch(unit)
    request = await region.submit()
    await region.tap(LEAD, pressed(request, "ho", verb="c"))
    for _ in range(5):
        await region.wait(DAY)
        await region.pending()
        await run_due(region)
        news = [(who, text.replace("\u00a0", " ")) for who, text in await region.news()]
        mornings = [(who, text) for who, text in news if "☀️" in text]
        assert {who for who, text in mornings if "Ждут Вашего решения: 1" in text} == {LEAD, ADMIN}


async def test_a_look_alone_does_not_settle_what_is_out_of_the_queue(region):
    await lead(region)
    request = await region.submit()
    await region.tap(LEAD, pressed(request, "ho", verb="c"))
    request = await region.get(request)
    await region.tap(LEAD, pressed(request, "ok", verb="c"))
    assert await whys(region, request) == [Why.ASKED]
