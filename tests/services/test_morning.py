"""What coordinators read every morning: true figures, once a day, whatever the clock and the process do."""

from datetime import datetime, timedelta

from bot.core.roles import COUNTRY, Membership, Role
from bot.core.speech import Language
from bot.services import housekeeping, morning
from bot.services.unit import ALMATY
from bot.store import complaints, people, reviews
from bot.store.reviews import Why
from tests.services.conftest import DAY, FIRST, HOUR, LEAD, MINUTE, NEXT_DOOR, REGION, SECOND, Region

DESK = 61
HALF_PAST_EIGHT = datetime(2026, 8, 3, 8, 30, tzinfo=ALMATY)


async def lead(region: Region, who: int = LEAD, area: str = REGION, language: Language = "ru") -> int:
    """A coordinator with the timer, as after joining; their id."""
    person = await region.person(who, Membership(Role.COORDINATOR, area), language=language)
    async with region.unit(who) as unit:
        await morning.watch(unit)
    return person.id


async def let_be(region: Region, moment: datetime) -> list[tuple[int, str]]:
    """Let it be that moment; what was said because of it."""
    await region.pending()
    region.now = moment + 2 * MINUTE
    for _ in range(5):
        async with region.tx() as tx:
            await housekeeping.run_due(tx, region.asar)
    return [(chat, said.replace("\u00a0", " ")) for chat, said in await region.news() if "☀️" in said]


async def test_a_region_s_morning_in_both_languages(region: Region):
    region.now = HALF_PAST_EIGHT - HOUR
    await lead(region)
    await lead(region, 32, language="kk")
    region.now = HALF_PAST_EIGHT - 5 * DAY
    await region.submit()
    region.now = HALF_PAST_EIGHT - 4 * HOUR
    second = await region.submit(12, phone="+77010000010", place={"region": REGION, "district": NEXT_DOOR})
    await region.change(12, reachable=False)
    async with region.tx() as tx:
        await reviews.put(tx, second.id, Why.UNCLEAR)
        await reviews.put(tx, second.id, Why.DISPUTED)
    await region.change(SECOND, paused=True)
    told = dict(await let_be(region, HALF_PAST_EIGHT))
    assert told[LEAD].splitlines() == [
        "☀️ Доброе утро!",
        "",
        "<b>Туркестанская область</b>",
        "🆕 Новых за сутки: 1",
        "⏳ Ждут волонтёра: 2",
        "Дольше всех ждёт № 100001-5: 5 дней",
        "🔍 Ждут Вашего решения: 1",
        "⚖️ Из них споров и возражений: 1",
        "📵 Сообщения до семьи не доходят, нужен звонок: 1",
        "🙋 Ждут, а волонтёров нет: Сайрамский район. Пригласить: /invite",
        "⏸ Волонтёров на отдыхе: 1",
    ]
    assert "⏳ Еріктіні күтіп тұр: 2\nЕң ұзақ күткені № 100001-5: 5 күн" in told[32]
    assert "Канарейкин" not in str(told)


async def test_what_went_well_is_told_and_counted_from_morning_to_morning(region: Region):
    region.now = HALF_PAST_EIGHT - 2 * HOUR
    await lead(region)
    request = await region.submit()
    await region.command(FIRST, "accept", request.number)
    await region.command(FIRST, "done", request.number)
    ((_, said),) = await let_be(region, HALF_PAST_EIGHT + HOUR)
    assert "💛 За сутки передано: 1, семьи подтвердили: 0" in said
    assert "⏳ Ждут волонтёра: 0" in said
    ((_, said),) = await let_be(region, HALF_PAST_EIGHT + DAY)
    assert "спокойно" in said


async def test_a_silent_claim_is_idle_until_there_is_news(region: Region):
    await lead(region)
    request = await region.submit()
    await region.command(FIRST, "accept", request.number)
    await let_be(region, region.now + 3 * DAY)
    assert (await region.get(request)).idle_at is not None
    ((_, said),) = await let_be(region, HALF_PAST_EIGHT + 4 * DAY)
    assert "💤 Заявок, по которым волонтёр молчит: 1" in said
    await region.tap(FIRST, f"v:na:{request.id}:{(await region.get(request)).revision}")
    assert (await region.get(request)).idle_at is None
    told = await let_be(region, HALF_PAST_EIGHT + 5 * DAY)
    assert "💤" not in str(told)


async def test_once_a_day_whatever_the_clock_and_the_process_do(region: Region):
    person_id = await lead(region)
    await region.submit()
    assert len(await let_be(region, HALF_PAST_EIGHT + DAY)) == 1
    assert await let_be(region, HALF_PAST_EIGHT + DAY - 2 * HOUR) == []  # the clock is set back …
    assert await let_be(region, HALF_PAST_EIGHT + DAY + HOUR) == []
    for _ in range(2):  # … and the process restarts
        async with region.tx() as tx:
            await morning.start(tx, region.asar)
        assert await let_be(region, HALF_PAST_EIGHT + DAY + 2 * HOUR) == []
    # An outage from the second evening until noon of the fourth: one, late; and none in the evening of another.
    assert len(await let_be(region, HALF_PAST_EIGHT + 3 * DAY + 3 * HOUR)) == 1
    assert await let_be(region, HALF_PAST_EIGHT + 4 * DAY + 11 * HOUR) == []
    timer = await region.timer("morning", person_id)
    assert timer is not None
    assert timer.due_at == HALF_PAST_EIGHT + 5 * DAY + timedelta(seconds=person_id)


async def test_who_comes_at_noon_is_wished_a_good_morning_on_the_next_day(region: Region):
    region.now = HALF_PAST_EIGHT + 2 * HOUR
    await region.people_come(LEAD)
    async with region.unit(LEAD) as unit:
        await morning.welcome(unit)
    assert await let_be(region, region.now) == []
    async with region.tx() as tx:
        await morning.start(tx, region.asar)  # a restart does not bring it either
    assert await let_be(region, region.now) == []
    assert [chat for chat, _ in await let_be(region, HALF_PAST_EIGHT + DAY)] == [LEAD]


async def test_a_complaint_is_counted_for_those_whom_it_does_not_name(region: Region):
    named = await lead(region)
    await lead(region, 32)
    request = await region.submit()
    async with region.tx() as tx:
        await complaints.add(tx, request.id, complaints.Kind.MONEY, request.person_id, named)
    told = dict(await let_be(region, HALF_PAST_EIGHT + DAY))
    assert "Жалоб" not in told[LEAD]
    assert "⚠️ Жалобы без ответа: 1" in told[32]


async def test_a_clock_that_was_a_year_ahead_does_not_silence_the_mornings(region: Region):
    await lead(region)
    await region.submit()
    assert len(await let_be(region, HALF_PAST_EIGHT + 365 * DAY)) == 1
    region.now = HALF_PAST_EIGHT + DAY - HOUR
    async with region.tx() as tx:
        await morning.start(tx, region.asar)
    assert len(await let_be(region, HALF_PAST_EIGHT + DAY)) == 1


async def test_where_nothing_happens_that_is_said_once_a_week(region: Region):
    await lead(region)
    told = [len(await let_be(region, HALF_PAST_EIGHT + day * DAY)) for day in range(1, 10)]
    assert told == [1, 0, 0, 0, 0, 0, 0, 1, 0]


async def test_who_leads_no_more_or_rests_hears_nothing(region: Region):
    person_id = await lead(region)
    await region.submit()
    await region.change(LEAD, paused=True)
    assert await let_be(region, HALF_PAST_EIGHT + DAY) == []
    await region.change(LEAD, paused=False)
    assert len(await let_be(region, HALF_PAST_EIGHT + 2 * DAY)) == 1
    async with region.tx() as tx:
        await people.revoke(tx, person_id)
    assert await let_be(region, HALF_PAST_EIGHT + 3 * DAY) == []
    assert await region.timer("morning", person_id) is None


async def test_the_desk_reads_the_country_a_line_for_each_region(region: Region):
    await lead(region, DESK, COUNTRY)
    await region.submit()
    await region.submit(12, phone="+77010000010", place={"region": "790000000", "district": None})
    region.now += DAY
    ((_, said),) = await let_be(region, HALF_PAST_EIGHT + 2 * DAY)
    assert "<b>Вся страна</b>\n🆕 Новых за сутки: 0\n⏳ Ждут волонтёра: 2\nДольше всех ждёт № 100001-5: 1 день" in said
    assert "Туркестанская область: новых 0, ждут 1, дольше всех 1 день" in said
    assert "Ждут, а волонтёров нет совсем: город Шымкент" in said


async def test_a_coordinator_sees_nothing_of_another_region(region: Region):
    await lead(region, area="790000000")
    await region.submit()
    ((_, said),) = await let_be(region, HALF_PAST_EIGHT + DAY)
    assert "спокойно" in said
