"""The same conversations on PostgreSQL, where TEST_DATABASE_URL names a server that may be written to."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.core.requests import State
from bot.core.roles import Membership, Role
from bot.playground.stories import PETROVA, SADYKOVA
from bot.services import announcing, volunteer
from bot.store import announcements, requests, schema
from bot.store.database import Database
from tests import postgresql
from tests.conftest import Asar
from tests.conversations import test_apply, test_help_arrives
from tests.services.conftest import FAMILY, FIRST, LEAD, REGION, Region

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


async def test_two_devices_of_one_volunteer_cannot_pass_the_limit_of_claims(database_url: str) -> None:
    database = Database(database_url)
    async with database.write() as connection:
        await connection.run_sync(schema.metadata.create_all)
    region = Region(database)
    region.asar = replace(region.asar, max_open_claims=1)
    await region.people_come(FAMILY, FIRST)
    waiting = [await region.submit() for _ in range(6)]

    async def accepts(request: requests.Request) -> bool:
        async with region.unit(FIRST) as unit:
            return await volunteer.claim(unit, request)

    won = await asyncio.gather(*(accepts(request) for request in waiting))
    assert won.count(True) == 1
    assert [(await region.get(request)).state for request in waiting].count(State.CLAIMED) == 1
    await database.close()


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
