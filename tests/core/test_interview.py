"""The interview as a conversation: answers, mistakes, Back, Next and the review."""

import pytest

from bot.core.interview import (
    ContactShared,
    Draft,
    LocationShared,
    PhotoShared,
    Press,
    Refused,
    Start,
    Submitted,
    Typed,
    Unusable,
    new_draft,
    step,
)
from bot.core.speech import Text
from tests.core.interviewing import HEAD, Person, child, family, rendered, reviewed, same_child, school_aid


def test_a_family_with_three_pupils_sends_its_request():
    answers = reviewed(3).submitted
    assert answers["name"] == "Айгүл Сәрсенова"
    assert answers["phone"] == "+77012345678"
    assert [block["name"] for block in answers["child"]] == ["Бала А", "Бала Б", "Бала В"]
    assert answers["child"][2] == {
        "_key": 3,
        "name": "Бала В",
        "birth_date": "2017-05-12",
        "sex": "boy",
        "grade": 3,
        "language": "kazakh",
        "school": "№ 5 мектеп",
        "needs": ["bag", "uniform", "shoes"],
        "height": 128,
        "shoe": 32,
        "colour": "navy",
    }
    assert answers["comment"] is None, "skipped is known to be skipped"


def test_three_pupils_take_at_most_46_interactions_11_of_them_typed():
    """Each needs a bag, a uniform and shoes, handed over at school; the family lives in a village."""
    village = ["=610000000", "=612000000", Typed("Ақжол ауылы")]  # a district of Turkistan region, and a village there
    events = ["=agree", "=school", "=parent", Typed("Айгүл Сәрсенова"), ContactShared("77012345678", own=True)]
    person = Person().do(*events, village[0])
    district = next(code for code in person.codes if code.startswith("="))
    village[1] = district
    events += [*village, "+large", "ok", "=5", "=3", "=3", Typed("120 мың"), "=no"]
    events += [*child("Айша"), *same_child("Али", "03.02.2015"), *same_child("Ерлан", "21.09.2013")]
    events = [("=140" if event == "=128" and place > 30 else event) for place, event in enumerate(events)]
    events += ["=any", "sk", "go"]

    person = Person()
    for event in events:
        if isinstance(event, str) and event not in person.codes:  # the sizes offered follow the age
            event = next(code for code in person.codes if code.startswith("="))
        person.do(event)
    assert isinstance(person.step.outcome, Submitted)

    language, apply = 1, 1
    pressed_before, typed_before = language + apply, 1  # /start is typed
    typed = typed_before + sum(isinstance(event, Typed) for event in events)
    assert len(events) + pressed_before + typed_before <= 46
    assert typed <= 11


def test_wrong_input_keeps_the_question_and_says_why():
    person = Person().do(*HEAD[:4]).type("12")
    assert person.draft.cursor == "phone"
    assert person.said[0] == "error-phone-too-short"


def test_a_question_may_have_its_own_words_for_an_error():
    person = Person().do(*HEAD, *family(1)).type("Айша", "12.05.2025")
    assert person.draft.cursor == "child.1.birth_date"
    assert person.said[0] == "school-aid-child-birth-date-error-date-too-young"


def test_back_keeps_the_answer_and_next_goes_on():
    person = Person().do(*HEAD).do("bk", "bk")
    assert person.draft.cursor == "place.region"
    assert "interview-your-answer" in person.said
    person.do("bk")
    assert person.draft.cursor == "phone"
    person.do("kp")
    assert person.draft.cursor == "situation", "on to the first question without an answer"


@pytest.mark.parametrize("said", ["Назад", "артқа", "АРТҚА"])
def test_a_navigation_label_may_be_typed_in_either_language(said):
    assert Person().do(*HEAD[:4]).type(said).draft.cursor == "name"


@pytest.mark.parametrize("said", ["2", "опекун", "2)", "ОПЕКУН"])
def test_a_choice_may_be_typed_as_label_or_number(said):
    person = Person().do("=agree", "=home")
    number = [option.code for option in person.screen.options].index("=guardian") + 1
    person.type(said.replace("2", str(number)))
    assert person.draft.answers["applicant"] == "guardian"


def test_consent_can_be_read_whole_and_refused():
    person = Person().do("e.consent/whole")
    assert person.said[1] == "school-aid-consent-whole"
    person.do("e.consent")
    assert person.said[1] == "school-aid-consent"
    assert isinstance(person.do("no").step.outcome, Refused)
    assert isinstance(Person().type("жоқ").step.outcome, Refused)
    assert Person().type("Иә").draft.cursor == "reach"
    assert Person().type("не знаю").said[0] == "error-consent-needed"


def test_words_of_danger_are_reported_and_still_an_answer():
    person = Person().do(*HEAD, *family(1), *child("Айша"), "=any").type("муж меня бьёт")
    assert person.step.danger
    assert person.draft.answers["comment"] == "муж меня бьёт"
    assert not person.do("bk", "bk").type("Утром").step.danger


@pytest.mark.parametrize("kind", ["voice", "sticker", "media", "album", "edited", "something new"])
def test_what_is_no_answer_loses_nothing(kind):
    person = Person().do(*HEAD[:3])
    before = person.draft
    person.do(Unusable(kind))
    assert person.draft == before
    assert person.said[0] == f"interview-not-text-{'media' if kind == 'something new' else kind}"


@pytest.mark.parametrize(
    ("event", "kind"),
    [(LocationShared(50.4, 80.2), "location"), (PhotoShared("f", "u"), "photo"), (ContactShared("7", True), "contact")],
)
def test_an_attachment_no_question_asked_for_is_answered_kindly(event, kind):
    assert Person().do(*HEAD[:3], event).said[0] == f"interview-not-text-{kind}"


def test_the_phone_screen_has_a_contact_key_and_its_keyboard_goes_away():
    person = Person().do(*HEAD[:4])
    payload = rendered(person.step.messages(1)[-1], "kk")
    assert payload["reply_markup"]["keyboard"][0][0]["request_contact"] is True
    person.do(ContactShared("77012345678", own=True))
    parting, question = person.step.messages(1)
    assert parting.remove_keys
    assert parting.paragraphs[0].id == "interview-phone-saved"
    assert "+7 701 234 56 78" in rendered(parting, "kk")["text"].replace("\u00a0", " ")
    assert question.rows


def test_a_wrong_number_leaves_the_contact_key_where_it_is():
    person = Person().do(*HEAD[:4]).type("123")
    assert len(person.step.messages(1)) == 1
    assert person.screen.asks == "contact"


def test_leaving_the_phone_screen_without_a_number_still_takes_the_keyboard_away():
    parting = Person().do(*HEAD[:4], "bk").step.parting
    assert parting is not None
    assert parting.remove_keys


def test_a_foreign_number_is_taken_with_a_note_and_a_foreign_contact_is_not():
    person = Person().do(*HEAD[:4]).do(ContactShared("79161234567", own=False))
    assert person.draft.cursor == "phone"
    assert person.said[0] == "interview-not-text-contact-foreign"
    person.type("+7 916 123-45-67")
    assert person.draft.answers["phone"] == "+79161234567"
    assert person.step.parting is not None
    assert person.step.parting.paragraphs[0].id == "interview-phone-foreign"


def test_who_writes_down_what_a_family_says_is_offered_no_key_that_shares_their_own():
    person = Person(draft=new_draft(school_aid(), dictated=True)).do(*HEAD[:4])
    assert person.draft.cursor == "phone"
    assert person.screen.asks is None
    assert "school-aid-phone-hint-dictated" in person.said
    assert "school-aid-phone-hint" not in person.said
    person.do(ContactShared("79161234567", own=False))  # from their phone book
    assert person.draft.answers["phone"] == "+79161234567"
    assert person.draft.cursor == "place.region"
    assert not any("location" in code for code in person.codes)
    kept = Draft.from_json(person.draft.to_json())
    assert kept.dictated


def test_a_correction_asks_again_only_what_it_made_impossible():
    person = reviewed(3)
    before = person.draft.answers
    person.do("e.review/edit", "e.household", "=2")
    assert person.draft.cursor == "minors", "three children do not fit a household of two"
    assert "interview-no-longer-fits" in person.said
    person.do("=2")
    assert person.draft.cursor == "children"
    person.do("=2")
    assert person.draft.cursor == "child.count"
    assert person.draft.answers["child"] == before["child"], "no child is dropped unasked"


def test_an_answer_that_is_not_asked_any_more_comes_back_with_its_question():
    person = reviewed(1)
    person.do("e.review/edit", "e.review/child.1", "e.child.1.needs", "-uniform", "-shoes", "ok")
    assert person.draft.cursor == "review"
    bag = person.submitted["child"][0]
    assert {"height", "shoe", "colour"}.isdisjoint(bag)
    person.do("e.review/edit", "e.review/child.1", "e.child.1.needs", "tg")
    assert person.draft.cursor == "review"
    assert person.submitted["child"][0]["height"] == 128


def test_call_me_needs_only_phone_and_district_and_the_full_form_keeps_all():
    person = Person().do("=agree", "=home", "=parent", "cm")
    assert person.draft.cursor == "phone"
    person.type("87012345678", "Семей")
    assert person.draft.cursor == "review"
    assert person.said[0] == "interview-review-head-call"
    assert set(person.submitted) == {"consent", "phone", "place"}
    person.do("ff")
    assert person.draft.cursor == "name"
    assert person.draft.answers["reach"] == "home"


def test_call_me_is_on_every_screen_of_the_path():
    person = Person()
    for event in [*HEAD, *family(2), *child("Айша"), *same_child("Али"), "=any", "sk"]:
        assert "cm" in person.codes, person.draft.cursor
        person.do(event)
    assert "cm" in person.codes


def test_call_me_can_be_typed_where_keys_replace_buttons():
    person = Person().do(*HEAD[:4])
    label = next(option.label for option in person.screen.buttons if option.code == "cm")
    assert isinstance(label, Text)
    assert person.type(person.world.labels(label.id, "kk")).draft.mode == "call"


def test_progress_counts_the_family_and_each_child_by_themselves():
    person = Person()
    seen, totals = [], set()
    for event in [*HEAD, *family(1), *child("Айша"), "=any"]:
        progress = next(text for text in person.screen.paragraphs if text.id == "interview-progress")
        about_child = any(text.id.startswith("interview-child") for text in person.screen.paragraphs)
        seen.append((about_child, progress.fields["step"], progress.fields["total"]))
        if not about_child:
            totals.add(progress.fields["total"])
        person.do(event)
    assert all(now <= total for _, now, total in seen)
    for part in (True, False):
        steps = [now for about_child, now, _ in seen if about_child is part]
        assert steps == sorted(steps)
    assert max(totals) - min(totals) <= 1  # only the village is added, where there is one
    last = next(text for text in person.screen.paragraphs if text.id == "interview-progress")
    assert last.fields["step"] == last.fields["total"]


def test_a_submitted_request_is_corrected_from_its_review():
    answers = reviewed(2).submitted
    person = Person(draft=new_draft(Person().programme, answers=answers, correcting=True))
    assert person.draft.cursor == "review"
    assert person.said[0] == "interview-review-head-save"
    assert "cm" not in person.codes
    person.do("e.review/edit", "e.review/child.2", "e.child.2.grade", "=4")
    assert person.submitted == {**answers, "child": [answers["child"][0], {**answers["child"][1], "grade": 4}]}


def test_a_button_that_is_not_on_the_screen_does_nothing():
    person = Person().do(*HEAD[:2])
    for code in ("=bag", "go", "ry.child.1", "add.child", "e.review", "rm.child.1", "", "=", "ci", "+large", "x" * 90):
        after = step(person.world, person.programme, person.draft, Press(code))
        assert after.draft == person.draft, code


def test_starting_again_shows_the_same_question():
    person = Person().do(*HEAD)
    shown = person.screen
    assert person.do(Start()).screen == shown


def test_a_text_where_only_buttons_are_is_answered():
    assert reviewed(1).type("рахмет").said[0] == "interview-press-a-button"
