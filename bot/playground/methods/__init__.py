"""The methods of the Bot API, one file a family: messages, edits, media, profile, groups, intake.

Each is a function of the world and its typed parameters; it returns the result or raises `Refused`. `METHODS` is the
register; importing this package fills it.
"""

from bot.playground.methods import edits, groups, intake, media, messages, profile
from bot.playground.methods.register import METHODS

__all__ = ["METHODS", "edits", "groups", "intake", "media", "messages", "profile"]
