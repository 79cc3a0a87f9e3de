"""Learns the weights by which a page's blocks are judged, and writes `summarizer/sources/body_weights.csv`.

    NUTGRAF_QUALITY_DATA=<folder> python -m tests.quality.recipes.train_body

Reads `pages-dev.jsonl.gz` of that folder. First says what pages of sites not trained on would give (six folds, no site
in two of them), then fits all pages. A block is labelled part of the story when most of its four-word runs are in the
text taken by hand. Every page weighs the same. Pages whose text by hand has little in common with any guess (a part was
copied, or a paywall cut it) are tested on but not trained on: they teach that story is furniture. L2-regularised
logistic regression; boosted trees gave the same on unseen sites and cannot be read.
"""

import csv
import gzip
import json
import os
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

import summarizer.sources
from summarizer.sources.blocks import Block, parse_blocks
from summarizer.sources.body import decide, weigh
from summarizer.sources.candidates import extract_by_rules, extract_densest, extract_structured
from summarizer.sources.evidence import Evidence, Scene
from summarizer.sources.head import parse_head
from summarizer.sources.headline import find_site, find_title
from summarizer.sources.markup import parse_page
from summarizer.sources.shingles import count_words, runs_in, runs_of, share, words_of
from tests.quality.shingle_score import mean_f1, score_text

FOLDS = 6
INVERSE_REGULARISATION = 0.1
LEAST_WEIGHT = 0.005
LEAST_AGREEMENT = 0.6
PAGE_WEIGHT = 200.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A page's blocks with the evidence on each, whether each is part of the story, and the story by hand."""

    site: str
    blocks: Sequence[Block]
    evidence: Sequence[Evidence]
    labels: Sequence[bool]
    text: str

    @property
    def weights(self) -> list[float]:
        """Longer blocks count more, nearly by their length; all blocks of a page together weigh `PAGE_WEIGHT`."""
        plain = [count_words(block.text) ** 0.8 + 1 for block in self.blocks]
        return [PAGE_WEIGHT * weight / sum(plain) for weight in plain]

    @property
    def teaches(self) -> bool:
        """Whether the text by hand and the best guess have enough in common for the labels to be believed."""
        marked = zip(self.blocks, self.evidence, strict=True)
        held = "\n".join(block.text for block, found in marked if found.get("in the chosen guess"))
        return min(score_text(self.text, held)) >= LEAST_AGREEMENT


def read_samples(folder: Path) -> Iterator[Sample]:
    """The pages of the development set as samples."""
    with gzip.open(folder / "pages-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            yield _sample(page["html"], page["url"], page["text"])


def _sample(markup: str, url: str, text: str) -> Sample:
    tree = parse_page(markup.encode(), "utf-8").tree
    head, blocks = parse_head(tree), parse_blocks(tree)
    guesses = {
        "structured": extract_structured(head.structured),
        "rules": extract_by_rules(tree),
        "densest": extract_densest(blocks),
    }
    title = find_title(head, tree, find_site(head, url))
    scene = Scene(blocks, guesses, title, head.first("og:description", "description"))
    wanted, lines = runs_in([text]), {words_of(line) for line in text.splitlines()}
    labels = [
        share(runs_of(block.text), wanted) > 0.5 if count_words(block.text) >= 4 else words_of(block.text) in lines
        for block in blocks
    ]
    site = ".".join((urlsplit(url).hostname or "").split(".")[-2:])
    return Sample(site=site, blocks=blocks, evidence=list(scene.evidence()), labels=labels, text=text)


def fit(samples: Sequence[Sample]) -> tuple[DictVectorizer, LogisticRegression]:
    """Fit all blocks of the samples that teach."""
    samples = [sample for sample in samples if sample.teaches]
    vectorizer = DictVectorizer(sparse=False)
    values = vectorizer.fit_transform([found for sample in samples for found in sample.evidence])
    labels = [label for sample in samples for label in sample.labels]
    weights = [weight for sample in samples for weight in sample.weights]
    model = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=1_000, fit_intercept=False)
    return vectorizer, model.fit(values, labels, sample_weight=weights)


def cross_validate(samples: Sequence[Sample]) -> tuple[float, float, float]:
    """F1, precision and recall on pages of sites that were not trained on."""
    scores = []
    for left_out, weights in left_out_weights(samples):
        for sample in (samples[index] for index in left_out):
            odds = [weigh(found, weights) for found in sample.evidence]
            kept = zip(sample.blocks, decide(sample.blocks, odds), strict=True)
            scores.append(score_text(sample.text, "\n".join(block.text for block, keep in kept if keep)))
    return mean_f1(scores)


def left_out_weights(samples: Sequence[Sample]) -> Iterator[tuple[list[int], dict[str, float]]]:
    """For each fold of sites: the indexes of its pages, and the weights learned from all pages of other sites."""
    chance = random.Random(0)
    fold_of = {site: chance.randrange(FOLDS) for site in sorted({sample.site for sample in samples})}
    for fold in range(FOLDS):
        left_out = [index for index, sample in enumerate(samples) if fold_of[sample.site] == fold]
        yield left_out, table_of(*fit([sample for sample in samples if fold_of[sample.site] != fold]))


def table_of(vectorizer: DictVectorizer, model: LogisticRegression) -> dict[str, float]:
    """The weights as they ship: by name, three digits, those that say next to nothing left out."""
    weights = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    return {name: round(float(weight), 3) for name, weight in sorted(weights) if abs(weight) >= LEAST_WEIGHT}


def main() -> None:
    """Cross-validate, fit, and write the weights, largest first by name."""
    samples = list(read_samples(Path(os.environ["NUTGRAF_QUALITY_DATA"])))
    f1, precision, recall = cross_validate(samples)
    sys.stdout.write(f"unseen sites: F1 {f1:.4f}, precision {precision:.4f}, recall {recall:.4f}\n")
    weights = table_of(*fit(samples))
    target = Path(summarizer.sources.__file__).with_name("body_weights.csv")
    with target.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("evidence", "weight"))
        table.writerows((name, f"{weight:.3f}") for name, weight in weights.items())
    sys.stdout.write(f"{target.name}: {len(weights)} weights\n")


if __name__ == "__main__":
    main()
