"""What a sentence takes for known: the one before it, or whoever it calls by the surname alone."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import regex

from summarizer.ranking.leaning import NOUNS_IN_CAPITALS, Leaning, answers, courtesies_of, known_thing, leaning_of
from summarizer.ranking.quotations import Quotations
from summarizer.text.words import count_words, fold, stop_words

SOMETHING = -1
"""What a sentence needs that speaks of something as known to everybody: any that stands before it."""

NEAR = 2
"""How far back that may stand which "But …" and "Meanwhile …" go on from."""

ANSWER_WORDS = 8
"""A longer sentence behind a question mostly tells what it answers."""

Need = int | str

_ASCII_RUN = re.compile(r"[A-Z](?<!\w[A-Z])[A-Za-z'.-]*+(?: [A-Z][A-Za-z'.-]*+)*+")
_RUN = regex.compile(r"\b\p{Lu}[\p{L}\p{M}'’.-]*+(?: \p{Lu}[\p{L}\p{M}'’.-]*+)*+")
_WORD = re.compile(r"\w+")
_ASKS = re.compile("[?？؟][\"”’'»」』)]*$")
_OWNED = re.compile("(?<=...)['’].*")


class _Names(NamedTuple):
    """The last words of the runs of capitalised words in a sentence: of those of several words, and of single ones."""

    full: set[str]
    bare: set[str]


@cache
def _not_names(language: str | None) -> frozenset[str]:
    return stop_words(language) | courtesies_of(language)


class Antecedents:
    """What the sentences of an article, `texts` in source order, need to be shown before them.

    A sentence is read when it is asked about, and once: a briefing asks about few of many.
    """

    def __init__(self, texts: Sequence[str], language: str | None) -> None:
        self._texts = texts
        self._language = language
        self._not_names = _not_names(language)
        self._quotations = Quotations(texts)
        # Plain dictionaries: caches of bound methods are cycles that only the garbage collector takes apart.
        self._leaning: dict[int, Leaning] = {}
        self._names: dict[int, _Names] = {}
        self._words: dict[int, frozenset[str]] = {}
        self._introductions: dict[str, int] = {}
        self._read = 0  # sentences whose names are in `_introductions`
        self._needs: dict[int, tuple[frozenset[Need], ...]] = {}

    def leaning(self, index: int) -> Leaning:
        """How the sentence at `index` opens."""
        if index not in self._leaning:
            self._leaning[index] = leaning_of(self._texts[index], self._language)
        return self._leaning[index]

    def asks(self, index: int) -> bool:
        """Whether the sentence at `index` is a question."""
        return _ASKS.search(self._texts[index][-8:]) is not None

    def are_met(self, index: int, shown: Collection[int], *, may_open: bool = False) -> bool:
        """Whether the sentence at `index` can be read with those of `shown` that stand before it; the first always.

        `may_open` lets it stand first if it needs nothing but `SOMETHING`, as a lead may open with "The harbour".
        """
        if index not in self._needs:
            self._needs[index] = tuple(self._read_needs(index)) if index else ()
        for need in self._needs[index]:
            if SOMETHING in need:
                if not may_open and min(shown, default=index) >= index:
                    return False
            elif need.isdisjoint(shown) and not self._is_told(need, [other for other in shown if other < index]):
                return False
        return True

    def _is_told(self, need: frozenset[Need], before: Sequence[int]) -> bool:
        """Whether a sentence of `before` has the word of the thing that is needed, or gives the full name."""
        for word in need:
            if isinstance(word, str):
                is_thing = word.islower()
                if any(word in (self._words_in(at) if is_thing else self._names_in(at).full) for at in before):
                    return True
        return False

    def _words_in(self, index: int) -> frozenset[str]:
        if index not in self._words:
            self._words[index] = frozenset(_WORD.findall(self._texts[index].lower()))
        return self._words[index]

    def _read_needs(self, index: int) -> Iterator[frozenset[Need]]:
        text, before = self._texts[index], index - 1
        leaning = self.leaning(index)
        if leaning is Leaning.DEPENDENT or self._quotations.is_speakerless(index) or self._is_answer(index):
            yield frozenset({before})
        elif leaning is Leaning.JOINED:
            yield frozenset(range(max(0, index - NEAR), index))
        thing = known_thing(text, self._language)
        if thing is not None:
            yield frozenset({thing, before}) if thing else frozenset({SOMETHING})
        names = self._names_in(index)
        for last in names.bare - names.full:
            if self._introduced(last, index):
                yield frozenset({last})

    def _is_answer(self, index: int) -> bool:
        """Whether a few words follow a question ("Not yet."), or what opens as an answer ("Because the pier …")."""
        text = self._texts[index]
        return self.asks(index - 1) and (count_words(text) < ANSWER_WORDS or answers(text, self._language))

    def _introduced(self, name: str, index: int) -> bool:
        """Whether the first sentence to call somebody `name` stands before `index` and says it behind a longer one."""
        while self._read < index:
            names = self._names_in(self._read)
            for last in names.full:
                self._introductions.setdefault(last, self._read)
            for last in names.bare:
                self._introductions.setdefault(last, len(self._texts))
            self._read += 1
        return self._introductions.get(name, index) < index

    def _names_in(self, index: int) -> _Names:
        if index not in self._names:
            text = self._texts[index]
            pattern = _ASCII_RUN if text.isascii() else _RUN
            runs = [] if self._language in NOUNS_IN_CAPITALS else pattern.findall(text)
            names = self._names[index] = _Names(set(), set())
            for run in runs:
                self._sort_in(run.split(), names)
        return self._names[index]

    def _sort_in(self, run: list[str], names: _Names) -> None:
        """Put the name in `run` to the others, without small words and courtesies before it ("But Ms Talvera")."""
        begin = 0
        while begin < len(run) and fold(run[begin]).rstrip(".") in self._not_names:
            begin += 1
        if begin == len(run):
            return
        last = run[-1].rstrip(".-'’")
        if not last.isalpha():
            last = _OWNED.sub("", last)
        if len(last) > 1 and not last.isupper():
            (names.full if begin + 1 < len(run) else names.bare).add(last)
