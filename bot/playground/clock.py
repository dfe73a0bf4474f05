"""The virtual clock: real time plus an offset that only grows."""

import asyncio
import time


class Clock:
    """Unix time in seconds; `advance` moves it forward, nothing moves it back."""

    def __init__(self) -> None:
        self.offset = 0.0

    def now(self) -> float:
        """Virtual Unix time, seconds."""
        return time.time() + self.offset

    def advance(self, seconds: float) -> None:
        """Move the clock forward. Raises ValueError for a negative span."""
        if seconds < 0:
            raise ValueError("the clock only moves forward")
        self.offset += seconds


class Pulse:
    """Wakes everybody who waits for "something happened"; remembers when it last did (real monotonic seconds)."""

    def __init__(self) -> None:
        self.last = time.monotonic()
        self._waiting: list[asyncio.Future[None]] = []

    def beat(self) -> None:
        """Something happened: wake the waiting."""
        self.last = time.monotonic()
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            for future in waiting:
                if not future.done():
                    future.set_result(None)

    async def wait(self, seconds: float) -> None:
        """Return at the next beat, or after so many real seconds."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        await asyncio.wait([future], timeout=max(seconds, 0))
        if not future.done():
            future.cancel()
