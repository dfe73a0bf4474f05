"""People who act at the same instant, on PostgreSQL: everybody has decided before anybody writes.

A test holds the row that all of them are about, lets them run until each waits for it, and lets go: so the race takes
place each time. What PostgreSQL ends because two wait for each other is done again, as the loops of Asar do.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import pytest
from sqlalchemy import Select, insert, select, text
from sqlalchemy.exc import DBAPIError
from telegram import Update

from bot.core.interview.events import ContactShared
from bot.core.requests import Event, State
from bot.core.roles import Membership, Role
from bot.services import housekeeping, members, prompts, volunteer
from bot.services.unit import Press, Unit
from bot.store import complaints, invites, meta, people, requests, reviews, schema, stocks, timers
from bot.store.complaints import Kind, Outcome
from bot.store.database import is_conflict
from bot.store.requests import Request
from bot.store.reviews import Why
from bot.telegram import callbacks
from bot.telegram.handlers.typed import VERBS
from tests import postgresql
from tests.office import Context, Office
from tests.services.conftest import DAY, FAMILY, FIRST, HOUR, LEAD, REGION, SECOND, Region, pressed
from tests.services.test_stock import BAG, asks, there_are
from tests.team import NEWCOMER, OTHER_PHONE, PHONE, accepted, invited, staff
from tests.team import SECOND as OTHER_NEWCOMER

pytestmark = pytest.mark.skipif(not postgresql.SERVER, reason="TEST_DATABASE_URL names no PostgreSQL")

MATE = 32
"""A second coordinator of the region."""

ROUNDS = 5
"""Who is first is chance: each race is run so often."""

WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")

DEADLINES = ("escalate", "idle", "unconfirmed")

Act = Callable[[], Coroutine[Any, Any, Any]]


@pytest.fixture
async def region() -> AsyncIterator[Region]:
    region = Region(await postgresql.borrow())
    await region.people_come(FAMILY, FIRST, SECOND, LEAD)
    await region.person(MATE, Membership(Role.COORDINATOR, REGION))
    yield region
    await region.database.close()


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    office = Office(await postgresql.borrow())
    await staff(office)
    yield office
    await office.database.close()


async def at_once(office: Office, row: Select[Any], *acts: Act) -> list[Any]:
    """What came of these acts, each of which wanted to write this row before any other had."""
    async with asyncio.timeout(20), asyncio.TaskGroup() as group, office.tx() as tx:
        assert (await tx.execute(row.with_for_update())).first() is not None
        running = [group.create_task(insist(act)) for act in acts]
        while await waiting(office) < len(acts):
            assert not any(task.done() for task in running), "it does not write this row"
            await asyncio.sleep(0.005)
    return [task.result() for task in running]


async def waiting(office: Office) -> int:
    """How many transactions wait for another one; within one transaction the server would not look again."""
    async with office.database.read() as connection:
        return int((await connection.execute(WAITING)).scalar_one())


async def insist(act: Act) -> Any:
    """What Asar does with an update or a timer whose transaction was in another one's way."""
    while True:
        try:
            return await act()
        except DBAPIError as error:
            if not is_conflict(error):
                raise


def press(region: Region, who: int, data: str) -> Act:
    """A button, by its callback data."""
    action = callbacks.decode(data)
    assert action is not None

    async def act() -> None:
        async with region.unit(who, Press("1", None, action)) as unit:
            await prompts.pressed(unit, action)
            await VERBS[action.verb](Update(1), Context(unit, action))  # type: ignore[arg-type]
            await unit.answer()

    return act


def due(region: Region) -> Act:
    """Everything that is due now."""

    async def act() -> None:
        async with region.tx() as tx:
            await housekeeping.run_due(tx, region.asar)

    return act


def stored(request: Request) -> Select[Any]:
    return select(schema.requests.c.id).where(schema.requests.c.id == request.id)


def person(key: int) -> Select[Any]:
    return select(schema.people.c.id).where(schema.people.c.id == key)


async def answers(region: Region, who: int) -> list[str]:
    """What presses of this person were answered with, and what they were told, since anybody last looked."""
    return [str(payload.get("text", "")) for row, payload in await region.pending() if row.chat_id == who]


async def test_of_two_volunteers_who_accept_one_number_one_has_it(region: Region) -> None:
    for _ in range(ROUNDS):
        request = await region.submit()
        await region.pending()
        await at_once(region, stored(request), *(press(region, who, pressed(request, "a")) for who in (FIRST, SECOND)))
        now = await region.get(request)
        assert now.state is State.CLAIMED
        winner = (await region.look(FIRST)).id == now.claimer_id
        assert winner or (await region.look(SECOND)).id == now.claimer_id
        assert await region.events(request) == [Event.SUBMIT, Event.CLAIM, Event.REVEAL]
        said = await answers(region, SECOND if winner else FIRST)
        assert any("уже" in one and request.number in one for one in said), said


async def test_two_devices_of_one_volunteer_do_not_pass_the_limit_of_ten(region: Region) -> None:
    limit = region.asar.max_open_claims
    for _ in range(limit - 1):
        request = await region.submit()
        await press(region, FIRST, pressed(request, "a"))()
    mine = (await region.look(FIRST)).id
    for _ in range(ROUNDS):
        found = [await region.submit() for _ in range(3)]
        await at_once(region, person(mine), *(press(region, FIRST, pressed(one, "a")) for one in found))
        states = [(await region.get(one)).state for one in found]
        assert sorted(states) == [State.CLAIMED, State.QUEUED, State.QUEUED]
        async with region.tx() as tx:
            assert await requests.count_claims(tx, mine) == limit
        (won,) = [await region.get(one) for one, state in zip(found, states, strict=True) if state is State.CLAIMED]
        async with region.unit(FIRST) as unit:
            await volunteer.undo_claim(unit, won)


async def two_want_the_last_bag(region: Region, used: int) -> list[Request]:
    """Both in the queue: one more has come than is promised, and nobody has looked yet."""
    await there_are(region, bag=used + 2)
    found = [await asks(region, 100 + 2 * region.drafts, BAG) for _ in range(2)]
    await there_are(region, bag=used + 1)
    return found


async def test_of_two_who_accept_the_last_thing_in_stock_one_has_it(region: Region) -> None:
    for used in range(ROUNDS):
        found = await two_want_the_last_bag(region, used)
        bags = select(schema.stocks.c.item).where(schema.stocks.c.region == REGION)
        who = zip((FIRST, SECOND), found, strict=True)
        await at_once(region, bags, *(press(region, one, pressed(request, "a")) for one, request in who))
        assert sorted([(await region.get(one)).state for one in found]) == [State.CLAIMED, State.QUEUED]
        async with region.tx() as tx:
            count = (await stocks.counts(tx, "school_aid", REGION))["bag"]
        assert (count.reserved, count.left) == (used + 1, 0)
        for one in found:  # who got nothing does not stand in the way of the next two
            if (await region.get(one)).state is State.QUEUED:
                await press(region, LEAD, pressed(one, "hy", verb="c"))()


async def test_an_acceptance_and_the_settling_of_the_line_promise_one_thing_once(region: Region) -> None:
    used = 0
    for _ in range(ROUNDS):
        first, second = await two_want_the_last_bag(region, used)
        await region.wait(HOUR)
        bags = select(schema.timers.c.key).where(schema.timers.c.key == f"stock:{int(REGION)}")
        await at_once(region, bags, press(region, FIRST, pressed(second, "a")), due(region))
        await region.wait(HOUR)
        await insist(due(region))
        first, second = await region.get(first), await region.get(second)
        taken = second.state is State.CLAIMED
        assert (first.waitlisted_at is not None, second.waitlisted_at is not None) == (taken, not taken)
        used += taken
        for one in (first, second):
            if one.state is State.QUEUED:
                await press(region, LEAD, pressed(one, "hy", verb="c"))()


async def test_two_who_set_one_timer_at_once_both_have_it_set(region: Region) -> None:
    async with asyncio.timeout(20), asyncio.TaskGroup() as group, region.tx() as first:
        await timers.put(first, "look", 1, region.now)

        async def put() -> None:
            async with region.tx() as second:
                await timers.put(second, "look", 1, region.now + HOUR)

        group.create_task(put())
        while not await waiting(region):  # noqa: ASYNC110 - it asks the server
            await asyncio.sleep(0.005)
    timer = await region.timer("look", 1)
    assert timer is not None
    assert timer.due_at == region.now + HOUR


async def test_a_timer_that_adds_what_somebody_just_added_is_done_all_the_same(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def count(unit: Unit, _: timers.Timer) -> None:
        if await meta.get(unit, "mark") is None:
            going_on.set()
            await added.wait()
            await unit.execute(insert(schema.meta), {"key": "mark", "value": "timer"})
        else:
            await meta.put(unit, "mark", "both")

    going_on, added = asyncio.Event(), asyncio.Event()
    monkeypatch.setitem(housekeeping.KINDS, "look", (people.find, count))
    async with region.tx() as tx:
        await timers.put(tx, "look", 1, region.now)
    async with asyncio.TaskGroup() as group:
        group.create_task(due(region)())
        await going_on.wait()
        async with region.tx() as tx:
            await meta.put(tx, "mark", "somebody")
        added.set()
    async with region.tx() as tx:
        assert await meta.get(tx, "mark") == "both"
    assert await region.timer("look", 1) is None


async def test_of_two_coordinators_who_decide_one_review_one_does(region: Region) -> None:
    for _ in range(ROUNDS):
        request = await region.submit()
        await press(region, LEAD, pressed(request, "hy", verb="c"))()
        request = await region.get(request)
        assert request.state is State.REVIEW
        await at_once(
            region,
            stored(request),
            press(region, LEAD, pressed(request, "ad", verb="c")),
            press(region, MATE, pressed(request, "dy", "elsewhere", verb="c")),
        )
        decided = [one for one in await region.events(request) if one in (Event.ADMIT, Event.DECLINE)]
        now = await region.get(request)
        assert (decided, now.state) in (([Event.ADMIT], State.QUEUED), ([Event.DECLINE], State.DECLINED))
        async with region.tx() as tx:
            assert Why.ASKED not in [one.reason for one in await reviews.open_of(tx, request.id)]


async def test_of_two_who_close_one_complaint_one_does(region: Region) -> None:
    request = await region.submit()
    await press(region, FIRST, pressed(request, "a"))()
    async with region.tx() as tx:
        family, helper = await people.by_telegram(tx, FAMILY), await people.by_telegram(tx, FIRST)
    assert family is not None
    assert helper is not None
    outcomes = list(Outcome)[:2]
    for done in range(ROUNDS):
        async with region.tx() as tx:
            complaint = await complaints.add(tx, request.id, Kind.ABUSE, family.id, helper.id)
        await region.pending()
        row = select(schema.complaints.c.id).where(schema.complaints.c.id == complaint.id)
        told = zip((LEAD, MATE), outcomes, strict=True)
        await at_once(region, row, *(press(region, who, f"z:oc:{complaint.id}:{one}") for who, one in told))
        assert len([one for one in await answers(region, FAMILY) if one]) == 1
        assert (await region.events(request)).count(Event.REPORT_CLOSED) == done + 1


async def test_a_link_admits_one_of_two_who_use_it_at_the_same_instant(office: Office) -> None:
    for place in range(ROUNDS):
        token = await invited(office)
        both = {NEWCOMER + 100 * place: PHONE, OTHER_NEWCOMER + 100 * place: OTHER_PHONE}
        for who in both:
            await office.person(who)
            await accepted(office, who, token)

        def share(who: int, phone: str) -> Act:
            return lambda: office.answer(who, ContactShared(phone, True))

        link = select(schema.invites.c.role).where(schema.invites.c.token_hash == invites._hash(token))
        await at_once(office, link, *(share(who, phone) for who, phone in both.items()))
        assert [(await office.look(who)).on_team for who in both].count(True) == 1


async def test_who_is_taken_off_the_team_while_accepting_has_nothing(region: Region) -> None:
    for _ in range(ROUNDS):
        await region.person(
            FIRST, *([] if (await region.look(FIRST)).on_team else [Membership(Role.VOLUNTEER, REGION)])
        )
        request = await region.submit()
        async with region.unit(LEAD) as unit:
            await members.show(unit, REGION, 0)
        mine = (await region.look(FIRST)).id
        await at_once(
            region,
            person(mine),
            press(region, LEAD, f"t:ty:{REGION}:{mine}"),
            press(region, FIRST, pressed(request, "a")),
        )
        assert not (await region.look(FIRST)).on_team
        now = await region.get(request)
        assert (now.state, now.claimer_id) == (State.QUEUED, None)
        assert await region.live("claim", request, FIRST) == []


async def test_a_delivery_and_the_return_of_an_idle_claim_end_in_one_of_both(region: Region) -> None:
    for _ in range(ROUNDS):
        request = await region.submit()
        await press(region, FIRST, pressed(request, "a"))()
        claimed = await region.get(request)
        await region.wait(3 * DAY)
        await insist(due(region))
        await region.wait(2 * DAY)
        await at_once(region, stored(request), press(region, FIRST, pressed(claimed, "d")), due(region))
        now = await region.get(request)
        assert (now.state, now.claimer_id is None) in ((State.DELIVERED, False), (State.QUEUED, True))
        async with region.tx() as tx:
            kinds = {kind for kind in DEADLINES if await timers.get(tx, kind, request.id)}
        assert kinds == ({"unconfirmed"} if now.state is State.DELIVERED else {"escalate"})
        assert (await region.events(request)).count(Event.RETURN) == (now.state is State.QUEUED)
