"""What parsers find in a feed before anything is cleaned: the values between the parsers and `feed`."""

from collections.abc import Callable
from dataclasses import dataclass, field

Recipe = Callable[[str], tuple[str, ...]]
"""How a body's text becomes paragraphs: as HTML or as plain text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEntry:
    """An entry as its feed spells it, None for what is missing.

    `link` is not yet resolved; it is relative to `base`, which is relative to the feed's own. `published` and `updated`
    are dates as printed, or in ISO 8601. `content` is the full text, `summary` the short one; `content_is_plain` and
    `summary_is_plain` say that they hold no markup.
    """

    id: str | None = None
    link: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    content: str | None = None
    summary: str | None = None
    content_is_plain: bool = False
    summary_is_plain: bool = False
    author: str | None = None
    language: str | None = None
    base: str | None = None
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a feed says of itself, None for what is missing.

    `ttl_s` is how long it asks to be left alone; `skip_hours` are hours of the day in UTC at which nobody should ask.
    `base` is the address that its links are relative to, itself perhaps relative.
    """

    title: str | None = None
    link: str | None = None
    language: str | None = None
    base: str | None = None
    hub: str | None = None
    ttl_s: int | None = None
    skip_hours: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFeed:
    """A feed as one parser found it, entries in the order of the document."""

    channel: Channel = field(default_factory=Channel)
    entries: tuple[RawEntry, ...] = ()
