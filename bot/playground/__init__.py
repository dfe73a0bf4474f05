"""playground: a local Telegram with one bot, for trying, testing and showing. Imports nothing of Asar but its data.

server      LocalTelegram: /bot<token>/<method>, /file/..., /control/...      __main__  the same from the shell
methods/    the Bot API, a file a family                                     schema    its types, params  its bodies
markup entities text keyboards   what may be sent, with the real server's limits and words
updates webhook   how updates reach the bot      faults limits clock   what goes wrong, and when
model chats       what there is                  acts group_acts town_acts control   what people and tests do
client seen transcript   the town from outside: Town, Person, Seen
"""

from bot.playground.client import Town
from bot.playground.person import Group, Person, Toast
from bot.playground.seen import Button, Seen
from bot.playground.server import LocalTelegram

__all__ = ["Button", "Group", "LocalTelegram", "Person", "Seen", "Toast", "Town"]
