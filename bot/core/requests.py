"""The life of a request, as a table that can be read with a coordinator.

    submitted → queued → claimed → delivered → confirmed
                  ↑  ↖ released,     ├ partly → claimed (the same volunteer brings the rest)
                  │    idle, undone  ├ disputed → queued
                  └──────────────────┘ nobody answered → unconfirmed
    withdrawn from anywhere open · expired from the queue

The database repeats the check (`bot.store.requests.move`): a pair that is not in `NEXT` has no meaning.
"""

from enum import StrEnum


class State(StrEnum):
    """Where a request is. The family reads it in plain words: texts `state-*`."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    DELIVERED = "delivered"
    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"  # delivered, and the family never said whether it came
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Event(StrEnum):
    """What can happen to a request; each is a row of its audit."""

    SUBMIT = "submit"
    CLAIM = "claim"
    UNDO_CLAIM = "undo-claim"
    RELEASE = "release"
    RETURN = "return"  # by Asar: the claim lay idle, or its volunteer left the team
    DELIVER = "deliver"
    UNDO_DELIVER = "undo-deliver"
    CONFIRM = "confirm"
    PARTLY = "partly"
    DISPUTE = "dispute"
    LAPSE = "lapse"
    CORRECT = "correct"
    MOVE = "move"  # a correction changed the district
    ESCALATE = "escalate"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    REVEAL = "reveal"  # contacts were shown to the claimer
    AGREE = "agree"  # the claimer and the family agreed on a day, which is the reason
    NO_ANSWER = "no-answer"
    WRONG_NUMBER = "wrong-number"
    NOT_NEEDED = "not-needed"  # so the family said by phone; it is asked to confirm
    REPORT = "report"
    ERASE = "erase"


NEXT: dict[tuple[State, Event], State] = {
    (State.QUEUED, Event.CLAIM): State.CLAIMED,
    (State.CLAIMED, Event.UNDO_CLAIM): State.QUEUED,
    (State.CLAIMED, Event.RELEASE): State.QUEUED,
    (State.CLAIMED, Event.RETURN): State.QUEUED,
    (State.CLAIMED, Event.DELIVER): State.DELIVERED,
    (State.DELIVERED, Event.UNDO_DELIVER): State.CLAIMED,
    (State.DELIVERED, Event.CONFIRM): State.CONFIRMED,
    (State.UNCONFIRMED, Event.CONFIRM): State.CONFIRMED,
    (State.DELIVERED, Event.PARTLY): State.CLAIMED,
    (State.DELIVERED, Event.DISPUTE): State.QUEUED,
    (State.UNCONFIRMED, Event.DISPUTE): State.QUEUED,
    (State.DELIVERED, Event.LAPSE): State.UNCONFIRMED,
    (State.QUEUED, Event.CORRECT): State.QUEUED,
    (State.CLAIMED, Event.CORRECT): State.CLAIMED,
    (State.QUEUED, Event.MOVE): State.QUEUED,
    (State.CLAIMED, Event.MOVE): State.QUEUED,
    (State.QUEUED, Event.ESCALATE): State.QUEUED,
    (State.QUEUED, Event.WITHDRAW): State.WITHDRAWN,
    (State.CLAIMED, Event.WITHDRAW): State.WITHDRAWN,
    (State.DELIVERED, Event.WITHDRAW): State.WITHDRAWN,
    (State.QUEUED, Event.EXPIRE): State.EXPIRED,
}

OPEN = frozenset({State.QUEUED, State.CLAIMED, State.DELIVERED})
"""States in which somebody still waits for something."""

CLOSED = frozenset(State) - OPEN
"""States in which contacts must be nowhere any more, except that an unconfirmed delivery can still be disputed."""
