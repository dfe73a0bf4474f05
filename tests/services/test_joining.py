"""A newcomer, a link, the code of conduct and a phone; and links that do not work."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.interview.events import Typed
from bot.core.roles import Membership, Role
from bot.store import people
from tests.office import Office, buttons
from tests.team import (
    ADMIN,
    LEADER,
    NEWCOMER,
    OTHER_LEADER,
    OTHER_PHONE,
    PHONE,
    SECOND,
    accepted,
    invited,
    joined,
    make_team,
    office_person,
    open_link,
    sauran,
    share,
    text,
)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    office = await make_team(tmp_path)
    yield office
    await office.database.close()


async def test_a_newcomer_agrees_shares_a_phone_and_joins(office: Office):
    token = await invited(office)
    (conduct,) = await open_link(office, NEWCOMER, token)
    assert "112" in conduct
    assert not (await office.look(NEWCOMER)).on_team
    await office.press(NEWCOMER, f"t:ok:{token}", name="Әсел")
    asked = (await office.said(NEWCOMER))[-1]
    assert list(buttons(asked)) == ["По-казахски", "По-русски", "На обоих языках"]
    await office.press(NEWCOMER, buttons(asked)["На обоих языках"], name="Әсел")
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
    assert told["text"].endswith("Языки: казахский, русский")
    async with office.unit(NEWCOMER) as unit:
        assert unit.person.memberships == (Membership(Role.VOLUNTEER, sauran(office)),)
        assert people.profile(unit, unit.person) == {"name": "Әсел", "phone": f"+{PHONE}"}
        assert await people.with_phone(unit, f"+{PHONE}") == [unit.person.id]
        assert unit.person.speaks == "kk,ru"
        assert people.prompt(unit, unit.person) is None


async def test_only_the_newcomers_own_contact_counts(office: Office):
    token = await invited(office)
    await accepted(office, NEWCOMER, token)
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
    await accepted(office, NEWCOMER, token)
    assert await office.answer(NEWCOMER, Typed("Кейінірек"))  # the key's words, in either language
    assert not await share(office, NEWCOMER)  # nobody waits for it any more
    await office.press(NEWCOMER, f"t:no:{token}")
    assert not (await office.look(NEWCOMER)).on_team
    await joined(office, NEWCOMER, token)
    assert (await office.look(NEWCOMER)).on_team


async def test_a_link_admits_one_of_two_who_share_at_the_same_moment(office: Office):
    token = await invited(office)
    for who in (NEWCOMER, SECOND):
        await accepted(office, who, token)
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
    await accepted(office, NEWCOMER, token)
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
