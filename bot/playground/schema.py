"""The Bot API's own types: leniently read parameters, strictly checked results. Facts: bot/data/botapi-schema.json."""

import json
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from bot.playground.errors import bad
from bot.playground.keyboards import decode

Json = dict[str, Any]

# What methods refuse themselves, with the exact words of the real server.
_OWN_WORDS = frozenset({
    "chat_id", "from_chat_id", "user_id", "text", "message_id", "message_ids", "photo", "document", "callback_query_id",
    "latitude", "longitude", "phone_number", "first_name", "file_id", "url", "action",
})  # fmt: skip


@cache
def schema() -> Json:
    """The whole description: `methods` and `types`."""
    loaded: Json = json.loads(files("bot.data").joinpath("botapi-schema.json").read_text(encoding="utf-8"))
    return loaded


@cache
def method_names() -> dict[str, str]:
    """Every method of the Bot API: lower-case name to proper name."""
    return {name.lower(): name for name in schema()["methods"]}


def read_integer(value: Any) -> int:
    """An integer as leniently as the real server reads one: leading digits count, the rest is ignored."""
    if isinstance(value, str):
        digits = value.strip()
        sign = -1 if digits.startswith("-") else 1
        digits = digits.removeprefix("-")
        end = 0
        while end < len(digits) and "0" <= digits[end] <= "9":
            end += 1
        return sign * int(digits[:end] or "0")
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise TypeError
    return int(value)


def _read_string(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise TypeError


def _read_boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value.strip().lower() in ("true", "yes", "1")
    return read_integer(value) == 1


def _read_float(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError
    try:
        return float(value)
    except ValueError:
        raise TypeError from None


def _read_chat(value: Any) -> int | str:
    if isinstance(value, str) and not value.lstrip("-").isdigit():
        return value.strip()
    return read_integer(value)


_SIMPLE: dict[tuple[str, ...], tuple[Callable[[Any], Any], str]] = {
    ("Integer",): (read_integer, "Number"),
    ("String",): (_read_string, "String"),
    ("Boolean",): (_read_boolean, "Boolean"),
    ("Float",): (_read_float, "Number"),
    ("Integer", "String"): (_read_chat, "Number or String"),
}


@cache
def _readers(method: str) -> dict[str, tuple[Callable[[Any], Any], str]]:
    return {name: _reader(name, tuple(field["types"])) for name, field in schema()["methods"][method]["fields"].items()}


def _reader(name: str, types: tuple[str, ...]) -> tuple[Callable[[Any], Any], str]:
    if name == "reply_markup":
        return decode, ""
    if "InputFile" in types:
        return (lambda value: value), ""
    if types in _SIMPLE:
        return _SIMPLE[types]

    def nested(value: Any) -> Any:
        if isinstance(value, str):
            try:
                value = json.loads(value)
            except ValueError:
                raise bad(f"can't parse {name} JSON object") from None
        if found := problem(types, value, strict=False):
            raise bad(found)
        return value

    return nested, "Object"


def read_parameters(method: str, raw: Json) -> Json:
    """Known parameters in their types; unknown ones and nulls are dropped. Refuses wrong types with 400.

    The real server would take a JSON array for a text and send its source; such a call is always a mistake, so it is
    refused here.
    """
    readers = _readers(method)
    ready = {}
    for name, value in raw.items():
        reader = readers.get(name)
        if reader is None or value is None:
            continue
        try:
            ready[name] = reader[0](value)
        except TypeError:
            raise bad(f'field "{name}" must be of type {reader[1]}') from None
    return ready


def require(method: str, parameters: Json) -> None:
    """Refuse a call that lacks a required parameter which its method does not refuse in words of its own."""
    for name in _required(method):
        if name not in parameters:
            raise bad(f"{name} is empty")


@cache
def _required(method: str) -> tuple[str, ...]:
    fields = schema()["methods"][method]["fields"]
    return tuple(name for name, field in fields.items() if field["required"] and name not in _OWN_WORDS)


def problem(types: tuple[str, ...] | list[str], value: Any, *, strict: bool = True, where: str = "") -> str | None:
    """Why the value is none of the types, None when it is one of them.

    strict: as the server promises its answers (unknown fields and numbers written as text are wrong); otherwise as it
    reads what bots send.
    """
    found = None
    for name in types:
        found = _problem(name, value, strict, where)
        if found is None:
            return None
    return found


def result_problem(method: str, result: Any) -> str | None:
    """Why the result is not what the method promises, None when it is."""
    return problem(schema()["methods"][method]["returns"], result, where=method)


def _problem(name: str, value: Any, strict: bool, where: str) -> str | None:
    if name.startswith("Array of "):
        if not isinstance(value, list):
            return f'Field "{where}" must be of type Array'
        item = name.removeprefix("Array of ")
        return next((p for i, each in enumerate(value) if (p := _problem(item, each, strict, f"{where}[{i}]"))), None)
    if name in _PLAIN:
        return None if _PLAIN[name](value, strict) else f'Field "{where}" must be of type {name}'
    described = schema()["types"].get(name)
    if described is None:
        return f"unknown type {name}"
    if subtypes := described.get("subtypes"):
        return problem(subtypes, value, strict=strict, where=where)
    if not isinstance(value, dict):
        return f'Field "{where}" must be of type Object'
    fields = described["fields"]
    for field, rule in fields.items():
        if field in value:
            found = problem(rule["types"], value[field], strict=strict, where=f"{where}.{field}" if where else field)
            if found:
                return found
        elif rule["required"]:
            return f'Can\'t find field "{field}"' + (f" in {where} ({name})" if strict else "")
    if strict and (unknown := value.keys() - fields.keys()):
        return f"{where} ({name}) has no field {sorted(unknown)}"
    return None


def _is_integer(value: Any, strict: bool) -> bool:
    return (isinstance(value, int) and not isinstance(value, bool)) or (not strict and isinstance(value, str))


def _is_number(value: Any, strict: bool) -> bool:
    return isinstance(value, float) or _is_integer(value, strict)


def _is_string(value: Any, strict: bool) -> bool:
    return isinstance(value, str) or (not strict and _is_integer(value, strict=True))


def _is_boolean(value: Any, strict: bool) -> bool:
    return isinstance(value, bool)


_PLAIN: dict[str, Callable[[Any, bool], bool]] = {
    "Integer": _is_integer,
    "Float": _is_number,
    "String": _is_string,
    "Boolean": _is_boolean,
    "True": _is_boolean,
}
