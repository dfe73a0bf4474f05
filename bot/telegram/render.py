"""From a `Message` to what the Bot API takes: HTML in one language, and a keyboard laid out for a narrow phone."""

from typing import Any

from bot.core.speech import Button, Flow, Key, Language, Message, Row
from bot.i18n import Texts
from bot.telegram.callbacks import encode
from bot.telegram.fitting import fit

NARROW = 26
"""Characters of a label from which a button needs a whole row on a narrow phone; half of it is one of two columns."""


class Renderer:
    """Callable: `render(message, language)` → the fields `text`, `parse_mode`, `reply_markup` of a send or an edit."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def __call__(self, message: Message, language: Language) -> dict[str, Any]:
        """Render for one receiver. Raises `bot.i18n.TextError` for a text or a field that does not exist."""
        say = self._texts.say
        payload: dict[str, Any] = {
            "text": fit("\n\n".join(say(paragraph, language) for paragraph in message.paragraphs)),
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        if message.rows:
            rows = [row for part in message.rows for row in self._rows(part, language)]
            payload["reply_markup"] = {"inline_keyboard": rows}
        elif message.keys:
            payload["reply_markup"] = {
                "keyboard": [[self._key(key, language) for key in row] for row in message.keys],
                "resize_keyboard": True,
                "one_time_keyboard": True,
            }
        elif message.remove_keys:
            payload["reply_markup"] = {"remove_keyboard": True}
        if message.protected:
            payload["protect_content"] = True
        if message.silent:
            payload["disable_notification"] = True
        return payload

    def _rows(self, part: Row, language: Language) -> list[list[dict[str, Any]]]:
        if not isinstance(part, Flow):
            return [[self._button(button, language) for button in part]]
        buttons = [self._button(button, language) for button in part.buttons]
        lengths = sorted(len(button["text"]) for button in buttons)
        # One long label among short ones gets a row of its own; several, and every button does.
        most = lengths[-2] if len(lengths) > 4 else max(lengths, default=1)
        columns = max(1, min(part.columns, NARROW // max(most, 1)))
        rows: list[list[dict[str, Any]]] = []
        for button in buttons:
            fits = len(button["text"]) <= NARROW // columns
            if fits and rows and len(rows[-1]) < columns and len(rows[-1][0]["text"]) <= NARROW // columns:
                rows[-1].append(button)
            else:
                rows.append([button])
        return rows

    def _button(self, button: Button, language: Language) -> dict[str, Any]:
        shown: dict[str, Any] = {"text": self._texts.plain(button.label, language)}
        if button.action is not None:
            shown["callback_data"] = encode(button.action)
        elif button.url is not None:
            shown["url"] = button.url
        else:
            shown["copy_text"] = {"text": button.copy or ""}
        return shown

    def _key(self, key: Key, language: Language) -> dict[str, Any]:
        shown: dict[str, Any] = {"text": self._texts.plain(key.label, language)}
        if key.asks is not None:
            shown[f"request_{key.asks}"] = True
        return shown
