"""Two figures that say one thing: a change, a from–to, a conversion. Decided from what stands between them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from summarizer.figures.lexicon.base import Lexicon
from summarizer.figures.lexicon.registry import get_lexicon
from summarizer.model import Figure, FigureKind

_BETWEEN_CAP_CHARS = 40
_MOST_LINK = 4
_MOST_NOUN = 2
_NEAR = 100
_LOOSE = " ,–—-\u00a0()"
_MEASURING = frozenset("by um met med de un el del на o".split())
_PART_OF = frozenset(
    "of|of the|of its|of their|out of|out of the|von|von den|der|de|de los|de las|de leurs|des|sur|su|dei|delle|dos|"
    "das|van de|av|из|z".split("|")
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


class PairKind(Enum):
    """How two neighbouring figures belong together."""

    CONVERSION = auto()
    CHANGE = auto()
    FROM_TO = auto()
    CHANGE_TO = auto()
    TIME = auto()
    PART = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two figures that stand in one line: `main` is shown first, `other` behind it.

    `link` holds the words of the source that tie them, in their order ("up", "down from"), empty for a conversion. Of
    a from–to the main figure is where it went. `noun` holds the words that the main figure counts where they stand
    between the two ("16.5 million viewers, up 10%"), `converted` is the main one in another currency before a change
    ("30.6bn yen ($291m), up 31.8%").
    """

    kind: PairKind
    main: int
    other: int
    link: str
    noun: str = ""
    converted: int | None = None

    @property
    def members(self) -> tuple[int, ...]:
        """The figures of the pair, the one shown first before the others."""
        converted = () if self.converted is None else (self.converted,)
        return (self.main, *converted, self.other)


def find_pairs(text: str, figures: tuple[Figure, ...], lexicon: Lexicon) -> tuple[Pair, ...]:
    """Give the pairs among figures next to each other in one sentence of `text`; a figure is in one pair at most."""
    pairs: list[Pair] = []
    taken: set[int] = set()
    for index in range(len(figures) - 1):
        if index in taken or figures[index].sentence != figures[index + 1].sentence:
            continue
        pair = _find_pair(text, figures, index, lexicon)
        if pair is not None and pair.kind is PairKind.CONVERSION:
            pair = _find_change_behind(text, figures, pair, lexicon) or pair
        if pair is not None:
            pairs.append(pair)
            taken |= set(pair.members)
    return tuple(pairs)


def _find_change_behind(text: str, figures: tuple[Figure, ...], pair: Pair, lexicon: Lexicon) -> Pair | None:
    """Give the change of an amount behind the bracket of its conversions: "30.6bn yen ($291m; £154m), up 31.8%"."""
    closing = text.find(")", figures[pair.other].end, figures[pair.other].end + _BETWEEN_CAP_CHARS)
    behind = [i for i in range(pair.other + 1, len(figures)) if figures[i].start > closing][:1]
    if closing < 0 or not behind or figures[behind[0]].sentence != figures[pair.main].sentence:
        return None
    between = text[closing + 1 : figures[behind[0]].start]
    if not _may_compare(figures[pair.main], figures[behind[0]]):
        return None
    if " ".join(_WORD.findall(between)).lower() not in lexicon.changes or any(mark in between for mark in ".;:"):
        return None
    return Pair(kind=PairKind.CHANGE, main=pair.main, other=behind[0], link=between.strip(_LOOSE), converted=pair.other)


def _find_pair(text: str, figures: tuple[Figure, ...], index: int, lexicon: Lexicon) -> Pair | None:
    first, second = figures[index], figures[index + 1]
    between = text[first.end : second.start]
    if len(between) > _BETWEEN_CAP_CHARS:
        return None
    words = " ".join(_WORD.findall(between)).lower()
    if _is_conversion(first, second, between):
        return Pair(kind=PairKind.CONVERSION, main=index, other=index + 1, link="")
    if any(mark in between for mark in ".;:"):
        return None
    if first.kind is second.kind is FigureKind.DURATION and first.unit != second.unit and len(words.split()) <= 1:
        return Pair(kind=PairKind.TIME, main=index, other=index + 1, link=between.strip())
    if words in _PART_OF and _is_part(first, second):
        return Pair(kind=PairKind.PART, main=index, other=index + 1, link=between.strip())
    link = between.strip(_LOOSE)
    if words in lexicon.changes:
        return Pair(kind=PairKind.CHANGE, main=index, other=index + 1, link=link)
    if lexicon is get_lexicon("en") and (counted := _find_counted(between, first, second, lexicon)) is not None:
        noun, link = counted
        return Pair(kind=PairKind.CHANGE, main=index, other=index + 1, link=link, noun=noun)
    before = _WORD.findall(text[max(0, first.start - _BETWEEN_CAP_CHARS) : first.start])
    if words not in lexicon.to_words or not before:
        return None
    if _same_measure(first, second) and before[-1].lower() in lexicon.from_words:
        return Pair(kind=PairKind.FROM_TO, main=index + 1, other=index, link=before[-1])
    link = _find_move(text, first, before, lexicon)
    return Pair(kind=PairKind.CHANGE_TO, main=index + 1, other=index, link=link) if link else None


def _may_compare(first: Figure, second: Figure) -> bool:
    """Whether a figure may be the change of an amount, or what it was: "4.3bn rupees, against 2.7bn"."""
    if second.kind is FigureKind.PERCENT or second.unit == first.unit:
        return True
    return not second.unit and first.value <= second.value * _NEAR and second.value <= first.value * _NEAR


def _find_counted(between: str, first: Figure, second: Figure, lexicon: Lexicon) -> tuple[str, str] | None:
    """Give what a number counts and the words of its change behind a comma: "16.5 million viewers, up 10%"."""
    noun, _, change = between.partition(",")
    told = noun.split()
    counts = first.kind in {FigureKind.COUNT, FigureKind.MEASURE} and second.kind is FigureKind.PERCENT
    counts = counts and 0 < len(told) <= _MOST_NOUN and all(word.isalpha() and word.islower() for word in told)
    if not counts or " ".join(_WORD.findall(change)).lower() not in lexicon.changes:
        return None
    return noun.strip(_LOOSE), change.strip(_LOOSE)


def _find_move(text: str, first: Figure, before: Sequence[str], lexicon: Lexicon) -> str:
    """Give the words from a verb of change to a share, empty where there is none or another number stands between.

    So it does in "fell 797 points, or 2.37%, to 32,817".
    """
    verbs = lexicon.moves - _MEASURING
    moved = [place for place, word in enumerate(before[-_MOST_LINK:]) if word.lower() in verbs]
    if first.kind is not FigureKind.PERCENT or not moved:
        return ""
    link = " ".join(before[-_MOST_LINK:][moved[-1] :])
    return link if text[: first.start].rstrip().endswith(link) else ""


def _is_conversion(first: Figure, second: Figure, between: str) -> bool:
    if first.kind is not second.kind or first.kind not in {FigureKind.MONEY, FigureKind.MEASURE}:
        return False
    return first.unit != second.unit and between.lstrip()[:1] in {"(", "（", "["}


def _is_part(first: Figure, second: Figure) -> bool:
    """Whether a count may be a part of the one behind it: "143 of the 250 seats"."""
    return first.kind is second.kind is FigureKind.COUNT and first.value < second.value


def _same_measure(first: Figure, second: Figure) -> bool:
    return first.unit == second.unit or not first.unit


def compute_change(first: Figure, second: Figure) -> Decimal | None:
    """Give the change from `first` to `second` in per cent, or None where one has no meaning (shares, zero)."""
    if first.kind not in {FigureKind.MONEY, FigureKind.COUNT, FigureKind.MEASURE} or not first.value:
        return None
    if first.unit != second.unit or first.high is not None or second.high is not None or first.unit.startswith("°"):
        return None
    return (second.value - first.value) / first.value * 100
