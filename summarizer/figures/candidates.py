"""What is weighed of a figure when the key ones are chosen: where it stands, what it is, the words around it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from summarizer.figures.lexicon.base import Lexicon
from summarizer.figures.quantities import Quantity, find_quantities
from summarizer.figures.tokens import Token
from summarizer.model import FigureKind, Qualifier

FEATURES: tuple[str, ...] = (
    "early",  # 1/√(i+1), i figures before it
    "late",  # the share of figures before it, in a story of ten and more
    "after_others",  # figures before it in its sentence
    "opens_paragraph",  # its sentence does
    "size",  # log10 of a count or an amount
    "percent",
    "points",  # percentage or basis points
    "score",  # of a match or an election, not of a set in brackets
    "digits",  # written in digits, not as a word
    "fine",  # digits that tell something: three for $12.3bn
    "qualified",
    "headlined",  # the headline gives the same number, ten or more
    "lead",  # share of the words around it that the story opens with
    "frequent",  # in how many sentences the words around it stand, logarithm, on average
    "vital",  # near a word that matters most in its domain: killed, profit, seats
    "toll",  # a count of people killed, hurt or missing
    "ahead",  # "will", "plans"
    "expected",  # the label tells a forecast
    "definite",  # a count known already: "the 11 members"
    "with",
    "dated",  # its sentence opens with a year: "In 2008, 24 people were killed"
    "in_passing",  # shortly behind "that", "which" or "who": it says who is meant, not what happened
    "aside",  # where a thing lies, how long a record stood, what would be needed
)
"""What `weights.toml` has a weight for, in order; flags are 0 or 1."""

_LEAD_SENTENCES = 3
_MANY = 10
_NEAR_WORDS = 4
_TELLING = 10
_YEAR_DIGITS = 4
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
_TOLL = frozenset("killed dead died dies deaths injured wounded hurt missing drowned kills".split())
_DEFINITE = frozenset("the its his her their our all these those both".split())
_AHEAD = frozenset("will plan plans planned".split())
_RELATIVE = frozenset("that which who whose".split())
_FROM_PLACE = frozenset("from off north south east west northeast northwest southeast southwest outside".split())
_RECORD = frozenset("first worst record best lowest".split())
_NEEDED = frozenset("needs needed need requires required".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A figure before it is ranked: what it is and the words near it, in lower case.

    `before` are up to three words before it, from the last number on; `converted` says that it gives the figure before
    it once more, in another unit, or goes on from it; `opens` that its sentence opens a paragraph, `dated` that it
    opens with a year; `place` counts the figures before it in its sentence, `order` those before it at all.
    """

    quantity: Quantity
    qualifier: Qualifier
    label: str
    near: frozenset[str]
    before: tuple[str, ...]
    after: tuple[str, ...]
    sentence: int
    opens: bool
    dated: bool
    converted: bool = False
    place: int = 0
    order: int = 0

    @property
    def fact(self) -> tuple[object, ...]:
        """What two mentions of one fact share."""
        return (self.quantity.unit.name, self.quantity.value, self.quantity.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a story says around its figures: the words it opens with, how common each is, how many figures there are.

    `spread` is the logarithm of the number of sentences that a word stands in; `headline` holds the headline's numbers.
    """

    headline: frozenset[Decimal]
    lead: frozenset[str]
    spread: Mapping[str, float]
    figures: int


def read_setting(
    title: Sequence[Token], sentences: Sequence[Sequence[Token]], figures: int, lexicon: Lexicon
) -> Setting:
    """Give the setting of a story from its words, without those that tell nothing."""
    headline = frozenset(quantity.value for quantity in find_quantities(title, lexicon, lexicon.decimal))
    told = [_telling_words(tokens, lexicon) for tokens in (title, *sentences)]
    counts: dict[str, int] = {}
    for words in told[1:]:
        for word in words:
            counts[word] = counts.get(word, 0) + 1
    lead = frozenset(word for words in told[:_LEAD_SENTENCES] for word in words)
    return Setting(
        headline=headline, lead=lead, spread={word: math.log(count) for word, count in counts.items()}, figures=figures
    )


def _telling_words(tokens: Sequence[Token], lexicon: Lexicon) -> set[str]:
    return {t.lower for t in tokens if t.is_word and len(t.text) > 3 and t.lower not in lexicon.light}


def measure(candidate: Candidate, setting: Setting) -> tuple[float, ...]:
    """Give a number for each of `FEATURES`."""
    return (*_measure_place(candidate, setting), *_measure_number(candidate), *_measure_words(candidate, setting))


def _measure_place(candidate: Candidate, setting: Setting) -> tuple[float, ...]:
    return (
        1 / math.sqrt(1 + candidate.order),
        candidate.order / setting.figures if setting.figures >= _MANY else 0.0,
        float(candidate.place),
        float(candidate.opens),
    )


def _measure_number(candidate: Candidate) -> tuple[float, ...]:
    quantity = candidate.quantity
    sized = quantity.kind in {FigureKind.COUNT, FigureKind.MONEY}
    return (
        math.log10(float(quantity.value) + 1) if sized else 0.0,
        float(quantity.kind is FigureKind.PERCENT),
        float(quantity.unit.name in {"pp", "basis point"}),
        float(quantity.kind is FigureKind.SCORE and candidate.before[-1:] != ("(",)),
        float(quantity.numeral.digits),
        float(count_digits(quantity.value)),
        float(candidate.qualifier is not Qualifier.NONE),
    )


def _measure_words(candidate: Candidate, setting: Setting) -> tuple[float, ...]:
    near, before = candidate.near, candidate.before[-1:]
    spread = [setting.spread[word] for word in near if word in setting.spread]
    flags = (
        bool(near & VITAL),
        candidate.quantity.kind is FigureKind.COUNT and not _TOLL.isdisjoint(candidate.label.lower().split()),
        bool(near & _AHEAD),
        not _EXPECTED.isdisjoint(candidate.label.lower().split()),
        candidate.quantity.kind is FigureKind.COUNT and not _DEFINITE.isdisjoint(before),
        before == ("with",),
        candidate.dated,
        not _RELATIVE.isdisjoint(candidate.before),
        _is_aside(candidate),
    )
    lead = len(near & setting.lead) / max(_NEAR_WORDS, len(near))
    headlined = float(candidate.quantity.value >= _TELLING and candidate.quantity.value in setting.headline)
    return (headlined, lead, sum(spread) / max(_NEAR_WORDS, len(spread)), *map(float, flags))


def count_digits(value: Decimal) -> int:
    """Give the digits of a number that tell something: three of 12,300."""
    return len(value.normalize().as_tuple().digits)


def _is_aside(candidate: Candidate) -> bool:
    """Whether a figure tells where a thing lies, how long a record stood or what would be needed, not what happened."""
    kind, first = candidate.quantity.kind, candidate.after[:1]
    if kind is FigureKind.MEASURE and first and (first[0] in _FROM_PLACE or candidate.after[1:2] == ("of",)):
        return first[0] in _FROM_PLACE
    if kind is FigureKind.DURATION and candidate.before[-1:] and candidate.before[-1] in {"in", "for"}:
        return any(word in _RECORD or word.endswith("est") for word in candidate.near)
    return any(word in _NEEDED for word in candidate.before)


def near_words(tokens: Sequence[Token], quantity: Quantity, reach: int = 6) -> frozenset[str]:
    """Give the words around a number, in lower case."""
    return frozenset(t.lower for t in tokens[max(0, quantity.first - reach) : quantity.last + 1 + reach] if t.is_word)


def opens_with_year(tokens: Sequence[Token]) -> bool:
    """Whether a sentence opens with a year, and so tells of the past."""
    return len(tokens) > 1 and tokens[0].lower == "in" and tokens[1].is_number and len(tokens[1].text) == _YEAR_DIGITS


def words_before(tokens: Sequence[Token], end: int) -> tuple[str, ...]:
    """Give up to three words before token `end`, in lower case, none before another number but a year."""
    words: list[str] = []
    for token in reversed(tokens[max(0, end - 3) : end]):
        if token.is_number and len(token.text) != 4:
            break
        words.append(token.lower)
    return tuple(reversed(words))


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
