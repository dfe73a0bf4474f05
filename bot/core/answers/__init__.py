"""From what tired people type to a value, or to `Wrong` with a code; nothing here speaks a language of its own.

    phone.py    phone numbers, also inside a sentence         names.py    names of people
    dates.py    dates in digits and in words                  texts.py    free text
    numbers.py  whole numbers, in digits and in words         choices.py  choice, choices, yes or no
    words.py    number words of both languages                grades.py   school grades
    money.py    tenge                                         sizes.py    height, shoes, clothing hints
    danger.py   words of danger, before any form              codes.py    every code there is; wrong.py: its carrier

Every parser takes raw text and gives a value or a `Wrong`; none raises on anything typed.
"""

from bot.core.answers.choices import Options, choice, choices, yes_no
from bot.core.answers.codes import CODES
from bot.core.answers.danger import danger
from bot.core.answers.dates import date
from bot.core.answers.grades import grade, grade_for
from bot.core.answers.money import money
from bot.core.answers.names import name
from bot.core.answers.numbers import integer
from bot.core.answers.phone import Phone, contact_phone, format_phone, phone
from bot.core.answers.sizes import ShoeSize, clothing_size, height_cm, height_guess, shoe, shoe_for_foot
from bot.core.answers.texts import free_text, utf16_length
from bot.core.answers.wrong import Wrong

__all__ = [
    "CODES",
    "Options",
    "Phone",
    "ShoeSize",
    "Wrong",
    "choice",
    "choices",
    "clothing_size",
    "contact_phone",
    "danger",
    "date",
    "format_phone",
    "free_text",
    "grade",
    "grade_for",
    "height_cm",
    "height_guess",
    "integer",
    "money",
    "name",
    "phone",
    "shoe",
    "shoe_for_foot",
    "utf16_length",
    "yes_no",
]
