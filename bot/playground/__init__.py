"""A local Telegram with one bot, for trying, testing and showing. It knows nothing of Asar.

server, __main__     LocalTelegram: /bot<token>/<method>, /file/..., /control/...; the same from the shell
page/, page_server, views   the page in the browser: its files, what it is told      guard   who may use it
methods/             the Bot API, a file a family      schema, params   its types, and the bodies of calls
markup, entities, text, keyboards, images, errors      what may be sent, with the real server's limits and words
updates, webhook     how updates reach the bot         faults, limits, clock   what goes wrong, and when
model, chats         what there is
acts, group_acts, media_acts, town_acts, crowd_acts, control   what people and tests do
client, person, seen, transcript                       the town from outside: Town, Person, Seen, a dialogue as text
demo, stage, child, snapshot   `make demo`: the page with the bot beside it, and the town kept from day to day
moving_in                      who lives there from the beginning
stories, families, show, morning, printed   what its people do: at once, watched, printed by `asar demo --print`

Look next: `tests/`, where the same people talk to the same bot.
"""

from bot.playground.client import Town
from bot.playground.person import Group, Person, Toast
from bot.playground.seen import Button, Seen
from bot.playground.server import LocalTelegram

__all__ = ["Button", "Group", "LocalTelegram", "Person", "Seen", "Toast", "Town"]
