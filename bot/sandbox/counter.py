"""Numbers that only rise."""

from dataclasses import dataclass


@dataclass(slots=True)
class Counter:
    """A line of rising integers."""

    last: int = 0

    def take(self) -> int:
        """The next number."""
        self.last += 1
        return self.last
