"""How the server cleans, measures and trims texts before it stores them (td `clean_input_string`)."""

import re

MAX_RAW_BYTES = 32768

# Control characters become spaces (the line feed stays), carriage returns, line separators, bidirectional overrides and
# three stacking marks vanish.
_CLEAN: dict[int, int | None] = {code: 0x20 for code in range(32) if code != 0x0A}
_CLEAN |= {0x0D: None, 0x0333: None, 0x033F: None, 0x030A: None}
_CLEAN |= dict.fromkeys(range(0x2028, 0x202F))
_DIRTY = re.compile("[\x00-\x09\x0b-\x1f\u0333\u033f\u030a\u2028-\u202e\u200e\u200f]")
_MARKS = re.compile("[\u200e\u200f]+(?=[\u200e\u200f])")
_INVISIBLE = re.compile(
    "[\\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2064\u206a-\u206f\u2800\u3164\ufeff\uffa0\ufffc]*"
)


def clean(text: str) -> str:
    """The text as the server stores it, not trimmed yet."""
    if not _DIRTY.search(text):
        return text
    return _MARKS.sub(lambda run: "\u200c" * len(run[0]), text.translate(_CLEAN))


def is_empty(text: str) -> bool:
    """Whether a person would see nothing at all."""
    return _INVISIBLE.fullmatch(text) is not None


def units(text: str) -> int:
    """Length in UTF-16 code units, the unit of entity offsets."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def check_encoding(text: str) -> bool:
    """Whether the text can be written as UTF-8 (lone surrogates cannot)."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
