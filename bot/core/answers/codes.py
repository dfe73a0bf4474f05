"""Every code these parsers give, with the fields its text may use. Each needs a text in both languages."""

from typing import Final

CODES: Final[dict[str, tuple[str, ...]]] = {
    "phone.not-a-phone": (),
    "phone.too-short": (),
    "phone.too-long": (),
    "phone.extra-digit": ("guess",),  # 8 and 7 both typed; guess: +7 701 234 56 78
    "phone.several": (),
    "phone.invalid": (),  # the right length, but no such number exists
    "date.not-a-date": (),
    "date.only-year": (),
    "date.incomplete": (),  # the day, the month or the year is missing, or an age was typed
    "date.impossible": (),  # 31.02.2015
    "date.ambiguous": (),  # a two-digit year that fits both centuries
    "date.several": (),
    "date.future": (),
    "date.too-early": ("earliest",),  # dd.mm.yyyy
    "date.too-late": ("latest",),
    "number.not-a-number": (),
    "number.several": (),
    "number.too-small": ("at_least",),
    "number.too-big": ("at_most",),
    "money.not-a-number": (),
    "money.range": (),  # 100-120
    "money.several": (),
    "money.maybe-thousands": ("guess",),  # a bare 120: did they mean 120 000? guess: whole tenge
    "money.too-small": ("at_least",),
    "money.too-big": ("at_most",),
    "name.not-a-name": (),  # digits, emoji, a command, a link
    "name.phone": (),
    "name.too-short": (),
    "name.too-long": ("at_most",),
    "text.empty": (),
    "text.too-long": ("at_most", "length"),
    "choice.unknown": ("part",),  # part: what was not understood, as typed
    "choice.several": (),
    "yes-no.unknown": (),
    "grade.unknown": (),
    "grade.several": (),
    "grade.out-of-range": (),
    "size.unknown": (),
    "size.range": (),  # 130-134, 36-37: one number is needed
    "size.out-of-range": ("at_least", "at_most"),
}
