"""What volunteers may see of a request before one of them accepts it: facts without personal data.

Only answers that are codes of choices or numbers get in, and only those named here: whatever a family types in its own
words, and whatever a later programme asks, stays out.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

FACTS = ("reach",)
FACTS_OF_EACH = ("sex", "grade", "language", "needs", "height", "build", "shoe", "colour")
OTHER = "other"
"""Stands for an answer in the family's own words, which the card does not show."""

_CODE = re.compile(r"[a-z][a-z0-9_]{0,19}")


def card(answers: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The facts of cleaned answers: {"reach": "home", "child": [{"sex": "girl", "age": 8, …}, …]}. JSON.

    Of a birth date only the age on `today`, in full years, is kept.
    """
    facts = _facts(answers, FACTS)
    for name, blocks in answers.items():
        if (
            isinstance(blocks, list)
            and blocks
            and all(isinstance(block, Mapping) and "_key" in block for block in blocks)
        ):
            facts[name] = [_block(block, today) for block in blocks]
    return facts


def blocks(facts: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The children of a card, or whatever is repeated: (id of the repeat, its facts), in order."""
    return [(name, block) for name, found in facts.items() if isinstance(found, list) for block in found]


def _block(block: Mapping[str, Any], today: date) -> dict[str, Any]:
    facts = _facts(block, FACTS_OF_EACH)
    age = _age(block.get("birth_date"), today)
    return facts if age is None else facts | {"age": age}


def _facts(answers: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    found = {name: _fact(answers.get(name)) for name in names}
    return {name: fact for name, fact in found.items() if fact is not None}


def _fact(answer: Any) -> Any:
    match answer:
        case bool():
            return None
        case int():
            return answer
        case str():
            return answer if _CODE.fullmatch(answer) else None
        case list():
            return [code for code in answer if isinstance(code, str) and _CODE.fullmatch(code)] or None
        case {"foot_mm": int(length)}:
            return {"foot_mm": length}
        case {"other": _}:
            return OTHER
    return None


def _age(born: object, today: date) -> int | None:
    try:
        day = date.fromisoformat(born) if isinstance(born, str) else None
    except ValueError:
        return None
    return None if day is None else today.year - day.year - ((today.month, today.day) < (day.month, day.day))
