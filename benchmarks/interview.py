"""`python -m benchmarks.interview`: Asar's real interview beside a stock echo bot, in one run, turn by turn.

Both bots are processes of their own, each with a local Telegram of its own; README.md says what is measured and how.
"""

import argparse
import asyncio
import json
import os
import re
import shutil
import statistics
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.playground.client import Town
from bot.playground.person import Person
from bot.playground.stories import SADYKOVA, Applicant

TOKEN = "1000001:ThisTokenIsOnlyForTheLocalTelegram"
ADMIN = 700_000_001
ROOT = Path(__file__).parent.parent
ORGANISATION = ROOT / "bot" / "playground" / "organisation.toml"
PATIENCE = 20.0
"""Seconds a wave may take before the run counts as broken."""

TICK = os.sysconf("SC_CLK_TCK")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One interaction of the interview, and the screen that answers it; numbers in the text are masked."""

    act: str
    arguments: Json
    text: str
    labels: list[str]


@dataclass(frozen=True, slots=True)
class Turn:
    """What one bot did in one turn: `seconds` of wall time, seconds of CPU of the bot and of its local Telegram."""

    updates: int
    seconds: float
    bot_cpu: float
    telegram_cpu: float
    calls: dict[str, int]


@dataclass(slots=True)
class Contestant:
    """A bot that runs, with the town it serves."""

    name: str
    town: Town
    bot: asyncio.subprocess.Process
    telegram: asyncio.subprocess.Process
    turns: list[Turn] = field(default_factory=list)

    def cpu(self, of: Callable[[Turn], float]) -> float:
        """Microseconds of CPU per update, over all turns."""
        return 1e6 * sum(map(of, self.turns)) / sum(turn.updates for turn in self.turns)

    def rates(self) -> list[float]:
        """Updates per second of each turn."""
        return [turn.updates / turn.seconds for turn in self.turns]

    def calls(self) -> dict[str, float]:
        """Calls per update of each method."""
        updates = sum(turn.updates for turn in self.turns)
        methods = sorted({method for turn in self.turns for method in turn.calls})
        return {m: sum(turn.calls.get(m, 0) for turn in self.turns) / updates for m in methods}


# -- what is played


class Pilot(Applicant):
    """The first to walk the interview, slowly; notes every step and the screen that answered it."""

    def __init__(self, person: Person) -> None:
        super().__init__(person, SADYKOVA)
        self.steps: list[Step] = []

    async def say(self, text: str) -> None:
        """Type something."""
        await self._do("say", text=text)

    async def press(self, label: str) -> None:
        """Press the button with this label, or the only one whose label begins so."""
        await self._do("choose", label=(await self.person.screen()).button(label).label)

    async def tap(self, label: str) -> None:
        """Press a key of the keyboard below."""
        await self._do("tap", label=label)

    async def _do(self, act: str, **arguments: Any) -> None:
        await self.person.town.act(act, person=self.person.id, **arguments)
        shown = await self.person.town.do("screen", person=self.person.id)
        self.steps.append(Step(act, arguments, masked(shown["text"]), shown["labels"]))


def masked(text: str) -> str:
    """The text without its numbers: phones and request numbers differ between people."""
    return re.sub(r"\d+", "0", text)


def for_echo(step: Step) -> Step:
    """The same step for a bot that has its own buttons: a press is a press, everything else is typed."""
    if step.act == "choose":
        return Step("choose", {}, "", [])
    return Step("say", {"text": str(step.arguments.get("text") or step.arguments["label"])}, "", [])


# -- processes


@asynccontextmanager
async def process(log: Path, *arguments: str, **env: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A Python process, stopped in the end."""
    # What the surroundings say of keys, databases and proxies is not for the bots.
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")}
    with log.open("wb") as errors:
        started = await asyncio.create_subprocess_exec(
            sys.executable, *arguments, env=kept | env, stdout=asyncio.subprocess.PIPE, stderr=errors, cwd=ROOT
        )
        try:
            yield started
        finally:
            if started.returncode is None:
                started.terminate()
                await started.wait()


@asynccontextmanager
async def telegram(log: Path) -> AsyncIterator[tuple[asyncio.subprocess.Process, Town]]:
    """A local Telegram without rate limits."""
    async with process(log, "-m", "bot.playground", "--token", TOKEN) as server:
        assert server.stdout is not None
        url = json.loads(await asyncio.wait_for(server.stdout.readline(), PATIENCE))["url"]
        async with Town(url, settle=0.05, patience=PATIENCE) as town:
            yield server, town


def cpu(process: asyncio.subprocess.Process) -> float:
    """Seconds of CPU, user and system, all threads."""
    # The name in brackets may hold spaces: fields are counted from behind it.
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


# -- one turn


async def play(who: Contestant, steps: list[Step], people: list[int]) -> Turn:
    """Let everybody take one step at a time, all together; returns when everything caused by it was said."""
    town = who.town
    await town.do("forget_calls")
    cpu_before = cpu(who.bot), cpu(who.telegram)
    with _clock() as clock:
        for step in steps:
            after = (await town.status())["happened"]
            await _act(town, step, people)
            labels = step.labels or None
            left = await town.do("answered", people=people, labels=labels, after=after, timeout=PATIENCE)
            if left["waiting"]:
                shown = await town.do("screen", person=left["waiting"][0])
                raise RuntimeError(f"{who.name}: {len(left['waiting'])} of {len(people)} see {shown} after {step}")
        await town.settled(PATIENCE, quiet=0.0)
    bot_cpu, telegram_cpu = cpu(who.bot) - cpu_before[0], cpu(who.telegram) - cpu_before[1]
    shown = await town.do("bulk", acts=[["screen", {"person": person}] for person in people])
    if steps[-1].text and (wrong := [each for each in shown if masked(each["text"]) != steps[-1].text]):
        raise RuntimeError(f"{who.name}: {len(wrong)} people ended elsewhere: {wrong[0]['text']}")
    calls = await town.do("count", ok=True)
    refused = await town.do("count", ok=False)
    refused.pop("getUpdates", None)  # a poll that waits has not succeeded yet
    if refused:
        raise RuntimeError(f"{who.name}: the local Telegram refused calls: {refused}")
    return Turn(len(steps) * len(people), clock[0], bot_cpu, telegram_cpu, calls)


async def _act(town: Town, step: Step, people: list[int]) -> None:
    acts = []
    if step.act == "choose" and not step.arguments:
        shown = await town.do("bulk", acts=[["screen", {"person": person}] for person in people])
        acts = [["choose", {"person": p, "label": s["labels"][0]}] for p, s in zip(people, shown, strict=True)]
    else:
        acts = [[step.act, {"person": person, **step.arguments}] for person in people]
    await town.do("bulk", acts=acts)


@contextmanager
def _clock() -> Iterator[list[float]]:
    started, passed = time.perf_counter(), [0.0]
    yield passed
    passed[0] = time.perf_counter() - started


async def newcomers(town: Town, count: int) -> list[int]:
    """People who have not written yet."""
    names = [["add_person", {"first_name": "Айгүл", "language_code": "kk"}] for _ in range(count)]
    return [each["id"] for each in await town.do("bulk", acts=names)]


# -- the whole


async def measure(people: int, rounds: int, folder: Path) -> list[Contestant]:
    """Asar and the echo bot, turn by turn; each turn `people` newcomers walk the whole interview."""
    async with AsyncExitStack() as stack:
        server, town = await stack.enter_async_context(telegram(folder / "asar-telegram.log"))
        bot = await stack.enter_async_context(
            process(
                folder / "asar.log",
                *("-m", "bot", "run", "--unpaced"),
                BOT_TOKEN=TOKEN,
                TELEGRAM_API_URL=town.url,
                DATA_DIR=str(folder),
                ADMIN_IDS=str(ADMIN),
                ORGANISATION=str(ORGANISATION),
                LOG_LEVEL="WARNING",
            )
        )
        asar = Contestant("Asar", town, bot, server)
        admin = await town.person("Админ", language="ru", id=ADMIN)
        await admin.say("/start")
        await admin.press("Русский")
        pilot = Pilot(await town.person("Айгүл"))
        await pilot.apply()
        steps = pilot.steps

        server, town = await stack.enter_async_context(telegram(folder / "echo-telegram.log"))
        labels = [label for step in steps for label in step.labels]
        sizes = {
            "--text": round(statistics.fmean(len(step.text) for step in steps)),
            "--buttons": round(len(labels) / len(steps)),
            "--label": round(statistics.fmean(map(len, labels))),
        }
        arguments = [word for name, value in sizes.items() for word in (name, str(value))]
        bot = await stack.enter_async_context(
            process(folder / "echo.log", "-m", "benchmarks.echo", "--token", TOKEN, "--url", town.url, *arguments)
        )
        echo = Contestant("echo", town, bot, server)
        echo_steps = [for_echo(step) for step in steps]
        await play(echo, echo_steps[:4], await newcomers(town, 1))

        for _ in range(rounds):
            for who, what in ((asar, steps), (echo, echo_steps)):
                who.turns.append(await play(who, what, await newcomers(who.town, people)))
    return [asar, echo]


def report(asar: Contestant, echo: Contestant) -> None:
    """Print what was measured."""
    print(f"{'':6}{'updates/s (median; of each turn)':44}{'CPU µs/update':>14}{'of Telegram':>12}{'calls/update':>14}")
    for who in (asar, echo):
        rates = who.rates()
        shown = f"{statistics.median(rates):7.0f}   ({', '.join(f'{rate:.0f}' for rate in rates)})"
        calls = {m: n for m, n in who.calls().items() if m != "getUpdates"}
        numbers = who.cpu(lambda turn: turn.bot_cpu), who.cpu(lambda turn: turn.telegram_cpu), sum(calls.values())
        print(f"{who.name:6}{shown:44}{numbers[0]:14.0f}{numbers[1]:12.0f}{numbers[2]:14.2f}")
    for who in (asar, echo):
        print(f"{who.name}: " + ", ".join(f"{method} {n:.3f}" for method, n in who.calls().items()))
    ratio = statistics.median(asar.rates()) / statistics.median(echo.rates())
    cpu_ratio = echo.cpu(lambda turn: turn.bot_cpu) / asar.cpu(lambda turn: turn.bot_cpu)
    print(f"Asar : echo = {ratio:.2f} in updates per second, {cpu_ratio:.2f} in updates per second of CPU")


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.interview", description=__doc__)
    parser.add_argument("--people", type=int, default=200, help="who walk the interview together in one turn")
    parser.add_argument("--rounds", type=int, default=3, help="turns of each bot")
    parser.add_argument("--folder", type=Path, default=ROOT / "data" / "benchmark", help="emptied at start")
    options = parser.parse_args()
    folder: Path = options.folder.resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    report(*asyncio.run(measure(options.people, options.rounds, folder)))


if __name__ == "__main__":
    main()
