"""The ways of choosing sentences by name. Light to import: no numpy, no sumy."""

from collections.abc import Mapping
from types import MappingProxyType

from summarizer.errors import BadRequest, TooLongForMethod
from summarizer.model import DEFAULT_METHOD

LEAD = "lead"
CENTROID = "centroid"

LIMITS: Mapping[str, int | None] = MappingProxyType(
    {
        DEFAULT_METHOD: None,
        CENTROID: None,
        LEAD: None,
        "lexrank": 600,
        "textrank": 600,
        "lsa": 600,
        "luhn": 2_000,
        "kl": 120,
        "edmundson": 5_000,
        "sumbasic": 1_000,
        "reduction": 600,
    }
)
"""How many sentences each method takes; None is no limit. sumy's are quadratic (LSA and KL cubic) and written in plain
Python: the limits hold each under about four seconds on one core."""

METHODS: tuple[str, ...] = tuple(LIMITS)
"""The names that a request may use, ours first."""


def check_method(method: str, sentences: int) -> None:
    """Give nothing when `method` exists and takes that many sentences.

    Raises:
        BadRequest: there is no such method; the problem lists those that are.
        TooLongForMethod: it would run away on so many sentences.
    """
    if method not in LIMITS:
        raise BadRequest(problem=f"no method {method!r}; there are {', '.join(METHODS)}")
    limit = LIMITS[method]
    if limit is not None and sentences > limit:
        raise TooLongForMethod(method=method, sentences=sentences, limit=limit)
