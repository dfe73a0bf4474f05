"""Requests as groups see them: a card without personal data, which follows its request; anybody of the team may accept.

`follow` is what every unit of work ends with: whatever was done to a request, and by whom, its cards in groups show it.

A group gets so many new cards in so many minutes (`Organisation.groups`). Further requests share one live message
(`DIGEST`): edited at most once a minute, never sent anew while it is fresh. At night a card comes at once and without a
sound: whoever is awake may help, nobody is woken, and the morning does not begin with a flood.
"""

from datetime import timedelta

from bot.core.requests import CLOSED, State
from bot.core.rights import Act
from bot.core.speech import Button, Joined, Message, Row, Text
from bot.services import areas, cards, groups, localities, rights, volunteer
from bot.services.groups import CARD, DIGEST, TIMER
from bot.services.localities import Local
from bot.services.unit import Unit
from bot.store import groups as store
from bot.store import messages, requests, timers
from bot.store.groups import Group
from bot.store.messages import Sent
from bot.store.requests import Request

FRESH = timedelta(hours=12)
"""A message older than this is out of sight: what waits again gets a new one."""

FIRST = 3
"""How many requests the live message names."""

STILL = timedelta(hours=1)
"""So often the live message is looked at while it is one, for the waiting times in it grow."""

QUEUE = "queue"
"""The start payload that opens the queue in the private chat."""

STANDS = {
    State.REVIEW: "group-card-review",
    State.CLAIMED: "group-card-taken",
    State.DELIVERED: "group-card-delivered",
    State.CONFIRMED: "group-card-confirmed",
    State.UNCONFIRMED: "group-card-delivered",
}
"""What a card says in place of the facts; in any other state that the request does not wait any more."""


def waits(request: Request) -> bool:
    """Whether somebody may accept it now."""
    return request.state is State.QUEUED and request.waitlisted_at is None


async def card(unit: Unit, request: Request) -> Message:
    """How a request stands, for everybody in a group.

    The village is named where several families share it, as on every card. Schools are not: with an age, a class and a
    boy or a girl beside it, too many who read along would know the child.
    """
    if waits(request):
        local = Local((await localities.one(unit, request)).village)
        button = Button(Text("volunteer-accept"), groups.action("a", request.id, request.revision))
        return Message((cards.head(request), *cards.facts(unit, request, local)), ((button,),))
    waitlisted = request.state is State.QUEUED
    text = "group-card-waitlisted" if waitlisted else STANDS.get(request.state, "card-gone")
    return Message((Text(text, {"number": cards.number(request)}),))


async def follow(unit: Unit) -> None:
    """Let the cards in groups show how the requests stand that this unit has touched."""
    for request_id in sorted(unit.touched):
        request = await requests.find(unit, request_id)
        if request is not None:
            await changed(unit, request)
    unit.touched.clear()


async def changed(unit: Unit, request: Request) -> None:
    """Something happened to a request: its cards show it, and it appears in the groups of its area if it waits."""
    here = {group.chat_id: group for group in await groups.bound(unit, request.district, request.region)}
    with_card = set()
    for sent in await messages.live(unit, (CARD,), request.id):
        group = here.get(sent.chat_id) or await store.find(unit, sent.chat_id)
        if group is None:
            await messages.retire(unit, sent.id)
        elif sent.chat_id not in here:
            await groups.close(
                unit, group, sent, Message((Text("group-card-moved", {"number": cards.number(request)}),))
            )
        elif await _shows(unit, group, sent, request):
            with_card.add(sent.chat_id)
    for group in here.values():
        if waits(request) and group.chat_id not in with_card:
            await _appear(unit, group, request)
        elif await messages.live(unit, (DIGEST,), 0, group.chat_id):
            await digest_soon(unit, group)


async def _shows(unit: Unit, group: Group, sent: Sent, request: Request) -> bool:
    """Let a card show how things stand; False: it is a card no more."""
    stale = waits(request) and not groups.is_fresh(unit, sent, FRESH)
    if request.state in CLOSED or (sent.message_id is None and not waits(request)):
        await groups.close(unit, group, sent, await card(unit, request))
        return False
    if stale:
        again = Message((Text("group-card-again", {"number": cards.number(request)}),))
        await groups.close(unit, group, sent, again)
        return False
    await groups.edit(unit, group, sent, await card(unit, request))
    return True


async def _appear(unit: Unit, group: Group, request: Request) -> None:
    rule = unit.asar.organisation.groups
    recent = await store.cards_made(unit, group, CARD, unit.now - timedelta(minutes=rule.minutes))
    if recent >= rule.cards:
        await digest_soon(unit, group, new=True)
    else:
        await groups.say(unit, group, await card(unit, request), what=CARD, ref=request.id)
        if await messages.live(unit, (DIGEST,), 0, group.chat_id):
            await digest_soon(unit, group)


async def digest_soon(unit: Unit, group: Group, *, new: bool = False) -> None:
    """The live message shows it within the minute; a stream of requests moves that moment no further.

    new: if there is none, or only one that is out of sight, it is sent.
    """
    due = unit.now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    await timers.put(unit, TIMER, group.chat_id, due, count=int(new))


async def digest(unit: Unit, chat_id: int, new: int) -> None:
    """The timer of the live message: what waits in the group's area without a card of its own there."""
    group = await store.find(unit, chat_id)
    if group is None or group.area is None or group.lost is not None:
        return
    count, first = await store.without_card(unit, group, CARD, most=FIRST)
    live = await messages.live(unit, (DIGEST,), 0, chat_id)
    if not count:
        for sent in live:
            await groups.close(unit, group, sent, Message((Text("group-digest-done"),)))
        return
    lines = tuple(_line(unit, request) for request in first)
    head = Text("group-digest", {"count": count, "area": areas.name(unit, group.area)})
    rows: tuple[Row, ...] = ((groups.private(unit, "group-open-queue", QUEUE),),)
    message = Message((head, Text("card-lines", {"lines": Joined(lines, "\n")}), Text("group-digest-how")), rows)
    kept = [sent for sent in live if not new or groups.is_fresh(unit, sent, FRESH)]
    for sent in live:
        if sent in kept:
            await groups.edit(unit, group, sent, message)
        else:
            await groups.close(unit, group, sent, Message((Text("group-digest-below"),)))
    if new and not kept:
        await groups.say(unit, group, message, what=DIGEST)
    if new or kept:
        await timers.put(unit, TIMER, chat_id, unit.now + STILL)


def _line(unit: Unit, request: Request) -> Text:
    fields = {
        "number": cards.number(request),
        "place": cards.place(unit, request),
        "children": cards.children(request),
        "waited": cards.waited(unit, request),
    }
    return Text("card-line-urgent" if request.urgency > 0 else "card-line", fields)


async def resume(unit: Unit, group: Group) -> bool:
    """Something can be said there again: what waits is shown anew. False: it always could."""
    if group.lost is None:
        return False
    await store.change(unit, group, lost=None, changed_at=unit.now)
    await timers.drop(unit, groups.LOST, group.chat_id)
    if group.area is not None:
        await digest_soon(unit, group, new=True)
    return True


async def accept(unit: Unit, chat_id: int, request_id: int, revision: int) -> None:
    """The button of a card in a group. Every answer is a toast only the presser sees; contacts go to their own chat."""
    request = await requests.find(unit, request_id)
    shown = None if request is None else await _pressed(unit, chat_id, request)
    if request is None or shown is None:
        await unit.answer(Text("group-toast-old"), alert=True)
    elif not unit.person.on_team:
        await unit.answer(Text("group-toast-stranger"), alert=True)
    elif not unit.person.reachable:
        await unit.answer(Text("group-toast-start"), alert=True)
    elif not rights.is_for(unit, Act.ACCEPT, request):
        await unit.answer(Text("group-toast-foreign"), alert=True)
    elif request.revision != revision or not waits(request):
        await _mend(unit, shown, request)
        await unit.answer(_how_it_stands(unit, request))
    else:
        refusal = await volunteer.attempt(unit, request)
        current = await requests.get(unit, request.id)
        if refusal is None:
            await unit.answer(Text("group-toast-yours", {"number": cards.number(request)}))
        elif waits(current):
            await unit.answer(refusal, alert=True)
        else:
            await unit.answer(_how_it_stands(unit, current))
        if current.revision != revision:
            await _mend(unit, shown, current)


def _how_it_stands(unit: Unit, request: Request) -> Text:
    number = cards.number(request)
    if waits(request):
        return Text("group-toast-changed", {"number": number})
    if request.state is State.CLAIMED:
        own = request.claimer_id == unit.person.id
        return Text("group-toast-own" if own else "group-toast-taken", {"number": number})
    return Text("group-toast-closed", {"number": number})


async def _pressed(unit: Unit, chat_id: int, request: Request) -> tuple[Group, Sent] | None:
    """The card that was pressed, where its group still has it; a very quick press may come before Telegram's id."""
    group = await store.find(unit, chat_id)
    pressed = None if unit.press is None else unit.press.message_id
    if group is None or group.area is None or pressed is None:
        return None
    known = await messages.seen(unit, chat_id, pressed)
    if known is not None:
        return (group, known) if (known.what, known.ref) == (CARD, request.id) else None
    unsent = [sent for sent in await messages.live(unit, (CARD,), request.id, chat_id) if sent.message_id is None]
    return (group, unsent[0]) if unsent else None


async def _mend(unit: Unit, shown: tuple[Group, Sent], request: Request) -> None:
    """The pressed card shows how things stand, also one that is not followed any more."""
    group, sent = shown
    if sent.live:
        unit.touched.add(request.id)
    else:
        again = Message((Text("group-card-again", {"number": cards.number(request)}),))
        await groups.edit(unit, group, sent, again if waits(request) else await card(unit, request))
