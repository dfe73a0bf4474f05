"""Which languages somebody of the team speaks to families: said when they join, changed whenever they like."""

from bot.core.speech import Action, Button, Field, Flow, Joined, Message, Text
from bot.services import cards
from bot.services.unit import Unit
from bot.store import people
from bot.store.people import Person

ANSWERS = {"kk": "speaks-kk", "ru": "speaks-ru", "kk,ru": "speaks-both"}
"""What is stored in `people.speaks`, and the label of its button."""

SCREEN = "speaks"
"""What the live message of the choice is recorded as."""


def named(person: Person) -> Field:
    """The languages of a member as a list; who has said nothing speaks the language they read."""
    return Joined(tuple(Text(f"speaks-name-{language}") for language in person.spoken))


async def choose(unit: Unit, chosen: str | None = None) -> None:
    """The languages of this person, by buttons. Shown, and changed."""
    if chosen in ANSWERS:
        await people.change(unit, unit.person, speaks=chosen)
    current = ",".join(unit.person.spoken)
    buttons = tuple(
        Button(
            Text("volunteer-chosen", {"label": Text(label)}) if code == current else Text(label),
            Action("v", ("sp", 0, 0, code)),
        )
        for code, label in ANSWERS.items()
    )
    message = Message((Text("speaks-ask"),), (Flow(buttons, columns=1), (cards.QUEUE,)))
    await unit.show(message, what=SCREEN, ref=unit.person.id)
