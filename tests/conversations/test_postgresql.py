"""The same conversations on PostgreSQL, where TEST_DATABASE_URL names a server that may be written to.

Races between people are in tests/services/test_races.py.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.core.roles import Membership, Role
from bot.playground.stories import PETROVA, SADYKOVA
from bot.services import announcing, stock
from bot.store import announcements, schema, stocks, timers
from bot.store.database import Database, Tx
from tests import postgresql
from tests.conftest import Asar
from tests.conversations import test_apply, test_help_arrives
from tests.conversations.test_apply import applicant
from tests.conversations.test_help_arrives import stored
from tests.services.conftest import FAMILY, LEAD, REGION, Region

pytestmark = pytest.mark.skipif(not postgresql.SERVER, reason="TEST_DATABASE_URL names no PostgreSQL")


@pytest.fixture
async def database_url() -> AsyncIterator[str]:
    """A database of its own for each test."""
    url = await postgresql.create()
    yield url
    await postgresql.drop(url)


@pytest.mark.parametrize(("name", "family"), [("apply_kk", SADYKOVA), ("apply_ru", PETROVA)])
async def test_a_family_applies_on_postgresql(asar: Asar, name: str, family: object) -> None:
    await test_apply.test_a_family_applies(asar, name, family)  # type: ignore[arg-type]


async def test_a_restart_on_postgresql(asar: Asar) -> None:
    await test_apply.test_a_restart_in_the_middle_loses_nothing(asar)


async def test_the_whole_way_on_postgresql(asar: Asar) -> None:
    await test_help_arrives.test_the_whole_way_in_two_languages(asar)


async def test_a_race_on_postgresql(asar: Asar) -> None:
    await test_help_arrives.test_two_volunteers_accept_at_once_and_one_has_it(asar)


async def test_a_dispute_on_postgresql(asar: Asar) -> None:
    await test_help_arrives.test_not_received_reopens_the_request(asar)


async def test_erasure_on_postgresql(asar: Asar) -> None:
    await test_help_arrives.test_erasure_leaves_nothing_of_the_family(asar)


async def test_a_timer_that_gives_way_is_done_right_after(asar: Asar, caplog: pytest.LogCaptureFixture) -> None:
    await asar.volunteer("Туркестанская область", "район Сауран")
    mother = await applicant(asar, SADYKOVA)
    await mother.apply()
    async with asar.database.write() as connection:
        tx = Tx(connection, asar.vault, asar.now())
        await timers.put(tx, stock.TIMER, int(REGION), asar.now() + timedelta(minutes=1))
        for item in ("bag", "uniform", "shoes", "sports", "warm"):
            await stocks.put(tx, "school_aid", REGION, item, 0, 1)
    async with asar.database.write() as connection:
        tx = Tx(connection, asar.vault, asar.now())
        # Of two that wait for each other the timer's transaction is ended.
        await tx.execute(text("SET LOCAL deadlock_timeout = '30s'"))
        await stocks.counts(tx, "school_aid", REGION, lock=True)
        asar.ahead += timedelta(minutes=2)
        asar.app.look_again()
        await until(somebody_waits, asar)
        assert await timers.hold(tx, stock.TIMER, int(REGION))
    await until(it_is_listed, asar)
    assert "fail" not in caplog.text


async def until(met: Callable[[Asar], Awaitable[bool]], asar: Asar) -> None:
    """Until something is true. Raises TimeoutError."""
    async with asyncio.timeout(20):
        while not await met(asar):  # noqa: ASYNC110 - it asks a database
            await asyncio.sleep(0.01)


async def somebody_waits(asar: Asar) -> bool:
    waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    async with asar.database.read() as connection:
        return (await connection.execute(text(waiting))).first() is not None


async def it_is_listed(asar: Asar) -> bool:
    return (await stored(asar)).waitlisted_at is not None


async def test_of_two_announcements_confirmed_at_once_one_runs(database_url: str) -> None:
    database = Database(database_url)
    async with database.write() as connection:
        await connection.run_sync(schema.metadata.create_all)
    region = Region(database)
    await region.people_come(FAMILY, LEAD)
    await region.person(32, Membership(Role.COORDINATOR, REGION))
    await region.submit()
    drafts = {}
    for who in (LEAD, 32):
        async with region.unit(who) as unit:
            draft = await announcements.add(unit, unit.person.id)
            words = {"kk": "Жиналыс сенбіде", "ru": "Собрание в субботу"}
            whole = {"audience": "applicants", "area": REGION, "programme": None, "texts": words}
            drafts[who] = await announcements.change(unit, draft, **whole)

    async def confirms(who: int) -> None:
        async with region.unit(who) as unit:
            await announcing.press(unit, "go", drafts[who].id, drafts[who].revision, "")
            await asyncio.sleep(0.2)

    await asyncio.gather(*map(confirms, drafts))
    async with region.tx() as tx:
        found = [await announcements.find(tx, draft.id) for draft in drafts.values()]
    assert sorted(one.state for one in found if one) == ["draft", "running"]
    await database.close()
