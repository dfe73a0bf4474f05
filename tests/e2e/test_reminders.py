"""Reminders of an unfinished application: after one day and three, closed after nine; each once, whatever happens."""

from datetime import datetime, time, timedelta

import pytest

from bot.playground.person import Person
from bot.playground.stories import PETROVA, RUSSIAN, Applicant
from bot.services.unit import ALMATY
from tests.conftest import Asar
from tests.e2e.village import words

REMINDER, CLOSED = words("ru", "draft-reminder"), words("ru", "draft-closed")


async def at(asar: Asar, hour: int) -> None:
    """Wait until this hour in Kazakhstan."""
    local = asar.now().astimezone(ALMATY)
    moment = datetime.combine(local.date(), time(hour), ALMATY)
    await asar.advance(seconds=((moment - local) % timedelta(days=1)).total_seconds())


async def begun(asar: Asar) -> Person:
    """Somebody who began an application just now and left."""
    mother = await asar.town.person("Ольга", language="ru")
    await Applicant(mother, PETROVA).begin()
    await mother.press(RUSSIAN.school)
    return mother


async def reminders(person: Person) -> tuple[int, int]:
    """How many reminders somebody got, and how many notices of the end."""
    texts = [seen.text for seen in await person.heard()]
    return sum(REMINDER in text for text in texts), sum(CLOSED in text for text in texts)


async def test_each_reminder_comes_once_through_restarts(asar: Asar) -> None:
    await at(asar, 12)
    mother = await begun(asar)
    for hours, expected in ((23, (0, 0)), (2, (1, 0)), (24, (1, 0)), (24, (2, 0)), (24 * 5, (2, 0)), (24, (2, 1))):
        await asar.advance(hours=hours)
        for _ in range(2):
            await asar.restart()
            await asar.town.settled(quiet=0.15)
        assert await reminders(mother) == expected
    await asar.advance(days=30)
    assert await reminders(mother) == (2, 1)


async def test_an_answer_begins_the_count_anew(asar: Asar) -> None:
    await at(asar, 12)
    mother = await begun(asar)
    await asar.advance(hours=23)
    await mother.press(RUSSIAN.parent)
    await asar.advance(hours=23)
    assert await reminders(mother) == (0, 0)
    await asar.advance(hours=2)
    assert await reminders(mother) == (1, 0)


async def test_nothing_is_said_at_night(asar: Asar) -> None:
    await at(asar, 23)
    mother = await begun(asar)
    await asar.advance(hours=25)  # midnight
    assert await reminders(mother) == (0, 0)
    await asar.advance(hours=7)
    assert await reminders(mother) == (0, 0)
    await asar.advance(hours=1, minutes=1)
    await asar.restart()
    await asar.town.settled(quiet=0.3)
    assert await reminders(mother) == (1, 0)


@pytest.mark.parametrize(("days", "expected"), [(2, (1, 0)), (4, (1, 0)), (20, (0, 1))])
async def test_after_an_outage_only_the_latest_is_said(asar: Asar, days: int, expected: tuple[int, int]) -> None:
    await at(asar, 12)
    mother = await begun(asar)
    await asar.stop()
    asar.ahead += timedelta(days=days)
    await asar.town.do("advance", seconds=days * 24 * 3600.0)
    await asar.start()
    await asar.town.settled(quiet=0.3)
    assert await reminders(mother) == expected


async def test_a_clock_set_back_and_forth_repeats_nothing(asar: Asar) -> None:
    await at(asar, 12)
    mother = await begun(asar)
    await asar.advance(hours=25)
    assert await reminders(mother) == (1, 0)
    for hours in (-3, 3, -26, 26):
        asar.ahead += timedelta(hours=hours)
        asar.app.look_again()
        await asar.restart()
        await asar.town.settled(quiet=0.15)
        assert await reminders(mother) == (1, 0)
