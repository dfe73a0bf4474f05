"""Callback data: an action in at most 64 bytes, `verb:argument:argument`. It names ids and revisions, never people."""

from collections.abc import Callable

from bot.core.speech import Action

LIMIT = 64
"""Telegram's limit for callback data, in bytes."""


def encode(action: Action) -> str:
    """The action as callback data. Raises ValueError where it cannot be: that is a bug of ours, found by a test."""
    data = ":".join((action.verb, *map(str, action.args)))
    if data.count(":") != len(action.args) or len(data.encode()) > LIMIT:
        raise ValueError(f"{action.verb}: not encodable as callback data")
    return data


def decode(data: object) -> Action | None:
    """The action of callback data; None for anything we cannot have written. Arguments come back as text."""
    if not isinstance(data, str) or not data or len(data.encode()) > LIMIT:
        return None
    verb, *args = data.split(":")
    return Action(verb, tuple(args))


def number(action: Action, place: int) -> int:
    """Argument `place` as a whole number; -1, which is no id and no revision, where it is none (forged data)."""
    argument = action.args[place] if place < len(action.args) else ""
    text = str(argument)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else -1


def verb(name: str) -> Callable[[object], bool]:
    """The `pattern` of a CallbackQueryHandler for one verb."""

    def matches(data: object) -> bool:
        action = decode(data)
        return action is not None and action.verb == name

    return matches
