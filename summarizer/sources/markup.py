"""HTML bytes made safe to parse: decoded, freed of what no reader shows, and cut at caps, all in linear time.

The parsers behind us are not linear: 50,000 attributes on one tag (0.44 MB) cost lxml 14 s, and 2 MB of `<` 10 s.
So the caps are held here, on the characters, before any tree is built.
"""

import codecs
import itertools
import re
from dataclasses import dataclass

import charset_normalizer
from lxml import etree, html

from summarizer.errors import NotAnArticle, TooLarge

HARD_LIMIT_BYTES = 24_000_000
"""More is refused unread: a page of text is at most a few megabytes even with its scripts."""

MARKUP_LIMIT_CHARS = 3_000_000
"""What is left after scripts, styles and comments; the largest of 120 news pages had 0.9 million."""

TAG_LIMIT = 40_000
"""Counted as `<`, so some 20,000 elements; the largest of 120 news pages had 9,700."""

LONG_TAG_CHARS = 8_192
"""A tag beyond this loses its attributes: lxml is quadratic in them, and pictures in `data:` links are no text."""

JSONLD_LIMIT_CHARS = 400_000
"""A longer JSON-LD block is dropped: a 3 MB string costs 11 s further on."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META_WINDOW_BYTES = 8_192
_DETECT_WINDOW_BYTES = 65_536
_META_CHARSET = re.compile(
    rb"""<meta\s[^>]{0,512}?charset\s{0,8}=\s{0,8}["']?\s{0,8}([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE
)
_ALIASES = {
    # what browsers decode under these labels (WHATWG Encoding Standard, section 4.2)
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252",
    "us-ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "shift_jis": "cp932",
    "shift-jis": "cp932", "x-sjis": "cp932", "sjis": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs", "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874", "utf8": "utf-8",
    "unicode-1-1-utf-8": "utf-8", "x-x-big5": "big5hkscs", "windows-31j": "cp932", "ms_kanji": "cp932",
}  # fmt: skip

_HIDDEN_TAGS = ("script", "style", "svg", "iframe")
_HIDDEN = re.compile(rf"<(?:({'|'.join(_HIDDEN_TAGS)})(?=[\s/>])|!--)", re.IGNORECASE)
_CLOSINGS = {tag: re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE) for tag in _HIDDEN_TAGS}
_JSONLD = re.compile(r"""type\s{0,8}=\s{0,8}["']?application/ld\+json""", re.IGNORECASE)
_TAG = re.compile(r"""<([A-Za-z][A-Za-z0-9:-]*+)(?:[^>=]++|=\s*+"[^"]*+"|=\s*+'[^']*+'|=)*+>?""")
_BODY = re.compile(r"<body(?=[\s/>])", re.IGNORECASE)
_SECTION = re.compile(r"<(?:article|aside|figure|footer|header|main|nav|section)(?=[\s/>])", re.IGNORECASE)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A parsed page: its tree (not to be changed), and whether a cap cut it. `script_chars` is what scripts held."""

    tree: html.HtmlElement
    script_chars: int
    partial: bool


def parse_page(data: bytes, charset: str | None) -> Page:
    """Parse HTML bytes; `charset` is the transport's word, which wins over the page's own if the bytes agree.

    Raises:
        TooLarge: more than `HARD_LIMIT_BYTES`.
        NotAnArticle: nothing in it can be parsed as HTML.
    """
    if len(data) > HARD_LIMIT_BYTES:
        raise TooLarge(limit_bytes=HARD_LIMIT_BYTES)
    markup, script_chars = strip_hidden(decode_markup(data, charset))
    markup, partial = cut_markup(markup)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(_with_body(markup).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise NotAnArticle from error
    return Page(tree=tree, script_chars=script_chars, partial=partial)


def _with_body(markup: str) -> str:
    """Give `markup` with a body before its first section, where it leaves that tag out, as HTML allows.

    libxml2 opens a body by itself only before elements that it knows, and those of HTML 5 are none.
    """
    first = None if _BODY.search(markup) else _SECTION.search(markup)
    return markup if first is None else f"{markup[: first.start()]}<body>{markup[first.start() :]}"


def decode_markup(data: bytes, charset: str | None = None) -> str:
    """Turn HTML bytes into text without guessing more than needed; never fails.

    In this order: a byte order mark; UTF-8 when every byte agrees (other text hardly ever does); what the transport
    says; what a `<meta>` in the first 8 KB says; UTF-8 with a few broken bytes; a detector's guess.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    if b"\x1b" not in data and b"\x00" not in data[:1024] and (text := _try_decode(data, "utf-8")) is not None:
        return text
    names = [_codec(charset), _codec(_meta_charset(data))]
    for name in filter(None, names):
        if name != "utf-8" and (text := _try_decode(data, name)) is not None:
            return text
    loose = data.decode("utf-8", "replace")
    if loose.count("\ufffd") * 50 < sum(1 for char in loose if char > "\x7f"):
        return loose
    for name in filter(None, names):
        if name != "utf-8":
            return data.decode(name, "replace")
    return _detect(data) or loose


def _try_decode(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _codec(label: str | None) -> str | None:
    if not label:
        return None
    label = label.strip().strip("\"'").lower()
    try:
        return codecs.lookup(_ALIASES.get(label, label)).name
    except LookupError:
        return None


def _meta_charset(data: bytes) -> str | None:
    match = _META_CHARSET.search(data[:_META_WINDOW_BYTES])
    return match[1].decode("ascii") if match else None


def _detect(data: bytes) -> str | None:
    best = charset_normalizer.from_bytes(data[:_DETECT_WINDOW_BYTES]).best()
    return data.decode(best.encoding, "replace") if best else None


def strip_hidden(markup: str) -> tuple[str, int]:
    """Cut out comments, styles, drawings, frames and all scripts but JSON-LD.

    Gives the rest, and how many characters the scripts held. Linear: each end is looked for once, and one that is
    missing ends the page, as it does in a browser.
    """
    kept: list[str] = []
    start = script_chars = 0
    while match := _HIDDEN.search(markup, start):
        kept.append(markup[start : match.start()])
        start = _end_of_hidden(markup, match)
        if (match[1] or "").lower() == "script":
            body = markup[match.start() : start]
            if _JSONLD.search(body, 0, 512) and len(body) <= JSONLD_LIMIT_CHARS:
                kept.append(body)
            else:
                script_chars += len(body)
    kept.append(markup[start:])
    return "".join(kept), script_chars


def _end_of_hidden(markup: str, opening: re.Match[str]) -> int:
    if opening[1] is None:
        end = markup.find("-->", opening.start() + 2)
        return len(markup) if end < 0 else end + 3
    tag_end = markup.find(">", opening.end())
    if tag_end > 0 and markup[tag_end - 1] == "/" and opening[1].lower() == "svg":
        return tag_end + 1
    closing = _CLOSINGS[opening[1].lower()].search(markup, opening.end())
    tag_end = markup.find(">", closing.end()) if closing else -1
    return tag_end + 1 if tag_end > 0 else len(markup)


def cut_markup(markup: str) -> tuple[str, bool]:
    """Cut the markup at the caps on characters and tags, and strip giant tags; says whether text was cut off."""
    limit = min(len(markup), MARKUP_LIMIT_CHARS)
    if markup.count("<", 0, limit) > TAG_LIMIT:
        limit = _position_of_tag(markup, TAG_LIMIT)
    partial = limit < len(markup)
    return _strip_long_tags(_FORBIDDEN.sub(" ", markup[:limit])), partial


def _position_of_tag(markup: str, count: int) -> int:
    signs = re.finditer("<", markup)
    return next(itertools.islice(signs, count, None)).start()


def _strip_long_tags(markup: str) -> str:
    kept: list[str] = []
    start = 0
    for match in _TAG.finditer(markup):
        if match.end() - match.start() > LONG_TAG_CHARS:
            kept += (markup[start : match.start()], f"<{match[1]}>")
            start = match.end()
    kept.append(markup[start:])
    return "".join(kept)
