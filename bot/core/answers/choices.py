"""Answers to button questions, typed: by number, by label in either language, by its beginning, with a typo."""

import re
from collections.abc import Callable, Iterable, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from bot.core.answers.wrong import Wrong
from bot.core.matching import fold, plain, tidy

Options = Sequence[tuple[str, Sequence[str]]]  # (value, its labels in both languages), in the order of the buttons

_TYPO = 88  # rapidfuzz ratio, percent: one wrong letter in a word of nine
_ONE_WRONG_FROM = 4  # letters of a word short of that ratio that may still have one wrong
_PREFIX = 3
_SHOWN = 40  # letters of what was not understood that its text repeats
_NUMBER = re.compile(r"(?:no|n|#)?\s*(\d{1,2})\s*[.):]?", re.IGNORECASE)
_NUMBERS = re.compile(r"\d{1,2}[.)]?(?:(?:\s*[,;+]\s*|\s+(?:и|және|мен)?\s*)\d{1,2}[.)]?)+", re.IGNORECASE)
_STRONG = re.compile(r"[,;+\n/&]")
_WEAK = re.compile(r"\s+(?:и|және|жане|мен|пен|бен|да)\s+", re.IGNORECASE)
_NOT = frozenset(fold("не нет без жоқ емес ешқандай no").split())

_YES = frozenset(
    plain("иә ия йя йа да ага аха угу ок окей ok yes жарайды болады конечно әрине хорошо дұрыс верно есть бар").split()
)
_NO = frozenset(plain("жоқ жоғ жо нет неа нету no жоқшы емес").split())
_SIGNS = {"+": True, "👍": True, "✅": True, "1": True, "-": False, "👎": False, "❌": False, "2": False}


def choice(text: str, options: Options) -> str | Wrong:
    """The value meant by a typed number, label, unique beginning of a label, or label with a small typo.

    A label wins over a number, so that "10" finds the label "10" and not the tenth button.

    >>> sizes = [("bag", ["🎒 Сөмке", "🎒 Рюкзак"]), ("shoes", ["Аяқ киім", "Обувь"])]
    >>> choice("2)", sizes), choice("рюк", sizes), choice("обуфь", sizes), choice("шапка", sizes).code
    ('shoes', 'bag', 'shoes', 'choice.unknown')
    """
    typed = fold(text)
    labels = [(value, fold(label)) for value, names in options for label in names]
    labels = [(value, label) for value, label in labels if label]
    tests: tuple[Callable[[str], bool], ...] = (
        lambda label: label == typed,
        lambda label: len(typed) >= _PREFIX and label.startswith(typed),
        lambda label: _alike(typed, label),
    )
    for place, fits in enumerate(tests):
        values = {value for value, label in labels if typed and fits(label)}
        if len(values) == 1:
            return values.pop()
        if values:
            return Wrong("choice.several")
        if place == 0:
            by_number = _by_number(text, options)
            if by_number is not None:
                return by_number
    return _unknown(text)


def choices(text: str, options: Options) -> tuple[str, ...] | Wrong:
    """The values meant by a list of numbers or labels, in the order of the options, each once.

    >>> sizes = [("bag", ["Сөмке", "Сумка"]), ("shoes", ["Аяқ киім", "Обувь"]), ("form", ["Форма"])]
    >>> choices("1, 3", sizes), choices("3 1", sizes), choices("сумка и обувь", sizes)
    (('bag', 'form'), ('bag', 'form'), ('bag', 'shoes'))
    """
    meant: set[str] = set()
    whole = choice(text, options)
    if isinstance(whole, str):
        return (whole,)
    numbers = _NUMBERS.fullmatch(tidy(text).rstrip(",;. "))
    for part in dict.fromkeys(re.findall(r"\d{1,2}", tidy(text)) if numbers else _STRONG.split(text)):
        if not part.strip():
            continue
        values = _part(part, options)
        if isinstance(values, Wrong):
            return values
        meant.update(values)
    return tuple(value for value, _ in options if value in meant) or _unknown(text)


def yes_no(text: str) -> bool | Wrong:
    """True for иә, ия, да, ага, ok, +, 1 (the first button); False for жоқ, нет, -, 2. Both or neither is Wrong.

    >>> yes_no("Ия"), yes_no("жок"), yes_no("да нет").code
    (True, False, 'yes-no.unknown')
    """
    sign = "".join(
        letter for letter in tidy(text) if letter not in ".) \U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
    )
    if sign in _SIGNS:
        return _SIGNS[sign]
    words = [re.sub(r"(.)\1+", r"\1", word) for word in plain(text).split()]
    if words == ["не"]:  # a no by itself, but "не знаю" is none
        return False
    said = {True for word in words[:1] if word in _YES} | {False for word in words if word in _NO}
    return said.pop() if len(said) == 1 else Wrong("yes-no.unknown")


def _part(part: str, options: Options) -> Iterable[str] | Wrong:
    """One part of a list: a label may itself hold an "и", so it is split there only when it is no label."""
    one = choice(part, options)
    if isinstance(one, str):
        return (one,)
    pieces = _WEAK.split(part.strip())
    if len(pieces) == 1:
        return one
    values = [choice(piece, options) for piece in pieces]
    wrong = next((value for value in values if isinstance(value, Wrong)), None)
    return wrong or [value for value in values if isinstance(value, str)]


def _by_number(text: str, options: Options) -> str | Wrong | None:
    text = tidy(text)
    found = _NUMBER.fullmatch(text)
    if found is None:
        return Wrong("choice.several") if _NUMBERS.fullmatch(text) else None
    place = int(found[1])
    return options[place - 1][0] if 1 <= place <= len(options) else _unknown(text)


def _unknown(text: str) -> Wrong:
    return Wrong("choice.unknown", {"part": tidy(text)[:_SHOWN]})


def _alike(typed: str, label: str) -> bool:
    """A small typo; never in a number, and never across a "not", few letters of a label and the whole of its sense."""
    close = fuzz.ratio(typed, label) >= _TYPO or (
        len(typed) >= _ONE_WRONG_FROM and Levenshtein.distance(typed, label) == 1
    )
    return (
        close
        and _NOT.isdisjoint(set(typed.split()) ^ set(label.split()))
        and typed.startswith("не") == label.startswith("не")
        and re.findall(r"\d+", typed) == re.findall(r"\d+", label)
    )
