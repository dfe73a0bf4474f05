"""Sums of money in whole tenge."""

import re
from decimal import Decimal

from bot.core.answers.words import multiplier, spoken
from bot.core.answers.wrong import Wrong
from bot.core.matching import fold, tidy

_GROUPED = r"\d{1,3}(?:[ .,']\d{3})+(?!\d)(?:,\d{1,2}(?!\d))?"
_AMOUNT = re.compile(rf"({_GROUPED}|\d+(?:[.,]\d+)?)\s*([^\W\d_]+)?")
_RANGE = re.compile(r"\d[^\d,;]*?(?:-|\.\.+|до|или|немесе|мен|пен|дейін)\s*\d", re.IGNORECASE)
_THOUSAND_LETTERS = {"к", "k", "т"}
_TENGE = frozenset(fold("тг тнг тенге теңге kzt").split())
_HALVES = ((r"\bполтор[аы]\b", "1,5"), (r"\bпол\s?(?=миллиона|млн)", "0,5 "), (r"\b(\d+|бір|екі|үш) жарым\b", None))
_DIGITS_OF_SUM = 4
_SMALLEST_SUM = 1_000  # a smaller bare number, as in "120", is nearly always meant in thousands

# "No" alone may mean "I will not say"; "no income" is a sum.
_NO_INCOME = re.compile(
    "|".join(
        map(
            fold,
            ("дохода нет", "нет дохода", "доходов нет", "нет доходов", "без дохода", "табыс жоқ", "табысымыз жоқ"),
        )
    )
)


def money(text: str, *, at_least: int = 0, at_most: int = 100_000_000) -> int | Wrong:
    """The one sum in a text, in whole tenge, tiyn dropped. "120 мың", "1,2 млн" and words are understood.

    A bare number from 10 to 999 is asked about: "120" may be 120 or 120 000 tenge.

    >>> money("120 000 ₸"), money("120к"), money("1,2 млн"), money("сто двадцать тысяч"), money("0 тг")
    (120000, 120000, 1200000, 120000, 0)
    >>> money("100-120"), money("жоқ")
    (Wrong(code='money.range', fields={}), Wrong(code='money.not-a-number', fields={}))
    """
    text = _halves(tidy(text).replace("₸", " тг "))
    sums, bare = _sums(text)
    in_words = set(spoken(_AMOUNT.sub(" ", text)))
    if not sums:
        sums, bare = in_words, _TENGE.isdisjoint(fold(text).split())
    else:  # «нас трое, 150 000»: small words beside a sum count people
        sums |= {number for number in in_words if number >= _SMALLEST_SUM}
    if len(sums) > 1:
        return Wrong("money.range" if _RANGE.search(text) else "money.several")
    if not sums:
        return 0 if _NO_INCOME.search(fold(text)) else Wrong("money.not-a-number")
    total = sums.pop()
    if re.match(r"-\s?\d", text):
        total = -total
    if bare and 10 <= total < _SMALLEST_SUM:
        return Wrong("money.maybe-thousands", {"guess": total * 1_000})
    if total < at_least:
        return Wrong("money.too-small", {"at_least": at_least})
    if total > at_most:
        return Wrong("money.too-big", {"at_most": at_most})
    return total


def _halves(text: str) -> str:
    for pattern, meant in _HALVES:
        text = re.sub(pattern, meant if meant is not None else _and_a_half, text, flags=re.IGNORECASE)
    return text


def _and_a_half(found: re.Match[str]) -> str:
    whole = found[1] if found[1].isdigit() else str(spoken(found[1])[0])
    return f"{whole},5"


def _sums(text: str) -> tuple[set[int], bool]:
    """The sums in digits, and whether the only one came without any unit. "2 мың 500" is one sum."""
    sums: list[int] = []
    units: list[int | None] = []
    end = 0
    amounts = list(_AMOUNT.finditer(text))
    for found in amounts:
        unit = _unit(found[1], found[2])
        if (
            len(amounts) > 1
            and unit is None
            and found[2]
            and len(found[1]) < _DIGITS_OF_SUM
            and not _RANGE.search(text)
        ):
            continue  # «на 5 человек» beside a sum
        value = int(_number(found[1], scaled=(unit or 1) > 1) * (unit or 1))
        joined = not text[end : found.start()].strip()
        if sums and joined and (units[-1] or 1) > value > 0:
            sums[-1] += value
        else:
            sums.append(value)
            units.append(unit)
        end = found.end()
    return set(sums), units == [None]


def _unit(number: str, word: str | None) -> int | None:
    """What the word after a number makes of it: 1 for tenge, None when it is no unit of money."""
    if word is None:
        return None
    if word.casefold() in _THOUSAND_LETTERS:
        # "120т" is thousands in a chat, "120000т" can only be tenge.
        return 1_000 if _number(number, scaled=False) < _SMALLEST_SUM else 1
    return 1 if fold(word) in _TENGE else multiplier(word)


def _number(digits: str, *, scaled: bool) -> Decimal:
    """A grouped or decimal number: "150.000" is 150 thousand, but "1.200" before "млн" is 1.2."""
    if re.fullmatch(_GROUPED, digits) and not (scaled and re.fullmatch(r"\d{1,3}[.,]\d{3}", digits)):
        whole, _, tiyn = digits.rpartition(",") if re.search(r",\d{1,2}$", digits) else (digits, "", "")
        return Decimal(re.sub(r"\D", "", whole) + ("." + tiyn if tiyn else ""))
    return Decimal(digits.replace(",", "."))
