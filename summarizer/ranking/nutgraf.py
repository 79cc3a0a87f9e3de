"""Our summarizers in sumy's frame: position, centrality and what follows, in numpy.

    1. content   the words of each sentence, and a tf-idf vector of length 1
    2. scores    by the fixed recipe ("centroid") or by learned weights over the features ("nutgraf")
    3. order     greedily, less what repeats the sentences already taken; the learned order never takes a sentence
                 that leans on one that was not taken

10,000 words take some 25 ms, where sumy's LexRank takes 2.8 s.
"""

import tomllib
from collections.abc import Callable, Collection, Sequence
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from sumy.models.dom import ObjectDocumentModel
from sumy.summarizers._summarizer import AbstractSummarizer, SentenceInfo

from summarizer.ranking.features import FEATURES, Content, content_of, feature_matrix, scaled
from summarizer.ranking.repeats import put_off_repeats
from summarizer.ranking.select import IsReady, always_ready
from summarizer.ranking.vectors import Floats, SentenceVectors

GREEDY_PICKS = 13
"""Sentences ordered with a look at redundancy and needs: as many as the longest briefing shows."""

LOOKED_AT = 200
"""Sentences tried for a pick; where none of so many is ready beside those picked, the rest comes by its scores."""

CENTROID_WEIGHT = 0.6
FORWARD_WEIGHT = 0.3
TITLE_WEIGHT = 0.2
CENTROID_REDUNDANCY = 0.3
LEARNED_REDUNDANCY = 0.5
"""Learned scores spread about twice as far as the recipe's; from 0.3 to 1.2 it makes 0.1 points of difference."""

OF_LENGTH = 0.6
"""What is added to the weight of a sentence's length where sentences are counted: the weights were learned for a budget
of words. On human summaries three sentences recall 1.6 points more so, in 5 words more, at the same F."""

TEASERS = ("tiny", "question", "announces")
"""Features of sentences that carry nothing by themselves."""


class OurSummarizer(AbstractSummarizer):  # type: ignore[misc]  # sumy has no types
    """Ranks in the order that `order` gives for the content of a document; speaks sumy's interface.

    At equal length both of our orders keep more of what human summaries of news hold than the lead does; each of
    sumy's keeps less.
    """

    def __init__(self, order: Callable[[Content], tuple[int, ...]], language: str | None) -> None:
        super().__init__()
        self._order = order
        self._language = language

    def __call__(
        self, document: ObjectDocumentModel, sentences_count: Callable[[list[SentenceInfo]], Sequence[SentenceInfo]]
    ) -> tuple[Any, ...]:
        """Give what `sentences_count` takes of the sentences, best first, in document order."""
        sentences = document.sentences
        title = " ".join(str(heading) for heading in document.headings)
        order = self._order(content_of([str(sentence) for sentence in sentences], title, self._language))
        infos = [SentenceInfo(sentences[index], index, -rank) for rank, index in enumerate(order)]
        chosen = sorted(sentences_count(infos), key=lambda info: info.order)
        return tuple(info.sentence for info in chosen)


def learned_order(content: Content, *, by_words: bool = False) -> tuple[int, ...]:
    """Give all sentences best first by the learned weights, one that cannot stand alone after what it needs.

    `by_words` says that words will be counted and not sentences: then a long one is dear.
    A question or a few words ("Gold bars.") never come first. What says again what a better one says comes last; a
    quotation never replaces what says less.
    """
    features = feature_matrix(content)
    scores = np.asarray(features @ _learned_weights(), dtype=np.float64)
    if not by_words:
        scores += OF_LENGTH * features[:, FEATURES.index("log_words")]
    teases = np.asarray(features[:, [FEATURES.index(name) for name in TEASERS]].sum(axis=1)).tolist()
    opens_quote = features[:, FEATURES.index("opens_quote")].tolist()

    def is_ready(index: int, chosen: Collection[int]) -> bool:
        return bool(chosen or not teases[index]) and content.antecedents.are_met(index, chosen)

    def may_replace(index: int, chosen: Collection[int]) -> bool:
        return not opens_quote[index] and content.antecedents.are_met(index, chosen, may_open=True)

    order = greedy_order(content.vectors, scores, LEARNED_REDUNDANCY, is_ready)
    return put_off_repeats(order, lambda index: frozenset(content.terms[index]), may_replace)


def centroid_order(content: Content) -> tuple[int, ...]:
    """Give all sentences best first by 1/√(i+1) + 0.6 · centroid + 0.3 · forward sum + 0.2 · title.

    The two sums are scaled to a maximum of 1; 0.3 · redundancy is taken off greedily.
    """
    vectors = content.vectors
    scores = (
        1.0 / np.sqrt(np.arange(vectors.count) + 1.0)
        + CENTROID_WEIGHT * scaled(vectors.centroid())
        + FORWARD_WEIGHT * scaled(vectors.forward_sums())
        + TITLE_WEIGHT * vectors.cosines(vectors.text(content.title))
    )
    return greedy_order(vectors, scores, CENTROID_REDUNDANCY)


def greedy_order(
    vectors: SentenceVectors, scores: Floats, redundancy_weight: float, is_ready: IsReady = always_ready
) -> tuple[int, ...]:
    """Give all sentences best first, each of the first `GREEDY_PICKS` chosen less its likeness to those before.

    One that is not ready beside those chosen waits until it is, or brings the one before it, where that makes it ready
    and both are worth more than two of what is. Ties go to the earlier sentence. O(picks · weights).

    Source: Carbonell and Goldstein, SIGIR 1998 (maximal marginal relevance).
    """
    left = np.array(scores, dtype=np.float64)
    redundancy = np.zeros(vectors.count)
    order: list[int] = []
    while len(order) < min(GREEDY_PICKS, vectors.count):
        picked = _pick(left - redundancy_weight * redundancy, order, is_ready)
        if not picked:
            break
        for index in picked:
            order.append(index)
            left[index] = -np.inf
            np.maximum(redundancy, vectors.cosines(vectors.sentence(index)), out=redundancy)
    rest = np.argsort(-left, kind="stable")[: vectors.count - len(order)]
    return (*order, *rest.tolist())


def _pick(values: Floats, order: Sequence[int], is_ready: IsReady) -> tuple[int, ...]:
    """Give the best that is ready, or a better one behind the sentence that it needs; nothing when none is ready."""
    best = int(values.argmax())
    if is_ready(best, order):
        return (best,)  # mostly: nothing need be sorted
    waiting: list[int] = []
    for index in np.argsort(-values, kind="stable")[: min(LOOKED_AT, len(values) - len(order))].tolist():
        if is_ready(index, order):
            best = index
            break
        waiting.append(index)
    else:
        return ()
    for index in waiting if order else ():
        before = index - 1
        worth = index > 0 and values[before] + values[index] > 2 * values[best]
        if worth and is_ready(before, order) and is_ready(index, [*order, before]):
            return before, index
    return (best,)


@cache
def _learned_weights() -> Floats:
    """The weight of each feature; `weights.toml` says how they were come by."""
    table = tomllib.loads((resources.files("summarizer.ranking") / "weights.toml").read_text("utf-8"))
    return np.array([table["weights"][name] for name in FEATURES], dtype=np.float64)
