"""The gate for sentences: boundaries in our own corpus of seventeen languages, one sentence a line."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from summarizer.text.language import LANGUAGES
from summarizer.text.sentences import split_sentences
from tests.quality.sentence_corpus import load_sentences

_FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))["sentences"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Boundaries found and right, found, and wanted."""

    right: int
    found: int
    wanted: int

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.wanted)


def count_boundaries(language: str) -> Count:
    right = found = wanted = 0
    for paragraph in (one for one in load_sentences() if one.language == language):
        ours = {end for _start, end in split_sentences(paragraph.text, language)}
        right += len(ours & paragraph.ends)
        found, wanted = found + len(ours), wanted + len(paragraph.ends)
    return Count(right=right, found=found, wanted=wanted)


@pytest.mark.parametrize("language", LANGUAGES)
def test_boundaries_hold_their_floor(language: str) -> None:
    count = count_boundaries(language)
    assert count.f1 >= _FLOORS["f1"], count


def test_all_languages_together_hold_their_floor() -> None:
    counts = [count_boundaries(language) for language in LANGUAGES]
    right, found = sum(count.right for count in counts), sum(count.found for count in counts)
    assert 2 * right / (found + sum(count.wanted for count in counts)) >= _FLOORS["f1_all"]
