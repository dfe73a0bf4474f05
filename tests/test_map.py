"""The maps agree with the country: package docstrings, README.md and docs/ARCHITECTURE.md."""

import ast
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from typer.main import get_command

from bot.cli import app
from bot.core.commands import COMMANDS
from bot.core.routing import Stage
from bot.core.speech import LANGUAGES, Language, Text
from bot.i18n import TextError, Texts
from bot.services.housekeeping import KINDS
from bot.store.outbox import State
from bot.telegram.verdicts import Fate

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs/ARCHITECTURE.md").read_text(encoding="utf-8")
PACKAGES = sorted(path.parent for path in (ROOT / "bot").rglob("__init__.py") if "migrations" not in path.parts)
ROOMS = [package for package in PACKAGES if package.parent == ROOT / "bot"]
PROMISES = 9


def docstring(package: Path) -> str:
    return ast.get_docstring(ast.parse((package / "__init__.py").read_text(encoding="utf-8"))) or ""


def section(page: str, heading: str) -> str:
    found = re.search(rf"^##+ {heading}\n(.*?)(?=^##|\Z)", page, re.MULTILINE | re.DOTALL)
    assert found is not None, heading
    return found[1]


def named(page: str) -> list[tuple[str, str | None]]:
    """Every `tests/…py` and `tests/…py::test_…` on a page."""
    return [(path, test or None) for path, test in re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", page)]


def functions_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return {function.name for function in functions if function.name.startswith("test_")}


def test_the_map_of_the_readme_is_the_first_line_of_each_room():
    rows = dict(re.findall(r"^\| `bot/(\w+)/` \| (.+) \|$", README, re.MULTILINE))
    assert rows == {room.name: docstring(room).splitlines()[0] for room in ROOMS}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: str(package.relative_to(ROOT)))
def test_a_package_names_everything_in_it(package: Path):
    modules = {path.stem for path in package.glob("*.py")} - {"__init__"}
    packages = {path.parent.name for path in package.glob("*/__init__.py")}
    words = set(re.findall(r"\w+", docstring(package)))
    assert modules | packages <= words


def test_every_file_that_is_named_exists():
    for page in (README, ARCHITECTURE):
        paths = re.findall(r"`((?:bot|docs|tests|locales|benchmarks)/[\w./]+)`|\]\((?!http)([\w./]+)\)", page)
        places = {one or other for one, other in paths}
        assert len(places) > 3
        assert {
            place for place in places if not any((base / place).exists() for base in (ROOT, ROOT / "docs"))
        } == set()


def test_every_promise_names_tests_and_they_exist():
    rows = re.findall(r"^\| (\d) \|(.+)$", section(ARCHITECTURE, "The promises, and what proves them"), re.MULTILINE)
    assert [number for number, _ in rows] == list(map(str, range(1, PROMISES + 1)))
    for number, row in rows:
        assert named(row), f"promise {number} names no test"


@pytest.mark.parametrize(("path", "test"), named(README + ARCHITECTURE))
def test_a_test_that_is_named_exists(path: str, test: str | None):
    found = functions_of(ROOT / path)
    assert found
    assert test is None or test in found


def test_the_readme_has_every_command_of_the_bot_and_no_other():
    table = section(README, "What it does for whom")
    assert set(re.findall(r"`/(\w+)", table)) == {name for names in COMMANDS.values() for name in names}


def test_the_readme_has_every_command_of_the_shell_and_no_other():
    shell = getattr(get_command(app), "commands", {})
    assert set(re.findall(r"`asar (\w+)", README)) == set(shell)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dialogue_of_the_readme_is_in_the_words_of_the_bot(language: Language):
    column = 1 + LANGUAGES.index(language)
    cells = [row.split("|")[column].strip() for row in section(README, "A conversation").splitlines() if "|" in row]
    lines = [cell[2:] for cell in cells if cell[:2] in {"🤝 ", "➤ "} and not cell[2:].isdigit()]
    known = [*sayings(Texts(ROOT / "locales"), language)]
    assert len(lines) >= 10
    assert [line for line in lines if not any(re.fullmatch(pattern, line) for pattern in known)] == []


def sayings(texts: Texts, language: Language) -> Iterator[str]:
    """Every text without its tags as a pattern, in which a field may be anything; not those that are little else."""
    for text_id in texts.ids(language):
        fields = dict.fromkeys(texts.fields(language, text_id), "\ue100")
        with suppress(TextError):  # it counts something, which the dialogue does not
            said = re.sub(r"<[^>]+>", "", texts.say(Text(text_id, fields), language))
            if not fields or len(said.replace("\ue100", "")) > 20:
                yield re.escape(said).replace("\ue100", ".+")


def test_the_architecture_knows_every_fate_state_stage_and_timer():
    for table, names in (
        ("What becomes of a call", [fate.name for fate in Fate]),
        ("What becomes of a row", [state.value for state in State]),
        ("Timers", list(KINDS)),
        ("The life of a request", [stage.value for stage in Stage]),
    ):
        words = set(re.findall(r"`(\w+)`", section(ARCHITECTURE, table)))
        assert set(names) <= words, table
