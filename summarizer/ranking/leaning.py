"""Which sentences lean on the one before: "He said …", "But it …", "These …"."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import IntEnum
from functools import cache
from importlib import resources
from itertools import pairwise

_OPENING_CHARS = 80
_FIRST_WORDS = re.compile(r"\W*([\w']+)(?:\W+([\w']+))?(?:\W+([\w']+))?")
_OPENING_QUOTES = frozenset('"“„«”')
_CLOSING_QUOTES = '"”“»'
NOUNS_IN_CAPITALS = frozenset({"de"})
"""Languages in which a capital makes no name."""

_UNSPACED = frozenset({"zh", "ja"})
_REMARK = re.compile(r",[\"”“»«]? ([\w']+) \w+,")
_LAST_CLAUSE = re.compile(r",[\"”“»«]? ([\w']+) \w+(?: \w+){0,3}[.!?]$")
_LAST_CLAUSE_CHARS = 80
_LABEL = re.compile("[A-ZА-ЯЁ]{1,20}: ")
"""Who asks, answers or speaks, before what is said: "Q: ", "A: ", "TALVERA: "."""

_WORD = re.compile(r"\w+")
_THING = re.compile(r"(\w+)['’ ]([^\W\d_][\w-]*)(?: ([^\W\d_][\w-]*))?")


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
    subordinators: frozenset[str]
    times: frozenset[str]
    impersonal: frozenset[str]
    afterwards: frozenset[str]
    articles: frozenset[str]
    things: frozenset[str]
    courtesies: frozenset[str]
    answers: frozenset[str]


def leaning_of(sentence: str, language: str | None) -> Leaning:
    """Tell how `sentence` opens: with a pronoun (dependent), with a connective (joined), or freely.

    Quotes before the first word do not count. "But it" is dependent as "It" is, and so is what a pronoun says ("…, she
    said."); "This year" and "Il y a" are free. "A week later" joins as "But" does. A language without a list has
    only free sentences.
    """
    openers = _openers(language)
    opening = _unlabelled(sentence)[:_OPENING_CHARS]
    if language in _UNSPACED:
        return _leaning_unspaced(opening.lstrip("「『“‘\"'（("), openers)
    found = _FIRST_WORDS.match(opening.lower().replace("’", "'"))
    if found is None:
        return Leaning.FREE
    words = list(found.groups(default=""))
    if "'" in found[0]:
        words = [_without_clitic(word.strip("'")) for word in words]
    joined = words[0] in openers.connectives
    if language in NOUNS_IN_CAPITALS and words[0] in openers.articles and opening[found.start(2) :][:1].isupper():
        return Leaning.FREE  # "Das Schiff" is no "Das"
    subordinate = words[0] in openers.subordinators
    if _depends(words[1:] if joined or subordinate else words, openers):
        return Leaning.DEPENDENT
    if _is_said_by_pronoun(sentence, subordinate, openers):
        return Leaning.DEPENDENT
    return Leaning.JOINED if joined or _is_afterwards(sentence, openers) else Leaning.FREE


def known_thing(sentence: str, language: str | None) -> str | None:
    """Give what `sentence` opens with as if it was known: "company" of "The company, which …", "" of "The harbour …".

    Empty stands for what may be known to everybody; none for a sentence that opens otherwise ("The Hague").
    """
    openers = _openers(language)
    found = _THING.match(sentence[:_OPENING_CHARS])
    if found is None or found[1].lower() not in openers.articles:
        return None
    words = [word.lower() for word in found.groups(default="")[1:]]
    thing = next((word for word in words if word in openers.things), None)
    return "" if thing is None and found[2][0].islower() else thing


def courtesies_of(language: str | None) -> frozenset[str]:
    """Give the words that stand before a surname alone: "Mr", "Dr"."""
    return _openers(language).courtesies


def answers(sentence: str, language: str | None) -> bool:
    """Tell whether `sentence`, which follows a question, opens as answers do: "Because …", "No, …"."""
    found = _FIRST_WORDS.match(_unlabelled(sentence)[:_OPENING_CHARS].lower())
    return found is not None and found[1] in _openers(language).answers


def _unlabelled(sentence: str) -> str:
    label = _LABEL.match(sentence)
    return sentence[label.end() :] if label else sentence


def _without_clitic(word: str) -> str:
    """Give "that" of "that's"; a letter alone is the elided word itself ("c" of "c'est")."""
    return word.partition("'")[0]


def _depends(words: Sequence[str], openers: _Openers) -> bool:
    if words[0] in openers.pronouns:
        return not (len(words) > 1 and words[1] in openers.impersonal)
    return words[0] in openers.pointers and not (len(words) > 1 and words[1] in openers.times)


def _is_afterwards(sentence: str, openers: _Openers) -> bool:
    """Whether it tells when by what was told before: "a week later", "ein Jahr später"."""
    if not any(word in sentence for word in openers.afterwards):
        return False
    words = _WORD.findall(sentence.lower())
    return any(word in openers.afterwards and before in openers.times for before, word in pairwise(words))


def _is_said_by_pronoun(sentence: str, subordinate: bool, openers: _Openers) -> bool:
    if "," not in sentence and sentence[:1] not in _OPENING_QUOTES:
        return False
    if any(remark[1] in openers.pronouns for remark in _REMARK.finditer(sentence)):
        return True
    last = _LAST_CLAUSE.search(sentence[-_LAST_CLAUSE_CHARS:])
    # "When Ada Holm came, she left" has its antecedent in itself.
    if last is not None and last[1] in openers.pronouns and not subordinate:
        return True
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
