"""How time grows with size, told apart from what else the machine does meanwhile."""

import sys
from collections.abc import Callable

TRIES = 6
MOST = 3.0
"""Twice the size may take this many times as long: two is linear, four is quadratic."""

SLACK_S = 0.02

UNTRACED = sys.gettrace() is None
"""Whether milliseconds mean anything: coverage makes everything several times slower."""


def assert_linear(took_s: Callable[[int], float], size: int) -> None:
    """Fail unless twice `size` takes less than three times as long, in one try of several: noise only ever adds."""
    ratios = []
    for _ in range(TRIES):
        once, twice = took_s(size), took_s(2 * size)
        if twice < MOST * once + SLACK_S:
            return
        ratios.append(twice / once)
    raise AssertionError(f"twice the size took {min(ratios):.1f} times as long, at best")
