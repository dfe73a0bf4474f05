"""What goes wrong with a database is told with its place, its cause and a remedy."""

from base64 import urlsafe_b64encode
from pathlib import Path

import pytest

from bot import cli
from bot.problems import StartError

NOWHERE = "postgresql+asyncpg://asar:secret@127.0.0.1:1/asar"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("DATA_KEYS", key(1))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return tmp_path


def key(first: int) -> str:
    return urlsafe_b64encode(bytes(range(first, first + 32))).decode()


def test_a_backup_is_private_from_its_first_byte_and_overwrites_nothing(folder: Path):
    with pytest.raises(StartError, match="There is no database"):
        cli.backup(folder / "copy")
    assert not (folder / "copy").exists()
    cli.migrate()
    cli.backup(folder / "copy")
    assert (folder / "copy").stat().st_mode & 0o777 == 0o600
    assert (folder / "copy").read_bytes()[:6] == b"SQLite"
    with pytest.raises(StartError, match="exists already"):
        cli.backup(folder / "copy")
    with pytest.raises(StartError, match="cannot be written"):
        cli.backup(folder / "none" / "copy")


def test_sealing_anew_with_a_wrong_key_says_which_is_needed(folder: Path, monkeypatch: pytest.MonkeyPatch):
    cli.migrate()
    cli.rekey()
    monkeypatch.setenv("DATA_KEYS", key(2))
    with pytest.raises(StartError, match="DATA_KEYS"):
        cli.rekey()


@pytest.mark.parametrize("command", [cli.check, cli.migrate, cli.rekey])
def test_a_postgresql_that_is_down_is_named_without_its_password(folder: Path, monkeypatch, command):
    monkeypatch.setenv("DATABASE_URL", NOWHERE)
    with pytest.raises(StartError) as caught:
        command()
    told = str(caught.value.problems[0])
    assert "127.0.0.1:1" in told
    assert "See that PostgreSQL runs" in told
    assert "secret" not in told
