"""The regional desk"""

import sqlalchemy as sa
from alembic import op

from bot.store import schema

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "announcements",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("area", sa.String(length=9), nullable=False),
        sa.Column("audience", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("sealed_text", sa.LargeBinary(), nullable=True),
        sa.Column("total", sa.Integer(), server_default="0", nullable=False),
        sa.Column("handed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("cursor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("at", schema.UTCDateTime(timezone=True), nullable=False),
        sa.Column("programme", sa.String(length=32), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("unreached", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
    )
    with op.batch_alter_table("announcements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_announcements_state_at"), ["state", "at"], unique=False)

    op.create_table(
        "unsubscribed",
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", schema.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_unsubscribed_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_unsubscribed")),
    )
    op.create_table(
        "intakes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("origin", sa.String(length=8), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("at", schema.UTCDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intakes")),
    )
    op.create_table(
        "groups",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("topic", sa.BigInteger(), nullable=True),
        sa.Column("area", sa.String(length=9), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("bound_by", sa.BigInteger(), nullable=True),
        sa.Column("added_by", sa.BigInteger(), nullable=True),
        sa.Column("changed_at", schema.UTCDateTime(timezone=True), nullable=False),
        sa.Column("lost", sa.String(length=12), nullable=True),
        sa.Column("hinted_at", schema.UTCDateTime(timezone=True), nullable=True),
        sa.Column("sealed_title", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_groups")),
    )
    with op.batch_alter_table("groups", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_groups_area"), ["area"], unique=False)

    op.create_table(
        "stocks",
        sa.Column("programme", sa.String(length=32), nullable=False),
        sa.Column("region", sa.String(length=9), nullable=False),
        sa.Column("item", sa.String(length=20), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.BigInteger(), nullable=True),
        sa.Column("changed_at", schema.UTCDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("programme", "region", "item", name=op.f("pk_stocks")),
    )
    op.create_table(
        "handovers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("request_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sealed_missing", sa.LargeBinary(), nullable=False),
        sa.Column("at", schema.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_handovers_request_id_requests")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
        sa.UniqueConstraint("request_id", name=op.f("uq_handovers_request_id")),
    )
    op.create_table(
        "items",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("request_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("why", sa.String(length=20), nullable=True),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("at", schema.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_items_request_id_requests")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_items")),
        sa.UniqueConstraint("request_id", "block", "item", name=op.f("uq_items_request_id_block_item")),
    )
    op.create_table(
        "letters",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("request_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("claimer_id", sa.BigInteger(), nullable=True),
        sa.Column("claimed_at", schema.UTCDateTime(timezone=True), nullable=True),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("side", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("sealed_text", sa.LargeBinary(), nullable=True),
        sa.Column("at", schema.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_letters_request_id_requests")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
    )
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letters_request_id"), ["request_id"], unique=False)

    op.create_table(
        "localities",
        sa.Column("request_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_localities_request_id_requests")),
        sa.PrimaryKeyConstraint("request_id", "kind", "hash", name=op.f("pk_localities")),
    )
    with op.batch_alter_table("localities", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_localities_kind_hash_request_id"), ["kind", "hash", "request_id"], unique=False
        )

    op.create_table(
        "panels",
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("open", sa.String(length=10), nullable=True),
        sa.Column("district", sa.String(length=9), nullable=True),
        sa.Column("village", sa.LargeBinary(), nullable=True),
        sa.Column("school", sa.LargeBinary(), nullable=True),
        sa.Column("programme", sa.String(length=32), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("longest", sa.Boolean(), nullable=False),
        sa.Column("ticked", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_panels_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_panels")),
    )
    op.create_table(
        "reviews",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("request_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reason", sa.String(length=12), nullable=False),
        sa.Column("opened_at", schema.UTCDateTime(timezone=True), nullable=False),
        sa.Column("due_at", schema.UTCDateTime(timezone=True), nullable=True),
        sa.Column("desk", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("closed_at", schema.UTCDateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_reviews_request_id_requests")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
    )
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.create_index(
            "ix_reviews_open",
            ["opened_at"],
            unique=False,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_reviews_request_id"), ["request_id"], unique=False)

    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("complaint_id", sa.BigInteger(), nullable=True))
        batch_op.create_index(batch_op.f("ix_audit_by_id_event_at"), ["by_id", "event", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_event_at"), ["event", "at"], unique=False)

    with op.batch_alter_table("complaints", schema=None) as batch_op:
        batch_op.add_column(sa.Column("desk", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("closed_by", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("outcome", sa.String(length=12), nullable=True))
        batch_op.create_index(
            "ix_complaints_open",
            ["at"],
            unique=False,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )

    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.add_column(sa.Column("way", sa.String(length=8), nullable=True))
        batch_op.add_column(sa.Column("through", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("invites", schema=None) as batch_op:
        batch_op.add_column(sa.Column("programmes", sa.JSON(), nullable=True))

    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.add_column(sa.Column("programmes", sa.JSON(), nullable=True))

    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("paused_by", sa.String(length=12), nullable=True))
        batch_op.add_column(sa.Column("returns", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("speaks", sa.String(length=16), nullable=True))

    with op.batch_alter_table("requests", schema=None) as batch_op:
        batch_op.add_column(sa.Column("origin", sa.String(length=8), server_default="bot", nullable=False))
        batch_op.add_column(sa.Column("entered_by", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("distance_km", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("waitlisted_at", schema.UTCDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("idle_at", schema.UTCDateTime(timezone=True), nullable=True))
