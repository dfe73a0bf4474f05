"""Logging: text or JSON on standard error, from which the bot's token is removed whatever way it came in.

Records carry ids only, never personal data: that is the duty of who writes them. Libraries that would write more (whole
updates, statements with their values, URLs with the token) are kept at WARNING even when Asar is at DEBUG.
"""

import json
import logging
import re
import sys
from collections.abc import Collection
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Literal, TextIO

TALKATIVE = ("aiohttp.access", "aiosqlite", "asyncio", "httpcore", "httpx", "sqlalchemy", "telegram")
REDACTED = "<secret>"

_TOKEN = r"\d+(?::|%3[Aa])[A-Za-z0-9_-]{30,}"  # noqa: S105 - a pattern


class Redactor:
    """Removes `secrets`, and whatever looks like a bot's token, from a text."""

    def __init__(self, secrets: Collection[str] = ()) -> None:
        # The half after the colon is the secret one, and it is sometimes shown alone.
        parts = {part for secret in secrets for part in (secret, secret.partition(":")[2]) if part}
        longest_first = sorted(parts, key=len, reverse=True)
        self._pattern = re.compile("|".join([_TOKEN, *map(re.escape, longest_first)]))

    def __call__(self, text: str) -> str:
        """The text without them."""
        return self._pattern.sub(REDACTED, text)


class TextFormatter(logging.Formatter):
    """One line a record, then its traceback; times in UTC.

    Redaction is the last step of formatting: whether the token came in the message, an argument, an exception, its
    cause or a stack, this is the one place all of it passes.
    """

    def __init__(self, redact: Redactor) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
        self._redact = redact

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802 - logging's
        """The time of the record."""
        return datetime.fromtimestamp(record.created, UTC).isoformat(sep=" ", timespec="milliseconds")

    def format(self, record: logging.LogRecord) -> str:
        """The record as text, without secrets."""
        try:
            record.getMessage()
        except Exception:
            # __str__ of an argument may raise anything; logging would then print all arguments as they are.
            record.msg, record.args = f"A message could not be written: {record.msg!r}", None
        return self._redact(self._line(record))

    def _line(self, record: logging.LogRecord) -> str:
        return super().format(record)


class JsonFormatter(TextFormatter):
    """One JSON object a line: at, level, logger, message, and error with the traceback."""

    def _line(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        if record.stack_info:
            line["stack"] = record.stack_info
        return json.dumps(line, ensure_ascii=False)


def set_up(
    level: str = "INFO",
    form: Literal["text", "json"] = "text",
    secrets: Collection[str] = (),
    stream: TextIO | None = None,
) -> None:
    """Send every record of `level` and above to `stream`, standard error when None, without `secrets`.

    It replaces what was set up before. Warnings, and an exception that ends the process, go the same way.
    """
    handler = logging.StreamHandler(stream)
    handler.setFormatter((JsonFormatter if form == "json" else TextFormatter)(Redactor(secrets)))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    sys.excepthook = _last_words


def _last_words(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Python's own hook would print the exception as it is."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        logging.getLogger("bot").critical("Asar ends because of an error.", exc_info=(kind, error, trace))
