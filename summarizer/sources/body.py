"""The body of a page: which of its blocks are the story.

Three guesses are made (trafilatura's rules, the densest elements, the page's own JSON-LD). The one most like the others
is the frame in which each block is then judged by itself, by a weighed sum of evidence. The weights are learned by
logistic regression (tests/quality/recipes/train_body.py) and stand in `body_weights.csv`.
"""

import csv
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from lxml import html

from summarizer.sources.blocks import Block
from summarizer.sources.candidates import extract_by_default, extract_by_rules, extract_densest, extract_structured
from summarizer.sources.evidence import Scene
from summarizer.sources.head import Head
from summarizer.sources.shingles import count_words, runs_in, runs_of, same_words, share

SHORT_BODY_CHARS = 250
KEEP_SCORE = -0.62
"""A block with this score is part of the story with a probability of .35; recall of text costs more than a line."""

_OPENING_LINES = 4
_REPEATED_WORDS = 6
_ELEMENT_LIMIT = 12_000
_SIBLING_LIMIT = 3_000
"""Beyond these trafilatura is not asked: it is quadratic in siblings (10,000 `<p>` cost 2.3 s, 20,000 8 s)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The story's paragraphs, and the indexes of those that are headings."""

    paragraphs: tuple[str, ...] = ()
    subheads: frozenset[int] = frozenset()

    @property
    def chars(self) -> int:
        """Characters of running text."""
        return sum(len(text) for index, text in enumerate(self.paragraphs) if index not in self.subheads)


def read_body(tree: html.HtmlElement, blocks: Sequence[Block], head: Head, title: str | None) -> Body:
    """The page's story without its headline; empty when there is none. The tree is not changed."""
    large = is_too_large_for_rules(tree)
    guesses = {
        "rules": () if large else extract_by_rules(tree),
        "densest": extract_densest(blocks),
        "structured": extract_structured(head.structured),
    }
    body = choose_body(blocks, guesses, head, title)
    if body.chars >= SHORT_BODY_CHARS or large:
        return body
    rescued = _body_of_lines(blocks, extract_by_default(tree), title)
    return rescued if rescued.chars > body.chars else body


def is_too_large_for_rules(tree: html.HtmlElement) -> bool:
    """Whether the page has so many elements, or so many below one, that trafilatura would not end in time."""
    return any(count > _ELEMENT_LIMIT or len(element) > _SIBLING_LIMIT for count, element in enumerate(tree.iter()))


def choose_body(blocks: Sequence[Block], guesses: Mapping[str, Sequence[str]], head: Head, title: str | None) -> Body:
    """Keep the blocks that the evidence speaks for; where the best guess is hardly on the page, the guess itself."""
    if not blocks:
        lines = guesses["structured"]
        return _trim(lines, [False] * len(lines), title)
    scene = Scene(blocks, guesses, title, head.first("og:description", "description"))
    kept = [block for block, found in zip(blocks, scene.evidence(), strict=True) if _score(found) > KEEP_SCORE]
    guess = guesses[scene.chosen]
    if sum(len(block.text) for block in kept) < 0.4 * sum(map(len, guess)):
        return _body_of_lines(blocks, guess, title)
    return _trim([block.text for block in kept], [block.heading for block in kept], title)


def _score(found: Mapping[str, float]) -> float:
    weights = _weights()
    return sum(weights.get(name, 0.0) * value for name, value in found.items())


@functools.cache
def _weights() -> Mapping[str, float]:
    table = resources.files("summarizer.sources").joinpath("body_weights.csv").read_text("utf-8")
    return {row["evidence"]: float(row["weight"]) for row in csv.DictReader(table.splitlines())}


def _body_of_lines(blocks: Sequence[Block], lines: Sequence[str], title: str | None) -> Body:
    """The blocks that a guess holds, or its lines where the page shows them otherwise (in a script, cut up)."""
    wanted = runs_in(lines)
    kept = [block for block in blocks if share(runs_of(block.text), wanted) > 0.5]
    if sum(len(block.text) for block in kept) < 0.6 * sum(map(len, lines)):
        return _trim(lines, [False] * len(lines), title)
    return _trim([block.text for block in kept], [block.heading for block in kept], title)


def _trim(texts: Sequence[str], headings: Sequence[bool], title: str | None) -> Body:
    """Drop the headline where it opens the text, long paragraphs said twice, and headings with nothing below."""
    lines: list[tuple[str, bool]] = []
    said: set[str] = set()
    for text, heading in zip(texts, headings, strict=True):
        opens_with_title = len(lines) < _OPENING_LINES and title is not None and same_words(text, title)
        if opens_with_title or (text in said and count_words(text) >= _REPEATED_WORDS):
            continue
        said.add(text)
        lines.append((text, heading))
    while lines and lines[-1][1]:
        lines.pop()
    subheads = frozenset(index for index, (_, heading) in enumerate(lines) if heading)
    return Body(paragraphs=tuple(text for text, _ in lines), subheads=subheads)
