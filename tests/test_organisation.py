"""organisation.toml: who runs the bot, and the seasons."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.cli import run
from bot.core.deadlines import Deadlines
from bot.core.speech import Bilingual
from bot.organisation import OrganisationError, Season, check_digit, load_organisation
from bot.problems import StartError

REGIONS = ("610000000", "790000000")
EXAMPLE = Path(__file__).parent.parent / "docs" / "organisation.example.toml"


def problems(tmp_path: Path, old: str, new: str, programmes: tuple[str, ...] = ("school_aid",)) -> list[str]:
    """What is said about the example with `old` replaced by `new`."""
    text = EXAMPLE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "organisation.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(OrganisationError) as caught:
        load_organisation(path, programmes, REGIONS)
    return [str(each).replace(f"{tmp_path}/", "") for each in caught.value.problems]


def test_the_example_is_whole_and_openly_invented():
    organisation = load_organisation(EXAMPLE, ["school_aid"])
    assert organisation.is_invented
    assert organisation.operator.name == Bilingual(
        kk="«Үлгі» қоры (ойдан шығарылған)", ru="Фонд «Пример» (вымышленный)"
    )
    assert organisation.operator.contact.phone == "+77172000000"
    assert organisation.data.retention_days == 90
    assert organisation.seasons["school_aid"].opens == date(2026, 8, 1)


def test_a_bin_with_a_month_is_not_taken_for_invented(tmp_path: Path):
    path = tmp_path / "organisation.toml"
    body = "99124000000"
    path.write_text(EXAMPLE.read_text(encoding="utf-8").replace("999940123452", f"{body}{check_digit(body)}"), "utf-8")
    assert not load_organisation(path).is_invented


@pytest.mark.parametrize(
    ("old", "new", "place", "cause"),
    [
        ("bin =", "bim =", "operator › bin", "Field required."),
        ('"999940123452"', "999940123452", "operator › bin", "valid string"),
        ("999940123452", "99994012345", "operator › bin", "A BIN has 12 digits."),
        ("999940123452", "999940123453", "operator › bin", "one of them is mistyped"),
        ("999940123452", "950101500019", "operator › bin", "looks like the IIN of a person"),
        ("+7 717 200 00 00", "call us", "operator › contact › phone", "This is not a phone number."),
        ("+7 717 200 00 00", "+7 000 000 00 00", "operator › contact › phone", "There is no such phone number."),
        ("asar@example.org", "asar", "operator › contact › email", "This is not an e-mail address."),
        (', ru = "Фонд «Пример» (вымышленный)"', "", "operator › name › ru", "required"),
        ('ru = "Фонд «Пример» (вымышленный)"', 'ru = " "', "operator › name", "There are no words in it."),
        ('{ kk = "«Үлгі»', '{ en = "Example", kk = "«Үлгі»', "operator › name › en", "nexpected"),
        ("retention_days = 90", "retention_days = 0", "data › retention_days", "greater than or equal to 1"),
        ("retention_days = 90", 'retention = "long"', "data › retention", "not permitted"),
        ("closes = 2026-09-30", "", "seasons › school_aid", "Opens or closes is missing."),
        ("closes = 2026-09-30", "closes = 2026-07-30", "seasons › school_aid", "It closes before it opens."),
        ("closes = 2026-09-30", 'closes = "autumn"', "seasons › school_aid › closes", "date"),
        ("closes = 2026-09-30", "year_round = true", "seasons › school_aid", "It is year_round and has dates."),
        ("idle_days = 3", "idle_days = 0", "deadlines › idle_days", "greater than or equal to 1"),
        ("idle_days = 3", "idle_hours = 72", "deadlines › idle_hours", "not permitted"),
        ("[2, 3, 4]", "[2, 3]", "deadlines › confirm_days › 2", "required"),
        ("district_hours = 24", 'district_hours = "soon"', "deadlines › district_hours", "integer"),
        ('["790000000"]', '["791000000"]', "neighbours › 610000000 › 0", "A region has the code of its KATO"),
        ('["790000000"]', '["780000000"]', "neighbours › 610000000", "There is no region 780000000."),
        ('["790000000"]', '["610000000"]', "neighbours › 610000000", "It is its own neighbour."),
        ("[seasons.school_aid]", "[seasons.scool_aid]", "seasons › scool_aid", "There is no such programme."),
        ("[operator]", "[operator", "organisation.toml", "line 5"),
    ],
)
def test_a_wrong_line_is_told_with_place_cause_and_remedy(tmp_path: Path, old: str, new: str, place: str, cause: str):
    first, second, remedy = next(each for each in problems(tmp_path, old, new) if cause in each).split("\n")
    assert first == (place if place == "organisation.toml" else f"organisation.toml › {place}")
    assert cause in second
    assert remedy.strip()


def test_the_example_shows_the_default_of_every_deadline():
    assert load_organisation(EXAMPLE).deadlines == Deadlines()
    written = EXAMPLE.read_text(encoding="utf-8").partition("[deadlines]")[2].partition("\n[")[0]
    assert set(re.findall(r"^(\w+) =", written, re.MULTILINE)) == set(Deadlines.model_fields)


def test_deadlines_are_data(tmp_path: Path):
    path = tmp_path / "organisation.toml"
    text = EXAMPLE.read_text(encoding="utf-8").replace("idle_days = 3", "idle_days = 5")
    path.write_text(text.replace("confirm_days = [2, 3, 4]", "confirm_days = [1, 1, 7]"), "utf-8")
    deadlines = load_organisation(path).deadlines
    assert deadlines.idle == (timedelta(days=5), timedelta(days=2))
    assert deadlines.confirm == (timedelta(days=1), timedelta(days=1), timedelta(days=7))


def test_every_programme_has_its_season(tmp_path: Path):
    [said] = problems(tmp_path, "Астана", "Астана", ("school_aid", "winter"))
    assert "The programme winter has no season." in said
    assert "[seasons.winter]" in said


def test_somebody_can_be_reached(tmp_path: Path):
    text = EXAMPLE.read_text(encoding="utf-8")
    lines = "\n".join(line for line in text.splitlines() if line.startswith(("phone", "email")))
    [said] = problems(tmp_path, lines, "")
    assert said.startswith("organisation.toml › operator › contact\n")


def test_a_missing_file_says_how_to_begin(tmp_path: Path):
    with pytest.raises(OrganisationError, match=r"cp docs/organisation\.example\.toml"):
        load_organisation(tmp_path / "organisation.toml")


def test_a_file_in_another_encoding_is_told(tmp_path: Path):
    path = tmp_path / "organisation.toml"
    path.write_bytes("Қор".encode("cp1251", errors="replace") + b"\xff")
    with pytest.raises(OrganisationError, match="UTF-8"):
        load_organisation(path)


def test_a_season_includes_both_its_days():
    season = Season(opens=date(2026, 8, 1), closes=date(2026, 9, 30))
    days = [date(2026, 7, 31), date(2026, 8, 1), date(2026, 9, 30), date(2026, 10, 1)]
    assert [season.is_open(day) for day in days] == [False, True, True, False]
    assert Season(year_round=True).is_open(date(2026, 1, 1))


@pytest.mark.parametrize(
    ("number", "rounds"), [("950101500019", 1), ("950101501804", 2), ("970308600510", 2), ("990630600019", 1)]
)
def test_the_check_digit_in_one_round_or_two(number: str, rounds: int):
    assert check_digit(number[:11]) == int(number[11])
    assert (sum(place * int(digit) for place, digit in enumerate(number[:11], 1)) % 11 == 10) == (rounds == 2)


@pytest.mark.parametrize("body", ["95010150183", "99063060182", "92090150034", "97030860056"])
def test_some_numbers_are_never_issued(body: str):
    assert check_digit(body) is None


def test_an_invented_organisation_serves_no_real_people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "BOT_TOKEN": "424242:TestsOnlyTestsOnlyTestsOnlyTestsOnly",
        "ADMIN_IDS": "1",
        "ORGANISATION": str(EXAMPLE),
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("TELEGRAM_API_URL", raising=False)
    with pytest.raises(StartError, match="invented"):
        run(unpaced=False)
