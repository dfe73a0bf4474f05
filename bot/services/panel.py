"""What each of the team sees of the queue: one live message, edited in place, and what they chose to hear besides."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.core.roles import Role
from bot.core.speech import Action, Button, Flow, Joined, Message, Row, Text
from bot.services import cards, filters, localities, picking, views
from bot.services.unit import ALMATY, Unit
from bot.store import messages, panels, people, timers
from bot.store import queue as waiting
from bot.store.panels import Panel
from bot.store.people import Person

PANEL = "panel"
"""What the one live queue message is recorded as, with the person's id; also the timer that refreshes it."""

DIGEST = "digest"
"""The timer that tells somebody of new requests, with the person's id."""

NEWS = ("every", "digest", "silent")
"""What a volunteer may choose to hear: a card of every request, a digest, or nothing."""

SPEAKS = Button(Text("volunteer-speaks"), Action("v", ("sp", 0, 0)))
MINE = Button(Text("volunteer-mine"), Action("v", ("mn", 0, 0)))
RESUME = Button(Text("volunteer-resume"), Action("v", ("re", 0, 0)))

PAGE = 6
"""Requests on one page."""

SLOTS = (time(9), time(18))
"""When digests are told, in Kazakhstan."""


async def show(unit: Unit, page: int = 0) -> None:
    """/queue: the live message, on one of its pages."""
    now = await filters.current(unit, unit.person)
    then = replace(now, page=max(page, 0), open=None, ticked=())
    if then != now:
        await panels.put(unit, unit.person.id, then)
    await show_open(unit)


async def show_open(unit: Unit) -> None:
    """The live message with what is open in it: the queue, a menu of choices, ticks."""
    await unit.show(await _message(unit, unit.person), what=PANEL, ref=unit.person.id)


async def refresh(unit: Unit, person: Person) -> None:
    """The timer of somebody's live message: let it say how things stand now, on the page they read."""
    for sent in await messages.live(unit, (PANEL,), person.id, person.telegram_id):
        await unit.edit(sent, await _message(unit, person), person, otherwise="drop")


async def changed(unit: Unit, team: list[Person]) -> None:
    """The queue of these people has changed: a live message shows it within the minute, once a minute at most.

    The timer stands at the next full minute, so that a stream of requests moves it no further.
    """
    due = unit.now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    for person in team:
        if await messages.live(unit, (PANEL,), person.id, person.telegram_id):
            await timers.put(unit, PANEL, person.id, due)


async def tell_later(unit: Unit, person: Person) -> None:
    """Let somebody hear of new requests at nine or at six, once for all that come until then."""
    await timers.put(unit, DIGEST, person.id, next_slot(unit.now))


def next_slot(now: datetime) -> datetime:
    """The next moment for a digest."""
    local = now.astimezone(ALMATY)
    days = (local.date(), local.date() + timedelta(days=1))
    moments = (datetime.combine(day, slot, ALMATY) for day in days for slot in SLOTS)
    return next(moment for moment in moments if moment > local)


async def digest(unit: Unit, person: Person) -> None:
    """The timer of the digest: how many wait, if any still do. One that is late by a night joins the next one."""
    if unit.waking() != unit.now:
        await tell_later(unit, person)
        return
    seen = views.of(unit, person)
    count = await waiting.count(unit, seen, person.id)
    if count == 0 or person.paused:
        return
    oldest = (await waiting.page(unit, seen, person.id, at_most=1))[0]
    text = Text("volunteer-digest", {"count": count, "waited": cards.waited(unit, oldest)})
    await unit.say(person, Message((text,), ((cards.NEXT, cards.QUEUE),)), not_before=unit.waking())


async def _message(unit: Unit, person: Person) -> Message:
    panel = await filters.current(unit, person)
    if panel.open == picking.PICKING:
        return await picking.message(unit, person, panel)
    if panel.open is not None:
        return await filters.message(unit, person, panel)
    return await _queue(unit, person, panel)


async def _queue(unit: Unit, person: Person, panel: Panel) -> Message:
    seen = views.of(unit, person)
    count = await waiting.count(unit, seen, person.id, panel.chosen)
    page = min(max(panel.page, 0), max(count - 1, 0) // PAGE)
    found = await waiting.page(unit, seen, person.id, panel.chosen, at_most=PAGE, skip=page * PAGE)
    chosen = await filters.described(unit, panel.chosen)
    head = Text("filter-panel" if chosen else "volunteer-panel", {"count": count})
    paragraphs = [chosen, head] if chosen else [head]
    rows: list[Row] = []
    if found:
        local = await localities.of(unit, *found)
        lines = tuple(cards.line(unit, request, local[request.id]) for request in found)
        paragraphs.append(Text("card-lines", {"lines": Joined(lines, "\n")}))
        paragraphs.append(Text("volunteer-panel-how"))
        rows.append(Flow(tuple(Button(cards.number(r), cards.action("s", r)) for r in found)))
        turns = [(label, at) for label, at in (("◀️", page - 1), ("▶️", page + 1)) if 0 <= at * PAGE < count]
        rows.append(tuple(Button(label, Action("v", ("q", 0, 0, at))) for label, at in turns))
        rows.append((cards.NEXT,))
    if count > 1 and not person.paused:
        rows.append((filters.button(Text("ticks-open"), "t", 0),))
    if chosen or count > 1:
        choosing = filters.button(Text("filter-open"), "o", filters.MENU, 0)
        rows.append((choosing, filters.CLEAR) if chosen else (choosing,))
    rows.append((Button(Text("volunteer-news"), Action("v", ("nw", 0, 0))), MINE))
    if person.paused:
        paragraphs.append(Text("volunteer-is-paused"))
        rows.append((RESUME,))
    return Message(tuple(paragraphs), tuple(row for row in rows if row))


async def choose_news(unit: Unit, chosen: str | None = None) -> None:
    """What the volunteer hears besides the live message: every request, a digest, or nothing. Shown, and changed."""
    if chosen in NEWS:
        await people.change(unit, unit.person, news=chosen)
        if chosen != "digest":
            await end_digest(unit, unit.person)
    current = unit.person.news
    buttons = tuple(
        Button(
            Text("volunteer-chosen", {"label": label}) if news == current else label, Action("v", ("nw", 0, 0, news))
        )
        for news, label in ((news, Text(f"volunteer-news-{news}")) for news in NEWS)
    )
    await unit.show(
        Message((Text("volunteer-news-ask"),), (Flow(buttons, columns=1), (SPEAKS,), (cards.QUEUE,))),
        what="news",
        ref=unit.person.id,
    )


async def end_digest(unit: Unit, person: Person) -> None:
    """No digest comes any more, but to whom nobody comes after: requests that reached them would lie unseen."""
    if not person.holds(Role.COORDINATOR, Role.ADMIN):
        await timers.drop(unit, DIGEST, person.id)


async def ask_to_resume(unit: Unit) -> None:
    """Offers are paused: how to have them again."""
    await unit.reply(Text("volunteer-is-paused"), rows=((RESUME,),))
