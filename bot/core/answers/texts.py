"""Free text: kept as written."""

import unicodedata

from bot.core.answers.wrong import Wrong

LONGEST = 1_000
_BLANK = frozenset("\u3164\u115f\u1160\uffa0\u2800\u034f\ufe0f")
"""Letters that look like nothing at all, though they are no spaces."""

# Marks that turn the reading direction can make a line read as something else; the joiners inside emoji stay.
_TURNING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF)))


def free_text(text: str, *, at_most: int = LONGEST) -> str | Wrong:
    """The text in NFC with its line breaks, without control characters. at_most: UTF-16 units, as Telegram counts.

    >>> free_text("  Көмек керек\\r\\nрахмет ")
    'Көмек керек\\nрахмет'
    """
    kept = visible(text)
    if not kept:
        return Wrong("text.empty")
    length = utf16_length(kept)
    if length > at_most:
        return Wrong("text.too-long", {"at_most": at_most, "length": length})
    return kept


def utf16_length(text: str) -> int:
    """How long Telegram says a text is, in UTF-16 units: 2 for most emoji, 1 for letters."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def visible(text: str) -> str:
    """NFC text with line breaks but no other control, direction-turning or broken characters, trimmed."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    kept = "".join(letter for letter in lines if letter == "\n" or _shows(letter))
    # A joiner within an emoji stays; a text of nothing but such letters says nothing, and Telegram would refuse it.
    return kept.strip() if any(map(_is_ink, kept)) else ""


def _is_ink(letter: str) -> bool:
    return not letter.isspace() and unicodedata.category(letter) != "Cf" and letter not in _BLANK


def _shows(letter: str) -> bool:
    return unicodedata.category(letter) not in {"Cc", "Cs"} and letter not in _TURNING
