import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.pacing import Backoff, Pace, Pacer, Rate

MOTHER, FATHER, GROUP = 5, 6, -7


def _times(pace, chat_id, count, *, step=0.01):
    """When so many messages to one chat go, if each goes as soon as it may."""
    pacer, now, sent = Pacer(pace), 100.0, []
    while len(sent) < count:
        if not pacer.wait(now) and not pacer.wait_for_chat(chat_id, now):
            pacer.take(now)
            pacer.take_for_chat(chat_id, now)
            sent.append(round(now - 100.0, 2))
        else:
            now += step
    return sent


def test_a_private_chat_gets_four_at_once_and_then_one_a_second():
    assert _times(Pace(), MOTHER, 6) == pytest.approx([0, 0, 0, 0, 1, 2], abs=0.02)


def test_a_group_gets_about_twenty_a_minute():
    times = _times(Pace(), GROUP, 40, step=0.1)
    assert times[:4] == [0, 0, 0, 0]
    assert sum(time < 60 for time in times) <= 24
    assert sum(60 <= time < 120 for time in times) <= 20


def test_all_together_get_thirty_a_second():
    pacer, now, sent = Pacer(Pace()), 0.0, []
    for chat_id in range(1, 121):
        while pacer.wait(now):
            now += 0.001
        pacer.take(now)
        pacer.take_for_chat(chat_id, now)
        sent.append(now)
    assert sent[29] == 0
    assert sent[-1] == pytest.approx(3.0, abs=0.05)


def test_chats_do_not_wait_for_each_other():
    pacer = Pacer(Pace())
    for _ in range(4):
        pacer.take_for_chat(MOTHER, 0.0)
    assert pacer.wait_for_chat(MOTHER, 0.0) == pytest.approx(1.0)
    assert pacer.wait_for_chat(FATHER, 0.0) == 0.0


def test_a_call_that_was_not_made_counts_for_nothing():
    pacer = Pacer(Pace(overall=Rate(1, 1), private=None, group=None))
    pacer.take(0.0)
    assert pacer.wait(0.0) == pytest.approx(1.0)
    pacer.give_back()
    assert pacer.wait(0.0) == 0.0


def test_without_limits_nothing_waits():
    assert _times(Pace.unlimited(), GROUP, 1000) == [0] * 1000


def test_quiet_chats_are_forgotten_and_busy_ones_are_not():
    pacer = Pacer(Pace())
    for _ in range(4):
        pacer.take_for_chat(MOTHER, 1000.0)
    for chat_id in range(100, 20_100):
        pacer.take_for_chat(chat_id, 0.0 if chat_id < 15_000 else 1000.0)
    assert len(pacer._chats) <= 10_001
    assert pacer.wait_for_chat(MOTHER, 1000.0) == pytest.approx(1.0)


@given(
    gaps=st.lists(st.floats(0, 5), min_size=1, max_size=60),
    per_second=st.floats(0.1, 50),
    burst=st.integers(1, 10),
)
def test_no_span_of_time_holds_more_than_rate_and_burst_allow(gaps, per_second, burst):
    pacer, now, sent = Pacer(Pace(Rate(per_second, burst), None, None)), 0.0, []
    for gap in gaps:
        now += gap
        now += pacer.wait(now)
        pacer.take(now)
        sent.append(now)
    for first in range(len(sent)):
        for last in range(first, len(sent)):
            assert last - first + 1 <= (sent[last] - sent[first]) * per_second + burst + 1e-6


@given(failures=st.integers(1, 10_000))
def test_waits_grow_to_their_most_and_stay_near_it(failures):
    wait = Backoff(first=0.5, most=30).delay(failures)
    grown = min(30, 0.5 * 2 ** min(failures - 1, 30))
    assert grown * 0.75 <= wait <= grown
