"""Asar's words: the Fluent texts of `locales/kk` and `locales/ru` behind a strict wrapper.

Fluent forgives: an unknown field becomes "{$name}", a mistyped text is dropped. A family must never read such a text,
so here every such slip is an error: at loading (`TextsError`, all problems at once) or at saying (`TextError`).

What a field looks like in a language (dates, money, phones) is decided in `_shown` and nowhere else.
"""

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import FluentInt
from fluent.syntax import ast
from phonenumbers import NumberParseException

from bot import ftl
from bot.core.answers.phone import format_phone
from bot.core.speech import LANGUAGES, Bilingual, Field, Joined, Language, Money, Phone, Text
from bot.ftl import TextProblem

KAZAKHSTAN = ZoneInfo("Asia/Almaty")
NO_BREAK_SPACE = "\u00a0"
# Fields stand in a frame as their name between two characters of the private use area, which no text contains.
MARK, MARKED = "\ue000{}\ue001", re.compile("\ue000([^\ue001]+)\ue001")
FRAMES = 8192


class TextsError(Exception):
    """The text files cannot be used; `problems` names everything that is wrong with them."""

    def __init__(self, problems: list[TextProblem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class TextError(Exception):
    """A text does not exist, or its fields do not fit. It names text and fields, never their values."""


class _Number(FluentInt):
    """A number that chooses its plural form in Fluent and leaves a mark where it is shown."""

    mark: str

    def format(self, locale: object) -> str:
        return self.mark


class Texts:
    """All texts of both languages.

    folder: holds `kk/*.ftl` and `ru/*.ftl`; every file of a language is read. Raises TextsError.
    """

    def __init__(self, folder: Path) -> None:
        self._bundles: dict[Language, FluentBundle] = {}
        self._uses: dict[Language, dict[str, ftl.Use]] = {}
        problems: list[TextProblem] = []
        for language in LANGUAGES:
            self._bundles[language] = FluentBundle([language], use_isolating=False)
            self._uses[language] = self._load(language, folder / language, problems)
        if problems:
            raise TextsError(problems)
        self._both = {
            text_id: self._uses["kk"].get(text_id, ftl.Use()) | self._uses["ru"].get(text_id, ftl.Use())
            for text_id in self.ids("kk") | self.ids("ru")
        }
        self._frame = lru_cache(FRAMES)(self._build_frame)
        self._plain_texts: dict[tuple[Language, str], str] = {}

    def has(self, language: Language, text_id: str) -> bool:
        """Whether the text exists in the language."""
        return text_id in self._uses[language]

    def ids(self, language: Language) -> frozenset[str]:
        """All text ids of the language."""
        return frozenset(self._uses[language])

    def fields(self, language: Language, text_id: str) -> frozenset[str]:
        """The fields the text uses, those of texts it refers to included. Raises TextError."""
        return self._use(language, text_id).fields

    def say(self, text: Text, language: Language) -> str:
        """The text as HTML for Telegram: its own tags stay, its fields are escaped. Raises TextError."""
        return self._say(text, language, html=True)

    def plain(self, field: Field, language: Language) -> str:
        """A field as bare text, for button labels and notes above the chat, which are not HTML. Raises TextError."""
        return self._shown(field, language, html=False)

    def label(self, text_id: str, language: Language) -> str:
        """A text without fields, as bare text. Raises TextError."""
        return self._say(Text(text_id), language, html=False)

    def differences(self) -> list[TextProblem]:
        """Texts that exist in one language only, and choices that one language makes by number, the other by word."""
        found = []
        for text_id in sorted(self._both):
            for language in LANGUAGES:
                if not self.has(language, text_id):
                    remedy = f"Write it in locales/{language}, or remove it from the other language."
                    found.append(TextProblem(f"locales/{language}", text_id, "The text is missing here.", remedy))
            both = self._both[text_id]
            for name in sorted(both.numbers & both.words):
                cause = f"${name} chooses by number in one place and by word in another."
                found.append(TextProblem("locales", text_id, cause, "Use two fields."))
        return found

    def _use(self, language: Language, text_id: str) -> ftl.Use:
        try:
            return self._uses[language][text_id]
        except KeyError:
            raise TextError(f"There is no text {text_id!r} in locales/{language}.") from None

    def _say(self, text: Text, language: Language, *, html: bool) -> str:
        if not text.fields:
            # Most of what is said has no fields; its words never change while the process lives.
            said = self._plain_texts.get((language, text.id))
            if said is None:
                self._check(text, language)
                said = self._plain_texts[language, text.id] = self._frame(text.id, language, ())[0]
            return said
        use = self._check(text, language)
        both = self._both[text.id]
        shown = {name: self._shown(value, language, html=html) for name, value in text.fields.items()}
        chosen = tuple(
            (name, text.fields[name] if name in both.numbers else shown[name])
            for name in text.fields
            if name in use.numbers or name in use.words
        )
        pieces = self._frame(text.id, language, chosen)
        said_pieces = [shown[piece] if place % 2 else piece for place, piece in enumerate(pieces)]
        for place in range(2, len(said_pieces), 2):
            # One full stop ends both an abbreviation ("2026 г.") and the sentence.
            if said_pieces[place].startswith(".") and said_pieces[place - 1].endswith("."):
                said_pieces[place] = said_pieces[place][1:]
        return "".join(said_pieces)

    def _check(self, text: Text, language: Language) -> ftl.Use:
        use, both = self._use(language, text.id), self._both[text.id]
        given = text.fields.keys()
        if missing := use.fields - given:
            raise TextError(f"{text.id} ({language}) lacks the fields {sorted(missing)}.")
        if extra := given - both.fields:
            raise TextError(f"{text.id} ({language}) does not use the fields {sorted(extra)}.")
        for name in both.numbers:
            if name in given and type(text.fields[name]) is not int:
                raise TextError(f"{text.id} ({language}): ${name} chooses a plural form and must be an int.")
        for name in both.words:
            if name in given and not isinstance(text.fields[name], str):
                raise TextError(f"{text.id} ({language}): ${name} chooses a variant and must be a str.")
        return use

    def _build_frame(self, text_id: str, language: Language, chosen: tuple[tuple[str, Any], ...]) -> tuple[str, ...]:
        """The text with its fields cut out: words, name of a field, words, name, … words.

        Fluent formats each text once for each set of values that choose its variants; what is merely shown is filled in
        afterwards. This is ten times faster, and Fluent's limit of 2,500 characters a field does not apply.
        """
        arguments: dict[str, object] = {name: MARK.format(name) for name in self._uses[language][text_id].fields}
        for name, value in chosen:
            if isinstance(value, int):
                number = _Number(value)
                number.mark = MARK.format(name)
                arguments[name] = number
            else:
                arguments[name] = value
        bundle = self._bundles[language]
        pattern = bundle.get_message(text_id).value
        assert pattern is not None  # noqa: S101  # texts without a value are refused at loading
        said, errors = bundle.format_pattern(pattern, arguments)
        if errors or not isinstance(said, str):
            raise TextError(f"{text_id} ({language}) cannot be said: {'; '.join(map(str, errors))}")
        return tuple(MARKED.split(said))

    def _shown(self, field: Field, language: Language, *, html: bool) -> str:
        match field:
            case str():
                return escape(field, quote=False) if html else field
            case bool():
                raise TextError("A yes or no has no words of its own: give a Text.")
            case int():
                return _grouped(field) if abs(field) >= 10_000 else str(field)
            case Text():
                return self._say(field, language, html=html)
            case Bilingual():
                return self._shown(field[language], language, html=html)
            case Joined():
                return field.separator.join([self._shown(item, language, html=html) for item in field.items])
            case Money():
                return f"{_grouped(field.tenge)}{NO_BREAK_SPACE}₸"
            case Phone():
                return _phone(field.e164)
            case datetime():
                return _moment(field, language)
            case date():
                return _day(field, language)
        raise TextError(f"A {type(field).__name__} cannot be said.")

    def _load(self, language: Language, folder: Path, problems: list[TextProblem]) -> dict[str, ftl.Use]:
        readings: dict[str, ftl.Reading] = {}
        places: dict[str, str] = {}
        files = sorted(folder.glob("*.ftl"))
        if not files:
            problems.append(TextProblem(str(folder), "*.ftl", "There are no texts here.", "Check the folder's path."))
        for path in files:
            file, source = f"{language}/{path.name}", path.read_text(encoding="utf-8")
            resource = FluentResource(source)
            for entry in resource.body:
                problem = ftl.unusable(entry, file, source, places)
                if problem:
                    problems.append(problem)
                elif isinstance(entry, ast.Message):
                    places[entry.id.name] = file
                    readings[entry.id.name] = reading = ftl.Reading()
                    reading.visit(entry)
            self._bundles[language].add_resource(resource)
        for text_id, reading in readings.items():
            problems.extend(ftl.misuses(text_id, reading, readings, places[text_id]))
        return {text_id: ftl.whole(text_id, readings) for text_id in readings}


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", NO_BREAK_SPACE)


@lru_cache(4096)
def _day(day: date, language: Language) -> str:
    # CLDR has narrow no-break spaces here, which old phones show as boxes.
    return " ".join(format_date(day, "long", locale=language).split())


def _moment(moment: datetime, language: Language) -> str:
    if moment.tzinfo is None or moment.utcoffset() != UTC.utcoffset(None):
        raise TextError("A time must be in UTC.")
    there = moment.astimezone(KAZAKHSTAN)
    return f"{_day(there.date(), language)}, {there:%H:%M}"


@lru_cache(4096)
def _phone(e164: str) -> str:
    # Telegram makes a number in the international form tappable by itself; it refuses tel: links.
    try:
        return format_phone(e164)
    except NumberParseException:
        raise TextError("A phone number must be in E.164.") from None
