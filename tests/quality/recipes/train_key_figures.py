"""Learn which figures are key: `python -m tests.quality.recipes.train_key_figures DATA_FOLDER` writes weights.toml.

Logistic regression tells the figures that an editor would put into a box from the others, over the annotated stories of
DATA_FOLDER, the annotated news in it and our own; each story weighs the same. `--cross-validate` prints, for each set,
the share of the first five that are key and the share of the key ones among them by weights learned without that set,
and for all by weights learned without the story (ten folds).
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from summarizer.figures.candidates import FEATURES, Candidate, measure
from summarizer.figures.find import find_candidates
from summarizer.figures.salience import choose, is_eligible
from summarizer.model import Article
from summarizer.text.sentences import article_sentences
from tests.quality.figure_corpus import own_stories, real_stories
from tests.quality.test_figures_quality import match_mentions

WEIGHTS = Path(__file__).parents[3] / "summarizer" / "figures" / "weights.toml"
REGULARISATION = 0.05
STORY_WEIGHT = 10.0
PRIOR = {"toll": 1.0, "score": 0.5, "headlined": 0.5, "in_passing": -0.5, "dated": -2.0}
"""Added to what is learned, as the data leave it open: readers want to know of the dead before any sum of money, who
won before by what habit, what the headline promises, and what happened before what a firm is otherwise or what was in
another year."""
FOLDS = 10
SHOWN = 5

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A story's figures that may be key: their features and the group of key mentions each belongs to."""

    candidates: tuple[Candidate, ...]
    features: Floats
    groups: tuple[str | None, ...]
    wanted: frozenset[str]


def main() -> None:
    """Read the stories, learn, write the weights (or print the cross-validated shares)."""
    arguments = argparse.ArgumentParser(description="Learn which figures are key.")
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--cross-validate", action="store_true")
    chosen = arguments.parse_args()
    sets = read_sets(chosen.folder)
    everything = [example for examples in sets.values() for example in examples]
    if not chosen.cross_validate:
        WEIGHTS.write_text(as_toml(learn(everything), len(everything)), "utf-8")
        return
    for name, examples in sets.items():
        others = [example for other, many in sets.items() if other != name for example in many]
        print(f"{name}: {_print_shares(share_hit(examples, learn(others)))} without the set")
    print(f"all: {_print_shares(cross_validate(everything))} in {FOLDS} folds")


def read_sets(folder: Path) -> dict[str, list[Example]]:
    """Give the sets of stories by name."""
    lines = (folder / "figures-dev.jsonl").read_text(encoding="utf-8").splitlines()
    return {
        "development": [read_example(json.loads(line)) for line in lines],
        "news": [read_example(story) for story in real_stories(folder)],
        "ours": [read_example(story) for story in own_stories()],
    }


def read_example(story: dict[str, Any]) -> Example:
    """Give what learning needs of an annotated story; a headline is read as the title that it is."""
    head, _, body = story["text"].partition("\n\n")
    title = head if body and not head.rstrip("\"'”’").endswith(tuple(".!?…")) else None
    text = story["text"] if title is None else body
    article = Article(title=title, paragraphs=tuple(text.split("\n\n")), language=story.get("language", "en"))
    figures, candidates, setting = find_candidates(article, article_sentences(article))
    cut = len(story["text"]) - len(text)
    mentions = [m | {"start": m["start"] - cut, "end": m["end"] - cut} for m in story["mentions"] if m["start"] >= cut]
    right = match_mentions(figures, mentions)
    eligible = tuple(candidate for candidate in candidates if is_eligible(candidate))
    rows = [measure(candidate, setting) for candidate in eligible]
    return Example(
        candidates=eligible,
        features=np.array(rows, dtype=np.float64).reshape(-1, len(FEATURES)),
        groups=tuple(right[c.order].get("key") if c.order in right else None for c in eligible),
        wanted=frozenset(m["key"] for m in mentions if m.get("key")),
    )


def learn(examples: Sequence[Example]) -> Floats:
    """Give the bias and a weight for each feature."""
    filled = [example for example in examples if example.candidates]
    rows = np.concatenate([example.features for example in filled])
    key = np.array([group is not None for example in filled for group in example.groups])
    shares = np.concatenate([np.full(len(e.candidates), STORY_WEIGHT / len(e.candidates)) for e in filled])
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    model = LogisticRegression(C=REGULARISATION, max_iter=2_000).fit((rows - mean) / spread, key, sample_weight=shares)
    weights = model.coef_[0] / spread
    bias = model.intercept_[0] - float(weights @ mean)
    return np.concatenate([[bias], weights + np.array([PRIOR.get(name, 0.0) for name in FEATURES])])


def cross_validate(examples: Sequence[Example]) -> list[tuple[float, float]]:
    """Give the shares of each story by weights learned without its fold."""
    shuffled = np.random.default_rng(0).permutation(len(examples))
    shares = []
    for fold in range(FOLDS):
        held_out = set(shuffled[fold::FOLDS].tolist())
        weights = learn([example for index, example in enumerate(examples) if index not in held_out])
        shares += share_hit([examples[index] for index in held_out], weights)
    return shares


def share_hit(examples: Iterable[Example], weights: Floats) -> list[tuple[float, float]]:
    """Give, per story, the share of the first five that are key and the share of the key ones among them."""
    shares = []
    for example in examples:
        scores = weights[0] + example.features @ weights[1:]
        orders = [candidate.order for candidate in example.candidates]
        ranks = choose(example.candidates, dict(zip(orders, scores.tolist(), strict=True)))
        shown = sorted(ranks, key=lambda order: ranks[order])[:SHOWN]
        hit = {example.groups[orders.index(order)] for order in shown} - {None}
        recall = len(hit) / min(SHOWN, len(example.wanted)) if example.wanted else 1.0
        shares.append((len(hit) / max(1, len(shown)), recall))
    return shares


def as_toml(weights: Floats, stories: int) -> str:
    """Give the table that ships."""
    lines = [
        "# What each feature of a figure weighs when the key ones are chosen (see candidates.py for what they are).",
        f"# Learned from {stories} annotated stories by tests/quality/recipes/train_key_figures.py.",
        "# Not to be edited by hand.",
        f"bias = {weights[0]:.3f}",
        "",
        "[weights]",
        *(f"{name} = {weight:.3f}" for name, weight in zip(FEATURES, weights[1:], strict=True)),
    ]
    return "\n".join(lines) + "\n"


def _print_shares(shares: Sequence[tuple[float, float]]) -> str:
    precision, recall = np.array(shares).mean(axis=0)
    return f"{precision:.3f}/{recall:.3f} of {len(shares)}"


if __name__ == "__main__":
    main()
