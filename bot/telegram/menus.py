"""What Telegram shows of the bot: the command menu of everybody and of each person, and its descriptions.

A person's own menu follows the chosen language and the roles held; it is a row like any message, written only when it
differs from the menu last set for the chat (`people.menu`).
"""

import hashlib
import json
from functools import lru_cache
from typing import Any

from bot.core.commands import IN_GROUPS, commands, highest
from bot.core.roles import Role
from bot.core.speech import LANGUAGES, Language
from bot.i18n import Texts
from bot.services.unit import Asar, Unit
from bot.store import meta, outbox, people
from bot.store.database import Tx
from bot.store.outbox import Rank
from bot.store.people import Person

PROFILE = "profile"
"""Under which key of `store.meta` the hash of what Telegram was last told for everybody is kept."""

NOBODY = 0
"""The chat of rows that are about the bot itself."""


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:32]


@lru_cache(maxsize=32)
def _menu(texts: Texts, language: Language, role: Role | None) -> tuple[list[dict[str, str]], str]:
    """The commands of a role in a language as the Bot API takes them, and their hash: prepared once for all updates."""
    menu = [{"command": name, "description": texts.label(f"command-{name}", language)} for name in commands(role)]
    return menu, _digest(menu)


async def keep(unit: Unit, person: Person) -> None:
    """Set a person's menu anew if their language, their roles or the words of the menu have changed."""
    if person.language is None or not person.reachable:
        return
    menu, digest = _menu(unit.asar.texts, person.language, highest({m.role for m in person.memberships}))
    if person.menu == digest:
        return
    await outbox.append(
        unit,
        chat_id=person.telegram_id,
        rank=Rank.NOTICE,
        method="setMyCommands",
        payload={"commands": menu, "scope": {"type": "chat", "chat_id": person.telegram_id}},
    )
    await people.change(unit, person, menu=digest)


async def set_defaults(tx: Tx, asar: Asar) -> None:
    """At start: the menu of whoever has none of their own, and the bot's descriptions, if these words have changed.

    Rows like everything else, so that a start needs no network; their chat is NOBODY.
    """
    calls = [call for code in ("", *LANGUAGES) for call in _profile(asar.texts, code)]
    digest = _digest(calls)
    if await meta.get(tx, PROFILE) == digest:
        return
    for method, payload in calls:
        await outbox.append(tx, chat_id=NOBODY, rank=Rank.NOTICE, method=method, payload=payload)
    await meta.put(tx, PROFILE, digest)


def _profile(texts: Texts, code: str) -> list[tuple[str, dict[str, Any]]]:
    """The calls for people whose Telegram speaks this language; "": any other one, so that they read both languages."""
    languages = [language for language in LANGUAGES if code in ("", language)]
    whose = {"language_code": code} if code else {}

    def said(text_id: str, between: str) -> str:
        return between.join(texts.label(text_id, language) for language in languages)

    def listed(*names: str) -> list[dict[str, str]]:
        return [{"command": name, "description": said(f"command-{name}", " · ")} for name in names]

    menu, in_groups = listed(*commands(None)), listed(IN_GROUPS[0])
    return [
        ("setMyCommands", {"commands": menu, "scope": {"type": "all_private_chats"}, **whose}),
        ("setMyCommands", {"commands": in_groups, "scope": {"type": "all_chat_administrators"}, **whose}),
        ("setMyDescription", {"description": said("bot-description", "\n\n"), **whose}),
        ("setMyShortDescription", {"short_description": said("bot-short-description", " · "), **whose}),
    ]
