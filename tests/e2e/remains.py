"""What a story leaves: what was shown in a chat and the state of a database, so that two runs can be compared."""

import re
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select

from bot.core.requests import Event as AuditEvent
from bot.playground.client import Town
from bot.services import housekeeping
from bot.store import announcements, complaints, letters, requests, schema
from bot.store.audit import REASON
from bot.store.database import Tx
from bot.store.people import PROFILE
from bot.store.timers import next_due
from tests.e2e.processes import store
from tests.e2e.village import PATIENCE

# Stillness


class StillTown(Town):
    """Still only when the bot on `folder` has nothing left to do: a busy machine may pause longer than any wait."""

    def __init__(self, url: str, folder: Path, *, settle: float | None = None, now: datetime | None = None) -> None:
        super().__init__(url, settle=settle, patience=PATIENCE)
        self.folder = folder
        self.now = now

    async def settled(self, timeout: float | None = None, *, quiet: float | None = None) -> None:  # noqa: ASYNC109
        """Wait until everything is taken, said and recorded."""
        deadline = time.monotonic() + PATIENCE
        while True:
            happened = (await self.status())["happened"]
            await super().settled(timeout, quiet=quiet)
            left = await _undone(self.folder, self.now)
            if not left:
                return
            assert time.monotonic() < deadline, f"still to be done: {left}"
            await self.wait(after=happened, timeout=0.5)


async def _undone(folder: Path, now: datetime | None) -> list[tuple[Any, ...]]:
    """What is still to be sent, and where the bot's own time is known, what is due."""
    async with store(folder) as tx:
        found = [
            (row["id"], row["chat_id"], row["method"], row["attempts"])
            for row in await _rows(tx, schema.outbox)
            if row["state"] == "pending" and _is_its_time(row, now)
        ]
        due_at = None if now is None else await next_due(tx)
        if now is not None and due_at is not None and due_at <= now:
            found.append(("timers", due_at))
    return found


def _is_its_time(row: dict[str, Any], now: datetime | None) -> bool:
    scheduled: datetime | None = row["not_before"]
    if now is None:
        return scheduled is None or bool(row["attempts"])
    return scheduled is None or scheduled <= now


async def quiet(town: Town, folder: Path, now: datetime | None = None) -> None:
    """Wait until everything is taken, said and recorded; now: the time of a bot whose clock stands still."""
    async with StillTown(town.url, folder, now=now) as still:
        await still.settled(quiet=0.1)


# What was said

SECRET = re.compile(r"\b\d\d:\d\d\b|start=v_[\w-]+|\b[А-ЯЁӘҒҚҢӨҰҮҺІ]{2,} / [А-ЯЁ]{2,}\b")
"""What two runs of one story need not have in common: the time, the token of an invitation, the code word."""


async def said(town: Town, chat: int) -> list[tuple[str, str]]:
    """What the bot showed in a chat, in order: (message or edit, text and buttons)."""
    story = await town.do("story", chat=chat)
    found = []
    for event in story["events"]:
        if event["kind"] in ("message", "edit") and event.get("by") == story["bot"]:
            data = event["data"]
            rows = data.get("reply_markup", {}).get("inline_keyboard", [])
            labels = [[button["text"] for button in row] for row in rows]
            words = data.get("text", f"{'photo' if 'photo' in data else ''}: {data.get('caption', '')}")
            found.append((event["kind"], SECRET.sub("·", f"{words}\n{labels}")))
    return found


# What is stored


async def remains(folder: Path) -> dict[str, Any]:
    """The state of a database, with people by their Telegram ids and without times, random words and own counters."""
    async with store(folder) as tx:
        found = await _rows(tx, schema.people)
        who: dict[int | None, int | None] = {None: None} | {row["id"]: row["telegram_id"] for row in found}
        return {
            "people": _in_order(
                (r["telegram_id"], r["language"], r["reachable"], r["focus"], r["keys_shown"], r["news"], r["menu"])
                for r in found
            ),
            "profiles": {
                r["telegram_id"]: tx.vault.open(PROFILE, r["sealed_profile"]) for r in found if r["sealed_profile"]
            },
            **await _of_team(tx, who),
            **await _of_requests(tx, who),
            **await _of_desk(tx, who),
            "timers": _in_order(
                (r["kind"], r["count"])
                for r in await _rows(tx, schema.timers)
                if r["kind"] not in housekeeping.STANDING  # set anew at every start
            ),
            "dead letters": [r["error"] for r in await _rows(tx, schema.dead_letters)],
            # An answer to a press that Telegram had already, said once more, is dropped: "query is too old".
            "outbox": _in_order(
                (_place(r), r["method"], r["rank"] and _fate(r)) for r in await _rows(tx, schema.outbox)
            ),
            "live messages": _in_order((_place(r), r["what"]) for r in await _rows(tx, schema.messages) if r["live"]),
        }


async def _of_team(tx: Tx, who: dict[int | None, int | None]) -> dict[str, Any]:
    consents = await _rows(tx, schema.consents)
    return {
        "memberships": _in_order(
            (who[r["person_id"]], r["role"], r["area"], who[r["granted_by"]])
            for r in await _rows(tx, schema.memberships)
        ),
        "invites": _in_order((r["role"], who[r["used_by"]]) for r in await _rows(tx, schema.invites)),
        "consents": _in_order((who[r["person_id"]], r["programme"], r["version"], r["language"]) for r in consents),
    }


async def _of_requests(tx: Tx, who: dict[int | None, int | None]) -> dict[str, Any]:
    return {
        "drafts": await _rows(tx, schema.drafts),
        "requests": [
            {name: r[name] for name in ("number", "mode", "state", "revision", "region", "district", "stage")}
            | {"person": who[r["person_id"]], "claimer": who[r["claimer_id"]], "no_answer": r["no_answer"]}
            | {"listed": r["waitlisted_at"] is not None, "urgency": r["urgency"], "origin": r["origin"]}
            | {"answers": r["sealed_answers"] and tx.vault.open(requests.ANSWERS, r["sealed_answers"])}
            for r in await _rows(tx, schema.requests)
        ],
        "audit": _in_order(
            (r["request_id"], r["event"], r["state"], who[r["by_id"]]) for r in await _rows(tx, schema.audit)
        ),
        "reasons": _in_order(
            (r["request_id"], r["event"], tx.vault.open(REASON, r["sealed_reason"]))
            for r in await _rows(tx, schema.audit)
            if r["sealed_reason"] and r["event"] != AuditEvent.PHOTO  # Telegram's id of a file: another in each run
        ),
        "items": _in_order(
            (r["request_id"], r["block"], r["item"], r["state"], r["why"]) for r in await _rows(tx, schema.items)
        ),
        "letters": [
            (r["request_id"], who[r["by_id"]], r["side"], r["kind"], *_words(tx, letters.LETTER, r))
            for r in await _rows(tx, schema.letters)
        ],
    }


async def _of_desk(tx: Tx, who: dict[int | None, int | None]) -> dict[str, Any]:
    told = ("area", "audience", "state", "total", "handed", "revision", "unreached")
    return {
        "complaints": [
            [*(r[name] for name in ("request_id", "kind", "desk", "outcome")), *_words(tx, complaints.COMPLAINT, r)]
            + [who[r[name]] for name in ("by_id", "against_id", "closed_by")]
            for r in await _rows(tx, schema.complaints)
        ],
        "reviews": _in_order(
            (r["request_id"], r["reason"], r["outcome"], who[r["closed_by"]]) for r in await _rows(tx, schema.reviews)
        ),
        "stocks": _in_order((r["region"], r["item"], r["amount"]) for r in await _rows(tx, schema.stocks)),
        "groups": _in_order((r["area"], r["lost"], who[r["bound_by"]]) for r in await _rows(tx, schema.groups)),
        "announcements": [
            (*(r[name] for name in told), *_words(tx, announcements.TEXT, r))
            for r in await _rows(tx, schema.announcements)
        ],
        "unsubscribed": _in_order((who[r["person_id"]],) for r in await _rows(tx, schema.unsubscribed)),
        "forms": _in_order((who[r["by_id"]], r["origin"], r["way"]) for r in await _rows(tx, schema.intakes)),
    }


def _words(tx: Tx, name: str, row: dict[str, Any]) -> tuple[Any, ...]:
    """What stands in a sealed text; of a letter without Telegram's id of its file, another in each run."""
    opened = tx.vault.open(name, row["sealed_text"]) if row["sealed_text"] else None
    return (opened[0] if name == letters.LETTER and opened else opened,)


def _place(row: dict[str, Any]) -> Any:
    """The chat of a row; a group becomes another chat under an id that nobody can foresee."""
    return row["chat_id"] if row["chat_id"] > 0 else "a group"


def _fate(row: dict[str, Any]) -> str:
    """What became of a row of the outbox; what is said in the morning waits at night, and is no message lost.

    What was deleted already, and is deleted once more, is dropped: "message to delete not found".
    """
    if row["method"] == "deleteMessage" and row["state"] == "dropped":
        return "sent"
    scheduled = row["state"] == "pending" and row["not_before"] is not None
    return "scheduled" if scheduled else str(row["state"])


def _in_order(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(rows, key=repr)


async def _rows(tx: Tx, table: Table) -> list[dict[str, Any]]:
    return [dict(row) for row in (await tx.execute(select(table).order_by(*table.primary_key))).mappings()]
