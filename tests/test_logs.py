"""The token is in no log, at any level, whatever way it came in."""

import io
import json
import logging
import subprocess
import sys
import warnings
from collections.abc import Iterator

import pytest

from bot import logs

TOKEN = "110201543:AAinventedForTheTestsOfAsar_00000-00"
FOREIGN = "220302654:BBanotherInventedTokenOfNobody_11-11"


@pytest.fixture(autouse=True)
def undo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in logs.TALKATIVE}
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    yield
    logging.captureWarnings(False)
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


@pytest.fixture(params=["text", "json"])
def sink(request: pytest.FixtureRequest) -> io.StringIO:
    stream = io.StringIO()
    logs.set_up("DEBUG", request.param, [TOKEN], stream)
    return stream


class Talkative:
    """An object whose description holds the token, as python-telegram-bot's Bot does."""

    def __repr__(self) -> str:
        return f"Bot[{TOKEN}]"


class Broken:
    """An object that cannot even be described."""

    def __str__(self) -> str:
        raise RuntimeError(TOKEN)


def chained() -> None:
    try:
        try:
            raise ConnectionError(f"POST https://api.telegram.org/bot{TOKEN}/getMe")
        except ConnectionError as error:
            raise ValueError(f"The token `{TOKEN}` was rejected") from error
    except ValueError as error:
        error.add_note(f"while asking {TOKEN}")
        raise ExceptionGroup("loops", [error]) from None


def logged(way: str) -> None:
    log = logging.getLogger("bot.test")
    match way:
        case "message":
            log.debug("bot%s" % TOKEN)  # noqa: UP031
        case "args":
            log.debug("calling %s", f"/bot{TOKEN}/sendMessage")
        case "mapping":
            log.debug("calling %(url)s", {"url": f"/bot{TOKEN}/sendMessage"})
        case "object":
            log.debug("with %r", Talkative())
        case "quoted":
            log.debug("calling %s", f"/bot{TOKEN.replace(':', '%3A')}/sendMessage")
        case "secret half":
            log.debug("its secret is %s", TOKEN.partition(":")[2])
        case "foreign":
            log.debug("calling %s", f"/bot{FOREIGN}/sendMessage")
        case "exception":
            try:
                chained()
            except ExceptionGroup:
                log.exception("failed")
        case "stack":
            log.debug("here", stack_info=True, extra={"stack_info_token": TOKEN})
        case "wrong args":
            log.debug("no place for it", TOKEN)
        case "broken object":
            log.debug("with %s and %s", Broken(), TOKEN)
        case "warning":
            warnings.warn(f"old call of {TOKEN}", UserWarning, stacklevel=1)
        case "last words":
            try:
                chained()
            except ExceptionGroup as error:
                sys.excepthook(type(error), error, error.__traceback__)


@pytest.mark.parametrize(
    "way",
    [
        *("message", "args", "mapping", "object", "quoted", "secret half", "foreign", "exception", "stack"),
        *("wrong args", "broken object", "warning", "last words"),
    ],
)
def test_the_token_is_never_written(sink: io.StringIO, capfd: pytest.CaptureFixture[str], way: str):
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        logged(way)
    written = sink.getvalue() + "".join(capfd.readouterr())
    assert written
    for secret in (TOKEN, TOKEN.partition(":")[2], FOREIGN.partition(":")[2]):
        assert secret not in written
    assert (logs.REDACTED in written) == (way not in {"stack", "wrong args", "broken object"})


def test_a_process_that_dies_of_an_exception_keeps_the_token_to_itself():
    script = f"from bot import logs; logs.set_up(secrets=['{TOKEN}']); raise SystemError('token: {TOKEN}')"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Asar ends because of an error." in done.stderr
    assert "SystemError" in done.stderr
    assert TOKEN.partition(":")[2] not in done.stderr.replace(script, "")


def test_libraries_that_write_updates_and_urls_stay_quiet_at_debug(sink: io.StringIO):
    for name in logs.TALKATIVE:
        logging.getLogger(f"{name}.child").info("a family's words")
        logging.getLogger(f"{name}.child").warning("%s is worried", name)
    written = sink.getvalue()
    assert "a family's words" not in written
    assert all(f"{name} is worried" in written for name in logs.TALKATIVE)


def test_text_is_one_line_with_the_time_in_utc():
    stream = io.StringIO()
    logs.set_up("INFO", "text", [], stream)
    record = logging.LogRecord("bot.sender", logging.INFO, "", 0, "sent %d", (3,), None)
    record.created = 1_788_220_800.5
    logging.getLogger().handle(record)
    logging.getLogger("bot").debug("not at this level")
    assert stream.getvalue() == "2026-09-01 00:00:00.500+00:00 INFO    bot.sender: sent 3\n"


def test_json_is_one_object_a_line_with_the_traceback_inside():
    stream = io.StringIO()
    logs.set_up("INFO", "json", [], stream)
    try:
        raise ValueError("қате")
    except ValueError:
        logging.getLogger("bot.sender").exception("failed")
    line = json.loads(stream.getvalue())
    assert (line["level"], line["logger"], line["message"]) == ("ERROR", "bot.sender", "failed")
    assert line["error"].endswith("ValueError: қате")
