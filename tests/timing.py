"""What things cost in CPU time, told apart from what else the machine does and from the tracer of the coverage."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import nan

TRIES = 6
MOST = 3.0
"""Twice the size may take this many times as long: two is linear, four is quadratic."""

SLACK_S = 0.02


@dataclass(slots=True)
class CpuTime:
    """Of a block: known when it has ended."""

    seconds: float = nan


@contextmanager
def cpu_time() -> Iterator[CpuTime]:
    """The CPU time of the block, run without the tracer that makes everything several times slower."""
    taken = CpuTime()
    tracer = sys.gettrace()
    sys.settrace(None)
    began = time.process_time()
    try:
        yield taken
    finally:
        taken.seconds = time.process_time() - began
        sys.settrace(tracer)


@contextmanager
def at_most(seconds: float, what: object = "the block") -> Iterator[None]:
    """Fail when the block takes more CPU time."""
    with cpu_time() as taken:
        yield
    assert taken.seconds < seconds, f"{what!r} took {taken.seconds:.2f} s where {seconds} are allowed"


def assert_linear(took_s: Callable[[int], float], size: int) -> None:
    """Fail unless twice `size` takes less than three times as long, in one try of several: noise only ever adds."""
    ratios = []
    for _ in range(TRIES):
        once, twice = took_s(size), took_s(2 * size)
        if twice < MOST * once + SLACK_S:
            return
        ratios.append(twice / once)
    raise AssertionError(f"twice the size took {min(ratios):.1f} times as long, at best")
