"""What an answer of Telegram means for the message that was sent. The texts are those of the server's source."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from bot.store.groups import Lost
from bot.telegram.request import NeverSent, Ok, Outcome, Refused, Unknown, is_token_refusal


class Fate(Enum):
    """What to do about a call."""

    SENT = auto()
    DROPPED = auto()
    """There is nothing left to do."""
    GONE = auto()
    """The message to edit is not there any more, or cannot be edited: say it anew, or drop it."""
    UNFORMATTED = auto()
    """Telegram cannot read our HTML: say it as plain text."""
    WAIT = auto()
    """Telegram says for how long (`seconds`)."""
    AGAIN = auto()
    """It never left: try again freely."""
    UNCLEAR = auto()
    """It may have arrived: repeat with growing waits."""
    LATE = auto()
    """Its time was over before the call."""
    DEAD = auto()
    UNREACHABLE = auto()
    """The person blocked the bot, or the chat is gone; a group where we may not write, or whose topic is closed."""
    MIGRATED = auto()
    TOKEN_REFUSED = auto()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A fate with what belongs to it. `reason` holds nothing that people wrote."""

    fate: Fate
    reason: str = ""
    message_id: int | None = None
    seconds: float = 0.0
    chat_id: int = 0


CHATLESS = frozenset({"answerCallbackQuery", "setMyCommands", "setMyDescription", "setMyShortDescription"})
"""Methods that have no `chat_id` and do not count against the pace of a chat."""

_DROP = (
    "query is too old",
    "message to delete not found",
    "message can't be deleted",
)
_GONE = (
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message to edit",
    "there is no caption in the message to edit",
    "MESSAGE_ID_INVALID",
)
_CLOSED_TO_US = (
    ("not enough rights to send", Lost.RIGHTS),
    ("have no rights to send a message", Lost.RIGHTS),
    ("CHAT_WRITE_FORBIDDEN", Lost.RIGHTS),
    ("CHAT_RESTRICTED", Lost.RIGHTS),
    ("CHAT_SEND_PLAIN_FORBIDDEN", Lost.RIGHTS),
    ("need administrator rights", Lost.RIGHTS),
    ("message thread not found", Lost.TOPIC),
    ("TOPIC_CLOSED", Lost.TOPIC),
    ("TOPIC_DELETED", Lost.TOPIC),
    ("chat not found", Lost.GONE),
    ("chat was deleted", Lost.GONE),
    ("chat was deactivated", Lost.GONE),
)
"""Refusals after which nothing can be said in a chat, and what became of a group that gives them."""
_QUOTED = re.compile(r'"[^"]*"?')


def judge(method: str, outcome: Outcome) -> Verdict:
    """What `outcome` means for a call of `method`."""
    match outcome:
        case Ok(result):
            return Verdict(Fate.SENT, message_id=_message_id(method, result))
        case NeverSent(reason):
            return Verdict(Fate.AGAIN, reason)
        case Unknown(reason):
            return Verdict(Fate.UNCLEAR, reason)
    reason = without_quotes(f"{outcome.code} {outcome.description}")
    if is_token_refusal(outcome):
        return Verdict(Fate.TOKEN_REFUSED, reason)
    if outcome.code == 429:
        return Verdict(Fate.WAIT, reason, seconds=_seconds(outcome.parameters))
    if outcome.code == 408:
        return Verdict(Fate.UNCLEAR, reason)
    moved = outcome.parameters.get("migrate_to_chat_id")
    if isinstance(moved, int) and method not in CHATLESS:
        return Verdict(Fate.MIGRATED, reason, chat_id=moved)
    return Verdict(_fate_of(method, outcome), reason)


def _fate_of(method: str, refused: Refused) -> Fate:
    said = refused.description
    if "message is not modified" in said:
        return Fate.SENT
    if any(words in said for words in _DROP):
        return Fate.DROPPED
    if any(words in said for words in _GONE):
        return Fate.DROPPED if method.startswith("delete") else Fate.GONE
    if "can't parse entities" in said:
        return Fate.UNFORMATTED
    if method not in CHATLESS and (refused.code == 403 or any(words in said for words, _ in _CLOSED_TO_US)):
        return Fate.UNREACHABLE
    return Fate.DEAD


def loss(reason: str) -> Lost:
    """What became of a group, from the reason of a verdict that it is unreachable."""
    return next((lost for words, lost in _CLOSED_TO_US if words in reason), Lost.REMOVED)


def unformatted(payload: Mapping[str, Any]) -> dict[str, Any] | None:
    """The same message as plain text; None if it has no formatting to lose."""
    if "parse_mode" not in payload:
        return None
    plain = {key: value for key, value in payload.items() if key != "parse_mode"}
    for key in ("text", "caption"):
        if isinstance(plain.get(key), str):
            plain[key] = html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", plain[key]))
    return plain


def anew(method: str, payload: Mapping[str, Any]) -> dict[str, Any] | None:
    """The payload of a sendMessage that says what this edit says; None if that cannot be."""
    if method != "editMessageText" or "text" not in payload:
        return None
    return {key: value for key, value in payload.items() if key != "message_id"}


def without_quotes(description: str) -> str:
    """A description fit for a log: what stands in quotes may be a piece of somebody's text."""
    return _QUOTED.sub('"…"', description)[:200]


def _message_id(method: str, result: Any) -> int | None:
    if not method.startswith(("send", "copy", "forward")):
        return None
    first = result[0] if isinstance(result, list) and result else result
    found = first.get("message_id") if isinstance(first, dict) else None
    return found if isinstance(found, int) else None


def _seconds(parameters: Mapping[str, Any]) -> float:
    said = parameters.get("retry_after")
    return float(said) if isinstance(said, int | float) and said > 0 else 1.0
