"""Sentences as tf-idf vectors, and the sums over them that ranking needs, in numpy without any n × n matrix."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Self

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Indexes = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceVectors:
    """Unit vectors of `count` sentences over the terms of `vocabulary`: their non-zero weights with coordinates.

    Weights are in the order of rows, those of sentence i from `starts[i]` to `starts[i + 1]`. A sentence without
    content words is a zero vector: its cosine to anything is 0.
    """

    count: int
    rows: Indexes
    columns: Indexes
    counts: Indexes
    weights: Floats
    starts: tuple[int, ...]
    vocabulary: dict[str, int]
    idf: Floats

    @classmethod
    def of(cls, sentences: Sequence[Sequence[str]]) -> Self:
        """Weigh the terms of each sentence by tf · log(1 + n/df) and scale each sentence to length 1.

        O(m log m) in the number m of terms.
        """
        vocabulary = {term: column for column, term in enumerate(dict.fromkeys(chain.from_iterable(sentences)))}
        width = max(1, len(vocabulary))
        all_rows = np.repeat(np.arange(len(sentences), dtype=np.intp), [len(terms) for terms in sentences])
        all_columns = np.array([vocabulary[term] for terms in sentences for term in terms], dtype=np.intp)
        cells, counts = np.unique(all_rows * width + all_columns, return_counts=True)
        rows, columns = np.divmod(cells, width)
        idf = np.log1p(len(sentences) / np.maximum(np.bincount(columns, minlength=len(vocabulary)), 1.0))
        weights = counts * idf[columns]
        weights /= np.sqrt(_summed(rows, weights**2, len(sentences)))[rows]
        return cls(
            count=len(sentences),
            rows=rows,
            columns=columns,
            counts=counts,
            weights=weights,
            starts=tuple(np.searchsorted(rows, np.arange(len(sentences) + 1)).tolist()),
            vocabulary=vocabulary,
            idf=idf,
        )

    def cosines(self, vector: Floats) -> Floats:
        """Give the product of each sentence with `vector` (a weight per term): cosines where that has length 1."""
        return _summed(self.rows, self.weights * vector[self.columns], self.count)

    def sentence(self, index: int) -> Floats:
        """Give the vector of one sentence in full."""
        first, last = self.starts[index : index + 2]
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

    def frequencies(self) -> Floats:
        """Give, for each sentence, in how many sentences its terms stand, on average over its terms."""
        sharing = np.bincount(self.columns, minlength=len(self.vocabulary))
        lengths = _summed(self.rows, self.counts, self.count)
        return _summed(self.rows, self.counts * sharing[self.columns], self.count) / np.maximum(lengths, 1.0)

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


def _summed(groups: Indexes, values: Floats | Indexes, count: int) -> Floats:
    return np.bincount(groups, weights=values, minlength=count).astype(np.float64, copy=False)
