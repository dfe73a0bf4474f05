"""Who writes, what they may do, what they agreed to and what they want to hear."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import JSON

from bot.store.schema.columns import Id, UTCDateTime, key, metadata

people = Table(
    "people",
    metadata,
    key(),
    Column("telegram_id", BigInteger, nullable=False, unique=True),
    Column("language", String(2)),
    Column("reachable", Boolean, nullable=False, default=True),
    Column("focus", BigInteger),  # the draft this person is answering now
    Column("last_message", BigInteger),  # our message that is still the last one in the chat (messages.id)
    Column("keys_shown", Boolean, nullable=False, default=False),  # a reply keyboard is on the person's screen
    Column("menu", String(80)),  # the command menu last set for this chat
    Column("news", String(8), nullable=False, default="digest"),  # what a volunteer hears: every, digest, silent
    Column("paused", Boolean, nullable=False, default=False),
    Column("paused_by", String(12)),  # self, idle (nothing done for long), returns (claims that lay idle), lead
    Column("returns", Integer, nullable=False, server_default="0"),  # claims in a row that returned by themselves
    Column("speaks", String(16)),  # languages a volunteer talks to families in, as "kk,ru"; NULL: the chosen one
    Column("phone_hash", LargeBinary, index=True),
    Column("sealed_profile", LargeBinary),  # of team members: the name and phone their coordinator sees
    Column("sealed_offered", LargeBinary),  # the buttons of the last message outside the interview, to be typed too
    Column("sealed_prompt", LargeBinary),  # a question outside the interview that the next text answers
    Column("created_at", UTCDateTime, nullable=False),
    Column("seen_at", UTCDateTime, nullable=False),
)

memberships = Table(
    "memberships",
    metadata,
    key(),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False),
    Column("role", String(12), nullable=False),
    Column("area", String(9), nullable=False),  # KATO code of a region or district; "KZ" is the whole country
    Column("programmes", JSON),  # ids of the programmes it is about; NULL: of all
    Column("granted_by", BigInteger),
    Column("granted_at", UTCDateTime, nullable=False),
    UniqueConstraint("person_id", "role", "area"),
    Index(None, "area", "role"),
)

invites = Table(
    "invites",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("role", String(12), nullable=False),
    Column("areas", JSON, nullable=False),
    Column("programmes", JSON),  # NULL: all
    Column("created_by", BigInteger),
    Column("created_at", UTCDateTime, nullable=False),
    Column("expires_at", UTCDateTime, nullable=False),
    Column("used_by", BigInteger),
    Column("used_at", UTCDateTime),
)

school_links = Table(
    "school_links",
    metadata,
    Column("token", String(16), primary_key=True),
    Column("programme", String(32), nullable=False),
    Column("region", String(9), nullable=False),
    Column("district", String(9)),
    Column("school", Text, nullable=False),
    Column("created_by", BigInteger),
    Column("created_at", UTCDateTime, nullable=False),
)

consents = Table(
    "consents",
    metadata,
    key(),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False, index=True),
    Column("programme", String(32), nullable=False),
    Column("version", String(64), nullable=False),  # hash of the text that was shown
    Column("language", String(2), nullable=False),
    Column("sealed_name", LargeBinary),  # completed by the name asked next
    Column("given_at", UTCDateTime, nullable=False),
    Column("withdrawn_at", UTCDateTime),
    Column("way", String(8)),  # of a family without Telegram: aloud, or on paper; NULL: by its own press
    Column("through", BigInteger),  # who of the team recorded that
)

waiting = Table(
    "waiting",  # who asked to be told when a programme opens
    metadata,
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True),
    Column("programme", String(32), primary_key=True),
    Column("at", UTCDateTime, nullable=False),
)

unsubscribed = Table(
    "unsubscribed",  # who wants to hear no announcements any more
    metadata,
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True),
    Column("at", UTCDateTime, nullable=False),
)
