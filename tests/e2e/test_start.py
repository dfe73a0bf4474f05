"""Starting and stopping, as an operator and a supervisor see it: `python -m bot run` as a process."""

import asyncio
import base64
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.playground.client import Town
from bot.programmes import __file__ as programmes
from bot.store import schema
from tests.conftest import TOKEN
from tests.e2e.processes import Bot, environment, local_telegram, store

REPOSITORY = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def telegram() -> Iterator[str]:
    with local_telegram() as url:
        yield url


def refused(folder: Path, url: str, *, place: str, **settings: str) -> str:
    """Start where it cannot start: what it says. It must name the place, and show no traceback and no secret."""
    command = [sys.executable, "-m", "bot", "run"]
    surroundings = environment(folder, url, **settings) | {"PYTHONPATH": str(REPOSITORY), "COLUMNS": "400"}
    folder.mkdir(exist_ok=True)
    ended = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 2, ended.stderr
    problems = ended.stderr.split("✗ ")[1:]
    assert problems, ended.stderr
    for problem in problems:
        where, cause, remedy = (line.strip() for line in problem.strip().splitlines()[:3])
        assert all((where, cause, remedy)), problem
    assert any(place in problem.splitlines()[0] for problem in problems), ended.stderr
    assert "Traceback" not in ended.stderr
    assert TOKEN.partition(":")[2] not in ended.stderr
    return ended.stderr


def test_without_a_token(tmp_path: Path) -> None:
    said = refused(tmp_path, "http://127.0.0.1:1", place="BOT_TOKEN", BOT_TOKEN="")
    assert "@BotFather" in said


def test_with_a_bad_setting_and_a_slip_of_the_pen(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("ADMIN_ID=5\n", "utf-8")
    said = refused(tmp_path, "http://127.0.0.1:1", place="MAX_OPEN_CLAIMS", MAX_OPEN_CLAIMS="many", ADMIN_IDS="")
    assert "from 1 to 100" in said
    assert "ADMIN_IDS" in said


def test_without_an_organisation(tmp_path: Path) -> None:
    refused(tmp_path, "http://127.0.0.1:1", place="nobody.toml", ORGANISATION=str(tmp_path / "nobody.toml"))


def test_with_a_broken_programme(tmp_path: Path) -> None:
    folder = tmp_path / "programmes"
    folder.mkdir()
    text = (Path(programmes).parent / "school_aid.toml").read_text("utf-8")
    (folder / "school_aid.toml").write_text(text.replace('kind = "phone"', 'kind = "fone"', 1), "utf-8")
    said = refused(tmp_path, "http://127.0.0.1:1", place="school_aid.toml", PROGRAMMES=str(folder))
    assert "phone" in said


def test_with_a_missing_text(tmp_path: Path) -> None:
    """Texts belong to the installed package: a copy of it loses one."""
    for name in ("bot", "locales"):
        shutil.copytree(REPOSITORY / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    broken = tmp_path / "locales" / "kk" / "volunteer.ftl"
    lines = broken.read_text("utf-8").splitlines(keepends=True)
    broken.write_text("".join(line for line in lines if not line.startswith("card-done ")), "utf-8")
    command = [sys.executable, "-m", "bot", "run"]
    surroundings = environment(tmp_path / "data", "http://127.0.0.1:1") | {"PYTHONPATH": str(tmp_path)}
    ended = subprocess.run(command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 2, ended.stderr
    assert "card-done" in ended.stderr
    assert "kk" in ended.stderr
    assert "Traceback" not in ended.stderr


async def test_with_another_key(telegram: str, tmp_path: Path) -> None:
    bot = Bot(tmp_path, telegram)
    await bot.ready()
    assert await bot.stop() == 0
    other = base64.urlsafe_b64encode(bytes(32)).decode()
    said = await asyncio.to_thread(refused, tmp_path, telegram, place="asar.sqlite3", DATA_KEYS=other)
    assert "DATA_KEYS" in said
    assert other not in said


async def test_with_a_refused_token(telegram: str, tmp_path: Path) -> None:
    token = "424242:" + "x" * 35
    said = await asyncio.to_thread(refused, tmp_path, telegram, place="BOT_TOKEN", BOT_TOKEN=token)
    assert token not in said


async def test_a_second_one_on_the_same_folder_refuses_and_the_first_goes_on(telegram: str, tmp_path: Path) -> None:
    bot = Bot(tmp_path, telegram)
    await bot.ready()
    said = await asyncio.to_thread(refused, tmp_path, telegram, place="asar.lock")
    assert "Another Asar" in said
    async with Town(telegram, settle=0.1) as town:
        mother = await town.person("Айгүл")
        await mother.say("/start")
        assert (await mother.screen()).buttons
    assert await bot.stop() == 0


async def test_sigterm_under_load_exits_within_ten_seconds_and_loses_nothing(telegram: str, tmp_path: Path) -> None:
    async with Town(telegram) as town:
        await town.reset()
        people = [await town.person(f"Айгүл {number}") for number in range(40)]
        bot = Bot(tmp_path, telegram)
        await bot.ready()
        for round_ in range(3):
            happened = (await town.status())["happened"]
            await asyncio.gather(*(person.say("/start") for person in people))
            if round_ == 0:
                await town.wait(after=happened + len(people))
        began = time.monotonic()
        bot.terminate()
        for person in people:
            await person.say("/help")
        assert await bot.ended() == 0
        assert time.monotonic() - began < 10
        again = Bot(tmp_path, telegram)
        await again.ready()
        await town.settled(quiet=0.3, timeout=30)
        assert await again.stop() == 0
        for person in people:
            said = [seen.text for seen in await person.heard()]
            assert len(said) == 4, said
        async with store(tmp_path) as tx:
            handled = (await tx.execute(select(func.count()).select_from(schema.updates))).scalar()
        assert handled == 4 * len(people)


async def test_a_token_revoked_while_it_runs_ends_it_with_a_clear_word(telegram: str, tmp_path: Path) -> None:
    async with Town(telegram) as town:
        await town.reset()
        bot = Bot(tmp_path, telegram)
        await bot.ready()
        await town.do("revoke")
        mother = await town.person("Айгүл")
        await mother.say("/start")
        assert await bot.ended() == 2
        await town.reset()
    assert "BOT_TOKEN" in bot.written()
    assert "Traceback" not in bot.written()
    assert TOKEN.partition(":")[2] not in bot.written()
