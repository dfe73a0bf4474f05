"""Reading a call's parameters: query string, JSON, urlencoded, multipart."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from bot.playground.errors import Refused, bad

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """An uploaded file."""

    name: str
    mime: str
    data: bytes


async def read(request: web.Request) -> Json:
    """Raw parameters by name; uploads, also those named by attach://, are `Upload`. Refuses with 400 or 413."""
    raw: Json = dict(request.query) if request.query_string else {}
    if request.method != "POST" or not request.can_read_body:
        return raw
    kind = request.content_type
    try:
        if kind == "application/json":
            return raw | _object(await request.read())
        if kind == "application/x-www-form-urlencoded":
            return raw | dict(parse_qsl((await request.read()).decode(), keep_blank_values=True))
        if kind == "multipart/form-data":
            return raw | await _multipart(request)
    except UnicodeDecodeError:
        raise bad("strings must be encoded in UTF-8") from None
    except web.HTTPRequestEntityTooLarge:
        raise Refused(413, "Request Entity Too Large") from None
    return raw


def _object(body: bytes) -> Json:
    if not body.strip():
        return {}
    try:
        value = json.loads(body)
    except UnicodeDecodeError:
        raise
    except ValueError:
        raise bad("can't parse parameters JSON object") from None
    if not isinstance(value, dict):
        raise bad("can't parse parameters JSON object")
    return value


async def _multipart(request: web.Request) -> Json:
    raw: Json = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            raw[name] = Upload(value.filename, value.content_type, value.file.read())
        else:
            raw[name] = value if isinstance(value, str) else bytes(value).decode()
    for name, value in raw.items():
        if isinstance(value, str) and value.startswith("attach://"):
            raw[name] = raw.get(value.removeprefix("attach://"), value)
    return raw


def recorded(raw: Json) -> Json:
    """The parameters as they go into the record of calls: uploads by name and size."""
    if not any(isinstance(value, Upload) for value in raw.values()):
        return raw
    return {
        name: {"file": value.name, "size": len(value.data)} if isinstance(value, Upload) else value
        for name, value in raw.items()
    }
