"""From Telegram's queue to committed effects, each update once.

`process` turns a batch into committed transactions, whoever brought it; `run` is the bringing by long polling. Telegram
is told that updates are done only by the next poll's offset, which moves after the commit: its queue is our inbox.
"""

import asyncio
import hashlib
import json
import logging
import time
import traceback
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.exc import IntegrityError

from bot.store import meta, updates
from bot.store.database import Database, Tx, is_conflict, is_failing
from bot.store.vault import Vault
from bot.telegram.pacing import Backoff
from bot.telegram.request import Ok, Outcome, Refused, TokenRefused, Transport, is_token_refusal

log = logging.getLogger(__name__)

BATCH = 100
"""Updates asked for at once, and at most in one transaction."""

LONGEST_TRANSACTION = 0.1
"""Seconds after which a transaction takes no further update, so that the sender gets its turn."""

POLL = 30
"""Seconds Telegram may hold a poll."""

ALONE = 3
"""So many failures of one update alone, while the database works otherwise, make it a dead letter."""

OFFLINE = Backoff(first=0.5, most=30.0)
"""Between polls that bring no answer."""

FAILING = Backoff(first=0.1, most=5.0)
"""Between attempts on a failing database."""

_PROBE = "x" * 2**16
"""Large enough to need pages of its own: on a full disk a small write may find room where an update finds none."""

Handle = Callable[[Tx, dict[str, Any]], Awaitable[None]]


class Intake:
    """Takes updates, a batch in one transaction; what one of them has done is undone alone if it fails.

    handle: carries out one update. apologise: tells the person of an update that could not be handled. committed:
    called after every commit. clock: the time in UTC. allowed_updates: the kinds of update Telegram is to make.
    """

    def __init__(
        self,
        database: Database,
        vault: Vault,
        transport: Transport,
        *,
        handle: Handle,
        apologise: Handle,
        committed: Callable[[], None],
        clock: Callable[[], datetime],
        allowed_updates: Sequence[str],
        poll_seconds: int = POLL,
        offline: Backoff = OFFLINE,
        failing: Backoff = FAILING,
        longest_transaction: float = LONGEST_TRANSACTION,
    ) -> None:
        self._database, self._vault, self._transport, self._clock = database, vault, transport, clock
        self._handle, self._apologise, self._committed = handle, apologise, committed
        self._allowed = list(allowed_updates)
        self._poll_seconds, self._offline, self._failing = poll_seconds, offline, failing
        self._longest_transaction = longest_transaction
        self._stop = asyncio.Event()
        self._offset: int | None = None  # none at start: ids may have restarted at a lower number
        self._unnumbered = b""  # digest of the last batch that could not be acknowledged

    def stop(self) -> None:
        """Ask for nothing more; `run` returns when the batch in hand is committed."""
        self._stop.set()

    async def run(self) -> None:
        """Poll until stopped. Raises TokenRefused."""
        failures = 0
        while not self._stop.is_set():
            outcome = await self._poll()
            if isinstance(outcome, Ok) and isinstance(outcome.result, list):
                failures = 0 if await self._take(outcome.result) else failures + 1
            elif outcome is not None:
                failures += 1
            if failures and outcome is not None and not self._stop.is_set():
                await self._pause(self._wait_after(outcome, failures))

    async def process(self, batch: Sequence[Any]) -> bool:
        """Handle updates and commit; ids handled before are passed over. False: stopped while the database failed.

        Nothing of an update is acknowledged before this returns True.
        """
        rest = list(batch)
        while rest:
            try:
                taken = await self._commit(rest)
            except Exception as error:
                if not _is_of_database(error):
                    raise
                taken = 0
                if _is_in_the_way(error):
                    log.info("the batch was in another transaction's way, it is done again: %s", _place(error))
                else:
                    log.error("the database fails, nothing is acknowledged until it works: %s", _place(error))
            if taken == 0:
                return await self._one_by_one(rest)
            rest = rest[taken:]
        return True

    # -- bringing

    async def _poll(self) -> Outcome | None:
        """One long poll; None if stopping ended it."""
        payload: dict[str, Any] = {"timeout": self._poll_seconds, "limit": BATCH, "allowed_updates": self._allowed}
        if self._offset is not None:
            payload["offset"] = self._offset
        poll = asyncio.create_task(self._transport.call("getUpdates", payload, timeout=self._poll_seconds + 15))
        stopping = asyncio.create_task(self._stop.wait())
        try:
            await asyncio.wait({poll, stopping}, return_when=asyncio.FIRST_COMPLETED)
            return poll.result() if poll.done() else None
        finally:
            for task in (poll, stopping):
                task.cancel()
            await asyncio.gather(poll, stopping, return_exceptions=True)

    async def _take(self, batch: list[Any]) -> bool:
        """Process a polled batch and move the offset. False if that cannot be done now."""
        numbers = [number for number in map(_number, batch) if number is not None]
        if batch and not numbers:
            # Telegram would send this again at once, for ever: keep it once, and wait for something with a number.
            digest = hashlib.sha256(json.dumps(batch).encode()).digest()
            if digest != self._unnumbered and await self.process(batch):
                self._unnumbered = digest
            return False
        if not await self.process(batch):
            return False
        if numbers:
            self._offset = numbers[-1] + 1
        return True

    def _wait_after(self, outcome: Outcome, failures: int) -> float:
        """Seconds to wait after a poll without updates. Raises TokenRefused."""
        wait = self._offline.delay(failures)
        match outcome:
            case Refused() as refused if is_token_refusal(refused):
                raise TokenRefused
            case Refused(409, description):
                log.error("another instance takes this bot's updates (%s): this one waits %.0f s", description, wait)
            case Refused(429, _, parameters) if isinstance(parameters.get("retry_after"), int):
                wait = float(parameters["retry_after"])
            case Refused(code, description):
                log.error("Telegram refuses to hand out updates: %d %s", code, description)
            case Ok():
                log.error("Telegram hands out something that cannot be acknowledged")
            case _:
                log.warning("no answer from Telegram (%s): asking again in %.1f s", outcome.reason, wait)
        return wait

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stop.wait()

    # -- handling

    async def _commit(self, batch: Sequence[Any]) -> int:
        """Handle the first updates of `batch` in one transaction; how many. Raises what the database raises."""
        try:
            return await self._in_one(batch, self._handle_plainly)
        except Exception as error:
            if _is_of_database(error):
                raise
        # Hardly ever does an update fail, and savepoints cost as much as half of its statements. Now one has failed:
        # all is undone, and done again with savepoints, so that only what fails is left out.
        return await self._in_one(batch, self._handle_apart)

    async def _in_one(self, batch: Sequence[Any], handle: Callable[[Tx, int, dict[str, Any]], Awaitable[None]]) -> int:
        started = time.monotonic()
        taken = 0
        handled: list[int] = []
        async with self._database.write() as connection:
            tx = Tx(connection, self._vault, self._clock())
            seen = await updates.known(tx, [number for number in map(_number, batch[:BATCH]) if number is not None])
            for update in batch[:BATCH]:
                taken += 1
                number = _number(update)
                if number is None:
                    await self._bury(tx, 0, update, "not an update")
                elif number not in seen:
                    seen.add(number)
                    handled.append(number)
                    await handle(tx, number, update)
                if time.monotonic() - started >= self._longest_transaction:
                    break
            await _remember(tx, handled)
        self._committed()
        return taken

    async def _handle_plainly(self, tx: Tx, _: int, update: dict[str, Any]) -> None:
        await self._handle(tx, update)

    async def _handle_apart(self, tx: Tx, number: int, update: dict[str, Any]) -> None:
        try:
            async with tx.connection.begin_nested():
                await self._handle(tx, update)
        except Exception as error:
            if _is_of_database(error):
                raise
            await self._bury(tx, number, update, _place(error))

    async def _bury(self, tx: Tx, number: int, update: Any, error: str) -> None:
        """Keep what cannot be handled, and say sorry."""
        letter = await updates.bury(tx, number, update, error)
        log.error("update %d is dead letter %d: %s", number, letter, error)
        if not isinstance(update, dict):
            return
        try:
            async with tx.connection.begin_nested():
                await self._apologise(tx, update)
        except Exception as failure:
            if _is_of_database(failure):
                raise
            log.error("no apology for dead letter %d: %s", letter, _place(failure))

    async def _one_by_one(self, batch: Sequence[Any]) -> bool:
        for update in batch:
            if not await self._insist(update):
                return False
        return True

    async def _insist(self, update: Any) -> bool:
        """Handle one update alone until it is committed or, the database being well, a dead letter. False: stopped."""
        failures = to_blame = 0
        while True:
            try:
                if to_blame < ALONE:
                    await self._commit([update])
                else:
                    await self._give_up(update)
                return True
            except Exception as error:
                if not _is_of_database(error):
                    raise
                failures += 1
                place, in_the_way = _place(error), _is_in_the_way(error)
            if in_the_way:
                # No fault of the update's, however often: the other transaction has ended now.
                log.info("update %s was in another transaction's way, it is done again: %s", _number(update), place)
            else:
                to_blame += await self._database_works()
                log.error(
                    "update %s failed alone %d times, %d of them by itself: %s",
                    _number(update),
                    failures,
                    to_blame,
                    place,
                )
            await self._pause(self._failing.delay(failures))
            if self._stop.is_set():
                return False

    async def _give_up(self, update: Any) -> None:
        async with self._database.write() as connection:
            tx = Tx(connection, self._vault, self._clock())
            number = _number(update)
            await self._bury(tx, number or 0, update, f"the database refused it {ALONE} times")
            await _remember(tx, [number] if number is not None else [])
        self._committed()

    async def _database_works(self) -> bool:
        try:
            for value in (_PROBE, ""):
                async with self._database.write() as connection:
                    await meta.put(Tx(connection, self._vault, self._clock()), "probe", value)
        except Exception as error:
            if not is_failing(error):
                raise
            return False
        return True


class _Overtaken(Exception):  # noqa: N818 - no error: the update is done
    """Another process handled the same update meanwhile: undo ours."""


async def _remember(tx: Tx, numbers: Sequence[int]) -> None:
    try:
        await updates.remember(tx, numbers)
    except IntegrityError:
        raise _Overtaken from None


def _number(update: Any) -> int | None:
    """The update_id, if there is a usable one."""
    number = update.get("update_id") if isinstance(update, dict) else None
    usable = isinstance(number, int) and not isinstance(number, bool) and 0 <= number < 2**63
    return number if usable else None


def _is_of_database(error: BaseException) -> bool:
    """Whether the whole transaction is lost."""
    return any(is_failing(cause) or isinstance(cause, _Overtaken) for cause in _causes(error))


def _is_in_the_way(error: BaseException) -> bool:
    """Whether it is lost only because of another transaction."""
    return any(is_conflict(cause) or isinstance(cause, _Overtaken) for cause in _causes(error))


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def _place(error: BaseException) -> str:
    """Type and place of an error; its text may hold what a person wrote."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    path = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {path}"
