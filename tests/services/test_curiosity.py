"""Who opens the contacts of unusually many families is named to the coordinators, once a day."""

from dataclasses import replace

from bot.core.deadlines import Deadlines
from tests.services.conftest import DAY, FIRST, LEAD, Region, pressed
from tests.services.test_localities import submits

MOST = 5


async def accepts_and_returns(region: Region, count: int, start: int) -> list[str]:
    """So many families' contacts are opened and given back; all that the coordinator has ever heard of it."""
    for who in range(start, start + count):
        request = await submits(region, who)
        await region.tap(FIRST, pressed(request, "a"))
        await region.tap(FIRST, pressed(await region.get(request), "rr", "far"))
    return [text for chat, _, text in await region.all_texts() if chat == LEAD and "открыты контакты" in text]


async def test_accepting_and_returning_again_and_again_is_told_once_a_day(region: Region) -> None:
    deadlines = Deadlines(reveals_a_day=MOST)
    organisation = region.asar.organisation.model_copy(update={"deadlines": deadlines})
    region.asar = replace(region.asar, organisation=organisation)
    await region.people_come(LEAD)
    assert await accepts_and_returns(region, MOST, 100) == []
    (told,) = await accepts_and_returns(region, 3, 200)
    assert f"открыты контакты {MOST + 1} семей" in told
    assert "Канарейкина" not in told
    region.now += DAY
    assert len(await accepts_and_returns(region, MOST, 300)) == 1
    assert len(await accepts_and_returns(region, 1, 400)) == 2
