from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.sources.feed_dates import clamp_moment, is_day_alone, names_its_year, parse_moment


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        ("Mon, 02 Nov 2026 10:15:00 GMT", "2026-11-02T10:15:00+00:00"),
        ("Mon, 02 Nov 2026 10:15:00 -0000", "2026-11-02T10:15:00+00:00"),
        ("Mon, 02 Nov 2026 10:15:00 MSK", "2026-11-02T07:15:00+00:00"),
        ("Mon,02 Nov 2026 10:15 Z", "2026-11-02T10:15:00+00:00"),
        ("Mon, 2 Nov 26 10:15:00 +0530", "2026-11-02T04:45:00+00:00"),
        ("2026-11-02T10:15:00Z", "2026-11-02T10:15:00+00:00"),
        ("2026-11-02T10:15:00.123456789+01:00", "2026-11-02T09:15:00+00:00"),
        ("2026-11-02T10:15:00,5+0100", "2026-11-02T09:15:00+00:00"),
        ("2026-11-02 10:15:00 +0100", "2026-11-02T09:15:00+00:00"),
        ("2026-11-02 10:15:00 UTC", "2026-11-02T10:15:00+00:00"),
        ("2026-11-02T10:15", "2026-11-02T10:15:00+00:00"),
        ("20261102", "2026-11-02"),
        ("2026-11-02", "2026-11-02"),
        ("  2026-11-02\n", "2026-11-02"),
        ("2 November 2026", "2026-11-02"),
        ("2 de noviembre de 2026", "2026-11-02"),
        ("2026年11月2日", "2026-11-02"),
    ],
)
def test_dates_as_feeds_write_them(printed: str, moment: str) -> None:
    assert parse_moment(printed) == moment


@pytest.mark.parametrize(
    "printed",
    [None, "", "now", "Monday", "10:15", "Monday 10:15", "2026", "2026-13-01", "2026-02-30", "2026-11-02T25:00:00Z",
     "Mon, 32 Nov 2026 10:15:00 GMT", "1989-12-31", "2100-01-01", "Thu, 01 Jan 1970 00:00:00 GMT", "1" * 500_000,
     "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "12/12", "5"],
)  # fmt: skip
def test_what_is_no_date_is_none(printed: str | None) -> None:
    assert parse_moment(printed) is None


@given(st.text(max_size=90))
def test_any_text_gives_a_date_in_utc_or_none(text: str) -> None:
    moment = parse_moment(text)
    assert moment is None or datetime.fromisoformat(moment).utcoffset() in (None, UTC.utcoffset(None))


@given(st.integers(631_238_400, 4_102_272_000), st.integers(-14 * 60, 14 * 60))
def test_a_date_in_any_zone_is_the_same_moment(second: int, minutes: int) -> None:
    there = datetime.fromtimestamp(second, timezone(timedelta(minutes=minutes)))
    for printed in (there.isoformat(), format_datetime(there)):
        told = parse_moment(printed)
        assert told is not None
        assert datetime.fromisoformat(told) == there


def test_an_instant_out_of_the_calendar_is_none() -> None:
    far = datetime.fromisoformat("0001-01-01T00:00:00+14:00")
    assert clamp_moment(far, None) is None


def test_a_day_without_a_time_is_told_from_a_moment() -> None:
    assert [is_day_alone(text) for text in ("2026-11-02", "2026-11", "2026", "2026-11-02T10:00Z", "2 Nov 2026")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_a_date_without_its_year_is_known() -> None:
    assert names_its_year("Mon, 02 Nov 26 10:15:00 GMT")
    assert not names_its_year("Monday, 10:15")
