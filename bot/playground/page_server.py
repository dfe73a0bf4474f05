"""The page in the browser: its files, the state of the town, and server-sent events about what changes."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.playground import guard, views
from bot.playground.images import kind_of
from bot.playground.methods.media import find_file
from bot.playground.model import Json

if TYPE_CHECKING:
    from bot.playground.server import LocalTelegram

FILES = Path(__file__).with_name("page")
_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
_HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
STILL_HERE = 10.0
"""Seconds between signs of life, so that a browser notices a server that is gone."""


class Page:
    """Serves the page of one local Telegram. `extra` is put beside what `views.town` tells."""

    def __init__(self, telegram: "LocalTelegram") -> None:
        self._telegram = telegram
        self.extra: Json = {}

    def routes(self) -> list[web.RouteDef]:
        """Where it answers."""
        return [
            web.get("/", self._file),
            web.get("/page/town", self._town),
            web.get("/page/events", self._events),
            web.get("/page/photo/{file}", self._photo),
            web.get("/page/{path:.+}", self._file),
        ]

    def _check(self, request: web.Request) -> None:
        try:
            guard.check(request, self._telegram.host)
        except guard.NotAllowedError as refused:
            raise web.HTTPForbidden(text=str(refused)) from None

    async def _file(self, request: web.Request) -> web.StreamResponse:
        self._check(request)
        name = request.match_info.get("path", "index.html")
        path = (FILES / name).resolve()
        if not path.is_relative_to(FILES) or path.suffix not in _TYPES or not path.is_file():
            raise web.HTTPNotFound
        return web.Response(body=path.read_bytes(), headers=_HEADERS, content_type=_TYPES[path.suffix], charset="utf-8")

    async def _photo(self, request: web.Request) -> web.StreamResponse:
        self._check(request)
        file = find_file(self._telegram.world, request.match_info["file"])
        kind = kind_of(file.data) if file is not None else None
        if file is None or kind is None:
            raise web.HTTPNotFound
        return web.Response(body=file.data, headers=_HEADERS, content_type=f"image/{kind}")

    def _small(self) -> Json:
        return {**views.town(self._telegram.world), **self.extra}

    async def _town(self, request: web.Request) -> web.StreamResponse:
        self._check(request)
        world = self._telegram.world
        state = {
            "epoch": self._telegram.world.epoch,
            "no": world.happened,
            "town": self._small(),
            "chats": views.chats(world),
            "calls": list(views.latest_calls(world)),
        }
        return web.Response(text=_encode(state), headers=_HEADERS, content_type="application/json")

    async def _events(self, request: web.Request) -> web.StreamResponse:
        self._check(request)
        response = web.StreamResponse(headers={**_HEADERS, "Content-Type": "text/event-stream"})
        await response.prepare(request)
        after = int(request.headers.get("Last-Event-ID") or request.query.get("after") or 0)
        async for frame in self._frames(after):
            await response.write(frame.encode())
        return response

    async def _frames(self, after: int) -> AsyncIterator[str]:
        """Frames until the world is another one."""
        world = self._telegram.world
        yield _frame("hello", {"epoch": self._telegram.world.epoch})
        told: str = ""
        known = {each["no"] for each in views.latest_calls(world) if each["no"] <= after}
        while True:
            frames = []
            small = _encode(self._small())
            if small != told:
                told = small
                frames.append(f"event: town\ndata: {small}\n\n")
            for event in views.events(world, after):
                frames.append(_frame("chat", event, event["no"]))
                after = event["no"]
            calls = [each for each in views.latest_calls(world) if each["no"] not in known]
            known.update(each["no"] for each in calls)
            frames += [_frame("call", each) for each in calls]
            yield "".join(frames) or ": still here\n\n"
            await world.pulse.wait(STILL_HERE)
            if world is not self._telegram.world:
                yield _frame("hello", {"epoch": self._telegram.world.epoch})
                return


def _encode(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _frame(event: str, value: Any, no: int | None = None) -> str:
    return (f"id: {no}\n" if no is not None else "") + f"event: {event}\ndata: {_encode(value)}\n\n"
