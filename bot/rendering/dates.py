"""When a story was published, in the reader's language and, where the hour is known, in the reader's own zone."""

from datetime import UTC, date, datetime

from babel.dates import format_date, format_datetime

from bot.rendering.rich import Rich, moment

DATE_AND_TIME = "dt"
"""Telegram's own format: a short date with the year where it is not this one, and hours and minutes."""


def render_published(published: str | None, language: str) -> Rich:
    """The date of an article (ISO 8601); a date alone stays a date, an hour without a zone counts as UTC.

    Empty for None, and for what is no date.
    """
    if not published:
        return Rich()
    try:
        if "T" not in published:
            return Rich(format_date(date.fromisoformat(published), format="medium", locale=language))
        at = datetime.fromisoformat(published)
    except ValueError:
        return Rich()
    return render_moment(at if at.tzinfo else at.replace(tzinfo=UTC), language)


def render_moment(at: datetime, language: str) -> Rich:
    """An aware instant as Telegram's date entity; clients that do not know it show the text, which is UTC."""
    text = format_datetime(at.astimezone(UTC), format="d MMM y, HH:mm 'UTC'", locale=language)
    return moment(text, at, time_format=DATE_AND_TIME)
