"""The benchmarks run and count right; how fast anything is depends on the machine and is no test."""

from pathlib import Path

import pytest

from benchmarks import desk, interview


async def test_both_bots_answer_everything_they_are_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asar, echo = await interview.measure(people=2, rounds=1, folder=tmp_path)
    assert asar.turns[0].updates == echo.turns[0].updates > 60
    assert all(turn.seconds > 0 and turn.bot_cpu > 0 for who in (asar, echo) for turn in who.turns)
    pressed = echo.calls()["editMessageText"]
    assert echo.calls()["answerCallbackQuery"] == asar.calls()["answerCallbackQuery"] == pressed
    assert pressed + echo.calls()["sendMessage"] == pytest.approx(1)  # as many screens as updates
    assert asar.calls()["editMessageText"] + asar.calls()["sendMessage"] >= 1
    interview.report(asar, echo)
    assert "Asar : echo = " in capsys.readouterr().out


async def test_everything_that_the_team_opens_is_there_in_each_region(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = [tmp_path / "small", tmp_path / "large"]
    for folder in folders:
        folder.mkdir()
    places = await desk.measure([70, 600], 1, folders)
    assert [len(place.took) for place in places] == [len(desk.ACTS)] * 2
    for place in places:
        assert place.said >= len(desk.ACTS)
    desk.report(places)
    assert "| /queue |" in capsys.readouterr().out
