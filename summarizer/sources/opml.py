"""OPML 2.0, the lists of feeds that readers exchange: http://opml.org/spec2.opml."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from summarizer.errors import NotALink, TooLarge, UnreadableFile, WrongType
from summarizer.sources.feed_bytes import check_size, decode_feed, literal_entities
from summarizer.sources.feed_text import clean_name
from summarizer.sources.feed_tree import children, parse_xml
from summarizer.sources.parsed_feed import FEED_LIMIT_BYTES
from summarizer.sources.urls import parse_link
from summarizer.text.clean import clean_line

OUTLINE_LIMIT = 5_000
"""Feeds in one list; the longest that people pass around have some 1,000."""

DEPTH_LIMIT = 20
FOLDER_SEPARATOR = " / "

_ROOT = re.compile(r"<opml(?=[\s>/])", re.IGNORECASE)
_FEED_SCHEME = re.compile(r"feed:(?://)?(?=https?://)|feed(?=://)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineFeed:
    """A feed in a list: `url` is absolute http(s), `site_url` its page, `category` the folders above it.

    None for what the list does not say. Nested folders are parted by " / ".
    """

    url: str
    title: str | None = None
    site_url: str | None = None
    category: str | None = None


def parse_opml(data: bytes) -> tuple[OutlineFeed, ...]:
    """Give the feeds of a list in its order, each address once; what has no readable address is passed over.

    Folders may nest up to `DEPTH_LIMIT`; an outline outside any folder takes the category it names. No entity is
    expanded.

    Raises:
        TooLarge: more than 5 MB, or more than `OUTLINE_LIMIT` feeds.
        WrongType: no OPML.
        UnreadableFile: OPML too broken to be read.
    """
    check_size(data)
    text = decode_feed(data, None)
    start = _ROOT.search(text, 0, 65_536)
    if start is None:
        raise WrongType(media_type="")
    root = parse_xml(literal_entities(text[start.start() :]), recover=True)
    body = None if root is None else next((node for node in root.iter(etree.Element) if _local(node) == "body"), None)
    if body is None:
        raise UnreadableFile(reason="the list has no body")
    found: dict[str, OutlineFeed] = {}
    for feed in _walk(body):
        found.setdefault(feed.url, feed)
        if len(found) > OUTLINE_LIMIT:
            raise TooLarge(limit_bytes=FEED_LIMIT_BYTES)
    return tuple(found.values())


def render_opml(feeds: Iterable[OutlineFeed], *, title: str = "Feeds") -> bytes:
    """Give an OPML 2.0 list of the feeds, a folder for each category, in the order in which they first come.

    What `parse_opml` gives comes back from it, but for the order across categories.
    """
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = clean_line(title)
    body = etree.SubElement(root, "body")
    folders: dict[str, etree._Element] = {}
    for feed in feeds:
        place = body if not feed.category else folders.get(clean_line(feed.category))
        if place is None:
            name = clean_line(feed.category or "")
            place = folders[name] = etree.SubElement(body, "outline", text=name, title=name)
        etree.SubElement(place, "outline", _attributes(feed))
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _attributes(feed: OutlineFeed) -> dict[str, str]:
    title = clean_line(feed.title or "")
    # `text` is required by the format; a feed without a name shows its address there, and `title` is left out.
    named = {"text": title, "title": title} if title else {"text": feed.url}
    site = {"htmlUrl": feed.site_url} if feed.site_url else {}
    return {"type": "rss", **named, "xmlUrl": feed.url, **site}


def _walk(body: etree._Element) -> Iterator[OutlineFeed]:
    """Depth first, in document order, without recursion."""
    waiting = [(iter(list(children(body))), ())]  # type: list[tuple[Iterator[etree._Element], tuple[str, ...]]]
    while waiting:
        nodes, path = waiting[-1]
        node = next(nodes, None)
        if node is None:
            waiting.pop()
            continue
        said = {str(name).lower(): str(value) for name, value in node.attrib.items()}
        feed = _feed(said, path)
        if feed is not None:
            yield feed
        if len(node) and len(waiting) < DEPTH_LIMIT:
            name = None if feed else clean_name(said.get("title") or said.get("text"))
            waiting.append((iter(list(children(node))), (*path, name) if name else path))


def _feed(said: Mapping[str, str], path: tuple[str, ...]) -> OutlineFeed | None:
    address = said.get("xmlurl") or (said.get("url") if said.get("type", "").lower() in ("rss", "atom") else None)
    url = _address(address)
    if url is None:
        return None
    title = clean_name(said.get("title") or said.get("text"))
    return OutlineFeed(
        url=url,
        title=None if title == url else title,
        site_url=_address(said.get("htmlurl")),
        category=FOLDER_SEPARATOR.join(path) or _first_category(said.get("category")),
    )


def _first_category(said: str | None) -> str | None:
    """The first of a list with commas; slashes make a path, by the format's own rule."""
    first = (said or "").split(",")[0].strip().strip("/")
    return clean_name(first.replace("/", FOLDER_SEPARATOR))


def _address(text: str | None) -> str | None:
    if not text:
        return None
    try:
        return parse_link(_FEED_SCHEME.sub(lambda found: "http" if found[0].lower() == "feed" else "", text.strip(), 1))
    except NotALink:
        return None


def _local(node: etree._Element) -> str:
    return str(node.tag).rpartition("}")[2].lower()
