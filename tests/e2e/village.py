"""A whole story with several people, the same every time: what is left of it can be compared between two runs."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select

from bot.core.speech import Language, Text
from bot.i18n import Texts
from bot.parts import LOCALES
from bot.playground.client import Town
from bot.playground.person import Person
from bot.playground.stories import KAZAKH, PETROVA, SADYKOVA, Family, number_in
from bot.services import housekeeping
from bot.store import requests, schema
from bot.store.database import Tx
from bot.store.people import PROFILE
from tests.conftest import ADMIN
from tests.e2e.processes import store

TEXTS = Texts(LOCALES)
LANGUAGES: tuple[Language, Language] = ("ru", "kk")
"""What the two volunteers speak."""

PATIENCE = 20.0
"""Seconds somebody waits until what they expect is on the screen: the bot may be starting again."""


async def eventually(person: Person, act: Callable[[], Awaitable[Any]]) -> Any:
    """Do something as soon as the screen allows it."""
    deadline = time.monotonic() + PATIENCE
    while True:
        happened = (await person.town.status())["happened"]
        try:
            return await act()
        except AssertionError:
            left = deadline - time.monotonic()
            if left <= 0:
                raise
            await person.town.wait(after=happened, timeout=min(left, 5.0))


async def press(person: Person, label: str) -> None:
    """Press a button of the screen as soon as it is there."""
    await eventually(person, lambda: person.press(label))


async def tap(person: Person, label: str) -> None:
    """Press a key below the input field as soon as it is there."""
    await eventually(person, lambda: person.tap(label))


async def reads(person: Person, words: str) -> str:
    """Wait until a message with these words is there; its text."""

    async def look() -> str:
        for seen in reversed(await person.heard()):
            if words in seen.text:
                return seen.text
        raise AssertionError(f"{person.name} never read {words!r}")

    found: str = await eventually(person, look)
    return found


async def sees(person: Person, label: str) -> None:
    """Wait until a button is on the screen."""

    async def look() -> None:
        (await person.screen()).button(label)

    await eventually(person, look)


def words(language: Language, text_id: str) -> str:
    """A label, or the longest part of a text between its fields and tags."""
    blank = "\x1f"
    text = TEXTS.plain(Text(text_id, dict.fromkeys(TEXTS.fields(language, text_id), blank)), language)
    return max(re.split(rf"{blank}|<[^>]+>", text), key=len).strip()


@dataclass(frozen=True, slots=True)
class People:
    """Everybody of the story."""

    admin: Person
    volunteers: tuple[Person, Person]
    mothers: tuple[Person, Person]

    @property
    def all(self) -> tuple[Person, ...]:
        """In a fixed order."""
        return (self.admin, *self.volunteers, *self.mothers)


async def move_in(town: Town) -> People:
    """The people, always with the same ids."""
    return People(
        await town.person("Админ", language="ru", id=ADMIN),
        (await town.person("Анна", language="ru", id=301), await town.person("Данияр", language="kk", id=302)),
        (await town.person("Айгүл", language="kk", id=401), await town.person("Ольга", language="ru", id=402)),
    )


async def play(people: People, pause: Callable[[], Awaitable[None]]) -> None:
    """An admin invites, two join, two families apply at once, both requests are accepted, delivered and confirmed.

    `pause` lets what was said arrive before the next one acts: Asar takes back what has become wrong before it was
    sent, so that otherwise the story would not be the same every time.
    """
    admin, (anna, daniyar), mothers = people.admin, people.volunteers, people.mothers
    await admin.say("/start")
    await press(admin, "Русский")
    await sees(admin, "📋")
    for volunteer, language in zip((anna, daniyar), LANGUAGES, strict=True):
        await volunteer.start(await _invite(admin))
        await press(volunteer, words(language, f"language-{language}"))
        await press(volunteer, words(language, "join-accept"))
        await press(volunteer, words(language, f"speaks-{language}"))
        await tap(volunteer, "📱")
        await reads(volunteer, "/queue")
    await asyncio.gather(*(_begin(mother, family) for mother, family in _families(mothers)))
    numbers = []
    for mother, family in _families(mothers):  # one after the other: numbers are given in this order
        await press(mother, family.words.submit)
        numbers.append(number_in(await reads(mother, "№")))
    await anna.say(f"/accept {numbers[0]}")
    await sees(anna, words("ru", "card-done"))
    await daniyar.say(f"/accept {numbers[0]}")
    await sees(daniyar, "📋")
    await daniyar.say(f"/accept {numbers[1]}")
    await sees(daniyar, words("kk", "card-done"))
    await press(anna, "📵")
    await reads(anna, words("ru", "volunteer-no-answer"))
    await pause()
    await asyncio.gather(
        *(press(v, words(each, "card-done")) for v, each in zip((anna, daniyar), LANGUAGES, strict=True))
    )
    for mother, family in _families(mothers):
        await sees(mother, words(language_of(family), "family-got"))
    await pause()
    await asyncio.gather(*(press(m, words(language_of(family), "family-got")) for m, family in _families(mothers)))
    for mother, family in _families(mothers):
        await reads(mother, words(language_of(family), "family-got-thanks"))
    for volunteer, language in zip((anna, daniyar), LANGUAGES, strict=True):
        await reads(volunteer, words(language, "volunteer-confirmed"))


def language_of(family: Family) -> Language:
    """What a family speaks."""
    return "kk" if family.words is KAZAKH else "ru"


def _families(mothers: tuple[Person, Person]) -> tuple[tuple[Person, Family], ...]:
    return (mothers[0], SADYKOVA), (mothers[1], PETROVA)


async def _invite(admin: Person) -> str:
    """The newest link's payload."""

    async def links() -> list[str]:
        found = [m[1] for seen in await admin.heard() if (m := re.search(r"\?start=([\w-]+)", seen.text))]
        return list(dict.fromkeys(found))

    async def another() -> str:
        found = await links()
        assert len(found) > known, "no new link came"
        return found[-1]

    known = len(await links())
    await admin.say("/invite")
    for label in ("🤝 Волонтёра", PETROVA.region, "Вся область"):
        await press(admin, label)
    return str(await eventually(admin, another))


async def _begin(mother: Person, family: Family) -> None:
    await mother.say("/start")
    for label in (family.words.language, family.words.apply):
        await press(mother, label)
    await ask_by_phone(mother, family)


async def ask_by_phone(mother: Person, family: Family) -> None:
    """From the consent to the button that submits, the shortest way: a volunteer asks everything else by phone."""
    words = family.words
    await press(mother, words.agree)
    await sees(mother, words.school)
    await press(mother, "📞")
    await tap(mother, words.share_phone)
    for label in (family.region, family.district):
        await press(mother, label)
    await sees(mother, words.submit)


# What is left of it


class StillTown(Town):
    """Still only when the bot on `folder` has nothing left to send: a busy machine may pause longer than any wait."""

    def __init__(self, url: str, folder: Path, *, settle: float | None = None) -> None:
        super().__init__(url, settle=settle, patience=PATIENCE)
        self.folder = folder

    async def settled(self, timeout: float | None = None, *, quiet: float | None = None) -> None:  # noqa: ASYNC109
        """Wait until everything is taken, said and recorded."""
        deadline = time.monotonic() + PATIENCE
        while True:
            happened = (await self.status())["happened"]
            await super().settled(timeout, quiet=quiet)
            left = await _unsent(self.folder)
            if not left:
                return
            assert time.monotonic() < deadline, f"still to be sent: {left}"
            await self.wait(after=happened, timeout=0.5)


async def _unsent(folder: Path) -> list[tuple[Any, ...]]:
    async with store(folder) as tx:
        rows = await _rows(tx, schema.outbox)
    return [
        (row["id"], row["chat_id"], row["method"], row["attempts"])
        for row in rows
        if row["state"] == "pending" and (row["not_before"] is None or row["attempts"])
    ]


async def quiet(town: Town, folder: Path) -> None:
    """Wait until everything is taken, said and recorded."""
    async with StillTown(town.url, folder) as still:
        await still.settled(quiet=0.1)


SECRET = re.compile(r"\b\d\d:\d\d\b|start=v_[\w-]+|\b[А-ЯЁӘҒҚҢӨҰҮҺІ]{2,} / [А-ЯЁ]{2,}\b")
"""What two runs of one story need not have in common: the time, the token of an invitation, the code word."""


async def said(person: Person) -> list[tuple[str, str]]:
    """What the bot showed in a chat, in order: (message or edit, text and buttons)."""
    story = await person.town.do("story", chat=person.id)
    found = []
    for event in story["events"]:
        if event["kind"] in ("message", "edit") and event.get("by") == story["bot"]:
            data = event["data"]
            rows = data.get("reply_markup", {}).get("inline_keyboard", [])
            labels = [[button["text"] for button in row] for row in rows]
            found.append((event["kind"], SECRET.sub("·", f"{data.get('text', '')}\n{labels}")))
    return found


async def remains(folder: Path) -> dict[str, Any]:
    """The state of a database, with people by their Telegram ids and without times, random words and own counters."""
    async with store(folder) as tx:
        who: dict[int | None, int | None] = {None: None}
        found = await _rows(tx, schema.people)
        who.update({row["id"]: row["telegram_id"] for row in found})
        consents = await _rows(tx, schema.consents)
        outbox = await _rows(tx, schema.outbox)
        return {
            "people": _in_order(
                (r["telegram_id"], r["language"], r["reachable"], r["focus"], r["keys_shown"], r["news"], r["menu"])
                for r in found
            ),
            "profiles": {
                r["telegram_id"]: tx.vault.open(PROFILE, r["sealed_profile"]) for r in found if r["sealed_profile"]
            },
            "memberships": _in_order(
                (who[r["person_id"]], r["role"], r["area"], who[r["granted_by"]])
                for r in await _rows(tx, schema.memberships)
            ),
            "invites": _in_order((r["role"], who[r["used_by"]]) for r in await _rows(tx, schema.invites)),
            "consents": _in_order((who[r["person_id"]], r["programme"], r["version"], r["language"]) for r in consents),
            "drafts": await _rows(tx, schema.drafts),
            "requests": [
                {name: r[name] for name in ("number", "mode", "state", "revision", "region", "district", "stage")}
                | {"person": who[r["person_id"]], "claimer": who[r["claimer_id"]], "no_answer": r["no_answer"]}
                | {"answers": tx.vault.open(requests.ANSWERS, r["sealed_answers"])}
                for r in await _rows(tx, schema.requests)
            ],
            "audit": _in_order(
                (r["request_id"], r["event"], r["state"], who[r["by_id"]]) for r in await _rows(tx, schema.audit)
            ),
            "timers": _in_order(
                (r["kind"], r["count"])
                for r in await _rows(tx, schema.timers)
                if r["kind"] not in housekeeping.STANDING  # set anew at every start
            ),
            "dead letters": [r["error"] for r in await _rows(tx, schema.dead_letters)],
            # An answer to a press that Telegram had already, said once more, is dropped: "query is too old".
            "outbox": _in_order((r["chat_id"], r["method"], r["rank"] and _fate(r)) for r in outbox),
            "live messages": _in_order(
                (r["chat_id"], r["what"]) for r in await _rows(tx, schema.messages) if r["live"]
            ),
        }


def _fate(row: dict[str, Any]) -> str:
    """What became of a row of the outbox; what is said in the morning waits at night, and is no message lost."""
    scheduled = row["state"] == "pending" and row["not_before"] is not None
    return "scheduled" if scheduled else str(row["state"])


def _in_order(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(rows, key=repr)


async def _rows(tx: Tx, table: Table) -> list[dict[str, Any]]:
    return [dict(row) for row in (await tx.execute(select(table).order_by(*table.primary_key))).mappings()]
