"""Which texts a programme needs in `locales/`, and which of them are missing."""

from collections.abc import Callable, Iterator

from bot.core.form_checks import Problem
from bot.core.form_model import Choice, Choices, Consent, Programme, Section, Slot
from bot.core.speech import LANGUAGES, Language


def needed_texts(programme: Programme) -> Iterator[tuple[str, str]]:
    """Every text id the programme cannot do without, each with the place that needs it.

    `<question>-hint` and `<question>-error-<code>` may be there beside these and are then used; where somebody of the
    team writes down what a family says, `<question>-hint-dictated` instead of the hint.
    """
    for part in programme.outline:
        slots = part.slots if isinstance(part, Section) else (part,)
        for slot in slots:
            for text in _texts(slot):
                yield text, slot.ref.replace("/", " › ")


def missing_texts(programme: Programme, has: Callable[[Language, str], bool]) -> tuple[Problem, ...]:
    """A problem for each text that a language lacks; `has` says whether a language has a text."""
    return tuple(
        Problem(
            "P020",
            f"{programme.id}.toml",
            place,
            f'The text "{text}" is missing in language {language}.',
            f"Add it to locales/{language}.",
        )
        for text, place in needed_texts(programme)
        for language in LANGUAGES
        if not has(language, text)
    )


def _texts(slot: Slot) -> Iterator[str]:
    yield slot.text
    match slot.question:
        case Consent():
            yield f"{slot.text}-whole"
            return
        case Choice(choices=choices):
            labels = choices
        case Choices(choices=choices, alone=alone, together=together):
            labels = (*choices, *alone, *(("together",) if together else ()))
        case _:
            labels = ()
    yield f"{slot.text}-short"
    for label in labels:
        yield f"{slot.text}-{label.replace('_', '-')}"
