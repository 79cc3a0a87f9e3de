"""Learn the weights of summarizer/ranking/weights.toml: `python tests/quality/recipes/train_ranking.py DATA_FOLDER`.

DATA_FOLDER holds summaries-dev.jsonl.gz: articles with human summaries. A sentence is a good one if a greedy search for
the best 100 words takes it (gain in the recall of words, content words and word pairs, over the square root of its
length). Logistic regression tells good ones from others by our features; twice the fixed recipe's weights are added to
what it learns, as a prior: that alone took the gain over the lead from about +1.3 to +1.7 points in five-fold
cross-validation, and held on other papers.

`--cross-validate` prints that gain instead (some 15 s).
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from summarizer.model import Budget, Sentence
from summarizer.ranking.features import FEATURES, Content, content_of, feature_matrix
from summarizer.ranking.nutgraf import (
    CENTROID_WEIGHT,
    FORWARD_WEIGHT,
    LEARNED_REDUNDANCY,
    TITLE_WEIGHT,
    greedy_order,
)
from summarizer.ranking.select import select_best
from summarizer.ranking.vectors import Floats
from summarizer.text.words import count_words, stem, stop_words
from tests.quality.summaries import gain_over_lead, summarised_articles

WEIGHTS = Path(__file__).parents[3] / "summarizer" / "ranking" / "weights.toml"
SUMMARY_WORDS = 100
LEAST_GAIN = 0.01
REGULARISATION = 0.03
PRIOR = {
    "position": 2.0,
    # The papers it learns from often open with a scene; most others say in the first sentence what happened.
    "first": 0.25,
    "centroid": 2 * CENTROID_WEIGHT,
    "forward": 2 * FORWARD_WEIGHT,
    "title": 2 * TITLE_WEIGHT,
    # What a reader of a briefing has no use for, however early it stands; too rare in the data to be learned.
    "question": -1.5,
    "announces": -1.5,
    "item": -1.5,
    "unended": -1.5,
    "heading": -3.0,
}
FEWEST_SENTENCES = 50
"""What fewer sentences have says nothing of those that were not seen."""
FOLDS = 5
REPEATS = 3
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An article with its features and which of its sentences are good ones."""

    sentences: tuple[Sentence, ...]
    references: tuple[str, ...]
    content: Content
    features: Floats
    good: Floats


def main() -> None:
    """Read the data, learn, write the weights (or print the cross-validated gain)."""
    arguments = argparse.ArgumentParser(description="Learn the ranking's weights.")
    arguments.add_argument("folder")
    arguments.add_argument("--cross-validate", action="store_true")
    chosen = arguments.parse_args()
    examples = [example for example in read_examples(chosen.folder) if example.good.any()]
    if chosen.cross_validate:
        gains = cross_validated_gains(examples)
        print(f"{gains.mean():+.2f} ± {gains.std() / len(examples) ** 0.5:.2f} points over the lead")
    else:
        WEIGHTS.write_text(as_toml(learn(examples), len(examples)), "utf-8")


def read_examples(folder: str) -> Iterator[Example]:
    """Give the articles of `folder` with what learning needs of them."""
    for summarised in summarised_articles(folder):
        content = content_of([sentence.text for sentence in summarised.sentences], None, summarised.article.language)
        yield Example(
            sentences=summarised.sentences,
            references=summarised.references,
            content=content,
            features=feature_matrix(content),
            good=good_sentences(summarised.sentences, summarised.references),
        )


def good_sentences(sentences: Iterable[Sentence], references: Iterable[str]) -> Floats:
    """Mark the sentences that a greedy search for the best `SUMMARY_WORDS` words takes."""
    units = [_units(sentence.text) for sentence in sentences]
    sizes = [count_words(sentence.text) for sentence in sentences]
    wanted = [_units(reference) for reference in references]
    good = np.zeros(len(units))
    held: tuple[Counter[str], ...] = (Counter(), Counter(), Counter())
    words_left = SUMMARY_WORDS
    while True:
        gains = {
            index: (_recall(_joined(held, unit), wanted) - _recall(held, wanted)) / sizes[index] ** 0.5
            for index, unit in enumerate(units)
            if not good[index] and sizes[index] <= words_left
        }
        best = max(gains, key=lambda index: gains[index], default=None)
        if best is None or gains[best] * sizes[best] ** 0.5 <= LEAST_GAIN:
            return good
        good[best] = 1.0
        held = _joined(held, units[best])
        words_left -= sizes[best]


def learn(examples: list[Example]) -> Floats:
    """Give a weight for each feature: what regression learns plus the prior."""
    rows = np.concatenate([example.features for example in examples])
    good = np.concatenate([example.good for example in examples])
    # A feature that hardly varies (the title, where there is none) is left to the prior.
    varies = (rows != 0).sum(axis=0) >= FEWEST_SENTENCES
    scale = np.where(varies, rows.std(axis=0), np.inf)
    model = LogisticRegression(C=REGULARISATION, max_iter=1_000).fit((rows - rows.mean(axis=0)) / scale, good)
    return np.asarray(model.coef_[0] / scale + np.array([PRIOR.get(name, 0.0) for name in FEATURES]), dtype=np.float64)


def cross_validated_gains(examples: list[Example]) -> Floats:
    """Give, per article, the mean gain over the lead by weights learned without it."""
    gains = np.zeros((REPEATS, len(examples)))
    for repeat in range(REPEATS):
        shuffled = np.random.default_rng(repeat).permutation(len(examples))
        for fold in range(FOLDS):
            held_out = set(shuffled[fold::FOLDS].tolist())
            weights = learn([example for index, example in enumerate(examples) if index not in held_out])
            for index in held_out:
                example = examples[index]
                gains[repeat, index] = gain_over_lead(_chosen(example, weights), example.sentences, example.references)
    return np.asarray(gains.mean(axis=0))


def _chosen(example: Example, weights: Floats) -> tuple[Sentence, ...]:
    is_ready = example.content.antecedents.are_met
    scores = np.asarray(example.features @ weights)
    order = greedy_order(example.content.vectors, scores, LEARNED_REDUNDANCY, is_ready)
    return select_best(example.sentences, order, Budget(words=SUMMARY_WORDS), is_ready)


def as_toml(weights: Floats, articles: int) -> str:
    """Give the table that ships."""
    lines = [
        "# What each feature of a sentence weighs in our default ranking (see features.py for what they are).",
        f"# Learned from {articles} news articles with human summaries by tests/quality/recipes/train_ranking.py,",
        "# twice the fixed recipe's weights included. Not to be edited by hand.",
        "[weights]",
        *(f"{name} = {weight:.3f}" for name, weight in zip(FEATURES, weights, strict=True)),
    ]
    return "\n".join(lines) + "\n"


def _units(text: str) -> tuple[Counter[str], ...]:
    words = [stem(word, "en") for word in _WORD.findall(text)]
    content = [word for word in words if word not in stop_words("en")]
    pairs = [f"{first} {second}" for first, second in pairwise(words)]
    return Counter(words), Counter(content), Counter(pairs)


def _joined(held: tuple[Counter[str], ...], more: tuple[Counter[str], ...]) -> tuple[Counter[str], ...]:
    return tuple(a + b for a, b in zip(held, more, strict=True))


def _recall(held: tuple[Counter[str], ...], wanted: list[tuple[Counter[str], ...]]) -> float:
    shares = [
        (have & want).total() / max(1, want.total())
        for reference in wanted
        for have, want in zip(held, reference, strict=True)
    ]
    return sum(shares) / len(wanted)


if __name__ == "__main__":
    main()
