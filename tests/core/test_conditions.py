"""Conditions: what fulfils them, what never does, and what is no condition."""

import pytest
from pydantic import TypeAdapter, ValidationError

from bot.core.conditions import Condition, each_test, predicate

read = TypeAdapter(Condition).validate_python
ANSWERS = {
    "reach": "home",
    "pram": True,
    "children": 3,
    "income": "unsaid",
    "needs": ["bag", "shoes"],
    "height": "unknown",
    "place": {"region": "1", "district": "2"},
    "far": {"region": "1", "district": None},
    "half": {"region": "1"},
    "skipped": None,
}


def kind(place):
    return {"2": "district"}.get(place["district"])


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ({"answer": "reach", "is": "home"}, True),
        ({"answer": "reach", "is": "school"}, False),
        ({"answer": "reach", "is_in": ["school", "home"]}, True),
        ({"answer": "pram", "is": True}, True),
        ({"answer": "pram", "is": 1}, False),
        ({"answer": "children", "is": True}, False),
        ({"answer": "children", "ge": 3}, True),
        ({"answer": "children", "ge": 1, "le": 2}, False),
        ({"answer": "income", "ge": 0}, False),
        ({"answer": "needs", "has": "shoes"}, True),
        ({"answer": "needs", "has_any": ["warm", "bag"]}, True),
        ({"answer": "needs", "has_any": ["warm", "sports"]}, False),
        ({"answer": "height", "unknown": True}, True),
        ({"answer": "far", "unknown": True}, True),
        ({"answer": "place", "unknown": True}, False),
        ({"answer": "half", "unknown": True}, False),
        ({"answer": "place", "place_kind": "district"}, True),
        ({"answer": "place", "place_kind": "city"}, False),
        ({"answer": "far", "place_kind": "district"}, False),
        ({"not": {"answer": "reach", "is": "school"}}, True),
        ({"all": [{"answer": "reach", "is": "home"}, {"answer": "pram", "is": False}]}, False),
        ({"any": [{"answer": "reach", "is": "school"}, {"answer": "pram", "is": True}]}, True),
        ({"not": {"any": [{"answer": "missing", "is": "x"}, {"answer": "needs", "has": "warm"}]}}, True),
    ],
)
def test_condition(condition, holds):
    assert predicate(read(condition))(ANSWERS, kind) is holds


@pytest.mark.parametrize(
    "test",
    [
        {"is": "x"},
        {"is_in": ["x"]},
        {"has": "x"},
        {"has_any": ["x"]},
        {"ge": 0},
        {"unknown": True},
        {"place_kind": "x"},
    ],
)
@pytest.mark.parametrize("answer", ["missing", "skipped"])
def test_a_missing_or_skipped_answer_fulfils_nothing(test, answer):
    assert predicate(read({"answer": answer} | test))(ANSWERS, kind) is False


@pytest.mark.parametrize(
    "wrong",
    [
        {"answer": "reach"},
        {"answer": "reach", "is": "a", "has": "b"},
        {"answer": "reach", "ge": 1, "is": 1},
        {"answer": "reach", "equals": "home"},
        {"is": "home"},
        {"all": []},
        {"any": [{"answer": "reach"}]},
        {"not": [], "answer": "reach"},
        {"answer": "height", "unknown": False},
        "reach == 'home'",
    ],
)
def test_anything_else_is_no_condition(wrong):
    with pytest.raises(ValidationError):
        read(wrong)


def test_every_test_inside_is_found():
    nested = read({"all": [{"not": {"answer": "a", "is": "x"}}, {"any": [{"answer": "b", "has": "y"}]}]})
    assert [(test.answer, test.choices) for test in each_test(nested)] == [("a", ("x",)), ("b", ("y",))]
