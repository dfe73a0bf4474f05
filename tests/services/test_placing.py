"""Where a volunteer helps, changed by who leads there; two who change the same volunteer; resting by a button."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.requests import State
from bot.core.roles import Membership, Role
from bot.services import members
from bot.store import messages, people, requests
from tests.office import Office, buttons
from tests.services.test_team import claimed_request
from tests.team import ABAI, LEADER, NEWCOMER, TURKISTAN, invited, joined, make_team, sauran, text

SECOND_LEADER = 30


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    office = await make_team(tmp_path)
    await office.person(SECOND_LEADER, Membership(Role.COORDINATOR, TURKISTAN))
    await joined(office, NEWCOMER, await invited(office))
    await office.rows()
    yield office
    await office.database.close()


async def card(office: Office, who: int = LEADER) -> dict[str, str]:
    """The buttons of the newcomer's card, for somebody who leads."""
    member = await office.look(NEWCOMER)
    async with office.unit(who) as unit:
        await members.begin(unit)
    await office.press(who, f"t:tm:{TURKISTAN}:{member.id}")
    return buttons((await office.said(who))[-1])


async def ticked(office: Office, button: str, *labels: str, who: int = LEADER) -> dict[str, str]:
    """Open the areas by a button, then tick these."""
    await office.press(who, button)
    shown = buttons((await office.said(who))[0])
    for label in labels:
        await office.press(who, shown[label])
        shown = buttons((await office.said(who))[0])
    return shown


async def test_claims_elsewhere_return_and_the_volunteer_is_told(office: Office):
    request = await claimed_request(office, NEWCOMER)
    here = office.asar.places.get(sauran(office)).name("ru")  # type: ignore[union-attr]
    shown = await ticked(office, (await card(office))["🗺 Изменить места"], f"✅ {here}")
    assert "💾 Сохранить" not in shown  # one place at least
    await office.press(LEADER, shown["город Кентау"])
    save = buttons((await office.said(LEADER))[0])["💾 Сохранить"]
    await office.rows()
    await office.press(LEADER, save)
    rows = await office.rows()
    told = [payload["text"] for row, payload in rows if row.chat_id == NEWCOMER and "text" in payload]
    assert any("город Кентау" in said and "1 заявка из другого места вернулась" in said for said in told)
    async with office.tx() as tx:
        again = await requests.get(tx, request.id)
        assert await messages.live(tx, ("claim",), request.id) == []  # the contacts are blanked
    assert (again.state, again.claimer_id) == (State.QUEUED, None)
    assert len((await office.look(NEWCOMER)).memberships) == 1
    await office.press(LEADER, save)  # what it was shown for is over
    assert text(office, "stale") in [payload.get("text") for payload in await office.said(LEADER)]


async def test_of_two_who_change_the_same_volunteer_the_second_sees_it_as_it_is(office: Office):
    first = await ticked(office, (await card(office))["🗺 Изменить места"], "Вся область")
    second = await ticked(
        office, (await card(office, SECOND_LEADER))["🗺 Изменить места"], "город Кентау", who=SECOND_LEADER
    )
    await office.press(LEADER, first["💾 Сохранить"])
    await office.rows()
    await office.press(SECOND_LEADER, second["💾 Сохранить"])
    said = [payload.get("text") for payload in await office.said(SECOND_LEADER)]
    assert text(office, "stale") in said
    assert any("Где: Туркестанская область" in str(one) for one in said)
    assert (await office.look(NEWCOMER)).memberships == (Membership(Role.VOLUNTEER, TURKISTAN),)


async def test_who_helps_elsewhere_too_loses_only_what_is_here(office: Office):
    async with office.unit(NEWCOMER) as unit:
        await people.grant(unit, unit.person.id, Role.VOLUNTEER, ABAI, None)
    shown = await card(office)
    assert "⏸ Поставить на паузу" not in shown
    await office.press(LEADER, shown["Исключить из команды"])
    await office.press(LEADER, buttons((await office.said(LEADER))[0])["Да, исключить"])
    member = await office.look(NEWCOMER)
    assert member.memberships == (Membership(Role.VOLUNTEER, ABAI),)
    assert member.sealed_profile is not None
    assert any("область Абай" in str(payload.get("text")) for payload in await office.said(NEWCOMER))


async def test_a_pause_and_its_end_by_buttons_act_once(office: Office):
    pause = (await card(office))["⏸ Поставить на паузу"]
    await office.press(LEADER, pause)
    rows = await office.rows()
    assert [payload["text"] for row, payload in rows if row.chat_id == NEWCOMER] == [text(office, "rest-lead")]
    resume = buttons([payload for row, payload in rows if row.chat_id == LEADER][-1])["▶️ Снять с паузы"]
    await office.press(LEADER, pause)
    assert await office.said(NEWCOMER) == []
    await office.press(LEADER, resume)
    assert not (await office.look(NEWCOMER)).paused
    await office.press(NEWCOMER, pause)  # a volunteer leads nobody
    assert not (await office.look(NEWCOMER)).paused
