"""One name, many keyboards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.matching import candidates, fold, likeness, place_words, plain, tidy

TRAPS = st.text("нгНГңыиіІ1lяЯsScHhŋйьъaqё -ҚқҮ\u0306\u0308", max_size=12)


@given(st.one_of(st.text(), TRAPS))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert plain(plain(text)) == plain(text)
    assert fold(plain(text)) == fold(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Кызылорда", "Қызылорда"),
        ("Кизилорда", "Қызылорда"),
        ("Qyzylorda", "Қызылорда"),
        ("қызылОРДА", "Қызылорда"),
        ("Маңгистау", "Маңғыстау"),
        ("Мангыстау", "Маңғыстау"),
        ("Mangystau", "Маңғыстау"),
        ("Озен", "Өзен"),
        ("Улытау", "Ұлытау"),
        ("Үлытау", "Ұлытау"),
        ("Ulytau", "Ұлытау"),
        ("Ūlytau", "Ұлытау"),
        ("Жетису", "Жетісу"),
        ("Жетысу", "Жетісу"),
        ("Жетiсу", "Жетісу"),  # a Latin i
        ("Жет1су", "Жетісу"),
        ("1ле", "Іле"),
        ("Jetisu", "Жетісу"),
        ("Zhetisu", "Жетісу"),
        ("Şymkent", "Шымкент"),
        ("ŞYMKENT", "Шымкент"),
        ("Shymkent", "Шымкент"),
        ("Aягoз", "Аягоз"),  # look-alikes
        ("CEMEЙ", "Семей"),
        ("Hұра", "Нұра"),
        ("Семеи\u0306", "Семей"),  # an Apple й
        ("Се\u0308мка", "Сёмка"),
        ("Ayagoz", "Аягөз"),
        ("Сатбаев", "Сәтбаев"),
        ("Сəтбаев", "Сәтбаев"),  # a Latin ə
        ("Qazyǵurt", "Қазығұрт"),
        ("Арысь", "Арыс"),
        ("Аттырау", "Атырау"),
        ("  жаңа —  өзен ", "Жаңа Өзен"),
    ],
)
def test_spellings_of_one_name_fold_alike(typed, meant):
    assert fold(typed) == fold(meant)


@pytest.mark.parametrize(("one", "other"), [("Абай", "Арай"), ("Ақсу", "Ақсай"), ("Келес", "Кеген"), ("5", "6")])
def test_different_names_stay_different(one, other):
    assert fold(one) != fold(other)


def test_plain_keeps_to_be_apart_from_to_beat():
    assert plain("быть") != plain("бить")
    assert fold("быть") == fold("бить")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("８７０１", "8701"),
        ("٣ бала", "3 бала"),
        ("1\u00a0000\u202f000", "1 000 000"),
        ("10–12 — 14−16", "10-12 - 14-16"),
        ("2️⃣", "2"),
        ("\u202e12\u200b3\ufeff", "123"),
        ("две\nстроки\t и", "две\nстроки и"),
        ("Қостанай", "Қостанай"),
        ("и\u0306", "й"),
    ],
)
def test_tidy(typed, expected):
    assert tidy(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Абай облысы", ("абаи", {"oblast"})),
        ("Абай обл.", ("абаи", {"oblast"})),
        ("область Абай", ("абаи", {"oblast"})),
        ("Абай р-н", ("абаи", {"district"})),
        ("Абай р/н", ("абаи", {"district"})),
        ("Абай ауд.", ("абаи", {"district"})),
        ("г. Абай", ("абаи", {"city"})),
        ("гор Абай", ("абаи", {"city"})),
        ("Абай қ.", ("абаи", {"city"})),
        ("Абай каласы", ("абаи", {"city"})),
        ("с. Абай", ("абаи", {"village"})),
        ("Абай кенті", ("абаи", {"village"})),
        ("пос. Абай", ("абаи", {"village"})),
        ("живу в Абае", ("абае", set())),
        ("район имени Казыбек би", ("казибек би", {"district"})),
        ("с. Жаңажол Абай ауданы", ("жанажол абаи", {"village", "district"})),
        ("город", ("город", set())),
        ("", ("", set())),
    ],
)
def test_place_words(typed, expected):
    assert place_words(typed) == expected


REGIONS = ["Қарағанды", "Қарқаралы", "Павлодар", "Семей", "Шымкент", "Алматы"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("Карагнда", "Қарағанды"), ("Семейде", "Семей"), ("Шымкенттен", "Шымкент"), ("Алматыда", "Алматы")],
)
def test_misspelt_and_declined_names_are_suggested(typed, expected):
    assert candidates(typed, REGIONS)[0] == expected


def test_suggestions_are_few_and_never_far_fetched():
    assert candidates("не знаю", REGIONS) == ()
    assert candidates("", REGIONS) == ()
    assert len(candidates("Ақтау", [f"Ақтау {number}" for number in "123456789"])) == 5


def test_a_stem_of_three_letters_is_not_enough():
    assert likeness(fold("Шет"), fold("Шетпе")) < 91 < likeness(fold("Шетп"), fold("Шетпе"))
