"""Number words of both languages, as people write them, into numbers."""

import re
from collections.abc import Sequence

from bot.core.matching import fold

_UNITS = {
    0: "нөл ноль нуль",
    1: "бір біреу біреуміз один одна одно одного одной одну",
    2: "екі екеу екеуі екеуміз два две двое двух двоих",
    3: "үш үшеу үшеуі үшеуміз три трое трех троих",
    4: "төрт төртеу төртеуі төртеуміз четыре четверо четырех четверых",
    5: "бес бесеу бесеуі бесеуміз пять пятеро пяти пятерых",
    6: "алты алтау алтауы алтауымыз шесть шестеро шести шестерых",
    7: "жеті жетеу жетеуі жетеуміз семь семеро семи семерых",
    8: "сегіз восемь восьмеро восьми",
    9: "тоғыз девять девятеро девяти",
    11: "одиннадцать одиннадцати",
    12: "двенадцать двенадцати",
    13: "тринадцать",
    14: "четырнадцать",
    15: "пятнадцать",
    16: "шестнадцать",
    17: "семнадцать",
    18: "восемнадцать",
    19: "девятнадцать",
}
_TENS = {
    10: "он десять десятеро десяти",
    20: "жиырма двадцать двадцати",
    30: "отыз тридцать тридцати",
    40: "қырық сорок сорока",
    50: "елу пятьдесят пятидесяти",
    60: "алпыс шестьдесят",
    70: "жетпіс семьдесят",
    80: "сексен восемьдесят",
    90: "тоқсан девяносто",
}
_HUNDREDS = {
    100: "жүз сто ста",
    200: "двести",
    300: "триста",
    400: "четыреста",
    500: "пятьсот",
    600: "шестьсот",
    700: "семьсот",
    800: "восемьсот",
    900: "девятьсот",
}
_MULTIPLIERS = {1_000: "мың тысяча тысячи тысяч тыс тыщ тыща", 1_000_000: "миллион миллиона миллионов млн"}

_VALUES = {word: value for value, words in (_UNITS | _TENS | _HUNDREDS).items() for word in fold(words).split()}
_SCALES = {word: value for value, words in _MULTIPLIERS.items() for word in fold(words).split()}
_ALONE = frozenset(fold("тысяча миллион").split())  # the others only multiply: «несколько тысяч» is no number
_KAZAKH_HUNDRED = fold("жүз")  # "екі жүз" multiplies, "двести" is one word
_KAZAKH_TEN = fold("он")  # also the Russian "he": a number only at the start or before a Kazakh unit
_KAZAKH_UNITS = frozenset(fold("бір екі үш төрт бес алты жеті сегіз тоғыз мың").split())

_MILLION = 1_000_000


def multiplier(word: str) -> int | None:
    """What a word such as "мың", "тыс" or "млн" multiplies by; None for other words.

    >>> multiplier("тыс."), multiplier("млн"), multiplier("тенге")
    (1000, 1000000, None)
    """
    return _SCALES.get(fold(word))


def spoken(text: str) -> list[int]:
    """The numbers written in words in a text, in order; digits are not looked at.

    >>> spoken("двадцать один"), spoken("жүз жиырма мың"), spoken("один сын и две дочери"), spoken("он екі бала")
    ([21], [120000], [1, 2], [12])
    """
    numbers: list[int] = []
    run: list[str] = []
    words = re.findall(r"[^\W\d_]+", fold(text))
    for place, word in enumerate(words):
        if _is_number(words, place):
            run.append(word)
        elif run:
            numbers += _numbers(run)
            run = []
    return numbers + (_numbers(run) if run else [])


def _is_number(words: Sequence[str], place: int) -> bool:
    word = words[place]
    if word == _KAZAKH_TEN:
        after = words[place + 1] if place + 1 < len(words) else ""
        return place == 0 or words[place - 1] in _VALUES or after in _KAZAKH_UNITS
    if word in _SCALES and word not in _ALONE:
        return place > 0 and words[place - 1] in _VALUES
    return word in _VALUES or word in _SCALES


def _numbers(run: Sequence[str]) -> list[int]:
    """A run of number words may hold several numbers: "один два" is 1 and 2, "двадцать один" is 21."""
    numbers: list[int] = []
    total = current = 0
    room = _MILLION  # the next word must be worth less than this to belong to the same number
    started = False
    for word in run:
        scale = _SCALES.get(word)
        if scale is not None:
            total += (current or 1) * scale
            current, room, started = 0, scale, True
            continue
        value = _VALUES[word]
        if word == _KAZAKH_HUNDRED and 0 < current < 10:
            current, room = current * 100, 100
            continue
        if started and (value >= room or value == 0):
            numbers.append(total + current)
            total = current = 0
        current += value
        room = _room_after(value)
        started = True
    numbers.append(total + current)
    return numbers


def _room_after(value: int) -> int:
    if value >= 100:
        return 100
    return 10 if value >= 20 or value == 10 else 0
