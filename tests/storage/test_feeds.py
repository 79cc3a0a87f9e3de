import asyncio
from dataclasses import replace
from datetime import timedelta

from storage.database import Database
from storage.destinations import pause_chat, resume_chat
from storage.digests import NewItem, list_waiting, queue_items
from storage.entries import find_entry, find_known_guids
from storage.feeds import (
    FeedMode,
    FeedState,
    Subscription,
    add_feed,
    claim_due_feeds,
    find_feed,
    find_feed_by_url,
    find_feeds,
    find_next_poll,
    list_chosen_feeds,
    list_subscriptions,
    pause_subscription,
    prune_feeds,
    release_feed,
    rename_feed,
    save_poll,
    subscribe,
    unsubscribe,
)
from tests.storage.following import ADA, BO, FORUM, feed_of, report_in
from tests.storage.samples import NOON

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


async def claim(db: Database, *, after: timedelta = timedelta(), limit: int = 10) -> list[int]:
    async with db.write() as tx:
        now = NOON + after
        return [feed.id for feed in await claim_due_feeds(tx, now=now, until=now + MINUTE, limit=limit)]


async def test_a_feed_stands_once_whoever_chooses_it(db: Database) -> None:
    async with db.write() as tx:
        feed = await feed_of(tx, ADA)
        assert await feed_of(tx, BO) == feed
        assert await find_feed_by_url(tx, feed.url) == feed
        assert await find_feeds(tx, [feed.id, 99]) == {feed.id: feed}
        assert [one.to for one in await list_subscriptions(tx, feed.id)] == [ADA, BO]


async def test_a_due_feed_is_claimed_once_until_the_claim_ends(db: Database) -> None:
    async with db.write() as tx:
        feed = await feed_of(tx, ADA)
    assert await claim(db) == [feed.id]
    assert await claim(db) == []
    assert await claim(db, after=MINUTE) == [feed.id]
    async with db.write() as tx:
        await release_feed(tx, feed.id)
    assert await claim(db) == [feed.id]


async def test_who_adds_a_feed_may_keep_it_from_being_asked(db: Database) -> None:
    async with db.write() as tx:
        feed = await add_feed(tx, "https://post.example/feed", now=NOON, leased_until=NOON + MINUTE)
        await feed_of(tx, ADA)
    assert await claim(db) == []
    assert await claim(db, after=MINUTE) == [feed.id]


async def test_the_longest_due_come_first_and_the_limit_holds(db: Database) -> None:
    async with db.write() as tx:
        late = await feed_of(tx, ADA, url="https://a.example/feed")
        early = await feed_of(tx, ADA, url="https://b.example/feed")
        await save_poll(tx, replace(early, next_poll_at=NOON - HOUR))
    assert await claim(db, limit=1) == [early.id]
    assert await claim(db) == [late.id]


async def test_many_who_claim_at_once_never_get_the_same_feed(db: Database) -> None:
    async with db.write() as tx:
        for number in range(20):
            await feed_of(tx, ADA, url=f"https://{number}.example/feed")
    claims = await asyncio.gather(*(claim(db, limit=5) for _ in range(6)))
    taken = [one for ids in claims for one in ids]
    assert len(taken) == len(set(taken)) == 20


async def test_a_poll_is_remembered_to_the_byte_and_the_next_is_not_early_after_a_restart(db: Database) -> None:
    async with db.write() as tx:
        feed = await feed_of(tx, ADA)
        polled = replace(
            feed,
            title="The Post",
            etag='W/"ü  1"',
            last_modified="Sun, 22 Nov 2026 12:00:00 GMT",
            next_poll_at=NOON + HOUR,
            polled_at=NOON,
            succeeded_at=NOON,
            primed=True,
            failures=2,
            error="slow",
            moved_to="https://new.example/feed",
            moved_hits=1,
            notes={"ttl_s": 60, "skip_hours": [1, 2]},
        )
        await save_poll(tx, polled)
        assert await find_feed(tx, feed.id) == polled
        assert await find_next_poll(tx) == NOON + HOUR
    assert await claim(db, after=HOUR - MINUTE) == []
    assert await claim(db, after=HOUR) == [feed.id]


async def test_nobody_asks_a_feed_that_nobody_wants_to_hear_of(db: Database) -> None:
    async with db.write() as tx:
        feed = await feed_of(tx, ADA)
        await pause_chat(tx, ADA.chat_id, reason="blocked", now=NOON)
        assert await list_subscriptions(tx, feed.id) == ()
    assert await claim(db) == []
    async with db.write() as tx:
        await resume_chat(tx, ADA.chat_id)
        assert await pause_subscription(tx, ADA, feed.id, paused=True)
        assert not await pause_subscription(tx, BO, feed.id, paused=True)
        assert await find_next_poll(tx) is None
    assert await claim(db) == []
    async with db.write() as tx:
        await pause_subscription(tx, ADA, feed.id, paused=False)
    assert await claim(db) == [feed.id]
    async with db.write() as tx:
        assert await unsubscribe(tx, ADA, feed.id)
        assert not await unsubscribe(tx, ADA, feed.id)
    assert await claim(db, after=HOUR) == []


async def test_a_feed_that_had_gone_is_asked_again_when_somebody_chooses_it_anew(db: Database) -> None:
    async with db.write() as tx:
        feed = await feed_of(tx, ADA)
        await save_poll(tx, replace(feed, state=FeedState.GONE, error="gone", failures=1))
    assert await claim(db, after=HOUR) == []
    async with db.write() as tx:
        revived = await add_feed(tx, feed.url, now=NOON + HOUR)
        assert (revived.state, revived.error, revived.next_poll_at) == (FeedState.ACTIVE, None, NOON + HOUR)


async def test_choosing_again_changes_the_mode_and_ends_a_pause(db: Database) -> None:
    async with db.write() as tx:
        feed = await feed_of(tx, FORUM)
        await pause_subscription(tx, FORUM, feed.id, paused=True)
        again = Subscription(to=FORUM, feed_id=feed.id, mode=FeedMode.DIGEST, created_at=NOON + HOUR, user_id=9)
        assert not await subscribe(tx, again)
        (chosen,) = await list_chosen_feeds(tx, FORUM)
        assert (chosen.feed, chosen.subscription.mode, chosen.subscription.paused) == (feed, FeedMode.DIGEST, False)
        assert chosen.subscription.created_at == NOON
        assert await list_chosen_feeds(tx, replace(FORUM, thread_id=0)) == ()


async def test_a_feed_that_moved_keeps_its_followers_and_reports(db: Database) -> None:
    async with db.write() as tx:
        feed = await feed_of(tx, ADA)
        await report_in(tx, feed)
        assert await rename_feed(tx, feed.id, "https://new.example/feed") == feed.id
        assert await find_feed_by_url(tx, feed.url) is None
        assert await find_known_guids(tx, feed.id, ["1", "2"]) == {"1"}


async def test_two_feeds_that_turn_out_to_be_one_are_joined(db: Database) -> None:
    async with db.write() as tx:
        old = await feed_of(tx, ADA, BO, url="https://old.example/feed")
        new = await feed_of(tx, BO, FORUM, url="https://new.example/feed", mode=FeedMode.EVERYTHING)
        event, entry = await report_in(tx, old, "1")
        await report_in(tx, old, "2")
        _, twin = await report_in(tx, new, "1")
        await queue_items(tx, [NewItem(to=ADA, event_id=event, entry_id=entry, reasons=())], now=NOON)
        assert await rename_feed(tx, old.id, new.url) == new.id
        assert await find_feed(tx, old.id) is None
        choices = [(one.to, one.mode) for one in await list_subscriptions(tx, new.id)]
        assert choices == [(FORUM, FeedMode.EVERYTHING), (ADA, FeedMode.TOPICS), (BO, FeedMode.EVERYTHING)]
        assert await find_known_guids(tx, new.id, ["1", "2"]) == {"1", "2"}
        assert [item.entry_id for item in await list_waiting(tx, ADA)] == [twin], "what waits is not lost"


async def test_feeds_that_nobody_chooses_are_forgotten_after_a_while(db: Database) -> None:
    async with db.write() as tx:
        kept = await feed_of(tx, ADA, url="https://a.example/feed")
        left = await feed_of(tx, url="https://b.example/feed")
        _, entry = await report_in(tx, left)
        assert await prune_feeds(tx, NOON) == 0
        assert await prune_feeds(tx, NOON + MINUTE) == 1
        assert await find_feed(tx, kept.id) is not None
        assert await find_entry(tx, entry) is None
