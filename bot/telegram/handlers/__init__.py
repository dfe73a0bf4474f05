"""Thin handlers: read the update, call one use case. `all_handlers` is their order; the last one takes everything.

family      start, language, menu, status, data, the buttons of a family
interview   answers of every kind: pressed, typed, shared, and what is no answer
volunteer   the queue and claims
filters     the queue narrowed, several requests at once
coordinator /review and what is decided there, /assign, /audit
letters     letters between a family and its helper, complaints
team        invitations, the team, programmes
stock       what a region has of each thing
announce    words to many people at once
intake      requests of families without Telegram
help        /help
typed       buttons whose labels are typed instead
groups      /bind, cards in groups, what happens to a group; the bot blocked, and let in again
common      what several of them share
"""

from typing import Any

from telegram.ext import BaseHandler

from bot.telegram.dispatch import Context
from bot.telegram.handlers.announce import HANDLERS as ANNOUNCE
from bot.telegram.handlers.coordinator import HANDLERS as COORDINATOR
from bot.telegram.handlers.family import HANDLERS as FAMILY
from bot.telegram.handlers.filters import HANDLERS as FILTERS
from bot.telegram.handlers.groups import HANDLERS as GROUPS
from bot.telegram.handlers.help import HANDLERS as HELP
from bot.telegram.handlers.intake import HANDLERS as INTAKE
from bot.telegram.handlers.interview import HANDLERS as INTERVIEW
from bot.telegram.handlers.interview import PRESSES
from bot.telegram.handlers.letters import HANDLERS as LETTERS
from bot.telegram.handlers.stock import HANDLERS as STOCK
from bot.telegram.handlers.team import HANDLERS as TEAM
from bot.telegram.handlers.typed import HANDLERS as TYPED
from bot.telegram.handlers.volunteer import HANDLERS as VOLUNTEER


def all_handlers() -> list[BaseHandler[Any, Context, Any]]:
    """Every handler, in the order in which they are asked."""
    team = [*VOLUNTEER, *LETTERS, *FILTERS, *COORDINATOR, *TEAM, *STOCK, *ANNOUNCE, *INTAKE]
    return [*GROUPS, *PRESSES, *FAMILY, *HELP, *team, *TYPED, *INTERVIEW]
