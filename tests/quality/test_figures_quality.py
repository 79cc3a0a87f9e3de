"""The gate for key figures: found and right, junk shown, key ones, labels, on annotated stories; floors only ever rise.

Four sets: the annotated stories of the folder that NUTGRAF_QUALITY_DATA names, other news in it (both skipped without
it), annotated stories of our own, and those of figure_stories.toml, whose figures are listed one by one. A mention is
right when value and unit are; a label when it holds at least half of the content words that the annotator wrote down,
word for word but for endings.
"""

import json
import os
import re
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from summarizer.figures.find import find_figures
from summarizer.figures.lines import key_lines
from summarizer.model import Article, Figure
from summarizer.text.sentences import article_sentences
from tests.quality.figure_corpus import own_stories, real_stories
from tests.timing import cpu_time

_HERE = Path(__file__).parent
_FLOORS: dict[str, float] = tomllib.loads((_HERE / "floors.toml").read_text(encoding="utf-8"))["figures"]
_OWN: list[dict[str, Any]] = tomllib.loads((_HERE / "figure_stories.toml").read_text(encoding="utf-8"))["story"]
_SMALL_WORDS = frozenset("a an the of in on at by for to from with and or as is was were be been its per".split())
_KEY_LINES = 5
_TOLERANCE = 0.001


@dataclass(slots=True)
class Tally:
    """Running sums over stories; the shares follow from them."""

    right: int = 0
    shown: int = 0
    wanted: int = 0
    junk: int = 0
    traps: int = 0
    labels_right: int = 0
    key_precision: list[float] = field(default_factory=list)
    key_recall: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.shown + self.wanted)

    @property
    def label_share(self) -> float:
        return self.labels_right / max(1, self.right)


def annotated_stories() -> list[dict[str, Any]]:
    """Give the annotated stories of the folder, or skip the test that asks."""
    folder = os.environ.get("NUTGRAF_QUALITY_DATA")
    if not folder:
        pytest.skip("NUTGRAF_QUALITY_DATA names no folder")
    path = Path(folder) / "figures-dev.jsonl"
    if not path.exists():
        pytest.skip(f"no {path.name} in the folder")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_figures(text: str, language: str = "en") -> tuple[Article, tuple[Figure, ...], float]:
    """Give a story as an article, its figures and the seconds of CPU that finding them took."""
    article = Article(paragraphs=tuple(text.split("\n\n")), language=language)
    sentences = article_sentences(article)
    with cpu_time() as taken:
        figures = find_figures(article, sentences)
    return article, figures, taken.seconds


def _content(text: str) -> set[str]:
    found = re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", text.lower())
    return {re.sub(r"(?<=...)(?:ies|ing|ed|es|s)$", "", word) for word in found if word not in _SMALL_WORDS}


def _label_is_right(label: str, what: str) -> bool:
    wanted = _content(what)
    return 2 * len(wanted & _content(label)) >= len(wanted)


def _is_right(figure: Figure, mention: dict[str, Any]) -> bool:
    value = mention["value"]
    wanted = [float(part) for part in (value if isinstance(value, list) else [value])]
    got = [float(part) for part in (figure.value, figure.high) if part is not None]
    near = len(got) == len(wanted) and all(
        abs(one - two) <= _TOLERANCE * max(1.0, abs(two)) for one, two in zip(got, wanted, strict=True)
    )
    return near and figure.unit == mention.get("unit", "")


def _overlap(figure: Figure, mention: dict[str, Any]) -> bool:
    return bool(figure.start < mention["end"] and mention["start"] < figure.end)


def match_mentions(figures: tuple[Figure, ...], mentions: list[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Give the mention that each figure reads rightly, by the figure's index."""
    right: dict[int, dict[str, Any]] = {}
    for mention in (m for m in mentions if m["flag"] == "Q"):
        for index, figure in enumerate(figures):
            if index not in right and _overlap(figure, mention) and _is_right(figure, mention):
                right[index] = mention
                break
    return right


def score_story(story: dict[str, Any], figures: tuple[Figure, ...], tally: Tally) -> None:
    """Add to `tally` what is right and wrong of the figures found in an annotated story."""
    mentions = story["mentions"]
    right = match_mentions(figures, mentions)
    neutral = [m for m in mentions if m["flag"] == "N"]
    tally.right += len(right)
    tally.wanted += sum(m["flag"] == "Q" for m in mentions)
    tally.shown += sum(i in right or not any(_overlap(f, m) for m in neutral) for i, f in enumerate(figures))
    traps = [m for m in mentions if m["flag"] == "X"]
    tally.traps += len(traps)
    tally.junk += sum(any(_overlap(figure, trap) for figure in figures) for trap in traps)
    tally.labels_right += sum(_label_is_right(figures[i].label, m["what"]) for i, m in right.items())
    _score_key(figures, right, {m["key"] for m in mentions if m.get("key")}, tally)


def _read_and_score(story: dict[str, Any], tally: Tally) -> None:
    _, figures, seconds = read_figures(story["text"], story.get("language", "en"))
    tally.seconds.append(seconds)
    score_story(story, figures, tally)


def _score_key(figures: tuple[Figure, ...], right: dict[int, dict[str, Any]], groups: set[str], tally: Tally) -> None:
    ranked = sorted((figure.rank, index) for index, figure in enumerate(figures) if figure.rank)[:_KEY_LINES]
    hit = {right[index].get("key") for _, index in ranked if index in right} - {None}
    tally.key_precision.append(len(hit) / max(1, len(ranked)))
    tally.key_recall.append(len(hit) / min(_KEY_LINES, len(groups)) if groups else 1.0)


def mean(values: list[float]) -> float:
    """Give the mean of one value or more."""
    return sum(values) / len(values)


@pytest.mark.quality
def test_figures_reach_their_floors(capsys: pytest.CaptureFixture[str]) -> None:
    stories = annotated_stories()
    tally = Tally()
    for story in stories:
        _read_and_score(story, tally)
    precision, recall = mean(tally.key_precision), mean(tally.key_recall)
    milliseconds = 1000 * mean(tally.seconds)
    with capsys.disabled():
        sys.stdout.write(
            f"\nfigures: F {tally.f1:.3f}, junk {tally.junk} of {tally.traps}, key {precision:.3f}/{recall:.3f}, "
            f"labels {tally.label_share:.3f}, {milliseconds:.1f} ms a story\n"
        )
    assert tally.f1 >= _FLOORS["f1"]
    assert tally.junk / tally.traps <= _FLOORS["junk_share"]
    assert precision >= _FLOORS["key_precision"]
    assert recall >= _FLOORS["key_recall"]
    assert tally.label_share >= _FLOORS["label_share"]
    assert milliseconds <= _FLOORS["ms"]


@pytest.mark.quality
@pytest.mark.parametrize("half", [0, 1])
def test_neither_half_of_the_stories_carries_the_other(half: int) -> None:
    tally = Tally()
    for story in annotated_stories()[half::2]:
        _read_and_score(story, tally)
    assert tally.f1 >= _FLOORS["f1_half"]
    assert tally.label_share >= _FLOORS["label_share_half"]
    assert mean(tally.key_precision) >= _FLOORS["key_precision_half"]


@pytest.mark.quality
@pytest.mark.parametrize("name", ["news", "ours"])
def test_figures_of_other_stories_reach_their_floors(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    stories = list(own_stories() if name == "ours" else _news())
    tally = Tally()
    for story in stories:
        _read_and_score(story, tally)
    floors: dict[str, float] = tomllib.loads((_HERE / "floors.toml").read_text(encoding="utf-8"))["figures"][name]
    measured = {
        "f1": tally.f1,
        "clean": 1 - tally.junk / tally.traps,
        "key_precision": mean(tally.key_precision),
        "key_recall": mean(tally.key_recall),
        "label_share": tally.label_share,
    }
    with capsys.disabled():
        shown = ", ".join(f"{metric} {value:.3f}" for metric, value in measured.items())
        sys.stdout.write(f"\n{len(stories)} stories, {name}: {shown}, junk {tally.junk} of {tally.traps}\n")
    assert not {metric: value for metric, value in measured.items() if value < floors[metric]}


def _news() -> list[dict[str, Any]]:
    stories = list(real_stories(Path(os.environ.get("NUTGRAF_QUALITY_DATA") or "/nowhere")))
    if not stories:
        pytest.skip("NUTGRAF_QUALITY_DATA names no folder with news")
    return stories


def _printed(figure: Figure) -> str:
    high = "" if figure.high is None else f"..{figure.high}"
    return f"{figure.value}{high} {figure.unit}".strip()


def _own(story: dict[str, Any]) -> tuple[Article, tuple[Figure, ...]]:
    article, figures, _ = read_figures("\n\n".join(story["text"].strip().split("\n\n")), story["language"])
    return article, figures


@pytest.mark.parametrize("story", _OWN, ids=[story["id"] for story in _OWN])
def test_stories_of_our_own_give_their_figures_and_nothing_else(story: dict[str, Any]) -> None:
    _, figures = _own(story)
    assert [_printed(figure) for figure in figures] == story["figures"]


def test_our_own_stories_show_enough_of_their_key_figures() -> None:
    hits = wanted = 0
    for story in _OWN:
        _, figures = _own(story)
        top = [figure.text for figure in sorted(figures, key=lambda f: f.rank or 99)[:_KEY_LINES] if figure.rank]
        hits += len(set(top) & set(story["key"]))
        wanted += len(story["key"])
    assert hits / wanted >= _FLOORS["own_key_recall"]


def test_our_own_stories_cover_domains_and_languages() -> None:
    domains = {story["domain"] for story in _OWN}
    assert len(_OWN) >= 15
    assert len({story["language"] for story in _OWN}) >= 8
    assert domains >= set("disaster earnings election economy sport climate health court technology conflict".split())


@pytest.mark.parametrize("story", _OWN, ids=[story["id"] for story in _OWN])
def test_lines_of_our_own_stories_are_short_and_labelled(story: dict[str, Any]) -> None:
    article, figures = _own(story)
    lines = key_lines(article, article_sentences(article), figures)
    assert len(lines) >= 2
    for line in lines[:_KEY_LINES]:
        assert len(line.text) > len(figures[line.figures[0]].text)
        assert len(line.text.replace(" – ", " ").split()) <= 20
