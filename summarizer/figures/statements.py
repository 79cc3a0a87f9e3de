"""A sentence around one of its numbers, in chunks: what its words say, and where its names, verbs and asides lie."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from summarizer.figures.chunks import DETERMINERS, QUOTES, Chunk, ChunkKind, find_chunks
from summarizer.figures.lexicon.base import words
from summarizer.figures.lexicon.english_verbs import AUXILIARIES, FINITE, SAYING
from summarizer.figures.phrases import Spot, find_dateline_end

REACH = 14
"""Chunks looked at on each side of the number: a longer sentence costs no more."""

VERBAL = frozenset({ChunkKind.VERB, ChunkKind.GERUND, ChunkKind.INFINITIVE})
STOPS = frozenset({ChunkKind.MARK, ChunkKind.OPENER, ChunkKind.RELATIVE})
PAUSES = frozenset({",", "-", "–", "—"})
SUBJECTS = words("he she it they we i you")
LAGS = words("ago later earlier after before")
PERIODS = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december time week month year night morning afternoon evening day last this next "
    "previous early late the on in at a an months weeks days years"
)
_ARTICLES = words("the a an")
_FINITE_AUXILIARIES = AUXILIARIES - {"be", "been", "being"}
_CLAUSE_OPENERS = frozenset({ChunkKind.LINK, ChunkKind.RELATIVE, ChunkKind.OPENER})
ADJUNCTS = words("after before since until following amid during despite")
_SHARES = words(
    "half most many some all several few none any each majority minority third thirds quarter quarters rest bulk"
)
_NAMED = 3
"""Chunks of the name of what was before."""
SUBORDINATES = words("after before since until as than")


@dataclass(frozen=True, slots=True)
class Side:
    """What may stand on one side of the number.

    `edge` is its outer token and `cut` are tokens inside that are left out; `cost` counts against it. `has_verb` says
    that it holds a verb of its own, `states` that it is a statement with the number: that verb and its subject.
    `of_head` says that the verb belongs to the name whose attribute the number is: "Gusts of … were measured".
    """

    edge: int
    cost: float = 0.0
    states: bool = False
    has_verb: bool = False
    of_head: bool = False
    cut: frozenset[int] = field(default=frozenset())


class Statement:
    """The chunks of a sentence; `at` is the one that holds the number, `opening` the token where speech begins.

    Chunks are named by their index, and so are tokens; a word is given in lower case.
    """

    def __init__(self, spot: Spot) -> None:
        """Cut the sentence of `spot` into chunks. Linear."""
        self.spot = spot
        self.tokens = spot.tokens
        self.chunks = find_chunks(spot.tokens, spot.clauses.taken | frozenset(range(spot.begin, spot.behind)))
        self.vocabulary = frozenset(token.lower for token in self.tokens)
        self.at = next((i for i, chunk in enumerate(self.chunks) if chunk.end > spot.begin), 0)
        self._bracket = self._find_bracket()
        self.opening = self._find_opening()
        places = range(len(self.tokens))
        self._words = (0, *accumulate(int(self.is_word(i) and not self.is_article(i)) for i in places))
        self._telling = (0, *accumulate(map(spot.tells, places)))

    def _find_opening(self) -> int:
        """Give the token behind a dateline, an open bracket, or a quotation mark not closed after a word or two."""
        marks = (chunk.start for chunk in self.chunks if chunk.kind is ChunkKind.MARK and chunk.start < self.spot.begin)
        quotes = [start + 1 for start in marks if self.tokens[start].text in QUOTES]
        return max(find_dateline_end(self.spot), self._bracket, *quotes, 0)

    def _find_bracket(self) -> int:
        """Give the token behind the bracket that the number stands in, 0 where it stands in none."""
        for index in range(self.spot.begin - 1, -1, -1):
            if self.tokens[index].text in {")", "]"}:
                return 0
            if self.tokens[index].text in {"(", "["}:
                return 0 if index + 1 == self.spot.begin else index + 1  # "TV took second place (67%)"
        return 0

    @property
    def noun(self) -> Chunk:
        """The chunk that holds the number."""
        return self.chunks[self.at]

    @property
    def counts(self) -> bool:
        """Whether what is counted stands behind the number."""
        return self.noun.end > self.spot.behind

    @cached_property
    def head(self) -> int:
        """The chunk whose attribute the number is ("remains of the 150 people"), its own where it is none."""
        start = self.chain_start(self.at)
        return start - (start == self.at and self.kind(start - 1) is ChunkKind.PREPOSITION)

    @cached_property
    def share(self) -> int | None:
        """The token that says how much of what is counted is meant, if one does: "half of its 40 ships"."""
        at = self.spot.begin - 1
        while self.word(at) in DETERMINERS:
            at -= 1
        if self.word(at) != "of":
            return None
        return at - 1 if self.word(at - 1) in _SHARES or at - 1 in self.spot.clauses.taken else None

    @cached_property
    def bygone(self) -> int | None:
        """The token that opens the sentence and says that it is so no more: "Before the war 40,000 people lived"."""
        inside = self.chunks[1 : self.at - (self.first_word(self.at - 1) == ",")]
        if self.first_word(0) not in {"before", "until"} or self.at == 0 or len(inside) > _NAMED:
            return None
        return 0 if all(chunk.kind in {ChunkKind.NOUN, ChunkKind.GERUND} for chunk in inside) else None

    @cached_property
    def is_lag(self) -> bool:
        """Whether the number says how long before or after something else: "three days ago", "five years after"."""
        behind = self.spot.behind
        return bool(LAGS & {self.word(behind - 1), self.word(behind)})

    @cached_property
    def is_object(self) -> bool:
        """Whether a verb before the number is about it: only names and prepositions stand between them."""
        for at in range(self.at - 1, max(-1, self.at - REACH - 1), -1):
            chunk = self.chunks[at]
            if chunk.kind in STOPS or chunk.kind is ChunkKind.LINK or self.is_subordinate(at):
                return False
            if chunk.kind in VERBAL:
                return self.word(chunk.end - 1) not in SAYING
        return False

    def kind(self, at: int) -> ChunkKind | None:
        """Give the kind of chunk `at`, None outside the sentence."""
        return self.chunks[at].kind if 0 <= at < len(self.chunks) else None

    def first_word(self, at: int) -> str:
        """Give the first word of chunk `at`, empty outside the sentence."""
        return self.word(self.chunks[at].start) if 0 <= at < len(self.chunks) else ""

    def word(self, index: int) -> str:
        """Give the token at `index`, empty outside the sentence."""
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def is_word(self, index: int) -> bool:
        """Whether a reader counts the token as a word: a space stands before it."""
        return not self.tokens[index].glued or index == self.spot.behind

    def is_article(self, index: int) -> bool:
        """Whether an article stands there, no letter of a name ("A380")."""
        if self.word(index) not in _ARTICLES:
            return False
        return index + 1 >= len(self.tokens) or not self.tokens[index + 1].glued

    def count(self, start: int, end: int, cut: frozenset[int]) -> int:
        """Count the words from `start` to `end` without articles and without those of `cut`."""
        left_out = sum(self.is_word(i) and not self.is_article(i) for i in cut) if cut else 0
        return self._words[end] - self._words[start] - left_out

    def tells(self, start: int, end: int, cut: frozenset[int] = frozenset()) -> int:
        """Count the words from `start` to `end` that say something, without those of `cut`."""
        left_out = sum(self._telling[i + 1] - self._telling[i] for i in cut) if cut else 0
        return self._telling[end] - self._telling[start] - left_out

    def is_bracketed(self, at: int) -> bool:
        """Whether chunk `at` stands in a short bracket, which is read over."""
        start = self.chunks[at].start
        return start in self.spot.clauses.open and not 0 < self._bracket <= start < self.spot.begin

    def is_period(self, at: int) -> bool:
        """Whether chunk `at` only says when: "Monday", "last week", "2004"."""
        chunk = self.chunks[at]
        shown = range(chunk.start, chunk.end)
        return all(self.word(i) in PERIODS or self.tokens[i].is_number for i in shown)

    def is_name(self, at: int) -> bool:
        """Whether chunk `at` ends with a word that has a capital."""
        return self.tokens[self.chunks[at].end - 1].is_capital

    def has_figure(self, at: int) -> bool:
        """Whether another figure stands in chunk `at`."""
        return not self.spot.clauses.taken.isdisjoint(range(self.chunks[at].start, self.chunks[at].end))

    def is_finite(self, at: int) -> bool:
        """Whether the verb of chunk `at` has a subject and is no participle ("bought online")."""
        chunk = self.chunks[at]
        return self.word(chunk.start) in _FINITE_AUXILIARIES or self.word(chunk.end - 1) in FINITE

    def is_subordinate(self, at: int) -> bool:
        """Whether the name at chunk `at` is the subject of a clause of time: "after funds worth $5m were taken"."""
        if self.kind(at) not in {ChunkKind.NOUN, ChunkKind.PRONOUN}:
            return False
        if self.word(self.chunks[at].start - 1) not in SUBORDINATES:
            return False
        if self.first_word(at + 1) in {"of", "worth"}:
            at += 2
        return self.kind(at + 1) is ChunkKind.VERB

    def skip_when(self, at: int) -> int:
        """Give the chunk at which one goes on to the left where `at` only says when: "which in 2004 reported"."""
        while self.kind(at) is ChunkKind.ADVERB or (at >= 0 and self.is_bracketed(at)):
            at -= 1
        opens = self.kind(at - 1) is ChunkKind.PREPOSITION and self.kind(at - 2) in _CLAUSE_OPENERS
        return at - 2 if opens and self.kind(at) is ChunkKind.NOUN and self.is_period(at) else at

    def chain_start(self, at: int) -> int:
        """Give the chunk at which the names and prepositions begin that end with the name at chunk `at`."""
        while at >= 2 and self.kind(at - 1) is ChunkKind.PREPOSITION and self.first_word(at - 1) not in ADJUNCTS:
            if self.is_subordinate(at):
                break
            before = at - 2
            while before > 0 and self.kind(before) is ChunkKind.PREPOSITION:
                before -= 1  # "out of"
            if self.kind(before) is not ChunkKind.NOUN:
                break
            at = before
        return at
