"""Volunteers leave, block, and erase themselves: no family's contacts stay behind."""

from bot.core.requests import State
from bot.playground.stories import PETROVA
from bot.store import requests
from tests.conftest import Asar
from tests.conversations.test_apply import applicant
from tests.conversations.test_help_arrives import accepted, stored


async def test_a_volunteer_who_erases_themselves_keeps_no_contacts(asar: Asar) -> None:
    _, volunteer = await accepted(asar)
    await volunteer.person.say("/delete")
    await volunteer.person.press("Да, удалить всё")
    assert not any(PETROVA.name in said.text for said in await volunteer.person.heard())
    request = await stored(asar)
    assert (request.state, request.claimer_id) == (State.QUEUED, None)


async def test_who_has_left_the_team_is_given_nothing_again(asar: Asar) -> None:
    mother, volunteer = await accepted(asar)
    await volunteer.person.say(f"/done {(await stored(asar)).number}")
    await volunteer.person.say("/delete")
    await volunteer.person.press("Да, удалить всё")
    await mother.press("🟡 Получили часть")
    assert (await stored(asar)).state is State.QUEUED
    assert not any(PETROVA.name in said.text for said in await volunteer.person.heard())


async def test_money_is_reported_after_the_volunteer_has_given_the_request_back(asar: Asar) -> None:
    mother, volunteer = await accepted(asar)
    claimed = next(said for said in await mother.person.heard() if "Кодовое слово" in said.text)
    report = next(button for button in claimed.buttons if "просят деньги" in button.label)
    await volunteer.person.say(f"/release {(await stored(asar)).number} уезжаю")
    await mother.person.press_data(report.data, on=claimed)
    await mother.person.press_data(report.data, on=claimed)
    alarms = [said for said in await asar.town.messages(900_000_001) if "просили деньги" in said.text]
    assert len(alarms) == 1
    assert "Анна" in alarms[0].text


async def test_the_answer_delete_is_typed(asar: Asar) -> None:
    mother = await applicant(asar, PETROVA)
    await mother.apply()
    await mother.say("/delete")
    await mother.say("да, удалить всё")
    async with asar.reading() as tx:
        request = await requests.by_number(tx, "100001-5")
        assert request is not None
        assert request.state is State.WITHDRAWN
        assert request.sealed_answers is None


async def test_who_blocked_the_bot_finds_no_contacts_on_coming_back(asar: Asar) -> None:
    _, volunteer = await accepted(asar)
    await volunteer.person.block()
    assert (await stored(asar)).state is State.QUEUED
    assert any(PETROVA.name in said.text for said in await volunteer.person.heard())  # out of reach
    await volunteer.person.unblock()
    await volunteer.person.say("/mine")
    assert not any(PETROVA.name in said.text for said in await volunteer.person.heard())
