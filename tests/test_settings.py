"""Settings: what is read, and what the person who starts Asar reads when it is wrong."""

import base64
from pathlib import Path

import pytest

from bot import keys
from bot.problems import StartError
from bot.settings import Settings, SettingsError, load_settings

TOKEN = "110201543:AAinventedForTheTestsOfAsar_00000-00"
KEY = base64.urlsafe_b64encode(bytes(range(32))).decode()
OTHER_KEY = base64.urlsafe_b64encode(bytes(range(1, 33))).decode()


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the machine reaches a test, and each test has its own folder."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def written(text: str) -> Path:
    path = Path(".env")
    path.write_text(text, encoding="utf-8")
    return path


def problem(line: str) -> str:
    """What is said when `line` is added to settings that are right."""
    with pytest.raises(SettingsError) as caught:
        load_settings(written(f"BOT_TOKEN={TOKEN}\nADMIN_IDS=1\n{line}\n"))
    [only] = caught.value.problems
    return str(only)


def test_defaults():
    settings = load_settings(written(f"BOT_TOKEN={TOKEN}\nADMIN_IDS=11, 22\nDATABASE_URL=\n"))
    assert settings.token == TOKEN
    assert settings.admin_ids == (11, 22)
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.database.render_as_string() == "sqlite+aiosqlite:///data/asar.sqlite3"
    assert settings.organisation == Path("organisation.toml")
    assert settings.max_open_claims == 10


def test_the_environment_comes_before_the_file(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MAX_OPEN_CLAIMS", "7")
    assert load_settings(written("MAX_OPEN_CLAIMS=3\n"), to_run=False).max_open_claims == 7


def test_what_a_bot_cannot_do_without_is_asked_for_only_to_run():
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert [each.place for each in caught.value.problems] == ["BOT_TOKEN", "ADMIN_IDS"]
    assert "@BotFather" in str(caught.value)
    settings = load_settings(to_run=False)
    with pytest.raises(SettingsError, match="BOT_TOKEN"):
        _ = settings.token


@pytest.mark.parametrize(
    ("line", "place", "cause"),
    [
        ("BOT_TOKEN=110201543", "BOT_TOKEN (.env, line 3)", "This does not look like a bot's token."),
        ("TELEGRAM_API_URL=api.telegram.org", "TELEGRAM_API_URL (.env, line 3)", "not an http:// or https:// address"),
        ("TELEGRAM_API_URL=http://127.0.0.1:99999", "TELEGRAM_API_URL", "not an http:// or https:// address"),
        ("TELEGRAM_API_URL=https://api.telegram.org/bot", "TELEGRAM_API_URL", "Nothing may follow the host and port"),
        ("DATABASE_URL=asar.db", "DATABASE_URL", "This is not the URL of a database."),
        ("DATABASE_URL=mysql://root@localhost/asar", "DATABASE_URL", "Only SQLite and PostgreSQL can be used."),
        ("DATABASE_URL=sqlite://", "DATABASE_URL", "would forget every family"),
        ("DATABASE_URL=postgresql://asar@127.0.0.1/asar", "DATA_KEYS", "no key is made on this one"),
        ("DATA_KEYS=abc", "DATA_KEYS", "Key 1 is not url-safe base64."),
        (f"DATA_KEYS={KEY},c2hvcnQ=", "DATA_KEYS", "Key 2 has 5 bytes, not 32."),
        (f"DATA_KEYS={KEY},{KEY}", "DATA_KEYS", "Key 2 is there twice."),
        ("ADMIN_IDS=-1001234567890", "ADMIN_IDS (.env, line 3)", "a positive whole number"),
        ("ADMIN_IDS=@aizhan", "ADMIN_IDS", "a positive whole number"),
        ("PROGRAMMES=nowhere", "PROGRAMMES", "directory"),
        ("MAX_OPEN_CLAIMS=many", "MAX_OPEN_CLAIMS", "valid integer"),
        ("MAX_OPEN_CLAIMS=0", "MAX_OPEN_CLAIMS", "greater than or equal to 1"),
        ("LOG_LEVEL=loud", "LOG_LEVEL", "'DEBUG'"),
        ("LOG_FORMAT=xml", "LOG_FORMAT", "'text' or 'json'"),
        ("BOT_TOKN=x\nBOT TOKEN", ".env, line 4", "This is not NAME=value."),
        ("LOG_LEVELS=INFO", "LOG_LEVELS (.env, line 3)", "There is no such setting."),
    ],
)
def test_a_wrong_setting_is_told_with_place_cause_and_remedy(line: str, place: str, cause: str):
    first, second, remedy = problem(line).split("\n")
    assert first.startswith(place)
    assert cause in second
    assert remedy.strip()


def test_a_wrong_variable_of_the_environment_is_placed_there(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LOG_FORMAT", "xml")
    assert problem("LOG_FORMAT=text").startswith("LOG_FORMAT (environment)")


def test_all_problems_are_told_at_once():
    with pytest.raises(SettingsError) as caught:
        load_settings(written("BOT_TOKEN=1\nLOG_LEVL=INFO\nMAX_OPEN_CLAIMS=x\n"))
    assert {each.place.split()[0] for each in caught.value.problems} == {"BOT_TOKEN", "LOG_LEVL", "MAX_OPEN_CLAIMS"}


def test_names_of_other_tools_are_left_alone():
    load_settings(written("COMPOSE_PROJECT_NAME=asar\nPGPASSWORD=x\n"), to_run=False)


@pytest.mark.parametrize(
    "line",
    [
        "BOT_TOKEN=canary:AAinventedForTheTestsOfAsar_00000-00",
        "DATABASE_URL=mysql://asar:canary@host/name",
        "DATABASE_URL=postgresql://asar:canary@host:port/name",
        "DATA_KEYS=canary",
        "TELEGRAM_API_URL=http://asar:canary@127.0.0.1:8081",
    ],
)
def test_a_problem_never_shows_the_value_of_a_secret(line: str):
    with pytest.raises(SettingsError) as caught:
        load_settings(written(line))
    assert "canary" not in str(caught.value) + repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_settings_can_be_printed_without_their_secrets():
    url = "postgres://asar:canary@127.0.0.1/asar"
    settings = load_settings(written(f"BOT_TOKEN={TOKEN}\nADMIN_IDS=1\nDATA_KEYS={KEY}\nDATABASE_URL={url}\n"))
    shown = f"{settings} {settings!r} {settings.model_dump()} {settings.database}"
    for secret in (TOKEN, KEY, "canary", repr(bytes(range(32)))):
        assert secret not in shown
    assert settings.database.drivername == "postgresql+asyncpg"
    assert settings.database.password == "canary"


def test_keys_of_the_settings_keep_their_order():
    settings = load_settings(written(f"DATA_KEYS={OTHER_KEY}, {KEY}"), to_run=False)
    assert settings.encryption_keys() == ((bytes(range(1, 33)), bytes(range(32))), False)


def test_without_keys_one_is_made_once_for_its_owner_only():
    settings = load_settings(to_run=False)
    first, made = settings.encryption_keys()
    assert made
    assert [len(key) for key in first] == [32]
    assert (Path("data/keys").stat().st_mode & 0o777) == 0o600
    assert settings.encryption_keys() == (first, False)
    assert list(Path("data").iterdir()) == [Path("data/keys")]


def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path):
    keys.ensure(tmp_path)
    (tmp_path / "keys").chmod(0o640)
    with pytest.raises(StartError, match="chmod 600"):
        keys.ensure(tmp_path)


@pytest.mark.parametrize("content", ["", "не ключ", KEY[:-4]])
def test_a_damaged_key_file_is_never_replaced(tmp_path: Path, content: str):
    path = tmp_path / "keys"
    path.write_text(content, encoding="utf-8")
    path.chmod(0o600)
    with pytest.raises(StartError, match="backup"):
        keys.ensure(tmp_path)
    assert path.read_text(encoding="utf-8") == content


def test_a_data_folder_that_cannot_be_made_is_told(tmp_path: Path):
    (tmp_path / "data").write_text("a file")
    with pytest.raises(StartError, match="DATA_DIR"):
        keys.ensure(tmp_path / "data")
