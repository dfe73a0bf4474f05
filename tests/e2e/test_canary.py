"""What is personal is seen by its owner and the current claimer and by nobody else; no log and no file shows it."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.playground.client import Town
from bot.playground.person import Person
from bot.playground.seen import Seen
from bot.playground.stories import PETROVA, RUSSIAN, Applicant, Child, invite, number_in
from tests.conftest import ADMIN, TOKEN
from tests.e2e.processes import Bot, local_telegram
from tests.e2e.remains import StillTown
from tests.e2e.village import ask_by_phone, eventually, press, reads, sees, tap, words

PHONE, TEAM_PHONES = "+77019876501", ("+77019876502", "+77019876503")
ADDRESS, COMMENT = "улица Канареечная, 17", "Звоните соседке Пеночке"
FAMILY = replace(
    PETROVA,
    words=replace(RUSSIAN, school=words("ru", "school-aid-reach-home")),
    name="Канарейкина Зимородка Дроздовна",
    school="школа № 417 Щегловка",
    children=(Child("Свиристель", "12 марта 2016", "👦 Мальчик"),),
)
CANARIES = ("Канарейкина", "Зимородка", "9876501", "987 65 01", "Канареечная", "Пеночке", "Щегловка", "Свиристель")
ON_DISK = (*CANARIES, "9876502", "9876503", TOKEN.partition(":")[2])


class Chatty(Applicant):
    """Has the help brought home, and leaves a comment."""

    async def say(self, text: str) -> None:
        await super().say(text)
        if text == self.family.settlement:
            await super().say(ADDRESS)

    async def tap(self, label: str) -> None:
        await tap(self.person, label)

    async def press(self, label: str) -> None:
        await (super().say(COMMENT) if label == self.family.words.skip else super().press(label))


def caged(text: str) -> list[str]:
    """The canaries in a text."""
    return [canary for canary in CANARIES if canary in text]


async def shows(person: Person) -> list[Seen]:
    """Messages that show something personal at this moment, their links and texts to copy included."""
    return [seen for seen in await person.heard() if caged(str(seen.data))]


def leaked(folder: Path) -> list[str]:
    """What can be read in the files of the bot: database, journal, log."""
    found = []
    for file in folder.iterdir():
        held = file.read_bytes()
        found += [f"{file.name}: {canary}" for canary in ON_DISK if canary.encode() in held]
    return found


@pytest.mark.parametrize("log_format", ["text", "json"])
async def test_nothing_personal_leaves_the_two_who_need_it(tmp_path: Path, log_format: str) -> None:
    with local_telegram() as url:
        bot = Bot(tmp_path, url, LOG_LEVEL="DEBUG", LOG_FORMAT=log_format)
        await bot.ready()
        async with StillTown(url, tmp_path, settle=0.05) as town:
            await story(town, tmp_path)
        assert await bot.stop() == 0
    assert "was taken off the team" in bot.written()
    assert leaked(tmp_path) == []


async def story(town: Town, folder: Path) -> None:
    admin = await town.person("Админ", language="ru", id=ADMIN)
    await admin.say("/start")
    await press(admin, "Русский")
    anna = await town.person("Анна", language="ru", phone=TEAM_PHONES[0])
    boris = await town.person("Борис", language="ru", phone=TEAM_PHONES[1])
    for person in (anna, boris):
        await person.start(await invite(admin, FAMILY.region))
        for label in ("language-ru", "join-accept", "speaks-ru"):
            await press(person, words("ru", label))
        await tap(person, "📱")
        await reads(person, "/queue")
    group = await town.group("Асар", admin, anna, boris)
    await admin.say("/bind Сауран", chat=group)
    mother = await town.person("Зимородка", language="ru", phone=PHONE)
    await Chatty(mother, FAMILY).apply()
    number = await newest_number(mother, known=0)
    assert caged(str([seen.versions for seen in await mother.heard()]))

    for person in (anna, boris, admin):
        for command in ("/queue", "/next", f"/show {number}"):
            await person.say(command)
        assert await shows(person) == []
    assert leaked(folder) == []

    await claims(anna, number)
    assert await shows(boris) == await shows(admin) == []
    await press(anna, words("ru", "card-release"))
    await press(anna, words("ru", "volunteer-reason-far"))
    await blanked(anna)  # released

    await claims(boris, number)
    await admin.say("/team")
    for label in (FAMILY.region, "Борис", words("ru", "team-remove"), words("ru", "team-remove-yes")):
        await press(admin, label)
    await blanked(boris)  # removed from the team

    await claims(anna, number)
    await press(anna, words("ru", "card-done"))
    await blanked(anna)  # delivered
    await press(mother, words("ru", "family-got"))

    number = await applies_again(mother)
    await claims(anna, number)
    await mother.say("/status")
    for label in (words("ru", "status-withdraw"), words("ru", "withdraw-yes")):
        await press(mother, label)
    await blanked(anna)  # withdrawn

    number = await applies_again(mother)
    await claims(anna, number)
    await mother.say("/delete")
    await press(mother, words("ru", "delete-yes"))
    await blanked(anna)  # erased

    for person in (anna, boris, admin, mother):
        for seen in await person.messages(deleted=True):
            for version in seen.versions:
                for row in version.get("reply_markup", {}).get("inline_keyboard", []):
                    assert caged(str([button.get("callback_data") for button in row])) == []
            ever_shown = seen.by_bot and caged(str(seen.versions))
            assert not ever_shown or person is mother or seen.data.get("has_protected_content"), seen.text
    assert caged(str([seen.versions for seen in await admin.messages()])) == []
    shown = await group.messages(deleted=True)
    assert any("принята" in str(seen.versions) for seen in shown)  # it had cards, and they followed their requests
    assert caged(str([seen.versions for seen in shown])) == []
    assert caged(str(await town.calls(chat_id=group.id))) == []


async def blanked(volunteer: Person) -> None:
    """Wait until nothing personal is left in the chat."""

    async def look() -> None:
        assert await shows(volunteer) == []

    await eventually(volunteer, look)


async def newest_number(mother: Person, *, known: int) -> str:
    """Wait until there is one more number than those known."""

    async def look() -> str:
        found = [seen.text for seen in await mother.heard() if words("ru", "submitted") in seen.text]
        assert len(found) > known
        return number_in(found[-1])

    return str(await eventually(mother, look))


async def claims(volunteer: Person, number: str) -> None:
    """Accept: only now, and only here, the contacts are seen."""
    await volunteer.say(f"/accept {number}")
    await sees(volunteer, words("ru", "card-done"))
    (shown,) = await shows(volunteer)
    assert "9876501" in str(shown.data).replace(" ", "")


async def applies_again(mother: Person) -> str:
    await mother.say("/apply")
    await ask_by_phone(
        mother, replace(FAMILY, words=replace(FAMILY.words, school=words("ru", "school-aid-reach-home")))
    )
    await press(mother, FAMILY.words.submit)
    return number_in((await mother.last()).text)
