"""A coordinator gives a request to somebody, or to another area; and asks by phone whether help arrived."""

from bot.core.interview import Typed
from bot.core.items import Thing
from bot.core.requests import Event, State
from bot.core.roles import Membership, Role
from bot.core.routing import Stage
from bot.services import assigning, housekeeping, items, prompts, submission
from bot.store import audit, people, requests, reviews
from bot.store.requests import Request
from bot.store.reviews import Why
from tests.services.conftest import (
    ADMIN,
    ANSWERS,
    DAY,
    DISTRICT,
    FAMILY,
    FIRST,
    LEAD,
    NEXT_DOOR,
    REGION,
    SECOND,
    WIDE,
    Region,
    pressed,
)

MATE, FAR = 32, 33
ELSEWHERE, ELSEWHERE_DISTRICT = "190000000", "191600000"


async def lead(region: Region) -> None:
    await region.people_come(LEAD, ADMIN, WIDE)
    await region.person(MATE, Membership(Role.COORDINATOR, REGION))
    await region.person(FAR, Membership(Role.COORDINATOR, ELSEWHERE))
    for who, name in ((FIRST, "Асель"), (SECOND, "Борис"), (WIDE, "Вера")):
        await named(region, who, name)


async def named(region: Region, who: int, name: str) -> None:
    async with region.unit(who) as unit:
        sealed = unit.vault.seal(people.PROFILE, {"name": name, "phone": "+77010000001"})
        await people.change(unit, unit.person, sealed_profile=sealed)


async def ident(region: Region, who: int) -> int:
    return (await region.look(who)).id


async def all_news(region: Region, presser: int, data: str) -> list[tuple[int, str]]:
    await region.pending()
    seen = region.seen
    await region.tap(presser, data)
    region.seen = seen
    return await region.news()


def to(news: list[tuple[int, str]], who: int) -> list[str]:
    return [text for chat, text in news if chat == who]


async def order(region: Region, request: Request) -> list[int]:
    async with region.unit(LEAD) as unit:
        return [
            one.person.telegram_id for one in await assigning.candidates(unit, await requests.get(unit, request.id))
        ]


async def test_the_best_fit_comes_first(region):
    await lead(region)
    request = await region.submit()  # a family that speaks Kazakh
    assert await order(region, request) == [FIRST, SECOND, WIDE, LEAD, MATE, ADMIN]
    await region.change(WIDE, speaks="kk,ru")
    await region.change(FIRST, paused=True)
    await region.change(SECOND, reachable=False)
    assert await order(region, request) == [WIDE, LEAD, MATE, ADMIN, FIRST, SECOND]
    (screen,) = await region.command(LEAD, "assign", request.number)
    assert "⏸ на паузе" in screen
    assert "🚫 бот заблокирован" in screen


async def test_a_request_is_given_from_the_queue(region):
    await lead(region)
    request = await region.submit()
    (sure,) = await region.tap(LEAD, pressed(request, "at", await ident(region, FIRST), verb="c"))
    assert "Асель" in sure
    assert (await region.get(request)).state is State.QUEUED
    news = await all_news(region, LEAD, pressed(request, "ay", await ident(region, FIRST), verb="c"))
    given = await region.get(request)
    assert (given.state, given.claimer_id) == (State.CLAIMED, await ident(region, FIRST))
    assert any("+7 701 000 00 09" in text for text in to(news, FIRST))
    assert not any("+7 701 000 00 09" in text for text in to(news, LEAD))
    assert any("Құпия сөз" in text for text in to(news, FAMILY))
    assert (await region.timer("idle", request.id)) is not None
    assert (await region.timer("escalate", request.id)) is None


async def test_it_is_taken_from_one_and_given_to_another_with_a_new_code_word(region):
    await lead(region)
    request = await region.submit()
    await region.command(FIRST, "accept", request.number)
    await region.deliver()
    claimed = await region.get(request)
    news = await all_news(region, LEAD, pressed(claimed, "ay", await ident(region, SECOND), verb="c"))
    assert any("Контакты по заявке" in text for text in to(news, FIRST))
    assert any("другому волонтёру" in text for text in to(news, FIRST))
    assert any("басқа ерікті" in text for text in to(news, FAMILY))
    given = await region.get(request)
    assert given.claimer_id == await ident(region, SECOND)
    assert await region.live("claim", request, FIRST) == []
    assert len(await region.live("claim", request, SECOND)) == 1
    assert await order(region, request) == [WIDE, LEAD, MATE, ADMIN, FIRST]  # who had it comes after the others


async def test_the_limit_can_be_exceeded_only_knowingly(region):
    await lead(region)
    for number in range(10):
        await region.submit(1000 + number, phone=f"+7701000{1000 + number}")
        async with region.tx() as tx:
            request = await requests.get(tx, number + 1)
        await region.command(FIRST, "accept", request.number)
    request = await region.submit()
    (sure,) = await region.tap(LEAD, pressed(request, "at", await ident(region, FIRST), verb="c"))
    assert "заявок уже много" in sure
    await region.tap(LEAD, pressed(request, "ay", await ident(region, FIRST), verb="c"))
    assert (await region.get(request)).state is State.CLAIMED


async def test_the_familys_own_people_foreigners_and_the_unreachable_cannot_be_chosen(region):
    await lead(region)
    request = await region.submit()
    await region.change(FIRST, phone_hash=request.phone_hash)
    await region.change(SECOND, reachable=False)
    await region.person(24, Membership(Role.VOLUNTEER, NEXT_DOOR))
    for who in (FIRST, SECOND, 24, FAR, FAMILY):
        await region.tap(LEAD, pressed(request, "ay", await ident(region, who), verb="c"))
        assert (await region.get(request)).state is State.QUEUED


async def test_of_an_assignment_and_an_acceptance_one_wins(region):
    await lead(region)
    request = await region.submit()
    await region.command(FIRST, "accept", request.number)
    await region.tap(LEAD, pressed(request, "ay", await ident(region, SECOND), verb="c"))
    assert (await region.get(request)).claimer_id == await ident(region, FIRST)


async def test_a_volunteer_cannot_assign(region):
    await lead(region)
    request = await region.submit()
    await region.tap(FIRST, pressed(request, "ay", await ident(region, FIRST), verb="c"))
    assert (await region.get(request)).state is State.QUEUED


# Moving


async def test_another_district_hears_of_it_and_the_volunteer_loses_it(region):
    await lead(region)
    await region.person(24, Membership(Role.VOLUNTEER, NEXT_DOOR))
    request = await region.submit()
    await region.command(FIRST, "accept", request.number)
    await region.deliver()
    claimed = await region.get(request)
    news = await all_news(region, LEAD, pressed(claimed, "my", NEXT_DOOR, "lives", verb="c"))
    moved = await region.get(request)
    assert (moved.state, moved.district, moved.claimer_id) == (State.QUEUED, NEXT_DOOR, None)
    assert any("Контакты по заявке" in text for text in to(news, FIRST))
    assert any("Қайта өтінім берудің қажеті жоқ" in text for text in to(news, FAMILY))
    assert any("Семья живёт там" in text for text in to(news, MATE))
    assert not any("Семья живёт там" in text for text in to(news, FAMILY))
    async with region.tx() as tx:
        assert requests.answers(tx, moved)["place"] == {"region": REGION, "district": NEXT_DOOR}


async def test_both_desks_are_told_of_a_move_to_another_region(region):
    await lead(region)
    request = await region.submit()
    news = await all_news(region, LEAD, pressed(request, "my", ELSEWHERE, "moves", verb="c"))
    assert any("переезжает" in text for text in to(news, MATE))
    assert any("переезжает" in text for text in to(news, FAR))
    unknown = await region.command(LEAD, "review", "100999-1")
    assert await region.command(LEAD, "review", request.number) == unknown
    assert any("Здесь" in text or "📍" in text for text in await region.command(FAR, "review", request.number))


async def test_a_correction_leaves_it_where_a_coordinator_gave_it_for_help(region):
    await lead(region)
    request = await region.submit()
    await region.tap(LEAD, pressed(request, "my", NEXT_DOOR, "help", verb="c"))
    async with region.unit(FAMILY) as unit:
        programme = unit.asar.programmes["school_aid"]
        await submission.save(unit, request.id, programme, "full", {**ANSWERS, "household": 7})
    assert (await region.get(request)).district == NEXT_DOOR
    assert ANSWERS["place"]["district"] == DISTRICT


async def test_the_desk_takes_it_whatever_is_nearer(region):
    await lead(region)
    request = await region.submit()
    news = await all_news(region, LEAD, pressed(request, "my", "KZ", "hard", verb="c"))
    moved = await region.get(request)
    assert (moved.stage, moved.district) == (Stage.DESK, DISTRICT)
    assert any("шамамыз" in text or "не справиться" in text for text in to(news, ADMIN))
    assert any("республикалық штаб" in text for text in to(news, FAMILY))


async def test_a_typed_place_and_a_typed_reason(region):
    await lead(region)
    request = await region.submit()
    await region.tap(LEAD, pressed(request, "mv", verb="c"))
    await region.pending()
    async with region.unit(LEAD) as unit:
        await prompts.answer(unit, Typed("Кентау"))
    assert any("Почему" in text for _, text in await region.news())
    await region.tap(LEAD, pressed(request, "my", NEXT_DOOR, "other", verb="c"))
    async with region.unit(LEAD) as unit:
        await prompts.answer(unit, Typed("там живёт бабушка"))
    assert (await region.get(request)).district == NEXT_DOOR
    (text,) = await region.command(LEAD, "audit", request.number)
    assert "там живёт бабушка" in text


async def test_forged_places_and_reasons_move_nothing(region):
    await lead(region)
    request = await region.submit()
    for words in (("999", "lives"), (DISTRICT, "lives"), (NEXT_DOOR, "nonsense"), ("KZ", "lives")):
        await region.tap(LEAD, pressed(request, "my", *words, verb="c"))
    after = await region.get(request)
    assert (after.district, after.stage, after.revision) == (DISTRICT, request.stage, request.revision)


# Whether help arrived, by phone


async def without_telegram(region: Region, claimer: int = FIRST) -> Request:
    request = await region.submit()
    await region.change(FAMILY, reachable=False)
    await region.command(claimer, "accept", request.number)
    await region.command(claimer, "done", request.number)
    await region.deliver()
    return await region.get(request)


async def whys(region: Region, request: Request) -> list[Why]:
    async with region.tx() as tx:
        return [one.reason for one in await reviews.open_of(tx, request.id)]


async def test_a_family_out_of_reach_is_asked_by_somebody_who_did_not_deliver(region):
    await lead(region)
    request = await without_telegram(region, claimer=LEAD)
    assert await whys(region, request) == [Why.VOUCH]
    await region.tap(LEAD, pressed(request, "vg", verb="c"))
    assert (await region.get(request)).state is State.DELIVERED
    await region.tap(MATE, pressed(request, "vg", verb="c"))
    assert (await region.get(request)).state is State.CONFIRMED
    (text,) = await region.command(MATE, "audit", request.number)
    assert "со слов семьи, по телефону" in text


async def test_part_came_by_phone(region):
    await lead(region)
    request = await without_telegram(region)
    news = await all_news(region, LEAD, pressed(request, "vp", verb="c"))
    after = await region.get(request)
    assert (after.state, after.claimer_id) == (State.CLAIMED, await ident(region, FIRST))
    assert any("не всё" in text for text in to(news, FIRST))


async def test_nothing_came_by_phone(region):
    await lead(region)
    request = await without_telegram(region)
    news = await all_news(region, LEAD, pressed(request, "vn", verb="c"))
    assert (await region.get(request)).state is State.QUEUED
    assert await whys(region, request) == [Why.DISPUTED]
    assert any("ничего не получила" in text for text in to(news, MATE))


async def test_where_nobody_calls_it_stays_delivered_and_not_confirmed(region):
    await lead(region)
    request = await without_telegram(region)
    for _ in range(20):
        await region.wait(DAY)
        async with region.tx() as tx:
            await housekeeping.run_due(tx, region.asar)
    assert (await region.get(request)).state is State.UNCONFIRMED
    assert await whys(region, request) == [Why.VOUCH]
    await region.tap(LEAD, pressed(await region.get(request), "vg", verb="c"))
    assert (await region.get(request)).state is State.CONFIRMED


# The story


async def test_the_story_names_who_did_what_and_why(region):
    await lead(region)
    request = await region.submit()
    await region.command(FIRST, "accept", request.number)
    await region.command(FIRST, "release", f"{request.number} сломалась машина")
    request = await region.get(request)
    await region.tap(LEAD, pressed(request, "ay", await ident(region, SECOND), verb="c"))
    (text,) = await region.command(LEAD, "audit", request.number)
    assert "семья: подана заявка" in text
    assert "волонтёр Асель: заявка принята" in text
    assert "сломалась машина" in text
    assert "поручена волонтёру" in text
    assert "Борис" in text
    assert text.count("заявка принята") == 1


async def test_the_story_is_protected_and_has_pages(region):
    await lead(region)
    request = await region.submit()
    for _ in range(8):
        await region.command(FIRST, "accept", request.number)
        await region.command(FIRST, "release", f"{request.number} далеко")
    await region.pending()
    seen = region.seen
    await region.command(LEAD, "audit", request.number)
    region.seen = seen
    (payload,) = [payload for row, payload in await region.pending() if row.chat_id == LEAD]
    assert payload["protect_content"] is True
    (first,) = await region.tap(LEAD, pressed(request, "au", 0, verb="c"))
    assert "подана заявка" in first
    assert "подана заявка" not in payload["text"]


async def test_a_complaint_is_not_in_the_story_of_whom_it_names(region):
    await lead(region)
    request = await region.submit()
    await region.command(LEAD, "accept", request.number)
    await region.deliver()
    await region.tap(FAMILY, pressed(await region.get(request), "money", verb="f"))
    assert Event.REPORT in await region.events(request)
    for who, sees in ((MATE, True), (LEAD, False)):
        (text,) = await region.command(who, "audit", request.number)
        assert ("жалоба" in text) is sees


async def test_the_story_says_what_was_missing_in_words_and_shows_the_photos(region):
    await lead(region)
    request = await region.submit()
    await region.command(FIRST, "accept", request.number)
    async with region.unit(FIRST) as unit:
        missing = items.told({Thing(1, "bag"): ("other", "закончились рюкзаки")})
        await audit.append(unit, request.id, Event.GIVEN, State.CLAIMED, unit.person.id, missing)
        await audit.append(unit, request.id, Event.PHOTO, State.CLAIMED, unit.person.id, "FILE-ID")
    (text,) = await region.command(LEAD, "audit", request.number)
    assert "закончились рюкзаки" in text
    assert "FILE-ID" not in text
    assert "[[" not in text
    await region.pending()
    seen = region.seen
    await region.tap(LEAD, pressed(request, "ph", verb="c"))
    region.seen = seen
    rows = [(row.method, payload) for row, payload in await region.pending() if row.chat_id == LEAD]
    assert ("sendPhoto", "FILE-ID", True) in [
        (method, payload.get("photo"), payload.get("protect_content")) for method, payload in rows
    ]
    assert await region.tap(FAR, pressed(request, "ph", verb="c"))
    assert not [row for row, _ in await region.pending() if row.method == "sendPhoto"]
