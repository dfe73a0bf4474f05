"""What holds for every parser: nothing typed raises, and every code has its place in the list."""

import ast
import datetime
import doctest
import importlib
import pkgutil
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import answers, borders, matching, numbers, places
from bot.core.answers import CODES, Wrong

TODAY = datetime.date(2026, 11, 23)
OPTIONS = [("bag", ["🎒 Сөмке", "🎒 Сумка"]), ("shoes", ["Аяқ киім", "Обувь"]), ("none", ["Жоқ", "Нет"])]
PARSERS = {
    "phone": answers.phone,
    "contact_phone": answers.contact_phone,
    "date": lambda text: answers.date(text, TODAY, earliest=datetime.date(1900, 1, 1), latest=TODAY),
    "integer": answers.integer,
    "money": answers.money,
    "name": answers.name,
    "free_text": answers.free_text,
    "choice": lambda text: answers.choice(text, OPTIONS),
    "choices": lambda text: answers.choices(text, OPTIONS),
    "yes_no": answers.yes_no,
    "grade": answers.grade,
    "height_cm": answers.height_cm,
    "shoe": answers.shoe,
    "danger": answers.danger,
    "read": numbers.read,
}
WORDS = [
    "екі",
    "жүз",
    "мың",
    "5",
    "12.03",
    "наурыз",
    "2015",
    "двадцать",
    "метр",
    "1,5",
    "млн",
    "он",
    "-",
    "тг",
    "+7701",
]
TYPED = st.one_of(
    st.text(max_size=60),
    st.text("0123456789 .,-/+()кмoОжүзмың'№½²٣５\n", max_size=30),
    st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join),
)


@pytest.mark.parametrize("parser", PARSERS)
@given(typed=TYPED)
def test_nothing_typed_raises_and_codes_are_known(parser, typed):
    answer = PARSERS[parser](typed)
    if isinstance(answer, Wrong):
        assert set(answer.fields) == set(CODES[answer.code])


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("typed", ["1" * 4096, "1 " * 2048, "а," * 2048, "он " * 1365, "1-" * 2048], ids=len)
def test_the_longest_message_is_answered_at_once(parser, typed):
    start = time.perf_counter()
    answer = PARSERS[parser](typed)
    assert time.perf_counter() - start < 0.5
    if isinstance(answer, Wrong):
        assert len(str(answer.fields)) < 100


def test_every_code_is_given_somewhere_and_listed():
    given_codes = set()
    for file in Path(answers.__file__).parent.glob("*.py"):
        if file.name == "codes.py":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in CODES:
                given_codes.add(node.value)
    assert given_codes == set(CODES)


MODULES = [f"bot.core.answers.{module.name}" for module in pkgutil.iter_modules(answers.__path__)]


@pytest.mark.parametrize("module", [*MODULES, *(module.__name__ for module in (matching, numbers, places, borders))])
def test_examples_in_docstrings_are_true(module):
    assert doctest.testmod(importlib.import_module(module)).failed == 0
