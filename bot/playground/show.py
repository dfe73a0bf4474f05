"""Stories played on the page: a town that pauses as long as somebody reads and types, and what is told in it."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.playground.client import Town
from bot.playground.person import Person
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
        """Do it; wait for an answer in the person's chat, then for stillness."""
        happened = (await self.status())["happened"]
        answer = await self.do(act, **arguments)
        if (person := arguments.get("person")) is not None:
            await self.do("answered", people=[person], labels=None, after=happened, timeout=ANSWER_WITHIN)
        await self.settled()
        return answer


class SlowTown(PatientTown):
    """Waits before every act as long as a person would; `show` is told what is about to happen."""

    def __init__(self, url: str, show: Callable[[dict[str, Any]], None]) -> None:
        super().__init__(url, settle=SETTLE, patience=30)
        self.speed = 1.0
        self._show = show

    async def act(self, act: str, **arguments: Any) -> Any:
        """Read, say what is about to be done, do it."""
        person = arguments.get("person")
        if person is not None:
            read = await self.do("screen", person=person)
            await self._sleep(min(0.9 + len(read["text"]) / 70, 4.5))
            if act == "say":
                text = arguments["text"]
                self._show({"person": person, "typing": text, "seconds": len(text) * _TYPING / self.speed})
                await self._sleep(len(text) * _TYPING + 0.5)
            else:
                target = arguments.get("data") or arguments.get("label")
                self._show({"person": person, "pressing": target, "message": arguments.get("message_id")})
                await self._sleep(0.7)
        answer = await super().act(act, **arguments)
        self._show({"person": person})
        return answer

    async def _sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self.speed)


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
