"""What every kind of question can do, and what it is given to do it with."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from bot.core.answers import Options, Wrong
from bot.core.form_model import Slot
from bot.core.interview.state import Value, World
from bot.core.speech import LANGUAGES, Field, Text

# A stored answer this question cannot have, such as one of an older version: it counts as none and is asked for again.
MISSHAPEN = Wrong("choice.unknown", {"part": ""})


class Asking(NamedTuple):
    """A question, with what is known when it is asked: the visible valid answers by reference."""

    world: World
    slot: Slot
    known: dict[str, Value]

    @property
    def question(self) -> Any:
        """The question; each kind knows its own model."""
        return self.slot.question

    def label(self, choice: str) -> Text:
        """The text of one of its choices."""
        return Text(f"{self.slot.text}-{choice.replace('_', '-')}")

    def labels(self, choices: tuple[str, ...]) -> Options:
        """The choices with their words in each language, to recognise them when typed."""
        say = self.world.labels
        return [(choice, [say(self.label(choice).id, language) for language in LANGUAGES]) for choice in choices]


@dataclass(frozen=True, slots=True)
class Option:
    """A button: its code, its label, and the answer it gives if it is one. wide: it has a row to itself."""

    code: str
    label: Field
    value: Value = None
    chosen: bool = False
    wide: bool = False


class Kind:
    """What one kind of question can do; the defaults are those of a kind without buttons."""

    columns = 2
    numbered = False  # whether a typed number means the button in that place

    def read(self, asking: Asking, typed: str) -> Value | Wrong:
        """The answer meant by a typed text."""
        raise NotImplementedError

    def wrong(self, asking: Asking, value: Value) -> Wrong | None:
        """What is wrong with an answer as things stand now, or None. Total: a stored answer may be anything."""
        raise NotImplementedError

    def options(self, asking: Asking) -> tuple[Option, ...]:
        """The answers offered as buttons."""
        return ()

    def show(self, asking: Asking, value: Value) -> Field:
        """The answer as a person reads it."""
        return str(value)
