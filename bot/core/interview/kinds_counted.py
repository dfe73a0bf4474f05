"""Kinds that are numbers in one way or another: whole numbers, money, dates, grades, sizes."""

import datetime

from bot.core import answers as parse
from bot.core.answers import Wrong
from bot.core.conditions import UNKNOWN, UNSAID
from bot.core.form_model import Bounds
from bot.core.interview import texts
from bot.core.interview.kind import MISSHAPEN, Asking, Kind, Option
from bot.core.interview.state import Value
from bot.core.speech import Field, Money

LONGEST_LIFE = 120  # years
HEIGHTS = range(98, 183, 6)  # cm: the steps in which clothes are sold
SHOES = range(26, 46)  # EU sizes pupils wear
GRADES = range(12)


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


COUNTED: dict[str, Kind] = {
    "integer": _Integer(),
    "money": _Money(),
    "date": _Date(),
    "grade": _Grade(),
    "size": _Size(),
}


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
