"""Complaints: told at once, hidden from whom they name, handled by somebody else, closed by a person."""

from typing import Any

import pytest
from sqlalchemy import select

from bot.core.interview.events import Typed
from bot.core.requests import Event, State
from bot.services import complaint_desk, erasure, families
from bot.store import schema
from bot.store.requests import Request
from tests.services.conftest import ADMIN, DAY, FAMILY, FIRST, HOUR, LEAD, NIGHT, STRANGER, Region, pressed
from tests.services.test_letters import Rows, ask, button, claimed, everything, kept, said, texts, wait, write

OTHER_LEAD, DESK = 32, 42
WORDS = "канарейка в жалобе"


async def letter(region: Region, request: Request) -> Rows:
    """A question of the volunteer's, with its buttons."""
    return await ask(region, FIRST, f"{request.number} вопрос")


async def tap(region: Region, who: int, data: str) -> Rows:
    """Press a button; everything that was said because of it, to anybody."""
    before = region.seen
    await region.tap(who, data)
    region.seen = before
    return await said(region)


async def complained(region: Region, kind: str = "abuse") -> tuple[Request, Rows]:
    """The family complains of its volunteer."""
    request = await claimed(region)
    rows = await letter(region, request)
    await region.tap(FAMILY, button(rows, FAMILY, "Шағымдану"))
    return request, await tap(region, FAMILY, f"z:kd:{kind}:{(await kept(region))[-1].id}")


async def stored(region: Region) -> list[Any]:
    async with region.tx() as tx:
        return list((await tx.execute(select(schema.complaints).order_by("id"))).all())


async def test_a_family_complains_and_the_coordinator_hears_at_once_even_at_night(region):
    await region.people_come(LEAD)
    region.now = NIGHT
    request, rows = await complained(region)
    (told,) = texts(rows, LEAD)
    assert request.number in told
    assert "Грубят" in told
    assert not any(payload.get("disable_notification") for row, payload in rows if row.chat_id == LEAD)
    assert texts(rows, FIRST) == []
    assert "Үйлестіруші шағымыңызды алды" in texts(rows, FAMILY)[0]
    (one,) = await stored(region)
    assert (one.kind, one.desk, one.closed_at) == ("abuse", False, None)
    assert (await region.events(request))[-1] is Event.REPORT


async def test_a_volunteer_complains_of_the_family(region):
    await region.people_come(LEAD)
    request = await claimed(region)
    rows = await letter(region, request)
    await region.tap(FAMILY, button(rows, FAMILY, "Жауап жазу"))
    rows = await write(region, FAMILY, "жауап")
    await region.tap(FIRST, button(rows, FIRST, "Пожаловаться"))
    rows = await tap(region, FIRST, f"z:kd:abuse:{(await kept(region))[-1].id}")
    assert "семья этой заявки" in texts(rows, LEAD)[0]
    assert texts(rows, FAMILY) == []
    (one,) = await stored(region)
    assert one.against_id == request.person_id


async def test_three_taps_are_one_complaint_and_one_alarm(region):
    await region.people_come(LEAD)
    request = await claimed(region)
    rows = await tap(region, FAMILY, pressed(request, "money", verb="f"))
    for _ in range(2):
        rows += await tap(region, FAMILY, pressed(request, "money", verb="f"))
    assert len(texts(rows, LEAD)) == 1
    assert "просили деньги" in texts(rows, LEAD)[0]
    assert len(await stored(region)) == 1


async def test_a_question_that_was_answered_raises_no_second_alarm_and_promises_nothing(region):
    await region.people_come(LEAD)
    request, _ = await complained(region)
    letter_id = (await kept(region))[-1].id
    for data in (f"z:kd:money:{letter_id}", f"z:kd:abuse:{letter_id}", f"z:no:{request.id}"):
        rows = await tap(region, FAMILY, data)
        assert texts(rows, LEAD) == []
        assert [text for text in texts(rows, FAMILY) if "жіберілген жоқ" in text] == []
    assert len(await stored(region)) == 1


async def test_the_claim_was_released_and_it_is_still_known_whom_it_is_about(region):
    await region.people_come(LEAD)
    request = await claimed(region)
    await region.command(FIRST, "release", f"{request.number} уезжаю")
    await region.tap(FAMILY, pressed(request, "money", verb="f"))
    (one,) = await stored(region)
    assert one.against_id == request.claimer_id


async def test_words_are_added_or_skipped(region):
    await region.people_come(LEAD)
    _, rows = await complained(region)
    assert await region.answer(FAMILY, Typed(WORDS))
    rows = await said(region)
    assert WORDS not in str(texts(rows, LEAD))
    (one,) = await stored(region)
    assert WORDS.encode() not in one.sealed_text
    rows = await tap(region, LEAD, f"z:op:{one.id}")
    assert WORDS in texts(rows, LEAD)[-1]
    assert WORDS not in texts(rows, LEAD)[0]  # only edited into a recorded message


async def test_where_nobody_can_look_the_family_is_told_honestly(region):
    request = await claimed(region)
    rows = await tap(region, FAMILY, pressed(request, "money", verb="f"))
    assert any("қарайтын адам жоқ" in text and "102" in text for text in texts(rows, FAMILY))
    assert len(await stored(region)) == 1


async def test_the_claim_is_taken_away_the_volunteer_paused_and_the_complaint_closed(region):
    await region.people_come(LEAD)
    request, _ = await complained(region)
    (one,) = await stored(region)
    rows = await tap(region, LEAD, f"z:op:{one.id}")
    rows = await tap(region, LEAD, button(rows, LEAD, "Вернуть заявку"))
    now = await region.get(request)
    assert (now.state, now.claimer_id) == (State.QUEUED, None)
    assert any("вернул заявку" in text for text in texts(rows, FIRST))
    assert not any("алоб" in text for text in texts(rows, FIRST))
    assert any("қайтадан кезекте" in text for text in texts(rows, FAMILY))
    rows = await tap(region, LEAD, f"z:ps:{one.id}")
    assert (await region.look(FIRST)).paused_by == "lead"
    rows = await tap(region, LEAD, f"z:cl:{one.id}")
    rows = await tap(region, LEAD, button(rows, LEAD, "Уладили"))
    assert any("шағымыңызды командамыздағы адам" in text for text in texts(rows, FAMILY))
    assert texts(rows, FIRST) == []
    (closed,) = await stored(region)
    assert (closed.outcome, closed.closed_at) == ("settled", region.now)
    assert await region.answer(LEAD, Typed("поговорили"))
    rows = await tap(region, LEAD, f"z:oc:{one.id}:passed")
    assert (await stored(region))[0].outcome == "settled"
    assert await region.timer("complaint", one.id) is None


async def test_the_letters_of_a_dispute_are_read_by_its_coordinator_and_each_reading_is_written_down(region):
    await region.people_come(LEAD)
    request = await claimed(region)
    rows = await letter(region, request)
    assert "писем пока нет" in (await region.tap(LEAD, f"y:t:{request.id}:-1"))[-1]
    assert Event.READ not in await region.events(request)
    await region.tap(FAMILY, button(rows, FAMILY, "Шағымдану"))
    await region.tap(FAMILY, f"z:kd:abuse:{(await kept(region))[-1].id}")
    assert "вопрос" in (await region.tap(LEAD, f"y:t:{request.id}:-1"))[-1]
    assert (await region.events(request)).count(Event.READ) == 1
    (one,) = await stored(region)
    await said(region)
    rows = await tap(region, LEAD, f"z:oc:{one.id}:settled")
    assert any("скрыты" in text for text in texts(rows, LEAD))
    assert "писем пока нет" in (await region.tap(LEAD, f"y:t:{request.id}:-1"))[-1]


async def test_nobody_looks_a_reminder_then_the_desk_day_by_day(region):
    await region.people_come(LEAD, ADMIN)
    await complained(region)
    rows = await wait(region, 24 * HOUR)
    assert any("ещё ждёт" in text for text in texts(rows, LEAD))
    assert not any("ещё ждёт" in text for text in texts(rows, ADMIN))
    rows = await wait(region, 24 * HOUR)
    assert any("ещё ждёт" in text for text in texts(rows, ADMIN))
    assert (await stored(region))[0].desk
    rows = await wait(region, 72 * HOUR)
    assert sum("ещё ждёт" in text for text in texts(rows, ADMIN)) == 1  # once, after an outage of days
    (one,) = await stored(region)
    async with region.unit(ADMIN) as unit:
        await complaint_desk.close(unit, one.id, "unfounded")
    assert not any("ещё ждёт" in text for text in texts(await wait(region, 72 * HOUR), ADMIN))


@pytest.mark.parametrize("who", [FAMILY, FIRST])
async def test_erasure_takes_the_words_and_keeps_the_count(region, who):
    await region.people_come(LEAD)
    await complained(region)
    await region.answer(FAMILY, Typed(WORDS))
    await said(region)
    async with region.unit(who) as unit:
        await erasure.erase(unit)
    (one,) = await stored(region)
    assert (one.kind, one.closed_at) == ("abuse", None)
    # The words of a family stay while a person has to look at them, though whom they name leaves.
    assert (one.sealed_text is None) == (who == FAMILY)


async def test_no_copy_keeps_the_words_once_it_is_closed(region):
    await region.people_come(LEAD)
    await complained(region)
    await region.answer(FAMILY, Typed(WORDS))
    await said(region)
    (one,) = await stored(region)
    for data in (f"z:op:{one.id}", f"z:cl:{one.id}"):
        await tap(region, LEAD, data)
    rows = await tap(region, LEAD, f"z:oc:{one.id}:settled")
    last = {
        row.message: payload["text"]
        for row, payload in await everything(region)
        if row.chat_id == LEAD and "text" in payload
    }
    assert rows
    assert not any(WORDS in text for text in last.values())


async def test_an_erased_family_leaves_no_words_with_the_coordinator(region):
    await region.people_come(LEAD)
    await complained(region)
    await region.answer(FAMILY, Typed(WORDS))
    await said(region)
    (one,) = await stored(region)
    await tap(region, LEAD, f"z:op:{one.id}")
    async with region.unit(FAMILY) as unit:
        await erasure.erase(unit)
    rows = [(row, payload) for row, payload in await everything(region) if row.chat_id == LEAD and "text" in payload]
    assert not any(WORDS in text for text in {row.message: payload["text"] for row, payload in rows}.values())


async def test_the_list_leads_to_the_complaints(region):
    await region.people_come(LEAD)
    request, _ = await complained(region)
    rows = await tap(region, LEAD, "c:ls:0")
    assert button(rows, LEAD, "📋 Все жалобы") == "z:ls:0"
    (listed,) = texts(await tap(region, LEAD, "z:ls:0"), LEAD)
    assert "Ждёт 1 жалоба" in listed
    rows = await tap(region, LEAD, f"c:pg:{request.id}:0")
    assert button(rows, LEAD, "Открыть жалобу").startswith("z:op:")


async def test_a_family_complains_from_its_status_without_any_letter(region):
    await region.people_come(LEAD)
    request = await claimed(region)
    rows = await tap(region, FAMILY, pressed(request, "st", verb="f"))
    await region.tap(FAMILY, button(rows, FAMILY, "Шағымдану"))
    rows = await tap(region, FAMILY, f"z:ka:abuse:{request.id}")
    assert request.number in texts(rows, LEAD)[0]
    assert texts(rows, FIRST) == []
    (one,) = await stored(region)
    assert (one.kind, one.against_id) == ("abuse", request.claimer_id)


async def test_money_that_is_asked_for_after_the_help_came_can_be_told_of(region):
    await region.people_come(LEAD)
    request = await claimed(region)
    await region.command(FIRST, "done", request.number)
    await region.deliver()
    await region.tap(FAMILY, pressed(await region.get(request), "got", verb="f"))
    assert (await region.get(request)).state is State.CONFIRMED
    await region.pending()
    region.now += DAY
    async with region.unit(FAMILY) as unit:
        await families.status(unit)
    rows = await said(region)
    await region.tap(FAMILY, button(rows, FAMILY, "Бірдеңе дұрыс болмады ма?"))
    rows = await tap(region, FAMILY, f"z:ka:money:{request.id}")
    assert "просили деньги" in texts(rows, LEAD)[0]
    assert texts(rows, FIRST) == []
    (one,) = await stored(region)
    rows = await tap(region, LEAD, f"z:op:{one.id}")
    assert not any("Вернуть заявку" in str(payload) for _, payload in rows)
    assert (await region.get(request)).state is State.CONFIRMED


async def test_a_volunteer_complains_from_the_request_without_any_letter(region):
    await region.people_come(LEAD)
    request = await claimed(region)
    await region.tap(FIRST, f"z:b:{request.id}")
    rows = await tap(region, FIRST, f"z:ka:abuse:{request.id}")
    assert "семья этой заявки" in texts(rows, LEAD)[0]
    assert texts(rows, FAMILY) == []
    (one,) = await stored(region)
    assert one.against_id == request.person_id


async def test_a_stranger_complains_of_nobody(region):
    await region.people_come(STRANGER)
    request = await claimed(region)
    for data in (f"z:b:{request.id}", f"z:ka:abuse:{request.id}", "z:ka:abuse:999", "z:b:0"):
        await region.tap(STRANGER, data)
    assert await stored(region) == []
