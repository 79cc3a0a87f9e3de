"""How chosen sentences are scored against human summaries."""

from collections.abc import Iterable, Sequence

from rouge_score.rouge_scorer import RougeScorer

from summarizer.model import Budget, Sentence
from summarizer.ranking.select import select_lead

SCORED_BUDGET = Budget(words=100)
_SCORER = RougeScorer(["rouge1"], use_stemmer=True)


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
