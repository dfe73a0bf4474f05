"""A whole day of a region: two coordinators, five volunteers, thirty families, restarts; and the month after it.

Everybody does what people do in a campaign, much of it at once. Afterwards nothing may wait without a deadline, no
update may be a dead letter, no press unanswered, and no family's contacts in a chat that has no claim on them.
"""

import asyncio
import re
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from bot.core.requests import State
from bot.core.speech import Language
from bot.playground.person import Group, Person
from bot.playground.stories import KAZAKH, PETROVA, SADYKOVA, Family, Volunteer, invite, number_in
from bot.services.unit import ALMATY
from bot.store import people, requests, schema
from bot.store.requests import Request
from tests.conftest import Asar
from tests.e2e.village import ask_by_phone, eventually, press, reads, words

FAMILIES, AT_ONCE, DELIVERED = 30, 6, 12
DISTRICTS = (
    ("Сауран ауданы", "район Сауран"),
    ("Отырар ауданы", "Отрарский район"),
    ("Келес ауданы", "Келесский район"),
)


@dataclass(slots=True)
class Household:
    """One of the thirty."""

    person: Person
    family: Family
    number: str = ""

    @property
    def language(self) -> Language:
        return "kk" if self.family.words is KAZAKH else "ru"


def families() -> list[Family]:
    """Half of them Kazakh, spread over three districts."""
    found = []
    for place in range(FAMILIES):
        kazakh = place % 2 == 0
        base = SADYKOVA if kazakh else PETROVA
        found.append(replace(base, district=DISTRICTS[place % 3][0 if kazakh else 1]))
    return found


class Day:
    """The region and its people."""

    def __init__(self, asar: Asar) -> None:
        self.asar = asar
        self.town = asar.town
        self.households: list[Household] = []
        self.volunteers: list[Volunteer] = []
        self.coordinators: list[Person] = []
        self.group: Group | None = None

    async def team_comes(self) -> None:
        """The admin invites two coordinators, who speak different languages; they invite five volunteers."""
        admin = await self.asar.admin()
        for name, kazakh in (("Гүлнар", True), ("Сергей", False)):
            person = await self.town.person(name, language="kk" if kazakh else "ru")
            payload = await invite(admin, "Туркестанская область", role="coordinator")
            await Volunteer(person, kazakh=kazakh).join(payload)
            self.coordinators.append(person)
        gulnar, sergey = self.coordinators
        for place, (name, kazakh) in enumerate(
            (("Анна", False), ("Данияр", True), ("Борис", False), ("Айдос", True), ("Вера", False))
        ):
            person = await self.town.person(name, language="kk" if kazakh else "ru")
            volunteer = Volunteer(person, kazakh=kazakh)
            payload = await (
                self._invited_by_gulnar(gulnar, place) if kazakh else self._invited_by_sergey(sergey, place)
            )
            await volunteer.join(payload)
            self.volunteers.append(volunteer)

    async def group_is_bound(self) -> None:
        """The coordinators' group with all volunteers, bound to the region by one word."""
        gulnar, sergey = self.coordinators
        self.group = await self.town.group("Асар", gulnar, sergey, *(v.person for v in self.volunteers))
        await gulnar.say("/bind", chat=self.group)
        await gulnar.press("👌", on=await self.group.last())

    async def _invited_by_gulnar(self, gulnar: Person, place: int) -> str:
        return await invite_here(gulnar, DISTRICTS[place % 3][0], kazakh=True)

    async def _invited_by_sergey(self, sergey: Person, place: int) -> str:
        return await invite_here(sergey, DISTRICTS[place % 3][1], kazakh=False)

    async def families_apply(self, some: list[Family]) -> None:
        """Several at once, as on the first morning of a campaign."""
        before = len(self.households)
        for place, family in enumerate(some, start=before):
            language = "kk" if family.words is KAZAKH else "ru"
            person = await self.town.person(
                f"Семья{place}" if language == "ru" else f"Отбасы{place}", language=language
            )
            self.households.append(Household(person, family))
        await asyncio.gather(*(self._apply(household) for household in self.households[before:]))

    async def _apply(self, household: Household) -> None:
        mother, family = household.person, household.family
        await mother.say("/start")
        for label in (family.words.language, family.words.apply):
            await press(mother, label)
        await ask_by_phone(mother, family)
        await press(mother, family.words.submit)
        household.number = number_in(await reads(mother, "№"))

    async def stored(self) -> dict[str, Request]:
        """All requests by number."""
        async with self.asar.reading() as tx:
            rows = await tx.execute(select(schema.requests.c.id).order_by(schema.requests.c.id))
            found = [await requests.get(tx, key) for key in rows.scalars()]
        return {request.number: request for request in found}

    def of(self, number: str) -> Household:
        return next(one for one in self.households if one.number == number)

    async def rows(self, table: Any) -> list[dict[str, Any]]:
        async with self.asar.reading() as tx:
            return [dict(row) for row in (await tx.execute(select(table))).mappings()]


async def invite_here(coordinator: Person, district: str, *, kazakh: bool) -> str:
    """A coordinator of one region invites a volunteer for one district."""
    language = "kk" if kazakh else "ru"
    before = len(await coordinator.heard())
    await coordinator.say("/invite")
    await press(coordinator, words(language, "invite-volunteer"))
    await press(coordinator, district)
    await press(coordinator, "✅ Дайын" if kazakh else "✅ Готово")

    async def link() -> str:
        for said in reversed((await coordinator.heard())[before:]):
            if found := re.search(r"\?start=([\w-]+)", said.text):
                return found[1]
        raise AssertionError("no link came")

    return str(await eventually(coordinator, link))


async def contacts_in(person: Person) -> list[str]:
    """Messages of a chat that show somebody's phone, other than one's own."""
    return [
        seen.text
        for seen in await person.heard()
        if re.search(r"\+7 7\d\d \d{3}", seen.text) and person.phone[-4:] not in seen.text.replace(" ", "")
    ]


async def test_a_day_of_a_region(asar: Asar) -> None:
    day = Day(asar)
    await day.team_comes()
    await day.group_is_bound()
    everybody = families()
    for start in range(0, FAMILIES, AT_ONCE):
        await day.families_apply(everybody[start : start + AT_ONCE])
        if start == 2 * AT_ONCE:
            await asar.restart()
    assert len({one.number for one in day.households}) == FAMILIES
    await everybody_accepts(day)
    await one_is_refused_and_objects(day)
    await help_is_brought(day)
    await asar.restart()
    await families_answer(day)
    await nothing_is_forgotten(day)
    await the_morning_after(day)
    await a_month_goes_by(day)
    await nothing_is_forgotten(day)


async def everybody_accepts(day: Day) -> None:
    """All five at once, the same ones too; two reach for one and the same number."""
    first, second = day.volunteers[0], day.volunteers[3]
    contested = day.households[0].number
    await asyncio.gather(*(one.person.say(f"/accept {contested}") for one in (first, second)))
    await asyncio.gather(*(_accepts_some(volunteer) for volunteer in day.volunteers))
    await day.town.settled()
    found = await day.stored()
    assert len([request for request in found.values() if request.state is State.CLAIMED]) >= 15
    assert found[contested].state is State.CLAIMED
    assert len({request.claimer_id for request in found.values() if request.claimer_id}) == len(day.volunteers)


async def _accepts_some(volunteer: Volunteer) -> None:
    accept = words("kk" if volunteer.kazakh else "ru", "volunteer-accept")
    for _ in range(4):
        await volunteer.person.say("/next")
        if not any(button.label == accept for button in (await volunteer.person.screen()).buttons):
            return
        await press(volunteer.person, accept)


async def one_is_refused_and_objects(day: Day) -> None:
    """Gülnar refuses, the family does not agree, Sergey decides otherwise: nobody judges their own refusal."""
    gulnar, sergey = day.coordinators
    waiting = next(number for number, one in (await day.stored()).items() if one.state is State.QUEUED)
    mother = day.of(waiting)
    await gulnar.say(f"/review {waiting}")
    for label in ("review-decline", "review-decline-goods", "review-decline-send"):
        await press(gulnar, words("kk", label))
    await press(mother.person, words(mother.language, "declined-object"))
    await press(mother.person, words(mother.language, "declined-object-send"))
    assert (await day.stored())[waiting].state is State.REVIEW
    await sergey.say(f"/review {waiting}")
    await press(sergey, words("ru", "review-admit"))
    assert (await day.stored())[waiting].state is State.QUEUED


async def help_is_brought(day: Day) -> None:
    """Twelve deliveries; one volunteer gives a request back, one asks a family something and is answered."""
    found = await day.stored()
    claimed = [number for number, request in found.items() if request.state is State.CLAIMED]
    by_person = {v.person.id: v for v in day.volunteers}
    async with day.asar.reading() as tx:
        who = {
            number: by_person[(await people.get(tx, found[number].claimer_id or 0)).telegram_id] for number in claimed
        }
    back, asked, *rest = claimed
    await who[back].person.say(f"/release {back} еду на месяц")
    mother = day.of(asked)
    await who[asked].person.say(f"/ask {asked} Сіз үйде боласыз ба?")
    await press(mother.person, words(mother.language, "letter-reply"))
    await mother.person.say("Иә, кешке")
    assert any("Иә, кешке" in seen.text for seen in await who[asked].person.heard())
    for number in rest[:DELIVERED]:
        await who[number].person.say(f"/done {number}")
    await day.town.settled()
    states = [request.state for request in (await day.stored()).values()]
    assert states.count(State.DELIVERED) == DELIVERED


async def families_answer(day: Day) -> None:
    """Most say that it came, one that a part did, one that nothing did, one is asked for money; two say nothing."""
    delivered = [number for number, request in (await day.stored()).items() if request.state is State.DELIVERED]
    partly, nothing, money, *rest = delivered
    answers = {partly: "family-partly", nothing: "family-not", money: "family-money"}
    answers |= dict.fromkeys(rest[:-2], "family-got")
    for number, label in answers.items():
        mother = day.of(number)
        await press(mother.person, words(mother.language, label))
    await day.town.settled()
    found = await day.stored()
    assert found[partly].state is State.CLAIMED
    assert (found[nothing].state, found[nothing].claimer_id) == (State.QUEUED, None)
    assert all(found[number].state is State.CONFIRMED for number in rest[:-2])
    for coordinator in day.coordinators:
        said = [seen.text for seen in await coordinator.heard()]
        assert any(nothing in text for text in said), "a dispute is told"
        assert any(money in text for text in said), "a complaint is told"


async def the_morning_after(day: Day) -> None:
    """Both coordinators read how the region stands, each in their language, once."""
    local = day.asar.now().astimezone(ALMATY)
    morning = datetime.combine(local.date() + timedelta(days=1), time(8, 35), ALMATY)
    await day.asar.advance(seconds=(morning - local).total_seconds())
    await day.asar.restart()
    await day.town.settled()
    for coordinator, language in zip(day.coordinators, ("kk", "ru"), strict=True):
        heads = [seen.text for seen in await coordinator.heard() if words(language, "morning-head") in seen.text]
        assert len(heads) == 1
        assert re.search(r"\d", heads[0])


async def a_month_goes_by(day: Day) -> None:
    """Nobody does anything any more: claims return, deliveries rest unconfirmed, idle volunteers are told to rest."""
    for _ in range(30):
        await day.asar.advance(days=1)
    found = await day.stored()
    assert not [number for number, request in found.items() if request.state in (State.CLAIMED, State.DELIVERED)]
    assert [request for request in found.values() if request.state is State.UNCONFIRMED]
    for volunteer in day.volunteers:
        assert await contacts_in(volunteer.person) == [], "no contacts without a claim"
    async with day.asar.reading() as tx:
        paused = [await people.by_telegram(tx, volunteer.person.id) for volunteer in day.volunteers]
    assert all(one is not None and one.paused and one.paused_by in ("idle", "returns") for one in paused)


async def nothing_is_forgotten(day: Day) -> None:
    """What must hold at the end of every day."""
    await day.town.settled()
    assert not await day.rows(schema.dead_letters)
    assert [row["error"] for row in await day.rows(schema.outbox) if row["state"] in ("dead", "uncertain")] == []
    waiting = {(row["kind"], row["ref"]) for row in await day.rows(schema.timers)}
    deadline = {State.QUEUED: {"escalate"}, State.CLAIMED: {"idle"}, State.DELIVERED: {"unconfirmed"}}
    for request in (await day.stored()).values():
        if request.state in deadline:
            assert any((kind, request.id) in waiting for kind in deadline[request.state]), request.number
    for person in (*(v.person for v in day.volunteers), *day.coordinators, *(h.person for h in day.households)):
        assert await person.unanswered() == 0, person.name
    assert day.group is not None
    for said in await day.town.messages(day.group.id, deleted=True):
        for version in said.versions:
            assert not re.search(r"\+7|Садықова|Петрова|Айгүл|Шорнақ|Икан", str(version.get("text", "")))
