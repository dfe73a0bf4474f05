"""What the page can do besides the acts of people: the bot's process, the clock, newcomers, and stories to watch."""

import asyncio
import contextlib
import logging
from typing import Any, Literal

from bot.playground import show, town_acts
from bot.playground.acts import add_person
from bot.playground.child import ADMIN, Child
from bot.playground.client import Town
from bot.playground.errors import Misuse
from bot.playground.model import Account, Json, World
from bot.playground.moving_in import TURKISTAN, BusyTown, move_in
from bot.playground.person import Person
from bot.playground.server import LocalTelegram
from bot.playground.stories import Volunteer, invite, speaks_kazakh

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

    async def show_story(self, world: World, language: str = "kk", speed: float = 1.0) -> Json:
        """Play how help arrives, at reading speed."""
        await self.show_stop(world)
        if not self.bot.running:
            await self.bot_start(world)
        language = "ru" if language == "ru" else "kk"
        await self.show_speed(world, speed)
        self._story = asyncio.create_task(self._play(language))
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

    async def _play(self, language: str) -> None:
        self._shown = {"step": "begin"}
        try:
            helper = await self._helper()
            names = show.MOTHERS[language]
            name = names[len(self.world.people) % len(names)]
            mother = add_person(self.world, name, language_code=language, label="parent")
            self._shown["cast"] = [mother["id"], helper.person.id]
            mother_on_stage = self._person(self.world.people[mother["id"]], self._slow)
            await show.help_arrives(mother_on_stage, helper, show.FAMILIES[language], language, self._step)
            self._shown = None
        except (AssertionError, TimeoutError) as error:
            self._shown = {"step": "failed", "error": str(error)}
        except asyncio.CancelledError:
            self._shown = None
            raise
        finally:
            self.tell()

    async def _helper(self) -> Volunteer:
        """A volunteer of the story's region; a new one when there is none within reach."""
        for account in self.world.people.values():
            chat = self.world.chats[account.id]
            away = chat.blocked or account.deactivated or account.offline_since is not None
            if account.label == "volunteer" and account.place in TURKISTAN and not away:
                break
        else:
            made = await self.newcomer(self.world, "Данияр", "kk", "volunteer", TURKISTAN)
            account = self.world.people[made["id"]]
        person = self._person(account, self._slow)
        return Volunteer(person, kazakh=await speaks_kazakh(person))

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
