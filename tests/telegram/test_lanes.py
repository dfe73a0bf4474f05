from hypothesis import given
from hypothesis import strategies as st

from bot.store.outbox import Rank
from bot.telegram.lanes import Key, Lanes

MOTHER, FATHER = 5, 6


def test_the_better_rank_goes_first_then_the_older_row():
    lanes = Lanes()
    lanes.offer(Rank.ANNOUNCEMENT, 1, 1)
    lanes.offer(Rank.NOTICE, 3, 3)
    lanes.offer(Rank.NOTICE, 2, 2)
    lanes.offer(Rank.FAST, 4, 1)
    assert [lanes.take(0.0).key for _ in range(4)] == [Key(1, 4), Key(2), Key(3), Key(1)]
    assert lanes.take(0.0) is None


def test_a_reply_lifts_what_waits_before_it_in_its_chat_and_only_that():
    lanes = Lanes()
    lanes.offer(Rank.NOTICE, 1, FATHER)
    lanes.offer(Rank.ANNOUNCEMENT, 2, MOTHER)
    lanes.offer(Rank.REPLY, 3, MOTHER)
    lane = lanes.take(0.0)
    assert lane.key == Key(MOTHER)
    lanes.offer(Rank.ANNOUNCEMENT, 9, MOTHER)
    lanes.served(lane, 3)
    assert lanes.take(0.0).key == Key(FATHER), "what is left in her chat is an announcement again"
    assert lanes.take(0.0).key == Key(MOTHER)


def test_a_busy_lane_is_not_served_and_forgets_nothing_offered_meanwhile():
    lanes = Lanes()
    lanes.offer(Rank.REPLY, 10, MOTHER)
    lane = lanes.take(0.0)
    lanes.offer(Rank.REPLY, 11, MOTHER)
    lanes.offer(Rank.NOTICE, 4, MOTHER)  # scheduled earlier, due now
    assert lanes.take(0.0) is None
    lanes.served(lane, 10)
    assert lanes.take(0.0) is lane
    lanes.served(lane, 4)
    assert lanes.take(0.0) is lane
    lanes.served(lane, 11)
    assert len(lanes) == 0


def test_a_parked_lane_waits_for_its_moment_even_when_something_better_comes():
    lanes = Lanes()
    lanes.offer(Rank.NOTICE, 1, MOTHER)
    lanes.put_back(lanes.take(0.0), until=5.0)
    lanes.offer(Rank.REPLY, 2, MOTHER)
    assert lanes.take(4.9) is None
    assert lanes.next_at(4.9) == 5.0
    assert lanes.take(5.0).key == Key(MOTHER)
    assert lanes.next_at(5.0) is None


def test_only_answers_to_presses_are_served_when_only_their_slots_are_free():
    lanes = Lanes()
    lanes.offer(Rank.REPLY, 1, MOTHER)
    assert lanes.take(0.0, fast_only=True) is None
    assert lanes.next_at(0.0, fast_only=True) is None
    lanes.offer(Rank.FAST, 2, MOTHER)
    assert lanes.take(0.0, fast_only=True).key == Key(MOTHER, 2)


def test_a_lane_the_database_knows_nothing_of_is_closed():
    lanes = Lanes()
    lanes.offer(Rank.REPLY, 1, MOTHER)
    assert (len(lanes), lanes.size(Rank.REPLY)) == (1, 1)
    lanes.empty(lanes.take(0.0))
    assert (len(lanes), lanes.size(Rank.REPLY)) == (0, 0)
    lanes.offer(Rank.REPLY, 2, MOTHER)
    assert lanes.take(0.0).key == Key(MOTHER)


RANKS = st.sampled_from([Rank.REPLY, Rank.NOTICE, Rank.ANNOUNCEMENT])


@given(rows=st.lists(st.tuples(RANKS, st.integers(1, 5)), max_size=60), data=st.data())
def test_whatever_happens_every_row_is_served_once_and_in_order_within_its_chat(rows, data):
    lanes, waiting, served, busy, now = Lanes(), {}, [], [], 0.0
    offers = list(enumerate(rows, start=1))
    while offers or waiting or busy:
        now += 1
        act = data.draw(st.sampled_from(["offer", "take", "end", "park"]))
        if act == "offer" and offers:
            row, (rank, chat) = offers.pop(0)
            waiting.setdefault(chat, []).append(row)
            lanes.offer(rank, row, chat)
        elif act == "take" or (act == "offer" and not busy):
            lane = lanes.take(now)
            if lane is not None:
                head = waiting.get(lane.key.chat_id, [None])[0]
                busy.append((lane, head))
            else:
                assert not waiting or busy or lanes.next_at(now) is not None, "something waits and nobody knows of it"
        elif busy:
            lane, head = busy.pop(data.draw(st.integers(0, len(busy) - 1)))
            if head is None:
                lanes.empty(lane)
            elif act == "park":
                lanes.put_back(lane, until=now + 3)
            else:
                chat = lane.key.chat_id
                assert waiting[chat].pop(0) == head
                waiting = {key: rest for key, rest in waiting.items() if rest}
                served.append((chat, head))
                lanes.served(lane, head)
    assert sorted(row for _, row in served) == list(range(1, len(rows) + 1))
    for chat in range(1, 6):
        mine = [row for key, row in served if key == chat]
        assert mine == sorted(mine)
