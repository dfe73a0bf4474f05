"""The kinds of question: what each takes as an answer, offers as buttons and shows as "your answer".

An answer is stored as JSON: a choice, text, name, phone (E.164) or ISO date as a string; several choices as a list; a
number, a grade, a height in cm, tenge as an integer; and

    yes_no true or false                  consent true
    choice with a typed one's own         {"other": "…"}
    size of a shoe by the foot's length   {"foot_mm": 225}
    place    {"region": code, "district": code or null, "lat": …, "lon": …}     null: not known
    address  {"text": "…", "lat": …, "lon": …}      at least one of text and location
    photo    [{"file_id": …, "unique_id": …}]
    "I don't know" "unknown"              "I prefer not to say" "unsaid"              skipped null
"""

from bot.core import answers as parse
from bot.core.answers import Wrong
from bot.core.interview import texts
from bot.core.interview.kind import MISSHAPEN, Asking, Kind
from bot.core.interview.kinds_chosen import CHOSEN
from bot.core.interview.kinds_counted import COUNTED
from bot.core.interview.state import Value
from bot.core.places import Places
from bot.core.speech import Bilingual, Field, Joined, Phone


class _FreeText(Kind):
    def read(self, asking: Asking, typed: str) -> Value | Wrong:
        return parse.free_text(typed, at_most=asking.question.at_most)

    def wrong(self, asking: Asking, value: Value) -> Wrong | None:
        return None if isinstance(value, str) and value else MISSHAPEN


class _Name(_FreeText):
    def read(self, asking: Asking, typed: str) -> Value | Wrong:
        return parse.name(typed)


class _Phone(_FreeText):
    def read(self, asking: Asking, typed: str) -> Value | Wrong:
        number = parse.phone(typed)
        return number if isinstance(number, Wrong) else number.e164

    def show(self, asking: Asking, value: Value) -> Field:
        return Phone(value)


class _Address(Kind):
    def read(self, asking: Asking, typed: str) -> Value | Wrong:
        text = parse.free_text(typed, at_most=asking.question.at_most)
        return text if isinstance(text, Wrong) else {"text": text}

    def wrong(self, asking: Asking, value: Value) -> Wrong | None:
        return None if isinstance(value, dict) and ("text" in value or "lat" in value) else MISSHAPEN

    def show(self, asking: Asking, value: Value) -> Field:
        parts: list[Field] = [str(value["text"])] if "text" in value else []
        return Joined((*parts, *((texts.ADDRESS_ON_MAP(),) if "lat" in value else ())))


class _Photo(Kind):
    def read(self, asking: Asking, typed: str) -> Value | Wrong:
        return Wrong("photo.needed")

    def wrong(self, asking: Asking, value: Value) -> Wrong | None:
        return None if isinstance(value, list) and 0 < len(value) <= asking.question.at_most else MISSHAPEN

    def show(self, asking: Asking, value: Value) -> Field:
        return texts.PHOTO_COUNT(count=len(value))


class _Place(Kind):
    """Read and offered in two steps: see `bot.core.interview.place`."""

    def wrong(self, asking: Asking, value: Value) -> Wrong | None:
        if not isinstance(value, dict):
            return MISSHAPEN
        region = asking.world.places.get(str(value.get("region")))
        if region is None or region.parent is not None:
            return MISSHAPEN
        district = value.get("district")
        if district is None:
            return None
        found = asking.world.places.get(str(district))
        return None if found is not None and found.parent == region.code else MISSHAPEN

    def show(self, asking: Asking, value: Value) -> Field:
        places = asking.world.places
        if value.get("district") is not None:
            return texts.PLACE_IN(
                district=place_name(places, value["district"]), region=place_name(places, value["region"])
            )
        region = place_name(places, value["region"])
        return Joined((region, texts.PLACE_UNKNOWN())) if "district" in value else region


KINDS: dict[str, Kind] = {
    **CHOSEN,
    **COUNTED,
    "text": _FreeText(),
    "name": _Name(),
    "phone": _Phone(),
    "place": _Place(),
    "address": _Address(),
    "photo": _Photo(),
}


def shown(asking: Asking, value: Value) -> Field:
    """An answer as a person reads it, a skipped one included."""
    return texts.SKIPPED() if value is None else KINDS[asking.slot.question.kind].show(asking, value)


def place_name(places: Places, code: str) -> Bilingual:
    """The name of a region or district in both languages; the code itself for a place that does not exist any more."""
    place = places.get(code)
    return Bilingual(code, code) if place is None else Bilingual(place.name_kk, place.name_ru)
