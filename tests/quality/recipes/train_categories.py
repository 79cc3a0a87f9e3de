"""Learns which words speak for a section, and writes `section_weights.csv` and `list_weights.csv` of topics.

    NUTGRAF_QUALITY_DATA=<folder> python -m tests.quality.recipes.train_categories

Reads `categories-dev.jsonl.gz` of that folder. First says what unseen stories would give (both halves, then five
folds), then fits all stories. Multinomial logistic regression over English stems, sublinear tf-idf, the title twice;
and a second one over the strengths of our word lists alone, for the languages that have no such stories.
Agencies' and papers' names are left out: they tell who wrote a story, not what it is about. So are numbers.
"""

import gzip
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression

import summarizer.topics
from summarizer.text.words import stem, terms
from summarizer.topics import category_model
from summarizer.topics.categories import decide
from summarizer.topics.category_lists import Support, count_terms, weigh_lists
from summarizer.topics.category_model import INTERCEPT, SECTIONS, Floats, ListTable, WordTable
from summarizer.topics.fields import CATEGORIES
from tests.quality.category_scores import RIGHT_ANSWERS, f1_by_section

LEAST_STORIES = 3
INVERSE_REGULARISATION = 4.0
INVERSE_REGULARISATION_OF_LISTS = 10.0
SOURCES = frozenset(
    stem(word, "en")
    for word in """reuters ap afp cnn bbc forbes upi xinhua itar tass interfax com www http quot lt gt amp href html
    target nbsp usatoday newsfactor pcworld techweb macworld washingtonpost ziff davis investor newswire fullquote
    profile""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A story's terms, what the lists say of it, where it stood, and the section that is to be learned from it."""

    set: str
    category: str
    title: Sequence[str]
    text: Sequence[str]
    support: Mapping[str, Support]

    @property
    def section(self) -> str:
        """The first right answer that is a section: technology for what stood under Sci/Tech."""
        return next(name for name in SECTIONS if name in RIGHT_ANSWERS[self.category])


def read_samples(folder: Path) -> Iterator[Sample]:
    """The development stories in their order."""
    with gzip.open(folder / "categories-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            story = json.loads(line)
            title, text = terms(story["title"], "en"), terms(story["text"], "en")
            support = weigh_lists(title, text, "en")
            yield Sample(set=story["set"], category=story["category"], title=title, text=text, support=support)


def fit_words(samples: Sequence[Sample]) -> WordTable:
    """The weights of the words that stand in at least `LEAST_STORIES` stories."""
    counts = [count_terms(sample.title, sample.text) for sample in samples]
    spread = Counter(term for each in counts for term in each)
    names = sorted(name for name, stories in spread.items() if stories >= LEAST_STORIES and _is_word(name))
    idf = np.array([1 + np.log((1 + len(samples)) / (1 + spread[name])) for name in names])
    rows = {name: row for row, name in enumerate(names)}
    vectors = TfidfTransformer(sublinear_tf=True).fit_transform(
        DictVectorizer().fit([dict.fromkeys(names, 1)]).transform(counts)
    )
    weights, intercept = _fit(vectors, samples, INVERSE_REGULARISATION)
    return WordTable(rows=rows, idf=idf, weights=weights, intercept=intercept)


def _is_word(term: str) -> bool:
    return term not in SOURCES and term.replace("'", "").isalpha()


def fit_lists(samples: Sequence[Sample]) -> ListTable:
    """The weights of the word lists."""
    strengths = np.array([[sample.support[name].strength for name in CATEGORIES] for sample in samples])
    weights, intercept = _fit(strengths, samples, INVERSE_REGULARISATION_OF_LISTS)
    return ListTable(weights=weights, intercept=intercept)


def _fit(features: Any, samples: Sequence[Sample], inverse_regularisation: float) -> tuple[Floats, Floats]:  # noqa: ANN401
    model = LogisticRegression(C=inverse_regularisation, class_weight="balanced", max_iter=500)
    model.fit(features, [sample.section for sample in samples])
    if tuple(model.classes_) != SECTIONS:
        raise ValueError(f"the sections are not {SECTIONS}")
    return model.coef_.T.astype(np.float64), model.intercept_.astype(np.float64)


def answer(sample: Sample, words: WordTable, lists: ListTable) -> frozenset[str]:
    """What `classify` would say of an English story with these tables."""
    scores = category_model.score_words(
        sample.title, sample.text, words
    ) + category_model.LIST_SHARE * category_model.score_lists(sample.support, lists)
    shares = np.exp(scores - scores.max())
    sections = dict(zip(SECTIONS, (shares / shares.sum()).tolist(), strict=True))
    return decide(sections, sample.support, trained=True)


def held_out(samples: Sequence[Sample], folds: int) -> Iterator[frozenset[str]]:
    """What is said of each story by tables fitted without its fold, in the order of `samples`."""
    answers: dict[int, frozenset[str]] = {}
    for fold in range(folds):
        kept = [sample for at, sample in enumerate(samples) if at % folds != fold]
        words, lists = fit_words(kept), fit_lists(kept)
        for at in range(fold, len(samples), folds):
            answers[at] = answer(samples[at], words, lists)
    return (answers[at] for at in range(len(samples)))


def report(samples: Sequence[Sample]) -> None:
    """Print F1 by section and set on stories left out."""
    for folds in (2, 5):
        answers = list(held_out(samples, folds))
        for name in sorted({sample.set for sample in samples}):
            pairs = [(s.category, a) for s, a in zip(samples, answers, strict=True) if s.set == name]
            scores = f1_by_section(pairs)
            shown = ", ".join(f"{section} {score:.3f}" for section, score in sorted(scores.items()))
            print(f"{folds} folds, {name}: macro F1 {fmean(scores.values()):.3f} ({shown})")


def write_tables(words: WordTable, lists: ListTable) -> None:
    """Write both tables beside `summarizer.topics`."""
    folder = Path(str(summarizer.topics.__path__[0]))
    idf_and_weights = np.column_stack([words.idf, words.weights])
    _write(
        folder / category_model.WORDS_FILE,
        ("stem", "idf", *SECTIONS),
        (INTERCEPT, 0.0, *words.intercept),
        words.rows,
        idf_and_weights,
    )
    _write(
        folder / category_model.LISTS_FILE,
        ("list", *SECTIONS),
        (INTERCEPT, *lists.intercept),
        CATEGORIES,
        lists.weights,
    )


def _write(
    file: Path, header: Sequence[str], first: Sequence[str | float], names: Iterable[str], numbers: Floats
) -> None:
    rows = [first, *((name, *row) for name, row in zip(names, numbers.tolist(), strict=True))]
    lines = [",".join(header), *(f"{row[0]},{','.join(f'{number:.2f}' for number in row[1:])}" for row in rows)]
    file.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{file.name}: {len(rows)} rows, {file.stat().st_size / 1000:.0f} kB")


def main() -> None:
    """Say what to expect, fit everything, write the tables."""
    folder = os.environ.get("NUTGRAF_QUALITY_DATA")
    if not folder:
        sys.exit("NUTGRAF_QUALITY_DATA names no folder")
    samples = list(read_samples(Path(folder)))
    report(samples)
    write_tables(fit_words(samples), fit_lists(samples))


if __name__ == "__main__":
    main()
