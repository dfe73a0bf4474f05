"""The visible path: which questions a person is asked, in order, derived from the answers every time, never stored.

Back, edit, review and resume are then one and the same: another place on this path.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeAlias

from bot.core.form_model import Place, Programme, Section, Slot
from bot.core.interview.kind import Asking
from bot.core.interview.kinds import KINDS
from bot.core.interview.state import KEY, REVIEW, SAME, Answers, Draft, Value, World


@dataclass(frozen=True, slots=True)
class Block:
    """One child of a repeat. known: its visible and valid answers by question id; raw: everything stored for it."""

    section: Section
    key: int
    number: int  # from 1, as shown; the key stays, the number changes when an earlier block is removed
    raw: Answers
    known: Answers
    complete: bool

    @property
    def path(self) -> str:
        """How the cursor calls it: "child.2"."""
        return f"{self.section.repeat.id}.{self.key}"

    @property
    def name(self) -> str | None:
        """What its title question was answered."""
        name = self.known.get(self.section.repeat.title)
        return None if name is None else str(name)


@dataclass(slots=True)
class Stop:
    """A question on the path, whole or in one of the two steps of a place. Not frozen, for speed; nobody changes it.

    stored: the answer as it is stored, whether valid or not. section, key: of the block it is asked in.
    """

    path: str
    part: Literal["question", "region", "district"]
    answered: bool
    asking: Asking
    stored: Value
    section: Section | None = None
    key: int | None = None


@dataclass(slots=True)
class Same:
    """Before the first of a repeat's `same` questions: are the answers those of the block before, `like`?"""

    path: str
    answered: bool
    section: Section
    key: int
    like: Block


@dataclass(slots=True)
class Count:
    """At the end of the path: the stated number of blocks is not the number of blocks. Gone once it is right."""

    path: str
    section: Section
    answered: bool = False


AnyStop: TypeAlias = Stop | Same | Count


@dataclass(frozen=True)
class Path:
    """The stops in order, the visible valid answers by reference, and the blocks of each visible repeat."""

    stops: tuple[AnyStop, ...]
    known: Answers
    blocks: Mapping[str, tuple[Block, ...]]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {stop.path: place for place, stop in enumerate(self.stops)}

    def find(self, path: str) -> AnyStop | None:
        """The stop called `path`, if it is visible."""
        place = self._places.get(path)
        return None if place is None else self.stops[place]

    def block(self, path: str) -> Block | None:
        """The block called `path` ("child.2"), if it is visible."""
        blocks = self.blocks.get(path.partition(".")[0], ())
        return next((block for block in blocks if block.path == path), None)

    def pending(self) -> str:
        """Where an interview goes on: the first stop without a valid answer, else the review."""
        return next((stop.path for stop in self.stops if not stop.answered), REVIEW)

    def before(self, path: str) -> str | None:
        """The stop before this one; of the review, the last one."""
        place = len(self.stops) if path == REVIEW else self._places.get(path, 0)
        return self.stops[place - 1].path if place else None

    def number(self, path: str) -> int:
        """Which stop this is, from 1."""
        return self._places[path] + 1


def walk(world: World, programme: Programme, draft: Draft) -> Path:
    """The path that these answers make visible."""
    known: dict[str, Value] = {}
    stops: list[AnyStop] = []
    mismatches: list[Count] = []
    blocks: dict[str, tuple[Block, ...]] = {}
    calling = draft.mode == "call"
    for part in programme.outline:
        if calling and (isinstance(part, Section) or not part.question.call):
            continue
        if part.relevant is not None and not part.relevant(known, world.place_kind):
            continue
        if isinstance(part, Slot):
            _ask(stops, Asking(world, part, known), draft.answers, part.question.id)
            continue
        repeat = part.repeat
        stated = known.get(repeat.count)
        if stated is None:
            continue
        found: list[Block] = []
        for raw in draft.answers.get(repeat.id, ()):
            found.append(_block(world, part, known, raw, found, stops, draft))
        blocks[repeat.id] = tuple(found)
        if len(found) != stated:
            mismatches.append(Count(f"{repeat.id}.count", part))
    return Path((*stops, *mismatches), known, blocks)


def _block(
    world: World,
    section: Section,
    above: Answers,
    raw: Answers,
    earlier: list[Block],
    stops: list[AnyStop],
    draft: Draft,
) -> Block:
    """Add the stops of one block and say what is known of it."""
    repeat, key = section.repeat, int(raw[KEY])
    known = dict(above)  # its own copy: another block's answers fulfil no condition here
    start = len(stops)
    before = earlier[-1] if earlier and earlier[-1].complete else None
    for slot in section.slots:
        if before is not None and slot is section.first_of_same:
            settled = SAME in raw or any(
                name in raw and f"{repeat.id}/{name}" not in draft.presets for name in repeat.same
            )
            path = f"{repeat.id}.{key}.same"
            stops.append(Same(path, settled, section, key, like=before))
        if slot.relevant is None or slot.relevant(known, world.place_kind):
            _ask(stops, Asking(world, slot, known), raw, f"{repeat.id}.{key}.{slot.question.id}", section, key)
    return Block(
        section=section,
        key=key,
        number=len(earlier) + 1,
        raw=raw,
        known={slot.question.id: known[slot.ref] for slot in section.slots if slot.ref in known},
        complete=all(stop.answered for stop in stops[start:]),
    )


def _ask(
    stops: list[AnyStop],
    asking: Asking,
    stored_in: Answers,
    path: str,
    section: Section | None = None,
    key: int | None = None,
) -> None:
    """Add the stops of one question, and its answer to what is known if it is there and valid."""
    question = asking.slot.question
    stored: Any = stored_in.get(question.id)
    if stored is None:
        fits = question.optional and question.id in stored_in  # skipped
    else:
        fits = KINDS[question.kind].wrong(asking, stored) is None
    if isinstance(question, Place):
        answered = fits and (stored is None or "district" in stored)
        stops.append(Stop(f"{path}.region", "region", fits, asking, stored, section, key))
        if stored is not None or not fits:
            stops.append(Stop(f"{path}.district", "district", answered, asking, stored, section, key))
    else:
        answered = fits
        stops.append(Stop(path, "question", fits, asking, stored, section, key))
    if answered:
        asking.known[asking.slot.ref] = stored
