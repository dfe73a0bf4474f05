"""A local Telegram for every test, held against the Bot API's own types."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.playground import LocalTelegram, Town

TOKEN = "1234567:local-telegram-of-the-tests"


class Api:
    """Calls the Bot API as a bot does, JSON in and JSON out."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session = session
        self.url = url

    async def raw(self, method: str, **params: Any) -> tuple[int, Any]:
        """HTTP status and envelope."""
        async with self.session.post(f"{self.url}/bot{TOKEN}/{method}", json=params) as response:
            return response.status, await response.json()

    async def ok(self, method: str, **params: Any) -> Any:
        """The result of a call that must succeed."""
        status, answer = await self.raw(method, **params)
        assert status == 200, answer
        assert answer["ok"] is True
        return answer["result"]

    async def refused(self, method: str, **params: Any) -> tuple[int, str]:
        """Code and description of a call that must be refused."""
        status, answer = await self.raw(method, **params)
        assert answer["ok"] is False, answer
        assert status == answer["error_code"]
        return status, answer["description"]


@pytest.fixture
def token() -> str:
    return TOKEN


@pytest.fixture
async def telegram() -> AsyncIterator[LocalTelegram]:
    async with LocalTelegram(TOKEN, seed=7, check=True) as local:
        yield local
        assert local.world.contradictions == []


@pytest.fixture
async def town(telegram: LocalTelegram) -> AsyncIterator[Town]:
    async with Town(telegram.url) as one:
        yield one


@pytest.fixture
async def api(telegram: LocalTelegram) -> AsyncIterator[Api]:
    async with aiohttp.ClientSession() as session:
        yield Api(session, telegram.url)
