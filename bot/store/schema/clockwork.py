"""What keeps Asar going: what was handled already, what could not be, what is due later."""

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from bot.store.schema.columns import UTCDateTime, key, metadata

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
    key(),
    Column("update_id", BigInteger, nullable=False),
    Column("sealed_update", LargeBinary, nullable=False),
    Column("error", Text, nullable=False),
    Column("at", UTCDateTime, nullable=False),
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
