"""What a person sees: a screen as data, and the message it becomes."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.core.answers import choice
from bot.core.interview import texts
from bot.core.interview.kind import Option
from bot.core.interview.state import World
from bot.core.matching import fold
from bot.core.speech import LANGUAGES, Action, Bilingual, Button, Field, Flow, Key, Message, Row, Text

VERB = "q"  # of every button of an interview: q, draft id, revision, code


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen of an interview.

    path: the cursor it shows. options: buttons that answer, in columns. navigation: Back, Next and their like. asks: a
    key of the phone's keyboard is needed, so that all buttons become keys. numbered: a typed number means the button in
    that place. yes_no: the first two options mean yes and no.
    """

    path: str
    revision: int
    paragraphs: tuple[Text, ...]
    options: tuple[Option, ...] = ()
    navigation: tuple[Option, ...] = ()
    columns: int = 2
    asks: Literal["contact", "location"] | None = None
    numbered: bool = False
    yes_no: bool = False

    @property
    def buttons(self) -> tuple[Option, ...]:
        """Everything that can be pressed."""
        return (*self.options, *self.navigation)

    def find(self, code: str) -> Option | None:
        """The button with this code, if it is on this screen."""
        return next((option for option in self.buttons if option.code == code), None)

    def named(self, world: World, typed: str) -> Option | None:
        """The button whose label in either language was typed. Ticks are left out: a list of them is an answer."""
        meant = fold(typed)
        if not meant:
            return None
        for option in self.buttons:
            if option.code[0] not in "+-" and meant in words(world, option.label):
                return option
        return None

    def counted(self, typed: str) -> Option | None:
        """The answering button in the place that was typed as a number."""
        if not self.numbered:
            return None
        answering = [option for option in self.options if option.code.startswith("=")] or self.options
        code = choice(typed, [(option.code, ()) for option in answering])
        return self.find(code) if isinstance(code, str) else None

    def message(self, draft: int | str) -> Message:
        """The message that shows this screen; `draft` is the id of the draft for its buttons."""
        if self.asks is not None:
            share = texts.PHONE_SHARE() if self.asks == "contact" else texts.PLACE_LOCATION()
            keys = [(Key(share, self.asks),)]
            keys += [(Key(option.label),) for option in self.buttons if isinstance(option.label, Text)]
            return Message(self.paragraphs, keys=tuple(keys))
        rows: list[Row] = []
        together: list[Button] = []
        for option in self.options:
            if option.wide:
                rows += [Flow(tuple(together), self.columns)] if together else []
                rows.append((self._button(draft, option),))
                together = []
            else:
                together.append(self._button(draft, option))
        rows += [Flow(tuple(together), self.columns)] if together else []
        rows += [Flow(tuple(self._button(draft, option) for option in self.navigation), 2)] if self.navigation else []
        return Message(self.paragraphs, rows=tuple(rows))

    def _button(self, draft: int | str, option: Option) -> Button:
        label = texts.CHOSEN(label=option.label) if option.chosen else option.label
        return Button(label, Action(VERB, (draft, self.revision, option.code)))


def words(world: World, label: Field) -> tuple[str, ...]:
    """What may be typed for a label: its words in both languages, folded; none for a text that needs fields."""
    match label:
        case Text(fields=fields) if not fields:
            return tuple(_folded(world.labels(label.id, language)) for language in LANGUAGES)
        case Bilingual():
            return (_folded(label.kk), _folded(label.ru))
        case str():
            return (_folded(label),)
    return ()


_folded = lru_cache(4096)(fold)  # of labels only, never of what people type
