"""Which lines of a pasted page are the story: a linear chain over four parts of a page, decoded exactly.

A page is read as lines *before* the story, its *body*, things that stand *between* its passages (captions, teasers,
advertisements) and lines *after* it. Every line has a score for each part, the sum of its cues' weights, and every
step from one line's part to the next has one; the best path wins (Viterbi 1967). The weights in `passages.toml` were
learned as a conditional random field (Lafferty et al. 2001) by `tests/quality/recipes/train_passages.py`.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeAlias

from summarizer.sources.cues import find_cues
from summarizer.sources.looks import Look

PARTS = ("before", "body", "between", "after")
BODY = PARTS.index("body")

STEPS = ((0, 0), (0, 1), (1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 3))
"""The steps that a page can take; it starts before or in the body, and ends in the body or after."""

STARTS = (0, 1)
ENDS = (1, 3)

Scores: TypeAlias = tuple[float, float, float, float]
_IMPOSSIBLE = float("-inf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What was learned: the score of each cue in each part, and of each step from part to part."""

    cues: Mapping[str, Scores]
    steps: Mapping[tuple[int, int], float]


def find_body(looks: Sequence[Look], *, leniency: float = 0.0) -> list[bool]:
    """Say for each line whether it belongs to the story's body; linear in the lines.

    `leniency` is added to the body's score on every line: 3 keeps what is a body with one chance in twenty.
    """
    if not looks:
        return []
    weights = load_weights()
    scores = [_score(cues, weights, leniency) for cues in find_cues(looks)]
    return [part == BODY for part in _best_path(scores, weights)]


@cache
def load_weights() -> Weights:
    """Read `passages.toml` once in a process (about 5 ms)."""
    table = tomllib.loads(files("summarizer.sources").joinpath("passages.toml").read_text("utf-8"))
    steps = {(PARTS.index(a), PARTS.index(b)): table["steps"][a][b] for a in table["steps"] for b in table["steps"][a]}
    cues = {cue: (before, body, between, after) for cue, (before, body, between, after) in table["cues"].items()}
    return Weights(cues=cues, steps=steps)


def _score(cues: Sequence[str], weights: Weights, leniency: float) -> Scores:
    before, body, between, after = 0.0, leniency, 0.0, 0.0
    known = weights.cues
    for cue in cues:
        if cue in known:
            one, two, three, four = known[cue]
            before += one
            body += two
            between += three
            after += four
    return before, body, between, after


def _best_path(scores: Sequence[Scores], weights: Weights) -> list[int]:
    best = [score if part in STARTS else _IMPOSSIBLE for part, score in enumerate(scores[0])]
    steps = [(source, target, weights.steps[source, target]) for source, target in STEPS]
    origins: list[list[int]] = []
    for score in scores[1:]:
        reached, came_from = [_IMPOSSIBLE] * len(PARTS), [0] * len(PARTS)
        for source, target, step in steps:
            total = best[source] + step
            if total > reached[target]:
                reached[target], came_from[target] = total, source
        best = [a + b for a, b in zip(reached, score, strict=True)]
        origins.append(came_from)
    path = [max(ENDS, key=lambda part: best[part])]
    for came_from in reversed(origins):
        path.append(came_from[path[-1]])
    return path[::-1]
