"""«Мектепке жол!»: every path of the real programme, walked in both languages."""

from itertools import combinations, product

import pytest

from bot.core.form import missing_texts
from bot.core.form_model import Choice, Choices, Section
from bot.core.interview import Typed
from bot.core.interview.texts import PHRASES
from bot.core.speech import LANGUAGES
from tests.core.interviewing import HEAD, Person, child, family, school_aid, texts

ALL = [*HEAD, *family(1), *child("Айша"), "=any", "sk"]


def slots():
    for part in school_aid().outline:
        yield from part.slots if isinstance(part, Section) else (part,)


def test_every_text_it_needs_exists_in_both_languages():
    assert missing_texts(school_aid(), texts().has) == ()


def test_every_text_of_the_interview_exists_with_exactly_its_fields():
    for phrase in PHRASES:
        for language in LANGUAGES:
            assert texts().fields(language, phrase.id) <= set(phrase.fields), phrase.id
        assert set(phrase.fields) == texts().fields("kk", phrase.id) | texts().fields("ru", phrase.id), phrase.id


def reach(question: str, events=ALL) -> Person:
    """A person at the first time this question is asked."""
    person = Person()
    for event in events:
        if person.draft.cursor.split("/")[0].rpartition(".")[2] == question or person.draft.cursor == question:
            return person
        person.do(event)
    raise AssertionError(f"{question} is never asked")


CHOICES = [
    (slot.question.id, choice)
    for slot in slots()
    if isinstance(slot.question, Choice | Choices)
    for choice in (*slot.question.choices, *getattr(slot.question, "alone", ()))
]


def finish(person: Person) -> Person:
    """Answer whatever is asked until the review."""
    for _ in range(60):
        if person.draft.cursor == "review":
            return person
        answer(person)
    raise AssertionError(f"never ends: {person.draft.cursor}")


@pytest.mark.parametrize(("question", "choice"), CHOICES)
def test_every_choice_leads_to_a_request(question, choice):
    events = ALL if question != "build" else [event if event != "=128" else "dk" for event in ALL]
    person = reach(question, events)
    if f"+{choice}" in person.codes:
        person.do(f"+{choice}", "ok")
    else:
        person.do(f"={choice}")
    answers = finish(person).submitted
    found = answers.get(question, answers["child"][0].get(question))
    assert found == choice or found == [choice]


NEEDS = ["bag", "uniform", "shoes", "sports", "warm"]
SUBSETS = [subset for size in range(1, 6) for subset in combinations(NEEDS, size)]


@pytest.mark.parametrize("needs", SUBSETS, ids="-".join)
@pytest.mark.parametrize("height", ["known", "unknown"])
def test_what_is_asked_about_a_child_follows_from_its_needs(needs, height):
    person = reach("needs").do(*(f"+{need}" for need in needs), "ok")
    asked = []
    while person.draft.cursor.startswith("child"):
        asked.append(person.draft.cursor.rpartition(".")[2])
        unknown = asked[-1] == "height" and height == "unknown"
        person.do("dk" if unknown else next(code for code in person.codes if code.startswith("=")))
    clothes = not {"uniform", "sports", "warm"}.isdisjoint(needs)
    expected = {
        "height": clothes,
        "build": clothes and height == "unknown",
        "shoe": "shoes" in needs,
        "colour": "uniform" in needs,
    }
    assert asked == [question for question, wanted in expected.items() if wanted]
    assert set(finish(person).submitted["child"][0]) >= set(asked)


PLACES = {"city": "Семей", "district": "Абай ауданы, Абай облысы", "unknown": None}


@pytest.mark.parametrize(("way", "place"), list(product(["school", "home", "centre"], PLACES)))
def test_a_village_is_asked_outside_cities_and_a_street_only_for_home(way, place):
    person = Person().do("=agree", f"={way}", "=parent", *HEAD[3:5])
    person.do("=100000000", "dk") if place == "unknown" else person.type(PLACES[place])
    asked = []
    while person.draft.cursor != "situation":
        asked.append(person.draft.cursor)
        person.type("Ақжол")
    assert asked == ["settlement"] * (place != "city") + ["address"] * (way == "home")
    finish(person)


def test_every_question_of_the_programme_is_reachable():
    seen = set()
    for way, height in product(["home", "school"], ["=128", "dk"]):
        person = Person().do("=agree", f"={way}", "=parent", *HEAD[3:5], "=100000000", "dk")
        while person.draft.cursor != "review":
            seen.add(person.draft.cursor.removesuffix(".region").rpartition(".")[2])
            at_height = person.draft.cursor.endswith("height")
            person.do(height) if at_height and height in person.codes else answer(person)
    seen |= {"consent", "reach", "applicant", "name", "phone", "place"}
    assert {slot.question.id for slot in slots()} <= seen


def answer(person: Person) -> None:
    """Any answer to the question shown."""
    typed = {"name": "Айша", "birth_date": "12.05.2017", "school": "№ 5", "settlement": "Ақжол", "address": "Абай 5"}
    typed["phone"] = "87012345678"
    question = person.draft.cursor.rpartition(".")[2]
    codes = [code for code in person.codes if code.startswith("=") or code in {"tg", "sk", "un"}]
    person.do(Typed(typed[question]) if question in typed else codes[0])


@pytest.mark.parametrize(
    ("question", "typed"),
    [("name", "87012345678"), ("phone", "жоқ"), ("situation", "шапка"), ("household", "много"), ("minors", "9 не 10"),
     ("income", "100-120"), ("birth_date", "вчера"), ("sex", "7"), ("grade", "15"), ("needs", "9"), ("height", "500"),
     ("shoe", "большой"), ("colour", "😀"), ("call_time", "9"), ("comment", "ж" * 501), ("school", "№" * 121)],
)  # fmt: skip
def test_a_wrong_answer_has_a_text_in_both_languages_and_keeps_the_question(question, typed):
    person = reach(question)
    before = person.draft
    person.type(typed)
    assert person.draft == before
    assert "error-" in person.said[0]
