"""Where the family lives: by buttons, typed, by location, or known only in part."""

import pytest

from bot.core.interview import LocationShared
from tests.core.interviewing import ABAI_REGION, HEAD, SEMEY, Person


def at_place():
    return Person().do(*HEAD[:-1])


def test_region_and_district_by_buttons():
    person = at_place().do(f"={ABAI_REGION}")
    assert person.draft.cursor == "place.district"
    person.do(f"={SEMEY}")
    assert person.draft.answers["place"] == {"region": ABAI_REGION, "district": SEMEY}


@pytest.mark.parametrize("typed", ["Семей", "г. Семей", "СЕМЕЙ", "семей қаласы", "Абай облысы, Семей"])
def test_a_district_typed_at_the_first_step_settles_both(typed):
    person = at_place().type(typed)
    assert person.draft.answers["place"] == {"region": ABAI_REGION, "district": SEMEY}
    assert person.draft.cursor == "situation", "a city needs no village"


@pytest.mark.parametrize("typed", ["Алматы", "Абай", "Жамбыл", "Карагнда"])
def test_a_name_of_several_places_or_a_misspelt_one_is_asked_back(typed):
    person = at_place().type(typed)
    assert person.draft.cursor == "place.region"
    assert "interview-place-did-you-mean" in person.said
    meant = [code for code in person.codes if code.startswith("=")]
    assert 1 <= len(meant) <= 5
    chosen = meant[-1].removeprefix("=")
    person.do(meant[-1])
    assert chosen in person.draft.answers["place"].values()


def test_none_of_these_shows_the_list_again():
    person = at_place().type("Абай").do("ls")
    assert len([code for code in person.codes if code.startswith("=")]) == 20


def test_an_unknown_name_is_answered_and_the_list_stays():
    person = at_place().type("қайдан білейін")
    assert person.said[0] == "error-place-not-found"
    assert len([code for code in person.codes if code.startswith("=")]) == 20


def test_a_district_typed_at_the_second_step_may_lie_in_another_region():
    person = at_place().do("=750000000").type("Семей")
    assert person.draft.answers["place"] == {"region": "750000000"}, "not taken silently"
    person.do(f"={SEMEY}")
    assert person.draft.answers["place"] == {"region": ABAI_REGION, "district": SEMEY}


def test_the_number_of_a_button_may_be_typed():
    person = at_place()
    third = [code for code in person.codes if code.startswith("=")][2]
    assert person.type("3").draft.answers["place"]["region"] == third.removeprefix("=")


def test_a_location_gives_the_region_and_asks_the_district():
    person = at_place().do("e.place.region/location")
    assert person.screen.asks == "location"
    person.do(LocationShared(50.41, 80.23))
    assert person.draft.cursor == "place.district"
    assert person.step.parting is not None
    assert person.step.parting.paragraphs[0].id == "interview-place-found"
    person.do(f"={SEMEY}")
    assert person.draft.answers["place"] == {"region": ABAI_REGION, "district": SEMEY, "lat": 50.41, "lon": 80.23}


def test_a_wrong_location_is_corrected_by_back_and_leaves_no_trace():
    person = at_place().do(LocationShared(50.41, 80.23)).do("bk", "=750000000", "dk")
    assert person.draft.answers["place"] == {"region": "750000000", "district": None}


def test_a_location_outside_the_country_is_answered_with_the_list():
    person = at_place().do("e.place.region/location", LocationShared(55.75, 37.61))
    assert person.draft.cursor == "place.region"
    assert person.step.parting is not None
    assert person.step.parting.paragraphs[0].id == "interview-place-location-outside"


def test_back_from_the_location_key_leads_to_the_list():
    assert at_place().do("e.place.region/location", "bk").draft.cursor == "place.region"


def test_a_place_can_be_typed_while_the_location_key_is_shown():
    assert at_place().do("e.place.region/location").type("Семей").draft.cursor == "situation"


def test_without_a_district_the_village_is_asked():
    person = at_place().do(f"={ABAI_REGION}", "dk")
    assert person.draft.answers["place"] == {"region": ABAI_REGION, "district": None}
    assert person.draft.cursor == "settlement"


def test_an_address_is_typed_located_or_both():
    person = Person().do("=agree", "=home", "=parent").do(*HEAD[3:])
    assert person.draft.cursor == "address"
    person.do("e.address/location", LocationShared(50.4, 80.2))
    assert person.draft.cursor == "address"
    assert person.draft.answers["address"] == {"lat": 50.4, "lon": 80.2}
    assert "kp" in person.codes
    person.type("Абай көшесі 5")
    assert person.draft.answers["address"] == {"lat": 50.4, "lon": 80.2, "text": "Абай көшесі 5"}
    person.do("bk").type("Әуезов көшесі 7")
    assert person.draft.answers["address"] == {"text": "Әуезов көшесі 7"}, "the old location belongs to the old street"
