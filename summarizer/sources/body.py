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
from summarizer.sources.candidates import (
    extract_by_default,
    extract_by_rules,
    extract_densest,
    extract_structured,
    prose_words,
)
from summarizer.sources.evidence import Scene
from summarizer.sources.head import Head
from summarizer.sources.shingles import count_reading_words, runs_in, runs_of, share

SHORT_BODY_WORDS = 45
"""Below this trafilatura is asked once more, with its rescues for odd layouts."""

KEEP_SCORE = -0.62
"""A block with this score is part of the story with a probability of .35; recall of text costs more than a line."""

DOUBT = 1.0
"""Prose this far below the line is kept between kept neighbours: quotations are judged too harshly."""

_STANDFIRST_REACH = 12
_STANDFIRST_WORDS = 8
_STANDFIRST_DOUBT = 3.0

_ELEMENT_LIMIT = 12_000
_SIBLING_LIMIT = 3_000
"""Beyond these trafilatura is not asked: it is quadratic in siblings (10,000 `<p>` cost 2.3 s, 20,000 8 s)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The story's paragraphs, and the indexes of those that are headings."""

    paragraphs: tuple[str, ...] = ()
    subheads: frozenset[int] = frozenset()

    @property
    def words(self) -> int:
        """Words of running text, headings not counted; two CJK characters are a word."""
        texts = (text for index, text in enumerate(self.paragraphs) if index not in self.subheads)
        return sum(map(count_reading_words, texts))


def read_body(tree: html.HtmlElement, blocks: Sequence[Block], head: Head, title: str | None) -> Body:
    """The blocks of the page's story, not yet trimmed; empty when there is none. The tree is not changed."""
    large = is_too_large_for_rules(tree)
    guesses = {
        "structured": extract_structured(head.structured),  # first: at a tie it wins, its paragraphs are the cleanest
        "rules": () if large else extract_by_rules(tree),
        "densest": extract_densest(blocks),
    }
    body = choose_body(blocks, guesses, head, title)
    if body.words >= SHORT_BODY_WORDS or large:
        return body
    rescued = _body_of_lines(blocks, extract_by_default(tree))
    return rescued if rescued.words > body.words else body


def is_too_large_for_rules(tree: html.HtmlElement) -> bool:
    """Whether the page has so many elements, or so many below one, that trafilatura would not end in time."""
    return any(count > _ELEMENT_LIMIT or len(element) > _SIBLING_LIMIT for count, element in enumerate(tree.iter()))


def choose_body(blocks: Sequence[Block], guesses: Mapping[str, Sequence[str]], head: Head, title: str | None) -> Body:
    """Keep the blocks that the evidence speaks for; where the best guess is hardly on the page, the guess itself."""
    if not blocks:
        return Body(paragraphs=tuple(guesses["structured"]))
    scene = Scene(blocks, guesses, title, head.first("og:description", "description"))
    weights = load_weights()
    scores = [weigh(found, weights) for found in scene.evidence()]
    kept = [block for block, keep in zip(blocks, decide(blocks, scores), strict=True) if keep]
    guess = guesses[scene.chosen]
    if sum(len(block.text) for block in kept) < 0.4 * sum(map(len, guess)):
        return _body_of_lines(blocks, guess)
    return _body_of_blocks(kept)


def decide(blocks: Sequence[Block], scores: Sequence[float]) -> list[bool]:
    """Which blocks to keep: those above the line, prose just below it between two such, and the standfirst."""
    headings = frozenset(block.text for block in blocks if block.heading)
    above = [
        score > KEEP_SCORE and not (_is_unseen(block) or _leads_away(block) or _is_contents(block, headings))
        for block, score in zip(blocks, scores, strict=True)
    ]
    keep = list(above)
    for index in range(1, len(blocks) - 1):
        near = scores[index] > KEEP_SCORE - DOUBT and not _is_unseen(blocks[index])
        if not above[index] and near and prose_words(blocks[index]):
            keep[index] = above[index - 1] and above[index + 1]
    first = next((index for index, kept in enumerate(above) if kept and prose_words(blocks[index])), 0)
    for index in range(max(0, first - _STANDFIRST_REACH), first):
        keep[index] = keep[index] or (is_standfirst(blocks[index]) and scores[index] > KEEP_SCORE - _STANDFIRST_DOUBT)
    return keep


def is_standfirst(block: Block) -> bool:
    """Whether a block before the body reads as its standfirst: named as one or a lesser heading, and a sentence long.

    On 120 news pages 23 of 28 such blocks were part of the text by hand.
    """
    named = "deck" in block.own or block.tag in {"h2", "h3", "h4"}
    outside = {"ad", "caption", "comment", "figure", "hidden", "nav", "related"}
    plain = block.link_chars == 0 and block.marks.isdisjoint(outside)
    return named and plain and count_reading_words(block.text) >= _STANDFIRST_WORDS


def _is_unseen(block: Block) -> bool:
    """Whether its element, or one around it that is not the whole page, is named as hidden.

    On 120 news pages none of 104 such paragraphs was part of the text by hand.
    """
    return "hidden" in block.marks


def _leads_away(block: Block) -> bool:
    """Whether it is nothing but a link in a box of other stories or of advertisements."""
    return block.link_chars >= 0.9 * len(block.text) and not block.marks.isdisjoint({"ad", "nav", "related"})


def _is_contents(block: Block, headings: frozenset[str]) -> bool:
    """Whether it is a line of the page's own table of contents: a link that reads like one of its headings."""
    return not block.heading and block.link_chars >= 0.9 * len(block.text) and block.text in headings


def weigh(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The weighed sum of a block's evidence: the log odds that it is part of the story."""
    return sum(weights.get(name, 0.0) * value for name, value in found.items())


@functools.cache
def load_weights() -> Mapping[str, float]:
    """Read `body_weights.csv` once in a process."""
    table = resources.files("summarizer.sources").joinpath("body_weights.csv").read_text("utf-8")
    return {row["evidence"]: float(row["weight"]) for row in csv.DictReader(table.splitlines())}


def _body_of_lines(blocks: Sequence[Block], lines: Sequence[str]) -> Body:
    """The blocks that a guess holds, or its lines where the page shows them otherwise (in a script, cut up)."""
    wanted = runs_in(lines)
    kept = [block for block in blocks if share(runs_of(block.text), wanted) > 0.5]
    if sum(len(block.text) for block in kept) < 0.6 * sum(map(len, lines)):
        return Body(paragraphs=tuple(lines))
    return _body_of_blocks(kept)


def _body_of_blocks(blocks: Sequence[Block]) -> Body:
    subheads = frozenset(index for index, block in enumerate(blocks) if block.heading)
    return Body(paragraphs=tuple(block.text for block in blocks), subheads=subheads)
