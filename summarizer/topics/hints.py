"""A query that can be read and probably means something else: operators written small, a category as a keyword."""

import re

from summarizer.topics.query import QueryError, parse_query

_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»|„[^“”]*[“”]")
_SMALL = re.compile(r"(?<=\S)\s+(or|and|not|или|и|не)\s+(?=\S)")
_OPERATORS = {"or": "OR", "или": "OR", "and": "AND", "и": "AND", "not": "NOT", "не": "NOT"}


_CATEGORIES = {
    "world": "world news мир мире",
    "politics": "politics political политика политики",
    "business": "business companies бизнес компании",
    "technology": "technology tech technologies it технологии техника",
    "science": "science sciences наука науки",
    "health": "health medicine здоровье медицина",
    "climate": "climate environment климат экология",
    "sport": "sport sports спорт",
    "culture": "culture entertainment arts культура развлечения искусство",
    "crime": "crime crimes преступления криминал",
    "conflict": "conflict conflicts war wars война войны конфликты",
    "economy": "economy economics экономика",
}
"""Names by which people call a category: as keywords they find few of its stories (F1 .38 for "business")."""


def suggest_meant(text: str) -> str | None:
    """What `text`, which can be read, probably means instead; None when it means what it says."""
    return suggest_category(text) or suggest_operators(text)


def suggest_category(text: str) -> str | None:
    """The category that a query of one broad word names, None for any other query."""
    word = text.strip().casefold()
    return next((f"category:{name}" for name, words in _CATEGORIES.items() if word in words.split()), None)


def suggest_operators(text: str) -> str | None:
    """The canonical query that `text` would be with its small "or", "and" and "not" as operators.

    English and Russian words count, between others and outside quotation marks. None where there are none, and where
    nothing readable comes of it.
    """
    quoted = [match.span() for match in _QUOTED.finditer(text)]

    def capital(match: re.Match[str]) -> str:
        is_quoted = any(start <= match.start(1) < end for start, end in quoted)
        return match[0] if is_quoted else f" {_OPERATORS[match[1]]} "

    try:
        meant, said = str(parse_query(_SMALL.sub(capital, text))), str(parse_query(text))
    except QueryError:
        return None
    return None if meant == said else meant
