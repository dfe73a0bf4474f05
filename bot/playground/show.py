"""Stories played on the page: a town that pauses as long as somebody reads and types, and what is told in it."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.playground.client import Town
from bot.playground.person import Group, Person
from bot.playground.stories import PETROVA, SADYKOVA, Applicant, Child, Family, Volunteer, number_in, press

MOTHERS = {"kk": ("Гүлнар", "Сания", "Жанар", "Мәдина"), "ru": ("Мария", "Елена", "Наталья", "Светлана")}
FAMILIES = {
    "kk": replace(SADYKOVA, name="Омарова Гүлнар Сәкенқызы", children=(Child("Дана", "21.04.2018", "👧 Қыз"),)),
    "ru": replace(PETROVA, name="Орлова Мария Сергеевна", region="Туркестанская область"),
}
CONFIRM = {"kk": "✅ Иә, бәрін алдық", "ru": "✅ Да, всё получили"}

SETTLE = 0.06
"""Seconds of quiet after which the bot has said all it had to."""

ANSWER_WITHIN = 3.0
"""Seconds the bot gets to answer: what is sent twice, for example, gets no second answer."""

_TYPING = 0.045
"""Seconds a letter takes."""


class PatientTown(Town):
    """Goes on only when the bot has answered, however busy the machine is."""

    async def act(self, act: str, **arguments: Any) -> Any:
        """Do it; wait for an answer in the chat, then for stillness. What people say among themselves has none."""
        happened = (await self.status())["happened"]
        answer = await self.do(act, **arguments)
        group, chat = arguments.get("chat"), arguments.get("chat") or arguments.get("person")
        among_themselves = group and act == "say" and not arguments["text"].startswith("/")
        if chat is not None and not among_themselves:
            await self.do("answered", people=[chat], labels=None, after=happened, timeout=ANSWER_WITHIN)
        await self.settled()
        return answer


class SlowTown(PatientTown):
    """Waits before every act as long as a person would; `show` is told what is about to happen."""

    def __init__(self, url: str, show: Callable[[dict[str, Any]], None]) -> None:
        super().__init__(url, settle=SETTLE, patience=30)
        self.speed = 1.0
        self.pace = 1.0  # the story's own: faster where it tells nothing new
        self._show = show

    async def act(self, act: str, **arguments: Any) -> Any:
        """Read, say what is about to be done, do it."""
        person = arguments.get("person")
        who = {"person": person, "chat": arguments.get("chat")}
        if person is not None:
            read = await self.do("screen", person=person, chat=arguments.get("chat"))
            await self._sleep(min(0.9 + len(read["text"]) / 70, 4.5))
            if act == "say":
                text = arguments["text"]
                seconds = len(text) * _TYPING
                self._show({**who, "typing": text, "seconds": seconds / self.speed / self.pace})
                await self._sleep(seconds + 0.5)
            else:
                target = arguments.get("data") or arguments.get("label")
                self._show({**who, "pressing": target, "message": arguments.get("message_id")})
                await self._sleep(0.7)
        answer = await super().act(act, **arguments)
        self._show(who)
        return answer

    async def read(self, person: Person, chat: Group | None = None) -> None:
        """Somebody reads what has come, and does nothing."""
        place = chat.id if chat else None
        self._show({"person": person.id, "chat": place})
        shown = await self.do("screen", person=person.id, chat=place)
        await self._sleep(min(1.5 + len(shown["text"]) / 40, 6.0))

    async def _sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self.speed / self.pace)


async def help_arrives(
    mother: Person, volunteer: Volunteer, family: Family, language: str, step: Callable[[str], None]
) -> None:
    """A mother applies, a volunteer accepts and delivers, she confirms."""
    applicant = Applicant(mother, family)
    step("begin")
    await applicant.begin()
    step("family")
    await applicant.about_family()
    step("children")
    for place, child in enumerate(family.children):
        await applicant.about_child(child, first=place == 0)
    step("send")
    await applicant.press(family.words.any_time)
    await applicant.press(family.words.skip)
    await applicant.press(family.words.submit)
    number = number_in((await mother.last()).text)
    step("queue")
    await volunteer.open(number)
    step("accept")
    await volunteer.accept()
    step("deliver")
    await volunteer.deliver()
    step("confirm")
    await press(mother, CONFIRM[language])
    step("end")
    await asyncio.sleep(4)
