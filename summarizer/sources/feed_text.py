"""The text inside feeds → plain text: our own sanitiser, in linear time.

What it gives holds no markup that anybody would act on: tags are gone, scripts with their contents, entities are the
characters they name. It is shown as text, never as HTML.
"""

import html
import re
from collections.abc import Iterable

from summarizer.sources.caps import TEXT_LIMIT_CHARS, cut_text
from summarizer.text.clean import clean_line, clean_paragraphs

TITLE_LIMIT_CHARS = 500
MARKUP_LIMIT_CHARS = 1_000_000
"""Of one entry; a long read with its markup has some 200,000."""

_INLINE = (
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup "
    "tt u var wbr"
)
_BLOCKS = (
    "address article aside blockquote body br caption center dd details div dl dt fieldset figure footer form h1 h2 h3 "
    "h4 h5 h6 head header hgroup hr html legend li main menu nav ol optgroup option p pre section summary table tbody "
    "tfoot thead tr ul"
)
_CELLS = "td th img input embed source"
_HIDDEN_NAMES = "script style svg iframe template noscript object textarea select figcaption math audio video title"
_BLOCK_NAMES = frozenset(_BLOCKS.split())
_CELL_NAMES = frozenset(_CELLS.split())

_ATTRIBUTES = r"""(?:[^>=]++|=\s*+"[^"]*+"|=\s*+'[^']*+'|=)*+"""
_TAG = re.compile(rf"</?([A-Za-z][A-Za-z0-9:-]*+)(?:>|{_ATTRIBUTES}>?)|<[!?][^>]*+>?")
_HIDDEN = re.compile(rf"<(?=[A-Za-z!])(?:({'|'.join(_HIDDEN_NAMES.split())})(?=[\s/>])|!--)", re.IGNORECASE)
_CLOSINGS = {name: re.compile(rf"</{name}(?=[\s/>])[^>]*+>?", re.IGNORECASE) for name in _HIDDEN_NAMES.split()}
_KNOWN_NAMES = frozenset({*_INLINE.split(), *_BLOCK_NAMES, *_CELL_NAMES, "object"})
_WHOLE_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,9})(?:\s[^<>]{0,1000})?/?>")
_PAIR = re.compile(r"<([A-Za-z][A-Za-z0-9]{0,9})(?:\s[^<>]{0,1000})?>([^<>]{0,1000})</\1>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_COMMON = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&nbsp;": " ", "&#39;": "'", "&#8217;": "’"}
_CDATA = re.compile(r"\s*<!\[CDATA\[(.*)\]\]>\s*", re.DOTALL)
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_BREAKS = re.compile(r"[\n\r\t\x0b\x0c]+")


def clean_title(raw: str | None) -> str | None:
    """Give a title as one line of text: tags we know are dropped, entities resolved, twice escaped ones too.

    "1 < 2" and "the <frame> of things" keep their signs. None when nothing is left; at most `TITLE_LIMIT_CHARS`.
    """
    if not raw:
        return None
    text = raw[: 8 * TITLE_LIMIT_CHARS]
    if "<" in text:
        wrapped = _CDATA.fullmatch(text)
        text = _WHOLE_TAG.sub(_known_gap, wrapped[1] if wrapped else text)
    if "&" in text:
        text = _unescape(text)
        text = _PAIR.sub(_inside, text) if "<" in text else text
        text = _unescape(text) if "&" in text else text
    return clean_line(text)[:TITLE_LIMIT_CHARS].rstrip() or None


def clean_name(raw: str | None) -> str | None:
    """Give a short text (an author, a category) as a title is given."""
    title = clean_title(raw)
    return title[:200].rstrip() if title else None


def html_paragraphs(markup: str) -> tuple[str, ...]:
    """Give the paragraphs of a piece of HTML as plain text.

    Block tags and `<br>` end a paragraph. Scripts, styles, frames, drawings and captions of pictures are dropped with
    their contents. Text without any tag is plain: only blank lines part its paragraphs. Markup that was escaped twice
    is read as what it was meant to be. At most `TEXT_LIMIT_CHARS`; linear.
    """
    text = markup[:MARKUP_LIMIT_CHARS]
    if "<" not in text:
        text = _unescape(text) if "&" in text else text
        if not _has_markup(text):
            return plain_paragraphs(text)
    lines = cut_text(_strip(text), TEXT_LIMIT_CHARS)[0].split("\n")
    return tuple(filter(None, map(clean_line, lines)))


def plain_paragraphs(text: str) -> tuple[str, ...]:
    """Give the paragraphs of plain text: parted by blank lines, single line breaks are spaces."""
    kept = cut_text(text.replace("\r\n", "\n").replace("\r", "\n"), TEXT_LIMIT_CHARS)[0]
    return clean_paragraphs(_LINE_BREAKS.sub(" ", part) for part in _BLANK_LINES.split(kept))


def _strip(markup: str) -> str:
    seen = "".join(_visible(markup.replace("\n", " ").replace("\r", " ")))
    text = _unescape(_TAG.sub(_gap, seen))
    if "<" in text and not _has_markup(seen):  # there was no markup but the escaped one
        text = _unescape(_TAG.sub(_gap, "".join(_visible(text))))
    return text


def _visible(markup: str) -> Iterable[str]:
    """The parts outside comments and hidden elements; one that is never closed hides the rest, as in a browser."""
    start = 0
    while found := _HIDDEN.search(markup, start):
        yield markup[start : found.start()]
        start = _end_of_hidden(markup, found)
    yield markup[start:]


def _end_of_hidden(markup: str, opening: re.Match[str]) -> int:
    if opening[1] is None:
        end = markup.find("-->", opening.start() + 2)
        return len(markup) if end < 0 else end + 3
    closing = _CLOSINGS[opening[1].lower()].search(markup, opening.end())
    return closing.end() if closing else len(markup)


def _gap(tag: re.Match[str]) -> str:
    name = (tag[1] or "").lower().rpartition(":")[2]
    if name in _BLOCK_NAMES:
        return "\n"
    return " " if name in _CELL_NAMES else ""


def _known_gap(tag: re.Match[str]) -> str:
    return _gap(tag) if tag[1].lower() in _KNOWN_NAMES else tag[0]


def _inside(pair: re.Match[str]) -> str:
    return pair[2] if pair[1].lower() in _KNOWN_NAMES else pair[0]


def _has_markup(text: str) -> bool:
    return any(tag[1].lower() in _KNOWN_NAMES for tag in _WHOLE_TAG.finditer(text))


def _unescape(text: str) -> str:
    return _ENTITY.sub(_character, text)


def _character(reference: re.Match[str]) -> str:
    return _COMMON.get(reference[0]) or html.unescape(reference[0])
