"""Which place a family means. Names are official ones; texts are what people write."""

import time

import pytest

from bot.core.borders import Border
from bot.core.places import by_language
from bot.data import places

PLACES = places()

ABAI, AKMOLA, AKTOBE, ALMATY_REGION, JAMBYL = "100000000", "110000000", "150000000", "190000000", "310000000"
KARAGANDA, KOSTANAY, PAVLODAR, TURKISTAN = "350000000", "390000000", "550000000", "610000000"
ASTANA, ALMATY, SHYMKENT = "710000000", "750000000", "790000000"


def codes(typed, within=None):
    return tuple(place.code for place in PLACES.find(typed, within).exact)


def suggested(typed, within=None):
    found = PLACES.find(typed, within)
    assert found.exact == ()
    return tuple(place.code for place in found.close)


def test_the_country_has_20_regions_and_228_districts():
    assert len(PLACES.regions()) == 20
    districts = [district for region in PLACES.regions() for district in PLACES.districts(region.code)]
    assert len(districts) == 228
    assert all(district.level == 2 for district in districts)
    assert [place.code for place in PLACES.regions()] == sorted(place.code for place in PLACES.regions())


def test_the_tree():
    assert PLACES.get("615500000").name("kk") == "Сауран ауданы"
    assert PLACES.get("615500000").name("ru") == "район Сауран"
    assert PLACES.region_of("615500000").code == TURKISTAN
    assert PLACES.region_of(TURKISTAN).code == TURKISTAN
    assert PLACES.get("999999999") is None
    assert PLACES.region_of("999999999") is None
    assert PLACES.districts("999999999") == ()


@pytest.mark.parametrize("inner", ["151011100", "151013100", "311011100", "311013100", "351011100", "351013100"])
def test_an_inner_district_stands_for_its_city(inner):
    assert PLACES.get(inner).kind == "city"
    assert PLACES.get(inner).code[:4] == inner[:4]
    assert PLACES.region_of(inner).code == f"{inner[:2]}0000000"


def test_alphabetical_order_follows_each_alphabet():
    kazakh = [place.name_kk for place in by_language(PLACES.regions(), "kk")]
    assert kazakh[:5] == ["Абай облысы", "Ақмола облысы", "Ақтөбе облысы", "Алматы қаласы", "Алматы облысы"]
    assert kazakh.index("Қостанай облысы") < kazakh.index("Маңғыстау облысы") < kazakh.index("Ұлытау облысы")
    assert kazakh[-2:] == ["Шығыс Қазақстан облысы", "Шымкент қаласы"]
    russian = [place.name_ru for place in by_language(PLACES.regions(), "ru")]
    assert russian[0] == "область Абай"
    assert russian.index("область Жетісу") < russian.index("Западно-Казахстанская область")


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_official_name_finds_its_place(language):
    for region in PLACES.regions():
        assert codes(region.name(language)) == (region.code,)
        for district in PLACES.districts(region.code):
            assert district.code in codes(district.name(language))
            assert codes(district.name(language), region.code) == (district.code,)
            assert codes(f"{region.name(language)}, {district.name(language)}") == (district.code,)
            assert codes(f"{district.name(language)} {region.name(language)}") == (district.code,)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Алматы", {ALMATY_REGION, ALMATY, "711110000"}),
        ("Абай", {ABAI, "103200000", "353200000", "613900000", "791110000"}),
        ("Жамбыл", {JAMBYL, "194200000", "314000000", "594600000", "311000000"}),
        ("Абай ауданы", {"103200000", "353200000", "791110000"}),
        ("Абайский район", {"103200000", "353200000", "791110000"}),
        ("Жамбылский", {"194200000", "314000000", "594600000"}),
        ("Есіл", {"114800000", "594200000", "711210000"}),
        ("Есильский р-н", {"114800000", "594200000", "711210000"}),
        ("Қостанай", {KOSTANAY, "391000000", "395400000"}),
        ("Павлодар", {PAVLODAR, "551000000", "556000000"}),
        ("Ақсу", {"333200000", "551600000"}),
        ("Балқаш", {"193600000", "351600000"}),
        ("Ақтоғай", {"353600000", "553200000"}),
        ("Нұра", {"355200000", "711510000"}),
        ("Алатау", {"191800000", "751210000"}),
        ("Жетісу", {"330000000", "751510000"}),
        ("Байқоңыр", {"431900000", "711410000"}),
        ("Маңғыстау", {"470000000", "474600000"}),
        ("Ұлытау", {"620000000", "623800000"}),
        ("Ақтөбе", {AKTOBE, "151000000"}),
        ("Атырау", {"230000000", "231000000"}),
        ("Қарағанды", {KARAGANDA, "351000000"}),
        ("Қызылорда", {"430000000", "431000000"}),
        ("Түркістан", {TURKISTAN, "611000000"}),
        ("Алматы ауданы", {"151000000", "711110000"}),
        ("Акмола", {AKMOLA, ASTANA}),
    ],
)
def test_a_name_of_several_places_always_gives_several(typed, expected):
    assert set(codes(typed)) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("г. Алматы", ALMATY),
        ("Алматы қаласы", ALMATY),
        ("город Алматы", ALMATY),
        ("Алматинская область", ALMATY_REGION),
        ("алматинской обл", ALMATY_REGION),
        ("Алматинская", ALMATY_REGION),
        ("Алматы облысында", ALMATY_REGION),
        ("обл. Абай", ABAI),
        ("Абайская область", ABAI),
        ("Ақтөбе қ.", "151000000"),
        ("Актюбинск", "151000000"),
        ("Чимкент", SHYMKENT),
        ("Шымқала", SHYMKENT),
        ("Алма-Ата", ALMATY),
        ("алма ата", ALMATY),
        ("Алмаата", ALMATY),
        ("Нур-Султан", ASTANA),
        ("ACTAHA", ASTANA),
        ("Astana", ASTANA),
        ("ВКО", "630000000"),
        ("шқо", "630000000"),
        ("ЗКО", "270000000"),
        ("БКО", "270000000"),
        ("СҚО", "590000000"),
        ("ЮКО", TURKISTAN),
        ("Капчагай", "191000000"),
        ("Усть-Каман", "631000000"),
        ("Уст Каменогорск", "631000000"),
        ("Oskemen", "631000000"),
        ("Семск", "101000000"),
        ("Семей", "101000000"),
        ("Каскелен", "195200000"),
        ("с. Каскелен", "195200000"),
        ("р-н Турара Рыскулова", "315000000"),
        ("Толе би ауданы", "615800000"),
        ("Кызыл-Орда қаласы", "431000000"),
        ("в Тараз", "311000000"),
        ("из Экибастуза", None),
        ("Зыряновск", "634800000"),
        ("Сарайшык", "711610000"),
        ("Үлкен Нарын", "636300000"),
    ],
)
def test_kind_words_old_names_and_keyboards(typed, expected):
    assert codes(typed) == ((expected,) if expected else ())


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Түркістан облысы, Сауран ауданы", "615500000"),
        ("Сауран, Туркестан", "615500000"),
        ("сауран туркестан", "615500000"),
        ("Талгарский район Алматинской области", "196200000"),
        ("Алматинская обл Талгар", "196200000"),
        ("Жамбыл ауданы (Алматы облысы)", "194200000"),
        ("Карагандинская область Абай", "353200000"),
        ("Шымкент, Абай ауданы", "791110000"),
        ("Астана, Алматы ауданы", "711110000"),
        ("Ақтөбе, Алматы ауданы", "151000000"),
        ("Караганда, район Казыбек би", "351000000"),
        ("Қазақстан, Абай облысы, Семей қаласы", "101000000"),
        ("Сауран ауданы, Қарнақ ауылы", "615500000"),
        ("село Узынагаш Жамбылский район Алматинская область", "194200000"),
        ("Алматинская область, Жамбылский район, с. Узынагаш", "194200000"),
        ("г.Алматы,Ауэзовский р-н", "751310000"),
        ("Қостанай облысы\nҚостанай ауданы", "395400000"),
    ],
)
def test_a_region_beside_the_name_decides(typed, expected):
    assert codes(typed) == (expected,)


@pytest.mark.parametrize(
    ("typed", "within", "expected"),
    [
        ("Абай", KARAGANDA, ("353200000",)),
        ("Жамбыл", ALMATY_REGION, ("194200000",)),
        ("Актобе", AKTOBE, ("151000000",)),
        ("Алматы ауданы", AKTOBE, ("151000000",)),
        ("Аксу", PAVLODAR, ("551600000",)),
        ("Павлодар", PAVLODAR, ("551000000", "556000000")),
        ("Павлодар ауданы", PAVLODAR, ("556000000",)),
        ("Түркістан облысы, Сауран ауданы", TURKISTAN, ("615500000",)),
        ("Абай", "230000000", ()),
        ("Медеу", ALMATY, ("751710000",)),
    ],
)
def test_within_a_region_a_name_means_one_of_its_districts(typed, within, expected):
    assert codes(typed, within) == expected


@pytest.mark.parametrize(
    ("typed", "within", "expected"),
    [
        ("Семейде", None, "101000000"),
        ("Шымкенттен", None, SHYMKENT),
        ("Карагнда", None, KARAGANDA),
        ("из Экибастуза", None, "552200000"),
        ("Көкше", None, "111000000"),
        ("Түркістан обл Саурон", None, "615500000"),
        ("Талгр", ALMATY_REGION, "196200000"),
        ("мкр Алгабас Алматы", None, ALMATY),
        ("Туркестанская обл Сойрамский", TURKISTAN, "615200000"),
        ("район Талдыкорган", None, "331000000"),
    ],
)
def test_a_near_miss_is_suggested_and_never_taken(typed, within, expected):
    assert expected in suggested(typed, within)


def test_a_village_is_not_taken_for_the_region_of_its_name():
    assert ABAI not in codes("Абай ауылы")
    assert codes("с. Аксу") == ()


@pytest.mark.parametrize("typed", ["", " ", "не знаю", "Москва", "12345", "🙂", ",", "область", "Казахстан"])
def test_what_is_no_place_is_not_taken(typed):
    assert codes(typed) == ()


@pytest.mark.parametrize("typed", ["а, " * 2000, "Алматы " * 20, "слово " * 8, "а," * 75, "Абай, " * 20])
def test_a_long_story_is_answered_at_once(typed):
    start = time.perf_counter()
    assert codes(typed) == ()
    assert time.perf_counter() - start < 0.2


def test_suggestions_are_at_most_five_and_stay_in_the_region():
    for typed in ("Кара", "Карак", "Жана", "Актау"):
        assert len(PLACES.find(typed).close) <= 5
    assert all(place.parent == KARAGANDA for place in PLACES.find("Талгар", KARAGANDA).close)


def test_every_place_lies_in_its_region():
    for region in PLACES.regions():
        assert PLACES.region_at(region.lat, region.lon) == region
        for district in PLACES.districts(region.code):
            assert PLACES.region_at(district.lat, district.lon) == region, district.name_ru


@pytest.mark.parametrize(
    ("lat", "lon", "expected"),
    [
        (51.13, 71.43, ASTANA),  # a hole in Akmola region
        (43.25, 76.9, ALMATY),
        (43.86, 77.06, ALMATY_REGION),
        (55.75, 37.62, None),  # Moscow
        (42.87, 74.59, None),  # Bishkek, near the border
        (0, 0, None),
        (91, 400, None),
    ],
)
def test_region_at(lat, lon, expected):
    region = PLACES.region_at(lat, lon)
    assert (region and region.code) == expected


def test_a_border_of_several_polygons_with_a_hole():
    square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)]
    hole = [(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0), (1.0, 1.0)]
    island = [(6.0, 0.0), (7.0, 0.0), (6.5, 1.0)]
    border = Border([[square, hole], [island]])
    assert border.holds(3, 3)
    assert border.holds(0.5, 6.5)
    assert not border.holds(1.5, 1.5)
    assert not border.holds(2, 5)
    assert not border.holds(0.9, 6.1)
