"""What keeps Asar from starting, told to the person who starts it: place, cause, remedy."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. No part ever holds the value of a secret."""

    place: str
    cause: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}\n  {self.cause}\n  {self.remedy}"


class StartError(Exception):
    """Asar cannot start; `problems` has all that was found, so that they can be mended in one go."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def cause(error: Mapping[str, Any]) -> str:
    """The cause in one of pydantic's errors, as a sentence and without pydantic's own preface."""
    text = str(error["msg"]).removeprefix("Value error, ")
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was probably meant to be."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.75)), None)
