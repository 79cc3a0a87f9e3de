"""Which topics to look at when a term was seen: rows under their rarest term, in dictionaries or in arrays.

A row is one way to satisfy a topic: the term it stands under, two more terms to have and one not to have, all as
numbers of the vocabulary. What a row cannot say in full is checked by the index afterwards.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from summarizer.topics.hashes import join_ranges
from summarizer.topics.vocabulary import ALWAYS, NEVER


class Row(NamedTuple):
    """`topic` may match a story that has `second` and `third` and not `avoid`, beside the term it stands under."""

    topic: int
    second: int
    third: int
    avoid: int


_Placed = tuple[int, Row]


class NewRows:
    """Rows in dictionaries: any of them is put in or taken out in constant time. About 300 bytes a row."""

    def __init__(self) -> None:
        self._sure: dict[int, dict[int, None]] = {}
        self._checked: dict[int, dict[Row, None]] = {}
        self._places: dict[int, tuple[_Placed, ...]] = {}

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, topic: int) -> bool:
        return topic in self._places

    def insert(self, topic: int, placed: tuple[_Placed, ...]) -> None:
        """Put in all rows of a topic, each with the term it stands under."""
        self._places[topic] = placed
        for anchor, row in placed:
            if _is_sure(row):
                self._sure.setdefault(anchor, {})[topic] = None
            else:
                self._checked.setdefault(anchor, {})[row] = None

    def delete(self, topic: int) -> None:
        """Take out all rows of a topic.

        Raises:
            KeyError: it has none here.
        """
        for anchor, row in set(self._places.pop(topic)):
            if _is_sure(row):
                del self._sure[anchor][topic]
            else:
                del self._checked[anchor][row]

    def find(self, present: list[int]) -> list[int]:
        """Give the topics of the rows that the terms `present` satisfy, some of them twice."""
        found = list(chain.from_iterable(filter(None, map(self._sure.get, present))))
        have = {ALWAYS, *present}
        rows = chain.from_iterable(filter(None, map(self._checked.get, present)))
        found += [
            topic for topic, second, third, avoid in rows if second in have and third in have and avoid not in have
        ]
        return found

    def rows(self) -> Iterator[_Placed]:
        """Give all rows, each with the term it stands under."""
        for placed in self._places.values():
            yield from placed


class OldRows:
    """Rows in arrays: 20 bytes each. Topics can only be crossed out, until `merged` builds them anew."""

    def __init__(
        self, anchors: npt.NDArray[np.int32], rows: npt.NDArray[np.int32], topics: npt.NDArray[np.int64]
    ) -> None:
        """Take columns of equal length: `rows` has three columns (second, third, avoid)."""
        order = np.argsort(anchors, kind="stable")
        self._rows = rows[order]
        self._topics = topics[order]
        self._known = np.unique(topics)
        self._crossed: set[int] = set()
        terms = int(anchors.max()) + 1 if len(anchors) else 0
        self._first = np.zeros(terms + 1, np.int32)
        np.cumsum(np.bincount(anchors, minlength=terms), out=self._first[1:])
        self._mask = np.zeros(max(terms, int(rows.max(initial=NEVER)) + 1), np.bool_)
        self._mask[ALWAYS] = True

    def __len__(self) -> int:
        return len(self._known) - len(self._crossed)

    def __contains__(self, topic: int) -> bool:
        at = int(np.searchsorted(self._known, topic))
        return at < len(self._known) and int(self._known[at]) == topic and topic not in self._crossed

    @property
    def crossed_out(self) -> int:
        """How many topics are only waiting for `merged` to leave them out."""
        return len(self._crossed)

    def cross_out(self, topic: int) -> None:
        """Find no row of `topic` any more.

        Raises:
            KeyError: it has none here.
        """
        if topic not in self:
            raise KeyError(topic)
        self._crossed.add(topic)

    def find(self, present: list[int]) -> list[int]:
        """Give the topics of the rows that the terms `present` satisfy, some of them twice."""
        numbers = np.array(present, np.int64)
        numbers = numbers[numbers < len(self._mask)]
        self._mask[numbers] = True
        anchors = numbers[numbers < len(self._first) - 1]
        starts = self._first[anchors].astype(np.int64)
        places = join_ranges(starts, self._first[anchors + 1] - starts)
        second, third, avoid = self._rows[places].T
        fits = self._mask[second] & self._mask[third] & ~self._mask[avoid]
        self._mask[numbers] = False
        found: list[int] = self._topics[places[fits]].tolist()
        return [topic for topic in found if topic not in self._crossed] if self._crossed else found

    def merged(self, placed: Iterable[_Placed], costs: npt.NDArray[np.float32]) -> "OldRows":
        """Give rows in arrays with `placed` among them and without what was crossed out.

        Each row then stands under the cheapest of its terms, as `costs` (by number) says today.
        """
        more = np.array([(anchor, *row) for anchor, row in placed], np.int64).reshape(-1, 5)
        kept = ~np.isin(self._topics, list(self._crossed))
        anchors = np.repeat(np.arange(len(self._first) - 1, dtype=np.int32), np.diff(self._first))
        columns = np.concatenate([np.column_stack([anchors, self._rows])[kept], more[:, [0, 2, 3, 4]].astype(np.int32)])
        _put_cheapest_first(columns, costs)
        return OldRows(columns[:, 0], columns[:, 1:], np.concatenate([self._topics[kept], more[:, 1]]))


def no_rows() -> OldRows:
    """Give arrays without rows."""
    return OldRows(np.zeros(0, np.int32), np.zeros((0, 3), np.int32), np.zeros(0, np.int64))


def _is_sure(row: Row) -> bool:
    """Whether a row matches as soon as its term is seen."""
    return row.second == row.third == ALWAYS and row.avoid == NEVER


def _put_cheapest_first(columns: npt.NDArray[np.int32], costs: npt.NDArray[np.float32]) -> None:
    """Swap the first column with the second or third where that term is cheaper."""
    prices = costs.copy()
    prices[ALWAYS] = np.inf
    cheapest = np.argmin(prices[columns[:, :3]], axis=1)
    row = np.arange(len(columns))
    anchors = columns[row, cheapest]
    columns[row, cheapest] = columns[:, 0]
    columns[:, 0] = anchors
