"""The pasted pages of the development data, and the score of a reading of one: F1 over runs of four words."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

FILE = "pasted-dev.jsonl.gz"
RUN = 4

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedPage:
    """A page as pasted and the story it holds, picked by hand. `kind` is main (its main column) or whole."""

    page: str
    kind: str
    pasted: str
    story: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Precision and recall of one text."""

    precision: float
    recall: float


def load_pasted(folder: Path) -> tuple[PastedPage, ...]:
    """Read the pasted pages of a data folder, in file order."""
    with gzip.open(folder / FILE, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return tuple(
        PastedPage(page=row["id"].rpartition("-")[0], kind=row["kind"], pasted=row["pasted"], story=row["text"])
        for row in rows
    )


def score_text(read: str, wanted: str) -> Score:
    """Compare two texts by their runs of four words, each as often as it occurs; marks and white space do not count."""
    got, gold = _runs(read), _runs(wanted)
    shared = (got & gold).total()
    return Score(
        precision=shared / got.total() if got else float(not gold), recall=shared / gold.total() if gold else 1.0
    )


def f1_of(scores: Iterable[Score]) -> float:
    """F1 of the mean precision and the mean recall."""
    every: Sequence[Score] = tuple(scores)
    precision, recall = fmean(score.precision for score in every), fmean(score.recall for score in every)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    if not words:
        return Counter()
    return Counter(tuple(words[start : start + RUN]) for start in range(max(1, len(words) - RUN + 1)))
