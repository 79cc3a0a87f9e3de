"""The body of a page: which of its blocks are the story, by what extractors agree on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import html

from summarizer.sources.blocks import Block
from summarizer.sources.candidates import extract_default, extract_precise

SHORT_BODY_CHARS = 250
_SHINGLE = 4
_WORD = re.compile(r"\w+")

Shingles = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The story's paragraphs, and the indexes of those that are headings."""

    paragraphs: tuple[str, ...] = ()
    subheads: frozenset[int] = frozenset()

    @property
    def chars(self) -> int:
        """Characters of running text."""
        return sum(len(text) for index, text in enumerate(self.paragraphs) if index not in self.subheads)


def read_body(tree: html.HtmlElement, blocks: Sequence[Block], title: str | None) -> Body:
    """The page's story, without its headline; empty when there is none."""
    body = _body_of(blocks, extract_precise(tree), title)
    if body.chars < SHORT_BODY_CHARS:
        rescued = _body_of(blocks, extract_default(tree), title)
        return rescued if rescued.chars > body.chars else body
    return body


def _body_of(blocks: Sequence[Block], lines: Sequence[str], title: str | None) -> Body:
    wanted = shingles_of(lines)
    kept = [block for block in blocks if block.text != title and share_in(block.text, wanted) > 0.5]
    if sum(len(block.text) for block in kept) < 0.6 * sum(map(len, lines)):
        return Body(paragraphs=tuple(lines))
    subheads = frozenset(index for index, block in enumerate(kept) if block.heading)
    return Body(paragraphs=tuple(block.text for block in kept), subheads=subheads)


def shingles_of(lines: Sequence[str]) -> Shingles:
    """All runs of four words in the lines, and each shorter line as one run."""
    return frozenset(run for line in lines for run in _runs(line))


def share_in(text: str, wanted: Shingles) -> float:
    """How much of a text's runs are among the wanted ones, 0 to 1."""
    runs = _runs(text)
    return sum(run in wanted for run in runs) / len(runs) if runs else 0.0


def _runs(text: str) -> list[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    if not words:
        return []
    return [tuple(words[start : start + _SHINGLE]) for start in range(max(1, len(words) - _SHINGLE + 1))]
