"""The peers that find numbers with units: text → what they found, as figures in the order of the text, all of them key.

They rank nothing, so the first five stand for what they would show.
"""

import warnings
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from summarizer.model import Figure, FigureKind

FigureFinder = Callable[[str], tuple[Figure, ...]]

_UNITS = {
    "dimensionless": "", "percentage": "%", "percent": "%", "%": "%", "dollar": "USD", "united states dollar": "USD",
    "us dollar": "USD", "euro": "EUR", "pound sterling": "GBP", "british pound": "GBP", "pound": "GBP",
    "hong kong dollar": "HKD", "japanese yen": "JPY", "rupee": "rupee", "kilometre": "km", "kilometer": "km",
    "metre": "m", "meter": "m", "degree celsius": "°C", "c": "°C", "celsius": "°C", "inch": "inch", "gram": "gram",
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "week": "week", "month": "month",
    "year": "year", "decade": "year",
}  # fmt: skip


def load_quantulum3() -> FigureFinder:
    """Give quantulum3 without its classifier, which wants a model trained on Wikipedia."""
    warnings.simplefilter("ignore")
    from quantulum3 import classifier, parser  # noqa: PLC0415 (a peer, not ours)

    classifier.USE_CLF = False

    def find(text: str) -> tuple[Figure, ...]:
        found = ((q.span[0], q.span[1], q.value, q.unit.name) for q in parser.parse(text))
        return _figures(text, found)

    return find


def load_recognizers() -> FigureFinder:
    """Give Microsoft's recognizers: money, shares and measures first, then the plain numbers that are left."""
    from recognizers_number import recognize_number, recognize_percentage  # noqa: PLC0415
    from recognizers_number_with_unit import recognize_currency, recognize_dimension  # noqa: PLC0415

    def find(text: str) -> tuple[Figure, ...]:
        taken: list[tuple[int, int, Any, str]] = []
        for recognise in (recognize_currency, recognize_percentage, recognize_dimension, recognize_number):
            for one in recognise(text, "en-us"):
                told = one.resolution or {}
                if all(one.end < start or end <= one.start for start, end, _, _ in taken):
                    taken.append((one.start, one.end + 1, _amount(told), _unit_of(told)))
        return _figures(text, sorted(taken, key=lambda one: one[0]))

    return find


def _amount(told: dict[str, Any]) -> str:
    return str(told.get("value") or "").rstrip("%")


def _unit_of(told: dict[str, Any]) -> str:
    return str(told.get("unit") or ("%" if str(told.get("value", "")).endswith("%") else "dimensionless"))


def _figures(text: str, found: Iterable[tuple[int, int, object, str]]) -> tuple[Figure, ...]:
    figures: list[Figure] = []
    for start, end, value, unit in found:
        try:
            amount = abs(Decimal(str(value)))
        except InvalidOperation:
            continue
        figures.append(
            Figure(
                text=text[start:end],
                value=amount,
                kind=FigureKind.COUNT,
                unit=_UNITS.get(unit.lower(), unit.lower()),
                sentence=0,
                start=start,
                end=end,
                rank=len(figures) + 1,
            )
        )
    return tuple(figures)


FIGURE_FINDERS: dict[str, Callable[[], FigureFinder]] = {
    "quantulum3": load_quantulum3,
    "recognizers-text": load_recognizers,
}
