"""Small pages for the tests, written by us: a story in a frame, with whatever a test puts around it."""

import json

from summarizer.model import Article, Document, MediaType
from summarizer.sources.html import read_html

STORY = (
    "The town of Ostwick reopened its tidal mill on Saturday after a restoration that took six years and 4.2 million.",
    "The wheel turns twice a day, when the pond has filled and the sea has fallen low enough to drive it.",
    "“It sounds exactly like my grandfather’s kitchen,” said Ines Varrow, whose family ran the mill until 1958.",
    "Flour from the first grinding will be sold at the harbour, and schools may book a morning free of charge.",
)


def page(
    *, head: str = "", body: str = "", story: tuple[str, ...] = STORY, title: str = "Tidal mill turns again"
) -> str:
    """A page with a story in paragraphs; `body` stands below it."""
    paragraphs = "".join(f"<p>{text}</p>" for text in story)
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>"
        f"<div class='article-body'>{paragraphs}</div></article>{body}</body></html>"
    )


def bare(*, head: str = "", body: str = "") -> str:
    """A page with nothing but what is given."""
    return f"<!doctype html><html lang='en'><head>{head}</head><body>{body}</body></html>"


def jsonld(value: object) -> str:
    """A JSON-LD script."""
    return f'<script type="application/ld+json">{json.dumps(value, ensure_ascii=False)}</script>'


def read(markup: str | bytes, *, url: str | None = None, charset: str | None = None) -> Article:
    """Read markup as a page."""
    data = markup.encode() if isinstance(markup, str) else markup
    return read_html(Document(data=data, media_type=MediaType.HTML, url=url, charset=charset))
