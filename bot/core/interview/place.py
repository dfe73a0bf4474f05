"""The question "where": first the region, then the district; typed words may settle both at once."""

from collections.abc import Iterable
from functools import lru_cache

from bot.core.answers import Wrong
from bot.core.interview import texts
from bot.core.interview.kind import Asking, Option
from bot.core.interview.kinds import place_name
from bot.core.interview.state import Value
from bot.core.places import Place, Places, by_language
from bot.core.speech import Bilingual, Field


def options(asking: Asking, part: str, stored: Value, offered: Iterable[str]) -> tuple[Option, ...]:
    """The buttons: what the person may have meant (`offered`, codes), else every region, or every district of one.

    part: "region" or "district".
    """
    places = asking.world.places
    meant = [place for code in offered if (place := places.get(code)) is not None]
    if meant:
        return tuple(Option(f"={place.code}", _with_region(places, place), _answer(place, stored)) for place in meant)
    if part == "region":
        return tuple(_option(place, stored) for place in _sorted(places, None))
    return (
        *(_option(place, stored) for place in _sorted(places, stored["region"])),
        Option("dk", texts.PLACE_UNKNOWN(), {**stored, "district": None}, wide=True),
    )


def read(asking: Asking, part: str, stored: Value, typed: str) -> Value | tuple[str, ...] | Wrong:
    """The place meant by a typed text, or the codes of those to choose from: nothing alike is ever taken silently."""
    places = asking.world.places
    if part == "district":
        found = places.find(typed, within=stored["region"])
        if len(found.exact) == 1:
            return _answer(found.exact[0], stored)
        elsewhere = places.find(typed)
        meant = found.exact or elsewhere.exact or found.close or elsewhere.close
    else:
        found = places.find(typed)
        if len(found.exact) == 1:
            return _answer(found.exact[0], stored)
        meant = found.exact or found.close
    return tuple(place.code for place in meant[:MOST_OFFERED]) or Wrong("place.not-found")


def located(places: Places, lat: float, lon: float) -> tuple[Value, Bilingual] | None:
    """The answer a shared location gives, and the name of its region; None outside the country."""
    region = places.region_at(lat, lon)
    if region is None:
        return None
    return {"region": region.code, "lat": lat, "lon": lon}, place_name(places, region.code)


MOST_OFFERED = 5


def _answer(place: Place, stored: Value) -> Value:
    """The answer that names this place. A location shared before stays with it as long as the region agrees."""
    region = place.parent or place.code
    kept = stored if isinstance(stored, dict) and stored.get("region") == region else {}
    answer = {"region": region} | {key: kept[key] for key in ("lat", "lon") if key in kept}
    return answer if place.parent is None else answer | {"district": place.code}


def _option(place: Place, stored: Value) -> Option:
    chosen = isinstance(stored, dict) and place.code in (stored.get("region"), stored.get("district"))
    return Option(f"={place.code}", Bilingual(place.name_kk, place.name_ru), _answer(place, stored), chosen)


def _with_region(places: Places, place: Place) -> Field:
    if place.parent is None:
        return Bilingual(place.name_kk, place.name_ru)
    return texts.PLACE_IN(district=Bilingual(place.name_kk, place.name_ru), region=place_name(places, place.parent))


@lru_cache(64)
def _sorted(places: Places, region: str | None) -> tuple[Place, ...]:
    """In the order of the Kazakh alphabet, which the Russian names follow closely enough to be found."""
    return by_language(places.regions() if region is None else places.districts(region), "kk")
