"""The tables. One statement of truth for SQLite and PostgreSQL; `migrations/` brings older databases here.

columns     what every table is made of        people      who writes, may help, agreed
requests    what a family asks for             work        what the team works with
words       what is said, to whom              clockwork   what keeps Asar going

Columns named `sealed_*` hold personal data encrypted by `Vault`; everything else must be safe to read in a backup.
"""

from bot.store.schema.clockwork import dead_letters, meta, timers, updates
from bot.store.schema.columns import UTCDateTime, metadata
from bot.store.schema.people import consents, invites, memberships, people, school_links, unsubscribed, waiting
from bot.store.schema.requests import audit, drafts, intakes, requests
from bot.store.schema.words import announcements, groups, letters, messages, outbox
from bot.store.schema.work import complaints, handovers, items, localities, panels, reviews, stocks

__all__ = [
    "UTCDateTime",
    "announcements",
    "audit",
    "complaints",
    "consents",
    "dead_letters",
    "drafts",
    "groups",
    "handovers",
    "intakes",
    "invites",
    "items",
    "letters",
    "localities",
    "memberships",
    "messages",
    "meta",
    "metadata",
    "outbox",
    "panels",
    "people",
    "requests",
    "reviews",
    "school_links",
    "stocks",
    "timers",
    "unsubscribed",
    "updates",
    "waiting",
]
