"""Programme files: what is refused, where, and with which way out. Each little form stands beside its problem."""

import pytest

from bot.core.form import Problem, ProgrammeError, missing_texts, needed_texts, read_programme
from bot.programmes import load

HEAD = """
id = "little"
version = 1
consent = "little"
"""
CALL = """
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
BASE = HEAD + CALL
NEEDS = """
[[questions]]
id = "needs"
kind = "choices"
choices = ["bag", "shoes"]
"""
COUNT = """
[[questions]]
id = "children"
kind = "integer"
constraint = { ge = 1, le = 12 }
"""
CHILD = """
[[questions]]
id = "child"
kind = "repeat"
count = "children"
at_most = 12
title = "name"
    [[questions.questions]]
    id = "name"
    kind = "name"
"""


UNKNOWN = '{ answer = "place", unknown = true }'


def problems(text: str) -> list[Problem]:
    with pytest.raises(ProgrammeError) as caught:
        read_programme(text, "little.toml")
    assert str(caught.value)
    return list(caught.value.problems)


def question(id_: str, kind: str, more: str = "", indent: str = "[[questions]]") -> str:
    return f'\n{indent}\nid = "{id_}"\nkind = "{kind}"\n{more}\n'


def inner(id_: str, kind: str, more: str = "") -> str:
    return question(id_, kind, more, "    [[questions.questions]]")


def relevant(condition: str) -> str:
    return question("later", "text", f"at_most = 5\nrelevant = {{ {condition} }}")


def number(constraint: str, more: str = "") -> str:
    return question("n", "integer", f"constraint = {{ {constraint} }}\n{more}")


def test_a_whole_little_programme_is_read():
    programme = read_programme(BASE + NEEDS + COUNT + CHILD + inner("size", "size", 'measure = "shoe"'), "little.toml")
    assert [question.id for question in programme.questions] == [
        "consent",
        "phone",
        "place",
        "needs",
        "children",
        "child",
    ]
    assert [slot.ref for slot in programme.sections["child"].slots] == ["child/name", "child/size"]
    assert programme.sections["child"].slots[1].text == "little-child-size"


@pytest.mark.parametrize(
    ("code", "path", "text"),
    [
        ("P001", "", HEAD + "this is not TOML"),
        ("P002", "colour", HEAD + 'colour = "red"' + CALL),
        ("P002", "version", 'id = "little"\nconsent = "little"' + CALL),
        ("P002", "phone › ask", HEAD + CALL.replace('kind = "phone"', 'kind = "phone"\nask = 1')),
        ("P002", "name", BASE + question("name", "nome")),
        ("P002", "name", BASE + '\n[[questions]]\nid = "name"\n'),
        ("P002", "child › at_most", BASE + COUNT + CHILD.replace("at_most = 12", "at_most = 13")),
        ("P002", "child › size › measure", BASE + COUNT + CHILD + inner("size", "size", 'measure = "weight"')),
        ("P002", "later › relevant › is", BASE + NEEDS + relevant('answer = "needs", is = []')),
        ("P002", "later › relevant", BASE + NEEDS + relevant('answer = "needs"')),
        ("P003", "First", BASE + question("First", "name")),
        ("P003", "a" * 21, BASE + question("a" * 21, "name")),
        ("P004", "needs", BASE + NEEDS + NEEDS),
        ("P004", "needs › choices › bag", BASE + NEEDS.replace('"shoes"', '"bag"')),
        ("P004", "child › name", BASE + COUNT + CHILD + inner("name", "name")),
        ("P005", "review", BASE + question("review", "name")),
        ("P006", "phone", HEAD + question("phone", "phone", "call = true") + CALL),
        ("P006", "again", BASE + question("again", "consent")),
        ("P007", "", HEAD + CALL.replace('kind = "place"\ncall = true', 'kind = "place"')),
        ("P007", "q", BASE + question("q", "name", f"call = true\nrelevant = {UNKNOWN}")),
        ("P007", "child › phone", BASE + COUNT + CHILD + inner("phone", "phone", "call = true")),
        ("P008", "child › count", BASE + CHILD),
        ("P008", "child › count", BASE + NEEDS.replace("needs", "children") + CHILD),
        ("P009", "child › at_most", BASE + COUNT.replace("le = 12", "le = 13") + CHILD),
        ("P009", "child › at_most", BASE + COUNT.replace(", le = 12", "") + CHILD),
        ("P010", "child › title", BASE + COUNT + CHILD.replace('title = "name"', 'title = "nome"')),
        ("P010", "child › same", BASE + COUNT + CHILD.replace('title = "name"', 'title = "name"\nsame = ["school"]')),
        ("P010", "child › title", BASE + COUNT + CHILD.replace('kind = "name"', 'kind = "grade"')),
        ("P011", "grade › birth_date", BASE + NEEDS + question("grade", "grade", 'birth_date = "needs"')),
        ("P011", "n › constraint › le_answer", BASE + NEEDS + number('le_answer = "needs"')),
        ("P012", "c", BASE + question("c", "choice", f'choices = ["{"a" * 41}"]')),
        ("P013", "c › choices", BASE + question("c", "choice", "choices = []")),
        ("P013", "c › choices", BASE + question("c", "choice", f"choices = {[f'c{n}' for n in range(91)]}")),
        ("P014", "later › relevant", BASE + NEEDS + relevant('answer = "needs", has = "shoe"')),
        ("P014", "later › relevant", BASE + NEEDS + relevant('not = { answer = "needs", has_any = ["bag", "x"] }')),
        ("P014", "later › relevant", BASE + question("pram", "yes_no") + relevant('answer = "pram", is = "yes"')),
        ("P015", "n › constraint", BASE + number("ge = 5, le = 4")),
        ("P015", "n › suggest", BASE + number("le = 4", "suggest = [7]")),
        ("P015", "born › constraint", BASE + question("born", "date", "constraint = { age_ge = 9, age_le = 5 }")),
        ("P015", "n › constraint", BASE + COUNT + number('ge = 2, le_answer = "children"')),
        ("P016", "later › relevant", BASE + relevant('answer = "needs", has = "bag"') + NEEDS),
        ("P016", "later › relevant", BASE + relevant('answer = "later", is = "x"')),
        ("P016", "later › relevant", BASE + COUNT + CHILD + relevant('answer = "child/name", is = "x"')),
        ("P017", "later › relevant", BASE + relevant('any = [{ answer = "gone", is = "x" }]')),
        ("P018", "later › relevant", BASE + NEEDS + relevant('answer = "needs", ge = 1')),
        ("P018", "later › relevant", BASE + relevant('answer = "phone", is = "x"')),
        ("P019", "needs › together", BASE + NEEDS + 'together = ["bag", "coat"]'),
    ],
)  # fmt: skip
def test_problem(code, path, text):
    found = problems(text)
    assert (code, path) in [(problem.code, problem.path) for problem in found], list(map(str, found))
    assert all(problem.file == "little.toml" and problem.cause and problem.remedy for problem in found)


def test_a_problem_reads_as_place_cause_and_remedy():
    text = BASE + COUNT + CHILD + NEEDS.replace("[[questions]]", "[[questions.questions]]")
    text += inner("shoe", "size", 'measure = "shoe"\nrelevant = { answer = "child/needs", has = "shoe" }')
    assert str(problems(text)[0]) == (
        "little.toml › child › shoe › relevant\n"
        '  P014  The answer "shoe" is never given: child/needs offers bag, shoes.\n'
        "        Use one of these, or add the choice to child/needs and its texts."
    )


def test_all_problems_are_found_at_once():
    text = BASE + question("Bad", "name") + relevant('answer = "gone", is = "x"')
    assert [problem.code for problem in problems(text)] == ["P003", "P017"]


def test_every_text_of_a_question_is_needed_in_both_languages():
    programme = read_programme(BASE + NEEDS + 'alone = ["none"]\ntogether = ["bag"]', "little.toml")
    needed = {text for text, _ in needed_texts(programme)}
    assert {"little-consent", "little-consent-whole", "little-phone-short", "little-needs-shoes"} <= needed
    assert {"little-needs-none", "little-needs-together"} <= needed
    missing = missing_texts(programme, lambda language, text: (language, text) != ("kk", "little-needs-bag"))
    assert [(problem.code, problem.path) for problem in missing] == [("P020", "needs")]
    assert "little-needs-bag" in missing[0].cause
    assert "kk" in missing[0].cause


def test_loading_a_folder_names_every_broken_file(tmp_path):
    (tmp_path / "broken.toml").write_text("id = ")
    (tmp_path / "little.toml").write_text(HEAD + CALL)
    (tmp_path / "twin.toml").write_text(HEAD + CALL)
    (tmp_path / "latin.toml").write_bytes('id = "ә"'.encode("utf-16"))
    (tmp_path / "notes.txt").write_text("not a programme")
    with pytest.raises(ProgrammeError) as caught:
        load(tmp_path)
    assert [(problem.file, problem.code) for problem in caught.value.problems] == [
        ("broken.toml", "P001"),
        ("latin.toml", "P001"),
        ("twin.toml", "P004"),
    ]


def test_asars_own_programmes_are_sound():
    assert "school_aid" in load()
