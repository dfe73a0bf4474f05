"""The register of methods."""

from collections.abc import Callable
from typing import Any, TypeVar

from bot.playground.model import World

Method = Callable[[World, dict[str, Any]], Any]

METHODS: dict[str, Method] = {}


_M = TypeVar("_M", bound=Method)


def method(name: str) -> Callable[[_M], _M]:
    """Enter a function, plain or async, under the method's proper name."""

    def enter(function: _M) -> _M:
        METHODS[name] = function
        return function

    return enter
