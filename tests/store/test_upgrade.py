"""Migrations bring any database to the shape of the schema, and refuse what they cannot."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text

from bot.store import upgrade
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
