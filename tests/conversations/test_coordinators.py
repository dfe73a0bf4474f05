"""A coordinator's decisions as conversations: a refusal and an objection, a request given to somebody, its story."""

from bot.core.requests import Event, State
from bot.playground.stories import PETROVA, SADYKOVA, Volunteer, invite
from tests.conftest import Asar
from tests.conversations.test_apply import applicant
from tests.conversations.test_help_arrives import NUMBER, events, stored

REGION = "Туркестанская область"


async def coordinator(asar: Asar, name: str, *, kazakh: bool = False) -> Volunteer:
    """Somebody who was invited to lead the region and has joined."""
    if not hasattr(asar, "_admin"):
        asar._admin = await asar.admin()
    person = await asar.town.person(name, language="kk" if kazakh else "ru")
    joined = Volunteer(person, kazakh=kazakh)
    await joined.join(await invite(asar._admin, REGION, role="coordinator"))
    return joined


async def test_a_refusal_in_russian_an_objection_in_kazakh_and_another_coordinators_answer(asar: Asar) -> None:
    first = await coordinator(asar, "Ольга")
    second = await coordinator(asar, "Сауле", kazakh=True)
    mother = await applicant(asar, SADYKOVA)
    await mother.apply()
    await first.person.say(f"/review {NUMBER}")
    await first.person.press("✖️ Отказать")
    await first.person.press("Просят то, чего у нас нет")
    assert "Отбасын қолдау орталығы" in (await first.person.screen()).text
    await first.person.press("✖️ Отправить отказ")
    assert "1414" in (await mother.person.last()).text
    await mother.press("Қайта қарауды сұраймын")
    await mother.say("Бізге тек сөмке керек, ол сіздерде бар")
    assert (await stored(asar)).state is State.REVIEW
    assert "қайта қарап" in (await second.person.last()).text.lower()
    await second.person.press(f"Ашу: №\u00a0{NUMBER}")
    assert "Бізге тек сөмке керек" in (await second.person.screen()).text
    await second.person.press("✅ Кезекке жіберу")
    assert "Сіздікі дұрыс екен" in (await mother.person.last()).text
    assert await events(asar) == [Event.SUBMIT, Event.DECLINE, Event.OBJECT, Event.ADMIT]


async def test_a_request_is_given_to_a_volunteer_from_its_card_and_its_story_is_read(asar: Asar) -> None:
    volunteer = await asar.volunteer(REGION, "район Сауран")
    lead = await coordinator(asar, "Ольга")
    mother = await applicant(asar, PETROVA)
    await mother.apply()
    await lead.person.say(f"/show {NUMBER}")
    await lead.person.press("⚙️ Решить")
    await lead.person.press("🤝 Поручить")
    await lead.person.press("Анна")
    assert "Её получит: Анна" in (await lead.person.screen()).text
    await lead.person.press("✅ Поручить")
    assert any(PETROVA.name in said.text for said in await volunteer.person.heard())
    assert not any(PETROVA.name in said.text for said in await lead.person.heard())
    assert "Кодовое слово" in (await mother.person.last()).text
    await lead.person.say(f"/audit {NUMBER}")
    story = await lead.person.last()
    assert "поручена волонтёру" in story.text
    assert "Анна" in story.text


async def test_a_coordinator_asks_in_russian_and_the_family_answers_in_kazakh(asar: Asar) -> None:
    lead = await coordinator(asar, "Ольга")
    mother = await applicant(asar, SADYKOVA)
    await mother.apply()
    await lead.person.say(f"/review {NUMBER}")
    await lead.person.press("✍️ Спросить семью")
    await lead.person.say("В какой школе учится ребёнок?")
    assert "В какой школе учится ребёнок?" in (await mother.person.last()).text
    await mother.press("✍️ Жауап жазу")
    await mother.say("Абай атындағы мектеп")
    assert "Абай атындағы мектеп" in (await lead.person.last()).text
    await lead.person.press(f"Открыть №\u00a0{NUMBER}")
    assert "Семья ответила" in (await lead.person.screen()).text
    await lead.person.press("📖 Вся переписка")
    assert "Абай атындағы мектеп" in (await lead.person.last()).text
    assert await events(asar) == [Event.SUBMIT, Event.LETTER, Event.LETTER]
