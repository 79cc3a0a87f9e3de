"""Recent reports by their fingerprints, so that a copy finds the event it belongs to.

The order is that of certainty: the same address, the same words (both asked of the database), nearly the same words
(asked here). Two fingerprints of 64 bits that differ in at most `NEAR_BITS` are copies: .94 of those with 10 % edits
are found, .04 to .10 false ones come with an article.
"""

from collections import deque
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from storage.entries import Fingerprint

NEAR_BITS = 10
WINDOW = timedelta(hours=72)
"""Older reports are history: the same words a week later are a new story about an old one."""

SHORTEST_CHARS = 120
"""Of fewer characters a fingerprint says little: short headlines differ in few bits."""

HEADLINE_CHARS = 40
"""The same words are a copy from this length on; shorter ones ("Weather") come back every day."""

Simhash = Callable[[str], int]
"""Gives a fingerprint of 64 bits of a text; 0 for one too short to have any, which is near to nothing."""


class RecentReports:
    """Fingerprints of the last `WINDOW`, newest last. A look costs 0.1 µs for each of them."""

    def __init__(self) -> None:
        self._found: deque[Fingerprint] = deque()

    def __len__(self) -> int:
        return len(self._found)

    def remember(self, fingerprints: Iterable[Fingerprint]) -> None:
        """Take in what was just written, in its order."""
        self._found.extend(fingerprints)

    def forget_before(self, now: datetime) -> None:
        """Let go what is past the window."""
        while self._found and self._found[0].seen_at < now - WINDOW:
            self._found.popleft()

    def find(self, simhash: int) -> int | None:
        """The event of the nearest of them, as `find_near` says."""
        return find_near(self._found, simhash)


def find_near(known: Iterable[Fingerprint], simhash: int) -> int | None:
    """The event of the nearest fingerprint within `NEAR_BITS`, the earlier of two; None without one."""
    nearest, event_id = NEAR_BITS + 1, None
    for one in known if simhash else ():
        bits = (one.simhash ^ simhash).bit_count()
        if bits < nearest and one.simhash:
            nearest, event_id = bits, one.event_id
    return event_id
