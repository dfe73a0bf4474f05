"""Phones, accounts, links to them and e-mails, taken out of what two people write to each other through Asar.

Card and identity numbers go as well: nobody on the team may ask for them. Prices, sizes and dates stay.
"""

import re

from bot.core.answers.phone import spans

HIDDEN = "•••"
"""What stands in their place."""

_DIGITS = (
    r"(?<!\d)\d{10,19}(?!\d)",  # a phone, an IIN or a card in one piece
    r"(?<!\d)\d{4}(?:[ -]\d{4}){3}(?!\d)",  # a card as it is printed
    r"(?<!\d)\d(?:[\s.,_*-]{1,3}\d){9,}(?!\d)",  # digits spread out so that no machine sees a phone
)
_LINKS = (
    r"(?:https?://)?(?:www\.)?(?:t\.me|telegram\.(?:me|dog)|wa\.me|(?:api\.|chat\.|web\.)?whatsapp\.com|viber\.me"
    r"|instagram\.com|vk\.com|facebook\.com|fb\.me|m\.me|tiktok\.com|ok\.ru)/[^\s,;!»)]*",
    r"(?:tg|whatsapp|viber|tel|mailto):[^\s,;!»)]+",
)
_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_ACCOUNT = r"(?<![\w.@])@[A-Za-z0-9_.]{2,}[A-Za-z0-9_]"
_FOUND = re.compile("|".join((*_LINKS, _EMAIL, _ACCOUNT, *_DIGITS)), re.IGNORECASE)
_INVISIBLE = re.compile("[\u200b\u2060\u00ad]")


def mask(text: str) -> tuple[str, bool]:
    """The text without them, and whether there was any.

    >>> mask("8 701 234 56 78, Айгүл, t.me/aigul")
    ('•••, Айгүл, •••', True)
    >>> mask("Куртка 128, 12 000 ₸, в 15:00")
    ('Куртка 128, 12 000 ₸, в 15:00', False)
    """
    text = _INVISIBLE.sub("", text)
    found = sorted([*spans(text), *((match.start(), match.end()) for match in _FOUND.finditer(text))])
    parts, read = [], 0
    for start, end in found:
        if start >= read:
            parts += [text[read:start], HIDDEN]
        read = max(read, end)
    return "".join((*parts, text[read:])), bool(found)
