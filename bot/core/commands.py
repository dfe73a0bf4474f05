"""The commands there are, and who has them: what the menus show and /help explains, compared by a test.

A role has everything the roles before it have.
"""

from collections.abc import Collection

from bot.core.roles import Role

COMMANDS: dict[Role | None, tuple[str, ...]] = {
    None: ("start", "apply", "status", "help", "language", "cancel", "mydata", "delete"),
    Role.VOLUNTEER: ("queue", "next", "accept", "mine", "show", "ask", "done", "note", "release", "pause", "resume"),
    Role.COORDINATOR: ("review", "assign", "audit", "invite", "team", "stock", "bind", "announce", "intake"),
    Role.ADMIN: ("programmes",),
}
"""Commands by the first role that has them, in the order of roles; None is everybody."""


IN_GROUPS = ("bind", "unbind")
"""All that is done in a group; the menu there shows the first, and only to administrators."""


def highest(roles: Collection[Role]) -> Role | None:
    """The role whose commands include those of all the others; None without any."""
    return next((role for role in reversed(COMMANDS) if role in roles), None)


def commands(role: Role | None) -> tuple[str, ...]:
    """What this role may use; the work of the team comes first, as it is used most."""
    order = list(COMMANDS)
    held = order[: order.index(role) + 1]
    return tuple(name for one in (*held[1:], None) for name in COMMANDS[one])
