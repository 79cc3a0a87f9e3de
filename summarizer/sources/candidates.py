"""Texts that extractors take for a page's body. Each is a list of lines; none opens a link."""

import logging
from collections.abc import Sequence

import trafilatura
from lxml import html

from summarizer.text.clean import clean_paragraphs

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs what pages say; errors are told by what it gives


def extract_precise(tree: html.HtmlElement) -> Sequence[str]:
    """What trafilatura gives when it favours precision."""
    return _lines(trafilatura.bare_extraction(tree, favor_precision=True, include_comments=False))


def extract_fast(tree: html.HtmlElement) -> Sequence[str]:
    """What trafilatura's own rules give, without a second opinion."""
    return _lines(trafilatura.bare_extraction(tree, fast=True, include_comments=False))


def extract_default(tree: html.HtmlElement) -> Sequence[str]:
    """What trafilatura gives as it comes: it rescues from JSON-LD and from odd layouts."""
    return _lines(trafilatura.bare_extraction(tree, include_comments=False))


def _lines(document: object) -> Sequence[str]:
    text = getattr(document, "text", None)
    return clean_paragraphs(text) if isinstance(text, str) else ()
