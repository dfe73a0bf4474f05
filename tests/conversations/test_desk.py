"""What coordinators begin themselves, through the real bot: words to many people, a form for a family."""

from sqlalchemy import select

from bot.store import schema
from tests.conftest import Asar


async def test_an_announcement_is_read_by_each_in_their_own_language_and_can_be_turned_off(asar: Asar) -> None:
    anna = await asar.volunteer("Туркестанская область")
    aru = await asar.volunteer("Туркестанская область", name="Ару", kazakh=True)
    admin = asar._admin
    await admin.say("/announce")
    await admin.press("🤝 Волонтёрам")
    await admin.press("Туркестанская область")
    await admin.press("Вся область")
    await admin.say("Ертең қоймада кездесеміз")
    await admin.say("Завтра встречаемся на складе")
    assert "из них на казахском: 1, на русском: 1" in (await admin.last()).text
    await admin.press("✅ Отправить, получателей: 2")
    for _ in range(3):
        await asar.advance(seconds=3)
    assert "Получили: 2" in (await admin.last()).text
    assert "Завтра встречаемся на складе" in (await anna.person.last()).text
    assert "Ертең қоймада кездесеміз" in (await aru.person.last()).text
    await aru.person.press("🔕 Енді жібермеңіз")
    assert "жалпы хабарламалар енді келмейді" in (await aru.person.last()).text
    await admin.say("/announce")
    await admin.press("🤝 Волонтёрам")
    await admin.press("🇰🇿 Вся страна")
    await admin.say("Тағы бір хабар")
    await admin.press("Без русского: всем по-казахски")
    assert "Получат: 1" in (await admin.last()).text


async def test_a_form_in_kazakh_survives_a_restart_and_leaves_nothing_when_it_is_dropped(asar: Asar) -> None:
    admin = await asar.admin("kk")
    await admin.say("/intake")
    for label in ("🚪 Отбасы өзі келді", "Қазақ тілінде", "✍️ Келісті, қағазға қол қойды"):
        await admin.press(label)
    question = (await admin.last()).text
    await asar.restart()
    await admin.say("/cancel")
    await admin.press("Сұрақтарға оралу")
    assert (await admin.last()).text == question
    await admin.say("/cancel")
    await admin.press("Жауаптарды өшіру")
    assert not any(said.by_bot and question in said.text for said in await admin.heard())
    async with asar.reading() as tx:
        for table in (schema.drafts, schema.intakes, schema.requests, schema.consents):
            assert (await tx.execute(select(table))).all() == []
