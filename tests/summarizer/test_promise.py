"""The promise: every word shown about a story stands in its source, in its order; only words are left out."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.rendering.briefing import render_briefing
from bot.rendering.wording import wording
from bot.services.views import LEVELS, View
from summarizer import pipeline
from summarizer.errors import SummarizerError
from summarizer.model import DEFAULT_METHOD, Budget, Document, MediaType, Reading
from summarizer.ranking.choose import choose_sentences
from summarizer.ranking.methods import METHODS

QUALITY = Path(__file__).parents[1] / "quality"
CJK = "\u3040-\u30ff\u3400-\u9fff"
WORD = re.compile(rf"[{CJK}]|[^\W{CJK}]+")
"""Chinese and Japanese write no spaces: there every character counts as a word."""


def documents() -> Iterator[Document]:
    for path in sorted((QUALITY / "corpus" / "pages").glob("*.html")):
        yield Document(data=path.read_bytes(), media_type=MediaType.HTML)
    for path in sorted((QUALITY / "corpus" / "pasted").glob("*.page")):
        lines = (line.partition(": ")[2] for line in path.read_text(encoding="utf-8").splitlines())
        yield Document(data="\n\n".join(lines).encode(), media_type=MediaType.PLAIN)
    for story in tomllib.loads((QUALITY / "figure_stories.toml").read_text(encoding="utf-8"))["story"]:
        yield Document(data=story["text"].encode(), media_type=MediaType.PLAIN, language=story["language"])


def readings() -> Iterator[Reading]:
    for document in documents():
        try:
            yield pipeline.read_and_brief(document, Budget(sentences=4), DEFAULT_METHOD)
        except SummarizerError:
            continue


ALL = list(readings())


def stand_in_order(words: list[str], source: list[str]) -> bool:
    """Whether `words` is a subsequence of `source`."""
    rest = iter(source)
    return all(word in rest for word in words)


def test_there_are_stories_to_hold_the_promise_on() -> None:
    assert len(ALL) >= 45


@pytest.mark.parametrize("reading", ALL, ids=lambda reading: str(reading.article.title)[:30])
class TestAReading:
    def test_sentences_and_figures_are_the_spans_they_say(self, reading: Reading) -> None:
        text = reading.article.text
        for sentence in (*reading.sentences, *reading.briefing.sentences):
            assert text[sentence.start : sentence.end] == sentence.text
        for figure in reading.figures:
            assert text[figure.start : figure.end] == figure.text

    def test_the_briefing_keeps_the_order_of_the_story(self, reading: Reading) -> None:
        indexes = [sentence.index for sentence in reading.briefing.sentences]
        assert indexes == sorted(set(indexes))
        assert all(reading.sentences[index].index == index for index in indexes)

    def test_labels_and_key_lines_are_words_of_their_sentences_in_order(self, reading: Reading) -> None:
        for figure in reading.figures:
            assert stand_in_order(WORD.findall(figure.label), WORD.findall(reading.sentences[figure.sentence].text))
        for line in reading.key_lines:
            if line.computed:
                assert "≈" in line.text
                continue
            indexes = sorted({reading.figures[figure].sentence for figure in line.figures})
            source = [word for index in indexes for word in WORD.findall(reading.sentences[index].text)]
            # The number comes first, and a change behind the sum it led to: "$1.8 billion, up 12% – net profit".
            number, _, label = line.text.partition(" – ")
            for part in (*number.split(", "), label):
                assert stand_in_order(WORD.findall(part), source), line.text

    def test_names_and_roles_are_words_of_the_story(self, reading: Reading) -> None:
        for person in reading.people:
            source = WORD.findall(reading.sentences[person.sentence].text)
            assert stand_in_order(WORD.findall(person.name), source)
            assert stand_in_order(WORD.findall(person.role), source) or stand_in_order(
                WORD.findall(person.role), WORD.findall(reading.article.text)
            )

    def test_the_message_says_nothing_about_the_story_that_the_story_does_not(self, reading: Reading) -> None:
        article = reading.article
        shown = render_briefing(reading, View(level=len(LEVELS) - 1), wording("en")).text
        body = shown.partition("\n\n")[2]
        ours = {"Key", "figures", "People"}
        source = set(WORD.findall(f"{article.title} {article.text}"))
        assert set(WORD.findall(body)) - ours <= source


@pytest.mark.parametrize("method", METHODS)
def test_every_method_keeps_the_promise(method: str) -> None:
    for reading in ALL:
        article = reading.article
        briefing = choose_sentences(article, reading.sentences, budget=Budget(sentences=4), method=method)
        assert all(article.text[one.start : one.end] == one.text for one in briefing.sentences)
