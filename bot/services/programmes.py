"""When a programme takes requests: by its dates or as an admin decided; and telling those who wait for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from bot.core.form import Programme
from bot.core.roles import Role
from bot.core.speech import Action, Button, Joined, Message, Row, Text
from bot.services.unit import ALMATY, Unit
from bot.store import meta, people, timers, waiting
from bot.store.outbox import Rank

SCREEN = "programmes"
"""What the live message of /programmes is recorded as."""

TIMER = "season"
"""The one timer of all programmes: the next day on which one of them opens."""


AT_ONCE = 200
"""How many people are told of an opening in one transaction."""


class Mode(StrEnum):
    """What decides whether a programme is open."""

    DATES = "dates"
    OPEN = "open"
    CLOSED = "closed"


LABELS = {Mode.OPEN: "programmes-open", Mode.CLOSED: "programmes-closed", Mode.DATES: "programmes-by-dates"}
"""The buttons of /programmes."""


@dataclass(frozen=True, slots=True)
class Season:
    """Whether a programme takes requests today, the day it will open, and the last day of an open one, where known."""

    open: bool
    opens: date | None = None
    closes: date | None = None
    mode: Mode = Mode.DATES


def _key(programme: str) -> str:
    return f"season:{programme}"


async def season(unit: Unit, programme: str) -> Season:
    """How it stands with a programme today."""
    mode = Mode(await meta.get(unit, _key(programme)) or Mode.DATES)
    if mode is not Mode.DATES:
        return Season(mode is Mode.OPEN, mode=mode)
    dates = unit.asar.organisation.seasons[programme]
    if dates.is_open(unit.today):
        return Season(True, closes=dates.closes)
    return Season(False, opens=dates.opens if dates.opens is not None and dates.opens > unit.today else None)


def title(programme: Programme) -> Text:
    """What a programme is called."""
    return Text(f"{programme.text}-title")


def only(unit: Unit, ids: Iterable[str]) -> Text:
    """That a place on the team is about these programmes and no others."""
    known = (unit.asar.programmes.get(one) for one in ids)
    return Text("team-only", {"programmes": Joined(tuple(title(one) for one in known if one is not None))})


def closed(season: Season) -> tuple[Text, ...]:
    """What a family reads instead of the questions of a closed programme."""
    when = Text("season-closed") if season.opens is None else Text("season-opens", {"day": season.opens})
    return (when, Text("season-offer"))


async def choose(unit: Unit) -> None:
    """Which of several programmes the person needs."""
    rows = tuple((_apply(programme, title(programme)),) for programme in unit.asar.programmes.values())
    await unit.reply(Text("programme-choose"), rows=rows)


def _apply(programme: Programme, label: Text) -> Button:
    return Button(label, Action("m", ("apply", programme.id)))


async def tell_at_opening(unit: Unit, programme: str) -> None:
    """Remember that the person wants to hear of the opening; an open programme is offered at once."""
    if (await season(unit, programme)).open:
        await unit.say(unit.person, _opening(unit.asar.programmes[programme]))
        return
    await waiting.add(unit, unit.person.id, programme)
    await unit.answer()
    await unit.reply(Text("season-will-tell"))


def _opening(programme: Programme) -> Message:
    button = _apply(programme, Text("season-apply"))
    return Message((Text("season-opened", {"programme": title(programme)}),), ((button,),))


async def due(unit: Unit) -> None:
    """Tell those who wait for a programme that is open by now, each once, and wake again when the next one opens.

    To be called at every start, since the dates may have changed, and for timers of kind TIMER.
    """
    ahead: list[datetime] = []
    for programme in unit.asar.programmes.values():
        now = await season(unit, programme.id)
        if now.open:
            if await _tell(unit, programme) == AT_ONCE:
                ahead.append(unit.now)  # others may be left: they come next
        elif now.opens is not None:
            ahead.append(datetime.combine(now.opens, time(), ALMATY))
    if ahead:
        await timers.put(unit, TIMER, 0, min(ahead))
    else:
        await timers.drop(unit, TIMER, 0)


async def _tell(unit: Unit, programme: Programme) -> int:
    """Tell the next of those who wait; how many that were."""
    message, morning = _opening(programme), unit.waking()
    told = await waiting.take(unit, programme.id, AT_ONCE)
    for person_id in told:
        who = unit.person if person_id == unit.person.id else await people.get(unit, person_id)
        await unit.say(who, message, rank=Rank.ANNOUNCEMENT, not_before=morning)
    return len(told)


async def show(unit: Unit) -> None:
    """/programmes: how each one stands, and the buttons to open and close it. For admins."""
    if not unit.person.holds(Role.ADMIN):
        await unit.reply(Text("admins-only"))
        return
    paragraphs, rows = [Text("programmes-head")], list[Row]()
    for programme in unit.asar.programmes.values():
        now = await season(unit, programme.id)
        paragraphs.append(
            Text(
                "programmes-line",
                {"programme": title(programme), "state": _state(now), "dates": _dates(unit, programme)},
            )
        )
        rows += [
            (Button(Text(label, {"programme": title(programme)}), Action("p", (mode, programme.id))),)
            for mode, label in LABELS.items()
            if mode is not now.mode
        ]
    await unit.show(Message(tuple(paragraphs), tuple(rows)), what=SCREEN, ref=unit.person.id)


def _state(now: Season) -> Text:
    by = "dates" if now.mode is Mode.DATES else "hand"
    return Text(f"programmes-{'open' if now.open else 'closed'}-by-{by}")


def _dates(unit: Unit, programme: Programme) -> Text:
    dates = unit.asar.organisation.seasons[programme.id]
    if dates.opens is None or dates.closes is None:
        return Text("programmes-year-round")
    return Text("programmes-dates", {"opens": dates.opens, "closes": dates.closes})


async def press(unit: Unit, mode: str, programme: str) -> None:
    """A button of the verb "p": from now on `mode` decides. Setting it twice is setting it once."""
    found = unit.asar.programmes.get(programme)
    if not unit.person.holds(Role.ADMIN) or found is None or mode not in list(Mode):
        await unit.answer(Text("stale"))
        return
    await meta.put(unit, _key(programme), mode)
    await due(unit)
    await unit.answer(Text("programmes-saved"))
    await show(unit)
