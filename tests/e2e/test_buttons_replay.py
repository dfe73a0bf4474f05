"""Every button ever shown, pressed late, by its owner and by others; and every screen pressed three times at once."""

import asyncio
import random
from pathlib import Path
from typing import Any

from bot.playground.person import Person
from bot.playground.stories import PETROVA, RUSSIAN, Applicant, Family, number_in
from bot.telegram import callbacks
from tests.conftest import Asar
from tests.e2e.remains import quiet, remains
from tests.e2e.village import People, ask_by_phone, move_in, play, press, reads, words

SEED = 20260803


async def shown(person: Person) -> set[tuple[int, str]]:
    """All buttons that were ever under a message of this chat: (message, data)."""
    return {
        (seen.id, button["callback_data"])
        for seen in await person.town.messages(person.id, deleted=True)
        for version in seen.versions
        for row in version.get("reply_markup", {}).get("inline_keyboard", [])
        for button in row
        if "callback_data" in button
    }


def revisions(state: dict[str, Any]) -> dict[int, int]:
    return {number: request["revision"] for number, request in enumerate(state["requests"], start=1)}


def is_current(data: str, now: dict[int, int]) -> bool:
    """Whether a button names a request as it is now."""
    action = callbacks.decode(data)
    if action is None or action.verb not in ("f", "v"):
        return False
    request, revision = callbacks.number(action, 1), callbacks.number(action, 2)
    return now.get(request) == revision


def lasting(state: dict[str, Any]) -> dict[str, Any]:
    """What no outdated or foreign button may change; to look once more at one's own claim is audited, and allowed."""
    kept = {name: state[name] for name in ("requests", "memberships", "profiles", "consents", "dead letters")}
    return kept | {"audit": [row for row in state["audit"] if row[1] != "reveal"]}


async def long_story(asar: Asar, folder: Path) -> People:
    """Two requests are through, a third is accepted; everybody has looked at everything and decided nothing."""
    people = await move_in(asar.town)
    await play(people, lambda: quiet(asar.town, folder))
    mother, anna = people.mothers[1], people.volunteers[0]
    await press(mother, "📄")
    await mother.say("/apply")
    await ask_by_phone(mother, PETROVA)
    await press(mother, RUSSIAN.submit)
    number = number_in(await reads(mother, "№"))
    for label in ("📄", words("ru", "status-withdraw"), words("ru", "withdraw-no")):
        await press(mother, label)
    for command in ("/mydata", "/delete"):
        await mother.say(command)
    await press(mother, words("ru", "delete-no"))
    for command in ("/queue", "/next", f"/accept {number}", "/mine"):
        await anna.say(command)
    for command in ("/team", "/queue", "/programmes", "/help"):
        await people.admin.say(command)
    return people


def acts(data: str, now: dict[int, int]) -> bool:
    """Whether its owner's press does something: a current button, or a report of money, which may be old."""
    return is_current(data, now) or data.startswith("f:money:")


async def test_only_the_current_button_acts_whoever_presses_it_and_when(asar: Asar, tmp_path: Path) -> None:
    people = await long_story(asar, tmp_path)
    await quiet(asar.town, tmp_path)
    before = await remains(tmp_path)
    assert [request["state"] for request in before["requests"]] == ["confirmed", "confirmed", "claimed"]
    now = revisions(before)
    stranger = await asar.town.person("Бейтаныс")
    await stranger.say("/start")
    everybody = (*people.all, stranger)
    presses = []
    for owner in people.all:
        for message, data in await shown(owner):
            presses += [
                (person, message, data)
                for person in everybody
                # x:ask offers whoever presses it to erase their own data: then "yes" is theirs to press.
                if data != "x:ask" and (person is not owner or not acts(data, now))
            ]
    assert len(presses) > 500
    random.Random(SEED).shuffle(presses)
    for person, message, data in presses:
        await asar.town.do("press", person=person.id, message_id=message, data=data, forged=True)
    await asar.town.settled(timeout=60, quiet=0.3)

    after = await remains(tmp_path)
    for name, expected in lasting(before).items():
        assert lasting(after)[name] == expected, name
    revealed = [row for row in after["audit"] if row[1] == "reveal"]
    assert {by for *_, by in revealed} <= {people.volunteers[0].id, people.volunteers[1].id}
    assert revisions(after) == now
    for person in everybody:
        silent = [p["data"] for p in await asar.town.do("presses", person=person.id) if p["answer"] is None]
        assert not silent, person.name


class Impatient(Applicant):
    """Presses everything three times, on two phones at once, before anything changes on the screen."""

    async def press(self, label: str) -> None:
        await press_thrice(self.person, label)


async def press_thrice(person: Person, label: str) -> None:
    screen = await person.screen()
    data = screen.button(label).data
    taps = (person.town.do("press", person=person.id, message_id=screen.id, data=data, forged=True) for _ in range(3))
    await asyncio.gather(*taps)
    await person.town.settled()


async def test_three_taps_on_two_phones_are_one_on_every_screen(asar: Asar, tmp_path: Path) -> None:
    people = await move_in(asar.town)
    (patient, hasty), family = people.mothers, PETROVA
    await Applicant(patient, family).apply()
    await Impatient(hasty, family).apply()
    state = await remains(tmp_path)
    first, second = (request["answers"] for request in state["requests"])
    assert first | {"phone": ""} == second | {"phone": ""}
    assert await hasty.unanswered() == 0
    assert not state["drafts"]
    assert len(state["consents"]) == 2

    volunteer = people.volunteers[0]
    await join_thrice(people.admin, volunteer, family)
    await volunteer.say("/next")
    await press_thrice(volunteer, words("ru", "volunteer-accept"))
    await press_thrice(volunteer, words("ru", "card-done"))
    await press_thrice(patient, words("ru", "family-got"))
    state = await remains(tmp_path)
    events = [event for request, event, *_ in state["audit"] if request == 1]
    assert [events.count(once) for once in ("submit", "claim", "deliver", "confirm")] == [1, 1, 1, 1]
    assert len([row for row in state["memberships"] if row[0] == volunteer.id]) == 1


async def join_thrice(admin: Person, volunteer: Person, family: Family) -> None:
    await admin.say("/start")
    await admin.press("Русский")
    await admin.say("/invite")
    for label in ("🤝 Волонтёра", family.region, "Вся область"):
        await press_thrice(admin, label)
    links = [seen.text for seen in await admin.heard() if "?start=" in seen.text]
    assert len(links) == 1, "one intent, one link"
    await volunteer.start(links[0].split("?start=")[1].split()[0])
    await press_thrice(volunteer, "Русский")
    await press_thrice(volunteer, words("ru", "join-accept"))
    await press_thrice(volunteer, words("ru", "speaks-ru"))
    await volunteer.tap("📱")


async def test_two_phones_pressing_different_buttons_of_one_screen_make_one_answer(asar: Asar, tmp_path: Path) -> None:
    mother = await asar.town.person("Ольга", language="ru")
    applicant = Applicant(mother, PETROVA)
    await applicant.begin()
    await mother.press(RUSSIAN.school)
    screen = await mother.screen()
    first, second = (button.data for button in screen.buttons[:2])
    await asyncio.gather(
        *(asar.town.do("press", person=mother.id, message_id=screen.id, data=data) for data in (first, second, first))
    )
    await asar.town.settled()
    assert await mother.unanswered() == 0
    assert "3 из" in (await mother.screen()).text or "4 из" in (await mother.screen()).text
    (draft,) = (await remains(tmp_path))["drafts"]
    assert draft["revision"] > 0
