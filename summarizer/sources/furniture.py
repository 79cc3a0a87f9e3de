"""What pages print around their stories, recognised by words: `furniture.toml`, many languages at once.

The language of a pasted page is not known yet when its lines are told apart, and pages mix languages in their
furniture anyway, so all phrases stand in one table. Chinese and Japanese phrases are looked for as substrings.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeAlias

from summarizer.sources.lines import is_cjk

FIRST_WORDS = 60
"""A phrase later than this in a line says nothing about the line; it also bounds the cost of one giant line."""

LONGEST_WHOLE = 10
"""No phrase that fills a whole line has more words."""

FIRST_CHARS = 600
LONGEST_LEAD_CHARS = 48
LONGEST_POINTER_WORDS = 40

WordPhrases: TypeAlias = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]

_WORD = re.compile(r"[^\W_]+(?:['’&+.-][^\W_]+)*")
_COUNT = re.compile(r"\d+(?:[.,]\d+)?[km]?")

_LEAD_END = re.compile(r"：| ?[|>»→](?= )")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The phrases of `furniture.toml` by their place in the line and their first word; a mark is "sort.place"."""

    whole: Mapping[tuple[str, ...], frozenset[str]]
    start: WordPhrases
    anywhere: WordPhrases
    unspaced: Sequence[tuple[str, str, str]]


def split_words(text: str) -> list[str]:
    """Give the words in the first `FIRST_CHARS` of `text` as they are looked up: small, with straight apostrophes."""
    return _WORD.findall(text[:FIRST_CHARS].lower().replace("’", "'"))


def count_marks(text: str, words: Sequence[str]) -> Counter[str]:
    """Count the marks of a line; `words` are its `split_words`. Linear in the line's first words.

    A count beside a whole phrase is no matter ("12 comments", "Share (3)").
    """
    lexicon = load_lexicon()
    marks: list[str] = []
    if 0 < len(words) <= LONGEST_WHOLE:
        marks.extend(_whole_marks(lexicon, words))
    if words:
        marks.extend(mark for phrase, mark in lexicon.start.get(words[0], ()) if tuple(words[: len(phrase)]) == phrase)
    for position, word in enumerate(words[:FIRST_WORDS]):
        for phrase, mark in lexicon.anywhere.get(word, ()):
            if len(phrase) == 1 or tuple(words[position : position + len(phrase)]) == phrase:
                marks.append(mark)
    if is_cjk(text[:FIRST_CHARS]):
        marks.extend(_unspaced_marks(lexicon, text[:FIRST_CHARS].lower()))
    return Counter(marks)


def is_pointer(text: str) -> bool:
    """Say whether a line points to another story: "Read more: …", "[Related: …]", "Lire aussi | …"."""
    lead, colon, rest = _LEAD_END.sub(":", text[:FIRST_CHARS], count=1).partition(":")
    if not colon or len(lead) > LONGEST_LEAD_CHARS or not rest.strip(" ]"):
        return False
    words = tuple(split_words(lead))
    lexicon = load_lexicon()
    leads = {phrase for phrase, mark in lexicon.start.get(words[0], ()) if mark == "teaser.start"} if words else set()
    return words in leads or "end.whole" in lexicon.whole.get(words, ())


@cache
def load_lexicon() -> Lexicon:
    """Read `furniture.toml` once in a process (about 15 ms)."""
    whole: dict[tuple[str, ...], set[str]] = defaultdict(set)
    start: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    anywhere: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    unspaced: list[tuple[str, str, str]] = []
    for sort, place, phrase in dict.fromkeys(_read_phrases()):  # languages share many phrases
        mark = f"{sort}.{place}"
        words = tuple(split_words(phrase))
        if is_cjk(phrase):
            unspaced.append((place, phrase.lower(), mark))
        elif place == "whole":
            whole[words or (phrase,)].add(mark)
        else:
            (start if place == "start" else anywhere)[words[0]].append((words, mark))
    return Lexicon(
        whole={words: frozenset(marks) for words, marks in whole.items()},
        start=dict(start),
        anywhere=dict(anywhere),
        unspaced=tuple(unspaced),
    )


def _read_phrases() -> Iterator[tuple[str, str, str]]:
    """Give (sort, place, phrase) for each phrase of the file."""
    table = tomllib.loads(files("summarizer.sources").joinpath("furniture.toml").read_text("utf-8"))
    for sort, places in table.items():
        for place, languages in places.items():
            for phrases in languages.values():
                for phrase in phrases:
                    yield sort, place, phrase


def _whole_marks(lexicon: Lexicon, words: Sequence[str]) -> frozenset[str]:
    found = lexicon.whole.get(tuple(words), frozenset())
    if not found and _COUNT.fullmatch(words[0]):
        return lexicon.whole.get(tuple(words[1:]), frozenset())
    if not found and _COUNT.fullmatch(words[-1]):
        return lexicon.whole.get(tuple(words[:-1]), frozenset())
    return found


def _unspaced_marks(lexicon: Lexicon, text: str) -> Iterator[str]:
    bare = text.strip(" \t:：·|「」【】[]()（）")
    for place, phrase, mark in lexicon.unspaced:
        if (
            (place == "whole" and bare == phrase)
            or (place == "start" and text.startswith(phrase))
            or (place == "anywhere" and phrase in text)
        ):
            yield mark
