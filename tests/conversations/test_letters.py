"""A mother writes in Kazakh, her volunteer in Russian: through the real bot, with every kind of message."""

import pytest
from sqlalchemy import func, select

from bot.core.requests import Event
from bot.playground.seen import Seen
from bot.playground.stories import PETROVA, SADYKOVA, Applicant, Volunteer
from bot.store import audit, requests, schema
from tests.conftest import Asar
from tests.conversations.test_apply import applicant

NUMBER = "100001-5"
SECRET = "канарейка-письмо"


async def talking(asar: Asar) -> tuple[Applicant, Volunteer]:
    volunteer = await asar.volunteer("Туркестанская область", "район Сауран")
    mother = await applicant(asar, SADYKOVA)
    await mother.apply()
    await volunteer.person.say(f"/accept {NUMBER}")
    return mother, volunteer


async def letters(asar: Asar) -> int:
    async with asar.reading() as tx:
        return int((await tx.execute(select(func.count()).select_from(schema.letters))).scalar_one())


def with_button(heard: list[Seen], label: str) -> Seen:
    return next(seen for seen in reversed(heard) if any(label in button.label for button in seen.buttons))


async def test_a_question_and_its_answer_through_the_bot(asar: Asar) -> None:
    mother, volunteer = await talking(asar)
    await volunteer.person.say(f"/ask {NUMBER} Какой размер?\nИ цвет?")
    letter = await mother.person.last()
    assert letter.text.startswith("✉️ Сізге ерікті жазды.")
    assert "Какой размер?\nИ цвет?" in letter.text
    await mother.person.say("33, көк", reply_to=letter)
    assert any("33, көк" in seen.text for seen in await volunteer.person.heard())
    shown = with_button(await volunteer.person.heard(), "Ответить")
    assert shown.data.get("has_protected_content")
    await volunteer.person.press("✍️ Ответить", on=shown)
    await volunteer.person.say("Спасибо, приеду в субботу")
    assert any("приеду в субботу" in seen.text for seen in await mother.person.heard())
    assert await letters(asar) == 3


@pytest.mark.parametrize("kind", ["photo", "voice", "video", "video_note", "document", "sticker", "audio", "animation"])
async def test_a_file_passes_both_ways_and_goes_with_the_claim(asar: Asar, kind: str) -> None:
    mother, volunteer = await talking(asar)
    await volunteer.person.press("✍️ Написать семье")
    await volunteer.person.send(kind)
    assert [seen for seen in await mother.person.heard() if kind in seen.data]
    await mother.person.press("✍️ Жауап жазу", on=with_button(await mother.person.heard(), "Жауап жазу"))
    await mother.person.send(kind)
    files = [seen for seen in await volunteer.person.heard() if kind in seen.data]
    assert len(files) == 1
    assert "forward_origin" not in files[0].data
    await volunteer.person.say(f"/release {NUMBER} уезжаю")
    assert not [seen for seen in await volunteer.person.heard() if kind in seen.data]


async def test_an_album_a_contact_and_a_place(asar: Asar) -> None:
    mother, volunteer = await talking(asar)
    await volunteer.person.say(f"/ask {NUMBER} Пришлите фото")
    await mother.person.press("✍️ Жауап жазу", on=with_button(await mother.person.heard(), "Жауап жазу"))
    await mother.person.share_location(43.3, 68.2)
    await mother.person.share_contact()
    assert await letters(asar) == 1
    await mother.person.send_album(3)
    assert len([seen for seen in await volunteer.person.heard() if "photo" in seen.data]) == 3
    assert sum("Семья пишет" in seen.text for seen in await volunteer.person.heard()) == 1


async def test_what_comes_twice_is_one_letter(asar: Asar) -> None:
    mother, volunteer = await talking(asar)
    await volunteer.person.say(f"/ask {NUMBER} Вы дома?")
    await mother.person.say("Иә", reply_to=await mother.person.last())
    await asar.town.redeliver()
    await asar.restart()
    await asar.town.settled()
    assert await letters(asar) == 2
    assert sum("Иә" in seen.text for seen in await volunteer.person.heard()) == 1


async def test_a_mother_who_blocks_the_bot_in_the_middle(asar: Asar) -> None:
    mother, volunteer = await talking(asar)
    await mother.person.block()
    await volunteer.person.say(f"/ask {NUMBER} Вы дома?")
    assert any("Позвоните" in seen.text for seen in await volunteer.person.heard())
    assert await letters(asar) == 0


async def test_no_word_reaches_anybody_else(asar: Asar, caplog: pytest.LogCaptureFixture) -> None:
    mother, volunteer = await talking(asar)
    other = await asar.volunteer("Туркестанская область", name="Данияр", kazakh=True)
    await volunteer.person.say(f"/ask {NUMBER} вопрос")
    await mother.person.say(SECRET, reply_to=await mother.person.last())
    for words in ("/queue", f"/show {NUMBER}", f"/ask {NUMBER} а я?"):
        await other.person.say(words)
    admin = await asar.town.messages(900_000_001)
    assert SECRET in str(await volunteer.person.heard())
    assert SECRET not in str([*admin, *await other.person.heard()])
    await volunteer.person.say(f"/done {NUMBER}")
    assert SECRET not in str([seen.text for seen in await volunteer.person.heard()])
    assert SECRET not in caplog.text


async def test_words_after_the_claim_get_a_kind_answer_and_reach_nobody(asar: Asar) -> None:
    mother, volunteer = await talking(asar)
    await volunteer.person.say(f"/ask {NUMBER} Какой размер?")
    await volunteer.person.say(f"/release {NUMBER} уезжаю")
    heard = len(await volunteer.person.heard())
    await mother.person.say("Қашан келесіз?")
    assert "ешкімге жеткізе алмаймыз" in (await mother.person.last()).text
    (await mother.person.last()).button("📄 Менің өтінімім")
    await mother.person.send_voice()
    assert "қазір кезекте" in (await mother.person.last()).text
    assert len(await volunteer.person.heard()) == heard
    await volunteer.person.say("Здравствуйте, это я")
    assert "уже не у Вас, переписка закрыта" in (await volunteer.person.last()).text
    await mother.person.say("күйеуім мені ұрады")
    assert "111" in (await mother.person.last()).text


async def test_words_after_the_delivery_lead_to_the_question_whether_it_came(asar: Asar) -> None:
    volunteer = await asar.volunteer("Туркестанская область", "район Сауран")
    mother = await applicant(asar, PETROVA)
    await mother.apply()
    await mother.person.say("Добрый день, когда ждать?")
    assert "сейчас в очереди" in (await mother.person.last()).text
    await volunteer.person.say(f"/accept {NUMBER}")
    await volunteer.person.say(f"/done {NUMBER}")
    await mother.person.say("А обувь?")
    assert "волонтёр отметил, что помощь" in (await mother.person.last()).text
    await mother.person.press("📄 Моя заявка")
    (await mother.person.screen()).button("🟡 Получили часть")


@pytest.mark.parametrize("kazakh", [False, True])
async def test_one_photo_of_what_was_given_is_kept_and_a_file_is_none(asar: Asar, *, kazakh: bool) -> None:
    volunteer = await asar.volunteer("Туркестанская область", "район Сауран", kazakh=kazakh)
    mother = await applicant(asar, SADYKOVA)
    await mother.apply()
    await volunteer.person.say(f"/accept {NUMBER}")
    await volunteer.person.say(f"/done {NUMBER}")
    await volunteer.person.send_document(name="photo.jpg")
    assert ("Файл емес" if kazakh else "не файлом") in (await volunteer.person.last()).text
    heard = len(await volunteer.person.heard())
    await volunteer.person.send_album(3)
    said = (await volunteer.person.heard())[heard:]
    assert len(said) == 1
    assert ("Сурет" if kazakh else "Фото добавлено") in said[0].text
    async with asar.reading() as tx:
        request = await requests.by_number(tx, NUMBER)
        assert request is not None
        story = await audit.of(tx, request.id)
    assert [entry.event for entry in story].count(Event.PHOTO) == 1
