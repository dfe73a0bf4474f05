"""What a parser gives back instead of a value."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Wrong:
    """An answer that could not be taken, as a code that has a text and an example in both languages.

    code: "thing.reason", one of `codes.CODES` here. fields: what the text needs, such as a guess or a limit.
    """

    code: str
    fields: Mapping[str, str | int] = field(default_factory=dict, hash=False)
