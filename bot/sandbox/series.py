"""What comes out bit by bit while the sandbox is open, and when: one step an hour by the clock, or when asked.

    a story ─▶ its copy in another paper ─▶ a later report ─▶ something else ─▶ a feed breaks ─▶ it works again

Steps are numbered from 1. The stories say theirs (`Series`), a paper names the steps at which its feed breaks and works
again (`series_trouble`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sandbox.stories import Paper, Story

EVERY = timedelta(hours=1)
"""After the step before it, or after the opening, the next comes out by itself."""


class MalformedSeries(ValueError):
    """The steps that the papers name leave a gap, or two share a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: a paper prints `story`, or, without one, its feed breaks or works again (`works`)."""

    number: int
    host: str
    story: Story | None = None
    works: bool = True


def list_steps(papers: Sequence[Paper]) -> tuple[Step, ...]:
    """The steps that the papers name, in order.

    Raises:
        MalformedSeries: they are not numbered 1, 2, 3 …
    """
    steps = [
        Step(number=story.step, host=paper.host, story=story)
        for paper in papers
        for story in paper.stories
        if story.step
    ]
    for paper in papers:
        if paper.trouble is not None:
            begins, ends = paper.trouble
            steps += [
                Step(number=begins, host=paper.host, works=False),
                Step(number=ends, host=paper.host, works=True),
            ]
    steps.sort(key=lambda step: step.number)
    numbers = [step.number for step in steps]
    if numbers != list(range(1, len(steps) + 1)):
        raise MalformedSeries(f"the series is numbered {numbers}")
    return tuple(steps)


def plan_due(opened_at: datetime, came_out: Sequence[datetime], count: int, now: datetime) -> tuple[datetime, ...]:
    """When each step came out that is out at `now`, of `count`; those up to now came out at `came_out`.

    What was due meanwhile came out when it was due, however late somebody looks.
    """
    known = list(came_out)
    while len(known) < count and (due := _next_due(opened_at, known)) <= now:
        known.append(due)
    return tuple(known)


def find_next_due(opened_at: datetime, came_out: Sequence[datetime], count: int) -> datetime | None:
    """When the next of `count` steps comes out by itself; None when all are out."""
    return None if len(came_out) >= count else _next_due(opened_at, came_out)


def _next_due(opened_at: datetime, came_out: Sequence[datetime]) -> datetime:
    return (came_out[-1] if came_out else opened_at) + EVERY
