"""Reports of the same happenings in different words, and edited copies of them: a test set without foreign texts."""

import random
import tomllib
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_ASIDES = (
    "The council will meet again next week.",
    "Further details were not known at first.",
    "A spokeswoman did not want to comment.",
    "Neighbours told reporters what they had seen.",
    "It is the talk of the region.",
    "Similar news had come in last year.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A story and the name of what it reports."""

    event: str
    title: str
    text: str


def load_reports(seed: int = 7) -> list[Report]:
    """Three to six reports of each happening, mixed as feeds would bring them; the same for the same seed."""
    dice = random.Random(seed)
    file = Path(__file__).with_name("happenings.toml")
    reports = [
        report
        for happening in tomllib.loads(file.read_text("utf-8"))["happening"]
        for report in _reports_of(happening, dice)
    ]
    dice.shuffle(reports)
    return reports


def _reports_of(happening: Mapping[str, Sequence[str]], dice: random.Random) -> Iterator[Report]:
    seen: set[str] = set()
    while len(seen) < dice.randint(3, 6):
        sentences = [dice.choice(wordings) for wordings in happening["facts"]]
        tail = sentences[1:]
        dice.shuffle(tail)
        sentences = [sentences[0], *tail[: dice.randint(2, 3)], *dice.sample(_ASIDES, 2)]
        text = " ".join(sentences)
        if text not in seen:
            seen.add(text)
            yield Report(event=str(happening["name"]), title=dice.choice(happening["leads"]), text=text)


def edit(text: str, share: float, dice: random.Random, words: Sequence[str]) -> str:
    """`text` with that share of its words dropped, replaced by one of `words`, or followed by one: a third each."""
    edited: list[str] = []
    for word in text.split():
        if dice.random() >= share:
            edited.append(word)
            continue
        edited += dice.choice(([], [dice.choice(words)], [word, dice.choice(words)]))
    return " ".join(edited)


def b_cubed(truth: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 of a clustering against the true one (Bagga and Baldwin, 1998)."""
    count = len(truth)
    precision = recall = 0.0
    for t, f in zip(truth, found, strict=True):
        together = sum(a == t and b == f for a, b in zip(truth, found, strict=True))
        precision += together / found.count(f)
        recall += together / truth.count(t)
    precision, recall = precision / count, recall / count
    return precision, recall, 2 * precision * recall / (precision + recall)
