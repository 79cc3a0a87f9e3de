"""Time of figures against size: hostile strings grow no faster than they are long, and a story takes milliseconds."""

import time
from collections.abc import Callable
from itertools import count

import pytest

from summarizer.figures.find import find_figures
from summarizer.figures.lines import key_lines
from summarizer.model import Article, Sentence
from summarizer.text.sentences import article_sentences

pytestmark = pytest.mark.bench

_SIZE_CHARS = 60_000
_MOST_GROWTH = 3.0
_LONGEST_S = 1.0
_FLOOR_S = 0.02
"""Below this the clock and the machine say more than the rules."""

_HOSTILE = {
    "digits": "1",
    "commas": ",",
    "digits and commas": "1,",
    "1,1,1,1 apart": "1,1,1,1 ",
    "at least": "at least ",
    "two": "two ",
    "one hundred and": "one hundred and ",
    "dollars": "$",
    "$1": "$1 ",
    "hyphens": "1-",
    "sets": "3-6 ",
    "open brackets": "(1",
    "closed brackets": "1) ",
    "models": "A1 ",
    "spaced thousands": "12 000 ",
    "no-break thousands": "1\u00a0000\u00a0",
    "percent": "5% ",
    "ranges": "5 to 6 to ",
    "half a": "half a ",
    "quarters": "a quarter of a ",
    "streets": "12 Main St ",
    "tolls": "killed 12 and injured 13, ",
    "myriads": "1万",
    "short sentences": "Sent 12 men. ",
    "numbered": "1. ",
    "initials": "U.S. ",
    "quotes": '"5" ',
    "changes": "up 3% from 4% to 5%; ",
    "letters": "a",
}

_STORY = (
    "Ardent Motors said on Thursday that net profit rose 12.4% to $1.86 billion, from $1.65 billion a year earlier. "
    "Revenue climbed to $27.2bn, up 3.5%, beating the $26.9bn that analysts had expected. The firm, founded in 1954, "
    "sold 412,000 cars and will cut 1,200 jobs, nearly 4% of its workforce, over the next two years. "
)


def _one_line(text: str) -> tuple[Article, tuple[Sentence, ...]]:
    article = Article(paragraphs=(text,), language="en")
    return article, (Sentence(index=0, text=text, start=0, end=len(text), paragraph=0),)


def _as_sentences(text: str) -> tuple[Article, tuple[Sentence, ...]]:
    article = Article(paragraphs=(text,), language="en")
    starts = count(0, 40)
    pieces = [text[start : start + 40] for start in range(0, len(text), 40)]
    split = tuple(
        Sentence(index=index, text=piece, start=start, end=start + len(piece), paragraph=0)
        for index, (piece, start) in enumerate(zip(pieces, starts, strict=False))
    )
    return article, split


def _seconds(read: tuple[Article, tuple[Sentence, ...]]) -> float:
    article, split = read
    best = float("inf")
    for _ in range(2):
        began = time.process_time()
        key_lines(article, split, find_figures(article, split))
        best = min(best, time.process_time() - began)
    return best


@pytest.mark.parametrize("split", [_one_line, _as_sentences])
def test_twice_the_text_takes_less_than_three_times_as_long(
    split: Callable[[str], tuple[Article, tuple[Sentence, ...]]],
) -> None:
    for name, piece in _HOSTILE.items():
        text = (piece * (2 * _SIZE_CHARS // len(piece) + 1))[: 2 * _SIZE_CHARS]
        half, whole = _seconds(split(text[:_SIZE_CHARS])), _seconds(split(text))
        print(f"{name:22} {1000 * half:8.1f} ms {1000 * whole:8.1f} ms")
        assert whole <= _LONGEST_S, name
        assert whole <= _MOST_GROWTH * max(half, _FLOOR_S), name


def test_a_story_takes_milliseconds_and_grows_with_its_length() -> None:
    times = {}
    for copies in (6, 12, 24):
        article = Article(paragraphs=tuple([_STORY] * copies), language="en")
        times[copies] = _seconds((article, article_sentences(article)))
        print(f"{len(_STORY.split()) * copies:6} words {1000 * times[copies]:8.1f} ms")
    assert times[6] <= 0.05
    assert times[24] <= _MOST_GROWTH * 2 * max(times[6], _FLOOR_S)
