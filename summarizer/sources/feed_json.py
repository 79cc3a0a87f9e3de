"""JSON Feed, versions 1 and 1.1 (https://www.jsonfeed.org/version/1.1/): text → what it holds."""

import json
import re
from collections.abc import Mapping
from typing import Any

from summarizer.errors import UnreadableFile, WrongType
from summarizer.sources.feed_raw import Channel, RawEntry, RawFeed

DEPTH_LIMIT = 32
"""A feed nests some six deep, extensions included."""

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


def parse_json_feed(text: str) -> RawFeed:
    """Give what a JSON feed holds; fields of another type than the format's are as if they were missing.

    Raises:
        UnreadableFile: no JSON, or nested deeper than `DEPTH_LIMIT`.
        WrongType: JSON, but no feed.
    """
    if _depth(text) > DEPTH_LIMIT:
        raise UnreadableFile(reason="its JSON is nested too deeply")
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(reason="its JSON is broken") from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list) or not _is_feed(feed):
        raise WrongType(media_type="application/json")
    items = (item for item in feed["items"] if isinstance(item, dict))
    return RawFeed(channel=_channel(feed), entries=tuple(map(_entry, items)))


def _depth(text: str) -> int:
    depth = deepest = 0
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in ("[", "{"):
            depth += 1
            deepest = max(deepest, depth)
        elif sign in ("]", "}"):
            depth -= 1
        if deepest > DEPTH_LIMIT:
            break
    return deepest


def _is_feed(feed: Mapping[str, Any]) -> bool:
    """By its version, or, since many leave that out, by an item with an address or a text."""
    if "jsonfeed.org/version/" in str(feed.get("version")):
        return True
    names = {"url", "external_url", "content_html", "content_text"}
    return any(isinstance(item, dict) and "id" in item and names & item.keys() for item in feed["items"])


def _channel(feed: Mapping[str, Any]) -> Channel:
    hubs = feed.get("hubs")
    hub = next((hub for hub in hubs if isinstance(hub, dict)), {}) if isinstance(hubs, list) else {}
    return Channel(
        title=_string(feed, "title"),
        link=_string(feed, "home_page_url"),
        language=_string(feed, "language"),
        hub=_string(hub, "url"),
    )


def _entry(item: Mapping[str, Any]) -> RawEntry:
    markup, plain = _string(item, "content_html"), _string(item, "content_text")
    return RawEntry(
        id=_string(item, "id"),
        link=_string(item, "url") or _string(item, "external_url"),
        title=_string(item, "title"),
        published=_string(item, "date_published"),
        updated=_string(item, "date_modified"),
        content=markup or plain,
        summary=_string(item, "summary"),
        content_is_plain=not markup,
        summary_is_plain=True,
        author=_author(item),
        language=_string(item, "language"),
        categories=tuple(tag for tag in _list(item, "tags") if isinstance(tag, str)),
    )


def _author(item: Mapping[str, Any]) -> str | None:
    people = [*_list(item, "authors"), item.get("author")]
    return next((name for person in people if isinstance(person, dict) and (name := _string(person, "name"))), None)


def _list(item: Mapping[str, Any], name: str) -> list[Any]:
    value = item.get(name)
    return value if isinstance(value, list) else []


def _string(item: Mapping[str, Any], name: str) -> str | None:
    """A text, or a number as text: ids are often numbers."""
    value = item.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None
