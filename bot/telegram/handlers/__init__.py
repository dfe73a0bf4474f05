"""Thin handlers: read the update, call one use case. `all_handlers` is their order; the last one takes everything.

family      start, language, menu, status, data, the buttons of a family
interview   answers of every kind: pressed, typed, shared, and what is no answer
volunteer   the queue and claims
team        invitations, the team, programmes
help        /help
groups      what happens to the bot itself: blocked, added to a group
"""

from typing import Any

from telegram.ext import BaseHandler

from bot.telegram.dispatch import Context
from bot.telegram.handlers import family, groups, help, interview, team, volunteer  # noqa: A004 - named as its command


def all_handlers() -> list[BaseHandler[Any, Context, Any]]:
    """Every handler, in the order in which they are asked."""
    return [
        *groups.HANDLERS,
        *interview.PRESSES,
        *family.HANDLERS,
        *help.HANDLERS,
        *volunteer.HANDLERS,
        *team.HANDLERS,
        *interview.HANDLERS,
    ]
