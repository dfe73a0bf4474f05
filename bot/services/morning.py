"""Every morning: how the regions stand that somebody leads, in their language, with a way to act.

Each who leads has one timer, `MORNING`. It fires once a day: after an outage still before noon is long past, never in
the evening; a clock that jumps back brings no second one (`meta` remembers the day).
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from bot.core import numbers
from bot.core.rights import Act
from bot.core.roles import COUNTRY, Role
from bot.core.speech import Action, Button, Field, Joined, Message, Row, Text
from bot.services import areas, cards, complaints, reviewing, rights, staffing
from bot.services.unit import ALMATY, Asar, Unit
from bot.store import meta, mornings, people, reviews, stocks, timers
from bot.store.database import Tx
from bot.store.mornings import Figures
from bot.store.reviews import Why

MORNING = "morning"
"""The timer, with the person's id; and what is remembered of the last time."""

WHOLE = 3
"""Up to so many regions are told of in full; for more a line each, under the sum of all."""

QUIET_WEEK = 7
"""Where nothing happens that is said on the first morning, and on every seventh."""

STEP_BACK = timedelta(days=2)
"""A day this much ahead was written by a clock that has been set back since; one further ahead was simply wrong."""

SPREAD = 120
"""Seconds over which mornings are told, each in a transaction of its own: the counting must not hold anybody up."""

TEAM = Button(Text("morning-team"), Action("t", ("tc",)))


def _leads(unit: Unit) -> bool:
    return rights.may_in(unit, Act.TEAM)


async def start(tx: Tx, asar: Asar) -> None:
    """At start: everybody who leads has the timer, and it stands where the settings want it today."""
    leading = {person_id for person_id, held in await people.all_holders(tx) if held.role is not Role.VOLUNTEER}
    for person_id in sorted(leading):
        await watch(Unit(tx, asar, await people.get(tx, person_id)))


async def watch(unit: Unit) -> None:
    """Set the timer of `person` if they lead somewhere: this morning, if it is not over, else the next."""
    if not _leads(unit):
        return
    told = _told(await meta.get(unit, _key(unit)))
    today = unit.today
    due = _at(unit, today)
    if _was_told(told, today) or unit.now >= _end(unit, today):
        due = _at(unit, today + timedelta(days=1))
    spread = timedelta(seconds=unit.person.id % SPREAD)
    await timers.put(unit, MORNING, unit.person.id, max(due, unit.now) + spread)


async def welcome(unit: Unit) -> None:
    """`person` has come to lead: who comes in the middle of a day is wished a good morning on the next."""
    if _leads(unit) and unit.now >= _at(unit, unit.today) and await meta.get(unit, _key(unit)) is None:
        await meta.put(unit, _key(unit), f"{unit.today.isoformat()} 0")
    await watch(unit)


def _at(unit: Unit, day: date) -> datetime:
    return datetime.combine(day, unit.asar.organisation.deadlines.morning, ALMATY)


def _end(unit: Unit, day: date) -> datetime:
    return datetime.combine(day, unit.asar.organisation.deadlines.morning_until, ALMATY)


def _key(unit: Unit) -> str:
    return f"{MORNING}:{unit.person.id}"


def _told(kept: str | None) -> tuple[date, int] | None:
    """The day of the last time, and how many quiet mornings there had been in a row."""
    if kept is None:
        return None
    day, _, quiet = kept.partition(" ")
    return date.fromisoformat(day), int(quiet)


def _was_told(told: tuple[date, int] | None, today: date) -> bool:
    return told is not None and timedelta() <= told[0] - today <= STEP_BACK


async def due(unit: Unit) -> None:
    """The timer: tell them, unless it is too early, too late, told already, or not theirs any more."""
    if not _leads(unit):
        return
    told, today = _told(await meta.get(unit, _key(unit))), unit.today
    if _at(unit, today) <= unit.now < _end(unit, today) and not _was_told(told, today):
        quiet = await _tell(unit, 0 if told is None else told[1])
        await meta.put(unit, _key(unit), f"{today.isoformat()} {quiet}")
    await watch(unit)


async def _tell(unit: Unit, quiet: int) -> int:
    """Say it; how many quiet mornings there have been in a row by now."""
    everywhere = rights.may_in(unit, Act.TEAM, COUNTRY)
    led = [place.code for place in areas.led_by(unit)]
    until = _at(unit, unit.today)
    found = await mornings.figures(unit, [COUNTRY] if everywhere else led, until - timedelta(days=1), until)
    looks = await _looks(unit, [COUNTRY] if everywhere else led)
    complained = await complaints.waiting(unit, [COUNTRY] if everywhere else led)
    if not found and not looks and not complained:
        if quiet % QUIET_WEEK == 0 and not unit.person.paused:
            await unit.say(unit.person, Message((Text("morning-quiet"),)))
        return quiet + 1
    if unit.person.paused:
        return 0
    paragraphs = [Text("morning-head")]
    if everywhere or len(led) > WHOLE:
        paragraphs += await _compact(unit, found, [COUNTRY] if everywhere else led, looks)
    else:
        for region in led:
            paragraphs.append(await _whole(unit, region, found.get(region, Figures())))
    rows: tuple[Row, ...] = ((reviewing.OPEN_LIST,),) if looks else ()
    await unit.say(unit.person, Message(tuple(paragraphs), (*rows, (cards.QUEUE, TEAM))))
    return 0


async def _looks(unit: Unit, regions: list[str], reasons: Collection[Why] = tuple(Why)) -> int:
    """How many requests there wait for this person's look: as many as /review lists."""
    return await reviews.count(unit, regions, unit.person.id, phone=unit.person.phone_hash, reasons=reasons)


async def _whole(unit: Unit, region: str, figures: Figures) -> Text:
    """Everything about one region."""
    looks = await _looks(unit, [region])
    lines = [
        Text("morning-region", {"region": areas.name(unit, region)}),
        *await _lines(unit, [region], figures, looks),
        *await _stock(unit, region),
        *await _team(unit, region, figures),
    ]
    return _lined(lines)


async def _compact(unit: Unit, found: dict[str | None, Figures], regions: list[str], looks: int) -> list[Text]:
    """The sum of all regions, then a line for each in which somebody waits or has come."""
    total = _sum(list(found.values()))
    head = Text("morning-all" if COUNTRY not in regions else "morning-country")
    paragraphs = [_lined([head, *await _lines(unit, regions, total, looks)])]
    order = sorted(found, key=lambda region: (-found[region].waits, region or ""))
    lines = [_line(unit, region, found[region]) for region in order if found[region].waits or found[region].new]
    if lines:
        paragraphs.append(_lined(lines))
    without = [
        region
        for region in order
        if region is not None and found[region].waits and await staffing.without_people(unit, region) == (region,)
    ]
    if without:
        names = Joined(tuple(areas.name(unit, region) for region in without))
        paragraphs.append(Text("morning-deserted-regions", {"regions": names}))
    return paragraphs


def _lined(lines: Sequence[Text]) -> Text:
    return Text("card-lines", {"lines": Joined(tuple(lines), "\n")})


def _sum(all_of: list[Figures]) -> Figures:
    total = Figures()
    for one in all_of:
        total.waiting[None] = total.waits + one.waits
        for name in ("new", "idle", "waitlisted", "unreached", "delivered", "confirmed"):
            setattr(total, name, getattr(total, name) + getattr(one, name))
    return total


def _days(unit: Unit, since: datetime) -> int:
    return max(0, (unit.now - since).days)


def _line(unit: Unit, region: str | None, figures: Figures) -> Text:
    name: Field = Text("morning-region-unknown") if region is None else areas.name(unit, region)
    days = 0 if figures.oldest is None else _days(unit, figures.oldest)
    return Text("morning-line", {"region": name, "new": figures.new, "waiting": figures.waits, "days": days})


async def _lines(unit: Unit, regions: list[str], figures: Figures, looks: int) -> list[Text]:
    """The figures that are about requests, what is bad before what went well; zeros only of what is always asked."""
    lines = [Text("morning-new", {"count": figures.new}), Text("morning-waiting", {"count": figures.waits})]
    longest = await mornings.longest_waiting(unit, regions) if figures.waits else None
    if longest is not None:
        number, since = longest
        lines.append(Text("morning-longest", {"number": numbers.show(number), "days": _days(unit, since)}))
    more = (
        ("morning-review", looks),
        ("morning-disputed", await _looks(unit, regions, reviews.DISPUTES) if looks else 0),
        ("morning-complaints", len(await complaints.waiting(unit, regions))),
        ("morning-idle", figures.idle),
        ("morning-unreached", figures.unreached),
        ("morning-waitlisted", figures.waitlisted),
    )
    lines += [Text(text, {"count": count}) for text, count in more if count]
    if figures.delivered or figures.confirmed:
        done: dict[str, Field] = {"delivered": figures.delivered, "confirmed": figures.confirmed}
        lines.append(Text("morning-done", done))
    return lines


async def _stock(unit: Unit, region: str) -> list[Text]:
    """What is counted there and used up."""
    out = 0
    for programme in await stocks.programmes(unit, region):
        out += sum(one.left <= 0 for one in (await stocks.counts(unit, programme, region)).values())
    return [Text("morning-out", {"count": out})] if out else []


async def _team(unit: Unit, region: str, figures: Figures) -> list[Text]:
    """Who is missing: districts in which families wait and nobody helps, and how many volunteers rest."""
    without = await staffing.without_people(unit, region)
    missing = sorted((code for code in without if code in figures.waiting), key=lambda code: -figures.waiting[code])
    lines: list[Text] = []
    if figures.waits and without == (region,):
        lines.append(Text("morning-nobody"))
    elif missing:
        names = Joined(tuple(areas.name(unit, district) for district in missing[: staffing.NAMED]))
        lines.append(Text("morning-deserted", {"districts": names}))
        if len(missing) > staffing.NAMED:
            lines.append(Text("morning-deserted-more", {"count": len(missing) - staffing.NAMED}))
    here = [region, *(place.code for place in unit.asar.places.districts(region))]
    resting = await mornings.resting(unit, here)
    if resting:
        lines.append(Text("morning-resting", {"count": resting}))
    return lines
