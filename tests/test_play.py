"""`asar play`: the author of a questionnaire tries it in the terminal."""

import json
from collections.abc import Mapping
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

from bot import cli
from bot.core.speech import Language
from bot.play import KEYS, Player, styled, what_to_play
from bot.problems import StartError

AUGUST = date(2026, 8, 20)
NOWHERE = Path("there-is-no-organisation.toml")

TO_SUBMIT = """
Даю согласие
1
#1
Петрова Ольга Ивановна
:contact +77010000000
Туркестанская область
район Сауран
село Старый Икан
Многодетная семья
4
2
1
150 тыс.
Нет, не получали
Миша
12 марта 2016
Мальчик
#1
На русском
школа № 3
Портфель, форма и обувь
134
36
Тёмно-синяя
В любое время
Пропустить
Отправить заявку
""".strip()


class Terminal:
    """What `Player` shows for these lines."""

    def __init__(self, *lines: str, language: Language = "ru", today: date = AUGUST) -> None:
        screen = StringIO()
        player = Player(Console(file=screen, width=300), *what_to_play(NOWHERE, None), today, language)
        self.draft = player.play(iter(lines))
        self.shown = screen.getvalue()


def answers_of(shown: str) -> Mapping[str, Any]:
    return dict(json.loads(shown[shown.index("Submitted:") + len("Submitted:") :]))


def test_a_script_walks_to_the_end_without_token_or_database(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    script = tmp_path / "lines.txt"
    script.write_text(TO_SUBMIT, "utf-8")
    told = ["play", "school_aid", "--language", "ru", "--today", "2026-08-20", "--script", str(script)]
    done = CliRunner(env={"COLUMNS": "300"}).invoke(cli.app, told)
    assert done.exit_code == 0, done.output
    answers = answers_of(done.output)
    assert answers["phone"] == "+77010000000"
    assert answers["income"] == 150_000
    assert answers["place"]["region"].startswith("61")
    assert [child["name"] for child in answers["child"]] == ["Миша"]
    assert answers["child"][0]["needs"] == ["bag", "uniform", "shoes"]
    assert list(tmp_path.iterdir()) == [script]


def test_lines_that_run_out_say_where():
    short = Terminal(*TO_SUBMIT.splitlines()[:4])
    assert short.draft.cursor == "phone"
    assert short.shown.rstrip().endswith("No more lines, at phone.")


def test_quit_stops_before_the_lines_do():
    assert Terminal(":quit", "да").draft.cursor == "consent"


def test_a_number_presses_the_button_it_stands_beside():
    there = Terminal("#1", "#3")
    assert there.draft.answers["reach"] == "centre"
    assert "  #3 🤝" in there.shown


def test_back_keeps_the_answer_and_shows_it():
    there = Terminal("да", "1", ":back")
    assert there.draft.cursor == "reach"
    assert there.draft.answers["reach"] == "school"
    assert "Ваш ответ: 🏫 Через школу" in there.shown


def test_the_language_changes_and_the_answers_stay():
    there = Terminal("да", ":lang kk", "Мектеп арқылы", ":lang de")
    assert there.draft.answers == {"consent": True, "reach": "school"}
    assert "Көмекті қалай алған ыңғайлы?" in there.shown
    assert "There is no :lang de here." in there.shown


@pytest.mark.parametrize("typed", ["#0", "#99", "#x", "#", ":nothing", ":location here there", ":contact"])
def test_what_means_nothing_changes_nothing(typed: str):
    there = Terminal("да", typed)
    assert f"There is no {typed} here." in there.shown
    assert there.draft == Terminal("да").draft


def test_json_shows_the_draft_as_it_is_stored():
    there = Terminal("да", ":json")
    shown = there.shown[there.shown.index('{\n  "programme"') : there.shown.rindex("}") + 1]
    assert json.loads(shown) == json.loads(there.draft.to_json())


def test_what_no_terminal_can_send_has_a_command():
    before = TO_SUBMIT.splitlines()[:5]
    there = Terminal(*before, ":location 51.13 71.43", ":photo")
    assert there.draft.answers["place"]["region"] == "710000000"
    assert "Фото здесь не нужно" in there.shown


@pytest.mark.parametrize(("today", "grade"), [(AUGUST, 5), (date(2024, 8, 20), 3)])
def test_the_day_is_given(today: date, grade: int):
    lines = TO_SUBMIT.splitlines()
    there = Terminal(*lines[: lines.index("12 марта 2016")], "12 марта 2016", "Мальчик", "#1", today=today)
    assert there.draft.answers["child"][0]["grade"] == grade


def test_words_of_danger_show_the_helplines_first():
    there = Terminal("да", "муж бьёт меня")
    assert there.shown.index("102") < there.shown.rindex("Вопрос 2")


def test_refusing_the_consent_ends_it_kindly():
    there = Terminal("#2", "да")
    assert "111" in there.shown
    assert there.draft.answers == {}


def test_the_keys_are_told_first():
    shown = Terminal().shown
    assert all(shown.index(key) < shown.index("#1 ") for key in KEYS)


def test_a_programme_that_does_not_exist_names_those_that_do():
    with pytest.raises(StartError, match="school_aid"):
        what_to_play(NOWHERE, None, "scool_aid")


def test_html_becomes_styled_text():
    text = styled("<b>Екі &lt;b&gt; <i>сөз</i></b> соңы")
    assert text.plain == "Екі <b> сөз соңы"
    assert [(text.plain[span.start : span.end], str(span.style)) for span in text.spans] == [
        ("Екі <b> ", "bold"),
        ("сөз", "bold italic"),
    ]
