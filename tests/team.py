"""The people of the tests about the team, and what newcomers do."""

from pathlib import Path

from bot.core.interview.events import ContactShared
from bot.core.roles import Membership, Role
from bot.services import invitations, joining, team
from bot.store import people
from tests.office import Office, link, make_database

ADMIN, LEADER, OTHER_LEADER, NEWCOMER, SECOND, FAMILY = 1, 2, 3, 4, 5, 6
TURKISTAN, ABAI = "610000000", "100000000"
PHONE, OTHER_PHONE = "77010000001", "77010000002"


async def make_team(path: Path) -> Office:
    """An office with an admin, a coordinator in each of two regions, two newcomers and a family."""
    office = Office(await make_database(path))
    await staff(office)
    return office


async def staff(office: Office) -> None:
    """Let them come."""
    office.admins(ADMIN)
    await office.person(ADMIN)
    async with office.unit(ADMIN) as unit:
        await team.ensure_admin(unit)
    await office.person(LEADER, Membership(Role.COORDINATOR, TURKISTAN))
    await office.person(OTHER_LEADER, Membership(Role.COORDINATOR, ABAI))
    for who in (NEWCOMER, SECOND, FAMILY):
        await office.person(who)
    await office.rows()


def sauran(office: Office) -> str:
    (place,) = office.asar.places.find("Сауран ауданы", TURKISTAN).exact
    return place.code


async def invited(office: Office, by: int = LEADER, words: str = "Сауран") -> str:
    """The token of a volunteer's link for a district, made by typing."""
    async with office.unit(by) as unit:
        await invitations.begin(unit, words)
    return link(await office.said(by))


async def open_link(office: Office, who: int, token: str) -> list[str]:
    async with office.unit(who) as unit:
        await joining.join(unit, token)
    return [payload["text"] for payload in await office.said(who) if "text" in payload]


async def share(office: Office, who: int, phone: str = PHONE, *, own: bool = True) -> bool:
    return await office.answer(who, ContactShared(phone, own))


async def accepted(office: Office, who: int, token: str, speaks: str = "ru", name: str = "Айгерім") -> None:
    """Open a link, agree to the code of conduct, say the languages: the phone is what is asked for next."""
    await open_link(office, who, token)
    await office.press(who, f"t:ok:{token}", name=name)
    await office.press(who, f"t:jl:{token}:{speaks}", name=name)


async def joined(office: Office, who: int, token: str, phone: str = PHONE, speaks: str = "ru") -> None:
    await accepted(office, who, token, speaks)
    await share(office, who, phone)


def text(office: Office, text_id: str, language: str = "ru") -> str:
    return office.asar.texts.label(text_id, "kk" if language == "kk" else "ru")


async def office_person(tx: object, who: int) -> people.Person:
    person = await people.by_telegram(tx, who)  # type: ignore[arg-type]
    assert person is not None
    return person
