import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.services import polling as service
from bot.services.copies import NEAR_BITS, WINDOW, RecentReports
from bot.services.polling import OPEN_LIMIT, Means, Opened, Polling, parse_published
from bot.services.topic_watch import TopicWatch
from bot.watching import simhash_of
from storage.columns import INDEXED_BYTES
from storage.database import Database
from storage.digests import list_waiting
from storage.entries import Fingerprint, find_entries, list_recent, list_reports
from storage.feeds import FeedMode, FeedState, find_feed, find_feed_by_url
from storage.outbox import Delivery, DeliveryKind
from storage.topics import FollowMode, add_topic, list_topics
from summarizer.errors import Timeout
from summarizer.sources.fetch import Fetched, Validators
from summarizer.sources.parsed_feed import ParsedFeed
from summarizer.topics.query import parse_query
from summarizer.topics.story import Story
from tests.bot.services.following import (
    ADA,
    BO,
    FORUM,
    HOUR,
    NOON,
    OTHER,
    PAPER,
    Clock,
    Web,
    choose,
    entry,
    follow,
    outbox,
)

DAY = timedelta(days=1)
EVERYTHING, DIGEST = FeedMode.EVERYTHING, FeedMode.DIGEST


def simhash(_text: str) -> int:
    """Nothing is near to another; equal texts are known by their words."""
    return 0


@pytest.fixture
async def polling(db: Database, web: Web, clock: Clock) -> Polling:
    return await poller(db, web, clock)


async def poller(db: Database, web: Web, clock: Clock, **more: object) -> Polling:
    means = Means(fetch=web.fetch, read=web.read, simhash=simhash, now=clock, chance=lambda: 0.0)
    started = Polling(db, TopicWatch(db), replace(means, **more))  # type: ignore[arg-type]
    await started.start()
    return started


async def poll(polling: Polling, clock: Clock) -> None:
    """The next poll of every feed."""
    clock.advance(DAY)
    while await polling.tick():
        pass


async def primed(polling: Polling, web: Web, clock: Clock, *urls: str) -> None:
    """Feeds whose history was taken in."""
    for url in urls or (PAPER,):
        web.publishes(url, entry(f"old of {url}", title="Old", published=None))
    await poll(polling, clock)


def told(rows: list[Delivery]) -> list[tuple[int, int]]:
    return [(row.to.chat_id, row.subject_id) for row in rows]


async def test_the_first_poll_is_history_and_shows_only_the_newest_to_who_wants_everything(
    db: Database, polling: Polling, web: Web, clock: Clock
) -> None:
    await choose(db, ADA, mode=EVERYTHING)
    await choose(db, BO, mode=DIGEST)
    await choose(db, FORUM)
    await follow(db, FORUM)
    web.publishes(PAPER, *(entry(str(number)) for number in range(30)))
    await poll(polling, clock)
    (shown,) = await outbox(db)
    async with db.read() as tx:
        assert shown.to == ADA
        assert await list_waiting(tx, BO) == ()
        recent = await list_recent(tx, ADA)
        assert len(recent) == 30
        assert recent[0].guid == "29"
        assert shown.entry_id == recent[0].id


async def test_news_reach_followers_of_matching_topics_in_feeds_they_chose(
    db: Database, polling: Polling, web: Web, clock: Clock
) -> None:
    await choose(db, ADA)
    await choose(db, BO, OTHER)
    for to in (ADA, BO):
        await follow(db, to)
    await primed(polling, web, clock, PAPER, OTHER)
    web.publishes(PAPER, entry("1"), entry("2", title="A quiet day", text="Nothing happened in the hills today."))
    await poll(polling, clock)
    (alert,) = await outbox(db)
    assert alert.to == ADA
    (reason,) = alert.reasons
    assert (reason.query, reason.words) == ("boats", ("boats",))


async def test_a_topic_that_was_just_followed_counts_for_the_next_poll(
    db: Database, polling: Polling, web: Web, clock: Clock
) -> None:
    await choose(db, ADA)
    await primed(polling, web, clock)
    await follow(db, ADA, mode=FollowMode.DIGEST)
    web.publishes(PAPER, entry("1"))
    await poll(polling, clock)
    assert await outbox(db) == []
    async with db.read() as tx:
        assert len(await list_waiting(tx, ADA)) == 1


async def test_an_entry_is_news_once_however_often_it_is_listed(
    db: Database, polling: Polling, web: Web, clock: Clock
) -> None:
    await choose(db, ADA, mode=EVERYTHING)
    await primed(polling, web, clock)
    for number in range(3):
        web.publishes(PAPER, entry(f"new {number}", text=f"Number {number} arrived with all its sails torn. " * 4))
        await poll(polling, clock)
    assert len(await outbox(db)) == 4


@pytest.mark.parametrize("copy", ["address", "words", "nearly"])
async def test_a_copy_from_another_paper_is_told_once_to_each(db: Database, web: Web, clock: Clock, copy: str) -> None:
    text = "The harbour of Ostmar counted four hundred boats, more than in any autumn since the lighthouse was built."
    first = entry("1", text=text)
    second = {
        "address": replace(entry("x", title="Boats", text="Quite another text of it."), url=first.url),
        "words": replace(first, id="x", url="https://courier.example/x"),
        "nearly": replace(entry("x", text=f"{text} Much more."), url="https://courier.example/x"),
    }[copy]
    polling = await poller(db, web, clock, simhash=lambda told: 5 if "lighthouse" in told else simhash(told))
    await choose(db, ADA, mode=EVERYTHING)
    await choose(db, ADA, OTHER, EVERYTHING)
    await choose(db, BO, OTHER, EVERYTHING)
    await primed(polling, web, clock, PAPER, OTHER)
    before = len(await outbox(db))
    web.publishes(PAPER, first)
    await poll(polling, clock)
    web.publishes(OTHER, second)
    polling = await poller(db, web, clock, simhash=lambda told: 5 if "lighthouse" in told else simhash(told))
    await poll(polling, clock)
    news = (await outbox(db))[before:]
    assert [row.to for row in news] == [ADA, BO]
    assert news[0].subject_id == news[1].subject_id
    async with db.read() as tx:
        assert len(await list_reports(tx, news[0].subject_id, to=ADA)) == 2
        assert len(await list_reports(tx, news[0].subject_id, to=BO)) == 1


async def test_a_near_fingerprint_of_other_words_is_no_copy(db: Database, web: Web, clock: Clock) -> None:
    polling = await poller(db, web, clock, simhash=lambda told: 5 if "harbour" in told else simhash(told))
    await choose(db, ADA, mode=EVERYTHING)
    await choose(db, ADA, OTHER, EVERYTHING)
    await primed(polling, web, clock, PAPER, OTHER)
    before = len(await outbox(db))
    fire = "A fire in the harbour of Ostmar destroyed four sheds, and two ferries had to wait until the smoke was gone."
    fees = "The council raises the fees of the harbour next spring: yachts will pay a third more, fishermen nothing."
    web.publishes(PAPER, entry("fees", title="Fees", text=fees))
    web.publishes(OTHER, replace(entry("fire", title="Fire", text=fire), url="https://courier.example/fire"))
    await poll(polling, clock)
    assert len({row.subject_id for row in (await outbox(db))[before:]}) == 2


async def test_the_bulletins_of_one_feed_are_each_told(db: Database, web: Web, clock: Clock) -> None:
    polling = await poller(db, web, clock, simhash=simhash_of)
    await choose(db, ADA, mode=EVERYTHING)
    await primed(polling, web, clock)
    before = len(await outbox(db))
    told = "Earthquake of magnitude {} recorded {} km south of Ostmar at a depth of ten kilometres, the institute says."
    quakes = [entry(str(n), title=f"Magnitude {n} near Ostmar", text=told.format(n, 10 * n)) for n in (3, 4, 5)]
    for quake in quakes:
        web.publishes(PAPER, quake)
        await poll(polling, clock)
    assert len({row.subject_id for row in (await outbox(db))[before:]}) == 3


async def test_copies_that_papers_publish_at_once_are_one_event(db: Database, web: Web, clock: Clock) -> None:
    polling = await poller(db, web, clock, simhash=lambda told: 5 if "lighthouse" in told else simhash(told))
    papers = [f"https://{number}.example/feed" for number in range(6)]
    for paper in papers:
        await choose(db, ADA, paper, EVERYTHING)
    await primed(polling, web, clock, *papers)
    before = len(await outbox(db))
    for paper in papers:
        text = f"The harbour of Ostmar has never seen so many boats below the lighthouse, {paper} has learned today."
        web.publishes(paper, replace(entry(paper, text=text), url=f"{paper}/1"))
    await poll(polling, clock)
    assert len(await outbox(db)) == before + 1


async def test_an_address_that_all_entries_share_makes_no_copies(
    db: Database, polling: Polling, web: Web, clock: Clock
) -> None:
    await choose(db, ADA, mode=EVERYTHING)
    await primed(polling, web, clock)
    home = "https://post.example/"
    web.publishes(PAPER, *(replace(entry(guid, title=f"Story {guid}"), url=home) for guid in ("1", "2")))
    await poll(polling, clock)
    assert len({row.subject_id for row in await outbox(db)}) == 3


async def test_an_archive_that_is_imported_is_no_news(db: Database, polling: Polling, web: Web, clock: Clock) -> None:
    await choose(db, ADA, mode=EVERYTHING)
    await primed(polling, web, clock)
    web.publishes(PAPER, entry("1", published="2019-05-01"), entry("2", published="2026-11-23T10:00:00Z"))
    await poll(polling, clock)
    async with db.read() as tx:
        shown = [row.entry_id for row in await outbox(db)][1:]
        assert [one.guid for one in await list_recent(tx, ADA) if one.id in shown] == ["2"]


async def test_a_poll_is_conditional_and_the_next_is_stored(
    db: Database, polling: Polling, web: Web, clock: Clock
) -> None:
    feed = await choose(db, ADA)
    await primed(polling, web, clock)
    await poll(polling, clock)
    assert [validators for _, validators in web.asked] == [Validators(), Validators(etag='"1"')]
    restarted = await poller(db, web, clock)
    assert not await restarted.tick()
    async with db.read() as tx:
        polled = await find_feed(tx, feed.id)
        assert polled is not None
        assert polled.next_poll_at == clock.at + HOUR
        assert (polled.title, polled.primed, polled.succeeded_at) == ("The Ostmar Post", True, clock.at)


async def test_a_feed_that_fails_is_asked_ever_later_and_says_why(
    db: Database, polling: Polling, web: Web, clock: Clock
) -> None:
    feed = await choose(db, ADA)
    web.feeds[PAPER] = Timeout(seconds=15)
    await poll(polling, clock)
    await poll(polling, clock)
    async with db.read() as tx:
        failing = await find_feed(tx, feed.id)
        assert failing is not None
        assert (failing.failures, failing.error, failing.primed) == (2, "slow", False)
        assert failing.next_poll_at > clock.at + HOUR


async def test_the_end_of_a_feed_is_told_to_who_chose_it(
    db: Database, polling: Polling, web: Web, clock: Clock
) -> None:
    feed = await choose(db, ADA)
    await primed(polling, web, clock)
    web.publishes(PAPER, entry("1"))
    web.statuses[PAPER] = 410
    await poll(polling, clock)
    await poll(polling, clock)
    (notice,) = await outbox(db)
    assert (notice.kind, notice.subject_id, notice.to) == (DeliveryKind.NOTICE, feed.id, ADA)
    assert len(web.asked) == 2
    async with db.read() as tx:
        gone = await find_feed(tx, feed.id)
        assert gone is not None
        assert gone.state is FeedState.GONE


async def test_a_feed_that_moved_is_asked_at_its_new_address_after_two_answers(
    db: Database, polling: Polling, web: Web, clock: Clock
) -> None:
    await choose(db, ADA)
    await primed(polling, web, clock)
    web.moved[PAPER] = "https://new.example/feed"
    await poll(polling, clock)
    await poll(polling, clock)
    async with db.read() as tx:
        assert await find_feed_by_url(tx, PAPER) is None
        assert await find_feed_by_url(tx, "https://new.example/feed") is not None


async def test_a_feed_that_was_just_discovered_is_taken_in_without_a_second_request(
    db: Database, polling: Polling
) -> None:
    feed = await choose(db, ADA, mode=EVERYTHING)
    parsed = ParsedFeed(title="The Post", entries=(entry("2"), entry("1")))
    answer = Fetched(url=PAPER, status=200, data=b"", etag='"7"')
    assert await polling.take_in(feed, answer, parsed) == 2
    assert not await polling.tick()
    assert len(await outbox(db)) == 1


class Shelf:
    """Articles that can be opened: those whose address ends in one of `there`."""

    def __init__(self, *there: str) -> None:
        self.there = there
        self.opened: list[str] = []

    async def __call__(self, url: str) -> Opened | None:
        self.opened.append(url.rpartition("/")[2])
        return (
            Opened(story_id=7, text="The boats came home. The boats were many.") if url.endswith(self.there) else None
        )


async def test_thin_entries_are_read_in_full_where_topics_may_want_them(db: Database, web: Web, clock: Clock) -> None:
    shelf = Shelf("/1")
    polling = await poller(db, web, clock, open=shelf)
    await choose(db, ADA)
    await follow(db, ADA, mode=FollowMode.DIGEST)
    await primed(polling, web, clock)
    web.publishes(PAPER, entry("1", title="Home", text="Home."), entry("2", title="Away", text="Away."))
    await poll(polling, clock)
    assert shelf.opened == ["1", "2"]
    async with db.read() as tx:
        assert len(await list_waiting(tx, ADA)) == 1


async def test_a_copy_is_known_by_what_its_feed_says_whether_its_article_was_opened_or_not(
    db: Database, web: Web, clock: Clock
) -> None:
    said = "The boats of Ostmar left the harbour at dawn, said the harbour master, and came back full of fish at dusk."
    shelf = Shelf("/2")
    polling = await poller(db, web, clock, open=shelf)
    await choose(db, ADA)
    await choose(db, ADA, OTHER)
    await primed(polling, web, clock, PAPER, OTHER)
    web.publishes(PAPER, entry("1", title="Boats come home", text=said))
    await poll(polling, clock)
    await follow(db, ADA, "boats")
    web.publishes(OTHER, entry("2", title="Boats come home", text=said))
    await poll(polling, clock)
    assert shelf.opened == ["2"]
    (alert,) = await outbox(db)
    async with db.read() as tx:
        assert [one.guid for one in await list_reports(tx, alert.subject_id, to=ADA)] == ["1", "2"]


async def test_nearly_the_same_words_are_a_copy_also_where_an_article_was_opened_for_one_of_them(
    db: Database, web: Web, clock: Clock
) -> None:
    said = "The boats of Ostmar left the harbour at dawn, said the harbour master, and came back full of fish at dusk."
    article = Opened(story_id=7, text="Nets, ropes, prices, quotas, crews, engines: what a boat costs its family. " * 9)

    async def open_first(url: str) -> Opened | None:
        return article if url.endswith("/1") else None

    polling = await poller(db, web, clock, open=open_first, simhash=simhash_of)
    await choose(db, ADA)
    await choose(db, ADA, OTHER)
    await follow(db, ADA, "boats")
    await primed(polling, web, clock, PAPER, OTHER)
    web.publishes(PAPER, entry("1", title="Boats come home to the harbour", text=said))
    await poll(polling, clock)
    edited = said.replace("full of", "laden with")
    web.publishes(OTHER, entry("2", title="Boats come home to the harbour", text=edited))
    await poll(polling, clock)
    (alert,) = await outbox(db)
    async with db.read() as tx:
        assert [one.text == edited for one in await list_reports(tx, alert.subject_id, to=ADA)] == [False, True]


async def test_only_what_somebody_is_told_at_once_is_opened(db: Database, web: Web, clock: Clock) -> None:
    full = "The boats left the harbour at dawn, and the boats came back at dusk with all that they could carry. " * 3
    shelf = Shelf("/1", "/3")
    polling = await poller(db, web, clock, open=shelf)
    await choose(db, ADA)
    await follow(db, ADA)
    await choose(db, BO, OTHER)
    await follow(db, BO, mode=FollowMode.DIGEST)
    await primed(polling, web, clock, PAPER, OTHER)
    web.publishes(PAPER, entry("1", text=full), entry("2", title="A quiet day", text=full.replace("boats", "carts")))
    web.publishes(OTHER, entry("3", title="Boats at dawn", text=full.replace("harbour", "river") + "Nothing more."))
    await poll(polling, clock)
    assert shelf.opened == ["1"]
    (alert,) = await outbox(db)
    assert alert.entry_id is not None
    async with db.read() as tx:
        entries = await find_entries(tx, [alert.entry_id])
    assert entries[alert.entry_id].text == full


async def test_a_poll_opens_ten_articles_and_none_twice(db: Database, web: Web, clock: Clock) -> None:
    shelf = Shelf("")
    polling = await poller(db, web, clock, open=shelf)
    await choose(db, ADA, mode=EVERYTHING)
    await primed(polling, web, clock)
    web.publishes(PAPER, *(entry(str(number), title=f"Boats {number}") for number in range(OPEN_LIMIT + 3)))
    await poll(polling, clock)
    assert len(set(shelf.opened)) == len(shelf.opened) == OPEN_LIMIT
    assert len(await outbox(db)) == OPEN_LIMIT + 4, "those, and the newest of its history"


async def test_an_article_that_cannot_be_read_is_asked_for_once(db: Database, web: Web, clock: Clock) -> None:
    shelf = Shelf("/none")
    polling = await poller(db, web, clock, open=shelf)
    await choose(db, ADA)
    await follow(db, ADA)
    await primed(polling, web, clock)
    web.publishes(PAPER, entry("1", title="Boats come home", text="Boats."))
    await poll(polling, clock)
    assert shelf.opened == ["1"], "it says too little, and is told at once"
    assert len(await outbox(db)) == 1


async def test_a_slow_article_keeps_nobody_waiting_for_long(
    db: Database, web: Web, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    async def hang(url: str) -> Opened | None:
        asked.append(url)
        await asyncio.sleep(60)
        return None

    monkeypatch.setattr(service, "OPEN_FOR_S", 0.1)
    polling = await poller(db, web, clock, open=hang)
    await choose(db, ADA, mode=EVERYTHING)
    await primed(polling, web, clock)
    web.publishes(PAPER, *(entry(f"b{number}") for number in range(5)))
    await poll(polling, clock)
    assert len(asked) == 1
    assert len(await outbox(db)) == 5 + 1


async def test_what_cannot_be_stored_is_left_out(db: Database, polling: Polling, web: Web, clock: Clock) -> None:
    await choose(db, ADA, mode=EVERYTHING)
    await primed(polling, web, clock)
    web.publishes(PAPER, entry("1", title="nul \0"), entry("2", title="fine"), entry("3", url="not an address"))
    await poll(polling, clock)
    assert len(await outbox(db)) == 3


async def test_what_is_too_long_for_a_key_is_left_out_and_a_long_address_is_none(
    db: Database, polling: Polling, web: Web, clock: Clock
) -> None:
    await choose(db, ADA, mode=EVERYTHING)
    await primed(polling, web, clock)
    long = f"https://post.example/{'é' * INDEXED_BYTES}"
    web.publishes(PAPER, entry("1" * (INDEXED_BYTES + 1), url="https://post.example/1"), entry("2", url=long))
    await poll(polling, clock)
    async with db.read() as tx:
        (kept,) = [one for one in await list_recent(tx, ADA) if one.guid == "2" or len(one.guid) > INDEXED_BYTES]
    assert (kept.guid, kept.url) == ("2", long)


async def test_a_feed_that_trips_us_up_is_asked_later_and_stops_nobody(
    db: Database, web: Web, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    def trip(told: str) -> int:
        if "trap" in told:
            raise ZeroDivisionError
        return simhash(told)

    polling = await poller(db, web, clock, simhash=trip)
    feed = await choose(db, ADA, mode=EVERYTHING)
    await choose(db, ADA, OTHER, EVERYTHING)
    web.publishes(PAPER, entry("1", title="A trap"))
    web.publishes(OTHER, entry("2"))
    await poll(polling, clock)
    assert "could not be taken in" in caplog.text
    assert len(await outbox(db)) == 1
    async with db.read() as tx:
        failing = await find_feed(tx, feed.id)
        assert failing is not None
        assert (failing.failures, failing.error) == (1, "broken")


async def test_one_host_is_asked_one_thing_at_a_time(db: Database, web: Web, clock: Clock) -> None:
    under_way: list[int] = [0, 0]

    async def fetch(url: str, validators: Validators) -> Fetched:
        under_way[0] += 1
        under_way[1] = max(under_way)
        await asyncio.sleep(0)
        under_way[0] -= 1
        return await web.fetch(url, validators)

    polling = await poller(db, web, clock, fetch=fetch)
    for number in range(5):
        url = f"https://post.example/{number}/feed"
        web.publishes(url, entry(f"{number}"))
        await choose(db, ADA, url)
    await polling.tick()
    assert len(web.asked) == 5
    assert under_way[1] == 1


async def test_it_runs_when_woken(db: Database, polling: Polling, web: Web, clock: Clock) -> None:
    task = asyncio.create_task(polling.run())
    await asyncio.sleep(0.05)
    web.publishes(PAPER, entry("1"))
    await choose(db, ADA)
    clock.advance(DAY)
    polling.wake()
    async with asyncio.timeout(5):
        while not web.asked:
            await asyncio.sleep(0.01)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def test_dates_of_feeds() -> None:
    assert parse_published("2026-11-22T12:00:00Z") == NOON
    assert parse_published("2026-11-22") == NOON.replace(hour=0)
    assert parse_published("someday") is None
    assert parse_published(None) is None


def test_the_nearest_of_recent_reports_is_found_until_it_is_old() -> None:
    recent = RecentReports()
    prints = ((1, 0), (2, 0b111), (3, 0b1))
    recent.remember([Fingerprint(event_id=event, feed_id=event, simhash=bits, seen_at=NOON) for event, bits in prints])
    assert recent.find(0b11, feed_id=9) == (2, 3)
    assert recent.find(0b11, feed_id=2) == (3,), "what one feed says in the same words are its bulletins"
    assert recent.find(0, feed_id=9) == (), "no fingerprint is near to nothing"
    assert recent.find(2**NEAR_BITS - 1, feed_id=9) == (2, 3)
    assert recent.find(2**64 - 1, feed_id=9) == ()
    recent.forget_before(NOON + WINDOW)
    assert len(recent) == 3
    recent.forget_before(NOON + WINDOW + DAY)
    assert len(recent) == 0


@pytest.fixture
async def watch(db: Database) -> TopicWatch:
    return TopicWatch(db, lambda title, _text, _language: frozenset({"sport"} if "match" in title else ()))


async def test_topics_are_matched_with_categories_and_explained(db: Database, watch: TopicWatch) -> None:
    await follow(db, ADA, "category:sport ferry")
    async with db.write() as tx:
        await add_topic(tx, "((", now=NOON)
    assert await watch.catch_up() == 1
    assert await watch.catch_up() == 0
    found = watch.match(Story(title="Ferry wins the match", text="A ferry won.", language="en"))
    assert [(match.words, match.fields) for match in found.values()] == [(("Ferry",), ("category:sport",))]
    preview = watch.explain_each([parse_query("ferry")], [Story(title="Ferry", text=""), Story(title="Bus", text="")])
    assert [match is not None for match in preview] == [True, False]
    in_sport = watch.explain_each([parse_query("category:sport")], [Story(title="A match", text="")])
    assert in_sport[0] is not None
    async with db.read() as tx:
        assert len(watch) == 1 < len(await list_topics(tx))
