"""How strongly the words of our own lists, one file a language, speak for each category in a story.

The files stand in `category_words/`: per category the words that speak for it, "_" between two that must stand side by
side, "~" before one that often means something else and so counts less.
"""

import math
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import NamedTuple

from summarizer.text.words import terms
from summarizer.topics.fields import CATEGORIES

LANGUAGES: frozenset[str] = frozenset({"en", "ru", "uk", "de", "fr", "es", "it", "pt"})
"""ISO 639-1 codes of the languages that have a file of words."""

DOUBTFUL = "~"
DOUBTFUL_WEIGHT = 0.4
TITLE_WEIGHT = 2
_LENGTH_OFFSET = 8
"""Added to the number of different words, so that three words of a headline are no proof."""


class Support(NamedTuple):
    """What the list of a category gave: its `strength`, and how many different `words` of it were there."""

    strength: float
    words: int


def weigh_lists(title: Sequence[str], text: Sequence[str], language: str) -> dict[str, Support]:
    """Give for every category how strongly the list of `language` speaks for it; 0 where nothing does.

    `title` and `text` are terms as `summarizer.text.words.terms` gives them. Repeats count by their logarithm, a word
    of the title as two; the sum is divided by the root of the number of different words, so that long and short
    stories compare. A story plainly about a category has a strength of .5 or more. Linear.
    """
    counts = count_terms(title, text)
    length = len(counts)
    for words in (title, text):
        counts.update(f"{first} {second}" for first, second in pairwise(words))
    entries = _entries(language)
    strengths = dict.fromkeys(CATEGORIES, 0.0)
    words_seen = dict.fromkeys(CATEGORIES, 0)
    for term in counts.keys() & entries.keys():
        for category, weight in entries[term]:
            strengths[category] += weight * (1 + math.log(counts[term]))
            words_seen[category] += 1
    scale = 1 / math.sqrt(length + _LENGTH_OFFSET)
    return {category: Support(strengths[category] * scale, words_seen[category]) for category in CATEGORIES}


def count_terms(title: Sequence[str], text: Sequence[str]) -> Counter[str]:
    """How often each term stands in a story, those of the title taken `TITLE_WEIGHT` times."""
    counts = Counter(text)
    for term in title:
        counts[term] += TITLE_WEIGHT
    return counts


@cache
def _entries(language: str) -> dict[str, tuple[tuple[str, float], ...]]:
    """The categories of each listed term, or pair of terms, with their weights. About 5 ms a language."""
    file = resources.files("summarizer.topics") / "category_words" / f"{language}.toml"
    listed: dict[str, str] = tomllib.loads(file.read_text("utf-8"))
    entries: dict[str, dict[str, float]] = {}
    for category, words in listed.items():
        for word in words.split():
            term = " ".join(terms(word.lstrip(DOUBTFUL).replace("_", " "), language))
            weight = DOUBTFUL_WEIGHT if word.startswith(DOUBTFUL) else 1.0
            entries.setdefault(term, {}).setdefault(category, weight)
    entries.pop("", None)
    return {term: tuple(weights.items()) for term, weights in entries.items()}
