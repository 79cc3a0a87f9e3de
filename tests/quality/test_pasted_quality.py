"""The gate for pasted pages: the story found, clean texts left alone, headlines; floors only ever rise.

Our own corpus, sixteen pages in ten languages, always runs; the development pages where NUTGRAF_QUALITY_DATA names
their folder.
"""

import gzip
import json
import os
import tomllib
from pathlib import Path
from statistics import median

import pytest

from summarizer.sources.pasted import read_pasted
from tests.quality.pasted import PastedPage, load_pasted
from tests.quality.pasted_corpus import CorpusPage, load_corpus
from tests.quality.shingle_score import mean_f1, score_text
from tests.timing import cpu_time

_FLOORS: dict[str, float] = tomllib.loads(Path(__file__).with_name("floors.toml").read_text("utf-8"))["pasted"]
_CORPUS = load_corpus()


def _data() -> Path:
    folder = os.environ.get("NUTGRAF_QUALITY_DATA")
    if not folder:
        pytest.skip("NUTGRAF_QUALITY_DATA names no folder")
    return Path(folder)


@pytest.fixture(scope="module")
def pages() -> tuple[PastedPage, ...]:
    return load_pasted(_data())


@pytest.fixture(scope="module")
def readings(pages: tuple[PastedPage, ...]) -> list[tuple[PastedPage, str]]:
    return [(page, read_pasted(page.pasted).text) for page in pages]


def _fold(text: str) -> str:
    return " ".join(text.split())


def _is_exact(page: CorpusPage) -> bool:
    article = read_pasted(page.pasted)
    return (article.paragraphs, article.subheads) == (page.paragraphs, page.subheads)


def test_our_own_pages_hold_every_trap_in_at_least_eight_languages() -> None:
    languages = {page.name.partition("-")[0] for page in _CORPUS}
    traps = frozenset().union(*(page.traps for page in _CORPUS))
    assert len(_CORPUS) >= 15
    assert len(languages) >= 8
    assert traps >= {
        "skip", "menu", "crumb", "headline", "byline", "date", "reading-time", "share", "caption", "repeat", "teaser",
        "teaser-text", "section", "tags", "related", "end-mark", "newsletter", "cookie", "ad", "replies", "comment",
        "footer",
    }  # fmt: skip


@pytest.mark.parametrize("page", _CORPUS, ids=lambda page: page.name)
def test_an_own_page_gives_its_story_headline_byline_and_day(page: CorpusPage) -> None:
    article = read_pasted(page.pasted)
    score = score_text("\n\n".join(page.paragraphs), article.text)
    assert article.title == page.title
    assert article.byline == page.byline
    assert (article.published or "")[:10] == (page.published or "")
    assert mean_f1([score])[0] >= _FLOORS["own_f1_worst"]
    assert set(article.paragraphs) <= set(page.paragraphs)


def test_own_pages_come_out_whole() -> None:
    scores = [score_text("\n\n".join(page.paragraphs), read_pasted(page.pasted).text) for page in _CORPUS]
    assert mean_f1(scores)[0] >= _FLOORS["own_f1"]
    assert sum(map(_is_exact, _CORPUS)) / len(_CORPUS) >= _FLOORS["own_exact"]


@pytest.mark.quality
def test_stories_are_found_in_pasted_pages(readings: list[tuple[PastedPage, str]]) -> None:
    scores = [(page.kind, score_text(page.story, text)) for page, text in readings]
    assert mean_f1([score for _, score in scores])[0] >= _FLOORS["f1"]
    for kind in ("main", "whole"):
        assert mean_f1([score for of, score in scores if of == kind])[0] >= _FLOORS[f"f1_{kind}"]


@pytest.mark.quality
def test_clean_stories_are_left_alone(pages: tuple[PastedPage, ...]) -> None:
    stories = {page.page: page.story for page in pages}.values()
    same = [_fold(read_pasted(story).text) == _fold(story) for story in stories]
    assert sum(same) / len(same) >= _FLOORS["clean"]


@pytest.mark.quality
def test_clean_prose_is_never_touched() -> None:
    with gzip.open(_data() / "summaries-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    same = [_fold(read_pasted(text).text) == _fold(text) for text in texts]
    assert sum(same) / len(same) >= _FLOORS["clean_prose"]


@pytest.mark.quality
def test_headlines_of_whole_pages_are_found(pages: tuple[PastedPage, ...]) -> None:
    with gzip.open(_data() / "pages-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        titles = {row["id"]: _fold(row["title"] or "") for row in map(json.loads, lines)}
    whole = [page for page in pages if page.kind == "whole"]
    right = [_fold(read_pasted(page.pasted).title or "") == titles[page.page] for page in whole]
    assert sum(right) / len(right) >= _FLOORS["titles_whole"]


@pytest.mark.quality
def test_the_example_page_comes_out_exactly() -> None:
    lines = [line for line in (_data() / "page-dump.txt").read_text("utf-8").splitlines() if line]
    article = read_pasted("\n\n".join(lines))
    first = lines.index(article.paragraphs[0])
    end = next(index for index, line in enumerate(lines) if line.startswith("By "))
    wanted = list(dict.fromkeys(line for line in lines[first:end] if not line.endswith("Reuters/Yulia Morozova")))
    assert list(article.paragraphs) == wanted
    assert article.title == lines[1]
    assert article.byline == lines[end]
    assert [article.paragraphs[index] for index in article.subheads] == ["U.S. INTELLIGENCE"]


@pytest.mark.quality
def test_a_page_takes_a_few_milliseconds(pages: tuple[PastedPage, ...]) -> None:
    taken = []
    for page in pages:
        with cpu_time() as one:
            read_pasted(page.pasted)
        taken.append(one.seconds)
    assert 1000 * median(taken) <= _FLOORS["ms"]
