"""A family that cannot write is called, and the volunteer writes down what it says."""

from bot.core.requests import State
from bot.playground.stories import PETROVA, SADYKOVA, Applicant, Volunteer
from bot.store import requests
from tests.conftest import Asar
from tests.conversations.test_apply import applicant


async def called(asar: Asar) -> tuple[Applicant, Volunteer]:
    volunteer = await asar.volunteer("Туркестанская область")
    mother = await applicant(asar, SADYKOVA)
    await mother.say("/start")
    for label in ("Қазақша", "🎒 Өтінім беру", "📞 Маған қоңырау шалыңызшы", "✅ Келісемін"):
        await mother.press(label)
    await mother.tap("📱 Өз нөмірімді жіберу")
    await mother.say("Сауран ауданы")
    await mother.press(SADYKOVA.words.submit)
    await volunteer.person.say("/accept 100001-5")
    await volunteer.person.press("📝 Записать со слов семьи")
    return mother, volunteer


async def test_the_volunteer_writes_down_what_the_family_says(asar: Asar) -> None:
    mother, volunteer = await called(asar)
    writer = Applicant(volunteer.person, PETROVA)
    words = PETROVA.words
    for label in (words.school, words.parent):
        await writer.press(label)
    await writer.say(SADYKOVA.name)
    await writer.say("Шорнақ")
    for label in (words.large, words.done, "6", "4", "1"):
        await writer.press(label)
    await writer.say("180 мың")
    await writer.press(words.not_received)
    await writer.about_child(PETROVA.children[0], first=True)
    await writer.press(words.any_time)
    await writer.press(words.skip)
    await writer.press("💾 Сохранить")
    async with asar.reading() as tx:
        request = await requests.by_number(tx, "100001-5")
        assert request is not None
        assert (request.mode, request.state) == ("full", State.CLAIMED)
        assert requests.answers(tx, request)["name"] == SADYKOVA.name
    assert "100001-5" in (await mother.person.last()).text
    shown = [said.text for said in await volunteer.person.heard() if SADYKOVA.name in said.text]
    assert len(shown) == 1  # the contacts; the questions with their answers are gone from the chat
    await volunteer.person.say("/release 100001-5 уезжаю")
    for said in await volunteer.person.heard():
        if said.by_bot:
            assert "Миша" not in said.text
            assert SADYKOVA.name not in said.text


async def test_a_release_in_the_middle_leaves_nothing_in_the_volunteer_s_chat(asar: Asar) -> None:
    _, volunteer = await called(asar)
    for label in (PETROVA.words.school, PETROVA.words.parent):
        await volunteer.person.press(label)
    await volunteer.person.say(SADYKOVA.name)
    await volunteer.person.say("/release 100001-5 уезжаю")
    assert not any(said.by_bot and "Вопрос" in said.text for said in await volunteer.person.heard())
    async with asar.reading() as tx:
        request = await requests.by_number(tx, "100001-5")
        assert request is not None
        assert request.state is State.QUEUED
