"""What a sentence takes for known: the one before it, or whoever it calls by the surname alone."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from itertools import dropwhile
from typing import NamedTuple

import regex

from summarizer.ranking.leaning import Leaning, courtesies_of, known_thing, leaning_of
from summarizer.ranking.quotations import is_speakerless
from summarizer.text.words import count_words, fold, stop_words

SOMETHING = -1
"""What a sentence needs that speaks of something as known to everybody: any that stands before it."""

NEAR = 2
"""How far back that may stand which "But …" and "Meanwhile …" go on from."""

ANSWER_WORDS = 8
"""A longer sentence behind a question mostly tells what it answers."""

Need = int | str

_NOUNS_IN_CAPITALS = frozenset({"de"})
_RUN = regex.compile(r"\b\p{Lu}[\p{L}\p{M}'’.-]*+(?: \p{Lu}[\p{L}\p{M}'’.-]*+)*+")
_ASKS = re.compile("[?？؟][\"”’'»」』)]*$")
_OWNED = re.compile("(?<=...)['’].*")


class _Name(NamedTuple):
    last: str
    is_full: bool


class Antecedents:
    """What the sentences of an article, `texts` in source order, need to be shown before them.

    A sentence is read when it is asked about, and once: a briefing asks about few of many.
    """

    def __init__(self, texts: Sequence[str], language: str | None) -> None:
        self._texts = texts
        self._language = language
        self._names: Callable[[int], tuple[_Name, ...]] = cache(self._read_names)
        self._needs: Callable[[int], tuple[frozenset[Need], ...]] = cache(lambda index: tuple(self._read_needs(index)))

    def are_met(self, index: int, shown: Collection[int], *, may_open: bool = False) -> bool:
        """Whether the sentence at `index` can be read with those of `shown` that stand before it; the first always.

        `may_open` lets it stand first if it needs nothing but `SOMETHING`, as a lead may open with "The harbour".
        """
        if index == 0:
            return True
        before = [other for other in shown if other < index]
        needs = (need for need in self._needs(index) if not (may_open and SOMETHING in need))
        return all(any(self._meets(other, need) for other in before) for need in needs)

    def _meets(self, index: int, need: frozenset[Need]) -> bool:
        """Whether the sentence is one of the alternatives of `need`, or says one of its words."""
        return not need.isdisjoint((index, SOMETHING)) or any(self._says(index, word) for word in need)

    def _says(self, index: int, word: Need) -> bool:
        if isinstance(word, int):
            return False
        if word[0].isupper():
            return _Name(word, True) in self._names(index)
        return re.search(rf"\b{word}\b", self._texts[index].lower()) is not None

    def _read_needs(self, index: int) -> Iterator[frozenset[Need]]:
        text, before = self._texts[index], index - 1
        leaning = leaning_of(text, self._language)
        if leaning is Leaning.DEPENDENT or is_speakerless(self._texts, index) or self._is_answer(index):
            yield frozenset({before})
        elif leaning is Leaning.JOINED:
            yield frozenset(range(max(0, index - NEAR), index))
        thing = known_thing(text, self._language)
        if thing is not None:
            yield frozenset({thing, before}) if thing else frozenset({SOMETHING})
        full = {name.last for name in self._names(index) if name.is_full}
        for name in self._names(index):
            if name.last not in full and self._is_introduced(name.last, index):
                yield frozenset({name.last})

    def _is_answer(self, index: int) -> bool:
        """Whether a few words follow a question: "Not yet.", "People are buying it."."""
        asked = _ASKS.search(self._texts[index - 1][-8:]) is not None
        return asked and count_words(self._texts[index]) < ANSWER_WORDS

    def _is_introduced(self, name: str, index: int) -> bool:
        """Whether the first sentence before `index` to say `name` says it as the end of a longer one."""
        for other in range(index):
            if name in self._texts[other]:
                found = [one.is_full for one in self._names(other) if one.last == name]
                if found:
                    return any(found)
        return False

    def _read_names(self, index: int) -> tuple[_Name, ...]:
        """The runs of capitalised words, without small words and courtesies before them ("But Ms Talvera")."""
        if self._language in _NOUNS_IN_CAPITALS:
            return ()
        left_out = stop_words(self._language) | courtesies_of(self._language)
        names = []
        for run in _RUN.finditer(self._texts[index]):
            words = list(dropwhile(lambda word: fold(word).rstrip(".") in left_out, run[0].split()))
            last = _OWNED.sub("", words[-1]).rstrip(".-'’") if words else ""
            if len(last) > 1 and not last.isupper():
                names.append(_Name(last, len(words) > 1))
        return tuple(names)
