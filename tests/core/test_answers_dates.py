"""Dates: a child's birthday, as families write it."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answers import Wrong, date

TODAY = datetime.date(2026, 11, 23)
EARLIEST = datetime.date(2006, 1, 1)


def read(typed, earliest=EARLIEST, latest=TODAY):
    return date(typed, TODAY, earliest=earliest, latest=latest)


@pytest.mark.parametrize(
    "typed",
    [
        "12.03.2015",
        "12.3.2015",
        "12/03/2015",
        "12/3/15",
        "12-03-2015",
        "12–03–2015",
        "12 03 2015",
        "12,03,2015",
        "12. 03. 2015 г.",
        "12032015",
        "120315",
        "20150312",
        "2015-03-12",
        "2015.03.12",
        "2015/3/12",
        "12 наурыз 2015",
        "12 наурыз 2015 жыл",
        "12-наурыз 2015ж",
        "2015 ж. 12 наурыз",
        "2015 жылғы 12 наурыз",
        "2015 жылдың 12 наурызы",
        "2015 жылы наурыздың 12-сінде",
        "12 марта 2015 г.",
        "12 марта 2015 года",
        "12марта2015",
        "12 мар 2015",
        "12 нау 15",
        "12 Mart 2015",
        "12 nauryz 2015",
        "12 науриз 2015",
        "12 марта 15",
        "родился 12.03.2015",
        "туған күні: 12.03.2015",
        "12.o3.2015",
        "12.О3.2О15",
        "l2.03.2015",
        "١٢.٠٣.٢٠١٥",
        "１２．０３．２０１５",
    ],
)
def test_a_date_is_read_however_it_is_typed(typed):
    assert read(typed) == datetime.date(2015, 3, 12)


MONTHS = [
    "қаңтар қантар январь января янв қаң",
    "ақпан акпан февраль февраля фев ақп",
    "наурыз марта март наурызда",
    "сәуір сауир апрель апреля апр сәу",
    "мамыр мамир мая май мам",
    "маусым маусим июнь июня июн мау",
    "шілде шилде июль июля июл шіл",
    "тамыз тамиз август августа авг там",
    "қыркүйек кыркуйек кыркуиек сентябрь сентября сен сент қыр",
    "қазан казан октябрь октября окт қаз",
    "қараша караша ноябрь ноября ноя нояб қар",
    "желтоқсан желтоксан декабрь декабря дек жел декобря",
]


@pytest.mark.parametrize(
    ("month", "word"), [(number, word) for number, words in enumerate(MONTHS, start=1) for word in words.split()]
)
def test_months_in_both_languages_short_declined_and_without_kazakh_letters(month, word):
    assert read(f"5 {word} 2014") == datetime.date(2014, month, 5)
    assert read(f"2014 ж. 5 {word.upper()}") == datetime.date(2014, month, 5)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("05/13/2015", datetime.date(2015, 5, 13)),  # only this order is possible
        ("03.12.2015", datetime.date(2015, 12, 3)),
        ("15-03-12", datetime.date(2012, 3, 15)),
        ("20121011", datetime.date(2012, 10, 11)),
        ("29.02.2016", datetime.date(2016, 2, 29)),
        ("2015", Wrong("date.only-year")),
        ("2015 год", Wrong("date.only-year")),
        ("12.03", Wrong("date.incomplete")),
        ("март 2015", Wrong("date.incomplete")),
        ("март", Wrong("date.incomplete")),
        ("7 лет", Wrong("date.incomplete")),
        ("29.02.2015", Wrong("date.impossible")),
        ("31.04.2015", Wrong("date.impossible")),
        ("13.13.2015", Wrong("date.impossible")),
        ("00.01.2015", Wrong("date.impossible")),
        ("99999999", Wrong("date.impossible")),
        ("24.11.2026", Wrong("date.future")),
        ("12.03.2030", Wrong("date.future")),
        ("12.03.1985", Wrong("date.too-early", {"earliest": "01.01.2006"})),
        ("12.03.85", Wrong("date.too-early", {"earliest": "01.01.2006"})),
        ("12.03.0015", Wrong("date.too-early", {"earliest": "01.01.2006"})),
        ("12.03.2015 и 14.05.2017", Wrong("date.several")),
        ("12 марта 2015, 5 мая 2017", Wrong("date.several")),
        ("12.03.215", Wrong("date.not-a-date")),
        ("не помню", Wrong("date.not-a-date")),
        ("", Wrong("date.not-a-date")),
        ("87012345678", Wrong("date.not-a-date")),
    ],
)
def test_other_orders_and_what_is_wrong(typed, expected):
    assert read(typed) == expected


def test_a_two_digit_year_falls_between_the_limits():
    parents = {"earliest": datetime.date(1930, 1, 1), "latest": datetime.date(2010, 1, 1)}
    assert read("12.03.85", **parents) == datetime.date(1985, 3, 12)
    assert read("12.03.05", **parents) == datetime.date(2005, 3, 12)
    wide = {"earliest": datetime.date(1900, 1, 1), "latest": TODAY}
    assert read("12.03.15", **wide) == Wrong("date.ambiguous")
    assert read("12.03.85", **wide) == datetime.date(1985, 3, 12)


def test_digits_run_together_that_read_both_ways_are_not_guessed():
    wide = {"earliest": datetime.date(1000, 1, 1), "latest": TODAY}
    assert read("20111911", **wide) == datetime.date(1911, 11, 20)
    assert read("10111012", **wide) == Wrong("date.ambiguous")


def test_limits_are_allowed_and_a_later_day_is_not_always_the_future():
    assert read("01.01.2006") == EARLIEST
    assert read("23.11.2026") == TODAY
    week = TODAY + datetime.timedelta(days=7)
    assert read("25.11.2026", latest=week) == datetime.date(2026, 11, 25)
    assert read("25.12.2026", latest=week) == Wrong("date.too-late", {"latest": "30.11.2026"})
    assert read("01.09.2026", latest=datetime.date(2020, 8, 31)) == Wrong("date.too-late", {"latest": "31.08.2020"})


@given(st.dates(EARLIEST, TODAY), st.sampled_from(["%d.%m.%Y", "%Y-%m-%d", "%d %m %y", "%d/%m/%Y"]))
def test_what_is_written_is_read_back(day, pattern):
    assert read(day.strftime(pattern)) == day
