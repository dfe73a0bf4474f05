"""Where a request is, on its card: a village that several families share, else a rough distance, else the district."""

from typing import Any

import pytest
from sqlalchemy import select

from bot.core.localities import NAMED_FROM
from bot.services import erasure, housekeeping, localities, submission
from bot.store import requests, schema
from bot.store.rekey import rekey
from bot.store.vault import Vault
from tests.services.conftest import ANSWERS, DAY, FAMILY, FIRST, NEXT_DOOR, REGION, Region

VILLAGE, SCHOOL = "Ақсу", "№12 мектеп"
SPELLINGS = ("с. Аксу", "Ақсу", "Ақсу", "аксу", "Ақсу")
FAMILIES = range(100, 140)


def answered(settlement: str = VILLAGE, school: str = SCHOOL, **changes: Any) -> dict[str, Any]:
    """Answers of a family, without a location unless one is given."""
    place = {"region": REGION, "district": ANSWERS["place"]["district"]}
    children = [{**child, "school": school} for child in ANSWERS["child"]]
    address = {"text": "Канареечная, 5"}
    return {**ANSWERS, "place": place, "address": address, "settlement": settlement, "child": children, **changes}


async def submits(region: Region, who: int, **changes: Any) -> requests.Request:
    """A request, through the same door as a family's own."""
    region.drafts += 1
    async with region.unit(who) as unit:
        programme = unit.asar.programmes["school_aid"]
        await submission.submit(unit, region.drafts, programme, "full", answered(**changes))
        found = await requests.by_draft(unit, region.drafts)
    assert found is not None
    return found


async def card(region: Region, request: requests.Request) -> str:
    (text,) = await region.command(FIRST, "show", request.number)
    return text


async def neighbours(region: Region, count: int, **changes: Any) -> list[requests.Request]:
    """Requests of so many different families."""
    return [
        await submits(region, who, settlement=SPELLINGS[at % 5], phone=f"+770100001{at:02}", **changes)
        for at, who in enumerate(FAMILIES[:count])
    ]


async def hashes(region: Region) -> list[Any]:
    async with region.tx() as tx:
        return list(await tx.execute(select(schema.localities)))


async def test_a_village_is_named_from_the_fifth_family_on_in_its_most_common_spelling(region: Region) -> None:
    found = await neighbours(region, NAMED_FROM - 1)
    text = await card(region, found[0])
    assert not [name for name in (*SPELLINGS, SCHOOL) if name in text]
    await submits(region, FAMILIES[0])  # once more the same family: it does not count twice
    assert VILLAGE not in await card(region, found[0])
    last = await submits(region, FAMILIES[4], settlement="Ақсу")
    for request in (found[0], last):
        text = await card(region, request)
        assert f"📍 {VILLAGE}, " in text
        assert f"🏫 {SCHOOL}" in text
    (panel,) = await region.command(FIRST, "queue")
    assert panel.count(f"{VILLAGE}, ") == 6


async def test_a_name_is_a_districts_own(region: Region) -> None:
    await neighbours(region, NAMED_FROM)
    there = await submits(region, 300, place={"region": REGION, "district": NEXT_DOOR})
    async with region.unit(FAMILY) as unit:
        assert (await localities.one(unit, there)) == localities.NOWHERE


async def test_a_tiny_village_has_a_rough_distance_only(region: Region) -> None:
    far = await submits(region, FAMILY, address={"text": "x", "lat": 43.7, "lon": 68.6})
    near = await submits(region, FAMILY, settlement="Қызылжар")
    assert far.distance_km is not None
    assert far.distance_km % 5 == 0
    assert f"≈ {far.distance_km} км от центра" in await card(region, far)
    assert near.distance_km is None
    assert "от центра" not in await card(region, near)
    assert VILLAGE not in await card(region, far)


async def test_a_location_far_from_the_district_says_nothing(region: Region) -> None:
    request = await submits(region, FAMILY, address={"text": "x", "lat": 51.1, "lon": 71.4})
    assert request.distance_km is None


@pytest.mark.parametrize("hostile", ["Ақсу 87010000099", "Аксу https://x.kz"])
async def test_what_five_families_typed_is_still_not_shown_if_it_is_no_name(region: Region, hostile: str) -> None:
    found = [await submits(region, who, settlement=hostile) for who in FAMILIES[:NAMED_FROM]]
    text = await card(region, found[0])
    assert "Ақсу" not in text
    assert "Аксу" not in text


async def test_a_correction_moves_a_request_to_another_village(region: Region) -> None:
    found = await neighbours(region, NAMED_FROM)
    async with region.unit(FAMILIES[0]) as unit:
        programme = unit.asar.programmes["school_aid"]
        changed = answered("Қызылжар", address={"text": "x", "lat": 43.7, "lon": 68.6})
        await submission.save(unit, found[0].id, programme, "full", changed)
    assert (await region.get(found[0])).distance_km is not None
    for request in (found[0], found[1]):
        assert f"📍 {VILLAGE}" not in await card(region, request)  # four are left
    assert f"🏫 {SCHOOL}" in await card(region, found[1])


async def test_erasure_and_retention_forget_the_village(region: Region) -> None:
    first, second = await submits(region, FAMILY), await submits(region, FAMILIES[0])
    async with region.unit(FAMILY) as unit:
        await erasure.erase(unit)
    assert {row.request_id for row in await hashes(region)} == {second.id}
    async with region.unit(FAMILIES[0]) as unit:
        await requests.move(unit, second, requests.State.WITHDRAWN)
    region.now += 91 * DAY
    async with region.tx() as tx:
        await housekeeping.start(tx)
    async with region.tx() as tx:
        await housekeeping.run_due(tx, region.asar)
    assert await hashes(region) == []
    assert (await region.get(first)).distance_km is None


async def test_a_new_key_finds_the_same_villages(region: Region) -> None:
    found = await neighbours(region, NAMED_FROM)
    before = await hashes(region)
    newer = Vault([bytes(range(32, 64)), bytes(range(32))])
    await rekey(region.database, newer)
    after = await hashes(region)
    assert len(after) == len(before)
    assert not {row.hash for row in after} & {row.hash for row in before}
    async with region.unit(FIRST) as unit:
        unit.vault = newer
        assert (await localities.one(unit, found[0])).village == VILLAGE


async def test_rekey_writes_down_what_older_requests_lack(region: Region) -> None:
    request = await region.submit()  # as one from before there were villages
    assert await hashes(region) == []
    await rekey(region.database, Vault([bytes(range(32))]))
    assert {row.request_id for row in await hashes(region)} == {request.id}


async def test_nothing_stored_can_be_read(region: Region) -> None:
    await submits(region, FAMILY)
    for row in await hashes(region):
        assert len(row.hash) == 32
        assert VILLAGE.encode() not in row.hash
