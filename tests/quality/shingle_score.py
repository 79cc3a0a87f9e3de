"""How much of a body came out: precision and recall of four-word runs, averaged over pages, and the F1 of the means.

The measure of the article extraction benchmark (github.com/scrapinghub/article-extraction-benchmark).
"""

import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_RUN_WORDS = 4


def score_text(wanted: str, given: str) -> tuple[float, float]:
    """Precision and recall of one text, 0 to 1; nothing wanted and nothing given is perfect."""
    right, ours = _runs(wanted), _runs(given)
    if right == ours:
        return 1.0, 1.0
    shared = sum((right & ours).values())
    return shared / (sum(ours.values()) or 1), shared / (sum(right.values()) or 1)


def mean_f1(scores: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """F1 of mean precision and mean recall, with both; all 0 without scores."""
    if not scores:
        return 0.0, 0.0, 0.0
    precision = sum(score[0] for score in scores) / len(scores)
    recall = sum(score[1] for score in scores) / len(scores)
    return f1(precision, recall), precision, recall


def f1(precision: float, recall: float) -> float:
    """Their harmonic mean, 0 when both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[start : start + _RUN_WORDS]) for start in range(max(1, len(words) - 3)) if words)
