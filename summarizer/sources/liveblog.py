"""Live blogs: the newest entries of a running page, where the page tells them in JSON-LD."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from summarizer.sources.body import Body
from summarizer.sources.dates import parse_time
from summarizer.sources.head import Head
from summarizer.sources.jsonld import LIVE_BLOG_TYPE, Node, nodes_of, string_of
from summarizer.sources.shingles import count_words
from summarizer.text.clean import clean_line, clean_paragraphs

MOST_WORDS = 1_200
"""Entries are taken newest first up to here: what happened lately, not the whole day."""

LEAST_WORDS = 30

_UNKNOWN = datetime(1, 1, 1, tzinfo=UTC)
_MARKUP = re.compile(r"<[^<>]{1,2000}>")


def is_live_blog(head: Head) -> bool:
    """Whether the page says that it is one."""
    return head.structured.find(types=frozenset({LIVE_BLOG_TYPE})) is not None


def read_live_blog(head: Head) -> Body:
    """The newest entries, each under its headline, newest first; empty when the page does not tell them.

    Entries without a time keep the page's order, after those with one.
    """
    blog = head.structured.find(types=frozenset({LIVE_BLOG_TYPE})) or {}
    entries = sorted(nodes_of(blog.get("liveBlogUpdate")), key=_time, reverse=True)
    paragraphs: list[str] = []
    subheads: set[int] = set()
    words = 0
    for entry in entries:
        text = _paragraphs(entry)
        if not text or words + _count(text) > MOST_WORDS:
            continue
        words += _count(text)
        if (headline := clean_line(string_of(entry.get("headline")) or "")) and headline not in text:
            subheads.add(len(paragraphs))
            paragraphs.append(headline)
        paragraphs.extend(text)
    return Body(paragraphs=tuple(paragraphs), subheads=frozenset(subheads)) if words >= LEAST_WORDS else Body()


def _time(entry: Node) -> datetime:
    stated = parse_time(string_of(entry.get("datePublished")) or "")
    moment = datetime.fromisoformat(stated) if stated else _UNKNOWN
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _paragraphs(entry: Node) -> Sequence[str]:
    return clean_paragraphs(_MARKUP.sub("\n", string_of(entry.get("articleBody")) or ""))


def _count(text: Sequence[str]) -> int:
    return sum(map(count_words, text))
