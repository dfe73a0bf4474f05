"""Calls to the Bot API over HTTP, and what is known afterwards.

PTB's own classes lose whether a failed call was never sent or may have been: both are `NetworkError`. The sender must
know, so every call ends as one of four outcomes, and nothing here raises for what the network or Telegram does. No
outcome, error or log line holds the address, because the token is a part of its path.
"""

import asyncio
import json
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, Any, Self

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

CONNECT_TIMEOUT = 10.0
READ_TIMEOUT = 30.0
CONNECTIONS = 64

File = tuple[str, bytes | IO[bytes], str]
"""File name, content, media type."""


@dataclass(frozen=True, slots=True)
class Ok:
    """Telegram did it; `result` is what the method returns."""

    result: Any


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram said no: it was not done, for certain."""

    code: int
    description: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NeverSent:
    """No connection: it was not done, for certain."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have been done or not: no answer, or not Telegram's answer."""

    reason: str


Outcome = Ok | Refused | NeverSent | Unknown


class TokenRefused(Exception):  # noqa: N818 - a fact for the operator, told once
    """Telegram does not know the token: it was mistyped or revoked. Nothing works until the operator gives another."""

    def __init__(self) -> None:
        super().__init__("Telegram refuses BOT_TOKEN: take the current one from @BotFather")


def is_token_refusal(refused: Refused) -> bool:
    """Whether the token, and not this one call, was refused."""
    return refused.code == 401 or (refused.code == 404 and "method not found" not in refused.description)


class _NoReply(Exception):  # noqa: N818 - never leaves this file
    def __init__(self, reason: str, *, sent: bool, timed_out: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.sent, self.timed_out = reason, sent, timed_out


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    retry_after: str
    body: bytes


class Transport:
    """Connections to one Bot API server for one bot; an async context manager.

    `api_url` is `http(s)://host[:port]`. Proxies are taken from the environment once (aiohttp's own `trust_env` reads
    ~/.netrc in a thread before every request).
    """

    def __init__(
        self, token: str, api_url: str = "https://api.telegram.org", *, connect_timeout: float = CONNECT_TIMEOUT
    ) -> None:
        self.api_url = api_url.rstrip("/")
        self._base = URL(self.api_url + f"/bot{token}/", encoded=True)
        self._urls: dict[str, URL] = {}
        self._connect_timeout = connect_timeout
        proxy = urllib.request.getproxies().get(self._base.scheme)
        self._proxy = None if urllib.request.proxy_bypass(self._base.host or "") else proxy
        self._calls: aiohttp.ClientSession | None = None
        self._poll: aiohttp.ClientSession | None = None

    def __repr__(self) -> str:
        return f"Transport({self._base.origin()})"

    async def __aenter__(self) -> Self:
        self._calls = self._session()
        # Its own connections: a long poll must find one however many calls are under way.
        self._poll = self._session()
        return self

    async def __aexit__(self, *_: object) -> None:
        for session in (self._calls, self._poll):
            if session is not None:
                await session.close()
        self._calls = self._poll = None

    def _session(self) -> aiohttp.ClientSession:
        limits = aiohttp.ClientTimeout(
            total=None, connect=self._connect_timeout, sock_connect=self._connect_timeout, sock_read=READ_TIMEOUT
        )
        connector = aiohttp.TCPConnector(limit=CONNECTIONS)
        return aiohttp.ClientSession(
            connector=connector, timeout=limits, proxy=self._proxy, cookie_jar=aiohttp.DummyCookieJar()
        )

    async def call(
        self,
        method: str,
        payload: Mapping[str, Any],
        files: Mapping[str, File] | None = None,
        *,
        timeout: float = READ_TIMEOUT,  # noqa: ASYNC109 - an outcome, not an exception
    ) -> Outcome:
        """Call `method`; `timeout` is seconds for the whole of it, connecting and uploading included."""
        url = self._urls.get(method) or self._urls.setdefault(method, self._base / method)
        try:
            if files:
                fields = {name: value if isinstance(value, str) else _dumps(value) for name, value in payload.items()}
                reply = await self.exchange("POST", url, data=_form(fields, files), timeout=timeout)
            else:
                polling = method == "getUpdates"
                reply = await self.exchange("POST", url, data=_body(payload), timeout=timeout, poll=polling)
        except _NoReply as error:
            return Unknown(error.reason) if error.sent else NeverSent(error.reason)
        return _read(reply)

    async def exchange(
        self,
        verb: str,
        url: URL,
        *,
        data: bytes | aiohttp.FormData | None = None,
        timeout: float,  # noqa: ASYNC109 - translated into `_NoReply`
        poll: bool = False,
    ) -> _Reply:
        """One HTTP request. Raises only `_NoReply`; a reply of any status is returned."""
        session = self._poll if poll else self._calls
        if session is None:
            raise RuntimeError("the transport is not open")
        headers = {"Content-Type": "application/json"} if isinstance(data, bytes) else None
        limits = aiohttp.ClientTimeout(
            total=None, connect=self._connect_timeout, sock_connect=self._connect_timeout, sock_read=timeout
        )
        try:
            # aiohttp has no limit on the time that writing takes.
            async with (
                asyncio.timeout(timeout),
                session.request(
                    verb, url, data=data, headers=headers, timeout=limits, allow_redirects=False
                ) as response,
            ):
                return _Reply(response.status, response.headers.get("Retry-After", ""), await response.read())
        except (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError, aiohttp.ClientHttpProxyError) as error:
            timed_out = isinstance(error, aiohttp.ConnectionTimeoutError)
            raise _NoReply(_name(error), sent=False, timed_out=timed_out) from None
        except TimeoutError as error:
            raise _NoReply(_name(error), sent=True, timed_out=True) from None
        except (aiohttp.ClientError, OSError) as error:
            raise _NoReply(_name(error), sent=True) from None


class AsarRequest(BaseRequest):
    """PTB's view of a `Transport`, for `ExtBot`'s set-up calls and downloads. It neither opens nor closes it."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    @property
    def read_timeout(self) -> float | None:
        """Seconds."""
        return READ_TIMEOUT

    async def initialize(self) -> None:
        """Nothing to do: the transport is open already."""

    async def shutdown(self) -> None:
        """Nothing to do: the sender may still need the transport."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body. Raises `TimedOut` or `NetworkError`, without the address."""
        timeout = float(read_timeout) if isinstance(read_timeout, int | float) else READ_TIMEOUT
        data: bytes | aiohttp.FormData | None = None
        if request_data is not None:
            files = request_data.multipart_data
            data = (
                _form(request_data.json_parameters, files)
                if files
                else _dumps(request_data.parameters).encode("utf-8", "replace")
            )
        try:
            reply = await self._transport.exchange(method, URL(url, encoded=True), data=data, timeout=timeout)
        except _NoReply as error:
            raise TimedOut(error.reason) if error.timed_out else NetworkError(error.reason) from None
        return reply.status, reply.body


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _body(payload: Mapping[str, Any]) -> bytes:
    # A lone surrogate has no UTF-8, and Telegram would refuse the whole message for it.
    return _dumps(payload).encode("utf-8", "replace")


def _form(fields: Mapping[str, str], files: Mapping[str, File]) -> aiohttp.FormData:
    # Quoted names would show a Cyrillic file name as %D0%BE….
    form = aiohttp.FormData(quote_fields=False, default_to_multipart=True)
    for name, value in fields.items():
        form.add_field(name, value)
    for name, (filename, content, media_type) in files.items():
        form.add_field(name, content, filename=filename, content_type=media_type)
    return form


def _name(error: BaseException) -> str:
    """What failed, without the text: some of aiohttp's texts hold the address."""
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    detail = cause.strerror if isinstance(cause, OSError) and cause.strerror and cause.errno else ""
    return f"{type(error).__name__}: {detail}" if detail else type(error).__name__


def _read(reply: _Reply) -> Outcome:
    """What a reply means. Anything that Telegram itself did not say, and every 5xx, leaves the outcome unknown."""
    try:
        body = json.loads(reply.body)
    except (ValueError, RecursionError):
        body = None
    if reply.status >= 500:
        return Unknown(f"HTTP {reply.status}")
    if isinstance(body, dict) and body.get("ok") is True and "result" in body:
        return Ok(body["result"])
    if isinstance(body, dict) and body.get("ok") is False and isinstance(body.get("error_code"), int):
        if body["error_code"] >= 500:
            return Unknown(f"error {body['error_code']}")
        parameters = body.get("parameters")
        return Refused(
            body["error_code"], str(body.get("description", "")), parameters if isinstance(parameters, dict) else {}
        )
    if reply.status == 429:
        after = int(reply.retry_after) if reply.retry_after.isdecimal() else 1
        return Refused(429, "Too Many Requests", {"retry_after": after})
    if reply.status == 413:
        return Refused(413, "Request Entity Too Large")
    return Unknown(f"HTTP {reply.status}, not an answer of the Bot API")
