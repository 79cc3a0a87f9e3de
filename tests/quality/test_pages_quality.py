"""The gate on reading pages: body, headline, authors and date, on our own pages and on the folder with real ones."""

import gzip
import json
import os
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from summarizer.errors import SummarizerError
from summarizer.model import Article, Document, MediaType
from summarizer.sources.html import read_html
from tests.quality.shingle_score import f1, mean_f1, score_text
from tests.timing import cpu_time

HERE = Path(__file__).parent
CORPUS = HERE / "corpus" / "pages"
FLOORS = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))["pages"]
EXPECTED = tomllib.loads((CORPUS / "expected.toml").read_text("utf-8"))
NOTHING = Article(paragraphs=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page and what should come out of it; the headline is folded, `published` is a day."""

    document: Document
    text: str
    title: str
    authors: frozenset[str]
    published: str


def corpus_pages() -> list[Page]:
    return [
        Page(
            document=Document(
                data=(CORPUS / f"{name}.html").read_bytes(), media_type=MediaType.HTML, url=str(expected["url"])
            ),
            text="\n".join(expected["body"]),
            title=expected["title"],
            authors=frozenset(expected["authors"]),
            published=expected["published"],
        )
        for name, expected in EXPECTED.items()
    ]


def real_pages(folder: Path) -> list[Page]:
    with gzip.open(folder / "pages-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [_real_page(json.loads(line)) for line in lines]


def _real_page(page: dict[str, str]) -> Page:
    data = page["html"].encode("utf-8", "replace")
    names = (fold(name) for name in page["authors"].split(","))
    return Page(
        document=Document(data=data, media_type=MediaType.HTML, charset="utf-8", url=page["url"]),
        text=page["text"],
        title=fold(page["title"]),
        authors=frozenset(name for name in names if name),
        published=page["date"],
    )


def fold(text: str | None) -> str:
    return " ".join((text or "").split())


def read(page: Page) -> Article:
    try:
        return read_html(page.document)
    except SummarizerError:
        return NOTHING


def body_f1(pages: Sequence[Page], articles: Sequence[Article]) -> float:
    return mean_f1([score_text(page.text, article.text) for page, article in zip(pages, articles, strict=True)])[0]


def share(pages: Sequence[Page], articles: Sequence[Article], right: Callable[[Page, Article], bool]) -> float:
    return sum(map(right, pages, articles)) / len(pages)


def title_right(page: Page, article: Article) -> bool:
    return fold(article.title) == page.title


def date_right(page: Page, article: Article) -> bool:
    if article.published is None:
        return False
    apart = date.fromisoformat(article.published[:10]) - date.fromisoformat(page.published)
    return abs(apart.days) <= 1


def authors_f1(pages: Sequence[Page], articles: Sequence[Article]) -> float:
    scores = []
    for page, article in zip(pages, articles, strict=True):
        given = frozenset(article.authors)
        shared = len(given & page.authors)
        right = given == page.authors
        scores.append(1.0 if right else f1(shared / (len(given) or 1), shared / (len(page.authors) or 1)))
    return sum(scores) / len(scores)


def false_authors(pages: Sequence[Page], articles: Sequence[Article]) -> float:
    """Of the pages without an author, how many were given one."""
    none = [article for page, article in zip(pages, articles, strict=True) if not page.authors]
    return sum(bool(article.authors) for article in none) / (len(none) or 1)


def measure(pages: Sequence[Page]) -> dict[str, float]:
    with cpu_time() as taken:
        articles = [read(page) for page in pages]
    return {
        "body_f1": body_f1(pages, articles),
        "title": share(pages, articles, title_right),
        "authors_f1": authors_f1(pages, articles),
        "date": share(pages, articles, date_right),
        "no_false_author": 1.0 - false_authors(pages, articles),
        "ms": 1000 * taken.seconds / len(pages),
    }


def check(figures: dict[str, float], floors: dict[str, float]) -> None:
    print(" ".join(f"{name} {value:.4f}" for name, value in figures.items()))  # noqa: T201 (the gate shows its figures)
    below = {name: (figures[name], floor) for name, floor in floors.items() if figures[name] < floor}
    assert not below, f"below the floor: {below}"


def test_our_own_pages_come_out_above_the_floor() -> None:
    check(measure(corpus_pages()), FLOORS["own"])


@pytest.mark.parametrize("page", corpus_pages(), ids=EXPECTED.keys())
def test_every_trap_of_our_own_pages_is_avoided(page: Page) -> None:
    article = read_html(page.document)
    assert "\n".join(article.paragraphs) == page.text
    assert article.title == page.title
    assert frozenset(article.authors) == page.authors
    assert (article.published or "").startswith(page.published)


@pytest.mark.parametrize("name", EXPECTED.keys())
def test_site_and_language_are_what_the_page_says(name: str) -> None:
    expected = EXPECTED[name]
    data = (CORPUS / f"{name}.html").read_bytes()
    article = read_html(Document(data=data, media_type=MediaType.HTML, url=expected["url"]))
    assert (article.site, article.language or "") == (expected["site"], expected["language"])


def test_the_corpus_is_as_broad_as_it_should_be() -> None:
    assert len(EXPECTED) >= 15
    assert len({expected["language"] for expected in EXPECTED.values() if expected["language"]}) >= 8
    assert {path.stem for path in CORPUS.glob("*.html")} == set(EXPECTED)


@pytest.mark.quality
def test_real_pages_come_out_above_the_floor() -> None:
    folder = Path(os.environ.get("NUTGRAF_QUALITY_DATA", ""))
    if not (folder / "pages-dev.jsonl.gz").is_file():
        pytest.skip("NUTGRAF_QUALITY_DATA names no folder with pages-dev.jsonl.gz")
    check(measure(real_pages(folder)), FLOORS["real"])
