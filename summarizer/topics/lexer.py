"""A query cut into signs and words, each with its place; the first step of parsing."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from enum import Enum, auto
from typing import NamedTuple

from summarizer.topics.fields import FIELDS, host_of
from summarizer.topics.problem import MisreadError, Problem

PLACES = ("title", "anywhere")
"""The fields that say where words stand; they go before a word, a phrase or a group."""


class Sort(Enum):
    """What a lexeme is."""

    OPEN = auto()
    CLOSE = auto()
    OR = auto()
    AND = auto()
    NOT = auto()
    PLACE = auto()
    """"title:" or "anywhere:", `text` is its name."""
    FIELD = auto()
    """A field with its value: `name` says which, `text` is the value."""
    WORD = auto()
    EXACT = auto()
    """A word after "=", or a phrase."""


class Lexeme(NamedTuple):
    """A part of the query: `start` to `end` is its place, signs included."""

    sort: Sort
    start: int
    end: int
    text: str = ""
    name: str = ""


_OPERATORS = {"OR": Sort.OR, "AND": Sort.AND, "NOT": Sort.NOT, "||": Sort.OR, "&&": Sort.AND, "|": Sort.OR}
_QUOTES = '"“”„‟«»＂「」『』'
_DASHES = "-−–—"
_NOT_PHRASES = tuple(f"!{sign}" for sign in f"{_QUOTES}(（")
_GROUPS = {"(": Sort.OPEN, "（": Sort.OPEN, ")": Sort.CLOSE, "）": Sort.CLOSE}
_SPACE = re.compile(r"\s*")
_CHUNK = re.compile(rf"[^\s()（）{_QUOTES}]*")
_CLOSING = re.compile(rf"[{_QUOTES}]")
_FIELD = re.compile(r"([^\W\d_]{1,30}):")
_LINK = re.compile(r"https?://", re.IGNORECASE)
_KNOWN_FIELDS = (*PLACES, *FIELDS)
_FIELD_ALIASES = {
    "headline": "title", "intitle": "title", "domain": "site", "source": "site", "language": "lang", "cat": "category",
    "topic": "category", "section": "category", "text": "anywhere", "any": "anywhere",
}  # fmt: skip


def lex(text: str) -> Iterator[Lexeme]:
    """Give the lexemes of `text` in order. Linear.

    Raises:
        MisreadError: at a quotation mark never closed, a field that is none, a sign that stands alone.
    """
    position = _skip_space(text, 0)
    while position < len(text):
        lexeme = _next(text, position)
        yield lexeme
        position = _skip_space(text, lexeme.end)


def _skip_space(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position


def _next(text: str, start: int) -> Lexeme:
    sign = text[start]
    if sign in _GROUPS:
        return Lexeme(_GROUPS[sign], start, start + 1)
    if sign in _QUOTES:
        return _phrase(text, start, start)
    if sign == "=":
        return _exact(text, start)
    chunk = _chunk(text, start)
    if chunk in _OPERATORS:
        return Lexeme(_OPERATORS[chunk], start, start + len(chunk))
    # Others write !mine: to read it as the word would be the opposite of what was asked for.
    if sign in _DASHES or (sign == "!" and len(chunk) > 1) or text.startswith(_NOT_PHRASES, start):
        return _minus(text, start)
    field = _FIELD.match(chunk)
    return _field(text, start, field[1]) if field and _is_field(text, start, field) else _word(text, start)


def _is_field(text: str, start: int, field: re.Match[str]) -> bool:
    """A word with a colon after it is none, unless something hangs on the colon or it is one of ours."""
    after = start + field.end()
    return field[1].lower() in _KNOWN_FIELDS or (after < len(text) and not text[after].isspace() and text[after] != ")")


def _chunk(text: str, start: int) -> str:
    found = _CHUNK.match(text, start)
    return found[0] if found else ""


def _word(text: str, start: int) -> Lexeme:
    chunk = _chunk(text, start)
    end = start + len(chunk)
    if "*" in chunk:
        raise MisreadError((start, end), Problem.WILDCARD, (text[:start] + chunk.replace("*", "") + text[end:],))
    return Lexeme(Sort.WORD, start, end, chunk)


def _phrase(text: str, start: int, quote: int) -> Lexeme:
    closing = _CLOSING.search(text, quote + 1)
    if closing is None:
        whole = text.rstrip()
        without = text[:quote] + text[quote + 1 :]
        repairs = (whole + '"', without) if len(whole) > quote + 1 else (without,)
        raise MisreadError((quote, quote + 1), Problem.OPEN_QUOTE, repairs)
    inside = text[quote + 1 : closing.start()]
    if not inside.strip():
        raise MisreadError((quote, closing.end()), Problem.EMPTY_QUOTE, (text[:start] + text[closing.end() :],))
    return Lexeme(Sort.EXACT, start, closing.end(), inside)


def _exact(text: str, start: int) -> Lexeme:
    after = start + 1
    if after < len(text) and text[after] in _QUOTES:
        return _phrase(text, start, after)
    chunk = _chunk(text, after)
    if not chunk:
        joined = text[:after] + text[after:].lstrip()
        raise MisreadError((start, after), Problem.LONE_EXACT, (joined, text[:start] + text[after:]))
    return Lexeme(Sort.EXACT, start, after + len(chunk), chunk)


def _minus(text: str, start: int) -> Lexeme:
    after = start + 1
    if after >= len(text) or text[after].isspace() or text[after] in ")）":
        joined = text[:start] + "-" + text[after:].lstrip()
        raise MisreadError((start, after), Problem.LONE_NOT, (joined, text[:start] + text[after:]))
    return Lexeme(Sort.NOT, start, after)


def _field(text: str, start: int, printed: str) -> Lexeme:
    name = printed.lower()
    after = start + len(printed) + 1
    if name not in _KNOWN_FIELDS:
        raise _unknown_field(text, start, printed)
    if after >= len(text) or text[after].isspace() or text[after] in ")）":
        joined = text[:after] + text[after:].lstrip()
        raise MisreadError((start, after), Problem.EMPTY_FIELD, (joined, text[:start] + text[after:]))
    if text[after] in _DASHES:
        moved = f"{text[:start]}-{text[start:after]}{text[after + 1 :]}"
        raise MisreadError((after, after + 1), Problem.NOT_IN_FIELD, (moved,))
    if name in PLACES:
        return Lexeme(Sort.PLACE, start, after, name)
    value = _chunk(text, after)
    if not value:
        bare = text[:after] + text[after + 1 :]
        raise MisreadError((start, after), Problem.FIELD_OF_GROUP, (bare.replace('"', ""), bare.replace(")", "")))
    return Lexeme(Sort.FIELD, start, after + len(value), value, name)


def _unknown_field(text: str, start: int, printed: str) -> MisreadError:
    chunk = _chunk(text, start)
    end = start + len(chunk)
    host = host_of(chunk) if _LINK.match(chunk) else None
    if host is not None:
        return MisreadError((start, end), Problem.LINK, (f"{text[:start]}site:{host}{text[end:]}",))
    name = printed.lower()
    near = [_FIELD_ALIASES[name]] if name in _FIELD_ALIASES else get_close_matches(name, _KNOWN_FIELDS, n=1)
    rest = text[start + len(printed) + 1 :]
    repairs = (*(f"{text[:start]}{field}:{rest}" for field in near), f"{text[:start]}{printed} {rest}")
    return MisreadError((start, start + len(printed) + 1), Problem.UNKNOWN_FIELD, repairs)
