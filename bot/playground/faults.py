"""Faults to be injected between a bot and its Telegram."""

from dataclasses import asdict, dataclass
from typing import Any

from bot.playground.errors import Misuse, Refused, flood

KINDS = {
    "error": "answer `code` with `description` and `parameters`; the call is not processed",
    "flood": "answer 429 with `retry_after`",
    "html": "answer `code` (502 unless told) with an HTML page, as a proxy does",
    "reset": "close the connection before the call is processed",
    "lost": "process the call, then close the connection without an answer",
    "late": "process the call, answer after `seconds`",
    "hang": "neither process nor answer until the bot gives up",
}


@dataclass(slots=True)
class Fault:
    """What happens to calls of `method` ("*": any) for `chat_id` (None: any): `skip` pass, then `count` are hit.

    count None: until cleared. `seconds` and `retry_after` are seconds.
    """

    kind: str
    method: str = "*"
    chat_id: int | None = None
    count: int | None = 1
    skip: int = 0
    code: int = 500
    description: str = "Internal Server Error"
    parameters: dict[str, Any] | None = None
    retry_after: int = 1
    seconds: float = 1.0
    hits: int = 0

    def refusal(self) -> Refused:
        """What an `error` or `flood` answers."""
        if self.kind == "flood":
            return flood(self.retry_after)
        return Refused(self.code, self.description, self.parameters)


class Faults:
    """The faults in force, oldest first; at most one hits a call."""

    def __init__(self) -> None:
        self.active: list[Fault] = []

    def add(self, **fields: Any) -> Fault:
        """Put a fault in force."""
        if fields.get("kind") not in KINDS:
            raise Misuse(f"unknown kind of fault {fields.get('kind')!r}; there are: {', '.join(KINDS)}")
        if fields["kind"] == "html":
            fields.setdefault("code", 502)
        fault = Fault(**fields)
        self.active.append(fault)
        return fault

    def take(self, method: str, chat_id: int | str | None) -> Fault | None:
        """The fault this call meets, counted."""
        for fault in self.active:
            if fault.method not in ("*", method) or fault.chat_id not in (None, chat_id):
                continue
            if fault.skip > 0:
                fault.skip -= 1
                continue
            fault.hits += 1
            if fault.count is not None:
                fault.count -= 1
                if fault.count <= 0:
                    self.active.remove(fault)
            return fault
        return None

    def listed(self) -> list[dict[str, Any]]:
        """The faults in force as JSON."""
        return [asdict(fault) for fault in self.active]
