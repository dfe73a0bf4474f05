"""Who runs this bot: what the law wants a consent to name, and the season of each programme.

Read from organisation.toml. Sources: docs/SOURCES.md#consent, docs/SOURCES.md#data-place, docs/SOURCES.md#retention.
"""

import re
import tomllib
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Self

import phonenumbers
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from bot.core.deadlines import Deadlines
from bot.core.speech import Bilingual
from bot.problems import Problem, StartError, cause, nearest

EXAMPLE = "docs/organisation.example.toml"

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)


class OrganisationError(StartError):
    """organisation.toml is missing or wrong; each place is "file › table › name"."""


def check_digit(first_eleven: str) -> int | None:
    """The twelfth digit of a BIN or an IIN; None for a number never issued. Source: docs/SOURCES.md#check-digit."""
    digits = [int(digit) for digit in first_eleven]
    total = sum(weight * digit for weight, digit in enumerate(digits, start=1)) % 11
    if total == 10:
        total = sum(weight * digit for weight, digit in zip(_SECOND_WEIGHTS, digits, strict=True)) % 11
    return total if total < 10 else None


def _bin(value: str) -> str:
    digits = re.sub(r"[\s-]", "", value)
    if not re.fullmatch(r"[0-9]{12}", digits):
        raise ValueError("a BIN has 12 digits")
    if digits[4] not in "456":
        raise ValueError("the fifth digit of an organisation's BIN is 4, 5 or 6: this looks like the IIN of a person")
    if check_digit(digits[:11]) != int(digits[11]):
        raise ValueError("the last digit does not fit the others: one of them is mistyped")
    return digits


def _phone(value: str) -> str:
    try:
        number = phonenumbers.parse(value, "KZ")
    except phonenumbers.NumberParseException:
        raise ValueError("this is not a phone number") from None
    if not phonenumbers.is_valid_number(number):
        raise ValueError("there is no such phone number")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _email(value: str) -> str:
    if not _EMAIL.fullmatch(value):
        raise ValueError("this is not an e-mail address")
    return value


def _words(value: str) -> str:
    if not value.strip():
        raise ValueError("there are no words in it")
    return " ".join(value.split())


def _both(value: Bilingual) -> Bilingual:
    return Bilingual(kk=_words(value.kk), ru=_words(value.ru))


def _region(value: str) -> str:
    if not re.fullmatch(r"[1-9][0-9]0000000", value):
        raise ValueError('a region has the code of its KATO, such as "610000000"')
    return value


RegionCode = Annotated[str, AfterValidator(_region)]
Words = Annotated[str, AfterValidator(_words)]
Both = Annotated[Bilingual, AfterValidator(_both)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Contact(_Table):
    """Where people reach the operator; shown to them."""

    phone: Annotated[str, AfterValidator(_phone)] | None = None
    email: Annotated[str, AfterValidator(_email)] | None = None

    @model_validator(mode="after")
    def _one_at_least(self) -> Self:
        if self.phone is None and self.email is None:
            raise ValueError("people could not reach anybody: there is neither phone nor email")
        return self


class Operator(_Table):
    """The legal person that answers for the data."""

    name: Both
    bin: Annotated[str, AfterValidator(_bin)]
    responsible: Both
    contact: Contact


class Data(_Table):
    """Where the database stands, and how many days after its end a request keeps its personal data."""

    place: Both
    retention_days: int = Field(90, ge=1, le=1825)


class Groups(_Table):
    """How many cards a group gets: beyond `cards` new ones in `minutes`, further requests share one live message."""

    cards: int = Field(5, ge=0, le=15)
    minutes: int = Field(10, ge=1, le=1440)


class Season(_Table):
    """When a programme takes requests: between two days, both included, or all the year round."""

    opens: date | None = None
    closes: date | None = None
    year_round: bool = False

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Self:
        if self.year_round:
            if self.opens or self.closes:
                raise ValueError("it is year_round and has dates")
        elif self.opens is None or self.closes is None:
            raise ValueError("opens or closes is missing")
        elif self.opens > self.closes:
            raise ValueError("it closes before it opens")
        return self

    def is_open(self, today: date) -> bool:
        """Whether a request can be made on `today`, a day of Kazakhstan."""
        return self.opens is None or self.closes is None or self.opens <= today <= self.closes


class Organisation(_Table):
    """The whole file. neighbours: regions whose volunteers help out another region, by KATO codes."""

    operator: Operator
    data: Data
    seasons: dict[str, Season]
    deadlines: Deadlines = Deadlines()
    groups: Groups = Groups()
    neighbours: dict[RegionCode, tuple[RegionCode, ...]] = {}

    @property
    def is_invented(self) -> bool:
        """Whether the BIN cannot exist, as in the example: its digits 3 and 4 are the month of registration."""
        return not 1 <= int(self.operator.bin[2:4]) <= 12


_REMEDIES = {
    "missing": "Write it as in {example}.",
    "extra_forbidden": "Take it out, or mend its spelling: {example} has every name.",
    "string_type": 'Write it in quotes, as "text".',
    "date_from_datetime_parsing": "Write a date as 2026-08-01, without quotes.",
    "date_type": "Write a date as 2026-08-01, without quotes.",
}


def load_organisation(
    path: Path, programmes: Collection[str] | None = None, regions: Collection[str] | None = None
) -> Organisation:
    """Read the file; with `programmes`, the ids of all, also see that each has its season and no season is of another.

    With `regions`, the KATO codes of all, see that neighbours are among them.

    Raises OrganisationError with every problem found at once.
    """
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        remedy = f"cp {EXAMPLE} {path}, then write your own organisation into it."
        raise OrganisationError([Problem(str(path), "There is no such file.", remedy)]) from None
    except UnicodeDecodeError:
        raise OrganisationError([Problem(str(path), "It is not UTF-8 text.", "Save it as UTF-8.")]) from None
    except OSError as error:
        raise OrganisationError([Problem(str(path), f"{error.strerror}.", "Let Asar's user read the file.")]) from None
    except tomllib.TOMLDecodeError as error:
        raise OrganisationError([Problem(str(path), f"{error}.", f"Compare it with {EXAMPLE}.")]) from None
    try:
        organisation = Organisation.model_validate(table)
    except ValidationError as error:
        raise OrganisationError(_wrong(path, error)) from None
    problems = [] if programmes is None else list(_seasons(path, organisation, programmes))
    problems += [] if regions is None else list(_neighbours(path, organisation, regions))
    if problems:
        raise OrganisationError(problems)
    return organisation


def _place(path: Path, *names: Any) -> str:
    return " › ".join([str(path), *map(str, names)])


def _wrong(path: Path, error: ValidationError) -> Iterator[Problem]:
    for detail in error.errors(include_input=False, include_context=False, include_url=False):
        remedy = _REMEDIES.get(detail["type"], "Mend it; {example} shows how each line is written.")
        yield Problem(_place(path, *detail["loc"]), cause(dict[str, Any](detail)), remedy.format(example=EXAMPLE))


def _seasons(path: Path, organisation: Organisation, programmes: Collection[str]) -> Iterator[Problem]:
    for programme in sorted(organisation.seasons.keys() - set(programmes)):
        meant = nearest(programme, programmes)
        remedy = f"Did you mean {meant}?" if meant else f"The programmes are: {', '.join(sorted(programmes))}."
        yield Problem(_place(path, "seasons", programme), "There is no such programme.", remedy)
    for programme in sorted(set(programmes) - organisation.seasons.keys()):
        remedy = f"Write [seasons.{programme}] with opens and closes, or with year_round = true."
        yield Problem(_place(path, "seasons"), f"The programme {programme} has no season.", remedy)


def _neighbours(path: Path, organisation: Organisation, regions: Collection[str]) -> Iterator[Problem]:
    for region, helping in organisation.neighbours.items():
        for code in (region, *helping):
            if code not in regions:
                remedy = "Take the region's code from bot/data/kato.csv: its level is 1."
                yield Problem(_place(path, "neighbours", region), f"There is no region {code}.", remedy)
        if region in helping:
            yield Problem(
                _place(path, "neighbours", region), "It is its own neighbour.", "Take it out of its own list."
            )
