"""The lifecycle: every pair that has a meaning, and what must hold of all of them."""

from bot.core.requests import CLOSED, NEXT, OPEN, Event, State

MEANINGLESS = {Event.SUBMIT, Event.REVEAL, Event.REPORT, Event.ERASE, Event.NOTE, Event.GIVEN, Event.LETTER, Event.READ}
"""Events that move nothing: they are only written down."""


def reachable(start: State) -> set[State]:
    found, ahead = {start}, [start]
    while ahead:
        state = ahead.pop()
        new = {after for (before, _), after in NEXT.items() if before is state} - found
        found |= new
        ahead.extend(new)
    return found


def test_every_state_can_be_reached_and_every_open_one_can_end():
    assert reachable(State.QUEUED) == set(State)
    for state in OPEN:
        assert reachable(state) & CLOSED


def test_open_and_closed_are_everything():
    assert set(State) == OPEN | CLOSED
    assert not OPEN & CLOSED


def test_only_the_family_leaves_a_closed_state():
    leaving = {(before, event) for before, event in NEXT if before in CLOSED}
    assert leaving == {
        (State.UNCONFIRMED, Event.CONFIRM),
        (State.UNCONFIRMED, Event.DISPUTE),
        (State.DECLINED, Event.OBJECT),
    }


def test_nobody_is_declined_for_ever():
    assert NEXT[State.DECLINED, Event.OBJECT] is State.REVIEW  # a person looks again
    assert State.CONFIRMED in reachable(State.REVIEW)


def test_only_the_family_confirms_and_only_a_claim_is_delivered():
    assert {before for before, event in NEXT if event is Event.CONFIRM} == {State.DELIVERED, State.UNCONFIRMED}
    assert {before for before, event in NEXT if event is Event.DELIVER} == {State.CLAIMED}
    assert {after for (_, event), after in NEXT.items() if event is Event.CONFIRM} == {State.CONFIRMED}


def test_a_claim_is_won_from_the_queue_only():
    assert {before for before, event in NEXT if event is Event.CLAIM} == {State.QUEUED}


def test_what_is_undone_is_as_before():
    for event, undo in ((Event.CLAIM, Event.UNDO_CLAIM), (Event.DELIVER, Event.UNDO_DELIVER)):
        for (before, happened), after in NEXT.items():
            if happened is event:
                assert NEXT[after, undo] is before


def test_a_family_can_withdraw_from_every_open_state():
    assert {before for before, event in NEXT if event is Event.WITHDRAW} == OPEN


def test_a_request_that_waits_is_never_lost_by_a_claim_that_ends():
    for event in (Event.RELEASE, Event.RETURN, Event.UNDO_CLAIM, Event.MOVE):
        assert NEXT[State.CLAIMED, event] is State.QUEUED


def test_events_that_only_tell_move_nothing():
    assert not MEANINGLESS & {event for _, event in NEXT}
