"""Measurements: `make bench`. README.md says what is measured, how, and what came of it."""
