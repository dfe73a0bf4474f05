"""The interview: a pure engine that leads a person through a programme, one screen at a time.

events.py   what can happen           state.py   where an interview stands, and what it must know of the world
engine.py   one step: `step`          path.py    the visible path, derived from the answers every time
kinds.py    the kinds of question     place.py   the question "where", in two steps
screens.py  a screen as data          asking.py  the screens of the path
review.py   everything answered       texts.py   every text the interview itself says
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
