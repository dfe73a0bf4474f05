"""What Asar reads from files before it starts: programmes, places, texts, the organisation. All problems at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot import data, programmes
from bot.core.form import Programme, ProgrammeError, missing_texts
from bot.core.interview.texts import PHRASES
from bot.core.places import Places
from bot.core.speech import Language
from bot.i18n import Texts, TextsError
from bot.organisation import Organisation, load_organisation
from bot.problems import Problem, StartError

LOCALES = Path(__file__).parent.parent / "locales"


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that was read."""

    programmes: Mapping[str, Programme]
    places: Places
    texts: Texts
    organisation: Organisation


def read_programmes(folder: Path | None, locales: Path = LOCALES) -> tuple[Mapping[str, Programme], Texts]:
    """Programmes (those of the package, then those of `folder`) and the texts they need. Raises StartError."""
    problems: list[Problem] = []
    found: dict[str, Programme] = {}
    for where in (None, folder) if folder is not None else (None,):
        try:
            found |= programmes.load(where)
        except ProgrammeError as error:
            problems += [Problem(_place(p.file, p.path), f"{p.code}  {p.cause}", p.remedy) for p in error.problems]
    try:
        texts = Texts(locales)
    except TextsError as error:
        raise StartError([*problems, *map(_of_text, error.problems)]) from None
    problems += map(_of_text, texts.differences())
    problems += _missing(found, texts)
    if problems:
        raise StartError(problems)
    return found, texts


def read(organisation: Path, folder: Path | None = None) -> Parts:
    """Everything. Raises StartError."""
    found, texts = read_programmes(folder)
    places = data.places()
    regions = {place.code for place in places.regions()}
    return Parts(found, places, texts, load_organisation(organisation, found, regions))


def _place(file: str, path: str) -> str:
    return f"{file} › {path}" if path else file


def _of_text(problem: object) -> Problem:
    return Problem(
        str(getattr(problem, "place", "locales")),
        str(getattr(problem, "cause", problem)),
        str(getattr(problem, "remedy", "")),
    )


def _missing(found: Mapping[str, Programme], texts: Texts) -> Iterator[Problem]:
    def has(language: Language, text_id: str) -> bool:
        return texts.has(language, text_id)

    for programme in found.values():
        for p in missing_texts(programme, has):
            yield Problem(_place(p.file, p.path), f"{p.code}  {p.cause}", p.remedy)
    for phrase in PHRASES:
        if not texts.has("kk", phrase.id):
            yield Problem(f"locales › {phrase.id}", "The interview needs this text.", "Write it in both languages.")
