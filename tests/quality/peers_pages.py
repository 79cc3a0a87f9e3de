"""The peers that read web pages, each asked for what it gives: body, headline, authors, day. None may open a link."""

import importlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from lxml import html


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerReading:
    """What a peer says of one page; None where it offers no such thing at all."""

    text: str
    title: str | None = None
    authors: frozenset[str] | None = None
    published: str | None = None


PageReader: TypeAlias = Callable[[bytes, str], PeerReading]
"""A page's bytes and its address → what the peer reads in it."""

_NAME_BREAKS = re.compile(r"[;,]| and ")


def trafilatura(**options: bool) -> PageReader:
    """Trafilatura with the options given, comments left out."""
    extract = importlib.import_module("trafilatura").bare_extraction

    def read(data: bytes, url: str) -> PeerReading:
        found = extract(data, url=url, include_comments=False, with_metadata=True, **options)
        if found is None:
            return PeerReading(text="", title="", authors=frozenset(), published="")
        return PeerReading(
            text=found.text or "",
            title=found.title or "",
            authors=_names((found.author or "").split(";")),
            published=_day(found.date),
        )

    return read


def readability_lxml() -> PageReader:
    """Readability's Python port; its title is the page's without the site."""
    document = importlib.import_module("readability").Document

    def read(data: bytes, _url: str) -> PeerReading:
        page = document(data)
        return PeerReading(text=_text_of(page.summary()), title=page.short_title())

    return read


def justext() -> PageReader:
    """The paragraphs that jusText takes for good, headings too, with English stop words."""
    module = importlib.import_module("justext")
    stop_words = module.get_stoplist("English")

    def read(data: bytes, _url: str) -> PeerReading:
        return PeerReading(text="\n".join(p.text for p in module.justext(data, stop_words) if not p.is_boilerplate))

    return read


def newspaper4k() -> PageReader:
    """Newspaper4k, told to fetch no images."""
    module = importlib.import_module("newspaper")

    def read(data: bytes, url: str) -> PeerReading:
        article = module.Article(url, fetch_images=False)
        article.download(input_html=data.decode("utf-8", "replace"))
        article.parse()
        return PeerReading(
            text=article.text or "",
            title=article.title or "",
            authors=_names(article.authors),
            published=_day(article.publish_date),
        )

    return read


def goose3() -> PageReader:
    """Goose3, told to fetch no images."""
    goose = importlib.import_module("goose3").Goose({"enable_image_fetching": False})

    def read(data: bytes, _url: str) -> PeerReading:
        article: Any = goose.extract(raw_html=data.decode("utf-8", "replace"))
        return PeerReading(
            text=article.cleaned_text or "",
            title=article.title or "",
            authors=_names(article.authors or ()),
            published=_day(article.publish_date),
        )

    return read


def resiliparse() -> PageReader:
    """Resiliparse's main content."""
    extract = importlib.import_module("resiliparse.extract.html2text").extract_plain_text

    def read(data: bytes, _url: str) -> PeerReading:
        return PeerReading(text=extract(data.decode("utf-8", "replace"), main_content=True, alt_texts=False))

    return read


def _names(printed: Iterable[str]) -> frozenset[str]:
    names = (" ".join(part.split()) for line in printed for part in _NAME_BREAKS.split(line))
    return frozenset(name for name in names if name)


def _day(said: object) -> str:
    """A peer's date as ISO 8601; empty for none and for what cannot be read as a date."""
    try:
        return str(importlib.import_module("dateutil.parser").parse(str(said)).date()) if said else ""
    except (ValueError, OverflowError):
        return ""


def _text_of(markup: str) -> str:
    blocks = html.fromstring(markup).iter("p", "li", "h2", "h3", "pre")
    return "\n".join(" ".join(str(block.xpath("string()")).split()) for block in blocks)


PAGE_READERS: dict[str, Callable[[], PageReader]] = {
    "trafilatura": trafilatura,
    "trafilatura, precision": lambda: trafilatura(favor_precision=True),
    "trafilatura, fast": lambda: trafilatura(fast=True),
    "readability-lxml": readability_lxml,
    "newspaper4k": newspaper4k,
    "goose3": goose3,
    "jusText": justext,
    "resiliparse": resiliparse,
}
