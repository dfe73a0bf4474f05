"""Narrowing the queue by buttons, what is remembered of it, and accepting several requests at once."""

import pytest

from bot.core.requests import State
from bot.core.speech import Language
from bot.services import erasure, filters, panel
from bot.store import panels, requests
from tests.office import buttons
from tests.services.conftest import DAY, DISTRICT, FIRST, LEAD, NEXT_DOOR, REGION, SECOND, Region, pressed
from tests.services.test_localities import FAMILIES, SCHOOL, VILLAGE, neighbours, submits

HERE, THERE = {"region": REGION, "district": DISTRICT}, {"region": REGION, "district": NEXT_DOOR}


async def open_at(region: Region, who: int, *data: str) -> tuple[str, dict[str, str]]:
    """The live message after /queue and these presses: its text, its buttons by label."""
    await region.command(who, "queue")
    for one in data:
        await region.tap(who, one)
    region.seen = 0
    shown = [payload for row, payload in await region.pending() if row.chat_id == who and "text" in payload]
    return shown[-1]["text"], buttons(shown[-1])


async def press(region: Region, who: int, *labels: str) -> tuple[str, dict[str, str]]:
    """Press buttons of the live message by the beginning of their labels, one after another."""
    text, found = await last(region, who)
    for label in labels:
        (data,) = {data for name, data in found.items() if name.startswith(label)}
        await region.tap(who, data)
        text, found = await last(region, who)
    return text, found


async def last(region: Region, who: int) -> tuple[str, dict[str, str]]:
    region.seen = 0
    shown = [payload for row, payload in await region.pending() if row.chat_id == who and "text" in payload]
    return shown[-1]["text"], buttons(shown[-1])


@pytest.fixture
async def mixed(region: Region) -> Region:
    """Seven families of one village, one of the next district, one urgent."""
    await region.people_come(LEAD)
    await neighbours(region, 7)
    await submits(region, FAMILIES[10], place=THERE, settlement="Қызылжар")
    await submits(region, FAMILIES[11], situation=["emergency"], settlement="Басқа")
    return region


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", ("🔎 Кого показать", "📍 Район", "ждут 8 семей", "❗️ Только срочные", "ждёт 1 семья", "✖️ Показать")),
        ("kk", ("🔎 Іріктеу", "📍 Аудан", "8 отбасы", "❗️ Тек шұғылдары", "1 отбасы", "✖️ Бәрін")),
    ],
)
async def test_choices_add_up_are_shown_on_top_and_cleared(
    mixed: Region, language: Language, words: tuple[str, ...]
) -> None:
    choose, kind, eight, urgent, one, clear = words
    await mixed.change(LEAD, language=language)
    await mixed.command(LEAD, "queue")
    text, found = await press(mixed, LEAD, choose, kind)
    assert [label.rpartition(" · ")[2] for label in found][:2] == ["8", "1"]  # how many wait in each
    (whole,) = [label for label, data in found.items() if data.endswith(DISTRICT)]
    text, _ = await press(mixed, LEAD, whole[:4])
    assert text.startswith(f"🔎 {whole.rpartition(' · ')[0]}\n")
    assert eight in text
    text, found = await press(mixed, LEAD, choose, urgent)
    assert one in text
    assert text.splitlines()[0].count(" · ") == 1
    text, found = await press(mixed, LEAD, clear)
    assert not text.startswith("🔎")


async def test_a_village_and_a_school_can_be_chosen_from_the_fifth_family_on(mixed: Region) -> None:
    await mixed.command(LEAD, "queue")
    text, found = await press(mixed, LEAD, "🔎", "🏘")
    assert [label for label in found if " · " in label] == [f"{VILLAGE} · 7"]
    text, found = await press(mixed, LEAD, VILLAGE)
    assert text.startswith(f"🔎 {VILLAGE}\n\nПо Вашему выбору ждут 7 семей.")
    text, found = await press(mixed, LEAD, "🔎 Кого показать", "🏫")
    assert [label for label in found if " · " in label] == [f"{SCHOOL} · 7"]
    assert "Басқа" not in str(await mixed.all_texts())
    assert "Қызылжар" not in str(await mixed.all_texts())


async def test_a_chosen_village_that_may_be_named_no_longer_lets_everything_through(mixed: Region) -> None:
    await mixed.command(LEAD, "queue")
    await press(mixed, LEAD, "🔎", "🏘", VILLAGE)
    for who in FAMILIES[:3]:
        async with mixed.unit(who) as unit:
            await erasure.erase(unit)
    text, _ = await open_at(mixed, LEAD)
    assert not text.startswith("🔎")
    assert "ждут 6 семей" in text


async def test_the_choice_is_remembered_and_next_keeps_to_it_and_says_so(mixed: Region) -> None:
    await mixed.command(LEAD, "queue")
    await mixed.tap(LEAD, f"w:c:district:{NEXT_DOOR}")
    mixed.now += DAY
    text, _ = await open_at(mixed, LEAD)
    assert "ждёт 1 семья" in text
    (card,) = await mixed.command(LEAD, "next")
    assert card.startswith("🔎 ")
    mixed.now += DAY
    async with mixed.unit(FAMILIES[10]) as unit:
        (request,) = await requests.of_person(unit, unit.person.id)
    assert request.number in card
    async with mixed.unit(FAMILIES[10]) as unit:
        await erasure.erase(unit)
    (empty,) = await mixed.command(LEAD, "next")
    assert "По Вашему выбору сейчас никто не ждёт" in empty
    (empty,) = await mixed.command(LEAD, "queue")
    assert "По Вашему выбору сейчас никто не ждёт" in empty
    (everything,) = await mixed.tap(LEAD, "w:x")
    assert "ждут 8 семей" in everything


async def test_the_longest_waiting_first_whatever_is_urgent(region: Region) -> None:
    first = await region.submit()
    region.now += DAY
    urgent = await region.submit(urgency=1)
    (text,) = await region.command(FIRST, "queue")
    assert text.index(urgent.number) < text.index(first.number)
    (text,) = await region.tap(FIRST, "w:c:longest:1")
    assert text.index(first.number) < text.index(urgent.number)
    (text,) = await region.tap(FIRST, "w:c:longest:-")
    assert text.index(urgent.number) < text.index(first.number)


async def test_a_stream_of_villages_is_paged_and_the_most_come_first(region: Region) -> None:
    names = ("Ақсу", "Көксу", "Талды", "Шарын", "Бөген", "Арыс", "Мойынқұм", "Теріскей", "Сарыөзек", "Жетібай")
    for at, village in enumerate(names):
        for family in range(5 if at else 6):
            await submits(region, 1000 + 10 * at + family, settlement=village)
    await region.command(FIRST, "queue")
    _, found = await press(region, FIRST, "🔎", "🏘")
    named = [label for label in found if label.endswith((" · 5", " · 6"))]
    assert len(named) == filters.PAGE
    assert named[0] == "Ақсу · 6"
    _, found = await press(region, FIRST, "▶️")
    assert len([label for label in found if label.endswith(" · 5")]) == 2


@pytest.mark.parametrize(
    "forged",
    [
        "w",
        "w:c",
        "w:c:village:ffff",
        "w:c:district:999",
        "w:c:open:1",
        "w:o:nonsense:0",
        "w:zz",
        "w:c:phone:1",
        "w:on:9",
    ],
)
async def test_forged_and_foreign_presses_change_nothing(region: Region, forged: str) -> None:
    await region.submit()
    (before,) = await region.command(FIRST, "queue")
    told = await region.tap(FIRST, forged)
    assert told[-1] == before
    async with region.unit(FIRST) as unit:
        assert (await filters.current(unit, unit.person)).chosen.is_any
    assert await region.tap(999, forged) != []  # nobody of the team
    async with region.unit(999) as unit:
        assert (await panels.get(unit, unit.person.id)).revision == 0


async def waiting(region: Region, count: int) -> list[requests.Request]:
    return [await submits(region, who) for who in FAMILIES[:count]]


async def tick(region: Region, who: int, *found: requests.Request) -> None:
    await region.tap(who, "w:t:0")
    for request in found:
        await region.tap(who, f"w:on:{request.id}:{request.revision}")


async def accept_button(region: Region, who: int) -> str:
    _, found = await last(region, who)
    return next(data for label, data in found.items() if label.startswith("🤝 Принять"))


async def claimers(region: Region, *found: requests.Request) -> list[int | None]:
    return [(await region.get(request)).claimer_id for request in found]


async def test_several_are_accepted_at_once_and_a_triple_tap_is_one(region: Region) -> None:
    found = await waiting(region, 4)
    await region.command(FIRST, "queue")
    text, _ = await press(region, FIRST, "☑️")
    assert "можно взять: 10" in text
    await tick(region, FIRST, *found[:3], found[0], found[0])
    await region.tap(FIRST, f"w:off:{found[2].id}:{found[2].revision}")
    data = await accept_button(region, FIRST)
    told = await region.tap(FIRST, data)
    first = (await region.look(FIRST)).id
    assert await claimers(region, *found) == [first, first, None, None]
    assert any("Вы приняли 2 заявки" in text for text in told)
    assert len([text for text in told if "Открываем контакты" in text]) == 2
    for _ in range(2):
        told = await region.tap(FIRST, data)
        assert not any("Вы приняли" in text for text in told)
    assert await claimers(region, *found) == [first, first, None, None]


async def test_two_who_ticked_the_same_share_them_and_are_told(region: Region) -> None:
    found = await waiting(region, 3)
    for who, some in ((FIRST, found[:2]), (SECOND, found[1:])):
        await region.command(who, "queue")
        await tick(region, who, *some)
    mine, theirs = [await accept_button(region, who) for who in (FIRST, SECOND)]
    await region.tap(FIRST, mine)
    told = await region.tap(SECOND, theirs)
    first, second = [(await region.look(who)).id for who in (FIRST, SECOND)]
    assert await claimers(region, *found) == [first, first, second]
    (said,) = [text for text in told if "Вы приняли 1 заявку" in text]
    assert f"Заявка №\xa0{found[1].number} Вам не досталась" in said


async def test_no_more_are_ticked_or_accepted_than_there_is_room_for(region: Region) -> None:
    found = await waiting(region, 12)
    for request in found[:8]:
        await region.tap(FIRST, pressed(request, "a"))
    await region.command(FIRST, "queue")
    await tick(region, FIRST, *found[8:])
    text, _ = await last(region, FIRST)
    assert "Отмечено: 2, ещё можно взять: 2" in text
    data = await accept_button(region, FIRST)
    await region.tap(FIRST, pressed(found[11], "a"))  # on another device
    told = await region.tap(FIRST, data)
    first = (await region.look(FIRST)).id
    assert await claimers(region, *found[8:]) == [first, None, None, first]
    assert any("Вы приняли 1 заявку" in text and found[9].number in text for text in told)


async def test_an_accept_button_of_earlier_ticks_accepts_nothing(region: Region) -> None:
    found = await waiting(region, 3)
    await region.command(FIRST, "queue")
    await tick(region, FIRST, found[0])
    old = await accept_button(region, FIRST)
    await tick(region, FIRST, found[1])
    await region.tap(FIRST, old)
    assert await claimers(region, *found) == [None, None, None]


async def test_what_its_family_corrected_meanwhile_is_not_accepted_unseen(region: Region) -> None:
    found = await waiting(region, 2)
    await region.command(FIRST, "queue")
    await tick(region, FIRST, *found)
    data = await accept_button(region, FIRST)
    async with region.unit(FAMILIES[0]) as unit:
        await requests.move(unit, found[0], State.QUEUED, card={"reach": "school"})
    await region.tap(FIRST, data)
    assert await claimers(region, *found) == [None, (await region.look(FIRST)).id]


async def test_a_paused_volunteer_ticks_nothing(region: Region) -> None:
    found = await waiting(region, 2)
    await region.command(FIRST, "queue")
    await region.change(FIRST, paused=True)
    _, shown = await open_at(region, FIRST)
    assert not [label for label in shown if label.startswith("☑️")]
    await tick(region, FIRST, *found)
    assert await claimers(region, *found) == [None, None]


async def test_the_live_message_keeps_an_open_menu_when_it_is_refreshed(mixed: Region) -> None:
    await mixed.command(LEAD, "queue")
    await press(mixed, LEAD, "🔎", "📍")
    await mixed.deliver()
    await submits(mixed, FAMILIES[12], place=THERE)
    async with mixed.unit(LEAD) as unit:
        await panel.refresh(unit, unit.person)
    text, found = await last(mixed, LEAD)
    assert text.startswith("Какой район?")
    assert [label.rpartition(" · ")[2] for label in found][:2] == ["8", "2"]


async def test_erasure_forgets_what_was_chosen(region: Region) -> None:
    await region.tap(FIRST, "w:c:longest:1")
    async with region.unit(FIRST) as unit:
        person = unit.person.id
        assert (await panels.get(unit, person)).chosen.longest
        await erasure.erase(unit)
    async with region.tx() as tx:
        assert (await panels.get(tx, person)).revision == 0
