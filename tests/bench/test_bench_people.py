"""People: CPU per story, and how it grows with the text."""

import time

import pytest

from summarizer.model import Article
from summarizer.people.find import find_people
from summarizer.people.quotes import find_quotes
from summarizer.people.tokens import tokens_of
from summarizer.text.sentences import article_sentences
from tests.summarizer.people.reading import own_stories

_STORY_WORDS = 500
_MOST_MS = 10.0
_LINE_CHARS = 120_000
_MOST_LINE_S = 1.0
_MOST_GROWTH = 3.0


def _article(words: int) -> Article:
    """Our English stories, one after the other, to at least so many words."""
    paragraphs: list[str] = []
    stories = [story.article for story in own_stories() if story.article.language == "en"]
    while sum(len(one.split()) for one in paragraphs) < words:
        for story in stories:
            paragraphs.extend(story.paragraphs)
    kept: list[str] = []
    for paragraph in paragraphs:
        if sum(len(one.split()) for one in kept) >= words:
            break
        kept.append(paragraph)
    return Article(paragraphs=tuple(kept), language="en")


def _seconds(article: Article) -> float:
    sentences = article_sentences(article)
    best = float("inf")
    for _ in range(3):
        tokens_of.cache_clear()  # another story came between
        began = time.process_time()
        people = find_people(article, sentences)
        find_quotes(article, sentences, people)
        best = min(best, time.process_time() - began)
    return best


@pytest.mark.bench
def test_a_story_takes_less_than_ten_milliseconds() -> None:
    took_ms = 1000 * _seconds(_article(_STORY_WORDS))
    print(f"people and quotes of {_STORY_WORDS} words: {took_ms:.1f} ms")
    assert took_ms <= _MOST_MS


@pytest.mark.bench
def test_twice_the_text_takes_about_twice_the_time() -> None:
    once, twice = _seconds(_article(10_000)), _seconds(_article(20_000))
    print(f"people and quotes of 10,000 and 20,000 words: {1000 * once:.0f} and {1000 * twice:.0f} ms")
    assert twice <= _MOST_GROWTH * once


@pytest.mark.bench
def test_a_line_of_120_kilobytes_takes_less_than_a_second() -> None:
    line = " ".join(_article(20_000).paragraphs)[:_LINE_CHARS]
    took_s = _seconds(Article(paragraphs=(line,), language="en"))
    print(f"people and quotes of one line of {_LINE_CHARS:,} characters: {1000 * took_s:.0f} ms")
    assert took_s <= _MOST_LINE_S
