"""What is left of somebody who asked to be erased, of a request past its retention, and of a key that was changed."""

from datetime import timedelta

import pytest

from bot.services import housekeeping
from bot.store import rekey, requests, schema
from bot.store.vault import Vault, VaultError
from tests.office import VAULT
from tests.services.conftest import DAY, FAMILY, FIRST, LEAD, Region
from tests.services.full_house import FAMILYS, OF_FAMILY, OF_LEAD, OF_VOLUNTEER, leave, move_in, read, where

SEALED = {f"{table.name}.{column}" for table, column in rekey.SEALED.values()}


def account(who: int, found: list[tuple[str, str]]) -> set[str]:
    """In which columns the account stands, but for the last word to it."""
    chats = {place for place, text in found if text == str(who) and ("telegram" in place or "chat" in place)}
    return chats - {"outbox.chat_id"}


async def test_the_house_is_full(region: Region) -> None:
    await move_in(region)
    found = await read(region)
    assert SEALED - {place for place, _ in found} == {"consents.sealed_name"}
    assert where(found, FAMILYS) <= SEALED
    assert where(found, (OF_FAMILY,)) == {
        "audit.sealed_reason",
        "complaints.sealed_text",
        "dead_letters.sealed_update",
        "drafts.sealed_state",
        "handovers.sealed_missing",
        "letters.sealed_text",
        "outbox.sealed_payload",
        "people.sealed_prompt",
    }


async def test_nothing_of_a_family_is_left(region: Region) -> None:
    await move_in(region)
    await leave(region, FAMILY)
    found = await read(region)
    assert where(found, FAMILYS) == set()
    assert "чужое" in str(found)  # of others everything stays
    assert where(found, (OF_VOLUNTEER,)) >= {"people.sealed_profile"}
    assert account(FAMILY, found) == set()


async def test_nothing_that_was_edited_into_a_chat_of_the_team_stays_there(region: Region) -> None:
    await move_in(region)
    await region.deliver()  # everything has been sent
    await region.pending()
    await leave(region, FAMILY)
    async with region.tx() as tx:
        records = {row.id: row.what for row in await tx.execute(schema.messages.select())}
    rows = [(row, payload) for row, payload in await region.pending() if row.chat_id in (FIRST, LEAD)]
    blanked = {(row.chat_id, records[row.message]) for row, _ in rows if row.method != "sendMessage" and row.message}
    assert blanked >= {
        (FIRST, "claim"),
        (FIRST, "letter"),
        (FIRST, "letter-file"),
        (FIRST, "given"),
        (LEAD, "complaint"),
    }
    assert not [payload for _, payload in rows if any(word in str(payload) for word in FAMILYS)]


async def test_nothing_personal_of_a_volunteer_is_left(region: Region) -> None:
    await move_in(region)
    async with region.tx() as tx:
        await tx.execute(schema.outbox.delete())  # all has been said
    await leave(region, FIRST)
    found = await read(region)
    # A complaint about the request is open: somebody still has to read what they wrote to the family.
    assert where(found, (OF_VOLUNTEER, "77010000021")) == {"letters.sealed_text"}
    assert account(FIRST, found) == set()
    # What families said stays, the complaint about this volunteer too: somebody has to look at it.
    assert "complaints.sealed_text" in where(found, (OF_FAMILY,))


async def test_nothing_personal_of_a_coordinator_is_left(region: Region) -> None:
    await move_in(region)
    await leave(region, LEAD)
    found = await read(region)
    assert where(found, (OF_LEAD, "77010000031")) == set()
    assert account(LEAD, found) == set()


async def test_what_is_past_its_retention_is_forgotten_like_that(region: Region) -> None:
    house = await move_in(region)
    async with region.unit(FAMILY) as unit:
        for request in house.values():
            now = await requests.get(unit, request.id)
            assert await requests.move(unit, now, requests.State.WITHDRAWN)
        await unit.execute(schema.drafts.delete())  # a draft has a deadline of its own
        await unit.execute(schema.outbox.delete())  # all was said long ago
    region.now += timedelta(days=region.asar.organisation.data.retention_days) + DAY
    for _ in range(3):
        async with region.tx() as tx:
            await housekeeping.start(tx)
            await tx.execute(schema.timers.update().where(schema.timers.c.kind == "purge").values(due_at=region.now))
            await tx.execute(schema.timers.delete().where(schema.timers.c.kind != "purge"))
            await housekeeping.run_due(tx, region.asar)
    found = await read(region)
    assert where(found, FAMILYS) == set()


async def test_after_a_new_key_everything_opens_with_it_alone(region: Region) -> None:
    await move_in(region)
    before = await read(region)
    old, new = bytes(range(32)), bytes([7] * 32)
    count = await rekey.rekey(region.database, Vault([new, old]))
    assert count >= len([place for place, _ in before if place in SEALED])
    alone = Vault([new])
    places = SEALED | {"people.telegram_id", "requests.number"}
    assert [one for one in await read(region, alone) if one[0] in places] == [one for one in before if one[0] in places]
    async with region.tx() as tx:
        hashes = {row.phone_hash for row in await tx.execute(schema.requests.select())}
        assert hashes == {alone.blind("+77010000009")}
        assert {row.phone_hash for row in await tx.execute(schema.people.select())} >= {alone.blind("+77010000021")}
    with pytest.raises(VaultError):
        await read(region, VAULT)
