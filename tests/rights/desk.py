"""A region with everybody in it and a request in every state, and what an update of one person would change there.

Updates go through the real dispatcher, handlers and use cases on a real database; each is rolled back afterwards, so
that thousands of them can be tried from one and the same state.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Table, func, select
from telegram.ext import ExtBot

from bot.core import cards as card_facts
from bot.core import numbers, rights
from bot.core.requests import Event, State
from bot.core.rights import Standing, Subject
from bot.core.roles import COUNTRY, Membership, Role
from bot.core.routing import Stage
from bot.playground.server import LocalTelegram
from bot.services import items, queue
from bot.store import audit, people, requests, schema
from bot.store.database import Tx
from bot.store.outbox import SEALED
from bot.store.people import Person
from bot.store.requests import Request
from bot.telegram import dispatch
from bot.telegram.handlers import all_handlers
from bot.telegram.request import AsarRequest, Transport
from tests.office import VAULT, Office, make_database
from tests.services.conftest import ANSWERS, DISTRICT, NEXT_DOOR, REGION

TOKEN: Final = "424242:TestsOnlyTestsOnlyTestsOnlyTestsOnly"
ELSEWHERE: Final = "790000000"
PHONE, OTHER_PHONE = str(ANSWERS["phone"]), "+77010000010"

WHO: dict[str, tuple[Membership, ...]] = {
    "the family": (),
    "a stranger": (),
    "the claimer": (Membership(Role.VOLUNTEER, DISTRICT),),
    "a volunteer": (Membership(Role.VOLUNTEER, DISTRICT),),
    "a volunteer of the region": (Membership(Role.VOLUNTEER, REGION),),
    "a volunteer next door": (Membership(Role.VOLUNTEER, NEXT_DOOR),),
    "a volunteer elsewhere": (Membership(Role.VOLUNTEER, ELSEWHERE),),
    "a volunteer of another programme": (Membership(Role.VOLUNTEER, DISTRICT, ("legal_help",)),),
    "a volunteer with the family's phone": (Membership(Role.VOLUNTEER, DISTRICT),),
    "the coordinator": (Membership(Role.COORDINATOR, REGION),),
    "a coordinator with the family's phone": (Membership(Role.COORDINATOR, REGION),),
    "a coordinator elsewhere": (Membership(Role.COORDINATOR, ELSEWHERE),),
    "the desk": (Membership(Role.COORDINATOR, COUNTRY),),
    "an admin": (Membership(Role.ADMIN, COUNTRY),),
}
IDS = {who: 1000 + place for place, who in enumerate(WHO)}

WATCHED = tuple(
    table
    for table in schema.metadata.sorted_tables
    if table.name not in ("outbox", "messages", "timers", "updates", "meta", "people", "drafts", "dead_letters")
)
"""Tables in which anything that was decided leaves a trace; drafts and prompts are a person's own."""

GLANCES = frozenset({"held_by", "held_until"})
"""Columns that say who is looking at a request just now: looking decides nothing."""

OF_THE_CLAIMED = (State.CLAIMED, State.DELIVERED)


@dataclass(frozen=True, slots=True)
class Case:
    """One request of the desk. entered: by the coordinator, for a family without Telegram and with another phone."""

    request: Request
    entered: bool = False

    @property
    def state(self) -> State:
        """Where it is."""
        return self.request.state

    def standing(self, who: str) -> frozenset[Standing]:
        """What somebody is to it, reckoned from the words of these tests."""
        claimed = self.state in (*OF_THE_CLAIMED, State.CONFIRMED, State.UNCONFIRMED)
        return rights.standings(
            WHO[who],
            Subject(REGION, DISTRICT, Stage.DISTRICT, "school_aid"),
            family=who == "the family" and not self.entered,
            own="family's phone" in who and not self.entered,
            claimer=claimed and who == "the claimer",
            entered=self.entered,
        )


@dataclass(slots=True)
class Outcome:
    """What one update caused: rows that changed, and what was said to whom."""

    changed: set[tuple[str, int | None]] = field(default_factory=set)
    """(table, request id if the row names one)"""
    events: list[tuple[int, str]] = field(default_factory=list)
    """Rows added to the audit: (request id, event)."""
    said: list[tuple[int, str, dict[str, Any]]] = field(default_factory=list)
    """(chat, method, payload)"""

    def told(self, chat: int) -> list[str]:
        """Texts and toasts of a chat."""
        return [str(payload["text"]) for to, _, payload in self.said if to == chat and "text" in payload]


class Desk(Office):
    """The region. `cases` has a request in each state, all of the same family, and one that the coordinator entered."""

    cases: list[Case]
    handling: dispatch.Dispatch
    _before: dict[str, dict[tuple[Any, ...], dict[str, Any]]] | None = None

    async def fill(self) -> None:
        """Let everybody and every request exist."""
        self.admins(IDS["an admin"])
        for who, held in WHO.items():
            person = await self.person(IDS[who], *held)
            if "family's phone" in who:
                await self._change(person, phone_hash=VAULT.blind(PHONE))
        self.cases = [Case(await self._request(state, draft)) for draft, state in enumerate(State, start=1)]
        self.cases.append(Case(await self._request(State.QUEUED, len(State) + 1, entered=True), entered=True))
        await self.rows()

    def number(self, state: State) -> str:
        """The number of the family's request in this state."""
        return next(case.request.number for case in self.cases if case.state is state and not case.entered)

    async def _change(self, person: Person, **values: Any) -> None:
        async with self.tx() as tx:
            await people.change(tx, person, **values)

    async def _request(self, state: State, draft: int, *, entered: bool = False) -> Request:
        answers = ANSWERS | {"phone": OTHER_PHONE} if entered else ANSWERS
        async with self.unit(IDS["the family"]) as unit:
            family = await people.add_unreachable(unit, unit.language) if entered else unit.person
            claimer = await people.by_telegram(unit, IDS["the claimer"])
            assert claimer is not None
            claimed = state in (*OF_THE_CLAIMED, State.CONFIRMED, State.UNCONFIRMED)
            request = await requests.add(
                unit,
                answers,
                draft_id=draft,
                programme="school_aid",
                version=1,
                person_id=family.id,
                language=unit.language,
                mode="full",
                state=State.QUEUED,
                stage="district",
                region=REGION,
                district=DISTRICT,
                phone_hash=VAULT.blind(str(answers["phone"])),
                card=card_facts.card(answers, unit.today),
                urgency=0,
                **({"origin": "phone", "entered_by": 1} if entered else {}),
            )
            request = await requests.give_number(unit, request, numbers.make(100_000 + request.id))
            await audit.append(unit, request.id, Event.SUBMIT, request.state, unit.person.id)
            await items.keep(unit, request, answers)
            await queue.enter(unit, request)
            if state is State.QUEUED:
                return await requests.get(unit, request.id)
            values = {"claimer_id": claimer.id, "claimed_at": unit.now, "code_word": "КІТАП / КНИГА"} if claimed else {}
            moved = await requests.move(unit, request, state, **values)
            assert moved is not None
            if claimed:
                await audit.append(unit, request.id, Event.CLAIM, State.CLAIMED, claimer.id)
            return moved

    # -- trying

    async def command(self, who: str, text: str) -> Outcome:
        """What a person's message would cause."""
        length = len(text.split()[0])
        entities = [{"type": "bot_command", "offset": 0, "length": length}] if text.startswith("/") else []
        return await self._try(who, {"message": self._message(who) | {"text": text, "entities": entities}})

    async def press(self, who: str, data: str, *, keep: bool = False) -> Outcome:
        """What a press on a button with this data would cause, whoever it was shown to; `keep`: it stays."""
        place = {"chat": {"id": IDS[who], "type": "private"}, "message_id": 77, "date": 0}
        query = {"id": "1", "from": self._user(who), "chat_instance": "1", "data": data, "message": place}
        return await self._try(who, {"callback_query": query}, keep=keep)

    async def done(self, who: str, text: str) -> Outcome:
        """A person's message, and what it caused stays."""
        length = len(text.split()[0])
        entities = [{"type": "bot_command", "offset": 0, "length": length}]
        return await self._try(who, {"message": self._message(who) | {"text": text, "entities": entities}}, keep=True)

    def _user(self, who: str) -> dict[str, Any]:
        return {"id": IDS[who], "is_bot": False, "first_name": "Т", "language_code": "ru"}

    def _message(self, who: str) -> dict[str, Any]:
        chat = {"id": IDS[who], "type": "private", "first_name": "Т"}
        return {"message_id": 5, "date": int(self.now.timestamp()), "chat": chat, "from": self._user(who)}

    async def _try(self, who: str, update: dict[str, Any], *, keep: bool = False) -> Outcome:
        async with self.database.write() as connection:
            tx = Tx(connection, VAULT, self.now)
            if self._before is None:
                self._before = await _rows(tx, WATCHED)
            before, last = self._before, await _last(tx)
            savepoint = await connection.begin_nested()
            await self.handling.handle(tx, {"update_id": 1, **update})
            after = await _rows(tx, WATCHED)
            outcome = Outcome(
                said=[
                    (row.chat_id, row.method, VAULT.open(SEALED, row.sealed_payload))
                    for row in await _said(tx, last)
                    if row.sealed_payload is not None
                ]
            )
            for table in WATCHED:
                for key in before[table.name].keys() ^ after[table.name].keys() | {
                    key for key, row in before[table.name].items() if after[table.name].get(key, row) != row
                }:
                    row = after[table.name].get(key) or before[table.name][key]
                    request_id = row["id"] if table is schema.requests else row.get("request_id")
                    outcome.changed.add((table.name, request_id))
                    if table is schema.audit:
                        outcome.events.append((row["request_id"], row["event"]))
            if keep:
                await savepoint.commit()
                self._before = None
            else:
                await savepoint.rollback()
        return outcome


async def _rows(tx: Tx, tables: Iterable[Table]) -> dict[str, dict[tuple[Any, ...], dict[str, Any]]]:
    found: dict[str, dict[tuple[Any, ...], dict[str, Any]]] = {}
    for table in tables:
        rows = (await tx.execute(select(table))).mappings()
        found[table.name] = {
            tuple(row[column.name] for column in table.primary_key): {k: v for k, v in row.items() if k not in GLANCES}
            for row in rows
        }
    return found


async def _last(tx: Tx) -> int:
    return int((await tx.execute(select(func.max(schema.outbox.c.id)))).scalar() or 0)


async def _said(tx: Tx, after: int) -> list[Any]:
    statement = select(schema.outbox).where(schema.outbox.c.id > after).order_by(schema.outbox.c.id)
    return list(await tx.execute(statement))


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Desk]:
    """The region on a new database, with the real dispatcher over the local Telegram."""
    async with LocalTelegram(token=TOKEN) as telegram, Transport(TOKEN, telegram.url) as transport:
        request = AsarRequest(transport)
        bot: ExtBot[None] = ExtBot(
            TOKEN,
            base_url=f"{telegram.url}/bot",
            base_file_url=f"{telegram.url}/file/bot",
            request=request,
            get_updates_request=request,
        )
        application = dispatch.build(bot, all_handlers())
        await application.initialize()
        desk = Desk(await make_database(path))
        await desk.fill()
        desk.now += timedelta(hours=1)
        desk.handling = dispatch.Dispatch(application, desk.asar)
        try:
            yield desk
        finally:
            await application.shutdown()
            await desk.database.close()
