"""A whole story with several people, the same every time: what is left of it can be compared between two runs."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.core.speech import Language, Text
from bot.i18n import Texts
from bot.parts import LOCALES
from bot.playground.client import Town
from bot.playground.person import Person
from bot.playground.stories import KAZAKH, PETROVA, SADYKOVA, Family, number_in
from tests.conftest import ADMIN

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
