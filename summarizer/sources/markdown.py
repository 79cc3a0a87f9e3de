"""Markdown → an article: headings, paragraphs and list items as they read, without code, tables and pictures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from summarizer.errors import TooShort
from summarizer.model import Article, Document
from summarizer.sources.authors import parse_names
from summarizer.sources.caps import cut_text
from summarizer.sources.dates import parse_time
from summarizer.sources.markup import decode_markup
from summarizer.text.clean import clean_line

_FRONT_MATTER = re.compile(r"(---|\+\+\+)[ \t]*\r?\n(.{0,4000}?)\r?\n\1[ \t]*(?:\r?\n|$)", re.DOTALL)
"""YAML between dashes or, in Hugo's way, TOML between pluses."""

_FIELD = re.compile(r"^(title|author|date|lang)(?:[ \t]*=|:)[ \t]*(\S[^\r\n]{0,300})$", re.IGNORECASE | re.MULTILINE)
_NOTE = re.compile(r"\[\^[^\]\s]{1,40}\]:")
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,40}\]")
_BREAKS = frozenset({"softbreak", "hardbreak"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """A run of text; `level` is a heading's (1 to 6), 0 for a paragraph."""

    text: str
    level: int = 0


def read_markdown(document: Document) -> Article:
    """Read CommonMark: the title is the front matter's or the first first-level heading; other headings are subheads.

    Items of lists are paragraphs, links their words. Code, tables, pictures, footnotes and raw HTML are left out.

    Raises:
        TooShort: no paragraph is left.
    """
    text, partial = cut_text(decode_markup(document.data, document.charset))
    matter = _FRONT_MATTER.match(text)
    fields = {name.lower(): value.strip(" \t\"'") for name, value in _FIELD.findall(matter[2])} if matter else {}
    blocks = list(_parse_blocks(_parser().parse(text[matter.end() :] if matter else text)))
    heading = next((block for block in blocks if block.level == 1), None)
    if heading is not None:
        blocks.remove(heading)
    title = document.title or clean_line(fields.get("title", "")) or (heading.text if heading else None)
    if not any(block.level == 0 for block in blocks):
        raise TooShort(title=title)
    byline = clean_line(fields.get("author", "")) or None
    return Article(
        paragraphs=tuple(block.text for block in blocks),
        title=title,
        byline=byline,
        authors=parse_names(byline) if byline else (),
        published=parse_time(fields.get("date", "")),
        language=document.language or fields.get("lang", "")[:2].lower() or None,
        url=document.url,
        subheads=frozenset(index for index, block in enumerate(blocks) if block.level),
        partial=partial,
    )


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _parse_blocks(tokens: Sequence[Token]) -> Iterator[_Block]:
    level, in_table = 0, False
    for token in tokens:
        if token.type in {"table_open", "table_close"}:
            in_table = token.type == "table_open"
        elif token.type in {"heading_open", "heading_close"}:
            level = int(token.tag[1]) if token.nesting == 1 else 0
        elif token.type == "inline" and not in_table:
            text = clean_line("".join(_words(token.children or ())))
            if text and not _NOTE.match(text):
                yield _Block(text=_NOTE_MARK.sub("", text), level=level)


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    """The visible text of inline tokens: links and emphasis their words, pictures and HTML nothing."""
    for token in tokens:
        if token.type in {"text", "code_inline"}:
            yield token.content
        elif token.type in _BREAKS:
            yield " "
