"""On a bad connection a typed message waits in the phone, and a press dies: every button can be typed."""

from bot.core.requests import State
from bot.playground.stories import PETROVA, invite
from bot.store import drafts, people, requests
from tests.conftest import Asar
from tests.conversations.test_apply import applicant
from tests.e2e.village import words


async def test_language_and_menu_are_typed(asar: Asar) -> None:
    mother = await applicant(asar, PETROVA)
    await mother.say("/start")
    await mother.say("русский")
    await mother.say("Подать заявку")
    assert "Ваше согласие" in (await mother.person.screen()).text


async def test_a_newcomer_s_link_survives_words_before_the_language(asar: Asar) -> None:
    volunteer = await asar.town.person("Анна", language="ru")
    payload = await invite(await asar.admin(), "Туркестанская область")
    await volunteer.start(payload)
    await volunteer.say("здравствуйте")
    await volunteer.say("2")
    assert "приглашают" in (await volunteer.screen()).text


async def test_the_answer_to_cancel_is_typed_and_is_no_name(asar: Asar) -> None:
    mother = await applicant(asar, PETROVA)
    await mother.begin()
    await mother.press(PETROVA.words.school)
    await mother.press(PETROVA.words.parent)
    await mother.say("/cancel")
    await mother.say("сохранить на потом")
    async with asar.reading() as tx:
        person = await people.by_telegram(tx, mother.person.id)
        assert person is not None
        assert person.focus is None
        (draft,) = await drafts.of(tx, person.id)
        assert "потом" not in draft.state


async def test_a_number_answers_the_question_and_not_a_button_of_a_notice(asar: Asar) -> None:
    mother = await applicant(asar, PETROVA)
    await mother.begin()
    await mother.about_family()
    await mother.say("/status")
    await mother.say("Миша")
    await mother.say("12.03.2016")
    await mother.say("2")  # a boy
    assert "В каком классе" in (await mother.person.screen()).text


async def test_the_family_types_that_the_help_has_arrived(asar: Asar) -> None:
    volunteer = await asar.volunteer("Туркестанская область")
    mother = await applicant(asar, PETROVA)
    await mother.apply()
    await volunteer.person.say("/accept 100001-5")
    await volunteer.person.say("/done 1000015")
    await mother.say("да, всё получили")
    async with asar.reading() as tx:
        request = await requests.by_number(tx, "100001-5")
        assert request is not None
        assert request.state is State.CONFIRMED


async def test_a_reason_is_typed(asar: Asar) -> None:
    volunteer = await asar.volunteer("Туркестанская область")
    mother = await applicant(asar, PETROVA)
    await mother.apply()
    await volunteer.person.say("/accept 100001-5")
    await volunteer.person.say("/release 100001-5")
    await volunteer.person.say("далеко ехать")
    async with asar.reading() as tx:
        request = await requests.by_number(tx, "100001-5")
        assert request is not None
        assert request.state is State.QUEUED


async def test_one_word_at_the_consent_takes_no_answers_away_unasked(asar: Asar) -> None:
    mother = await applicant(asar, PETROVA)
    await mother.begin()
    await mother.press(PETROVA.words.school)
    await mother.press("⬅️ Назад")
    await mother.press("⬅️ Назад")
    await mother.say("нет")
    await mother.press("Вернуться к вопросам")
    async with asar.reading() as tx:
        person = await people.by_telegram(tx, mother.person.id)
        assert person is not None
        assert len(await drafts.of(tx, person.id)) == 1


async def test_an_old_offer_to_discard_discards_nothing_answered_since(asar: Asar) -> None:
    mother = await applicant(asar, PETROVA)
    await mother.begin()
    await mother.say("/cancel")
    question = await mother.person.screen()
    await mother.press("Вернуться к вопросам")
    await mother.press(PETROVA.words.school)
    discard = next(button for button in question.buttons if button.label == "Удалить ответы")
    await mother.person.press_data(discard.data, on=question)
    async with asar.reading() as tx:
        person = await people.by_telegram(tx, mother.person.id)
        assert person is not None
        assert len(await drafts.of(tx, person.id)) == 1
    assert "Кем Вы приходитесь" in (await mother.person.last()).text


async def test_the_labels_of_the_invitation_are_typed(asar: Asar) -> None:
    admin = await asar.admin()
    await admin.say("/invite")
    for label in ("🤝 Волонтёра", "Туркестанская область", words("ru", "invite-whole")):
        await admin.say(label)
    assert "start=v_" in (await admin.last()).text


async def test_erasing_is_confirmed_by_typing(asar: Asar) -> None:
    mother = await applicant(asar, PETROVA)
    await mother.begin()
    await mother.say("/delete")
    await mother.say(words("ru", "delete-yes"))
    assert words("ru", "delete-done") in (await mother.person.last()).text


async def test_a_press_of_something_else_ends_the_question_for_a_reason(asar: Asar) -> None:
    volunteer = await asar.volunteer("Туркестанская область")
    mother = await applicant(asar, PETROVA)
    await mother.apply()
    person = volunteer.person
    await person.say("/help")
    before = await person.screen()
    await person.say("/accept 100001-5")
    await person.say("/release 100001-5")
    await person.press(words("ru", "volunteer-reason-other"))
    await person.press(words("ru", "menu-status"), on=before)
    await person.say("далеко ехать")
    async with asar.reading() as tx:
        request = await requests.by_number(tx, "100001-5")
        assert request is not None
        assert request.state is State.CLAIMED


async def test_who_writes_in_a_group_is_nobody_to_asar(asar: Asar) -> None:
    writer = await asar.town.person("Ольга", language="ru")
    group = await asar.town.group("Көмек", writer)
    await writer.say("/start", chat=group)
    await asar.town.settled()
    async with asar.reading() as tx:
        assert await people.by_telegram(tx, writer.id) is None
