"""What is stored about a person, shown to that person, and erased at a word (docs/SOURCES.md#consent)."""

from bot.core import numbers
from bot.core.interview import summary
from bot.core.requests import NEXT, OPEN, Event
from bot.core.speech import Action, Button, Field, Joined, Message, Phone, Text
from bot.services import (
    claims,
    forgetting,
    interviews,
    notes,
    photos,
    post,
    queue,
    reviewing,
    speaking,
    team,
    unfinished,
    worlds,
)
from bot.services.unit import Unit
from bot.store import (
    announcements,
    audiences,
    audit,
    complaints,
    consents,
    drafts,
    letters,
    messages,
    outbox,
    panels,
    people,
    requests,
    updates,
    waiting,
)
from bot.store.requests import Request


async def show(unit: Unit) -> None:
    """/mydata: everything Asar keeps about the person, in plain words, and how to have it erased."""
    found = await requests.of_person(unit, unit.person.id)
    kept = await drafts.of(unit, unit.person.id)
    written = await letters.count_own(unit, unit.person.id)
    if not found and not kept and not unit.person.on_team:
        await unit.reply(Text("mydata-nothing"))
        return
    if unit.person.on_team:
        await unit.reply(_membership(unit))
    await unit.reply(Text("mydata-head", {"requests": len(found), "drafts": len(kept)}))
    if written:
        await unit.reply(Text("mydata-letters", {"count": written}))
    world = interviews.world(unit)
    for request in found[:5]:
        programme = unit.asar.programmes.get(request.programme)
        answers = requests.answers(unit, request)
        if programme is None or not answers:
            continue
        lines = summary(world, programme, answers)
        counted = await _kept(unit, request)
        await unit.reply(Text("mydata-request", {"number": numbers.show(request.number)}), *lines, *counted)
    facts = worlds.facts(unit.asar.texts, unit.asar.organisation, "mydata-how")
    await unit.reply(Text("mydata-how", facts), rows=((_button("mydata-delete", "ask"),),))


async def _kept(unit: Unit, request: Request) -> tuple[Text, ...]:
    """What the team keeps about a family besides its answers is counted: it is its data, though not its reading."""
    counts = {"mydata-notes": len(await notes.of(unit, request)), "mydata-photos": len(await photos.of(unit, request))}
    number = numbers.show(request.number)
    return tuple(Text(text, {"number": number, "count": count}) for text, count in counts.items() if count)


def _membership(unit: Unit) -> Text:
    profile = people.profile(unit, unit.person)
    known: list[Field] = [str(profile["name"])] if profile.get("name") else []
    if profile.get("phone"):
        known.append(Phone(str(profile["phone"])))
    roles = sorted({membership.role for membership in unit.person.memberships})
    return Text(
        "mydata-team",
        {
            "name": Joined(tuple(known)),
            "roles": Joined(tuple(Text(f"role-{role}") for role in roles)),
            "languages": speaking.named(unit.person),
        },
    )


def _button(label: str, code: str) -> Button:
    return Button(Text(label), Action("x", (code,)))


async def ask(unit: Unit) -> None:
    """/delete: say what will happen, and ask."""
    rows = ((_button("delete-yes", "yes"),), (_button("delete-no", "no"),))
    await unit.say(unit.person, Message((Text("delete-sure"),), rows), what="delete", ref=unit.person.id)


async def press(unit: Unit, code: str) -> None:
    """A button of the verb "x"."""
    if code == "ask":
        await ask(unit)
        return
    if code not in ("yes", "no") or not await _is_asked(unit):
        await unit.answer(Text("stale"))
        return
    await unit.strip_all(unit.person.id, "delete", chat_id=unit.person.telegram_id)
    if code == "yes":
        await erase(unit)
    else:
        await unit.reply(Text("delete-kept"))


async def _is_asked(unit: Unit) -> bool:
    """Whether the pressed question still waits for its answer; the id of one just sent may not be known yet."""
    asked = await messages.live(unit, ("delete",), unit.person.id, unit.person.telegram_id)
    if unit.press is not None and not unit.press.query_id:
        return bool(asked)  # its label was typed
    pressed = None if unit.press is None else unit.press.message_id
    return any(sent.message_id in (None, pressed) for sent in asked)


async def erase(unit: Unit) -> None:
    """Withdraw the consents and erase the person: open requests end, contacts are blanked, answers are gone.

    What stays: the request's number, place, dates and states without a name, for the counts; the dated consent with the
    name that completed it, sealed, as the proof that the law asks for; for some days outbox rows without text.
    """
    person, account = unit.person, unit.person.telegram_id
    await outbox.forget(unit, account)  # first: what blanks this chat's messages is said below
    if person.on_team:
        await team.dissolve(unit, person)
    for row in await drafts.of(unit, person.id):
        await unfinished.discard(unit, row.id)
    for request in await requests.all_of_person(unit, person.id):
        await _erase_request(unit, request)
    await post.take_back(unit, person.id)
    await letters.forget_by(unit, person.id)
    await complaints.forget_by(unit, person.id)
    await consents.withdraw(unit, person.id)
    await waiting.forget(unit, person.id)
    await announcements.forget(unit, person.id)
    await audiences.come_back(unit, person.id)
    await panels.forget(unit, person.id)
    await updates.forget(unit, account)
    await unit.answer()
    await unit.reply(Text("delete-done"))
    await messages.forget(unit, account, -person.id)
    await people.forget(unit, person)


async def erase_entered(unit: Unit) -> None:
    """The same of a family without Telegram, at its word: the unit is in its name, and nothing can be said to it."""
    for request in await requests.all_of_person(unit, unit.person.id):
        await _erase_request(unit, request)
    await consents.withdraw(unit, unit.person.id)


async def _erase_request(unit: Unit, request: Request) -> None:
    state = request.state
    if state in OPEN:
        moved = await requests.move(unit, request, NEXT[state, Event.WITHDRAW])
        if moved is not None:
            state = moved.state
            await audit.append(unit, request.id, Event.WITHDRAW, state, unit.person.id)
            if request.claimer_id is not None:
                number = numbers.show(request.number)
                await claims.claim_ended(unit, request, Text("volunteer-withdrawn", {"number": number}))
            await queue.left(unit, moved)
    await reviewing.decide(unit, request, Event.ERASE, by=None)
    await forgetting.forget(unit, request, state, unit.person.id)
