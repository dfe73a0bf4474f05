"""What a region has, and in which order families get it. Nothing is promised that is not there."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Count(NamedTuple):
    """One kind of thing in a region: `amount` is all that ever came, the rest is how many of them are where."""

    amount: int
    reserved: int = 0  # asked for in accepted requests
    given: int = 0
    queued: int = 0  # asked for in requests that volunteers are offered
    listed: int = 0  # asked for in requests on the waiting list

    @property
    def left(self) -> int:
        """What nobody has accepted yet; below nothing where more was accepted than there is."""
        return self.amount - self.reserved - self.given

    @property
    def free(self) -> int:
        """What no family in the queue stands before."""
        return self.left - self.queued


class Family(NamedTuple):
    """A waiting request in the line: what it asks for, and whether it is on the waiting list."""

    id: int
    things: tuple[str, ...]
    is_listed: bool


def settle(left: Mapping[str, int], line: Sequence[Family]) -> tuple[list[int], list[int]]:
    """Whose turn it is not, and whose it is again; ids in the order of the line. A thing not in `left` has no end.

    Who is in the queue already keeps the place there before the waiting list moves up, so that nobody is sent to and
    fro. One thing that is there is enough: the rest is said to be missing.
    """
    rest = {item: max(0, count) for item, count in left.items()}
    out = [family.id for family in line if not family.is_listed and not _takes(rest, family)]
    back = [family.id for family in line if family.is_listed and _takes(rest, family)]
    return out, back


def _takes(rest: dict[str, int], family: Family) -> bool:
    fits = not family.things
    for item in family.things:
        if item not in rest:
            fits = True
        elif rest[item] > 0:
            rest[item] -= 1
            fits = True
    return fits
