"""Live blogs: the newest entries of a running page, as it tells them in JSON-LD or shows them, each under its time."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from urllib.parse import urlsplit

from summarizer.sources.blocks import Block
from summarizer.sources.body import Body
from summarizer.sources.candidates import prose_words
from summarizer.sources.dates import parse_time
from summarizer.sources.head import Head
from summarizer.sources.jsonld import LIVE_BLOG_TYPE, Node, nodes_of, string_of, types_of
from summarizer.sources.shingles import count_words
from summarizer.text.clean import clean_line, clean_paragraphs

MOST_WORDS = 1_200
"""Entries are taken newest first up to here: what happened lately, not the whole day."""

LEAST_WORDS = 30

_UNKNOWN = datetime(1, 1, 1, tzinfo=UTC)
_MARKUP = re.compile(r"<[^<>]{1,2000}>")


FEWEST_STAMPS = 4
"""A page that calls itself live and shows so many times, each with text below, is a live blog."""

_STAMP_WORDS = 16
_ENTRY_LIMIT = 400
_CALLS_ITSELF_LIVE = re.compile(
    r"\blive[- ]?(?:blog|ticker|updates?|coverage|reporting)|\blive\b\s?[:|–—-]|[–—:|-]\s?live\b|\bas it happened\b|"
    r"\ben (?:direct|vivo|directo)\b|\b(?:in )?diretta\b|\bao vivo\b|\bna żywo\b|онлайн|трансляци|трансляці|наживо",
    re.IGNORECASE,
)
_LIVE_PATH = re.compile(
    r"/(?:live|liveblog|liveticker|live-news|en-direct|en-vivo|directo|diretta|ao-vivo|online)(?:[/-]|$)|"
    r"-(?:live|live-updates|liveblog|live-blog|liveticker)(?:[-/.]|$)",
    re.IGNORECASE,
)
_DATE = (
    r"(?:[^\W\d]{3,10}\.?,? )?(?:\d{1,2}(?:st|nd|rd|th)?[.,]? [^\W\d]{3,10}\.?|[^\W\d]{3,9}\.? \d{1,2}|"
    r"\d{1,2}[./]\d{1,2}[./](?:\d{2}|\d{4})|\d{4}-\d\d-\d\d)(?:,? \d{4})?(?:,| at| um| à|,? [–—|·-])? "
)
"""The day before a time: "Nov. 28, 2026, ", "Samstag, 28. November 2026, ", "28.11.2026 - "."""

_STAMP = re.compile(
    rf"(?:{_DATE}|[^\W\d]{{2,9}}(?: at| um| à)?\.?:? )?"
    r"(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?![\d.])(?:\s?(?P<half>[ap])\.?m\b\.?)?"
    r"(?:\s?(?:Uhr|[A-Z]{2,4}\b))?|\d{1,3}\s?(?:min(?:ute)?s?|h|hrs?|hours?)\.? ago\b",
    re.IGNORECASE,
)
_OF_ITSELF_WORDS = 40
_OF_ITSELF = re.compile(
    r"\b(?:our|this|the) live[- ]?(?:blog|coverage|page|reporting|updates)\b|\b(?:this|our) (?:blog|page|coverage)\b|"
    r"\bthat(?:['’]s| is) (?:all|it) (?:from us|for (?:now|today|tonight|this))\b|"
    r"\b(?:unser|dies)\w{0,3} (?:live)?-?(?:ticker|blog)\b|\b(?:ce|notre) direct\b|\b(?:este|nuestro) directo\b|"
    r"\b(?:questa|nostra) diretta\b|\b(?:наш|эт)\w{1,3} (?:онлайн|трансляц)",
    re.IGNORECASE,
)
"""A short entry with such words opens or ends the page: "That is all from us", "Our live coverage starts here"."""

_OUTSIDE = frozenset({"ad", "caption", "comment", "footer", "form", "nav", "related"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """What stands below one time: the minute of the day (None for "5 min ago"), headlines by index, texts."""

    minute: int | None
    texts: tuple[str, ...]
    headings: frozenset[int]


def is_live_blog(head: Head, blocks: Sequence[Block], title: str | None, url: str | None) -> bool:
    """Whether the page says that it is one in JSON-LD; or calls itself live and shows entries, each under its time.

    A story may name a live blog that it belongs to: that makes it none.
    """
    if _find_told(head) is not None:
        return True
    called = _CALLS_ITSELF_LIVE.search(f"{title}\n{head.title}"[:600]) or _LIVE_PATH.search(
        urlsplit(url or "").path[:300]
    )
    return called is not None and len(_shown_entries(blocks)) >= FEWEST_STAMPS


def read_live_blog(head: Head, blocks: Sequence[Block]) -> Body:
    """The newest entries, each under its headline, newest first; empty when the page does not tell or show them.

    Entries of JSON-LD without a time keep the page's order, after those with one. Shown entries keep it too, unless
    their times rise down the page.
    """
    blog = _find_told(head) or {}
    nodes = sorted(nodes_of(blog.get("liveBlogUpdate")), key=_time, reverse=True)
    told = _newest(entry for node in nodes if (entry := _told_entry(node)))
    if told.paragraphs:
        return told
    shown = _shown_entries(blocks)
    return _newest(shown if len(shown) >= FEWEST_STAMPS else ())


def _find_told(head: Head) -> Node | None:
    """The live blog that the page is by its JSON-LD: the one with entries, else the story itself."""
    blogs = [node for node in head.structured.nodes if LIVE_BLOG_TYPE in types_of(node)]
    told = next((blog for blog in blogs if blog.get("liveBlogUpdate")), None)
    return told or next((blog for blog in blogs if blog is head.structured.article), None)


def _newest(entries: Iterable[_Entry]) -> Body:
    paragraphs: list[str] = []
    subheads: set[int] = set()
    words = 0
    for entry in entries:
        count = sum(count_words(text) for index, text in enumerate(entry.texts) if index not in entry.headings)
        if not count or words + count > MOST_WORDS or (count <= _OF_ITSELF_WORDS and _speaks_of_itself(entry)):
            continue
        words += count
        subheads |= {len(paragraphs) + index for index in entry.headings}
        paragraphs.extend(entry.texts)
    return Body(paragraphs=tuple(paragraphs), subheads=frozenset(subheads)) if words >= LEAST_WORDS else Body()


def _speaks_of_itself(entry: _Entry) -> bool:
    return any(_OF_ITSELF.search(text) for text in entry.texts)


def _shown_entries(blocks: Sequence[Block]) -> list[_Entry]:
    """The entries that stand on the page, newest first: what follows each time, up to the next."""
    places = [index for index, block in enumerate(blocks) if _is_stamp(block)][:_ENTRY_LIMIT]
    entries = [_shown_entry(blocks[place:end]) for place, end in pairwise((*places, len(blocks)))]
    told = [entry for entry in entries if len(entry.texts) > len(entry.headings)]
    rises = sum(_rises(above, below) for above, below in pairwise(told))
    return told[::-1] if 2 * rises > len(told) else told


def _rises(above: _Entry, below: _Entry) -> bool:
    return above.minute is not None and below.minute is not None and above.minute < below.minute


def _is_stamp(block: Block) -> bool:
    short = len(block.text) < 160 and len(block.text.split()) <= _STAMP_WORDS
    return short and block.marks.isdisjoint(_OUTSIDE) and _STAMP.match(block.text) is not None


def _shown_entry(blocks: Sequence[Block]) -> _Entry:
    stamp = _STAMP.match(blocks[0].text)
    minute = None
    if stamp and stamp["hour"]:
        afternoon = 12 if (stamp["half"] or "").lower() == "p" and int(stamp["hour"]) < 12 else 0
        minute = 60 * (int(stamp["hour"]) + afternoon) + int(stamp["minute"])
    headline = blocks[0].text[stamp.end() if stamp else 0 :].strip(" |·:–—-")
    texts = [headline] if headline else []
    headings = {0} if headline else set()
    for block in blocks[1:]:
        if not block.marks.isdisjoint(_OUTSIDE):
            continue
        if block.heading:
            headings.add(len(texts))
            texts.append(block.text)
        elif prose_words(block):
            texts.append(block.text)
    return _Entry(minute=minute, texts=tuple(texts), headings=frozenset(headings))


def _told_entry(node: Node) -> _Entry | None:
    """An entry of JSON-LD under its headline; None without a text."""
    text = tuple(_paragraphs(node))
    if not text:
        return None
    headline = clean_line(string_of(node.get("headline")) or "")
    headed = bool(headline) and headline not in text
    return _Entry(minute=None, texts=(headline, *text) if headed else text, headings=frozenset({0} if headed else ()))


def _time(entry: Node) -> datetime:
    stated = parse_time(string_of(entry.get("datePublished")) or "")
    moment = datetime.fromisoformat(stated) if stated else _UNKNOWN
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _paragraphs(entry: Node) -> Sequence[str]:
    return clean_paragraphs(_MARKUP.sub("\n", string_of(entry.get("articleBody")) or ""))
