"""What people type anywhere: kept exactly or refused kindly, shown escaped, and taken by Telegram as it stands."""

from typing import Any

import pytest

from bot.core.interview.events import Typed
from bot.playground.markup import parse_html
from bot.playground.text import units
from bot.services import prompts
from bot.store import requests
from tests.services.conftest import FAMILY, FIRST, LEAD, Region, pressed
from tests.services.test_letters import ask, button, claimed, kept, said, write

TEXTS = [
    "<b>жирно",
    "</a></blockquote>",
    "&lt;&amp;&#0;&nbsp",
    "😀" * 4096,
    "👨‍👩‍👧‍👦" * 30,
    "\u202eьтсалб",
    "нуль\x00внутри",
    "\u200b\u2060\u3164",
    "ы" * 10_000,
    "٤٥ және ４５",
    "*_`[x](http://x)",
    "e\u0301" * 200,
    "\ud83d",
]
"""One of each kind of trouble."""


def check(rows: list[tuple[Any, dict[str, Any]]]) -> None:
    """Everything to be said is HTML that Telegram takes, within its length; buttons within theirs."""
    for _row, payload in rows:
        if "text" in payload and "callback_query_id" not in payload:
            text, _entities = parse_html(payload["text"])
            assert 0 < units(text.strip()) <= 4096
        for line in payload.get("reply_markup", {}).get("inline_keyboard", []):
            for one in line:
                assert len(one.get("callback_data", "").encode()) <= 64
                assert one["text"].strip()


async def type_in(region: Region, who: int, words: str) -> None:
    """The answer to whatever was asked."""
    async with region.unit(who) as unit:
        await prompts.answer(unit, Typed(words))


async def all_rows(region: Region) -> list[tuple[Any, dict[str, Any]]]:
    region.seen = 0
    return await region.pending()


@pytest.mark.parametrize("words", TEXTS, ids=range(len(TEXTS)))
async def test_between_a_family_and_its_helper(region: Region, words: str) -> None:
    await region.people_come(LEAD)
    request = await claimed(region)
    asked = await ask(region, FIRST, f"{request.number} вопрос")
    await region.tap(FAMILY, button(asked, FAMILY, "Жауап жазу"))
    await write(region, FAMILY, words)
    letters = await kept(region)
    await region.tap(FIRST, f"y:t:{request.id}:-1")
    await region.command(FIRST, "note", f"{request.number} {words}")
    await region.tap(FIRST, pressed(request, "dt"))
    await region.tap(FIRST, pressed(request, "gt", "1-shoes-1"))
    await region.tap(FIRST, pressed(request, "gn"))
    await region.tap(FIRST, pressed(request, "gr", "1-shoes-other"))
    await type_in(region, FIRST, words)
    await region.tap(FAMILY, f"z:kd:abuse:{letters[0].id}")
    await type_in(region, FAMILY, words)
    await region.tap(LEAD, "z:op:1")
    await region.tap(FIRST, pressed(await region.get(request), "rr"))
    await type_in(region, FIRST, words)
    check(await all_rows(region))
    await said(region)


@pytest.mark.parametrize("words", TEXTS, ids=range(len(TEXTS)))
async def test_between_a_coordinator_and_a_family(region: Region, words: str) -> None:
    await region.people_come(LEAD)
    request = await region.submit()
    await region.tap(LEAD, pressed(request, "dr", "other", verb="c"))
    await type_in(region, LEAD, words)
    await region.tap(LEAD, pressed(request, "dy", "other", verb="c"))
    request = await region.get(request)
    if request.state is requests.State.QUEUED:
        await region.tap(LEAD, pressed(request, "dy", "elsewhere", verb="c"))
        request = await region.get(request)
    await region.tap(FAMILY, pressed(request, "ob", verb="f"))
    await type_in(region, FAMILY, words)
    for page in range(3):
        await region.tap(LEAD, pressed(request, "au", page, verb="c"))
        await region.tap(LEAD, pressed(request, "pg", verb="c"))
    await region.tap(LEAD, "k:i:61:school_aid:bag")
    await type_in(region, LEAD, words)
    check(await all_rows(region))


async def test_a_long_story_is_read_page_by_page(region: Region) -> None:
    await region.people_come(LEAD)
    request = await claimed(region)
    for number in range(14):
        await region.command(FIRST, "note", f"{request.number} {number:02}" + "😀" * 240)
    found = ""
    for page in range(12):
        found += "".join(await region.tap(LEAD, pressed(request, "au", page, verb="c")))
    check(await all_rows(region))
    assert all(f"{number:02}😀" in found for number in range(14))
    assert "…" not in found


async def test_a_thread_of_emoji_is_read_page_by_page(region: Region) -> None:
    request = await claimed(region)
    for number in range(3):
        await ask(region, FIRST, f"{request.number} {number}" + "😀" * 900)
        await region.wait(region.asar.organisation.deadlines.letter_rates[-1][0])
    found = "".join(["".join(await region.tap(FIRST, f"y:t:{request.id}:{page}")) for page in range(3)])
    check(await all_rows(region))
    assert all(f"{number}😀" in found for number in range(3))
