"""A region with its desk: a team in two languages, families whose requests wait, and a group. Two errands run in it.

`furnish` lets everybody move in, `Region` is what they do there. Whoever acts waits first until everything is said that
came before (`Region.pause`): Asar takes back what has become wrong before it was sent, so that otherwise no two runs of
a story would be the same.
"""

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.core.speech import Language
from bot.playground import snapshot
from bot.playground.client import Town
from bot.playground.person import Group, Person
from bot.playground.seen import Seen
from bot.playground.server import LocalTelegram
from bot.playground.stories import PETROVA, SADYKOVA, Applicant, Volunteer, invite, press_newest
from tests.conftest import ADMIN, Asar
from tests.e2e.village import words

KARIMOVA = replace(SADYKOVA, name="Кәрімова Сәуле Бекқызы", children=SADYKOVA.children[:1])

CAST: dict[str, tuple[str, Language, int]] = {
    "admin": ("Админ", "ru", ADMIN),
    "gulnar": ("Гүлнар", "kk", 501),
    "sergey": ("Сергей", "ru", 502),
    "anna": ("Анна", "ru", 503),
    "daniyar": ("Данияр", "kk", 504),
    "aigul": ("Айгүл", "kk", 601),
    "olga": ("Ольга", "ru", 602),
    "saule": ("Сәуле", "kk", 603),
}
"""Everybody: two coordinators, two volunteers, three families, by the name, language and id they always have."""

FAMILIES = {"aigul": SADYKOVA, "olga": PETROVA, "saule": KARIMOVA}
NUMBERS = {"aigul": "100001-5", "olga": "100002-8", "saule": "100003-1"}

MEMBERS = ("gulnar", "sergey", "anna", "daniyar", "saule")
"""Who is in the group: the team, and a family that reads along."""

GROUP_LANGUAGE: Language = "kk"
"""That of Gülnar, who binds it."""

TEXT_ID = re.compile(r"[a-z]+(-[a-z]+)+")


@dataclass(slots=True)
class Player:
    """Somebody of the region; buttons are named by their text's id or by their label."""

    person: Person
    language: Language
    pause: Callable[[], Awaitable[object]]

    async def say(self, text: str, *, chat: Group | None = None) -> None:
        """Write something, in the private chat or in a group."""
        await self.pause()
        await self.person.say(text, chat=chat)

    async def press(self, *buttons: str, chat: Group | None = None, about: str = "") -> None:
        """Press these one after another, each where it was said last; about: words beside it."""
        for button in buttons:
            await self.pause()
            language = self.language if chat is None else GROUP_LANGUAGE
            label = words(language, button) if TEXT_ID.fullmatch(button) else button
            await press_newest(self.person, label, chat=chat, about=about)

    async def photo(self, caption: str = "") -> None:
        """Send a picture."""
        await self.pause()
        await self.person.send_photo(caption=caption)

    async def heard(self, text: str) -> list[Seen]:
        """What one was told with these words, or with those of the text of this id, as it was first said."""
        part = words(self.language, text) if TEXT_ID.fullmatch(text) else text
        return [
            seen
            for seen in await self.person.messages(deleted=True)
            if seen.by_bot and any(part in str(version) for version in seen.versions)
        ]


async def _nothing() -> None:
    """No pause: a town that settles waits by itself."""


async def _never(_: timedelta) -> None:
    raise AssertionError("this region's clock does not move")


@dataclass(slots=True)
class Region:
    """The people, who are there already. later: moves the bot's clock, and lets happen what is due then."""

    town: Town
    group: Group
    phones: dict[str, str]
    pause: Callable[[], Awaitable[object]] = _nothing
    later: Callable[[timedelta], Awaitable[object]] = _never
    people: dict[str, Player] = field(init=False)

    def __post_init__(self) -> None:
        self.people = {
            who: Player(Person(self.town, id_, name, self.phones[who]), language, lambda: self.pause())
            for who, (name, language, id_) in CAST.items()
        }

    def __getattr__(self, who: str) -> Player:
        """Somebody by name."""
        if who not in CAST:
            raise AttributeError(who)
        return self.people[who]

    @property
    def chats(self) -> dict[str, int]:
        """Every chat by a name that stays."""
        return {who: player.person.id for who, player in self.people.items()} | {"group": self.group.id}


@dataclass(frozen=True, slots=True)
class Furnished:
    """A region as it stands before a story or after one: both sides of it, the bot's time, the group, the phones."""

    world: str
    folder: Path
    now: datetime
    group: int
    phones: dict[str, str]

    def put_into(self, telegram: LocalTelegram) -> None:
        """Make a local Telegram that is still empty this one."""
        snapshot.restore(telegram.world, json.loads(self.world))

    def region(self, town: Town) -> Region:
        """Its people in a town that holds this world."""
        return Region(town, Group(town, self.group, "Асар"), self.phones)


async def furnish(asar: Asar, folder: Path) -> Furnished:
    """Let everybody join or apply, whole forms, and a group be made that shows nothing yet."""
    people = {
        who: await asar.town.person(name, language=language, id=id_) for who, (name, language, id_) in CAST.items()
    }
    admin = people["admin"]
    await admin.say("/start")
    await admin.press("Русский")
    for who in ("gulnar", "sergey", "anna", "daniyar"):
        districts = (PETROVA.district,) if who == "anna" else ()
        role = "coordinator" if who in ("gulnar", "sergey") else "volunteer"
        payload = await invite(admin, PETROVA.region, *districts, role=role)  # type: ignore[arg-type]
        await Volunteer(people[who], kazakh=CAST[who][1] == "kk").join(payload)
    for who, family in FAMILIES.items():
        await Applicant(people[who], family).apply()
    group = await asar.town.group("Асар", *(people[who] for who in MEMBERS), type="group")
    await asar.advance(minutes=3)  # this morning is told
    world = snapshot.dump(asar.telegram.world)
    return Furnished(
        json.dumps(world), folder, asar.now(), group.id, {who: person.phone for who, person in people.items()}
    )
