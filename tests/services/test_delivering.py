"""Handing over a part: what came, what is missing and why, a photo, notes, and what the next helper reads of it."""

import pytest

from bot.core import cards as card_facts
from bot.core import items as things
from bot.core.interview import PhotoShared, Typed
from bot.core.items import State, Thing
from bot.core.requests import Event
from bot.core.requests import State as RequestState
from bot.services import erasure, handing, items, notes, photos, submission
from bot.store import handovers, requests
from bot.store import items as stored
from tests.services.conftest import ANSWERS, DAY, FAMILY, FIRST, LEAD, MINUTE, SECOND, STRANGER, Region, pressed
from tests.services.test_volunteer import claimed

EDIT = "editMessageText"


async def became(region: Region, request: requests.Request) -> dict[tuple[int, str], tuple[str, str | None]]:
    async with region.tx() as tx:
        return {tuple(one.thing): (str(one.state), one.why) for one in await stored.of(tx, request.id)}


async def mark(region: Region, request: requests.Request, **reasons: str) -> None:
    """Mark things as missing, "bag_1=stock", and give each its reason."""
    await region.tap(FIRST, pressed(request, "dt"))
    for key in reasons:
        item, block = key.rsplit("_", 1)
        await region.tap(FIRST, pressed(request, "gt", f"{block}-{item}-1"))
    await region.tap(FIRST, pressed(request, "gn"))
    for key, why in reasons.items():
        item, block = key.rsplit("_", 1)
        await region.tap(FIRST, pressed(request, "gr", f"{block}-{item}-{why}"))


async def family_reads(region: Region) -> list[str]:
    return [text for chat, text in await region.news() if chat == FAMILY]


async def test_one_tap_gives_everything(region):
    request = await claimed(region)
    await region.tap(FIRST, pressed(request, "d"))
    assert set((await became(region, request)).values()) == {("given", None)}
    assert (await region.get(request)).state is RequestState.DELIVERED
    assert Event.GIVEN not in await region.events(request)


async def test_the_rest_follows_the_claim_stays_and_the_family_reads_what_came(region):
    request = await claimed(region)
    await region.wait(2 * DAY)
    await mark(region, request, shoes_1="size", uniform_2="stock")
    region.seen = 0
    await region.pending()
    await region.tap(FIRST, pressed(request, "gl"))
    now = await region.get(request)
    assert (now.state, now.claimer_id) == (RequestState.CLAIMED, request.claimer_id)
    assert await became(region, request) == {
        (1, "bag"): ("given", None),
        (1, "uniform"): ("given", None),
        (1, "shoes"): ("asked", "size"),
        (2, "uniform"): ("asked", "stock"),
    }
    assert (await region.timer("idle", request.id)).due_at == region.now + 3 * DAY
    assert (await region.events(request)).count(Event.GIVEN) == 1
    # Again, from another device or by a third tap: nothing more happens.
    await region.tap(FIRST, pressed(request, "gl"))
    assert (await region.events(request)).count(Event.GIVEN) == 1


@pytest.mark.parametrize(("language", "came"), [("kk", "бір бөлігін берді"), ("ru", "часть помощи")])
async def test_a_family_with_a_part_reads_it_in_its_language(region, language, came):
    await region.person(FAMILY, language=language)
    request = await claimed(region)
    await mark(region, request, shoes_1="size")
    await region.pending()
    async with region.unit(FIRST) as unit:
        await handing.rest_later(unit, await requests.get(unit, request.id))
    (told,) = await family_reads(region)
    assert came in told
    assert "<b>Кенар</b>\n✅" in told
    assert "⏳ 👞" in told  # promised for later, not refused


async def test_as_far_as_possible_asks_the_family_what_came_and_says_why(region):
    request = await claimed(region)
    await mark(region, request, shoes_1="size", uniform_2="have")
    await region.pending()
    region_told = await region.tap(FIRST, pressed(request, "ge"))
    assert any("Спасибо Вам!" in text and "📷" in text for text in region_told)
    assert (await region.get(request)).state is RequestState.DELIVERED
    assert (await became(region, request))[1, "shoes"] == ("missing", "size")
    texts = [text for chat, _, text in await region.all_texts() if chat == FAMILY]
    assert "өлшемі жоқ" in texts[-1]
    assert "бұрыннан бар" in texts[-1]
    assert f"f:got:{request.id}" in texts[-1]


async def test_what_is_still_owed_is_marked_so_when_the_marking_begins_again(region):
    request = await claimed(region)
    await mark(region, request, shoes_1="size")
    await region.tap(FIRST, pressed(request, "gl"))
    await region.pending()
    await region.tap(FIRST, pressed(request, "dt"))
    said = [text for chat, _, text in await region.all_texts() if chat == FIRST][-2]
    assert "❌ 1 · 👞 Обувь" in said
    assert said.count("❌") == 1


async def test_with_empty_hands_nothing_is_delivered(region):
    request = await claimed(region)
    await mark(region, request, bag_1="stock", uniform_1="stock", shoes_1="stock", uniform_2="later")
    for code in ("ge", "gl"):
        await region.tap(FIRST, pressed(request, code))
    assert (await region.get(request)).state is RequestState.CLAIMED
    assert set((await became(region, request)).values()) == {("asked", None)}


async def test_undo_takes_the_marks_back_too(region):
    request = await claimed(region)
    await mark(region, request, shoes_1="size")
    await region.tap(FIRST, pressed(request, "gl"))
    await region.wait(MINUTE)
    before = await became(region, request)
    await region.tap(FIRST, pressed(request, "d"))
    done = await region.get(request)
    assert set((await became(region, request)).values()) == {("given", None)}
    await region.tap(FIRST, pressed(done, "ud"))
    after = await became(region, request)
    assert (await region.get(request)).state is RequestState.CLAIMED
    assert after == before | {(1, "shoes"): ("asked", None)}  # what came the day before stays given


async def test_old_foreign_and_forged_marks_change_nothing(region):
    request = await claimed(region)
    await region.people_come(LEAD)
    await region.tap(FIRST, pressed(request, "dt"))
    for who, code, word in (
        (SECOND, "gt", "1-bag-1"),
        (LEAD, "gt", "1-bag-1"),
        (STRANGER, "gt", "1-bag-1"),
        (FIRST, "gt", "1-throne-1"),
        (FIRST, "gt", "9-bag-1"),
        (FIRST, "gt", "1-bag-7"),
        (FIRST, "gt", ""),
        (FIRST, "gr", "1-bag-stock"),
        (FIRST, "gr", "all"),
        (SECOND, "ge", ""),
    ):
        await region.tap(who, pressed(request, code, word))
    async with region.unit(FIRST) as unit:
        assert await handovers.get(unit, request, unit.person.id) == {}
    assert (await region.get(request)).revision == request.revision


async def test_a_double_tap_on_a_tick_is_one(region):
    request = await claimed(region)
    await region.tap(FIRST, pressed(request, "dt"))
    for _ in range(3):
        await region.tap(FIRST, pressed(request, "gt", "1-bag-1"))
    async with region.unit(FIRST) as unit:
        assert await handovers.get(unit, request, unit.person.id) == {Thing(1, "bag"): (None, None)}
    await region.tap(FIRST, pressed(request, "gt", "1-bag-0"))
    async with region.unit(FIRST) as unit:
        assert await handovers.get(unit, request, unit.person.id) == {}


async def test_the_same_reason_for_all_the_others(region):
    request = await claimed(region)
    await region.tap(FIRST, pressed(request, "dt"))
    for word in ("1-bag-1", "1-shoes-1", "2-uniform-1"):
        await region.tap(FIRST, pressed(request, "gt", word))
    await region.tap(FIRST, pressed(request, "gr", "1-bag-stock"))
    (asked,) = await region.tap(FIRST, pressed(request, "gr", "all-stock"))
    assert "Что дальше?" in asked
    async with region.unit(FIRST) as unit:
        marked = await handovers.get(unit, request, unit.person.id)
    assert marked == {
        Thing(1, "bag"): ("stock", None),
        Thing(1, "shoes"): ("stock", None),
        Thing(2, "uniform"): ("stock", None),
    }


async def test_a_reason_in_ones_own_words_reaches_the_family_and_the_next_helper(region):
    request = await claimed(region)
    await mark(region, request, shoes_1="other")
    assert await region.answer(FIRST, Typed("склад закрыт до среды"))
    await region.tap(FIRST, pressed(request, "gl"))
    assert any("склад закрыт до среды" in text for chat, _, text in await region.all_texts() if chat == FAMILY)
    await region.command(FIRST, "release", f"{request.number} уезжаю")
    again = await region.get(request)
    (card,) = await region.tap(SECOND, pressed(again, "s"))
    assert "склад закрыт до среды" in card
    assert "1. ✅ 🎒" in card
    (_, contacts) = await region.tap(SECOND, pressed(again, "a"))
    assert "⏳ 👞 Обувь: склад закрыт до среды" in contacts


async def test_partly_shows_the_volunteer_what_was_marked_as_given(region):
    request = await claimed(region)
    await mark(region, request, shoes_1="size", uniform_2="have")
    await region.tap(FIRST, pressed(request, "ge"))
    done = await region.get(request)
    await region.pending()
    await region.tap(FAMILY, pressed(done, "partly", verb="f"))
    assert (await became(region, request))[1, "shoes"] == ("asked", "size")
    assert (await became(region, request))[2, "uniform"] == ("missing", "have")
    contacts = [text for chat, method, text in await region.all_texts() if (chat, method) == (FIRST, EDIT)][-1]
    assert "⏳ 👞 Обувь: нет нужного размера" in contacts


async def test_nothing_came_asks_for_everything_again(region):
    request = await claimed(region)
    await region.tap(FIRST, pressed(request, "d"))
    await region.tap(FAMILY, pressed(await region.get(request), "not", verb="f"))
    assert set((await became(region, request)).values()) == {("asked", None)}


async def test_a_correction_adds_and_removes_but_loses_nothing_given(region):
    request = await claimed(region)
    await mark(region, request, shoes_1="size")
    await region.tap(FIRST, pressed(request, "gl"))
    children = [{**ANSWERS["child"][0], "needs": ["warm"]}]
    async with region.unit(FAMILY) as unit:
        programme = unit.asar.programmes["school_aid"]
        await submission.save(unit, request.id, programme, "full", {**ANSWERS, "child": children})
    assert await became(region, request) == {
        (1, "bag"): ("given", None),
        (1, "uniform"): ("given", None),
        (1, "warm"): ("asked", None),
        (2, "uniform"): ("given", None),
    }
    # What was being marked was for the request as it was.
    async with region.unit(FIRST) as unit:
        assert await handovers.get(unit, await requests.get(unit, request.id), unit.person.id) is None


async def test_an_old_request_gets_its_things_when_somebody_looks(region):
    request = await region.submit()
    async with region.unit(FIRST) as unit:
        assert await stored.of(unit, request.id) == []
        assert len(await items.of(unit, request)) == 4
        assert {one.state for one in await stored.of(unit, request.id)} == {State.ASKED}


async def test_a_request_by_phone_has_no_list_to_tick(region):
    request = await region.submit(child=[])
    async with region.unit(FIRST) as unit:
        await requests.move(unit, request, RequestState.QUEUED, mode="call", card={})
    request = await region.get(request)
    await region.tap(FIRST, pressed(request, "a"))
    request = await region.get(request)
    await region.tap(FIRST, pressed(request, "dt"))
    await region.tap(FIRST, pressed(request, "d"))
    assert (await region.get(request)).state is RequestState.DELIVERED


async def test_one_photo_is_kept_sealed_for_the_coordinator(region):
    request = await claimed(region)
    await region.tap(FIRST, pressed(request, "d"))
    assert await region.answer(FIRST, PhotoShared("AgACfile", "unique"))
    assert not await region.answer(FIRST, PhotoShared("AgACother", "unique2"))
    await region.people_come(LEAD)
    await region.pending()
    async with region.unit(LEAD) as unit:
        assert await photos.of(unit, request) == ["AgACfile"]
        assert await photos.show(unit, request, unit.person) == 1
    ((row, payload),) = await region.pending()
    assert (row.method, payload["photo"], payload["protect_content"]) == ("sendPhoto", "AgACfile", True)


async def test_no_photo_is_fine_too(region):
    request = await claimed(region)
    await region.tap(FIRST, pressed(request, "d"))
    done = await region.get(request)
    (*_, thanks) = await region.tap(FIRST, pressed(done, "ns"))
    assert "📷" not in thanks
    await region.tap(FIRST, pressed(done, "ud"))
    assert (await region.get(request)).state is RequestState.CLAIMED


async def test_a_note_is_for_the_next_helper_and_never_for_the_family(region):
    request = await claimed(region)
    await region.command(FIRST, "note", f"{request.number} звонить бабушке 8 701 000 00 08 после шести")
    await region.command(FIRST, "release", f"{request.number} уезжаю")
    await region.tap(SECOND, pressed(await region.get(request), "a"))
    contacts = [text for chat, method, text in await region.all_texts() if (chat, method) == (SECOND, EDIT)][-1]
    assert "бабушке 8 701 000 00 08" in contacts
    assert not any("бабушке" in text for chat, _, text in await region.all_texts() if chat == FAMILY)
    async with region.unit(LEAD) as unit:
        (note,) = await notes.of(unit, request)
    assert note.by_id == (await region.look(FIRST)).id


async def test_a_note_without_words_is_asked_for(region):
    request = await claimed(region)
    (asked,) = await region.command(FIRST, "note", request.number)
    assert "заметку" in asked
    assert await region.answer(FIRST, Typed("x" * 501))  # too long: said, and asked still
    assert await region.answer(FIRST, Typed("второй подъезд"))
    assert (await region.events(request))[-1] is not Event.CLAIM
    async with region.unit(FIRST) as unit:
        assert [note.words for note in await notes.of(unit, request)] == ["второй подъезд"]
    assert not await region.answer(FIRST, Typed("спасибо"))


async def test_a_coordinators_note_reaches_whoever_has_the_request_at_once(region):
    request = await claimed(region)
    await region.people_come(LEAD)
    await region.pending()
    await region.command(LEAD, "note", f"{request.number} у семьи собака")
    mine = [text for chat, _, text in await region.all_texts() if chat == FIRST]
    assert any("Новая заметка" in text for text in mine)
    assert any("у семьи собака" in text for text in mine)


@pytest.mark.parametrize("who", [SECOND, STRANGER])
async def test_others_note_nothing(region, who):
    request = await claimed(region)
    await region.command(who, "note", f"{request.number} чужая заметка")
    await region.tap(who, pressed(request, "nt"))
    assert Event.NOTE not in await region.events(request)


async def test_everything_of_it_is_forgotten_with_the_family(region):
    request = await claimed(region)
    await region.command(FIRST, "note", f"{request.number} заметка")
    await mark(region, request, shoes_1="size")
    await region.tap(FIRST, pressed(request, "gl"))
    await region.tap(FIRST, pressed(request, "dt"))
    async with region.unit(FAMILY) as unit:
        await erasure.erase(unit)
    async with region.unit(LEAD) as unit:
        gone = await requests.get(unit, request.id)
        assert await notes.of(unit, gone) == []
        assert await photos.of(unit, gone) == []
        assert {one.state for one in await stored.of(unit, request.id)} == {State.GIVEN}  # the stock has lost them


async def test_my_data_counts_notes_and_photos(region):
    request = await claimed(region)
    await region.command(FIRST, "note", f"{request.number} заметка")
    await region.pending()
    async with region.unit(FAMILY) as unit:
        await erasure.show(unit)
    told = await family_reads(region)
    assert any("1 ескертпесі бар" in text for text in told)
    assert not any("заметка" in text for text in told)


def test_things_of_a_programme_know_their_size(region):
    programme = region.asar.programmes["school_aid"]
    assert things.kinds(programme) == ("bag", "uniform", "shoes", "sports", "warm")
    assert [things.measured(programme, item) for item in things.kinds(programme)] == [
        None,
        "height",
        "shoe",
        "height",
        "height",
    ]
    assert card_facts.blocks(card_facts.card(ANSWERS, region.now.date()))[0][1]["height"] == 128
