"""The life of a request, as a table that can be read with a coordinator.

    submitted → queued → claimed → delivered → confirmed
                │ ↑  ↖ released,     ├ partly → claimed (the same volunteer brings the rest)
                │ │    idle, undone  ├ disputed → queued
                │ └──────────────────┘ nobody answered → unconfirmed
                ↓
              review (a person must look) → queued · claimed (assigned)
                └ declined, by a person and with a reason; the family objects → review
    withdrawn from anywhere open · expired from the queue

The database repeats the check (`bot.store.requests.move`): a pair that is not in `NEXT` has no meaning.
"""

from enum import StrEnum


class State(StrEnum):
    """Where a request is. The family reads it in plain words: texts `state-*`."""

    QUEUED = "queued"
    REVIEW = "review"  # a coordinator looks at it before anybody may accept it
    CLAIMED = "claimed"
    DELIVERED = "delivered"
    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"  # delivered, and the family never said whether it came
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    DECLINED = "declined"  # by a coordinator, with a reason the family reads; it may object


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
    HOLD = "hold"  # a coordinator takes it out of the queue to look at it
    ADMIT = "admit"  # a coordinator has looked: into the queue
    DECLINE = "decline"
    OBJECT = "object"
    ASSIGN = "assign"  # a coordinator gives it to somebody, from the queue or from another claimer
    RAISE = "raise"  # a coordinator makes it more urgent
    NOTE = "note"
    GIVEN = "given"  # what was handed over, and what is missing and why
    PHOTO = "photo"  # of what was handed over: Telegram's file id, which is the reason
    REPORT_CLOSED = "report-closed"
    LETTER = "letter"  # words passed between the family and its helper; the words themselves are elsewhere
    READ = "read"  # a coordinator read the letters of a dispute
    WAITLIST = "waitlist"  # the stock is out: it waits for more
    STOCKED = "stocked"  # it is its turn again


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
    (State.QUEUED, Event.HOLD): State.REVIEW,
    (State.CLAIMED, Event.HOLD): State.REVIEW,
    (State.REVIEW, Event.ADMIT): State.QUEUED,
    (State.REVIEW, Event.CORRECT): State.REVIEW,
    (State.REVIEW, Event.MOVE): State.REVIEW,
    (State.REVIEW, Event.WITHDRAW): State.WITHDRAWN,
    (State.QUEUED, Event.DECLINE): State.DECLINED,
    (State.REVIEW, Event.DECLINE): State.DECLINED,
    (State.DECLINED, Event.OBJECT): State.REVIEW,
    (State.QUEUED, Event.ASSIGN): State.CLAIMED,
    (State.REVIEW, Event.ASSIGN): State.CLAIMED,
    (State.CLAIMED, Event.ASSIGN): State.CLAIMED,
}

OPEN = frozenset({State.QUEUED, State.REVIEW, State.CLAIMED, State.DELIVERED})
"""States in which somebody still waits for something."""

CLOSED = frozenset(State) - OPEN
"""States in which contacts must be nowhere any more; an unconfirmed delivery can still be disputed, a refusal too."""
