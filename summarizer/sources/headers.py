"""What the headers of an answer say, read strictly: pure functions of text, None for whatever cannot be trusted."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MAX_HEADER_CHARS = 1024
"""Of a header that we keep or interpret; a date has 29, real ETags stay under 200."""

MAX_DELTA_S = 31_536_000
"""A year: RFC 9111 lets caches clamp longer times."""

_MAX_DATE_CHARS = 64  # nothing longer reaches a date parser
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9a-z-]{1,127}", re.ASCII)
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s?=\s?\"?(\d{1,15})", re.IGNORECASE | re.ASCII)
_DIGITS = re.compile(r"\d{1,15}", re.ASCII)


def parse_content_type(header: str | None) -> tuple[str, str | None]:
    """Give media type (lower case, empty when there is none that can be read) and charset (lower case, or None)."""
    parts = [part.strip() for part in (header or "")[:MAX_HEADER_CHARS].split(";")]
    kind, _, subtype = parts[0].lower().partition("/")
    known = _TOKEN.fullmatch(kind) and _TOKEN.fullmatch(subtype)
    return f"{kind}/{subtype}" if known else "", _charset(parts[1:])


def parse_validator(header: str | None) -> str | None:
    """Give an ETag or Last-Modified exactly as it came, or None when it could not be sent back byte for byte."""
    if header and len(header) <= MAX_HEADER_CHARS and header.isascii() and header.isprintable():
        return header
    return None


def parse_max_age(header: str | None) -> int | None:
    """Give Cache-Control's max-age in seconds, at most a year."""
    found = _MAX_AGE.search((header or "")[:MAX_HEADER_CHARS])
    return min(int(found[1]), MAX_DELTA_S) if found else None


def parse_http_date(header: str | None) -> datetime | None:
    """Give an HTTP date as an aware UTC instant; "0" and other shorthands for "expired" are None."""
    if not header or len(header) > _MAX_DATE_CHARS:
        return None
    try:
        instant = parsedate_to_datetime(header)
    except (ValueError, IndexError, OverflowError):
        return None
    try:
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
    except OverflowError:
        return None


def parse_retry_after(header: str | None, now: datetime) -> float | None:
    """Give the seconds to wait that Retry-After asks for, from `now`; never negative, at most a year."""
    text = (header or "").strip()
    if _DIGITS.fullmatch(text):
        return float(min(int(text), MAX_DELTA_S))
    until = parse_http_date(text)
    return None if until is None else min(max((until - now).total_seconds(), 0.0), float(MAX_DELTA_S))


def _charset(parameters: list[str]) -> str | None:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            plain = value.strip().strip("\"'").lower()
            return plain if _TOKEN.fullmatch(plain) and len(plain) <= 40 else None
    return None
