"""Invitations, joining, /team and leaving it, on a real database."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.interview.events import ContactShared, Typed
from bot.core.requests import Event, State
from bot.core.roles import COUNTRY, Membership, Role
from bot.services import invitations, members, schools, submission, team, volunteer
from bot.store import audit, invites, people, requests
from tests.office import Office, buttons, link, make_database

ADMIN, LEADER, OTHER_LEADER, NEWCOMER, SECOND, FAMILY = 1, 2, 3, 4, 5, 6
TURKISTAN, ABAI = "610000000", "100000000"
PHONE, OTHER_PHONE = "77010000001", "77010000002"


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    office = Office(await make_database(tmp_path))
    office.admins(ADMIN)
    await office.person(ADMIN)
    async with office.unit(ADMIN) as unit:
        await team.ensure_admin(unit)
    await office.person(LEADER, Membership(Role.COORDINATOR, TURKISTAN))
    await office.person(OTHER_LEADER, Membership(Role.COORDINATOR, ABAI))
    for who in (NEWCOMER, SECOND, FAMILY):
        await office.person(who)
    await office.rows()
    yield office
    await office.database.close()


def sauran(office: Office) -> str:
    (place,) = office.asar.places.find("Сауран ауданы", TURKISTAN).exact
    return place.code


async def invited(office: Office, by: int = LEADER, words: str = "Сауран") -> str:
    """The token of a volunteer's link for a district, made by typing."""
    async with office.unit(by) as unit:
        await invitations.begin(unit, words)
    return link(await office.said(by))


async def open_link(office: Office, who: int, token: str) -> list[str]:
    async with office.unit(who) as unit:
        await team.join(unit, token)
    return [payload["text"] for payload in await office.said(who) if "text" in payload]


async def share(office: Office, who: int, phone: str = PHONE, *, own: bool = True) -> bool:
    return await office.answer(who, ContactShared(phone, own))


async def joined(office: Office, who: int, token: str, phone: str = PHONE) -> None:
    await open_link(office, who, token)
    await office.press(who, f"t:ok:{token}")
    await share(office, who, phone)


def text(office: Office, text_id: str, language: str = "ru") -> str:
    return office.asar.texts.label(text_id, "kk" if language == "kk" else "ru")


# Admins


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


# Making links


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
    assert none["text"].startswith("В Ваших областях я не нашёл такого места: Семей")


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
    assert len(buttons(regions)) == 20
    await office.press(ADMIN, buttons(regions)["область Абай"])
    await joined(office, NEWCOMER, link(await office.said(ADMIN)))
    assert (await office.look(NEWCOMER)).memberships == (Membership(Role.COORDINATOR, ABAI),)


# Joining


async def test_a_newcomer_agrees_shares_a_phone_and_joins(office: Office):
    token = await invited(office)
    (conduct,) = await open_link(office, NEWCOMER, token)
    assert "112" in conduct
    assert not (await office.look(NEWCOMER)).on_team
    await office.press(NEWCOMER, f"t:ok:{token}", name="Әсел")
    asked = (await office.said(NEWCOMER))[-1]
    assert asked["reply_markup"]["keyboard"][0][0]["request_contact"] is True
    assert not (await office.look(NEWCOMER)).on_team
    assert await share(office, NEWCOMER)
    rows = await office.rows()
    welcome = next(payload for row, payload in rows if row.chat_id == NEWCOMER)
    assert "/queue" in welcome["text"]
    assert "/next" in welcome["text"]
    assert welcome["reply_markup"] == {"remove_keyboard": True}
    told = next(payload for row, payload in rows if row.chat_id == LEADER)
    assert "Әсел" in told["text"]
    async with office.unit(NEWCOMER) as unit:
        assert unit.person.memberships == (Membership(Role.VOLUNTEER, sauran(office)),)
        assert people.profile(unit, unit.person) == {"name": "Әсел", "phone": f"+{PHONE}"}
        assert await people.with_phone(unit, f"+{PHONE}") == [unit.person.id]
        assert people.prompt(unit, unit.person) is None


async def test_only_the_newcomers_own_contact_counts(office: Office):
    token = await invited(office)
    await open_link(office, NEWCOMER, token)
    await office.press(NEWCOMER, f"t:ok:{token}")
    await office.rows()
    assert await share(office, NEWCOMER, OTHER_PHONE, own=False)
    assert [payload["text"] for payload in await office.said(NEWCOMER)] == [text(office, "join-phone-foreign")]
    assert await office.answer(NEWCOMER, Typed("8 701 000 00 01"))
    assert [payload["text"] for payload in await office.said(NEWCOMER)] == [text(office, "join-phone-typed")]
    assert await share(office, NEWCOMER, "12")
    assert [payload["text"] for payload in await office.said(NEWCOMER)] == [text(office, "join-phone-unreadable")]
    assert not (await office.look(NEWCOMER)).on_team
    assert await share(office, NEWCOMER)
    assert (await office.look(NEWCOMER)).on_team


async def test_who_puts_it_off_can_open_the_link_again(office: Office):
    token = await invited(office)
    await open_link(office, NEWCOMER, token)
    await office.press(NEWCOMER, f"t:ok:{token}")
    assert await office.answer(NEWCOMER, Typed("Кейінірек"))  # the key's words, in either language
    assert not await share(office, NEWCOMER)  # nobody waits for it any more
    await office.press(NEWCOMER, f"t:no:{token}")
    assert not (await office.look(NEWCOMER)).on_team
    await joined(office, NEWCOMER, token)
    assert (await office.look(NEWCOMER)).on_team


async def test_a_link_admits_one_of_two_who_share_at_the_same_moment(office: Office):
    token = await invited(office)
    for who in (NEWCOMER, SECOND):
        await open_link(office, who, token)
        await office.press(who, f"t:ok:{token}")
    await office.rows()
    await asyncio.gather(share(office, NEWCOMER), share(office, SECOND, OTHER_PHONE))
    inside = [who for who in (NEWCOMER, SECOND) if (await office.look(who)).on_team]
    assert len(inside) == 1
    (loser,) = {NEWCOMER, SECOND} - set(inside)
    assert (await office.look(loser)).sealed_profile is None
    rows = await office.rows()
    said = [payload["text"] for row, payload in rows if row.chat_id == loser]
    assert said[-1].startswith(text(office, "join-used"))
    assert len([row for row, _ in rows if row.chat_id == LEADER]) == 1


async def test_links_that_do_not_work_say_why_and_whom_to_ask(office: Office):
    token = await invited(office)
    (unknown,) = await open_link(office, NEWCOMER, "nothing")
    assert unknown.startswith(text(office, "join-unknown"))
    assert "+7 717 200 00 00" in unknown
    await joined(office, NEWCOMER, token)
    assert (await open_link(office, SECOND, token))[0].startswith(text(office, "join-used"))
    late = await invited(office)
    await open_link(office, SECOND, late)
    await office.wait(timedelta(days=7))
    await office.press(SECOND, f"t:ok:{late}")
    assert (await office.said(SECOND))[-1]["text"].startswith(text(office, "join-expired"))
    assert not (await office.look(SECOND)).on_team


async def test_a_link_runs_out_while_the_phone_is_looked_for(office: Office):
    token = await invited(office)
    await open_link(office, NEWCOMER, token)
    await office.press(NEWCOMER, f"t:ok:{token}")
    await office.wait(timedelta(days=8))
    assert await share(office, NEWCOMER)
    newcomer = await office.look(NEWCOMER)
    assert not newcomer.on_team
    assert newcomer.sealed_profile is None


async def test_a_revoked_link_admits_nobody_and_a_used_one_cannot_be_revoked(office: Office):
    token = await invited(office)
    await office.press(OTHER_LEADER, f"t:rv:{token}")
    assert (await office.said(OTHER_LEADER))[-1]["text"] == text(office, "stale")
    await office.press(LEADER, f"t:rv:{token}")
    assert (await office.said(LEADER))[0]["text"] == text(office, "invite-revoked")
    assert (await open_link(office, NEWCOMER, token))[0].startswith(text(office, "join-revoked"))
    used = await invited(office)
    await joined(office, NEWCOMER, used)
    await office.rows()
    await office.press(LEADER, f"t:rv:{used}")
    assert (await office.said(LEADER))[0]["text"] == text(office, "invite-over")
    assert (await office.look(NEWCOMER)).on_team


async def test_a_link_does_not_outlive_its_makers_place_on_the_team(office: Office):
    token = await invited(office)
    async with office.tx() as tx:
        await people.revoke(tx, (await office_person(tx, LEADER)).id)
    assert (await open_link(office, NEWCOMER, token))[0].startswith(text(office, "join-revoked"))


async def office_person(tx: object, who: int) -> people.Person:
    person = await people.by_telegram(tx, who)  # type: ignore[arg-type]
    assert person is not None
    return person


async def test_who_has_it_all_already_leaves_the_link_for_somebody_else(office: Office):
    token = await invited(office)
    assert (await open_link(office, LEADER, token)) == [text(office, "join-own")]
    assert (await open_link(office, ADMIN, token)) == [text(office, "join-already")]
    await joined(office, NEWCOMER, await invited(office))
    await office.rows()
    assert (await open_link(office, NEWCOMER, token)) == [text(office, "join-already")]
    await joined(office, SECOND, token)
    assert (await office.look(SECOND)).on_team


async def test_a_member_whose_phone_is_known_is_not_asked_again(office: Office):
    await joined(office, NEWCOMER, await invited(office))
    more = await invited(office, LEADER, "Кентау")
    await open_link(office, NEWCOMER, more)
    await office.press(NEWCOMER, f"t:ok:{more}")
    assert len((await office.look(NEWCOMER)).memberships) == 2


# The team


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
        assert (await audit.of(tx, request.id))[-1].event in (Event.RETURN, Event.MOVE, Event.ESCALATE)
        assert Event.RETURN in [entry.event for entry in await audit.of(tx, request.id)]
    # Pressed once more, the button finds nobody to remove.
    await office.press(LEADER, buttons(sure)["Да, исключить"])
    assert (await office.said(LEADER))[-1]["text"] == text(office, "stale")


async def test_who_may_remove_whom(office: Office):
    here, there = Membership(Role.VOLUNTEER, sauran(office)), Membership(Role.VOLUNTEER, ABAI)
    mine, everywhere = await office.person(10, here), await office.person(11, here, there)
    async with office.unit(LEADER) as unit:
        assert team.may_remove(unit, mine)
        assert not team.may_remove(unit, everywhere)
        assert not team.may_remove(unit, unit.person)
        assert not team.may_remove(unit, await office_person(unit, OTHER_LEADER))
        assert not team.may_remove(unit, await office_person(unit, ADMIN))
        assert not team.may_remove(unit, await office_person(unit, FAMILY))
    async with office.unit(ADMIN) as unit:
        assert team.may_remove(unit, everywhere)
        assert team.may_remove(unit, await office_person(unit, LEADER))
        assert not team.may_remove(unit, unit.person)
    async with office.unit(10) as unit:
        assert not team.may_remove(unit, everywhere)


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
    assert first["text"].count("Заходил") == members.PAGE
    await office.press(ADMIN, buttons(first)["Дальше ➡️"])
    second = (await office.said(ADMIN))[0]
    assert second["text"].count("Заходил") == 9 - members.PAGE
    assert "⬅️ Раньше" in buttons(second)
    await office.press(ADMIN, "t:tl:KZ:0")
    assert "администратор" in (await office.said(ADMIN))[0]["text"]


# Schools


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
