"""After a new key: everything sealed by an older one is sealed again, a bounded piece at a time."""

from datetime import UTC, datetime

from sqlalchemy import Column, Table, bindparam, select, update

from bot.core.localities import keys
from bot.store import (
    announcements,
    audit,
    complaints,
    consents,
    drafts,
    groups,
    handovers,
    letters,
    localities,
    outbox,
    people,
    requests,
)
from bot.store.database import Database, Tx
from bot.store.schema import announcements as announcements_table
from bot.store.schema import audit as audit_table
from bot.store.schema import complaints as complaints_table
from bot.store.schema import consents as consents_table
from bot.store.schema import dead_letters, metadata
from bot.store.schema import drafts as drafts_table
from bot.store.schema import groups as groups_table
from bot.store.schema import handovers as handovers_table
from bot.store.schema import letters as letters_table
from bot.store.schema import outbox as outbox_table
from bot.store.schema import panels as panels_table
from bot.store.schema import people as people_table
from bot.store.schema import requests as requests_table
from bot.store.updates import SEALED as DEAD_LETTER
from bot.store.upgrade import check_keys
from bot.store.vault import Vault

PIECE = 500
"""Rows in one transaction, so that nothing waits long for it."""

SEALED: dict[str, tuple[Table, str]] = {
    people.PROFILE: (people_table, "sealed_profile"),
    people.OFFERED: (people_table, "sealed_offered"),
    people.PROMPT: (people_table, "sealed_prompt"),
    consents.NAME: (consents_table, "sealed_name"),
    drafts.STATE: (drafts_table, "sealed_state"),
    requests.ANSWERS: (requests_table, "sealed_answers"),
    audit.REASON: (audit_table, "sealed_reason"),
    handovers.MISSING: (handovers_table, "sealed_missing"),
    complaints.COMPLAINT: (complaints_table, "sealed_text"),
    letters.LETTER: (letters_table, "sealed_text"),
    announcements.TEXT: (announcements_table, "sealed_text"),
    groups.TITLE: (groups_table, "sealed_title"),
    outbox.SEALED: (outbox_table, "sealed_payload"),
    DEAD_LETTER: (dead_letters, "sealed_update"),
}
"""Every sealed column by the name it is sealed under; a test compares this with the schema."""


def columns() -> set[tuple[str, str]]:
    """(table, column) of everything sealed in the schema."""
    return {
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        if column.name.startswith("sealed_")
    }


async def rekey(database: Database, vault: Vault) -> int:
    """Seal every value with the newest key; how many were sealed anew. Raises VaultError for one no key opens.

    The keyed hashes of phones, villages and schools are made anew too, and the mark by which a start knows its keys.
    """
    count = sum([await _column(database, vault, name, table, column) for name, (table, column) in SEALED.items()])
    await _hashes(database, vault, people_table, people_table.c.sealed_profile, people.PROFILE)
    await _hashes(database, vault, requests_table, requests_table.c.sealed_answers, requests.ANSWERS)
    await _localities(database, vault)
    async with database.write() as connection:
        # A village or a school is chosen anew in a moment; its old hash would find nothing.
        await connection.execute(update(panels_table).values(village=None, school=None))
    async with database.write() as connection:
        await check_keys(Tx(connection, vault, datetime.now(UTC)))
    return count


async def _hashes(database: Database, vault: Vault, table: Table, sealed: Column[bytes], name: str) -> None:
    """The phone of a profile or of answers, hashed with the newest key."""
    last = 0
    while True:
        async with database.write() as connection:
            rows = select(table.c.id, sealed).where(
                table.c.id > last, sealed.is_not(None), table.c.phone_hash.is_not(None)
            )
            found = (await connection.execute(rows.order_by(table.c.id).limit(PIECE))).all()
            for key, value in found:
                phone = vault.open(name, value).get("phone")
                if phone:
                    anew = update(table).where(table.c.id == key).values(phone_hash=vault.blind(str(phone)))
                    await connection.execute(anew)
        if not found:
            return
        last = found[-1][0]


async def _localities(database: Database, vault: Vault) -> None:
    """The villages and schools of requests, hashed with the newest key; also of requests from before there were any."""
    last = 0
    rows = (
        select(requests_table.c.id, requests_table.c.district, requests_table.c.region, requests_table.c.sealed_answers)
        .where(requests_table.c.id > bindparam("last"), requests_table.c.sealed_answers.is_not(None))
        .order_by(requests_table.c.id)
        .limit(PIECE)
    )
    while True:
        async with database.write() as connection:
            tx = Tx(connection, vault, datetime.now(UTC))
            found = (await tx.execute(rows, {"last": last})).all()
            for key, district, region, sealed in found:
                await localities.put(tx, key, keys(vault.open(requests.ANSWERS, sealed), district or region))
        if not found:
            return
        last = found[-1][0]


async def _column(database: Database, vault: Vault, name: str, table: Table, column_name: str) -> int:
    column: Column[bytes] = table.c[column_name]
    (key,) = table.primary_key.columns
    rows = select(key, column).where(column.is_not(None)).order_by(key).limit(PIECE)
    last: int | None = None  # ids of groups are below zero
    count = 0
    while True:
        async with database.write() as connection:
            found = (await connection.execute(rows if last is None else rows.where(key > last))).all()
            for which, sealed in found:
                if not vault.is_current(sealed):
                    anew = vault.seal(name, vault.open(name, sealed))
                    await connection.execute(update(table).where(key == which).values({column: anew}))
                    count += 1
        if not found:
            return count
        last = found[-1][0]
