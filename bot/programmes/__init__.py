"""The campaigns of this Asar, one TOML file each; `load` reads and checks them all."""

from collections.abc import Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.core.form import Problem, Programme, ProgrammeError, read_programme


def load(folder: Path | None = None) -> Mapping[str, Programme]:
    """Every programme by id, from `folder` or, without one, from this package.

    Raises ProgrammeError with the problems of all files together, so that an author sees them at once.
    """
    where: Traversable = resources.files(__name__) if folder is None else folder
    programmes: dict[str, Programme] = {}
    problems: list[Problem] = []
    for file in sorted((entry for entry in where.iterdir() if entry.name.endswith(".toml")), key=lambda one: one.name):
        try:
            programme = read_programme(file.read_text("utf-8"), file.name)
        except UnicodeDecodeError as error:
            problems.append(Problem("P001", file.name, "", f"This is not UTF-8: {error}.", "Save the file as UTF-8."))
        except ProgrammeError as error:
            problems.extend(error.problems)
        else:
            if programme.id in programmes:
                problems.append(_twice(file.name, programme.id))
            programmes[programme.id] = programme
    if problems:
        raise ProgrammeError(problems)
    return programmes


def _twice(file: str, name: str) -> Problem:
    return Problem("P004", file, "id", f'Another file has the id "{name}" too.', "Give each programme its own id.")
