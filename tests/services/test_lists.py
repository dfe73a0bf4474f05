"""The delivery list and the packing list: many claims of one volunteer, at once."""

import re

import pytest

from bot.core.requests import Event, State
from bot.core.roles import Membership, Role
from bot.services import contacts, erasure, housekeeping, packing, submission
from bot.store import meta, requests
from bot.store.requests import Request
from tests.services.conftest import (
    ANSWERS,
    DAY,
    DISTRICT,
    FAMILY,
    FIRST,
    LEAD,
    NEXT_DOOR,
    REGION,
    SECOND,
    Region,
    pressed,
)

OPEN, PACK = "v:dl:0:0", "v:pk:0:0"
CHILD = ANSWERS["child"][0]


async def ten(region: Region, count: int = 10) -> list[Request]:
    """Claims of FIRST in two villages and several schools."""
    found = []
    for place in range(count):
        request = await region.submit(
            settlement=f"Канареечная-{place % 2}",
            phone=f"+77010000{place:03d}",
            child=[{**CHILD, "school": f"школа № {place % 3}"}],
        )
        await region.tap(FIRST, pressed(request, "a"))
        found.append(await region.get(request))
    await region.deliver()
    return found


async def shown(region: Region) -> tuple[str, dict[str, str]]:
    """The newest state of the list: its text, and its buttons."""
    rows = await region.pending()
    payload = [payload for row, payload in rows if row.chat_id == FIRST and row.method == "editMessageText"][-1]
    labels = [button for row in payload.get("reply_markup", {}).get("inline_keyboard", []) for button in row]
    return payload["text"], {button["text"]: button["callback_data"] for button in labels}


async def press(region: Region, data: str) -> tuple[str, dict[str, str]]:
    """Press a button of the list, and see it."""
    await region.pending()
    seen = region.seen
    await region.tap(FIRST, data)
    region.seen = seen
    await region.deliver()
    return await shown(region)


async def test_villages_of_one_name_in_two_districts_are_two_stops(region):
    await region.person(FIRST, Membership(Role.VOLUNTEER, NEXT_DOOR))
    for number, district in enumerate((DISTRICT, NEXT_DOOR)):
        place = {"region": REGION, "district": district}
        request = await region.submit(settlement="Акжар", phone=f"+7701000020{number}", place=place)
        await region.tap(FIRST, pressed(request, "a"))
    await region.deliver()
    text, _ = await press(region, OPEN)
    assert text.count("🏘 Акжар, ") == 2


async def test_ten_claims_by_village_and_school_on_pages_an_old_phone_can_show(region):
    found = await ten(region)
    text, buttons = await press(region, OPEN)
    pages = [text]
    while "▶️" in buttons:
        text, buttons = await press(region, buttons["▶️"])
        pages.append(text)
    assert len(pages) == 2
    assert all(len(page) < 4096 for page in pages)
    assert all(any(request.number in page for page in pages) for request in found)
    assert pages[0].count("🏘 Канареечная-0") == 1
    assert pages[0].count("🏫 школа № 0") == 2  # in each village
    assert "🎒 Портфель с принадлежностями × 1" in pages[0]
    events = await region.events(found[0])
    assert events.count(Event.REVEAL) == 2  # with its own message, and on the list


async def test_the_list_is_protected_and_holds_contacts_only_by_edit(region):
    await ten(region, 2)
    await region.pending()
    seen = region.seen
    await region.tap(FIRST, OPEN)
    region.seen = seen
    (cover,) = [payload for row, payload in await region.pending() if row.method == "sendMessage"]
    assert cover["protect_content"]
    assert "7701" not in str(cover)


async def test_ticked_ones_are_delivered_each_once_and_undone_each(region):
    found = await ten(region, 3)
    _, buttons = await press(region, OPEN)
    assert "Передан" not in str(buttons)
    for request in found[:2]:
        for _ in range(2):
            _, buttons = await press(region, pressed(request, "dk", 1))
    assert "✅ Переданы 2 отмеченные" in buttons
    go = buttons["✅ Переданы 2 отмеченные"]
    (*_, told) = await region.tap(FIRST, go)
    assert "Спасибо Вам!" in told
    for _ in range(2):
        await region.tap(FIRST, go)
    for request in found[:2]:
        now = await region.get(request)
        assert now.state is State.DELIVERED
        assert (await region.events(request)).count(Event.DELIVER) == 1
    assert (await region.get(found[2])).state is State.CLAIMED
    await region.tap(FIRST, pressed(await region.get(found[0]), "ud"))
    assert (await region.get(found[0])).state is State.CLAIMED


async def test_what_is_no_longer_theirs_is_named_politely(region):
    kept, gone = await ten(region, 2)
    await press(region, OPEN)
    await press(region, pressed(kept, "dk", 1))
    _, buttons = await press(region, pressed(gone, "dk", 1))
    await region.tap(FAMILY, pressed(gone, "wy", verb="f"))
    (go,) = [data for label, data in buttons.items() if "Передан" in label]
    (*_, told) = await region.tap(FIRST, go)
    assert re.search(rf"передана: №.{kept.number}", told)
    assert re.search(rf"не у Вас: №.{gone.number}", told)
    assert (await region.get(kept)).state is State.DELIVERED
    assert (await region.get(gone)).state is State.WITHDRAWN


async def test_a_button_for_other_ticks_delivers_nothing(region):
    first, second = await ten(region, 2)
    await press(region, OPEN)
    _, old = await press(region, pressed(first, "dk", 1))
    await press(region, pressed(second, "dk", 1))
    (go,) = [data for label, data in old.items() if "Передан" in label]
    await region.tap(FIRST, go)
    for forged in ("v:dd:0:0:1", "v:dd:0:0", "v:dp:0:0:7", "v:dp:0:0:x", pressed(first, "dk", 7)):
        await region.tap(FIRST, forged)
    await region.tap(SECOND, go)
    assert [(await region.get(one)).state for one in (first, second)] == [State.CLAIMED] * 2


@pytest.mark.parametrize("end", ["release", "withdraw", "idle", "leave", "assign", "correct"])
async def test_the_list_is_emptied_whenever_one_of_its_claims_ends(region, end):
    await region.people_come(LEAD)
    request, _ = await ten(region, 2)
    text, _ = await press(region, OPEN)
    assert "7701" in text.replace(" ", "")
    await region.deliver()
    if end == "release":
        await region.command(FIRST, "release", f"{request.number} уезжаю")
    elif end == "withdraw":
        await region.tap(FAMILY, pressed(request, "wy", verb="f"))
    elif end == "idle":
        for _ in range(2):
            await region.wait(4 * DAY)
            async with region.tx() as tx:
                await housekeeping.run_due(tx, region.asar)
    elif end == "leave":
        async with region.unit(FIRST) as unit:
            await erasure.erase(unit)
    elif end == "assign":
        async with region.unit(SECOND) as unit:
            moved = await requests.move(unit, request, State.CLAIMED, claimer_id=unit.person.id)
            assert moved is not None
            await contacts.hand_over(unit, moved, unit.person)
    else:
        async with region.unit(FAMILY) as unit:
            programme = unit.asar.programmes["school_aid"]
            await submission.save(unit, request.id, programme, "full", {**ANSWERS, "comment": "другое"})
    emptied = [text for chat, method, text in await region.all_texts() if (chat, method) == (FIRST, "editMessageText")]
    assert any("Список изменился" in text for text in emptied)


async def test_the_packing_list_counts_what_is_still_asked_by_size(region):
    found = await ten(region, 3)
    await region.tap(FIRST, pressed(found[0], "dt"))
    await region.tap(FIRST, pressed(found[0], "gt", "1-shoes-1"))
    await region.tap(FIRST, pressed(found[0], "gr", "1-shoes-size"))
    await region.tap(FIRST, pressed(found[0], "gl"))
    (told,) = await region.tap(FIRST, PACK)
    assert "<b>🎒 Портфель с принадлежностями</b>: 2" in told
    assert "<b>👔 Школьная форма</b>: 2\n· 👦 Мальчик: рост 128 (размер 32) × 2" in told
    assert "<b>👞 Обувь</b>: 3\n· 33 × 3" in told
    assert "Кенар" not in told


async def test_unknown_sizes_are_named_and_colours_tell_kinds_apart(region):
    request = await region.submit(
        child=[
            {**CHILD, "needs": ["uniform", "shoes"], "colour": "navy", "shoe": "unknown"},
            {**CHILD, "_key": 2, "needs": ["uniform"], "colour": "navy", "height": 134},
            {**CHILD, "_key": 3, "needs": ["uniform"], "sex": "girl", "height": "unknown", "colour": "unknown"},
        ]
    )
    await region.tap(FIRST, pressed(request, "a"))
    (told,) = await region.tap(FIRST, PACK)
    assert "👦 Мальчик, Тёмно-синяя: рост 128 (размер 32) × 1, рост 134 (размер 32–34) × 1" in told
    assert "👧 Девочка: размер неизвестен × 1" in told
    assert "· размер неизвестен × 1" in told


async def test_with_nothing_to_pack_or_to_drive_the_lists_say_so(region):
    assert "Собирать нечего" in (await region.tap(FIRST, PACK))[-1]
    assert "нет заявок" in (await region.tap(FIRST, OPEN))[-1]
    async with region.unit(FIRST) as unit:
        assert await meta.get(unit, f"round:{unit.person.id}") is not None
        assert packing.LONGEST < 4096


@pytest.mark.parametrize("language", ["kk", "ru"])
async def test_twelve_children_of_ten_claims_fit_in_both_languages(region, language):
    await region.person(FIRST, language=language)
    child = {**CHILD, "needs": ["bag", "uniform", "shoes", "sports", "warm"], "school": "ш" * 120, "name": "Ы" * 40}
    for place in range(10):
        blocks = [{**child, "_key": key, "height": 90 + 3 * place + 6 * key} for key in range(1, 13)]
        request = await region.submit(
            child=blocks,
            settlement="с" * 80,
            address={"text": "а<" * 100},
            name="Ж" * 60,
            phone=f"+77010000{place:03d}",
        )
        await region.tap(FIRST, pressed(request, "a"))
    for data in (OPEN, PACK):
        await region.pending()
        seen = region.seen
        await region.tap(FIRST, data)
        region.seen = seen
        texts = [payload["text"] for _, payload in await region.pending() if "text" in payload]
        assert texts
        assert all(len(text) <= 4096 for text in texts)
