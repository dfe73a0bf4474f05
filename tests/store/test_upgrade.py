"""Migrations bring any database to the shape of the schema, and refuse what they cannot."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text

from bot.core.roles import Membership, Role
from bot.store import people, requests, upgrade
from bot.store.database import Database, Tx
from bot.store.rekey import SEALED, columns
from bot.store.schema import metadata
from bot.store.vault import Vault

OLD, NEW = bytes(32), bytes([1] * 32)


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


async def test_a_new_database_gets_the_shape_of_the_schema(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'a.sqlite3'}")
    assert await upgrade.upgrade(database)
    assert not await upgrade.upgrade(database)
    async with database.read() as connection:
        assert await connection.run_sync(differences) == []
    await database.close()


async def test_a_database_of_a_newer_asar_is_refused(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'a.sqlite3'}")
    await upgrade.upgrade(database)
    async with database.write() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(upgrade.StoreError, match="newer Asar"):
        await upgrade.upgrade(database)
    await database.close()


async def test_a_wrong_key_is_noticed_and_a_rotated_one_is_not(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'a.sqlite3'}")
    await upgrade.upgrade(database)

    async def check(*keys: bytes) -> None:
        async with database.write() as connection:
            await upgrade.check_keys(Tx(connection, Vault(keys), datetime.now(UTC)))

    await check(OLD)
    with pytest.raises(upgrade.StoreError, match="another key"):
        await check(NEW)
    await check(NEW, OLD)
    await check(NEW)
    await database.close()


def test_every_sealed_column_is_sealed_again_after_a_rotation() -> None:
    assert {(table.name, column) for table, column in SEALED.values()} == columns()


BEFORE_THE_DESK = (
    "INSERT INTO people (id, telegram_id, language, reachable, keys_shown, news, paused, created_at, seen_at)"
    " VALUES (7, 70, 'kk', 1, 0, 'digest', 1, '2026-08-01', '2026-08-01')",
    "INSERT INTO memberships (person_id, role, area, granted_at) VALUES (7, 'volunteer', '610000000', '2026-08-01')",
    "INSERT INTO requests (id, number, programme, version, draft_id, person_id, language, mode, state, revision,"
    " region, stage, urgency, submitted_at, changed_at, no_answer, card) VALUES (1, '100001-9', 'school_aid', 1, 1, 7,"
    " 'kk', 'full', 'queued', 1, '610000000', 'region', 0, '2026-08-01', '2026-08-01', 0, '{}')",
    "INSERT INTO complaints (request_id, kind, by_id, at) VALUES (1, 'money', 7, '2026-08-01')",
)


async def test_a_database_of_the_first_version_keeps_its_people_and_requests(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'a.sqlite3'}")
    async with database.write() as connection:
        await connection.run_sync(lambda inner: command.upgrade(upgrade.config(inner), "0001"))
        for statement in BEFORE_THE_DESK:
            await connection.execute(text(statement))
    assert await upgrade.upgrade(database)
    async with database.read() as connection:
        assert await connection.run_sync(differences) == []
        tx = Tx(connection, Vault([OLD]), datetime.now(UTC))
        person = await people.get(tx, 7)
        assert person.memberships == (Membership(Role.VOLUNTEER, "610000000"),)
        assert (person.paused, person.paused_by, person.returns, person.speaks) == (True, None, 0, None)
        request = await requests.get(tx, 1)
        assert (request.number, request.origin, request.waitlisted_at) == ("100001-9", "bot", None)
    await database.close()
