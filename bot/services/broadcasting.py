"""An announcement on its way: handed over in small pieces by a timer, stopped at a word, told how it went.

A piece and the cursor behind it are one transaction, so that a process that dies loses and doubles nothing. Only AHEAD
messages wait to be sent at a time: a stop leaves few to take back, and the sender lets everybody's replies go first.
"""

from datetime import UTC, datetime, timedelta

from bot.core.rights import Act
from bot.core.roles import COUNTRY
from bot.core.speech import LANGUAGES, Action, Button, Field, Language, Message, Text
from bot.services import areas, rights
from bot.services.unit import ALMATY, QUIET, Unit
from bot.store import announcements, audiences, messages, outbox, people, timers
from bot.store.announcements import ANNOUNCED, Announcement, State
from bot.store.audiences import Audience, Receiver, Scope
from bot.store.outbox import Rank
from bot.store.outbox import State as Fate

ANNOUNCE = "announce"
"""The timer, with the announcement's id."""

PROGRESS = "announcing"
"""What the author's live message is recorded as."""

AHEAD = 120
"""Messages of announcements that wait to be sent at once: four seconds of Telegram's pace."""

TICK = timedelta(seconds=3)
"""Between two pieces, and two edits of the author's message."""


def scope(unit: Unit, row: Announcement) -> Scope:
    """Who hears it. A region's volunteers are its districts' too; a district's are those who have the whole region."""
    codes = [row.area]
    if row.audience == Audience.VOLUNTEERS and row.area != COUNTRY:
        inside = [place.code for place in unit.asar.places.districts(row.area)]
        above = areas.region_of(unit, row.area)
        codes += inside or ([] if above is None else [above])
    return Scope(Audience(row.audience), tuple(dict.fromkeys(codes)), row.programme or None, row.by_id)


def allowed(unit: Unit, row: Announcement) -> bool:
    """Whether the person may say something to this area."""
    region = COUNTRY if row.area == COUNTRY else areas.region_of(unit, row.area)
    return region is not None and rights.may_in(unit, Act.ANNOUNCE, region)


def letter(unit: Unit, row: Announcement, language: Language) -> Message:
    """What a receiver reads; in the one language there is, where it was written in one only."""
    words = row.texts.get(language) or next(filter(None, row.texts.values()), "")
    paragraphs = (
        Text("announcement-head", {"area": areas.name(unit, row.area)}),
        Text("announcement-words", {"words": words}),
        Text("announcement-foot"),
    )
    return Message(paragraphs, ((Button(Text("announcement-off"), Action("a", ("off", row.id, 0))),),))


async def begin(unit: Unit, row: Announcement) -> None:
    """It was confirmed: the first piece goes at once, or in the morning."""
    await unit.say(unit.person, await _progress(unit, row), what=PROGRESS, ref=row.id)
    await timers.put(unit, ANNOUNCE, row.id, unit.waking())


async def show(unit: Unit, row: Announcement) -> None:
    """How it stands, for a press on what is no draft any more."""
    if row.state is State.RUNNING:
        await unit.show(await _progress(unit, row), what=PROGRESS, ref=row.id)
    else:
        await unit.reply(await _result(unit, row))


async def due(unit: Unit, key: int) -> None:
    """The timer: the next piece, if there is room for one; the end, if nobody is left."""
    row = await announcements.find(unit, key)
    if row is None or row.state is not State.RUNNING:
        return
    if not allowed(unit, row):  # its author has left the team meanwhile
        await _end(unit, row, State.STOPPED)
        return
    if unit.now >= _over(unit, row):
        await _end(unit, row, State.DONE)
        return
    morning = unit.waking()
    if morning != unit.now:
        await timers.put(unit, ANNOUNCE, row.id, morning)
        await _tell(unit, row)
        return
    waiting = await announcements.pending(unit)
    room = AHEAD - sum(waiting.values())
    piece = await audiences.page(unit, scope(unit, row), after=row.cursor, most=room) if room > 0 else []
    if piece:
        advanced = await announcements.advance(unit, row, piece[-1].id, len(piece))
        if advanced is None:
            return
        row = advanced
        await _hand_over(unit, row, piece)
    elif room > 0 and not waiting.get(row.id):
        await _end(unit, row, State.DONE)
        return
    await timers.put(unit, ANNOUNCE, row.id, unit.now + TICK)
    await _tell(unit, row)


def _over(unit: Unit, row: Announcement) -> datetime:
    return row.at + timedelta(hours=unit.asar.organisation.deadlines.announcement_hours)


async def _hand_over(unit: Unit, row: Announcement, piece: list[Receiver]) -> None:
    """Rows of the outbox, each worth sending until the evening: an announcement wakes nobody."""
    evening = datetime.combine(unit.today, QUIET[0], ALMATY).astimezone(UTC)
    payloads = {language: unit.asar.render(letter(unit, row, language), language) for language in LANGUAGES}
    for receiver in piece:
        record = await messages.add(unit, receiver.telegram_id, ANNOUNCED, row.id)
        await outbox.append(
            unit,
            chat_id=receiver.telegram_id,
            rank=Rank.ANNOUNCEMENT,
            method="sendMessage",
            payload=payloads[receiver.language],
            message=record,
            expires_at=min(evening, _over(unit, row)),
        )
    # Whatever these people look at is not the last message of their chat any more.
    await people.nothing_is_last(unit, [receiver.id for receiver in piece])


async def stop(unit: Unit, row: Announcement) -> None:
    """The author's word: what is not sent yet is not sent any more."""
    if row.state is State.RUNNING:
        await unit.answer(Text("announce-stopping"))
        await _end(unit, row, State.STOPPED)
    else:
        await unit.answer(Text("stale"))


async def _end(unit: Unit, row: Announcement, state: State) -> None:
    if not await announcements.end(unit, row, state):
        return
    await announcements.take_back(unit, row)
    await timers.drop(unit, ANNOUNCE, row.id)
    await unit.strip_all(row.id, PROGRESS)
    ended = await announcements.find(unit, row.id)
    if ended is not None:
        await unit.reply(await _result(unit, ended))


async def _tell(unit: Unit, row: Announcement) -> None:
    """Edit the author's message, unless an earlier edit still waits: without a network they would pile up."""
    for sent in await messages.live(unit, (PROGRESS,), row.id, unit.person.telegram_id):
        if not await outbox.waits(unit, sent.id):
            await unit.edit(sent, await _progress(unit, row), unit.person, otherwise="drop")


async def _progress(unit: Unit, row: Announcement) -> Message:
    waiting = (await announcements.pending(unit)).get(row.id, 0)
    total = max(row.total, row.handed)
    fields: dict[str, Field] = {"area": areas.name(unit, row.area), "sent": row.handed - waiting, "total": total}
    paragraphs = [Text("announce-progress", fields)]
    if unit.waking() != unit.now:
        paragraphs.append(Text("announce-night"))
    return Message(tuple(paragraphs), ((Button(Text("announce-stop"), Action("a", ("stop", row.id, 0))),),))


async def _result(unit: Unit, row: Announcement) -> Text:
    fates = await announcements.fates(unit, row)
    sent = fates.get(Fate.SENT, 0)
    unreached = row.unreached + fates.get(Fate.DEAD, 0)
    rest = max(row.total, row.handed) - sent - fates.get(Fate.DEAD, 0)
    text = "announce-stopped" if row.state is State.STOPPED else "announce-done"
    fields = {"area": areas.name(unit, row.area), "sent": sent, "unreached": unreached, "rest": max(0, rest)}
    return Text(text, fields)


async def choose(unit: Unit, code: str) -> None:
    """A receiver's button: no more announcements, or announcements again. What is about a request still comes."""
    on = code == "on"
    changed = await (audiences.come_back if on else audiences.leave)(unit, unit.person.id)
    text = Text("announcement-on-done" if on else "announcement-off-done")
    if not changed:
        await unit.answer(text)
        return
    back = () if on else ((Button(Text("announcement-on"), Action("a", ("on", 0, 0))),),)
    await unit.reply(text, rows=back)
