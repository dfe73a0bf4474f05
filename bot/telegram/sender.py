"""From outbox rows to messages: in order within a chat, by rank between chats, at the pace Telegram allows.

One loop. Each tick, in one transaction, writes down what became of the calls that ended, looks for new rows and takes
the next row of the chats whose turn it is; then the calls start. A call keeps its slot and its chat's lane until its
outcome is committed, so that a crash repeats at most the calls under way. Nothing but ids is kept in memory.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.store import deliveries
from bot.store.database import Database, Tx, is_conflict, is_failing
from bot.store.deliveries import Delivery
from bot.store.outbox import Rank
from bot.store.vault import Vault
from bot.telegram.delivery import deliver, result_of, tell
from bot.telegram.lanes import Lane, Lanes
from bot.telegram.pacing import Backoff, Pace, Pacer
from bot.telegram.request import READ_TIMEOUT, TokenRefused, Transport
from bot.telegram.verdicts import CHATLESS, Fate, Verdict

log = logging.getLogger(__name__)

WINDOW = 1000
"""Chats of one rank that are kept in sight at once; a longer backlog waits in the database."""

RESCAN = 5.0
"""Seconds between looks at everything pending: other processes write rows too, and may commit out of order."""

GRACE = 5.0
"""Seconds that calls under way get to end when stopping."""

FLOODED_CHATS, FLOODED_WITHIN = 3, 5.0
"""So many chats refused for their pace within so many seconds mean that the whole bot is too fast."""

OFFLINE = Backoff(first=0.25, most=5.0)
"""Between attempts while no connection comes about: nothing was sent, so nothing is repeated."""

UNCLEAR = Backoff(first=2.0, most=300.0)
"""Between attempts of one message of which nobody knows whether it arrived."""

FAILING = Backoff(first=0.1, most=2.0)
"""Between attempts to write down what happened."""

GATHER = 0.004
"""Seconds a tick waits, while calls are under way, for more of them to end: their outcomes then share its commit."""

LONGEST_WAIT = timedelta(hours=1)
"""A stored wait longer than this was written before the clock was set back."""

Unreachable = Callable[[Tx, int, str], Awaitable[None]]
Moved = Callable[[Tx, int, int], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Ended:
    lane: Lane
    delivery: Delivery
    verdict: Verdict


class Sender:
    """Sends what waits in the outbox.

    clock: the time in UTC, for what is stored; waits are measured by the monotonic clock. unreachable: called in the
    recording transaction when a chat can no longer be written to, with the reason. moved: called there when a group has
    a new id, with the old and the new one. reply_timeout: seconds for one call.
    """

    def __init__(
        self,
        database: Database,
        vault: Vault,
        transport: Transport,
        pace: Pace,
        clock: Callable[[], datetime],
        *,
        unreachable: Unreachable,
        moved: Moved,
        slots: int = 16,
        reply_timeout: float = READ_TIMEOUT,
        offline: Backoff = OFFLINE,
        unclear: Backoff = UNCLEAR,
        failing: Backoff = FAILING,
    ) -> None:
        self._database, self._vault, self._transport, self._clock = database, vault, transport, clock
        self._unreachable, self._moved = unreachable, moved
        self._slots, self._reply_timeout = slots, reply_timeout
        self._offline, self._unclear, self._failing = offline, unclear, failing
        self._fast_slots = slots // 4  # kept free of everything else
        self._pacer = Pacer(pace)
        self._lanes = Lanes()
        self._tasks: set[asyncio.Task[None]] = set()
        self._ended: list[_Ended] = []
        self._unrecorded: list[_Ended] = []
        self._held = self._held_fast = 0  # slots
        self._something = asyncio.Event()
        self._woken = True
        self._cursors = dict.fromkeys(Rank, 0)
        self._exhausted = dict.fromkeys(Rank, False)
        self._rescan_at = 0.0
        self._due_at: datetime | None = None
        self._paused_until = 0.0
        self._offline_ticks = self._failed_ticks = 0
        self._floods: deque[tuple[float, int]] = deque()
        self._stopping_until: float | None = None
        self._token_refused = False
        self._crash: Exception | None = None

    def wake(self) -> None:
        """Rows were committed."""
        self._woken = True
        self._something.set()

    def stop(self) -> None:
        """Start nothing more; `run` returns when the calls under way have ended and are recorded, or after `GRACE`."""
        if self._stopping_until is None:
            self._stopping_until = asyncio.get_running_loop().time() + GRACE
        self._something.set()

    async def run(self) -> None:
        """Send until stopped. Raises TokenRefused."""
        loop = asyncio.get_running_loop()
        try:
            while True:
                try:
                    await self._tick()
                except Exception as error:
                    if not is_failing(error):
                        raise
                    await self._back_off(error)
                if self._crash is not None:
                    raise self._crash
                done = not (self._held or self._unrecorded)
                if self._stopping_until is not None and (done or loop.time() >= self._stopping_until):
                    break
                await self._rest()
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._token_refused:
            raise TokenRefused

    async def _tick(self) -> None:
        ended, self._ended = self._ended, []
        self._settle(ended)
        self._unrecorded += ended
        taken: list[Lane] = []
        found: dict[tuple[int, int], Delivery] = {}
        try:
            async with self._database.write() if self._unrecorded else self._database.read() as connection:
                tx = Tx(connection, self._vault, self._clock())
                await self._record(tx)
                await self._look(tx)
                taken = self._take()
                for head in await deliveries.heads(tx, [lane.key.chat_id for lane in taken if not lane.key.row]):
                    found[head.chat_id, 0] = head
                for fast in await deliveries.single(tx, [lane.key.row for lane in taken if lane.key.row]):
                    found[fast.chat_id, fast.id] = fast
        except BaseException:
            for lane in taken:
                self._lanes.put_back(lane)
                self._pacer.give_back()
            self._rescan_at = 0.0  # what was seen may have been rolled back, and its ids used again
            raise
        self._failed_ticks = 0
        self._unrecorded = []
        for lane in taken:
            self._start(lane, found.get(lane.key), tx.now)

    async def _record(self, tx: Tx) -> None:
        found = (result_of(each.delivery, each.verdict, tx.now) for each in self._unrecorded)
        results = [result for result in found if result is not None]
        if not results:
            return
        # Outcomes of a tick share one commit: a commit per message would put an fsync on every reply.
        if await deliveries.record(tx, results):
            self._woken = True
        for chat_id, reason in {r.delivery.chat_id: r.error or "" for r in results if r.unreachable}.items():
            await self._unreachable(tx, chat_id, reason)
            self._woken = True
        for old, new in {(r.delivery.chat_id, r.migrated_to) for r in results if r.migrated_to is not None}:
            await self._moved(tx, old, new)
            self._woken = True

    async def _look(self, tx: Tx) -> None:
        """Find the chats that have something waiting."""
        now = asyncio.get_running_loop().time()
        if now >= self._rescan_at or (self._due_at is not None and tx.now >= self._due_at):
            self._cursors = dict.fromkeys(Rank, 0)
            self._rescan_at = now + RESCAN
            self._woken = True
        if self._woken:
            self._woken = False
            self._exhausted = dict.fromkeys(Rank, False)
            self._due_at = await deliveries.next_due(tx)
        for rank in Rank:
            while not self._exhausted[rank] and self._lanes.size(rank) < WINDOW:
                rows = await deliveries.window(tx, rank, self._cursors[rank], WINDOW)
                for row, chat_id in rows:
                    self._lanes.offer(rank, row, chat_id)
                    self._cursors[rank] = row
                self._exhausted[rank] = len(rows) < WINDOW

    def _take(self) -> list[Lane]:
        """The lanes to be served now, as many as there are slots."""
        now = asyncio.get_running_loop().time()
        if self._stopping_until is not None or now < self._paused_until:
            return []
        free, ordinary = self._free()
        taken: list[Lane] = []
        while len(taken) < free and not self._pacer.wait(now):
            lane = self._lanes.take(now, fast_only=ordinary <= 0)
            if lane is None:
                break
            ordinary -= not lane.key.row
            self._pacer.take(now)
            taken.append(lane)
        return taken

    def _free(self) -> tuple[int, int]:
        """Free slots in all, and those that are not kept for answers to presses."""
        free = self._slots - self._held
        return free, free - max(0, self._fast_slots - self._held_fast)

    def _start(self, lane: Lane, delivery: Delivery | None, now: datetime) -> None:
        moment = asyncio.get_running_loop().time()
        if delivery is None:
            self._pacer.give_back()
            return self._lanes.empty(lane)
        if delivery.not_before is not None and delivery.not_before > now and lane.waited_for != delivery.id:
            self._pacer.give_back()
            lane.waited_for = delivery.id
            return self._lanes.put_back(lane, moment + min(delivery.not_before - now, LONGEST_WAIT).total_seconds())
        if not lane.key.row and delivery.method not in CHATLESS:
            wait = self._pacer.wait_for_chat(delivery.chat_id, moment)
            if wait:
                self._pacer.give_back()
                return self._lanes.put_back(lane, moment + wait)
            self._pacer.take_for_chat(delivery.chat_id, moment)
        self._held += 1
        self._held_fast += bool(lane.key.row)
        task = asyncio.create_task(self._deliver(lane, delivery, late=delivery.expires_at <= now))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return None

    async def _deliver(self, lane: Lane, delivery: Delivery, *, late: bool) -> None:
        try:
            if late:
                verdict = Verdict(Fate.LATE)
            else:
                verdict = await deliver(self._transport, self._vault, delivery, seconds=self._reply_timeout)
            if verdict.fate is Fate.UNCLEAR:
                verdict = replace(verdict, seconds=self._unclear.delay(delivery.attempts + 1))
            self._ended.append(_Ended(lane, delivery, verdict))
        except Exception as error:  # raised again by `run`
            self._crash = error
        self._something.set()

    def _settle(self, ended: list[_Ended]) -> None:
        """Free the slots and lanes of calls that ended. Nothing starts before the commit that records them."""
        now = asyncio.get_running_loop().time()
        for each in ended:
            lane, delivery, verdict = each.lane, each.delivery, each.verdict
            self._held -= 1
            self._held_fast -= bool(lane.key.row)
            match verdict.fate:
                case Fate.AGAIN:
                    self._lanes.put_back(lane)
                case Fate.WAIT | Fate.UNCLEAR:
                    lane.waited_for = delivery.id
                    self._lanes.put_back(lane, now + verdict.seconds)
                    if verdict.fate is Fate.WAIT:
                        self._flooded(delivery.chat_id, verdict.seconds, now)
                case Fate.TOKEN_REFUSED:
                    self._lanes.put_back(lane)
                    self._token_refused = True
                    self.stop()
                case Fate.MIGRATED | Fate.UNREACHABLE:
                    self._lanes.empty(lane)
                    self._rescan_at = 0.0
                case _:
                    self._lanes.served(lane, delivery.id)
            tell(delivery, verdict)
        if any(each.verdict.fate is Fate.AGAIN for each in ended):
            self._offline_ticks += 1
            self._paused_until = max(self._paused_until, now + self._offline.delay(self._offline_ticks))
        elif ended:
            self._offline_ticks = 0

    def _flooded(self, chat_id: int, seconds: float, now: float) -> None:
        self._floods.append((now, chat_id))
        while now - self._floods[0][0] > FLOODED_WITHIN:
            self._floods.popleft()
        if len({chat for _, chat in self._floods}) >= FLOODED_CHATS:
            self._paused_until = max(self._paused_until, now + seconds)
            log.warning("Telegram refuses the pace of several chats: everything waits %.0f s", seconds)

    async def _rest(self) -> None:
        """Until something happened or the next moment at which something is to be done."""
        now = asyncio.get_running_loop().time()
        moments = [self._rescan_at if self._stopping_until is None else self._stopping_until]
        free, ordinary = self._free()
        if self._stopping_until is None and free > 0:
            served_at = self._lanes.next_at(now, fast_only=ordinary <= 0)
            if served_at is not None:
                moments.append(max(served_at, self._paused_until, now + self._pacer.wait(now)))
            if self._due_at is not None:
                moments.append(now + (self._due_at - self._clock()).total_seconds())
        if (wait := min(moments) - now) > 0:
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._something.wait()
        await asyncio.sleep(GATHER if self._held else 0)
        self._something.clear()

    async def _back_off(self, error: Exception) -> None:
        self._failed_ticks += 1
        if is_conflict(error):
            log.info("what was sent is written down again: another transaction was in the way")
        else:
            log.error("the database fails, nothing is sent until it works: %s", type(error).__name__)
        await asyncio.sleep(self._failing.delay(self._failed_ticks))
