"""When a question is asked: a closed set of conditions on earlier answers; nothing in a programme file is evaluated.

    relevant = { answer = "reach", is = "home" }
    relevant = { all = [{ answer = "child/needs", has = "shoes" }, { not = { answer = "sex", is = "boy" } }] }

An answer that is missing, skipped or itself not asked fulfils no condition; `not` turns that round.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

# Answers by reference, "reach" or "child/needs"; only those that are visible and valid.
Answers: TypeAlias = Mapping[str, Any]
# "district", "city", …: what kind of place an answer of kind "place" names; None when its district is not known.
PlaceKind: TypeAlias = Callable[[Mapping[str, Any]], str | None]
Predicate: TypeAlias = Callable[[Answers, PlaceKind], bool]

UNKNOWN: Literal["unknown"] = "unknown"
UNSAID: Literal["unsaid"] = "unsaid"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Test(_Strict):
    """One test of one earlier answer; `ge` and `le` may stand together, everything else stands alone."""

    answer: str
    is_: bool | int | str | None = Field(None, alias="is")
    is_in: tuple[bool | int | str, ...] | None = None
    has: str | None = None
    has_any: tuple[str, ...] | None = None
    ge: int | None = None
    le: int | None = None
    unknown: Literal[True] | None = None
    place_kind: str | None = None

    @model_validator(mode="after")
    def _one_test(self) -> "Test":
        given = set(self.model_fields_set) - {"answer"}
        if len(given) != 1 and given != {"ge", "le"}:
            raise ValueError("needs exactly one of is, is_in, has, has_any, ge, le, unknown, place_kind")
        return self

    @property
    def choices(self) -> tuple[str, ...]:
        """The choices this test speaks of."""
        named = [self.is_, *(self.is_in or ()), self.has, *(self.has_any or ())]
        return tuple(choice for choice in named if isinstance(choice, str))


class All(_Strict):
    """Every one of several conditions."""

    all: "tuple[Condition, ...]" = Field(min_length=1)


class AnyOf(_Strict):
    """At least one of several conditions."""

    any: "tuple[Condition, ...]" = Field(min_length=1)


class Not(_Strict):
    """The opposite of a condition."""

    not_: "Condition" = Field(alias="not")


def _form(value: object) -> str:
    if isinstance(value, Mapping):
        return next((word for word in ("all", "any", "not") if word in value), "test")
    match value:
        case All():
            return "all"
        case AnyOf():
            return "any"
        case Not():
            return "not"
    return "test"


Condition: TypeAlias = Annotated[
    Annotated[Test, Tag("test")]
    | Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")],
    Discriminator(_form),
]
for _model in (All, AnyOf, Not):
    _model.model_rebuild()


def each_test(condition: Condition) -> Iterator[Test]:
    """Every test inside a condition."""
    match condition:
        case Test():
            yield condition
        case Not(not_=inner):
            yield from each_test(inner)
        case All(all=parts) | AnyOf(any=parts):
            for part in parts:
                yield from each_test(part)


def predicate(condition: Condition) -> Predicate:
    """The condition as a function, built once per programme because it runs on every step."""
    match condition:
        case Test():
            return _test(condition)
        case Not(not_=inner):
            denied = predicate(inner)
            return lambda answers, kind: not denied(answers, kind)
        case All(all=parts):
            needed = [predicate(part) for part in parts]
            return lambda answers, kind: all(holds(answers, kind) for holds in needed)
        case AnyOf(any=parts):
            enough = [predicate(part) for part in parts]
            return lambda answers, kind: any(holds(answers, kind) for holds in enough)


def _test(test: Test) -> Predicate:
    name = test.answer
    if test.unknown:
        return lambda answers, kind: _is_unknown(answers.get(name))
    if test.place_kind is not None:
        return lambda answers, kind: bool(answers.get(name)) and kind(answers[name]) == test.place_kind
    if test.has is not None or test.has_any is not None:
        wanted = frozenset(test.has_any or (test.has,))
        return lambda answers, kind: not wanted.isdisjoint(answers.get(name) or ())
    if test.ge is not None or test.le is not None:
        return lambda answers, kind: _within(answers.get(name), test.ge, test.le)
    allowed = test.is_in if test.is_in is not None else (test.is_,)
    return lambda answers, kind: any(_same(answers.get(name), value) for value in allowed)


def _is_unknown(answer: object) -> bool:
    """Somebody said "I don't know": of a size, or of the district of a place."""
    if isinstance(answer, Mapping):
        return "district" in answer and answer["district"] is None
    return answer == UNKNOWN


def _within(answer: object, least: int | None, most: int | None) -> bool:
    if not isinstance(answer, int) or isinstance(answer, bool):
        return False
    return (least is None or answer >= least) and (most is None or answer <= most)


def _same(answer: object, value: object) -> bool:
    return type(answer) is type(value) and answer == value  # in Python True == 1
