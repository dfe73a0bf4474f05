"""`asar demo` as a process: it starts, is kept, begins anew, refuses what would go wrong, and leaves nothing behind."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.playground.child import ORGANISATION, seasons

ROOT = Path(__file__).parent.parent.parent
REAL = "123456789:AAEhBP0av28thisCouldBeARealTokenOfABot"


class Demo:
    """One `asar demo` in a folder of its own."""

    def __init__(self, folder: Path, *options: str, **settings: str) -> None:
        names = ("PATH", "HOME", "LANG")
        environment = {name: os.environ[name] for name in names if name in os.environ} | settings
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "demo", *options],
            cwd=folder,
            env={**environment, "PYTHONPATH": str(ROOT), "COLUMNS": "200"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said: list[str] = []
        self.url = ""

    def ready(self) -> "Demo":
        """Wait for its last word."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                self.url = found[0]
            if "Ctrl-C" in line:
                return self
        raise AssertionError("".join(self.said))

    def town(self) -> Any:
        with urllib.request.urlopen(f"{self.url}/page/town") as answer:
            return json.load(answer)

    def do(self, act: str, **arguments: Any) -> Any:
        body = json.dumps(arguments).encode()
        with urllib.request.urlopen(urllib.request.Request(f"{self.url}/control/{act}", body, method="POST")) as answer:
            return json.load(answer)

    def ends(self, by: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(by)
        return self.over()

    def over(self, timeout: float = 60) -> int:
        said, _ = self.process.communicate(timeout=timeout)
        self.said.append(said)
        return self.process.returncode


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Any]:
    started: list[Demo] = []

    def one(*options: str, **settings: str) -> Demo:
        started.append(Demo(tmp_path, *options, **settings))
        return started[-1]

    yield one
    for demo in started:
        if demo.process.poll() is None:
            demo.process.kill()
            demo.process.communicate()


def bots(folder: Path) -> list[int]:
    """The bots that run in this folder."""
    if not Path("/proc/self").exists():
        pytest.skip("processes are looked up in /proc")
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes()
            place = (process / "cwd").readlink()
        except OSError:
            continue
        if b"bot.demo_bot" in words and place.is_relative_to(folder):
            found.append(int(process.name))
    return found


def test_a_town_is_filled_kept_and_begun_anew(start: Any, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"BOT_TOKEN={REAL}\nTELEGRAM_API_URL=http://127.0.0.1:1\n")
    demo = start("--port", "0", BOT_TOKEN=REAL, DATA_KEYS="no key").ready()
    first = demo.town()
    assert [one["name"] for one in first["town"]["people"]] == [
        "Айгүл", "Ольга", "Данияр", "Анна", "Ерлан", "Админ", "Бибігүл", "Людмила",
    ]  # fmt: skip
    yerlan, admin = first["town"]["people"][4:6]
    assert (yerlan["label"], yerlan["place"]) == ("coordinator", "Түркістан облысы")
    assert "team" in [command["command"] for command in yerlan["menu"]]
    (group,) = first["town"]["groups"]
    assert group["members"][0]["id"] == yerlan["id"]
    assert "programmes" in [command["command"] for command in admin["menu"]]
    assert len(bots(tmp_path)) == 1
    demo.do("advance", seconds=3600)
    olga = first["town"]["people"][1]["id"]
    demo.do("say", person=olga, text="/status")
    assert demo.do("settled", quiet=0.3, timeout=40)["settled"]
    said = demo.town()["chats"]
    assert demo.ends() == 0
    assert bots(tmp_path) == []

    again = start("--port", "0").ready()
    kept = again.town()
    assert kept["chats"] == said
    assert kept["town"]["ahead"] == 3600
    again.do("say", person=olga, text="/help")
    assert again.do("settled", quiet=0.3, timeout=40)["settled"]
    assert again.town()["chats"][str(olga)]["messages"][-1]["bot"], "the bot knows her still"
    assert again.ends(signal.SIGTERM) == 0

    fresh = start("--port", "0", "--fresh").ready()
    second = fresh.town()["town"]["people"][0]["id"]
    assert second != first["town"]["people"][0]["id"]
    fresh.do("start_anew")
    deadline = time.monotonic() + 60
    while (third := fresh.town()["town"])["filling"] or not third["people"] or third["people"][0]["id"] == second:
        assert time.monotonic() < deadline, "the page's button begins anew too"
        time.sleep(0.2)
    assert len(third["people"]) == len(first["town"]["people"])
    assert fresh.ends() == 0
    assert REAL not in "".join((*demo.said, *again.said, *fresh.said))


def test_a_busy_port_moves_to_the_next_and_a_second_playground_is_refused(start: Any, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        demo = start("--port", str(port)).ready()
        assert demo.url != f"http://127.0.0.1:{port}"
        assert f"Port {port} is taken" in "".join(demo.said)
    second = start("--port", "0")
    assert second.over() == 1
    assert "already" in "".join(second.said)
    assert demo.ends() == 0


def test_a_playground_that_is_killed_leaves_no_bot_and_can_go_on(start: Any, tmp_path: Path) -> None:
    demo = start("--port", "0").ready()
    time.sleep(1.5)
    demo.ends(signal.SIGKILL)
    deadline = time.monotonic() + 15
    while bots(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert bots(tmp_path) == []
    again = start("--port", "0").ready()
    olga = again.town()["town"]["people"][1]["id"]
    before = len(again.town()["chats"][str(olga)]["messages"])
    again.do("say", person=olga, text="/help")
    assert again.do("settled", quiet=0.3, timeout=40)["settled"]
    assert len(again.town()["chats"][str(olga)]["messages"]) >= before + 2
    assert again.ends() == 0


def test_a_town_that_cannot_be_read_is_not_thrown_away(start: Any, tmp_path: Path) -> None:
    path = tmp_path / "data" / "demo" / "telegram.json"
    path.parent.mkdir(parents=True)
    for broken in ("{", "[]", "{}", '{"format": 99}'):
        path.write_text(broken)
        demo = start("--port", "0")
        assert demo.over() == 1
        assert "--fresh" in "".join(demo.said)
        assert path.read_text() == broken


def test_a_campaign_can_be_tried_before_it_opens(start: Any, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "winter.toml").write_text('id = "winter"')
    (mine / "broken.toml").write_text("id = ")
    written = tomllib.loads(seasons(ORGANISATION.read_text("utf-8"), mine))
    assert written["seasons"]["winter"] == {"year_round": True}
    assert "school_aid" in written["seasons"]
    demo = start("--port", "0", PROGRAMMES="mine")
    assert demo.over() == 1
    assert "broken.toml" in "".join(demo.said), "the author reads what is wrong"
    (mine / "broken.toml").unlink()
    (mine / "winter.toml").write_bytes((ROOT / "bot/programmes/school_aid.toml").read_bytes())
    assert start("--port", "0", PROGRAMMES="mine").ready().ends() == 0


def test_listening_to_others_comes_with_a_warning(start: Any) -> None:
    demo = start("--port", "0", "--host", "0.0.0.0").ready()
    assert "everybody" in "".join(demo.said)
    assert demo.town()["town"]["people"]
    assert demo.ends() == 0


@pytest.mark.parametrize(
    ("language", "signs"),
    [
        ("kk", ("☀️ Қайырлы таң!", "Сауран еріктілері", "✅ Топ қосылды", "Рақмет Сізге!", "❌ 👞 Аяқ киім", "💚")),
        ("ru", ("☀️ Доброе утро!", "Сауран", "✅ Группа связана", "Спасибо Вам!", "❌ 👞 Обувь", "💚")),
    ],
)
def test_the_morning_of_a_region_is_printed(start: Any, language: str, signs: tuple[str, ...]) -> None:
    printed = start("--print", "--story", "morning", "--language", language)
    assert printed.over(120) == 0, "".join(printed.said)
    said = "".join(printed.said)
    assert [sign for sign in signs if sign not in said] == []


def test_the_story_is_printed(start: Any, tmp_path: Path) -> None:
    printed = start("--print")
    assert printed.over() == 0
    said = "".join(printed.said)
    assert "✅ Иә, бәрін алдық" in said
    assert "Ольга" in said
    assert not (tmp_path / "data").exists()
