"""A feed's bytes → clean text to parse: decoded, without prologue, every entity resolved or made literal.

Nothing behind this module sees a document type, a declaration of entities or another encoding than UTF-8, so there is
nothing to expand, to open or to guess. What is no feed is told here, before any parser is asked.
"""

import codecs
import html
import re
from collections.abc import Iterator
from html.entities import html5

from summarizer.errors import TooLarge, WrongType
from summarizer.sources.markup import decode_markup
from summarizer.sources.parsed_feed import FEED_LIMIT_BYTES

LONG_TAG_CHARS = 32_768
"""A longer tag loses its attributes: parsers are quadratic in them, and pictures in `data:` links are no text."""

_PROLOG_CHARS = 65_536
_DECLARED = re.compile(rb"""<\?xml\s[^>]{0,200}?encoding\s{0,8}=\s{0,8}["']([A-Za-z0-9_.:-]{2,40})["']""")
_LOOSE_DEFAULTS = frozenset({"iso-8859-1", "us-ascii", "latin1", "latin-1"})
_WIDE = {
    codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32", b"<\0\0\0": "utf-32-le", b"\0\0\0<": "utf-32-be",
    b"<\0?\0": "utf-16-le", b"\0<\0?": "utf-16-be", b"<\0r\0": "utf-16-le", b"\0<\0r": "utf-16-be",
    b"<\0f\0": "utf-16-le", b"\0<\0f": "utf-16-be", b"{\0": "utf-16-le", b"\0{": "utf-16-be",
}  # fmt: skip
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?(?:rss|feed|rdf|channel)(?=[\s>/])", re.IGNORECASE)
_OTHERS = {
    "text/html": re.compile(r"<(?:!doctype\s{1,8}html|html|head|body)(?=[\s>])", re.IGNORECASE),
    "text/x-opml": re.compile(r"<opml(?=[\s>])", re.IGNORECASE),
}
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CONTROLS = bytes(code for code in range(128) if _FORBIDDEN.match(chr(code)))
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)(#[xX]?[0-9a-fA-F]{1,7};|[A-Za-z][A-Za-z0-9]{0,31};)?")
_LONG_TAG = re.compile(rf"<([A-Za-z][\w.:-]{{0,60}})[^<>]{{{LONG_TAG_CHARS},}}+")


def check_size(data: bytes | str) -> None:
    """Refuse more than `FEED_LIMIT_BYTES`.

    Raises:
        TooLarge: it is more.
    """
    if len(data) > FEED_LIMIT_BYTES:
        raise TooLarge(limit_bytes=FEED_LIMIT_BYTES)


def decode_feed(data: bytes, charset: str | None) -> str:
    """Turn a feed's bytes into text; never fails.

    In this order: a byte order mark or the pattern of wide characters; UTF-8 when every byte agrees; what the transport
    says, unless that is a server's careless default; what the XML declaration says; a detector's guess.
    """
    for mark, name in _WIDE.items():
        if data.startswith(mark):
            return data.decode(name, "replace").removeprefix("\ufeff")
    found = _DECLARED.search(data, 0, 1024)
    declared = found[1].decode("ascii") if found else None
    trusted = charset if charset and charset.lower() not in _LOOSE_DEFAULTS else None
    return decode_markup(data, trusted or declared or charset)


def find_feed_xml(text: str) -> str | None:
    """Give the document from its root element on, ready to parse; None when `text` is no XML feed."""
    root = _ROOT.search(text, 0, _PROLOG_CHARS)
    if root is None or _other_type(text[: root.start()]) is not None:
        return None
    return literal_entities(text[root.start() :])


def literal_entities(xml: str) -> str:
    """Give XML without its own entities, without the characters it forbids, and without attributes of giant tags.

    Named entities of HTML become their characters; a reference to anything else, and a bare "&", is kept as text. What
    stands in CDATA is text already.
    """
    body = _LONG_TAG.sub(_shorter, _FORBIDDEN.sub("", xml) if _has_forbidden(xml) else xml)
    if "&" not in body:
        return body
    return "".join(part if is_cdata else _ENTITY.sub(_literal, part) for part, is_cdata in split_cdata(body))


def split_cdata(xml: str) -> Iterator[tuple[str, bool]]:
    """Give the pieces of a document in order, and of each whether it is a CDATA section, its marks included."""
    start = 0
    while (opening := xml.find("<![CDATA[", start)) >= 0:
        yield xml[start:opening], False
        end = xml.find("]]>", opening)
        start = len(xml) if end < 0 else end + 3
        yield xml[opening:start], True
    yield xml[start:], False


def _has_forbidden(text: str) -> bool:
    """A quick look at the bytes: nearly no feed has any, and a pattern over the characters takes ten times as long."""
    data = text.encode("utf-8", "surrogatepass")
    # The other forbidden ones begin with these bytes, and so do letters of Korean and half-width Japanese.
    return len(data.translate(None, _CONTROLS)) < len(data) or b"\xed" in data or b"\xef\xbf" in data


def wrong_type(text: str, media_type: str | None) -> WrongType:
    """The error for what is no feed: named by what it is, where that shows, else by what it was declared as."""
    return WrongType(media_type=_other_type(text[:_PROLOG_CHARS]) or media_type or "")


def _other_type(prolog: str) -> str | None:
    return next((name for name, pattern in _OTHERS.items() if pattern.search(prolog)), None)


def _shorter(tag: re.Match[str]) -> str:
    return f"<{tag[1]}/" if tag[0].endswith("/") else f"<{tag[1]}"


def _literal(reference: re.Match[str]) -> str:
    name = reference[1]
    if name is None:
        return "&amp;"
    if name.startswith("#"):
        character = _FORBIDDEN.sub("", html.unescape(reference[0]))
        return {"<": "&lt;", "&": "&amp;", ">": "&gt;"}.get(character, character)
    return html5.get(name, f"&amp;{name}")
