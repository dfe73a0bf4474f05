"""Children: one after another, added, removed, counted."""

from bot.core.interview import Typed, with_presets
from tests.core.interviewing import HEAD, Person, child, family, rendered, reviewed, same_child


def blocks(person):
    return {block["_key"]: block for block in person.draft.answers["child"]}


def test_one_tap_gives_the_next_child_the_answers_of_the_one_before():
    person = Person().do(*HEAD, *family(2), *child("Айша")).do(*same_child("Али")[:4])
    assert person.draft.cursor == "child.2.same"
    assert "Айша" in person.text()
    person.do("same")
    assert person.draft.cursor == "child.2.height"
    assert blocks(person)[2]["colour"] == "navy"
    assert "height" not in blocks(person)[2]


def test_a_different_child_is_asked_everything_and_the_answer_may_be_typed():
    person = Person().do(*HEAD, *family(2), *child("Айша")).do(*same_child("Али")[:4])
    assert person.type("жоқ").draft.cursor == "child.2.language"
    person.do("=russian").type("Гимназия 8")
    person.do("+bag", "ok")
    assert person.draft.cursor == "call_time"


def test_what_does_not_concern_the_child_before_is_not_copied():
    """The first child needs a bag only, so a colour it once had is no answer to copy."""
    person = Person().do(*HEAD, *family(2), *child("Айша"))
    person.do(*["bk"] * 4, "-uniform", "-shoes", "ok").do(*same_child("Али")[:5])
    assert person.draft.cursor == "call_time"
    assert "colour" not in blocks(person)[2]


def test_editing_one_child_touches_no_other():
    person = reviewed(3)
    before = blocks(person)
    person.do("e.review/edit", "e.review/child.2", "e.child.2.school").type("Гимназия 8")
    assert person.draft.cursor == "review"
    after = blocks(person)
    assert after == {**before, 2: {**before[2], "school": "Гимназия 8"}}


def test_removing_one_child_asks_first_and_touches_no_other():
    person = reviewed(3)
    before = blocks(person)
    person.do("e.review/edit", "e.review/child.2", "rm.child.2", "rn")
    assert blocks(person) == before
    assert person.draft.cursor == "review"
    person.do("e.review/edit", "e.review/child.2", "rm.child.2", "ry.child.2")
    assert person.draft.cursor == "child.count"
    person.do("ci")
    assert person.draft.cursor == "review"
    assert blocks(person) == {1: before[1], 3: before[3]}
    assert person.submitted["children"] == 2
    assert "2. Бала В" in person.text()


def test_a_removed_child_can_be_replaced():
    person = reviewed(2).do("e.review/edit", "e.review/child.1", "rm.child.1", "ry.child.1", "add.child")
    assert person.draft.cursor == "child.3.name"
    person.do(*same_child("Дана"))
    assert person.draft.cursor == "review"
    assert [block["name"] for block in person.submitted["child"]] == ["Бала Б", "Дана"]


def test_an_added_child_is_counted():
    person = reviewed(2).do("e.review/edit", "e.minors", "=5", "e.review/edit", "add.child")
    assert person.draft.cursor == "child.3.name"
    person.do(*same_child("Дана"))
    assert person.draft.cursor == "child.count"
    assert "interview-count-mismatch" in person.said
    person.do("ci")
    assert person.draft.cursor == "review"
    assert person.draft.answers["children"] == 3


def test_an_added_child_left_empty_is_dropped_by_back():
    person = reviewed(2)
    before = person.draft.answers
    person.do("e.review/edit", "add.child", "bk")
    assert person.draft.cursor == "review"
    assert person.draft.answers == before


def test_a_half_filled_child_never_counts_and_can_be_removed():
    person = reviewed(2).do("e.review/edit", "add.child").type("Дана")
    person.do("bk", "bk")
    assert person.draft.cursor == "child.2.colour"
    assert "go" not in person.codes
    person.do("kp")
    assert person.draft.cursor == "child.3.birth_date"
    person.do("bk", "rm.child.3", "ry.child.3")
    assert person.draft.cursor == "review"
    assert len(person.submitted["child"]) == 2


def test_fewer_children_than_filled_are_asked_about_and_more_are_appended():
    person = reviewed(3).do("e.review/edit", "e.children", "=2")
    assert person.draft.cursor == "child.count"
    assert {"ci", "rm.child.1", "rm.child.2", "rm.child.3"} <= set(person.codes)
    person.do("rm.child.1", "ry.child.1")
    assert person.draft.cursor == "review"
    person.do("e.review/edit", "e.minors", "=5", "e.review/edit", "e.children", "=4")
    assert person.draft.cursor == "child.4.name"
    assert len(person.draft.answers["child"]) == 4


def test_fewer_children_before_any_is_filled_need_no_question():
    person = Person().do(*HEAD, *family(3)).do("bk", "bk", "bk", "=1")
    assert person.draft.cursor == "child.1.name"
    assert len(person.draft.answers["child"]) == 1


def test_the_only_child_cannot_be_removed():
    person = reviewed(1).do("e.review/edit", "e.review/child.1")
    assert "rm.child.1" not in person.codes


def test_more_children_than_the_family_has_lead_to_the_number_that_forbids_it():
    person = reviewed(2).do("e.review/edit", "add.child", *same_child("Дана"), "ci")
    assert person.draft.cursor == "children", "three of two minors"
    assert "interview-no-longer-fits" in person.said
    person.do("bk", "=3")
    assert person.draft.cursor == "review"


def test_twelve_children_fit_a_message_even_with_the_longest_answers():
    person = Person().do(*HEAD, *family(12))
    for number in range(12):
        person.type("Ж" * 79 + "а", "12.05.2017").do("=girl", "=3")
        if number:
            person.do("same", "dk", "=usual", "=32")
        else:
            person.do("=kazakh").type("№" * 120)
            person.do("+bag", "+uniform", "+shoes", "+sports", "+warm", "ok", "dk", "=usual", "=32").type("Ә" * 100)
    person.do("=any").type("Ғ" * 500)
    assert person.draft.cursor == "review"
    for language in ("kk", "ru"):
        text = rendered(person.step.messages(1)[0], language)["text"]
        assert len(text.encode("utf-16-le")) // 2 <= 4096, "even with its tags"
        assert text.count("Ж" * 29 + "…") == 12
    person.do("e.review/edit")
    assert "add.child" not in person.codes


def test_a_link_from_a_school_presets_place_and_school():
    presets = {"place": {"region": "100000000", "district": "101000000"}, "child/school": "№ 5 мектеп"}
    person = Person(presets=presets).do("=agree", "=school", "=parent").type("Айгүл Сәрсенова", "87012345678")
    assert person.draft.cursor == "situation", "the place is known"
    first = [event for event in child("Айша") if event != Typed("№ 5 мектеп")]
    person.do(*family(2), *first)
    person.do(*same_child("Али"), "=any", "sk")
    assert person.draft.cursor == "review"
    assert [block["school"] for block in person.submitted["child"]] == ["№ 5 мектеп"] * 2
    person.do("e.review/edit", "e.place.region", "=750000000")
    assert person.draft.cursor == "place.district", "what is preset can be corrected"


def test_a_link_opened_later_fills_only_what_is_not_answered():
    person = Person().do(*HEAD, *family(2)).type("Айша")
    presets = {"place": {"region": "750000000", "district": None}, "child/school": "№ 5 мектеп"}
    draft = with_presets(person.draft, presets)
    assert draft.answers["place"]["region"] == "100000000"
    assert [block.get("school") for block in draft.answers["child"]] == ["№ 5 мектеп"] * 2
