"""Feeds: who chose them, how they do, and when each is to be asked next.

The database is the only scheduler: `next_poll_at` is stored, so that a restart asks nobody early. A feed that nobody
chose (any more), or only chats that are paused, is not asked at all. Claiming is a lease, so that two processes never
ask one feed at once.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, and_, delete, exists, false, func, or_, select, text, update

from storage.destinations import Destination, is_paused
from storage.schema import deliveries, digest_items, entries, feeds, subscriptions
from storage.transactions import ReadTx, WriteTx
from storage.upserts import insert_or_keep

Note = str | int | float | bool | None | list[int] | list[str]


class FeedState(StrEnum):
    """Whether a feed is asked; one that is `gone` said so itself (410)."""

    ACTIVE = "active"
    GONE = "gone"


class FeedMode(StrEnum):
    """What a destination wants of a feed: each entry at once, only what its topics ask for, or each in its digest."""

    EVERYTHING = "everything"
    TOPICS = "topics"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed and its health.

    `etag` and `last_modified` are those of the last full answer, byte for byte. `failures` counts those in a row,
    `error` is the key of the last one. `moved_to` is where permanent redirects led, `moved_hits` how often in a row.
    `primed` says that its history was taken in. `notes` are the planner's own.
    """

    id: int
    url: str
    next_poll_at: datetime
    created_at: datetime
    title: str | None = None
    site_url: str | None = None
    language: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    state: FeedState = FeedState.ACTIVE
    primed: bool = False
    polled_at: datetime | None = None
    succeeded_at: datetime | None = None
    failures: int = 0
    error: str | None = None
    moved_to: str | None = None
    moved_hits: int = 0
    notes: Mapping[str, Note] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """That a destination chose a feed, how, and who did it (None once they are forgotten)."""

    to: Destination
    feed_id: int
    mode: FeedMode
    created_at: datetime
    paused: bool = False
    user_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenFeed:
    """A line of a destination's list of feeds."""

    feed: Feed
    subscription: Subscription


async def add_feed(
    tx: WriteTx, url: str, *, now: datetime, title: str | None = None, leased_until: datetime | None = None
) -> Feed:
    """The feed at `url`, made if it is new; due at once then. One that had gone is asked again.

    Until `leased_until` a new one is the caller's to ask, and nobody else's.
    """
    values: dict[str, object] = {
        "url": url,
        "title": title,
        "state": FeedState.ACTIVE,
        "primed": False,
        "next_poll_at": now,
        "leased_until": leased_until,
        "failures": 0,
        "moved_hits": 0,
        "notes": {},
        "created_at": now,
    }
    await tx.execute(insert_or_keep(tx.dialect, feeds), values)
    revived = update(feeds).where(feeds.c.url == url, feeds.c.state == FeedState.GONE)
    await tx.execute(revived.values(state=FeedState.ACTIVE, next_poll_at=now, failures=0, error=None))
    found = await find_feed_by_url(tx, url)
    assert found is not None
    return found


async def find_feed(tx: ReadTx, feed_id: int) -> Feed | None:
    """The feed, None when there is none (any more)."""
    row = await tx.find_row(select(feeds).where(feeds.c.id == feed_id))
    return None if row is None else load_feed(row)


async def find_feeds(tx: ReadTx, feed_ids: Collection[int]) -> Mapping[int, Feed]:
    """The feeds that are there, by id."""
    rows = await tx.list_rows(select(feeds).where(feeds.c.id.in_(feed_ids)))
    return {row.id: load_feed(row) for row in rows}


async def find_feed_by_url(tx: ReadTx, url: str) -> Feed | None:
    """The feed that is asked for at `url`, None when nobody chose it."""
    row = await tx.find_row(select(feeds).where(feeds.c.url == url))
    return None if row is None else load_feed(row)


async def claim_due_feeds(tx: WriteTx, *, now: datetime, until: datetime, limit: int) -> tuple[Feed, ...]:
    """Take at most `limit` feeds that are due, the longest due first; nobody else gets them before `until`."""
    due = (
        select(feeds.c.id)
        .where(
            _ACTIVE,
            feeds.c.next_poll_at <= now,
            or_(feeds.c.leased_until.is_(None), feeds.c.leased_until <= now),
            _is_wanted(),
        )
        .order_by(feeds.c.next_poll_at, feeds.c.id)
        .limit(limit)
    )
    if tx.dialect == "postgresql":
        due = due.with_for_update(skip_locked=True, of=feeds)
    ids = [row.id for row in await tx.list_rows(due)]
    if not ids:
        return ()
    rows = await tx.list_rows(update(feeds).where(feeds.c.id.in_(ids)).values(leased_until=until).returning(*feeds.c))
    return tuple(load_feed(row) for row in sorted(rows, key=lambda row: (row.next_poll_at, row.id)))


async def find_next_poll(tx: ReadTx) -> datetime | None:
    """When the next feed is due, None when nobody chose any."""
    at: datetime | None = await tx.find_value(select(func.min(feeds.c.next_poll_at)).where(_ACTIVE, _is_wanted()))
    return at


async def save_poll(tx: WriteTx, feed: Feed) -> None:
    """Write down how a poll went: everything of `feed` but its address and birth; the claim on it ends."""
    values = {
        "title": feed.title,
        "site_url": feed.site_url,
        "language": feed.language,
        "etag": feed.etag,
        "last_modified": feed.last_modified,
        "state": feed.state,
        "primed": feed.primed,
        "next_poll_at": feed.next_poll_at,
        "leased_until": None,
        "polled_at": feed.polled_at,
        "succeeded_at": feed.succeeded_at,
        "failures": feed.failures,
        "error": feed.error,
        "moved_to": feed.moved_to,
        "moved_hits": feed.moved_hits,
        "notes": dict(feed.notes),
    }
    await tx.execute(update(feeds).where(feeds.c.id == feed.id).values(**values))


async def release_feed(tx: WriteTx, feed_id: int) -> None:
    """Give a claimed feed back as it was: it was not asked."""
    await tx.execute(update(feeds).where(feeds.c.id == feed_id).values(leased_until=None))


async def rename_feed(tx: WriteTx, feed_id: int, url: str) -> int:
    """Take over the address that a feed moved to, and give the id it goes by from now on.

    When somebody chose a feed at that address already, the two become one, and what stands at the new address stays.
    """
    other = await find_feed_by_url(tx, url)
    if other is None or other.id == feed_id:
        await tx.execute(update(feeds).where(feeds.c.id == feed_id).values(url=url, moved_to=None, moved_hits=0))
        return feed_id
    twin = subscriptions.alias("twin")
    has_both = exists().where(
        twin.c.feed_id == other.id,
        twin.c.chat_id == subscriptions.c.chat_id,
        twin.c.thread_id == subscriptions.c.thread_id,
    )
    of_old = subscriptions.c.feed_id == feed_id
    await tx.execute(delete(subscriptions).where(of_old, has_both))
    await tx.execute(update(subscriptions).where(of_old).values(feed_id=other.id))
    await _join_entries(tx, feed_id, other.id)
    await tx.execute(delete(feeds).where(feeds.c.id == feed_id))
    return other.id


async def subscribe(tx: WriteTx, subscription: Subscription) -> bool:
    """Choose a feed for a destination; says whether that is new. An older choice gets the new mode and goes on."""
    values = {
        "chat_id": subscription.to.chat_id,
        "thread_id": subscription.to.thread_id,
        "feed_id": subscription.feed_id,
        "mode": subscription.mode,
        "paused": subscription.paused,
        "user_id": subscription.user_id,
        "created_at": subscription.created_at,
    }
    statement = insert_or_keep(tx.dialect, subscriptions).returning(subscriptions.c.feed_id)
    if await tx.find_value(statement, values) is not None:
        return True
    again = update(subscriptions).where(_is_choice(subscription.to, subscription.feed_id))
    await tx.execute(again.values(mode=subscription.mode, paused=subscription.paused))
    return False


async def unsubscribe(tx: WriteTx, to: Destination, feed_id: int) -> bool:
    """Choose a feed no longer; says whether it was chosen. One that nobody chooses is asked no more."""
    return (await tx.execute(delete(subscriptions).where(_is_choice(to, feed_id)))).rowcount > 0


async def pause_subscription(tx: WriteTx, to: Destination, feed_id: int, *, paused: bool) -> bool:
    """Pause a feed for a destination, or go on with it; says whether it is chosen."""
    changed = update(subscriptions).where(_is_choice(to, feed_id)).values(paused=paused)
    return (await tx.execute(changed)).rowcount > 0


async def list_chosen_feeds(tx: ReadTx, to: Destination) -> tuple[ChosenFeed, ...]:
    """What a destination chose, by title, and its health: for the list of feeds and for an OPML file."""
    rows = await tx.list_rows(
        select(feeds, subscriptions)
        .join_from(subscriptions, feeds)
        .where(subscriptions.c.chat_id == to.chat_id, subscriptions.c.thread_id == to.thread_id)
        .order_by(func.lower(func.coalesce(feeds.c.title, feeds.c.url)), feeds.c.id)
    )
    return tuple(ChosenFeed(feed=load_feed(row), subscription=_load_subscription(row)) for row in rows)


async def list_subscriptions(tx: ReadTx, feed_id: int) -> tuple[Subscription, ...]:
    """Who chose a feed and is to hear of it: neither the choice nor the chat is paused."""
    chosen = and_(
        subscriptions.c.feed_id == feed_id, subscriptions.c.paused == false(), ~is_paused(subscriptions.c.chat_id)
    )
    rows = await tx.list_rows(
        select(subscriptions).where(chosen).order_by(subscriptions.c.chat_id, subscriptions.c.thread_id)
    )
    return tuple(map(_load_subscription, rows))


async def prune_feeds(tx: WriteTx, before: datetime, *, limit: int = 100) -> int:
    """Delete at most `limit` feeds that nobody chooses and nobody asked since that instant; says how many.

    What they reported goes along.
    """
    is_chosen = exists().where(subscriptions.c.feed_id == feeds.c.id)
    last = func.coalesce(feeds.c.polled_at, feeds.c.created_at)
    old = select(feeds.c.id).where(~is_chosen, last < before).limit(limit)
    ids = [row.id for row in await tx.list_rows(old)]
    await tx.execute(delete(entries).where(entries.c.feed_id.in_(ids)))
    return (await tx.execute(delete(feeds).where(feeds.c.id.in_(ids)))).rowcount


async def _join_entries(tx: WriteTx, old_feed_id: int, feed_id: int) -> None:
    """Give the old feed's entries to the other; of those that both have, what waits is pointed to the other's."""
    mine = entries.alias("mine")
    twin = select(mine.c.id).join(entries, entries.c.guid == mine.c.guid).where(mine.c.feed_id == feed_id)
    for table in (deliveries, digest_items):
        pair = twin.where(entries.c.id == table.c.entry_id, entries.c.feed_id == old_feed_id).correlate(table)
        points = update(table).where(exists(pair))
        await tx.execute(points.values(entry_id=pair.scalar_subquery()))
    guids = select(mine.c.guid).where(mine.c.feed_id == feed_id)
    moved = update(entries).where(entries.c.feed_id == old_feed_id, entries.c.guid.not_in(guids))
    await tx.execute(moved.values(feed_id=feed_id))


# Spelt like the partial index's condition: with a bound value the planners would not use it.
_ACTIVE = text("feeds.state = 'active'")


def _is_wanted() -> Any:  # noqa: ANN401 (a condition)
    chooses = (subscriptions.c.feed_id == feeds.c.id, subscriptions.c.paused == false())
    return exists().where(*chooses, ~is_paused(subscriptions.c.chat_id))


def _is_choice(to: Destination, feed_id: int) -> Any:  # noqa: ANN401 (a condition)
    return and_(
        subscriptions.c.chat_id == to.chat_id,
        subscriptions.c.thread_id == to.thread_id,
        subscriptions.c.feed_id == feed_id,
    )


def load_feed(row: Row[Any]) -> Feed:
    """A feed from its row."""
    return Feed(
        id=row.id,
        url=row.url,
        title=row.title,
        site_url=row.site_url,
        language=row.language,
        etag=row.etag,
        last_modified=row.last_modified,
        state=FeedState(row.state),
        primed=row.primed,
        next_poll_at=row.next_poll_at,
        polled_at=row.polled_at,
        succeeded_at=row.succeeded_at,
        failures=row.failures,
        error=row.error,
        moved_to=row.moved_to,
        moved_hits=row.moved_hits,
        notes=row.notes,
        created_at=row.created_at,
    )


def _load_subscription(row: Row[Any]) -> Subscription:
    chosen = row._mapping  # noqa: SLF001 (SQLAlchemy's public name for a row by columns)
    return Subscription(
        to=Destination(chat_id=chosen[subscriptions.c.chat_id], thread_id=chosen[subscriptions.c.thread_id]),
        feed_id=chosen[subscriptions.c.feed_id],
        mode=FeedMode(chosen[subscriptions.c.mode]),
        paused=chosen[subscriptions.c.paused],
        user_id=chosen[subscriptions.c.user_id],
        created_at=chosen[subscriptions.c.created_at],
    )
