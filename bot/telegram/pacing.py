"""How fast Telegram lets a bot send, and how long to wait after a failure.

Numbers of the FAQ "My bot is hitting limits"; the exact ones are unspecified, so `retry_after` has the last word. Time
comes in as an argument, in seconds of a monotonic clock.
"""

import random
from dataclasses import dataclass, field

_KEPT_CHATS = 10_000


@dataclass(frozen=True, slots=True)
class Rate:
    """`per_second` in the long run, `burst` at once."""

    per_second: float
    burst: int


@dataclass(frozen=True, slots=True)
class Pace:
    """The rates of one bot; None is no limit."""

    overall: Rate | None = Rate(30, 30)
    private: Rate | None = Rate(1, 4)
    group: Rate | None = Rate(20 / 60, 4)  # a small burst, so that no 60 seconds hold many more than 20

    @classmethod
    def unlimited(cls) -> "Pace":
        """For a local server without limits."""
        return cls(None, None, None)


@dataclass(frozen=True, slots=True)
class Backoff:
    """Waits in seconds: `first`, doubled each time, at most `most`, each shortened at random by up to a quarter."""

    first: float
    most: float

    def delay(self, failures: int) -> float:
        """The wait after so many failures in a row, from 1."""
        grown: float = min(self.most, self.first * 2.0 ** min(failures - 1, 30))
        return grown * random.uniform(0.75, 1.0)  # noqa: S311 - spreads retries, protects nothing


class _Bucket:
    """A token bucket that remembers only when it will be full again."""

    __slots__ = ("_interval", "_slack", "full_at")

    def __init__(self, rate: Rate) -> None:
        self._interval = 1 / rate.per_second
        self._slack = (rate.burst - 1) * self._interval
        self.full_at = 0.0

    def wait(self, now: float) -> float:
        return max(0.0, self.full_at - self._slack - now)

    def take(self, now: float) -> None:
        self.full_at = max(self.full_at, now) + self._interval

    def give_back(self) -> None:
        self.full_at -= self._interval


@dataclass(slots=True)
class Pacer:
    """Whether a message may go now. Chats that have not been written to for a while are forgotten."""

    pace: Pace
    _overall: _Bucket | None = field(init=False)
    _chats: dict[int, _Bucket] = field(init=False, default_factory=dict)
    _tidy_at: int = field(init=False, default=_KEPT_CHATS)

    def __post_init__(self) -> None:
        self._overall = _Bucket(self.pace.overall) if self.pace.overall else None

    def wait(self, now: float) -> float:
        """Seconds until anything at all may be sent."""
        return self._overall.wait(now) if self._overall else 0.0

    def wait_for_chat(self, chat_id: int, now: float) -> float:
        """Seconds until this chat may be written to, as far as the chat itself is concerned."""
        bucket = self._chats.get(chat_id)
        return bucket.wait(now) if bucket else 0.0

    def take(self, now: float) -> None:
        """Count one call."""
        if self._overall:
            self._overall.take(now)

    def give_back(self) -> None:
        """The call just counted was not made."""
        if self._overall:
            self._overall.give_back()

    def take_for_chat(self, chat_id: int, now: float) -> None:
        """Count one message to this chat."""
        rate = self.pace.group if chat_id < 0 else self.pace.private
        if rate is None:
            return
        bucket = self._chats.get(chat_id)
        if bucket is None:
            if len(self._chats) >= self._tidy_at:
                self._chats = {chat: kept for chat, kept in self._chats.items() if kept.full_at > now}
                self._tidy_at = max(_KEPT_CHATS, 2 * len(self._chats))
            bucket = self._chats[chat_id] = _Bucket(rate)
        bucket.take(now)
