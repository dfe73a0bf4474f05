"""Letters between a family (in Kazakh) and its volunteer (in Russian): both ways, without accounts, on a lease."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.core.interview.events import Typed
from bot.core.letters import Content, Kind
from bot.core.requests import Event, State
from bot.core.roles import Membership, Role
from bot.services import erasure, housekeeping, letters, reach
from bot.services.unit import MEDIA
from bot.store import schema
from bot.store.letters import LETTER
from bot.store.requests import Request
from tests.office import VAULT, buttons
from tests.services.conftest import (
    FAMILY,
    FIRST,
    HOUR,
    LEAD,
    MINUTE,
    NIGHT,
    REGION,
    SECOND,
    STRANGER,
    Region,
    pressed,
)

SECRET = "канарейка в письме"
Rows = list[tuple[Any, dict[str, Any]]]


async def claimed(region: Region) -> Request:
    request = await region.submit()
    await region.command(FIRST, "accept", request.number)
    await region.deliver()
    await region.pending()
    return await region.get(request)


async def write(
    region: Region,
    who: int,
    words: str = "",
    *,
    kind: Kind = Kind.TEXT,
    to: int | None = None,
    album: str | None = None,
) -> Rows:
    """Send words or a file; what was said because of it."""
    file_id = None if kind is Kind.TEXT else f"file-{kind}"
    async with region.unit(who) as unit:
        assert await letters.take(unit, Content(kind, words, file_id, album), to)
    return await said(region)


async def ask(region: Region, who: int, words: str) -> Rows:
    async with region.unit(who) as unit:
        await letters.begin(unit, words)
    return await said(region)


async def said(region: Region) -> Rows:
    rows = await region.pending()
    await region.deliver()
    return rows


def texts(rows: Rows, who: int) -> list[str]:
    return [payload["text"] for row, payload in rows if row.chat_id == who and "text" in payload]


def button(rows: Rows, who: int, label: str) -> str:
    found = [
        data for row, payload in rows if row.chat_id == who for text, data in buttons(payload).items() if label in text
    ]
    return found[-1]


async def kept(region: Region) -> list[Any]:
    async with region.tx() as tx:
        return list((await tx.execute(select(schema.letters).order_by("id"))).all())


async def wait(region: Region, span: timedelta) -> Rows:
    region.now += span
    async with region.tx() as tx:
        await housekeeping.run_due(tx, region.asar)
    return await said(region)


async def test_a_question_and_its_answer_pass_without_names(region):
    request = await claimed(region)
    rows = await ask(region, FIRST, f"{request.number} Какой размер\nобуви?")
    (letter,) = texts(rows, FAMILY)
    assert "Сізге ерікті жазды" in letter
    assert "Какой размер\nобуви?" in letter
    assert request.number in letter
    assert any("Передали семье" in text for text in texts(rows, FIRST))
    asked = await region.tap(FAMILY, button(rows, FAMILY, "Жауап жазу"))
    assert "келесі хабарламамен" in asked[-1]
    rows = await write(region, FAMILY, "33 <b>размер</b>")
    cover, shown = texts(rows, FIRST)
    assert "33" not in cover
    assert "Семья пишет Вам" in cover
    assert "33 &lt;b&gt;размер&lt;/b&gt;" in shown
    assert "Жеткіздік" in texts(rows, FAMILY)[0]
    assert (await region.events(request)).count(Event.LETTER) == 2
    assert not await region.answer(FAMILY, Typed("и ещё"))  # the prompt is done with


async def test_the_words_are_sealed_and_stand_nowhere_else(region, tmp_path, caplog):
    request = await claimed(region)
    rows = await ask(region, FIRST, f"{request.number} {SECRET}")
    assert {row.chat_id for row, payload in rows if SECRET in str(payload)} == {FAMILY}
    assert len(await kept(region)) == 1
    assert not any(SECRET.encode() in file.read_bytes() for file in tmp_path.iterdir())
    assert SECRET not in caplog.text


async def test_a_reply_of_telegram_is_an_answer_whatever_its_words(region):
    request = await claimed(region)
    rows = await ask(region, FIRST, f"{request.number} Вы дома?")
    (letter,) = [row for row, payload in rows if row.chat_id == FAMILY]
    rows = await write(region, FAMILY, "Жауап жазу", to=letter.message + 1000)
    assert "Жауап жазу" in texts(rows, FIRST)[-1]


async def test_both_write_at_once_and_nothing_is_lost(region):
    request = await claimed(region)
    rows = await ask(region, FIRST, f"{request.number} первый")
    await region.tap(FAMILY, button(rows, FAMILY, "Жауап жазу"))
    await ask(region, FIRST, f"{request.number} второй")
    rows = await write(region, FAMILY, "бірінші")
    assert "бірінші" in texts(rows, FIRST)[-1]
    assert len(await kept(region)) == 3


@pytest.mark.parametrize("kind", MEDIA)
async def test_files_pass_both_ways_by_their_id(region, kind):
    request = await claimed(region)
    await region.tap(FIRST, pressed(request, "q", verb="y"))
    rows = await write(region, FIRST, kind=kind)
    method, field = MEDIA[kind]
    (sent,) = [(row, payload) for row, payload in rows if row.method == method]
    assert (sent[0].chat_id, sent[1][field]) == (FAMILY, f"file-{kind}")
    assert "protect_content" not in sent[1]
    await region.tap(FAMILY, button(rows, FAMILY, "Жауап жазу"))
    rows = await write(region, FAMILY, "подпись", kind=kind)
    (sent,) = [(row, payload) for row, payload in rows if row.method == method]
    assert (sent[0].chat_id, sent[1][field], sent[1]["protect_content"]) == (FIRST, f"file-{kind}", True)
    assert "подпись" in texts(rows, FIRST)[-1]
    assert not any("forward" in row.method or "copy" in row.method for row, _ in rows)


async def test_an_album_is_announced_once_and_passes_whole(region):
    request = await claimed(region)
    await region.tap(FIRST, pressed(request, "q", verb="y"))
    rows = await write(region, FIRST, "вот форма", kind=Kind.PHOTO, album="7")
    rows += await write(region, FIRST, kind=Kind.PHOTO, album="7")
    rows += await write(region, FIRST, kind=Kind.PHOTO, album="7")
    assert len(texts(rows, FAMILY)) == 1
    assert sum(row.method == "sendPhoto" for row, _ in rows) == 3
    async with region.unit(FIRST) as unit:
        assert not await letters.take(unit, Content(Kind.PHOTO, "", "other", "8"), None)


@pytest.mark.parametrize("secret", ["8 701 234 56 78", "@aigul_k", "t.me/aigul", "a@mail.kz"])
async def test_a_way_past_asar_is_masked_both_ways_with_a_kind_word(region, secret):
    request = await claimed(region)
    rows = await ask(region, FIRST, f"{request.number} мой: {secret}")
    assert "мой: •••" in texts(rows, FAMILY)[0]
    assert any("заменили точками" in text for text in texts(rows, FIRST))
    await region.tap(FAMILY, button(rows, FAMILY, "Жауап жазу"))
    rows = await write(region, FAMILY, f"менікі {secret}", kind=Kind.PHOTO)
    assert "менікі •••" in texts(rows, FIRST)[-1]
    assert any("нүкте қойдық" in text for text in texts(rows, FAMILY))
    assert all(secret not in str(VAULT.open(LETTER, row.sealed_text)) for row in await kept(region))


@pytest.mark.parametrize("kind", [Kind.CONTACT, Kind.LOCATION, Kind.OTHER])
async def test_contacts_and_places_are_refused_and_the_question_stays(region, kind):
    request = await claimed(region)
    await region.tap(FIRST, pressed(request, "q", verb="y"))
    rows = await write(region, FIRST, kind=kind)
    assert texts(rows, FAMILY) == []
    assert len(texts(rows, FIRST)) == 1
    rows = await write(region, FIRST, "словами")
    assert "словами" in texts(rows, FAMILY)[0]


async def test_words_of_danger_show_helplines_first_and_still_pass(region):
    await region.people_come(LEAD)
    request = await claimed(region)
    rows = await ask(region, FIRST, f"{request.number} сосед угрожает убить")
    assert "112" in texts(rows, FIRST)[0]
    assert texts(rows, LEAD) == []
    await region.tap(FAMILY, button(rows, FAMILY, "Жауап жазу"))
    rows = await write(region, FAMILY, "Күйеуім ұрады")
    assert "112" in texts(rows, FAMILY)[0]
    assert "Күйеуім ұрады" in texts(rows, FIRST)[-1]
    (alert,) = texts(rows, LEAD)
    assert request.number in alert
    assert "Күйеуім" not in alert


async def test_too_long_empty_and_too_many_are_said_clearly(region):
    request = await claimed(region)
    rows = await ask(region, FIRST, f"{request.number} {'ә' * 3501}")
    assert "3501" in texts(rows, FIRST)[0]
    assert texts(rows, FAMILY) == []
    rows = await ask(region, FIRST, f"{request.number} {'<' * 3500}")
    assert len(texts(rows, FAMILY)) == 1
    for _ in range(region.asar.organisation.deadlines.letters_a_minute - 1):
        await ask(region, FIRST, f"{request.number} ещё")
    rows = await ask(region, FIRST, f"{request.number} ещё")
    assert "Подождите" in texts(rows, FIRST)[0]
    region.now += 2 * MINUTE
    assert texts(await ask(region, FIRST, f"{request.number} ещё"), FAMILY)


async def test_without_number_text_or_claim_the_next_step_is_said(region):
    request = await claimed(region)
    assert "Вы дома?" in texts(await ask(region, FIRST, "Вы дома?"), FAMILY)[0]  # the one claim there is
    assert "следующим сообщением" in texts(await ask(region, FIRST, request.number), FIRST)[0]
    async with region.unit(FIRST) as unit:
        assert await letters.take(unit, Content(Kind.TEXT, "да"), None)
    assert "следующим" not in texts(await ask(region, FIRST, ""), FIRST)[0]
    assert "Такой заявки" in texts(await ask(region, FIRST, "104715-4 ау"), FIRST)[0]
    assert "принял" in texts(await ask(region, SECOND, f"{request.number} ау"), SECOND)[0]
    assert "мұндай өтінім жоқ" in texts(await ask(region, STRANGER, f"{request.number} ау"), STRANGER)[0]


async def test_the_end_of_the_claim_ends_the_letters_and_blanks_them(region):
    request = await claimed(region)
    rows = await ask(region, FIRST, f"{request.number} вопрос")
    reply = button(rows, FAMILY, "Жауап жазу")
    await region.tap(FAMILY, reply)
    rows = await write(region, FAMILY, SECRET, kind=Kind.PHOTO)
    answer = button(rows, FIRST, "Ответить")
    await region.tap(FIRST, button(rows, FIRST, "Вся переписка"))
    await said(region)
    await region.command(FIRST, "release", f"{request.number} уезжаю")
    rows = [(row, payload) for row, payload in await everything(region) if row.chat_id == FIRST]
    edits = {row.message: payload for row, payload in rows if row.method == "editMessageText"}
    assert not any(SECRET in str(payload) for payload in edits.values())
    assert any(row.method == "deleteMessage" for row, _ in rows)
    assert "закрыта" in (await region.tap(FIRST, answer))[-1]
    assert "аяқталды" in (await region.tap(FAMILY, reply))[-1]
    assert len(await kept(region)) == 2  # the family can still read its thread


async def everything(region: Region) -> Rows:
    """All that is still to be sent, oldest first."""
    region.seen = 0
    return await region.pending()


async def test_a_prompt_that_outlived_the_claim_sends_nothing(region):
    request = await claimed(region)
    rows = await ask(region, FIRST, f"{request.number} вопрос")
    await region.tap(FAMILY, button(rows, FAMILY, "Жауап жазу"))
    await region.command(FIRST, "release", f"{request.number} уезжаю")
    await region.command(SECOND, "accept", request.number)
    await said(region)
    rows = await write(region, FAMILY, SECRET)
    assert texts(rows, FIRST) == texts(rows, SECOND) == []
    assert "аяқталды" in texts(rows, FAMILY)[0]


async def test_a_new_volunteer_reads_nothing_of_the_claim_before(region):
    request = await claimed(region)
    await ask(region, FIRST, f"{request.number} {SECRET}")
    await region.command(FIRST, "release", f"{request.number} уезжаю")
    await region.command(SECOND, "accept", request.number)
    told = await region.tap(SECOND, f"y:t:{request.id}:-1")
    assert "писем пока нет" in told[-1]
    assert SECRET in str(await region.tap(FAMILY, f"y:t:{request.id}:-1"))


@pytest.mark.parametrize("data", ["y:a:1", "y:t:1:-1", "y:m:1", "z:r:1", "z:kd:money:1", "z:op:1", "y:x"])
async def test_a_stranger_learns_nothing_from_any_button(region, data):
    request = await claimed(region)
    await ask(region, FIRST, f"{request.number} {SECRET}")
    for who in (STRANGER, SECOND):
        told = await region.tap(who, data)
        assert not any(SECRET in text or request.number in text for text in told)
    assert len(await kept(region)) == 1


async def test_the_thread_has_pages_and_says_who(region):
    request = await claimed(region)
    for number in range(10):
        rows = await ask(region, FIRST, f"{request.number} письмо {number}")
    (_, last) = await region.tap(FIRST, button(rows, FIRST, "Вся переписка"))
    assert "страница 2 из 2" in last
    assert "<b>Вы</b>" in last
    (_, theirs) = await region.tap(FAMILY, f"y:t:{request.id}:0")
    assert "<b>Ерікті</b>" in theirs
    assert "письмо 0" in theirs


async def test_an_unreachable_family_is_called(region):
    request = await claimed(region)
    await region.change(FAMILY, reachable=False)
    rows = await ask(region, FIRST, f"{request.number} вопрос")
    assert "Позвоните" in texts(rows, FIRST)[0]
    assert await kept(region) == []


async def test_a_volunteer_who_was_away_finds_the_letters_blanked(region):
    request = await claimed(region)
    rows = await ask(region, FIRST, f"{request.number} вопрос")
    await region.tap(FAMILY, button(rows, FAMILY, "Жауап жазу"))
    await write(region, FAMILY, SECRET, kind=Kind.VOICE)
    async with region.unit(FIRST) as unit:
        await reach.lost(unit, unit.person)
    await said(region)
    async with region.unit(FIRST) as unit:
        await reach.found(unit)
    rows = await said(region)
    assert any("скрыты" in text for text in texts(rows, FIRST))
    assert any(row.method == "deleteMessage" for row, _ in rows)


async def test_a_file_of_the_family_leaves_before_telegram_lets_it_stay(region):
    request = await claimed(region)
    rows = await ask(region, FIRST, f"{request.number} вопрос")
    await region.tap(FAMILY, button(rows, FAMILY, "Жауап жазу"))
    rows = await write(region, FAMILY, kind=Kind.PHOTO)
    assert not any(row.method == "deleteMessage" for row, _ in await wait(region, 45 * HOUR))
    rows = await wait(region, 2 * HOUR)
    assert [row.chat_id for row, _ in rows if row.method == "deleteMessage"] == [FIRST]
    letter = (await kept(region))[-1]
    await region.tap(FIRST, f"y:m:{letter.id}")
    assert (await region.timer("fade", letter.id)).due_at == region.now + 46 * HOUR


async def test_who_owes_an_answer_is_reminded_once_by_day(region):
    request = await claimed(region)
    region.now = NIGHT
    rows = await ask(region, FIRST, f"{request.number} вопрос")
    assert [payload["disable_notification"] for row, payload in rows if row.chat_id == FAMILY] == [True]
    rows = await wait(region, 24 * HOUR)
    assert rows == []
    rows = await wait(region, 9 * HOUR)
    assert any("жауабыңызды күтіп" in text for text in texts(rows, FAMILY))
    assert not any("жауабыңызды күтіп" in text for text in texts(await wait(region, 48 * HOUR), FAMILY))


async def test_an_answered_letter_reminds_the_other_side_and_a_closed_one_nobody(region):
    request = await claimed(region)
    rows = await ask(region, FIRST, f"{request.number} вопрос")
    await region.tap(FAMILY, button(rows, FAMILY, "Жауап жазу"))
    await write(region, FAMILY, "жауап")
    rows = await wait(region, 24 * HOUR)
    assert any("ждёт ответа" in text for text in texts(rows, FIRST))
    await ask(region, FIRST, f"{request.number} вопрос")
    await region.command(FIRST, "done", request.number)
    assert await region.timer("letter", request.id) is None


async def test_a_coordinator_asks_and_hears_the_answer(region):
    await region.people_come(LEAD)
    request = await region.submit()
    await region.tap(LEAD, pressed(request, "ak", verb="c"))
    await said(region)
    rows = await write(region, LEAD, "В какой школе учится ребёнок?")
    assert "үйлестіруші жазды" in texts(rows, FAMILY)[0]
    await region.tap(FAMILY, button(rows, FAMILY, "Жауап жазу"))
    rows = await write(region, FAMILY, "№ 5 мектеп")
    assert "№ 5 мектеп" in texts(rows, LEAD)[-1]
    assert button(rows, LEAD, "Открыть №") == f"c:pg:{request.id}:0"
    await region.tap(LEAD, button(rows, LEAD, "Ответить"))
    assert "рахмет" in texts(await write(region, LEAD, "рахмет"), FAMILY)[0]
    await region.command(FIRST, "accept", request.number)
    assert "писем пока нет" in (await region.tap(FIRST, f"y:t:{request.id}:-1"))[-1]


async def test_the_page_says_that_the_family_was_asked_and_that_it_has_answered(region):
    await region.people_come(LEAD)
    await region.person(32, Membership(Role.COORDINATOR, REGION))
    request = await region.submit()
    page = f"c:pg:{request.id}:0"
    await region.tap(LEAD, pressed(request, "ak", verb="c"))
    rows = await write(region, LEAD, "В какой школе учится ребёнок?")
    assert "ответа пока нет" in (await region.tap(32, page))[-1]
    await region.tap(FAMILY, button(rows, FAMILY, "Жауап жазу"))
    await write(region, FAMILY, "№ 5 мектеп")
    before = region.seen
    assert "Семья ответила" in (await region.tap(32, page))[-1]
    region.seen = before
    thread = button(await said(region), 32, "Вся переписка")
    assert "№ 5 мектеп" in (await region.tap(32, thread))[-1]


async def test_who_cannot_be_asked_has_no_button_for_it(region):
    """A forged press is answered with the way that is left: the phone."""
    await region.people_come(LEAD)
    request = await region.submit()
    page = f"c:pg:{request.id}:0"
    for can in (True, False, True):
        await region.change(FAMILY, reachable=can)
        await region.pending()
        before = region.seen
        await region.tap(LEAD, page)
        region.seen = before
        labels = [label for row, payload in await region.pending() for label in buttons(payload)]
        assert ("✍️ Спросить семью" in labels) is can
    await region.change(FAMILY, reachable=False)
    (told,) = await region.tap(LEAD, pressed(request, "ak", verb="c"))
    assert "📞 Контакты" in told
    async with region.unit(LEAD) as unit:
        assert not await letters.take(unit, Content(Kind.TEXT, "вопрос"), None)


async def test_erasure_takes_the_words_from_everywhere(region):
    await region.people_come(LEAD)
    request = await region.submit()
    await region.tap(LEAD, pressed(request, "ak", verb="c"))
    await said(region)
    rows = await write(region, LEAD, "вопрос")
    await region.tap(FAMILY, button(rows, FAMILY, "Жауап жазу"))
    await write(region, FAMILY, SECRET)
    async with region.unit(FAMILY) as unit:
        await erasure.erase(unit)
    assert all(row.sealed_text is None for row in await kept(region))
    assert any("скрыты" in text for text in texts(await said(region), LEAD))
    assert (await region.get(request)).state is State.WITHDRAWN
