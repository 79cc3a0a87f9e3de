"""Runs of four words: how two texts are compared when one may be cut, joined or wrapped otherwise.

In scripts without spaces a run of letters is cut into characters first, so that a Chinese page compares as well.
"""

import functools
import re
from collections.abc import Iterable

RUN_WORDS = 4

Run = tuple[str, ...]

_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]|[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]+"
)


_SHORT_CHARS = 4_000
"""Of longer texts only the last few are kept: a worker would grow with every hostile page."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, case folded; each Chinese, Japanese or Thai character is one."""
    return _short_words(text) if len(text) <= _SHORT_CHARS else _long_words(text)


def _split(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


_short_words = functools.lru_cache(maxsize=2_048)(_split)
_long_words = functools.lru_cache(maxsize=4)(_split)


def count_words(text: str) -> int:
    """How many words a text has."""
    return len(words_of(text))


def count_reading_words(text: str) -> int:
    """How many words a text has for a reader: two Chinese, Japanese or Thai characters are one."""
    words = words_of(text)
    return len(words) - sum(len(word) == 1 and word >= "\u0e00" for word in words) // 2


def runs_of(text: str) -> list[Run]:
    """All runs of four words in a text, a shorter text being one run; empty without words."""
    words = words_of(text)
    if not words:
        return []
    return list(zip(*(words[start:] for start in range(RUN_WORDS)), strict=False)) or [words]


def runs_in(lines: Iterable[str]) -> frozenset[Run]:
    """The runs of all lines."""
    return frozenset(run for line in lines for run in runs_of(line))


def share(runs: list[Run], wanted: frozenset[Run]) -> float:
    """How many of the runs are wanted ones, 0 to 1; 0 without runs."""
    return sum(run in wanted for run in runs) / len(runs) if runs else 0.0


def likeness(left: frozenset[Run], right: frozenset[Run]) -> float:
    """How alike two sets of runs are, 0 to 1 (Dice); 0 when one is empty."""
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def same_words(left: str, right: str) -> bool:
    """Whether two texts say the same but for case, spacing and signs."""
    return words_of(left) == words_of(right)
