"""The queue of updates a bot has not confirmed yet, with the manners of the real getUpdates (td `TQueue`)."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from bot.playground.clock import Clock, Pulse
from bot.playground.errors import conflict

Json = dict[str, Any]

DAY = 86400.0
RETENTION = {"callback_query": 150.0, "inline_query": 30.0, "chosen_inline_result": 600.0}
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KINDS = frozenset({
    "message", "edited_message", "channel_post", "edited_channel_post", "callback_query", "my_chat_member",
    "inline_query", "chosen_inline_result", "poll", "poll_answer", "shipping_query", "pre_checkout_query",
    "chat_join_request", "chat_boost", "removed_chat_boost", "business_connection", "business_message",
    "edited_business_message", "deleted_business_messages", "purchased_paid_media", *NOT_BY_DEFAULT,
})  # fmt: skip
MAX_LIMIT = 100
MAX_TIMEOUT = 50
CONFLICT_PAUSE = 3.0


@dataclass(slots=True, eq=False)
class Entry:
    """One update in the queue; `lane` keeps the order of one chat, `expires_at` is virtual Unix time."""

    id: int
    kind: str
    body: Json
    lane: int
    expires_at: float
    replayed: bool = False
    fetched: bool = False


class Updates:
    """Creates, keeps, hands out and forgets updates."""

    def __init__(self, clock: Clock, pulse: Pulse, random: Random) -> None:
        self.clock = clock
        self.pulse = pulse
        self.entries: deque[Entry] = deque()
        self.history: list[Entry] = []
        self.next_id = random.randrange(100_000_000, 900_000_000)
        self.allowed: frozenset[str] | None = None
        self.webhook_active = False
        self.arrived = asyncio.Event()
        self.inspect: Callable[[Json], None] | None = None  # sees every update that is made, not those injected
        self._batch: list[Entry] = []
        self._waiter: asyncio.Future[str | None] | None = None
        self._previous = (-1, 0.0)  # offset and monotonic time of the last getUpdates
        self._next_conflict_at = 0.0

    # -- writing

    def allow(self, kinds: list[str] | None) -> None:
        """Set which kinds are created from now on; None keeps the list, an empty or unknown one means the default."""
        if kinds is not None:
            self.allowed = frozenset(kinds) & KINDS or None

    def add(self, kind: str, content: Any, lane: int) -> int | None:
        """Queue an update; None when the bot does not want this kind. Lives until its kind's retention is over."""
        if kind in KINDS and (kind in NOT_BY_DEFAULT if self.allowed is None else kind not in self.allowed):
            return None
        body = {"update_id": self.next_id, kind: content}
        if self.inspect is not None:
            self.inspect(body)
        return self.push(kind, body, lane)

    def push(self, kind: str, body: Json, lane: int) -> int:
        """Queue an update as it is, under the next id."""
        entry = Entry(self.next_id, kind, body, lane, self.clock.now() + RETENTION.get(kind, DAY))
        self.next_id += 1
        self.history.append(entry)
        self.entries.append(entry)
        self._wake()
        return entry.id

    def replay(self, ids: list[int] | None = None, last: int | None = None) -> list[int]:
        """Queue updates handed out before once more, ahead of the rest, with their old ids (None: all of them)."""
        waiting = {entry.id for entry in self.entries}
        old = [e for e in self.history if e.id not in waiting and (ids is None or e.id in ids)]
        old = list({entry.id: entry for entry in old}.values())[-last if last else 0 :]
        again = [Entry(e.id, e.kind, e.body, e.lane, self.clock.now() + DAY, replayed=True) for e in old]
        self.entries.extendleft(reversed(again))
        if again:
            self._wake()
        return [entry.id for entry in again]

    def drop(self) -> int:
        """Forget everything pending; says how many."""
        count = len(self.entries)
        self.entries.clear()
        self.pulse.beat()
        return count

    def confirm(self, entry: Entry) -> None:
        """Forget one update (a webhook took it)."""
        if entry in self.entries:
            self.entries.remove(entry)
            self.pulse.beat()

    def _wake(self) -> None:
        self.arrived.set()
        self.release()
        self.pulse.beat()

    # -- reading

    def pending(self) -> int:
        """How many updates are neither confirmed nor expired."""
        now = self.clock.now()
        return sum(entry.expires_at > now for entry in self.entries)

    async def get(self, offset: int, limit: int, timeout: int) -> list[Json]:  # noqa: ASYNC109 - the API's own word
        """What getUpdates returns. Refuses with 409 beside a webhook or another poll."""
        if self.webhook_active:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        limit = limit if 1 <= limit <= MAX_LIMIT else MAX_LIMIT
        timeout = min(max(timeout, 0), MAX_TIMEOUT)
        now = time.monotonic()
        if offset == self._previous[0]:
            if timeout < 3 and now < self._previous[1] + 3.0:
                timeout = 3
            if now < self._previous[1] + 0.5:
                limit = 1
        self._previous = (offset, now)
        self._confirm(offset)
        batch = self._read(limit)
        if batch or not timeout:
            return batch
        self.evict("terminated by other getUpdates request; make sure that only one bot instance is running")
        words = await self._wait(timeout)
        if words is not None:
            if time.monotonic() < self._next_conflict_at:
                await asyncio.sleep(CONFLICT_PAUSE)
            else:
                self._next_conflict_at = time.monotonic() + CONFLICT_PAUSE
            raise conflict(words)
        return self._read(limit)

    def evict(self, words: str) -> None:
        """End the call that waits for updates, with 409."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(words)

    def release(self) -> None:
        """Let the call that waits for updates end with what there is."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    async def _wait(self, seconds: float) -> str | None:
        """None when updates came or time ran out, else the words of the conflict."""
        waiter: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        self._waiter = waiter
        try:
            async with asyncio.timeout(seconds):
                return await waiter
        except TimeoutError:
            return None
        finally:
            if self._waiter is waiter:
                self._waiter = None

    def _read(self, limit: int) -> list[Json]:
        now = self.clock.now()
        while self.entries and self.entries[0].expires_at <= now:
            self.entries.popleft()
        self._batch = []
        for entry in self.entries:
            if entry.expires_at > now:
                entry.fetched = True
                self._batch.append(entry)
                if len(self._batch) == limit:
                    break
        return [entry.body for entry in self._batch]

    def _confirm(self, offset: int) -> None:
        if not offset or not self.entries:
            return
        before = len(self.entries)
        if offset < 0:
            while len(self.entries) > -offset:
                self.entries.popleft()
        elif self._batch and self._batch[-1].id == offset - 1:
            # The usual case, and right even where ids went down or old updates were replayed inside the batch.
            done = set(map(id, self._batch))
            while self.entries and id(self.entries[0]) in done:
                self.entries.popleft()
            self._batch = []
        elif offset <= self.next_id + 10:
            kept = deque(e for e in self.entries if e.id >= offset or (e.replayed and not e.fetched))
            self.entries = kept
        if len(self.entries) != before:
            self.pulse.beat()
