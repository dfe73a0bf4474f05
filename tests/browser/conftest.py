"""`asar demo` in a folder of its own, and people whose hands are on its page in a real browser."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.playground import Person, Town
from bot.playground.seen import Seen

playwright = pytest.importorskip("playwright.async_api", reason="playwright is not installed: pip install -e '.[dev]'")

ROOT = Path(__file__).parent.parent.parent
PICTURES = ROOT / ".artefacts"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PATIENCE = 15_000
"""Milliseconds the page gets on a busy machine."""


class Demo:
    """A running `asar demo`."""

    def __init__(self, folder: Path) -> None:
        names = ("PATH", "HOME", "LANG")
        environment = {name: os.environ[name] for name in names if name in os.environ} | {"COLUMNS": "200"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "demo", "--port", "0"],
            cwd=folder,
            env={**environment, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.url = self._address()

    def _address(self) -> str:
        assert self.process.stdout is not None
        said = []
        for line in self.process.stdout:
            said.append(line)
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                assert "stopped" not in "".join(said), said
                return found[0]
        raise AssertionError("".join(said))

    def stop(self) -> None:
        """Ctrl-C."""
        self.process.terminate()
        self.process.wait(timeout=30)
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    if CHROMIUM is None:
        pytest.skip("there is no browser: apt install chromium")
    running = Demo(tmp_path_factory.mktemp("demo"))
    yield running
    running.stop()


@pytest.fixture
async def town(demo: Demo) -> AsyncIterator[Town]:
    async with Town(demo.url, settle=0.1, patience=30) as town:
        yield town


class Pages:
    """Opens pages; what a page complains about fails the test."""

    def __init__(self, browser: "playwright.Browser", url: str, town: Town) -> None:
        self.browser = browser
        self.url = url
        self.town = town
        self.complaints: list[str] = []

    async def open(self, language: str = "ru", width: int = 1440, height: int = 900, scheme: str = "light") -> "Desk":
        page = await self.browser.new_page(
            viewport={"width": width, "height": height}, locale=language, color_scheme=scheme, reduced_motion="reduce"
        )
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        await page.goto(self.url)
        await page.locator(".phone .bubble").first.wait_for(state="attached")
        return Desk(page, self.town)


class Desk:
    """One open page."""

    def __init__(self, page: "playwright.Page", town: Town) -> None:
        self.page = page
        self.town = town

    async def hand(self, name: str) -> "Hand":
        """Whoever of the town has this name, with a hand on their phone."""
        people = await self.page.evaluate(
            "fetch('/page/town').then((answer) => answer.json()).then((s) => s.town.people)"
        )
        found = [one for one in people if one["name"] == name]
        assert found, [one["name"] for one in people]
        return Hand(self.page, Person(self.town, found[-1]["id"], name, found[-1]["phone"]))

    async def newcomer(self, name: str, language: str) -> "Hand":
        """Somebody added by the dialog of the page."""
        await self.page.locator("#add").click()
        dialog = self.page.get_by_role("dialog")
        await dialog.locator("[name=name]").fill(name)
        await dialog.locator("[name=language]").select_option(language)
        await dialog.locator("button.primary").click()
        await dialog.wait_for(state="detached")
        return await self.hand(name)

    async def picture(self, name: str) -> Path:
        """A screenshot in .artefacts/."""
        PICTURES.mkdir(exist_ok=True)
        path = PICTURES / f"{name}.png"
        await self.page.screenshot(path=path)
        return path


class Hand:
    """Does on the page what `Person` does over HTTP, so that the same stories can be played with it."""

    def __init__(self, page: "playwright.Page", person: Person) -> None:
        self.page = page
        self.person = person
        self.town = person.town
        self.phone = page.locator(f'.phone[data-person="{person.id}"]')

    @property
    def keys(self) -> "playwright.Locator":
        """The newest inline keyboard."""
        return self.phone.locator(".row").filter(has=self.page.locator(".keys")).last.locator(".keys")

    def key(self, label: str) -> "playwright.Locator":
        """The button of the newest inline keyboard that begins so."""
        # Browsers turn every white space of a label into a plain one.
        return self.keys.get_by_role("button", name=re.compile("^" + re.escape(label.replace("\u00a0", " ")))).first

    async def say(self, text: str) -> None:
        """Type it and press Enter."""
        field = self.phone.locator("textarea")
        if await self.phone.locator("button.big").is_visible() and text == "/start":
            await self.phone.locator("button.big").click()
        else:
            await field.fill(text)
            await field.press("Enter")
        await self.town.settled()

    async def press(self, label: str) -> None:
        """Press the inline button that begins so; AssertionError when it does not come."""
        button = self.key(label)
        try:
            await button.click()
        except playwright.TimeoutError:
            raise AssertionError(f"no button {label!r}: {await self.keys.all_inner_texts()}") from None
        await self.town.settled()

    async def tap(self, label: str) -> None:
        """Press a key below the input field."""
        await self.phone.locator(".reply-keys").get_by_role("button", name=label).click()
        await self.town.settled()

    async def screen(self) -> Seen:
        """The bot's screen, once the page shows it too."""
        screen = await self.person.screen()
        await self.shows(screen.text.splitlines()[0])
        for button in screen.buttons[:1]:
            await self.key(button.label).wait_for()
        return screen

    async def last(self) -> Seen:
        """The bot's last message."""
        return await self.person.last()

    async def heard(self) -> list[Seen]:
        """All the bot's messages."""
        return await self.person.heard()

    async def shows(self, text: str) -> None:
        """Wait until the newest message that contains the text is on the page."""
        await self.phone.locator(".words", has_text=text).last.wait_for()


@pytest.fixture
async def browser() -> AsyncIterator["playwright.Browser"]:
    if CHROMIUM is None:
        pytest.skip("there is no browser: apt install chromium")
    async with playwright.async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        await browser.close()


@pytest.fixture
async def pages(demo: Demo, browser: "playwright.Browser", town: Town) -> AsyncIterator[Pages]:
    pages = Pages(browser, demo.url, town)
    yield pages
    assert pages.complaints == []
