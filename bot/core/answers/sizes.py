"""Height, shoes and the hints about them. Millimetres and centimetres are stored, sizes are only hints."""

import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bot.core.answers.words import spoken
from bot.core.answers.wrong import Wrong
from bot.core.matching import tidy

SHORTEST, TALLEST = 60, 210  # cm
SMALLEST_SHOE, BIGGEST_SHOE = 16, 50
SHORTEST_FOOT, LONGEST_FOOT = 100, 330  # mm

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_RANGE = re.compile(r"\d\s*(?:-|/|до|или|немесе)\s*\d", re.IGNORECASE)
_METRES = re.compile(r"\b([12])\s*(?:м|m|метр\w*)\.?\s*(\d{1,2})?\s*(?:см|cm)?\b(?!\d)", re.IGNORECASE)
_METRE_WORDS = re.compile(r"\b(?:(\w+)\s+)?метр\w*", re.IGNORECASE)
_LENGTH = re.compile(r"(?i)(мм|mm)|(см|cm|сант)")
_PUPIL_SHOE = 26  # pupils wear 26 and more, so a bare smaller number is a foot in centimetres

# Height in cm → the number size, half the chest; a guide's usual pairs, makers differ by one step. DOMAIN.md section 5.
_CLOTHING = {
    98: "26", 104: "28", 110: "28", 116: "30", 122: "30", 128: "32", 134: "32–34", 140: "34",
    146: "36", 152: "38", 158: "40", 164: "42", 170: "44", 176: "46", 182: "48",
}  # fmt: skip
_STEP = 6
_AGE_OF_FIRST = 3  # years at 98 cm, one step a year


@dataclass(frozen=True, slots=True)
class ShoeSize:
    """What was given: the EU number, or the length of the foot in millimetres; one of the two."""

    eu: int | None = None
    foot_mm: int | None = None


def height_cm(text: str) -> int | Wrong:
    """Height in whole centimetres, 60 to 210.

    >>> height_cm("132 см"), height_cm("1,32"), height_cm("1 м 32"), height_cm("метр тридцать два")
    (132, 132, 132, 132)
    """
    text = tidy(text)
    metres = _METRES.search(text)
    if metres and not re.search(r"\d[.,]\d", text):
        return _in_range(int(metres[1]) * 100 + int(metres[2] or 0))
    numbers = _numbers(text)
    if not numbers:
        return _spoken_height(text)
    if len(numbers) > 1:
        return Wrong("size.range" if _RANGE.search(text) else "size.unknown")
    number = numbers.pop()
    # A bare 1 or 2 is meant for a button, never for metres.
    in_metres = number < 3 and (number % 1 != 0 or metres is not None)
    return _in_range(_round(number * 100 if in_metres else number))


def shoe(text: str) -> ShoeSize | Wrong:
    """A shoe's EU number, halves rounded up, or a foot's length. A bare number below 26 is a foot in centimetres.

    >>> shoe("35,5"), shoe("22.5 см")
    (ShoeSize(eu=36, foot_mm=None), ShoeSize(eu=None, foot_mm=225))
    """
    text = tidy(text)
    numbers = _numbers(text) or set(map(Decimal, spoken(text)))
    if len(numbers) != 1:
        return Wrong("size.range" if _RANGE.search(text) else "size.unknown")
    number = numbers.pop()
    unit = _LENGTH.search(text)
    if unit or number < _PUPIL_SHOE or SHORTEST_FOOT <= number <= LONGEST_FOOT:
        millimetres = number >= SHORTEST_FOOT if unit is None else unit[1] is not None
        foot = _round(number if millimetres else number * 10)
        if SHORTEST_FOOT <= foot <= LONGEST_FOOT:
            return ShoeSize(foot_mm=foot)
        return Wrong("size.out-of-range", {"at_least": SHORTEST_FOOT // 10, "at_most": LONGEST_FOOT // 10})
    # A shoe half a size too big is worn, one too small is not.
    size = math.ceil(number)
    if not SMALLEST_SHOE <= size <= BIGGEST_SHOE:
        return Wrong("size.out-of-range", {"at_least": SMALLEST_SHOE, "at_most": BIGGEST_SHOE})
    return ShoeSize(eu=size)


def shoe_for_foot(foot_mm: int) -> int:
    """The EU number that usually fits a foot of this length in millimetres: 200 → 32, 220 → 35, 240 → 38."""
    return math.ceil(2 + foot_mm * 3 / 20)


def height_guess(age: int) -> int:
    """A usual height in cm for an age in full years, in steps of 6; only a hint for "I don't know".

    >>> height_guess(7), height_guess(17)
    (122, 182)
    """
    return min(max(98 + (age - _AGE_OF_FIRST) * _STEP, 98), 182)


def clothing_size(height: int) -> str:
    """The number size usually worn at a height in cm, taken from the next step of 6 up; only a hint.

    >>> clothing_size(132), clothing_size(122)
    ('32–34', '30')
    """
    return next((size for step, size in _CLOTHING.items() if height <= step), _CLOTHING[182])


def _spoken_height(text: str) -> int | Wrong:
    found = _METRE_WORDS.search(text)
    numbers = spoken(text[found.end() :] if found else text)
    if found and len(numbers) <= 1:
        whole = spoken(found[1] or "")
        return _in_range(100 * (whole[0] if whole else 1) + (numbers[0] if numbers else 0))
    return _in_range(numbers[0]) if len(numbers) == 1 else Wrong("size.unknown")


def _in_range(height: int) -> int | Wrong:
    if SHORTEST <= height <= TALLEST:
        return height
    return Wrong("size.out-of-range", {"at_least": SHORTEST, "at_most": TALLEST})


def _numbers(text: str) -> set[Decimal]:
    return {Decimal(found.replace(",", ".")) for found in _NUMBER.findall(text)}


def _round(number: Decimal) -> int:
    return int(number.to_integral_value(ROUND_HALF_UP))
