"""Kinds of question, some in little programmes of their own."""

from itertools import permutations

import pytest

from bot.core.form import Programme, read_programme
from bot.core.interview import PhotoShared, Press, Typed
from bot.core.speech import Money
from tests.core.interviewing import HEAD, Person, child, family

START = """
id = "little"
version = 1
consent = "little"
[[questions]]
id = "consent"
kind = "consent"
call = true
[[questions]]
id = "phone"
kind = "phone"
call = true
[[questions]]
id = "place"
kind = "place"
call = true
"""


def little(questions: str) -> Programme:
    return read_programme(START + questions, "little.toml")


def asked(questions: str) -> Person:
    return Person(little(questions)).do("=agree").type("87012345678", "Семей")


def test_ticks_are_idempotent_and_their_order_leaves_no_trace():
    at_needs = Person().do(*HEAD, *family(1), *child("Айша")[:6])
    drafts = set()
    for order in permutations(["+bag", "+shoes", "+shoes", "+warm", "-warm", "-warm"][:5]):
        if order.index("+warm") > order.index("-warm"):
            continue
        person = Person(draft=at_needs.draft)
        for code in order:
            person.do(Press(code))
        drafts.add(person.draft.to_json())
    assert len(drafts) == 1
    assert person.draft.revision == at_needs.draft.revision, "every quick press counts"
    assert person.do("ok").draft.answers["child"][0]["needs"] == ["bag", "shoes"]


def test_done_without_a_tick_is_answered():
    person = Person().do(*HEAD, "ok")
    assert person.said[0] == "error-choice-none"


def test_one_that_excludes_all_others_answers_at_once():
    person = Person().do(*HEAD, "+large", "+kandas", "=unsaid")
    assert person.draft.answers["situation"] == ["unsaid"]
    assert person.draft.cursor == "household"


def test_ticks_survive_back_and_are_no_answer_before_done():
    person = Person().do(*HEAD, "+large", "bk", "kp")
    assert person.draft.cursor == "situation"
    assert "-large" in person.codes


@pytest.mark.parametrize("typed", ["1, 3", "3 1", "1 и 3"])
def test_several_choices_may_be_typed_by_number(typed):
    assert Person().do(*HEAD).type(typed).draft.answers["situation"] == ["large", "single_parent"]


def test_a_typed_label_of_a_tick_answers_and_goes_on():
    person = Person().do(*HEAD, *family(1), *child("Айша")[:6])
    person.type(person.world.labels("school-aid-child-needs-shoes", "ru"))
    assert person.draft.answers["child"][0]["needs"] == ["shoes"]


def test_none_beside_another_is_not_understood_as_both():
    person = Person().do(*HEAD).type("1, 10")
    assert person.said[0] == "error-choice-several"


def test_an_answer_of_ones_own():
    person = Person().do(*HEAD, *family(1), *child("Айша")[:-1]).type("қызғылт")
    assert person.draft.answers["child"][0]["colour"] == {"other": "қызғылт"}
    assert person.draft.cursor == "call_time"


def test_a_foot_is_measured_where_the_size_is_not_known():
    person = Person().do(*HEAD, *family(1), *child("Айша")[:-2]).type("20,5 см")
    assert person.draft.answers["child"][0]["shoe"] == {"foot_mm": 205}
    assert "20,5" in person.do("bk").text()


def test_build_is_asked_only_where_the_height_is_not_known():
    person = Person().do(*HEAD, *family(1), *child("Айша")[:-3], "dk")
    assert person.draft.cursor == "child.1.build"


def test_the_grade_that_fits_comes_first():
    person = Person().do(*HEAD, *family(1)).type("Айша", "12.05.2017").do("=girl")
    assert person.codes[:3] == ["=4", "=3", "=5"]
    assert len([code for code in person.codes if code.startswith("=")]) == 12


def test_sizes_near_the_age_are_offered():
    person = Person().do(*HEAD, *family(1), *child("Айша")[:-3])
    assert [code for code in person.codes if code.startswith("=")] == ["=122", "=128", "=134", "=140", "=146"]


def test_numbers_that_do_not_fit_are_neither_offered_nor_taken():
    person = Person().do(*HEAD, "=none", "=2")
    assert [code for code in person.codes if code.startswith("=")] == ["=1", "=2"]
    assert person.type("3").said[0].endswith("error-number-more-than-answer")
    assert person.draft.cursor == "minors"


def test_money_may_be_kept_to_oneself():
    person = Person().do(*HEAD, "=none", "=3", "=1", "=1", "un")
    assert person.draft.answers["income"] == "unsaid"
    person.do("bk").type("250 мың")
    assert person.draft.answers["income"] == 250_000
    answer = person.do("bk").screen.paragraphs[-1]
    assert answer.fields["answer"] == Money(250_000)


YES_NO = """
[[questions]]
id = "pram"
kind = "yes_no"
[[questions]]
id = "colour"
kind = "text"
at_most = 20
relevant = { answer = "pram", is = true }
"""


@pytest.mark.parametrize(("said", "pram"), [("=yes", True), ("=no", False), (Typed("Ия"), True), (Typed("нет"), False)])
def test_yes_and_no(said, pram):
    person = asked(YES_NO).do(said)
    assert person.draft.answers["pram"] is pram
    assert person.draft.cursor == ("colour" if pram else "review")


PHOTO = """
[[questions]]
id = "photo"
kind = "photo"
at_most = 2
optional = true
"""


def test_photos_are_kept_by_their_ids_each_once():
    person = asked(PHOTO).do(PhotoShared("first", "1"), PhotoShared("first again", "1"))
    assert person.draft.cursor == "photo"
    assert [photo["file_id"] for photo in person.draft.answers["photo"]] == ["first again"]
    person.do(PhotoShared("second", "2"))
    assert person.draft.cursor == "review"
    person.do("bk", "cl")
    assert person.draft.cursor == "photo"
    assert "interview-your-answer" not in person.said
    assert person.type("вот").said[0] == "error-photo-needed"
    assert person.do("sk").draft.cursor == "review"


def test_one_photo_is_enough():
    assert asked(PHOTO).do(PhotoShared("first", "1"), "kp").draft.cursor == "review"


OPTIONAL = "\n".join(
    f"""
[[questions]]
id = "q{number}"
kind = "{kind}"
optional = true
{more}"""
    for number, (kind, more) in enumerate(
        [
            ("choice", 'choices = ["a", "b"]'),
            ("choices", 'choices = ["a", "b"]'),
            ("yes_no", ""),
            ("integer", ""),
            ("money", ""),
            ("text", "at_most = 10"),
            ("name", ""),
            ("date", ""),
            ("address", "at_most = 10"),
            ("grade", ""),
            ("size", 'measure = "shoe"'),
            ("photo", ""),
            ("phone", ""),
            ("place", ""),
        ]
    )
)


def test_any_question_can_be_skipped_by_button_or_word_and_is_shown_as_skipped():
    person = asked(OPTIONAL)
    for number in range(14):
        assert person.draft.cursor.partition(".")[0] == f"q{number}"
        label = person.world.labels("interview-skip", "kk")
        person.type(label) if number % 2 or person.screen.asks else person.do("sk")
    assert person.draft.cursor == "review"
    assert [person.draft.answers[f"q{number}"] for number in range(14)] == [None] * 14
    assert set(person.submitted) >= {"q0", "q13"}
