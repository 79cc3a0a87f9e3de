"""Sentences as tf-idf vectors, and the sums over them that ranking needs, in numpy without any n × n matrix."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Indexes = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceVectors:
    """Unit vectors of `count` sentences over the terms of `vocabulary`: their non-zero weights with coordinates.

    Weights are in the order of rows. A sentence without content words is a zero vector: its cosine to anything is 0.
    """

    count: int
    rows: Indexes
    columns: Indexes
    weights: Floats
    vocabulary: dict[str, int]
    idf: Floats

    @classmethod
    def of(cls, sentences: Sequence[Sequence[str]]) -> Self:
        """Weigh the terms of each sentence by tf · log(1 + n/df) and scale each sentence to length 1. Linear."""
        vocabulary: dict[str, int] = {}
        rows: list[int] = []
        columns: list[int] = []
        counts: list[int] = []
        for row, terms in enumerate(sentences):
            for term, count in Counter(terms).items():
                rows.append(row)
                columns.append(vocabulary.setdefault(term, len(vocabulary)))
                counts.append(count)
        row_array = np.array(rows, dtype=np.intp)
        column_array = np.array(columns, dtype=np.intp)
        frequency = np.bincount(column_array, minlength=len(vocabulary)).astype(np.float64)
        idf = np.log1p(len(sentences) / np.maximum(frequency, 1.0))
        weights = np.array(counts, dtype=np.float64) * idf[column_array]
        lengths = np.sqrt(_summed(row_array, weights**2, len(sentences)))
        weights /= lengths[row_array]
        return cls(
            count=len(sentences),
            rows=row_array,
            columns=column_array,
            weights=weights,
            vocabulary=vocabulary,
            idf=idf,
        )

    def cosines(self, vector: Floats) -> Floats:
        """Give the product of each sentence with `vector` (a weight per term): cosines where that has length 1."""
        return _summed(self.rows, self.weights * vector[self.columns], self.count)

    def sentence(self, index: int) -> Floats:
        """Give the vector of one sentence in full."""
        first, last = np.searchsorted(self.rows, (index, index + 1))
        vector = np.zeros(len(self.vocabulary))
        vector[self.columns[first:last]] = self.weights[first:last]
        return vector

    def text(self, terms: Sequence[str]) -> Floats:
        """Give the unit vector of other text, such as a title; all 0 when it shares no term with the sentences."""
        vector = np.zeros(len(self.vocabulary))
        for term, count in Counter(terms).items():
            if (column := self.vocabulary.get(term)) is not None:
                vector[column] = count * self.idf[column]
        length = math.sqrt(float(vector @ vector))
        return vector / length if length else vector

    def centroid(self) -> Floats:
        """Give the cosine of each sentence to the sum of all."""
        total = _summed(self.columns, self.weights, len(self.vocabulary))
        length = math.sqrt(float(total @ total))
        return self.cosines(total / length) if length else np.zeros(self.count)

    def forward_sums(self) -> Floats:
        """Give Σ_{j>i} cos(i, j) for each sentence i: how much of what follows it announces.

        By term: what later sentences weigh in it is the term's total less the running sum. O(m log m) in the number of
        weights.
        """
        order = np.lexsort((self.rows, self.columns))
        columns, weights = self.columns[order], self.weights[order]
        running = np.cumsum(weights)
        last_of_column = np.searchsorted(columns, columns, side="right") - 1
        later = running[last_of_column] - running
        return _summed(self.rows[order], weights * later, self.count)


def _summed(groups: Indexes, values: Floats, count: int) -> Floats:
    return np.bincount(groups, weights=values, minlength=count).astype(np.float64, copy=False)
