"""The natural rate limits, as token buckets on the virtual clock. Off until asked for."""

import math
from dataclasses import dataclass, field

from bot.playground.clock import Clock
from bot.playground.errors import flood

_COUNTED = ("send", "copy", "forward", "edit")
_FREE = frozenset({"sendChatAction"})


@dataclass(slots=True)
class Bucket:
    """`rate` tokens a second flow in, up to `burst`."""

    rate: float
    burst: float
    tokens: float
    at: float

    def wait(self, now: float) -> float:
        """Seconds until a token is there, 0 when there is one."""
        self.tokens = min(self.burst, self.tokens + (now - self.at) * self.rate)
        self.at = now
        return 0.0 if self.tokens >= 1 else (1 - self.tokens) / self.rate


@dataclass(slots=True)
class Limits:
    """About what bots meet (Telegram gives no numbers): 30/s overall, 1/s per chat in bursts, 20/min per group."""

    clock: Clock
    on: bool = False
    overall: tuple[float, float] = (30.0, 30.0)
    chat: tuple[float, float] = (1.0, 4.0)
    group: tuple[float, float] = (20 / 60, 20.0)
    penalty: int = 0  # hard mode: the least retry_after, seconds
    _buckets: dict[int | str, Bucket] = field(default_factory=dict)

    def check(self, method: str, chat_id: int | str | None) -> None:
        """Count the call. Refuses with 429 when it comes too early; a refused call takes no token."""
        if not self.on or chat_id is None or method in _FREE or not method.startswith(_COUNTED):
            return
        is_group = isinstance(chat_id, str) or chat_id < 0
        now = self.clock.now()
        buckets = [self._bucket("overall", self.overall, now)]
        buckets.append(self._bucket(chat_id, self.group if is_group else self.chat, now))
        wait = max(bucket.wait(now) for bucket in buckets)
        if wait > 0:
            raise flood(max(math.ceil(wait), 1, self.penalty))
        for bucket in buckets:
            bucket.tokens -= 1

    def _bucket(self, key: int | str, shape: tuple[float, float], now: float) -> Bucket:
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = Bucket(shape[0], shape[1], shape[1], now)
        return bucket
