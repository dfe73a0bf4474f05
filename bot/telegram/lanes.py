"""Which chat is served next: one lane a chat, so that its messages go in order; the rank decides between lanes.

Only ids are held here, never a message: the database says what a lane's next row is. An answer to a press has a lane of
its own, because it waits for nobody. Times are seconds of a monotonic clock.
"""

import heapq
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.store.outbox import Rank


class Key(NamedTuple):
    """Of a chat's lane, or (`row` set) of one answer to a press."""

    chat_id: int
    row: int = 0


@dataclass(slots=True, eq=False)
class Lane:
    """At most one row of it is under way. `newest` has the newest known row of each rank that waits here."""

    key: Key
    opened_for: Rank
    newest: dict[int, int]
    late: dict[int, int] = field(default_factory=dict)  # became known while the lane was busy
    busy: bool = False
    parked: bool = False
    turn: int = 0  # which entry of the heaps is the valid one
    waited_for: int = 0  # the row whose wait is measured here; the stored time is for after a restart

    @property
    def rank(self) -> int:
        """The best rank waiting here: an older notice in front of a reply goes as fast as the reply."""
        return min(self.newest)


class Lanes:
    """The lanes that have something to send."""

    def __init__(self) -> None:
        self._lanes: dict[Key, Lane] = {}
        self._ready: list[tuple[int, int, int, Lane]] = []  # rank, newest row of it, turn
        self._parked: list[tuple[float, int, Lane]] = []  # until when, turn
        self._turns = 0
        self._sizes = dict.fromkeys(Rank, 0)

    def __len__(self) -> int:
        return len(self._lanes)

    def size(self, rank: Rank) -> int:
        """How many lanes were opened for a row of this rank."""
        return self._sizes[rank]

    def offer(self, rank: Rank, row: int, chat_id: int) -> None:
        """A row waits to be sent. Offering it twice does no harm."""
        key = Key(chat_id, row if rank is Rank.FAST else 0)
        lane = self._lanes.get(key)
        if lane is None:
            lane = self._lanes[key] = Lane(key, rank, {rank: row})
            self._sizes[rank] += 1
            self._queue(lane)
        elif lane.busy:
            lane.late[rank] = max(row, lane.late.get(rank, 0))
        else:
            better = rank < lane.rank
            lane.newest[rank] = max(row, lane.newest.get(rank, 0))
            if better and not lane.parked:
                self._queue(lane)

    def take(self, now: float, *, fast_only: bool = False) -> Lane | None:
        """The lane to be served next, busy from now on; None when all wait."""
        self._tidy(now)
        if not self._ready or (fast_only and self._ready[0][0] != Rank.FAST):
            return None
        lane = heapq.heappop(self._ready)[-1]
        lane.busy, lane.turn = True, self._next_turn()
        return lane

    def served(self, lane: Lane, row: int) -> None:
        """The row is done with, whatever became of it."""
        lane.newest = {rank: newest for rank, newest in lane.newest.items() if newest > row}
        self._give_back(lane)

    def empty(self, lane: Lane) -> None:
        """The database knows of nothing due here."""
        lane.newest = {}
        self._give_back(lane)

    def put_back(self, lane: Lane, until: float | None = None) -> None:
        """Nothing was sent: serve the lane again at `until`, or as soon as it is its turn."""
        self._give_back(lane, until)

    def next_at(self, now: float, *, fast_only: bool = False) -> float | None:
        """When a lane is to be served; None: no lane waits for a moment."""
        self._tidy(now)
        if self._ready and (not fast_only or self._ready[0][0] == Rank.FAST):
            return now
        return self._parked[0][0] if self._parked else None

    def _tidy(self, now: float) -> None:
        """Let those whose wait is over join the ready, and drop entries that a later one replaced."""
        while self._parked and (self._parked[0][0] <= now or self._parked[0][1] != self._parked[0][2].turn):
            _, turn, lane = heapq.heappop(self._parked)
            if turn == lane.turn:
                self._queue(lane)
        while self._ready and self._ready[0][2] != self._ready[0][3].turn:
            heapq.heappop(self._ready)

    def _give_back(self, lane: Lane, until: float | None = None) -> None:
        lane.busy = False
        for rank, row in lane.late.items():
            lane.newest[rank] = max(row, lane.newest.get(rank, 0))
        lane.late = {}
        if not lane.newest:
            lane.turn = 0
            del self._lanes[lane.key]
            self._sizes[lane.opened_for] -= 1
        elif until is None:
            self._queue(lane)
        else:
            lane.parked, lane.turn = True, self._next_turn()
            heapq.heappush(self._parked, (until, lane.turn, lane))

    def _queue(self, lane: Lane) -> None:
        lane.parked, lane.turn = False, self._next_turn()
        rank = lane.rank
        heapq.heappush(self._ready, (rank, lane.newest[rank], lane.turn, lane))

    def _next_turn(self) -> int:
        self._turns += 1
        return self._turns
