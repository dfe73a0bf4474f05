"""One delivery: the calls it takes, what is written down about it, what somebody should hear of it."""

import logging
from datetime import datetime, timedelta
from typing import Any

from bot.store.deliveries import Delivery, Result
from bot.store.outbox import SEALED, Rank, State
from bot.store.vault import Vault, VaultError
from bot.telegram.request import Transport
from bot.telegram.verdicts import CHATLESS, Fate, Verdict, anew, judge, unformatted

log = logging.getLogger(__name__)

MAY_EXPIRE = (Rank.FAST, Rank.ANNOUNCEMENT)
"""What is worthless after its time: nobody needs to look why it was not sent."""


async def deliver(transport: Transport, vault: Vault, delivery: Delivery, *, seconds: float) -> Verdict:
    """Call Telegram, again in another form where the first one cannot work; `seconds` is for each call."""
    method = delivery.method
    try:
        payload: dict[str, Any] = vault.open(SEALED, delivery.sealed_payload)
    except VaultError as error:
        return Verdict(Fate.UNCLEAR, str(error))
    if method not in CHATLESS:
        payload["chat_id"] = delivery.chat_id
    verdict: Verdict | None = None
    if delivery.message is not None and method.startswith(("edit", "delete")):
        payload["message_id"] = delivery.message_id
        verdict = Verdict(Fate.GONE) if delivery.message_id is None else None
    while True:
        if verdict is None:
            verdict = judge(method, await transport.call(method, payload, timeout=seconds))
        if verdict.fate is Fate.GONE:
            said = anew(method, payload) if delivery.otherwise == "send" else None
            if said is None:
                return Verdict(Fate.DROPPED)
            method, payload = "sendMessage", said
        elif verdict.fate is Fate.UNFORMATTED:
            plain = unformatted(payload)
            if plain is None:
                return Verdict(Fate.DEAD, verdict.reason)
            log.error("outbox row %d goes out as plain text: %s", delivery.id, verdict.reason)
            payload = plain
        else:
            return verdict
        verdict = None


def result_of(delivery: Delivery, verdict: Verdict, now: datetime) -> Result | None:
    """What is to be written down; None: nothing happened."""
    match verdict.fate:
        case Fate.SENT:
            return Result(delivery, State.SENT, message_id=verdict.message_id)
        case Fate.DROPPED:
            return Result(delivery, State.DROPPED)
        case Fate.LATE if delivery.rank in MAY_EXPIRE:
            return Result(delivery, State.EXPIRED)
        case Fate.LATE:
            return Result(delivery, State.UNCERTAIN, error=f"no definite answer after {delivery.attempts} attempts")
        case Fate.MIGRATED:
            return Result(delivery, State.PENDING, migrated_to=verdict.chat_id)
        case Fate.WAIT | Fate.UNCLEAR:
            then = now + timedelta(seconds=verdict.seconds)
            return Result(delivery, State.PENDING, error=verdict.reason, not_before=then)
        case Fate.AGAIN | Fate.TOKEN_REFUSED:
            return None
        case _:
            unreachable = verdict.fate is Fate.UNREACHABLE
            return Result(delivery, State.DEAD, error=verdict.reason, unreachable=unreachable)


def tell(delivery: Delivery, verdict: Verdict) -> None:
    """Log what somebody should look at. Ids only: texts and names travel further in logs than anybody plans."""
    row, reason = delivery.id, verdict.reason
    match verdict.fate:
        case Fate.DEAD:
            log.error("outbox row %d (%s) is refused for good: %s", row, delivery.method, reason)
        case Fate.LATE if delivery.rank not in MAY_EXPIRE:
            log.error("outbox row %d (%s) ran out of time, nobody knows whether it arrived", row, delivery.method)
        case Fate.UNREACHABLE:
            log.warning("chat %d can no longer be written to: %s", delivery.chat_id, reason)
        case Fate.UNCLEAR | Fate.WAIT | Fate.AGAIN:
            log.info("outbox row %d (%s) waits: %s", row, delivery.method, reason)
        case _:
            return
