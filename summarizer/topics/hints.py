"""A query that can be read and probably means something else: operators written small."""

import re

from summarizer.topics.query import QueryError, parse_query

_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»|„[^“”]*[“”]")
_SMALL = re.compile(r"(?<=\S)\s+(or|and|not|или|и|не)\s+(?=\S)")
_OPERATORS = {"or": "OR", "или": "OR", "and": "AND", "и": "AND", "not": "NOT", "не": "NOT"}


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
