"""Text as readers see it: one line, no invisible characters, otherwise verbatim.

Text is cleaned once, where it enters. What is stored, ranked and shown afterwards is this text.
"""

import re
from collections.abc import Iterable

import regex

_CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_INVISIBLE = "\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_NO_CHARACTERS = "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
# Joiners (U+200C, U+200D) stay: Persian spelling and emoji families are built with them.
_DROPPED = re.compile(f"[{_CONTROLS}{_INVISIBLE}{_BIDI}{_NO_CHARACTERS}]+")
_LINE_BREAK = re.compile("\r\n|[\n\x0b\x0c\r\x85\u2028\u2029]")

MARKS_IN_A_ROW = 4
"""Vietnamese, Thai and pointed Hebrew stay below; piles of marks that hang over other lines do not."""

_PILED_MARKS = regex.compile(rf"(\p{{M}}{{{MARKS_IN_A_ROW}}})\p{{M}}+")


def clean_line(text: str) -> str:
    """Give `text` as one line: white space of any kind folded to single spaces, nothing invisible, else verbatim.

    Controls, direction marks, zero-width characters, soft hyphens and lone surrogates are dropped, and so is every
    combining mark after four in a row. Empty when nothing visible is left; cleaning twice changes nothing. Linear.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    seen = _DROPPED.sub("", text)
    if not seen.isascii():
        seen = _PILED_MARKS.sub(r"\1", seen)
    return " ".join(seen.split())


def clean_paragraphs(text: str | Iterable[str]) -> tuple[str, ...]:
    """Give the non-empty lines of `text`, or of each of several texts, each cleaned."""
    parts = (text,) if isinstance(text, str) else text
    lines = (clean_line(line) for part in parts for line in _LINE_BREAK.split(part))
    return tuple(line for line in lines if line)
