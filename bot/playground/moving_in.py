"""Who lives in the town of a demo, and how they move in: all at once, each as fast as the bot answers them."""

import asyncio
from dataclasses import replace
from typing import Any

from bot.playground.child import ADMIN
from bot.playground.client import Town
from bot.playground.families import RUSSIAN, SADYKOVA, Child
from bot.playground.person import Person
from bot.playground.stories import Applicant, Volunteer, asks_for_a_call, invite, press, press_newest

TURKISTAN = ("Түркістан облысы", "Туркестанская область")

GROUP = "Асар · Түркістан облысы"

ANSWER_WITHIN = 20.0
"""Seconds the bot gets to answer one act: it may still be starting, on a busy machine."""

CALM = 0.05
"""Seconds without news in somebody's chat after which the bot has told them all it had to."""

PEOPLE = (
    ("Айгүл", "kk", "parent", ""),
    ("Ольга", "ru", "parent", ""),
    ("Данияр", "kk", "volunteer", TURKISTAN[0]),
    ("Анна", "ru", "volunteer", TURKISTAN[1]),
    ("Ерлан", "kk", "coordinator", TURKISTAN[0]),
)
"""Name, language, role and place of those whose phones lie on the table; the admin comes after them."""

BIBIGUL = replace(
    SADYKOVA,
    name="Оспанова Бибігүл Қайратқызы",
    settlement="Қарашық ауылы",
    household=5,
    minors=3,
    income="120 мың",
    school="№ 12 мектеп",
    children=(Child("Аружан", "02.09.2015", "👧 Қыз"),),
)
"""A family that waits for help already; its phone lies aside, and so does that of somebody who asks to be called."""


class BusyTown(Town):
    """Goes on as soon as the bot has answered whoever acted, whatever it does for others meanwhile."""

    async def act(self, act: str, **arguments: Any) -> Any:
        """Do it; wait for the answer in the person's chat and for a moment of calm there."""
        person = arguments.get("chat") or arguments.get("person")
        happened = (await self.status())["happened"]
        answer = await self.do(act, **arguments)
        if person is not None:
            await self.do("answered", people=[person], labels=None, after=happened, timeout=ANSWER_WITHIN, quiet=CALM)
        return answer


async def move_in(town: Town) -> None:
    """The first people: two mothers, two volunteers, their coordinator with a group, an admin; families that wait."""
    first = [
        await town.person(name, language=language, label=label, place=place) for name, language, label, place in PEOPLE
    ]
    aigul, olga, daniyar, anna, yerlan = first
    admin = await town.person("Админ", language="ru", label="admin", id=ADMIN)
    bibigul = await town.person("Бибігүл", language="kk", label="parent", aside=True)
    lyudmila = await town.person("Людмила", language="ru", label="parent", aside=True)
    group_is_there = asyncio.Event()

    async def greets(person: Person) -> None:
        await person.say("/start")
        await press(person, "Русский")

    async def team() -> None:
        await greets(admin)
        joining = []
        leader = Volunteer(yerlan, kazakh=True)
        link = await invite(admin, TURKISTAN[1], role="coordinator")
        joining.append(asyncio.create_task(leader.join(link)))
        for person, kazakh in ((daniyar, True), (anna, False)):
            link = await invite(admin, TURKISTAN[1])
            joining.append(asyncio.create_task(Volunteer(person, kazakh=kazakh).join(link)))
        await asyncio.gather(*joining)
        group = await town.group(GROUP, yerlan, daniyar, anna)
        await yerlan.say("/bind", chat=group)
        await press_newest(yerlan, "👌 Дайын", chat=group)
        for person, words in ((yerlan, "Қайырлы таң! Бүгін кім Сауранға бара алады?"), (anna, "Я могу после обеда.")):
            await town.do("say", person=person.id, chat=group.id, text=words)
        group_is_there.set()

    await asyncio.gather(
        team(),
        greets(olga),
        Applicant(aigul, SADYKOVA).apply(group_is_there.wait),
        Applicant(bibigul, BIBIGUL).apply(),
        asks_for_a_call(lyudmila, RUSSIAN, "город Туркестан"),
    )
