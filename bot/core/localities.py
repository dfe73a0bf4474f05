"""The village and the schools of a request: what they are found by, when they may be named, how far away it is.

Families type them in their own words, so a name is nobody's until several families share it: `NAMED_FROM`.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from bot.core.matching import fold, place_words

NAMED_FROM = 5
"""So many different families of a district must have written a name before it is shown to anybody.

In a village that one family has written from, its name says who the family is (docs/SOURCES.md#named).
"""

LONGEST = 40
"""Characters of a name that may be shown."""

FARTHEST = 500
"""Kilometres from its centre to the edge of no district: a location beyond was shared from somewhere else."""

_EARTH = 6371.0
_SHOWABLE = re.compile(r"(?:[^\W_]|[ .,'’\"«»№/()-])+")
_SCHOOL_WORDS = frozenset(
    fold(
        "мектеп мектебі мектебінде школа школе школы сш ош кгу кмм жобб орта жалпы білім беретін средняя средней общая"
        " общеобразовательная школа-лицей имени им атындағы атында номер нөмір нөмірлі school mektep mektebi"
    ).split()
)


class Kind(StrEnum):
    """What of a request has a name that several can share."""

    VILLAGE = "village"
    SCHOOL = "school"


def names(answers: Mapping[str, Any]) -> list[tuple[Kind, str]]:
    """The names a family wrote, as it wrote them: its village, then the school of each child."""
    blocks = [block for found in answers.values() if isinstance(found, list) for block in found]
    schools = [block.get("school") for block in blocks if isinstance(block, Mapping)]
    village = (Kind.VILLAGE, answers.get("settlement"))
    return [(kind, name) for kind, name in (village, *((Kind.SCHOOL, s) for s in schools)) if isinstance(name, str)]


def key(kind: Kind, name: str) -> str:
    """What spellings of one name have in common; "" for nothing but punctuation.

    >>> key(Kind.VILLAGE, "с. Кентау"), key(Kind.SCHOOL, "№12 орта мектебі"), key(Kind.SCHOOL, "Школа 12")
    ('кентау', '12', '12')
    """
    if kind is Kind.VILLAGE:
        return place_words(name)[0]
    words = fold(name.replace("№", " ")).split()
    return " ".join([word for word in words if word not in _SCHOOL_WORDS] or words)


def keys(answers: Mapping[str, Any], area: str | None) -> list[tuple[Kind, str]]:
    """The names of a request's answers as they are hashed, each with the code of its area, and each once."""
    if area is None:
        return []
    found = ((kind, key(kind, name)) for kind, name in names(answers))
    return list(dict.fromkeys((kind, f"{area}:{word}") for kind, word in found if word))


def common_name(spellings: Iterable[str]) -> str | None:
    """The spelling to show: of those fit to be seen the most common one, the first of equals.

    >>> common_name(["ауыл Ақсу", "Аксу", "Ақсу", "Ақсу"]), common_name(["Аксу 8701 234 56 78"])
    ('Ақсу', None)
    """
    fit = [shown for shown in map(_shown, spellings) if shown is not None]
    return Counter(fit).most_common(1)[0][0] if fit else None


def _shown(name: str) -> str | None:
    """The name on one line; None where it is long, looks like more than a name, or could hold a phone."""
    line = " ".join(name.split())
    digits = sum(letter.isdigit() for letter in line)
    return line if len(line) <= LONGEST and digits < 5 and _SHOWABLE.fullmatch(line) else None


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance between two points in degrees (haversine).

    >>> round(kilometres(43.238, 76.945, 51.128, 71.430))  # Almaty to Astana
    974
    """
    phi, other_phi = math.radians(lat), math.radians(other_lat)
    half_phi, half_lambda = (other_phi - phi) / 2, math.radians(other_lon - lon) / 2
    haversine = math.sin(half_phi) ** 2 + math.cos(phi) * math.cos(other_phi) * math.sin(half_lambda) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(haversine)))


def rough(km: float) -> int | None:
    """A distance that points at nobody's door: to the next 5 km below 30, to the next 10 above; None if absurd.

    >>> [rough(km) for km in (1.2, 7.6, 29.0, 34.9, 36.0, 900.0)]
    [0, 10, 30, 30, 40, None]
    """
    if km > FARTHEST:
        return None
    step = 5 if km < 30 else 10
    return round(km / step) * step


def location(answers: Mapping[str, Any]) -> tuple[float, float] | None:
    """Where the family said it is, as (lat, lon): of its address, else of its place."""
    for question in ("address", "place"):
        found = answers.get(question)
        if isinstance(found, Mapping) and "lat" in found and "lon" in found:
            return float(found["lat"]), float(found["lon"])
    return None
