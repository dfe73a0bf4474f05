"""Villages and schools: spellings that meet, names that may be seen, distances that point at nobody's door."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.localities import FARTHEST, Kind, common_name, key, keys, kilometres, location, rough

ANSWERS = {
    "place": {"region": "610000000", "district": "614800000", "lat": 43.3, "lon": 68.2},
    "settlement": "с. Ақсу",
    "situation": ["large"],
    "child": [
        {"_key": 1, "school": "№12 орта мектебі"},
        {"_key": 2, "school": "школа 12"},
        {"_key": 3, "school": "Гимназия 4"},
    ],
}


@pytest.mark.parametrize(
    ("kind", "spellings"),
    [
        (Kind.VILLAGE, ("Ақсу", "село Аксу", "Ақсу ауылы", "с. АКСУ", "Aqsu", " аксу ")),
        (Kind.VILLAGE, ("Қарасу", "Карасу", "п. Карасу")),
        (Kind.SCHOOL, ("№12 орта мектебі", "школа 12", "СШ № 12", "12 мектеп", "КГУ «Общеобразовательная школа № 12»")),
        (Kind.SCHOOL, ("Абай атындағы мектеп", "Абай мектебі", "школа им. Абай")),
    ],
)
def test_spellings_of_one_name_meet(kind: Kind, spellings: tuple[str, ...]) -> None:
    assert len({key(kind, spelling) for spelling in spellings}) == 1


def test_two_schools_and_two_districts_are_kept_apart() -> None:
    assert keys(ANSWERS, "614800000") == [
        (Kind.VILLAGE, "614800000:аксу"),
        (Kind.SCHOOL, "614800000:12"),
        (Kind.SCHOOL, "614800000:гимназиа 4"),
    ]
    assert not set(keys(ANSWERS, "614800000")) & set(keys(ANSWERS, "615200000"))
    assert keys(ANSWERS, None) == []
    assert keys({"settlement": "…", "child": [{"_key": 1}]}, "614800000") == []


@pytest.mark.parametrize(
    "hostile",
    [
        "Ақсу 87011234567",
        "Ақсу, 8 701 123-45-67",
        "Ақсу 12345",
        "Ақсу ٨٧٠١١",  # Arabic digits
        "Ақсу t.me/x?y=1",
        "<b>Ақсу</b>",
        "@somebody",
        "Ақсу\u202eусқА",
        "А" * 41,
        "Ақсу 💰",
    ],
)
def test_what_could_be_more_than_a_name_is_never_shown(hostile: str) -> None:
    assert common_name([hostile] * 9) is None
    assert common_name([hostile] * 9 + ["Ақсу"]) == "Ақсу"


@pytest.mark.parametrize("name", ["Ақсу", "№12 мектеп", "Школа-лицей № 145 (новая)", "ауыл «Достық», 3-бөлім", "Aqsu"])
def test_usual_names_may_be_seen(name: str) -> None:
    assert common_name([name]) == name


@given(st.floats(0, FARTHEST))
def test_a_distance_is_rounded_and_near_the_truth(km: float) -> None:
    found = rough(km)
    assert found is not None
    assert found % 5 == 0
    assert abs(found - km) <= 5


def test_a_location_beyond_every_district_says_nothing() -> None:
    assert rough(FARTHEST + 1) is None


@given(*(st.floats(-90, 90), st.floats(-180, 180)) * 2)
def test_the_way_back_is_as_long(lat: float, lon: float, other_lat: float, other_lon: float) -> None:
    there = kilometres(lat, lon, other_lat, other_lon)
    assert 0 <= there <= 20_016
    assert there == pytest.approx(kilometres(other_lat, other_lon, lat, lon), abs=1e-3)


def test_the_address_is_nearer_than_the_place() -> None:
    assert location(ANSWERS) == (43.3, 68.2)
    assert location({**ANSWERS, "address": {"text": "…", "lat": 43.5, "lon": 68.5}}) == (43.5, 68.5)
    assert location({"place": {"region": "610000000"}}) is None
