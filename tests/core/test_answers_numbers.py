"""Numbers and sums, in digits and words of both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answers import Wrong, integer, money
from bot.core.answers.words import spoken

KAZAKH_UNITS = ["бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"]
KAZAKH_TENS = ["он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан"]
RUSSIAN_UNITS = ["один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"]
RUSSIAN_TENS = ["двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("3", 3),
        (" 3. ", 3),
        ("３", 3),
        ("٣", 3),
        ("3️⃣", 3),
        ("3 ребёнка", 3),
        ("5 адам", 5),
        ("у меня 4 детей", 4),
        ("Менің 4 балам бар", 4),
        ("3 (три)", 3),
        ("үш", 3),
        ("уш", 3),
        ("төрт", 4),
        ("торт бала", 4),
        ("бесеу", 5),
        ("төртеуміз", 4),
        ("мама и трое детей", 3),
        ("екі бала", 2),
        ("он", 10),
        ("он екі", 12),
        ("он бір", 11),
        ("жиырма бес", 25),
        ("двое", 2),
        ("трое детей", 3),
        ("нас семеро", 7),
        ("семь", 7),
        ("двадцать один", 21),
        ("один ребенок, он в первом классе", 1),
        ("сорок", 40),
        ("сто двадцать", 120),
        ("екі жүз елу", 250),
        ("1 000", 1000),
        ("1\u00a0000", 1000),
        ("жоқ", 0),
        ("жок", 0),
        ("нет", 0),
        ("детей нет", 0),
        ("никого", 0),
        ("ноль", 0),
        ("нөл", 0),
        ("0", 0),
        ("2 сына и 1 дочь", Wrong("number.several")),
        ("3-4", Wrong("number.several")),
        ("3 4", Wrong("number.several")),
        ("один сын и две дочери", Wrong("number.several")),
        ("2 немесе үш", Wrong("number.several")),
        ("много", Wrong("number.not-a-number")),
        ("нет, не знаю", Wrong("number.not-a-number")),
        ("білмеймін", Wrong("number.not-a-number")),
        ("2,5", Wrong("number.not-a-number")),
        ("", Wrong("number.not-a-number")),
        ("🙂", Wrong("number.not-a-number")),
        ("-3", Wrong("number.too-small", {"at_least": 0})),
        ("87012345678", Wrong("number.too-big", {"at_most": 1_000_000_000})),
    ],
)
def test_integer(typed, expected):
    assert integer(typed) == expected


def test_integer_keeps_its_limits():
    assert integer("0", at_least=1, at_most=20) == Wrong("number.too-small", {"at_least": 1})
    assert integer("21", at_least=1, at_most=20) == Wrong("number.too-big", {"at_most": 20})
    assert integer("20", at_least=1, at_most=20) == 20
    assert integer("1", at_least=1, at_most=20) == 1


@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 9), st.booleans())
def test_kazakh_number_words(hundreds, tens, units, thousand):
    words = f"{KAZAKH_UNITS[hundreds - 1]} жүз {KAZAKH_TENS[tens - 1]} {KAZAKH_UNITS[units - 1]}"
    number = hundreds * 100 + tens * 10 + units
    assert spoken(words) == [number]
    assert spoken(f"{words} мың {words}") == [number * 1001]
    assert spoken(f"{words} мың") == [number * 1000]


@given(st.integers(2, 9), st.integers(1, 9))
def test_russian_number_words(tens, units):
    words = f"{RUSSIAN_TENS[tens - 2]} {RUSSIAN_UNITS[units - 1]}"
    assert spoken(words) == [tens * 10 + units]
    assert spoken(f"двести {words} тысяч сто {words}") == [(200 + tens * 10 + units) * 1000 + 100 + tens * 10 + units]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("120000", 120_000),
        ("120 000", 120_000),
        ("120 000 ₸", 120_000),
        ("120\u00a0000", 120_000),
        ("120\u202f000₸", 120_000),
        ("120.000", 120_000),
        ("120,000", 120_000),
        ("150.000 тг", 150_000),
        ("1.200.000", 1_200_000),
        ("120000тг", 120_000),
        ("120000 тенге в месяц", 120_000),
        ("120000т", 120_000),
        ("120 мың", 120_000),
        ("120 мын", 120_000),
        ("120мың теңге", 120_000),
        ("120 тыс. тг", 120_000),
        ("120 тыс тенге", 120_000),
        ("120 тысяч", 120_000),
        ("120к", 120_000),
        ("120k", 120_000),
        ("120т", 120_000),
        ("около 120 тысяч", 120_000),
        ("~120 000", 120_000),
        ("１２０ ０００", 120_000),
        ("120 000,50", 120_000),
        ("120 500 тг", 120_500),
        ("120,5 тыс", 120_500),
        ("1,2 млн", 1_200_000),
        ("1.2 миллиона", 1_200_000),
        ("2 млн 300 тыс", 2_300_000),
        ("85 мың 500 теңге", 85_500),
        ("полтора миллиона", 1_500_000),
        ("бір жарым миллион", 1_500_000),
        ("сто двадцать тысяч", 120_000),
        ("жүз жиырма мың", 120_000),
        ("екі жүз мың теңге", 200_000),
        ("двести тысяч пятьсот", 200_500),
        ("500 тг", 500),
        ("0", 0),
        ("0 тг", 0),
        ("ноль", 0),
        ("120", Wrong("money.maybe-thousands", {"guess": 120_000})),
        ("100-120", Wrong("money.range")),
        ("100–120 мың", Wrong("money.range")),
        ("100 000 - 120 000", Wrong("money.range")),
        ("от 100 до 120 тысяч", Wrong("money.range")),
        ("зарплата 90 000, пособие 30 000", Wrong("money.several")),
        ("150 тысяч тенге на семью из 5 человек", 150_000),
        ("нас трое, 150 000", 150_000),
        ("мың теңге", Wrong("money.not-a-number")),
        ("несколько тысяч", Wrong("money.not-a-number")),
        ("бірнеше мың", Wrong("money.not-a-number")),
        ("тысяча", 1_000),
        ("пол миллиона", 500_000),
        ("сто", Wrong("money.maybe-thousands", {"guess": 100_000})),
        ("жүз теңге", 100),
        ("жоқ", Wrong("money.not-a-number")),
        ("нет", Wrong("money.not-a-number")),
        ("не знаю", Wrong("money.not-a-number")),
        ("", Wrong("money.not-a-number")),
        ("₸", Wrong("money.not-a-number")),
        ("-5000", Wrong("money.too-small", {"at_least": 0})),
        ("87012345678", Wrong("money.too-big", {"at_most": 100_000_000})),
    ],
)
def test_money(typed, expected):
    assert money(typed) == expected


def test_money_keeps_its_limits():
    assert money("500 тг", at_least=1_000) == Wrong("money.too-small", {"at_least": 1_000})
    assert money("5 млн", at_most=3_000_000) == Wrong("money.too-big", {"at_most": 3_000_000})


@given(st.integers(1_000, 99_999_999))
def test_a_sum_is_read_with_any_grouping(total):
    for written in (
        str(total),
        f"{total:,}",
        f"{total:,}".replace(",", " "),
        f"{total:,}".replace(",", "\u00a0") + " ₸",
    ):
        assert money(written) == total
