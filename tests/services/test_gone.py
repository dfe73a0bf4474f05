"""What happened to a programme or to a draft while nobody looked."""

from dataclasses import replace

from bot.services import by_phone, interviews, unfinished
from bot.store import drafts, requests, timers
from tests.services.conftest import DAY, FAMILY, FIRST, NIGHT, Region, pressed


async def test_a_request_of_a_programme_that_was_taken_away_asks_nothing(region: Region):
    request = await region.submit()
    region.asar = replace(region.asar, programmes={})
    await region.pending()
    *_, shown = await region.tap(FAMILY, pressed(request, "co", verb="f"))
    assert "100001" in shown
    await region.command(FIRST, "accept", request.number)
    async with region.unit(FIRST) as unit:
        await by_phone.write_down(unit, replace(await requests.get(unit, request.id), mode="call"))
        assert await drafts.of(unit, unit.person.id) == []


async def test_a_draft_finished_at_night_is_not_reminded_of_in_the_morning(region: Region):
    region.now = NIGHT - DAY
    async with region.unit(FAMILY) as unit:
        await interviews.apply(unit, "school_aid")
        (draft,) = await drafts.of(unit, unit.person.id)
    region.now = NIGHT
    await region.pending()
    async with region.unit(FAMILY) as unit:
        await unfinished.due(unit, draft.id)
        morning = unit.waking()
    assert (await region.timer("draft", draft.id)).due_at == morning
    assert await region.pending() == []
    async with region.unit(FAMILY) as unit:
        await unfinished.discard(unit, draft.id)
        assert await timers.next_due(unit) is None
