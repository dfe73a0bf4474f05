"""Settings: the environment, then `.env`. Every name is explained in `.env.example` and in the README."""

import importlib.util
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from dotenv.parser import parse_stream
from pydantic import BeforeValidator, DirectoryPath, Field, Secret, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot import keys
from bot.problems import Problem, StartError, cause, nearest

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{30,}")
_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}


class SettingsError(StartError):
    """One or more settings are missing or wrong."""


def _token(value: str) -> SecretStr:
    if not _TOKEN.fullmatch(value.strip()):
        raise ValueError("this does not look like a bot's token")
    return SecretStr(value.strip())


def _api_url(value: str) -> str:
    url = value.strip().rstrip("/")
    parts = urlsplit(url)
    try:
        port_is_right = parts.port is None or parts.port > 0
    except ValueError:
        port_is_right = False
    if parts.scheme not in {"http", "https"} or not parts.hostname or not port_is_right:
        raise ValueError("this is not an http:// or https:// address")
    if parts.path or parts.query or parts.fragment or parts.username:
        raise ValueError("nothing may follow the host and port, and no user may precede them")
    return url


def _database(value: str) -> Secret[URL]:
    try:
        url = make_url(value.strip())
    except (ArgumentError, ValueError):
        raise ValueError("this is not the URL of a database") from None
    if url.drivername not in _DRIVERS:
        raise ValueError("only SQLite and PostgreSQL can be used")
    url = url.set(drivername=_DRIVERS[url.drivername])
    if url.get_backend_name() == "sqlite" and url.database in {None, "", ":memory:"}:
        raise ValueError("a database in memory would forget every family at the next start")
    if url.get_backend_name() == "postgresql" and importlib.util.find_spec("asyncpg") is None:
        raise ValueError('PostgreSQL needs asyncpg: pip install "asar[postgresql]"')
    return Secret(url)


def _keys(value: str) -> Secret[tuple[bytes, ...]]:
    return Secret(keys.parse(value))


def _ids(value: str) -> tuple[int, ...]:
    words = value.replace(",", " ").split()
    if not all(word.isascii() and word.isdigit() and int(word) > 0 for word in words):
        raise ValueError("an id of a person is a positive whole number")
    return tuple(dict.fromkeys(map(int, words)))


def _upper(value: str) -> str:
    return value.strip().upper()


class Settings(BaseSettings):
    """What the operator decides. A field's description is the remedy shown when its value is wrong."""

    model_config = SettingsConfigDict(
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=False,
    )

    bot_token: Annotated[SecretStr, NoDecode, BeforeValidator(_token)] | None = Field(
        None, description="Copy the whole token that @BotFather gave: digits, a colon, then 35 letters and digits."
    )
    telegram_api_url: Annotated[str, BeforeValidator(_api_url)] = Field(
        "https://api.telegram.org", description="Write it as https://host or http://host:port; Asar adds /bot<token>/."
    )
    database_url: Annotated[Secret[URL], NoDecode, BeforeValidator(_database)] | None = Field(
        None,
        description="Leave it out for SQLite in DATA_DIR, or write postgresql+asyncpg://user:password@host/name.",
    )
    data_dir: Path = Field(Path("data"), description="Name a folder that the user who runs Asar may write to.")
    data_keys: Annotated[Secret[tuple[bytes, ...]], NoDecode, BeforeValidator(_keys)] | None = Field(
        None, description=f"Write keys separated by commas, newest first; {keys.HOW_TO_MAKE}."
    )
    admin_ids: Annotated[tuple[int, ...], NoDecode, BeforeValidator(_ids)] = Field(
        (), description="Write the Telegram ids of the first administrators, separated by commas: 123456789,987654321."
    )
    organisation: Path = Field(Path("organisation.toml"), description="Name the file that says who runs this bot.")
    programmes: DirectoryPath | None = Field(
        None, description="Name an existing folder with more programme files, or leave it out."
    )
    max_open_claims: int = Field(10, ge=1, le=100, description="Write a number from 1 to 100.")
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)] = Field(
        "INFO", description="Write DEBUG, INFO, WARNING or ERROR."
    )
    log_format: Literal["text", "json"] = Field("text", description="Write text or json.")

    @property
    def token(self) -> str:
        """The bot's token. Raises SettingsError when there is none."""
        if self.bot_token is None:
            raise SettingsError([_missing("bot_token", "There is no token.")])
        return self.bot_token.get_secret_value()

    @property
    def is_public(self) -> bool:
        """Whether this is the Telegram where real people are."""
        return self.telegram_api_url == str(Settings.model_fields["telegram_api_url"].default)

    @property
    def database(self) -> URL:
        """The database, with the driver named. `str()` of it hides the password."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return URL.create("sqlite+aiosqlite", database=str(self.data_dir / "asar.sqlite3"))

    def encryption_keys(self) -> tuple[tuple[bytes, ...], bool]:
        """The keys, newest first, and whether a first one was made in DATA_DIR just now. Raises StartError."""
        if self.data_keys is not None:
            return self.data_keys.get_secret_value(), False
        return keys.ensure(self.data_dir)


def load_settings(env_file: Path = Path(".env"), *, to_run: bool = True) -> Settings:
    """Read the settings; `to_run` also asks for those without which a bot cannot serve anybody.

    Raises SettingsError with every problem found at once. Names that are no settings are left alone, for `.env` is
    shared with other tools, unless they are a slip of the pen.
    """
    lines, problems = _read(env_file)
    if problems:
        raise SettingsError(problems)
    problems = list(_slips(env_file, lines))
    try:
        settings = Settings(_env_file=env_file)
    except ValidationError as error:
        raise SettingsError([*problems, *_wrong(error, env_file, lines)]) from None
    if to_run:
        problems += _needed(settings)
    if problems:
        raise SettingsError(problems)
    return settings


def _read(env_file: Path) -> tuple[dict[str, int], list[Problem]]:
    """The line of each name in `env_file`, counted from 1, and what cannot be read in it."""
    try:
        with env_file.open(encoding="utf-8") as stream:
            bindings = list(parse_stream(stream))
    except FileNotFoundError:
        return {}, []
    except (OSError, UnicodeDecodeError):
        return {}, [Problem(str(env_file), "It cannot be read.", "Save it as UTF-8 text that Asar's user may read.")]
    problems = [
        Problem(f"{env_file}, line {binding.original.line}", "This is not NAME=value.", "Put quotes round the value.")
        for binding in bindings
        if binding.error
    ]
    return {binding.key.upper(): binding.original.line for binding in bindings if binding.key}, problems


def _slips(env_file: Path, lines: dict[str, int]) -> Iterator[Problem]:
    known = {name.upper() for name in Settings.model_fields}
    for name, line in lines.items():
        meant = nearest(name, known) if name not in known else None
        if meant is not None and meant not in lines:
            yield Problem(f"{name} ({env_file}, line {line})", "There is no such setting.", f"Did you mean {meant}?")


def _wrong(error: ValidationError, env_file: Path, lines: dict[str, int]) -> Iterator[Problem]:
    environment = {name.upper() for name, value in os.environ.items() if value}
    for detail in error.errors(include_input=False, include_context=False, include_url=False):
        field = str(detail["loc"][0])
        name = field.upper()
        where = "environment" if name in environment else f"{env_file}, line {lines[name]}"
        yield Problem(f"{name} ({where})", cause(dict[str, Any](detail)), _remedy(field))


def _needed(settings: Settings) -> Iterator[Problem]:
    if settings.bot_token is None:
        yield _missing("bot_token", "There is no token.")
    if not settings.admin_ids:
        yield _missing("admin_ids", "There is no administrator, so nobody could invite volunteers.")
    if settings.data_keys is None and settings.database.get_backend_name() != "sqlite":
        yield _missing("data_keys", "PostgreSQL may serve several machines, so no key is made on this one.")


def _missing(field: str, why: str) -> Problem:
    return Problem(field.upper(), why, f"{_remedy(field)} Set it in .env or in the environment.")


def _remedy(field: str) -> str:
    return str(Settings.model_fields[field].description)
