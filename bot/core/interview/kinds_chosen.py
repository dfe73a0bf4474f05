"""Kinds that are answered by choosing: consent, choice, choices, yes or no."""

from bot.core import answers as parse
from bot.core.answers import Wrong
from bot.core.interview import texts
from bot.core.interview.kind import MISSHAPEN, Asking, Kind, Option
from bot.core.interview.state import Value
from bot.core.speech import Field, Joined

OWN_ANSWER = 100  # UTF-16 units of a typed answer beside the choices


class _Consent(Kind):
    numbered = True

    def read(self, asking: Asking, typed: str) -> Value | Wrong:
        agreed = parse.yes_no(typed)
        return agreed if agreed is True else Wrong("consent.needed")

    def wrong(self, asking: Asking, value: Value) -> Wrong | None:
        return None if value is True else MISSHAPEN

    def show(self, asking: Asking, value: Value) -> Field:
        return texts.CONSENT_GIVEN()


class _Choice(Kind):
    numbered = True

    def read(self, asking: Asking, typed: str) -> Value | Wrong:
        chosen = parse.choice(typed, asking.labels(asking.question.choices))
        if isinstance(chosen, str) or not asking.question.other or not any(letter.isalpha() for letter in typed):
            return chosen
        own = parse.free_text(typed, at_most=OWN_ANSWER)
        return own if isinstance(own, Wrong) else {"other": own}

    def wrong(self, asking: Asking, value: Value) -> Wrong | None:
        if isinstance(value, dict):
            return None if asking.question.other and isinstance(value.get("other"), str) else MISSHAPEN
        return None if value in asking.question.choices else MISSHAPEN

    def options(self, asking: Asking) -> tuple[Option, ...]:
        return tuple(Option(f"={choice}", asking.label(choice), choice) for choice in asking.question.choices)

    def show(self, asking: Asking, value: Value) -> Field:
        return str(value["other"]) if isinstance(value, dict) else asking.label(value)


class _Choices(Kind):
    """Its buttons depend on the ticks so far: see `bot.core.interview.asking`."""

    numbered = True

    def read(self, asking: Asking, typed: str) -> Value | Wrong:
        question = asking.question
        chosen = parse.choices(typed, asking.labels((*question.choices, *question.alone)))
        if isinstance(chosen, Wrong):
            return chosen
        return self.wrong(asking, list(chosen)) or list(chosen)

    def wrong(self, asking: Asking, value: Value) -> Wrong | None:
        question = asking.question
        if not isinstance(value, list) or not value:
            return MISSHAPEN
        if len(value) == 1 and value[0] in question.alone:
            return None
        if any(choice in question.alone for choice in value):
            return Wrong("choice.several")
        return None if all(choice in question.choices for choice in value) else MISSHAPEN

    def show(self, asking: Asking, value: Value) -> Field:
        return Joined(tuple(asking.label(choice) for choice in value))


class _YesNo(Kind):
    numbered = True

    def read(self, asking: Asking, typed: str) -> Value | Wrong:
        return parse.yes_no(typed)

    def wrong(self, asking: Asking, value: Value) -> Wrong | None:
        return None if isinstance(value, bool) else MISSHAPEN

    def options(self, asking: Asking) -> tuple[Option, ...]:
        return (Option("=yes", texts.YES(), True), Option("=no", texts.NO(), False))

    def show(self, asking: Asking, value: Value) -> Field:
        return texts.YES() if value else texts.NO()


CHOSEN: dict[str, Kind] = {"consent": _Consent(), "choice": _Choice(), "choices": _Choices(), "yes_no": _YesNo()}
