"""`python -m benchmarks.desk`: what the team opens, in a small region and in a campaign of thousands.

Both regions are databases of the same machine, asked in turns; README.md says what is measured and how.
"""

import argparse
import asyncio
import itertools
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, select, update

from bot.core.localities import Kind
from bot.core.requests import Event, State
from bot.core.roles import Membership, Role
from bot.services import filters, lists, members, morning, offers, panel, review_pages
from bot.services.unit import Unit
from bot.store import meta, reviews, schema
from bot.store.reviews import Why
from tests.office import Office, make_database
from tests.services.conftest import FIRST, LEAD, REGION, Region

WAITING_OF, REVIEWED_OF = 6, 100
"""Of so many requests one waits in the queue, one for a coordinator's look."""

FAMILIES_OF_A_VILLAGE, FAMILIES_OF_A_SCHOOL = 60, 25
CLAIMS = 10
CHUNK = 500

Act = Callable[[Unit], Awaitable[None]]


async def _menu(unit: Unit) -> None:
    await filters.open_menu(unit, filters.MENU, 0)
    await panel.show_open(unit)


async def _villages(unit: Unit) -> None:
    await filters.open_menu(unit, Kind.VILLAGE, 0)
    await panel.show_open(unit)


async def _morning(unit: Unit) -> None:
    await meta.put(unit, f"{morning.MORNING}:{unit.person.id}", "2000-01-01 1")
    await morning.due(unit)


ACTS: dict[str, tuple[int, Act]] = {
    "/queue": (FIRST, panel.show),
    "/next": (FIRST, offers.offer),
    "choices to narrow the queue": (FIRST, _menu),
    "villages to choose from": (FIRST, _villages),
    "/list of ten claims": (FIRST, lists.show),
    "/queue of a coordinator": (LEAD, panel.show),
    "choices of a coordinator": (LEAD, _menu),
    "/review": (LEAD, review_pages.show),
    "/team": (LEAD, members.begin),
    "a morning": (LEAD, _morning),
}
"""What is opened, by whom; everything of it that is written is written to disk."""


@dataclass(slots=True)
class Place:
    """A region with so many requests, the milliseconds that each act took, and how many messages were said."""

    office: Office
    requests: int
    said: int = 0
    took: dict[str, list[float]] = field(default_factory=dict)


async def settle(folder: Path, size: int) -> Place:
    """A region with `size` requests of as many families, in all states, districts and villages."""
    region = Region(await make_database(folder))
    await region.person(FIRST, Membership(Role.VOLUNTEER, REGION))
    await region.person(LEAD, Membership(Role.COORDINATOR, REGION))
    await region.submit()
    districts = [place.code for place in region.asar.places.districts(REGION)]
    async with region.tx() as tx:
        request = dict((await tx.execute(select(schema.requests))).mappings().one())
        mother = schema.people.c.id == request["person_id"]
        family = dict((await tx.execute(select(schema.people).where(mother))).mappings().one())
        helper = (await tx.execute(select(schema.people.c.id).where(schema.people.c.telegram_id == FIRST))).scalar_one()
        for start in range(1000, 1000 + size, CHUNK):
            keys = range(start, min(start + CHUNK, 1000 + size))
            await tx.execute(insert(schema.people), [family | {"id": key, "telegram_id": key} for key in keys])
            rows = [request | _differences(key, size, helper, region.now, districts) for key in keys]
            await tx.execute(insert(schema.requests), rows)
            named = [
                {"request_id": key, "kind": kind, "hash": tx.vault.blind(f"{kind} {key % (size // crowd + 1)}")}
                for key in keys
                for kind, crowd in ((Kind.VILLAGE, FAMILIES_OF_A_VILLAGE), (Kind.SCHOOL, FAMILIES_OF_A_SCHOOL))
            ]
            await tx.execute(insert(schema.localities), named)
            told = {"by_id": None, "sealed_reason": None, "complaint_id": None, "at": region.now}
            story = [
                {"request_id": row["id"], "event": event, "state": row["state"], **told}
                for row in rows
                for event in (Event.SUBMIT, Event.CLAIM)
            ]
            await tx.execute(insert(schema.audit), story)
            for key in keys:
                if key % REVIEWED_OF == 0:
                    await reviews.put(tx, key, Why.UNCLEAR)
    return Place(region, size)


def _differences(key: int, size: int, helper: int, now: datetime, districts: list[str]) -> dict[str, object]:
    """In what one copy of the request differs: every sixth waits, ten are the volunteer's, the rest is over."""
    place = key - 1000
    state = State.QUEUED if place % WAITING_OF == 0 else State.CLAIMED if place % WAITING_OF == 1 else State.CONFIRMED
    mine = state is State.CLAIMED and place < CLAIMS * WAITING_OF
    return {
        "id": key,
        "number": f"n{key}",
        "draft_id": key,
        "person_id": key,
        "state": state,
        "stage": "region",
        "district": districts[key % len(districts)],
        "language": ("kk", "kk", "ru")[key % 3],
        "urgency": int(key % 50 == 0),
        "submitted_at": now - timedelta(days=20) * ((size - place) / size),
        "claimer_id": helper if mine else None,
        "claimed_at": now if mine else None,
        "code_word": "1:1" if mine else None,
    }


async def _sent(office: Office) -> int:
    """Let Telegram have everything that was said; how many calls these were. None at all is no act."""
    async with office.tx() as tx:
        found = await tx.execute(update(schema.outbox).where(schema.outbox.c.state == "pending").values(state="sent"))
    if not found.rowcount:
        raise RuntimeError("Nothing was said.")
    await office.deliver()
    return int(found.rowcount)


async def measure(sizes: list[int], rounds: int, folders: list[Path]) -> list[Place]:
    """Every act in every place, in turns; the first turn warms up and does not count."""
    places = [await settle(folder, size) for folder, size in zip(folders, sizes, strict=True)]
    for turn in range(rounds + 1):
        for (name, (who, act)), place in itertools.product(ACTS.items(), places):
            place.office.now += timedelta(minutes=1)
            started = time.perf_counter()
            async with place.office.unit(who) as unit:
                await act(unit)
            if turn:
                place.took.setdefault(name, []).append((time.perf_counter() - started) * 1000)
            place.said += await _sent(place.office)
    for place in places:
        await place.office.database.close()
    return places


def report(places: list[Place]) -> None:
    """A row for each act: medians in ms, and how many times dearer it is in the largest place."""
    print(
        "| Requests, of which every sixth waits |", " | ".join(f"{place.requests:,}" for place in places), "| times |"
    )
    print("|---|" + "---|" * (len(places) + 1))
    for name in ACTS:
        medians = [statistics.median(place.took[name]) for place in places]
        print(f"| {name} |", " | ".join(f"{ms:.1f} ms" for ms in medians), f"| {medians[-1] / medians[0]:.1f} |")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[650, 26_000])
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="asar-desk.") as folder:
        folders = [Path(folder) / str(size) for size in asked.sizes]
        for each in folders:
            each.mkdir()
        report(asyncio.run(measure(asked.sizes, asked.rounds, folders)))


if __name__ == "__main__":
    main()
