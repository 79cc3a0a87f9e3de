import io
import logging
from collections.abc import Iterator

import pytest

from bot.logs import NOISY, configure_logs, event, get_logger, redact

TOKEN = "123456789:AAF-" + "x" * 31


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before = (root.handlers[:], root.level, {name: logging.getLogger(name).level for name in NOISY})
    written = io.StringIO()
    configure_logs("debug", written)
    yield written
    root.handlers[:], root.level = before[0], before[1]
    for name, level in before[2].items():
        logging.getLogger(name).setLevel(level)


def test_an_event_is_one_line_of_a_phrase_and_its_facts(stream: io.StringIO) -> None:
    event(get_logger("bot.test"), "update handled", update_id=17, took_ms=41, outcome="done with it")
    [line] = stream.getvalue().splitlines()
    assert line.endswith('INFO bot.test update handled update_id=17 took_ms=41 outcome="done with it"')
    assert line[10] == "T"
    assert line[19] == "Z"


def test_no_token_is_ever_logged_not_even_in_a_traceback(stream: io.StringIO) -> None:
    logger = get_logger("bot.test")
    try:
        int(f"https://api.telegram.org/bot{TOKEN}/getMe")
    except ValueError:
        logger.exception("failed on %s", TOKEN)
    event(logger, "again", url=f"http://x/bot{TOKEN}/y")
    assert TOKEN not in stream.getvalue()
    assert stream.getvalue().count("[redacted]") >= 3


def test_credentials_of_a_url_are_redacted() -> None:
    assert redact("postgresql://me:hunter2@db/news") == "postgresql://[redacted]@db/news"


def test_a_line_break_in_a_fact_cannot_forge_a_line(stream: io.StringIO) -> None:
    event(get_logger("bot.test"), "seen", title="a\n2026-01-01T00:00:00Z INFO bot.test forged")
    assert len(stream.getvalue().splitlines()) == 1


@pytest.mark.parametrize("name", NOISY)
def test_libraries_are_quiet_below_warnings(stream: io.StringIO, name: str) -> None:
    logging.getLogger(name).info("GET https://api.telegram.org/bot…")
    assert stream.getvalue() == ""
