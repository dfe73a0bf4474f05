"""A region's morning, as it is watched.

What came overnight, a group for the district, a card that somebody takes there, a question to the family, a decision of
the coordinator, a delivery in which something is missing, the family's word.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from bot.playground.families import Family
from bot.playground.person import Group, Person
from bot.playground.show import SlowTown
from bot.playground.stories import Applicant, number_in, press, press_newest

ALMATY = timezone(timedelta(hours=5))

MORNING = timedelta(hours=8, minutes=33)
"""The time of day at which every coordinator has been told how things stand."""

EVENING = 9.5 * 3600
"""Seconds from the morning to the evening of the same day."""

QUICKLY = 9.0
"""How many times as fast as somebody reads the family answers: the other story shows its questions."""

PATIENCE = 20.0
"""Seconds a message may take that somebody waits for."""


@dataclass(frozen=True, slots=True)
class MorningWords:
    """What people type and press in one language."""

    coordinator: str
    volunteer: str
    caller: str
    group: str
    greeting: str
    mine: str
    bind: str
    bound: str
    accept: str
    looked: str
    question: str
    reply: str
    answer: str
    part: str
    shoes: str
    onward: str
    no_size: str
    no_more: str
    no_photo: str
    confirm: str


WORDS = {
    "kk": MorningWords(
        coordinator="Ерлан",
        volunteer="Данияр",
        caller="Кәмила",
        group="Сауран еріктілері",
        greeting="Қайырлы таң, достар! Ауданымыздың өтінімдері енді осында шығады.",
        mine="Мен барамын, Шорнаққа жақынмын.",
        bind="/bind Сауран",
        bound="👌 Дайын",
        accept="✅ Қабылдау",
        looked="✅ Қаралды",
        question="Сәлеметсіз бе! Бүгін кешкі алтыда әкелсем бола ма?",
        reply="✍️ Жауап жазу",
        answer="Болады, үйдеміз. Рақмет Сізге!",
        part="🟡 Бәрі берілген жоқ",
        shoes="✅ 👞",
        onward="➡️ Әрі қарай",
        no_size="керек өлшемі жоқ",
        no_more="🏁 Басқа ештеңе бере алмаймын",
        no_photo="Суретсіз",
        confirm="✅ Иә",
    ),
    "ru": MorningWords(
        coordinator="Ирина",
        volunteer="Анна",
        caller="Тамара",
        group="Волонтёры Саурана",
        greeting="Доброе утро! Заявки нашего района теперь будут приходить сюда.",
        mine="Я возьму, мне до Старого Икана недалеко.",
        bind="/bind Сауран",
        bound="👌 Готово",
        accept="✅ Принять",
        looked="✅ Посмотрели",
        question="Здравствуйте! Можно, я приеду сегодня к шести вечера?",
        reply="✍️ Ответить",
        answer="Да, мы будем дома. Спасибо Вам!",
        part="🟡 Передано не всё",
        shoes="✅ 👞",
        onward="➡️ Дальше",
        no_size="нет нужного размера",
        no_more="🏁 Больше передать не смогу",
        no_photo="Без фото",
        confirm="✅ Да",
    ),
}


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays, all of them on stage."""

    coordinator: Person
    volunteer: Person
    mother: Person
    group: Group


def until_morning(now: float) -> float:
    """Seconds from the Unix time `now` to the next morning."""
    here = datetime.fromtimestamp(now, UTC).astimezone(ALMATY)
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
    return ((midnight + timedelta(days=1) + MORNING - here) % timedelta(days=1)).total_seconds() or 86400.0


async def morning(
    cast: Cast,
    family: Family,
    language: str,
    town: SlowTown,
    step: Callable[[str], None],
    later: Callable[[float], Awaitable[object]],
) -> None:
    """The whole of it. later: moves the clock so many seconds forward."""
    words, coordinator, volunteer, mother, group = (
        WORDS[language],
        cast.coordinator,
        cast.volunteer,
        cast.mother,
        cast.group,
    )

    step("morning-digest")
    before = len(await coordinator.heard())
    await later(until_morning((await coordinator.town.status())["now"]))
    await _hears(coordinator, before, "☀️")
    await town.read(coordinator)

    step("morning-bind")
    await coordinator.say(words.bind, chat=group)
    await press_newest(coordinator, words.bound, chat=group)
    await coordinator.say(words.greeting, chat=group)

    step("morning-apply")
    town.pace = QUICKLY
    await Applicant(mother, family).apply()
    town.pace = 1.0
    number = number_in((await mother.last()).text)

    step("morning-card")
    await volunteer.say(words.mine, chat=group)
    await press_newest(volunteer, words.accept, chat=group, about=number)
    await town.read(volunteer)

    step("morning-ask")
    await volunteer.say(f"/ask {number} {words.question}")
    await press_newest(mother, words.reply)
    await mother.say(words.answer)
    await town.read(volunteer)

    step("morning-review")
    await coordinator.say("/review")
    await press(coordinator, (await coordinator.screen()).buttons[0].label)
    await press(coordinator, words.looked)

    step("morning-deliver")
    await later(EVENING)
    for label in (words.part, words.shoes, words.onward, words.no_size, words.no_more, words.no_photo):
        await press_newest(volunteer, label)

    step("morning-confirm")
    await press_newest(mother, words.confirm)
    await town.read(volunteer, group)

    step("morning-end")
    await asyncio.sleep(4)


async def _hears(person: Person, before: int, sign: str) -> None:
    """Wait until the bot has written something with this sign after the first `before` messages."""
    deadline = time.monotonic() + PATIENCE
    while True:
        happened = (await person.town.status())["happened"]
        if any(sign in message.text for message in (await person.heard())[before:]):
            return
        left = deadline - time.monotonic()
        if left <= 0:
            raise AssertionError(f"{person.name} has heard nothing with {sign}")
        await person.town.wait(after=happened, timeout=left)
