"""How updates reach the bot: getUpdates, setWebhook, deleteWebhook, getWebhookInfo."""

import re
from urllib.parse import urlsplit

from bot.playground.errors import bad, conflict
from bot.playground.methods.register import method
from bot.playground.model import Json, World

PORTS = frozenset({80, 88, 443, 8443})
MAX_SECRET = 256
MAX_CONNECTIONS = 100
_SECRET = re.compile(r"[A-Za-z0-9_-]*")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@method("getUpdates")
async def get_updates(world: World, p: Json) -> list[Json]:
    """Updates not confirmed yet; waits up to `timeout` real seconds for the first."""
    if world.updates.webhook_active:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    world.updates.allow(p.get("allowed_updates"))
    return await world.updates.get(p.get("offset", 0), p.get("limit", 100), p.get("timeout", 0))


@method("setWebhook")
def set_webhook(world: World, p: Json) -> bool:
    """Have updates posted. As a local Bot API server does, plain http on any port is taken for loopback hosts."""
    url: str = p.get("url", "")
    if not url:
        return delete_webhook(world, p)
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError:
        raise bad("bad webhook: invalid URL specified") from None
    if parts.hostname not in _LOOPBACK:
        if parts.scheme != "https":
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if port not in PORTS:
            raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    secret = p.get("secret_token", "")
    if len(secret) > MAX_SECRET:
        raise bad("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    world.updates.allow(p.get("allowed_updates"))
    if p.get("drop_pending_updates"):
        world.updates.drop()
    connections = p.get("max_connections", 40)
    world.webhook = {"url": url, "has_custom_certificate": False, "pending_update_count": 0}
    world.webhook["max_connections"] = connections if 1 <= connections <= MAX_CONNECTIONS else 40
    world.webhook_secret = secret
    world.updates.evict("terminated by setWebhook request")
    world.updates.webhook_active = True
    world.updates.arrived.set()
    return True


@method("deleteWebhook")
def delete_webhook(world: World, p: Json) -> bool:
    """Go back to getUpdates."""
    if p.get("drop_pending_updates"):
        world.updates.drop()
    world.webhook = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
    world.updates.webhook_active = False
    return True


@method("getWebhookInfo")
def get_webhook_info(world: World, _: Json) -> Json:
    """The webhook in force and how it fares."""
    info = {**world.webhook, "pending_update_count": world.updates.pending()}
    if world.updates.allowed is not None:
        info["allowed_updates"] = sorted(world.updates.allowed)
    return info
