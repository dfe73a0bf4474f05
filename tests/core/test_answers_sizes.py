"""Grades, heights and shoes."""

import datetime

import pytest

from bot.core.answers import (
    ShoeSize,
    Wrong,
    clothing_size,
    grade,
    grade_for,
    height_cm,
    height_guess,
    shoe,
    shoe_for_foot,
)

HEIGHTS = {"at_least": 60, "at_most": 210}
ORDINALS = [
    "первый первая первого первом 1-й біріншi бірінші",
    "второй второго втором 2-ой екінші",
    "третий третьего третьем третья үшінші ушинши",
    "четвертый четвёртый четвертом төртінші",
    "пятый пятом пятая бесінші",
    "шестой шестом алтыншы",
    "седьмой седьмом жетінші",
    "восьмой восьмом сегізінші",
    "девятый девятом тоғызыншы",
    "десятый десятом оныншы",
    "одиннадцатый одиннадцатом",
]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("5", 5),
        ("5 класс", 5),
        ("5класс", 5),
        ("5-сынып", 5),
        ("5 сынып", 5),
        ("5 А", 5),
        ("5А", 5),
        ("5 «Ә» сынып", 5),
        ("5-й", 5),
        ("5-ші", 5),
        ("в 5 классе", 5),
        ("１１", 11),
        ("11 а", 11),
        ("1а", 1),
        ("1сынып", 1),
        ("пять", 5),
        ("бес", 5),
        ("он бір", 11),
        ("он бірінші", 11),
        ("идёт в первый класс", 1),
        ("бірінші сынып", 1),
        ("0", 0),
        ("0 класс", 0),
        ("подготовительный", 0),
        ("подготовительная группа", 0),
        ("предшкола", 0),
        ("предшкольный класс", 0),
        ("нулевой класс", 0),
        ("мектепалды", 0),
        ("мектепалды даярлық", 0),
        ("даярлық сыныбы", 0),
        ("5-6", Wrong("grade.several")),
        ("из 5 в 6", Wrong("grade.several")),
        ("12", Wrong("grade.out-of-range")),
        ("7 лет", Wrong("grade.unknown")),
        ("7 жаста", Wrong("grade.unknown")),
        ("студент", Wrong("grade.unknown")),
        ("", Wrong("grade.unknown")),
    ],
)
def test_grade(typed, expected):
    assert grade(typed) == expected


@pytest.mark.parametrize(
    ("number", "typed"), [(number, word) for number, words in enumerate(ORDINALS, start=1) for word in words.split()]
)
def test_ordinal_grades(number, typed):
    assert grade(typed) == number
    assert grade(f"{typed} класс") == number


@pytest.mark.parametrize(
    ("born", "fitting"),
    [
        ("2020-05-01", 1),
        ("2020-12-31", 1),
        ("2021-01-01", 0),
        ("2022-01-01", None),
        ("2010-01-01", 11),
        ("2009-12-31", None),
    ],
)
def test_the_grade_that_fits_follows_the_calendar_year_of_the_sixth_birthday(born, fitting):
    assert grade_for(datetime.date.fromisoformat(born), datetime.date(2026, 9, 1)) == fitting


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("132", 132),
        ("132 см", 132),
        ("132см", 132),
        ("бойы 132", 132),
        ("рост 132 сантиметра", 132),
        ("１３２", 132),
        ("1,32", 132),
        ("1.32 м", 132),
        ("1 м 32 см", 132),
        ("1м32", 132),
        ("1 метр 5", 105),
        ("1 м", 100),
        ("метр тридцать два", 132),
        ("один метр тридцать два", 132),
        ("бір метр отыз екі", 132),
        ("жүз отыз екі", 132),
        ("сто тридцать два", 132),
        ("132,5", 133),
        ("132,4", 132),
        ("132 (сто тридцать два)", 132),
        ("130-134", Wrong("size.range")),
        ("130–134 см", Wrong("size.range")),
        ("130 немесе 134", Wrong("size.range")),
        ("34", Wrong("size.out-of-range", HEIGHTS)),
        ("1320", Wrong("size.out-of-range", HEIGHTS)),
        ("0", Wrong("size.out-of-range", HEIGHTS)),
        ("не знаю", Wrong("size.unknown")),
        ("", Wrong("size.unknown")),
    ],
)
def test_height(typed, expected):
    assert height_cm(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("35", ShoeSize(eu=35)),
        ("35 размер", ShoeSize(eu=35)),
        ("EU 35", ShoeSize(eu=35)),
        ("35,5", ShoeSize(eu=36)),
        ("35.5", ShoeSize(eu=36)),
        ("отыз бес", ShoeSize(eu=35)),
        ("22 см", ShoeSize(foot_mm=220)),
        ("22.5 см", ShoeSize(foot_mm=225)),
        ("22,5см", ShoeSize(foot_mm=225)),
        ("22", ShoeSize(foot_mm=220)),
        ("27 см", ShoeSize(foot_mm=270)),
        ("27", ShoeSize(eu=27)),
        ("220 мм", ShoeSize(foot_mm=220)),
        ("220", ShoeSize(foot_mm=220)),
        ("36-37", Wrong("size.range")),
        ("36/37", Wrong("size.range")),
        ("36 или 37", Wrong("size.range")),
        ("55", Wrong("size.out-of-range", {"at_least": 16, "at_most": 50})),
        ("5", Wrong("size.out-of-range", {"at_least": 10, "at_most": 33})),
        ("60 см", Wrong("size.out-of-range", {"at_least": 10, "at_most": 33})),
        ("білмеймін", Wrong("size.unknown")),
        ("", Wrong("size.unknown")),
    ],
)
def test_shoe(typed, expected):
    assert shoe(typed) == expected


@pytest.mark.parametrize(("foot_mm", "eu"), [(200, 32), (220, 35), (240, 38), (260, 41), (225, 36)])
def test_the_shoe_that_fits_a_foot(foot_mm, eu):
    assert shoe_for_foot(foot_mm) == eu


@pytest.mark.parametrize(
    ("age", "height", "size"),
    [
        (3, 98, "26"),
        (6, 116, "30"),
        (7, 122, "30"),
        (9, 134, "32–34"),
        (13, 158, "40"),
        (17, 182, "48"),
        (30, 182, "48"),
    ],
)
def test_height_and_clothing_hints(age, height, size):
    assert height_guess(age) == height
    assert clothing_size(height) == size


def test_clothes_are_taken_a_step_too_big_rather_than_too_small():
    assert clothing_size(117) == clothing_size(122) == "30"
    assert clothing_size(135) == "34"
    assert clothing_size(200) == "48"
