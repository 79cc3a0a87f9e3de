"""Where the clause around a number begins and ends, judged by marks, by words that open clauses and by "and"."""

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.figures.lexicon.base import Lexicon
from summarizer.figures.lexicon.conjunctions import JOINS
from summarizer.figures.tokens import Token

_STOPS = frozenset(",;:()[]—–.?!、，。；：（）")
_BRACKETS = {"(": ")", "（": "）", "[": "]"}
_SHORT_BRACKET = 12
_REACH = 60
"""Tokens looked at on each side of a number; a longer clause is cut."""
_DASHES = frozenset("-–—")
_VERBS = frozenset(
    "rose fell grew won lost left made took hit saw sold bought paid cut set put said got beat ran held kept sank "
    "shrank spent met led cost drew is are was were has have had will would became gave went came brought sent "
    "shot stood "
    "struck swept told began broke built fled found sees faces plans expects says".split()
)


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of a sentence.

    `taken` are the tokens of its figures with their qualifiers; `open` those of short brackets, which part nothing.
    """

    tokens: Sequence[Token]
    lexicon: Lexicon
    taken: frozenset[int]
    open: frozenset[int]

    def find_start(self, end: int) -> int:
        """Give the first token of the clause that ends before token `end`."""
        least = max(0, end - _REACH)
        for index in range(end - 1, least - 1, -1):
            if self._parts(index) or self._joins_clauses(index, end):
                return index + 1
        return least

    def find_end(self, start: int) -> int:
        """Give the token behind the clause that goes on at token `start`."""
        most = min(start + _REACH, len(self.tokens))
        for index in range(start, most):
            if index in self.open:
                continue
            if (self._parts(index) and (index > start or not self.tokens[index].is_word)) or index in self.taken:
                return index
            if index > start and self._joins_more(index):
                return index
        return most

    def opens_with_verb(self, start: int, end: int) -> bool:
        """Whether the clause lacks a subject, because something was pushed in between ("output – … – was 5 %")."""
        return start < end and is_verb(self.tokens[start])

    def _parts(self, index: int) -> bool:
        token = self.tokens[index]
        if index in self.open:
            return False
        if token.text in _DASHES:
            return not token.glued or (index + 1 < len(self.tokens) and not self.tokens[index + 1].glued)
        if token.text in _STOPS:
            return not (token.text == "." and token.glued and index + 1 < len(self.tokens) and self._is_short(index))
        return token.lower in self.lexicon.breaks

    def _joins_more(self, index: int) -> bool:
        """Whether the token at `index` is an "and" before another figure or another verb."""
        if self.tokens[index].lower not in JOINS or index + 1 >= len(self.tokens):
            return False
        if _is_participle(self.tokens[index + 1]) and self.taken.intersection(range(index + 2, index + 5)):
            return True
        return index + 1 in self.taken or is_verb(self.tokens[index + 1])

    def _is_short(self, index: int) -> bool:
        """Whether a stop belongs to an abbreviation."""
        return index > 0 and len(self.tokens[index - 1].text) <= 3

    def _joins_clauses(self, index: int, end: int) -> bool:
        """Whether the "and" at `index` has a verb on both sides, and no name around it ("Justice and Development")."""
        if self.tokens[index].lower not in JOINS or not 0 < index < end - 1:
            return False
        if self.tokens[index - 1].is_capital and self.tokens[index + 1].is_capital:
            return False
        if _is_participle(self.tokens[index + 1]):
            return any(_is_participle(token) for token in self.tokens[max(0, index - 12) : index])
        after = any(is_verb(token) for token in self.tokens[index + 1 : min(end, index + 24)])
        return after and any(is_verb(token) for token in self.tokens[max(0, index - 12) : index])


def is_verb(token: Token) -> bool:
    """Whether an English word looks like a verb in the past or one of a few common ones."""
    return token.lower in _VERBS or (len(token.lower) > 4 and token.lower.endswith("ed") and not token.is_capital)


def _is_participle(token: Token) -> bool:
    """Whether an English word looks like "wounding"."""
    return len(token.lower) > 5 and token.lower.endswith("ing") and token.lower not in _NOUNS and not token.is_capital


_NOUNS = frozenset("during including according morning evening building everything something nothing anything".split())


def find_open_brackets(tokens: Sequence[Token]) -> frozenset[int]:
    """Give the tokens of brackets short enough to be read over: "(CHP)", "(£691m)"."""
    found: set[int] = set()
    for index, token in enumerate(tokens):
        closing = _BRACKETS.get(token.text)
        if closing is None:
            continue
        for end in range(index + 1, min(index + _SHORT_BRACKET, len(tokens))):
            if tokens[end].text == closing:
                found.update(range(index, end + 1))
                break
    return frozenset(found)
