from datetime import timedelta

import pytest

from bot.services import following as service
from bot.services.digests import Digests
from bot.services.discovery import DiscoveredFeed
from bot.services.following import Following, TooManyTopicsError
from bot.services.polling import Means, Polling
from bot.services.subscriptions import (
    DEFAULT_TIMES,
    FEEDS_LIMIT,
    Choice,
    Subscriptions,
    TooManyFeedsError,
    UnknownZoneError,
)
from bot.services.topic_watch import TopicWatch
from storage.database import Database
from storage.destinations import find_pause
from storage.digests import NewItem, Schedule, queue_items
from storage.feeds import FeedMode
from storage.outbox import bundle_waiting
from storage.topics import FollowMode
from storage.weights import WeightKind
from summarizer.sources.fetch import Fetched
from summarizer.sources.parsed_feed import ParsedFeed
from summarizer.topics.query import QueryError
from tests.bot.services.following import ADA, BO, FORUM, NOON, PAPER, Clock, Web, entry, outbox

AT_ONCE, DIGEST = FollowMode.AT_ONCE, FollowMode.DIGEST
DAY = timedelta(days=1)


@pytest.fixture
def watch(db: Database) -> TopicWatch:
    return TopicWatch(db)


@pytest.fixture
def following(db: Database, watch: TopicWatch, clock: Clock) -> Following:
    return Following(db, watch, now=clock)


@pytest.fixture
async def polling(db: Database, watch: TopicWatch, web: Web, clock: Clock) -> Polling:
    means = Means(fetch=web.fetch, read=web.read, simhash=lambda _told: 0, now=clock, chance=lambda: 0.0)
    made = Polling(db, watch, means)
    await made.start()
    return made


@pytest.fixture
def subscriptions(db: Database, polling: Polling, clock: Clock) -> Subscriptions:
    return Subscriptions(db, polling=polling, digests=Digests(db, now=clock), now=clock)


def found(*guids: str) -> DiscoveredFeed:
    feed = ParsedFeed(title="The Ostmar Post", language="en", entries=tuple(entry(guid) for guid in guids))
    answer = Fetched(url=PAPER, status=200, data=b"", etag='"as found"')
    return DiscoveredFeed(url=PAPER, feed=feed, answer=answer)


async def publish(polling: Polling, web: Web, clock: Clock, *guids: str) -> None:
    texts = {guid: f"Boat number {guid} came home from the sea with torn sails. " * 3 for guid in guids}
    web.publishes(PAPER, *(entry(guid, text=texts[guid]) for guid in guids))
    clock.advance(DAY)
    while await polling.tick():
        pass


async def test_a_preview_counts_what_a_query_would_have_matched(
    following: Following, subscriptions: Subscriptions
) -> None:
    empty = await following.preview(ADA, "boats")
    assert (empty.count, empty.of, empty.has_feeds) == (0, 0, False)
    await subscriptions.add_discovered(ADA, found("4", "3", "2", "1"), mode=FeedMode.TOPICS, user_id=1)
    seen = await following.preview(ADA, "boats harbour")
    assert (seen.count, seen.of, seen.has_feeds) == (4, 4, True)
    assert [one.entry.guid for one in seen.latest] == ["4", "3", "2"]
    assert seen.latest[0].match.words == ("boats", "harbour")
    assert (await following.preview(ADA, "whales")).count == 0
    assert (await following.preview(BO, "boats")).of == 0
    with pytest.raises(QueryError):
        await following.preview(ADA, "(boats")


async def test_a_topic_is_followed_listed_edited_muted_and_dropped(following: Following, clock: Clock) -> None:
    follow = await following.follow(ADA, "Boats  -ferry", mode=AT_ONCE, user_id=7)
    assert (follow.topic.query, follow.user_id) == ("boats -ferry", 7)
    again = await following.follow(ADA, "boats -ferry", mode=DIGEST, user_id=8)
    assert (again.topic, again.mode, again.user_id) == (follow.topic, DIGEST, 7)
    edited = await following.edit(ADA, follow.topic.id, "whales")
    assert edited is not None
    assert (edited.topic.query, edited.mode) == ("whales", DIGEST)
    assert await following.edit(ADA, edited.topic.id, "Whales") == edited
    clock.advance(DAY / 2)
    await following.follow(ADA, "gulls", mode=AT_ONCE, user_id=7)
    await following.mute(ADA, edited.topic.id, NOON + DAY)
    moved = await following.edit(ADA, edited.topic.id, "seals")
    assert moved is not None
    assert (moved.muted_until, [one.topic.query for one in await following.list_topics(ADA)]) == (
        NOON + DAY,
        ["seals", "gulls"],
    )
    gulls = (await following.list_topics(ADA))[1].topic.id
    same = await following.edit(ADA, gulls, "seals")
    assert same is not None
    assert (same.mode, [one.topic.query for one in await following.list_topics(ADA)]) == (AT_ONCE, ["seals"])
    edited = await following.edit(ADA, same.topic.id, "whales")
    assert edited is not None
    assert await following.edit(ADA, 99, "whales") is None
    assert await following.mute(ADA, edited.topic.id, NOON + DAY)
    assert await following.set_mode(ADA, edited.topic.id, AT_ONCE)
    (listed,) = await following.list_topics(ADA)
    assert (listed.muted_until, listed.mode) == (NOON + DAY, AT_ONCE)
    assert await following.unfollow(ADA, edited.topic.id)
    assert await following.list_topics(ADA) == ()
    assert not await following.unfollow(ADA, edited.topic.id)


async def test_a_destination_follows_so_many_topics_and_no_more(
    following: Following, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "TOPICS_LIMIT", 2)
    for query in ("boats", "whales", "boats"):
        await following.follow(ADA, query, mode=AT_ONCE, user_id=None)
    with pytest.raises(TooManyTopicsError, match="no more than 2"):
        await following.follow(ADA, "gulls", mode=AT_ONCE, user_id=None)
    assert len(await following.list_topics(ADA)) == 2


async def test_why_names_topic_words_and_feed_and_all_reports_one_may_see(
    db: Database, following: Following, subscriptions: Subscriptions, polling: Polling, web: Web, clock: Clock
) -> None:
    await subscriptions.add_discovered(ADA, found("1"), mode=FeedMode.TOPICS, user_id=1)
    await following.follow(ADA, "boat", mode=AT_ONCE, user_id=1)
    await publish(polling, web, clock, "2")
    (alert,) = await outbox(db)
    why = await following.why(alert.id, chat_id=ADA.chat_id)
    assert why is not None
    assert (why.reasons[0].words, list(why.feeds.values())) == (("boats", "Boat"), ["The Ostmar Post"])
    assert [one.guid for one in why.reports] == ["2"]
    assert await following.why(alert.id, chat_id=BO.chat_id) is None
    assert await following.why(99, chat_id=ADA.chat_id) is None
    wish = await following.wish(ADA, why.reasons, steps=-1)
    assert [(step.name, step.steps) for step in wish.steps] == [("1", -1), ("boats", -1), ("boat", -1)]
    assert len(await following.list_wishes(ADA)) == 3
    assert await following.name_feeds(wish.steps) == {"1": "The Ostmar Post"}
    assert await following.undo_wish(ADA, wish.change_id) == wish.steps
    assert await following.list_wishes(ADA) == ()
    await following.wish(ADA, why.reasons, steps=2)
    back = await following.drop_wish(ADA, WeightKind.TERM, "boats")
    assert back is not None
    assert [step.name for step in await following.list_wishes(ADA)] == ["1", "boat"]
    assert await following.drop_wish(ADA, WeightKind.TERM, "boats") is None
    assert await following.undo_wish(ADA, back.change_id) is not None
    assert len(await following.list_wishes(ADA)) == 3


async def test_more_behind_a_burst_can_be_opened(
    db: Database, following: Following, subscriptions: Subscriptions, polling: Polling, web: Web, clock: Clock
) -> None:
    await subscriptions.add_discovered(ADA, found("1"), mode=FeedMode.EVERYTHING, user_id=1)
    await publish(polling, web, clock, "2", "3", "4")
    head, *_ = await outbox(db)
    async with db.write() as tx:
        await bundle_waiting(tx, head, least=1, now=clock.at)
    assert [one.guid for one in await following.bundle(head.id, chat_id=ADA.chat_id)] == ["2", "3", "4"]
    assert await following.bundle(head.id, chat_id=BO.chat_id) == ()


async def test_catching_up_gives_each_event_once_whatever_was_said(
    following: Following, subscriptions: Subscriptions, polling: Polling, web: Web, clock: Clock
) -> None:
    await subscriptions.add_discovered(ADA, found("1"), mode=FeedMode.TOPICS, user_id=1)
    for query in ("boat", "sails"):
        await following.follow(ADA, query, mode=DIGEST, user_id=1)
    await publish(polling, web, clock, "2", "3")
    assert [one.entry.guid for one in await following.catch_up(ADA, since=NOON + DAY)] == ["3", "2"]
    assert len(await following.catch_up(ADA, since=NOON)) == 3
    assert await following.catch_up(BO, since=NOON) == ()


async def test_chats_go_come_back_and_move(db: Database, following: Following) -> None:
    await following.follow(FORUM, "boats", mode=AT_ONCE, user_id=1)
    await following.chat_gone(FORUM.chat_id, reason="kicked")
    async with db.read() as tx:
        assert await find_pause(tx, FORUM.chat_id) == "kicked"
    assert await following.chat_back(FORUM.chat_id)
    await following.chat_moved(FORUM.chat_id, -5)
    assert await following.list_topics(FORUM) == ()


async def test_a_discovered_feed_is_taken_in_once_and_its_newest_shown(
    db: Database, subscriptions: Subscriptions, web: Web
) -> None:
    await subscriptions.add_discovered(ADA, found("2", "1"), mode=FeedMode.EVERYTHING, user_id=1)
    await subscriptions.add_discovered(BO, found("2", "1"), mode=FeedMode.EVERYTHING, user_id=1)
    await subscriptions.add_discovered(FORUM, found("2", "1"), mode=FeedMode.TOPICS, user_id=1)
    await subscriptions.add_discovered(BO, found("2", "1"), mode=FeedMode.EVERYTHING, user_id=1)
    assert [row.to for row in await outbox(db)] == [ADA, BO]
    assert web.asked == []


async def test_who_says_it_is_woken_when_the_newest_of_a_known_feed_is_shown(
    db: Database, watch: TopicWatch, web: Web, clock: Clock
) -> None:
    woken: list[int] = []
    means = Means(fetch=web.fetch, read=web.read, simhash=len, now=clock, wake=lambda: woken.append(1))
    polling = Polling(db, watch, means)
    subscriptions = Subscriptions(db, polling=polling, digests=Digests(db, now=clock), now=clock)
    await subscriptions.add_discovered(ADA, found("1"), mode=FeedMode.EVERYTHING, user_id=1)
    woken.clear()
    await subscriptions.add(BO, [Choice(url=PAPER)], mode=FeedMode.EVERYTHING, user_id=2)
    assert woken
    assert [row.to for row in await outbox(db)] == [ADA, BO]


async def test_feeds_of_a_list_are_chosen_paused_and_dropped(subscriptions: Subscriptions) -> None:
    choices = [Choice(url=f"https://{name}.example/feed", title=name) for name in ("b", "a")]
    feeds = await subscriptions.add(ADA, choices, mode=FeedMode.DIGEST, user_id=1)
    assert [one.feed.title for one in await subscriptions.list_feeds(ADA)] == ["a", "b"]
    assert await subscriptions.pause(ADA, feeds[0].id, paused=True)
    assert [one.subscription.paused for one in await subscriptions.list_feeds(ADA)] == [False, True]
    assert await subscriptions.remove(ADA, feeds[0].id)
    assert not await subscriptions.remove(ADA, feeds[0].id)


async def test_a_list_that_is_too_long_adds_nothing(subscriptions: Subscriptions) -> None:
    choices = [Choice(url=f"https://{number}.example/feed") for number in range(FEEDS_LIMIT + 1)]
    with pytest.raises(TooManyFeedsError):
        await subscriptions.add(ADA, choices, mode=FeedMode.DIGEST, user_id=1)
    assert await subscriptions.list_feeds(ADA) == ()


async def test_who_wants_digests_and_named_no_time_gets_one_in_the_morning(
    subscriptions: Subscriptions, clock: Clock
) -> None:
    made = await subscriptions.ensure_digest(ADA, zone="Europe/Berlin", user_id=1)
    assert (made.times, made.next_due_at) == (DEFAULT_TIMES, NOON + timedelta(hours=19))
    clock.advance(DAY)
    assert await subscriptions.ensure_digest(ADA, zone="Asia/Tokyo") == made
    quiet = await subscriptions.set_schedule(Schedule(to=BO, zone="UTC", quiet_from=0, quiet_until=60))
    assert quiet.next_due_at is None
    assert (await subscriptions.ensure_digest(BO)).quiet_until == 60
    with pytest.raises(UnknownZoneError, match="Atlantis"):
        await subscriptions.set_schedule(Schedule(to=ADA, zone="Sea/Atlantis"))
    assert await subscriptions.schedule(ADA) == made


async def test_a_digest_opens_for_its_own_chat(db: Database, subscriptions: Subscriptions, clock: Clock) -> None:
    feed = await subscriptions.add_discovered(ADA, found("1"), mode=FeedMode.EVERYTHING, user_id=1)
    (shown,) = await outbox(db)
    await subscriptions.set_schedule(Schedule(to=ADA, zone="UTC", cap=1))
    async with db.write() as tx:
        assert shown.entry_id is not None
        items = [NewItem(to=ADA, event_id=event, entry_id=shown.entry_id, reasons=()) for event in (7, 8)]
        await queue_items(tx, items, now=clock.at)
    digest = await Digests(db, now=clock).compose(ADA)
    assert digest is not None
    page = await subscriptions.open_digest(digest.id, chat_id=ADA.chat_id)
    assert page is not None
    assert (len(page.shown), len(page.rest)) == (1, 1)
    assert await subscriptions.open_digest(digest.id, chat_id=BO.chat_id) is None
    assert await subscriptions.open_digest(99, chat_id=ADA.chat_id) is None
    assert feed.id == 1
