"""Every command by everybody, about a request in every state: the matrix decides, and a foreign one looks missing."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.core import numbers, rights
from bot.core.commands import COMMANDS
from bot.core.requests import Event
from bot.core.rights import ROLES, RULES, Act
from bot.core.roles import Role
from tests.rights.desk import IDS, WHO, Desk, opened

pytestmark = pytest.mark.asyncio(loop_scope="module")

MISSING = numbers.make(999_999)
"""A number nobody has."""

TEAM = [name for role in Role for name in COMMANDS[role]]
NUMBERED = [name for name in TEAM if Act(name) in RULES]
PLAIN = [name for name in TEAM if Act(name) in ROLES]
WORDS = {"release": "уезжаю на месяц", "ask": "Когда Вам удобно?", "note": "Дом за мечетью"}
"""What stands after the number."""

LOOKING = {Event.REVEAL, Event.READ}
"""What is written down of somebody who only looks."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    async with opened(tmp_path_factory.mktemp("desk")) as found:
        yield found


@pytest.mark.parametrize("name", NUMBERED)
@pytest.mark.parametrize("who", WHO)
async def test_a_command_about_a_request(desk: Desk, who: str, name: str):
    act = Act(name)
    unknown = await desk.command(who, f"/{name} {MISSING} {WORDS.get(name, '')}")
    assert not unknown.changed
    for case in desk.cases:
        request, state = case.request, case.state
        outcome = await desk.command(who, f"/{name} {request.number} {WORDS.get(name, '')}")
        mine = case.standing(who)
        texts = outcome.told(IDS[who])
        if not rights.is_for(Act.SHOW, mine):
            assert outcome.said == unknown.said, f"{state}: a foreign request looks like a missing one"
            assert not outcome.changed
        elif not rights.may(act, mine, state):
            assert {Event(event) for _, event in outcome.events} <= LOOKING, state
            assert {table for table, _ in outcome.changed} <= {"audit"}, state
        else:
            assert texts != unknown.told(IDS[who]), f"{state}: something must come of it"
        assert {one for table, one in outcome.changed if table in ("requests", "audit")} <= {request.id}
        for chat, _, payload in outcome.said:
            claimer = who if (request.id, "claim") in outcome.events else "the claimer"
            assert "77010000009" not in re.sub(r"[^\w]", "", str(payload)) or chat == IDS[claimer], f"{state}: contacts"


@pytest.mark.parametrize("name", PLAIN)
@pytest.mark.parametrize("who", WHO)
async def test_a_command_about_no_request(desk: Desk, who: str, name: str):
    outcome = await desk.command(who, f"/{name}")
    may = any(one.role in ROLES[Act(name)] for one in WHO[who])
    refusals = {desk.asar.texts.label(text, "ru") for text in ("volunteer-only", "coordinators-only", "admins-only")}
    assert bool(set(outcome.told(IDS[who])) & refusals) is not may
    if not may:
        assert not outcome.changed
    assert "Канарейкина" not in str(outcome.said)
