from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.services.calendars import find_zone, is_zone, last_slot, next_due, next_slot, quiet_end
from storage.audience import Quiet

EVERY_DAY = tuple(range(7))
ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",  # half an hour
    "Asia/Kathmandu",  # three quarters
    "Australia/Lord_Howe",  # leaps by half an hour
    "Pacific/Apia",  # left out a day
    "Africa/Cairo",  # leaps at midnight
    "America/Havana",
    "Pacific/Kiritimati",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    zone: str = "UTC"
    times: tuple[int, ...] = (8 * 60,)
    weekdays: tuple[int, ...] = EVERY_DAY


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Berlin"))


def dues(schedule: Times, after: datetime, count: int) -> list[datetime]:
    found = []
    for _ in range(count):
        due = next_due(schedule, after)
        assert due is not None
        found.append(due)
        after = due
    return found


HALF_PAST_TWO = Times(zone="Europe/Berlin", times=(150,))


def test_a_time_that_comes_twice_in_autumn_is_due_the_first_time_only() -> None:
    found = dues(HALF_PAST_TWO, berlin("2026-10-24 12:00"), 2)
    assert [str(due) for due in found] == ["2026-10-25 00:30:00+00:00", "2026-10-26 01:30:00+00:00"]


def test_a_time_that_spring_leaves_out_is_due_an_hour_later_on_the_clock() -> None:
    found = dues(HALF_PAST_TWO, berlin("2026-03-28 12:00"), 2)
    local = [due.astimezone(ZoneInfo("Europe/Berlin")).strftime("%d %H:%M") for due in found]
    assert local == ["29 03:30", "30 02:30"]


def test_eight_in_the_morning_stays_eight_in_the_morning() -> None:
    schedule = Times(zone="Europe/Berlin")
    for day in ("2026-03-28 09:00", "2026-10-24 09:00"):
        due = next_due(schedule, berlin(day))
        assert due is not None
        assert due.astimezone(ZoneInfo("Europe/Berlin")).hour == 8


def test_zones_of_half_and_three_quarter_hours_are_kept() -> None:
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert next_due(Times(zone="Asia/Kathmandu"), noon) == datetime(2026, 11, 23, 2, 15, tzinfo=UTC)
    assert next_due(Times(zone="America/St_Johns"), noon) == datetime(2026, 11, 23, 11, 30, tzinfo=UTC)


def test_a_leap_of_half_an_hour_swaps_no_slots() -> None:
    # Lord Howe leaps from 02:00 to 02:30: 02:15 comes at 02:45 on the clock, after 02:40.
    schedule = Times(zone="Australia/Lord_Howe", times=(135, 160))
    found = dues(schedule, datetime(2026, 10, 3, 12, tzinfo=UTC), 2)
    local = [due.astimezone(ZoneInfo("Australia/Lord_Howe")).strftime("%H:%M") for due in found]
    assert local == ["02:40", "02:45"]


def test_a_change_of_zone_counts_from_the_next_due_on() -> None:
    at = datetime(2026, 11, 22, 6, tzinfo=UTC)
    assert next_due(Times(zone="Europe/Berlin"), at) == datetime(2026, 11, 22, 7, tzinfo=UTC)
    assert next_due(Times(zone="Asia/Tokyo"), at) == datetime(2026, 11, 22, 23, tzinfo=UTC)


def test_weekdays_and_several_times_are_kept() -> None:
    schedule = Times(times=(480, 1080), weekdays=(0, 4))
    found = dues(schedule, datetime(2026, 11, 22, tzinfo=UTC), 5)
    assert [due.strftime("%a %H") for due in found] == ["Mon 08", "Mon 18", "Fri 08", "Fri 18", "Mon 08"]


def test_without_times_nothing_is_ever_due() -> None:
    schedule = Times(times=())
    now = datetime(2026, 11, 22, tzinfo=UTC)
    assert (next_due(schedule, now), last_slot(schedule, now)) == (None, None)


def test_a_late_digest_belongs_to_the_last_slot_that_was_missed() -> None:
    slot = last_slot(Times(zone="Europe/Berlin", times=(480, 1080)), berlin("2026-11-22 21:00"))
    assert slot is not None
    assert (slot.local_date, slot.minute) == (date(2026, 11, 22), 1080)


def test_a_weekly_slot_is_found_a_week_ago() -> None:
    slot = last_slot(Times(weekdays=(0,)), datetime(2026, 11, 23, 7, tzinfo=UTC))
    assert slot is not None
    assert slot.local_date == date(2026, 11, 16)


def test_a_zone_nobody_knows_is_utc() -> None:
    assert find_zone("Mars/Olympus").key == "UTC"
    assert find_zone("../../etc/passwd").key == "UTC"
    assert [is_zone(name) for name in ("UTC", "Europe/Berlin", "Mars/Olympus", "")] == [True, True, False, False]


_instants = st.datetimes(
    min_value=datetime(2011, 12, 1),  # noqa: DTZ001 (Hypothesis gives it the zone)
    max_value=datetime(2030, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
_schedules = st.builds(
    Times,
    zone=st.sampled_from(ZONES),
    times=st.sets(st.integers(0, 1439), min_size=1, max_size=4).map(lambda found: tuple(sorted(found))),
    weekdays=st.sets(st.integers(0, 6), min_size=1).map(lambda found: tuple(sorted(found))),
)


@given(_schedules, _instants)
@example(HALF_PAST_TWO, datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
def test_the_next_is_later_and_then_is_the_last(schedule: Times, now: datetime) -> None:
    slot = next_slot(schedule, now)
    assert slot is not None
    assert now < slot.at <= now + timedelta(days=8, hours=3)
    before = last_slot(schedule, now)
    assert before is not None
    assert before.at <= now
    at_next = last_slot(schedule, slot.at)
    assert at_next is not None
    assert at_next.at == slot.at


@given(st.sampled_from(ZONES), st.integers(0, 1439), _instants)
def test_every_local_date_has_each_of_its_slots_once(zone: str, minute: int, start: datetime) -> None:
    schedule = Times(zone=zone, times=(minute,))
    dates = []
    at = start
    for _ in range(30):
        slot = next_slot(schedule, at)
        assert slot is not None
        dates.append(slot.local_date)
        at = slot.at
    steps = {(later - earlier).days for earlier, later in pairwise(dates)}
    assert steps <= ({1, 2} if zone == "Pacific/Apia" else {1})


NIGHT = Quiet(zone="Europe/Berlin", from_minute=22 * 60, until_minute=7 * 60)


@pytest.mark.parametrize(
    ("now", "ends"),
    [
        ("2026-11-22 21:59", None),
        ("2026-11-22 22:00", "2026-11-23 07:00"),
        ("2026-11-23 06:59", "2026-11-23 07:00"),
        ("2026-11-23 07:00", None),
        ("2026-03-28 23:00", "2026-03-29 07:00"),
    ],
)
def test_quiet_hours_over_midnight(now: str, ends: str | None) -> None:
    assert quiet_end(NIGHT, berlin(now)) == (None if ends is None else berlin(ends))


def test_quiet_hours_within_a_day_and_none_at_all() -> None:
    siesta = Quiet(zone="Europe/Berlin", from_minute=13 * 60, until_minute=15 * 60)
    assert quiet_end(siesta, berlin("2026-11-22 14:00")) == berlin("2026-11-22 15:00")
    assert quiet_end(siesta, berlin("2026-11-22 15:00")) is None
    assert quiet_end(Quiet(zone="UTC", from_minute=60, until_minute=60), berlin("2026-11-22 02:00")) is None
    assert quiet_end(None, berlin("2026-11-22 14:00")) is None


@given(st.sampled_from(ZONES), st.integers(0, 1439), st.integers(0, 1439), _instants)
def test_quiet_ends_within_a_day_and_never_in_the_past(zone: str, begins: int, ends: int, now: datetime) -> None:
    end = quiet_end(Quiet(zone=zone, from_minute=begins, until_minute=ends), now)
    assert end is None or now <= end <= now + timedelta(hours=49)
