"""Learns the weights in `summarizer/sources/passages.toml` from pages whose story was picked by hand.

    python -m tests.quality.recipes.train_passages DATA [--folds 5]

DATA is a folder with `pasted-dev.jsonl.gz`. Lines get their true parts from the best alignment, in order, of the page
with its story. The weights are those of a linear-chain conditional random field, trained with a margin that grows
with a line's words (softmax-margin, Gimpel and Smith 2010), so that a lost paragraph costs more than a lost subhead.
Stories by themselves are training pages too: what is clean must stay as it is. With `--folds` nothing is written; the
score on pages that were left out is printed instead. Takes about half a minute a fit.
"""

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from summarizer.sources.cues import find_cues
from summarizer.sources.lines import Line, parse_lines
from summarizer.sources.looks import Look, look_at
from summarizer.sources.passages import BODY, ENDS, PARTS, STARTS, STEPS, Weights
from tests.quality.pasted import PastedPage, load_pasted
from tests.quality.shingle_score import mean_f1, score_text

TABLE = Path("summarizer/sources/passages.toml")
PENALTY = 20.0
MARGIN = 0.05
MARGIN_WORDS = 60
ROUNDS = 80
RAREST_CUE = 15
SMALLEST_WEIGHT = 0.02
SHORT_STORIES = (3, 4, 5, 6, 8)
SHORT_ONES = 2
SEED = 3

Floats = NDArray[np.float64]
_BARRED = -1e9
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One page's lines (asides left out) with their cues and their true parts."""

    page: PastedPage
    looks: Sequence[Look]
    cues: Sequence[Sequence[str]]
    parts: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Cue weights by part, and step weights from part to part."""

    cues: dict[str, int]
    weights: Floats
    steps: Floats


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and write the table, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args(arguments)
    samples = [sample for page in with_stories(load_pasted(options.data)) if (sample := make_sample(page))]
    if options.folds:
        cross_validate(samples, options.folds)
    else:
        TABLE.write_text(as_toml(train(samples)), "utf-8")
        sys.stdout.write(f"{TABLE}: {TABLE.stat().st_size:,} bytes\n")


def with_stories(pages: Sequence[PastedPage]) -> Iterator[PastedPage]:
    """The pages, and each story once more as a page of its own."""
    for page in pages:
        yield page
        if page.kind == "main":
            yield PastedPage(page=page.page, kind="clean", pasted=page.story, story=page.story)


def make_sample(page: PastedPage) -> Sample | None:
    """Label a page's lines; None when nothing of the story stands on it."""
    looks = [look_at(line) for line in parse_lines(page.pasted)]
    kept = [look.line for look in looks if not look.is_aside]
    truth = [True] * len(kept) if page.kind == "clean" else align(kept, page.story)
    if not any(truth):
        return None
    seen = [look for look in looks if not look.is_aside]
    return Sample(page=page, looks=seen, cues=find_cues(seen), parts=_parts_of(truth))


def shorten(sample: Sample, lines: int) -> Sample:
    """The same page around a story of its first `lines` lines: most stories we learn from are long, many are not."""
    inside = [index for index, part in enumerate(sample.parts) if part == BODY]
    cut = range(inside[lines], inside[-1] + 1)
    looks = [look for index, look in enumerate(sample.looks) if index not in cut]
    parts = [part for index, part in enumerate(sample.parts) if index not in cut]
    return Sample(page=sample.page, looks=looks, cues=find_cues(looks), parts=parts)


def with_short_ones(samples: Sequence[Sample]) -> Iterator[Sample]:
    """The samples, and each page with a longer story once more with a short one."""
    dice = random.Random(SEED)
    for sample in samples:
        yield sample
        for lines in dice.sample(SHORT_STORIES, SHORT_ONES):
            if sample.page.kind != "clean" and sample.parts.count(BODY) > 2 * lines:
                yield shorten(sample, lines)


def _parts_of(truth: Sequence[bool]) -> list[int]:
    inside = [index for index, true in enumerate(truth) if true]
    parts = []
    for index, true in enumerate(truth):
        name = "before" if index < inside[0] else "after" if index > inside[-1] else "body" if true else "between"
        parts.append(PARTS.index(name))
    return parts


def align(lines: Sequence[Line], story: str) -> list[bool]:
    """Say which lines are the story's: the alignment, in order, that covers most words.

    A line matches a paragraph that is the same, or that holds three fifths of the line's runs of four words.
    """
    texts = [_fold(line.text) for line in lines]
    paragraphs = [folded for part in story.split("\n") if (folded := _fold(part))]
    runs = [_runs_of(paragraph) for paragraph in paragraphs]
    rows = [[0.0] * (len(paragraphs) + 1)]
    matches = [_matches(text, paragraphs, runs) for text in texts]
    for text, row in zip(texts, matches, strict=True):
        gain, above, here = len(text.split()) + 0.01, rows[-1], [0.0]
        for index, (paragraph, match) in enumerate(zip(paragraphs, row, strict=True)):
            taken = (above[index] if text == paragraph else max(above[index : index + 2])) + gain if match else 0.0
            here.append(max(above[index + 1], here[-1], taken))
        rows.append(here)
    return _trace(rows)


def _trace(rows: Sequence[Sequence[float]]) -> list[bool]:
    truth = [False] * (len(rows) - 1)
    column = len(rows[0]) - 1
    for index in range(len(rows) - 1, 0, -1):
        while column and rows[index][column] == rows[index][column - 1]:
            column -= 1
        truth[index - 1] = rows[index][column] > rows[index - 1][column]
    return truth


def _matches(text: str, paragraphs: Sequence[str], runs: Sequence[set[str]]) -> list[bool]:
    own = _runs_of(text)
    long = text.count(" ") >= 3
    return [
        bool(text) and (text == paragraph or (long and len(own & of) >= 0.6 * len(own)))
        for paragraph, of in zip(paragraphs, runs, strict=True)
    ]


def _fold(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _runs_of(text: str) -> set[str]:
    words = text.split()
    return {" ".join(words[start : start + 4]) for start in range(max(1, len(words) - 3))}


def train(samples: Sequence[Sample]) -> Model:
    """Fit the weights by L-BFGS."""
    counts = Counter(cue for sample in samples for cues in sample.cues for cue in cues)
    cues = {cue: index for index, cue in enumerate(sorted(cue for cue, n in counts.items() if n >= RAREST_CUE))}
    size = len(cues) * len(PARTS)
    problem = Problem([*with_short_ones(samples)], cues)
    start = np.zeros(size + len(PARTS) ** 2)
    found: Floats = minimize(problem, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x
    return Model(
        cues=cues,
        weights=found[:size].reshape(len(cues), len(PARTS)),
        steps=found[size:].reshape(len(PARTS), len(PARTS)),
    )


class Problem:
    """The training objective and its gradient. Pages run in parallel, longest first: row blocks hold the nth lines."""

    def __init__(self, samples: Sequence[Sample], cues: dict[str, int]) -> None:
        self.samples = sorted(samples, key=lambda sample: -len(sample.parts))
        longest = len(self.samples[0].parts)
        self.active = [sum(len(sample.parts) > line for sample in self.samples) for line in range(longest)]
        self.blocks = np.concatenate([[0], np.cumsum(self.active)])
        places = [(sample, line) for line, n in enumerate(self.active) for sample in self.samples[:n]]
        self.features = _sparse([sample.cues[line] for sample, line in places], cues)
        truth = np.array([sample.parts[line] for sample, line in places])
        self.truth = np.eye(len(PARTS))[truth]
        words = np.array([min(sample.looks[line].count, MARGIN_WORDS) for sample, line in places])
        in_body = np.eye(len(PARTS))[BODY]
        wrong = np.where((truth == BODY)[:, None], 1 - in_body, in_body)
        self.margin = MARGIN * words[:, None] * wrong
        self.true_cues = self.features.T @ self.truth
        self.true_steps = np.zeros((len(PARTS), len(PARTS)))
        for sample in self.samples:
            for step in pairwise(sample.parts):
                self.true_steps[step] += 1
        self.barred = np.full((len(PARTS), len(PARTS)), _BARRED)
        for step in STEPS:
            self.barred[step] = 0
        self.start, self.end = _barred_but(STARTS), _barred_but(ENDS)

    def __call__(self, theta: Floats) -> tuple[float, Floats]:
        """Loss and gradient at `theta`: cue weights, then step weights."""
        width = len(PARTS)
        weights, steps = theta[: -(width**2)].reshape(-1, width), theta[-(width**2) :].reshape(width, width)
        plain = self.features @ weights
        scores, moves = plain + self.margin, steps + self.barred
        forward, backward = self._forward(scores, moves), self._backward(scores, moves)
        first = self.active[0]
        totals = _log_sum(forward[:first] + backward[:first], 1)
        per_line = np.concatenate([totals[:n] for n in self.active])[:, None]
        expected = np.exp(forward + backward - per_line)
        sources, targets = self._neighbours()
        flow = forward[sources][:, :, None] + moves + (scores + backward)[targets][:, None, :]
        expected_steps = np.exp(flow - per_line[targets][:, :, None]).sum(0)
        reached = float((plain * self.truth).sum() + (steps * self.true_steps).sum())
        loss = float(totals.sum()) - reached + PENALTY / 2 * float(theta @ theta)
        slope = (self.features.T @ expected - self.true_cues, expected_steps - self.true_steps)
        return loss, np.concatenate([part.ravel() for part in slope]) + PENALTY * theta

    def _forward(self, scores: Floats, moves: Floats) -> Floats:
        reached = np.empty_like(scores)
        reached[: self.active[0]] = scores[: self.active[0]] + self.start
        for line in range(1, len(self.active)):
            here, before = self._block(line), self.blocks[line - 1]
            above = reached[before : before + self.active[line]]
            reached[here] = _log_sum(above[:, :, None] + moves, 1) + scores[here]
        return reached

    def _backward(self, scores: Floats, moves: Floats) -> Floats:
        left = np.empty_like(scores)
        for line in range(len(self.active) - 1, -1, -1):
            here = self.blocks[line]
            going_on = self.active[line + 1] if line + 1 < len(self.active) else 0
            left[here + going_on : self.blocks[line + 1]] = self.end
            if going_on:
                below = self._block(line + 1)
                left[here : here + going_on] = _log_sum(moves + (left[below] + scores[below])[:, None, :], 2)
        return left

    def _block(self, line: int) -> slice:
        return slice(int(self.blocks[line]), int(self.blocks[line + 1]))

    def _neighbours(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        targets = np.arange(self.active[0], int(self.blocks[-1]))
        sources = np.concatenate([self.blocks[line - 1] + np.arange(n) for line, n in enumerate(self.active) if line])
        return sources, targets


def _sparse(lines: Sequence[Sequence[str]], cues: dict[str, int]) -> csr_matrix:
    cells = [(row, cues[cue]) for row, own in enumerate(lines) for cue in own if cue in cues]
    rows, columns = zip(*cells, strict=True)
    return csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(lines), len(cues)))


def _barred_but(parts: Sequence[int]) -> Floats:
    barred = np.full(len(PARTS), _BARRED)
    barred[list(parts)] = 0
    return barred


def _log_sum(values: Floats, axis: int) -> Floats:
    top = values.max(axis=axis, keepdims=True)
    total: Floats = (top + np.log(np.exp(values - top).sum(axis=axis, keepdims=True))).squeeze(axis)
    return total


def as_toml(model: Model) -> str:
    """The table as it ships: two digits, cues without any weight left out."""
    lines = [
        "# Learned by tests/quality/recipes/train_passages.py; see summarizer/sources/passages.py for what it means.",
        "# Do not edit: run the recipe.",
        "",
    ]
    for source, name in enumerate(PARTS):
        lines.append(f"[steps.{name}]")
        lines.extend(f"{PARTS[b]} = {model.steps[a, b]:.2f}" for a, b in STEPS if a == source)
        lines.append("")
    lines += ["[cues]", "# cue = [before, body, between, after]"]
    for cue, index in model.cues.items():
        row = model.weights[index]
        if np.abs(row).max() >= SMALLEST_WEIGHT:
            lines.append(f'"{cue}" = [{", ".join(f"{weight:.2f}" for weight in row)}]')
    return "\n".join(lines) + "\n"


def cross_validate(samples: Sequence[Sample], folds: int) -> None:
    """Print the score on pages that were left out, by kind."""
    results = []
    for left_out, model in left_out_models(samples, folds):
        results += [(sample.page, read(sample, model)) for sample in left_out]
    for name, wanted in (("main", {"main"}), ("whole", {"whole"}), ("both", {"main", "whole"}), ("clean", {"clean"})):
        texts = [(text, page.story) for page, text in results if page.kind in wanted]
        same = sum(_fold(text) == _fold(story) for text, story in texts) / len(texts)
        f1 = mean_f1([score_text(story, text) for text, story in texts])[0]
        sys.stdout.write(f"{name:6} F1 {f1:.4f}, unchanged {same:.3f}\n")


def left_out_models(samples: Sequence[Sample], folds: int) -> Iterator[tuple[list[Sample], Model]]:
    """For each fold: its samples, and the model learned from the others. Pages, not dumps, are dealt into folds."""
    pages = sorted({sample.page.page for sample in samples})
    random.Random(SEED).shuffle(pages)
    fold_of = {page: index % folds for index, page in enumerate(pages)}
    for fold in range(folds):
        left_out = [sample for sample in samples if fold_of[sample.page.page] == fold]
        yield left_out, train([sample for sample in samples if fold_of[sample.page.page] != fold])


def as_weights(model: Model) -> Weights:
    """The model as `find_body` uses it."""
    rows = {cue: model.weights[index].tolist() for cue, index in model.cues.items()}
    cues = {cue: (before, body, between, after) for cue, (before, body, between, after) in rows.items()}
    return Weights(cues=cues, steps={step: float(model.steps[step]) for step in STEPS})


def read(sample: Sample, model: Model) -> str:
    """The body that a model finds on a page."""
    scores = _sparse(sample.cues, model.cues) @ model.weights
    barred = np.full((len(PARTS), len(PARTS)), _BARRED)
    for step in STEPS:
        barred[step] = model.steps[step]
    best = scores[0] + _barred_but(STARTS)
    origins = []
    for score in scores[1:]:
        totals = best[:, None] + barred
        origins.append(totals.argmax(0))
        best = totals.max(0) + score
    path = [int((best + _barred_but(ENDS)).argmax())]
    for came_from in reversed(origins):
        path.append(int(came_from[path[-1]]))
    kept = zip(sample.looks, reversed(path), strict=True)
    return "\n\n".join(look.line.text for look, part in kept if part == BODY)


if __name__ == "__main__":
    main()
