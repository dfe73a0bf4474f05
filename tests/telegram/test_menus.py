"""Command menus, and the one table of commands that menus, /help and the handlers share."""

import re
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path

import pytest
from telegram.ext import CommandHandler

from bot.core.commands import COMMANDS, IN_GROUPS, commands, highest
from bot.core.roles import COUNTRY, Membership, Role
from bot.core.speech import LANGUAGES, Language
from bot.store import people
from bot.telegram import menus
from bot.telegram.handlers import all_handlers
from bot.telegram.handlers.help import PARTS, help_
from tests.office import Context, Office, make_database

MOTHER = 2
ROLES = tuple(COMMANDS)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    office = Office(await make_database(tmp_path))
    yield office
    await office.database.close()


async def kept(office: Office) -> list[dict[str, object]]:
    """The menus set after one more update of the mother."""
    async with office.unit(MOTHER) as unit:
        await menus.keep(unit, unit.person)
    return [payload for row, payload in await office.rows() if row.method == "setMyCommands"]


def names(payload: dict[str, object]) -> list[str]:
    listed = payload["commands"]
    assert isinstance(listed, list)
    return [one["command"] for one in listed]


async def test_a_menu_is_set_only_when_language_or_roles_change(office: Office):
    assert await kept(office) == []  # no language yet: the menu for everybody will do
    await office.person(MOTHER, language="kk")
    (first,) = await kept(office)
    assert first["scope"] == {"type": "chat", "chat_id": MOTHER}
    assert names(first) == list(COMMANDS[None])
    assert await kept(office) == []
    await office.person(MOTHER, Membership(Role.VOLUNTEER, "610000000"), language="ru")
    (second,) = await kept(office)
    assert {"command": "queue", "description": "кто ждёт помощи"} in second["commands"]  # type: ignore[operator]
    assert "invite" not in names(second)
    assert await kept(office) == []
    async with office.unit(MOTHER) as unit:
        await people.revoke(unit, unit.person.id)
    (third,) = await kept(office)
    assert names(third) == list(COMMANDS[None])


async def test_who_has_blocked_the_bot_gets_no_menu(office: Office):
    await office.person(MOTHER)
    async with office.unit(MOTHER) as unit:
        await people.change(unit, unit.person, reachable=False)
    assert await kept(office) == []


async def test_defaults_are_set_once_in_both_languages_and_for_all_others(office: Office):
    async with office.tx() as tx:
        await menus.set_defaults(tx, office.asar)
    calls = [(row.method, payload) for row, payload in await office.rows()]
    assert len(calls) == 12
    for method in ("setMyDescription", "setMyShortDescription"):
        assert [payload.get("language_code") for name, payload in calls if name == method] == [None, "kk", "ru"]
    menus_by_scope = {"all_private_chats": list(COMMANDS[None]), "all_chat_administrators": ["bind"]}
    set_for = [(p["scope"]["type"], p.get("language_code")) for name, p in calls if name == "setMyCommands"]
    assert sorted(set_for, key=str) == sorted(((s, c) for s in menus_by_scope for c in (None, "kk", "ru")), key=str)
    for method, payload in calls:
        if method == "setMyCommands":
            assert names(payload) == menus_by_scope[payload["scope"]["type"]]
            assert all(1 <= len(one["description"]) <= 256 for one in payload["commands"])
        # Telegram's limits, in UTF-16 units.
        assert len(payload.get("description", "").encode("utf-16-le")) // 2 <= 512
        assert len(payload.get("short_description", "").encode("utf-16-le")) // 2 <= 120
    async with office.tx() as tx:
        await menus.set_defaults(tx, office.asar)
    assert await office.rows() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_described_in_a_few_words(office: Office, language: Language):
    for name in commands(Role.ADMIN):
        assert re.fullmatch(r"[a-z0-9_]{1,32}", name)
        assert 1 <= len(office.asar.texts.label(f"command-{name}", language)) <= 60


def test_each_role_has_what_the_roles_before_it_have():
    for less, more in pairwise(ROLES):
        assert set(commands(less)) < set(commands(more))
    assert highest(()) is None
    assert highest({Role.VOLUNTEER, Role.COORDINATOR}) is Role.COORDINATOR
    assert highest(set(Role)) is Role.ADMIN


def test_every_command_of_the_table_is_handled_and_no_other():
    handled = {name for one in all_handlers() if isinstance(one, CommandHandler) for name in one.commands}
    assert handled == {*commands(Role.ADMIN), *IN_GROUPS}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_help_explains_every_command_of_a_role(office: Office, role: Role | None, language: Language):
    said = office.asar.texts.label("help-how" if role is None else PARTS[role], language)
    told = set(re.findall(r"(?<!<)/([a-z]+)", said))
    assert told == set(COMMANDS[role])


async def test_help_shows_a_role_and_those_before_it(office: Office):
    parts = [office.asar.texts.label(text, "ru") for text in PARTS.values()]
    for who, (role, shown) in enumerate([(None, 0), (Role.VOLUNTEER, 1), (Role.COORDINATOR, 2), (Role.ADMIN, 3)], 10):
        await office.person(who, *(() if role is None else (Membership(role, COUNTRY),)))
        async with office.unit(who) as unit:
            await help_(None, Context(unit))  # type: ignore[arg-type]
        (said,) = await office.said(who)
        plain = re.sub(r"</?b>", "", said["text"])
        assert [re.sub(r"</?b>", "", part) in plain for part in parts] == [place < shown for place in range(3)]
        assert "112" in plain
