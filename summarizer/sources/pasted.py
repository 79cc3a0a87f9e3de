"""Pasted text → an article."""

from summarizer.errors import TooShort
from summarizer.model import Article
from summarizer.sources.caps import cut_text
from summarizer.sources.lines import parse_lines


def read_pasted(text: str, *, title: str | None = None, language: str | None = None, url: str | None = None) -> Article:
    """First cut."""
    text, partial = cut_text(text)
    lines = parse_lines(text)
    if not lines:
        raise TooShort(title=title)
    return Article(
        paragraphs=tuple(line.text for line in lines), title=title, language=language, url=url, partial=partial
    )
