"""Seasons: by dates, by hand, and telling those who wait, on a real database."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.core.roles import COUNTRY, Membership, Role
from bot.organisation import Season as Dates
from bot.services import programmes
from bot.services.programmes import Mode, Season
from bot.store import people, timers
from bot.store.outbox import Rank
from tests.office import Office, buttons, make_database

ADMIN, MOTHER, FATHER = 1, 2, 3
OPENS, CLOSES = date(2026, 8, 10), date(2026, 9, 30)
SCHOOL = "school_aid"


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    office = Office(await make_database(tmp_path), Dates(opens=OPENS, closes=CLOSES))
    await office.person(ADMIN, Membership(Role.ADMIN, COUNTRY))
    await office.person(MOTHER, language="kk")
    await office.person(FATHER)
    yield office
    await office.database.close()


async def season(office: Office) -> Season:
    async with office.unit(MOTHER) as unit:
        return await programmes.season(unit, SCHOOL)


async def wait_for_opening(office: Office, who: int) -> None:
    async with office.unit(who) as unit:
        await programmes.tell_at_opening(unit, SCHOOL)


async def due(office: Office) -> datetime | None:
    """The timer fires; when it will fire next."""
    async with office.unit(ADMIN) as unit:
        await programmes.due(unit)
        return await timers.next_due(unit)


async def announced(office: Office) -> list[tuple[int, str]]:
    return [
        (row.chat_id, payload["text"].split(":")[0])
        for row, payload in await office.rows()
        if row.rank == Rank.ANNOUNCEMENT
    ]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 8, 9, 18, 59, tzinfo=UTC), Season(False, opens=OPENS)),  # 23:59 in Kazakhstan
        (datetime(2026, 8, 9, 19, 0, tzinfo=UTC), Season(True, closes=CLOSES)),
        (datetime(2026, 9, 30, 18, 59, tzinfo=UTC), Season(True, closes=CLOSES)),
        (datetime(2026, 9, 30, 19, 0, tzinfo=UTC), Season(False)),  # the next opening is not known
    ],
)
async def test_a_season_begins_and_ends_with_a_day_of_kazakhstan(office: Office, now: datetime, expected: Season):
    office.now = now
    assert await season(office) == expected


async def test_a_closed_programme_says_when_it_opens_or_that_nobody_knows(office: Office):
    before, after = programmes.closed(Season(False, opens=OPENS)), programmes.closed(Season(False))
    assert "10 августа" in office.asar.texts.say(before[0], "ru")
    assert "10 тамыз" in office.asar.texts.say(before[0], "kk")
    assert after[0].id == "season-closed"
    assert before[1] == after[1]


async def test_opening_by_date_tells_everybody_once_in_their_language(office: Office):
    await wait_for_opening(office, MOTHER)
    await wait_for_opening(office, MOTHER)
    await wait_for_opening(office, FATHER)
    assert await due(office) == datetime(2026, 8, 9, 19, 0, tzinfo=UTC)
    assert await announced(office) == []
    office.now = datetime(2026, 8, 9, 19, 0, 5, tzinfo=UTC)
    assert await due(office) is None
    rows = [(row, payload) for row, payload in await office.rows() if row.rank == Rank.ANNOUNCEMENT]
    assert [row.chat_id for row, _ in rows] == [MOTHER, FATHER]
    assert "Мектепке жол" in rows[0][1]["text"]
    assert "Дорога в школу" in rows[1][1]["text"]
    assert all(buttons(payload).values() for _, payload in rows)
    # Midnight is no time to write to people.
    assert {row.not_before.astimezone(UTC) for row, _ in rows} == {datetime(2026, 8, 10, 3, 0, tzinfo=UTC)}
    await due(office)
    assert await announced(office) == []


async def test_an_admin_opens_closes_and_goes_back_to_the_dates(office: Office):
    await wait_for_opening(office, MOTHER)
    async with office.unit(ADMIN) as unit:
        await programmes.show(unit)
    shown = (await office.said(ADMIN))[0]
    assert "Закрыта по датам" in shown["text"]
    assert list(buttons(shown).values()) == ["p:open:school_aid", "p:closed:school_aid"]
    await office.press(ADMIN, "p:open:school_aid")
    assert await announced(office) == [(MOTHER, "🔔 Өтінім қайта қабылданады")]
    assert await season(office) == Season(True, mode=Mode.OPEN)
    await office.press(ADMIN, "p:open:school_aid")
    assert await announced(office) == []
    await office.press(ADMIN, "p:closed:school_aid")
    office.now += timedelta(days=30)
    assert await season(office) == Season(False, mode=Mode.CLOSED)
    await wait_for_opening(office, FATHER)
    await due(office)
    assert await announced(office) == []
    await office.press(ADMIN, "p:dates:school_aid")
    assert await season(office) == Season(True, closes=CLOSES)
    assert await announced(office) == [(FATHER, "🔔 Заявки снова принимаются")]


@pytest.mark.parametrize("button", ["p:open:school_aid", "p:closed:school_aid", "p:dates:school_aid"])
async def test_only_admins_decide_about_seasons(office: Office, button: str):
    leader = 9
    await office.person(leader, Membership(Role.COORDINATOR, COUNTRY))
    for who in (MOTHER, leader):
        await office.press(who, button)
        async with office.unit(who) as unit:
            await programmes.show(unit)
        said = [payload["text"] for payload in await office.said(who)]
        language = "kk" if who == MOTHER else "ru"
        assert said == [office.asar.texts.label(text, language) for text in ("stale", "admins-only")]
    assert (await season(office)).mode is Mode.DATES


@pytest.mark.parametrize("button", ["p:open:nothing", "p:perhaps:school_aid", "p:open", "p"])
async def test_forged_buttons_of_seasons_change_nothing(office: Office, button: str):
    await office.press(ADMIN, button)
    assert [payload["text"] for payload in await office.said(ADMIN)] == [office.asar.texts.label("stale", "ru")]
    assert (await season(office)).mode is Mode.DATES


async def test_an_open_programme_is_offered_at_once(office: Office):
    office.now = datetime(2026, 8, 20, 7, 0, tzinfo=UTC)
    await wait_for_opening(office, MOTHER)
    (offer,) = await office.said(MOTHER)
    assert list(buttons(offer).values()) == ["m:apply:school_aid"]
    await due(office)
    assert await announced(office) == []


async def test_a_crowd_is_told_a_part_at_a_time_and_who_is_out_of_reach_keeps_their_place(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(programmes, "AT_ONCE", 2)
    crowd = (MOTHER, FATHER, 4, 5)
    for who in crowd:
        await office.person(who)
        await wait_for_opening(office, who)
        office.now += timedelta(seconds=1)
    async with office.unit(FATHER) as unit:
        await people.change(unit, unit.person, reachable=False)
    office.now = datetime(2026, 8, 10, 5, 0, tzinfo=UTC)
    assert await due(office) == office.now
    assert [who for who, _ in await announced(office)] == [MOTHER, 4]
    assert await due(office) is None
    assert [who for who, _ in await announced(office)] == [5]
    async with office.unit(FATHER) as unit:
        await people.change(unit, unit.person, reachable=True)
    await due(office)
    assert [who for who, _ in await announced(office)] == [FATHER]
