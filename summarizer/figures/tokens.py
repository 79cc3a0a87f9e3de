"""Words, numbers and signs of a sentence: what every rule of figures reads.

A number is one token with its inner separators ("1,234.5"), a word keeps its apostrophes ("People's"), every other
sign stands alone, and so does each Chinese character, hiragana and Korean syllable, since no space says where a word
ends there. No-break spaces part thousands inside a number.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

T = TypeVar("T")

SENTENCE_CAP_CHARS = 3_000
"""No sentence of a story is longer; what follows in a run-on of a page is not read."""

SENTENCES_KEPT = 64

_SINGLE = "\u3040-\u309f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af々〇"
_KATAKANA = "\u30a0-\u30ff"
_INDIC = "\u0900-\u0963\u0970-\u097f"
_LETTER = rf"[^\W\d_{_SINGLE}{_KATAKANA}{_INDIC}]"
_NARROW = "\u00a0\u2009\u202f"
_TOKEN = re.compile(
    # Between tokens no more is asked, and the plain word comes first: most words are one.
    r"(?=\S)(?:(?P<word>[A-Za-z]{2,}+(?![^\W\d_]|['’ʼ])"
    rf"|(?:[A-Z]\.){{2,4}}(?![a-z])|[{_SINGLE}]|[{_KATAKANA}]+|{_LETTER}+(?:['’ʼ]{_LETTER}+)*|[{_INDIC}]+)"
    rf"|(?P<number>\d+(?:[.,٫٬'’·．，]\d+|[{_NARROW}]\d\d\d(?!\d))*)"
    r"|(?P<sign>\S))"
)


class Token(NamedTuple):
    """A piece of a sentence: `start` and `end` count in the sentence, `glued` says that no space stands before it.

    `is_number` says that it is written in digits, `is_word` that it is made of letters, `is_capital` that the first of
    them is a capital. A named tuple, because a frozen dataclass takes three times as long to build.
    """

    text: str
    lower: str
    start: int
    end: int
    glued: bool
    is_number: bool
    is_word: bool
    is_capital: bool

    @property
    def is_name_like(self) -> bool:
        """Whether it is a word with a capital anywhere ("iOS")."""
        return self.is_word and self.text != self.lower


@lru_cache(maxsize=SENTENCES_KEPT)
def parse_tokens(text: str) -> tuple[Token, ...]:
    """Give the tokens of `text` in order, of its first `SENTENCE_CAP_CHARS` only. Linear.

    A sentence is asked for by each of its figures: the last ones are kept.
    """
    tokens: list[Token] = []
    behind = 0
    for match in _TOKEN.finditer(text, 0, min(len(text), SENTENCE_CAP_CHARS)):
        part, kind = match[0], match.lastgroup
        start, end = match.span()
        is_word = kind == "word"
        tokens.append(
            Token(
                part,
                part.lower(),
                start,
                end,
                0 < start == behind,
                kind == "number",
                is_word,
                is_word and part[0].isupper(),
            )
        )
        behind = end
    return tuple(tokens)


def find_phrase(tokens: Sequence[Token], at: int, table: Mapping[str, T], longest: int = 4) -> tuple[T, int] | None:
    """Give the entry of the longest phrase of `table` that begins at token `at`, and the token after it.

    Phrases are lower case; tokens count as joined by one space, or by none where they touch ("km/h", "° c", "sq. km").
    """
    if not table:
        return None
    found = None
    key = ""
    for behind, token in enumerate(tokens[at : at + longest], at + 1):
        key += token.lower if token.glued or not key else f" {token.lower}"
        if key in table:
            found = (table[key], behind)
    return found


def ends_with(tokens: Sequence[Token], end: int, phrases: Collection[str], longest: int = 4) -> bool:
    """Whether one of `phrases`, which hold no spaces, ends before token `end`."""
    joined = [token.lower for token in tokens[max(0, end - longest) : end]]
    return any("".join(joined[start:]) in phrases for start in range(len(joined)))


def find_phrase_before(
    tokens: Sequence[Token], end: int, table: Mapping[str, T], longest: int = 4
) -> tuple[T, int] | None:
    """Give the entry of the longest phrase of `table` that ends before token `end`, and the token it begins at."""
    found = None
    key = ""
    for index in range(end - 1, max(end - 1 - longest, -1), -1):
        touching = not key or tokens[index + 1].glued
        key = tokens[index].lower + ("" if touching else " ") + key
        if key in table:
            found = (table[key], index)
    return found
