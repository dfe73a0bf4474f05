"""Volunteers who rest: by their own will, by a coordinator's, or because Asar has not heard of them."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from bot.core.requests import Event, State
from bot.core.roles import COUNTRY, Membership, Role
from bot.core.routing import Stage
from bot.organisation import Season
from bot.services import delivering, housekeeping, reach, resting, staffing, team
from bot.services.resting import WATCH
from bot.store import messages, people, requests, schema
from tests.services.conftest import (
    DAY,
    DISTRICT,
    FAMILY,
    FIRST,
    HOUR,
    LEAD,
    MINUTE,
    NEXT_DOOR,
    REGION,
    SECOND,
    WIDE,
    Region,
    pressed,
)
from tests.team import office_person


async def run(region: Region, span: timedelta = timedelta()) -> list[tuple[int, str]]:
    """Let time pass and do what is due; what everybody was told because of it, later in the morning too."""
    await region.news()
    await region.wait(span)
    async with region.tx() as tx:
        while await housekeeping.run_due(tx, region.asar):
            pass
    return await region.news()


async def start(region: Region) -> None:
    async with region.tx() as tx:
        await housekeeping.start(tx)


def told(news: list[tuple[int, str]], who: int) -> list[str]:
    return [text for chat, text in news if chat == who]


def text(region: Region, text_id: str, language: str = "ru") -> str:
    return region.asar.texts.label(text_id, "kk" if language == "kk" else "ru")


@pytest.fixture
async def watched(region: Region) -> Region:
    await region.people_come(LEAD, WIDE)
    await start(region)
    await run(region)
    return region


async def test_two_weeks_without_a_word_are_a_pause_that_both_sides_hear_of_once(watched: Region):
    first = await watched.look(FIRST)
    for who in (SECOND, WIDE):
        await watched.change(who, seen_at=watched.now + 13 * DAY)
    assert told(await run(watched, 13 * DAY), FIRST) == []
    news = await run(watched, DAY + MINUTE)
    assert told(news, FIRST) == [text(watched, "rest-idle")]
    (heard,) = told(news, LEAD)
    assert "14 дней" in heard
    assert "Здесь теперь нет" not in heard  # others are left
    member = await watched.look(FIRST)
    assert (member.paused, member.paused_by) == (True, "idle")
    assert await watched.timer(WATCH, first.id) is None
    assert not (await watched.look(SECOND)).paused
    assert told(await run(watched, 3 * DAY), FIRST) == []


async def test_who_was_seen_meanwhile_is_looked_at_later(watched: Region):
    first = await watched.change(FIRST, seen_at=watched.now + 10 * DAY)
    await run(watched, 14 * DAY + MINUTE)
    assert not (await watched.look(FIRST)).paused
    timer = await watched.timer(WATCH, first.id)
    assert timer is not None
    assert timer.due_at == first.seen_at + 14 * DAY


async def test_nobody_is_told_of_a_pause_at_night(watched: Region):
    at_night = datetime.fromisoformat("2026-08-03T20:00:00+00:00")
    await watched.change(FIRST, seen_at=at_night)
    await run(watched, 14 * DAY + 14 * HOUR)  # two in the morning
    assert not (await watched.look(FIRST)).paused
    await run(watched, 6 * HOUR + MINUTE)
    assert (await watched.look(FIRST)).paused_by == "idle"


async def test_a_restart_moves_no_timer_and_finds_everybody(watched: Region):
    first = await watched.look(FIRST)
    before = await watched.timer(WATCH, first.id)
    await run(watched, 5 * DAY)
    await start(watched)
    assert await watched.timer(WATCH, first.id) == before
    new = await watched.person(77, Membership(Role.VOLUNTEER, DISTRICT))
    await start(watched)
    assert await watched.timer(WATCH, new.id) is not None


async def test_an_outage_of_weeks_pauses_no_whole_team(watched: Region):
    await watched.wait(40 * DAY)  # nothing runs
    await start(watched)
    await run(watched)
    assert not (await watched.look(FIRST)).paused
    await run(watched, 13 * DAY)
    assert not (await watched.look(FIRST)).paused
    await run(watched, DAY + HOUR)
    assert (await watched.look(FIRST)).paused_by == "idle"


async def test_out_of_season_nobody_is_idle_and_the_season_begins_with_a_whole_team(watched: Region):
    dates = Season(opens=datetime(2026, 10, 1).date(), closes=datetime(2026, 11, 30).date())  # noqa: DTZ001
    organisation = watched.asar.organisation.model_copy(update={"seasons": {"school_aid": dates}})
    watched.asar = type(watched.asar)(**{**_parts(watched.asar), "organisation": organisation})
    await run(watched, 57 * DAY)  # the end of September
    assert not (await watched.look(FIRST)).paused
    for _ in range(20):  # into October, day by day
        await run(watched, DAY)
        if watched.now < datetime.fromisoformat("2026-10-14T19:00:00+00:00"):
            assert not (await watched.look(FIRST)).paused
    await run(watched, 14 * DAY)
    assert (await watched.look(FIRST)).paused_by == "idle"


def _parts(asar: object) -> dict[str, object]:
    return {name: getattr(asar, name) for name in asar.__dataclass_fields__}  # type: ignore[attr-defined]


async def test_who_leads_is_never_paused_by_the_machine(watched: Region):
    async with watched.unit(FIRST) as unit:
        await people.grant(unit, unit.person.id, Role.COORDINATOR, REGION, None)
    await run(watched, 30 * DAY)
    assert not (await watched.look(FIRST)).paused
    assert not (await watched.look(LEAD)).paused


async def test_claims_that_return_by_themselves_are_a_pause_and_a_delivery_counts_anew(watched: Region):
    async def leave_lying(phone: str) -> list[tuple[int, str]]:
        request = await watched.submit(phone=phone)
        await watched.change(FIRST, seen_at=watched.now)
        await watched.tap(FIRST, pressed(request, "a"))
        news = [*await run(watched, 3 * DAY + MINUTE), *await run(watched, 2 * DAY + MINUTE)]
        assert Event.RETURN in await watched.events(request)
        return news

    assert not told(await leave_lying("+77010000031"), LEAD)
    assert (await watched.look(FIRST)).returns == 1
    kept = await watched.submit(phone="+77010000032")
    await watched.tap(FIRST, pressed(kept, "a"))
    async with watched.unit(FIRST) as unit:
        await delivering.deliver(unit, await requests.get(unit, kept.id))
    assert (await watched.look(FIRST)).returns == 0
    await leave_lying("+77010000033")
    assert not (await watched.look(FIRST)).paused
    news = await leave_lying("+77010000034")
    member = await watched.look(FIRST)
    assert (member.paused_by, member.returns) == ("returns", 2)
    assert any("2 заявки подряд вернулись" in said for said in told(news, FIRST))
    assert any("Волонтёр на паузе" in said for said in told(news, LEAD))


async def test_help_again_resets_everything(watched: Region):
    first = await watched.look(FIRST)
    await run(watched, 15 * DAY)
    await watched.change(FIRST, returns=2)
    (again, *_) = await watched.tap(FIRST, "v:re:0:0")
    assert again == text(watched, "volunteer-resumed")
    member = await watched.look(FIRST)
    assert (member.paused, member.paused_by, member.returns) == (False, None, 0)
    assert await watched.timer(WATCH, first.id) is not None
    await watched.change(FIRST, seen_at=watched.now)
    await run(watched, 13 * DAY)
    assert not (await watched.look(FIRST)).paused


async def test_a_rest_of_ones_own_is_told_to_nobody_unless_nobody_is_left(region: Region):
    await region.people_come(LEAD)
    await region.command(FIRST, "pause")
    assert (await region.look(FIRST)).paused_by == "self"
    assert told(await run(region), LEAD) == []
    async with region.unit(SECOND) as unit:
        await resting.pause(unit)
    heard = told(await region.news(), LEAD)
    assert len(heard) == 1
    assert "Здесь теперь нет ни одного волонтёра: Туркестанская область" in heard[0]


async def test_of_many_districts_left_alone_five_are_named_and_the_rest_counted(region: Region):
    await region.people_come(LEAD, WIDE)
    await region.pending()
    async with region.unit(WIDE) as unit:
        await resting.pause(unit)
    (heard,) = told(await region.news(), LEAD)
    without = len(region.asar.places.districts(REGION)) - 1
    assert f"и ещё районов: {without - 5}." in heard
    assert heard.split("Заявки отсюда")[0].count(",") == 4


async def test_coordinators_hear_of_a_volunteer_whom_the_bot_does_not_reach_and_of_the_gap(region: Region):
    await region.person(LEAD, Membership(Role.COORDINATOR, REGION))
    request = await region.submit()
    await region.command(FIRST, "accept", request.number)
    await region.pending()
    for who, alone in ((FIRST, False), (SECOND, True)):
        async with region.unit(who) as unit:
            await reach.lost(unit, unit.person)
            await reach.lost(unit, unit.person)
        heard = [text for chat, text in await region.news() if chat == LEAD and "не доходит" in text]
        assert len(heard) == 1
        assert ("нет ни одного волонтёра" in heard[0]) is alone
    assert (await region.get(request)).state is State.QUEUED


async def test_where_nobody_helps_is_known_by_district(region: Region):
    async with region.unit(FIRST) as unit:
        districts = {place.code for place in region.asar.places.districts(REGION)}
        assert set(await staffing.without_people(unit, REGION)) == districts - {DISTRICT}
        assert await staffing.without_people(unit, "100000000") == ("100000000",)
    await region.people_come(WIDE)
    async with region.unit(FIRST) as unit:
        assert await staffing.without_people(unit, REGION) == ()
    await region.change(WIDE, reachable=False)
    await region.person(78, Membership(Role.VOLUNTEER, NEXT_DOOR))
    async with region.unit(FIRST) as unit:
        assert set(await staffing.without_people(unit, REGION)) == districts - {DISTRICT, NEXT_DOOR}


async def test_what_waits_where_everybody_rests_goes_on_to_the_next_stage(region: Region):
    await region.people_come(LEAD)
    request = await region.submit()
    assert (await region.get(request)).stage == Stage.DISTRICT
    for who in (FIRST, SECOND):
        await region.command(who, "pause")
    news = await run(region, 24 * HOUR + MINUTE)
    assert (await region.get(request)).stage == Stage.COORDINATOR  # no volunteer of the region is left either
    assert not told(news, FAMILY)
    # A request that comes now goes straight to who is there, and the family is told honestly.
    other = await region.submit(phone="+77010000035")
    assert (await region.get(other)).stage == Stage.COORDINATOR
    assert region.reach.has_people


async def test_a_coordinators_pause_is_the_coordinators_to_end(region: Region):
    await region.people_come(LEAD)
    async with region.unit(LEAD) as unit:
        await resting.pause_member(unit, await office_person(unit, FIRST))
    assert (await region.look(FIRST)).paused_by == "lead"
    assert told(await region.news(), FIRST) == [text(region, "rest-lead")]
    await region.news()
    async with region.unit(FIRST) as unit:
        await resting.resume(unit)
    asked = await region.news()
    assert told(asked, FIRST) == [text(region, "rest-asked-back")]
    assert len(told(asked, LEAD)) == 1
    async with region.unit(FIRST) as unit:
        await resting.resume(unit)
        await resting.pause(unit)  # their own rest does not take the coordinator's away
    assert told(await region.news(), LEAD) == []
    assert (await region.look(FIRST)).paused_by == "lead"
    async with region.unit(LEAD) as unit:
        await resting.resume_member(unit, await office_person(unit, FIRST))
    assert told(await region.news(), FIRST) == [text(region, "rest-over")]
    member = await region.look(FIRST)
    assert not member.paused
    async with region.tx() as tx:
        assert await messages.live(tx, (resting.ASKED_BACK,), member.id) == []


async def test_leaving_forgets_all_of_it(region: Region):
    first = await region.change(FIRST, paused=True, paused_by="idle", returns=2, speaks="kk,ru")
    await start(region)
    async with region.unit(LEAD) as unit:
        await people.grant(unit, unit.person.id, Role.ADMIN, COUNTRY, None)
    async with region.unit(LEAD) as unit:
        member = await people.get(unit, first.id)
        await team.remove(unit, member, member.memberships)
    member = await region.look(FIRST)
    assert (member.paused, member.paused_by, member.returns, member.speaks) == (False, None, 0, None)
    assert await region.timer(WATCH, first.id) is None


async def test_a_volunteer_of_an_older_release_who_rested_rests_by_their_own_will(region: Region):
    async with region.tx() as tx:
        await tx.execute(update(schema.people).where(schema.people.c.telegram_id == FIRST).values(paused=True))
    assert resting.why(await region.look(FIRST)) is resting.Why.SELF
    await start(region)
    await run(region, 30 * DAY)
    assert (await region.look(FIRST)).paused_by is None
