"""A refusal: with a reason the family reads, another way to help, and a right to object that another person answers."""

from datetime import UTC, datetime

import pytest

from bot.core.interview import Typed
from bot.core.requests import Event, State
from bot.core.roles import Membership, Role
from bot.services import housekeeping, interviews, prompts
from bot.store import audit, reviews
from bot.store.requests import Request
from bot.store.reviews import Why
from tests.office import buttons
from tests.services.conftest import ADMIN, DAY, FAMILY, FIRST, HOUR, LEAD, REGION, Region, pressed

MATE = 32
ELSEWHERE = ("«Жалпыға бірдей оқыту»", "1414", "АӘК")


async def lead(region: Region) -> None:
    await region.people_come(LEAD)
    await region.person(MATE, Membership(Role.COORDINATOR, REGION))


async def run_due(region: Region) -> None:
    while True:
        async with region.tx() as tx:
            if not await housekeeping.run_due(tx, region.asar):
                return


async def told(region: Region, who: int, presser: int, data: str) -> list[str]:
    """What somebody reads because another one pressed."""
    await region.pending()
    seen = region.seen
    await region.tap(presser, data)
    region.seen = seen
    return [text for chat, text in await region.news() if chat == who]


async def declined(region: Region, reason: str = "elsewhere", by: int = LEAD) -> Request:
    request = await region.submit()
    await region.tap(by, pressed(request, "dy", reason, verb="c"))
    await region.deliver()
    await region.pending()
    return await region.get(request)


async def objected(region: Region) -> Request:
    request = await declined(region)
    await region.tap(FAMILY, pressed(request, "oy", verb="f"))
    await region.pending()
    return await region.get(request)


async def write(region: Region, who: int, words: str) -> list[str]:
    await region.pending()
    async with region.unit(who) as unit:
        await prompts.answer(unit, Typed(words))
    return [text for chat, text in await region.news() if chat == who]


async def test_the_coordinator_sees_what_the_family_will_read_before_it_is_sent(region):
    await lead(region)
    request = await region.submit()
    (preview,) = await region.tap(LEAD, pressed(request, "dr", "elsewhere", verb="c"))
    assert "жұмыс күні ішінде" in preview  # in the family's language, not the coordinator's
    assert (await region.get(request)).state is State.QUEUED
    (letter,) = await told(region, FAMILY, LEAD, pressed(request, "dy", "elsewhere", verb="c"))
    assert all(words in letter for words in ELSEWHERE)
    assert "/apply" in letter
    assert (await region.get(request)).state is State.DECLINED
    assert "2026" in letter


@pytest.mark.parametrize("reason", ["elsewhere", "area", "goods", "duplicate", "unreached"])
async def test_every_reason_comes_with_another_way_to_help_and_a_right_to_object(region, reason):
    await lead(region)
    request = await region.submit()
    await region.pending()
    seen = region.seen
    await region.tap(LEAD, pressed(request, "dy", reason, verb="c"))
    region.seen = seen
    (payload,) = [payload for row, payload in await region.pending() if row.chat_id == FAMILY and "text" in payload]
    assert any(number in payload["text"] for number in ("111", "1414"))
    assert "Қайта қарауды сұраймын" in buttons(payload)


async def test_a_typed_reason_is_passed_as_it_was_typed(region):
    await lead(region)
    request = await region.submit()
    (asked,) = await region.tap(LEAD, pressed(request, "dr", "other", verb="c"))
    assert "по-казахски" in asked
    (preview,) = await write(region, LEAD, "Кешіріңіз, биыл <тек> мектеп жасындағы балаларға көмектесеміз")
    assert "&lt;тек&gt;" in preview
    (letter,) = await told(region, FAMILY, LEAD, pressed(request, "dy", "other", verb="c"))
    assert "&lt;тек&gt; мектеп жасындағы" in letter


async def test_another_without_words_is_not_sent(region):
    await lead(region)
    request = await region.submit()
    assert await told(region, FAMILY, LEAD, pressed(request, "dy", "other", verb="c")) == []
    assert await told(region, FAMILY, LEAD, pressed(request, "dy", "nonsense", verb="c")) == []
    assert (await region.get(request)).state is State.QUEUED


async def test_pressing_three_times_refuses_once(region):
    await lead(region)
    request = await region.submit()
    for who in (LEAD, LEAD, MATE):
        await region.tap(who, pressed(request, "dy", "goods", verb="c"))
    assert (await region.events(request)).count(Event.DECLINE) == 1


async def test_a_volunteer_who_accepts_while_a_coordinator_refuses_keeps_it(region):
    await lead(region)
    request = await region.submit()
    await region.command(FIRST, "accept", request.number)
    await region.tap(LEAD, pressed(request, "dy", "goods", verb="c"))
    claimed = await region.get(request)
    assert claimed.state is State.CLAIMED
    await region.tap(LEAD, pressed(claimed, "dy", "goods", verb="c"))  # nor as it stands: it has to be held first
    assert (await region.get(request)).state is State.CLAIMED


async def test_a_family_that_withdraws_meanwhile_is_not_refused(region):
    await lead(region)
    request = await region.submit()
    await region.tap(FAMILY, pressed(request, "wy", verb="f"))
    assert await told(region, FAMILY, LEAD, pressed(request, "dy", "goods", verb="c")) == []
    assert (await region.get(request)).state is State.WITHDRAWN


async def test_status_says_why_and_what_can_be_done(region):
    await lead(region)
    request = await declined(region)
    (text,) = await region.tap(FAMILY, pressed(request, "st", verb="f"))
    assert "дәл осы көмекті алып қойған" in text
    assert "Келіспейсіз бе?" in text


async def test_the_family_can_apply_anew_at_once(region):
    await lead(region)
    await declined(region)
    await region.pending()
    async with region.unit(FAMILY) as unit:
        await interviews.apply(unit, "school_aid")
    assert not any("ашық өтінім бар" in text for _, text in await region.news())


async def test_the_objection_is_answered_by_another_coordinator_and_within_the_laws_days(region):
    await lead(region)
    request = await declined(region)
    texts = await told(region, FAMILY, FAMILY, pressed(request, "ob", verb="f"))
    assert any("Неге келіспейтініңізді" in text for text in texts)
    region.seen = (await region.rows())[-1][0].id
    async with region.unit(FAMILY) as unit:
        await prompts.answer(unit, Typed("Бұл көмекті алған жоқпыз"))
    news = await region.news()
    (mine,) = [text for chat, text in news if chat == FAMILY]
    assert "06.08.2026" in mine or "6 тамыз" in mine  # Monday and three working days
    assert [text for chat, text in news if chat == MATE]
    assert not [text for chat, text in news if chat == LEAD]
    request = await region.get(request)
    assert request.state is State.REVIEW
    async with region.tx() as tx:
        (review,) = await reviews.open_of(tx, request.id)
    assert (review.reason, review.due_at) == (Why.OBJECTION, datetime(2026, 8, 6, 18, 59, tzinfo=UTC))
    (page,) = await region.command(MATE, "review", request.number)
    assert "Бұл көмекті алған жоқпыз" in page
    await region.tap(LEAD, pressed(request, "ad", verb="c"))
    await region.tap(LEAD, pressed(request, "dy", "goods", verb="c"))
    assert (await region.get(request)).state is State.REVIEW
    heard = await told(region, FAMILY, MATE, pressed(request, "ad", verb="c"))
    assert any("Сіздікі дұрыс екен" in text for text in heard)
    assert (await region.get(request)).state is State.QUEUED


async def test_where_there_is_nobody_else_the_same_one_answers(region):
    await region.people_come(LEAD)
    request = await objected(region)
    await region.tap(LEAD, pressed(request, "ad", verb="c"))
    assert (await region.get(request)).state is State.QUEUED


async def test_where_there_is_a_desk_it_answers_instead_of_the_only_coordinator(region):
    await region.people_come(LEAD, ADMIN)
    request = await declined(region)
    news = await told(region, ADMIN, FAMILY, pressed(request, "oy", verb="f"))
    assert any("не согласна" in text for text in news)
    request = await region.get(request)
    await region.tap(LEAD, pressed(request, "ad", verb="c"))
    assert (await region.get(request)).state is State.REVIEW
    await region.tap(ADMIN, pressed(request, "ad", verb="c"))
    assert (await region.get(request)).state is State.QUEUED


async def test_a_second_refusal_is_final_here_and_names_whom_to_turn_to(region):
    await lead(region)
    request = await objected(region)
    (letter,) = await told(region, FAMILY, MATE, pressed(request, "dy", "goods", verb="c"))
    assert "ботта бұл соңғы жауап" in letter
    assert "бізге жазыңыз" in letter
    assert "Келіспейсіз бе?" not in letter
    request = await region.get(request)
    await region.tap(FAMILY, pressed(request, "oy", verb="f"))
    assert (await region.get(request)).state is State.DECLINED


async def test_a_later_refusal_of_a_request_admitted_after_an_objection_can_be_objected_to(region):
    await lead(region)
    request = await objected(region)
    await region.tap(MATE, pressed(request, "ad", verb="c"))
    request = await region.get(request)
    (letter,) = await told(region, FAMILY, MATE, pressed(request, "dy", "goods", verb="c"))
    assert "Келіспейсіз бе?" in letter


async def test_after_thirty_days_it_is_too_late_to_object(region):
    await lead(region)
    request = await declined(region)
    await region.wait(30 * DAY)
    await region.tap(FAMILY, pressed(request, "ob", verb="f"))
    await region.wait(DAY)
    await region.tap(FAMILY, pressed(request, "oy", verb="f"))
    assert (await region.get(request)).state is State.DECLINED


@pytest.mark.parametrize(
    ("objected_at", "last_call"),
    [
        (datetime(2026, 8, 3, 7, 0, tzinfo=UTC), datetime(2026, 8, 5, 4, 0, tzinfo=UTC)),
        (datetime(2026, 8, 6, 7, 0, tzinfo=UTC), datetime(2026, 8, 10, 4, 0, tzinfo=UTC)),  # Thursday: due on Tuesday
        (datetime(2026, 8, 5, 7, 0, tzinfo=UTC), datetime(2026, 8, 7, 4, 0, tzinfo=UTC)),  # due on Monday: on Friday
    ],
)
async def test_a_working_day_before_the_laws_deadline_it_is_said_once(region, objected_at, last_call):
    await lead(region)
    region.now = objected_at
    await objected(region)
    said = []
    for _ in range(9 * 24):
        await region.wait(HOUR)
        await region.pending()
        await run_due(region)
        said += [region.now for chat, text in await region.news() if chat == MATE and "Срок по закону" in text]
    assert said == [last_call]


async def test_an_answer_that_is_late_is_owned_up_to_once_and_again_in_the_status(region):
    await lead(region)
    region.now = datetime(2026, 8, 3, 7, 0, tzinfo=UTC)
    request = await objected(region)
    owned, urged = [], []
    for _ in range(7 * 24):
        await region.wait(HOUR)
        await region.pending()
        await run_due(region)
        news = await region.news()
        owned += [(region.now, text) for chat, text in news if chat == FAMILY and "Үлгермедік" in text]
        urged += [chat for chat, text in news if "срок по закону прошёл: 6 августа 2026 г. " in text]
    ((when, text),) = owned
    assert when == datetime(2026, 8, 7, 3, 0, tzinfo=UTC)  # as the quiet hours end
    assert "2026 ж. 6 тамыз" in text
    assert MATE in urged
    assert LEAD not in urged  # whoever refused does not answer
    assert sorted(urged) == sorted(set(urged))
    assert "Үлгермедік" in (await region.tap(FAMILY, pressed(request, "st", verb="f")))[-1]
    await region.tap(MATE, pressed(request, "ad", verb="c"))
    await region.pending()
    assert (await region.get(request)).state is State.QUEUED


async def test_after_an_outage_that_the_promise_fell_into_everybody_hears_once(region):
    await lead(region)
    await region.people_come(ADMIN)
    region.now = datetime(2026, 8, 3, 7, 0, tzinfo=UTC)
    request = await objected(region)
    region.now += 14 * DAY
    await region.pending()
    await run_due(region)
    await run_due(region)
    news = await region.news()
    for who in (MATE, ADMIN):
        (told,) = [text for chat, text in news if chat == who and request.number in text]
        assert "осталось без ответа" in told
    assert sum("Үлгермедік" in text for chat, text in news if chat == FAMILY) == 1


async def test_an_objection_decided_in_time_is_never_reminded_of(region):
    await lead(region)
    request = await objected(region)
    await region.tap(MATE, pressed(request, "ad", verb="c"))
    for _ in range(10):
        await region.wait(DAY)
        await region.pending()
        await run_due(region)
        assert not any("закону" in text for _, text in await region.news())


async def test_the_reason_is_in_the_audit_and_sealed(region):
    await lead(region)
    request = await declined(region, "unreached")
    async with region.tx() as tx:
        entry = (await audit.of(tx, request.id))[-1]
    assert (entry.event, entry.reason) == (Event.DECLINE, "unreached")
