"""The tables. One statement of truth for SQLite and PostgreSQL; `migrations/` brings older databases here.

Columns named `sealed_*` hold personal data encrypted by `Vault`; everything else must be safe to read in a backup.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.types import JSON

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UTCDateTime(TypeDecorator[datetime]):
    """An aware datetime, stored in UTC: SQLite drops the offset, so it is put back here. A naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; SQLite stores it without the offset."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone must not be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """From the database, aware, in UTC."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


# BigInteger keys do not count by themselves on SQLite.
Id = BigInteger().with_variant(Integer, "sqlite")


def _id() -> Column[int]:
    return Column("id", Id, primary_key=True, autoincrement=True)


meta = Table("meta", metadata, Column("key", String(64), primary_key=True), Column("value", Text, nullable=False))

updates = Table(
    "updates",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("seen_at", UTCDateTime, nullable=False, index=True),
)

dead_letters = Table(
    "dead_letters",
    metadata,
    _id(),
    Column("update_id", BigInteger, nullable=False),
    Column("sealed_update", LargeBinary, nullable=False),
    Column("error", Text, nullable=False),
    Column("at", UTCDateTime, nullable=False),
)

people = Table(
    "people",
    metadata,
    _id(),
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
    _id(),
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
    _id(),
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

drafts = Table(
    "drafts",
    metadata,
    _id(),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False),
    Column("programme", String(32), nullable=False),
    # A correction of this request; 0: a new one; below 0: a new one for a family without Telegram, -intakes.id.
    Column("request_id", BigInteger, nullable=False, default=0),
    Column("revision", Integer, nullable=False),
    Column("sealed_state", LargeBinary, nullable=False),
    Column("started_at", UTCDateTime, nullable=False),
    Column("touched_at", UTCDateTime, nullable=False),
    Column("reminded", Integer, nullable=False, default=0),
    UniqueConstraint("person_id", "programme", "request_id"),
    Index(None, "request_id"),
    sqlite_autoincrement=True,  # an id used again would name an earlier draft's request: "submitted already"
)

intakes = Table(
    "intakes",  # forms that somebody of the team is filling in for a family without Telegram
    metadata,
    _id(),
    Column("by_id", BigInteger, nullable=False),
    Column("origin", String(8), nullable=False),  # walk-in, phone
    Column("language", String(2), nullable=False),  # the family's
    Column("way", String(8), nullable=False),  # how it agreed: aloud, paper
    Column("version", String(64), nullable=False),  # hash of the consent that it heard or signed
    Column("at", UTCDateTime, nullable=False),  # when it agreed
)

_QUEUED = text("state = 'queued'")

requests = Table(
    "requests",
    metadata,
    _id(),
    Column("number", String(12), nullable=False, unique=True),
    Column("programme", String(32), nullable=False),
    Column("version", Integer, nullable=False),
    Column("draft_id", BigInteger, nullable=False, unique=True),  # one request per intent, whatever is pressed twice
    Column("person_id", Id, ForeignKey("people.id"), nullable=False, index=True),
    Column("language", String(2), nullable=False),
    Column("mode", String(8), nullable=False),  # full, or call: the volunteer fills it by phone
    Column("state", String(12), nullable=False),
    Column("revision", Integer, nullable=False, default=1),
    Column("region", String(9)),
    Column("district", String(9)),
    Column("stage", String(12), nullable=False),  # who has it in the queue: district, region, coordinator, desk
    Column("urgency", Integer, nullable=False, default=0),
    Column("submitted_at", UTCDateTime, nullable=False),
    Column("changed_at", UTCDateTime, nullable=False),
    Column("claimer_id", BigInteger, index=True),
    Column("claimed_at", UTCDateTime),
    Column("code_word", String(32)),
    Column("held_by", BigInteger),
    Column("held_until", UTCDateTime),
    Column("no_answer", Integer, nullable=False, default=0),
    Column("phone_hash", LargeBinary, index=True),
    Column("card", JSON, nullable=False),  # what may be shown before a claim: counts, ages, sizes, needs
    Column("sealed_answers", LargeBinary),  # NULL after erasure
    Column("origin", String(8), nullable=False, server_default="bot"),  # bot, or walk-in, phone: entered by the team
    Column("entered_by", BigInteger),  # who of the team entered it
    Column("distance_km", Integer),  # from the district's centre, rounded; NULL: no location was shared
    Column("waitlisted_at", UTCDateTime),  # since when it waits for new stock; NULL: it does not
    Column("idle_at", UTCDateTime),  # when its claimer was asked for news that has not come
    Index(None, "state", "region", "district", "urgency", "submitted_at"),
    Index("ix_requests_queued_district", "district", sqlite_where=_QUEUED, postgresql_where=_QUEUED),
)

audit = Table(
    "audit",
    metadata,
    _id(),
    Column("request_id", Id, ForeignKey("requests.id"), nullable=False, index=True),
    Column("event", String(24), nullable=False),
    Column("state", String(12), nullable=False),  # after the event
    Column("by_id", BigInteger),  # people.id; NULL: Asar itself
    Column("at", UTCDateTime, nullable=False),
    Column("sealed_reason", LargeBinary),
    Column("complaint_id", BigInteger),  # which complaint it would show: nothing of it is told to whom that one names
    Index(None, "by_id", "event", "at"),
    Index(None, "event", "at"),
)

complaints = Table(
    "complaints",
    metadata,
    _id(),
    Column("request_id", Id, ForeignKey("requests.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("by_id", BigInteger, nullable=False),
    Column("against_id", BigInteger),
    Column("at", UTCDateTime, nullable=False),
    Column("sealed_text", LargeBinary),
    Column("desk", Boolean, nullable=False, server_default=false()),  # the national desk has to handle it
    Column("closed_at", UTCDateTime),
    Column("closed_by", BigInteger),
    Column("outcome", String(12)),
    Index(
        "ix_complaints_open", "at", sqlite_where=text("closed_at IS NULL"), postgresql_where=text("closed_at IS NULL")
    ),
)

localities = Table(
    "localities",  # the village and the schools of a request, as keyed hashes: together they can be worked through
    metadata,
    Column("request_id", Id, ForeignKey("requests.id"), primary_key=True),
    Column("kind", String(8), primary_key=True),  # village, school
    Column("hash", LargeBinary, primary_key=True),
    Index(None, "kind", "hash", "request_id"),
)

panels = Table(
    "panels",  # what somebody's live queue message shows: a page, a choice of requests, what is open instead
    metadata,
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
    Column("page", Integer, nullable=False),
    Column("open", String(10)),  # NULL: the queue itself; picking, all, or a kind of choice
    Column("district", String(9)),
    Column("village", LargeBinary),
    Column("school", LargeBinary),
    Column("programme", String(32)),
    Column("language", String(2)),
    Column("urgent", Boolean, nullable=False),
    Column("longest", Boolean, nullable=False),  # the longest waiting first, whatever is urgent
    Column("ticked", JSON, nullable=False),  # requests to be accepted together: [[id, revision], …]
)

items = Table(
    "items",  # what each child needs, and what became of it
    metadata,
    _id(),
    Column("request_id", Id, ForeignKey("requests.id"), nullable=False),
    Column("block", Integer, nullable=False),  # the child, by the key of its block of answers
    Column("item", String(20), nullable=False),  # the choice of the programme: bag, uniform, …
    Column("state", String(8), nullable=False),  # asked, given, missing
    Column("why", String(20)),  # of what is missing: a code
    Column("by_id", BigInteger),
    Column("at", UTCDateTime, nullable=False),
    UniqueConstraint("request_id", "block", "item"),
)

handovers = Table(
    "handovers",  # what a claimer is marking as not given, until it is said
    metadata,
    _id(),
    Column("request_id", Id, ForeignKey("requests.id"), nullable=False, unique=True),
    Column("by_id", BigInteger, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("sealed_missing", LargeBinary, nullable=False),
    Column("at", UTCDateTime, nullable=False),
)

stocks = Table(
    "stocks",  # how many of an item a region has for a programme; no row: as many as there are wanted
    metadata,
    Column("programme", String(32), primary_key=True),
    Column("region", String(9), primary_key=True),
    Column("item", String(20), primary_key=True),
    Column("amount", Integer, nullable=False),
    Column("changed_by", BigInteger),
    Column("changed_at", UTCDateTime, nullable=False),
)

reviews = Table(
    "reviews",  # why a person has to look at a request; closed by that person
    metadata,
    _id(),
    Column("request_id", Id, ForeignKey("requests.id"), nullable=False, index=True),
    Column("reason", String(12), nullable=False),  # store.reviews.Why
    Column("opened_at", UTCDateTime, nullable=False),
    Column("due_at", UTCDateTime),  # an objection has to be answered by then
    Column("desk", Boolean, nullable=False, server_default=false()),  # the national desk has been told
    Column("closed_at", UTCDateTime),
    Column("closed_by", BigInteger),
    Column("outcome", String(12)),
    Index(
        "ix_reviews_open",
        "opened_at",
        sqlite_where=text("closed_at IS NULL"),
        postgresql_where=text("closed_at IS NULL"),
    ),
)

letters = Table(
    "letters",  # what a family and its helper wrote to each other, without accounts or phones
    metadata,
    _id(),
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
    _id(),
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

unsubscribed = Table(
    "unsubscribed",  # who wants to hear no announcements any more
    metadata,
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True),
    Column("at", UTCDateTime, nullable=False),
)

waiting = Table(
    "waiting",  # who asked to be told when a programme opens
    metadata,
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True),
    Column("programme", String(32), primary_key=True),
    Column("at", UTCDateTime, nullable=False),
)

messages = Table(
    "messages",
    metadata,
    _id(),
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
    _id(),
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

timers = Table(
    "timers",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("kind", String(24), nullable=False),
    Column("ref", BigInteger, nullable=False),
    Column("due_at", UTCDateTime, nullable=False, index=True),
    Column("count", Integer, nullable=False, default=0),
)
