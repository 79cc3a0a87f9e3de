"""A report → who is told of it, how and when. Pure.

At once, if the destination wants everything of the feed, or follows a topic "at once" that the report matches; in its
digest otherwise. Whoever knows of the event is not told again, whichever feed or topic brings it. Quiet hours hold what
is said at once until they end.

More and less like this count in both: they order a digest, and what somebody wants `LESS` of waits for it, if there is
one, in place of coming at once.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.services.calendars import quiet_end
from storage.audience import Listener, Weight
from storage.destinations import Destination
from storage.digests import NewItem
from storage.feeds import FeedMode
from storage.outbox import DeliveryKind, NewDelivery
from storage.reasons import Reason
from storage.topics import FollowMode
from summarizer.text.words import fold
from summarizer.topics.match import Match

LESS = -2
"""From here down nothing comes at once. A "less like this" takes one from the feed and one from each word that matched:
after the first, what has both the feed and a word waits, what has one of them still comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A new report: its entry, feed and event, and why which topic matches it, by topic id."""

    entry_id: int
    feed_id: int
    event_id: int
    matches: Mapping[int, Match]

    @property
    def words(self) -> frozenset[str]:
        """The words that any topic matched, folded: what weights of terms are looked up by."""
        return frozenset(fold(word) for match in self.matches.values() for word in match.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class FanOut:
    """What is queued for a report: said at once, and waiting for digests. Nobody stands in both."""

    deliveries: tuple[NewDelivery, ...] = ()
    items: tuple[NewItem, ...] = ()


def plan_fanout(
    report: Report,
    listeners: Sequence[Listener],
    *,
    told: Collection[Destination],
    weights: Mapping[Destination, Sequence[Weight]],
    now: datetime,
) -> FanOut:
    """Decide who of `listeners` hears of `report`, each destination once, in the order in which they are listed."""
    deliveries: list[NewDelivery] = []
    items: list[NewItem] = []
    for to, reasons_to in _by_destination(listeners).items():
        if to in told:
            continue
        reasons = tuple(_reason(one, report) for one in reasons_to)
        score = weigh(reasons, weights.get(to, ()))
        can_wait = reasons_to[0].has_digest and score <= LESS
        if any(map(is_at_once, reasons_to)) and not can_wait:
            deliveries.append(_alert(to, report, reasons, quiet_end(reasons_to[0].quiet, now) or now, now))
        else:
            items.append(
                NewItem(to=to, event_id=report.event_id, entry_id=report.entry_id, reasons=reasons, score=score)
            )
    return FanOut(deliveries=tuple(deliveries), items=tuple(items))


def weigh(reasons: Sequence[Reason], weights: Sequence[Weight]) -> int:
    """The steps of more or less that a destination gave to the feeds and matched words of `reasons`, added up."""
    feeds = {str(reason.feed_id) for reason in reasons}
    words = {fold(word) for reason in reasons for word in reason.words}
    return sum(one.value for one in weights if one.name in (feeds if one.kind == "source" else words))


def is_at_once(one: Listener) -> bool:
    """Whether what it is listed for is said at once, not in a digest."""
    if one.topic is None:
        return one.feed_mode is FeedMode.EVERYTHING
    return one.follow_mode is FollowMode.AT_ONCE


def _by_destination(listeners: Sequence[Listener]) -> dict[Destination, list[Listener]]:
    found: dict[Destination, list[Listener]] = {}
    for one in listeners:
        found.setdefault(one.to, []).append(one)
    return found


def _reason(one: Listener, report: Report) -> Reason:
    if one.topic is None:
        return Reason(feed_id=report.feed_id)
    match = report.matches[one.topic.id]
    return Reason(
        feed_id=report.feed_id,
        topic_id=one.topic.id,
        query=one.topic.query,
        words=match.words,
        fields=match.fields,
    )


def _alert(
    to: Destination, report: Report, reasons: tuple[Reason, ...], due_at: datetime, now: datetime
) -> NewDelivery:
    return NewDelivery(
        to=to,
        kind=DeliveryKind.ALERT,
        subject_id=report.event_id,
        due_at=due_at,
        entry_id=report.entry_id,
        reasons=reasons,
        held=due_at > now,
    )
