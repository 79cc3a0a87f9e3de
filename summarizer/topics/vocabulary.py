"""All the terms of all topics, numbered once, and which of them a story has.

A term has one number for every language, so that topics are kept once. Only this table depends on the language: it
maps the stems of that language to the numbers of words, and is built when the first story in the language comes.
New terms live in dictionaries; `compact` moves them into arrays (about 30 bytes a word, and 20 more a language).
"""

from array import array
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from typing import NamedTuple, TypeVar

import numpy as np

from summarizer.text.words import is_cjk
from summarizer.topics.exact import FENCE, GAP
from summarizer.topics.hashes import HashTable, empty_table, hash_strings
from summarizer.topics.match import is_repeated, pattern
from summarizer.topics.memory import release_memory
from summarizer.topics.story import PreparedStory, find_stem, word_stem
from summarizer.topics.tree import Kind, Place, Term

ALWAYS = 0
"""The number of a term that every story has; `Vocabulary.present` does not list it."""
NEVER = 1
"""The number of a term that no story has."""

_PLACES = tuple(Place)


class _NewWord(NamedTuple):
    word: str
    place: Place
    number: int


class _Watched(NamedTuple):
    """A pattern to look for when a piece of it was seen."""

    pattern: str
    place: Place
    number: int


class _Language:
    """The stems of one language by place: those in dictionaries are new, those in tables were compacted."""

    __slots__ = ("new", "tables")

    def __init__(self) -> None:
        self.new: dict[Place, dict[str, list[int]]] = {place: {} for place in _PLACES}
        self.tables: dict[Place, HashTable] = {place: empty_table() for place in _PLACES}


class Vocabulary:
    """Numbers for terms, from 2 up; they are never taken back, until the process starts afresh.

    `names_category` says whether any term ever was a category.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._compacted = empty_table()
        self._uses = array("I", (0, 0))
        self._weights = array("f", (0.0, 0.0))
        self._languages: dict[str, _Language] = {}
        self._new_words: list[_NewWord] = []
        self._old_words: list[tuple[str, Place, array[int]]] = []
        self._exact: dict[str, int] = {}
        self._exact_table = empty_table()
        self._watched: dict[str, list[_Watched]] = {}
        self._fields: dict[str, int] = {}
        self.names_category = False

    def number(self, term: Term) -> int:
        """Give the number of `term`, a new one if it is met for the first time, and count one use more."""
        key = _key(term)
        number = self._numbers.get(key)
        if number is None:
            number = self._compacted.find_one(key)
            number = self._enter(term, key) if number is None else number
        self._uses[number] += 1
        return number

    def cost(self, number: int) -> float:
        """How common the term is thought to be: cheap ones are rare in stories, so far as queries tell."""
        return self._weights[number] * self._uses[number]

    def costs(self) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
        """`cost` of every number."""
        return np.array(self._weights, np.float32) * np.array(self._uses, np.float32)

    def present(self, story: PreparedStory) -> list[int]:
        """Give the numbers of the terms that `story` has, each once, in no order."""
        found = self._words_of(story)
        if self._watched or self._exact or self._exact_table:
            found += self._exact_of(story)
        if self._fields:
            found += (self._fields[field] for field in _fields_of(story) if field in self._fields)
        return found

    def compact(self) -> None:
        """Move words and short phrases from dictionaries into arrays. About a second for a million of them."""
        for place in _PLACES:
            words = [new for new in self._new_words if new.place is place]
            if words:
                self._old_words.append(("\n".join(new.word for new in words), place, array("i", _numbers_of(words))))
        for code, language in self._languages.items():
            self._compact_language(code, language)
        moved = {key: number for key, number in self._numbers.items() if key.startswith((_WORD_KEY, _SHORT_KEY))}
        shorts = {key.removeprefix(_SHORT_KEY): number for key, number in moved.items() if key.startswith(_SHORT_KEY)}
        self._compacted = self._compacted.with_more(moved, moved.values())
        self._exact_table = self._exact_table.with_more(shorts, shorts.values())
        # Fresh dictionaries: emptied ones would keep their size.
        self._numbers = {key: number for key, number in self._numbers.items() if key not in moved}
        self._exact = {}
        self._new_words = []
        self._watched = _without(self._watched, frozenset(shorts.values()))

    def _compact_language(self, code: str, language: _Language) -> None:
        for place in _PLACES:
            words = [new for new in self._new_words if new.place is place]
            stems = [word_stem(new.word, code) for new in words]
            language.tables[place] = language.tables[place].with_more(stems, tuple(_numbers_of(words)))
            language.new[place] = {}

    def _enter(self, term: Term, key: str) -> int:
        number = self._numbers[key] = len(self._uses)
        self._uses.append(0)
        self._weights.append(_weight(term))
        if term.kind is Kind.WORD:
            new = _NewWord(term.pieces[0], term.place, number)
            self._new_words.append(new)
            for code, language in self._languages.items():
                language.new[new.place].setdefault(word_stem(new.word, code), []).append(number)
        elif term.kind is not Kind.EXACT:
            self._fields[f"{term.kind}:{term.pieces[0]}"] = number
            self.names_category |= term.kind is Kind.CATEGORY
        elif key.startswith(_SHORT_KEY) and len(term.pieces) == 1:
            self._exact[term.pieces[0]] = number
        else:
            self._watch(term, number)
        return number

    def _watch(self, term: Term, number: int) -> None:
        """Look for the pattern whenever the part of it that queries name least is seen."""
        key = min(_watchable(term.pieces), key=lambda part: (self._mentions(part), -len(part), part))
        self._watched.setdefault(key, []).append(_Watched(pattern(term), term.place, number))

    def _mentions(self, piece: str) -> int:
        """How often queries name `piece`, so far as the dictionaries tell."""
        number = self._numbers.get(f"{_ANYWHERE_WORD_KEY}{piece}")
        return len(self._watched.get(piece, ())) + (0 if number is None else self._uses[number])

    def _words_of(self, story: PreparedStory) -> list[int]:
        language = self._languages.get(story.language) or self._build_language(story.language)
        found: list[int] = []
        marks = ((Place.ANYWHERE, story.stems), (Place.ABOUT, story.about), (Place.TITLE, story.title_stems))
        for place, stems in marks:
            if new := language.new[place]:
                found += _values(new, stems)
            if table := language.tables[place]:
                found += table.find(stems).tolist()
        return found

    def _build_language(self, code: str) -> _Language:
        language = self._languages[code] = _Language()
        for place in _PLACES:
            # Block by block, so that the stems of a large vocabulary never are in memory at once.
            blocks = [(words, numbers) for words, at, numbers in self._old_words if at is place]
            hashes = [hash_strings([find_stem(word, code) for word in words.split("\n")]) for words, _ in blocks]
            numbers = [np.array(theirs, np.int32) for _, theirs in blocks]
            if blocks:
                language.tables[place] = HashTable(np.concatenate(hashes), np.concatenate(numbers))
                release_memory()
        for new in self._new_words:
            language.new[new.place].setdefault(word_stem(new.word, code), []).append(new.number)
        return language

    def _exact_of(self, story: PreparedStory) -> list[int]:
        shorts = story.pieces.split()
        if self._exact_table or FENCE in story.pieces:
            shorts += [GAP.join(pair) for pair in pairwise(shorts)]
        # A piece that stands twice is looked up twice, which costs less than a set of all pieces.
        found = {watched.number for watched in _values(self._watched, shorts) if _is_seen(watched, story)}
        found.update(filter(None, map(self._exact.get, shorts)) if self._exact else ())
        if self._exact_table:
            found.update(self._exact_table.find(set(shorts)).tolist())
        return list(found)


_Value = TypeVar("_Value")


def _values(table: dict[str, list[_Value]], keys: Iterable[str]) -> Iterator[_Value]:
    """What `table` holds under `keys`, in their order; keys that it does not know give nothing."""
    return chain.from_iterable(filter(None, map(table.get, keys)))


_WORD_KEY = "w"
_ANYWHERE_WORD_KEY = f"{_WORD_KEY}{Place.ANYWHERE[1]}"
_SHORT_KEY = "s"
_WEIGHTS = {Kind.LANG: 500.0, Kind.CATEGORY: 50.0, Kind.SITE: 2.0}
"""How much more common than a word's a field's value is in stories, a guess."""
_PLACE_WEIGHTS = {Place.ABOUT: 0.2, Place.ANYWHERE: 1.0, Place.TITLE: 0.1}
"""Of the different words of a news story of 1,000 characters, a fifth are repeated or in the title."""
_PHRASE_WEIGHT = 0.02


def _key(term: Term) -> str:
    """The term as a string of its own."""
    pieces = GAP.join(term.pieces)
    if term.kind is Kind.WORD:
        return f"{_WORD_KEY}{term.place[1]}{pieces}"
    if term.kind is not Kind.EXACT:
        return f"{term.kind}:{pieces}".upper()
    is_short = term.place is Place.ANYWHERE and len(term.pieces) <= 2
    return f"{_SHORT_KEY}{pieces}" if is_short else f"x{term.place[1]}{pieces}"


def _weight(term: Term) -> float:
    if term.kind in _WEIGHTS:
        return _WEIGHTS[term.kind]
    return _PLACE_WEIGHTS[term.place] * (_PHRASE_WEIGHT if len(term.pieces) > 1 else 1.0)


def _watchable(pieces: tuple[str, ...]) -> list[str]:
    """The parts whose sight is worth a look: words, and pairs of Chinese or Japanese characters."""
    words = [piece for piece in pieces if piece != FENCE and not is_cjk(piece)]
    pairs = [GAP.join(pair) for pair in pairwise(pieces) if is_cjk(pair[0]) and is_cjk(pair[1])]
    return words + pairs or [piece for piece in pieces if piece != FENCE]


def _is_seen(watched: _Watched, story: PreparedStory) -> bool:
    wanted, place, _number = watched
    if wanted not in story.pieces:
        return False
    if place is Place.ANYWHERE or wanted in story.title_pieces:
        return True
    return place is Place.ABOUT and is_repeated(wanted, story.pieces)


def _without(watched: dict[str, list[_Watched]], numbers: frozenset[int]) -> dict[str, list[_Watched]]:
    kept = ((key, [one for one in each if one.number not in numbers]) for key, each in watched.items())
    return {key: each for key, each in kept if each}


def _numbers_of(words: Iterable[_NewWord]) -> Iterator[int]:
    return (new.number for new in words)


def _fields_of(story: PreparedStory) -> Iterator[str]:
    yield f"{Kind.LANG}:{story.language}"
    for site in story.sites:
        yield f"{Kind.SITE}:{site}"
    for category in story.story.categories:
        yield f"{Kind.CATEGORY}:{category}"
