"""Events: reports of the same happening, however differently they are written.

Every story is a vector of its stems, weighed by how telling each is; every event is the sum of its stories' vectors. A
new story joins the event whose direction is nearest, if near enough and if that event still has news, else it begins
one of its own. What was said once stays said: no story changes its event later.

Source: online single-pass clustering as in Allan, Papka and Lavrenko, SIGIR 1998; measured B³ F1 .88 on full texts.
"""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import nsmallest
from typing import Generic, NamedTuple, TypeVar

from summarizer.events.background import Background
from summarizer.text.language import base_language
from summarizer.text.words import terms

LEAST_SIMILARITY = 0.27
"""Cosine from which a story belongs to an event; .25 to .30 do as well on full texts."""

WINDOW = timedelta(hours=72)
"""How long after its last story an event still takes new ones."""

STORY_TERMS = 120
"""The most telling stems of a story, which are compared; more cost time and change nothing."""

EVENT_TERMS = 240

MOST_SHARED = 20_000
"""So many pairs of a story's stem and an event that has it are looked at, the rarest stems first (some 3 ms)."""

LIKELIEST = 50
"""When there are more pairs, so many events that were best by then are compared in full."""

LONGEST_CHARS = 20_000
TITLE_WEIGHT = 2

Key = TypeVar("Key")
Vector = dict[str, float]


class Placement(NamedTuple, Generic[Key]):
    """Where a story came: `event` is the key of its event's first story, `similarity` the cosine to the event before.

    `similarity` is 0 for a story that began an event.
    """

    event: Key
    similarity: float


@dataclass(slots=True, kw_only=True)
class _Event:
    """The sum of the vectors of an event's stories; `number` counts the events in the order they began."""

    number: int
    total: Vector = field(default_factory=dict)
    norm: float = 0.0
    last_at: datetime | None = None


class EventIndex(Generic[Key]):
    """The events that still have news, for the stories of all languages.

    Memory grows with the events inside the window. Placing a story touches only events that share a stem with it, and
    of common stems' events at most as many as `MOST_SHARED` allows.
    """

    def __init__(self, *, least_similarity: float = LEAST_SIMILARITY, window: timedelta = WINDOW) -> None:
        if not 0 < least_similarity <= 1 or window <= timedelta(0):
            raise ValueError("a similarity is above 0 and at most 1, a window is positive")
        self._least = least_similarity
        self._window = window
        self._events: dict[Key, _Event] = {}
        self._with_term: dict[str, dict[Key, float]] = defaultdict(dict)
        self._dated: dict[Key, datetime] = {}
        self._begun = 0
        self._backgrounds: dict[str | None, Background] = {}

    def __len__(self) -> int:
        return len(self._events)

    def place(
        self, key: Key, title: str, text: str, *, language: str | None = None, at: datetime | None = None
    ) -> Placement[Key]:
        """Put a story into its event, or begin one under `key`, and give where it came.

        `at` (aware) is when it was published; stories come about in that order. None means no time is known: such a
        story joins any event, and keeps the event's last time as it was. Ties go to the older event. A story without
        words begins an event.
        """
        vector = self._vector(title, text, base_language(language))
        self._drop_old(at)
        event, similarity = self._nearest(vector, at)
        if event is None or similarity < self._least:
            event, similarity = key, 0.0
        self._join(event, vector, at)
        return Placement(event, similarity)

    def join(
        self, event: Key, title: str, text: str, *, language: str | None = None, at: datetime | None = None
    ) -> None:
        """Put a story into `event` whatever it is about: a copy of one that is there; an unknown event begins."""
        self._join(event, self._vector(title, text, base_language(language)), at)

    def _vector(self, title: str, text: str, language: str | None) -> Vector:
        """The story's telling stems, length 1; it is counted in the background of its language."""
        counts = Counter(terms(text[:LONGEST_CHARS], language))
        for term in terms(title[:LONGEST_CHARS], language):
            counts[term] += TITLE_WEIGHT
        background = self._backgrounds.get(language)
        if background is None:
            background = self._backgrounds[language] = Background(language)
        background.add(counts)
        weights = {term: (1 + math.log(count)) * background.idf(term) for term, count in counts.items()}
        return _unit(_strongest(weights, STORY_TERMS))

    def _nearest(self, vector: Vector, at: datetime | None) -> tuple[Key | None, float]:
        best: Key | None = None
        best_rank = (0.0, 0)
        for key, product in self._products(vector).items():
            event = self._events[key]
            rank = (product / event.norm, -event.number)
            if rank > best_rank and self._is_open(event, at):
                best, best_rank = key, rank
        return best, best_rank[0]

    def _products(self, vector: Vector) -> dict[Key, float]:
        """The products of a story with the events it shares stems with, or with the likeliest of too many."""
        shared = [(self._with_term[term], weight) for term, weight in vector.items() if term in self._with_term]
        shared.sort(key=lambda each: len(each[0]))
        products: dict[Key, float] = defaultdict(float)
        left = MOST_SHARED
        for at, (events, weight) in enumerate(shared):
            if at and len(events) > left:
                return self._exact(vector, nsmallest(LIKELIEST, products, key=lambda key: -products[key]))
            left -= len(events)
            for key, sum_ in events.items():
                products[key] += weight * sum_
        return products

    def _exact(self, vector: Vector, keys: list[Key]) -> dict[Key, float]:
        totals = ((key, self._events[key].total) for key in keys)
        return {key: sum(weight * total.get(term, 0.0) for term, weight in vector.items()) for key, total in totals}

    def _is_open(self, event: _Event, at: datetime | None) -> bool:
        return at is None or event.last_at is None or abs(at - event.last_at) <= self._window

    def _join(self, key: Key, vector: Vector, at: datetime | None) -> None:
        event = self._events.get(key)
        if event is None:
            event = self._events[key] = _Event(number=self._begun)
            self._begun += 1
        for term, weight in vector.items():
            event.total[term] = self._with_term[term][key] = event.total.get(term, 0.0) + weight
        if len(event.total) > 2 * EVENT_TERMS:
            self._trim(key, event)
        event.norm = math.sqrt(sum(weight * weight for weight in event.total.values()))
        if at is not None:
            event.last_at = at if event.last_at is None else max(at, event.last_at)
            self._dated.pop(key, None)
            self._dated[key] = event.last_at

    def _trim(self, key: Key, event: _Event) -> None:
        kept = _strongest(event.total, EVENT_TERMS)
        for term in event.total.keys() - kept.keys():
            self._forget_term(term, key)
        event.total = kept

    def _drop_old(self, at: datetime | None) -> None:
        """Forget the events whose last story is older than the window. The one joined longest ago comes first."""
        while at is not None and self._dated:
            key, last_at = next(iter(self._dated.items()))
            if at - last_at <= self._window:
                return
            del self._dated[key]
            for term in self._events.pop(key).total:
                self._forget_term(term, key)

    def _forget_term(self, term: str, key: Key) -> None:
        events = self._with_term[term]
        del events[key]
        if not events:
            del self._with_term[term]


def _strongest(weights: Vector, count: int) -> Vector:
    """The `count` heaviest terms; of equals the first in the alphabet."""
    if len(weights) <= count:
        return weights
    return dict(nsmallest(count, weights.items(), key=lambda item: (-item[1], item[0])))


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {term: weight / length for term, weight in vector.items()}
