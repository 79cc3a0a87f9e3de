"""Guesses at a page's body: what rules, density and the page itself say it is. None opens a link."""

import logging
import re
from collections import Counter
from collections.abc import Sequence

import trafilatura
from lxml import html

from summarizer.sources.blocks import LONGEST_BLOCK_CHARS, Block
from summarizer.sources.jsonld import Structured, string_of
from summarizer.sources.shingles import count_words
from summarizer.text.clean import clean_paragraphs

PROSE_WORDS = 12
"""A block of fewer words is no sign of a body: menus, captions and crumbs are shorter."""

_DENSE_SHARE = 0.25
_PROSE_TAGS = frozenset({"p", "div", "section", "blockquote", "li"})
_BODY_TAGS = frozenset({"p", "div", "blockquote", "li", "h2", "h3"})
_FURNITURE = frozenset({"ad", "comment", "footer", "form", "hidden", "nav", "related"})
_MARKUP = re.compile(r"<[^<>]{1,2000}>")

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its log repeats what pages say; its result tells enough


def extract_by_rules(tree: html.HtmlElement) -> Sequence[str]:
    """The lines that trafilatura's own rules take, without its second opinions, which are ours to give."""
    return _lines(trafilatura.bare_extraction(tree, fast=True, include_comments=False))


def extract_by_default(tree: html.HtmlElement) -> Sequence[str]:
    """The lines that trafilatura takes as it comes, rescues for odd layouts included. Slower by half."""
    return _lines(trafilatura.bare_extraction(tree, include_comments=False))


def _lines(document: object) -> Sequence[str]:
    text = getattr(document, "text", None)
    return _cut(text) if isinstance(text, str) else ()


def _cut(text: str) -> Sequence[str]:
    """The lines of a text, none longer than a block can be."""
    return tuple(line[:LONGEST_BLOCK_CHARS] for line in clean_paragraphs(text))


def extract_structured(structured: Structured) -> Sequence[str]:
    """The lines of the longest `articleBody` in JSON-LD, tags cut out; empty without one."""
    bodies = (string_of(node.get("articleBody")) for node in structured.nodes)
    longest = max((body for body in bodies if body), key=len, default="")
    return _cut(_MARKUP.sub("\n", longest))


def extract_densest(blocks: Sequence[Block]) -> Sequence[str]:
    """The blocks of the elements that hold most prose: every one with a quarter of the richest one's words."""
    mass: Counter[int] = Counter()
    for block in blocks:
        if not block.marks & _FURNITURE:
            mass[block.container] += prose_words(block)
    least = _DENSE_SHARE * max(mass.values(), default=0)
    dense = {container for container, words in mass.items() if words > least}
    return [block.text for block in blocks if block.container in dense and block.tag in _BODY_TAGS]


def prose_words(block: Block) -> int:
    """How many words of running text a block holds: none when it is short, mostly links, or a heading or cell."""
    if block.tag not in _PROSE_TAGS or block.link_chars >= 0.4 * len(block.text):
        return 0
    words = count_words(block.text)
    return words if words >= PROSE_WORDS else 0
