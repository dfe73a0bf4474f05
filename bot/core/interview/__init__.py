"""The interview: a pure engine that leads a person through a programme, one screen at a time.

events               what can happen         state   where an interview stands; what it knows of the world
engine               one step: `step`        path    the visible path, derived from the answers every time
pressing, answering  what an event means     changes  what it does to the answers
kind, kinds          the kinds of question   kinds_chosen, kinds_counted, place  those with choices, numbers, places
screens, show        a screen as data        asking, review  the screens of the path, and of its end
texts                every text the interview itself says
"""

from bot.core.interview.answering import Refused, Submitted
from bot.core.interview.engine import Step, fit, screen, step
from bot.core.interview.events import (
    ContactShared,
    Event,
    LocationShared,
    PhotoShared,
    Press,
    Start,
    Typed,
    Unusable,
)
from bot.core.interview.review import summary
from bot.core.interview.screens import VERB, Screen
from bot.core.interview.state import Draft, World, new_draft, with_presets

__all__ = [
    "VERB",
    "ContactShared",
    "Draft",
    "Event",
    "LocationShared",
    "PhotoShared",
    "Press",
    "Refused",
    "Screen",
    "Start",
    "Step",
    "Submitted",
    "Typed",
    "Unusable",
    "World",
    "fit",
    "new_draft",
    "screen",
    "step",
    "summary",
    "with_presets",
]
