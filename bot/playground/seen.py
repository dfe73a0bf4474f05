"""What people see: messages with their buttons, and whole conversations as readable text."""

from dataclasses import dataclass
from typing import Any

from bot.playground.markup import to_html

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: `data` for the bot, or a `url`, or a text to copy."""

    label: str
    data: str | None = None
    url: str | None = None
    copy: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as a person sees it at one moment. `text` is the caption where there is a picture or file."""

    id: int
    chat_id: int
    by_bot: bool
    sender: str
    text: str
    html: str
    rows: tuple[tuple[Button, ...], ...]
    keyboard: Json | None  # the reply keyboard (or its removal) that came with the message
    date: int
    edited: int  # how often
    deleted: bool
    data: Json  # the whole Message
    versions: tuple[Json, ...]  # all Message objects it ever was, oldest first
    silent: bool = False

    @property
    def buttons(self) -> list[Button]:
        """All inline buttons, row by row."""
        return [button for row in self.rows for button in row]

    @property
    def labels(self) -> list[list[str]]:
        """The labels of the inline buttons in their rows."""
        return [[button.label for button in row] for row in self.rows]

    def button(self, label: str) -> Button:
        """The button of exactly this label, else the only one that begins so. Raises AssertionError with the labels."""
        exact = [button for button in self.buttons if button.label == label]
        found = exact or [button for button in self.buttons if button.label.startswith(label)]
        if len(found) != 1:
            problem = "no button" if not found else f"{len(found)} buttons"
            raise AssertionError(f"{problem} {label!r} under {self.text[:200]!r}; there are: {self.labels}")
        return found[0]


def seen(record: Json) -> Seen:
    """A message of the control interface as a person sees it."""
    data = record["versions"][-1]
    text, entities = body(data)
    return Seen(
        id=record["id"],
        chat_id=data["chat"]["id"],
        by_bot=record["by_bot"],
        sender=data["from"]["first_name"],
        text=text,
        html=to_html(text, entities),
        rows=tuple(tuple(_button(button) for button in row) for row in _rows(data)),
        keyboard=record["keyboard"],
        date=data["date"],
        edited=len(record["versions"]) - 1,
        deleted=record["deleted_at"] is not None,
        data=data,
        versions=tuple(record["versions"]),
        silent=bool(record.get("silent")),
    )


def body(data: Json) -> tuple[str, list[Json]]:
    """Text or caption of a Message, with its entities."""
    if "text" in data:
        return data["text"], data.get("entities", [])
    return data.get("caption", ""), data.get("caption_entities", [])


def _rows(data: Json) -> list[list[Json]]:
    rows: list[list[Json]] = data.get("reply_markup", {}).get("inline_keyboard", [])
    return rows


def _button(button: Json) -> Button:
    return Button(
        button["text"], button.get("callback_data"), button.get("url"), button.get("copy_text", {}).get("text")
    )
