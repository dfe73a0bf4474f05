"""The strict wrapper: what it says, and that every slip is an error and never a broken text."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.core.speech import Bilingual, Field, Joined, Language, Money, Phone, Text
from bot.i18n import TextError, Texts, TextsError

NBSP = "\u00a0"


@pytest.fixture
def write(tmp_path):
    """Makes the folder of texts: one ru file, and a kk file that is the same unless given."""

    def make(ru: str, kk: str | None = None, **more_ru: str) -> Path:
        for language, source in (("ru", ru), ("kk", ru if kk is None else kk)):
            (tmp_path / language).mkdir(exist_ok=True)
            (tmp_path / language / "a.ftl").write_text(source, encoding="utf-8")
        for name, source in more_ru.items():
            (tmp_path / "ru" / f"{name}.ftl").write_text(source, encoding="utf-8")
        return tmp_path

    return make


CLAIMED = """
claimed = { $count ->
    [0] Заявок нет.
    [one] { $count } заявка: { $what }.
    [few] { $count } заявки: { $what }.
   *[many] { $count } заявок: { $what }.
}
"""


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "Заявок нет."), (1, "1 заявка: сумка."), (3, "3 заявки: сумка."), (11, "11 заявок: сумка.")],
)
def test_a_number_chooses_the_plural_form_and_is_shown(write, count, said):
    assert Texts(write(CLAIMED)).say(Text("claimed", {"count": count, "what": "сумка"}), "ru") == said


def test_a_number_that_only_one_language_needs_for_its_plural_is_shown_in_the_other(write):
    texts = Texts(write(CLAIMED, "claimed = { $count } өтінім: { $what }."))
    assert texts.say(Text("claimed", {"count": 21, "what": "сөмке"}), "kk") == "21 өтінім: сөмке."
    assert texts.say(Text("claimed", {"count": 21, "what": "сумка"}), "ru") == "21 заявка: сумка."


def test_a_word_chooses_a_variant(write):
    texts = Texts(write("way = { $how ->\n    [home] на дом\n   *[school] через школу\n}"))
    assert [texts.say(Text("way", {"how": how}), "ru") for how in ("home", "school")] == ["на дом", "через школу"]


def test_one_full_stop_ends_an_abbreviation_and_the_sentence(write):
    texts = Texts(write("until = Можно до { $day }. Потом нельзя.\nquote = Он пишет: { $words }…\nend = До { $day }."))
    day = date(2026, 9, 1)
    assert texts.say(Text("until", {"day": day}), "ru") == "Можно до 1 сентября 2026 г. Потом нельзя."
    assert texts.say(Text("end", {"day": day}), "ru") == "До 1 сентября 2026 г."
    assert texts.say(Text("end", {"day": day}), "kk") == "До 2026 ж. 1 қыркүйек."
    assert texts.say(Text("quote", {"words": "да."}), "ru") == "Он пишет: да.…"


AT = datetime(2026, 8, 31, 20, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "kk", "ru"),
    [
        ("1047-3", "1047-3", "1047-3"),
        (9999, "9999", "9999"),
        (180_000, f"180{NBSP}000", f"180{NBSP}000"),
        (Money(50_851), f"50{NBSP}851{NBSP}₸", f"50{NBSP}851{NBSP}₸"),
        (Money(850), f"850{NBSP}₸", f"850{NBSP}₸"),
        (Phone("+77012345678"), "+7 701 234 56 78", "+7 701 234 56 78"),
        (Phone("+996700123456"), "+996 700 123 456", "+996 700 123 456"),
        (date(2026, 9, 1), "2026 ж. 1 қыркүйек", "1 сентября 2026 г."),
        (AT, "2026 ж. 1 қыркүйек, 01:05", "1 сентября 2026 г., 01:05"),
        (Bilingual("Орал", "Уральск"), "Орал", "Уральск"),
        (Joined((Text("bag"), Money(5), "x"), "; "), f"сөмке; 5{NBSP}₸; x", f"портфель; 5{NBSP}₸; x"),
        (Joined(()), "", ""),
    ],
)
def test_fields_are_shown_as_people_of_the_language_write_them(write, field: Field, kk: str, ru: str):
    texts = Texts(write("bag = портфель\nit = { $it }", "bag = сөмке\nit = { $it }"))
    assert texts.say(Text("it", {"it": field}), "kk") == texts.plain(field, "kk") == kk
    assert texts.say(Text("it", {"it": field}), "ru") == texts.plain(field, "ru") == ru


def test_words_of_people_are_escaped_everywhere_but_our_tags_stay(write):
    texts = Texts(write("line = <b>{ $name }</b>"))
    evil = Text("line", {"name": Joined(("<i>&", Text("line", {"name": Bilingual("<", "<")})))})
    assert texts.say(evil, "ru") == "<b>&lt;i&gt;&amp;, <b>&lt;</b></b>"


def test_labels_are_bare_text(write):
    texts = Texts(write("child = 👧 { $name }\nback = Назад"))
    assert texts.plain(Text("child", {"name": "<Аня & К>"}), "ru") == "👧 <Аня & К>"
    assert texts.label("back", "ru") == "Назад"


def test_a_field_longer_than_fluent_allows_is_shown_whole(write):
    story = "ә" * 4000
    assert Texts(write("story = { $words }")).say(Text("story", {"words": story}), "kk") == story


def test_a_field_that_looks_like_fluent_is_only_words(write):
    texts = Texts(write("it = { $it }!\nother = нет"))
    assert texts.say(Text("it", {"it": "{ other } { $it }"}), "ru") == "{ other } { $it }!"


def test_fields_of_texts_referred_to_count(write):
    texts = Texts(write("a = Вот: { b }\nb = <b>{ $name }</b>"))
    assert texts.fields("ru", "a") == {"name"}
    assert texts.say(Text("a", {"name": "Аня"}), "ru") == "Вот: <b>Аня</b>"


def test_what_there_is(write):
    texts = Texts(write("a = один\nb = два", "a = бір"))
    assert (texts.has("ru", "b"), texts.has("kk", "b")) == (True, False)
    assert (texts.ids("kk"), texts.ids("ru")) == ({"a"}, {"a", "b"})
    assert [(problem.file, problem.place) for problem in texts.differences()] == [("locales/kk", "b")]


def test_a_field_cannot_be_a_number_in_one_language_and_a_word_in_the_other(write):
    ru, kk = "a = { $n ->\n    [one] x\n   *[many] y\n}", "a = { $n ->\n    [school] x\n   *[home] y\n}"
    (problem,) = Texts(write(ru, kk)).differences()
    assert problem.place == "a"
    assert "$n" in problem.cause


def test_a_field_that_one_language_does_not_use_may_be_given(write):
    texts = Texts(write("a = { $name }: { $sex }", "a = { $name }"))
    assert texts.say(Text("a", {"name": "Аня", "sex": "қыз"}), "kk") == "Аня"


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (Text("none"), "no text 'none'"),
        (Text("none", {"n": 1}), "no text 'none'"),
        (Text("named"), r"lacks the fields \['name'\]"),
        (Text("named", {"nam": "Аня"}), r"lacks the fields \['name'\]"),
        (Text("named", {"name": "Аня", "age": 7}), r"does not use the fields \['age'\]"),
        (Text("bare", {"name": "Аня"}), r"does not use the fields \['name'\]"),
        (Text("counted", {"n": "5"}), r"\$n chooses a plural form"),
        (Text("counted", {"n": True}), r"\$n chooses a plural form"),
        (Text("way", {"how": 5}), r"\$how chooses a variant"),
        (Text("named", {"name": True}), "yes or no"),
        (Text("named", {"name": None}), "NoneType"),  # type: ignore[dict-item]
        (Text("named", {"name": Text("none")}), "no text 'none'"),
        (Text("named", {"name": Text("named")}), "lacks the fields"),
        (Text("named", {"name": datetime(2026, 9, 1)}), "UTC"),  # noqa: DTZ001
        (Text("named", {"name": Phone("701")}), "E.164"),
    ],
)
def test_a_text_that_does_not_fit_its_fields_is_never_said(write, text: Text, cause: str, language: Language):
    source = """
bare = слова
named = { $name }
counted = { $n ->
    [one] один
   *[many] много
}
way = { $how ->
    [home] домой
   *[school] в школу
}
"""
    texts = Texts(write(source))
    for _ in range(2):  # the second time from memory
        with pytest.raises(TextError, match=cause):
            texts.say(text, language)


def test_errors_do_not_repeat_what_people_wrote(write):
    with pytest.raises(TextError) as caught:
        Texts(write("a = слова")).say(Text("a", {"phone": "+77012345678"}), "ru")
    assert "701" not in str(caught.value)


@pytest.mark.parametrize(
    ("source", "place", "cause"),
    [
        ("a = слова\n\nb = { $name", "line 3", "E0003"),
        ("a = слова\na = слова", "a", "exists already, in ru/a.ftl"),
        ("a = { b }", "a", "refers to b"),
        ("a = { b }\nb = { a }", "a", "refers to itself"),
        ("a =\n    .title = слова", "a", "no words"),
        ("a = слова\n    .title = слова", "a", "the attribute .title"),
        ("-name = Асар\na = слова", "-name", "Terms are not used"),
        ("a = { NUMBER($n) }", "a", "the function NUMBER"),
        ("", "*.ftl", "no texts"),
    ],
)
def test_a_broken_file_is_refused_with_place_cause_and_remedy(write, source: str, place: str, cause: str):
    folder = write(source or "a = слова", "a = сөз")
    if not source:
        (folder / "ru" / "a.ftl").unlink()
    with pytest.raises(TextsError) as caught:
        Texts(folder)
    problem = caught.value.problems[0]
    assert problem.place == place
    assert cause in problem.cause
    assert problem.remedy
    assert str(problem) in str(caught.value)


def test_a_text_may_not_be_in_two_files(write):
    with pytest.raises(TextsError) as caught:
        Texts(write("a = слова", b="a = слова"))
    assert [(problem.file, problem.place) for problem in caught.value.problems] == [("ru/b.ftl", "a")]


def test_all_problems_are_told_at_once(write):
    with pytest.raises(TextsError) as caught:
        Texts(write("a = { b }\nc = { d }"))
    assert len(caught.value.problems) == 4
