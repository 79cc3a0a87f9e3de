"""The dates that feeds write: RFC 822, ISO 8601 and what people make of them → ISO 8601 in UTC, or a day, or None.

Nothing longer than 64 characters reaches a date parser (500 KB of digits cost one of them 26 s), and a date is never
completed from today's ("Monday" is nobody's time of publication).
"""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from summarizer.sources.dates import parse_day

MAX_DATE_CHARS = 64

TOMORROW = timedelta(days=1)
"""A wrong time zone puts a story up to 14 hours ahead; what lies further ahead is an event's date or a mistake."""

_EARLIEST = date(1990, 1, 1)
_LATEST = date(2100, 1, 1)
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})|(\d{4})", re.ASCII)
_ISO_START = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d", re.ASCII)
_ISO_ZONE = re.compile(r"\s?(?:Z|UTC|GMT|UT)$", re.IGNORECASE)
_SHORT_ZONE = re.compile(r"([+-]\d{2}):?(\d{2})$", re.ASCII)
_NAMED_ZONE = re.compile(r"\b([A-Z]{2,5})$")
_CLOCK = re.compile(r"\d:\d\d", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d\d|\b\d{1,2}[ -][A-Za-z]{3}[ -]\d\d\b", re.ASCII)
_ZONES = {
    # what email.utils does not know; where a name has several meanings, the one news feeds use
    "BST": "+0100", "IST": "+0530", "WEST": "+0100", "WET": "+0000", "CET": "+0100", "CEST": "+0200", "MEZ": "+0100",
    "MESZ": "+0200", "MET": "+0100", "EET": "+0200", "EEST": "+0300", "MSK": "+0300", "AEST": "+1000", "AEDT": "+1100",
    "ACST": "+0930", "AWST": "+0800", "NZST": "+1200", "NZDT": "+1300", "JST": "+0900", "KST": "+0900", "HKT": "+0800",
    "SGT": "+0800", "AKST": "-0900", "AKDT": "-0800", "HST": "-1000", "BRT": "-0300", "ART": "-0300", "SAST": "+0200",
    "UTC": "+0000", "Z": "+0000",
}  # fmt: skip


def parse_moment(text: str | None, *, now: datetime | None = None) -> str | None:
    """Give a date as `Article.published` writes one: ISO 8601 in UTC to the second, a date alone for a day.

    A time without a zone is taken as UTC. Up to a day ahead of `now` it is `now`, further ahead None; without `now`
    nothing is too late. None for what is no date, or lies before 1990 or after 2099.
    """
    short = " ".join((text or "")[:MAX_DATE_CHARS].split())
    if not short or not any(map(str.isdigit, short)):
        return None
    day = _DAY.fullmatch(short)
    if day is not None:
        return _day(day, now)
    moment = _parse_iso(short) if _ISO_START.match(short) else _parse_mail(short)
    if moment is not None:
        return clamp_moment(moment, now)
    return None if _CLOCK.search(short) and _ISO_START.match(short) else _within(parse_day(short), now)


def clamp_moment(moment: datetime, now: datetime | None) -> str | None:
    """Give an instant as text, held to `now` as in `parse_moment`; a naive one is UTC."""
    try:
        instant = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        return None
    if not _EARLIEST <= instant.date() < _LATEST:
        return None
    if now is not None and instant > now:
        if instant > now + TOMORROW:
            return None
        instant = now.astimezone(UTC)
    return instant.isoformat(timespec="seconds")


def names_its_year(text: str) -> bool:
    """Whether a date says which year it means, so that no parser completes it from today's."""
    return _YEAR.search(text[:MAX_DATE_CHARS]) is not None


def is_day_alone(text: str) -> bool:
    """Whether a date is a day, a month or a year in ISO 8601, without a time."""
    short = text[:MAX_DATE_CHARS].strip()
    return _DAY.fullmatch(short) is not None or _MONTH.fullmatch(short) is not None


def _day(found: re.Match[str], now: datetime | None) -> str | None:
    try:
        return _within(date(int(found[1]), int(found[2]), int(found[3])).isoformat(), now)
    except ValueError:
        return None


def _within(day: str | None, now: datetime | None) -> str | None:
    if day is None or not _EARLIEST <= date.fromisoformat(day) < _LATEST:
        return None
    return None if now is not None and date.fromisoformat(day) > (now + TOMORROW).date() else day


def _parse_iso(text: str) -> datetime | None:
    plain = _SHORT_ZONE.sub(r"\1:\2", _ISO_ZONE.sub("+00:00", text)).replace(" +", "+").replace(" -", "-")
    try:
        return datetime.fromisoformat(plain.replace(",", "."))
    except ValueError:
        return None


def _parse_mail(text: str) -> datetime | None:
    zone = _NAMED_ZONE.search(text)
    if zone is not None and zone[1] in _ZONES:
        text = f"{text[: zone.start()]}{_ZONES[zone[1]]}"
    if not names_its_year(text) or not _CLOCK.search(text):
        return None
    try:
        return parsedate_to_datetime(text)
    except (ValueError, IndexError, OverflowError, TypeError):
        return None
