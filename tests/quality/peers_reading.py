"""Prints how pages, pasted pages and sentences are read by us and by the peers, on the same data in one run.

    NUTGRAF_QUALITY_DATA=<folder> make peers-reading

The peers are installed from PyPI into an environment of their own; one that does not install is said to be missing.
Ours stands there twice where weights are learned from this data: read with the weights that ship, and read with
weights learned from the other pages only (no page of the same site among them), which is what to expect elsewhere.
No socket can be opened while it runs.
"""

import contextlib
import logging
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from summarizer.errors import SummarizerError
from summarizer.model import Article
from summarizer.sources import body, passages
from summarizer.sources.pasted import read_pasted
from summarizer.text.language import LANGUAGES
from tests.quality.pasted import PastedPage, load_pasted
from tests.quality.peers_pages import PAGE_READERS, PageReader
from tests.quality.peers_pasted import TEXT_CLEANERS
from tests.quality.peers_sentences import SPLITTERS, Splitter
from tests.quality.recipes import train_body, train_passages
from tests.quality.sentence_corpus import CorpusParagraph, load_sentences
from tests.quality.shingle_score import f1, mean_f1, score_text
from tests.quality.test_pages_quality import (
    NOTHING,
    Page,
    authors_f1,
    body_f1,
    date_right,
    false_authors,
    read,
    real_pages,
    share,
    title_right,
)

PASTED_FOLDS = 5
PACE_REPEATS = 3
MISSING = "not installed"

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a table: who, and what was measured or why it was not."""

    name: str
    cells: Sequence[str]


def main() -> None:
    """Measure and print the three tables as Markdown."""
    folder = Path(os.environ.get("NUTGRAF_QUALITY_DATA", ""))
    if not (folder / "pages-dev.jsonl.gz").is_file():
        sys.exit("NUTGRAF_QUALITY_DATA names no folder with pages-dev.jsonl.gz")
    socket.socket.connect = _refuse  # type: ignore[method-assign]
    logging.disable(logging.CRITICAL)
    pages = real_pages(folder)
    _print(("pages", "body F1", "title", "authors F1", "false author", "date", "ms"), _page_rows(pages, folder))
    _print(("pasted", "main", "whole", "both", "ms"), _pasted_rows(load_pasted(folder)))
    _print(("sentences", "English", "8 languages", "all 17", "µs a sentence"), _sentence_rows(load_sentences()))


def _refuse(*_arguments: object) -> None:
    raise OSError("no peer may open a connection")


def _print(head: Sequence[str], rows: Iterator[Row]) -> None:
    sys.stdout.write(f"\n| {' | '.join(head)} |\n|{'---|' * len(head)}\n")
    for row in rows:
        cells = [*row.cells, *[""] * (len(head) - 1 - len(row.cells))]
        sys.stdout.write(f"| {row.name} | {' | '.join(cells)} |\n")
        sys.stdout.flush()


def _page_rows(pages: Sequence[Page], folder: Path) -> Iterator[Row]:
    started = time.process_time()
    articles = [read(page) for page in pages]
    took_ms = _ms_each(started, len(pages))
    yield Row(name="**nutgraf, pages left out**", cells=_page_cells(pages, _read_left_out(pages, folder), took_ms))
    yield Row(name="nutgraf, as shipped", cells=_page_cells(pages, articles, took_ms))
    for name, load in PAGE_READERS.items():
        reader = _load(load)
        yield Row(name=name, cells=(MISSING,) if reader is None else _measure_peer(reader, pages))


def _read_left_out(pages: Sequence[Page], folder: Path) -> list[Article]:
    samples = list(train_body.read_samples(folder))
    articles = [NOTHING] * len(pages)
    for left_out, weights in train_body.left_out_weights(samples):
        with patch.object(body, "load_weights", lambda weights=weights: weights):
            for index in left_out:
                articles[index] = read(pages[index])
    return articles


def _measure_peer(reader: PageReader, pages: Sequence[Page]) -> Sequence[str]:
    started = time.process_time()
    articles = [_read_with(reader, page) for page in pages]
    cells = _page_cells(pages, articles, _ms_each(started, len(pages)))
    asked = reader(b"<html><head><title>A</title></head><body><p>One.</p></body></html>", "https://example.org/")
    offered = (True, asked.title is not None, asked.authors is not None, asked.authors is not None,
               asked.published is not None, True)  # fmt: skip
    return [cell if has else "–" for cell, has in zip(cells, offered, strict=True)]


def _read_with(reader: PageReader, page: Page) -> Article:
    try:
        found = reader(page.document.data, page.document.url or "")
    except Exception:  # noqa: BLE001 (whatever a peer raises on a page, it has read nothing there)
        return NOTHING
    return Article(
        paragraphs=tuple(line for line in found.text.splitlines() if line.strip()),
        title=found.title,
        authors=tuple(found.authors or ()),
        published=found.published or None,
    )


def _page_cells(pages: Sequence[Page], articles: Sequence[Article], took_ms: float) -> Sequence[str]:
    return (
        f"{body_f1(pages, articles):.3f}",
        f"{share(pages, articles, title_right):.3f}",
        f"{authors_f1(pages, articles):.3f}",
        f"{false_authors(pages, articles):.0%}",
        f"{share(pages, articles, date_right):.3f}",
        f"{took_ms:.0f}",
    )


def _pasted_rows(pages: Sequence[PastedPage]) -> Iterator[Row]:
    texts, took_ms = _clean_all(pages, _clean_ours)
    yield Row(name="**nutgraf, pages left out**", cells=_pasted_cells(pages, _clean_left_out(pages), took_ms))
    yield Row(name="nutgraf, as shipped", cells=_pasted_cells(pages, texts, took_ms))
    for name, load in TEXT_CLEANERS.items():
        cleaner = _load(load)
        if cleaner is None:
            yield Row(name=name, cells=(MISSING,))
        else:
            yield Row(name=name, cells=_pasted_cells(pages, *_clean_all(pages, cleaner)))


def _clean_all(pages: Sequence[PastedPage], cleaner: Callable[[str], str]) -> tuple[list[str], float]:
    started = time.process_time()
    texts = [cleaner(page.pasted) for page in pages]
    return texts, _ms_each(started, len(pages))


def _clean_ours(text: str) -> str:
    try:
        return read_pasted(text).text
    except SummarizerError:
        return ""


def _clean_left_out(pages: Sequence[PastedPage]) -> list[str]:
    found = (train_passages.make_sample(page) for page in train_passages.with_stories(pages))
    samples = [sample for sample in found if sample is not None]
    texts: dict[tuple[str, str], str] = {}
    for left_out, model in train_passages.left_out_models(samples, PASTED_FOLDS):
        weights = train_passages.as_weights(model)
        with patch.object(passages, "load_weights", lambda weights=weights: weights):
            texts |= {(s.page.page, s.page.kind): _clean_ours(s.page.pasted) for s in left_out}
    return [texts.get((page.page, page.kind)) or _clean_ours(page.pasted) for page in pages]


def _pasted_cells(pages: Sequence[PastedPage], texts: Sequence[str], took_ms: float) -> Sequence[str]:
    scores = [(page.kind, score_text(page.story, text)) for page, text in zip(pages, texts, strict=True)]
    kinds = [mean_f1([score for of, score in scores if of == kind])[0] for kind in ("main", "whole")]
    return [f"{figure:.3f}" for figure in (*kinds, mean_f1([score for _, score in scores])[0])] + [f"{took_ms:.0f}"]


def _sentence_rows(corpus: Sequence[CorpusParagraph]) -> Iterator[Row]:
    groups = (frozenset({"en"}), frozenset({"de", "fr", "es", "ru", "uk", "it", "pt", "pl"}), frozenset(LANGUAGES))
    for name, load in SPLITTERS.items():
        splitter = _load(load)
        cells = (MISSING,) if splitter is None else [*_boundary_f1s(splitter, corpus, groups), _pace(splitter, corpus)]
        yield Row(name=name, cells=cells)


def _boundary_f1s(
    splitter: Splitter, corpus: Sequence[CorpusParagraph], groups: Sequence[frozenset[str]]
) -> Iterator[str]:
    """For each group of languages the F1 over those a splitter knows, with their number where it is not all."""
    for group in groups:
        scored = [(one.language, found) for one in corpus if one.language in group and (found := _ends(splitter, one))]
        right = sum(found.right for _, found in scored)
        precision = right / (sum(found.found for _, found in scored) or 1)
        recall = right / (sum(found.wanted for _, found in scored) or 1)
        known = len({language for language, _ in scored})
        yield f"{f1(precision, recall):.4f}" + (f" ({known})" if known < len(group) else "") if known else "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ends:
    right: int
    found: int
    wanted: int


def _ends(splitter: Splitter, paragraph: CorpusParagraph) -> _Ends | None:
    """Ends are counted in visible characters, because peers differ in what they do with the spaces between."""
    sentences = splitter(paragraph.text, paragraph.language)
    if sentences is None:
        return None
    ours, wanted = _visible_ends(sentences), _visible_ends(paragraph.sentences)
    return _Ends(right=len(ours & wanted), found=len(ours), wanted=len(wanted))


def _visible_ends(sentences: Sequence[str]) -> frozenset[int]:
    ends: list[int] = []
    for sentence in sentences:
        if visible := len("".join(sentence.split())):
            ends.append((ends[-1] if ends else 0) + visible)
    return frozenset(ends)


def _pace(splitter: Splitter, corpus: Sequence[CorpusParagraph]) -> str:
    english = [paragraph for paragraph in corpus if paragraph.language == "en"] * PACE_REPEATS
    started = time.process_time()
    for paragraph in english:
        splitter(paragraph.text, "en")
    count = sum(len(paragraph.sentences) for paragraph in english)
    return f"{(time.process_time() - started) * 1e6 / count:.1f}"


def _load(load: Callable[[], T]) -> T | None:
    with contextlib.suppress(ImportError, OSError):
        return load()
    return None


def _ms_each(started: float, count: int) -> float:
    return (time.process_time() - started) * 1000 / count


if __name__ == "__main__":
    main()
