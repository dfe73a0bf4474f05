"""Request numbers: typed with cold fingers, never another family's."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.core import numbers

bodies = st.integers(numbers.FIRST, numbers.LAST)


@pytest.mark.parametrize(
    "typed",
    [
        "104715-4",
        "№ 104715-4",
        "№104715-4",
        "№\u00a0104715-4",
        "1047154",
        " 104715 4 ",
        "104 715-4",
        "# 104715-4",
        "N 104715-4",
        "No. 104715-4",
        "104715–4",
        "104715 — 4",
        "104715−4.",
        "１０４７１５-４",
        "١٠٤٧١٥٤",
        "1O4715-4",
        "1о4715-4",
        "номер 104715-4",
        "нөмірі: 104715-4",
    ],
)
def test_a_number_is_read_however_it_is_typed(typed):
    assert numbers.read(typed) == "104715-4"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "№",
        "104715",
        "104715-3",
        "10471544",
        "004715-4",
        "abc",
        "104715-4 и 104715-4",
        "87012345678",
        "-",
        "1047-154x",
    ],
)
def test_what_is_no_number_is_not_read(typed):
    assert numbers.read(typed) is None


@given(bodies)
def test_what_is_shown_is_read_back(body):
    number = numbers.make(body)
    assert numbers.read(numbers.show(number)) == number == numbers.read(number.replace("-", ""))


@given(bodies, st.data())
def test_one_mistyped_digit_never_reaches_another_family(body, data):
    right = numbers.make(body).replace("-", "")
    place = data.draw(st.integers(0, len(right) - 1))
    typed = right[:place] + data.draw(st.sampled_from("0123456789")) + right[place + 1 :]
    assert numbers.read(typed) in (None, numbers.make(body))


@given(bodies, st.integers(0, 5))
def test_swapped_neighbours_never_reach_another_family(body, place):
    right = numbers.make(body).replace("-", "")
    assume(right[place] != right[place + 1])
    assert numbers.read(right[:place] + right[place + 1] + right[place] + right[place + 2 :]) is None


@pytest.mark.parametrize("body", [0, 99_999, 1_000_000, -1])
def test_a_body_of_another_length_is_our_bug(body):
    with pytest.raises(ValueError, match="six digits"):
        numbers.make(body)
