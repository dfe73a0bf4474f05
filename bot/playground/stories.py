"""What people of the town do, step by step, as they read it on their phones. The demo plays it, and so do the tests."""

import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from bot.playground.families import KAZAKH, PETROVA, RUSSIAN, SADYKOVA, Child, Family, Words
from bot.playground.person import Group, Person

__all__ = [
    "KAZAKH",
    "PETROVA",
    "RUSSIAN",
    "SADYKOVA",
    "Applicant",
    "Child",
    "Family",
    "Volunteer",
    "Words",
    "asks_for_a_call",
    "invite",
    "number_in",
    "press",
    "press_newest",
    "speaks_kazakh",
    "tap",
]

PATIENCE = 15.0
"""Seconds somebody waits for a button to appear before they give up: machines can be busy."""


async def press(person: Person, label: str) -> None:
    """Press a button as soon as it is there."""
    await _soon(person, lambda: person.press(label))


async def press_newest(person: Person, label: str, *, chat: Group | None = None, about: str = "") -> None:
    """Press a button where it was said last, in the private chat or in a group; about: words beside it."""

    async def attempt() -> None:
        said = await (chat or person).messages()
        for message in reversed(said):
            fits = any(button.label.startswith(label) for button in message.buttons)
            if message.by_bot and fits and about in message.text:
                await person.press(label, on=message)
                return
        raise AssertionError(f"no button {label!r} for {person.name}; last: {said[-1].text[:200] if said else None!r}")

    await _soon(person, attempt)


async def tap(person: Person, label: str) -> None:
    """Press a key below the input field as soon as it is there."""
    await _soon(person, lambda: person.tap(label))


async def _soon(person: Person, attempt: Callable[[], Awaitable[object]]) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        happened = (await person.town.status())["happened"]
        try:
            await attempt()
        except AssertionError:
            left = deadline - time.monotonic()
            if left <= 0:
                raise
            await person.town.wait(after=happened, timeout=left)
        else:
            return


class Count:
    """How much somebody had to do: every interaction, and how many of them were typed."""

    def __init__(self) -> None:
        self.all = 0
        self.typed = 0


class Applicant:
    """Plays an application, counting what it takes."""

    def __init__(self, person: Person, family: Family) -> None:
        self.person = person
        self.family = family
        self.count = Count()

    async def say(self, text: str) -> None:
        """Type something."""
        self.count.all += 1
        self.count.typed += 1
        await self.person.say(text)

    async def press(self, label: str) -> None:
        """Press the button with this label."""
        self.count.all += 1
        await press(self.person, label)

    async def tap(self, label: str) -> None:
        """Press a key of the keyboard below."""
        self.count.all += 1
        await tap(self.person, label)

    async def press_first(self) -> None:
        """Press the button offered first: the fitting one."""
        labels: list[str] = []

        async def look() -> None:
            labels.extend(button.label for button in (await self.person.screen()).buttons)
            if not labels:
                raise AssertionError(f"no buttons for {self.person.name}")

        await _soon(self.person, look)
        await self.press(labels[0])

    async def apply(self, ready: Callable[[], Awaitable[object]] | None = None) -> None:
        """From /start to the request's number. ready: waited for before it is sent."""
        await self.begin()
        await self.about_family()
        for number, child in enumerate(self.family.children):
            await self.about_child(child, first=number == 0)
        await self.press(self.family.words.any_time)
        await self.press(self.family.words.skip)
        if ready is not None:
            await ready()
        await self.press(self.family.words.submit)

    async def begin(self) -> None:
        """Language, menu, consent."""
        await self.say("/start")
        for label in (self.family.words.language, self.family.words.apply, self.family.words.agree):
            await self.press(label)

    async def about_family(self) -> None:
        """Everything before the children."""
        family, words = self.family, self.family.words
        await self.press(words.school)
        await self.press(words.parent)
        await self.say(family.name)
        await self.tap(words.share_phone)
        await self.press(family.region)
        await self.press(family.district)
        if family.settlement is not None:
            await self.say(family.settlement)
        await self.press(words.large)
        await self.press(words.done)
        for number in (family.household, family.minors, len(family.children)):
            await self.press(str(number))
        await self.say(family.income)
        await self.press(words.not_received)

    async def about_child(self, child: Child, *, first: bool) -> None:
        """One child; all but the first take school, language, needs and colour over with one tap."""
        words = self.family.words
        await self.say(child.name)
        await self.say(child.born)
        await self.press(child.sex)
        await self.press_first()  # the grade that fits the birth date
        if first:
            await self.press(words.taught_in)
            await self.say(self.family.school)
            await self.press(words.together)
        else:
            await self.press(words.same)
        await self.press_first()  # height
        await self.press_first()  # shoes
        if first:
            await self.press(words.navy)


async def asks_for_a_call(person: Person, words: Words, place: str) -> None:
    """Somebody who would rather not write leaves a phone and a place."""
    await person.say("/start")
    for label in (words.language, words.apply, words.call_me, words.agree):
        await press(person, label)
    await tap(person, words.share_phone)
    await person.say(place)
    await press(person, words.submit)


class Volunteer:
    """Somebody who joins by a link and helps; speaks Russian or Kazakh."""

    def __init__(self, person: Person, *, kazakh: bool = False) -> None:
        self.person = person
        self.kazakh = kazakh

    async def join(self, payload: str) -> None:
        """Open the link, agree on how we work, say which languages they speak, share the own phone."""
        await self.person.start(payload)
        await press(self.person, "Қазақша" if self.kazakh else "Русский")
        await press(self.person, "Келісемін, қосыламын" if self.kazakh else "Договорились, вступаю")
        await press(self.person, "Екі тілде де" if self.kazakh else "На обоих языках")
        await tap(self.person, "📱 Өз нөмірімді жіберу" if self.kazakh else "📱 Поделиться своим номером")

    async def open(self, number: str) -> None:
        """Look at the queue and open the card of the request with this number."""
        await self.person.say("/queue")
        queue = await self.person.screen()
        await press(self.person, next(button.label for button in queue.buttons if number in button.label))

    async def accept(self) -> None:
        """Press "accept" on the card."""
        await press(self.person, "✅ Қабылдау" if self.kazakh else "✅ Принять")

    async def deliver(self) -> None:
        """Press "delivered" under the contacts."""
        await press(self.person, "✅ Көмек берілді" if self.kazakh else "✅ Помощь передана")


@dataclass(frozen=True, slots=True)
class InviteWords:
    """The labels an admin presses in one language."""

    volunteer: str
    coordinator: str
    whole: str
    done: str


KAZAKH_LETTERS = frozenset("әғқңөұүһі")

INVITING = {
    "ru": InviteWords("🤝 Волонтёра", "⭐ Координатора", "Вся область", "✅ Готово"),
    "kk": InviteWords("🤝 Ерікті", "⭐ Үйлестіруші", "Бүкіл облыс", "✅ Дайын"),
}


async def speaks_kazakh(person: Person) -> bool:
    """Whether the bot speaks Kazakh with somebody: its commands are explained in their language."""
    return any(letter in KAZAKH_LETTERS for _, told in await person.menu() for letter in told)


async def invite(
    admin: Person,
    region: str,
    *districts: str,
    language: str = "ru",
    role: Literal["volunteer", "coordinator"] = "volunteer",
) -> str:
    """An admin invites somebody by the buttons of `language`; the payload of the link."""
    words = INVITING[language]
    before = len(await admin.heard())
    await admin.say("/invite")
    await press(admin, words.volunteer if role == "volunteer" else words.coordinator)
    await press(admin, region)
    if role == "volunteer":
        for district in districts:
            await press(admin, district)
        await press(admin, words.done if districts else words.whole)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        happened = (await admin.town.status())["happened"]
        for said in reversed((await admin.heard())[before:]):
            if found := re.search(r"\?start=([A-Za-z0-9_-]+)", said.text):
                return found[1]
        await admin.town.wait(after=happened, timeout=deadline - time.monotonic())
    raise AssertionError("no link came")


def number_in(text: str) -> str:
    """The request's number in a text, as "100047-3"."""
    found = re.search(r"№\s?(\d{6}-\d)", text)
    if found is None:
        raise AssertionError(f"no number in: {text}")
    return found[1]
