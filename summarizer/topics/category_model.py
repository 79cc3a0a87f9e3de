"""How likely each section of a newspaper is for a story: a linear model over the story's words.

`section_weights.csv` has, for each English stem, its idf and its weight for each section; `list_weights.csv` has the
weights of our word lists, which serve every language. Both were fitted by tests/quality/recipes/train_categories.py
(multinomial logistic regression); the row named "*" is the intercept.
"""

import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from summarizer.topics.category_lists import Support, count_terms
from summarizer.topics.fields import CATEGORIES

SECTIONS: tuple[str, ...] = ("business", "culture", "politics", "sport", "technology", "world")
"""The categories that are sections, in the order of the tables' columns; a story stands in one of them."""

LIST_SHARE = 0.25
"""The part of the lists' say beside the trained words: the best of five on held-out halves, and flat around it."""

INTERCEPT = "*"
WORDS_FILE = "section_weights.csv"
LISTS_FILE = "list_weights.csv"

Floats = NDArray[np.float64]


class WordTable(NamedTuple):
    """The trained words: row numbers by stem, idf and weights (rows by sections) by row number."""

    rows: Mapping[str, int]
    idf: Floats
    weights: Floats
    intercept: Floats


class ListTable(NamedTuple):
    """The weights of the lists: categories by sections."""

    weights: Floats
    intercept: Floats


def rate_sections(
    title: Sequence[str], text: Sequence[str], support: Mapping[str, Support], *, trained: bool
) -> dict[str, float]:
    """Give the probability of each section for a story of these terms; they add up to 1.

    `support` is what the lists said. `trained` words are English stems: other languages go by the lists alone.
    """
    by_lists = score_lists(support, load_lists())
    scores = score_words(title, text, load_words()) + LIST_SHARE * by_lists if trained else by_lists
    shares = np.exp(scores - scores.max())
    return dict(zip(SECTIONS, (shares / shares.sum()).tolist(), strict=True))


def score_words(title: Sequence[str], text: Sequence[str], table: WordTable) -> Floats:
    """The log odds of each section by the words: sublinear tf times idf, length 1, times the weights."""
    found = [(table.rows[term], count) for term, count in count_terms(title, text).items() if term in table.rows]
    if not found:
        return table.intercept
    rows = np.array([row for row, _count in found])
    values = np.array([1 + math.log(count) for _row, count in found]) * table.idf[rows]
    return np.asarray(values / np.linalg.norm(values) @ table.weights[rows] + table.intercept, np.float64)


def score_lists(support: Mapping[str, Support], table: ListTable) -> Floats:
    """The log odds of each section by the lists alone."""
    strengths = np.array([support[category].strength for category in CATEGORIES])
    return np.asarray(strengths @ table.weights + table.intercept, np.float64)


@cache
def load_words() -> WordTable:
    """The shipped words; about 30 ms the first time."""
    names, numbers = _read(WORDS_FILE)
    return WordTable(
        rows={name: row for row, name in enumerate(names) if name != INTERCEPT},
        idf=numbers[:, 0],
        weights=numbers[:, 1:],
        intercept=numbers[names.index(INTERCEPT), 1:],
    )


@cache
def load_lists() -> ListTable:
    """The shipped weights of the lists."""
    names, numbers = _read(LISTS_FILE)
    return ListTable(
        weights=numbers[[names.index(category) for category in CATEGORIES]], intercept=numbers[names.index(INTERCEPT)]
    )


def _read(file: str) -> tuple[list[str], Floats]:
    """The names and the numbers of a table, without its header."""
    lines = (resources.files("summarizer.topics") / file).read_text("utf-8").splitlines()[1:]
    rows = [line.split(",") for line in lines]
    return [row[0] for row in rows], np.array([row[1:] for row in rows], np.float64)
