"""From the queue to the family's own word: accepting, racing, releasing, delivering, disputing."""

import asyncio

from bot.core.requests import Event, State
from bot.playground.stories import PETROVA, SADYKOVA, Applicant, Volunteer
from bot.store import audit, requests
from bot.store.requests import Request
from tests.conftest import Asar
from tests.conversations import golden
from tests.conversations.test_apply import applicant

NUMBER = "100001-5"


async def stored(asar: Asar) -> Request:
    async with asar.reading() as tx:
        request = await requests.by_number(tx, NUMBER)
        assert request is not None
        return request


async def events(asar: Asar) -> list[Event]:
    request = await stored(asar)
    async with asar.reading() as tx:
        return [entry.event for entry in await audit.of(tx, request.id)]


async def accepted(asar: Asar) -> tuple[Applicant, Volunteer]:
    volunteer = await asar.volunteer("Туркестанская область", "район Сауран")
    mother = await applicant(asar, PETROVA)
    await mother.apply()
    await volunteer.person.say(f"/accept {NUMBER}")
    return mother, volunteer


async def test_the_whole_way_in_two_languages(asar: Asar) -> None:
    volunteer = await asar.volunteer("Туркестанская область", "район Сауран")
    mother = await applicant(asar, SADYKOVA)
    await mother.apply()
    assert "ерікті жоқ" not in (await mother.person.last()).text  # the district has somebody
    await volunteer.open(NUMBER)
    await volunteer.accept()
    said = (await stored(asar)).code_word or ""
    assert said
    assert any(SADYKOVA.name in said.text for said in await volunteer.person.heard())
    await volunteer.deliver()
    await mother.press("✅ Иә, бәрін алдық")
    assert (await stored(asar)).state is State.CONFIRMED
    assert not any(SADYKOVA.name in said.text for said in await volunteer.person.heard())
    assert await events(asar) == [Event.SUBMIT, Event.CLAIM, Event.REVEAL, Event.DELIVER, Event.CONFIRM]
    golden.compare("whole_way_mother_kk", (await mother.person.transcript()).partition(NUMBER)[2].replace(said, "…"))


async def test_two_volunteers_accept_at_once_and_one_has_it(asar: Asar) -> None:
    first = await asar.volunteer("Туркестанская область", name="Анна")
    second = await asar.volunteer("Туркестанская область", name="Данияр", kazakh=True)
    mother = await applicant(asar, PETROVA)
    await mother.apply()
    for volunteer in (first, second):
        await volunteer.open(NUMBER)
    await asyncio.gather(first.accept(), second.accept())
    await asar.town.settled()
    shown = [sum(PETROVA.name in said.text for said in await volunteer.person.heard()) for volunteer in (first, second)]
    assert sorted(shown) == [0, 1]
    assert (await events(asar)).count(Event.CLAIM) == 1


async def test_not_received_reopens_the_request(asar: Asar) -> None:
    mother, volunteer = await accepted(asar)
    await volunteer.person.say(f"/done {NUMBER}")
    await mother.press("❌ Ничего не получили")
    request = await stored(asar)
    assert (request.state, request.claimer_id, request.urgency) == (State.QUEUED, None, 1)
    assert "до неё не дошла" in (await volunteer.person.last()).text


async def test_partly_received_stays_with_the_volunteer(asar: Asar) -> None:
    mother, volunteer = await accepted(asar)
    await volunteer.person.say(f"/done {NUMBER}")
    await mother.press("🟡 Получили часть")
    assert (await stored(asar)).state is State.CLAIMED
    assert any("не всё" in said.text for said in await volunteer.person.heard())
    assert any(PETROVA.name in said.text for said in await volunteer.person.heard())


async def test_release_hides_the_contacts_and_returns_the_request(asar: Asar) -> None:
    mother, volunteer = await accepted(asar)
    await volunteer.person.say(f"/release {NUMBER} уезжаю на месяц")
    assert (await stored(asar)).state is State.QUEUED
    for said in await volunteer.person.heard():
        assert PETROVA.name not in said.text
        assert "0000001" not in said.text.replace(" ", "")
    assert "снова в очереди" in (await mother.person.last()).text


async def test_somebody_asked_for_money(asar: Asar) -> None:
    mother, volunteer = await accepted(asar)
    before = len(await volunteer.person.heard())
    await mother.press("⚠️ У меня просят деньги")
    assert any("Ничего не платите" in said.text for said in (await mother.person.heard())[-2:])  # then: what happened?
    assert len(await volunteer.person.heard()) == before  # whom it concerns does not learn of it
    admin_heard = [said.text for said in await asar.town.messages(900_000_001) if said.by_bot]
    assert any("просили деньги" in text for text in admin_heard)


async def test_an_accepted_request_corrected_tells_the_volunteer_at_once(asar: Asar) -> None:
    mother, volunteer = await accepted(asar)
    await mother.say("/status")
    await mother.press("✏️ Исправить")
    await mother.press("✏️ Исправить")
    await mother.press("Как получить")
    await mother.press("🤝 В центре помощи")
    await mother.press("💾 Сохранить")
    assert "исправила" in (await volunteer.person.last()).text
    assert (await stored(asar)).state is State.CLAIMED


async def test_another_district_returns_the_request_to_the_queue(asar: Asar) -> None:
    mother, volunteer = await accepted(asar)
    await mother.say("/status")
    await mother.press("✏️ Исправить")
    await mother.press("✏️ Исправить")
    await mother.press("Где живёте")
    await mother.say("Шымкент")
    district = (await mother.person.screen()).buttons[0].label
    await mother.press(district)
    await mother.press("💾 Сохранить")
    request = await stored(asar)
    assert (request.region, request.state, request.claimer_id) == ("790000000", State.QUEUED, None)
    assert not any(PETROVA.name in said.text for said in await volunteer.person.heard())


async def test_withdrawal_is_asked_twice_and_told(asar: Asar) -> None:
    mother, volunteer = await accepted(asar)
    await mother.say("/status")
    await mother.press("Отозвать заявку")
    await mother.press("Да, отозвать")
    assert (await stored(asar)).state is State.WITHDRAWN
    assert "отозвала" in (await volunteer.person.last()).text
    assert not any(PETROVA.name in said.text for said in await volunteer.person.heard())


async def test_erasure_leaves_nothing_of_the_family(asar: Asar) -> None:
    mother, volunteer = await accepted(asar)
    await mother.say("/delete")
    await mother.press("Да, удалить всё")
    assert "удалены" in (await mother.person.last()).text
    request = await stored(asar)
    assert (request.state, request.sealed_answers, request.phone_hash) == (State.WITHDRAWN, None, None)
    assert not any(PETROVA.name in said.text for said in await volunteer.person.heard())
    await mother.say("/mydata")
    assert "Ольга" not in (await mother.person.last()).text
