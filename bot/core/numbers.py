"""Request numbers: six digits and a check digit, shown as № 104715-4.

Damm's check digit finds every single wrong digit and every swap of neighbours, but not an added digit: so all numbers
have one length. Six digits last for 900,000 requests.
"""

import re

from stdnum import damm

from bot.core.matching import tidy

FIRST, LAST = 100_000, 999_999
_TYPED = re.compile(r"(?:no|n|#|номер\w*|нөмір\w*)?[\s.:#]*((?:[\doо][ -]*){6}[\doо])[\s.]*", re.IGNORECASE)
_ZERO = str.maketrans({"o": "0", "O": "0", "о": "0", "О": "0"})


def make(body: int) -> str:
    """The canonical number, as stored, of the request counted `body`, 100000 to 999999.

    Raises ValueError outside that range: the counter has run out, and no longer number may be made (see above).

    >>> make(104715)
    '104715-4'
    """
    if not FIRST <= body <= LAST:
        raise ValueError(f"a request number has six digits, {body} has not")
    return f"{body}-{damm.calc_check_digit(str(body))}"


def show(number: str) -> str:
    """The canonical number as people see it; the space does not break.

    >>> show("104715-4")
    '№\\xa0104715-4'
    """
    return f"№\u00a0{number}"


def read(text: str) -> str | None:
    """The canonical number in what was typed, or None if it is no number or its check digit is wrong.

    >>> read("№104715-4"), read("1047154"), read("104 715 4"), read("1047153")
    ('104715-4', '104715-4', '104715-4', None)
    """
    typed = _TYPED.fullmatch(tidy(text))
    if typed is None:
        return None
    digits = re.sub(r"\D", "", typed[1].translate(_ZERO))
    if digits.startswith("0") or not damm.is_valid(digits):
        return None
    return f"{digits[:-1]}-{digits[-1]}"
