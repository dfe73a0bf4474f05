"""Links into the team and for schools: by buttons, by typing, and only by those who may."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.interview.events import ContactShared, Typed
from bot.core.roles import COUNTRY, Membership, Role
from bot.services import invitations, members, schools
from bot.store import invites, people
from tests.office import Office, buttons, link
from tests.team import (
    ABAI,
    ADMIN,
    FAMILY,
    LEADER,
    NEWCOMER,
    OTHER_LEADER,
    PHONE,
    TURKISTAN,
    invited,
    joined,
    make_team,
    sauran,
    text,
)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    office = await make_team(tmp_path)
    yield office
    await office.database.close()


async def test_a_coordinator_of_one_region_chooses_districts_and_gets_one_link(office: Office):
    async with office.unit(LEADER) as unit:
        await invitations.begin(unit)
    await office.deliver()
    (whom,) = await office.said(LEADER)
    assert list(buttons(whom)) == ["🤝 Волонтёра", "🏫 Ссылка для школы: Дорога в школу"]
    await office.press(LEADER, buttons(whom)["🤝 Волонтёра"], message_id=1001)
    (areas,) = [payload for payload in await office.said(LEADER) if "text" in payload]
    first, second = list(buttons(areas).items())[1:3]
    assert next(iter(buttons(areas))) == "Вся область"
    await office.press(LEADER, first[1], message_id=1001)
    (areas,) = [payload for payload in await office.said(LEADER) if "text" in payload]
    await office.press(LEADER, buttons(areas)[second[0]], message_id=1001)
    (areas,) = [payload for payload in await office.said(LEADER) if "text" in payload]
    assert {f"✅ {first[0]}", f"✅ {second[0]}", "✅ Готово, районов: 2"} <= buttons(areas).keys()
    ready = buttons(areas)["✅ Готово, районов: 2"]
    await office.press(LEADER, ready, message_id=1001)
    said = await office.said(LEADER)
    token = link(said)
    async with office.tx() as tx:
        invite = await invites.get(tx, token)
    assert invite is not None
    assert invite.role is Role.VOLUNTEER
    names = {office.asar.places.get(area).name("ru") for area in invite.areas}  # type: ignore[union-attr]
    assert names == {first[0], second[0]}
    assert invite.expires_at == office.now + timedelta(days=7)
    # The wizard is over: the same button makes no second link.
    await office.press(LEADER, ready, message_id=1001)
    assert [payload["text"] for payload in await office.said(LEADER)] == [text(office, "stale")]


async def test_only_the_hash_of_a_token_is_kept(office: Office):
    token = await invited(office)
    assert len(f"v_{token}") <= 64
    async with office.tx() as tx:
        row = (await tx.connection.exec_driver_sql("SELECT * FROM invites")).one()
    assert token not in str(row)


async def test_a_typed_place_is_asked_about_when_it_is_not_one_place(office: Office):
    async with office.unit(ADMIN) as unit:
        await invitations.begin(unit, "Абай")
    (which,) = await office.said(ADMIN)
    assert which["text"] == text(office, "invite-which")
    assert len(buttons(which)) >= 3
    async with office.unit(LEADER) as unit:
        await invitations.begin(unit, "Семей")  # lies in another region
    (none,) = await office.said(LEADER)
    assert none["text"].startswith("В Ваших областях такого места не нашлось: Семей")


@pytest.mark.parametrize(
    "button",
    [
        "t:ir:coordinator",
        f"t:ia:coordinator:{TURKISTAN}:0",
        f"t:il:coordinator:{TURKISTAN}:0",
        f"t:il:admin:{TURKISTAN}:0",
        f"t:il:volunteer:{ABAI}:0",
        f"t:il:volunteer:{TURKISTAN}:ffffffffff",
        f"t:il:volunteer:{TURKISTAN}:-1",
        f"t:il:volunteer:{TURKISTAN}:x",
        "t:il:volunteer:KZ:0",
        f"t:sd:school_aid:{ABAI}",
        f"t:sd:elsewhere:{TURKISTAN}",
        f"t:sn:school_aid:{ABAI}",
        f"t:sn:school_aid:{TURKISTAN}",
        f"t:tl:{ABAI}:0",
        "t:tl:KZ:0",
        f"t:tm:{TURKISTAN}:99",
        f"t:ty:{TURKISTAN}:2",
        f"t:ty:{ABAI}:3",
        "t:rv:unknown",
        "t:il",
        "t:zz",
        "t",
        "p:open:school_aid",
    ],
)
async def test_a_coordinator_presses_what_was_never_theirs(office: Office, button: str):
    async with office.unit(LEADER) as unit:
        await invitations.begin(unit)
    before = {who: (await office.look(who)).memberships for who in (ADMIN, LEADER, OTHER_LEADER)}
    await office.rows()
    await office.press(LEADER, button)
    assert [payload.get("text") for payload in await office.said(LEADER)] == [text(office, "stale")]
    assert before == {who: (await office.look(who)).memberships for who in (ADMIN, LEADER, OTHER_LEADER)}
    async with office.tx() as tx:
        assert (await tx.connection.exec_driver_sql("SELECT count(*) FROM invites")).scalar() == 0


async def test_families_have_no_team_commands(office: Office):
    for begin in (invitations.begin, members.begin):
        async with office.unit(FAMILY) as unit:
            await begin(unit)
        assert [payload["text"] for payload in await office.said(FAMILY)] == [text(office, "coordinators-only")]
    for button in ("t:ir:volunteer", f"t:il:volunteer:{TURKISTAN}:0", f"t:tl:{TURKISTAN}:0", "t:tc", "t:sr:school_aid"):
        await office.press(FAMILY, button)
        assert [payload["text"] for payload in await office.said(FAMILY)] == [text(office, "stale")]


async def test_an_admin_invites_a_coordinator(office: Office):
    async with office.unit(ADMIN) as unit:
        await invitations.begin(unit)
    await office.press(ADMIN, "t:ir:coordinator")
    regions = (await office.said(ADMIN))[-1]
    assert len(buttons(regions)) == 1 + 20  # the whole country comes first
    await office.press(ADMIN, buttons(regions)["область Абай"])
    await joined(office, NEWCOMER, link(await office.said(ADMIN)))
    assert (await office.look(NEWCOMER)).memberships == (Membership(Role.COORDINATOR, ABAI),)


async def test_a_schools_link_presets_place_and_school_for_every_family(office: Office):
    async with office.unit(LEADER) as unit:
        await invitations.begin(unit)
    await office.press(LEADER, "t:sr:school_aid")
    districts = (await office.said(LEADER))[-1]
    name = office.asar.places.get(sauran(office)).name("ru")  # type: ignore[union-attr]
    await office.press(LEADER, buttons(districts)[name])
    assert await office.answer(LEADER, Typed("x" * 101))
    assert not await office.answer(LEADER, ContactShared(PHONE, own=True))
    assert await office.answer(LEADER, Typed("  школа  № 12 <Ынтымақ>"))
    said = await office.said(LEADER)
    assert "школа № 12 &lt;Ынтымақ&gt;" in said[-1]["text"]
    async with office.tx() as tx:
        found = await schools.preset(tx, link(said, "s_"))
        assert found == invites.SchoolLink("school_aid", TURKISTAN, sauran(office), "школа № 12 <Ынтымақ>")
        assert await schools.preset(tx, "nothing") is None
    assert not await office.answer(LEADER, Typed("школа № 13"))  # asked once, answered once


async def test_who_leaves_the_team_while_asked_for_a_school_makes_no_link(office: Office):
    async with office.unit(LEADER) as unit:
        await schools.ask_name(unit, "school_aid", sauran(office))
        await people.revoke(unit, unit.person.id)
    assert not await office.answer(LEADER, Typed("школа № 12"))
    async with office.tx() as tx:
        assert (await tx.connection.exec_driver_sql("SELECT count(*) FROM school_links")).scalar() == 0


async def test_an_admin_invites_somebody_for_the_whole_country(office: Office):
    async with office.unit(ADMIN) as unit:
        await invitations.begin(unit)
    await office.press(ADMIN, "t:ir:coordinator")
    regions = (await office.said(ADMIN))[-1]
    await office.press(ADMIN, buttons(regions)["🇰🇿 Вся страна"])
    await joined(office, NEWCOMER, link(await office.said(ADMIN)))
    assert (await office.look(NEWCOMER)).memberships == (Membership(Role.COORDINATOR, COUNTRY),)
    async with office.unit(LEADER) as unit:
        await invitations.begin(unit)
    await office.rows()
    await office.press(LEADER, "t:il:coordinator:KZ:0")
    assert [payload["text"] for payload in await office.said(LEADER)] == [text(office, "stale")]


async def test_where_there_are_several_programmes_a_link_can_be_for_some_of_them(office: Office):
    one = office.asar.programmes["school_aid"]
    twin = one.model_copy(update={"id": "school-aid"})  # it has the same title
    office.asar = replace(office.asar, programmes={"school_aid": one, "school-aid": twin})
    async with office.unit(LEADER) as unit:
        await invitations.begin(unit, "Сауран")
    (which,) = await office.said(LEADER)
    assert next(iter(buttons(which))) == "Со всеми"
    await office.press(LEADER, list(buttons(which).values())[-1])
    ready = buttons((await office.said(LEADER))[0])["✅ Готово, программ: 1"]
    await office.press(LEADER, ready)
    await joined(office, NEWCOMER, link(await office.said(LEADER)))
    district = sauran(office)
    assert (await office.look(NEWCOMER)).memberships == (Membership(Role.VOLUNTEER, district, ("school_aid",)),)
    # Another link for all programmes gives more to the same person, in the same place.
    async with office.unit(LEADER) as unit:
        await invitations.begin(unit, "Сауран")
    await office.press(LEADER, buttons((await office.said(LEADER))[-1])["Со всеми"])
    token = link(await office.said(LEADER))
    await office.press(NEWCOMER, f"t:ok:{token}")
    assert (await office.look(NEWCOMER)).memberships == (Membership(Role.VOLUNTEER, district),)
