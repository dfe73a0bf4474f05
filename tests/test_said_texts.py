"""Every text the code says exists in both languages, with just the fields it is given."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core.speech import LANGUAGES
from bot.i18n import Texts
from bot.parts import LOCALES

BOT = Path(__file__).parent.parent / "bot"
TEXTS = Texts(LOCALES)


def said() -> Iterator[tuple[str, str, frozenset[str] | None]]:
    """Place, id and field names of each `Text("…", {…})` written out; None where the fields are computed."""
    for file in sorted(BOT.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text"):
                continue
            if not (node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)):
                continue
            fields: frozenset[str] | None = frozenset()
            if len(node.args) > 1:
                given = node.args[1]
                names = (
                    [key.value for key in given.keys if isinstance(key, ast.Constant)]
                    if isinstance(given, ast.Dict)
                    else []
                )
                fields = frozenset(map(str, names)) if isinstance(given, ast.Dict) and None not in given.keys else None
            yield f"{file.relative_to(BOT)}:{node.lineno}", node.args[0].value, fields


@pytest.mark.parametrize(
    ("place", "text_id", "fields"), [*said()], ids=lambda value: str(value) if isinstance(value, str) else ""
)
def test_a_text_that_is_said_exists_with_its_fields(place: str, text_id: str, fields: frozenset[str] | None) -> None:
    for language in LANGUAGES:
        assert TEXTS.has(language, text_id), f"{place}: {text_id} is missing in {language}"
    used = frozenset().union(*(TEXTS.fields(language, text_id) for language in LANGUAGES))
    if fields is not None:
        assert fields == used, place
