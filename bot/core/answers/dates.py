"""Dates as people write them. The country's order is day, month, year."""

import datetime
import re

from rapidfuzz import fuzz

from bot.core.answers.wrong import Wrong
from bot.core.matching import fold, tidy

_MONTHS = [
    [fold(name) for name in names.split()]
    for names in (
        "қаңтар январь января",
        "ақпан февраль февраля",
        "наурыз март марта",
        "сәуір апрель апреля",
        "мамыр май мая",
        "маусым июнь июня",
        "шілде июль июля",
        "тамыз август августа",
        "қыркүйек сентябрь сентября",
        "қазан октябрь октября",
        "қараша ноябрь ноября",
        "желтоқсан декабрь декабря",
    )
]
_SHORTEST = 3  # letters of a month: "янв", "қаң"
_TYPO = 80  # rapidfuzz ratio, percent; months are far apart in both languages
_TYPO_FROM = 5  # letters, shorter words are only taken whole or as a beginning
_ZERO = re.compile(r"(?<=[\d./-])[oOоО](?=[\d./\s-]|$)|(?<![^\W\d_])[oOоО](?=\d)")
_ONE = re.compile(r"(?<![^\W\d_])[lI|](?=\d)|(?<=\d)[lI|](?=[\d./-])")


def date(text: str, today: datetime.date, *, earliest: datetime.date, latest: datetime.date) -> datetime.date | Wrong:
    """The one date in a text, from `earliest` to `latest`, both allowed.

    Day before month; the other order only where that is impossible (05/13/2015). A two-digit year is the one that falls
    between the limits. `today` decides between "date.future" and "date.too-late".

    >>> limits = {"earliest": datetime.date(2005, 1, 1), "latest": datetime.date(2026, 11, 23)}
    >>> for typed in ("12.03.2015", "12 наурыз 2015", "2015 ж. 12 наурыз", "12 марта 15 г.", "12o32015"):
    ...     print(date(typed, limits["latest"], **limits))
    2015-03-12
    2015-03-12
    2015-03-12
    2015-03-12
    2015-03-12
    """
    text = _ONE.sub("1", _ZERO.sub("0", tidy(text)))
    months = {month for word in re.findall(r"[^\W\d_]+", text) if (month := _month(word))}
    numbers = re.findall(r"\d+", text)
    if len(months) > 1 or len(numbers) > 3:
        return Wrong("date.several" if numbers else "date.not-a-date")
    if not numbers:
        return Wrong("date.incomplete" if months else "date.not-a-date")
    parts = _with_month(numbers, months.pop()) if months else _in_digits(numbers, earliest, latest)
    if isinstance(parts, Wrong):
        return parts
    day, month, year = parts
    found = _resolve(day, month, year, today, earliest, latest)
    if isinstance(found, Wrong):
        return found
    if found > latest:
        return (
            Wrong("date.future")
            if found > today >= latest
            else Wrong("date.too-late", {"latest": f"{latest:%d.%m.%Y}"})
        )
    if found < earliest:
        return Wrong("date.too-early", {"earliest": f"{earliest:%d.%m.%Y}"})
    return found


Parts = tuple[int, int, str]  # day, month, year as typed: two or four digits


def _month(word: str) -> int | None:
    folded = fold(word)
    if len(folded) < _SHORTEST:
        return None
    for test in (_begins, _alike):
        found = [number for number, names in enumerate(_MONTHS, start=1) if any(test(folded, name) for name in names)]
        if len(found) == 1:
            return found[0]
    return None


def _begins(word: str, name: str) -> bool:
    """A short form ("янв") or a declined one ("наурызда")."""
    return name.startswith(word) or (word.startswith(name) and len(name) > _SHORTEST)


def _alike(word: str, name: str) -> bool:
    return len(word) >= _TYPO_FROM and fuzz.ratio(word, name) >= _TYPO


def _with_month(numbers: list[str], month: int) -> Parts | Wrong:
    """Day and year beside a month in words; the one with four digits is the year, else the second."""
    if len(numbers) > 2:
        return Wrong("date.several")
    if len(numbers) < 2:
        return Wrong("date.incomplete")
    year, day = numbers if len(numbers[0]) == 4 else (numbers[1], numbers[0])
    return _parts(day, str(month), year)


def _in_digits(numbers: list[str], earliest: datetime.date, latest: datetime.date) -> Parts | Wrong:
    if len(numbers) == 1:
        return _run_together(numbers[0], earliest, latest)
    if len(numbers) == 2:
        return Wrong("date.incomplete")
    if len(numbers[0]) == 4:
        year, month, day = numbers
    else:
        day, month, year = numbers
        if int(month) > 12 >= int(day) and len(month) <= 2:
            day, month = month, day
    return _parts(day, month, year)


def _run_together(digits: str, earliest: datetime.date, latest: datetime.date) -> Parts | Wrong:
    """12032015, 120315 or 20150312; where two readings make a date within the limits, none is taken."""
    if len(digits) == 4:
        return Wrong("date.only-year") if digits[:2] in {"19", "20"} else Wrong("date.incomplete")
    if len(digits) == 6:
        return _parts(digits[:2], digits[2:4], digits[4:])
    if len(digits) != 8:
        return Wrong("date.incomplete" if len(digits) < 4 else "date.not-a-date")
    readings = [(digits[:2], digits[2:4], digits[4:]), (digits[6:], digits[4:6], digits[:4])]
    fitting = [
        reading
        for reading in readings
        if (found := _calendar(int(reading[0]), int(reading[1]), int(reading[2]))) and earliest <= found <= latest
    ]
    if len(fitting) == 2:
        return Wrong("date.ambiguous")
    return _parts(*(fitting or readings)[0])


def _parts(day: str, month: str, year: str) -> Parts | Wrong:
    if len(day) > 2 or len(month) > 2 or len(year) not in {2, 4}:
        return Wrong("date.not-a-date")
    return int(day), int(month), year


def _resolve(
    day: int, month: int, year: str, today: datetime.date, earliest: datetime.date, latest: datetime.date
) -> datetime.date | Wrong:
    """The calendar date; of the two centuries of a two-digit year, the one within the limits."""
    years = [int(year)] if len(year) == 4 else [1900 + int(year), 2000 + int(year)]
    dates = [found for full in years if (found := _calendar(day, month, full))]
    fitting = [found for found in dates if earliest <= found <= latest]
    if not dates:
        return Wrong("date.impossible")
    if len(fitting) > 1:
        return Wrong("date.ambiguous")
    past = [found for found in dates if found <= today]
    return (fitting or past[-1:] or dates)[0]


def _calendar(day: int, month: int, year: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
