"""Phones, accounts and links that people write into letters, in every shape they think of."""

import pytest

from bot.core.masking import HIDDEN, mask


@pytest.mark.parametrize(
    "secret",
    [
        "8 701 234 56 78",
        "87012345678",
        "+7 (701) 234-56-78",
        "8-7o1-234-56-78",
        "7 0 1 2 3 4 5 6 7 8",
        "8.7.0.1.2.3.4.5.6.7.8",
        "@aigul_k",
        "@aigul.beauty",
        "t.me/aigul",
        "https://t.me/+AbCdEf",
        "telegram.me/aigul",
        "wa.me/77012345678",
        "https://api.whatsapp.com/send?phone=77012345678",
        "tg://resolve?domain=aigul",
        "instagram.com/aigul",
        "aigul.k@mail.kz",
        "4400 4301 2345 6789",
        "4400430123456789",
        "900101300123",
    ],
)
@pytest.mark.parametrize("around", ["{}", "Пишите: {} вечером", "Маған жазыңыз {}, күтемін"])
def test_a_way_past_asar_is_taken_out_and_the_rest_stays(secret: str, around: str) -> None:
    assert mask(around.format(secret)) == (around.format(HIDDEN), True)


@pytest.mark.parametrize(
    "words",
    [
        "Куртка 128, обувь 33, 12 000 ₸",
        "рост 122 128 134 140",
        "25.11.2026 в 15:30, ул. Абая 15, кв. 120",
        "Заявка № 100047-3",
        "Балалар 2014, 2015, 2016 жылы туған",
        "https://2gis.kz/almaty/firm/70000001",
        "Позвоните 102 или 111",
        "",
    ],
)
def test_sizes_dates_prices_and_helplines_stay(words: str) -> None:
    assert mask(words) == (words, False)


def test_invisible_letters_do_not_hide_a_phone() -> None:
    assert mask("8701\u200b234\u200b5678") == (HIDDEN, True)


def test_several_are_each_taken_out() -> None:
    assert mask("+77012345678 / @aigul, t.me/aigul") == (f"{HIDDEN} / {HIDDEN}, {HIDDEN}", True)
