"""The visible path: which questions a person is asked, in order, derived from the answers every time, never stored.

Back, edit, review and resume are then one and the same: another place on this path.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

from bot.core.form_model import Programme, Section, Slot
from bot.core.interview.kind import Asking
from bot.core.interview.kinds import KINDS
from bot.core.interview.state import KEY, REVIEW, SAME, Answers, Draft, Value, World


@dataclass(frozen=True, slots=True)
class Block:
    """One child of a repeat.

    raw: everything stored for it. above: what is known before the repeat, by reference. known: its own visible and
    valid answers, by question id. stops: its part of the path.
    """

    section: Section
    key: int
    number: int  # from 1, as shown; the key stays, the number changes when an earlier block is removed
    raw: Answers
    above: Answers
    known: Answers
    complete: bool
    stops: "tuple[AnyStop, ...]"

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

    def progress(self, stop: AnyStop) -> tuple[int, int]:
        """Which question this is, from 1, and of how many: of this child's, or of those about the family.

        One count over everything would jump as soon as the number of children is known.
        """
        key = _key(stop)
        among = [other for other in self.stops if _key(other) == key and not isinstance(other, Count)]
        return next((place for place, other in enumerate(among, 1) if other.path == stop.path), len(among)), len(among)


def _key(stop: AnyStop) -> tuple[str, int] | None:
    if isinstance(stop, Count) or stop.section is None or stop.key is None:
        return None
    return stop.section.repeat.id, stop.key


def walk(world: World, programme: Programme, draft: Draft, earlier: Path | None = None) -> Path:
    """The path that these answers make visible. `earlier`, before a change of the same draft, only saves time."""
    walking = _Walk(world, draft)
    known: dict[str, Value] = {}
    counts: list[Count] = []
    blocks: dict[str, tuple[Block, ...]] = {}
    calling = draft.mode == "call"
    for part in programme.outline:
        if calling and (isinstance(part, Section) or not part.question.call):
            continue
        if part.relevant is not None and not part.relevant(known, world.place_kind):
            continue
        if isinstance(part, Slot):
            walking.ask(part, known, draft.answers, part.ref)
        elif (stated := known.get(part.repeat.count)) is not None:
            unchanged = earlier.blocks.get(part.repeat.id, ()) if earlier is not None else ()
            found = blocks[part.repeat.id] = walking.blocks(part, dict(known), unchanged)
            if len(found) != stated:
                counts.append(Count(f"{part.repeat.id}.count", part))
    return Path((*walking.stops, *counts), known, blocks)


@dataclass(slots=True)
class _Walk:
    """The stops so far. This runs through all answers on every step, so it is written to be quick."""

    world: World
    draft: Draft
    stops: list[AnyStop] = field(default_factory=list)

    def blocks(self, section: Section, above: Answers, earlier: tuple[Block, ...]) -> tuple[Block, ...]:
        """The blocks of a repeat, their stops added. Those up to the first change are taken from an earlier walk."""
        found: list[Block] = []
        for raw in self.draft.answers.get(section.repeat.id, ()):
            old = earlier[len(found)] if len(found) < len(earlier) else None
            if old is not None and old.raw is raw and old.above == above:
                self.stops += old.stops
                found.append(old)
            else:
                earlier = ()
                found.append(self._block(section, above, raw, found))
        return tuple(found)

    def _block(self, section: Section, above: Answers, raw: Answers, earlier: list[Block]) -> Block:
        key, path = int(raw[KEY]), f"{section.repeat.id}.{raw[KEY]}"
        known = dict(above)  # its own copy: another block's answers fulfil no condition here
        first = len(self.stops)
        for slot in section.slots:
            if slot is section.first_of_same and earlier and earlier[-1].complete:
                settled = self._is_settled(section, raw)
                self.stops.append(Same(f"{path}.same", settled, section, key, like=earlier[-1]))
            if slot.relevant is None or slot.relevant(known, self.world.place_kind):
                self.ask(slot, known, raw, f"{path}.{slot.question.id}", section, key)
        return Block(
            section=section,
            key=key,
            number=len(earlier) + 1,
            raw=raw,
            above=above,
            known={slot.question.id: known[slot.ref] for slot in section.slots if slot.ref in known},
            complete=all(stop.answered for stop in self.stops[first:]),
            stops=tuple(self.stops[first:]),
        )

    def _is_settled(self, section: Section, raw: Answers) -> bool:
        """Whether the block's `same` questions are being answered: by one tap, one by one, but not by presets."""
        repeat, presets = section.repeat, self.draft.presets
        return SAME in raw or any(name in raw and f"{repeat.id}/{name}" not in presets for name in repeat.same)

    def ask(
        self,
        slot: Slot,
        known: dict[str, Value],
        stored_in: Answers,
        path: str,
        section: Section | None = None,
        key: int | None = None,
    ) -> None:
        """Add the stops of one question, and its answer to what is known if it is there and valid."""
        question, asking = slot.question, Asking(self.world, slot, known)
        stored = stored_in.get(question.id)
        if stored is None:
            fits = question.optional and question.id in stored_in  # skipped
        else:
            fits = KINDS[question.kind].wrong(asking, stored) is None
        answered = fits
        if question.kind != "place":
            self.stops.append(Stop(path, "question", fits, asking, stored, section, key))
        else:
            self.stops.append(Stop(f"{path}.region", "region", fits, asking, stored, section, key))
            if stored is not None or not fits:
                answered = fits and stored is not None and "district" in stored
                self.stops.append(Stop(f"{path}.district", "district", answered, asking, stored, section, key))
        if answered:
            known[slot.ref] = stored
