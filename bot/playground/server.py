"""The HTTP server: /bot<token>/<method>, /file/bot<token>/<path>, /control/<act>."""

import asyncio
import contextlib
import inspect
import json
import logging
from typing import Any, Self

from aiohttp import web

from bot.playground.control import Control
from bot.playground.errors import Refused
from bot.playground.faults import Fault
from bot.playground.methods import METHODS
from bot.playground.model import Call, World
from bot.playground.page_server import Page
from bot.playground.params import read, recorded
from bot.playground.schema import method_names, problem, read_parameters, require, result_problem
from bot.playground.webhook import Webhook

log = logging.getLogger(__name__)

MAX_BODY = 51 * 2**20
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_PAGE = "<html>\r\n<head><title>{0} {1}</title></head>\r\n<body><center><h1>{0} {1}</h1></center></body>\r\n</html>\r\n"


class LocalTelegram:
    """A Telegram of one bot, for trying and testing: `async with LocalTelegram(token=...) as telegram: telegram.url`.

    check: hold every result and update against the Bot API's types and note in `world.contradictions` what is wrong.
    page: serve the page for the browser too.
    """

    def __init__(
        self,
        token: str,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        seed: int | None = None,
        check: bool = False,
        page: bool = False,
    ) -> None:
        self.host, self.port, self.seed, self.check = host, port, seed, check
        self.world = self._new_world(token)
        self.url = ""
        self.control = Control(self)
        self.page = Page(self) if page else None
        self._runner: web.AppRunner | None = None
        self._webhook: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Listen; `url` is then known."""
        app = web.Application(client_max_size=MAX_BODY)
        app.router.add_route("*", "/file/{tail:.*}", self._file)
        app.router.add_route("*", "/control/{act}", self.control.handle)
        if self.page is not None:
            app.router.add_routes(self.page.routes())
        app.router.add_route("*", "/{tail:.*}", self._api)
        # A bot that hangs up ends what waits for it: the long poll and the faults that never answer.
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.host, self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self.url = f"http://{self.host}:{self.port}"
        self._webhook = asyncio.create_task(Webhook(self.world).run())

    async def stop(self) -> None:
        """Close everything."""
        if self._webhook is not None:
            self._webhook.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._webhook
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def reset(self) -> None:
        """Begin anew with an empty town."""
        if self._webhook is not None:
            self._webhook.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._webhook
        old = self.world
        old.updates.drop()
        old.updates.release()
        self.world = self._new_world(old.token)
        old.pulse.beat()
        self._webhook = asyncio.create_task(Webhook(self.world).run())

    def _new_world(self, token: str) -> World:
        world = World(token, seed=self.seed)
        if self.check:
            world.updates.inspect = lambda body: _note(world, problem(["Update"], body, where="Update"))
        return world

    # -- the Bot API

    def _refuse_token(self, token: str) -> None:
        if ":" not in token or token.startswith("0") or len(token) > 80:
            raise Refused(401, "Unauthorized: invalid token specified")
        if token != self.world.token or self.world.revoked:
            raise Refused(401, "Unauthorized")

    async def _api(self, request: web.Request) -> web.StreamResponse:
        path = request.path
        if not path.startswith("/bot") or path.count("/") != 2:
            return _refusal(Refused(404, "Not Found"))
        token, _, called = path[4:].partition("/")
        world = self.world
        world.in_flight += 1
        polling = False
        try:
            self._refuse_token(token)
            name = method_names().get(called.lower())
            if name not in METHODS:
                if name is not None:
                    log.error("The local Telegram does not know %s yet: add it to bot/playground/methods", name)
                raise Refused(404, "Not Found: method not found")
            if polling := name == "getUpdates":
                world.in_flight -= 1
            return await self._call(request, world, name)
        except Refused as refused:
            return _refusal(refused)
        finally:
            if not polling:
                world.in_flight -= 1
                world.pulse.beat()

    async def _call(self, request: web.Request, world: World, name: str) -> web.StreamResponse:
        params: dict[str, Any] = {}
        chat_id: int | str | None = None
        fault: Fault | None = None
        unread: Refused | None = None
        try:
            params = read_parameters(name, await read(request))
            chat_id = params.get("chat_id")
        except Refused as refused:
            unread = refused
        if world.faults.active:
            fault = world.faults.take(name, chat_id)
        call = Call(
            world.number(), name, recorded(params), world.clock.now(), False, 0, fault=fault.kind if fault else ""
        )
        world.calls.append(call)
        try:
            if fault is not None and fault.kind not in ("lost", "late"):
                return await self._faulty(request, fault, call)
            if unread is not None:
                raise unread
            world.limits.check(name, chat_id)
            call.result = await self._do(world, name, params)
            call.ok, call.code = True, 200
            response = _respond(200, '{"ok":true,"result":' + _encode(call.result) + "}")
        except Refused as refused:
            call.code, call.description = refused.code, refused.description
            response = _refusal(refused)
        except Exception:
            log.exception("The local Telegram failed in %s", name)
            call.code, call.description = 500, "Internal Server Error"
            world.contradictions.append(f"{name} failed")
            response = _refusal(Refused(500, "Internal Server Error"))
        if fault is not None and fault.kind == "lost":
            return _hang_up(request)
        if fault is not None and fault.kind == "late":
            await asyncio.sleep(fault.seconds)
        return response

    async def _do(self, world: World, name: str, params: dict[str, Any]) -> Any:
        require(name, params)
        result = METHODS[name](world, params)
        if inspect.isawaitable(result):
            result = await result
        if self.check and name != "getUpdates":  # updates are looked at when they are made
            _note(world, result_problem(name, result))
        return result

    async def _faulty(self, request: web.Request, fault: Fault, call: Call) -> web.StreamResponse:
        """Answer, or not, without having processed the call."""
        if fault.kind == "hang":
            await asyncio.sleep(3600)
        if fault.kind in ("hang", "reset"):
            return _hang_up(request)
        if fault.kind == "html":
            call.code = fault.code
            reason = {502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Time-out"}.get(fault.code, "Error")
            return web.Response(status=fault.code, text=_PAGE.format(fault.code, reason), content_type="text/html")
        raise fault.refusal()

    async def _file(self, request: web.Request) -> web.StreamResponse:
        token, _, path = request.path.removeprefix("/file/bot").partition("/")
        try:
            self._refuse_token(token)
        except Refused as refused:
            return _refusal(refused)
        file = next((file for file in self.world.files.values() if file.path == path), None)
        if file is None:
            return _refusal(Refused(404, "Not Found"))
        return web.Response(body=file.data, content_type="application/octet-stream")


def _note(world: World, contradiction: str | None) -> None:
    if contradiction is not None:
        world.contradictions.append(contradiction)
        log.error("The local Telegram contradicts the Bot API: %s", contradiction)


def _respond(status: int, body: str) -> web.Response:
    return web.Response(status=status, body=body.encode(), content_type="application/json")


def _refusal(refused: Refused) -> web.Response:
    answer: dict[str, Any] = {"ok": False, "error_code": refused.code, "description": refused.description}
    if refused.parameters:
        answer["parameters"] = refused.parameters
    response = _respond(refused.code, _encode(answer))
    if refused.parameters and "retry_after" in refused.parameters:
        response.headers["Retry-After"] = str(refused.parameters["retry_after"])
    return response


def _hang_up(request: web.Request) -> web.StreamResponse:
    """Break the connection without a byte of an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
