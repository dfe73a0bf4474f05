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

import datetime
from dataclasses import dataclass
from typing import Any, NamedTuple

from bot.core import answers as parse
from bot.core.answers import Wrong
from bot.core.conditions import UNKNOWN, UNSAID
from bot.core.form_model import Bounds, Slot
from bot.core.interview import texts
from bot.core.interview.state import Value, World
from bot.core.places import Places
from bot.core.speech import LANGUAGES, Bilingual, Field, Joined, Money, Phone, Text

MISSHAPEN = Wrong("choice.unknown", {"part": ""})  # an answer this question cannot have: of an older version, say
LONGEST_LIFE = 120  # years
HEIGHTS = range(98, 183, 6)  # cm: the steps in which clothes are sold
SHOES = range(26, 46)  # EU sizes pupils wear
GRADES = range(12)


class Asking(NamedTuple):
    """A question, with what is known when it is asked: the visible valid answers by reference."""

    world: World
    slot: Slot
    known: dict[str, Value]

    @property
    def question(self) -> Any:
        """The question; each kind knows its own model."""
        return self.slot.question

    def label(self, choice: str) -> Text:
        """The text of one of its choices."""
        return Text(f"{self.slot.text}-{choice.replace('_', '-')}")

    def labels(self, choices: tuple[str, ...]) -> parse.Options:
        """The choices with their words in each language, to recognise them when typed."""
        say = self.world.labels
        return [(choice, [say(self.label(choice).id, language) for language in LANGUAGES]) for choice in choices]


@dataclass(frozen=True, slots=True)
class Option:
    """A button: its code, its label, and the answer it gives if it is one. wide: it has a row to itself."""

    code: str
    label: Field
    value: Value = None
    chosen: bool = False
    wide: bool = False


class Kind:
    """What one kind of question can do; the defaults are those of a kind without buttons."""

    columns = 2
    numbered = False  # whether a typed number means the button in that place

    def read(self, asking: Asking, typed: str) -> Value | Wrong:
        """The answer meant by a typed text."""
        raise NotImplementedError

    def wrong(self, asking: Asking, value: Value) -> Wrong | None:
        """What is wrong with an answer as things stand now, or None. Total: a stored answer may be anything."""
        raise NotImplementedError

    def options(self, asking: Asking) -> tuple[Option, ...]:
        """The answers offered as buttons."""
        return ()

    def show(self, asking: Asking, value: Value) -> Field:
        """The answer as a person reads it."""
        return str(value)


class _Consent(Kind):
    numbered = True

    def read(self, asking: Asking, typed: str) -> Value | Wrong:
        agreed = parse.yes_no(typed)
        return agreed if agreed is True else Wrong("consent.needed")

    def wrong(self, asking: Asking, value: Value) -> Wrong | None:
        return None if value is True else MISSHAPEN

    def show(self, asking: Asking, value: Value) -> Field:
        return texts.CONSENT_GIVEN()


class _Choice(Kind):
    numbered = True

    def read(self, asking: Asking, typed: str) -> Value | Wrong:
        chosen = parse.choice(typed, asking.labels(asking.question.choices))
        if isinstance(chosen, str) or not asking.question.other or not any(letter.isalpha() for letter in typed):
            return chosen
        own = parse.free_text(typed, at_most=OWN_ANSWER)
        return own if isinstance(own, Wrong) else {"other": own}

    def wrong(self, asking: Asking, value: Value) -> Wrong | None:
        if isinstance(value, dict):
            return None if asking.question.other and isinstance(value.get("other"), str) else MISSHAPEN
        return None if value in asking.question.choices else MISSHAPEN

    def options(self, asking: Asking) -> tuple[Option, ...]:
        return tuple(Option(f"={choice}", asking.label(choice), choice) for choice in asking.question.choices)

    def show(self, asking: Asking, value: Value) -> Field:
        return str(value["other"]) if isinstance(value, dict) else asking.label(value)


class _Choices(Kind):
    """Its buttons depend on the ticks so far: see `bot.core.interview.asking`."""

    numbered = True

    def read(self, asking: Asking, typed: str) -> Value | Wrong:
        question = asking.question
        chosen = parse.choices(typed, asking.labels((*question.choices, *question.alone)))
        if isinstance(chosen, Wrong):
            return chosen
        return self.wrong(asking, list(chosen)) or list(chosen)

    def wrong(self, asking: Asking, value: Value) -> Wrong | None:
        question = asking.question
        if not isinstance(value, list) or not value:
            return MISSHAPEN
        if len(value) == 1 and value[0] in question.alone:
            return None
        if any(choice in question.alone for choice in value):
            return Wrong("choice.several")
        return None if all(choice in question.choices for choice in value) else MISSHAPEN

    def show(self, asking: Asking, value: Value) -> Field:
        return Joined(tuple(asking.label(choice) for choice in value))


class _YesNo(Kind):
    numbered = True

    def read(self, asking: Asking, typed: str) -> Value | Wrong:
        return parse.yes_no(typed)

    def wrong(self, asking: Asking, value: Value) -> Wrong | None:
        return None if isinstance(value, bool) else MISSHAPEN

    def options(self, asking: Asking) -> tuple[Option, ...]:
        return (Option("=yes", texts.YES(), True), Option("=no", texts.NO(), False))

    def show(self, asking: Asking, value: Value) -> Field:
        return texts.YES() if value else texts.NO()


class _Integer(Kind):
    columns = 4

    def read(self, asking: Asking, typed: str) -> Value | Wrong:
        return parse.integer(typed)

    def wrong(self, asking: Asking, value: Value) -> Wrong | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return MISSHAPEN
        return _outside(asking, asking.question.constraint, value, "number")

    def options(self, asking: Asking) -> tuple[Option, ...]:
        fitting = (number for number in asking.question.suggest if self.wrong(asking, number) is None)
        return tuple(Option(f"={number}", str(number), number) for number in fitting)

    def show(self, asking: Asking, value: Value) -> Field:
        return int(value)


class _Money(Kind):
    def read(self, asking: Asking, typed: str) -> Value | Wrong:
        return parse.money(typed)

    def wrong(self, asking: Asking, value: Value) -> Wrong | None:
        if value == UNSAID and asking.question.unsaid:
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            return MISSHAPEN
        return _outside(asking, asking.question.constraint, value, "money")

    def options(self, asking: Asking) -> tuple[Option, ...]:
        return (Option("un", texts.UNSAID(), UNSAID, wide=True),) if asking.question.unsaid else ()

    def show(self, asking: Asking, value: Value) -> Field:
        return texts.UNSAID() if value == UNSAID else Money(value)


class _FreeText(Kind):
    def read(self, asking: Asking, typed: str) -> Value | Wrong:
        return parse.free_text(typed, at_most=asking.question.at_most)

    def wrong(self, asking: Asking, value: Value) -> Wrong | None:
        return None if isinstance(value, str) and value else MISSHAPEN


class _Name(_FreeText):
    def read(self, asking: Asking, typed: str) -> Value | Wrong:
        return parse.name(typed)


class _Date(Kind):
    """A date that is not in the future; as a birth date it has limits of age."""

    def read(self, asking: Asking, typed: str) -> Value | Wrong:
        ages, today = asking.question.constraint, asking.world.today
        earliest = _years_before(today, LONGEST_LIFE if ages.age_le is None else ages.age_le + 1)
        date = parse.date(typed, today, earliest=earliest + datetime.timedelta(days=1), latest=today)
        if not isinstance(date, Wrong):
            return date.isoformat()
        if date.code == "date.too-early" and ages.age_le is not None:
            return Wrong("date.too-old", {"at_most": ages.age_le})
        return date

    def wrong(self, asking: Asking, value: Value) -> Wrong | None:
        date = _date(value)
        if date is None:
            return MISSHAPEN
        ages, age = asking.question.constraint, _age(date, asking.world.today)
        if ages.age_ge is not None and age < ages.age_ge:
            return Wrong("date.too-young", {"at_least": ages.age_ge})
        if ages.age_le is not None and age > ages.age_le:
            return Wrong("date.too-old", {"at_most": ages.age_le})
        return None

    def show(self, asking: Asking, value: Value) -> Field:
        return datetime.date.fromisoformat(value)


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


class _Grade(Kind):
    columns = 3

    def read(self, asking: Asking, typed: str) -> Value | Wrong:
        return parse.grade(typed)

    def wrong(self, asking: Asking, value: Value) -> Wrong | None:
        return None if type(value) is int and value in GRADES else MISSHAPEN

    def options(self, asking: Asking) -> tuple[Option, ...]:
        born = _date(asking.known.get(asking.question.birth_date))
        fitting = None if born is None else parse.grade_for(born, asking.world.school_year_start)
        order = (
            sorted(GRADES, key=lambda grade: (abs(grade - fitting) > 1, grade != fitting, grade))
            if fitting is not None
            else GRADES
        )
        return tuple(Option(f"={grade}", texts.GRADE(grade=grade), grade) for grade in order)

    def show(self, asking: Asking, value: Value) -> Field:
        return texts.GRADE(grade=value)


class _Size(Kind):
    columns = 4

    def read(self, asking: Asking, typed: str) -> Value | Wrong:
        if asking.question.measure == "height":
            return parse.height_cm(typed)
        shoe = parse.shoe(typed)
        if isinstance(shoe, Wrong):
            return shoe
        return shoe.eu if shoe.foot_mm is None else {"foot_mm": shoe.foot_mm}

    def wrong(self, asking: Asking, value: Value) -> Wrong | None:
        if isinstance(value, dict):
            return None if asking.question.measure == "shoe" and type(value.get("foot_mm")) is int else MISSHAPEN
        return None if value == UNKNOWN or type(value) is int else MISSHAPEN

    def options(self, asking: Asking) -> tuple[Option, ...]:
        born = _date(asking.known.get(asking.question.birth_date))
        height = asking.question.measure == "height"
        offered = list(HEIGHTS if height else SHOES)
        if born is not None:
            age = _age(born, asking.world.today)
            likely, reach = (parse.height_guess(age), 12) if height else (22 + age * 4 // 3, 3)
            likely = min(max(likely, offered[0]), offered[-1])
            offered = [size for size in offered if abs(size - likely) <= reach]
        sizes = (Option(f"={size}", self.show(asking, size), size) for size in offered)
        return (*sizes, Option("dk", texts.UNKNOWN(), UNKNOWN, wide=True))

    def show(self, asking: Asking, value: Value) -> Field:
        if value == UNKNOWN:
            return texts.UNKNOWN()
        if isinstance(value, dict):
            foot = value["foot_mm"]
            return texts.FOOT(cm=f"{foot / 10:g}".replace(".", ","), size=parse.shoe_for_foot(foot))
        return texts.HEIGHT(cm=value) if asking.question.measure == "height" else texts.SHOE(size=value)


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
    "consent": _Consent(),
    "choice": _Choice(),
    "choices": _Choices(),
    "yes_no": _YesNo(),
    "integer": _Integer(),
    "money": _Money(),
    "text": _FreeText(),
    "name": _Name(),
    "date": _Date(),
    "phone": _Phone(),
    "place": _Place(),
    "address": _Address(),
    "grade": _Grade(),
    "size": _Size(),
    "photo": _Photo(),
}
OWN_ANSWER = 100  # UTF-16 units of a typed answer beside the choices


def shown(asking: Asking, value: Value) -> Field:
    """An answer as a person reads it, a skipped one included."""
    return texts.SKIPPED() if value is None else KINDS[asking.slot.question.kind].show(asking, value)


def place_name(places: Places, code: str) -> Bilingual:
    """The name of a region or district in both languages; the code itself for a place that does not exist any more."""
    place = places.get(code)
    return Bilingual(code, code) if place is None else Bilingual(place.name_kk, place.name_ru)


def _outside(asking: Asking, bounds: Bounds, value: int, thing: str) -> Wrong | None:
    most = asking.known.get(bounds.le_answer) if bounds.le_answer else None
    if isinstance(most, int) and value > most:
        return Wrong("number.more-than-answer", {"at_most": most})
    if bounds.ge is not None and value < bounds.ge:
        return Wrong(f"{thing}.too-small", {"at_least": bounds.ge})
    if bounds.le is not None and value > bounds.le:
        return Wrong(f"{thing}.too-big", {"at_most": bounds.le})
    return None


def _date(value: Value) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _age(born: datetime.date, day: datetime.date) -> int:
    """Full years on a day; someone born on 29 February has a birthday on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _years_before(day: datetime.date, years: int) -> datetime.date:
    return day.replace(year=day.year - years, day=min(day.day, 28) if day.month == 2 else day.day)
