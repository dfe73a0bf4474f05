"""What an announcement to many people should not hold without a second look: money, cards, phones.

A warning to the author, never a refusal: "we never ask for money" is a good announcement. Codes: texts
`announce-caution-*`.
"""

import re

from bot.core.matching import plain

_DIGITS = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")
_IBAN = re.compile(r"\bKZ ?\d{2}(?: ?[0-9A-Z]){16}\b", re.IGNORECASE)
_PHONE = re.compile(r"(?<!\d)(?:\+7|8|7)[ (-]{0,2}\d{3}[ )-]{0,2}\d{3}[ -]?\d{2}[ -]?\d{2}(?!\d)")
_MONEY = re.compile(
    r"\b(?:деньг\w*|денег|денеж\w*|переве(?:дите|сти|д\w*)|перечисл\w*|оплат\w*|предоплат\w*|взнос\w*|карт[аеуы]|картой|"
    r"счет\w*|тенге|kaspi|каспи|cvv|код(?:ы|а)? из (?:смс|sms)|"
    r"акша\w*|аудар\w*|толе\w*|толем\w*|карта\w*|шот\w*|смс код\w*)\b"
)


def _is_card(digits: str) -> bool:
    """Luhn's check, by which every bank card's number is made."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def cautions(text: str) -> tuple[str, ...]:
    """Codes of what is to be looked at again: "card", "money", "phone".

    >>> cautions("Переведите 5000 на карту 4000 0000 0000 0002"), cautions("Жиналыс сенбіде, мектепте")
    (('card', 'money'), ())
    """
    found = []
    cards = (re.sub(r"\D", "", match[0]) for match in _DIGITS.finditer(text))
    if _IBAN.search(text) or any(_is_card(digits) for digits in cards):
        found.append("card")
    if _MONEY.search(plain(text)):
        found.append("money")
    if _PHONE.search(text):
        found.append("phone")
    return tuple(found)
