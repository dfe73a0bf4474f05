"""A family without Telegram: its request is entered, corrected, withdrawn and erased by the team, at its word."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select
from telegram import Update

from bot.core.interview import Event, Typed
from bot.core.requests import Event as Happened
from bot.core.requests import State
from bot.core.roles import Membership, Role
from bot.core.speech import LANGUAGES, Language
from bot.services import interviews, looking, unfinished
from bot.services.unit import Press
from bot.store import drafts, people, requests, reviews, schema
from bot.store.requests import Request
from bot.telegram import callbacks
from bot.telegram.handlers import intake, interview
from tests.office import VAULT, Context
from tests.office import buttons as labels
from tests.services.conftest import ANSWERS, CANARIES, DAY, FIRST, HOUR, LEAD, REGION, Region

PHONE = "+77010000077"
OTHER = 32


async def shown(region: Region, who: int) -> list[dict[str, Any]]:
    return [payload for row, payload in await region.pending() if row.chat_id == who and "text" in payload]


async def tap(region: Region, data: str, who: int = LEAD) -> list[dict[str, Any]]:
    """Press a button; what this person was shown because of it."""
    await region.pending()
    action = callbacks.decode(data)
    assert action is not None
    async with region.unit(who, Press("1", None, action)) as unit:
        handler = {"n": intake.press, "q": interview.press, "d": interview.decide}[action.verb]
        await handler(Update(1), Context(unit, action))  # type: ignore[arg-type]
        await unit.answer()
    return await shown(region, who)


async def begin(region: Region, who: int = LEAD) -> list[dict[str, Any]]:
    await region.pending()
    async with region.unit(who) as unit:
        await intake.intake(Update(1), Context(unit))  # type: ignore[arg-type]
    return await shown(region, who)


def find(said: list[dict[str, Any]], label: str) -> str:
    found = [data for payload in said for text, data in labels(payload).items() if label in text]
    assert found, said
    return found[-1]


async def agreed(region: Region, origin: str = "пришла", way: str = "на бумаге") -> list[dict[str, Any]]:
    """Up to the first question; the family speaks Kazakh."""
    said = await tap(region, find(await begin(region), origin))
    said = await tap(region, find(said, "По-казахски"))
    return await tap(region, find(said, way))


async def happen(region: Region, event: Event, who: int = LEAD) -> list[dict[str, Any]]:
    """Something is written or shared in answer to the question."""
    await region.pending()
    async with region.unit(who) as unit:
        assert unit.person.focus is not None
        await interviews.take(unit, unit.person.focus, event)
    return await shown(region, who)


async def fill(region: Region, **changes: Any) -> int:
    """Let the form be filled in up to the review; the id of its draft."""
    async with region.unit(LEAD) as unit:
        row = next(row for row in await drafts.of(unit, unit.person.id) if row.request_id < 0)
        found = await interviews.opened(unit, row.id)
        assert found is not None
        answers = {**ANSWERS, "phone": PHONE, **changes}
        draft = replace(found.draft, answers=answers, cursor="review", revision=found.draft.revision + 1)
        await drafts.save(unit, row.id, row.revision, draft.revision, draft.to_json())
        return row.id


async def send(region: Region, draft_id: int) -> list[dict[str, Any]]:
    async with region.unit(LEAD) as unit:
        row = await drafts.get(unit, draft_id)
        assert row is not None
    return await tap(region, f"q:{draft_id}:{row.revision}:go")


async def entered(region: Region, **changes: Any) -> Request:
    """A request that LEAD has entered."""
    await agreed(region)
    await send(region, await fill(region, **changes))
    async with region.tx() as tx:
        newest = (await tx.execute(select(func.max(schema.requests.c.id)))).scalar()
        assert newest is not None
        return await requests.get(tx, newest)


@pytest.fixture
async def led(region: Region) -> Region:
    await region.people_come(LEAD)
    await region.person(OTHER, Membership(Role.COORDINATOR, REGION))
    return region


@pytest.mark.parametrize("language", LANGUAGES)
async def test_from_the_door_to_the_queue(led: Region, language: Language):
    said = await tap(led, find(await begin(led), "пришла"))
    said = await tap(led, find(said, "По-казахски" if language == "kk" else "По-русски"))
    assert {"kk": "Дербес деректерді жинауға", "ru": "Согласие на сбор"}[language] in said[0]["text"]
    said = await tap(led, find(said, "на бумаге"))
    assert said[-1]["protect_content"] is True
    said = await send(led, await fill(led))
    assert "Семье ничего не придёт" in str(said)
    assert {"kk": "Өтініміңіздің нөмірі", "ru": "Номер Вашей заявки"}[language] in str(said)
    async with led.tx() as tx:
        request = await requests.get(tx, 1)
        family = await people.get(tx, request.person_id)
        consent = (await tx.execute(select(schema.consents))).one()
        assert (await tx.execute(select(schema.intakes))).all() == []
        assert (await tx.execute(select(schema.drafts))).all() == []
    lead = await led.look(LEAD)
    assert (request.origin, request.entered_by, request.language) == ("walk-in", lead.id, language)
    assert (family.telegram_id, family.reachable) == (-family.id, False)
    assert (consent.person_id, consent.way, consent.through) == (family.id, "paper", lead.id)
    assert consent.language == language
    card = "\n".join(await led.command(FIRST, "show", request.number))
    assert "☎️ Записал координатор: у семьи нет Telegram" in card
    assert not any(canary in card for canary in CANARIES)
    contacts = str(await led.command(FIRST, "accept", request.number) + [text for _, _, text in await led.all_texts()])
    assert "назовите номер заявки" in contacts


@pytest.mark.parametrize("language", LANGUAGES)
async def test_no_volunteer_is_told_that_the_family_reads_what_the_bot_says(led: Region, language: Language):
    """The volunteer brings the news; how it went a coordinator asks on the phone."""
    kk = language == "kk"
    request = await entered(led)
    await led.person(FIRST, language=language)
    accepted = str(await led.command(FIRST, "accept", request.number))
    assert ("қабылданғанын отбасы Сізден естиді" if kk else "семья узнает от Вас") in accepted
    done = str(await led.command(FIRST, "done", request.number))
    assert ("үйлестіруші отбасына қоңырау шалып сұрайды" if kk else "Координатор позвонит семье и спросит") in done
    assert "сұраймыз" not in done
    assert "Мы спросим" not in done


async def test_who_spoke_for_a_family_is_told_in_the_language_of_who_reads(led: Region):
    request = await entered(led)
    await led.person(OTHER, language="kk")
    (story,) = await led.command(OTHER, "audit", request.number)
    assert "отбасының айтуымен, Telegram қолданбайды" in story
    assert "со слов" not in story
    await led.command(FIRST, "accept", request.number)
    contacts = str([text for chat, _, text in await led.all_texts() if chat == FIRST])
    assert "🗒 <b>" not in contacts
    assert "Заметки</b>" not in contacts


async def test_two_taps_begin_one_form_and_no_consent_keeps_nothing(led: Region):
    said = await tap(led, find(await begin(led), "позвонила"))
    said = await tap(led, find(said, "По-русски"))
    assert "на бумаге" not in str(said)
    agree = find(said, "вслух")
    await tap(led, agree)
    await tap(led, agree)
    async with led.tx() as tx:
        assert len((await tx.execute(select(schema.drafts))).all()) == 1
    said = await tap(led, find(await begin(led), "позвонила"))
    said = await tap(led, find(await tap(led, find(said, "По-русски")), "Не согласна"))
    assert "ничего не записано" in said[-1]["text"]
    async with led.tx() as tx:
        assert len((await tx.execute(select(schema.drafts))).all()) == 1
        assert (await tx.execute(select(schema.consents))).all() == []


async def test_several_forms_and_ones_own_application_do_not_disturb_each_other(led: Region):
    await agreed(led)
    led.now += HOUR
    await agreed(led, "позвонила", "вслух")
    async with led.unit(LEAD) as unit:
        await interviews.apply(unit, "school_aid")
        rows = await drafts.of(unit, unit.person.id)
        assert sorted(row.request_id for row in rows) == [-2, -1, 0]
        own = next(row for row in rows if row.request_id == 0)
        await unfinished.discard(unit, own.id)
    said = await begin(led)
    assert len([label for label in labels(said[-1]) if "Продолжить" in label]) == 2
    assert await tap(led, find(said, "Продолжить"))
    led.now += DAY
    await led.pending()
    async with led.unit(LEAD) as unit:
        await unfinished.due(unit, 1)
    assert "ещё не отправлена" in (await shown(led, LEAD))[-1]["text"]


async def test_a_phone_in_another_open_request_is_told_before_there_are_two(led: Region):
    led.drafts = 1000
    first = await led.submit(phone=PHONE)
    await agreed(led)
    draft_id = await fill(led)
    said = await send(led, draft_id)
    assert "уже есть открытая заявка" in said[-1]["text"]
    sure = find(said, "другая семья")
    said = await tap(led, sure)
    assert "Заявка принята" in str(said)
    await tap(led, sure)
    async with led.tx() as tx:
        found = (await tx.execute(select(schema.requests.c.id))).scalars().all()
    assert len(found) == 2
    assert first.id in found


async def test_one_s_own_phone_is_looked_at_by_another_coordinator(led: Region):
    await led.change(LEAD, phone_hash=VAULT.blind(PHONE))
    request = await entered(led)
    assert request.state is State.REVIEW
    async with led.tx() as tx:
        assert [one.reason for one in await reviews.open_of(tx, request.id)] != []
    assert "У семьи нет Telegram" not in str(await led.command(LEAD, "show", request.number))
    assert "У семьи нет Telegram" in str(await led.command(OTHER, "show", request.number))


async def test_what_the_family_says_later_is_done_by_who_leads_there_and_written_down(led: Region):
    request = await entered(led)
    assert "n:wd" not in str(await led.command(FIRST, "show", request.number))
    async with led.unit(OTHER) as unit:
        await looking.show(unit, request.number)
    said = await shown(led, OTHER)
    said = await tap(led, find(said, "Отозвать заявку"), OTHER)
    yes = find(said, "Да, семья так просит")
    for stranger in (FIRST, 11):
        await tap(led, yes, stranger)
    assert (await led.get(request)).state is State.QUEUED
    assert "отозвана" in (await tap(led, yes, OTHER))[-1]["text"]
    assert (await led.get(request)).state is State.WITHDRAWN
    assert (await led.events(request))[-2:] == [Happened.WITHDRAW, Happened.NOTE]


async def test_a_correction_is_the_family_s_and_the_coordinator_s_chat_keeps_nothing_of_it(led: Region):
    request = await entered(led)
    await led.deliver()
    async with led.unit(OTHER) as unit:
        await looking.show(unit, request.number)
    said = await tap(led, find(await shown(led, OTHER), "Исправить"), OTHER)
    assert said[-1]["protect_content"] is True
    async with led.unit(OTHER) as unit:
        (row,) = await drafts.of(unit, unit.person.id)
    await led.deliver()
    said = await tap(led, f"q:{row.id}:{row.revision}:go", OTHER)
    assert "Исправили заявку" in str(said)
    assert Happened.CORRECT in await led.events(request)
    methods = [method for chat, method, _ in await led.all_texts() if chat == OTHER]
    assert "deleteMessage" in methods


async def test_erasing_at_the_family_s_word_leaves_nothing_of_it(led: Region):
    request = await entered(led)
    async with led.unit(LEAD) as unit:
        await looking.show(unit, request.number)
    said = await tap(led, find(await shown(led, LEAD), "Удалить данные"))
    assert "удалены" in (await tap(led, find(said, "Да, удалить")))[-1]["text"]
    gone = await led.get(request)
    assert (gone.sealed_answers, gone.phone_hash, gone.card) == (None, None, {})
    assert gone.state is State.WITHDRAWN
    async with led.tx() as tx:
        assert (await tx.execute(select(schema.consents))).one().withdrawn_at is not None


async def test_who_does_not_lead_cannot_begin(led: Region):
    assert "координатор" in (await begin(led, FIRST))[-1]["text"]
    await led.pending()
    await tap(led, "n:c:school_aid:walk-in:kk:paper", FIRST)
    async with led.tx() as tx:
        assert (await tx.execute(select(schema.drafts))).all() == []


async def test_a_cry_for_help_in_a_form_shows_the_helplines(led: Region):
    await agreed(led)
    assert "112" in str(await happen(led, Typed("муж меня бьёт")))
