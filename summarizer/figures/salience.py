"""Which figures are key: what an editor would put into a box, one of each fact, best first.

1. what gives another figure its measure, or itself once more, is left out
2. the rest is weighed; `weights.toml` says how its weights were learned
3. the best is taken one by one: each fact once, in its finest form, and rather from several sentences than from one
"""

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from heapq import heapify, heappop, heappush
from importlib import resources

from summarizer.figures.candidates import FEATURES, Candidate, Setting, count_digits, measure
from summarizer.figures.lexicon.base import PERCENT
from summarizer.figures.quantities import Quantity
from summarizer.model import FigureKind

MOST_KEY = 8
"""Five lines of at most two or three figures each, with room for a rendering that skips some."""

LEAST_SCORE = -1.0
"""About one in four that an editor would take it."""

_LIST_WORDS = 4
_CROWDED = 0.2
"""What each figure of a sentence costs the next one of it; five of one sentence tell less than of three."""
_COMPARED_BEFORE = frozenset(
    "from against versus than compared previous previously prior peak above below earlier".split()
)
_ROUNDED_FROM = 1000
_SHARE_FROM = 10
_PLAIN = frozenset("the and with from that than more about said were have been million billion percent".split())


def rank_candidates(candidates: Sequence[Candidate], setting: Setting) -> dict[int, int]:
    """Give the rank, from 1, of each key figure by its `order`.

    Of the mentions of one fact the best is ranked; comparison values, conversions and what has no label are not. Ties
    go to the earlier. At most `MOST_KEY` are ranked.
    """
    eligible = [candidate for candidate in candidates if is_eligible(candidate)]
    return choose(eligible, {c.order: _weigh(measure(c, setting)) for c in eligible})


def is_eligible(candidate: Candidate) -> bool:
    """Whether a figure may be key at all: with a label, not given once more, not what another is compared to."""
    return bool(candidate.label) and not candidate.converted and not _is_compared(candidate)


def choose(candidates: Sequence[Candidate], scores: Mapping[int, float]) -> dict[int, int]:
    """Give the rank, from 1, of those whose score is `LEAST_SCORE` and more, each fact once; `scores` go by `order`."""
    ranked = sorted((c for c in candidates if scores[c.order] >= LEAST_SCORE), key=lambda c: -scores[c.order])
    kept = _pick(_drop_lists(ranked), scores)
    return {candidate.order: rank for rank, candidate in enumerate(kept, 1)}


def _weigh(features: Sequence[float]) -> float:
    bias, weights = _learned_weights()
    return bias + sum(weight * value for weight, value in zip(weights, features, strict=True))


@cache
def _learned_weights() -> tuple[float, tuple[float, ...]]:
    table = tomllib.loads((resources.files("summarizer.figures") / "weights.toml").read_text("utf-8"))
    return table["bias"], tuple(table["weights"][name] for name in FEATURES)


def _pick(candidates: list[Candidate], scores: Mapping[int, float]) -> list[Candidate]:
    """Take the best one by one, each fact once; one whose sentence has given some already falls behind."""
    kept: list[Candidate] = []
    given: dict[int, int] = {}
    heap = [(-scores[candidate.order], candidate.order, candidate) for candidate in candidates]
    heapify(heap)
    while heap and len(kept) < MOST_KEY:
        cost, order, candidate = heappop(heap)
        now = _CROWDED * given.get(candidate.sentence, 0) - scores[order]
        if now > cost:
            heappush(heap, (now, order, candidate))
        elif not any(_is_same(candidate, other) for other in kept):
            kept.append(_find_finest(candidate, candidates))
            given[candidate.sentence] = given.get(candidate.sentence, 0) + 1
    return kept


def _find_finest(candidate: Candidate, candidates: Sequence[Candidate]) -> Candidate:
    """Give the mention that tells a fact to the most digits: the story's $12.3bn, not the headline's $12bn."""
    digits = count_digits(candidate.quantity.value)
    alike = [other for other in candidates if other.quantity.unit.name == candidate.quantity.unit.name]
    finer = [other for other in alike if count_digits(other.quantity.value) > digits]
    return next((other for other in finer if _is_same(candidate, other)), candidate)


def _is_same(candidate: Candidate, other: Candidate) -> bool:
    """Whether two mentions give one fact: the same number, or a rounder one with words in common."""
    if candidate.fact == other.fact:
        return True
    one, two = candidate.quantity, other.quantity
    if one.unit.name != two.unit.name or one.high is not None or two.high is not None:
        return False
    if not (is_rounded(one.value, two.value) or _is_rounded_share(one, two)):
        return False
    return bool(candidate.near & other.near - _PLAIN)


def _is_rounded_share(one: Quantity, two: Quantity) -> bool:
    """Whether of two shares one is the other without its decimals: 15% and 15.1%."""
    rough, fine = sorted((one.value, two.value), key=count_digits)
    return one.unit is PERCENT and rough >= _SHARE_FROM and rough % 1 == 0 and fine % 1 != 0 and round(fine) == rough


def is_rounded(one: Decimal, two: Decimal) -> bool:
    """Whether of two numbers from a thousand up one is the other rounded: 61,000 and 61,300."""
    rough, fine = sorted((one, two), key=count_digits)
    return rough >= _ROUNDED_FROM and _rounds_to(fine, rough)


def _rounds_to(fine: Decimal, rough: Decimal) -> bool:
    return fine != 0 and round(fine, count_digits(rough) - 1 - fine.adjusted()) == rough


def _is_compared(candidate: Candidate) -> bool:
    """Whether the figure only gives another one its measure: "down from 17 %", "6.2 percent a year earlier"."""
    if any(word in _COMPARED_BEFORE for word in candidate.before):
        return candidate.quantity.kind is not FigureKind.SCORE
    return candidate.before[-2:] in {("compared", "with"), ("compared", "to")}


def _drop_lists(candidates: list[Candidate]) -> list[Candidate]:
    """Of three or more figures with one label ("held in lieu of … bond") keep the largest."""
    groups: dict[tuple[str, str], list[Candidate]] = {}
    for candidate in candidates:
        ending = " ".join(candidate.label.lower().split()[-_LIST_WORDS:])
        groups.setdefault((candidate.quantity.unit.name, ending), []).append(candidate)
    dropped = {
        candidate.order
        for group in groups.values()
        if len(group) >= 3
        for candidate in sorted(group, key=lambda c: c.quantity.value)[:-1]
    }
    return [candidate for candidate in candidates if candidate.order not in dropped]
