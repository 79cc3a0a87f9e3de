"""The patient reader: feedparser, for small feeds that are not even XML.

It forgives everything and takes its time: 5.8 feeds a second, and 26 s for 1 MB of "<". So it gets at most 512 KB, only
what has the root of a feed, and not when the text is mostly signs.
"""

import io
import re
from collections.abc import Mapping
from typing import Any

from summarizer.sources.feed_raw import RawEntry

PATIENT_LIMIT_CHARS = 512_000
SIGN_LIMIT = 30_000
"""Of "<" and of "&": more is an attack, or a feed of thousands of items that the fast reader reads."""

_DECLARATION = b'<?xml version="1.0" encoding="utf-8"?>\n'
_HEADERS = {"content-type": "application/xml; charset=utf-8"}
_PLAIN = "text/plain"
_DIGITS = re.compile(r"(\d{60})\d+")
_BLANKS = re.compile(r"\s{40,}")


def read_entries(xml: str) -> tuple[RawEntry, ...] | None:
    """Give the entries as feedparser finds them; None when the text is too much for it.

    The bytes go in as a stream: given bare bytes, it opens the file of that name.
    """
    if len(xml) > PATIENT_LIMIT_CHARS or max(xml.count("<"), xml.count("&")) > SIGN_LIMIT:
        return None
    import feedparser  # noqa: PLC0415 (a fifth of a second, and hardly ever needed)

    stream = io.BytesIO(_DECLARATION + _BLANKS.sub(" ", _DIGITS.sub(r"\1", xml)).encode("utf-8", "replace"))
    try:
        found = feedparser.parse(
            stream, response_headers=dict(_HEADERS), sanitize_html=False, resolve_relative_uris=False
        )
    except Exception:  # noqa: BLE001 (whatever it raises on foreign bytes, there is no feed to be read)
        return None
    return tuple(map(_raw, found["entries"]))


def _raw(found: dict[str, Any]) -> RawEntry:
    entry = dict(found.items())  # its own dictionary answers for one field with another, and warns
    content: Mapping[str, Any] = next((part for part in entry.get("content") or () if _is_text(part)), {})
    summary = entry.get("summary_detail") or {}
    return RawEntry(
        id=entry.get("id"),
        link=entry.get("link"),
        title=entry.get("title"),
        published=entry.get("published") or entry.get("created"),
        updated=entry.get("updated"),
        content=content.get("value"),
        summary=entry.get("summary"),
        content_is_plain=content.get("type") == _PLAIN,
        summary_is_plain=summary.get("type") == _PLAIN,
        author=entry.get("author"),
        language=_language(entry),
        categories=tuple(name for tag in entry.get("tags") or () if (name := tag.get("label") or tag.get("term"))),
    )


def _language(entry: Mapping[str, Any]) -> str | None:
    title: Mapping[str, Any] = entry.get("title_detail") or {}
    return title.get("language")


def _is_text(content: Mapping[str, Any]) -> bool:
    kind = str(content.get("type") or "")
    return kind.startswith("text/") or kind.endswith(("xml", "html"))
