"""The composition root: what `asar run` puts together, the loops it keeps going, and how it stops.

One TaskGroup holds every loop: one that dies ends the process with a clear error, and the supervisor starts it again.
"""

import asyncio
import fcntl
import logging
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from telegram.error import InvalidToken, NetworkError
from telegram.ext import ExtBot

from bot.parts import Parts
from bot.problems import Problem, StartError
from bot.services import housekeeping, morning, team
from bot.services.unit import Asar
from bot.store import timers, upgrade
from bot.store.database import Database, Tx, is_conflict, is_failing
from bot.store.vault import Vault, VaultError
from bot.telegram import dispatch, menus
from bot.telegram.handlers import all_handlers
from bot.telegram.handlers.groups import concerns
from bot.telegram.intake import Intake
from bot.telegram.pacing import Backoff, Pace
from bot.telegram.render import Renderer
from bot.telegram.request import AsarRequest, TokenRefused, Transport
from bot.telegram.sender import Sender

log = logging.getLogger(__name__)

STOP_WITHIN = 8.0
"""Seconds that loops get to finish what is in flight when Asar is asked to stop; the rest stays rows."""

LOOK_AGAIN = 20.0
"""Seconds after which timers are looked at even if none is known to be due: the clock may have been set."""

IN_THE_WAY = 0.1
"""Seconds until timers are done again whose transaction gave way to another one."""

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time now, aware."""
    return datetime.now(UTC)


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the folder for this process. Raises StartError when another `asar run` holds it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / "asar.lock"
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            remedy = "Stop that one first; two would take each other's messages."
            raise StartError([Problem(str(path), "Another Asar runs on this folder.", remedy)]) from None
        yield


@contextmanager
def using(database: Database) -> Iterator[None]:
    """Let what goes wrong with a database be told with place, cause and remedy: raises StartError."""
    try:
        yield
    except upgrade.StoreError as error:
        raise StartError([Problem(database.place, error.cause, error.remedy)]) from None
    except VaultError as error:
        remedy = "Put the key it was sealed with into DATA_KEYS, after the new one, or restore DATA_DIR/keys."
        raise StartError([Problem(database.place, f"The keys do not open it: {error}.", remedy)]) from None
    except (DBAPIError, OSError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        if database.is_sqlite:
            remedy = "See that the disk has space, and that Asar's user may write there."
        else:
            remedy = "See that PostgreSQL runs there, and that DATABASE_URL has the right host, user and password."
        raise StartError([Problem(database.place, f"The database fails: {cause}.", remedy)]) from None


class App:
    """One running bot on one database. `run` returns after `stop`, or raises what ended it."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        parts: Parts,
        transport: Transport,
        token: str,
        *,
        admin_ids: Collection[int],
        max_open_claims: int = 10,
        clock: Clock = utc_now,
        pace: Pace | None = None,
    ) -> None:
        self._database = database
        self._vault = vault
        self._parts = parts
        self._transport = transport
        request = AsarRequest(transport)
        self._bot: ExtBot[None] = ExtBot(
            token,
            base_url=f"{transport.api_url}/bot",
            base_file_url=f"{transport.api_url}/file/bot",
            request=request,
            get_updates_request=request,
        )
        self._admin_ids = frozenset(admin_ids)
        self._max_open_claims = max_open_claims
        self._clock = clock
        self._pace = pace or Pace()
        self._stopping = asyncio.Event()
        self._due = asyncio.Event()
        self.ready = asyncio.Event()

    def stop(self) -> None:
        """Ask every loop to finish."""
        self._stopping.set()

    def look_again(self) -> None:
        """See what is due now: the clock was moved."""
        self._due.set()

    async def run(self) -> None:
        """Serve until stopped. Raises StartError, TokenRefused, or whatever ended a loop."""
        await self._prepare_store()
        application = dispatch.build(self._bot, all_handlers())
        await self._meet_telegram(application)
        if self._stopping.is_set():
            await application.shutdown()
            return
        asar = Asar(
            programmes=self._parts.programmes,
            places=self._parts.places,
            organisation=self._parts.organisation,
            texts=self._parts.texts,
            render=Renderer(self._parts.texts),
            admin_ids=self._admin_ids,
            username=self._bot.username,
            max_open_claims=self._max_open_claims,
        )
        handling = dispatch.Dispatch(application, asar, concerns)
        sender = Sender(
            self._database,
            self._vault,
            self._transport,
            pace=self._pace,
            clock=self._clock,
            unreachable=handling.unreachable,
            moved=handling.moved,
        )
        intake = Intake(
            self._database,
            self._vault,
            self._transport,
            handle=handling.handle,
            apologise=handling.apologise,
            committed=lambda: self._committed(sender),
            clock=self._clock,
            allowed_updates=dispatch.ALLOWED_UPDATES,
        )
        async with self._database.write() as connection:
            tx = Tx(connection, self._vault, self._clock())
            await team.sync_admins(tx, asar)
            await menus.set_defaults(tx, asar)
            await housekeeping.start(tx)
            await morning.start(tx, asar)
        async with asyncio.TaskGroup() as loops:
            sending = loops.create_task(sender.run(), name="sender")
            taking = loops.create_task(intake.run(), name="intake")
            keeping = loops.create_task(self._keep_house(asar, sender), name="housekeeping")
            self.ready.set()
            log.info("Asar is running as @%s", self._bot.username)
            await self._stopping.wait()
            log.info("Asar is stopping")
            # First nothing more is taken, then what was taken is said; what is not said in time stays a row.
            intake.stop()
            self._due.set()
            await asyncio.wait({taking, keeping}, timeout=STOP_WITHIN / 2)
            sender.stop()
            await asyncio.wait({sending}, timeout=STOP_WITHIN)
            for loop in (taking, keeping, sending):
                loop.cancel()
        await application.shutdown()

    def _committed(self, sender: Sender) -> None:
        sender.wake()
        self._due.set()

    async def _prepare_store(self) -> None:
        with using(self._database):
            if await upgrade.upgrade(self._database):
                log.info("The database has the newest shape now")
            async with self._database.write() as connection:
                await upgrade.check_keys(Tx(connection, self._vault, self._clock()))

    async def _meet_telegram(self, application: dispatch.Dispatcher) -> None:
        """The first call, repeated until the network is there or Asar is to stop. Raises TokenRefused."""
        backoff, failures = Backoff(1.0, 60.0), 0
        while not self._stopping.is_set():
            try:
                await application.initialize()
            except InvalidToken:
                raise TokenRefused from None
            except NetworkError:
                failures += 1
                delay = backoff.delay(failures)
                log.warning("Telegram cannot be reached; next attempt in %.0f s", delay)
                with suppress(TimeoutError):
                    async with asyncio.timeout(delay):
                        await self._stopping.wait()
            else:
                return

    async def _keep_house(self, asar: Asar, sender: Sender) -> None:
        """Do what is due, when it is due; a failing database is waited for."""
        while not self._stopping.is_set():
            self._due.clear()
            wait = LOOK_AGAIN
            try:
                async with self._database.read() as connection:
                    due_at = await timers.next_due(Tx(connection, self._vault, self._clock()))
                if due_at is not None:
                    wait = min(wait, (due_at - self._clock()).total_seconds())
                if wait <= 0:
                    async with self._database.write() as connection:
                        await housekeeping.run_due(Tx(connection, self._vault, self._clock()), asar)
                    sender.wake()
                    continue
            except Exception as error:
                if not is_failing(error):
                    raise
                if is_conflict(error):
                    log.info("The timers were in another transaction's way, they are looked at again")
                    wait = IN_THE_WAY
                else:
                    log.error("The database fails; timers wait")
                    wait = 5.0
            with suppress(TimeoutError):
                async with asyncio.timeout(max(wait, 0.01)):
                    await self._due.wait()
