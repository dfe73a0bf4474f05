"""What is written about Asar agrees with Asar."""

import re
from io import StringIO
from pathlib import Path

import pytest
from dotenv.parser import parse_stream

from bot.keys import HOW_TO_MAKE
from bot.settings import Settings

ROOT = Path(__file__).parent.parent
NAMES = {name.upper() for name in Settings.model_fields}


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def offered() -> dict[str, str | None]:
    """The names and values of .env.example, those behind a # too."""
    lines = (re.sub(r"^#(?=[A-Z_]+=)", "", line) for line in read(".env.example").splitlines(keepends=True))
    return {binding.key: binding.value for binding in parse_stream(StringIO("".join(lines))) if binding.key}


def test_the_example_has_every_setting_and_no_other():
    assert offered().keys() == NAMES


def test_the_example_shows_the_defaults():
    for name, value in offered().items():
        default = Settings.model_fields[name.lower()].default
        if default not in (None, ()):
            assert value == str(default), name


def test_the_example_says_how_a_key_is_made():
    assert HOW_TO_MAKE.removesuffix(" makes a key") in read(".env.example")


def test_every_setting_says_its_remedy():
    assert all(field.description for field in Settings.model_fields.values())


def test_the_readme_explains_every_setting():
    readme = read("README.md")
    if "BOT_TOKEN" not in readme:
        pytest.skip("the README has no settings yet")
    assert {name for name in NAMES if not re.search(rf"^\|.*`{name}`", readme, re.MULTILINE)} == set()


def test_every_source_that_is_cited_exists():
    anchors = re.findall(r'<a id="([^"]+)">', read("docs/SOURCES.md"))
    assert len(anchors) == len(set(anchors))
    files = [path for folder in ("bot", "locales", "docs") for path in (ROOT / folder).rglob("*.*")]
    texts = [path for path in files if path.suffix in {".py", ".toml", ".ftl", ".md"}] + [ROOT / ".env.example"]
    cited = {
        (anchor, str(path.relative_to(ROOT)))
        for path in texts
        for anchor in re.findall(r"SOURCES\.md#([a-z0-9-]+)", path.read_text(encoding="utf-8"))
        if anchor != "anchor"
    }
    assert {(anchor, path) for anchor, path in cited if anchor not in anchors} == set()
    assert len(cited) > 3


def test_the_lock_is_for_every_machine():
    lock = read("requirements.lock")
    assert not re.search(r"://|^--|^-[a-z] |@ file", lock, re.MULTILINE)
    pins = re.findall(r"^[a-z0-9-]+==[^ ]+ \\$", lock, re.MULTILINE)
    assert len(pins) == len(re.findall(r"^[a-z]", lock, re.MULTILINE))
    assert lock.count("--hash=sha256:") > len(pins)
