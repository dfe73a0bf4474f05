"""What stays as it was while the queue changes: the page somebody reads, a leader's digest, an unseen card."""

import pytest

from bot.services import panel, resting
from bot.store import people
from tests.services.conftest import FIRST, LEAD, NIGHT, Region


async def test_a_refreshed_message_stays_on_the_page_that_is_read(region: Region):
    for number in range(panel.PAGE + 2):
        await region.submit(phone=f"+7701000010{number}")
    await region.command(FIRST, "queue")
    await region.deliver()
    await region.tap(FIRST, "v:q:0:0:1")
    await region.deliver()
    await region.pending()
    async with region.unit(FIRST) as unit:
        await panel.refresh(unit, unit.person)
    ((_, payload),) = await region.pending()
    assert "v:q:0:0:0" in str(payload)
    assert "v:q:0:0:1" not in str(payload)


async def test_a_digest_that_an_outage_brought_into_the_night_joins_the_next_one(region: Region):
    """Otherwise it comes at eight, and at nine the one for what has happened since."""
    await region.submit()
    region.now = NIGHT
    await region.pending()
    async with region.unit(FIRST) as unit:
        await panel.digest(unit, unit.person)
        person = unit.person
    assert await region.pending() == []
    timer = await region.timer(panel.DIGEST, person.id)
    assert timer is not None
    region.now = timer.due_at
    async with region.unit(FIRST) as unit:
        await panel.digest(unit, unit.person)
    ((row, payload),) = await region.pending()
    assert "ждёт 1 семья" in payload["text"]
    assert row.not_before == timer.due_at


@pytest.mark.parametrize("choice", ["silent", "pause"])
async def test_a_leaders_digest_stays_a_volunteers_ends(region: Region, choice: str):
    await region.people_come(LEAD)
    for who, stays in ((LEAD, True), (FIRST, False)):
        async with region.unit(who) as unit:
            await panel.tell_later(unit, unit.person)
            await (resting.pause(unit) if choice == "pause" else panel.choose_news(unit, choice))
            person = unit.person
        assert (await region.timer(panel.DIGEST, person.id) is not None) is stays


async def test_a_card_for_the_morning_cannot_be_typed_and_is_not_the_last_message(region: Region):
    await region.command(FIRST, "queue")
    await region.change(FIRST, news="every")
    async with region.unit(FIRST) as unit:
        before = people.offered(unit, unit.person)
        assert before
    region.now = NIGHT
    await region.submit()
    async with region.unit(FIRST) as unit:
        assert people.offered(unit, unit.person) == before
        assert unit.person.last_message is None
