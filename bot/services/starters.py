"""The feeds that a newcomer is offered; where they come from stands in `starter_feeds.toml`."""

import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from summarizer.text.language import LANGUAGES

CATEGORIES = (
    "world", "politics", "business", "technology", "science", "health", "climate", "sport", "culture", "crime",
    "conflict", "economy",
)  # fmt: skip
"""The categories of topics, in the order in which they are offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StarterFeed:
    """A well-known public feed; `language` is an ISO 639-1 code."""

    title: str
    url: str
    category: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StarterGroup:
    """Starter feeds in one language; of one category where the language has many, else `category` is None."""

    language: str
    category: str | None
    feeds: tuple[StarterFeed, ...]


MANY = 10
"""Feeds of one language from which on they are grouped by category."""


@cache
def load_starters() -> tuple[StarterFeed, ...]:
    """Every starter feed, in the order of the file; read once in a process."""
    text = Path(__file__).with_name("starter_feeds.toml").read_text(encoding="utf-8")
    return tuple(StarterFeed(**row) for row in tomllib.loads(text)["feed"])


def list_starters(language: str | None, category: str | None = None) -> tuple[StarterFeed, ...]:
    """Those of a category (all without one), the ones in `language` first, then English ones, then the others."""
    wanted = [feed for feed in load_starters() if category in (None, feed.category)]
    return tuple(sorted(wanted, key=lambda feed: (feed.language != language, feed.language != "en")))


def starters_in(language: str) -> tuple[StarterFeed, ...]:
    """Those in one language, all at once; English ones where there are none."""
    every = load_starters()
    return tuple(feed for feed in every if feed.language == language) or tuple(
        feed for feed in every if feed.language == "en"
    )


def every_starter(starters: Callable[[str], tuple[StarterFeed, ...]]) -> tuple[StarterFeed, ...]:
    """All that `starters` offers in any language, each once, always in the same order."""
    return tuple(dict.fromkeys(feed for language in LANGUAGES for feed in starters(language)))


def group_starters(feeds: Sequence[StarterFeed]) -> tuple[StarterGroup, ...]:
    """`feeds` by language, and by category where a language has `MANY`; each once, in the order of their firsts."""
    counts = Counter(feed.language for feed in feeds)
    groups: dict[tuple[str, str | None], list[StarterFeed]] = {}
    for feed in feeds:
        category = feed.category if counts[feed.language] >= MANY else None
        groups.setdefault((feed.language, category), []).append(feed)
    return tuple(
        StarterGroup(language=language, category=category, feeds=tuple(found))
        for (language, category), found in groups.items()
    )
