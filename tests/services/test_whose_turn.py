"""Who is offered a waiting request first: those who speak its language, and last those who have had it before."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.core.deadlines import Deadlines
from bot.core.requests import Event, State
from bot.core.roles import Membership, Role
from bot.core.routing import Stage
from bot.services import claims, contacts, housekeeping, queue
from bot.services.unit import Unit
from bot.store import audit, people, requests, schema
from tests.services.conftest import (
    ADMIN,
    DAY,
    DISTRICT,
    FAMILY,
    FIRST,
    HOUR,
    LEAD,
    MINUTE,
    NIGHT,
    REGION,
    SECOND,
    STRANGER,
    WIDE,
    Region,
    pressed,
)

LATER = timedelta(hours=Deadlines().language_hours)
NEIGHBOUR = "790000000"


async def cards(region: Region) -> dict[int, timedelta]:
    """Cards said since anybody last looked: who, and how long from now."""
    told = [(row, payload) for row, payload in await region.pending() if "v:a:" in str(payload)]
    return {row.chat_id: row.not_before - region.now for row, _ in told}


async def every(region: Region, *who: int) -> None:
    """Let them hear of every request."""
    for one in who:
        await region.change(one, news="every")


async def run_due(region: Region) -> None:
    async with region.tx() as tx:
        await housekeeping.run_due(tx, region.asar)


async def released(region: Region, who: int) -> requests.Request:
    """A request that somebody accepted and gave back."""
    request = await region.submit()
    await region.tap(who, pressed(request, "a"))
    await region.tap(who, pressed(await region.get(request), "rr", "far"))
    return await region.get(request)


@pytest.mark.parametrize(
    ("speaks", "moments"),
    [
        ({FIRST: "kk", SECOND: "ru"}, {FIRST: timedelta(), SECOND: LATER}),
        ({FIRST: "kk,ru", SECOND: None}, {FIRST: timedelta(), SECOND: LATER}),  # chosen by SECOND: Russian
        ({FIRST: "ru", SECOND: "ru"}, {FIRST: timedelta(), SECOND: timedelta()}),
        ({FIRST: "ru,kk", SECOND: "kk"}, {FIRST: timedelta(), SECOND: timedelta()}),
    ],
)
async def test_a_card_comes_first_to_those_who_speak_the_familys_language(
    region: Region, speaks: dict[int, str], moments: dict[int, timedelta]
) -> None:
    for who, languages in speaks.items():
        await region.change(who, speaks=languages, news="every")
    await region.submit()  # the family's Asar speaks Kazakh
    assert await cards(region) == moments


async def test_a_card_that_would_come_later_never_comes_once_somebody_has_accepted(region: Region) -> None:
    await every(region, FIRST, SECOND)
    await region.change(FIRST, speaks="kk")
    request = await region.submit()
    assert set(await cards(region)) == {FIRST, SECOND}
    await region.tap(FIRST, pressed(request, "a"))
    region.seen = 0
    assert [row for row, _ in await region.pending() if row.chat_id == SECOND] == []
    assert await region.live("card", request) == []


async def test_a_later_card_still_respects_the_night(region: Region) -> None:
    await every(region, FIRST, SECOND)
    await region.change(FIRST, speaks="kk")
    region.now = NIGHT - 5 * HOUR  # half past seven in the evening
    await region.submit()
    assert (await cards(region))[SECOND] == LATER
    region.now += 2 * HOUR
    await region.submit()
    found = await cards(region)
    assert found[FIRST] == timedelta()
    assert region.now + found[SECOND] == NIGHT + 7 * HOUR + 30 * MINUTE  # eight in the morning


async def test_a_correction_keeps_a_later_card_late(region: Region) -> None:
    await every(region, FIRST, SECOND)
    await region.change(FIRST, speaks="kk")
    request = await region.submit()
    await region.pending()
    async with region.unit(FAMILY) as unit:
        moved = await requests.move(unit, request, State.QUEUED, card={"reach": "school"})
        await queue.corrected(unit, moved)
    assert await cards(region) == {FIRST: timedelta(), SECOND: LATER}


async def test_next_goes_by_urgency_then_language_then_waiting(region: Region) -> None:
    await region.person(STRANGER, language="ru")
    kazakh = await region.submit()
    russian = await region.submit(who=STRANGER)
    urgent = await region.submit(urgency=1)
    order = []
    for _ in range(3):
        (card,) = await region.command(FIRST, "next")
        order += [request.id for request in (kazakh, russian, urgent) if request.number in card]
        region.now += MINUTE
    assert order == [urgent.id, russian.id, kazakh.id]
    (card,) = await region.command(SECOND, "show", kazakh.number)
    assert "Семья говорит по-казахски" in card


async def test_what_somebody_gave_back_is_offered_to_them_after_all_others(region: Region) -> None:
    mine = await released(region, FIRST)
    region.now += DAY
    other = await region.submit()
    (card,) = await region.command(FIRST, "next")
    assert other.number in card
    (card,) = await region.command(SECOND, "next")
    assert mine.number in card
    await region.tap(FIRST, pressed(other, "a"))
    region.now += HOUR
    (card,) = await region.command(FIRST, "next")
    assert mine.number in card  # it is theirs again, if nobody else is there for it
    await region.command(FIRST, "accept", mine.number)
    assert (await region.get(mine)).claimer_id == (await region.look(FIRST)).id


async def test_a_request_given_by_a_coordinator_remembers_who_had_it(region: Region) -> None:
    await region.people_come(LEAD)
    request = await region.submit()
    holder, lead = await region.look(FIRST), await region.look(LEAD)
    async with region.unit(LEAD) as unit:
        moved = await requests.move(unit, request, State.CLAIMED, claimer_id=holder.id, claimed_at=region.now)
        await given(unit, moved, holder, lead)
        await claims.give_back(unit, moved, Event.RETURN, None)
    other = await region.submit()
    (card,) = await region.command(FIRST, "next")
    assert other.number in card


async def given(unit: Unit, request: requests.Request, holder: people.Person, lead: people.Person) -> None:
    """What an assignment writes: by the coordinator; only the contacts are shown to the holder."""
    await audit.append(unit, request.id, Event.ASSIGN, request.state, lead.id)
    await contacts.hand_over(unit, request, holder)


async def test_cards_of_a_returned_request_pass_over_who_had_it_while_others_are_there(region: Region) -> None:
    await every(region, FIRST, SECOND)
    request = await region.submit()
    await region.tap(FIRST, pressed(request, "a"))
    region.now += sum((timedelta(days=days) for days in (3, 2)), HOUR)
    for _ in range(2):
        await region.pending()
        await run_due(region)
        region.now += 2 * DAY + HOUR
    assert (await region.get(request)).state is State.QUEUED
    assert {message.chat_id for message in await region.live("card", request)} == {SECOND}


async def test_who_had_it_hears_of_it_where_nobody_else_is(region: Region) -> None:
    await region.change(SECOND, paused=True)
    await every(region, FIRST)
    request = await region.submit()
    await region.tap(FIRST, pressed(request, "a"))
    async with region.unit(FAMILY) as unit:
        await claims.give_back(unit, await requests.get(unit, request.id), Event.RETURN, None)
    assert {message.chat_id for message in await region.live("card", request)} == {FIRST}


def with_neighbours(region: Region) -> None:
    """Volunteers of Шымкент help out the Түркістан region."""
    organisation = region.asar.organisation.model_copy(update={"neighbours": {REGION: (NEIGHBOUR,)}})
    region.asar = replace(region.asar, organisation=organisation)


async def stages(region: Region, request: requests.Request) -> list[Stage]:
    """Let time pass until the desk has it; the stages it went through."""
    found = [(await region.get(request)).stage]
    while found[-1] is not Stage.DESK:
        timer = await region.timer("escalate", request.id)
        region.now = timer.due_at
        await run_due(region)
        found.append((await region.get(request)).stage)
    return found


async def test_a_neighbouring_region_hears_of_it_after_the_region_itself_and_may_accept(region: Region) -> None:
    with_neighbours(region)
    await region.people_come(WIDE, LEAD, ADMIN)
    await region.person(STRANGER, Membership(Role.VOLUNTEER, NEIGHBOUR), language="ru")
    await every(region, STRANGER)
    request = await region.submit()
    assert "Такой заявки среди Ваших нет" in (await region.command(STRANGER, "accept", request.number))[0]
    for hours in (24, 24):
        (text,) = await region.command(STRANGER, "queue")
        assert text.startswith("Сейчас в Вашей очереди никто не ждёт.")
        region.now += timedelta(hours=hours)
        await run_due(region)
    assert (await region.get(request)).stage is Stage.NEIGHBOUR
    assert {message.chat_id for message in await region.live("card", request)} == {STRANGER}
    assert request.number in (await region.command(STRANGER, "queue"))[0]
    await region.command(STRANGER, "accept", request.number)
    assert (await region.get(request)).claimer_id == (await region.look(STRANGER)).id


async def test_all_stages_in_their_order_without_a_neighbour_too(region: Region) -> None:
    await region.people_come(WIDE, LEAD, ADMIN)
    request = await region.submit()
    assert await stages(region, request) == [Stage.DISTRICT, Stage.REGION, Stage.COORDINATOR, Stage.DESK]
    with_neighbours(region)
    assert await stages(region, await region.submit()) == [
        Stage.DISTRICT,
        Stage.REGION,
        Stage.COORDINATOR,  # nobody is there of the neighbouring region
        Stage.DESK,
    ]
    await region.person(STRANGER, Membership(Role.VOLUNTEER, NEIGHBOUR))
    assert await stages(region, await region.submit()) == list(Stage)


async def test_a_district_of_a_neighbour_and_its_coordinator_are_not_called(region: Region) -> None:
    with_neighbours(region)
    await region.person(STRANGER, Membership(Role.COORDINATOR, NEIGHBOUR))
    await region.person(WIDE, Membership(Role.VOLUNTEER, "791910000"))
    await region.people_come(ADMIN)
    request = await region.submit()
    assert await stages(region, request) == [Stage.DISTRICT, Stage.DESK]


async def test_a_role_for_one_programme_has_nothing_to_do_with_another(region: Region) -> None:
    async with region.tx() as tx:
        for who in (FIRST, SECOND):
            person = await people.by_telegram(tx, who)
            await people.revoke(tx, person.id)
            programmes = ["winter"] if who == FIRST else ["school_aid", "winter"]
            await people.grant(tx, person.id, Role.VOLUNTEER, DISTRICT, None, programmes)
    await every(region, FIRST, SECOND)
    request = await region.submit()
    assert set(await cards(region)) == {SECOND}
    assert (await region.command(FIRST, "next"))[0].startswith("Сейчас никто не ждёт")
    assert (await region.command(FIRST, "queue"))[0].startswith("Сейчас в Вашей очереди никто не ждёт.")
    assert request.number in (await region.command(SECOND, "queue"))[0]
    await region.change(SECOND, paused=True)
    assert (await region.submit()).stage is Stage.DESK  # FIRST is nobody for it


async def test_what_waits_for_stock_is_neither_offered_nor_shown_nor_escalated(region: Region) -> None:
    await region.people_come(WIDE, LEAD, ADMIN)
    request = await region.submit()
    async with region.tx() as tx:
        await tx.execute(update(schema.requests).values(waitlisted_at=region.now))
    assert (await region.command(FIRST, "next"))[0].startswith("Сейчас никто не ждёт")
    assert (await region.command(LEAD, "queue"))[0].startswith("Сейчас в Вашей очереди никто не ждёт.")
    region.now += DAY
    await run_due(region)
    assert (await region.get(request)).stage is Stage.DISTRICT
    assert Event.ESCALATE not in await region.events(request)
    async with region.unit(FAMILY) as unit:
        await queue.enter(unit, await requests.get(unit, request.id))
    assert await region.live("card", request) == []
    assert await region.timer("escalate", request.id) is None


async def test_an_escalation_after_a_long_outage_happens_once(region: Region) -> None:
    await region.people_come(WIDE, LEAD, ADMIN)
    request = await region.submit()
    region.now += 20 * DAY
    for _ in range(3):
        await run_due(region)
    assert (await region.get(request)).stage is Stage.REGION
    assert (await region.events(request)).count(Event.ESCALATE) == 1
