"""Words, initials, numbers and marks of a sentence, with their places in the article."""

import re
from functools import lru_cache
from typing import NamedTuple

from summarizer.model import Sentence

WORD, INITIAL, NUMBER, MARK = "word", "initial", "number", "mark"
_PLAIN = "plain"
"""A word of ASCII letters alone, as the pattern tells them; a token's kind is `WORD`."""

POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
CLOSING = frozenset('"”»')
"""Marks that end a quotation."""

_TOKEN = re.compile(
    # Between tokens no more is asked, and the plain word comes first: most words are one.
    r"(?=\S)(?:(?P<plain>(?!Ph\.D)[A-Za-z]{2,}+(?![\w'’\-‑]))"
    r"|(?P<initial>[^\W\d_]\.(?:-?[^\W\d_]\.)*)"  # J.  J.K.  J.-P.  U.S.
    r"|(?P<word>Ph\.D\.?|[^\W\d_][^\W_]*(?:['’\-‑][^\W_]+)*)"  # NM2 and Under-21 are words
    r"|(?P<number>\d+(?:[.,:]\d+)*\w*(?:-[^\W\d_]+)*)"  # 2,500  19-year-old
    r"|(?P<mark>\S))"
)
_ELISION = re.compile(
    r"(?:l|d|qu|c|s|j|n|m|t|jusqu|lorsqu|puisqu|dell|all|nell|sull|dall|un|quell|degl|agl)['’]", re.IGNORECASE
)
_ARTICLES = frozenset({"al", "el", "ul", "ad", "an", "ar", "as", "at", "az", "es"})
"""The Arabic article as Latin letters write it before a capital: "al-Amin"."""

_PARTICLES = frozenset({"de", "di", "du", "da", "la", "le", "mc"})
"""What is written small and together with a family name: "deGarde", "diMarco"."""


class Token(NamedTuple):
    """One token; `start` and `end` are code points in the article, `low` is its casefolded text.

    `capital` says that it is a word or an initial that begins with a capital, an Arabic article aside. A named tuple,
    because a long story has 20,000 of them and a frozen dataclass takes three times as long to build.
    """

    text: str
    low: str
    kind: str
    start: int
    end: int
    capital: bool

    def opens(self, openers: frozenset[str]) -> bool:
        """Whether it is one of the words that open a sentence; "US" is not "Us"."""
        return self.low in openers and self.text[0].isupper() and not (len(self.text) > 1 and self.text.isupper())


@lru_cache(maxsize=1)
def tokens_of(sentences: tuple[Sentence, ...], abbreviations: frozenset[str]) -> tuple[list[Token], ...]:
    """Give the tokens of each sentence of an article.

    People and quotations of a story are looked for one after the other: the last story's are kept.
    """
    return tuple(tokenize(one.text, one.start, abbreviations) for one in sentences)


def tokenize(text: str, offset: int, abbreviations: frozenset[str]) -> list[Token]:
    """Give the tokens of `text`, which stands at `offset` in its article. Linear.

    A possessive "'s" and an elided article ("l'", "d'") are tokens of their own; a title in `abbreviations` keeps its
    full stop.
    """
    tokens: list[Token] = []
    kept_stop = -1
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        if start == kept_stop:
            continue
        word, kind = found[0], found.lastgroup or MARK
        if kind not in {_PLAIN, WORD}:
            tokens.append(_token(word, kind, offset + start))
            continue
        if text[end : end + 1] == "." and word.casefold() + "." in abbreviations:
            word += "."
            kept_stop = end
        if kind == _PLAIN:
            start += offset
            capital = word[0].isupper() or _begins_with_particle(word)
            tokens.append(Token(word, word.casefold(), WORD, start, start + len(word), capital))
        else:
            tokens.extend(_parts(word, offset + start))
    return tokens


def _parts(word: str, start: int) -> list[Token]:
    if "'" not in word and "’" not in word:
        return [_token(word, WORD, start)]
    if word[-2:] in {"'s", "’s"} and len(word) > 2:
        split = len(word) - 2
        return [_token(word[:split], WORD, start), _token(word[split:], MARK, start + split)]
    elision = _ELISION.match(word)
    if elision and not (word[0].isupper() and word[elision.end()].isupper()):
        split = elision.end()
        return [_token(word[:split], WORD, start), _token(word[split:], WORD, start + split)]
    return [_token(word, WORD, start)]


def _token(text: str, kind: str, start: int) -> Token:
    low = text.casefold()
    return Token(text, low, kind, start, start + len(text), kind in {WORD, INITIAL} and _begins_capital(text, low))


def _begins_capital(text: str, low: str) -> bool:
    if text[0].isupper():
        return True
    if text[2:3] == "-":
        return text[3].isupper() and low[:2] in _ARTICLES
    return _begins_with_particle(text)


def _begins_with_particle(text: str) -> bool:
    return text[2:3].isupper() and text[:2] in _PARTICLES
