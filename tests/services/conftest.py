"""A district with a family, volunteers, a coordinator and an admin, on a real database: see `Region`."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from telegram import Update

from bot.core import cards as card_facts
from bot.core import numbers
from bot.core.requests import Event, State
from bot.core.roles import COUNTRY, Membership, Role
from bot.services import prompts, queue
from bot.services.unit import Press
from bot.store import audit, messages, people, requests, schema, timers
from bot.store.outbox import SEALED
from bot.store.people import Person
from bot.store.requests import Request
from bot.telegram import callbacks
from bot.telegram.handlers import coordinator, volunteer
from bot.telegram.handlers.typed import VERBS
from tests.office import VAULT, Context, Office, make_database

REGION, DISTRICT, NEXT_DOOR = "610000000", "614800000", "615200000"
CANARIES = ("Канарейкина", "+77010000009", "7010000009", "Канареечная", "Кенар", "мектеп-канарейка", "канарейка-цвет")
ANSWERS: dict[str, Any] = {
    "consent": True,
    "reach": "home",
    "applicant": "parent",
    "name": "Канарейкина Айгуль",
    "phone": "+77010000009",
    "place": {"region": REGION, "district": DISTRICT, "lat": 43.3, "lon": 68.2},
    "settlement": "ауыл Канареечная",
    "address": {"text": "ул. Канареечная, 5 <b>", "lat": 43.3011, "lon": 68.2022},
    "situation": ["large"],
    "household": 5,
    "minors": 3,
    "children": 2,
    "income": 120_000,
    "vseobuch": "no",
    "child": [
        {
            "_key": 1,
            "name": "Кенар",
            "birth_date": "2018-05-02",
            "sex": "boy",
            "grade": 2,
            "language": "kazakh",
            "school": "мектеп-канарейка",
            "needs": ["bag", "uniform", "shoes"],
            "height": 128,
            "shoe": {"foot_mm": 205},
            "colour": {"other": "канарейка-цвет"},
        },
        {
            "_key": 2,
            "name": "Кенара",
            "birth_date": "2015-11-20",
            "sex": "girl",
            "grade": 5,
            "language": "russian",
            "school": "мектеп-канарейка",
            "needs": ["uniform"],
            "height": "unknown",
            "build": "slim",
            "colour": "navy",
        },
    ],
    "call_time": "evening",
    "comment": "Звоните сестре Канарейкиной",
}

FAMILY, FIRST, SECOND, WIDE, LEAD, ADMIN, STRANGER = 11, 21, 22, 23, 31, 41, 51


class Region(Office):
    """People by Telegram id: FAMILY; FIRST and SECOND, volunteers of the district; WIDE of the region; LEAD; ADMIN."""

    drafts = 0
    seen = 0

    async def people_come(self, *who: int) -> None:
        """Let some of the usual people exist."""
        roles = {
            FIRST: Membership(Role.VOLUNTEER, DISTRICT),
            SECOND: Membership(Role.VOLUNTEER, DISTRICT),
            WIDE: Membership(Role.VOLUNTEER, REGION),
            LEAD: Membership(Role.COORDINATOR, REGION),
            ADMIN: Membership(Role.ADMIN, COUNTRY),
        }
        for one in who:
            await self.person(one, *([roles[one]] if one in roles else []), language="kk" if one == FAMILY else "ru")

    async def submit(self, who: int = FAMILY, **changes: Any) -> Request:
        """A request in the queue, as after a submission."""
        answers = {**ANSWERS, **changes}
        self.drafts += 1
        async with self.unit(who) as unit:
            request = await requests.add(
                unit,
                answers,
                draft_id=self.drafts,
                programme="school_aid",
                version=1,
                person_id=unit.person.id,
                language=unit.language,
                mode="full",
                state=State.QUEUED,
                stage="desk",
                region=answers["place"]["region"],
                district=answers["place"]["district"],
                phone_hash=VAULT.blind(answers["phone"]),
                card=card_facts.card(answers, unit.today),
                urgency=answers.get("urgency", 0),
            )
            request = await requests.give_number(unit, request, numbers.make(100_000 + request.id))
            await audit.append(unit, request.id, Event.SUBMIT, request.state, unit.person.id)
            self.reach = await queue.enter(unit, request)
            return await requests.get(unit, request.id)

    async def get(self, request: Request) -> Request:
        """The request as it is stored now."""
        async with self.tx() as tx:
            return await requests.get(tx, request.id)

    async def command(self, who: int, name: str, words: str = "") -> list[str]:
        """Send a command; what this person was told because of it."""
        await self.pending()
        async with self.unit(who) as unit:
            handlers = (*volunteer.HANDLERS[:-1], *coordinator.HANDLERS[:-1])
            handler = {command: handler.callback for handler in handlers for command in handler.commands}[name]
            context = Context(unit)
            context.words = words  # type: ignore[attr-defined]
            await handler(Update(1), context)  # type: ignore[arg-type]
            await unit.answer()
        return [text for chat, text in await self.news() if chat == who]

    async def tap(self, who: int, data: str) -> list[str]:
        """Press a button by its callback data; what this person was told because of it."""
        await self.pending()
        action = callbacks.decode(data)
        assert action is not None
        async with self.unit(who, Press("1", None, action)) as unit:
            await prompts.pressed(unit, action)
            await VERBS[action.verb](Update(1), Context(unit, action))  # type: ignore[arg-type]
            await unit.answer()
        return [text for chat, text in await self.news() if chat == who]

    async def pending(self) -> list[tuple[Any, dict[str, Any]]]:
        """Rows of the outbox that are still to be sent, appended since anybody last looked: (row, payload)."""
        async with self.tx() as tx:
            found = (await tx.execute(select(schema.outbox).where(schema.outbox.c.id > self.seen).order_by("id"))).all()
            self.seen = max((row.id for row in found), default=self.seen)
            return [(row, VAULT.open(SEALED, row.sealed_payload)) for row in found if row.state == "pending"]

    async def news(self) -> list[tuple[int, str]]:
        """Texts since anybody last looked: (chat, text)."""
        return [(row.chat_id, payload["text"]) for row, payload in await self.pending() if "text" in payload]

    async def all_texts(self) -> list[tuple[int, str, str]]:
        """Everything ever said and not taken back, with its buttons: (chat, method, text and labels and data)."""
        async with self.tx() as tx:
            rows = (
                await tx.execute(select(schema.outbox).where(schema.outbox.c.state == "pending").order_by("id"))
            ).all()
            return [(row.chat_id, row.method, str(VAULT.open(SEALED, row.sealed_payload))) for row in rows]

    async def live(self, what: str, request: Request, who: int | None = None) -> list[messages.Sent]:
        """Recorded messages that still have something to take away."""
        async with self.tx() as tx:
            return await messages.live(tx, (what,), request.id, who)

    async def events(self, request: Request) -> list[Event]:
        """The audit of a request."""
        async with self.tx() as tx:
            return [entry.event for entry in await audit.of(tx, request.id)]

    async def timer(self, kind: str, ref: int) -> timers.Timer | None:
        """The timer of this kind."""
        async with self.tx() as tx:
            row = (await tx.execute(select(schema.timers).where(schema.timers.c.key == f"{kind}:{ref}"))).first()
            return None if row is None else timers.Timer(*row)

    async def change(self, who: int, **values: Any) -> Person:
        """Change what is stored of somebody."""
        async with self.unit(who) as unit:
            await people.change(unit, unit.person, **values)
            return unit.person


def pressed(request: Request, code: str, *more: object, verb: str = "v") -> str:
    """The callback data of a button about a request as it stands."""
    return ":".join(map(str, (verb, code, request.id, request.revision, *more)))


NIGHT = datetime(2026, 8, 3, 19, 30, tzinfo=UTC)
"""00:30 in Kazakhstan."""

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
TODAY = date(2026, 8, 3)


@pytest.fixture
async def region(tmp_path: Path) -> AsyncIterator[Region]:
    region = Region(await make_database(tmp_path))
    await region.people_come(FAMILY, FIRST, SECOND)
    yield region
    await region.database.close()
