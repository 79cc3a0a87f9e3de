"""The story that a page carries as data for its scripts, where it shows little or nothing of it.

Frameworks send a page's content a second time as JSON, to draw it again in the browser ("hydration"); some pages show
only that. The story in it is the list whose items hold most running text: paragraphs as HTML, or as trees of pieces
(`{"type": "paragraph", "content": [{"type": "text", "value": "…"}]}`).
"""

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape

from summarizer.sources.candidates import PROSE_WORDS
from summarizer.sources.shingles import count_words
from summarizer.text.clean import clean_paragraphs

PAYLOAD_LIMIT_CHARS = 2_000_000
"""The largest of 120 news pages had 1.1 million; reading as much costs some 60 ms."""

PAYLOAD_LIMIT = 20
"""So many scripts are looked at; the end of each is looked for once."""

_OPENING = re.compile(r"<script\b[^>]{0,512}application/json[^>]{0,512}>", re.IGNORECASE)
_BREAK = re.compile(r"</?(?:p|div|li|ul|ol|h[1-6]|blockquote|br|section)\b[^<>]{0,2000}>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,2000}>")
_TEXT_KEYS = ("text", "value", "content", "html", "body", "children", "paragraph", "items", "data", "model", "blocks")
_CODE_SIGNS = ("{", "}", "://", "/*", "();")
_NAMES_OF_OTHERS = frozenset({"headline", "href", "link", "permalink", "slug", "title", "url"})
_DEPTH = 24
_NODE_LIMIT = 60_000
_PIECE_CHARS = 400_000
_READ_CHARS = 2 * PAYLOAD_LIMIT_CHARS
"""Lists within lists read their texts again; a page of nothing else took 3.4 s without an end to it."""


def extract_payload(markup: str) -> Sequence[str]:
    """The lines of the story in a page's JSON scripts, empty without one. Linear in the page."""
    found: list[tuple[int, Sequence[str]]] = []
    for value in _payloads(markup):
        found.extend((_prose(lines), lines) for lines in _stories(value))
    return max(found, key=lambda one: one[0], default=(0, ()))[1]


def _payloads(markup: str) -> Iterator[object]:
    room = PAYLOAD_LIMIT_CHARS
    start = 0
    for _ in range(PAYLOAD_LIMIT):
        opening = _OPENING.search(markup, start)
        end = markup.find("</script", opening.end()) if opening else -1
        if opening is None or end < 0:
            return
        start = end
        if end - opening.end() <= room:
            room -= end - opening.end()
            yield _load(markup[opening.end() : end])


def _load(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _stories(value: object) -> Iterator[Sequence[str]]:
    """The texts of every list, and of every long string, breadth first; a text counts for each list it stands in."""
    queue = [value]
    room = _READ_CHARS
    for item in queue:
        if len(queue) > _NODE_LIMIT or room < 0:
            return
        if isinstance(item, dict):
            queue.extend(child for child in item.values() if isinstance(child, (dict, list, str)))
        elif isinstance(item, list):
            lines = _lines_of_list(item)
            room -= sum(map(len, lines))
            yield lines
            queue.extend(child for child in item if isinstance(child, (dict, list)))
        elif isinstance(item, str) and "</p>" in item[:_PIECE_CHARS]:
            yield _lines_of_markup(item)


def _lines_of_list(items: Sequence[object]) -> Sequence[str]:
    """One text for each item that is a paragraph; items that name a headline or an address are other stories."""
    own = (item for item in items[:2_000] if not (isinstance(item, dict) and _NAMES_OF_OTHERS & item.keys()))
    return tuple(line for item in own for line in _lines_of_markup(_text_of(item, _DEPTH)))


def _text_of(item: object, depth: int) -> str:
    """The text below an item, in order, from keys that hold text; nothing below `depth` levels."""
    if isinstance(item, str):
        return item
    if depth == 0:
        return ""
    if isinstance(item, list):
        return "".join(_text_of(child, depth - 1) for child in item[:500])
    if isinstance(item, dict):
        return next((text for key in _TEXT_KEYS if (text := _text_of(item.get(key), depth - 1))), "")
    return ""


def _lines_of_markup(text: str) -> Sequence[str]:
    plain = _TAG.sub("", _BREAK.sub("\n", text[:_PIECE_CHARS])) if "<" in text else text
    return tuple(line for line in clean_paragraphs(unescape(plain)) if not _is_code(line))


def _is_code(line: str) -> bool:
    """Styles, scripts and more JSON inside the JSON."""
    return any(sign in line for sign in _CODE_SIGNS) or sum(map(str.isalpha, line)) < 0.6 * len(line)


def _prose(lines: Sequence[str]) -> int:
    """Words in lines long enough to be paragraphs."""
    return sum(words for line in lines if (words := count_words(line)) >= PROSE_WORDS)
