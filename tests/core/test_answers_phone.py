"""Phones: invented numbers on the unused-looking 123/234 bodies."""

import pytest

from bot.core.answers import Phone, Wrong, contact_phone, format_phone, phone

MINE = Phone("+77012345678", "KZ")


@pytest.mark.parametrize(
    "typed",
    [
        "+77012345678",
        "87012345678",
        "77012345678",
        "7012345678",
        "8 (701) 234-56-78",
        "8(701)2345678",
        "8-701-234-56-78",
        "8 701 234 56 78",
        "+7 701 234 5678",
        "+7\u00a0701\u00a0234\u00a056\u00a078",
        "８７０１２３４５６７８",
        "٨٧٠١٢٣٤٥٦٧٨",
        "87012345678 Айгүл",
        "Айгүл, 87012345678",
        "мой номер 8 701 234 56 78, звоните вечером",
        "тел.: 87012345678.",
        "87O12345678",
        "8701234567 8",
        "0077012345678",
        "8-10-7-701-234-56-78",
        "87012345678, +77012345678",  # the same number twice
        "8–701–234–56–78",
        "\u202a+7 701 234 56 78\u202c",  # as copied from a phone's contacts
    ],
)
def test_a_number_is_read_however_it_is_typed(typed):
    assert phone(typed) == MINE


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("+79161234567", Phone("+79161234567", "RU")),
        ("89161234567", Phone("+79161234567", "RU")),
        ("+998 90 123 45 67", Phone("+998901234567", "UZ")),
        ("+996 555 123 456", Phone("+996555123456", "KG")),
        ("8 7172 123456", Phone("+77172123456", "KZ")),  # a landline of Astana
        ("877012345678", Wrong("phone.extra-digit", {"guess": "+7 701 234 56 78"})),
        ("+877012345678", Wrong("phone.extra-digit", {"guess": "+7 701 234 56 78"})),
        ("8 7701 234 56 78", Wrong("phone.extra-digit", {"guess": "+7 701 234 56 78"})),
        ("8701234567", Wrong("phone.too-short")),
        ("+7701234567", Wrong("phone.too-short")),
        ("701234567", Wrong("phone.too-short")),
        ("102", Wrong("phone.too-short")),
        ("8701234567899", Wrong("phone.too-long")),
        ("998901234567", Wrong("phone.too-long")),  # from abroad, without its plus
        ("950101500019", Wrong("phone.too-long")),  # an IIN
        ("+76012345678", Wrong("phone.invalid")),
        ("81234567890", Wrong("phone.invalid")),
        ("87012345678 или 87023456789", Wrong("phone.several")),
        ("8 701 234 56 78 / 8 702 345 67 89", Wrong("phone.several")),
        ("нет телефона", Wrong("phone.not-a-phone")),
        ("", Wrong("phone.not-a-phone")),
        ("🙂", Wrong("phone.not-a-phone")),
    ],
)
def test_other_numbers_and_what_is_wrong(typed, expected):
    assert phone(typed) == expected


@pytest.mark.parametrize("shared", ["77012345678", "+77012345678", "+7 701 234-56-78"])
def test_a_shared_contact_may_lack_its_plus(shared):
    assert contact_phone(shared) == MINE


def test_a_contact_from_abroad():
    assert contact_phone("998901234567") == Phone("+998901234567", "UZ")
    assert contact_phone("12") == Wrong("phone.too-short")


@pytest.mark.parametrize(
    ("e164", "shown"), [("+77012345678", "+7 701 234 56 78"), ("+998901234567", "+998 90 123 45 67")]
)
def test_format(e164, shown):
    assert format_phone(e164) == shown
    assert phone(shown).e164 == e164
