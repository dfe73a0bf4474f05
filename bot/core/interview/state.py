"""Where an interview stands (`Draft`) and what it needs to know of the world (`World`)."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, Literal, TypeAlias

from bot.core.form_model import Programme, Repeat
from bot.core.places import Places
from bot.core.speech import Field, Language

# An answer as it is stored: JSON. Beside what each kind gives, None is "skipped"; see `bot.core.interview.kinds`.
Value: TypeAlias = Any
Answers: TypeAlias = Mapping[str, Value]
Mode: TypeAlias = Literal["full", "call"]

REVIEW = "review"
KEY = "_key"  # of a block: its number for good, so that removing one does not renumber the others
SAME = "_same"  # of a block: whether it was filled from the one before


@dataclass(frozen=True, slots=True)
class World:
    """What the interview needs from outside, so that it stays pure.

    labels: the words of a text without fields in one language, to recognise them when typed. has_text: whether a text
    exists. facts: by text id, fields that a text of a programme uses, such as the operator's name in the consent.
    """

    places: Places
    labels: Callable[[str, Language], str]
    has_text: Callable[[str], bool]
    today: date
    school_year_start: date
    facts: Mapping[str, Mapping[str, Field]] = field(default_factory=dict)

    def place_kind(self, answer: Answers) -> str | None:
        """What kind of place an answer names: "district", "city" …; None if the district is not known."""
        district = self.places.get(answer["district"]) if answer.get("district") else None
        return None if district is None else district.kind


@dataclass(frozen=True, slots=True)
class Draft:
    """An interview between two steps: all there is to store.

    answers: by question id; of a repeat, a list of blocks. They keep what is not visible at the moment.
    cursor: the question shown, "reach", "place.district", "child.2.height", or "review"; "/view" is another view of it.
    revision: grows with every change of answers, cursor or mode, but not with the ticks of a question with several
        answers: quick presses on a slow connection must all count.
    presets: answers known beforehand, by reference ("place", "child/school").
    correcting: a submitted request is being corrected.
    dictated: somebody of the team writes down what a family says: a key would share the wrong number, the wrong place.
    picked: ticks not yet confirmed by "Done", by path. offered: codes of places to choose from after typing.
    """

    programme: str
    version: int
    answers: Answers = field(default_factory=dict)
    cursor: str = ""
    revision: int = 1
    mode: Mode = "full"
    presets: Answers = field(default_factory=dict)
    correcting: bool = False
    dictated: bool = False
    picked: Mapping[str, list[str]] = field(default_factory=dict)
    offered: tuple[str, ...] = ()

    def accepts(self, revision: int) -> bool:
        """Whether a button shown at `revision` may act."""
        return revision == self.revision

    def to_json(self) -> str:
        """The draft as JSON."""
        return json.dumps({name: getattr(self, name) for name in _STORED}, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Draft":
        """The draft that `to_json` wrote."""
        data = json.loads(text)
        return cls(**(data | {"offered": tuple(data["offered"])}))


_STORED = tuple(each.name for each in fields(Draft))


def new_draft(
    programme: Programme,
    presets: Answers | None = None,
    answers: Answers | None = None,
    *,
    correcting: bool = False,
    dictated: bool = False,
    mode: Mode = "full",
) -> Draft:
    """A draft before its first step; `answers` and `mode` are those of the request it begins with, if there is one."""
    draft = Draft(
        programme=programme.id,
        version=programme.version,
        answers=dict(answers or {}),
        cursor=REVIEW if correcting else programme.questions[0].id,
        mode=mode,
        correcting=correcting,
        dictated=dictated,
    )
    return with_presets(draft, presets or {})


def with_presets(draft: Draft, presets: Answers) -> Draft:
    """The draft with answers known beforehand wherever nothing was answered yet.

    A reference into a repeat ("child/school") fills the blocks there are and every later one.
    """
    answers = dict(draft.answers)
    for reference, value in presets.items():
        repeat, _, inner = reference.partition("/")
        if not inner:
            answers.setdefault(reference, value)
        elif repeat in answers:
            answers[repeat] = [{inner: value} | block for block in answers[repeat]]
    return replace(draft, answers=answers, presets={**draft.presets, **presets})


def new_block(draft: Draft, repeat: Repeat) -> dict[str, Value]:
    """An empty block of the repeat, with what is known of it beforehand."""
    blocks = draft.answers.get(repeat.id, [])
    known = {
        q.id: draft.presets[f"{repeat.id}/{q.id}"] for q in repeat.questions if f"{repeat.id}/{q.id}" in draft.presets
    }
    return {KEY: max((block[KEY] for block in blocks), default=0) + 1, **known}


def is_empty(draft: Draft, repeat: Repeat, block: Answers) -> bool:
    """Nobody has answered anything in this block."""
    return all(
        name.startswith("_") or draft.presets.get(f"{repeat.id}/{name}") == value for name, value in block.items()
    )
