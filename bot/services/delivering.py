"""Handing over: everything by one tap, or a part with what is missing and why (`handing`); and undoing it."""

from bot.core.requests import NEXT, Event
from bot.core.rights import Act
from bot.core.speech import Message, Row, Text
from bot.services import (
    cards,
    claims,
    contacts,
    items,
    looking,
    photos,
    post,
    resting,
    reviewing,
    stock,
    telling,
    unfinished,
    vouching,
)
from bot.services.unit import Unit
from bot.store import audit, handovers, requests, timers
from bot.store.handovers import Missing
from bot.store.requests import Request


async def done(unit: Unit, typed: str) -> None:
    """/done N: everything was given; a message typed without a connection needs no answer to be complete."""
    request = await looking.find(unit, typed)
    if request is not None:
        await deliver(unit, request)


async def deliver(unit: Unit, request: Request, missing: Missing | None = None) -> None:
    """The help was handed over, all of it but `missing`: the family is asked whether it has arrived."""
    moved = await hand_in(unit, request, missing or {})
    if moved is not None:
        await photos.offer(unit, moved)
        await unit.reply(
            await _thanks(unit, request), Text("photo-offer"), rows=_after(moved), what="done", ref=request.id
        )


async def _thanks(unit: Unit, request: Request) -> Text:
    return Text(await cards.for_family(unit, request, "volunteer-done"), {"number": cards.number(request)})


def _after(request: Request) -> tuple[Row, ...]:
    return (
        (cards.button("photo-skip", "ns", request),),
        (cards.button("card-undo", "ud", request),),
        (cards.NEXT, cards.QUEUE),
    )


async def hand_in(unit: Unit, request: Request, missing: Missing) -> Request | None:
    """All of a delivery but the words to who made it; None: it was not theirs any more, and they see how it stands."""
    if not await looking.may(unit, request, Act.DONE):
        return None
    moved = await requests.move(unit, request, NEXT[request.state, Event.DELIVER])
    if moved is None:
        await unit.answer(Text("stale"))
        return None
    await audit.append(unit, request.id, Event.DELIVER, moved.state, unit.person.id)
    await resting.delivered(unit)
    found = await items.of(unit, request)
    account: tuple[Text, ...] = ()
    if missing:
        account = items.account(unit, request, found, missing)
        await audit.append(unit, request.id, Event.GIVEN, moved.state, unit.person.id, items.told(missing))
    await items.record(unit, found, missing, ended=True)
    await handovers.drop(unit, request.id)
    await timers.drop(unit, "idle", request.id)
    await timers.put(
        unit, "unconfirmed", request.id, unit.waking(unit.now + unit.asar.organisation.deadlines.confirm[0])
    )
    await contacts.blank(unit, request)
    await post.close(unit, request)
    await unfinished.discard_others(unit, request)
    await cards.close(unit, request, *claims.ASIDE, telling.TOLD)
    await telling.delivered(unit, moved, account=account)
    await reviewing.follow(unit, moved)
    await vouching.delivered(unit, moved)
    await stock.touch(unit, moved)
    return moved


async def without_photo(unit: Unit, request: Request) -> None:
    """No photo: the button goes, and nothing is waited for."""
    await unit.answer(Text("photo-skipped"))
    rows = _after(request)[1:]
    await unit.show(Message((await _thanks(unit, request),), rows), what="done", ref=request.id)


async def undo_done(unit: Unit, request: Request) -> None:
    """It was not handed over after all; within two minutes."""
    if not await looking.may(unit, request, Act.UNDO_DONE):
        return
    if unit.now - request.changed_at > cards.UNDO:
        await unit.answer(Text("volunteer-undo-late"), alert=True)
        return
    moved = await requests.move(unit, request, NEXT[request.state, Event.UNDO_DELIVER])
    if moved is None:
        await unit.answer(Text("stale"))
        return
    await audit.append(unit, request.id, Event.UNDO_DELIVER, moved.state, unit.person.id)
    await items.undo(unit, request)
    await stock.touch(unit, moved)
    await timers.drop(unit, "unconfirmed", request.id)
    await reviewing.follow(unit, moved)
    await telling.take_back(unit, request, telling.ASKED, "family-done-undone")
    await claims.claim_again(unit, moved, Text("volunteer-done-undone", {"number": cards.number(request)}))
