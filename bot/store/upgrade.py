"""Making the database fit this Asar: new tables, older shapes brought up, and a check that the keys open it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.store import meta
from bot.store.database import Database, Tx
from bot.store.vault import VaultError

KEY_CHECK = "key_check"
_COLUMN = "meta.key_check"


class StoreError(Exception):
    """The database cannot be used as it is; `cause` and `remedy` are for the person who starts Asar."""

    def __init__(self, cause: str, remedy: str) -> None:
        super().__init__(f"{cause} {remedy}")
        self.cause = cause
        self.remedy = remedy


def config(connection: Connection | None = None) -> Config:
    """How Alembic finds the steps, and the connection they run on."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    if connection is not None:
        config.attributes["connection"] = connection
    return config


def revision_of(connection: Connection) -> str | None:
    """Which step of the migrations a database has reached; None: it is empty."""
    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """The last step this Asar knows."""
    head = ScriptDirectory.from_config(config()).get_current_head()
    assert head is not None  # noqa: S101 - there is at least one migration
    return head


async def upgrade(database: Database) -> bool:
    """Bring the database to the newest step; False: it was there already.

    Raises StoreError when it was written by a newer Asar.
    """
    async with database.write() as connection:
        current = await connection.run_sync(revision_of)
        if current == newest():
            return False
        known = {step.revision for step in ScriptDirectory.from_config(config()).walk_revisions()}
        if current is not None and current not in known:
            raise StoreError("The database was written by a newer Asar.", "Start that version, or restore a backup.")
        await connection.run_sync(lambda inner: command.upgrade(config(inner), "head"))
    return True


async def check_keys(tx: Tx) -> None:
    """See that the keys open this database, and leave a mark sealed by the newest one. Raises StoreError."""
    mark = await meta.get(tx, KEY_CHECK)
    if mark is not None:
        try:
            tx.vault.open(_COLUMN, bytes.fromhex(mark))
        except VaultError:
            raise StoreError(
                "The keys do not open this database: it was sealed with another key.",
                "Put that key into DATA_KEYS (new keys first, old ones after them), or restore DATA_DIR/keys.",
            ) from None
        if tx.vault.is_current(bytes.fromhex(mark)):
            return
    await meta.put(tx, KEY_CHECK, tx.vault.seal(_COLUMN, "asar").hex())
