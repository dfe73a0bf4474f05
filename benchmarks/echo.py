"""What Asar is measured beside: an echo bot as python-telegram-bot's own examples write it, everything by default.

A typed message is answered by one message with a keyboard; a press is answered, and its message edited. Text and
keyboard are as long as Asar's are on average.
"""

import argparse
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

Context = ContextTypes.DEFAULT_TYPE


class Echo:
    """text: how many characters a message has; buttons: how many buttons, of how many characters each."""

    def __init__(self, text: int, buttons: int, label: int) -> None:
        self.text, self.buttons, self.label = text, buttons, label

    def filled(self, beginning: str) -> str:
        """A message that begins so."""
        return beginning + "\n\n" + "ә" * max(1, self.text - len(beginning) - 2)

    def keyboard(self, number: int) -> InlineKeyboardMarkup:
        """Two buttons in a row, as in most of Asar's keyboards."""
        label = "ә" * max(1, self.label - len(str(number)) - 1)
        buttons = [
            InlineKeyboardButton(f"{number} {label}", callback_data=f"{number}:{i}") for i in range(self.buttons)
        ]
        return InlineKeyboardMarkup([buttons[i : i + 2] for i in range(0, len(buttons), 2)])

    async def typed(self, update: Update, _: Context) -> None:
        """Say it back."""
        assert update.message is not None
        await update.message.reply_text(self.filled(update.message.text or "☎"), reply_markup=self.keyboard(0))

    async def pressed(self, update: Update, _: Context) -> None:
        """Count on."""
        query = update.callback_query
        assert query is not None
        number = int(str(query.data).partition(":")[0]) + 1
        await query.answer()
        await query.edit_message_text(self.filled(str(number)), reply_markup=self.keyboard(number))


def main() -> None:
    """Run until stopped."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", required=True)
    parser.add_argument("--token", required=True)
    for name in ("--text", "--buttons", "--label"):
        parser.add_argument(name, type=int, required=True)
    options = parser.parse_args()
    echo = Echo(options.text, options.buttons, options.label)
    application: Application[Any, Any, Any, Any, Any, Any] = (
        Application.builder().token(options.token).base_url(f"{options.url}/bot").build()
    )
    application.add_handler(CallbackQueryHandler(echo.pressed))
    application.add_handler(MessageHandler(filters.ALL, echo.typed))
    application.run_polling()


if __name__ == "__main__":
    main()
