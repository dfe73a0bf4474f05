"""Accepting, delivering, giving back, undoing, and what lies still."""

import asyncio
import multiprocessing
from pathlib import Path

import pytest

from bot.core import numbers
from bot.core.interview import Typed
from bot.core.requests import Event, State
from bot.core.roles import Membership, Role
from bot.core.speech import Text
from bot.services import claims, housekeeping, volunteer
from bot.store import audit, people, requests
from bot.store.database import Database
from tests.office import VAULT, make_database
from tests.services.conftest import (
    ADMIN,
    DAY,
    FAMILY,
    FIRST,
    HOUR,
    LEAD,
    MINUTE,
    NEXT_DOOR,
    REGION,
    SECOND,
    STRANGER,
    WIDE,
    Region,
    pressed,
)

TAKEN = "уже принял другой волонтёр"


async def claimed(region: Region, who: int = FIRST) -> requests.Request:
    """A request that `who` has accepted and everything of it sent."""
    request = await region.submit()
    await region.command(who, "accept", request.number)
    await region.deliver()
    return await region.get(request)


async def due(region: Region) -> list[tuple[int, str]]:
    await region.pending()
    async with region.tx() as tx:
        await housekeeping.run_due(tx, region.asar)
    return await region.news()


async def test_accepting_shows_contacts_and_tells_the_family_who_will_call(region):
    request = await region.submit()
    await region.pending()
    await region.command(FIRST, "accept", f"№ {request.number}")
    region.seen = 0
    now = await region.get(request)
    assert (now.state, now.claimer_id) == (State.CLAIMED, (await region.look(FIRST)).id)
    word = now.code_word
    (told,) = [text for chat, text in await region.news() if chat == FAMILY]
    assert request.number in told
    assert f"Құпия сөз: <b>{word}</b>" in told
    assert "ешқашан ақша" in told
    assert await region.events(request) == [Event.SUBMIT, Event.CLAIM, Event.REVEAL]
    assert (await region.timer("idle", request.id)).due_at == region.now + 3 * DAY


async def test_the_family_can_say_that_somebody_asked_for_money(region):
    request = await region.submit()
    await region.pending()
    await region.tap(FIRST, pressed(request, "a"))
    texts = [text for chat, _, text in await region.all_texts() if chat == FAMILY]
    assert f"f:money:{request.id}:{request.revision + 1}" in texts[-1]


@pytest.mark.parametrize("typed", ["", "1047153", "100001", "кот", "104715-4"])
async def test_a_mistyped_and_a_foreign_number_look_alike(region, typed):
    request = await region.submit()
    outsider = await region.person(STRANGER, Membership(Role.VOLUNTEER, NEXT_DOOR))
    assert outsider.on_team
    (foreign,) = await region.command(STRANGER, "accept", request.number)
    (mistyped,) = await region.command(STRANGER, "accept", typed)
    assert foreign == mistyped
    assert numbers.show("104715-4") in foreign
    for name in ("show", "done", "release"):
        assert await region.command(STRANGER, name, request.number) == [foreign]
    assert (await region.get(request)).state is State.QUEUED


async def test_who_has_no_role_is_told_how_to_help(region):
    request = await region.submit()
    for name in ("queue", "next", "accept", "show", "mine", "done", "release", "pause", "resume"):
        (told,) = await region.command(STRANGER, name, request.number)
        assert told
        assert request.number not in told
    for code in ("a", "s", "d", "uc"):
        await region.tap(STRANGER, pressed(request, code))
    assert (await region.get(request)).state is State.QUEUED


async def test_nobody_accepts_a_request_of_their_own_account_or_phone(region):
    own = await region.submit(who=FIRST)
    (told,) = await region.command(FIRST, "accept", own.number)
    assert told.startswith("Эту заявку примет другой волонтёр.")
    foreign = await region.submit()
    async with region.unit(SECOND) as unit:
        await people.change(unit, unit.person, phone_hash=unit.vault.blind("+77010000009"))
    (told,) = await region.command(SECOND, "accept", foreign.number)
    assert told.startswith("Эту заявку примет другой волонтёр.")
    for request in (own, foreign):
        assert await region.events(request) == [Event.SUBMIT]


async def test_ten_open_claims_are_enough(region):
    found = [await region.submit() for _ in range(region.asar.max_open_claims + 1)]
    for request in found[:-1]:
        await region.command(FIRST, "accept", request.number)
    (told,) = await region.command(FIRST, "accept", found[-1].number)
    assert told.startswith("У Вас уже 10 заявок в работе.")
    await region.command(FIRST, "done", found[0].number)
    await region.command(FIRST, "accept", found[-1].number)
    assert (await region.get(found[-1])).state is State.CLAIMED


async def test_who_pauses_accepts_nothing_and_keeps_what_they_have(region):
    mine, other = await claimed(region), await region.submit()
    await region.command(FIRST, "pause")
    (told,) = await region.command(FIRST, "accept", other.number)
    assert "пауза" in told
    assert (await region.get(mine)).state is State.CLAIMED


async def test_a_coordinator_and_an_admin_accept_anything_in_their_areas(region):
    await region.people_come(LEAD, ADMIN, WIDE)
    for who in (LEAD, ADMIN, WIDE):
        request = await region.submit()
        await region.command(who, "accept", request.number)
        assert (await region.get(request)).state is State.CLAIMED


async def test_an_outdated_accept_changes_nothing_and_shows_how_things_stand(region):
    request = await region.submit()
    await claimed(region)
    old = pressed(request, "a")
    async with region.unit(FAMILY) as unit:
        await requests.move(unit, request, State.QUEUED)
    (told,) = [text for text in await region.tap(SECOND, old) if "№" in text]
    assert "Ждёт" in told
    assert (await region.get(request)).state is State.QUEUED


async def test_of_two_hundred_at_once_one_wins_and_the_others_are_told_politely(tmp_path: Path):
    region = Region(await make_database(tmp_path))
    await region.people_come(FAMILY)
    crowd = range(1000, 1200)
    for who in crowd:
        await region.person(who, Membership(Role.VOLUNTEER, REGION))
    request = await region.submit()
    await region.pending()
    won = await asyncio.gather(*(_try(region, who, request.number) for who in crowd))
    assert sum(won) == 1
    told = [text for chat, text in await region.news() if chat in crowd and TAKEN in text]
    assert len(told) == 199
    assert all("/next" in text for text in told)
    assert await region.events(request) == [Event.SUBMIT, Event.CLAIM, Event.REVEAL]
    await region.database.close()


async def _try(region: Region, who: int, number: str) -> bool:
    async with region.unit(who) as unit:
        await asyncio.sleep(0)
        await volunteer.accept(unit, number)
        request = await requests.by_number(unit, number)
        return request is not None and request.claimer_id == unit.person.id


def _race(url: str, number: str, crowd: list[int], start: "multiprocessing.synchronize.Barrier") -> None:
    async def run() -> None:
        region = Region(Database(url))
        start.wait()
        for who in crowd:
            await _try(region, who, number)
        await region.database.close()

    asyncio.run(run())


async def test_of_two_processes_on_one_database_one_wins(tmp_path: Path):
    region = Region(await make_database(tmp_path))
    await region.people_come(FAMILY)
    crowd = list(range(1000, 1040))
    for who in crowd:
        await region.person(who, Membership(Role.VOLUNTEER, REGION))
    request = await region.submit()
    await region.pending()
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(2)
    url = region.database.url.render_as_string()
    racers = [context.Process(target=_race, args=(url, request.number, crowd[half::2], barrier)) for half in range(2)]
    for racer in racers:
        racer.start()
    for racer in racers:
        await asyncio.to_thread(racer.join, 60)
    assert [racer.exitcode for racer in racers] == [0, 0]
    assert (await region.events(request)).count(Event.CLAIM) == 1
    assert len([text for chat, text in await region.news() if chat in crowd and TAKEN in text]) == 39
    await region.database.close()


async def test_a_triple_tap_accepts_once_and_shows_the_contacts_once(region):
    request = await region.submit()
    for _ in range(3):
        await region.tap(FIRST, pressed(request, "a"))
    assert await region.events(request) == [Event.SUBMIT, Event.CLAIM, Event.REVEAL]
    now = await region.get(request)
    for _ in range(3):
        await region.tap(FIRST, pressed(now, "d"))
    assert (await region.events(request)).count(Event.DELIVER) == 1
    texts = [text for chat, _, text in await region.all_texts() if chat == FIRST]
    assert not any("больше нет в очереди" in text for text in texts)


async def test_accepting_ones_own_again_by_number_shows_the_contacts_again(region):
    request = await claimed(region)
    await region.command(FIRST, "accept", request.number)
    assert (await region.events(request))[1:] == [Event.CLAIM, Event.REVEAL, Event.REVEAL]


async def test_a_claim_can_be_undone_for_two_minutes_and_the_family_hears_it(region):
    request = await claimed(region)
    region.now += 2 * MINUTE
    await region.pending()
    async with region.unit(FIRST) as unit:
        await volunteer.undo_claim(unit, request)
    told = await region.news()
    back = await region.get(request)
    assert (back.state, back.claimer_id, back.code_word) == (State.QUEUED, None, None)
    assert "қабылдап, бірден қайтарды" in next(text for chat, text in told if chat == FAMILY)
    assert await region.live("claim", request) == []
    assert Event.UNDO_CLAIM in await region.events(request)


async def test_a_claim_undone_before_the_family_was_told_tells_it_nothing(region):
    request = await region.submit()
    await region.command(FIRST, "accept", request.number)
    await region.tap(FIRST, pressed(await region.get(request), "uc"))
    region.seen = 0
    assert [text for chat, text in await region.news() if chat == FAMILY] == []


async def test_a_claim_cannot_be_undone_later(region):
    request = await claimed(region)
    region.now += 2 * MINUTE + MINUTE
    await region.tap(FIRST, pressed(request, "uc"))
    assert (await region.get(request)).state is State.CLAIMED


async def test_done_asks_the_family_and_takes_the_contacts_away(region):
    request = await claimed(region)
    told = await region.command(FIRST, "done", request.number)
    assert "спросим семью" in told[-1]
    now = await region.get(request)
    assert now.state is State.DELIVERED
    assert await region.live("claim", request) == []
    (asked,) = [text for chat, _, text in await region.all_texts() if chat == FAMILY and "f:got:" in text]
    for code in ("got", "partly", "not", "money"):
        assert f"f:{code}:{request.id}:{now.revision}" in asked
    assert await region.timer("idle", request.id) is None
    assert (await region.timer("unconfirmed", request.id)).due_at == region.now + 2 * DAY


async def test_done_can_be_undone_for_two_minutes(region):
    request = await claimed(region)
    await region.command(FIRST, "done", request.number)
    await region.deliver()
    done = await region.get(request)
    await region.pending()
    await region.tap(FIRST, pressed(done, "ud"))
    assert (await region.get(request)).state is State.CLAIMED
    assert await region.timer("unconfirmed", request.id) is None
    assert await region.live("asked", request) == []
    assert len(await region.live("claim", request)) == 1
    assert (await region.events(request))[-2:] == [Event.UNDO_DELIVER, Event.REVEAL]


async def test_done_cannot_be_undone_later_nor_by_others(region):
    request = await claimed(region)
    await region.command(FIRST, "done", request.number)
    done = await region.get(request)
    await region.tap(SECOND, pressed(done, "ud"))
    region.now += 3 * MINUTE
    await region.tap(FIRST, pressed(done, "ud"))
    assert (await region.get(request)).state is State.DELIVERED


@pytest.mark.parametrize("code", ["d", "r", "uc", "day", "na", "wn", "nn"])
async def test_another_volunteers_button_does_nothing(region, code):
    request = await claimed(region)
    events = await region.events(request)
    await region.tap(SECOND, pressed(request, code))
    assert (await region.get(request)).claimer_id == request.claimer_id
    assert await region.events(request) == events


async def test_release_with_a_reason_returns_it_to_its_place_and_keeps_the_reason_in_the_audit(region):
    request, later = await claimed(region), await region.submit()
    (told,) = [t for t in await region.command(FIRST, "release", f"{request.number} ауырып қалдым") if "Спасибо" in t]
    assert request.number in told
    now = await region.get(request)
    assert (now.state, now.claimer_id, now.claimed_at, now.code_word) == (State.QUEUED, None, None, None)
    async with region.tx() as tx:
        entry = (await audit.of(tx, request.id))[-1]
    assert (entry.event, entry.reason, entry.by_id) == (Event.RELEASE, "ауырып қалдым", request.claimer_id)
    assert await region.live("claim", request) == []
    (queue,) = await region.command(SECOND, "queue")
    assert queue.index(request.number) < queue.index(later.number)


async def test_the_family_reads_that_it_waits_again_and_gets_a_new_code_word_later(region):
    request = await claimed(region)
    await region.pending()
    await region.command(FIRST, "release", f"№ {request.number} далеко")
    region.seen = 0
    texts = [text for chat, text in await region.news() if chat == FAMILY]
    assert "қайтадан кезекте" in texts[-1]
    await region.command(SECOND, "accept", request.number)
    assert (await region.get(request)).code_word is not None


async def test_release_without_a_reason_asks_for_it(region):
    request = await claimed(region)
    (asked,) = await region.command(FIRST, "release", request.number)
    assert asked.startswith("Почему Вы возвращаете заявку")
    await region.tap(FIRST, pressed(request, "rr", "far"))
    async with region.tx() as tx:
        assert (await audit.of(tx, request.id))[-1].reason == "far"
    assert (await region.get(request)).state is State.QUEUED


async def test_the_reason_can_be_typed(region):
    request = await claimed(region)
    await region.tap(FIRST, pressed(request, "rr", "other"))
    assert (await region.get(request)).state is State.CLAIMED
    assert await region.answer(FIRST, Typed("машина сломалась"))
    async with region.tx() as tx:
        assert (await audit.of(tx, request.id))[-1].reason == "машина сломалась"
    assert not await region.answer(FIRST, Typed("и ещё кое-что"))


async def test_who_goes_on_to_something_else_gives_no_reason_by_accident(region):
    request = await claimed(region)
    await region.tap(FIRST, pressed(request, "rr", "other"))
    await region.command(FIRST, "mine")
    assert not await region.answer(FIRST, Typed("просто слова"))
    assert (await region.get(request)).state is State.CLAIMED


async def test_a_reason_typed_after_the_claim_has_ended_releases_nothing(region):
    request = await claimed(region)
    await region.tap(FIRST, pressed(request, "rr", "other"))
    async with region.unit(FAMILY) as unit:
        await requests.move(unit, request, State.CLAIMED)
    assert not await region.answer(FIRST, Typed("далеко"))
    assert (await region.get(request)).state is State.CLAIMED


async def test_an_idle_claim_is_asked_about_once_and_then_returns(region):
    request = await claimed(region)
    region.now += 3 * DAY - MINUTE
    assert await due(region) == [] or (await region.get(request)).state is State.CLAIMED
    region.now += MINUTE
    (nudge,) = [text for chat, text in await due(region) if chat == FIRST]
    assert nudge.startswith("Как дела с заявкой")
    assert "Сама она вернётся через 2 дня." in nudge
    assert (await region.get(request)).state is State.CLAIMED
    region.now += 2 * DAY
    told = await due(region)
    assert any(chat == FIRST and "не было вестей" in text for chat, text in told)
    assert any(chat == FAMILY and "қайтадан кезекте" in text for chat, text in told)
    assert (await region.get(request)).state is State.QUEUED
    assert await region.live("claim", request) == []
    assert Event.RETURN in await region.events(request)


async def test_a_claimer_out_of_reach_is_not_waited_for(region):
    request = await claimed(region)
    await region.change(FIRST, reachable=False)
    region.now += 3 * DAY
    await due(region)
    assert (await region.get(request)).state is State.QUEUED


async def test_an_unconfirmed_delivery_is_asked_about_twice_and_then_rests(region):
    request = await claimed(region)
    await region.command(FIRST, "done", request.number)
    await region.deliver()
    asked = []
    for days in (2, 3):
        region.now += days * DAY
        asked += [text for chat, text in await due(region) if chat == FAMILY and "жауабыңызды күтіп" in text]
        assert len(await region.live("asked", request)) == 1
    assert len(asked) == 2
    region.now += 4 * DAY
    (last,) = [text for chat, text in await due(region) if chat == FAMILY and "жауап болмады" in text]
    assert "расталмады" in last
    now = await region.get(request)
    assert now.state is State.UNCONFIRMED
    texts = [text for chat, _, text in await region.all_texts() if chat == FAMILY]
    assert f"f:not:{request.id}:{now.revision}" in texts[-1]
    assert "f:partly:" not in texts[-1]  # a closed delivery is either right or disputed
    region.now += 30 * DAY
    assert await region.timer("unconfirmed", request.id) is None


async def test_leaving_the_team_returns_everything_to_the_queue(region):
    found = [await claimed(region) for _ in range(3)]
    person = await region.look(FIRST)
    await region.pending()
    async with region.unit(LEAD) as unit:
        await claims.return_claims(unit, person.id)
    assert len([text for chat, text in await region.news() if chat == FAMILY and "кезекте" in text]) == 3
    for request in found:
        assert (await region.get(request)).state is State.QUEUED
        assert await region.live("claim", request) == []


async def test_what_the_family_corrects_reaches_the_claimer_at_once(region):
    request = await claimed(region)
    await region.pending()
    async with region.unit(FAMILY) as unit:
        answers = requests.answers(unit, request) | {"comment": "Позвоните в дверь"}
        moved = await requests.move(unit, request, State.CLAIMED, answers=answers)
        await claims.corrected(unit, moved, Text("volunteer-corrected", {"number": numbers.show(request.number)}))
    told = [(row.method, payload) for row, payload in await region.pending() if row.chat_id == FIRST]
    assert [method for method, _ in told if method != "editMessageReplyMarkup"] == ["editMessageText", "sendMessage"]
    assert "Позвоните в дверь" in told[0][1]["text"]
    assert f"v:d:{request.id}:{moved.revision}" in str(told[0][1])


async def test_mine_lists_what_is_open(region):
    assert (await region.command(FIRST, "mine"))[0].startswith("У Вас сейчас нет заявок")
    request = await claimed(region)
    (told,) = await region.command(FIRST, "mine")
    assert "У Вас в работе 1 заявка." in told
    assert request.number in told


async def test_at_night_families_are_told_without_a_sound(region):
    request = await region.submit()
    region.now += 12 * HOUR
    await region.pending()
    await region.tap(FIRST, pressed(request, "a"))
    region.seen = 0
    payloads = [payload for row, payload in await region.pending() if row.chat_id == FAMILY]
    assert payloads[-1]["disable_notification"] is True


@pytest.mark.parametrize("phone", [None, "+77010000009"])
async def test_an_own_request_is_called_own_and_never_gone(region, phone):
    """A volunteer who is a mother too must not read that her request is not in the queue any more."""
    if phone is None:
        request = await region.submit(FIRST)
    else:
        request = await region.submit(phone=phone)
        await region.change(FIRST, phone_hash=VAULT.blind(phone))
    (told,) = await region.command(FIRST, "show", request.number)
    assert "Ваша или с Вашим номером" in told
    assert "/status" in told
    assert not any("v:a:" in said for chat, _, said in await region.all_texts() if chat == FIRST)


async def test_a_coordinator_reads_how_a_delivered_request_stands(region):
    await region.people_come(LEAD)
    request = await claimed(region)
    await region.command(FIRST, "done", request.number)
    (told, *_) = await region.command(LEAD, "show", request.number)
    assert "ждём ответа семьи" in told
    assert "больше нет в очереди" not in told
