"""A programme: the questions of a campaign as they stand in its file in `bot/programmes/`.

The models say what may be written, `bot.core.form_checks` what must hold between the questions; `bot.core.form` reads a
file with both. Text ids follow from the ids of programme, repeat and question: `school-aid-child-height`.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from bot.core.conditions import Condition, Predicate, predicate


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Question(_Strict):
    id: str
    optional: bool = False  # may be skipped
    call: bool = False  # also asked of people who only want to be called
    relevant: Condition | None = None


class Bounds(_Strict):
    """Limits of a number; `le_answer` is an earlier whole number this one may not exceed."""

    ge: int | None = None
    le: int | None = None
    le_answer: str | None = None


class Ages(_Strict):
    """Limits of a birth date: full years on the day of answering."""

    age_ge: int | None = None
    age_le: int | None = None


class Consent(_Question):
    """Agreement to the processing of personal data; refusing ends the interview."""

    kind: Literal["consent"]


class Choice(_Question):
    """One of several; with `other`, a typed answer of one's own is taken too."""

    kind: Literal["choice"]
    choices: tuple[str, ...]
    other: bool = False


class Choices(_Question):
    """Any of several; one of `alone` excludes all others; one tap gives all of `together`."""

    kind: Literal["choices"]
    choices: tuple[str, ...]
    alone: tuple[str, ...] = ()
    together: tuple[str, ...] = ()


class YesNo(_Question):
    """Yes or no."""

    kind: Literal["yes_no"]


class Integer(_Question):
    """A whole number; `suggest` are buttons."""

    kind: Literal["integer"]
    suggest: tuple[int, ...] = ()
    constraint: Bounds = Bounds()


class Money(_Question):
    """Whole tenge; with `unsaid`, "I prefer not to say" is an answer."""

    kind: Literal["money"]
    unsaid: bool = False
    constraint: Bounds = Bounds()


class FreeText(_Question):
    """Words of one's own, up to `at_most` characters."""

    kind: Literal["text"]
    at_most: int = Field(ge=1, le=1000)


class Name(_Question):
    """A person's name."""

    kind: Literal["name"]


class Date(_Question):
    """A date, such as a birth date."""

    kind: Literal["date"]
    constraint: Ages = Ages()


class Phone(_Question):
    """A number to call: shared or typed."""

    kind: Literal["phone"]


class Place(_Question):
    """Region and district: by buttons, typed, or by location."""

    kind: Literal["place"]


class Address(_Question):
    """Street and house, typed, and a location if the person shares it."""

    kind: Literal["address"]
    at_most: int = Field(ge=1, le=1000)


class Grade(_Question):
    """School grade, 0 (pre-school) to 11; the one that fits the age is offered first."""

    kind: Literal["grade"]
    birth_date: str | None = None


class Size(_Question):
    """Height in cm or shoe size; "I don't know" is an answer. Sizes near the age's are offered."""

    kind: Literal["size"]
    measure: Literal["height", "shoe"]
    birth_date: str | None = None


class Photo(_Question):
    """Up to `at_most` photos; only Telegram's ids of them are kept."""

    kind: Literal["photo"]
    at_most: int = Field(default=1, ge=1, le=10)


Simple: TypeAlias = Annotated[
    Consent
    | Choice
    | Choices
    | YesNo
    | Integer
    | Money
    | FreeText
    | Name
    | Date
    | Phone
    | Place
    | Address
    | Grade
    | Size
    | Photo,
    Field(discriminator="kind"),
]


class Repeat(_Strict):
    """The same questions once for each child (or whatever is counted); repeats do not nest."""

    id: str
    kind: Literal["repeat"]
    count: str  # the whole-number question that states how many
    at_most: int = Field(ge=1, le=12)  # more would not fit the review into one message
    title: str  # the question inside whose answer names the block
    same: tuple[str, ...] = ()  # one tap copies these answers from the block before
    relevant: Condition | None = None
    questions: tuple[Simple, ...] = Field(min_length=1)


Question: TypeAlias = Annotated[Simple | Repeat, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True)
class Slot:
    """A question in its place: how conditions call it (`child/height`), its text id, its condition ready to run."""

    question: Simple
    ref: str
    text: str
    relevant: Predicate | None
    repeat: Repeat | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A repeat in its place, with the slots of one block."""

    repeat: Repeat
    slots: tuple[Slot, ...]
    relevant: Predicate | None
    first_of_same: Slot | None  # before it, one tap may copy the answers of the block before


class Programme(_Strict):
    """A campaign's questions in the order they are asked."""

    id: str
    version: int = Field(ge=1)
    consent: str  # the name under which the agreement is recorded
    questions: tuple[Question, ...] = Field(min_length=1)

    @property
    def text(self) -> str:
        """The first part of all its text ids."""
        return text_id(self.id)

    @cached_property
    def outline(self) -> "tuple[Slot | Section, ...]":
        """Slots and sections in order, prepared once."""
        return tuple(
            _section(self.text, question) if isinstance(question, Repeat) else _slot(self.text, question)
            for question in self.questions
        )

    @cached_property
    def sections(self) -> dict[str, Section]:
        """The repeats by id."""
        return {part.repeat.id: part for part in self.outline if isinstance(part, Section)}


def text_id(*ids: str) -> str:
    """`school_aid`, `child`, `birth_date` → `school-aid-child-birth-date`."""
    return "-".join(ids).replace("_", "-")


def _slot(prefix: str, question: Simple, repeat: Repeat | None = None) -> Slot:
    return Slot(
        question=question,
        ref=f"{repeat.id}/{question.id}" if repeat else question.id,
        text=text_id(prefix, question.id),
        relevant=None if question.relevant is None else predicate(question.relevant),
        repeat=repeat,
    )


def _section(prefix: str, repeat: Repeat) -> Section:
    inner = text_id(prefix, repeat.id)
    slots = tuple(_slot(inner, question, repeat) for question in repeat.questions)
    return Section(
        repeat=repeat,
        slots=slots,
        relevant=None if repeat.relevant is None else predicate(repeat.relevant),
        first_of_same=next((slot for slot in slots if slot.question.id in repeat.same), None),
    )
