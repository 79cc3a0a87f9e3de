from datetime import timedelta

from storage.audience import Listener, Quiet, find_weights, list_listeners, list_told
from storage.database import Database
from storage.destinations import Destination, pause_chat
from storage.digests import NewItem, Schedule, queue_items, save_schedule
from storage.feeds import FeedMode, pause_subscription
from storage.outbox import queue_deliveries
from storage.topics import (
    FollowMode,
    drop_unfollowed,
    find_follow,
    follow_topic,
    list_follows,
    list_topics,
    mute_topic,
    set_follow_mode,
    unfollow_topic,
)
from storage.transactions import ReadTx
from storage.weights import Step, WeightKind, change_weights, list_weights, prune_changes, reset_weights, undo_change
from tests.storage.following import ADA, BO, FORUM, alert, feed_of, report_in, topic_of
from tests.storage.samples import NOON

DAY = timedelta(days=1)


async def heard(tx: ReadTx, feed_id: int, *topic_ids: int) -> list[Listener]:
    return list(await list_listeners(tx, feed_id, topic_ids, now=NOON))


async def test_a_topic_stands_once_for_all_who_follow_it(db: Database) -> None:
    async with db.write() as tx:
        topic = await topic_of(tx, ADA)
        assert await topic_of(tx, BO) == topic
        other = await topic_of(tx, ADA, query="ferry")
        assert await list_topics(tx) == (topic, other)
        assert await list_topics(tx, after=topic.id) == (other,)
        assert [follow.topic for follow in await list_follows(tx, ADA)] == [topic, other]


async def test_following_again_changes_the_mode_and_ends_a_mute(db: Database) -> None:
    async with db.write() as tx:
        topic = await topic_of(tx, ADA)
        assert await mute_topic(tx, ADA, topic.id, until=NOON + DAY)
        follow = await find_follow(tx, ADA, topic.id)
        assert follow is not None
        assert follow.muted_until == NOON + DAY
        await topic_of(tx, ADA, mode=FollowMode.DIGEST)
        follow = await find_follow(tx, ADA, topic.id)
        assert follow is not None
        assert (follow.mode, follow.muted_until) == (FollowMode.DIGEST, None)
        assert not await follow_topic(tx, follow)
        assert await set_follow_mode(tx, ADA, topic.id, FollowMode.AT_ONCE)
        assert not await set_follow_mode(tx, BO, topic.id, FollowMode.AT_ONCE)
        assert not await mute_topic(tx, BO, topic.id, until=None)
        assert await find_follow(tx, BO, topic.id) is None


async def test_a_topic_goes_with_its_last_follower(db: Database) -> None:
    async with db.write() as tx:
        topic = await topic_of(tx, ADA, BO)
        assert await unfollow_topic(tx, ADA, topic.id)
        assert not await unfollow_topic(tx, ADA, topic.id)
        assert await list_topics(tx) == (topic,)
        assert await unfollow_topic(tx, BO, topic.id)
        assert await list_topics(tx) == ()
        left = await topic_of(tx)
        assert await drop_unfollowed(tx) == (left.id,)


async def test_a_match_reaches_only_who_chose_the_feed_in_that_very_place(db: Database) -> None:
    async with db.write() as tx:
        feed = await feed_of(tx, ADA)
        other_thread = Destination(chat_id=FORUM.chat_id, thread_id=FORUM.thread_id + 1)
        await feed_of(tx, FORUM, mode=FeedMode.EVERYTHING)
        topic = await topic_of(tx, ADA, BO, other_thread)
        found = await heard(tx, feed.id, topic.id)
        assert [(one.to, one.topic) for one in found] == [(FORUM, None), (ADA, topic)]
        assert await heard(tx, feed.id + 1, topic.id) == []
        assert [one.to for one in await heard(tx, feed.id)] == [FORUM]


async def test_paused_chats_paused_choices_and_muted_follows_hear_nothing(db: Database) -> None:
    async with db.write() as tx:
        feed = await feed_of(tx, ADA, BO, FORUM, mode=FeedMode.DIGEST)
        topic = await topic_of(tx, ADA, BO, FORUM)
        await pause_chat(tx, FORUM.chat_id, reason="kicked", now=NOON)
        await pause_subscription(tx, BO, feed.id, paused=True)
        await mute_topic(tx, ADA, topic.id, until=NOON + DAY)
        assert [(one.to, one.topic) for one in await heard(tx, feed.id, topic.id)] == [(ADA, None)]
        await mute_topic(tx, ADA, topic.id, until=NOON)
        assert len(await heard(tx, feed.id, topic.id)) == 2


async def test_listeners_bring_their_quiet_hours_along(db: Database) -> None:
    async with db.write() as tx:
        feed = await feed_of(tx, ADA, BO)
        topic = await topic_of(tx, ADA, BO)
        await save_schedule(tx, Schedule(to=ADA, zone="Asia/Tokyo", quiet_from=1320, quiet_until=0))
        await save_schedule(tx, Schedule(to=BO, zone="Asia/Tokyo", times=(480,)))
        ada, bo = await heard(tx, feed.id, topic.id, *range(100, 1500))
        assert ada.quiet == Quiet(zone="Asia/Tokyo", from_minute=1320, until_minute=0)
        assert bo.quiet is None
        assert ada.follow_mode is FollowMode.AT_ONCE


async def test_who_was_told_or_will_be_is_known(db: Database) -> None:
    async with db.write() as tx:
        event, entry = await report_in(tx, await feed_of(tx, ADA))
        assert await list_told(tx, event) == frozenset()
        await queue_deliveries(tx, [alert(ADA, event), alert(BO, event + 1)], now=NOON)
        await queue_items(tx, [NewItem(to=FORUM, event_id=event, entry_id=entry, reasons=())], now=NOON)
        assert await list_told(tx, event) == {ADA, FORUM}


async def test_wishes_add_up_are_seen_and_can_be_taken_back_once(db: Database) -> None:
    async with db.write() as tx:
        more = Step(kind=WeightKind.TERM, name="ferry", steps=1)
        less = Step(kind=WeightKind.SOURCE, name="7", steps=-2)
        first = await change_weights(tx, ADA, [more, less], now=NOON)
        await change_weights(tx, ADA, [more], now=NOON)
        assert [(one.name, one.steps) for one in await list_weights(tx, ADA)] == [("7", -2), ("ferry", 2)]
        assert await undo_change(tx, BO, first) is None
        assert await undo_change(tx, ADA, first) == (more, less)
        assert await undo_change(tx, ADA, first) is None
        assert [(one.name, one.steps) for one in await list_weights(tx, ADA)] == [("ferry", 1)]
        found = await find_weights(tx, 7, ["ferry", "boat"])
        assert {(one.name, one.value) for one in found[ADA]} == {("7", 0), ("ferry", 1)}
        assert await prune_changes(tx, NOON + DAY) == 2
        assert await reset_weights(tx, ADA) == 2
        assert await list_weights(tx, ADA) == ()
