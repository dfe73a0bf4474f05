"""Working days, Monday to Friday: public holidays only make an answer come earlier than the law asks for."""

from datetime import date, timedelta

_SATURDAY = 5


def after(day: date, count: int) -> date:
    """The working day that is the `count`-th after `day`, which may itself be any day of the week."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < _SATURDAY
    return day


def before(day: date) -> date:
    """The last working day before `day`."""
    day -= timedelta(days=1)
    while day.weekday() >= _SATURDAY:
        day -= timedelta(days=1)
    return day
