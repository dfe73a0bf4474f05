"""Families apply for school aid: the whole way, in both languages, with everything that comes between."""

import pytest

from bot.playground.stories import PETROVA, SADYKOVA, Applicant, Family
from bot.store import drafts, people, requests
from tests.conftest import Asar
from tests.conversations import golden

MOTHER = "+77010000001"


async def applicant(asar: Asar, family: Family) -> Applicant:
    language = "kk" if family is SADYKOVA else "ru"
    name = "Айгүл" if family is SADYKOVA else "Ольга"
    return Applicant(await asar.town.person(name, language=language, phone=MOTHER), family)


@pytest.mark.parametrize(("name", "family"), [("apply_kk", SADYKOVA), ("apply_ru", PETROVA)])
async def test_a_family_applies(asar: Asar, name: str, family: Family) -> None:
    mother = await applicant(asar, family)
    await mother.apply()
    await mother.person.say("/status")
    golden.compare(name, await mother.person.transcript())
    async with asar.reading() as tx:
        person = await people.by_telegram(tx, mother.person.id)
        assert person is not None
        (request,) = await requests.of_person(tx, person.id)
        assert request.number == "100001-5"
        assert (request.region, request.district) == ("610000000", "615500000")
        answers = requests.answers(tx, request)
        assert answers["name"] == family.name
        assert answers["phone"] == MOTHER
        assert [child["name"] for child in answers["child"]] == [child.name for child in family.children]
        assert await drafts.of(tx, person.id) == []


async def test_three_pupils_take_at_most_46_interactions_11_of_them_typed(asar: Asar) -> None:
    mother = await applicant(asar, SADYKOVA)
    await mother.apply()
    assert "№" in (await mother.person.last()).text
    assert mother.count.all <= 46
    assert mother.count.typed <= 11


async def test_a_restart_in_the_middle_loses_nothing(asar: Asar) -> None:
    mother = await applicant(asar, PETROVA)
    await mother.begin()
    await mother.about_family()
    before = await mother.person.screen()
    await asar.restart()
    await mother.about_child(PETROVA.children[0], first=True)
    await mother.press(PETROVA.words.any_time)
    await mother.press(PETROVA.words.skip)
    await mother.press(PETROVA.words.submit)
    assert "Как зовут ребёнка" in before.text
    assert "Заявка принята" in (await mother.person.last()).text


async def test_cancel_keeps_for_later_and_apply_goes_on_at_the_exact_question(asar: Asar) -> None:
    mother = await applicant(asar, PETROVA)
    await mother.begin()
    await mother.about_family()
    question = (await mother.person.screen()).text
    await mother.person.say("/cancel")
    await mother.person.press("Сохранить на потом")
    await mother.person.say("Миша")
    assert "Асар" in (await mother.person.last()).text  # no longer an answer
    await mother.person.say("/apply")
    await mother.person.press("Продолжить")
    assert (await mother.person.screen()).text == question


async def test_cancel_discards(asar: Asar) -> None:
    mother = await applicant(asar, PETROVA)
    await mother.begin()
    await mother.person.say("/cancel")
    await mother.person.press("Удалить ответы")
    async with asar.reading() as tx:
        person = await people.by_telegram(tx, mother.person.id)
        assert person is not None
        assert await drafts.of(tx, person.id) == []
        assert person.focus is None


async def test_the_language_changes_in_the_middle_and_the_answers_stay(asar: Asar) -> None:
    mother = await applicant(asar, SADYKOVA)
    await mother.begin()
    await mother.about_family()
    await mother.person.say("/language")
    await mother.person.press("Русский")
    assert "Как зовут ребёнка" in (await mother.person.screen()).text
    await mother.person.say("Әлия")
    assert "Когда ребёнок родился" in (await mother.person.screen()).text


@pytest.mark.parametrize("command", ["/help", "/status", "/mydata", "/nonsense"])
async def test_a_command_in_the_middle_is_answered_and_the_question_still_waits(asar: Asar, command: str) -> None:
    mother = await applicant(asar, PETROVA)
    await mother.begin()
    await mother.person.press(PETROVA.words.school)
    await mother.person.press(PETROVA.words.parent)
    await mother.person.say(command)
    await mother.person.say(PETROVA.name)
    assert "По какому номеру" in (await mother.person.last()).text


async def test_what_is_no_answer_gets_a_helpful_one(asar: Asar) -> None:
    mother = await applicant(asar, PETROVA)
    await mother.begin()
    await mother.person.press(PETROVA.words.school)
    await mother.person.press(PETROVA.words.parent)
    await mother.person.send_voice()
    assert "голосовые" in (await mother.person.last()).text
    await mother.person.send_sticker()
    assert "нужен ответ словами" in (await mother.person.last()).text
    await mother.person.send_photo()
    assert "снимки документов" in (await mother.person.last()).text
    await mother.person.say(PETROVA.name)
    assert "По какому номеру" in (await mother.person.last()).text


async def test_words_of_danger_put_the_helplines_first(asar: Asar) -> None:
    mother = await applicant(asar, PETROVA)
    await mother.begin()
    await mother.person.press(PETROVA.words.school)
    await mother.person.press(PETROVA.words.parent)
    await mother.person.say("муж нас бьёт, помогите")
    helplines, question = (await mother.person.heard())[-2:]
    assert "102" in helplines.text
    assert "111" in helplines.text
    assert "Напишите Ваши фамилию" in question.text  # a cry for help is no name


async def test_somebody_who_cannot_write_is_called(asar: Asar) -> None:
    mother = await applicant(asar, SADYKOVA)
    await mother.say("/start")
    for label in ("Қазақша", "🎒 Өтінім беру", "📞 Маған қоңырау шалыңызшы", "✅ Келісемін"):
        await mother.press(label)
    await mother.tap("📱 Өз нөмірімді жіберу")
    await mother.say("Сауран ауданы")
    await mother.press("📨 Өтінімді жіберу")
    assert "Өтінім қабылданды" in (await mother.person.last()).text
    async with asar.reading() as tx:
        request = await requests.by_number(tx, "100001-5")
        assert request is not None
        assert request.mode == "call"
        assert request.district == "615500000"


async def test_an_old_button_changes_nothing_and_leads_back(asar: Asar) -> None:
    mother = await applicant(asar, SADYKOVA)
    await mother.say("/start")
    await mother.press("Қазақша")
    await mother.press("🎒 Өтінім беру")
    consent = await mother.person.screen()
    await mother.press("✅ Келісемін")
    question = (await mother.person.screen()).text
    await mother.person.press_data(consent.buttons[0].data, on=consent)
    assert (await mother.person.toasts())[-1].text == "Бұл батырма ескірген. Қазіргі сұрақ төменде."
    assert (await mother.person.screen()).text == question


async def test_refusing_the_consent_stores_nothing_and_leaves_the_helplines(asar: Asar) -> None:
    mother = await applicant(asar, PETROVA)
    await mother.say("/start")
    for label in ("Русский", "🎒 Подать заявку", "Не даю согласия"):
        await mother.press(label)
    last = (await mother.person.last()).text
    assert "ничего не записали" in last
    assert "111" in last
    async with asar.reading() as tx:
        person = await people.by_telegram(tx, mother.person.id)
        assert person is not None
        assert await drafts.of(tx, person.id) == []
