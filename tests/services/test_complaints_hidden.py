"""Whom a complaint names learns nothing of it, not even by what goes away; who may handle it finds it everywhere."""

import pytest

from bot.core.requests import State
from bot.core.roles import COUNTRY, Membership, Role
from bot.services import complaints, housekeeping, morning
from bot.store import people
from tests.office import buttons
from tests.services.conftest import ADMIN, DAY, FAMILY, FIRST, LEAD, REGION, STRANGER, pressed
from tests.services.test_complaints import DESK, OTHER_LEAD, complained, letter, stored, tap
from tests.services.test_letters import button, claimed, kept, said, texts


async def test_whom_it_names_finds_nothing_anywhere(region):
    """The only coordinator claims, and the family complains of them: the desk has it, and they see nothing."""
    await region.people_come(LEAD, ADMIN)
    request = await region.submit()
    await region.command(LEAD, "accept", request.number)
    await region.deliver()
    request = await region.get(request)
    rows = await tap(region, FAMILY, pressed(request, "money", verb="f"))
    assert texts(rows, LEAD) == []
    assert len(texts(rows, ADMIN)) == 1
    (one,) = await stored(region)
    assert one.desk
    for data in (f"z:op:{one.id}", f"z:cl:{one.id}", f"z:oc:{one.id}:unfounded", f"z:ps:{one.id}", "z:ls:0"):
        told = await region.tap(LEAD, data)
        assert not any(request.number in text for text in told), data
    async with region.unit(LEAD) as unit:
        assert await complaints.hidden(unit, request, unit.person) == {one.id}
    async with region.unit(ADMIN) as unit:
        assert await complaints.hidden(unit, request, unit.person) == frozenset()
    assert (await stored(region))[0].closed_at is None
    assert "1" in (await region.tap(ADMIN, "z:ls:0"))[0]


async def test_nothing_that_was_there_before_goes_away_for_whom_it_names(region):
    """A page that changes at that very moment would tell of the complaint as surely as words."""
    await region.people_come(LEAD, ADMIN)
    request = await claimed(region)
    rows = await letter(region, request)
    await region.tap(FAMILY, button(rows, FAMILY, "Шағымдану"))
    await region.tap(FAMILY, f"z:kd:abuse:{(await kept(region))[-1].id}")
    (older,) = await stored(region)
    await region.command(FIRST, "release", f"{request.number} уезжаю")
    await region.command(LEAD, "accept", request.number)
    await region.command(LEAD, "release", f"{request.number} болею")
    await region.deliver()

    async def pages() -> list[str]:
        await region.pending()
        found = []
        for data in (f"c:pg:{request.id}:0", f"y:t:{request.id}:-1", "z:ls:0"):
            rows = await tap(region, LEAD, data)
            found += [f"{payload['text']} {buttons(payload)}" for _, payload in rows if "text" in payload]
        story = (await region.command(LEAD, "audit", request.number))[0].split("\n\n")
        return found + [line for line in story if "прочитаны" not in line]  # one more each time, as it should be

    await pages()
    before = await pages()
    assert "вопрос" in str(before)
    assert f"z:op:{older.id}" in str(before)
    assert "жалоба" in str(before)
    await region.tap(FAMILY, pressed(await region.get(request), "money", verb="f"))
    (_, newer) = await stored(region)
    assert newer.against_id == (await region.look(LEAD)).id
    assert await pages() == before


@pytest.mark.parametrize("who", [FAMILY, FIRST, STRANGER])
async def test_only_who_may_handle_it_opens_it(region, who):
    await region.people_come(LEAD)
    request, _ = await complained(region)
    (one,) = await stored(region)
    for data in (f"z:op:{one.id}", f"z:tk:{one.id}:{request.revision}", f"z:oc:{one.id}:settled", "z:ls:0"):
        assert not any(request.number in text for text in await region.tap(who, data))
    assert (await stored(region))[0].closed_at is None
    assert (await region.get(request)).state is State.CLAIMED


async def test_an_admin_among_several_is_never_shown_what_names_them(region):
    await region.people_come(ADMIN)
    await region.person(DESK, Membership(Role.ADMIN, COUNTRY))
    request = await region.submit()
    await region.command(ADMIN, "accept", request.number)
    request = await region.get(request)
    rows = await tap(region, FAMILY, pressed(request, "money", verb="f"))
    assert texts(rows, ADMIN) == []
    assert len(texts(rows, DESK)) == 1


async def test_a_coordinator_of_the_same_region_handles_what_names_the_other(region):
    await region.people_come(LEAD)
    await region.person(OTHER_LEAD, Membership(Role.COORDINATOR, REGION))
    request = await region.submit()
    await region.command(LEAD, "accept", request.number)
    request = await region.get(request)
    rows = await tap(region, FAMILY, pressed(request, "money", verb="f"))
    assert len(texts(rows, OTHER_LEAD)) == 1
    assert texts(rows, LEAD) == []
    async with region.unit(OTHER_LEAD) as unit:
        lead = await people.by_telegram(unit, LEAD)
        assert lead is not None
        assert await complaints.hidden(unit, request, lead)


async def test_whom_it_names_refuses_that_request_and_who_looks_at_it_hears_so(region):
    await region.people_come(LEAD)
    await region.person(OTHER_LEAD, Membership(Role.COORDINATOR, REGION))
    request = await region.submit()
    await region.command(LEAD, "accept", request.number)
    await region.deliver()
    await region.command(LEAD, "release", f"{request.number} болею")
    await region.tap(FAMILY, pressed(await region.get(request), "money", verb="f"))
    await said(region)
    refusal = pressed(await region.get(request), "dy", "goods", verb="c")
    rows = await tap(region, LEAD, refusal)
    assert (await region.get(request)).state is State.DECLINED
    assert any("на которого по этой же заявке есть жалоба" in text for text in texts(rows, OTHER_LEAD))
    assert not any("жалоб" in text for text in texts(rows, LEAD))
    assert not any("жалоб" in text for text in texts(await tap(region, LEAD, refusal), OTHER_LEAD))  # once


async def test_a_coordinator_whom_it_names_finds_it_nowhere_and_another_one_everywhere(region):
    """In /show, /audit, /review, on the page of the request and in the morning."""
    await region.people_come(LEAD)
    await region.person(OTHER_LEAD, Membership(Role.COORDINATOR, REGION))
    request = await region.submit()
    await region.command(LEAD, "accept", request.number)
    await region.deliver()
    await region.tap(FAMILY, pressed(await region.get(request), "money", verb="f"))
    (one,) = await stored(region)
    await said(region)
    number = request.number

    async def seen_by(who: int) -> str:
        found = []
        for command, words in (("show", number), ("audit", number), ("review", number), ("review", "")):
            before = region.seen
            await region.command(who, command, words)
            region.seen = before
            found += await region.pending()
        async with region.unit(who) as unit:
            await morning.watch(unit)
        region.now = region.now.replace(hour=4) + DAY
        async with region.tx() as tx:
            while await housekeeping.run_due(tx, region.asar):
                pass
        found += await region.pending()
        return str([payload for row, payload in found if row.chat_id == who])

    sees = await seen_by(OTHER_LEAD)
    assert "📋 Все жалобы" in sees
    assert f"z:op:{one.id}" in sees
    assert "☀️" in sees
    assert "Жалобы без ответа: 1" in sees
    assert "жалоб" in (await region.command(OTHER_LEAD, "audit", request.number))[0]
    named = await seen_by(LEAD)
    assert "☀️" in named
    assert "жалоб" not in named.lower()
    assert "z:" not in named.replace("z:r:", "").replace("z:b:", "")
