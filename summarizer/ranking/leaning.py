"""Which sentences lean on the one before: "He said …", "But it …", "These …"."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from enum import IntEnum
from functools import cache
from importlib import resources

_OPENING_CHARS = 80
_FIRST_WORDS = re.compile(r"\W*([\w']+)(?:\W+([\w']+))?(?:\W+([\w']+))?")
_OPENING_QUOTES = frozenset('"“„«”')
_CLOSING_QUOTES = '"”“»'
_UNSPACED = frozenset({"zh", "ja"})


class Leaning(IntEnum):
    """How much of a sentence hangs on the one before."""

    FREE = 0
    JOINED = 1
    DEPENDENT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Openers:
    pronouns: frozenset[str]
    pointers: frozenset[str]
    connectives: frozenset[str]
    times: frozenset[str]
    impersonal: frozenset[str]


def leaning_of(sentence: str, language: str | None) -> Leaning:
    """Tell how `sentence` opens: with a pronoun (dependent), with a connective (joined), or freely.

    Quotes before the first word do not count. "But it" is dependent as "It" is, and so is a quotation spoken by a
    pronoun ("…," she said); "This year" and "Il y a" are free. A language without a list has only free sentences.
    """
    openers = _openers(language)
    opening = sentence[:_OPENING_CHARS]
    if language in _UNSPACED:
        return _leaning_unspaced(opening.lstrip("「『“‘\"'（("), openers)
    found = _FIRST_WORDS.match(opening.lower().replace("’", "'"))
    words = [word.strip("'") for word in found.groups(default="")] if found else [""]
    joined = words[0] in openers.connectives
    if _depends(words[1:] if joined else words, openers) or _is_said_by_pronoun(sentence, openers):
        return Leaning.DEPENDENT
    return Leaning.JOINED if joined else Leaning.FREE


def dependent_sentences(leanings: Iterable[Leaning]) -> frozenset[int]:
    """Give the indexes of the sentences that cannot stand without the one before; the first always can."""
    return frozenset(index for index, leaning in enumerate(leanings) if index and leaning is Leaning.DEPENDENT)


def _depends(words: Sequence[str], openers: _Openers) -> bool:
    if words[0] in openers.pronouns:
        return not (len(words) > 1 and words[1] in openers.impersonal)
    return words[0] in openers.pointers and not (len(words) > 1 and words[1] in openers.times)


def _is_said_by_pronoun(sentence: str, openers: _Openers) -> bool:
    if sentence[:1] not in _OPENING_QUOTES:
        return False
    closing = max(sentence.rfind(quote) for quote in _CLOSING_QUOTES)
    speaker = _FIRST_WORDS.match(sentence[closing + 1 :][:_OPENING_CHARS].lower()) if closing > 0 else None
    return speaker is not None and not openers.pronouns.isdisjoint(speaker.groups(default="")[:2])


def _leaning_unspaced(opening: str, openers: _Openers) -> Leaning:
    connective = max((word for word in openers.connectives if opening.startswith(word)), key=len, default="")
    rest = opening[len(connective) :].lstrip("，、,")
    if any(rest.startswith(word) for word in openers.pronouns | openers.pointers):
        return Leaning.DEPENDENT
    return Leaning.JOINED if connective else Leaning.FREE


@cache
def _openers(language: str | None) -> _Openers:
    table = tomllib.loads((resources.files("summarizer.ranking") / "openers.toml").read_text("utf-8"))
    own = table.get(language or "", {})
    lists = {field.name: frozenset(own.get(field.name, "").split()) for field in fields(_Openers)}
    return _Openers(**lists)
