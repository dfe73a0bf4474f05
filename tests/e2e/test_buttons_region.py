"""Every kind of button the regional desk shows, pressed when its time is over, and by people it is not for.

After a story everybody has looked at all their screens and decided nothing. What is on a screen now, or names a request
as it is now, may be pressed by whom it was shown to; everything else changes nothing, whoever presses it.
"""

import asyncio
import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.playground.person import Person
from bot.telegram import callbacks
from tests.e2e.conftest import Quiet
from tests.e2e.region import MEMBERS, NUMBERS, Player, Region
from tests.e2e.remains import remains
from tests.e2e.stage import STORIES, opened

SEED = 20261125

ALIKE = 1
"""How many buttons of one kind of one chat are pressed: so many that are current, and so many that are not."""

WAITING = {"help": "aigul", "desk": "olga"}
"""Whose request is in the queue at the end of each story."""

KINDS = {"help": frozenset("abcdfgklmnptvxyz"), "desk": frozenset("acdfklmnptvwxyz")}
"""Verbs that the screens of each story come by."""

ONES_OWN = ("x:ask", "x:yes", "a:off", "a:on", "z:r:", "z:b:")
"""Buttons about whoever presses them: these may leave, want no announcements, begin to complain where they may."""

NEVER_OVER = "f:money:"
"""What a family may report whenever it finds the button."""

OPEN_TO_VOLUNTEERS = frozenset("vw")
"""Verbs by which a volunteer may do what a coordinator is offered too."""

LOOKED = frozenset({"reveal", "read"})
"""What stands in the audit of somebody who has looked at what is theirs to see."""

DECIDED = (
    *("requests", "items", "letters", "complaints", "reviews", "reasons", "stocks", "groups", "announcements"),
    *("memberships", "profiles", "consents", "invites", "forms", "dead letters"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A button somebody saw: in whose private chat, or in the group; whether it is still good for something."""

    owner: str
    message: int
    data: str
    current: bool

    @property
    def kind(self) -> str:
        """Verb and code."""
        verb, _, rest = self.data.partition(":")
        return f"{verb}:{rest.partition(':')[0]}"


async def everybody_looks(region: Region, name: str) -> None:
    """Each opens what they can open."""
    waiting = NUMBERS[WAITING[name]]
    for leader in (region.gulnar, region.sergey):
        for command in ("/team", "/review", "/stock", "/bind", "/intake", "/announce", "/invite", "/queue"):
            await leader.say(command)
        if name == "desk":  # two wait there
            await leader.press("filter-open")
        await leader.say(f"/review {waiting}")
        await leader.press("review-decline")
    for volunteer in (region.anna, region.daniyar):
        for command in ("/queue", "/next", "/mine", f"/show {waiting}", "/start", "/language"):
            await volunteer.say(command)
    for family in (region.aigul, region.olga, region.saule):
        for command in ("/status", "/mydata", "/apply", "/start"):
            await family.say(command)
    for command in ("/programmes", "/team"):
        await region.admin.say(command)
    await region.pause()


async def shown(region: Region, now: dict[int, int]) -> list[Shown]:
    """Every button there ever was, but those of interviews."""
    found: dict[tuple[str, str], Shown] = {}
    for owner, chat in region.chats.items():
        for seen in await region.town.messages(chat, deleted=True):
            for place, version in enumerate(seen.versions if seen.by_bot else ()):
                for row in version.get("reply_markup", {}).get("inline_keyboard", []):
                    for data in (button["callback_data"] for button in row if "callback_data" in button):
                        there = place == len(seen.versions) - 1 and not seen.deleted
                        known = found.get((owner, data))
                        current = there or names_current(data, now) or (known is not None and known.current)
                        found[owner, data] = Shown(owner, seen.id, data, current)
    on_screens = {one.data for one in found.values() if one.current}
    return [
        Shown(one.owner, one.message, one.data, one.data in on_screens)
        for one in found.values()
        if not one.data.startswith("q:")
    ]


def names_current(data: str, now: dict[int, int]) -> bool:
    """Whether a button names a request and how it is now."""
    action = callbacks.decode(data)
    if action is None or action.verb not in "fvcgny":
        return False
    return now.get(callbacks.number(action, 1)) == callbacks.number(action, 2)


def thinned(found: list[Shown], chance: random.Random) -> list[Shown]:
    """Of the buttons of one kind in one chat, some that are current and some that are not."""
    alike: dict[tuple[str, str, bool], list[Shown]] = defaultdict(list)
    for one in chance.sample(found, len(found)):
        alike[one.owner, one.kind, one.current].append(one)
    return [one for group in alike.values() for one in group[:ALIKE]]


RANK = {"gulnar": 2, "sergey": 2, "admin": 3, "anna": 1, "daniyar": 1, "group": 1}


def may_try(who: str, button: Shown) -> bool:
    """Whether this press must change nothing: the button is over, or is for people this one is not of."""
    if button.data.startswith(ONES_OWN):
        return False
    if not button.current:
        return who != button.owner or not button.data.startswith(NEVER_OVER)
    rank = RANK.get(who, 0)
    if rank == 1 and button.data[0] in OPEN_TO_VOLUNTEERS:
        return False
    return who != button.owner and (rank == 0 or rank < RANK.get(button.owner, 0))


@pytest.mark.parametrize("name", STORIES)
async def test_only_a_current_button_acts_and_only_for_its_people(
    name: str, quietly: Callable[[str], Quiet], tmp_path: Path
) -> None:
    left = (await asyncio.to_thread(quietly, name)).left
    chance = random.Random(SEED)
    async with opened(left, tmp_path) as stage:
        region, town = stage.region, stage.region.town
        stranger = await town.person("Бейтаныс")
        await stranger.say("/start")
        await everybody_looks(region, name)
        before = await remains(tmp_path)
        now = {number: request["revision"] for number, request in enumerate(before["requests"], start=1)}
        found = thinned(await shown(region, now), chance)
        assert {one.data[0] for one in found} >= KINDS[name]
        everybody: dict[str, Player | Person] = {**region.people, "stranger": stranger}
        presses = [(who, button) for button in found for who in everybody if may_try(who, button)]
        presses = [(who, button) for who, button in presses if button.owner != "group" or who in MEMBERS]
        for who, button in chance.sample(presses, len(presses)):
            someone = everybody[who]
            person = someone.person if isinstance(someone, Player) else someone
            chat = region.group.id if button.owner == "group" else None
            fields = {"message_id": button.message, "data": button.data, "chat": chat}
            await town.do("press", person=person.id, forged=True, **fields)
        await town.settled(timeout=120, quiet=0.3)
        await region.pause()
        differs(before, await remains(tmp_path), len(presses))
        for who, someone in everybody.items():
            person = someone.person if isinstance(someone, Player) else someone
            silent = [one["data"] for one in await town.do("presses", person=person.id) if one["answer"] is None]
            assert not silent, who


def differs(before: dict[str, Any], after: dict[str, Any], count: int) -> None:
    """Fail where anything was decided."""
    for name in DECIDED:
        assert after[name] == before[name], f"{name}, after {count} presses"
    events = [[row for row in state["audit"] if row[1] not in LOOKED] for state in (before, after)]
    assert events[0] == events[1]
