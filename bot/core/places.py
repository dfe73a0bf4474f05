"""Regions and districts of Kazakhstan: their tree, their names, and finding the one a person means.

Only two levels are offered: 20 regions (level 1) and their districts and cities (level 2). The six districts inside
Aktobe, Karaganda and Taraz (level 3) are understood and stand for their city.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from bot.core.borders import Border, Polygon
from bot.core.matching import AT_MOST, CLOSE, fold, likeness, lookalikes, place_words

REGION, DISTRICT = 1, 2


@dataclass(frozen=True, slots=True)
class Place:
    """A region, district or city. code: KATO. lat, lon: degrees, of its centre; centre_*: the centre's name."""

    code: str
    parent: str | None
    level: int
    kind: str  # "oblast", "republican_city", "city", "district" or "city_district"
    name_kk: str
    name_ru: str
    lat: float | None = None
    lon: float | None = None
    centre_kk: str | None = None
    centre_ru: str | None = None

    def name(self, language: str) -> str:
        """The official name with its kind ("Абай ауданы") in "kk" or "ru"."""
        return self.name_kk if language == "kk" else self.name_ru


@dataclass(frozen=True, slots=True)
class Found:
    """What a typed name may mean. One in `exact`: take it; several: ask. `close` may only be offered, never taken."""

    exact: tuple[Place, ...] = ()
    close: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    """One name of a place. place: what it stands for; kinds: the kind words that may stand beside the name."""

    place: Place
    kinds: frozenset[str]
    inner: bool = False  # a level-3 district, meant only when a district is spoken of


class Places:
    """All places of the country, with every name folded once.

    rows: places of all levels in KATO order. aliases: (name, code). borders: code of a region → its polygons.
    """

    def __init__(
        self,
        rows: Iterable[Place],
        aliases: Iterable[tuple[str, str]] = (),
        borders: Mapping[str, Sequence[Polygon]] | None = None,
    ) -> None:
        self._all = {place.code: place for place in rows}
        self._regions = tuple(place for place in self._all.values() if place.level == REGION)
        self._districts: dict[str, list[Place]] = defaultdict(list)
        for place in self._all.values():
            if place.level == DISTRICT and place.parent:
                self._districts[place.parent].append(place)
        self._borders = {code: Border(polygons) for code, polygons in (borders or {}).items()}
        self._index: dict[str, list[_Entry]] = defaultdict(list)
        for place in self._all.values():
            self._enter_name(place.name_kk, place)
            self._enter_name(place.name_ru, place)
        for alias, code in aliases:
            self._enter_name(alias, self._all[code])
        for place in self._all.values():
            self._enter_centre(place)
        self._keys = tuple(self._index)

    def regions(self) -> tuple[Place, ...]:
        """The 20 regions in KATO order."""
        return self._regions

    def districts(self, region: str) -> tuple[Place, ...]:
        """The districts and cities of a region by its code, in KATO order; none for an unknown code."""
        return tuple(self._districts.get(region, ()))

    def get(self, code: str) -> Place | None:
        """The region or district with this code; an inner district's code gives its city; None if unknown."""
        place = self._all.get(code)
        return self._offered(place) if place else None

    def region_of(self, code: str) -> Place | None:
        """The region that the place with this code is or lies in; None if the code is unknown."""
        place = self.get(code)
        return self._all[place.parent] if place and place.parent else place

    def region_at(self, lat: float, lon: float) -> Place | None:
        """The region a point lies in, by polygons; None outside the country or on a sliver between borders."""
        return next((self._all[code] for code, border in self._borders.items() if border.holds(lat, lon)), None)

    def find(self, text: str, within: str | None = None) -> Found:
        """The places a typed name may mean, in the whole country or only among the districts of a region's code.

        Spelling, letters and kind words are forgiven; a kind word narrows ("Абай ауданы" is no region); a region beside
        the name narrows too ("Сауран, Туркестан"). `close` is filled only when `exact` is empty.
        """
        if len(text) > _LONGEST:
            return Found()
        text = self._without_villages(text)
        for typed in dict.fromkeys((text, lookalikes(text))):
            exact = self._pick(self._meant(typed), within)
            if exact:
                return Found(exact=exact)
        return Found(close=self._close(text, within))

    def _enter_name(self, name: str, place: Place) -> None:
        words, kinds = place_words(name)
        entry = _Entry(self._offered(place), kinds | {_SPOKEN[place.kind]}, inner=place.level > DISTRICT)
        self._add(_key(words), entry)

    def _enter_centre(self, place: Place) -> None:
        """People name their town for its district; a town that is a place itself, as regions' are, stays so."""
        for centre in filter(None, (place.centre_kk, place.centre_ru)):
            key = _key(fold(centre))
            own = any(
                entry.place.kind == "city" and entry.place.parent == place.parent for entry in self._index.get(key, ())
            )
            if place.level == DISTRICT and not own:
                self._add(key, _Entry(place, frozenset({"city", "village"})))

    def _add(self, key: str, entry: _Entry) -> None:
        if key and entry not in self._index[key]:
            self._index[key].append(entry)

    def _offered(self, place: Place) -> Place:
        return self._all[place.parent] if place.level > DISTRICT and place.parent else place

    def _meant(self, text: str) -> list[Place]:
        """Places named exactly by the text, or by one part of it with what they lie in named by the other."""
        whole = self._named(text)
        if whole:
            return whole
        for name, around in _splits(text):
            named = self._named(name)
            containers = {place.code for place in self._meant(around)} if named else set()
            inside = [place for place in named if self._lies_in(place, containers)]
            if inside:
                return inside
        return []

    def _without_villages(self, text: str) -> str:
        """A village nobody here knows says nothing about its district, which stands beside it after a comma."""
        parts = [part for part in _SEPARATORS.split(text) if part.strip()]
        known = [part for part in parts if "village" not in place_words(part)[1] or self._named(part)]
        return ", ".join(known) if known else text

    def _lies_in(self, place: Place, containers: set[str]) -> bool:
        return place.parent in containers or (place.level == DISTRICT and place.code in containers)

    def _named(self, text: str) -> list[Place]:
        """Places with exactly this name, narrowed by its kind word or adjective ending; two kinds are two names."""
        words, kinds = place_words(text)
        entries = self._index.get(_key(words), [])
        kinds = kinds or _adjective_kind(words)
        if kinds:
            entries = [entry for entry in entries if kinds <= entry.kinds and len(kinds) == 1]
        elif any(not entry.inner for entry in entries):
            entries = [entry for entry in entries if not entry.inner]
        return list(dict.fromkeys(entry.place for entry in entries))

    def _pick(self, places: Iterable[Place], within: str | None) -> tuple[Place, ...]:
        picked = {place.code: place for place in places if within is None or place.parent == within}
        return tuple(sorted(picked.values(), key=lambda place: (place.level, place.code)))

    def _close(self, text: str, within: str | None) -> tuple[Place, ...]:
        """Suggestions: inside a region named beside the misspelt name, else anywhere allowed."""
        for name, around in _splits(text):
            regions = [place for place in self._named(around) if place.level == REGION]
            near = [found for region in regions for found in self._alike(name, region.code)]
            near = [place for place in near if within in {None, place.parent}]
            if near:
                return tuple(near[:AT_MOST])
        parts = [place for part in re.split(r"[\s,;]+", text) for place in self._named(part)]
        return tuple(self._alike(text, within)[:AT_MOST]) or self._pick(parts, within)[:AT_MOST]

    def _alike(self, text: str, within: str | None) -> list[Place]:
        key = _key(place_words(text)[0])
        scores: dict[str, float] = {}
        for name in self._keys:
            score = likeness(key, name)
            if score < CLOSE:
                continue
            for entry in self._index[name]:
                place = entry.place
                if not entry.inner and (within is None or place.parent == within):
                    scores[place.code] = max(score, scores.get(place.code, 0))
        ranked = sorted(scores, key=lambda code: (-scores[code], self._all[code].level, code))
        return [self._all[code] for code in ranked]


def by_language(places: Iterable[Place], language: str) -> tuple[Place, ...]:
    """Places in the alphabetical order of "kk" or "ru", by the name proper: «город Семей» stands under С."""
    return tuple(sorted(places, key=lambda place: _alphabetical(place.name(language))))


_ALPHABET = {letter: place for place, letter in enumerate("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя")}
_LEADING_KIND = re.compile(r"^(?:область|город|район)(?: имени)? ")


def _alphabetical(name: str) -> list[int]:
    return [_ALPHABET.get(letter, -1) for letter in _LEADING_KIND.sub("", name.lower())]


_SPOKEN = {
    "oblast": "oblast",
    "republican_city": "city",
    "city": "city",
    "district": "district",
    "city_district": "district",
}
_ENDING = re.compile(r"ск(?:и|аиа|ои|уиу|ого|ому|ом)$")
_FEMININE = re.compile(r"ск(?:аиа|ои|уиу)$")


def _key(words: str) -> str:
    """What spellings of one name share: folded, no spaces, one ending for Russian adjectives."""
    return fold(_ENDING.sub("ски", words).replace(" ", ""))


def _adjective_kind(words: str) -> frozenset[str]:
    """«Алматинская» alone speaks of an область, «Алматинский» of a район."""
    if _FEMININE.search(words):
        return frozenset({"oblast"})
    return frozenset({"district"}) if _ENDING.search(words) else frozenset()


_SEPARATORS = re.compile(r"[,;/\n()]+")
_COUNTRY = {fold(name) for name in ("Казахстан", "Қазақстан", "РК", "ҚР", "Республика Казахстан")}
_LONGEST = 150  # letters; a longer text is a story, not a place
_MOST_PARTS = 8  # words or parts between commas


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """Ways to read a text as a name and what lies around it, in either order: at the commas, else at every space."""
    parts = [part.strip() for part in _SEPARATORS.split(text) if part.strip() and fold(part) not in _COUNTRY]
    words = parts[0].split() if len(parts) == 1 else []
    if len(parts) > _MOST_PARTS or len(words) > _MOST_PARTS:
        return
    if words:
        pairs = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
    else:
        pairs = list(combinations(parts, 2))
    for one, other in pairs:
        yield other, one
        yield one, other
