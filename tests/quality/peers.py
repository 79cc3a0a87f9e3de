"""Prints how sentences, key figures and people are chosen by us and by the peers, on the same data in one run.

    NUTGRAF_QUALITY_DATA=<folder> make peers

The peers are installed from PyPI into an environment of their own; one that does not install is said to be missing.
Our rules were written with this data at hand; what to expect elsewhere is a few points less, as floors.toml tells.
"""

import math
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import fmean, stdev
from typing import Any, TypeVar

from summarizer.model import Article, Person, Sentence
from summarizer.people.find import find_people
from summarizer.ranking.choose import choose_sentences
from summarizer.text.sentences import article_sentences
from tests.quality.figure_corpus import real_stories
from tests.quality.peers_figures import FIGURE_FINDERS
from tests.quality.peers_ranking import RANKERS, Ranker, take_best
from tests.quality.summaries import SCORED_BUDGET, Summarised, gain_over_lead, summarised_articles
from tests.quality.test_figures_quality import Tally, annotated_stories, mean, read_figures, score_story

OURS = ("nutgraf", "centroid")
SUMYS = ("lexrank", "textrank", "luhn", "lsa", "sumbasic", "edmundson")
MISSING = "not installed"
SPACY_MODEL = "en_core_web_sm"

T = TypeVar("T")
Row = tuple[str, ...]


def main() -> None:
    """Measure and print the tables as Markdown."""
    if not Path(os.environ.get("NUTGRAF_QUALITY_DATA", "")).joinpath("figures-dev.jsonl").is_file():
        sys.exit("NUTGRAF_QUALITY_DATA must name the folder with figures-dev.jsonl")
    news = list(real_stories(Path(os.environ["NUTGRAF_QUALITY_DATA"])))
    for name, stories in (("development stories", annotated_stories()), ("other news", news)):
        told = f"{len(stories)} {name}"
        _print((f"figures, {told}", "F", "traps shown", "key at 5, P/R", "labels", "ms"), _figure_rows(stories))
        _print((f"people, {told}", "key found", "names right", "ms"), _people_rows(stories))
    _print(("sentences, 100 words", "points over the lead", "± 1 s.e.", "ms"), _ranking_rows(summarised_articles()))


def _print(head: Row, rows: Iterable[Row]) -> None:
    sys.stdout.write(f"\n| {' | '.join(head)} |\n|{'---|' * len(head)}\n")
    for row in rows:
        cells = (*row, *[""] * (len(head) - len(row)))
        sys.stdout.write(f"| {' | '.join(cells)} |\n")
        sys.stdout.flush()


def _figure_rows(stories: Sequence[dict[str, Any]]) -> Iterator[Row]:
    read_figures(stories[0]["text"])  # the tables are read once
    ours = Tally()
    for story in stories:
        _, figures, seconds = read_figures(story["text"])
        ours.seconds.append(seconds)
        score_story(story, figures, ours)
    yield ("**nutgraf**", *_figure_cells(ours, has_labels=True))
    for name, load in FIGURE_FINDERS.items():
        find = _load(load)
        if find is None:
            yield (name, MISSING)
            continue
        tally = Tally()
        find(stories[0]["text"])
        for story in stories:
            began = time.process_time()
            figures = find(story["text"])
            tally.seconds.append(time.process_time() - began)
            score_story(story, figures, tally)
        yield (name, *_figure_cells(tally, has_labels=False))


def _load(load: Callable[[], T]) -> T | None:
    """What `load` gives, None where the peer is not there or cannot start."""
    try:
        return load()
    except (ImportError, OSError):
        return None


def _figure_cells(tally: Tally, *, has_labels: bool) -> Row:
    key = f"{mean(tally.key_precision):.2f}/{mean(tally.key_recall):.2f}"
    labels = f"{tally.label_share:.0%}" if has_labels else "–"
    return f"{tally.f1:.2f}", f"{tally.junk} of {tally.traps}", key, labels, f"{1000 * mean(tally.seconds):.1f}"


def _people_rows(stories: Sequence[dict[str, Any]]) -> Iterator[Row]:
    yield ("**nutgraf**", *_people_cells(stories, _our_people))
    finder = _load(_load_spacy)
    yield ("spaCy, small model", *(_people_cells(stories, finder) if finder else (MISSING,)))


def _our_people(text: str) -> list[str]:
    article = Article(paragraphs=tuple(line.strip() for line in text.splitlines() if line.strip()), language="en")
    people: tuple[Person, ...] = find_people(article, article_sentences(article))
    return [person.name for person in people]


def _load_spacy() -> Callable[[str], list[str]]:
    import spacy  # type: ignore[import-not-found]  # noqa: PLC0415 (a peer, not ours)

    read = spacy.load(SPACY_MODEL)

    def find(text: str) -> list[str]:
        names = [entity.text for entity in read(text).ents if entity.label_ == "PERSON"]
        return list(dict.fromkeys(name for name in names if " " in name))

    return find


def _people_cells(stories: Sequence[dict[str, Any]], find: Callable[[str], list[str]]) -> Row:
    find(stories[0]["text"])
    found: list[bool] = []
    right: list[bool] = []
    began = time.process_time()
    shown = [find(story["text"]) for story in stories]
    took_ms = 1000 * (time.process_time() - began) / len(stories)
    for story, names in zip(stories, shown, strict=True):
        wanted = {one["name"]: one["key"] for one in story["people"]}
        found += [name in names for name, is_key in wanted.items() if is_key]
        right += [name in wanted for name in names]
    return f"{fmean(found):.2f}", f"{fmean(right):.2f}", f"{took_ms:.1f}"


def _ranking_rows(articles: Sequence[Summarised]) -> Iterator[Row]:
    yield ("the lead", "0.00")
    for method in (*OURS, *SUMYS):
        name = f"**nutgraf**, {method}" if method in OURS else f"sumy, {method}"
        yield (name, *_ranking_cells(articles, partial(_choose, method=method)))
    for name, load in RANKERS.items():
        rank = _load(partial(load, articles))
        if rank is None:
            yield (name, MISSING)
            continue
        yield (name, *_ranking_cells(articles, partial(_choose_with, rank=rank)))


def _choose(one: Summarised, method: str) -> Sequence[Sentence]:
    return choose_sentences(one.article, one.sentences, budget=SCORED_BUDGET, method=method).sentences


def _choose_with(one: Summarised, rank: Ranker) -> Sequence[Sentence]:
    return take_best(one.sentences, rank(one.sentences))


def _ranking_cells(articles: Sequence[Summarised], choose: Callable[[Summarised], Sequence[Sentence]]) -> Row:
    choose(articles[0])
    began = time.process_time()
    chosen = [choose(one) for one in articles]
    took_ms = 1000 * (time.process_time() - began) / len(articles)
    gains = [
        gain_over_lead(sentences, one.sentences, one.references)
        for one, sentences in zip(articles, chosen, strict=True)
    ]
    return f"{fmean(gains):+.2f}", f"{stdev(gains) / math.sqrt(len(gains)):.2f}", f"{took_ms:.1f}"


if __name__ == "__main__":
    main()
