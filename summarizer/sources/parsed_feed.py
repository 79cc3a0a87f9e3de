"""What reading a feed gives: values that cross from a worker to the bot, without any parser behind them."""

from dataclasses import dataclass

FEED_LIMIT_BYTES = 5_000_000
"""Before and after decoding; the largest of 199 real feeds had 4 MB."""

ENTRY_LIMIT = 500
"""More are history: a poll an hour never misses as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed.

    `id` is what the feed calls it, else its address, else a hash of title, date and text; unique within its feed.
    `url` is absolute http(s), None when there is none. `published` and `updated` are ISO 8601 in UTC, a date alone when
    only the day is known, None when unknown; `published` is the update where the feed tells no other date. `text` holds
    clean paragraphs with blank lines between them, and may be empty. `language` is the entry's own word for it as an
    ISO 639-1 code; mostly None, and then the feed's may hold.
    """

    id: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    text: str = ""
    author: str | None = None
    language: str | None = None
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A feed: `url` is the site it belongs to, `language` an ISO 639-1 code; None for what it does not say.

    `ttl_s` is how long it asks to be left alone; `skip_hours` are hours of the day in UTC at which nobody should ask;
    `hub` is where it could be subscribed to. `entries` are in the feed's order, at most `ENTRY_LIMIT`.
    """

    title: str | None = None
    url: str | None = None
    language: str | None = None
    ttl_s: int | None = None
    skip_hours: tuple[int, ...] = ()
    hub: str | None = None
    entries: tuple[Entry, ...] = ()
