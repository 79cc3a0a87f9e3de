"""What people type about times → a schedule: "8 18:30 Berlin weekdays", "22-7", "3d", "24 Dec". Pure.

Words are taken one by one, in any order; a zone may be its IANA name or a city in any language that we speak.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale

_TIME = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?\s?([ap])?\.?(?(3)m\.?)", re.IGNORECASE)
_HALF_DAY = re.compile(r"(?<=[0-9])\s+([ap]\.?m\b\.?)", re.IGNORECASE)
_SPAN = re.compile(r"([0-9:.]{1,5}(?:\s?[ap]m)?)\s*[-–—]\s*([0-9:.]{1,5}(?:\s?[ap]m)?)", re.IGNORECASE)
_AGO = re.compile(r"([0-9]{1,3})\s*(\w{0,7})")
_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY_MONTH = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})(?:[./]([0-9]{4})?)?")
_DAY_NAME = re.compile(r"([0-9]{1,2})\.? ([^\W\d_]{3,12})\.?(?: ([0-9]{4}))?")
_NAME_DAY = re.compile(r"([^\W\d_]{3,12})\.? ([0-9]{1,2})(?:,? ([0-9]{4}))?")
LONGEST_AGO = timedelta(days=14)
LONGEST_MUTE = timedelta(days=731)

_DAYS: Mapping[str, tuple[int, ...]] = {
    **{name: (day,) for day, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))},
    **{name: (day,) for day, name in enumerate(("пн", "вт", "ср", "чт", "пт", "сб", "вс"))},
    **dict.fromkeys(("daily", "everyday", "ежедневно"), (0, 1, 2, 3, 4, 5, 6)),
    **dict.fromkeys(("weekdays", "weekday", "будни", "будням"), (0, 1, 2, 3, 4)),
    **dict.fromkeys(("weekends", "weekend", "выходные", "выходным"), (5, 6)),
}
_EVERY_DAY = re.compile(r"\b(?:every|each)\s+day\b|\bкаждый\s+день\b", re.IGNORECASE)
_FILLERS = frozenset(
    {"at", "in", "on", "and", "every", "each", "time", "o'clock", "в", "во", "по", "и", "на", "каждый"}
)
"""Words that people write around times and that say nothing, unless a city is called so."""
_UNITS: Mapping[str, int] = {
    **dict.fromkeys(("h", "hour", "hours", "ч", "час", "часа", "часов"), 1),
    **dict.fromkeys(("", "d", "day", "days", "д", "день", "дня", "дней"), 24),
    **dict.fromkeys(("w", "week", "weeks", "н", "неделя", "недели", "недель"), 168),
}
"""Hours of each."""
OFF = frozenset({"off", "no", "none", "выкл", "нет"})

NOW = frozenset({"now", "сейчас"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was said of a digest; None for what was not. `unknown` are words that say nothing."""

    times: tuple[int, ...] | None = None
    weekdays: tuple[int, ...] | None = None
    zone: str | None = None
    off: bool = False
    unknown: tuple[str, ...] = ()


def read_wanted(text: str, languages: Iterable[str] = ("en",)) -> Wanted:
    """Read what somebody wrote behind /digest."""
    times: set[int] = set()
    days: set[int] = set()
    left: list[str] = []
    told = _HALF_DAY.sub(r"\1", _EVERY_DAY.sub("daily", text)).replace(",", " ")
    words = told.split()
    for word in words:
        if (minute := read_minute(word)) is not None:
            times.add(minute)
        elif (found := _days(word, languages)) is not None:
            days.update(found)
        elif word.lower() not in OFF:
            left.append(word)
    bare = [word for word in left if word.lower() not in _FILLERS]
    zone = (find_city(" ".join(left), languages) or find_city(" ".join(bare), languages)) if left else None
    return Wanted(
        times=tuple(sorted(times)) or None,
        weekdays=tuple(sorted(days)) or None,
        zone=zone,
        off=any(word.lower() in OFF for word in words),
        unknown=() if zone else tuple(bare),
    )


def read_minute(text: str) -> int | None:
    """The minute after midnight of "8", "08:30", "8.30" or "8:30pm"; None for what is no time of day."""
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def read_span(text: str) -> tuple[int, int] | None:
    """The quiet hours of "22-7": their first minute and the first one after them; None for what is none."""
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        return None
    begins, ends = read_minute(found[1]), read_minute(found[2])
    return None if begins is None or ends is None or begins == ends else (begins, ends)


def read_ago(text: str) -> timedelta | None:
    """How far back "3d", "12 hours" or "2w" looks, `LONGEST_AGO` at most; a bare number is days; None for no length."""
    found = _AGO.fullmatch(text.strip().lower())
    if found is None:
        return None
    hours = int(found[1]) * _hours(found[2])
    return min(timedelta(hours=hours), LONGEST_AGO) if hours else None


def read_until(text: str, now: datetime, zone: ZoneInfo, languages: Iterable[str] = ("en",)) -> datetime | None:
    """When "24 Dec", "24.12.", "2026-12-24", "3d" or "2w" from `now` on is reached, in UTC; None for what is none.

    A date is reached when it begins in `zone`; one without a year is the next of its kind. The past and what lies more
    than `LONGEST_MUTE` ahead are none.
    """
    told = " ".join(text.lower().split())
    today = now.astimezone(zone).date()
    day = _read_date(told, today, languages)
    if day is not None and day < today:
        return None  # of the year 1 there may be no such moment in UTC
    if day is not None:
        at = datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)
    elif (ahead := _read_length(told)) is not None:
        at = now + ahead
    else:
        return None
    return at if now < at <= now + LONGEST_MUTE else None


def find_city(name: str, languages: Iterable[str] = ("en",)) -> str | None:
    """The IANA zone of a city (or of an IANA name, any case), None when none is known by it."""
    wanted = _key(name)
    for language in ("", *languages):
        if (zone := _cities(language).get(wanted)) is not None:
            return zone
    return None


def _hours(unit: str) -> int:
    return _UNITS.get(unit, 0)


def _days(word: str, languages: Iterable[str]) -> tuple[int, ...] | None:
    """The weekdays that a word names: its short form, or its whole name in any of the languages, plural included."""
    told = word.lower().rstrip(".")
    if told in _DAYS:
        return _DAYS[told]
    for language in languages:
        for number, name in Locale(language).days["format"]["wide"].items():
            if told in (name.lower(), f"{name.lower()}s"):
                return (int(number),)
    return None


def _read_length(text: str) -> timedelta | None:
    found = _AGO.fullmatch(text)
    hours = 0 if found is None or not found[2] else int(found[1]) * _hours(found[2])
    return timedelta(hours=hours) if hours else None


def _read_date(text: str, today: date, languages: Iterable[str]) -> date | None:
    if found := _DATE.fullmatch(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_MONTH.fullmatch(text):
        return _next_date(int(found[1]), int(found[2]), found[3], today)
    if found := _DAY_NAME.fullmatch(text):
        return _next_date(int(found[1]), _month(found[2], languages), found[3], today)
    if found := _NAME_DAY.fullmatch(text):
        return _next_date(int(found[2]), _month(found[1], languages), found[3], today)
    return None


def _next_date(day: int, month: int, year: str | None, today: date) -> date | None:
    if year:
        return _date(int(year), month, day)
    # 29 February comes within eight years.
    dates = (_date(today.year + years, month, day) for years in range(9))
    return next((one for one in dates if one is not None and one > today), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(name: str, languages: Iterable[str]) -> int:
    """The number of a month by its name or the first letters of it, 0 for what is none."""
    for language in languages:
        for number, month in Locale(language).months["format"]["wide"].items():
            if month.lower().startswith(name):
                return int(number)
    return 0


@cache
def _cities(language: str) -> Mapping[str, str]:
    zones = sorted(available_timezones())
    if not language:
        known = {_key(zone.rpartition("/")[2]): zone for zone in zones if "/" in zone}
        return known | {_key(zone): zone for zone in zones}
    named = Locale(language).time_zones
    return {_key(named[zone]["city"]): zone for zone in zones if "city" in named.get(zone, {})}


def _key(name: str) -> str:
    return " ".join(name.replace("_", " ").casefold().split())
