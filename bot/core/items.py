"""What each child of a request needs, thing by thing, and what became of it. A programme asks for it as `needs`."""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from bot.core import answers
from bot.core.form_model import Programme, Section, Size

NEEDS = "needs"
"""The question of a repeat whose choices are things to bring."""

REASONS = ("stock", "size", "have", "later", "other")
"""Why something was not handed over: texts `item-why-*`."""

HAVE = "have"
"""The family has it already: nothing more has to be brought."""


class State(StrEnum):
    """What became of one thing."""

    ASKED = "asked"
    GIVEN = "given"
    MISSING = "missing"  # what was delivered came without it


class Thing(NamedTuple):
    """One thing one child needs: the child's block of answers by its key, and the choice of the programme."""

    block: int
    item: str


def asked(answered: Mapping[str, Any]) -> list[Thing]:
    """What cleaned answers ask for, child by child."""
    found = repeat(answered)
    blocks = () if found is None else answered[found]
    return [Thing(block["_key"], item) for block in blocks for item in block.get(NEEDS) or () if isinstance(item, str)]


def keys(answered: Mapping[str, Any]) -> list[int]:
    """The children by the keys of their blocks, in the order in which people count them."""
    found = repeat(answered)
    return [] if found is None else [block["_key"] for block in answered[found]]


def repeat(answered: Mapping[str, Any]) -> str | None:
    """The id of the repeat that says what is needed."""
    for name, blocks in answered.items():
        if isinstance(blocks, list) and any(isinstance(block, Mapping) and block.get(NEEDS) for block in blocks):
            return name
    return None


def section(programme: Programme) -> Section | None:
    """The repeat of a programme that asks what is needed."""
    return next(
        (found for found in programme.sections.values() if any(slot.question.id == NEEDS for slot in found.slots)),
        None,
    )


def kinds(programme: Programme) -> tuple[str, ...]:
    """Everything a programme hands out, in its own order."""
    found = section(programme)
    slots = () if found is None else found.slots
    return next((tuple(getattr(slot.question, "choices", ())) for slot in slots if slot.question.id == NEEDS), ())


def measure(programme: Programme, item: str) -> str | None:
    """The question that gives a thing's size, "height" or "shoe" by its measure; None: it comes in one size."""
    found = section(programme)
    if found is None:
        return None
    needing = {f"{found.repeat.id}/{NEEDS}": [item]}
    for slot in found.slots:
        if isinstance(slot.question, Size) and slot.relevant is not None and slot.relevant(needing, lambda _: None):
            return slot.question.id
    return None


def measured(programme: Programme, item: str) -> str | None:
    """What is measured for a thing: "height", "shoe" or nothing."""
    found, name = section(programme), measure(programme, item)
    slots = () if found is None else found.slots
    sizes = (slot.question for slot in slots if slot.question.id == name)
    return next((question.measure for question in sizes if isinstance(question, Size)), None)


class Worn(NamedTuple):
    """A size as a shop sorts it; `low` and `high` are the heights in cm it is worn at, None for shoes."""

    order: int
    size: str
    low: int | None = None
    high: int | None = None


def worn(what: str, value: object) -> Worn | None:
    """The size of one answer of a `measure`; None: it is not known."""
    match what, value:
        case "height", int(height):
            return Worn(height, answers.clothing_size(height), height, height)
        case "shoe", int(size):
            return Worn(size, str(size))
        case "shoe", {"foot_mm": int(length)}:
            size = answers.shoe_for_foot(length)
            return Worn(size, str(size))
    return None


def sizes(what: str, values: Iterable[object]) -> tuple[list[tuple[Worn, int]], int]:
    """How many of each size, the smallest first, and how many whose size is not known."""
    counts: Counter[str] = Counter()
    spans: dict[str, Worn] = {}
    unknown = 0
    for value in values:
        one = worn(what, value)
        if one is None:
            unknown += 1
            continue
        known = spans.get(one.size, one)
        low, high = (known.low, known.high) if one.low is None else (_least(known, one), _most(known, one))
        spans[one.size] = Worn(min(known.order, one.order), one.size, low, high)
        counts[one.size] += 1
    return [(one, counts[one.size]) for one in sorted(spans.values())], unknown


def _least(one: Worn, other: Worn) -> int:
    return min(one.low or 0, other.low or 0)


def _most(one: Worn, other: Worn) -> int:
    return max(one.high or 0, other.high or 0)
