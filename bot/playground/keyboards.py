"""Keyboards under messages and under the input field: checks and limits of the real server."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

from bot.playground.errors import Refused, bad
from bot.playground.text import clean, units

Json = dict[str, Any]

MAX_DATA_BYTES = 64
MAX_BUTTONS = 100
MAX_BYTES = 10_240
MAX_PLACEHOLDER = 64
MAX_COPY_TEXT = 256

_ACTIONS = ("callback_data", "url", "copy_text", "switch_inline_query", "switch_inline_query_current_chat",
            "switch_inline_query_chosen_chat", "web_app", "login_url", "callback_game", "pay")  # fmt: skip
_LOOK = ("style", "icon_custom_emoji_id")
_HOST = re.compile(r"(?:[\w-]+\.)+[\w-]{2,}|\d+\.\d+\.\d+\.\d+")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def decode(value: Any) -> Any:
    """The parameter reply_markup as an object, whether it came as one or as JSON text."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value) if value else None
    except ValueError:
        raise bad("can't parse reply keyboard markup JSON object") from None


def parse(value: Any, *, private: bool = True) -> Json | None:
    """The markup in normal form, None for none. Refuses with 400; `private`: contact and location may be requested."""
    if value is None:
        return None
    if not isinstance(value, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" in value:
        return _inline(value)
    if "keyboard" in value:
        return _reply(value, private)
    if "remove_keyboard" in value:
        return {"remove_keyboard": True} if value["remove_keyboard"] is True else None
    if "force_reply" in value:
        if value["force_reply"] is not True:
            return None
        return {"force_reply": True, **_placeholder(value)}
    return None


def inline_only(markup: Json | None) -> Json | None:
    """What edits take: an inline keyboard or none."""
    if markup is not None and "inline_keyboard" not in markup:
        raise bad("inline keyboard expected")
    return markup


def _rows(value: Json, field: str, name: str) -> list[list[Any]]:
    rows = value[field]
    if not isinstance(rows, list):
        raise bad(f'field "{field}" of the {name} must be an Array of Arrays')
    for row in rows:
        if not isinstance(row, list):
            raise bad(f'field "{field}" of the {name} must be an Array of Arrays')
    return [row for row in rows if row]


def _measured(markup: Json, rows: list[list[Json]]) -> Json:
    count = sum(map(len, rows))
    # A few short buttons cannot reach the limit: no need to write the JSON to know its length.
    small = count <= 16 and all(len(b["text"]) <= 64 and (len(b) == 1 or "callback_data" in b) for r in rows for b in r)
    if count > MAX_BUTTONS or (not small and len(_encode(markup).encode()) > MAX_BYTES):
        raise bad("reply markup is too long")
    return markup


def _inline(value: Json) -> Json | None:
    rows = [
        [_inline_button(button) for button in row] for row in _rows(value, "inline_keyboard", "InlineKeyboardMarkup")
    ]
    if not rows:
        return None
    return _measured({"inline_keyboard": rows}, rows)


def _inline_button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise bad("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text = _button_text(button, "inline keyboard button")
    if len(button) == 2 and type(data := button.get("callback_data")) is str:  # nearly all buttons
        if not 0 < len(data.encode()) <= MAX_DATA_BYTES:
            raise bad("BUTTON_DATA_INVALID")
        return {"text": text, "callback_data": data}
    action = next((name for name in _ACTIONS if button.get(name) is not None), None)
    if action is None:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    content = button[action]
    if action == "callback_data":
        content = _string(content, action, "inline keyboard button")
        if not 0 < len(content.encode()) <= MAX_DATA_BYTES:
            raise bad("BUTTON_DATA_INVALID")
    elif action == "url":
        content = _url(_string(content, action, "inline keyboard button"))
    elif action == "copy_text":
        copied = content.get("text") if isinstance(content, dict) else None
        if not isinstance(copied, str) or not 0 < units(copied) <= MAX_COPY_TEXT:
            raise bad("BUTTON_COPY_TEXT_INVALID")
        content = {"text": copied}
    elif action.startswith("switch_inline_query") and not action.endswith("chosen_chat"):
        content = _string(content, action, "inline keyboard button")
    return {"text": text, **{name: button[name] for name in _LOOK if button.get(name)}, action: content}


def _string(value: Any, field: str, what: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise bad(f'can\'t parse {what}: Field "{field}" must be of type String')


def _button_text(button: Json, what: str) -> str:
    if button.get("text") is None:
        raise bad(f"can't parse {what}: Can't find field \"text\"")
    text = clean(_string(button["text"], "text", what)).strip(" \n")
    if not text:
        raise bad(f"{what} text must be non-empty")
    return text


def _url(url: str) -> str:
    stripped = url.strip()
    full = stripped if "://" in stripped or stripped.startswith("tg:") else f"http://{stripped}"
    try:
        parts = urlsplit(full)
        host = parts.hostname or ""
    except ValueError:
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL") from None
    if parts.scheme == "tg":
        return full
    if parts.scheme not in ("http", "https"):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if not _HOST.fullmatch(host) or " " in full:
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return full if parts.path else full.replace(parts.netloc, f"{parts.netloc}/", 1)


def _placeholder(value: Json) -> Json:
    placeholder = value.get("input_field_placeholder")
    if not placeholder:
        return {}
    if units(_string(placeholder, "input_field_placeholder", "reply keyboard markup")) > MAX_PLACEHOLDER:
        # The real server cuts it silently; a refusal shows the mistake where it is made.
        raise Refused(400, "Bad Request: input field placeholder is too long")
    return {"input_field_placeholder": placeholder}


def _reply(value: Json, private: bool) -> Json | None:
    rows = [
        [_reply_button(button, private) for button in row] for row in _rows(value, "keyboard", "ReplyKeyboardMarkup")
    ]
    if not rows:
        return None
    flags = {
        name: True for name in ("resize_keyboard", "one_time_keyboard", "is_persistent", "selective") if value.get(name)
    }
    return _measured({"keyboard": rows, **flags, **_placeholder(value)}, rows)


def _reply_button(button: Any, private: bool) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad("can't parse keyboard button: KeyboardButton must be an Object")
    ready: Json = {"text": _button_text(button, "keyboard button")}
    for field, words in (("request_contact", "phone number"), ("request_location", "location")):
        if button.get(field):
            if not private:
                raise bad(f"{words} can be requested in private chats only")
            ready[field] = True
    return ready | {name: button[name] for name in _LOOK if button.get(name)}
