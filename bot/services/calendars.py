"""When a digest is due, and when it is quiet: local times and weekdays in an IANA zone → instants. Pure.

Local time is not a line: an hour comes twice in autumn and not at all in spring. A time that comes twice counts the
first time, one that does not come at all is an hour later on the clock, so that every local date has each of its slots
exactly once. Nothing is ever computed by adding hours to an instant.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

LOOK_BACK_DAYS = 8
"""A weekly slot lies at most a week back, and zones are at most a day apart."""


class Times(Protocol):
    """What of a schedule counts here: see `storage.digests.Schedule`."""

    @property
    def zone(self) -> str:
        """IANA name."""

    @property
    def times(self) -> tuple[int, ...]:
        """Minutes after local midnight, ascending."""

    @property
    def weekdays(self) -> tuple[int, ...]:
        """From Monday, 0."""


class QuietTimes(Protocol):
    """Quiet hours: see `storage.audience.Quiet`."""

    @property
    def zone(self) -> str:
        """IANA name."""

    @property
    def from_minute(self) -> int:
        """The first quiet minute after local midnight."""

    @property
    def until_minute(self) -> int:
        """The first minute after local midnight that is not quiet any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A digest's place: the local date and the minute after midnight name it, `at` (UTC) is when it is due."""

    local_date: date
    minute: int
    at: datetime


def next_due(schedule: Times, after: datetime) -> datetime | None:
    """The first instant later than `after` at which a digest is due, in UTC; None when there are no times."""
    slot = next_slot(schedule, after)
    return None if slot is None else slot.at


def next_slot(schedule: Times, after: datetime) -> Slot | None:
    """The first slot later than `after`; None when there are no times."""
    return _next_slot(schedule.zone, schedule.times, schedule.weekdays, after)


@lru_cache(maxsize=10_000)
def _next_slot(name: str, times: tuple[int, ...], weekdays: tuple[int, ...], after: datetime) -> Slot | None:
    """Remembered: of the thousands whose digest is due in one minute, most share zone and times."""
    if not times:
        return None
    zone = find_zone(name)
    day = after.astimezone(zone).date() - timedelta(days=1)
    for _ in range(LOOK_BACK_DAYS + 2):
        # Two dates at once: where clocks leap, a later slot may be due before an earlier one.
        days = (day, day + timedelta(days=1))
        later = [slot for slot in _slots(zone, times, weekdays, days) if slot.at > after]
        if later:
            return min(later, key=lambda slot: slot.at)
        day += timedelta(days=1)
    return None


def last_slot(schedule: Times, until: datetime) -> Slot | None:
    """The latest slot not later than `until`, which a digest that is late belongs to; None when there is none."""
    return _last_slot(schedule.zone, schedule.times, schedule.weekdays, until)


@lru_cache(maxsize=10_000)
def _last_slot(name: str, times: tuple[int, ...], weekdays: tuple[int, ...], until: datetime) -> Slot | None:
    if not times:
        return None
    zone = find_zone(name)
    day = until.astimezone(zone).date() + timedelta(days=1)
    for _ in range(LOOK_BACK_DAYS + 2):
        earlier = [slot for slot in _slots(zone, times, weekdays, (day - timedelta(days=1), day)) if slot.at <= until]
        if earlier:
            return max(earlier, key=lambda slot: slot.at)
        day -= timedelta(days=1)
    return None


def quiet_end(quiet: QuietTimes | None, now: datetime) -> datetime | None:
    """When the quiet hours that hold at `now` end, in UTC; None when it is not quiet.

    Hours that end before they begin go over midnight; those that end as they begin are none.
    """
    if quiet is None:
        return None
    zone = find_zone(quiet.zone)
    local = now.astimezone(zone)
    minute = local.hour * 60 + local.minute
    begins, ends = quiet.from_minute, quiet.until_minute
    if begins < ends:
        is_quiet, day = begins <= minute < ends, local.date()
    else:
        is_quiet = begins != ends and (minute >= begins or minute < ends)
        day = local.date() + timedelta(days=1 if minute >= begins else 0)
    if not is_quiet:
        return None
    return max(_instant(zone, day, ends), now)


@lru_cache(maxsize=1_000)
def find_zone(name: str) -> ZoneInfo:
    """The zone of that IANA name; UTC for one that this system does not know (any more)."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def is_zone(name: str) -> bool:
    """Say whether `name` is an IANA zone."""
    return name == "UTC" or find_zone(name).key == name


def _slots(zone: ZoneInfo, times: tuple[int, ...], weekdays: tuple[int, ...], days: Iterable[date]) -> Iterator[Slot]:
    for day in days:
        if day.weekday() in weekdays:
            for minute in times:
                yield Slot(local_date=day, minute=minute, at=_instant(zone, day, minute))


@lru_cache(maxsize=50_000)
def _instant(zone: ZoneInfo, day: date, minute: int) -> datetime:
    """The first instant at which clocks of the zone show that minute; past a gap, as late as before it.

    Remembered: of many readers in a zone most share their times.
    """
    # fold=0 is the first of two in a fold; in a gap it takes the offset before it, which is what "an hour later" means.
    return datetime.combine(day, time(minute // 60, minute % 60), tzinfo=zone).astimezone(UTC)
