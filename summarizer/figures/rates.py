"""Rates: so many of one thing for a number of another ("5.2 per 100,000 people", "8.28 to the dollar")."""

from collections.abc import Sequence

from summarizer.figures.quantities import Quantity
from summarizer.figures.tokens import Token
from summarizer.model import FigureKind

_PER = frozenset({"per", "every"})
_MONEY = frozenset("dollar euro pound yen franc".split())


def find_rate(tokens: Sequence[Token], quantity: Quantity, carried: str | None = None) -> str | None:
    """Give the unit of the rate that a plain count is, empty for an exchange rate; None where it is no rate.

    `carried` is the rate of the number before it: a decimal behind it is one too ("against 6.7 in Ardeny").
    """
    if quantity.kind is not FigureKind.COUNT or quantity.unit.name:
        return None
    words = tokens[quantity.last + 1 : quantity.last + 6]
    for index, token in enumerate(words):
        if token.lower in _PER and index + 1 < len(words) and words[index + 1].is_number:
            noun = words[index + 2] if index + 2 < len(words) else None
            base = f"per {words[index + 1].text.replace(',', '')}"
            return f"{base} {noun.lower}" if noun and noun.is_word else base
    if words and words[0].lower in {"to", "against"} and any(token.lower in _MONEY for token in words[1:4]):
        return ""
    if carried and quantity.is_bare and "." in tokens[quantity.first].text:
        return carried
    before = {token.lower for token in tokens[max(0, quantity.first - 3) : quantity.first]}
    return "" if "." in tokens[quantity.first].text and {"rate", "of"} <= before else None
