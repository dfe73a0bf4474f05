"""Who did what to a request, when and why. Rows are only ever added."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, insert, select

from bot.core.requests import Event, State
from bot.store.database import Tx
from bot.store.schema import audit

REASON = "audit.reason"

_APPEND = insert(audit)
_COUNT_REVEALED = select(func.count(audit.c.request_id.distinct())).where(
    audit.c.by_id == bindparam("person_id"), audit.c.event == Event.REVEAL, audit.c.at > bindparam("since")
)
_OF = select(audit).where(audit.c.request_id == bindparam("request_id")).order_by(audit.c.id)


@dataclass(frozen=True, slots=True)
class Entry:
    """One event; `by_id` None is Asar itself. complaint_id: the complaint that it would show."""

    event: Event
    state: State
    by_id: int | None
    at: datetime
    reason: str | None
    complaint_id: int | None = None


async def append(
    tx: Tx,
    request_id: int,
    event: Event,
    state: State,
    by: int | None,
    reason: str | None = None,
    *,
    complaint_id: int | None = None,
) -> None:
    """Add what happened, and the state it left the request in."""
    sealed = None if reason is None else tx.vault.seal(REASON, reason)
    await tx.execute(
        _APPEND,
        {
            "request_id": request_id,
            "event": event,
            "state": state,
            "by_id": by,
            "at": tx.now,
            "sealed_reason": sealed,
            "complaint_id": complaint_id,
        },
    )


async def of(tx: Tx, request_id: int) -> list[Entry]:
    """The whole story of a request, oldest first."""
    rows = await tx.execute(_OF, {"request_id": request_id})
    return [
        Entry(
            Event(row.event),
            State(row.state),
            row.by_id,
            row.at,
            None if row.sealed_reason is None else str(tx.vault.open(REASON, row.sealed_reason)),
            row.complaint_id,
        )
        for row in rows
    ]


async def count_revealed(tx: Tx, person_id: int, since: datetime) -> int:
    """Of how many requests this person has been shown the contacts since then."""
    return int((await tx.execute(_COUNT_REVEALED, {"person_id": person_id, "since": since})).scalar_one())
