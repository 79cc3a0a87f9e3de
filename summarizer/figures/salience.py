"""Which figures are key: what an editor would put into a box, one of each fact, best first."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.figures.quantities import Quantity
from summarizer.figures.tokens import Token
from summarizer.model import FigureKind, Qualifier

_COMPARED = frozenset("from compared against versus than previous previously earlier before prior ago peak".split())
_VITAL = frozenset(
    "killed dead died deaths death injured wounded missing arrested detained sentenced jail prison fined victims "
    "casualties displaced evacuated homes profit revenue sales loss growth inflation unemployment rate won votes seats "
    "majority record cases infected infections hospitalised jobs cut deal order orders worth cost damage".split()
)
_SURVEYED = frozenset("surveyed polled respondents interviewed asked adults poll survey questioned sample".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A figure before it is ranked: where it stands, what it is and the words near it."""

    quantity: Quantity
    qualifier: Qualifier
    label: str
    near: frozenset[str]
    before: tuple[str, ...]
    sentence: int
    order: int


def rank_candidates(candidates: Sequence[Candidate]) -> dict[int, int]:
    """Give the rank, from 1, of each key figure by its `order`. Repeats of a fact share one rank, at their best one."""
    scored = sorted(candidates, key=lambda c: (-_score(c), c.order))
    ranks: dict[int, int] = {}
    chosen: list[Candidate] = []
    for candidate in scored[:_MOST_RANKED]:
        if _score(candidate) > 0 and not any(_repeats(candidate, other) for other in chosen):
            chosen.append(candidate)
            ranks[candidate.order] = len(chosen)
    return ranks


_MOST_RANKED = 60


def _score(candidate: Candidate) -> float:
    quantity = candidate.quantity
    score: float = 1.0 + 1.0 / math.sqrt(1 + candidate.sentence)
    score += _WEIGHTS[quantity.kind]
    if candidate.qualifier is not Qualifier.NONE:
        score += 0.1
    if candidate.near & _VITAL:
        score += 0.4
    if candidate.near & _SURVEYED:
        score -= 0.4
    if any(word in _COMPARED for word in candidate.before[-2:]):
        score -= 0.8
    if quantity.kind is FigureKind.COUNT and quantity.value < 10 and not quantity.numeral.digits:
        score -= 0.5
    return score


_WEIGHTS = {
    FigureKind.COUNT: 0.2,
    FigureKind.MONEY: 0.5,
    FigureKind.PERCENT: 0.4,
    FigureKind.DURATION: -0.2,
    FigureKind.MEASURE: 0.2,
    FigureKind.RANGE: 0.0,
    FigureKind.RATE: 0.2,
    FigureKind.SCORE: 0.7,
}


def _repeats(candidate: Candidate, other: Candidate) -> bool:
    one, two = candidate.quantity, other.quantity
    return (one.unit.name, one.value, one.high) == (two.unit.name, two.value, two.high)


def near_words(tokens: Sequence[Token], quantity: Quantity, reach: int = 6) -> frozenset[str]:
    """Give the words around a number, in lower case."""
    return frozenset(t.lower for t in tokens[max(0, quantity.first - reach) : quantity.last + 1 + reach] if t.is_word)
