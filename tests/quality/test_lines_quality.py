"""The gate for key lines: shares of those that can be told from their words alone not to read, on real English news.

A line that passes may still be about little; one that fails begins with "who has" or "it", ends on "the" or "and", or
says nothing at all. Read one by one, of lines of stories not looked at before, 81 in 100 were clear.
"""

import gzip
import json
import os
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from summarizer.figures.find import find_figures
from summarizer.figures.lines import key_lines
from summarizer.model import Article, Figure, KeyLine
from summarizer.text.sentences import article_sentences
from tests.quality.summaries import summarised_articles

_FLOORS: dict[str, float] = tomllib.loads(Path(__file__).with_name("floors.toml").read_text("utf-8"))["lines"]
_SHOWN = 5
_EVERY = 8
"""Every eighth story of the edited news: some 140 of them."""
_PRONOUNS = frozenset("he she it they we i you there".split())
_OPENERS = frozenset(
    "who which that whom whose where and or but is are was were be been has have had will would can could may might "
    "must should do does did of".split()
)
_CLOSERS = frozenset(
    "the a an and or but who which that whose its their his her my our your if because although while whether been be "
    "has have had will would can could may might must should do does did".split()
)


def _articles() -> list[Article]:
    folder = os.environ.get("NUTGRAF_QUALITY_DATA")
    if not folder:
        pytest.skip("NUTGRAF_QUALITY_DATA names no folder")
    with gzip.open(Path(folder) / "categories-dev.jsonl.gz", "rt", encoding="utf-8") as rows:
        stories = [story for story in map(json.loads, rows) if story["set"] == "edited news"][::_EVERY]
    articles = [Article(paragraphs=(one["title"], *one["text"].split("\n\n")), language="en") for one in stories]
    return articles + [one.article for one in summarised_articles() if one.article.language == "en"][::4]


def _fault(line: KeyLine, figure: Figure) -> str:
    """Give what is wrong with a line, empty where nothing can be told."""
    rest = line.text.partition(figure.text)[2]
    before, _, behind = rest.partition(" – ")[2].partition(" … ")
    words = (f"{before} {behind}" if before else rest).lower().split()
    if not any(word.isalpha() for word in words):
        return "bare"
    if before and before.lower().split()[0] in _PRONOUNS:
        return "pronoun"
    if before and before.lower().split()[0] in _OPENERS:
        return "opener"
    return "closer" if words[-1] in _CLOSERS else ""


@pytest.mark.quality
def test_few_lines_of_real_news_cannot_be_read() -> None:
    faults: Counter[str] = Counter()
    for article in _articles():
        sentences = article_sentences(article)
        figures = find_figures(article, sentences)
        lines = key_lines(article, sentences, figures)
        faults.update(_fault(line, figures[line.figures[0]]) for line in lines[:_SHOWN] if len(lines) > 1)
    shares = {fault: count / faults.total() for fault, count in faults.items()}
    print(f"{faults.total()} lines: " + ", ".join(f"{one or 'none'} {share:.3f}" for one, share in shares.items()))  # noqa: T201
    assert shares[""] >= _FLOORS["readable"]
    assert shares.get("pronoun", 0.0) <= _FLOORS["pronoun"]
    assert shares.get("opener", 0.0) + shares.get("closer", 0.0) + shares.get("bare", 0.0) <= _FLOORS["broken"]
