"""Pasted pages: our reading beside doing nothing, C4's line rules and jusText, in one run on the same pages.

On our own corpus, and on the development pages where NUTGRAF_QUALITY_DATA names their folder. jusText is given every
line as a paragraph, with its English stop words; C4's rules keep lines of five words that end like sentences.
"""

import html
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import justext
import pytest

from summarizer.sources.pasted import read_pasted
from tests.quality.pasted import load_pasted
from tests.quality.pasted_corpus import load_corpus
from tests.quality.shingle_score import mean_f1, score_text

_STOPS = (".", "!", "?", '"', "”", "»", "。", "」")
_ENGLISH = justext.get_stoplist("English")
MOST_MS = 12.0
"""On shared cores, where the same work takes half as long again."""


def _untouched(text: str) -> str:
    return text


def _c4(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if len(line.split()) >= 5 and line.rstrip().endswith(_STOPS))


def _justext(text: str) -> str:
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    page = f"<html><body>{lines}</body></html>".encode()
    return "\n".join(p.text for p in justext.justext(page, _ENGLISH, encoding="utf-8") if not p.is_boilerplate)


def _ours(text: str) -> str:
    return read_pasted(text).text


READERS: dict[str, Callable[[str], str]] = {"untouched": _untouched, "C4": _c4, "jusText": _justext, "nutgraf": _ours}


def _measure(name: str, pages: Sequence[tuple[str, str]]) -> dict[str, tuple[float, float]]:
    """F1 and CPU milliseconds a page of each reader, printed."""
    found = {}
    for reader, read in READERS.items():
        start = time.process_time()
        texts = [read(pasted) for pasted, _ in pages]
        ms = 1000 * (time.process_time() - start) / len(pages)
        f1 = mean_f1([score_text(story, text) for text, (_, story) in zip(texts, pages, strict=True)])[0]
        found[reader] = f1, ms
        print(f"{name:6} {reader:10} F1 {f1:.3f}  {ms:6.2f} ms a page")
    return found


@pytest.mark.bench
def test_pasted_pages_are_read_better_than_by_any_peer() -> None:
    found = _measure("own", [(page.pasted, "\n\n".join(page.paragraphs)) for page in load_corpus()])
    assert found["nutgraf"][0] > max(found[reader][0] for reader in READERS if reader != "nutgraf") + 0.05


@pytest.mark.bench
def test_development_pages_are_read_better_and_soon() -> None:
    folder = os.environ.get("NUTGRAF_QUALITY_DATA")
    if not folder:
        pytest.skip("NUTGRAF_QUALITY_DATA names no folder")
    pages = load_pasted(Path(folder))
    for kind in ("main", "whole"):
        found = _measure(kind, [(page.pasted, page.story) for page in pages if page.kind == kind])
        assert found["nutgraf"][0] > max(found[reader][0] for reader in READERS if reader != "nutgraf")
        assert found["nutgraf"][1] < MOST_MS
