"""What the page can do besides the acts of people: the bot's process, the clock, newcomers, and stories to watch."""

import asyncio
import contextlib
import logging
from dataclasses import replace
from typing import Any, Literal

from bot.playground import show, town_acts
from bot.playground.acts import add_person
from bot.playground.child import ADMIN, Child
from bot.playground.client import Town
from bot.playground.errors import Misuse
from bot.playground.model import Account, Json, World
from bot.playground.morning import WORDS, Cast, morning
from bot.playground.moving_in import TURKISTAN, BusyTown, move_in
from bot.playground.person import Group, Person
from bot.playground.server import LocalTelegram
from bot.playground.stories import Volunteer, asks_for_a_call, invite, speaks_kazakh

log = logging.getLogger(__name__)

MAX_SPEED = 20.0


class Stage:
    """The town of a demo, with its bot."""

    def __init__(self, telegram: LocalTelegram, url: str, bot: Child) -> None:
        self.telegram = telegram
        self.bot = bot
        self.town = show.PatientTown(url, settle=show.SETTLE, patience=30)
        self._slow = show.SlowTown(url, self._showing)
        self._story: asyncio.Task[None] | None = None
        self._beginning: asyncio.Task[None] | None = None
        self._shown: Json | None = None
        self.cast: list[Person | Group] = []
        self.filling = False
        for act in (self.bot_start, self.bot_stop, self.bot_kill, self.bot_restart, self.advance, self.newcomer,
                    self.start_anew, self.show_story, self.show_stop, self.show_speed):  # fmt: skip
            telegram.control.acts[act.__name__] = act
        self.tell()

    @property
    def world(self) -> World:
        """The world as it is now."""
        return self.telegram.world

    def tell(self) -> None:
        """Let the page know how the bot and the story stand."""
        if self.telegram.page is not None:
            self.telegram.page.extra = {"running": self.bot.running, "show": self._shown, "filling": self.filling}
        self.world.pulse.beat()

    async def close(self) -> None:
        """End the story, the bot and the connections."""
        await self.show_stop(self.world)
        if self._beginning is not None:
            self._beginning.cancel()
            await asyncio.gather(self._beginning, return_exceptions=True)
        await self.bot.stop()
        await self._slow.close()
        await self.town.close()

    # -- acts: the first argument of every act is the world

    async def bot_start(self, world: World) -> Json:
        """Start the bot."""
        await self.bot.start(world.clock.offset)
        return {}

    async def bot_stop(self, _: World) -> Json:
        """Ask the bot to end."""
        await self.bot.stop()
        return {}

    async def bot_kill(self, _: World) -> Json:
        """Kill the bot with SIGKILL."""
        await self.bot.kill()
        return {}

    async def bot_restart(self, world: World) -> Json:
        """Kill the bot and start it again."""
        await self.bot.kill()
        return await self.bot_start(world)

    async def advance(self, world: World, seconds: float) -> Json:
        """Move the clock of Telegram and of the bot forward."""
        now = town_acts.advance(world, seconds)
        await self.bot.tell_time(world.clock.offset)
        return now

    async def start_anew(self, world: World) -> Json:
        """Throw this town away and let a new one move in; the page is told when it is there."""
        if self.filling:
            raise Misuse("the first people are moving in")
        await self.show_stop(world)
        self._beginning = asyncio.create_task(self._begin())
        return {}

    async def _begin(self) -> None:
        self.filling = True
        await self.bot.stop()
        self.bot.forget()
        await self.telegram.reset()
        await self.bot.start(0)
        try:
            await self.fill()
        except (AssertionError, TimeoutError) as error:
            log.warning("The new town is not complete: %s", error)

    async def newcomer(
        self,
        world: World,
        name: str,
        language: Literal["kk", "ru"] = "kk",
        role: Literal["parent", "volunteer", "coordinator"] = "parent",
        region: tuple[str, str] = TURKISTAN,
    ) -> Json:
        """Somebody moves in; who is to be on the team joins by a link the admin makes for the region (kk, ru)."""
        if not name.strip() or language not in ("kk", "ru") or role not in ("parent", "volunteer", "coordinator"):
            raise Misuse("a newcomer needs a name, a language (kk, ru) and a role (parent, volunteer, coordinator)")
        place = "" if role == "parent" else region[language == "ru"]
        person = add_person(world, name.strip()[:64], language_code=language, label=role, place=place)
        if role != "parent":
            await self._joins(self._person(world.people[person["id"]]), role, region, language == "kk")
        return person

    async def _joins(self, person: Person, role: Any, region: tuple[str, str], kazakh: bool) -> None:
        admin = self.world.people.get(ADMIN)
        if admin is None:
            raise Misuse("there is no admin who could invite")
        asking = self._person(admin)
        try:
            in_kazakh = await speaks_kazakh(asking)
            link = await invite(asking, region[not in_kazakh], language="kk" if in_kazakh else "ru", role=role)
            await Volunteer(person, kazakh=kazakh).join(link)
        except (AssertionError, TimeoutError) as error:
            raise Misuse(f"joining did not come to its end: {error}") from None

    async def show_story(self, world: World, language: str = "kk", speed: float = 1.0, story: str = "help") -> Json:
        """Play a story at reading speed: "help" (how it arrives) or "morning" (of a region)."""
        if story not in ("help", "morning"):
            raise Misuse(f"there is no story {story}; there are: help, morning")
        await self.show_stop(world)
        if not self.bot.running:
            await self.bot_start(world)
        language = "ru" if language == "ru" else "kk"
        await self.show_speed(world, speed)
        self._story = asyncio.create_task(self._play(story, language))
        return {}

    async def show_speed(self, _: World, speed: float) -> Json:
        """How many times as fast as somebody reads."""
        self._slow.speed = min(max(speed, 0.25), MAX_SPEED)
        return {}

    async def show_stop(self, _: World) -> Json:
        """End the story where it is."""
        if self._story is not None:
            self._story.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._story
        return {}

    # -- stories

    async def perform(self, story: str, language: str, speed: float) -> list[Person | Group]:
        """Play a story now; who was on stage. Raises AssertionError and TimeoutError when it could not go on."""
        self._slow.speed = speed
        await (self._help if story == "help" else self._morning)(language)
        return self.cast

    async def _play(self, story: str, language: str) -> None:
        try:
            await self.perform(story, language, self._slow.speed)
            self._shown = None
        except (AssertionError, TimeoutError) as error:
            self._shown = {"step": "failed", "error": str(error)}
        except asyncio.CancelledError:
            self._shown = None
            raise
        finally:
            self._slow.pace = 1.0
            self.tell()

    async def _help(self, language: str) -> None:
        self._step("begin")
        helper, mother = await self._of_region("volunteer", "Данияр", language), self._mother(language)
        self._cast(mother, helper)
        volunteer = Volunteer(helper, kazakh=await speaks_kazakh(helper))
        await show.help_arrives(mother, volunteer, show.FAMILIES[language], language, self._step)

    async def _morning(self, language: str) -> None:
        words = WORDS[language]
        self._step("morning-night")
        coordinator = await self._of_region("coordinator", words.coordinator, language, alike=True)
        volunteer = await self._of_region("volunteer", words.volunteer, language, alike=True)
        mother, family = self._mother(language), show.FAMILIES[language]
        added = add_person(self.world, words.caller, language_code=language, label="parent", aside=True)
        caller = self._person(self.world.people[added["id"]])
        await asks_for_a_call(caller, family.words, family.district)
        group = replace(await self.town.group(words.group, coordinator, volunteer), town=self._slow)
        self._cast(coordinator, group, volunteer, mother)

        async def later(seconds: float) -> None:
            await self.advance(self.world, seconds)

        await morning(Cast(coordinator, volunteer, mother, group), family, language, self._slow, self._step, later)

    def _mother(self, language: str) -> Person:
        """Somebody new who asks for help, on stage."""
        names = show.MOTHERS[language]
        name = names[len(self.world.people) % len(names)]
        added = add_person(self.world, name, language_code=language, label="parent")
        return self._person(self.world.people[added["id"]], self._slow)

    async def _of_region(
        self, role: Literal["volunteer", "coordinator"], name: str, language: str, *, alike: bool = False
    ) -> Person:
        """Somebody of the story's region, on stage; a new one when there is none within reach.

        alike: only who uses the bot in the story's language.
        """
        for account in self.world.people.values():
            chat = self.world.chats[account.id]
            away = chat.blocked or account.deactivated or account.offline_since is not None
            if account.label == role and account.place in TURKISTAN and not away:
                person = self._person(account, self._slow)
                if not alike or await speaks_kazakh(person) == (language == "kk"):
                    return person
        tongue: Literal["kk", "ru"] = "ru" if alike and language == "ru" else "kk"
        made = await self.newcomer(self.world, name, tongue, role, TURKISTAN)
        return self._person(self.world.people[made["id"]], self._slow)

    def _cast(self, *phones: Person | Group) -> None:
        self.cast = list(phones)
        self._shown = {**(self._shown or {}), "cast": [phone.id for phone in phones]}

    def _step(self, step: str) -> None:
        self._shown = {**(self._shown or {}), "step": step}
        self.tell()

    def _showing(self, now: Json) -> None:
        self._shown = {**{k: v for k, v in (self._shown or {}).items() if k in ("step", "cast")}, **now}
        self.tell()

    def _person(self, account: Account, town: Town | None = None) -> Person:
        return Person(town or self.town, account.id, account.first_name, account.phone)

    async def fill(self) -> None:
        """The first people move in."""
        self.filling = True
        self.tell()
        try:
            async with BusyTown(self.town.url) as town:
                await move_in(town)
                await town.settled(timeout=30)
        finally:
            self.filling = False
            self.tell()
