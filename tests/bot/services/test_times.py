from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.services.times import LONGEST_AGO, find_city, read_ago, read_minute, read_span, read_until, read_wanted


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("8", 480),
        ("08:30", 510),
        ("8.30", 510),
        ("0", 0),
        ("23:59", 1439),
        ("8am", 480),
        ("8:30 PM", 1230),
        ("12am", 0),
        ("12 p.m.", 720),
        ("13pm", None),
        ("0am", None),
        ("8m", None),
        ("8a", None),
        ("24", None),
        ("8:60", None),
        ("eight", None),
    ],
)
def test_a_time_of_day_is_read_as_people_write_it(text: str, minute: int | None) -> None:
    assert read_minute(text) == minute


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("22-7", (1320, 420)),
        ("22:30 – 6:15", (1350, 375)),
        ("13—14", (780, 840)),
        ("10pm-7am", (1320, 420)),
        ("10 pm – 6:30 am", (1320, 390)),
        ("7-7", None),
        ("25-7", None),
        ("soon", None),
        ("", None),
    ],
)
def test_quiet_hours_are_read_over_midnight_too(text: str, span: tuple[int, int] | None) -> None:
    assert read_span(text) == span


@pytest.mark.parametrize(
    ("text", "ago"),
    [
        ("3d", timedelta(days=3)),
        ("12h", timedelta(hours=12)),
        ("2", timedelta(days=2)),
        ("1w", timedelta(weeks=1)),
        ("3д", timedelta(days=3)),
        ("2 weeks", timedelta(weeks=2)),
        ("1 day", timedelta(days=1)),
        ("12 часов", timedelta(hours=12)),
        ("3 moons", None),
        ("900d", LONGEST_AGO),
        ("0d", None),
        ("3x", None),
        ("soon", None),
    ],
)
def test_how_far_back_is_read_and_bounded(text: str, ago: timedelta | None) -> None:
    assert read_ago(text) == ago


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("2026-12-24", datetime(2026, 12, 23, 23, tzinfo=UTC)),
        ("24.12.", datetime(2026, 12, 23, 23, tzinfo=UTC)),
        ("24.12", datetime(2026, 12, 23, 23, tzinfo=UTC)),
        ("24/12/2026", datetime(2026, 12, 23, 23, tzinfo=UTC)),
        ("24 Dec", datetime(2026, 12, 23, 23, tzinfo=UTC)),
        ("December 24", datetime(2026, 12, 23, 23, tzinfo=UTC)),
        ("24 декабря", datetime(2026, 12, 23, 23, tzinfo=UTC)),
        ("1 Feb 2027", datetime(2027, 1, 31, 23, tzinfo=UTC)),
        ("22.11.", datetime(2027, 11, 21, 23, tzinfo=UTC)),
        ("3 May", datetime(2027, 5, 2, 22, tzinfo=UTC)),
        ("3d", datetime(2026, 11, 25, 12, tzinfo=UTC)),
        ("2w", datetime(2026, 12, 6, 12, tzinfo=UTC)),
        ("29 Feb", datetime(2028, 2, 28, 23, tzinfo=UTC)),
        ("2026-11-01", None),
        ("2040-01-01", None),
        ("0001-01-01", None),
        ("9999-12-31", None),
        ("31.2.", None),
        ("24 Brumaire", None),
        ("3", None),
        ("0d", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_date_begins_where_its_reader_is(text: str, until: datetime | None) -> None:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert read_until(text, now, ZoneInfo("Europe/Berlin"), ("en", "ru")) == until


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("Москва", "Europe/Moscow"),
        ("UTC", "UTC"),
        ("Nowhereville", None),
    ],
)
def test_a_zone_is_known_by_its_city_in_each_language(name: str, zone: str | None) -> None:
    assert find_city(name, ("en", "ru")) == zone


def test_a_digest_is_described_in_any_order() -> None:
    wanted = read_wanted("weekdays New York 18:30, 8")
    assert (wanted.times, wanted.weekdays, wanted.zone) == ((480, 1110), (0, 1, 2, 3, 4), "America/New_York")
    assert not wanted.off
    assert not wanted.unknown


@pytest.mark.parametrize(
    ("text", "times", "weekdays", "zone"),
    [
        ("every day at 8 in London", (480,), (0, 1, 2, 3, 4, 5, 6), "Europe/London"),
        ("8am Paris", (480,), None, "Europe/Paris"),
        ("8:00 pm", (1200,), None, None),
        ("Saturday 9", (540,), (5,), None),
        ("on Mondays and Fridays at 7:30", (450,), (0, 4), None),
        ("каждый день в 8 Москва", (480,), (0, 1, 2, 3, 4, 5, 6), "Europe/Moscow"),
        ("по будням в 7", (420,), (0, 1, 2, 3, 4), None),
        ("воскресенье 10", (600,), (6,), None),
    ],
)
def test_a_digest_is_described_as_people_talk(
    text: str, times: tuple[int, ...], weekdays: tuple[int, ...] | None, zone: str | None
) -> None:
    wanted = read_wanted(text, ("en", "ru"))
    assert (wanted.times, wanted.weekdays, wanted.zone, wanted.unknown) == (times, weekdays, zone, ())


def test_what_is_not_said_stays_unsaid() -> None:
    wanted = read_wanted("")
    assert (wanted.times, wanted.weekdays, wanted.zone, wanted.off) == (None, None, None, False)


def test_off_is_heard_and_nonsense_is_named() -> None:
    assert read_wanted("off").off
    assert read_wanted("8 Nowhereville").unknown == ("Nowhereville",)
