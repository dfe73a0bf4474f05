"""Posting updates to the bot's webhook: one at a time per chat, several chats at once, again until it answers 2xx."""

import asyncio
import logging

import aiohttp

from bot.playground.methods.register import METHODS
from bot.playground.model import World
from bot.playground.schema import method_names, read_parameters
from bot.playground.updates import Entry

log = logging.getLogger(__name__)

PATIENCE = aiohttp.ClientTimeout(total=60)
LONGEST_PAUSE = 60.0


class Webhook:
    """Runs beside the server; does nothing while no webhook is set."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._lanes: dict[int, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Deliver until cancelled."""
        updates = self.world.updates
        try:
            async with aiohttp.ClientSession(timeout=PATIENCE) as session:
                while True:
                    await updates.arrived.wait()
                    updates.arrived.clear()
                    if updates.webhook_active:
                        self._start_lanes(session)
        finally:
            for task in self._lanes.values():
                task.cancel()
            await asyncio.gather(*self._lanes.values(), return_exceptions=True)

    def _start_lanes(self, session: aiohttp.ClientSession) -> None:
        for entry in self.world.updates.entries:
            if len(self._lanes) >= self.world.webhook["max_connections"]:
                return
            if entry.lane not in self._lanes:
                self._lanes[entry.lane] = asyncio.create_task(self._lane(session, entry.lane))

    async def _lane(self, session: aiohttp.ClientSession, lane: int) -> None:
        updates = self.world.updates
        try:
            while updates.webhook_active:
                now = updates.clock.now()
                entry = next((e for e in updates.entries if e.lane == lane and e.expires_at > now), None)
                if entry is None:
                    return
                await self._deliver(session, entry)
        finally:
            self._lanes.pop(lane, None)
            if any(entry.expires_at > updates.clock.now() for entry in updates.entries):
                updates.arrived.set()

    async def _deliver(self, session: aiohttp.ClientSession, entry: Entry) -> None:
        """Post until it is taken, expired, dropped or the webhook is gone."""
        updates, pause = self.world.updates, 0.0
        while updates.webhook_active and entry in updates.entries and entry.expires_at > updates.clock.now():
            entry.fetched = True
            wait = await self._post(session, entry)
            if wait is None:
                updates.confirm(entry)
                return
            await asyncio.sleep(wait or pause)
            pause = min(max(pause * 2, 2.0), LONGEST_PAUSE)

    async def _post(self, session: aiohttp.ClientSession, entry: Entry) -> float | None:
        """None when it was taken, else the seconds the bot asks to wait (0 when it does not say)."""
        world = self.world
        headers = {"X-Telegram-Bot-Api-Secret-Token": world.webhook_secret} if world.webhook_secret else {}
        try:
            async with session.post(world.webhook["url"], json=entry.body, headers=headers) as response:
                if 200 <= response.status < 300:
                    await self._answer(response)
                    return None
                words = f"Wrong response from the webhook: {response.status} {response.reason}"
                after = response.headers.get("Retry-After", "")
        except (aiohttp.ClientError, TimeoutError) as error:
            words, after = f"Connection failed: {type(error).__name__}", ""
        world.webhook |= {"last_error_date": int(world.clock.now()), "last_error_message": words}
        return float(after) if after.isdigit() else 0.0

    async def _answer(self, response: aiohttp.ClientResponse) -> None:
        """Do the call an answer may carry; its result is nobody's."""
        if response.content_type != "application/json":
            return
        try:
            body = await response.json()
            name = method_names()[body["method"].lower()]
            METHODS[name](self.world, read_parameters(name, body))
        except Exception as error:
            log.info("The method in a webhook's answer did nothing: %r", error)
