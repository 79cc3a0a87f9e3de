"""What a number counts, in words of its own sentence and in their order.

The words come from the clause around the number: first those after it ("137 people were killed" → "people killed"),
then subject and verb before it, then, where a clause holds next to nothing ("down from 17 %"), the clause before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarizer.figures.lexicon.base import Lexicon
from summarizer.figures.quantities import HYPHENS, Quantity
from summarizer.figures.tokens import Token
from summarizer.model import FigureKind

LABEL_WORDS = 10
_ENOUGH = 4
_MOST_AFTER = 6
_STOPS = frozenset(',;:()[]"“”«»„—–.?!、，。；：（）「」')
_SMALL = frozenset(
    "of in for to by on with from at against between per into as than and or de du des la le les del der die das "
    "den dem von im en el los y et zu für mit auf au aux da do dos di della dei van het een na w z и в на с по от за i o a "
    "une un uno una ein eine einen sur pour par con por para om av och og på til".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A number in its sentence: `begin` is where its qualifier begins, `others` the tokens of all numbers there."""

    tokens: Sequence[Token]
    quantity: Quantity
    begin: int
    others: frozenset[int]
    lexicon: Lexicon


def find_label(spot: Spot) -> tuple[int, ...]:
    """Give the tokens of the label in order, at most `LABEL_WORDS`; empty where the sentence has no other word."""
    right = _right_end(spot)
    left = _left_end(spot, spot.begin)
    after = [index for index in range(spot.quantity.last + 1, right) if _tells(spot, index)]
    before = [index for index in range(left, spot.begin) if _tells(spot, index)]
    picked = after[:_MOST_AFTER] if _counts(spot, after) else after[:_ENOUGH]
    if len(picked) < _ENOUGH or not _counts(spot, after):
        picked += _ends_of(before, LABEL_WORDS - 2 - len(picked))
    while len(picked) < _ENOUGH and left > 0:
        left, end = _left_end(spot, left - 1), left - 1
        more = [index for index in range(left, end) if _tells(spot, index)]
        picked += _ends_of(more, LABEL_WORDS - 2 - len(picked))
    return _with_small_words(spot, sorted(set(picked)))


def _tells(spot: Spot, index: int) -> bool:
    token = spot.tokens[index]
    return token.is_word and index not in spot.others and token.lower not in spot.lexicon.light | _SMALL


def _counts(spot: Spot, after: list[int]) -> bool:
    """Whether the word right after the number is what it counts."""
    if spot.quantity.kind not in {FigureKind.COUNT, FigureKind.RANGE} or not after:
        return False
    return after[0] <= spot.quantity.last + 3


def _right_end(spot: Spot) -> int:
    for index in range(spot.quantity.last + 1, len(spot.tokens)):
        token = spot.tokens[index]
        if token.text in _STOPS and not _within_name(spot, index):
            return index
        if index > spot.quantity.last + 1 and (token.lower in spot.lexicon.breaks or index in spot.others):
            return index
    return len(spot.tokens)


def _left_end(spot: Spot, end: int) -> int:
    """Give where the clause that ends before token `end` begins."""
    for index in range(end - 1, -1, -1):
        token = spot.tokens[index]
        if token.text in _STOPS and not _within_name(spot, index):
            return index + 1
        if token.lower in spot.lexicon.breaks:
            return index + 1
    return 0


def _within_name(spot: Spot, index: int) -> bool:
    """Whether the stop at `index` belongs to an abbreviation ("U.S.")."""
    token = spot.tokens[index]
    return token.text == "." and index > 0 and len(spot.tokens[index - 1].text) <= 2 and token.glued


def _ends_of(indexes: list[int], most: int) -> list[int]:
    """Keep both ends of a clause, where its subject and its verb are."""
    if len(indexes) <= most:
        return indexes
    if most <= 0:
        return []
    head = most // 2
    return indexes[:head] + indexes[len(indexes) - (most - head) :]


def _with_small_words(spot: Spot, picked: list[int]) -> tuple[int, ...]:
    """Put back the prepositions between two words picked, as long as the label stays short."""
    room = LABEL_WORDS - len(picked)
    kept: list[int] = []
    for index in picked:
        gap = range(kept[-1] + 1, index) if kept else range(0)
        if room > 0 and 0 < len(gap) <= 2 and spot.tokens[gap[0]].lower in _SMALL:
            small = [place for place in gap if spot.tokens[place].lower in _SMALL]
            kept += small[:room]
            room -= len(small[:room])
        kept.append(index)
    return tuple(kept)


def join_label(text: str, tokens: Sequence[Token], picked: Iterable[int]) -> str:
    """Print the tokens picked as they stand: neighbours with what lies between them, others with a space."""
    parts: list[str] = []
    last = None
    for index in picked:
        if last is not None and _touch(tokens, last, index):
            parts[-1] = parts[-1][: len(parts[-1])] + text[tokens[last].end : tokens[index].end]
        else:
            parts.append(tokens[index].text)
        last = index
    return " ".join(parts)


def _touch(tokens: Sequence[Token], last: int, index: int) -> bool:
    """Whether nothing but hyphens and apostrophes lies between two tokens."""
    between = tokens[last + 1 : index + 1]
    return all(t.glued for t in between) and all(t.text in HYPHENS or t.text in "'’&/." for t in between[:-1])
