"""Stories of our own as messages, compared with golden files that somebody has looked at as a reader would.

After a wanted change write them anew and read the difference:

    python -m tests.bot.rendering.gallery
"""

import re
from functools import cache

import pytest

from bot.rendering.briefing import shown_key_lines
from bot.services.views import DEFAULT_LEVEL, LEVELS, View
from summarizer.model import Reading
from summarizer.pipeline import brief
from tests.bot.rendering.gallery import GOLDEN, NAMES, find_article, make_picture


@cache
def read_at(name: str, level: int) -> Reading:
    return brief(find_article(name), budget=View(level=level).budget)


@pytest.mark.parametrize("name", NAMES)
def test_a_story_looks_as_it_did_when_somebody_looked(name: str) -> None:
    picture = make_picture(name)
    assert picture.text == picture.file.read_text(encoding="utf-8"), "wanted? python -m tests.bot.rendering.gallery"


def test_every_golden_file_is_of_a_story() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {name.replace("/", "-") for name in NAMES}


def test_the_stories_are_twenty_in_many_languages() -> None:
    assert len(NAMES) >= 20
    assert len({find_article(name).language for name in NAMES}) >= 8


@pytest.mark.parametrize("name", NAMES)
def test_longer_adds_what_is_next_in_weight_and_takes_nothing_away(name: str) -> None:
    for level in range(len(LEVELS) - 1):
        short, long = read_at(name, level), read_at(name, level + 1)
        shown = {sentence.index for sentence in short.briefing.sentences}
        assert shown <= {sentence.index for sentence in long.briefing.sentences}
        lines, more = shown_key_lines(short, View(level=level)), shown_key_lines(long, View(level=level + 1))
        assert lines == more[: len(lines)]
        assert len(lines) <= len(more) <= 5
        assert short.people == long.people


def test_longer_adds_figures_where_there_are_more() -> None:
    rich = [name for name in NAMES if len(read_at(name, DEFAULT_LEVEL).key_lines) >= 5]
    assert len(rich) >= 5
    for name in rich:
        shown = [len(shown_key_lines(read_at(name, level), View(level=level))) for level in range(4)]
        assert shown == [2, 3, 4, 5]


@pytest.mark.parametrize("name", NAMES)
def test_every_word_shown_of_a_story_stands_in_it(name: str) -> None:
    reading = read_at(name, len(LEVELS) - 1)
    source = re.sub(r"\s+", " ", f"{reading.article.title} {reading.article.text}").lower()
    for line in reading.key_lines:
        words = re.findall(r"\w+", re.sub(r"\(≈[^)]*\)", "", line.text).lower())
        assert all(word in source for word in words), line.text
    for quote in reading.quotes:
        assert reading.article.text[quote.start : quote.end] == quote.text
