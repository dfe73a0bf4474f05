"""Who is on the team, what its leaders see, and leaving it, on a real database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.requests import Event, State
from bot.core.roles import COUNTRY, Membership, Role
from bot.services import members, rights, submission, team, volunteer
from bot.store import audit, people, requests
from tests.office import Office, buttons
from tests.team import (
    ABAI,
    ADMIN,
    FAMILY,
    LEADER,
    NEWCOMER,
    OTHER_LEADER,
    TURKISTAN,
    invited,
    joined,
    make_team,
    office_person,
    sauran,
    text,
)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    office = await make_team(tmp_path)
    yield office
    await office.database.close()


async def test_an_admin_is_one_by_the_settings_once_and_no_longer(office: Office):
    async with office.unit(ADMIN) as unit:
        await team.ensure_admin(unit)
        assert unit.person.memberships == (Membership(Role.ADMIN, COUNTRY),)
    office.admins()
    async with office.tx() as tx:
        await team.sync_admins(tx, office.asar)
    assert not (await office.look(ADMIN)).on_team
    assert (await office.look(LEADER)).holds(Role.COORDINATOR)
    assert [payload["text"] for payload in await office.said(ADMIN)] == [text(office, "team-left")]


async def test_a_former_admin_keeps_other_roles_and_hears_nothing(office: Office):
    async with office.unit(ADMIN) as unit:
        await people.grant(unit, unit.person.id, Role.VOLUNTEER, TURKISTAN, None)
    office.admins()
    async with office.tx() as tx:
        await team.sync_admins(tx, office.asar)
    assert (await office.look(ADMIN)).memberships == (Membership(Role.VOLUNTEER, TURKISTAN),)
    assert await office.said(ADMIN) == []


async def claimed_request(office: Office, by: int) -> requests.Request:
    """A family's request in Sauran, accepted."""
    answers = {
        "consent": True,
        "name": "Гүлнар",
        "phone": "+77010000009",
        "place": {"region": TURKISTAN, "district": sauran(office)},
        "child": [],
    }
    async with office.unit(FAMILY) as unit:
        await submission.submit(unit, 77, office.asar.programmes["school_aid"], "call", answers)
        request = await requests.by_draft(unit, 77)
        assert request is not None
    async with office.unit(by) as unit:
        assert await volunteer.claim(unit, await requests.get(unit, request.id))
    await office.deliver()
    async with office.tx() as tx:
        return await requests.get(tx, request.id)


async def test_a_removed_volunteer_keeps_no_request_and_no_data(office: Office):
    await joined(office, NEWCOMER, await invited(office))
    request = await claimed_request(office, NEWCOMER)
    member = await office.look(NEWCOMER)
    assert request.claimer_id == member.id
    async with office.unit(LEADER) as unit:
        await members.begin(unit)
    listed = (await office.said(LEADER))[-1]
    assert "Заявок в работе: 1" in listed["text"]
    await office.press(LEADER, buttons(listed)["Айгерім"])
    card = (await office.said(LEADER))[-1]
    assert "+7 701 000 00 01" in card["text"]
    await office.press(LEADER, buttons(card)["Исключить из команды"])
    sure = (await office.said(LEADER))[-1]
    assert (await office.look(NEWCOMER)).on_team
    await office.press(LEADER, buttons(sure)["Да, исключить"])
    rows = await office.rows()
    left = [payload["text"] for row, payload in rows if row.chat_id == NEWCOMER and "text" in payload]
    assert left.count(text(office, "team-left")) == 1
    gone = await office.look(NEWCOMER)
    assert not gone.on_team
    assert gone.sealed_profile is None
    assert gone.phone_hash is None
    async with office.tx() as tx:
        again = await requests.get(tx, request.id)
        assert again.state is State.QUEUED
        assert again.claimer_id is None
        assert Event.RETURN in [entry.event for entry in await audit.of(tx, request.id)]
    # Pressed once more, the button finds nobody to remove.
    await office.press(LEADER, buttons(sure)["Да, исключить"])
    assert (await office.said(LEADER))[-1]["text"] == text(office, "stale")


async def test_who_is_in_charge_of_whom(office: Office):
    here, there = Membership(Role.VOLUNTEER, sauran(office)), Membership(Role.VOLUNTEER, ABAI)
    mine, everywhere = await office.person(10, here), await office.person(11, here, there)
    peer = await office.person(12, here, Membership(Role.COORDINATOR, TURKISTAN))
    guest = await office.person(13, here, Membership(Role.COORDINATOR, ABAI))
    async with office.unit(LEADER) as unit:
        for member, part in ((mine, (here,)), (everywhere, (here,)), (guest, (here,)), (peer, ()), (unit.person, ())):
            assert rights.in_charge_of(unit, member, TURKISTAN) == part
            assert rights.in_charge_of(unit, member, ABAI) == ()
        for who in (OTHER_LEADER, ADMIN, FAMILY):
            assert rights.in_charge_of(unit, await office_person(unit, who), TURKISTAN) == ()
    async with office.unit(ADMIN) as unit:
        for member in (everywhere, peer, await office_person(unit, LEADER)):
            assert rights.in_charge_of(unit, member, TURKISTAN) == member.memberships
        assert rights.in_charge_of(unit, unit.person, COUNTRY) == ()
    async with office.unit(10) as unit:
        assert rights.in_charge_of(unit, everywhere, TURKISTAN) == ()


async def test_an_admin_chooses_the_region_and_turns_the_pages(office: Office):
    for who in range(20, 28):
        await office.person(who, Membership(Role.VOLUNTEER, sauran(office)))
    async with office.unit(ADMIN) as unit:
        await members.begin(unit)
    (regions,) = await office.said(ADMIN)
    assert buttons(regions)["Туркестанская область · 9"] == f"t:tl:{TURKISTAN}:0"
    assert buttons(regions)["вся страна · 1"] == "t:tl:KZ:0"
    await office.press(ADMIN, buttons(regions)["Туркестанская область · 9"])
    first = (await office.said(ADMIN))[0]
    assert first["text"].count("Последний визит") == members.PAGE
    await office.press(ADMIN, buttons(first)["Дальше ➡️"])
    second = (await office.said(ADMIN))[0]
    assert second["text"].count("Последний визит") == 9 - members.PAGE
    assert "⬅️ Раньше" in buttons(second)
    await office.press(ADMIN, "t:tl:KZ:0")
    assert "администратор" in (await office.said(ADMIN))[0]["text"]
