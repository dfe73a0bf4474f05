"""What Asar says, as data: text ids with their fields, buttons with their actions. Words and HTML come later.

A `Message` is rendered for one receiver, in their language, at the moment it is said (`bot.telegram.render`), so
neither a later deploy nor a change of language can alter it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, TypeAlias

Language = Literal["kk", "ru"]
LANGUAGES: tuple[Language, ...] = ("kk", "ru")


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A name that exists in both languages, such as a place's."""

    kk: str
    ru: str

    def __getitem__(self, language: Language) -> str:
        return self.kk if language == "kk" else self.ru


@dataclass(frozen=True, slots=True)
class Text:
    """A text of `locales/` by id, with its fields; a field may be a text itself."""

    id: str
    fields: "Mapping[str, Field]" = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Joined:
    """Several fields as one list, "a, b, c" or one a line."""

    items: "tuple[Field, ...]"
    separator: str = ", "


@dataclass(frozen=True, slots=True)
class Money:
    """Whole tenge, shown as "50 851 ₸"."""

    tenge: int


@dataclass(frozen=True, slots=True)
class Phone:
    """An E.164 number, shown as "+7 701 234 56 78" and tappable."""

    e164: str


# A str is somebody's words or a code: it is escaped when rendered. An int chooses plural forms. A datetime is UTC and
# shown in the time of Kazakhstan.
Field: TypeAlias = str | int | date | datetime | Text | Bilingual | Joined | Money | Phone


@dataclass(frozen=True, slots=True)
class Action:
    """What a button does: a verb and its arguments; what it was shown for (ids, revision) is among them."""

    verb: str
    args: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message; exactly one of `action`, `url`, `copy` says what it does."""

    label: Field
    action: Action | None = None
    url: str | None = None
    copy: str | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """Buttons the renderer lays out by the length of their labels: one column as soon as one label is long."""

    buttons: tuple[Button, ...]
    columns: int = 2


Row: TypeAlias = tuple[Button, ...] | Flow


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the keyboard that replaces the phone's own; a plain key types its label."""

    label: Text
    asks: Literal["contact", "location"] | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One message: paragraphs, and either buttons under it or a keyboard (Telegram allows one of the two)."""

    paragraphs: tuple[Text, ...]
    rows: tuple[Row, ...] = ()
    keys: tuple[tuple[Key, ...], ...] = ()
    remove_keys: bool = False
    protected: bool = False
    silent: bool = False
