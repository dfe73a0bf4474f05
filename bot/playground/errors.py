"""Refusals of the Bot API, with the words of the real server."""

from typing import Any


class Refused(Exception):  # noqa: N818 - a refusal is an answer of the API, not a defect
    """A call the server refuses: HTTP status `code`, full `description`, and `parameters` if there are any."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(code, description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad(words: str) -> Refused:
    """Answer 400 `Bad Request: <words>`."""
    return Refused(400, f"Bad Request: {words}")


def forbidden(words: str) -> Refused:
    """Answer 403 `Forbidden: <words>`."""
    return Refused(403, f"Forbidden: {words}")


def flood(seconds: int) -> Refused:
    """Answer 429 with `retry_after` in seconds."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def conflict(words: str) -> Refused:
    """Answer 409 `Conflict: <words>`."""
    return Refused(409, f"Conflict: {words}")


class Misuse(Exception):  # noqa: N818 - it reaches the writer of a test as a 400 of the control interface
    """The control interface was asked for what no person could do; the text says what is possible."""
