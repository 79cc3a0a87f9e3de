"""What a feed says of itself: name, site, language, and how often it wants to be asked.

Read from the bytes around the entries only: the parser that is fast at entries does not tell most of it.
"""

import re
from collections.abc import Iterator

from lxml import etree

from summarizer.sources.feed_raw import Channel
from summarizer.sources.feed_tree import children, markup_of, name_of, parse_xml

_HEAD_CHARS = 131_072
_TAIL_CHARS = 32_768
_ITEM = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?(?:item|entry)(?=[\s>/])", re.IGNORECASE)
_ITEM_END = re.compile(r"</(?:[A-Za-z_][\w.-]{0,40}:)?(?:item|entry)\s{0,8}>", re.IGNORECASE)
_XML = "{http://www.w3.org/XML/1998/namespace}"
_MINUTE_S = 60
_DAY_S = 86_400
_PERIODS_S = {"hourly": 3_600, "daily": _DAY_S, "weekly": 7 * _DAY_S, "monthly": 30 * _DAY_S, "yearly": 365 * _DAY_S}


def parse_channel(xml: str) -> Channel:
    """Give what stands before the first entry and after the last; an empty `Channel` when that cannot be parsed."""
    root = parse_xml(_without_entries(xml), recover=True)
    if root is None:
        return Channel()
    channel = next((node for node in root.iter(etree.Element) if name_of(node)[1] == "channel"), root)
    seen = _first_by_name(channel)
    return Channel(
        title=markup_of(seen.get("title")) or markup_of(seen.get("dc:title")) or None,
        link=_site_link(channel, seen),
        language=_language(root, channel, seen),
        base=channel.get(f"{_XML}base") or root.get(f"{_XML}base"),
        hub=next((href for rel, href in _links(channel) if rel == "hub"), None),
        ttl_s=_ttl(seen),
        skip_hours=_skip_hours(seen.get("skiphours")),
    )


def _without_entries(xml: str) -> str:
    first = _ITEM.search(xml)
    if first is None:
        return xml[:_HEAD_CHARS]
    ends = [found.end() for found in _ITEM_END.finditer(xml, max(first.start(), len(xml) - _TAIL_CHARS))]
    return xml[: min(first.start(), _HEAD_CHARS)] + (xml[ends[-1] :] if ends else "")


def _first_by_name(channel: etree._Element) -> dict[str, etree._Element]:
    found: dict[str, etree._Element] = {}
    own = name_of(channel)[0]
    for child in children(channel):
        prefix, local = name_of(child)
        if prefix in ("", "atom", "dc", "sy", own):
            key = local if prefix in ("", "atom", own) else f"{prefix}:{local}"
            if key != "link" or (child.text or "").strip():
                found.setdefault(key, child)
    return found


def _links(channel: etree._Element) -> Iterator[tuple[str, str]]:
    for child in children(channel):
        href = (child.get("href") or "").strip()
        if name_of(child)[1] == "link" and href:
            yield (child.get("rel") or "alternate").lower(), href


def _site_link(channel: etree._Element, seen: dict[str, etree._Element]) -> str | None:
    plain = markup_of(seen.get("link"))
    return plain or next((href for rel, href in _links(channel) if rel == "alternate"), None)


def _language(root: etree._Element, channel: etree._Element, seen: dict[str, etree._Element]) -> str | None:
    said = markup_of(seen.get("language")) or markup_of(seen.get("dc:language"))
    return said or channel.get(f"{_XML}lang") or root.get(f"{_XML}lang")


def _ttl(seen: dict[str, etree._Element]) -> int | None:
    minutes = _number(seen.get("ttl"))
    if minutes:
        return minutes * _MINUTE_S
    period_s = _PERIODS_S.get(markup_of(seen.get("sy:updateperiod")).lower())
    return period_s // (_number(seen.get("sy:updatefrequency")) or 1) if period_s else None


def _skip_hours(node: etree._Element | None) -> tuple[int, ...]:
    """Hours count from 0; the first versions of RSS counted to 24, which is 0."""
    if node is None:
        return ()
    hours = (_number(hour) for hour in list(children(node))[:48])
    return tuple(sorted({hour % 24 for hour in hours if hour is not None and hour <= 24}))


def _number(node: etree._Element | None) -> int | None:
    text = markup_of(node)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 7 else None
