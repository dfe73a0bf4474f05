"""A region in which everything that can hold somebody's words holds some, each marked with whose they are."""

from typing import Any

from sqlalchemy import select

from bot.core.interview.events import PhotoShared, Typed
from bot.core.letters import Content, Kind
from bot.core.requests import State
from bot.services import erasure, letters, photos, prompts
from bot.store import announcements, consents, drafts, groups, intakes, people, schema, stocks, updates
from bot.store.groups import TITLE
from bot.store.people import PROFILE
from bot.store.rekey import SEALED
from bot.store.requests import Request
from tests.office import VAULT
from tests.services.conftest import CANARIES, FAMILY, FIRST, LEAD, REGION, Region, pressed
from tests.services.test_letters import ask, button, claimed, kept, said, write

OF_FAMILY, OF_VOLUNTEER, OF_LEAD = "сары-қанарея", "жасыл-тоты", "боз-торғай"
"""What the words of each contain: a family's, or about a family; of a volunteer; of a coordinator."""

FAMILYS = (*CANARIES, OF_FAMILY)
WITHOUT_TELEGRAM = "+77010000777"


async def typed(region: Region, who: int, words: str) -> None:
    async with region.unit(who) as unit:
        assert await prompts.answer(unit, Typed(words))


async def move_in(region: Region) -> dict[str, Request]:
    """Requests at work, delivered, refused and waiting for stock, with everything about them."""
    await region.people_come(LEAD)
    for who, name, phone in ((FIRST, OF_VOLUNTEER, "+77010000021"), (LEAD, OF_LEAD, "+77010000031")):
        profile = VAULT.seal(PROFILE, {"name": f"{name} Аты", "phone": phone})
        await region.change(who, sealed_profile=profile, phone_hash=VAULT.blind(phone))
    found = {"delivered": await _delivered(region), "claimed": await _claimed(region)}
    found["refused"] = await _refused(region)
    found["listed"] = await _listed(region)
    await _beside(region)
    return found


async def _delivered(region: Region) -> Request:
    request = await claimed(region)
    await region.tap(FIRST, pressed(request, "d"))
    async with region.unit(FIRST) as unit:
        await photos.answer_prompt(unit, {"request": request.id}, PhotoShared(f"photo-{OF_FAMILY}", "u"))
    return await region.get(request)


async def _claimed(region: Region) -> Request:
    """At work: letters of both with a file, a note, a thing that is missing, complaints of each about the other."""
    request = await claimed(region)
    asked = await ask(region, FIRST, f"{request.number} вопрос, {OF_VOLUNTEER}")
    await region.tap(FAMILY, button(asked, FAMILY, "Жауап жазу"))
    answered = await write(region, FAMILY, f"ответ, {OF_FAMILY}")
    first = (await kept(region))[0].id
    async with region.unit(FAMILY) as unit:
        await letters.reply(unit, first)
        assert await letters.take(unit, Content(Kind.PHOTO, OF_FAMILY, f"file-{OF_FAMILY}"), None)
    await said(region)
    await region.command(FIRST, "note", f"{request.number} {OF_FAMILY}")
    await region.tap(FIRST, pressed(request, "dt"))
    await region.tap(FIRST, pressed(request, "gt", "1-shoes-1"))
    await region.tap(FIRST, pressed(request, "gn"))
    await region.tap(FIRST, pressed(request, "gr", "1-shoes-other"))
    await typed(region, FIRST, OF_FAMILY)
    for who, rows, label, words in (
        (FAMILY, asked, "Шағымдану", OF_FAMILY),
        (FIRST, answered, "Пожаловаться", f"{OF_VOLUNTEER} {OF_FAMILY}"),
    ):
        data = button(rows, who, label)
        await region.tap(who, data)
        await region.tap(who, f"z:kd:abuse:{data.rpartition(':')[2]}")
        await typed(region, who, words)
    async with region.tx() as tx:
        complaints = list((await tx.execute(select(schema.complaints.c.id))).scalars())
    for one in complaints:
        await region.tap(LEAD, f"z:op:{one}")
    return await region.get(request)


async def _refused(region: Region) -> Request:
    """Refused in the coordinator's own words, objected to in the family's; one more refusal is being written."""
    request = await region.submit()
    for family_says in (True, False):
        await region.tap(LEAD, pressed(request, "dr", "other", verb="c"))
        await typed(region, LEAD, f"отказ, {OF_FAMILY}")
        if not family_says:
            return request
        await region.tap(LEAD, pressed(request, "dy", "other", verb="c"))
        request = await region.get(request)
        assert request.state is State.DECLINED
        await region.tap(FAMILY, pressed(request, "ob", verb="f"))
        await typed(region, FAMILY, f"несогласие, {OF_FAMILY}")
        request = await region.get(request)
    return request


async def _listed(region: Region) -> Request:
    request = await region.submit()
    async with region.tx() as tx:
        await stocks.put_listed(tx, request, tx.now)
        await stocks.put(tx, "school_aid", REGION, "bag", 0, 1)
    return await region.get(request)


async def _beside(region: Region) -> None:
    """Drafts, an announcement, a group, a form for somebody else, an update that could not be handled."""
    async with region.unit(FAMILY) as unit:
        key = await drafts.add(unit, unit.person.id, "school_aid", 0, 1, OF_FAMILY)
        await people.change(unit, unit.person, focus=key)
        await consents.give(unit, unit.person.id, "school_aid", "v", "kk")
        sender = {"id": FAMILY, "first_name": "x"}
        await updates.bury(unit, 5, {"message": {"from": sender, "chat": sender, "text": OF_FAMILY}}, "x")
        await updates.bury(unit, 6, {"message": {"from": {"id": 999}, "text": "чужое"}}, "x")
    async with region.unit(LEAD) as unit:
        row = await announcements.add(unit, unit.person.id)
        await announcements.change(unit, row, texts={"ru": OF_LEAD})
        group = await groups.add(unit, -1001, "ru", unit.person.id)
        await groups.change(unit, group, area=REGION, bound_by=unit.person.id, sealed_title=VAULT.seal(TITLE, "Топ"))
        form = await intakes.add(unit, unit.person.id, "phone", "kk", "aloud", "v")
        await drafts.add(unit, unit.person.id, "school_aid", -form, 1, f"форма, {OF_LEAD}")


async def read(region: Region, vault: Any = VAULT) -> list[tuple[str, str]]:
    """All that is stored: (table.column, what stands there, opened if it is sealed). Fails where nothing is."""
    found = []
    names = {(table.name, column): name for name, (table, column) in SEALED.items()}
    async with region.tx() as tx:
        for table in schema.metadata.sorted_tables:
            for row in (await tx.execute(select(table).order_by(*table.primary_key))).mappings():
                for column, value in row.items():
                    sealed = names.get((table.name, column))
                    if value is not None:
                        opened = value if sealed is None else vault.open(sealed, value)
                        found.append((f"{table.name}.{column}", str(opened)))
    return found


def where(found: list[tuple[str, str]], words: tuple[str, ...]) -> set[str]:
    """In which columns one of these words stands."""
    return {place for place, text in found if any(word in text for word in words)}


async def leave(region: Region, who: int) -> None:
    """/delete, and yes."""
    async with region.unit(who) as unit:
        await erasure.erase(unit)
