"""Names of people, stored as they are written."""

import re
import unicodedata

from bot.core.answers.texts import visible
from bot.core.answers.wrong import Wrong
from bot.core.matching import tidy

LONGEST = 80
_SHORTEST = 2  # letters
_PHONE_DIGITS = 7
_KEPT_SIGNS = " -'’ʼ`.‐‑"
# Parts of a patronymic that stay small when they stand alone: Мамедов Али оглы.
_SMALL = {"оглы", "огли", "кызы", "қызы", "ұлы", "улы", "уулу"}


def name(text: str) -> str | Wrong:
    """A person's name, NFC, single spaces; capitals are given only to a name typed all small or all large.

    >>> name("  айгүл   әл-фараби "), name("АЙГҮЛ"), name("Ерлан оғлы"), name("де Голль")
    ('Айгүл Әл-Фараби', 'Айгүл', 'Ерлан оғлы', 'де Голль')
    >>> name("87012345678").code, name("😀").code, name("/start").code
    ('name.phone', 'name.not-a-name', 'name.not-a-name')
    """
    if sum(letter.isdecimal() for letter in text) >= _PHONE_DIGITS:
        return Wrong("name.phone")
    typed = visible(text)
    if tidy(typed).startswith("/") or any(letter.isdecimal() or letter in "@_<>{}[]=:/\\" for letter in typed):
        return Wrong("name.not-a-name")
    kept = "".join(letter if _belongs(letter) else " " for letter in typed)
    kept = " ".join(kept.split()).strip("-'’ʼ` ")
    letters = sum(letter.isalpha() for letter in kept)
    if not letters:
        return Wrong("name.not-a-name")
    if letters < _SHORTEST:
        return Wrong("name.too-short")
    if len(kept) > LONGEST:
        return Wrong("name.too-long", {"at_most": LONGEST})
    return _capitalised(kept) if kept.islower() or kept.isupper() else kept


def _belongs(letter: str) -> bool:
    return letter.isalpha() or letter in _KEPT_SIGNS or unicodedata.category(letter) in {"Mn", "Mc"}


def _capital(letter: re.Match[str]) -> str:
    large = letter[0].upper()
    return large if len(large) == 1 else letter[0]  # ß has no large form of one letter


def _capitalised(whole: str) -> str:
    words = []
    for place, word in enumerate(whole.lower().split(" ")):
        small = place > 0 and word in _SMALL
        words.append(word if small else re.sub(r"(?:^|(?<=[-.‐‑]))\w", _capital, word))
    return " ".join(words)
