"""Bringing a database to the shape of `schema`, one numbered step after another (Alembic)."""
