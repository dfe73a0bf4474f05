"""`asar play`: a programme in the terminal, through the engine itself. No Telegram, no database; nothing is kept.

A line is what a person would type, so that labels and numbers mean what they mean in Telegram; `#2` presses the second
button shown, and what a terminal cannot send has a command (`KEYS`).
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from rich.console import Console
from rich.text import Text as Styled

from bot import data
from bot.core.form import Programme
from bot.core.interview import (
    ContactShared,
    Draft,
    Event,
    LocationShared,
    PhotoShared,
    Press,
    Refused,
    Screen,
    Start,
    Submitted,
    Typed,
    new_draft,
    step,
)
from bot.core.interview.texts import CHOSEN
from bot.core.speech import LANGUAGES, Language, Text
from bot.organisation import load_organisation
from bot.parts import Parts, read_programmes
from bot.problems import Problem, StartError
from bot.services.worlds import world

INVENTED = Path(__file__).with_name("playground") / "organisation.toml"
"""Who asks for the consent as long as there is no organisation.toml."""

KEYS = {
    "#2": "press the second button",
    ":back": "the question before",
    ":lang ru": "go on in Russian; :lang kk in Kazakh",
    ":contact +77010000000": "share your own contact",
    ":location 51.13 71.43": "share a location, latitude first",
    ":photo": "send a photo",
    ":json": "the draft as it would be stored",
    ":quit": "stop",
}
"""The commands of the terminal, as an example each, and what they do."""

STYLES = {"b": "bold", "i": "italic", "u": "underline", "s": "strike", "code": "cyan", "pre": "cyan"}


def what_to_play(organisation: Path, folder: Path | None, programme: str = "") -> tuple[Parts, Programme]:
    """What is read from files, and the programme with this id, or the only one. Raises StartError.

    organisation: its file, which may be missing. folder: holds more programmes. A season is not needed yet.
    """
    programmes, texts = read_programmes(folder)
    who = load_organisation(organisation if organisation.exists() else INVENTED)
    parts = Parts(programmes, data.places(), texts, who)
    if not programme and len(programmes) == 1:
        programme = next(iter(programmes))
    if programme not in programmes:
        cause = f"There is no programme {programme!r}." if programme else "There are several programmes."
        remedy = f"Name one of: {', '.join(sorted(programmes))}."
        raise StartError([Problem("asar play", cause, remedy)])
    return parts, programmes[programme]


def lines(out: Console, script: Path | None = None) -> Iterator[str]:
    """Lines of a file, shown as if they were typed; without one, those typed at the terminal until it is closed."""
    if script is not None:
        for line in script.read_text("utf-8").splitlines():
            out.print(f"> {line}", style="bold", markup=False)
            yield line
        return
    with suppress(EOFError):
        while True:
            yield out.input("> ")


@dataclass
class Player:
    """One interview on a terminal. `play` returns where it stands in the end."""

    out: Console
    parts: Parts
    programme: Programme
    today: date
    language: Language = "kk"

    def __post_init__(self) -> None:
        self._world = world(self.parts.places, self.parts.texts, self.parts.organisation, [self.programme], self.today)
        self._draft = new_draft(self.programme)
        self._screen: Screen | None = None
        self._photos = 0

    def play(self, lines: Iterator[str]) -> Draft:
        """Answer with `lines` until they, or the questions, come to an end."""
        for key, meaning in KEYS.items():
            self.out.print(Styled.assemble((f"{key:<24}", "cyan"), meaning))
        self._happen(Start())
        for line in lines:
            typed = line.strip()
            if typed == ":quit":
                break
            if typed:
                self._answer(typed)
            if self._screen is None:
                break
        else:
            self.out.print(f"No more lines, at {self._draft.cursor}.", style="yellow", markup=False)
        return self._draft

    def _answer(self, typed: str) -> None:
        command, *words = typed.split()
        match command, words:
            case ":json", []:
                self.out.print_json(self._draft.to_json(), ensure_ascii=False)
            case ":lang", [language] if language in LANGUAGES:
                self.language = language
                self._happen(Start())
            case _:
                event = self._event(typed)
                if event is None:
                    self.out.print(f"There is no {typed} here.", style="yellow", markup=False)
                else:
                    self._happen(event)

    def _event(self, typed: str) -> Event | None:
        """What a line stands for; None where it can stand for nothing."""
        command, *words = typed.split()
        match command, words:
            case ":back", []:
                return Press("bk")
            case ":contact", [phone]:
                return ContactShared(phone, own=True)
            case ":location", [lat, lon]:
                try:
                    return LocationShared(float(lat), float(lon))
                except ValueError:
                    return None
            case ":photo", []:
                self._photos += 1
                return PhotoShared(f"photo-{self._photos}", f"photo-{self._photos}")
        if typed.startswith(":"):
            return None
        if typed.startswith("#"):
            number = typed[1:]
            buttons = self._screen.buttons if self._screen else ()
            fits = number.isascii() and number.isdigit() and 0 < int(number) <= len(buttons)
            return Press(buttons[int(number) - 1].code) if fits else None
        return Typed(typed)

    def _happen(self, event: Event) -> None:
        """One step of the engine, and everything that comes of it on the screen."""
        done = step(self._world, self.programme, self._draft, event)
        # Reloaded as from the database: what JSON does not hold cannot be relied on.
        self._draft = Draft.from_json(done.draft.to_json())
        self.out.print()
        if done.danger:
            self._say(Text("helplines"))
        if done.parting is not None:
            self._say(*done.parting.paragraphs)
        match done.outcome:
            case Screen():
                self._show(done.outcome)
            case Refused():
                self._screen = None
                self._say(Text("consent-refused"), Text("helplines-short"))
            case Submitted(answers=answers):
                self._screen = None
                self.out.print("Submitted:", style="green")
                self.out.print_json(json.dumps(answers, ensure_ascii=False), ensure_ascii=False)

    def _show(self, screen: Screen) -> None:
        self._screen = screen
        self._say(*screen.paragraphs)
        for number, option in enumerate(screen.buttons, start=1):
            label = CHOSEN(label=option.label) if option.chosen else option.label
            self.out.print(
                Styled.assemble((f"{f'#{number}':>4} ", "cyan"), self.parts.texts.plain(label, self.language))
            )

    def _say(self, *paragraphs: Text) -> None:
        for paragraph in paragraphs:
            self.out.print(styled(self.parts.texts.say(paragraph, self.language)))
            self.out.print()


class _Reader(HTMLParser):
    """Telegram's HTML as styled text of the terminal."""

    def __init__(self) -> None:
        super().__init__()
        self.text = Styled()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data, " ".join(STYLES.get(tag, "") for tag in self._open).strip() or None)


def styled(html: str) -> Styled:
    """HTML as Telegram takes it, for the terminal."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text
