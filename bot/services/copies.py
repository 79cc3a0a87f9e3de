"""Recent reports by their fingerprints, so that a copy finds the event it belongs to.

The order is that of certainty: the same address, the same words (both asked of the database), nearly the same words
(asked here). Fingerprints of 64 bits that differ in at most `NEAR_BITS` are looked at, and the words decide: of 800
news texts with 2, 10 and 20 % of their words replaced 1.00, .99 and .90 are found, and no two of them are taken for
copies of each other. By ten bits alone it would be .99, .77 and .39.

Feeds often do not name their language, and a copy must have the same words where one does: nothing is stemmed, and the
stop words of every language go.
"""

import functools
from collections import deque
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from storage.entries import Fingerprint
from summarizer.text.language import LANGUAGES
from summarizer.text.words import stop_words, terms

NEAR_BITS = 16

ALIKE = 0.5
"""The share of their content words that two copies have in common at least; a tenth replaced leaves .8, and different
reports of one event share a quarter."""

MOST_LOOKS = 5
"""Events near a report whose words are compared."""

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

    def find(self, simhash: int, *, feed_id: int) -> tuple[int, ...]:
        """At most `MOST_LOOKS` events that other feeds than that report within `NEAR_BITS`, nearest first.

        Ties go to the earlier. What one feed says in nearly the same words are its bulletins: each is news.
        """
        found: dict[int, int] = {}
        for one in self._found if simhash else ():
            bits = (one.simhash ^ simhash).bit_count()
            if bits <= NEAR_BITS and one.simhash and one.feed_id != feed_id:
                found[one.event_id] = min(bits, found.get(one.event_id, bits))
        return tuple(sorted(found, key=found.__getitem__)[:MOST_LOOKS])

    def list_said(self, event_id: int) -> tuple[str, ...]:
        """What feeds said of an event, where the texts of its articles were kept instead."""
        return tuple(one.said for one in self._found if one.event_id == event_id and one.said)


def content_words(text: str) -> list[str]:
    """The words of a report that say what it is about, repeats kept."""
    stops = _every_stop_word()
    return [term for term in terms(text, None) if term not in stops]


def is_alike(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether two reports of these content words are copies."""
    return len(first & second) >= ALIKE * max(len(first | second), 1)


@functools.cache
def _every_stop_word() -> frozenset[str]:
    return frozenset().union(*map(stop_words, LANGUAGES))
