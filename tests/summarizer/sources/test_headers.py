"""What headers say, and what is not believed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.sources.headers import (
    MAX_DELTA_S,
    parse_content_type,
    parse_http_date,
    parse_max_age,
    parse_retry_after,
    parse_validator,
)

NOW = datetime(2026, 11, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "parsed"),
    [
        ("text/html; charset=UTF-8", ("text/html", "utf-8")),
        ("Text/HTML;Charset='ISO-8859-1'; x=y", ("text/html", "iso-8859-1")),
        ('application/rss+xml; a=b; charset="koi8-r"', ("application/rss+xml", "koi8-r")),
        ("text/html; charset=", ("text/html", None)),
        ("text/html; charset=" + "x" * 60, ("text/html", None)),
        ("text/html; charset=a b", ("text/html", None)),
        ("text/html", ("text/html", None)),
        ("text", ("", None)),
        ("text/", ("", None)),
        ("a b/c", ("", None)),
        ("", ("", None)),
        (None, ("", None)),
        ("; charset=utf-8", ("", "utf-8")),
    ],
)
def test_a_content_type_is_a_media_type_and_a_charset(header: str | None, parsed: tuple[str, str | None]) -> None:
    assert parse_content_type(header) == parsed


@pytest.mark.parametrize("header", ['"x"', 'W/"x y"', "unquoted", "Sun, 1 Nov 2026 10:00:00 GMT"])
def test_a_validator_is_kept_as_it_came(header: str) -> None:
    assert parse_validator(header) == header


@pytest.mark.parametrize("header", [None, "", "é", "a\udcffb", "a\tb", "x" * 1025])
def test_a_validator_that_could_not_be_sent_back_is_dropped(header: str | None) -> None:
    assert parse_validator(header) is None


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("max-age=600", 600),
        ("public, Max-Age=600, must-revalidate", 600),
        ("private,max-age=0", 0),
        ('max-age="60"', 60),
        ("s-maxage=5", None),
        ("x-max-age=5", None),
        ("no-cache", None),
        ("max-age=-1", None),
        ("max-age=99999999999", MAX_DELTA_S),
        (None, None),
    ],
)
def test_max_age_is_read(header: str | None, seconds: int | None) -> None:
    assert parse_max_age(header) == seconds


@pytest.mark.parametrize(
    ("header", "instant"),
    [
        ("Sun, 01 Nov 2026 10:00:00 GMT", NOW),
        ("Sunday, 01-Nov-26 10:00:00 GMT", NOW),
        ("Sun, 01 Nov 2026 12:00:00 +0200", NOW),
        ("Sun, 01 Nov 2026 10:00:00 -0000", NOW),
        ("0", None),
        ("-1", None),
        ("", None),
        (None, None),
        ("Sun, 99 Nov 2026 10:00:00 GMT", None),
        ("Fri, 31 Dec 9999 23:59:59 -2300", None),
        ("1" * 500_000, None),
    ],
)
def test_dates_are_instants_in_utc(header: str | None, instant: datetime | None) -> None:
    assert parse_http_date(header) == instant


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Sun, 01 Nov 2026 10:05:00 GMT", 300.0),
        ("Sun, 01 Nov 2026 09:00:00 GMT", 0.0),
        ("Sun, 01 Nov 2099 09:00:00 GMT", float(MAX_DELTA_S)),
        ("999999999999", float(MAX_DELTA_S)),
        ("-5", None),
        ("soon", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: float | None) -> None:
    assert parse_retry_after(header, NOW) == seconds


@given(st.text(max_size=80))
def test_no_header_breaks_a_reader(header: str) -> None:
    media_type, _ = parse_content_type(header)
    assert media_type == "" or "/" in media_type
    assert (parse_max_age(header) or 0) >= 0
    assert (parse_retry_after(header, NOW) or 0.0) >= 0.0
    instant = parse_http_date(header)
    assert instant is None or instant.utcoffset() == timedelta(0)
