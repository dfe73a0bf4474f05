"""What is said: between people, in groups, to many at once, and all of it on its way to Telegram."""

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
    text,
)

from bot.store.schema.columns import Id, UTCDateTime, key, metadata

letters = Table(
    "letters",  # what a family and its helper wrote to each other, without accounts or phones
    metadata,
    key(),
    Column("request_id", Id, ForeignKey("requests.id"), nullable=False, index=True),
    Column("claimer_id", BigInteger),  # which claim they belong to: whose, and since when; NULL: with a coordinator
    Column("claimed_at", UTCDateTime),
    Column("by_id", BigInteger, nullable=False),
    Column("side", String(12), nullable=False),  # whose words: family, volunteer, coordinator
    Column("kind", String(12), nullable=False),  # text, photo, voice, document, …
    Column("sealed_text", LargeBinary),  # the words, or Telegram's file id with the caption
    Column("at", UTCDateTime, nullable=False),
)

groups = Table(
    "groups",  # chats in which the cards of an area appear
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("topic", BigInteger),  # the one topic of a forum; NULL: the whole chat
    Column("area", String(9)),  # NULL: the bot was added, and nobody has bound the chat yet
    Column("language", String(2), nullable=False),
    Column("bound_by", BigInteger),
    Column("added_by", BigInteger),
    Column("changed_at", UTCDateTime, nullable=False),
    Column("lost", String(12)),  # why nothing can be said there: removed, rights, topic, gone; NULL: all is well
    Column("hinted_at", UTCDateTime),  # when the chat was last told what the bot does there
    Column("sealed_title", LargeBinary),  # what coordinators know it by
    Index(None, "area"),
)

announcements = Table(
    "announcements",
    metadata,
    key(),
    Column("by_id", BigInteger, nullable=False),
    Column("area", String(9), nullable=False),
    Column("audience", String(12), nullable=False),  # applicants, volunteers
    Column("state", String(10), nullable=False),  # draft, running, stopped, done
    Column("sealed_text", LargeBinary),
    Column("total", Integer, nullable=False, server_default="0"),
    Column("handed", Integer, nullable=False, server_default="0"),  # how many are rows of the outbox, or told already
    Column("cursor", BigInteger, nullable=False, server_default="0"),  # people.id of the last one
    Column("at", UTCDateTime, nullable=False),  # when it was begun, or confirmed
    Column("programme", String(32)),  # only applicants of this one, or its volunteers; NULL: of all
    Column("revision", Integer, nullable=False, server_default="1"),  # what its buttons were shown for
    Column("unreached", Integer, nullable=False, server_default="0"),  # who would hear it, were Telegram open to them
    Index(None, "state", "at"),
)

messages = Table(
    "messages",
    metadata,
    key(),
    Column("chat_id", BigInteger, nullable=False),
    Column("message_id", BigInteger),  # Telegram's, filled in by the sender
    Column("what", String(16), nullable=False),
    Column("ref", BigInteger, nullable=False),  # the draft, request or person it is about
    Column("live", Boolean, nullable=False, default=True),  # still has buttons or contacts to take away
    Column("created_at", UTCDateTime, nullable=False),
    Index(None, "what", "ref"),
    Index(None, "chat_id", "message_id"),
)

outbox = Table(
    "outbox",
    metadata,
    key(),
    Column("chat_id", BigInteger, nullable=False),
    Column("rank", Integer, nullable=False),  # see store.outbox.Rank
    Column("method", String(32), nullable=False),
    Column("sealed_payload", LargeBinary),  # erased once sent
    Column("message", BigInteger),  # messages.id this call creates, or edits
    Column("otherwise", String(4), nullable=False, default="send"),  # when the message to edit is gone: send, drop
    Column("state", String(10), nullable=False, default="pending"),
    Column("attempts", Integer, nullable=False, default=0),
    Column("not_before", UTCDateTime),
    Column("expires_at", UTCDateTime, nullable=False),
    Column("created_at", UTCDateTime, nullable=False),
    Column("error", String(200)),
    Index(
        "ix_outbox_pending",
        "rank",
        "id",
        sqlite_where=text("state = 'pending'"),
        postgresql_where=text("state = 'pending'"),
    ),
    Index(
        "ix_outbox_chat",  # the next row of a chat
        "chat_id",
        "id",
        sqlite_where=text("state = 'pending'"),
        postgresql_where=text("state = 'pending'"),
    ),
    Index(
        "ix_outbox_scheduled",  # when the next scheduled row becomes due
        "not_before",
        sqlite_where=text("state = 'pending' AND not_before IS NOT NULL"),
        postgresql_where=text("state = 'pending' AND not_before IS NOT NULL"),
    ),
    Index("ix_outbox_message", "message"),
    sqlite_autoincrement=True,  # the sender looks above the highest id it knows
)
