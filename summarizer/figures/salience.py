"""Which figures are key: what an editor would put into a box, one of each fact, best first.

The weights are round numbers with the signs that a regression over edited boxes gave; finer ones only fit the stories
they were fitted on (leaving one story out, the fitted ones were no better).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from heapq import heapify, heappop, heappush

from summarizer.figures.lexicon.base import PERCENT, Lexicon
from summarizer.figures.quantities import Quantity
from summarizer.figures.tokens import Token
from summarizer.model import FigureKind, Qualifier

MOST_KEY = 12
"""Five lines of at most two or three figures each, with room for a rendering that skips some."""

_LEAD_SENTENCES = 3
_LEAST_SCORE = 0.2
_LIST_WORDS = 4
_CROWDED = 0.2
"""What each figure of a sentence costs the next one of it; five of one sentence tell less than of three."""
_COMPARED_BEFORE = frozenset(
    "from against versus than compared previous previously prior peak above below earlier".split()
)
_COMPARED_AFTER = frozenset("ago earlier previously prior".split())
VITAL = frozenset(
    "killed killing dead died dies deaths death toll injured wounded missing arrested detained sentenced jail jailed "
    "prison fined fine victims casualties displaced evacuated homeless homes destroyed infected infections cases "
    "hospital "
    "hospitalised hospitalized jobs layoffs profit profits revenue sales loss losses earned earnings inflation growth "
    "unemployment gdp rate rates won win majority seats record cost costs damage damages deal worth bid budget fund "
    "investment raised claimed lives survivors rescued convicted guilty awarded".split()
)
_EXPECTED = frozenset(
    "expected expecting expectations expects forecast forecasts estimate estimates analysts predicted guidance "
    "consensus threshold guidelines guideline counted option".split()
)
_DEFINITE = frozenset("the its his her their our all these those both".split())
_SURVEYED = frozenset(
    "surveyed polled respondents interviewed survey poll sample questioned adults participants asked".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A figure before it is ranked: where it stands, what it is and the words near it, in lower case.

    `before` are up to three words before it, from the last number on; `converted` says that it gives the figure before
    it once more, in another unit, or goes on from it, `dated` that its sentence opens with a year.
    """

    quantity: Quantity
    qualifier: Qualifier
    label: str
    near: frozenset[str]
    before: tuple[str, ...]
    after: tuple[str, ...]
    converted: bool
    dated: bool
    sentence: int
    order: int

    @property
    def words(self) -> frozenset[str]:
        """The words of its label, in lower case."""
        return frozenset(self.label.lower().split())

    @property
    def fact(self) -> tuple[object, ...]:
        """What two mentions of one fact share."""
        return (self.quantity.unit.name, self.quantity.value, self.quantity.high)


def rank_candidates(candidates: Sequence[Candidate], lead: frozenset[str]) -> dict[int, int]:
    """Give the rank, from 1, of each key figure by its `order`; `lead` are the words a story opens with.

    Of the mentions of one fact the best is ranked; comparison values, conversions and what has no label are not. Ties
    go to the earlier. At most `MOST_KEY` are ranked.
    """
    mentions: dict[tuple[object, ...], int] = {}
    for candidate in candidates:
        mentions[candidate.fact] = mentions.get(candidate.fact, 0) + 1
    crowd = _count_by_sentence(candidates)
    scores = {
        c.order: _score_place(c, crowd[c.sentence], len(candidates)) + _score_content(c, mentions[c.fact], lead)
        for c in candidates
        if c.label and not c.converted and not _is_compared(c)
    }
    ranked = sorted((c for c in candidates if scores.get(c.order, 0.0) >= _LEAST_SCORE), key=lambda c: -scores[c.order])
    kept = _pick(_drop_lists(ranked), scores)
    return {candidate.order: rank for rank, candidate in enumerate(kept, 1)}


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
    digits = _count_digits(candidate.quantity.value)
    finer = [other for other in candidates if _count_digits(other.quantity.value) > digits]
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
    rough, fine = sorted((one.value, two.value), key=_count_digits)
    return one.unit is PERCENT and rough >= _SHARE_FROM and rough % 1 == 0 and fine % 1 != 0 and round(fine) == rough


def is_rounded(one: Decimal, two: Decimal) -> bool:
    """Whether of two numbers from a thousand up one is the other rounded: 61,000 and 61,300."""
    rough, fine = sorted((one, two), key=_count_digits)
    return rough >= _ROUNDED_FROM and _rounds_to(fine, rough)


_ROUNDED_FROM = 1000
_SHARE_FROM = 10
_PLAIN = frozenset("the and with from that than more about said were have been million billion percent".split())


def _count_digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _rounds_to(fine: Decimal, rough: Decimal) -> bool:
    return fine != 0 and round(fine, _count_digits(rough) - 1 - fine.adjusted()) == rough


def _count_by_sentence(candidates: Sequence[Candidate]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for candidate in candidates:
        counts[candidate.sentence] = counts.get(candidate.sentence, 0) + 1
    return counts


def _is_compared(candidate: Candidate) -> bool:
    """Whether the figure only gives another one its measure: "down from 17 %", "6.2 percent a year earlier"."""
    if any(word in _COMPARED_BEFORE for word in candidate.before):
        return candidate.quantity.kind is not FigureKind.SCORE
    return candidate.before[-2:] in {("compared", "with"), ("compared", "to")}


def _score_place(candidate: Candidate, crowd: int, total: int) -> float:
    """Weigh where a figure stands: early in the story, and not in the middle of a long list."""
    score = 0.6 / math.sqrt(1 + candidate.sentence) + 0.85 / math.sqrt(1 + candidate.order)
    return score - 0.55 * candidate.order / max(5, total) - 0.2 * max(0, crowd - 3)


def _score_content(candidate: Candidate, mentions: int, lead: frozenset[str]) -> float:
    """Weigh what a figure says: the words around it, how often it comes and how exactly."""
    quantity = candidate.quantity
    vital = bool(candidate.near & VITAL)
    score = 0.45 + 0.35 * vital + 0.25 * (candidate.qualifier is not Qualifier.NONE) + _score_kind(quantity, vital)
    if mentions > 1 and (quantity.unit.name or quantity.value >= 20):
        score += 0.3
    score -= 0.6 * bool((candidate.near | candidate.words) & _EXPECTED)
    score -= 0.5 * (quantity.kind is FigureKind.SCORE and candidate.before[-1:] == ("(",))
    score -= 0.4 * candidate.dated + 0.4 * _is_background(candidate)
    score -= 0.3 * any(word in _COMPARED_AFTER for word in candidate.after[:3])
    if quantity.kind is FigureKind.COUNT:
        score -= 0.4 * bool(_DEFINITE.intersection(candidate.before[-1:]))
        score -= 0.5 * bool(candidate.near & _SURVEYED)
    elif candidate.near & _SURVEYED:
        score -= 0.2
    score -= 0.4 * _is_aside(candidate)
    return score + 0.7 * len(candidate.near & lead) / max(4, len(candidate.near))


def _is_background(candidate: Candidate) -> bool:
    """Whether a figure only describes who or what is meant: "The company, with $3.3bn in sales,", "a year ago it"."""
    return candidate.before[-2:] in {(",", "with"), (",", "worth")} or "ago" in candidate.before


def _is_aside(candidate: Candidate) -> bool:
    """Whether a figure tells where a thing lies, how long a record stood or what would be needed, not what happened."""
    kind, first = candidate.quantity.kind, candidate.after[:1]
    if kind is FigureKind.MEASURE and first and (first[0] in _FROM_PLACE or candidate.after[1:2] == ("of",)):
        return first[0] in _FROM_PLACE
    if kind is FigureKind.DURATION and candidate.before[-1:] and candidate.before[-1] in {"in", "for"}:
        return any(word in _RECORD or word.endswith("est") for word in candidate.near)
    return any(word in _NEEDED for word in candidate.before)


_FROM_PLACE = frozenset("from off north south east west northeast northwest southeast southwest outside".split())
_RECORD = frozenset("first worst record best lowest".split())
_NEEDED = frozenset("needs needed need requires required".split())


def _score_kind(quantity: Quantity, vital: bool) -> float:
    """Weigh a figure's kind and size; `vital` says that the words around it matter most in their domain."""
    kind = quantity.kind
    score = 0.06 * math.log10(float(quantity.value) + 1) if kind in {FigureKind.COUNT, FigureKind.MONEY} else 0.0
    if kind in {FigureKind.MEASURE, FigureKind.SCORE}:
        score += 0.3
    if kind is FigureKind.COUNT and quantity.value < 10 and not quantity.numeral.digits:
        score -= 0.2 if vital else 0.5
    if quantity.unit.name in {"pp", "basis point"} or (kind is FigureKind.DURATION and not vital):
        score -= 0.2
    return score


def _drop_lists(candidates: list[Candidate]) -> list[Candidate]:
    """Of three or more figures with one label ("held in lieu of … bond") keep the largest."""
    groups: dict[tuple[str, str], list[Candidate]] = {}
    for candidate in candidates:
        if candidate.label:
            groups.setdefault(
                (candidate.quantity.unit.name, " ".join(candidate.label.lower().split()[-_LIST_WORDS:])), []
            ).append(candidate)
    dropped = {
        candidate.order
        for group in groups.values()
        if len(group) >= 3
        for candidate in sorted(group, key=lambda c: c.quantity.value)[:-1]
    }
    return [candidate for candidate in candidates if candidate.order not in dropped]


def near_words(tokens: Sequence[Token], quantity: Quantity, reach: int = 6) -> frozenset[str]:
    """Give the words around a number, in lower case."""
    return frozenset(t.lower for t in tokens[max(0, quantity.first - reach) : quantity.last + 1 + reach] if t.is_word)


def opens_with_year(tokens: Sequence[Token]) -> bool:
    """Whether a sentence opens with a year, and so tells of the past: "In 2008, 24 people were killed"."""
    opening = [token for token in tokens[:4] if token.is_number and len(token.text) == 4]
    return bool(opening) and tokens[0].lower == "in" and tokens[1] is opening[0]


def words_before(tokens: Sequence[Token], end: int) -> tuple[str, ...]:
    """Give up to three words before token `end`, in lower case, none before another number but a year."""
    words: list[str] = []
    for token in reversed(tokens[max(0, end - 3) : end]):
        if token.is_number and len(token.text) != 4:
            break
        words.append(token.lower)
    return tuple(reversed(words))


def lead_words(sentences: Sequence[Sequence[Token]], lexicon: Lexicon) -> frozenset[str]:
    """Give the words that a story opens with, in lower case, without those that tell nothing."""
    return frozenset(
        token.lower
        for tokens in sentences[:_LEAD_SENTENCES]
        for token in tokens
        if token.is_word and len(token.text) > 3 and token.lower not in lexicon.light
    )


def continues(tokens: Sequence[Token], before: Quantity | None, quantity: Quantity) -> bool:
    """Whether a time goes on from the one before: "seven years and six months"."""
    if before is None or before.kind is not FigureKind.DURATION or quantity.kind is not FigureKind.DURATION:
        return False
    gap = tokens[before.last + 1 : quantity.first]
    return before.unit.name != quantity.unit.name and len(gap) <= 1 and all(token.is_word for token in gap)


def is_converted(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether an amount stands in brackets behind another one: "$12.9bn (£10bn)", "5 km (3 miles; 4,000 yards)"."""
    if quantity.kind not in {FigureKind.MONEY, FigureKind.MEASURE} or quantity.first < 2:
        return False
    for index in range(quantity.first - 1, max(quantity.first - 8, 0), -1):
        if tokens[index].text in {"(", "（"}:
            behind = tokens[max(0, index - 4) : index]
            return any(token.is_number for token in behind)
        if tokens[index].text in {")", "）"}:
            return False
    return False
