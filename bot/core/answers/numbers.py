"""Whole numbers, in digits or in words, alone or inside a short sentence."""

import re

from bot.core.answers.words import spoken
from bot.core.answers.wrong import Wrong
from bot.core.matching import fold, tidy

# Grouped thousands count as one number: "120 000", "120.000"; the group must have three digits.
_DIGITS = re.compile(r"\d{1,3}(?:[ .,']\d{3})+(?!\d)|\d+")
_FRACTION = re.compile(r"\d[.,]\d{1,2}(?!\d)")
_NONE = frozenset(fold("жоқ нет нету ешкім никого никто no").split())
_UNSURE = frozenset(fold("знаю помню понимаю білмеймін білмедім есімде").split())
_LONGEST_NO = 3  # "у меня нет"


def integer(text: str, *, at_least: int = 0, at_most: int = 1_000_000_000) -> int | Wrong:
    """The one whole number in a text; "жоқ" and "нет" are 0.

    >>> integer("у меня 4 детей"), integer("он екі"), integer("двое"), integer("нет")
    (4, 12, 2, 0)
    >>> integer("2 сына и 1 дочь")
    Wrong(code='number.several', fields={})
    """
    text = tidy(text)
    words = fold(re.sub(r"\d+", " ", text)).split()
    numbers = {int(re.sub(r"\D", "", found)) for found in _DIGITS.findall(text)} | set(spoken(" ".join(words)))
    if _FRACTION.search(text):
        return Wrong("number.not-a-number")
    if len(numbers) > 1:
        return Wrong("number.several")
    if not numbers:
        if len(words) <= _LONGEST_NO and not _NONE.isdisjoint(words) and _UNSURE.isdisjoint(words):
            numbers = {0}
        else:
            return Wrong("number.not-a-number")
    number = numbers.pop()
    if re.match(r"-\s?\d", text):
        number = -number
    if number < at_least:
        return Wrong("number.too-small", {"at_least": at_least})
    if number > at_most:
        return Wrong("number.too-big", {"at_most": at_most})
    return number
