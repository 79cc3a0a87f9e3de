"""How common stems are in news: what makes a word of a story telling.

`background_counts.csv` holds, for English, in how many of its stories each stem stood (stems of two stories and more;
tests/quality/recipes/count_background.py wrote it). Stories seen since are counted on top; for other languages they are
all there is.
"""

import math
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib import resources

COUNTS_FILE = "background_counts.csv"
STORIES = "*"
"""The row of the table with the number of stories."""

SHIPPED_LANGUAGE = "en"


class Background:
    """In how many stories of a language each stem stood."""

    def __init__(self, language: str | None) -> None:
        self._shipped: dict[str, int] = _load() if language == SHIPPED_LANGUAGE else {}
        self._seen: Counter[str] = Counter()
        self._stories = self._shipped.get(STORIES, 0)

    def add(self, stems: Iterable[str]) -> None:
        """Count one story more; repeats count once."""
        self._seen.update(set(stems))
        self._stories += 1

    def idf(self, stem: str) -> float:
        """Give how telling `stem` is: 1 for one in every story, more the rarer it is (smoothed, natural logarithm)."""
        stories = self._shipped.get(stem, 0) + self._seen[stem]
        return 1 + math.log((1 + self._stories) / (1 + stories))


@cache
def _load() -> dict[str, int]:
    lines = (resources.files("summarizer.events") / COUNTS_FILE).read_text("utf-8").splitlines()[1:]
    return {stem: int(count) for stem, _comma, count in (line.partition(",") for line in lines)}
