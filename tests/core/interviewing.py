"""A person in an interview, for tests. The draft is reloaded from JSON and every screen rendered after each step."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bot import data
from bot.core.form import Programme
from bot.core.interview import (
    Draft,
    Event,
    Press,
    Screen,
    Start,
    Step,
    Submitted,
    Typed,
    World,
    new_draft,
    screen,
    step,
)
from bot.core.speech import LANGUAGES, Language, Message
from bot.i18n import Texts
from bot.programmes import load
from bot.telegram.render import Renderer

LOCALES = Path(__file__).parents[2] / "locales"
SEMEY, ABAI_REGION = "101000000", "100000000"


@cache
def texts() -> Texts:
    return Texts(LOCALES)


@cache
def school_aid() -> Programme:
    return load()["school_aid"]


@cache
def world() -> World:
    consent = ("school-aid-consent", "school-aid-consent-whole")
    known = {"retention_days": 90}
    return World(
        places=data.places(),
        labels=texts().label,
        has_text=lambda text: texts().has("kk", text),
        today=date(2026, 8, 10),
        school_year_start=date(2026, 9, 1),
        facts={name: {field: known.get(field, "Асар") for field in texts().fields("ru", name)} for name in consent},
    )


def rendered(message: Message, language: Language) -> dict[str, Any]:
    return Renderer(texts())(message, language)


class Person:
    """Presses (a code), types (other text) or does any event, and sees screens."""

    def __init__(
        self, programme: Programme | None = None, draft: Draft | None = None, presets: Mapping[str, Any] | None = None
    ) -> None:
        self.world = world()
        self.programme = programme or school_aid()
        self.draft = draft or new_draft(self.programme, presets)
        self.renders = programme is None
        self.step: Step = self._take(Start())

    @property
    def screen(self) -> Screen:
        assert isinstance(self.step.outcome, Screen), self.step.outcome
        return self.step.outcome

    @property
    def codes(self) -> list[str]:
        return [option.code for option in self.screen.buttons]

    @property
    def said(self) -> list[str]:
        return [text.id for text in self.screen.paragraphs]

    @property
    def submitted(self) -> Mapping[str, Any]:
        """What would be sent now; the person stays at the review."""
        outcome = step(self.world, self.programme, self.draft, Press("go")).outcome
        assert isinstance(outcome, Submitted), self.draft.cursor
        return outcome.answers

    def do(self, *events: Event | str) -> "Person":
        """Events in order; a string is the code of a button, which must be on the screen."""
        for event in events:
            if isinstance(event, str):
                assert event in self.codes, f"{event} is not offered at {self.draft.cursor}: {self.codes}"
                self._take(Press(event))
            else:
                self._take(event)
        return self

    def type(self, *said: str) -> "Person":
        """Text messages in order."""
        return self.do(*(Typed(text) for text in said))

    def text(self, language: Language = "ru") -> str:
        """Everything the last step says, as one text."""
        return "\n".join(rendered(message, language)["text"] for message in self.step.messages(1))

    def _take(self, event: Event) -> Step:
        before = self.draft
        self.step = step(self.world, self.programme, before, event)
        self.draft = Draft.from_json(self.step.draft.to_json())
        assert self.draft == self.step.draft, "JSON changes nothing"
        changed = (before.answers, before.cursor, before.mode) != (
            self.draft.answers,
            self.draft.cursor,
            self.draft.mode,
        )
        assert self.draft.revision == before.revision + changed
        if isinstance(self.step.outcome, Screen):
            anew = screen(self.world, self.programme, self.draft)
            assert anew.buttons == self.step.outcome.buttons, "a screen follows from the draft alone"
            assert all(text in self.step.outcome.paragraphs for text in anew.paragraphs)
        if self.renders:
            for message in self.step.messages(999_999_999):
                for language in LANGUAGES:
                    _fits(rendered(message, language))
        return self.step


def _fits(payload: dict[str, Any]) -> None:
    """Telegram would take this message."""
    assert 0 < len(payload["text"].encode("utf-16-le")) // 2 <= 4096
    rows = payload.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    assert len(buttons) <= 100
    assert all(button["text"].strip() and len(button["callback_data"].encode()) <= 64 for button in buttons)
    assert len(str(rows)) < 10_000


HEAD = ["=agree", "=school", "=parent", Typed("Айгүл Сәрсенова"), Typed("8 701 234 56 78"), Typed("Семей")]
"""Everything up to the family's situation."""


def family(children: int = 3, **kinds: Any) -> list[Event | str]:
    """The events from the family's situation to the first child's name."""
    return ["=none", "=9" if children < 10 else Typed("14"), Typed(str(children)), Typed(str(children)), "un", "=no"]


def child(name: str, born: str = "12.05.2017", *needs: str) -> list[Event | str]:
    """The events about one child who needs a bag, a uniform and shoes, up to the uniform's colour."""
    return [Typed(name), Typed(born), "=girl", "=3", "=kazakh", Typed("№ 5 мектеп"), "tg", "=128", "=32", "=navy"]


def same_child(name: str, born: str = "12.05.2017") -> list[Event | str]:
    """The events about a next child whose school, language, needs and colour are those of the one before."""
    return [Typed(name), Typed(born), "=boy", "=3", "same", "=128", "=32"]


def reviewed(children: int = 3) -> Person:
    """A person whose every question is answered."""
    names = [f"Бала {letter}" for letter in "АБВГДЕЖЗИКЛМ"[:children]]
    person = Person().do(*HEAD, *family(children), *child(names[0]))
    for name in names[1:]:
        person.do(*same_child(name))
    return person.do("=any", "sk")
