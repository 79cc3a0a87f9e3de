"""The careful reader of XML feeds: slower than the fast parser, and right where that one guesses.

It reads names with their namespaces (a `media:title` is no title), markup inside titles, links by their relation,
`isPermaLink`, `xml:base`, `xml:lang` and dates as printed. Input is what `find_feed_xml` gives: no
entities, no document type.
"""

import base64
from collections.abc import Iterator, Mapping

from lxml import etree

from summarizer.sources.feed_raw import RawEntry

_XML = "{http://www.w3.org/XML/1998/namespace}"
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_PREFIXES = {
    "http://www.w3.org/2005/Atom": "atom", "http://purl.org/atom/ns#": "atom", "https://www.w3.org/2005/Atom": "atom",
    "http://purl.org/dc/elements/1.1/": "dc", "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content", "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://www.w3.org/1999/xhtml": "xhtml", "http://search.yahoo.com/mrss/": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
}  # fmt: skip
_PUBLISHED = ("pubdate", "atom:published", "published", "atom:issued", "dc:date", "dcterms:issued", "dcterms:created")
_UPDATED = ("atom:updated", "updated", "atom:modified", "dcterms:modified", "lastbuilddate")
_CONTENT = ("content:encoded", "atom:content", "xhtml:body", "content", "body", "fullitem")
_SUMMARY = ("description", "atom:summary", "summary", "dc:description", "itunes:summary", "media:description")
_CATEGORIES = ("category", "atom:category", "dc:subject")
_PLAIN_TYPES = frozenset({"text", "text/plain"})
_ITEMS = frozenset({"item", "entry"})

_Children = Mapping[str, list[etree._Element]]  # noqa: SLF001 (its only name)


def parse_xml(xml: str, *, recover: bool = False) -> etree._Element | None:
    """Parse a document that holds no entities; None when it is not well-formed (with `recover`: when hopeless)."""
    parser = etree.XMLParser(
        recover=recover, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True,
        remove_pis=True, collect_ids=False,
    )  # fmt: skip
    try:
        # With `recover`, lxml gives None for what is hopeless; its types do not say so.
        root: etree._Element | None = etree.fromstring(xml.encode("utf-8", "replace"), parser=parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root


def read_entries(xml: str) -> tuple[RawEntry, ...] | None:
    """Give the entries of a well-formed feed in document order; None when it is not well-formed. Linear."""
    root = parse_xml(xml)
    if root is None:
        return None
    return tuple(_read(node) for node in root.iter(etree.Element) if _is_item(node))


def name_of(node: etree._Element) -> tuple[str, str]:
    """Give prefix and local name in lower case; the prefix is ours, "" for RSS of any version and unknown ones "?"."""
    tag = str(node.tag)
    if not tag.startswith("{"):
        prefix, _, local = tag.rpartition(":")
        return prefix.lower(), local.lower()
    space, _, local = tag[1:].rpartition("}")
    if space in _PREFIXES:
        return _PREFIXES[space], local.lower()
    return "" if "rss" in space.lower() or "netscape.com/rdf" in space else "?", local.lower()


def children(node: etree._Element) -> Iterator[etree._Element]:
    """Give the child elements, without comments and instructions."""
    return node.iterchildren(etree.Element)


def markup_of(node: etree._Element | None) -> str:
    """Give what an element holds, stripped: its text, and markup as markup; base64 decoded where it holds text."""
    if node is None:
        return ""
    if not len(node):
        text = (node.text or "").strip()
        return _decoded(text) or "" if _is_base64(node) else text
    inner = "".join(etree.tostring(child, encoding="unicode") for child in children(node))
    return f"{_escape(node.text or '')}{inner}".strip()


def _is_base64(node: etree._Element) -> bool:
    """By Atom 0.3's `mode`, or in Atom 1.0 by a type that is no text."""
    return (node.get("mode") or "").lower() == "base64" or (name_of(node)[0] == "atom" and not _is_text(node))


def _decoded(text: str) -> str | None:
    """The text behind base64, None when it is a picture or broken."""
    try:
        return base64.b64decode(text, validate=False).decode("utf-8")
    except ValueError:
        return None


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _is_item(node: etree._Element) -> bool:
    prefix, local = name_of(node)
    return local in _ITEMS and prefix in ("", "atom", "rss", "?")


def _read(item: etree._Element) -> RawEntry:
    seen = _by_name(item)
    content, summary = _first(seen, *_CONTENT), _first(seen, *_SUMMARY)
    return RawEntry(
        id=_text(seen, "atom:id", "id", "guid") or (item.get(_RDF_ABOUT) or "").strip() or None,
        link=_link(seen),
        title=_title(seen),
        published=_text(seen, *_PUBLISHED),
        updated=_text(seen, *_UPDATED),
        content=_body(content),
        summary=_body(summary),
        content_is_plain=_is_plain(content),
        summary_is_plain=_is_plain(summary),
        author=_author(seen),
        language=_text(seen, "dc:language", "language") or _inherited(item, "lang"),
        base=_base(item),
        categories=tuple(filter(None, map(_term, _all(seen, *_CATEGORIES)))),
    )


def _by_name(item: etree._Element) -> _Children:
    """Children by name. Under an item of an unknown namespace its own namespace counts as the feed's."""
    own = name_of(item)[0]
    found: dict[str, list[etree._Element]] = {}
    for child in _with_groups(item):
        prefix, local = name_of(child)
        key = local if prefix in ("", "rss") or (prefix == own == "?") else f"{prefix}:{local}"
        found.setdefault(key, []).append(child)
    return found


def _with_groups(item: etree._Element) -> Iterator[etree._Element]:
    """The children, those of a `media:group` behind the others: there YouTube keeps its texts."""
    groups = []
    for child in children(item):
        yield child
        if name_of(child) == ("media", "group"):
            groups.append(child)
    for group in groups:
        yield from children(group)


def _all(seen: _Children, *names: str) -> Iterator[etree._Element]:
    return (node for name in names for node in seen.get(name, ()))


def _first(seen: _Children, *names: str) -> etree._Element | None:
    return next((node for node in _all(seen, *names) if len(node) or (node.text or "").strip()), None)


def _text(seen: _Children, *names: str) -> str | None:
    node = _first(seen, *names)
    return "".join(map(str, node.itertext())).strip() or None if node is not None else None


def _title(seen: _Children) -> str | None:
    node = _first(seen, "title", "atom:title", "dc:title", "media:title", "itunes:title")
    if node is None:
        return None
    text = markup_of(node)
    # A title of type "text" means its signs literally: what looks like a tag is none.
    return _escape(text) if node.get("type") in _PLAIN_TYPES and not len(node) else text


def _link(seen: _Children) -> str | None:
    """The story's page: RSS's link, Atom's alternate one (HTML first), or an id that is an address and may be taken."""
    plain = next((text for node in seen.get("link", ()) if (text := (node.text or "").strip())), None)
    if plain:
        return plain
    links = [node for node in _all(seen, "atom:link", "link") if (node.get("href") or "").strip()]
    pages = [node for node in links if (node.get("rel") or "alternate").lower() == "alternate"]
    pages.sort(key=lambda node: "html" not in (node.get("type") or "html"))
    if pages:
        return str(pages[0].get("href")).strip()
    guid = _first(seen, "guid", "atom:id")
    permanent = guid is not None and (guid.get("isPermaLink") or "true").strip().lower() != "false"
    address = (guid.text or "").strip() if guid is not None and permanent else ""
    return address if address.startswith(("http://", "https://")) else None


def _body(node: etree._Element | None) -> str | None:
    return markup_of(node) or None


def _is_text(node: etree._Element) -> bool:
    """Atom's content may be a picture in base64; RSS's is always text."""
    kind = (node.get("type") or "").lower()
    return not kind or kind in ("text", "html", "xhtml") or kind.startswith("text/") or kind.endswith(("xml", "html"))


def _is_plain(node: etree._Element | None) -> bool:
    if node is None or len(node):
        return False
    return (node.get("type") or ("text" if name_of(node)[0] == "atom" else "html")).lower() in _PLAIN_TYPES


def _author(seen: _Children) -> str | None:
    person = next(_all(seen, "atom:author", "author"), None)
    if person is not None:
        name = next((child.text for child in children(person) if name_of(child)[1] == "name" and child.text), None)
        if name or (person.text or "").strip():
            return name or person.text
    return _text(seen, "dc:creator", "itunes:author")


def _term(node: etree._Element) -> str | None:
    return (node.get("label") or node.get("term") or node.text or "").strip() or None


def _inherited(item: etree._Element, name: str) -> str | None:
    """The entry's own attribute, or its title's; the feed's is the feed's."""
    nodes = (item, *children(item))
    return next((value for node in nodes if (value := node.get(f"{_XML}{name}"))), None)


def _base(item: etree._Element) -> str | None:
    """The base of the link: its own element's, else the entry's."""
    links = (child for child in children(item) if name_of(child)[1] == "link")
    return next((value for node in (*links, item) if (value := node.get(f"{_XML}base"))), None)
