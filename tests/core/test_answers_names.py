"""Names and free text are kept as people write them. All people here are invented."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answers import Wrong, free_text, name, utf16_length


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Айгүл", "Айгүл"),
        ("  Айгүл \u00a0 Серікқызы  ", "Айгүл Серікқызы"),
        ("айгүл серікқызы", "Айгүл Серікқызы"),
        ("АЙГҮЛ СЕРІКҚЫЗЫ", "Айгүл Серікқызы"),
        ("ӘҒҚҢӨҰҮҺІ әғқңөұүһі", "ӘҒҚҢӨҰҮҺІ әғқңөұүһі"),
        ("әли өтеген", "Әли Өтеген"),
        ("ұлжан ғани һадиша іңкәр", "Ұлжан Ғани Һадиша Іңкәр"),
        ("әл-фараби", "Әл-Фараби"),
        ("НОВАК-ЖУМАБАЕВА", "Новак-Жумабаева"),
        ("Салтыков-щедрин", "Салтыков-щедрин"),
        ("МакКейн", "МакКейн"),
        ("де Голль", "де Голль"),
        ("мамедов али оглы", "Мамедов Али оглы"),
        ("АЛИЕВ ЕРЖАН СЕРІК ҰЛЫ", "Алиев Ержан Серік ұлы"),
        ("О'Нил", "О'Нил"),
        ("Д’Артаньян", "Д’Артаньян"),
        ("Нұрқанова А.Б.", "Нұрқанова А.Б."),
        ("а. б. нұрқанова", "А. Б. Нұрқанова"),
        ("Али\u0306", "Алй"),
        ("Сергеи\u0306 Зве\u0308здин", "Сергей Звёздин"),
        ("Айгүл 🌸", "Айгүл"),
        ("Айгүл\nСерікқызы", "Айгүл Серікқызы"),
        ("\u202eАйгүл\u202c", "Айгүл"),
        ("Айгүл!", "Айгүл"),
        ("«Айгүл»", "Айгүл"),
        ("-Айгүл-", "Айгүл"),
        ("Ян", "Ян"),
        ("Anna Müller", "Anna Müller"),
        ("", Wrong("name.not-a-name")),
        ("123", Wrong("name.not-a-name")),
        ("Айгүл 2", Wrong("name.not-a-name")),
        ("🌸🌸", Wrong("name.not-a-name")),
        ("...", Wrong("name.not-a-name")),
        ("/start", Wrong("name.not-a-name")),
        ("@aigul", Wrong("name.not-a-name")),
        ("https://t.me/aigul", Wrong("name.not-a-name")),
        ("87012345678", Wrong("name.phone")),
        ("Айгүл 8 701 234 56 78", Wrong("name.phone")),
        ("А", Wrong("name.too-short")),
        ("А.", Wrong("name.too-short")),
        ("Ай" * 41, Wrong("name.too-long", {"at_most": 80})),
    ],
)
def test_name(typed, expected):
    assert name(typed) == expected


@given(st.text(max_size=100))
def test_a_name_given_back_is_taken_again_unchanged(typed):
    taken = name(typed)
    if isinstance(taken, str):
        assert name(taken) == taken
        assert unicodedata.is_normalized("NFC", taken)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Көмек керек", "Көмек керек"),
        ("  бір\r\nекі\rүш\t!  ", "бір\nекі\nүш !"),
        ("Зве\u0308зды и чаи\u0306", "Звёзды и чай"),
        ("a\x00b\x1b[31m", "ab[31m"),
        ("\u202eabc\u202c", "abc"),
        ("семья 👨‍👩‍👧", "семья 👨‍👩‍👧"),
        ("", Wrong("text.empty")),
        (" \n\u200e ", Wrong("text.empty")),
    ],
)
def test_free_text(typed, expected):
    assert free_text(typed) == expected


def test_text_is_measured_as_telegram_measures():
    assert utf16_length("ә🙂") == 3
    assert free_text("🙂🙂", at_most=4) == "🙂🙂"
    assert free_text("🙂🙂", at_most=3) == Wrong("text.too-long", {"at_most": 3, "length": 4})


@given(st.text(max_size=50))
def test_text_length_is_that_of_utf16(typed):
    taken = free_text(typed)
    if isinstance(taken, str):
        assert utf16_length(taken) == len(taken.encode("utf-16-le")) // 2
