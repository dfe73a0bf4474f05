"""What the team works with: places, lists, things, and what a person has to look at."""

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
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.types import JSON

from bot.store.schema.columns import Id, UTCDateTime, key, metadata

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
    key(),
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
    key(),
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
    key(),
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

complaints = Table(
    "complaints",
    metadata,
    key(),
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
