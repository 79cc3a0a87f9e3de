"""What a number counts, in words of its own sentence and in their order.

The words come from the clause around the number: those after it ("137 people were killed" → "people killed"), then
those before it, the nearest first, and where a clause holds next to nothing ("down from 17 %"), the clause before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarizer.figures.clauses import Clauses, is_verb
from summarizer.figures.quantities import HYPHENS, Quantity
from summarizer.figures.tokens import Token
from summarizer.model import FigureKind

LABEL_WORDS = 10
_ENOUGH = 4
_MOST = 8
_MOST_AFTER = 6
_DENSE_SIDE = 10
_MOST_CLAUSES = 6
_AGENCIES = frozenset("cnn reuters ap afp upi dpa efe xinhua tass ansa bloomberg".split())
_CONTRACTED = frozenset("s re ll ve d m t".split())
_ARTICLES = frozenset("the a an its their his her this these los las lo gli ihre seine sa ses leur su sus".split())
_COMPARING = frozenset("from compared versus against above than below over with to".split())
_SMALL = frozenset(
    "of in for to by on with from at against between per into as than and or de du des la le les del der die das "
    "den dem von im en el los y et zu für mit auf au aux da do dos di van het een na w z и в на с по от за i o a une "
    "un uno una ein eine einen sur pour par con por para om av och og på til over under during".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A number in its sentence: `begin` is where its qualifier begins, `earlier` the label of the figure before it."""

    clauses: Clauses
    quantity: Quantity
    begin: int
    earlier: tuple[int, ...] = ()

    @property
    def tokens(self) -> Sequence[Token]:
        """The tokens of the sentence."""
        return self.clauses.tokens

    def tells(self, index: int) -> bool:
        """Whether token `index` says something: a word or a name's number, no small word, no part of a figure."""
        token = self.tokens[index]
        if index in self.clauses.taken or token.lower in self.clauses.lexicon.light or token.lower in _SMALL:
            return False
        if index in self.clauses.open and token.lower in _AGENCIES:
            return False
        if token.lower in self.clauses.lexicon.breaks:
            return index == self.quantity.last + 1 and self.quantity.kind is FigureKind.DURATION
        if not token.is_word:
            return token.is_number and token.text.isalnum() and not self._is_clock(index)
        stem, _, tail = token.lower.replace("’", "'").partition("'")
        return not (tail in _CONTRACTED and stem in self.clauses.lexicon.light)

    def _is_clock(self, index: int) -> bool:
        near = self.tokens[max(0, index - 1) : index + 2]
        return any(token.text == ":" for token in near)

    def telling(self, start: int, end: int) -> list[int]:
        """Give the tokens from `start` to `end` that say something."""
        return [index for index in range(start, end) if self.tells(index)]


def find_label(spot: Spot) -> tuple[int, ...]:
    """Give the tokens of the label in order, at most `LABEL_WORDS`; empty where the sentence has no other word."""
    if spot.clauses.lexicon.dense:
        return _verbatim(spot)
    behind = _past_qualifier(spot)
    after = spot.telling(behind, spot.clauses.find_end(behind))
    if _is_second(spot, after):
        picked = [*_noun_of(spot), *after[:_MOST_AFTER]]
    elif _compares(spot):
        picked = [*spot.earlier[: _MOST - min(3, len(after))], *after[:3]]
    elif _counts(spot, after):
        picked = after[:_MOST_AFTER]
        picked += _before(spot, _MOST - len(picked), enough=2 - len(picked))
    else:
        picked = after[: _ENOUGH if spot.quantity.kind is not FigureKind.DURATION else 3]
        picked += _before(spot, _MOST - len(picked), enough=_ENOUGH - len(picked))
    return _with_small_words(spot, _whole_words(spot, sorted(set(picked))))


def _past_qualifier(spot: Spot) -> int:
    """Give the token behind a number and the qualifier that hangs on it: "80-plus islands", "80-odd islands"."""
    behind = spot.quantity.last + 1
    hung = [token.lower for token in spot.tokens[behind : behind + 2]]
    return behind + 2 if hung in (["-", "plus"], ["-", "odd"]) else behind


def _verbatim(spot: Spot) -> tuple[int, ...]:
    """Take the clause as it stands, nearest to the number, where no space says what a word is."""
    tokens, last = spot.tokens, spot.quantity.last
    end = min(spot.clauses.find_end(last + 1), last + 1 + _DENSE_SIDE)
    start = max(spot.clauses.find_start(spot.begin), spot.begin - _DENSE_SIDE)
    if spot.quantity.kind is FigureKind.COUNT and end - last > 2:
        start = spot.begin
    sides = [*range(start, spot.begin), *range(last + 1, end)]
    picked = [index for index in sides if index not in spot.clauses.taken and not _is_mark(tokens[index])]
    while (
        sum(not (index and _touch(tokens, picked[index - 1], place)) for index, place in enumerate(picked))
        > LABEL_WORDS
    ):
        picked.pop()
    return tuple(picked)


def _is_mark(token: Token) -> bool:
    return not token.is_word and not token.is_number


def _counts(spot: Spot, after: list[int]) -> bool:
    """Whether the word right after the number is what it counts."""
    if spot.quantity.kind not in {FigureKind.COUNT, FigureKind.RANGE} or not after:
        return False
    return after[0] <= spot.quantity.last + 3


def _is_second(spot: Spot, after: list[int]) -> bool:
    """Whether the noun stands with the number before: "137 people were killed and 182 injured"."""
    before = spot.tokens[spot.begin - 1].lower if spot.begin else ""
    return (
        before in {"and", ","}
        and bool(spot.earlier and after)
        and is_verb(spot.tokens[after[0]])
        and (after[0] == spot.quantity.last + 1)
    )


def _noun_of(spot: Spot) -> list[int]:
    nouns = [index for index in spot.earlier if not is_verb(spot.tokens[index]) and spot.tells(index)]
    return nouns[:1]


def _compares(spot: Spot) -> bool:
    """Whether the number only measures the one before: "down from 17 %", "compared with 24%"."""
    if not spot.earlier or not spot.begin:
        return False
    return spot.tokens[spot.begin - 1].lower in _COMPARING and not spot.telling(spot.earlier[-1] + 1, spot.begin)[3:]


def _before(spot: Spot, room: int, *, enough: int) -> list[int]:
    """Take the words before the number, the nearest first, clause by clause until there are `enough`."""
    picked: list[int] = []
    end = spot.begin
    for _ in range(_MOST_CLAUSES):
        if end <= 0 or room <= len(picked):
            break
        start = spot.clauses.find_start(end)
        words = spot.telling(start, end)
        picked = words[-(room - len(picked)) :] + picked if words else picked
        lacks_subject = spot.clauses.opens_with_verb(start, end)
        if len(picked) >= enough and not lacks_subject:
            break
        end = start - 1
        if lacks_subject:
            end = max(spot.clauses.find_start(end) - 1, 0) or end
            enough = min(enough, len(picked) + 1)
    return picked


def _whole_words(spot: Spot, picked: list[int]) -> list[int]:
    """Complete what hyphens and ampersands tie together ("out-of-county", "S&P")."""
    whole: set[int] = set()
    for index in picked:
        first = last = index
        while first > 1 and _ties(spot.tokens, first - 1) and first - 2 not in spot.clauses.taken:
            first -= 2
        while last + 2 < len(spot.tokens) and _ties(spot.tokens, last + 1) and last + 2 not in spot.clauses.taken:
            last += 2
        whole.update(range(first, last + 1, 2))
        whole.update(_ending(spot.tokens, last))
    return sorted(whole)


def _ending(tokens: Sequence[Token], last: int) -> tuple[int, ...]:
    """Give the letters that a number carries on without a space, if any: "1990s"."""
    carries = last + 1 < len(tokens) and tokens[last].is_number and tokens[last + 1].glued and tokens[last + 1].is_word
    return (last + 1,) if carries else ()


def _ties(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    return token.text in "-‐‑&/" and token.glued and index + 1 < len(tokens) and tokens[index + 1].glued


def _with_small_words(spot: Spot, picked: list[int]) -> tuple[int, ...]:
    """Put back the prepositions between two words picked, as long as the label stays short."""
    room = LABEL_WORDS - len(picked)
    kept: list[int] = []
    for index in picked:
        gap = range(kept[-1] + 1, index) if kept else range(0)
        if room > 0 and 0 < len(gap) <= 2 and _leads_over(spot, gap):
            small = [place for place in gap if spot.tokens[place].lower in _SMALL]
            kept += small[:room]
            room -= len(small[:room])
        kept.append(index)
    return tuple(kept)


def _leads_over(spot: Spot, gap: range) -> bool:
    """Whether the gap is a small word, with an article behind it at most: "of the", but not "on Tuesday"."""
    if spot.tokens[gap[0]].lower not in _SMALL:
        return False
    return all(spot.tokens[index].lower in _SMALL | _ARTICLES for index in gap)


def join_label(text: str, tokens: Sequence[Token], picked: Iterable[int]) -> str:
    """Print the tokens picked as they stand: neighbours with what lies between them, others with a space."""
    parts: list[str] = []
    last = None
    for index in picked:
        if last is not None and _touch(tokens, last, index):
            parts[-1] += text[tokens[last].end : tokens[index].end]
        else:
            parts.append(tokens[index].text)
        last = index
    return " ".join(parts)


def _touch(tokens: Sequence[Token], last: int, index: int) -> bool:
    """Whether nothing but hyphens and apostrophes lies between two tokens."""
    between = tokens[last + 1 : index + 1]
    return all(t.glued for t in between) and all(t.text in HYPHENS or t.text in "'’&/." for t in between[:-1])
