"""How chosen sentences are scored against human summaries."""

import gzip
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rouge_score.rouge_scorer import RougeScorer

from summarizer.model import Article, Budget, Sentence
from summarizer.ranking.select import select_lead
from summarizer.text.clean import clean_paragraphs
from summarizer.text.sentences import article_sentences

SCORED_BUDGET = Budget(words=100)
_SCORER = RougeScorer(["rouge1"], use_stemmer=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summarised:
    """An article with what people wrote as its summaries."""

    article: Article
    sentences: tuple[Sentence, ...]
    references: tuple[str, ...]


def summarised_articles(folder: str | None = None) -> tuple[Summarised, ...]:
    """Give the articles of summaries-dev.jsonl.gz in `folder`, else in NUTGRAF_QUALITY_DATA; none where it is not."""
    path = Path(folder or os.environ.get("NUTGRAF_QUALITY_DATA", "")) / "summaries-dev.jsonl.gz"
    if not path.is_file():
        return ()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    articles = [Article(paragraphs=clean_paragraphs(row["text"]), language=row["language"]) for row in rows]
    return tuple(
        Summarised(article=article, sentences=article_sentences(article), references=tuple(row["references"]))
        for article, row in zip(articles, rows, strict=True)
    )


def recall(words: Sequence[str], references: Iterable[str]) -> float:
    """Give the ROUGE-1 recall of `words`, stemmed, against `references`, as their mean in points."""
    text = " ".join(words)
    scores: list[float] = [100.0 * _SCORER.score(reference, text)["rouge1"].recall for reference in references]
    return sum(scores) / len(scores)


def gain_over_lead(chosen: Iterable[Sentence], sentences: tuple[Sentence, ...], references: Sequence[str]) -> float:
    """Give the recall of those `chosen` within 100 words less the lead's, both cut to the same number of words."""
    ours = " ".join(sentence.text for sentence in chosen).split()
    lead = " ".join(sentence.text for sentence in select_lead(sentences, SCORED_BUDGET)).split()
    same = min(len(ours), len(lead))
    return recall(ours[:same], references) - recall(lead[:same], references)
