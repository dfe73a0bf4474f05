"""Words without pressing "answer" first: a family (in Kazakh) and its volunteer (in Russian) go on as in any chat."""

from datetime import timedelta

from bot.core.letters import Content, Kind
from bot.services import letters, talking
from tests.services.conftest import FAMILY, FIRST, LEAD, SECOND, STRANGER, Region, pressed
from tests.services.test_letters import Rows, ask, button, claimed, kept, said, texts, write


async def type_words(region: Region, who: int, words: str, *, kind: Kind = Kind.TEXT) -> tuple[bool, Rows]:
    """Words or a file that answer nothing; whether they were taken, and what was said because of them."""
    file_id = None if kind is Kind.TEXT else f"file-{kind}"
    async with region.unit(who) as unit:
        taken = await talking.take(unit, Content(kind, words, file_id))
    return taken, await said(region)


async def test_an_answer_that_is_simply_typed_reaches_the_volunteer(region):
    request = await claimed(region)
    await ask(region, FIRST, f"{request.number} Какой размер?")
    taken, rows = await type_words(region, FAMILY, "33 өлшем")
    assert taken
    assert "33 өлшем" in texts(rows, FIRST)[-1]
    assert "Жеткіздік" in texts(rows, FAMILY)[-1]
    _, rows = await type_words(region, FIRST, "Спасибо, приеду в субботу")
    assert "приеду в субботу" in texts(rows, FAMILY)[0]
    _, rows = await type_words(region, FAMILY, "", kind=Kind.PHOTO)  # an answer may be a picture
    assert len(await kept(region)) == 4


async def test_a_second_thought_goes_after_the_first_but_not_days_later(region):
    request = await claimed(region)
    await ask(region, FIRST, f"{request.number} Какой размер?")
    await type_words(region, FAMILY, "33")
    await type_words(region, FAMILY, "жоқ, 34")
    assert len(await kept(region)) == 3
    region.now += timedelta(hours=2)
    taken, rows = await type_words(region, FAMILY, "алло")
    assert taken
    assert len(await kept(region)) == 3
    assert "Әзірге ешкімге жіберген жоқпыз" in texts(rows, FAMILY)[-1]
    rows_of_prompt = await region.tap(FAMILY, button(rows, FAMILY, "Еріктіге жазу"))
    assert "келесі хабарламамен" in rows_of_prompt[-1]
    rows = await write(region, FAMILY, "Қашан келесіз?")
    assert "Қашан келесіз?" in texts(rows, FIRST)[-1]


async def test_a_family_may_write_first_from_its_status(region):
    request = await claimed(region)
    taken, rows = await type_words(region, FAMILY, "Қашан келесіз?")
    assert taken
    assert await kept(region) == []
    await region.tap(FAMILY, button(rows, FAMILY, "Еріктіге жазу"))
    rows = await write(region, FAMILY, "Ертең үйде жоқпыз")
    assert "Ертең үйде жоқпыз" in texts(rows, FIRST)[-1]
    shown = await region.tap(FAMILY, pressed(request, "st", verb="f"))
    assert request.number in shown[-1]
    status = [told for chat, method, told in await region.all_texts() if chat == FAMILY and method == "sendMessage"][-1]
    assert "Еріктіге жазу" in status
    assert "Хаттардың бәрі" in status
    assert "Шағымдану" in status


async def test_with_several_families_the_volunteer_is_asked_whom_they_mean(region):
    first = await claimed(region)
    await region.people_come(STRANGER)
    second = await region.submit(STRANGER, phone="+77010000010")
    await region.command(FIRST, "accept", second.number)
    for request in (first, second):
        await ask(region, FIRST, f"{request.number} Вы дома?")
    await type_words(region, FAMILY, "Иә")
    taken, rows = await type_words(region, FIRST, "Еду")
    assert taken
    assert "Какой семье" in texts(rows, FIRST)[-1]
    assert not texts(rows, FAMILY)
    assert not texts(rows, STRANGER)


async def test_nothing_goes_where_the_claim_is_over_or_nobody_wrote(region):
    request = await claimed(region)
    await ask(region, FIRST, f"{request.number} Вы дома?")
    await region.command(FIRST, "release", f"{request.number} уезжаю")
    await region.pending()
    for who in (FAMILY, FIRST, SECOND, STRANGER):
        taken, rows = await type_words(region, who, "Иә")
        assert not taken
        assert rows == []


async def test_the_button_of_an_earlier_claim_or_of_a_stranger_begins_nothing(region):
    request = await claimed(region)
    old = pressed(request, "f", verb="y")
    assert "келесі хабарламамен" not in "".join(await region.tap(STRANGER, old))
    await region.command(FIRST, "release", f"{request.number} уезжаю")
    told = await region.tap(FAMILY, old)
    assert "келесі хабарламамен" not in "".join(told)
    assert request.number in told[-1]  # how things stand


async def test_what_a_coordinator_asked_is_answered_the_same_way(region):
    await region.people_come(LEAD)
    request = await region.submit()
    await region.pending()
    async with region.unit(LEAD) as unit:
        await letters.ask_as_coordinator(unit, request)
    await write(region, LEAD, "Какая школа?")
    taken, rows = await type_words(region, FAMILY, "№ 7 мектеп")
    assert taken
    assert "№ 7 мектеп" in texts(rows, LEAD)[-1]
    _, rows = await type_words(region, LEAD, "Спасибо!")
    assert "Спасибо!" in texts(rows, FAMILY)[0]
