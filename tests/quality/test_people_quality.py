"""The gate for people: key people found, precision of names, roles right, time; floors only ever rise.

A role is right when it holds at least half of the content words that the annotator wrote down.
"""

import json
import os
import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from summarizer.model import Article, Person
from summarizer.people.find import find_people
from summarizer.text.sentences import article_sentences
from tests.quality.figure_corpus import own_stories, real_stories
from tests.timing import cpu_time

_FLOORS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))["people"]
_SMALL_WORDS = frozenset("a an the of and at in on for to since with".split())
_STEM_CHARS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Shares of 1, and milliseconds of CPU per story."""

    key_found: float
    precision: float
    role_right: float
    ms: float


def _stories() -> list[dict[str, Any]]:
    folder = os.environ.get("NUTGRAF_QUALITY_DATA")
    if not folder:
        pytest.skip("NUTGRAF_QUALITY_DATA names no folder")
    path = Path(folder) / "figures-dev.jsonl"
    if not path.exists():
        pytest.skip(f"no {path.name} in the folder")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _read(text: str, language: str) -> tuple[tuple[Person, ...], float]:
    paragraphs = tuple(line.strip() for line in text.splitlines() if line.strip())
    article = Article(paragraphs=paragraphs, language=language)
    sentences = article_sentences(article)
    with cpu_time() as taken:
        people = find_people(article, sentences)
    return people, taken.seconds


def _content(role: str) -> set[str]:
    return {word[:_STEM_CHARS] for word in re.findall(r"\w+", role.lower()) if word not in _SMALL_WORDS}


def _role_is_right(shown: str, wanted: str) -> bool:
    return 2 * len(_content(wanted) & _content(shown)) >= len(_content(wanted))


def _score(stories: list[dict[str, Any]]) -> Score:
    found: list[bool] = []
    names: list[bool] = []
    roles: list[bool] = []
    seconds = 0.0
    for story in stories:
        people, took = _read(story["text"], story.get("language", "en"))
        seconds += took
        shown = {person.name: person.role for person in people}
        wanted = {one["name"]: one for one in story["people"]}
        found.extend(name in shown for name, one in wanted.items() if one["key"])
        names.extend(name in wanted for name in shown)
        roles.extend(
            _role_is_right(shown[name], one["role"]) for name, one in wanted.items() if name in shown and one["role"]
        )
    return Score(
        key_found=sum(found) / len(found),
        precision=sum(names) / len(names),
        role_right=sum(roles) / len(roles),
        ms=1000 * seconds / len(stories),
    )


@pytest.mark.quality
@pytest.mark.parametrize("half", ["even", "odd", "all"])
def test_people_hold_their_floors(half: str) -> None:
    stories = _stories()
    part = {"even": stories[::2], "odd": stories[1::2], "all": stories}[half]
    _score(part[:2])  # the word lists are read once
    score = _score(part)
    assert score.key_found >= _FLOORS["key_found"], score
    assert score.precision >= _FLOORS["precision"], score
    assert score.role_right >= _FLOORS["role_right"], score
    assert score.ms <= _FLOORS["ms"], score


@pytest.mark.quality
@pytest.mark.parametrize("name", ["news", "ours"])
def test_people_of_other_stories_hold_their_floors(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(os.environ.get("NUTGRAF_QUALITY_DATA") or "/nowhere")
    stories = list(own_stories() if name == "ours" else real_stories(folder))
    if not stories:
        pytest.skip("NUTGRAF_QUALITY_DATA names no folder with news")
    score = _score(stories)
    with capsys.disabled():
        sys.stdout.write(f"\n{len(stories)} stories, {name}: {score}\n")
    floors = _FLOORS[name]
    assert score.key_found >= floors["key_found"]
    assert score.precision >= floors["precision"]
    assert score.role_right >= floors["role_right"]
