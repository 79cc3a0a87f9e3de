"""A feed's bytes → what it holds: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed 1 and 1.1.

A cascade, each stage only where the one before does not do:

1. `feed_bytes`: decoded; told from pages and other files; entities resolved, the prologue dropped.
2. `feed_json`, when it starts with a brace.
3. `feed_fast` (fastfeedparser), for nearly every feed.
4. `feed_tree` (lxml), where the fast reader is known to guess, or failed.
5. `feed_odd` (feedparser), for at most 512 KB that are not even XML.

Whatever was read is then cleaned here, in one way for all. Pure: nothing is opened or fetched, `url` is only looked at.
"""

import hashlib
import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from summarizer.errors import NotALink, UnreadableFile
from summarizer.model import PARAGRAPH_BREAK
from summarizer.sources import feed_fast, feed_odd, feed_tree
from summarizer.sources.feed_bytes import check_size, decode_feed, find_feed_xml, wrong_type
from summarizer.sources.feed_dates import parse_moment
from summarizer.sources.feed_furniture import trim_furniture
from summarizer.sources.feed_head import parse_channel
from summarizer.sources.feed_json import parse_json_feed
from summarizer.sources.feed_raw import Channel, RawEntry, RawFeed
from summarizer.sources.feed_text import clean_name, clean_title, html_paragraphs, plain_paragraphs
from summarizer.sources.parsed_feed import ENTRY_LIMIT, Entry, ParsedFeed
from summarizer.sources.urls import MAX_LINK_CHARS, join_link, split_link
from summarizer.text.language import base_language

CATEGORY_LIMIT = 20

CAREFUL_LIMIT = 20_000
"""Entries that the careful reader is asked for: 0.04 ms each, and no feed of stories has as many."""

_ID_LIMIT_CHARS = 1_000
_PLAIN_ADDRESS = re.compile(r"https?://(?:[a-z0-9_-]{1,63}\.){1,8}[a-z]{2,63}(?:[/?#][!-~]*)?")


def parse_feed(
    data: bytes,
    *,
    url: str | None,
    media_type: str | None = None,
    charset: str | None = None,
    now: datetime | None = None,
) -> ParsedFeed:
    """Give what a feed holds. A pure function of its arguments.

    `url` is where the bytes came from: relative links are relative to it. `charset` is the transport's word. Dates that
    lie ahead of `now` are brought back to it, those more than a day ahead dropped; without `now` none is. Of more than
    `ENTRY_LIMIT` entries the newest are taken, undated ones last.

    Raises:
        TooLarge: more than 5 MB, as bytes or decoded.
        WrongType: no feed, but a page or something else.
        UnreadableFile: a feed, as far as one can see, but so broken that nothing could be read.
    """
    check_size(data)
    text = decode_feed(data, charset).lstrip("\ufeff \t\r\n\x00")
    check_size(text)
    raw = _read(text, media_type)
    base = _resolve(raw.channel.base, url) or url
    site = _resolve(raw.channel.link, base)
    newest = _newest(raw.entries, 2 * ENTRY_LIMIT, now)
    entries = _newest(_unique([_place(entry, base or site) for entry in newest]), ENTRY_LIMIT, now)
    return ParsedFeed(
        title=clean_title(raw.channel.title),
        url=site,
        language=base_language(raw.channel.language),
        ttl_s=raw.channel.ttl_s,
        skip_hours=raw.channel.skip_hours,
        hub=_resolve(raw.channel.hub, base),
        entries=tuple(_entry(entry, now) for entry in entries),
    )


def _read(text: str, media_type: str | None) -> RawFeed:
    if text.startswith("{"):
        return parse_json_feed(text)
    xml = find_feed_xml(text)
    if xml is None:
        raise wrong_type(text, media_type)
    channel = parse_channel(xml)
    entries = _read_entries(xml)
    if not entries and channel == Channel() and feed_tree.parse_xml(xml) is None:
        raise UnreadableFile(reason="no feed could be read from it")
    return RawFeed(channel=channel, entries=entries)


def _read_entries(xml: str) -> tuple[RawEntry, ...]:
    fast = feed_fast.read_entries(xml)
    if fast and (len(fast) > CAREFUL_LIMIT or not feed_fast.is_doubtful(xml, fast)):
        return fast
    careful = feed_tree.read_entries(xml)
    if careful is not None:
        # An item in disguise (another namespace, another letter case) is found by one reader and not by the other.
        return careful if len(careful) >= len(fast or ()) else fast or ()
    if fast and all(entry.link and entry.title for entry in fast):
        return fast
    return max(fast or (), feed_odd.read_entries(xml) or (), key=_facts)


def _facts(entries: Sequence[RawEntry]) -> int:
    """How much a reader made out of a broken feed."""
    return sum(sum(map(bool, (entry.id, entry.link, entry.title, entry.content or entry.summary))) for entry in entries)


# --- which entries -------------------------------------------------------------------------------------------------


def _place(entry: RawEntry, base: str | None) -> RawEntry:
    """The entry with its address resolved."""
    return replace(entry, link=_resolve(entry.link, _resolve(entry.base, base) or base))


def _unique(entries: Sequence[RawEntry]) -> list[RawEntry]:
    """The entries with an id of their own each.

    An id that stands on several addresses names none of them: the addresses do. Of an entry that comes twice the first
    is taken.
    """
    addresses = {(entry.id, entry.link) for entry in entries if entry.id}
    shared = {name for name, count in Counter(name for name, _ in addresses).items() if count > 1}
    known: dict[str, RawEntry] = {}
    for entry in entries:
        own = entry.id.strip() if entry.id and entry.id not in shared else ""
        name = own or entry.link or _hash(entry.title, entry.published, entry.summary or entry.content)
        known.setdefault(name if len(name) <= _ID_LIMIT_CHARS else _hash(name), entry)
    return [replace(entry, id=name) for name, entry in known.items()]


def _hash(*parts: str | None) -> str:
    text = "\0".join(part or "" for part in parts)
    return f"sha256:{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:32]}"


def _newest(entries: Sequence[RawEntry], limit: int, now: datetime | None) -> Sequence[RawEntry]:
    """The newest, in the order of the feed; of undated ones and those of one moment the first."""
    if len(entries) <= limit:
        return entries
    moments = [_published(entry, now) or "" for entry in entries]
    places = sorted(range(len(entries)), key=moments.__getitem__, reverse=True)
    return [entries[place] for place in sorted(places[:limit])]


def _published(entry: RawEntry, now: datetime | None) -> str | None:
    return parse_moment(entry.published, now=now) or parse_moment(entry.updated, now=now)


# --- cleaning ------------------------------------------------------------------------------------------------------


def _entry(raw: RawEntry, now: datetime | None) -> Entry:
    categories = dict.fromkeys(filter(None, map(clean_name, raw.categories[: 4 * CATEGORY_LIMIT])))
    return Entry(
        id=raw.id or "",
        url=raw.link,
        title=clean_title(raw.title),
        published=_published(raw, now),
        updated=parse_moment(raw.updated, now=now),
        text=PARAGRAPH_BREAK.join(_text(raw)),
        author=clean_name(raw.author),
        language=base_language(raw.language),
        categories=tuple(itertools.islice(categories, CATEGORY_LIMIT)),
    )


def _text(raw: RawEntry) -> tuple[str, ...]:
    """The content, or the summary where that says more."""
    content = _paragraphs(raw.content, plain=raw.content_is_plain)
    if raw.summary and raw.summary != raw.content and len(raw.summary) > sum(map(len, content)):
        summary = _paragraphs(raw.summary, plain=raw.summary_is_plain)
        return max(content, summary, key=lambda paragraphs: sum(map(len, paragraphs)))
    return content


def _paragraphs(body: str | None, *, plain: bool) -> tuple[str, ...]:
    if not body:
        return ()
    return trim_furniture(plain_paragraphs(body) if plain else html_paragraphs(body))


def _resolve(reference: str | None, base: str | None) -> str | None:
    """An absolute http(s) address, as the feed spells it where it is one; None for any other thing."""
    address = "".join((reference or "").split("\n")).replace("\r", "").replace("\t", "").strip()
    if not address:
        return None
    if len(address) <= MAX_LINK_CHARS and _PLAIN_ADDRESS.fullmatch(address):
        return address
    try:
        if "://" in address[:8] and address.isascii() and " " not in address:
            split_link(address)
            return address
        return join_link(base or "", address)
    except NotALink:
        return None
