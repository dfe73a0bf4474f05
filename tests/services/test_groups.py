"""Groups as use cases: cards that follow their request, the flood, binding, losing, and races between two screens."""

from datetime import timedelta

import pytest

from bot.core.requests import State
from bot.core.roles import Membership, Role
from bot.core.speech import Language
from bot.services import binding, claims, delivering, group_cards, group_life, housekeeping, releasing, volunteer
from bot.services import groups as sayings
from bot.services.unit import Press, Unit
from bot.store import groups, messages, people, requests
from bot.store.groups import Group, Lost
from bot.store.requests import Request
from bot.telegram import callbacks
from tests.services.conftest import (
    ADMIN,
    CANARIES,
    DISTRICT,
    FAMILY,
    FIRST,
    LEAD,
    NEXT_DOOR,
    NIGHT,
    REGION,
    SECOND,
    STRANGER,
    WIDE,
    Region,
    pressed,
)

CHAT, OTHER_CHAT, NEW_CHAT = -1001, -1002, -1003
MINUTE = timedelta(minutes=1)


async def bind(region: Region, chat: int = CHAT, area: str = DISTRICT, language: Language = "ru") -> None:
    """A group whose coordinator has bound it."""
    async with region.unit(LEAD) as unit:
        group = await groups.add(unit, chat, language, unit.person.id)
        await groups.change(unit, group, area=area, bound_by=unit.person.id)


async def group(region: Region, chat: int = CHAT) -> Group | None:
    async with region.tx() as tx:
        return await groups.find(tx, chat)


async def said(region: Region, chat: int = CHAT) -> list[tuple[str, str]]:
    """What was said in a chat since anybody last looked: (method, text)."""
    return [(row.method, payload.get("text", "")) for row, payload in await region.pending() if row.chat_id == chat]


async def press(
    region: Region, who: int, data: str, chat: int = CHAT, *, on: int | None = None
) -> list[tuple[str, bool]]:
    """Press a button in a group, by default of the newest message there; the toasts it brought: (text, alert)."""
    await region.deliver()
    await region.pending()
    await region.rows()
    action = callbacks.decode(data)
    assert action is not None
    async with region.tx() as tx:
        live = [sent for what in ("group", "bind") for sent in await messages.in_chat(tx, what, chat)]
        on = on or (max(sent.message_id or 0 for sent in live) if live else 1)
        person = await people.by_telegram(tx, who) or people.stranger(tx, who)
        unit = Unit(tx, region.asar, person, Press("1", on, action))
        found = await groups.find(tx, chat)
        unit.spoken_here = found.language if found is not None else "kk"
        code, *more = map(str, action.args)
        if code == "a":
            await group_cards.accept(unit, chat, callbacks.number(action, 1), callbacks.number(action, 2))
        else:
            await binding.press(unit, found, code, *(more or [""]))
        await group_cards.follow(unit)
        await unit.answer()
    return [
        (payload.get("text", ""), payload.get("show_alert", False))
        for row, payload in await region.rows()
        if row.method == "answerCallbackQuery"
    ]


def accepting(request: Request) -> str:
    return pressed(request, "a", verb="g")


async def due(region: Region, span: timedelta = MINUTE) -> None:
    """Let time pass, and what is due happen."""
    await region.wait(span)
    async with region.tx() as tx:
        await housekeeping.run_due(tx, region.asar)


# -- cards


async def test_a_new_request_appears_in_every_group_of_its_area_and_in_no_other(region: Region) -> None:
    await region.people_come(LEAD)
    await bind(region)
    await bind(region, OTHER_CHAT, REGION, "kk")
    await bind(region, NEW_CHAT, NEXT_DOOR)
    await region.pending()
    await region.submit()
    rows = await region.pending()
    here = {row.chat_id: payload for row, payload in rows if row.chat_id < 0}
    assert set(here) == {CHAT, OTHER_CHAT}
    assert "Семья говорит" in here[CHAT]["text"]
    assert "Отбасы" in here[OTHER_CHAT]["text"]
    assert all(word not in str(here) for word in CANARIES)


async def test_the_card_follows_its_request_to_the_end(region: Region) -> None:
    await region.people_come(LEAD)
    await bind(region)
    request = await region.submit()
    await region.deliver()
    await said(region)
    steps: list[str] = []

    async def shows() -> str:
        edits = [text for method, text in await said(region) if method == "editMessageText"]
        return edits[-1] if edits else ""

    async with region.unit(FIRST) as unit:
        await volunteer.claim(unit, await requests.get(unit, request.id))
    steps.append(await shows())
    async with region.unit(FIRST) as unit:
        await releasing.let_go(unit, await requests.get(unit, request.id), "far")
    steps.append(await shows())
    async with region.unit(SECOND) as unit:
        await volunteer.claim(unit, await requests.get(unit, request.id))
    await said(region)
    async with region.unit(SECOND) as unit:
        await delivering.deliver(unit, await requests.get(unit, request.id))
    steps.append(await shows())
    await region.tap(FAMILY, pressed(await region.get(request), "got", verb="f"))
    async with region.tx() as tx:
        assert await messages.live(tx, ("group",), request.id) == []
    assert ["принята" in steps[0], "Семья говорит" in steps[1], "передана" in steps[2]] == [True] * 3
    assert all("Анна" not in step for step in steps)


async def test_what_was_confirmed_withdrawn_or_moved_loses_its_button(region: Region) -> None:
    await region.people_come(LEAD)
    await bind(region)
    await bind(region, OTHER_CHAT, NEXT_DOOR)
    request = await region.submit()
    await region.deliver()
    await said(region)
    async with region.unit(FAMILY) as unit:
        now = await requests.get(unit, request.id)
        assert await requests.move(unit, now, State.QUEUED, district=NEXT_DOOR)
    rows = [(row, payload) for row, payload in await region.pending() if row.chat_id < 0]
    assert [(row.chat_id, row.method) for row, _ in rows] == [(CHAT, "editMessageText"), (OTHER_CHAT, "sendMessage")]
    assert "перешла" in rows[0][1]["text"]
    assert "reply_markup" not in rows[0][1]
    await region.deliver()
    async with region.unit(FAMILY) as unit:
        assert await requests.move(unit, await requests.get(unit, request.id), State.WITHDRAWN)
    ((method, text),) = await said(region, OTHER_CHAT)
    assert method == "editMessageText"
    assert "больше нет в очереди" in text


async def test_what_waits_for_stock_says_so_and_comes_back(region: Region) -> None:
    await region.people_come(LEAD)
    await bind(region)
    request = await region.submit()
    await region.deliver()
    await said(region)
    async with region.unit(LEAD) as unit:
        await requests.move(unit, await requests.get(unit, request.id), State.QUEUED, waitlisted_at=unit.now)
    ((_, text),) = await said(region)
    assert "пока появятся нужные вещи" in text
    async with region.unit(LEAD) as unit:
        await requests.move(unit, await requests.get(unit, request.id), State.QUEUED, waitlisted_at=None)
    ((_, text),) = await said(region)
    assert "Семья говорит" in text


async def test_what_waits_again_after_a_day_gets_a_new_card(region: Region) -> None:
    await region.people_come(LEAD)
    await bind(region)
    request = await region.submit()
    await region.deliver()
    async with region.unit(FIRST) as unit:
        await volunteer.claim(unit, await requests.get(unit, request.id))
    await said(region)
    await region.wait(timedelta(days=1))
    async with region.unit(FIRST) as unit:
        await releasing.let_go(unit, await requests.get(unit, request.id), "far")
    assert [method for method, _ in await said(region)] == ["editMessageText", "sendMessage"]


async def test_at_night_a_card_comes_without_a_sound(region: Region) -> None:
    await region.people_come(LEAD)
    await bind(region)
    region.now = NIGHT
    await region.pending()
    await region.submit()
    (payload,) = [payload for row, payload in await region.pending() if row.chat_id == CHAT]
    assert payload["disable_notification"] is True


# -- the flood


async def test_many_requests_share_one_live_message(region: Region) -> None:
    await region.people_come(LEAD)
    await bind(region)
    await region.pending()
    for _ in range(12):
        await region.submit()
    assert [method for method, _ in await said(region)] == ["sendMessage"] * 5
    await due(region)
    ((method, text),) = await said(region)
    assert method == "sendMessage"
    assert "ждут ещё 7 семей" in text
    assert all(word not in text for word in CANARIES)
    await region.deliver()
    for _ in range(3):
        await region.submit()
    assert await said(region) == []  # once a minute at most
    await due(region)
    ((method, text),) = await said(region)
    assert (method, "ждут ещё 10 семей" in text) == ("editMessageText", True)
    await region.wait(timedelta(minutes=10))
    await region.submit()
    assert ("sendMessage", True) in [(m, "Семья говорит" in t) for m, t in await said(region)]  # the flood is over


async def test_the_live_message_ends_when_nobody_waits_there(region: Region) -> None:
    await region.people_come(LEAD)
    await bind(region)
    made = [await region.submit() for _ in range(6)]
    await due(region)
    await region.deliver()
    await said(region)
    async with region.unit(FIRST) as unit:
        await volunteer.claim(unit, await requests.get(unit, made[-1].id))
    await due(region)
    assert "Все эти заявки приняты" in (await said(region))[-1][1]
    await due(region, timedelta(hours=2))
    assert await said(region) == []


# -- accepting from a card


async def test_anybody_of_the_team_accepts_and_contacts_come_to_their_own_chat(region: Region) -> None:
    await region.people_come(LEAD)
    await bind(region)
    request = await region.submit()
    ((text, alert),) = await press(region, FIRST, accepting(request))
    assert ("Ваша" in text, alert) == (True, False)
    rows = await region.pending()
    assert (await region.get(request)).state is State.CLAIMED
    private = str([payload for row, payload in rows if row.chat_id == FIRST])
    public = str([payload for row, payload in rows if row.chat_id == CHAT])
    assert "Канарейкина" in private
    assert "принята" in public
    assert all(word not in public for word in CANARIES)


@pytest.mark.parametrize("who", [STRANGER, FAMILY, 51_000])
async def test_a_stranger_gets_a_hint_and_leaves_no_trace(region: Region, who: int) -> None:
    await region.people_come(LEAD)
    await bind(region, language="kk")
    request = await region.submit()
    if who == STRANGER:
        await region.person(STRANGER, language="kk")
    ((text, alert),) = await press(region, who, accepting(request))
    assert ("Асардың еріктілері" in text, alert) == (True, True)
    assert (await region.get(request)).state is State.QUEUED
    assert [row.method for row, _ in await region.pending()] == ["answerCallbackQuery"]
    if who == 51_000:
        async with region.tx() as tx:
            assert await people.by_telegram(tx, who) is None


async def test_a_volunteer_of_another_area_learns_that_it_is_not_theirs(region: Region) -> None:
    await region.people_come(LEAD)
    await region.person(61, Membership(Role.VOLUNTEER, NEXT_DOOR))
    await bind(region)
    request = await region.submit()
    ((text, _),) = await press(region, 61, accepting(request))
    assert "другой волонтёр" in text
    assert (await region.get(request)).state is State.QUEUED


async def test_nobody_accepts_their_own_family_s_request_there(region: Region) -> None:
    await region.people_come(LEAD)
    await bind(region)
    request = await region.submit()
    async with region.unit(FAMILY) as unit:
        await people.grant(unit, unit.person.id, Role.VOLUNTEER, DISTRICT, None)
    await press(region, FAMILY, accepting(request))
    assert (await region.get(request)).state is State.QUEUED


async def test_who_has_blocked_the_bot_is_asked_to_open_it_first(region: Region) -> None:
    await region.people_come(LEAD)
    await bind(region)
    request = await region.submit()
    await region.change(FIRST, reachable=False)
    ((text, alert),) = await press(region, FIRST, accepting(request))
    assert ("«Старт»" in text, alert) == (True, True)
    assert (await region.get(request)).state is State.QUEUED


async def test_of_two_in_the_same_second_one_has_it_and_the_other_reads_so(region: Region) -> None:
    await region.people_come(LEAD)
    await bind(region)
    request = await region.submit()
    await press(region, FIRST, accepting(request))
    ((text, alert),) = await press(region, SECOND, accepting(request))
    assert ("уже принял другой" in text, alert) == (True, False)
    ((text, _),) = await press(region, FIRST, accepting(request))
    assert "уже у Вас" in text
    claimer = (await region.get(request)).claimer_id
    assert claimer == (await region.look(FIRST)).id


async def test_a_private_card_and_a_group_s_card_race_for_one_request(region: Region) -> None:
    await region.people_come(LEAD)
    await bind(region)
    request = await region.submit()
    await region.tap(SECOND, pressed(request, "a"))
    ((text, _),) = await press(region, FIRST, accepting(request))
    assert "уже принял другой" in text
    assert (await region.get(request)).claimer_id == (await region.look(SECOND)).id


async def test_a_stale_press_shows_how_things_stand_and_mends_the_card(region: Region) -> None:
    await region.people_come(LEAD)
    await bind(region)
    request = await region.submit()
    await region.deliver()
    async with region.unit(FAMILY) as unit:
        await requests.move(unit, await requests.get(unit, request.id), State.QUEUED, urgency=1)
    ((text, _),) = await press(region, FIRST, accepting(request))
    assert "изменилась" in text
    ((method, _),) = await said(region)
    assert method == "editMessageText"
    assert (await region.get(request)).state is State.QUEUED


@pytest.mark.parametrize("data", ["g:a:999:1", "g:a:1:1", "g:a", "g:a:x:y", "g:a:-1:-1"])
async def test_forged_and_forgotten_cards_change_nothing(region: Region, data: str) -> None:
    await region.people_come(LEAD)
    await bind(region)
    request = await region.submit()
    ((text, _),) = await press(region, FIRST, data, on=4242)
    assert "устарела" in text
    assert (await region.get(request)).state is State.QUEUED


async def test_a_paused_volunteer_and_one_with_full_hands_read_why_not(region: Region) -> None:
    await region.people_come(LEAD)
    await bind(region)
    request = await region.submit()
    await region.change(FIRST, paused=True)
    ((text, alert),) = await press(region, FIRST, accepting(request))
    assert ("пауза" in text, alert) == (True, True)


# -- binding


async def here(region: Region, who: int, words: str = "", chat: int = CHAT, topic: int | None = None) -> str:
    """Say /bind in a group; what was said there last."""
    await region.pending()
    async with region.unit(who) as unit:
        known = await group_life.known(unit, chat, "Топ")
        await binding.here(unit, known, topic, words)
    texts = [text for _, text in await said(region, chat)]
    return texts[-1] if texts else ""


async def test_who_leads_one_region_binds_it_at_once_and_may_narrow_it(region: Region) -> None:
    await region.people_come(LEAD)
    assert "Туркестанская область" in await here(region, LEAD)
    await press(region, LEAD, "g:bn")
    await press(region, LEAD, f"g:bd:{DISTRICT}")
    bound = await group(region)
    assert bound is not None
    assert (bound.area, bound.language) == (DISTRICT, "ru")
    await press(region, LEAD, "g:bl")
    assert "Топ қосылды" in str(await said(region))
    await press(region, LEAD, "g:bk")
    ((_, text),) = await said(region)
    assert "Топ қосылды" in text
    ((text, _),) = await press(region, LEAD, "g:bu")  # the buttons are gone
    assert "кто написал" in text


async def test_who_leads_many_regions_chooses(region: Region) -> None:
    await region.person(ADMIN, Membership(Role.ADMIN, "KZ"))
    assert "С какой областью" in await here(region, ADMIN)
    await press(region, ADMIN, f"g:bd:{REGION}")
    bound = await group(region)
    assert bound is not None
    assert bound.area == REGION


@pytest.mark.parametrize(
    ("words", "area"), [("Сауран", "615500000"), ("Түркістан облысы", REGION), ("Абай ауданы", None)]
)
async def test_a_place_may_be_named(region: Region, words: str, area: str | None) -> None:
    await region.people_come(LEAD)
    await here(region, LEAD, words)
    bound = await group(region)
    assert bound is not None
    assert bound.area == area


async def test_only_who_asked_may_press(region: Region) -> None:
    await region.people_come(LEAD)
    await region.person(71, Membership(Role.COORDINATOR, REGION))
    await here(region, LEAD)
    for other in (FIRST, 71, 51_000):
        ((text, _),) = await press(region, other, "g:bu")
        assert text
    bound = await group(region)
    assert bound is not None
    assert bound.area == REGION


async def test_who_may_not_bind_is_told_once_a_day_who_can(region: Region) -> None:
    assert "координатор области" in await here(region, FIRST)
    assert await here(region, SECOND) == ""
    await region.wait(timedelta(days=1, minutes=1))
    assert "облыстың үйлестірушісі" in await here(region, SECOND)


async def test_a_group_of_another_region_is_not_taken_over(region: Region) -> None:
    await region.people_come(LEAD)
    await bind(region, area="100000000")
    assert "другой областью" in await here(region, LEAD)
    bound = await group(region)
    assert bound is not None
    assert bound.area == "100000000"


async def test_binding_anew_and_unbinding_close_the_old_cards(region: Region) -> None:
    await region.people_come(LEAD)
    await here(region, LEAD)
    request = await region.submit()
    await region.deliver()
    await here(region, LEAD, "Сауран")
    async with region.tx() as tx:
        assert await messages.live(tx, ("group",), request.id) == []
    await press(region, LEAD, "g:bu")
    bound = await group(region)
    assert bound is not None
    assert bound.area is None
    await region.pending()
    await region.submit()
    assert await said(region) == []


async def test_a_topic_is_where_bind_was_said(region: Region) -> None:
    await region.people_come(LEAD)
    await here(region, LEAD, topic=7)
    await region.pending()
    await region.submit()
    assert [p["message_thread_id"] for row, p in await region.pending() if row.chat_id == CHAT] == [7]
    await here(region, LEAD, topic=9)
    await region.pending()
    await region.submit()
    assert [p["message_thread_id"] for row, p in await region.pending() if row.chat_id == CHAT] == [9]


async def test_what_waits_already_is_shown_after_binding(region: Region) -> None:
    await region.people_come(LEAD)
    await region.submit()
    assert "1 семья" in await here(region, LEAD)
    await due(region)
    ((_, text),) = await said(region)
    assert "ещё 1 семья" in text


async def test_the_list_in_private_names_every_group_and_unbinds(region: Region) -> None:
    await region.people_come(LEAD)
    await here(region, LEAD)
    await bind(region, OTHER_CHAT, "100000000")  # of another region
    await region.pending()
    async with region.unit(LEAD) as unit:
        await binding.listed(unit)
    (payload,) = [payload for row, payload in await region.pending() if row.chat_id == LEAD]
    assert "Топ" in payload["text"]
    assert "startgroup=bind" in str(payload)
    assert f"b:u:{-CHAT}" in str(payload)
    for chat, left in ((OTHER_CHAT, "100000000"), (CHAT, None)):
        async with region.unit(LEAD, Press("1", None, callbacks.decode(f"b:u:{-chat}"))) as unit:  # type: ignore[arg-type]
            await binding.press_listed(unit, "u", -chat)
        bound = await group(region, chat)
        assert bound is not None
        assert bound.area == left


# -- losing and finding


@pytest.mark.parametrize("why", Lost)
async def test_a_loss_is_told_once_to_who_bound_it_and_who_leads_there(region: Region, why: Lost) -> None:
    await region.people_come(LEAD)
    await region.person(71, Membership(Role.COORDINATOR, REGION), language="kk")
    await bind(region)
    request = await region.submit()
    await region.deliver()
    await region.pending()
    for _ in range(2):
        async with region.unit(STRANGER) as unit:
            await group_life.lost(unit, CHAT, why)
    async with region.tx() as tx:
        assert await messages.live(tx, ("group",), request.id) == []
    assert await region.news() == []
    await due(region)
    assert sorted(chat for chat, _ in await region.news()) == [LEAD, 71]
    await due(region, timedelta(days=2))
    assert [chat for chat, text in await region.news() if "группу" in text] == []
    await region.submit()
    assert await said(region) == []  # nothing is said where nothing can be said


async def test_coming_back_mends_it_and_shows_what_waits(region: Region) -> None:
    await region.people_come(LEAD)
    await bind(region)
    await region.submit()
    async with region.unit(STRANGER) as unit:
        await group_life.lost(unit, CHAT, Lost.REMOVED)
    await region.pending()
    async with region.unit(STRANGER) as unit:
        await group_life.let_in(unit, CHAT, "Топ")
    ((_, text),) = await said(region)
    assert "Я снова здесь" in text
    await due(region)
    assert "ждёт ещё 1 семья" in (await said(region))[0][1]
    assert [chat for chat, _ in await region.news() if chat == LEAD] == []  # it was lost for no minute


async def test_a_supergroup_takes_over_whatever_comes_first(region: Region) -> None:
    await region.people_come(LEAD)
    for old, new, left_first in ((-1, -101, True), (-2, -102, False)):
        await bind(region, old)
        async with region.unit(STRANGER) as unit:
            if left_first:
                await group_life.lost(unit, old, Lost.REMOVED)
                await group_life.let_in(unit, new, "Топ")
            await group_life.moved(unit, old, new)
            await group_life.moved(unit, old, new)
        there = await group(region, new)
        assert there is not None
        assert (there.area, there.lost) == (DISTRICT, None)
        assert await group(region, old) is None
    await region.pending()
    await due(region)
    assert [chat for chat, _ in await region.news() if chat == LEAD] == []
    await region.submit()
    assert {row.chat_id for row, _ in await region.pending() if row.chat_id < 0} == {-101, -102}


async def test_the_binder_who_leaves_leaves_the_group_to_the_area(region: Region) -> None:
    await region.people_come(LEAD)
    await region.person(71, Membership(Role.COORDINATOR, REGION), language="kk")
    await bind(region)
    async with region.unit(LEAD) as unit:
        await people.revoke(unit, unit.person.id)
    await region.pending()
    await region.submit()
    assert len(await said(region)) == 1
    async with region.unit(STRANGER) as unit:
        await group_life.lost(unit, CHAT, Lost.RIGHTS)
    await due(region)
    assert [chat for chat, _ in await region.news()] == [71]


async def test_a_claim_returned_by_itself_shows_in_the_group(region: Region) -> None:
    await region.people_come(LEAD, WIDE)
    await bind(region)
    request = await region.submit()
    await region.deliver()
    async with region.unit(FIRST) as unit:
        await volunteer.claim(unit, await requests.get(unit, request.id))
    await said(region)
    async with region.unit(FIRST) as unit:
        await claims.return_claims(unit, unit.person.id)
    ((_, text),) = await said(region)
    assert "Семья говорит" in text


def test_every_toast_fits(region: Region) -> None:
    for text_id in region.asar.texts.ids("ru"):
        if text_id.startswith("group-toast") or text_id == "group-only-who-asked":
            for language in ("kk", "ru"):
                fields = dict.fromkeys(region.asar.texts.fields("ru", text_id), "№ 100047-3")
                shown = region.asar.texts.plain(sayings.Text(text_id, fields), language)
                assert len(shown) <= 200, (text_id, len(shown))
