"""A card holds facts, whatever a family typed."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.cards import FACTS, FACTS_OF_EACH, OTHER, blocks, card
from bot.core.code_words import WORDS, pick

TODAY = date(2026, 8, 3)


def child(**answers: Any) -> dict[str, Any]:
    return card({"child": [{"_key": 1, **answers}]}, TODAY)["child"][0]


@pytest.mark.parametrize(
    ("birth_date", "age"),
    [
        ("2018-08-03", 8),
        ("2018-08-04", 7),
        ("2020-02-29", 6),
        ("2026-08-03", 0),
        ("вчера", None),
        (None, None),
        (20180803, None),
    ],
)
def test_of_a_birth_date_only_the_age_is_kept(birth_date, age):
    assert child(birth_date=birth_date) == ({} if age is None else {"age": age})


@pytest.mark.parametrize(
    ("answer", "fact"),
    [
        ({"colour": "navy"}, {"colour": "navy"}),
        ({"colour": {"other": "как у сестры Алии"}}, {"colour": OTHER}),
        ({"needs": ["bag", "shoes"]}, {"needs": ["bag", "shoes"]}),
        ({"needs": ["bag", "Алия, 8 701 000 00 00"]}, {"needs": ["bag"]}),
        ({"height": 128}, {"height": 128}),
        ({"height": "unknown"}, {"height": "unknown"}),
        ({"shoe": {"foot_mm": 205}}, {"shoe": {"foot_mm": 205}}),
        ({"shoe": {"foot_mm": 205, "name": "Алия"}}, {"shoe": {"foot_mm": 205}}),
        ({"grade": 0}, {"grade": 0}),
        ({"sex": "Алия"}, {}),
        ({"sex": True}, {}),
        ({"name": "aliya", "school": "school"}, {}),
        ({"build": None}, {}),
    ],
)
def test_only_codes_and_numbers_of_known_questions_get_in(answer, fact):
    assert child(**answer) == fact


def test_the_whole_keeps_how_help_can_reach_and_the_children_in_order():
    answers = {
        "reach": "school",
        "name": "Алия",
        "phone": "+77010000001",
        "situation": ["large"],
        "income": 100,
        "child": [{"_key": 2, "grade": 3}, {"_key": 5, "grade": 1}],
    }
    found = card(answers, TODAY)
    assert found == {"reach": "school", "child": [{"grade": 3}, {"grade": 1}]}
    assert blocks(found) == [("child", {"grade": 3}), ("child", {"grade": 1})]


def test_a_request_by_phone_has_an_empty_card():
    assert card({"phone": "+77010000001", "place": {"region": "100000000", "district": None}}, TODAY) == {}
    assert blocks({}) == []


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*FACTS, *FACTS_OF_EACH, "child", "birth_date", "name"]), json, max_size=6))
def test_any_answers_make_a_card(answers):
    block = {"_key": 1, **answers}
    found = card({**answers, "child": [block]}, TODAY)
    assert set(found["child"][0]) <= {*FACTS_OF_EACH, "age"}
    assert set(found) <= {*FACTS, "child"}


def test_every_code_word_is_there_once_in_both_languages_and_fits_its_column():
    assert len(set(WORDS)) == len(WORDS) > 100
    for word in WORDS:
        kazakh, russian = word.split(" / ")
        assert kazakh.isalpha()
        assert russian.isalpha()
        assert len(word) <= 32
    assert pick(len(WORDS) + 3) == pick(3) == WORDS[3]
