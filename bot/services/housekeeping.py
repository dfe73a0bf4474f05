"""What is due: reminders, deadlines, forgetting. Each timer has a savepoint of its own, and fires once.

A timer says what to look at, not what to do: the use case looks at how things stand now, so that after an outage of
days only what is still true happens, and happens once.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.core.requests import CLOSED
from bot.services import (
    broadcasting,
    claims,
    complaint_desk,
    forgetting,
    group_cards,
    group_life,
    letters,
    morning,
    panel,
    post,
    programmes,
    queue,
    resting,
    revealing,
    reviewing,
    stock,
    unfinished,
    waitlist,
)
from bot.services.unit import Asar, Unit
from bot.store import (
    announcements,
    complaints,
    drafts,
    messages,
    outbox,
    people,
    requests,
    reviews,
    timers,
    updates,
)
from bot.store import letters as store_letters
from bot.store.database import Tx, is_failing, is_there_already
from bot.store.people import Person
from bot.store.timers import Timer

log = logging.getLogger(__name__)

DAILY = timedelta(days=1)

PIECE = 500
"""Rows of one kind forgotten in one transaction, so that nobody waits for it."""

SOON = timedelta(seconds=5)

KEPT_LONGER = timedelta(days=90)
"""Records of messages outlive the requests they show, for a request may wait or be at work as long as this."""


async def _draft(unit: Unit, timer: Timer) -> None:
    await unfinished.due(unit, timer.ref)


async def _escalate(unit: Unit, timer: Timer) -> None:
    await queue.escalate(unit, await requests.get(unit, timer.ref), timer.count)


async def _idle(unit: Unit, timer: Timer) -> None:
    await claims.idle(unit, await requests.get(unit, timer.ref), timer.count)


async def _unconfirmed(unit: Unit, timer: Timer) -> None:
    await claims.unconfirmed(unit, await requests.get(unit, timer.ref), timer.count)


async def _panel(unit: Unit, _: Timer) -> None:
    await panel.refresh(unit, unit.person)


async def _digest(unit: Unit, _: Timer) -> None:
    await panel.digest(unit, unit.person)


async def _morning(unit: Unit, _: Timer) -> None:
    await morning.due(unit)


async def _volunteer(unit: Unit, _: Timer) -> None:
    await resting.due(unit)


async def _review(unit: Unit, timer: Timer) -> None:
    await reviewing.due(unit, timer.ref, timer.count)


async def _held(unit: Unit, timer: Timer) -> None:
    await reviewing.comfort(unit, await requests.get(unit, timer.ref))


async def _look(unit: Unit, _: Timer) -> None:
    await reviewing.look(unit)


async def _conceal(unit: Unit, timer: Timer) -> None:
    await revealing.conceal(unit, await requests.get(unit, timer.ref))


async def _announce(unit: Unit, timer: Timer) -> None:
    await broadcasting.due(unit, timer.ref)


async def _group(unit: Unit, timer: Timer) -> None:
    await group_cards.digest(unit, timer.ref, timer.count)


async def _lost(unit: Unit, timer: Timer) -> None:
    await group_life.tell_lost(unit, timer.ref)


async def _season(unit: Unit, _: Timer) -> None:
    await programmes.due(unit)


async def _stock(unit: Unit, timer: Timer) -> None:
    await waitlist.settle(unit, f"{timer.ref:09d}")


async def _waitlist(unit: Unit, timer: Timer) -> None:
    await waitlist.due(unit, await requests.get(unit, timer.ref))


async def _letter(unit: Unit, timer: Timer) -> None:
    await letters.due(unit, await requests.get(unit, timer.ref))


async def _fade(unit: Unit, timer: Timer) -> None:
    await post.fade(unit, timer.ref)


async def _complaint(unit: Unit, timer: Timer) -> None:
    await complaint_desk.due(unit, timer.ref, timer.count)


async def _purge(unit: Unit, _: Timer) -> None:
    """Forget what has served its purpose, a bounded piece at a time: soon again if there was more, else tomorrow."""
    retention = timedelta(days=unit.asar.organisation.data.retention_days)
    ended = await requests.to_forget(unit, CLOSED, unit.now - retention, most=PIECE)
    for request_id in ended:
        request = await requests.get(unit, request_id)
        await forgetting.forget(unit, request, request.state, None)
    pieces = (
        len(ended),
        await outbox.purge(unit, most=PIECE),
        await updates.purge(unit, most=PIECE),
        await announcements.purge(unit, unit.now - retention, most=PIECE),
        await messages.purge(unit, unit.now - retention - KEPT_LONGER, most=PIECE),
    )
    await timers.put(unit, "purge", 0, unit.now + (SOON if PIECE in pieces else DAILY))


async def _of_draft(tx: Tx, ref: int) -> Person | None:
    row = await drafts.get(tx, ref)
    return None if row is None else await people.find(tx, row.person_id)


async def _of_request(tx: Tx, ref: int) -> Person | None:
    request = await requests.find(tx, ref)
    return None if request is None else await people.find(tx, request.person_id)


async def _of_review(tx: Tx, ref: int) -> Person | None:
    review = await reviews.find(tx, ref)
    return None if review is None else await _of_request(tx, review.request_id)


async def _of_announcement(tx: Tx, ref: int) -> Person | None:
    row = await announcements.find(tx, ref)
    return None if row is None else await people.find(tx, row.by_id)


async def _of_letter(tx: Tx, ref: int) -> Person | None:
    letter = await store_letters.find(tx, ref)
    return None if letter is None else await people.find(tx, letter.by_id)


async def _of_complaint(tx: Tx, ref: int) -> Person | None:
    complaint = await complaints.find(tx, ref)
    return None if complaint is None else await people.find(tx, complaint.by_id)


Whom = Callable[[Tx, int], Awaitable[Person | None]]
What = Callable[[Unit, Timer], Awaitable[None]]

KINDS: dict[str, tuple[Whom, What]] = {
    "draft": (_of_draft, _draft),
    "escalate": (_of_request, _escalate),
    "idle": (_of_request, _idle),
    "unconfirmed": (_of_request, _unconfirmed),
    "review": (_of_review, _review),
    "held": (_of_request, _held),
    "look": (people.find, _look),
    "conceal": (_of_request, _conceal),
    "letter": (_of_request, _letter),
    "fade": (_of_letter, _fade),
    "complaint": (_of_complaint, _complaint),
    "panel": (people.find, _panel),
    "digest": (people.find, _digest),
    "morning": (people.find, _morning),
    "volunteer": (people.find, _volunteer),
    stock.TIMER: (people.anybody, _stock),
    waitlist.TIMER: (_of_request, _waitlist),
    "announce": (_of_announcement, _announce),
    "group": (people.anybody, _group),
    "lost": (people.anybody, _lost),
    "season": (people.anybody, _season),
    "purge": (people.anybody, _purge),
}
"""For each kind of timer: whom it is about, from its `ref`, and what is due."""

STANDING = ("purge", "season")
"""Kinds that are about nobody in particular and always set."""


async def run_due(tx: Tx, asar: Asar) -> int:
    """Do what is due now, at most fifty timers; how many there were.

    A timer whose use case fails is put off by an hour and logged, so that it cannot hold up the others.
    """
    due = await timers.due(tx)
    for timer in due:
        if KINDS[timer.kind][0] is _of_request:
            # First the request, then its timer, in the order of whoever does something to it: nobody waits in a circle.
            await requests.lock(tx, timer.ref)
        if not await timers.take(tx, timer):
            continue  # moved by another transaction meanwhile
        try:
            await _do(tx, asar, timer)
        except Exception as error:
            if is_failing(error):
                raise
            # Only the kind of the error: its text may quote somebody.
            log.error("timer %s failed, it is tried again in an hour: %s", timer.key, type(error).__name__)
            await timers.put(tx, timer.kind, timer.ref, tx.now + timedelta(hours=1), timer.count)
    return len(due)


async def _do(tx: Tx, asar: Asar, timer: Timer) -> None:
    """Once, or again if another transaction has made the same row meanwhile: now it is found."""
    try:
        async with tx.connection.begin_nested():
            await _once(tx, asar, timer)
    except Exception as error:
        if not is_there_already(error):
            raise
        async with tx.connection.begin_nested():
            await _once(tx, asar, timer)


async def _once(tx: Tx, asar: Asar, timer: Timer) -> None:
    whom, what = KINDS[timer.kind]
    person = await whom(tx, timer.ref)
    if person is not None:
        unit = Unit(tx, asar, person)
        await what(unit, timer)
        await group_cards.follow(unit)
    elif timer.kind in STANDING:  # nobody has written to Asar yet
        await timers.put(tx, timer.kind, timer.ref, tx.now + timedelta(hours=1))


async def start(tx: Tx) -> None:
    """Set the standing timers: at every start what they look after is looked at, for dates may have changed."""
    daily = await timers.get(tx, "purge", 0)
    await resting.start(tx, None if daily is None else daily.due_at)
    for kind in STANDING:
        await timers.put(tx, kind, 0, tx.now)
