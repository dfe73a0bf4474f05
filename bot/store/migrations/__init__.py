"""Bringing a database to the shape of `schema.py`, one numbered step after another (Alembic)."""
