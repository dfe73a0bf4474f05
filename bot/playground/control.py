"""The control interface: POST /control/<act> with a JSON object of its arguments (or GET with a query).

Only for this machine, and not for pages of other places (see `guard`).

Acts are the public functions of the files that end in acts.py, and `reset`; `bulk` does several ([[act, arguments], …])
in one request. 400 says what was wrong.
"""

import inspect
import json
from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.playground import acts, crowd_acts, group_acts, guard, media_acts, town_acts
from bot.playground.errors import Misuse

if TYPE_CHECKING:
    from bot.playground.server import LocalTelegram


def _functions(module: ModuleType) -> dict[str, Callable[..., Any]]:
    return {
        name: function
        for name, function in vars(module).items()
        if inspect.isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_")
    }


ACTS = (
    _functions(acts) | _functions(media_acts) | _functions(group_acts) | _functions(town_acts) | _functions(crowd_acts)
)


class _NoSuchActError(Exception):
    pass


class Control:
    """Serves the acts of one local Telegram."""

    def __init__(self, telegram: "LocalTelegram") -> None:
        self._telegram = telegram
        self.acts: dict[str, Callable[..., Any]] = dict(ACTS)
        """What can be asked for by name; a demo adds its own."""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request."""
        name = request.match_info["act"]
        try:
            guard.check(request, self._telegram.host)
            arguments = await _arguments(request)
            if name == "reset":
                await self._telegram.reset()
                return _answer(200, {})
            if name == "bulk":
                return _answer(200, [await self._do(act, each) for act, each in arguments.get("acts", [])])
            return _answer(200, await self._do(name, arguments))
        except _NoSuchActError:
            return _answer(404, {"error": f"there is no act {name}; there are: {', '.join(sorted(self.acts))}"})
        except guard.NotAllowedError as refused:
            return _answer(403, {"error": str(refused)})
        except Misuse as misuse:
            return _answer(400, {"error": str(misuse)})

    async def _do(self, name: str, arguments: dict[str, Any]) -> Any:
        function = self.acts.get(name)
        if function is None:
            raise _NoSuchActError
        try:
            bound = inspect.signature(function).bind(self._telegram.world, **arguments)
        except TypeError as error:
            raise Misuse(f"{name}: {error}") from None
        result = function(*bound.args, **bound.kwargs)
        return await result if inspect.isawaitable(result) else result


async def _arguments(request: web.Request) -> dict[str, Any]:
    if request.method != "POST":
        return {name: _number(value) for name, value in request.query.items()}
    body = await request.read()
    try:
        arguments = json.loads(body) if body else {}
    except ValueError:
        raise Misuse("the body is no JSON") from None
    if not isinstance(arguments, dict):
        raise Misuse("the arguments must be a JSON object")
    return arguments


def _number(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value


def _answer(status: int, value: Any) -> web.Response:
    return web.Response(
        status=status, body=json.dumps(value, ensure_ascii=False).encode(), content_type="application/json"
    )
