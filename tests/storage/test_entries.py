import asyncio
import hashlib
from dataclasses import replace
from datetime import timedelta

from storage.columns import INDEXED_BYTES
from storage.database import Database
from storage.digests import NewItem, list_waiting, queue_items
from storage.entries import (
    LISTED_EVERY,
    count_reports,
    find_entries,
    find_entry,
    find_event,
    find_event_of_copy,
    find_known_guids,
    find_newest,
    insert_entry,
    insert_event,
    list_fingerprints,
    list_recent,
    list_reports,
    merge_events,
    prune_entries,
    set_story,
    take_turn_at_events,
    touch_entries,
)
from storage.feeds import Feed
from storage.outbox import DeliveryState, list_deliveries, queue_deliveries
from storage.stories import save_reading
from tests.storage.following import ADA, BO, FORUM, alert, feed_of, report, report_in
from tests.storage.samples import NOON, THREE, reading

HOUR = timedelta(hours=1)


async def test_the_longest_keys_are_taken_by_every_database(db: Database) -> None:
    # Digits of a hash: what repeats itself would be compressed.
    long = "".join(hashlib.sha256(bytes([number])).hexdigest() for number in range(41))[:INDEXED_BYTES]
    async with db.write() as tx:
        feed = await feed_of(tx, ADA, url=long)
        event = await insert_event(tx, now=NOON)
        told = replace(report(), guid=long, url=long, canonical_url=long)
        assert await insert_entry(tx, feed.id, told, event_id=event, now=NOON) is not None
        assert await find_event_of_copy(tx, canonical_url=long, text_hash=None, since=NOON) == event


async def test_a_report_is_remembered_once_for_each_feed(db: Database) -> None:
    async with db.write() as tx:
        feed = await feed_of(tx, ADA)
        event, entry = await report_in(tx, feed)
        assert await insert_entry(tx, feed.id, report(), event_id=event, now=NOON) is None
        found = await find_entry(tx, entry)
        assert found is not None
        assert (found.title, found.feed_title, found.event_id) == (report().title, feed.title, event)
        assert await find_known_guids(tx, feed.id, [str(number) for number in range(1200)]) == {"1"}
        assert set(await find_entries(tx, [entry, 99])) == {entry}


async def test_a_copy_is_found_by_its_address_and_by_its_words(db: Database) -> None:
    async with db.write() as tx:
        feed = await feed_of(tx, ADA)
        event, _ = await report_in(tx, feed)
        url, words = "https://post.example/1", "hash of 1"
        assert await find_event_of_copy(tx, canonical_url=url, text_hash="other", since=NOON) == event
        assert await find_event_of_copy(tx, canonical_url="https://x.example/", text_hash=words, since=NOON) == event
        assert await find_event_of_copy(tx, canonical_url=None, text_hash=words, since=NOON) == event
        assert await find_event_of_copy(tx, canonical_url=url, text_hash=words, since=NOON + HOUR) is None


async def test_who_looks_for_copies_at_the_same_time_finds_them(db: Database) -> None:
    async with db.write() as tx:
        feeds = [await feed_of(tx, ADA, url=f"https://{number}.example/feed") for number in range(5)]

    async def take_in(feed: Feed) -> int:
        async with db.write() as tx:
            await take_turn_at_events(tx)
            words = report().text_hash
            event = await find_event_of_copy(tx, canonical_url=None, text_hash=words, since=NOON)
            event = event or await insert_event(tx, now=NOON)
            await insert_entry(tx, feed.id, report(), event_id=event, now=NOON)
            return event

    assert len(set(await asyncio.gather(*map(take_in, feeds)))) == 1


async def test_fingerprints_keep_all_their_64_bits(db: Database) -> None:
    async with db.write() as tx:
        await report_in(tx, await feed_of(tx, ADA))
        (found,) = await list_fingerprints(tx, since=NOON)
        assert found.simhash == 2**64 - 5
        assert await list_fingerprints(tx, since=NOON + HOUR) == ()


async def test_only_reports_of_feeds_that_a_destination_chose_are_shown_to_it(db: Database) -> None:
    async with db.write() as tx:
        shared = await feed_of(tx, ADA, BO, url="https://a.example/feed")
        private = await feed_of(tx, BO, url="https://b.example/private")
        event, entry = await report_in(tx, shared)
        secret = await insert_entry(tx, private.id, report("9"), event_id=event, now=NOON + HOUR)
        assert [one.id for one in await list_reports(tx, event, to=ADA)] == [entry]
        assert [one.id for one in await list_reports(tx, event, to=BO)] == [entry, secret]
        assert [one.id for one in await list_recent(tx, ADA)] == [entry]
        assert [one.id for one in await list_recent(tx, BO)] == [secret, entry]
        assert [one.id for one in await list_recent(tx, BO, since=NOON + HOUR)] == [secret]
        assert await list_recent(tx, FORUM) == ()


async def test_the_newest_report_goes_by_the_feeds_own_dates(db: Database) -> None:
    async with db.write() as tx:
        feed = await feed_of(tx, ADA)
        assert await find_newest(tx, feed.id) is None
        await report_in(tx, feed, "1")
        _, second = await report_in(tx, feed, "2")
        newest = await find_newest(tx, feed.id)
        assert newest is not None
        assert newest.id == second


async def test_reports_of_events_are_counted(db: Database) -> None:
    async with db.write() as tx:
        feed = await feed_of(tx, ADA)
        event, _ = await report_in(tx, feed, "1")
        await insert_entry(tx, feed.id, report("2"), event_id=event, now=NOON)
        other, _ = await report_in(tx, feed, "3")
        assert await count_reports(tx, [event, other, 99]) == {event: 2, other: 1}
        assert await find_event_of_copy(tx, canonical_url=None, text_hash=None, since=NOON) is None


async def test_the_story_behind_a_report_is_known_until_it_is_gone(db: Database) -> None:
    async with db.write() as tx:
        _, entry = await report_in(tx, await feed_of(tx, ADA))
        story = await save_reading(tx, reading(), canonical_url="https://a.example/", read_at=NOON, budget=THREE)
        await set_story(tx, entry, story)
        found = await find_entry(tx, entry)
        assert found is not None
        assert found.story_id == story


async def test_events_that_are_one_are_merged_and_what_was_said_counts(db: Database) -> None:
    async with db.write() as tx:
        feed = await feed_of(tx, ADA, BO)
        first, entry = await report_in(tx, feed, "1")
        second, other = await report_in(tx, feed, "2")
        await queue_deliveries(tx, [alert(ADA, first), alert(ADA, second), alert(BO, second)], now=NOON)
        items = [
            NewItem(to=to, event_id=event, entry_id=one, reasons=())
            for to, event, one in ((FORUM, first, entry), (FORUM, second, other))
        ]
        await queue_items(tx, items, now=NOON)
        await merge_events(tx, second, into=first)
        await merge_events(tx, first, into=first)
        assert await find_event(tx, second) == first
        assert await find_event(tx, first) == first
        assert await find_event(tx, 99) is None
        waiting = await list_deliveries(tx, states=[DeliveryState.NEW])
        assert [(one.to, one.subject_id) for one in waiting] == [(ADA, first), (BO, first)]
        assert [item.event_id for item in await list_waiting(tx, FORUM)] == [first]
        assert len(await list_reports(tx, first, to=ADA)) == 2
        third = await insert_event(tx, now=NOON)
        await merge_events(tx, first, into=third)
        assert await find_event(tx, second) == third


async def test_reports_are_kept_while_their_feed_lists_them(db: Database) -> None:
    async with db.write() as tx:
        feed = await feed_of(tx, ADA)
        event, entry = await report_in(tx, feed, "1")
        _, left = await report_in(tx, feed, "2")
        later = NOON + LISTED_EVERY + HOUR
        await touch_entries(tx, feed.id, ["1"], now=later)
        assert await prune_entries(tx, NOON) == 0
        assert await prune_entries(tx, later) == 1
        assert await find_entry(tx, left) is None
        assert await find_entry(tx, entry) is not None
        assert await find_event(tx, event) == event
        assert await find_event(tx, event + 1) is None
