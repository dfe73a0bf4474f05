"""A whole story on the page, by pressing and typing: both languages, and a bot that is killed in between."""

from dataclasses import replace

import pytest

from bot.playground.stories import PETROVA, SADYKOVA, Applicant, Child, Volunteer, number_in

from .conftest import Pages

FAMILIES = {
    "kk": replace(SADYKOVA, name="Омарова Гүлнар Сәкенқызы", children=(Child("Дана", "21.04.2018", "👧 Қыз"),)),
    "ru": replace(PETROVA, name="Орлова Мария Сергеевна"),
}
CONFIRM = {"kk": "✅ Иә, бәрін алдық", "ru": "✅ Да, всё получили"}
CONFIRMED = {"kk": "Көмек алғаныңызды растадыңыз", "ru": "помощь получена"}


@pytest.mark.parametrize(("language", "name"), [("kk", "Гүлнар"), ("ru", "Мария")])
async def test_help_arrives_though_the_bot_is_killed_when_it_is_promised(
    pages: Pages, language: str, name: str
) -> None:
    family = FAMILIES[language]
    desk = await pages.open(language)
    mother = await desk.newcomer(name, language)
    await Applicant(mother, family).apply()
    number = number_in((await mother.last()).text)
    await mother.shows(number)

    daniyar = await desk.hand("Данияр")
    volunteer = Volunteer(daniyar, kazakh=True)
    await volunteer.open(number)
    await desk.page.locator("#curious").click()
    await desk.page.locator("[data-act=bot_kill]").click()
    await desk.page.locator("#drawer .stopped").wait_for()
    await daniyar.key("✅ Қабылдау").click()
    assert await daniyar.keys.locator(".busy").count() == 1
    await desk.page.locator("[data-act=bot_start]").click()
    await desk.page.locator("#drawer .running").wait_for()
    await desk.page.locator("#drawer header button").click()
    contacts = daniyar.phone.locator(".words", has_text=family.name)
    await contacts.wait_for()

    await volunteer.deliver()
    await contacts.wait_for(state="detached")
    await mother.press(CONFIRM[language])
    await mother.shows(CONFIRMED[language])
    await desk.picture(f"story_{language}")
