"""A button's question answered by typing: on a bad connection a message waits in the phone, a press dies."""

import pytest

from bot.core.answers import Wrong, choice, choices, yes_no

NEEDS = [
    ("bag", ["🎒 Мектеп сөмкесі керек-жарақтарымен", "🎒 Сумка с принадлежностями"]),
    ("uniform", ["👔 Мектеп формасы", "👔 Школьная форма"]),
    ("shoes", ["👟 Аяқ киім", "👟 Обувь"]),
    ("sports", ["🏃 Спорт киімі", "🏃 Спортивная форма"]),
    ("warm", ["🧥 Жылы киім", "🧥 Тёплая одежда"]),
]
SEX = [("boy", ["Ұл", "Мальчик"]), ("girl", ["Қыз", "Девочка"])]
RECEIVED = [
    ("yes", ["Биыл алдық", "Получали в этом году"]),
    ("no", ["Биыл алған жоқпыз", "Не получали в этом году"]),
]
ONLY_RECEIVED = [RECEIVED[0], ("other", ["Басқа", "Другое"])]
SIZES = [("xs", ["10", "10"]), ("s", ["1", "1"]), ("m", ["12 класс", "12 сынып"])]


@pytest.mark.parametrize(
    ("typed", "options", "expected"),
    [
        ("2", NEEDS, "uniform"),
        ("2.", NEEDS, "uniform"),
        ("2)", NEEDS, "uniform"),
        ("№2", NEEDS, "uniform"),
        ("2️⃣", NEEDS, "uniform"),
        ("２", NEEDS, "uniform"),
        ("٢", NEEDS, "uniform"),
        ("Обувь", NEEDS, "shoes"),
        ("👟 Обувь", NEEDS, "shoes"),
        ("обувь.", NEEDS, "shoes"),
        ("обуфь", NEEDS, "shoes"),
        ("аяк киим", NEEDS, "shoes"),
        ("АЯҚ КИІМ", NEEDS, "shoes"),
        ("ayaq kiim", NEEDS, "shoes"),
        ("школьная", NEEDS, "uniform"),
        ("спорт", NEEDS, "sports"),
        ("теплая одежда", NEEDS, "warm"),
        ("тепл", NEEDS, "warm"),
        ("мектеп", NEEDS, Wrong("choice.several")),
        ("ұл", SEX, "boy"),
        ("ул", SEX, "boy"),
        ("кыз", SEX, "girl"),
        ("малчик", SEX, "boy"),
        ("дев", SEX, "girl"),
        ("де", SEX, Wrong("choice.unknown", {"part": "де"})),
        ("3", SEX, Wrong("choice.unknown", {"part": "3"})),
        ("0", SEX, Wrong("choice.unknown", {"part": "0"})),
        ("1, 2", SEX, Wrong("choice.several")),
        ("", SEX, Wrong("choice.unknown", {"part": ""})),
        ("🙂", SEX, Wrong("choice.unknown", {"part": "🙂"})),
        ("не палучали в этом году", RECEIVED, "no"),
        ("неполучали в этом году", ONLY_RECEIVED, Wrong("choice.unknown", {"part": "неполучали в этом году"})),
        ("не получали в этом году", ONLY_RECEIVED, Wrong("choice.unknown", {"part": "не получали в этом году"})),
        ("получили в этом году", RECEIVED, "yes"),
        ("10", SIZES, "xs"),
        ("1", SIZES, "s"),
        ("3", SIZES, "m"),
        ("13 класс", SIZES, Wrong("choice.unknown", {"part": "13 класс"})),
    ],
)
def test_choice(typed, options, expected):
    assert choice(typed, options) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1, 3", ("bag", "shoes")),
        ("1 3 4", ("bag", "shoes", "sports")),
        ("3,1", ("bag", "shoes")),
        ("1 и 3", ("bag", "shoes")),
        ("1 және 3", ("bag", "shoes")),
        ("1;3.", ("bag", "shoes")),
        ("1+3", ("bag", "shoes")),
        ("3, 3", ("shoes",)),
        ("2", ("uniform",)),
        ("сумка и обувь", ("bag", "shoes")),
        ("сумка с принадлежностями, школьная форма", ("bag", "uniform")),
        ("аяқ киім және жылы киім", ("shoes", "warm")),
        ("обувь\nтеплая одежда", ("shoes", "warm")),
        ("Мектеп сөмкесі керек-жарақтарымен", ("bag",)),
        ("обувь, шапка", Wrong("choice.unknown", {"part": "шапка"})),
        ("1, 9", Wrong("choice.unknown", {"part": "9"})),
        ("обувь и шапка", Wrong("choice.unknown", {"part": "шапка"})),
        ("", Wrong("choice.unknown", {"part": ""})),
        (",,", Wrong("choice.unknown", {"part": ",,"})),
    ],
)
def test_choices(typed, expected):
    assert choices(typed, NEEDS) == expected


YES = ["иә", "ИӘ", "ия", "Иа", "йя", "йә", "да", "Да!", "дааа", "ага", "ok", "ОК", "окей", "әрине", "да, конечно"]
YES += ["+", "👍", "👍🏽", "1", "жарайды"]
NO = ["жоқ", "жок", "ЖОҚ", "жо", "жоғ", "жооқ", "нет", "не", "неа", "нету", "-", "–", "👎", "2", "жоқ, рахмет", "no"]


@pytest.mark.parametrize("typed", YES)
def test_yes(typed):
    assert yes_no(typed) is True


@pytest.mark.parametrize("typed", NO)
def test_no(typed):
    assert yes_no(typed) is False


@pytest.mark.parametrize("typed", ["", "да нет", "может быть", "я не знаю", "я", "білмеймін", "3", "не да", "🙂"])
def test_neither_yes_nor_no(typed):
    assert yes_no(typed) == Wrong("yes-no.unknown")
