"""Cut a text that is too long for one message, without tearing a character, an entity's meaning or losing anything.

Telegram counts in UTF-16 units. A cut prefers, in this order, the end of a paragraph, a line, a sentence, a space; only
then it falls between two characters, and never inside one (a grapheme cluster: a family emoji, a flag, a letter
with its accents). Entities that cross a cut go on in the next part.
"""

from collections.abc import Iterator
from dataclasses import replace

import regex

from bot.rendering.message import MESSAGE_LIMIT_UTF16
from bot.rendering.rich import Entity, Rich, utf16_len

BREAKS = ("\n\n", "\n", ". ", " ")
FULLEST_SHARE = 0.5
"""A break before half of the limit is no good place: better a worse break further on."""

GRAPHEME = regex.compile(r"\X")


def split(rich: Rich, *, limit_utf16: int = MESSAGE_LIMIT_UTF16) -> tuple[Rich, ...]:
    """`rich` in parts of at most `limit_utf16` units each, at least one; white space at the cuts is dropped.

    Parts of white space alone are dropped too. A single character longer than the limit is cut between code points.
    """
    parts = []
    for start, end in _spans(rich.text, limit_utf16):
        part = _slice(rich, start, end)
        if part.text:
            parts.append(part)
    return tuple(parts) or (Rich(),)


def _spans(text: str, limit: int) -> Iterator[tuple[int, int]]:
    start = 0
    while utf16_len(text[start : start + limit]) > limit or len(text) - start > limit:
        end = _cut(text, start, _reach(text, start, limit))
        yield start, end
        start = end
    yield start, len(text)


def _reach(text: str, start: int, limit: int) -> int:
    """The last code point index that the limit allows from `start`."""
    end = start
    units = 0
    while end < len(text):
        units += 2 if text[end] > "\uffff" else 1
        if units > limit:
            break
        end += 1
    return end


def _cut(text: str, start: int, reach: int) -> int:
    least = start + int((reach - start) * FULLEST_SHARE)
    for mark in BREAKS:
        at = text.rfind(mark, least, reach)
        if at > start:
            return at + len(mark)
    return _grapheme_edge(text, start, reach)


def _grapheme_edge(text: str, start: int, reach: int) -> int:
    # A cluster starts at most a few code points before the edge; 64 are enough for any that people type.
    window = max(start, reach - 64)
    edge = start
    for match in GRAPHEME.finditer(text, window, min(len(text), reach + 64)):
        if match.start() > reach or match.start() <= start:
            continue
        edge = match.start()
    return edge if edge > start else reach


def _slice(rich: Rich, start: int, end: int) -> Rich:
    piece = rich.text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = max(left, start + len(piece.rstrip()))
    first = utf16_len(rich.text[:left])
    last = first + utf16_len(rich.text[left:right])
    moved = (_clip(entity, first, last) for entity in rich.entities)
    return Rich(rich.text[left:right], tuple(entity for entity in moved if entity.length > 0))


def _clip(entity: Entity, first: int, last: int) -> Entity:
    begin = max(entity.offset, first)
    end = min(entity.offset + entity.length, last)
    return replace(entity, offset=begin - first, length=end - begin)
