"""Phone numbers as people write them, read by the phonenumbers library."""

import re
from dataclasses import dataclass

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberMatcher

from bot.core.answers.wrong import Wrong
from bot.core.matching import tidy

# Old international dialling and the doubled trunk prefix of +7 that the library does not know.
_DIALLED_ABROAD = re.compile(r"(?<![\d+])(?:8[ -]?10|00)[ -]?(?=7(?:[ ()-]*\d){10}(?!\d))")
_LETTER_FOR_ZERO = re.compile(r"(?<=[\d(+ -])[oOоО](?=[\d) -]*\d)|(?<=\d)[oOоО](?![^\W\d_])")
_PHONE_LENGTH = 11  # 8 701 234 56 78


@dataclass(frozen=True, slots=True)
class Phone:
    """A valid number. e164: "+77012345678". region: ISO code by the numbering plan, "KZ", "RU" or another."""

    e164: str
    region: str


def phone(text: str) -> Phone | Wrong:
    """The one phone number in a text, which may be a whole sentence. Foreign numbers need their plus sign.

    >>> phone("87012345678 Айгүл"), phone("8 (701) 234-56-78").e164
    (Phone(e164='+77012345678', region='KZ'), '+77012345678')
    >>> phone("877012345678")
    Wrong(code='phone.extra-digit', fields={'guess': '+7 701 234 56 78'})
    """
    text = _DIALLED_ABROAD.sub("+", _LETTER_FOR_ZERO.sub("0", tidy(text)))
    found = {_phone(match.number) for match in PhoneNumberMatcher(text, "KZ")}
    if len(found) > 1:
        return Wrong("phone.several")
    for one in found:
        return one
    return _what_is_wrong(text)


def spans(text: str) -> list[tuple[int, int]]:
    """Where phone numbers stand in a text: begin and end of each."""
    read = _LETTER_FOR_ZERO.sub("0", text)
    return [(match.start, match.end) for match in PhoneNumberMatcher(read, "KZ")]


def contact_phone(number: str) -> Phone | Wrong:
    """The number of a shared Telegram contact, which comes with its country code, with or without a plus.

    >>> contact_phone("77012345678").e164
    '+77012345678'
    """
    return phone(f"+{tidy(number).lstrip('+')}")


def format_phone(e164: str) -> str:
    """The way people read it: "+77012345678" → "+7 701 234 56 78".

    Raises phonenumbers.NumberParseException on what is not a number in E.164 form: only `phone` makes those.
    """
    if re.fullmatch(r"\+7\d{10}", e164):
        return f"+7 {e164[2:5]} {e164[5:8]} {e164[8:10]} {e164[10:]}"
    return phonenumbers.format_number(phonenumbers.parse(e164), PhoneNumberFormat.INTERNATIONAL)


def _phone(number: phonenumbers.PhoneNumber) -> Phone:
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return Phone(e164, phonenumbers.region_code_for_number(number) or "")


def _what_is_wrong(text: str) -> Wrong:
    digits = re.sub(r"\D", "", text)
    if not digits:
        return Wrong("phone.not-a-phone")
    if len(digits) == _PHONE_LENGTH + 1 and digits.startswith(("87", "77", "88")):
        guess = phonenumbers.parse(f"+7{digits[2:]}")
        if phonenumbers.is_valid_number(guess):
            return Wrong("phone.extra-digit", {"guess": format_phone(_phone(guess).e164)})
    if len(digits) < _PHONE_LENGTH:
        return Wrong("phone.too-short")
    return Wrong("phone.too-long" if len(digits) > _PHONE_LENGTH else "phone.invalid")
