"""Who hears of a report: the destinations that chose its feed, and those of them that follow a topic it matches.

A topic is matched once for all its followers, but reaches only destinations that chose the feed themselves, so that a
private feed never leaks. Paused chats, paused choices and muted follows are left out here already.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, false, or_, select, union

from storage.destinations import Destination, is_paused
from storage.feeds import FeedMode
from storage.outbox import DeliveryKind
from storage.schema import deliveries, digest_items, schedules, subscriptions, topic_follows, topics, weights
from storage.topics import FollowMode, Topic
from storage.transactions import ReadTx

_CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """Quiet hours: from and until which local minute after midnight, and the IANA zone that says what local is."""

    zone: str
    from_minute: int
    until_minute: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """A destination that chose the feed, or, with `topic`, also follows that topic. Somebody may be listed for both.

    `has_digest` says that a digest is due for it some time.
    """

    to: Destination
    feed_mode: FeedMode
    topic: Topic | None = None
    follow_mode: FollowMode | None = None
    quiet: Quiet | None = None
    has_digest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """A step count of more (above 0) or less like this, for a source (a feed's id as text) or a folded word."""

    to: Destination
    kind: str
    name: str
    value: int


async def list_listeners(
    tx: ReadTx, feed_id: int, topic_ids: Collection[int], *, now: datetime
) -> tuple[Listener, ...]:
    """Everybody who is to hear of a report of that feed that matches those topics.

    First those who want every entry of it, then the followers, each group by chat and thread.
    """
    rows = list(await tx.list_rows(_choosers(feed_id)))
    asked = sorted(topic_ids)
    for start in range(0, len(asked), _CHUNK):
        rows += await tx.list_rows(_followers(feed_id, asked[start : start + _CHUNK], now))
    return tuple(map(_load, rows))


async def list_told(tx: ReadTx, event_id: int) -> frozenset[Destination]:
    """The destinations that know of an event, are about to, or find it in their next digest."""
    alerts = select(deliveries.c.chat_id, deliveries.c.thread_id).where(
        deliveries.c.kind == DeliveryKind.ALERT, deliveries.c.subject_id == event_id
    )
    items = select(digest_items.c.chat_id, digest_items.c.thread_id).where(digest_items.c.event_id == event_id)
    rows = await tx.list_rows(union(alerts, items))
    return frozenset(Destination(chat_id=row.chat_id, thread_id=row.thread_id) for row in rows)


async def find_weights(tx: ReadTx, feed_id: int, words: Collection[str]) -> Mapping[Destination, tuple[Weight, ...]]:
    """What anybody wants more or less of among that feed and those folded words."""
    of_source = and_(weights.c.kind == "source", weights.c.name == str(feed_id))
    of_word = and_(weights.c.kind == "term", weights.c.name.in_(sorted(words)[:_CHUNK]))
    found: dict[Destination, tuple[Weight, ...]] = {}
    for row in await tx.list_rows(select(weights).where(or_(of_source, of_word))):
        to = Destination(chat_id=row.chat_id, thread_id=row.thread_id)
        found[to] = (*found.get(to, ()), Weight(to=to, kind=row.kind, name=row.name, value=row.value))
    return found


def _choosers(feed_id: int) -> Select[Any]:
    wants_all = subscriptions.c.mode.in_([FeedMode.EVERYTHING, FeedMode.DIGEST])
    return _audible(feed_id, select(*_BASE).select_from(subscriptions.outerjoin(schedules, _HAS_SCHEDULE)), wants_all)


def _followers(feed_id: int, topic_ids: Collection[int], now: datetime) -> Select[Any]:
    audible = or_(topic_follows.c.muted_until.is_(None), topic_follows.c.muted_until <= now)
    joined = (
        subscriptions.join(topic_follows, _SAME_PLACE)
        .join(topics, topics.c.id == topic_follows.c.topic_id)
        .outerjoin(schedules, _HAS_SCHEDULE)
    )
    wanted = select(*_BASE, topics.c.id.label("topic_id"), topics.c.query, topic_follows.c.mode.label("follow_mode"))
    return _audible(feed_id, wanted.select_from(joined), and_(topic_follows.c.topic_id.in_(topic_ids), audible))


def _audible(feed_id: int, wanted: Select[Any], condition: Any) -> Select[Any]:  # noqa: ANN401 (a condition)
    chosen = (subscriptions.c.feed_id == feed_id, subscriptions.c.paused == false(), condition)
    return wanted.where(*chosen, ~is_paused(subscriptions.c.chat_id)).order_by(
        subscriptions.c.chat_id, subscriptions.c.thread_id
    )


_SAME_PLACE = and_(
    topic_follows.c.chat_id == subscriptions.c.chat_id, topic_follows.c.thread_id == subscriptions.c.thread_id
)
_HAS_SCHEDULE = and_(schedules.c.chat_id == subscriptions.c.chat_id, schedules.c.thread_id == subscriptions.c.thread_id)
_BASE = (
    subscriptions.c.chat_id,
    subscriptions.c.thread_id,
    subscriptions.c.mode,
    schedules.c.zone,
    schedules.c.quiet_from,
    schedules.c.quiet_until,
    schedules.c.next_due_at,
)


def _load(row: Row[Any]) -> Listener:
    told = row._mapping  # noqa: SLF001 (SQLAlchemy's public name for a row by columns)
    topic_id = told.get("topic_id")
    quiet = row.quiet_from is not None and row.quiet_until is not None
    return Listener(
        to=Destination(chat_id=row.chat_id, thread_id=row.thread_id),
        feed_mode=FeedMode(row.mode),
        topic=None if topic_id is None else Topic(id=topic_id, query=told["query"]),
        follow_mode=None if topic_id is None else FollowMode(told["follow_mode"]),
        quiet=Quiet(zone=row.zone, from_minute=row.quiet_from, until_minute=row.quiet_until) if quiet else None,
        has_digest=row.next_due_at is not None,
    )
