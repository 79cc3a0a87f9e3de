"""Column types that mean the same on SQLite and on PostgreSQL, and refuse what only one of them would take."""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, Text, TypeDecorator

BigId = BigInteger().with_variant(Integer(), "sqlite")
"""A 64-bit key. SQLite counts up only columns declared INTEGER, which are 64 bits wide there as well."""


class CleanText(TypeDecorator[str]):
    """Unicode text without NUL and lone surrogates.

    PostgreSQL refuses the first, SQLite cuts at it in some functions, and neither can encode the second; so both
    refuse them here, with a ValueError. Text is cleaned where it comes in.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Let through what every database stores."""
        if value is not None and not is_storable(value):
            raise ValueError("text with NUL or a lone surrogate cannot be stored")
        return value


class JsonText(TypeDecorator[Any]):
    """A JSON value, kept as text and so readable by any tool. Any string in it is stored, escaped where needed."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ANN401, ARG002
        """Write as little as possible: letters stay letters unless one of them cannot be encoded."""
        if value is None:
            return None
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return text if is_storable(text) else json.dumps(value, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002
        """Give lists, dictionaries, strings and numbers back."""
        return None if value is None else json.loads(value)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant, to the microsecond. Aware values only; they come back in UTC.

    PostgreSQL keeps its `timestamptz`, SQLite ISO text of fixed width, which sorts like time.
    """

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:  # noqa: ANN401 (SQLAlchemy's own signature)
        """Ask PostgreSQL for its type with a zone."""
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn to UTC; a naive value is a defect."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Put the zone back."""
        if value is None:
            return None
        return value.astimezone(UTC) if dialect.name == "postgresql" else value.replace(tzinfo=UTC)


INDEXED_BYTES = 2_600
"""So much text fits into a key of PostgreSQL, which allows 2,704 bytes with all that stands beside it."""


def is_indexable(text: str) -> bool:
    """Whether every database takes the text as a key."""
    return len(text.encode()) <= INDEXED_BYTES


def is_storable(text: str) -> bool:
    """Say whether both databases can keep `text`: no NUL, no lone surrogate."""
    if "\0" in text:
        return False
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
