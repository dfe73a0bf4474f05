"""Reading a programme file: what it says, or every reason why it cannot be used, with the place and a way out."""

import tomllib
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from bot.core.form_checks import Problem, problems
from bot.core.form_model import Programme
from bot.core.form_texts import missing_texts, needed_texts

__all__ = ["Problem", "Programme", "ProgrammeError", "missing_texts", "needed_texts", "read_programme"]


class ProgrammeError(Exception):
    """A programme file that cannot be used; `problems` has every reason found."""

    def __init__(self, found: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in found))
        self.problems = tuple(found)


def read_programme(text: str, file: str) -> Programme:
    """The programme written in `text`; `file` is its name for people. Raises ProgrammeError."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProgrammeError(
            [Problem("P001", file, "", f"This is not TOML: {error}.", "Correct that line.")]
        ) from error
    try:
        programme = Programme.model_validate(data)
    except ValidationError as error:
        misshapen = [_misshapen(file, data, dict(detail)) for detail in error.errors()]
        # Of a value that fits none of several types, one line is enough.
        raise ProgrammeError(list({problem.path: problem for problem in reversed(misshapen)}.values())[::-1]) from error
    if found := problems(programme, file):
        raise ProgrammeError(found)
    return programme


def _misshapen(file: str, data: dict[str, Any], detail: dict[str, Any]) -> Problem:
    remedies = {
        "extra_forbidden": "Remove it, or correct its spelling.",
        "missing": "Add it.",
        "union_tag_invalid": "Use one of the kinds named above.",
        "union_tag_not_found": 'Add kind = "…".',
    }
    remedy = remedies.get(detail["type"], "Correct the value.")
    path = _path(data, detail["loc"], missing=detail["type"] == "missing")
    cause = detail["msg"].removeprefix("Value error, ").rstrip(".")
    return Problem("P002", file, path, f"{cause[:1].upper()}{cause[1:]}.", remedy)


def _path(data: Any, loc: tuple[str | int, ...], *, missing: bool) -> str:
    """The place of an error as ids, because `tomllib` keeps no line numbers: "child › shoe › relevant".

    A key that is not in the file is pydantic's name for one of several types, unless it is the last and `missing`.
    """
    names: list[str] = []
    for key in loc:
        if isinstance(key, int):
            data = data[key] if isinstance(data, list) and key < len(data) else None
            names.append(str(data["id"]) if isinstance(data, dict) and "id" in data else f"{names.pop()}[{key + 1}]")
        elif isinstance(data, dict) and key in data:
            data = data[key]
            names.append(key)
        elif missing and key == loc[-1]:
            names.append(key)
    return " › ".join(name for name in names if name != "questions")
