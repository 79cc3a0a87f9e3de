"""Feeds, reports and followers for tests, in a few words each."""

from dataclasses import replace
from datetime import datetime

from storage.destinations import Destination
from storage.entries import NewEntry, insert_entry, insert_event
from storage.feeds import Feed, FeedMode, Subscription, add_feed, subscribe
from storage.outbox import DeliveryKind, NewDelivery
from storage.topics import Follow, FollowMode, Topic, add_topic, follow_topic
from storage.transactions import WriteTx
from tests.storage.samples import NOON

ADA = Destination(chat_id=5_400_000_001)
BO = Destination(chat_id=5_400_000_002)
FORUM = Destination(chat_id=-1_000_000_000_100, thread_id=7)


async def feed_of(
    tx: WriteTx, *tos: Destination, url: str = "https://post.example/feed", mode: FeedMode = FeedMode.TOPICS
) -> Feed:
    """A feed that those destinations chose."""
    feed = await add_feed(tx, url, now=NOON, title="The Ostmar Post")
    for to in tos:
        await subscribe(tx, Subscription(to=to, feed_id=feed.id, mode=mode, user_id=abs(to.chat_id), created_at=NOON))
    return feed


async def topic_of(tx: WriteTx, *tos: Destination, query: str = "boat", mode: FollowMode = FollowMode.AT_ONCE) -> Topic:
    """A topic that those destinations follow."""
    topic = await add_topic(tx, query, now=NOON)
    for to in tos:
        await follow_topic(tx, Follow(to=to, topic=topic, mode=mode, user_id=abs(to.chat_id), created_at=NOON))
    return topic


def report(guid: str = "1", *, title: str = "Ostmar counts its boats", text_hash: str | None = None) -> NewEntry:
    return NewEntry(
        guid=guid,
        title=title,
        text="The harbour counted 412 boats.",
        text_hash=text_hash or f"hash of {guid}",
        simhash=2**64 - 5,
        url=f"https://post.example/{guid}?utm_source=feed",
        canonical_url=f"https://post.example/{guid}",
        language="en",
        published_at=NOON,
    )


async def report_in(tx: WriteTx, feed: Feed, guid: str = "1", *, now: datetime = NOON) -> tuple[int, int]:
    """A report with an event of its own; gives event and entry."""
    event_id = await insert_event(tx, now=now)
    entry_id = await insert_entry(tx, feed.id, report(guid), event_id=event_id, now=now)
    assert entry_id is not None
    return event_id, entry_id


def alert(to: Destination, event_id: int, *, due_at: datetime = NOON, held: bool = False) -> NewDelivery:
    return NewDelivery(to=to, kind=DeliveryKind.ALERT, subject_id=event_id, due_at=due_at, held=held)


def digest_delivery(to: Destination, digest_id: int) -> NewDelivery:
    return replace(alert(to, digest_id), kind=DeliveryKind.DIGEST)
