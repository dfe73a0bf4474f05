"""Somebody blocks the bot: nothing is sent any more, the volunteer learns that the phone is the way, and back again."""

from pathlib import Path

from bot.playground.person import Person
from bot.playground.stories import PETROVA, RUSSIAN, Applicant, Volunteer, invite, number_in
from tests.conftest import Asar
from tests.e2e.remains import remains
from tests.e2e.village import ask_by_phone, press, words

GONE = "Forbidden: bot was blocked by the user"


async def a_request(asar: Asar) -> tuple[Person, Person, str]:
    """A mother whose request waits, a volunteer, and the number."""
    admin = await asar.admin()
    volunteer = Volunteer(await asar.town.person("Анна", language="ru"))
    await volunteer.join(await invite(admin, PETROVA.region))
    mother = await asar.town.person("Ольга", language="ru")
    await mother.say("/start")
    for label in (RUSSIAN.language, RUSSIAN.apply):
        await press(mother, label)
    await ask_by_phone(mother, PETROVA)
    await press(mother, RUSSIAN.submit)
    return mother, volunteer.person, number_in((await mother.last()).text)


async def written_to(asar: Asar, person: Person) -> int:
    """How often the bot tried to write to somebody."""
    return len(await asar.town.calls("sendMessage", chat_id=person.id))


async def test_a_family_that_has_blocked_the_bot_is_not_written_to_and_the_volunteer_is_told(asar: Asar) -> None:
    mother, anna, number = await a_request(asar)
    await mother.block()
    before = await written_to(asar, mother)
    await anna.say(f"/accept {number}")
    assert words("ru", "card-unreachable") in (await anna.screen()).text
    await anna.press(words("ru", "card-done"))
    assert await written_to(asar, mother) == before


async def test_a_refusal_in_the_middle_stops_the_rest_and_tells_the_volunteer(asar: Asar, tmp_path: Path) -> None:
    mother, anna, number = await a_request(asar)
    await asar.town.fault("error", method="sendMessage", chat_id=mother.id, count=None, code=403, description=GONE)
    before = await written_to(asar, mother)
    await anna.say(f"/accept {number}")
    told = [seen.text for seen in await anna.heard()]
    assert any(words("ru", "volunteer-unreachable") in text for text in told), told
    assert await written_to(asar, mother) == before + 1
    await anna.press(words("ru", "card-done"))
    assert await written_to(asar, mother) == before + 1
    state = await remains(tmp_path)
    assert [row[2] for row in state["people"] if row[0] == mother.id] == [False]
    assert [request["state"] for request in state["requests"]] == ["delivered"]

    await asar.town.clear_faults()
    await mother.say("/status")
    await mother.press(words("ru", "family-got"))
    state = await remains(tmp_path)
    assert [row[2] for row in state["people"] if row[0] == mother.id] == [True]
    assert [request["state"] for request in state["requests"]] == ["confirmed"]


async def test_who_comes_back_gets_the_question_where_they_stopped(asar: Asar) -> None:
    mother = await asar.town.person("Ольга", language="ru")
    applicant = Applicant(mother, PETROVA)
    await applicant.begin()
    await mother.press(RUSSIAN.school)
    asked = (await mother.screen()).text
    await mother.block()
    await asar.restart()
    await mother.unblock()
    await mother.say("/start")
    await press(mother, words("ru", "menu-continue"))
    assert (await mother.last()).text == asked
    await press(mother, RUSSIAN.parent)
    assert (await mother.screen()).text != asked


async def test_a_volunteer_who_blocks_the_bot_keeps_nothing_open(asar: Asar, tmp_path: Path) -> None:
    """Their claim returns to the queue at once; the family is told, and they are written to no more."""
    mother, anna, number = await a_request(asar)
    await anna.say(f"/accept {number}")
    before = await written_to(asar, anna)
    await anna.block()
    await asar.town.settled(quiet=0.1)
    (request,) = (await remains(tmp_path))["requests"]
    assert request["state"] == "queued"
    assert request["claimer"] is None
    assert any(words("ru", "family-returned") in seen.text for seen in await mother.heard())
    await asar.advance(days=6)
    assert await written_to(asar, anna) == before
