"""Ways in: a school's link, a closed programme, an invitation; and the first words in the device's language."""

import re

from bot.playground.stories import PETROVA, Applicant
from bot.store import people, requests
from tests.conftest import Asar
from tests.conversations.test_apply import MOTHER


async def test_the_first_words_are_in_both_languages_the_device_s_button_first(asar: Asar) -> None:
    for code, first in (("ru", "Русский"), ("kk", "Қазақша"), ("en", "Қазақша")):
        person = await asar.town.person("Анель", language=code)
        await person.say("/start")
        said = await person.screen()
        assert "Сәлеметсіз бе" in said.text
        assert "Здравствуйте" in said.text
        assert said.buttons[0].label == first


async def test_a_school_s_link_presets_place_and_school(asar: Asar) -> None:
    admin = await asar.admin()
    await admin.say("/invite")
    await admin.press("🏫 Ссылка для школы")
    await admin.press("Туркестанская область")
    await admin.press("район Сауран")
    await admin.say("школа-гимназия № 3")
    payload = next(
        found[1] for said in reversed(await admin.heard()) if (found := re.search(r"\?start=([\w-]+)", said.text))
    )
    mother = Applicant(await asar.town.person("Ольга", language="ru", phone=MOTHER), PETROVA)
    await mother.person.start(payload)
    for label in ("Русский", PETROVA.words.agree, PETROVA.words.school, PETROVA.words.parent):
        await mother.press(label)
    await mother.say(PETROVA.name)
    await mother.tap(PETROVA.words.share_phone)
    assert "В каком селе" in (await mother.person.screen()).text  # region and district are known
    await mother.say("Старый Икан")
    for label in (PETROVA.words.large, PETROVA.words.done, "4", "2", "1"):
        await mother.press(label)
    await mother.say("150 тыс.")
    await mother.press(PETROVA.words.not_received)
    child = PETROVA.children[0]
    await mother.say(child.name)
    await mother.say(child.born)
    await mother.press(child.sex)
    await mother.press_first()
    await mother.press(PETROVA.words.taught_in)
    assert "Что нужно ребёнку" in (await mother.person.screen()).text  # the school is known too
    for label in (PETROVA.words.together,):
        await mother.press(label)
    await mother.press_first()
    await mother.press_first()
    for label in (PETROVA.words.navy, PETROVA.words.any_time, PETROVA.words.skip, PETROVA.words.submit):
        await mother.press(label)
    async with asar.reading() as tx:
        request = await requests.by_number(tx, "100001-5")
        assert request is not None
        answers = requests.answers(tx, request)
    assert request.district == "615500000"
    assert answers["child"][0]["school"] == "школа-гимназия № 3"


async def test_a_closed_programme_says_so_and_tells_at_the_opening(asar: Asar) -> None:
    admin = await asar.admin()
    await admin.say("/programmes")
    await admin.press("Закрыть")
    mother = await asar.town.person("Ольга", language="ru")
    await mother.say("/start")
    await mother.press("Русский")
    await mother.press("🎒 Подать заявку")
    assert "Сейчас заявки не принимаются" in (await mother.last()).text
    await mother.press("🔔 Сообщите мне об открытии")
    await mother.press("🔔 Сообщите мне об открытии", on=(await mother.heard())[-2])
    await admin.say("/programmes")
    await admin.press("Открыть")
    opened = [said for said in await mother.heard() if "снова принимаются" in said.text]
    assert len(opened) == 1
    await mother.press("🎒 Подать заявку", on=opened[0])
    assert "согласие" in (await mother.screen()).text


async def test_menus_follow_language_and_role(asar: Asar) -> None:
    volunteer = await asar.volunteer("Туркестанская область")
    names = [name for name, _ in await volunteer.person.menu()]
    assert {"start", "apply", "queue", "accept", "release"} <= set(names)
    assert "invite" not in names
    assert dict(await volunteer.person.menu())["queue"] == "кто ждёт помощи"
    await volunteer.person.say("/language")
    await volunteer.person.press("Қазақша")
    assert dict(await volunteer.person.menu())["queue"] != "кто ждёт помощи"


async def test_an_invitation_works_once(asar: Asar) -> None:
    first = await asar.volunteer("Туркестанская область")
    link = next(
        found[1]
        for said in reversed(await asar.town.messages(900_000_001))
        if (found := re.search(r"\?start=([\w-]+)", said.text))
    )
    second = await asar.town.person("Данияр", language="kk")
    await second.start(link)
    await second.press("Қазақша")
    async with asar.reading() as tx:
        joined, late = await people.by_telegram(tx, first.person.id), await people.by_telegram(tx, second.id)
    assert joined is not None
    assert joined.on_team
    assert late is not None
    assert not late.on_team
