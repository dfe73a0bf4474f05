"""The commands: `asar run`, `asar check`, `asar demo` … Every failure says the place, the reason and the remedy."""

import asyncio
import gc
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, closing
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.markup import escape

from bot import logs, parts
from bot.app import App, only_one, using, utc_now
from bot.core.speech import Language
from bot.organisation import OrganisationError
from bot.play import Player, lines, what_to_play
from bot.problems import Problem, StartError
from bot.services.unit import ALMATY
from bot.settings import Settings, load_settings
from bot.store import upgrade
from bot.store.database import Database
from bot.store.rekey import rekey as rekey_all
from bot.store.vault import Vault
from bot.telegram.pacing import Pace
from bot.telegram.request import TokenRefused, Transport

app = typer.Typer(
    name="asar",
    help="A Telegram bot through which families ask for help and volunteers of their region give it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def main(command: Callable[[], Any] = app) -> None:
    """The entry of the `asar` script: run the command, and say what went wrong."""
    try:
        command()
    except StartError as error:
        _tell(error.problems)
        sys.exit(2)
    except TokenRefused:
        remedy = "Copy the token from @BotFather into BOT_TOKEN again."
        _tell([Problem("BOT_TOKEN", "Telegram does not accept this token.", remedy)])
        sys.exit(2)


def _tell(problems: Any) -> None:
    for problem in problems:
        err.print(f"[red]✗[/red] {escape(str(problem))}")


def _vault(settings: Settings) -> Vault:
    keys, made = settings.encryption_keys()
    if made:
        err.print(f"A new encryption key was made: {settings.data_dir / 'keys'}. Keep a copy of it in a safe place.")
    return Vault(keys)


def _database(settings: Settings) -> Database:
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Database(settings.database.render_as_string(hide_password=False))


@app.command()
def run(
    unpaced: Annotated[
        bool, typer.Option(help="Send without pauses: only for a local Telegram without limits.")
    ] = False,
) -> None:
    """Run the bot until it is stopped (Ctrl-C or SIGTERM)."""
    settings = load_settings()
    logs.set_up(settings.log_level, settings.log_format, [settings.token])
    read = parts.read(settings.organisation, settings.programmes)
    if read.organisation.is_invented and settings.is_public:
        remedy = "Write your own organisation's name and BIN into it: families read them in the consent."
        raise StartError([Problem(str(settings.organisation), "This organisation is invented.", remedy)])
    with only_one(settings.data_dir):
        go(_run(settings, read, Pace.unlimited() if unpaced else Pace()))


def go(work: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine; of a group of errors, raise the first that says what to do."""
    try:
        asyncio.run(work)
    except BaseExceptionGroup as group:
        raise next((error for error in _leaves(group) if isinstance(error, StartError | TokenRefused)), group) from None


def _leaves(group: BaseExceptionGroup[BaseException]) -> list[BaseException]:
    return [
        leaf
        for error in group.exceptions
        for leaf in (_leaves(error) if isinstance(error, BaseExceptionGroup) else [error])
    ]


async def _run(settings: Settings, read: parts.Parts, pace: Pace) -> None:
    async with assembled(settings, read, pace) as bot:
        await bot.run()


@asynccontextmanager
async def assembled(
    settings: Settings, read: parts.Parts, pace: Pace, clock: Callable[[], datetime] = utc_now
) -> AsyncIterator[App]:
    """The bot of these settings, ready to `run`; SIGINT and SIGTERM stop it."""
    database = _database(settings)
    async with Transport(settings.token, settings.telegram_api_url) as transport:
        bot = App(
            database,
            _vault(settings),
            read,
            transport,
            settings.token,
            admin_ids=settings.admin_ids,
            max_open_claims=settings.max_open_claims,
            clock=clock,
            pace=pace,
        )
        loop = asyncio.get_running_loop()
        for each in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(each, bot.stop)
        # What was loaded lives as long as the process: the collector need not look at it again and again.
        gc.collect()
        gc.freeze()
        try:
            yield bot
        finally:
            await database.close()


@app.command()
def check() -> None:
    """Check settings, programmes, texts, places, the organisation and the database, and say everything found."""
    settings = load_settings(to_run=False)
    if settings.bot_token is None:
        err.print("[yellow]![/yellow] BOT_TOKEN is not set: `asar run` will stop, everything else is checked.")
    programmes, texts = parts.read_programmes(settings.programmes)
    out.print(f"programmes: {', '.join(sorted(programmes))}")
    out.print(f"texts: {len(texts.ids('kk'))} in Kazakh and in Russian")
    from bot import data

    out.print(f"places: {len(data.places().regions())} regions")
    try:
        parts.read(settings.organisation, settings.programmes)
        out.print(f"organisation: {settings.organisation}")
    except OrganisationError as error:
        if settings.organisation.exists() or settings.bot_token is not None:
            raise
        err.print(f"[yellow]![/yellow] {error.problems[0].place}: {error.problems[0].cause} `asar run` will stop.")
    if settings.database.get_backend_name() != "sqlite" or Path(settings.database.database or "").exists():
        asyncio.run(_check_database(settings))
    out.print("[green]✓[/green] all is well")


async def _check_database(settings: Settings) -> None:
    database = _database(settings)
    try:
        with using(database):
            async with database.read() as connection:
                if database.is_sqlite:
                    damage = (await connection.exec_driver_sql("PRAGMA quick_check")).scalar()
                    if damage != "ok":
                        problem = Problem(database.place, f"The database is damaged: {damage}", "Restore a backup.")
                        raise StartError([problem])
                revision = await connection.run_sync(upgrade.revision_of)
        out.print(f"database: {database.place}, step {revision or 'none yet'}, the newest is {upgrade.newest()}")
    finally:
        await database.close()


@app.command()
def migrate() -> None:
    """Bring the database to the newest shape (`asar run` does it too, at start)."""
    settings = load_settings(to_run=False)
    logs.set_up(settings.log_level, settings.log_format, [])
    with only_one(settings.data_dir):
        changed = asyncio.run(_migrate(settings))
    out.print("The database has the newest shape now." if changed else "The database had the newest shape already.")


async def _migrate(settings: Settings) -> bool:
    database = _database(settings)
    try:
        with using(database):
            return await upgrade.upgrade(database)
    finally:
        await database.close()


@app.command()
def rekey() -> None:
    """Seal everything stored with the newest key, so that older ones can be taken out of DATA_KEYS."""
    settings = load_settings(to_run=False)
    with only_one(settings.data_dir):
        count = asyncio.run(_rekey(settings))
    out.print(f"{count} values were sealed anew. Only the first key is needed from now on.")


async def _rekey(settings: Settings) -> int:
    database = _database(settings)
    try:
        with using(database):
            return await rekey_all(database, _vault(settings))
    finally:
        await database.close()


@app.command()
def backup(target: Annotated[Path, typer.Argument(help="The file to write; it must not exist yet.")]) -> None:
    """Copy the SQLite database while the bot runs. The keys are not in it: keep them elsewhere."""
    settings = load_settings(to_run=False)
    if settings.database.get_backend_name() != "sqlite":
        raise StartError([Problem("DATABASE_URL", "This is PostgreSQL.", "Use pg_dump.")])
    stored = Path(settings.database.database or "")
    if not stored.is_file():
        remedy = "See DATABASE_URL and DATA_DIR; `asar run` makes the database at its first start."
        raise StartError([Problem(str(stored), "There is no database.", remedy)])
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))  # nobody else may read it, ever
    except FileExistsError:
        raise StartError([Problem(str(target), "It exists already.", "Name a new file.")]) from None
    except OSError as error:
        remedy = "Name a file in a folder that exists and where you may write."
        raise StartError([Problem(str(target), f"It cannot be written: {error.strerror}.", remedy)]) from None
    try:
        address = f"{stored.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy, pages=1000)
    except sqlite3.Error as error:
        target.unlink()
        remedy = "See that the disk has space; `asar check` says whether the database is damaged."
        raise StartError([Problem(str(stored), f"The copy failed: {error}.", remedy)]) from None
    out.print(f"Written: {target}")


@app.command()
def play(
    programme: Annotated[str, typer.Argument(help="Its id; needed when there are several.")] = "",
    language: Annotated[Language, typer.Option(help="To begin in; :lang changes it on the way.")] = "kk",
    today: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day to play, else today.")] = None,
    script: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="A file of lines to answer with.")
    ] = None,
) -> None:
    """Walk through a programme in the terminal: no token, no database, nothing is kept."""
    settings = load_settings(to_run=False)
    day = (today or datetime.now(ALMATY)).date()
    player = Player(out, *what_to_play(settings.organisation, settings.programmes, programme), day, language)
    player.play(lines(out, script))


@app.command()
def demo(
    host: Annotated[str, typer.Option(help="Where to listen; anything but this machine comes with a warning.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="The first port to try.")] = 8080,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget the last town and begin with a new one.")] = False,
    printed: Annotated[bool, typer.Option("--print", help="Play a story, print it, and end: no page.")] = False,
    story: Annotated[
        Literal["help", "morning"], typer.Option(help="Which is printed: how help arrives, or the morning of a region.")
    ] = ("help"),
    language: Annotated[Language, typer.Option(help="Of the morning that is printed.")] = "kk",
) -> None:
    """Open a small town on a local Telegram in the browser: no token, no internet."""
    from bot.playground import demo
    from bot.playground import printed as stories

    if printed:
        asyncio.run(stories.play(out) if story == "help" else stories.play_morning(out, language))
    else:
        asyncio.run(demo.serve(out, host=host, port=port, fresh=fresh))
