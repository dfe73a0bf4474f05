"""What a family asks for, from the first answer on, and who did what about it."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import JSON

from bot.store.schema.columns import Id, UTCDateTime, key, metadata

_QUEUED = text("state = 'queued'")

drafts = Table(
    "drafts",
    metadata,
    key(),
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
    key(),
    Column("by_id", BigInteger, nullable=False),
    Column("origin", String(8), nullable=False),  # walk-in, phone
    Column("language", String(2), nullable=False),  # the family's
    Column("way", String(8), nullable=False),  # how it agreed: aloud, paper
    Column("version", String(64), nullable=False),  # hash of the consent that it heard or signed
    Column("at", UTCDateTime, nullable=False),  # when it agreed
)

requests = Table(
    "requests",
    metadata,
    key(),
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
    key(),
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
