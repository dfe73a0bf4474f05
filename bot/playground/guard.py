"""Who may use the control interface and the page: programs of this machine, and pages that came from here.

A page of the internet can make the browser send requests to 127.0.0.1. Its requests name another origin; or, when its
own name was made to mean 127.0.0.1 (DNS rebinding), another host.
"""

import ipaddress

from aiohttp import web

from bot.playground.errors import Misuse

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class NotAllowedError(Misuse):
    """The request does not come from where it has to."""


def is_loopback(host: str) -> bool:
    """Whether the address or name means this machine only."""
    return host == "localhost" or (_is_address(host) and ipaddress.ip_address(host).is_loopback)


def check(request: web.Request, listening: str) -> None:
    """Raises NotAllowedError. listening: the host the server listens on; loopback means this machine only."""
    if is_loopback(listening) and not (request.remote and is_loopback(request.remote)):
        raise NotAllowedError("this is for this machine only")
    host = (request.url.host or "").strip("[]")
    if not (host == "localhost" or host == listening or _is_address(host)):
        raise NotAllowedError(f"the name {host} is not this playground's: use its address")
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"{request.scheme}://{request.host}":
        raise NotAllowedError("another page may not use this")
    followed = request.path == "/" and request.headers.get("Sec-Fetch-Mode") == "navigate"  # a link to the page
    if request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin") and not followed:
        raise NotAllowedError("another page may not use this")


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
