from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from storage.database import Database
from storage.destinations import Destination, erase_chat, find_pause, move_chat, pause_chat, pause_place, resume_chat
from storage.digests import NewDigest, NewItem, Schedule, insert_digests, list_waiting, queue_items, save_schedule
from storage.feeds import list_chosen_feeds, list_subscriptions
from storage.outbox import DeliveryState, claim_deliveries, list_deliveries, mark_sending, queue_deliveries
from storage.privacy import erase_user
from storage.schema import metadata
from storage.topics import list_follows, list_topics
from storage.transactions import ReadTx, WriteTx
from storage.weights import Step, WeightKind, change_weights, list_weights
from tests.storage.following import ADA, BO, FORUM, alert, feed_of, report_in, topic_of
from tests.storage.samples import NOON

LATER = NOON + timedelta(minutes=1)
MOVED = replace(FORUM, chat_id=-1_000_000_000_999)


async def live(tx: WriteTx, to: Destination) -> None:
    """One of everything that a destination may have."""
    feed = await feed_of(tx, to)
    await topic_of(tx, to)
    event, entry = await report_in(tx, feed, f"of {to.chat_id}")
    more, another = await report_in(tx, feed, f"more of {to.chat_id}")
    await queue_deliveries(tx, [alert(to, event), alert(to, more, held=True)], now=NOON)
    items = [NewItem(to=to, event_id=one, entry_id=two, reasons=()) for one, two in ((event, entry), (more, another))]
    await queue_items(tx, items, now=NOON)
    digest = NewDigest(to=to, local_date=NOON.date(), slot=480, shown=1, event_ids=(event,))
    await insert_digests(tx, [digest], now=NOON)
    await save_schedule(tx, Schedule(to=to, zone="UTC", times=(480,), next_due_at=NOON, user_id=abs(to.chat_id)))
    await change_weights(tx, to, [Step(kind=WeightKind.TERM, name="boat", steps=1)], now=NOON)


async def dump(tx: ReadTx) -> str:
    rows = [await tx.list_rows(select(table)) for table in metadata.sorted_tables]
    return repr(rows)


async def test_a_paused_chat_is_told_nothing_and_keeps_what_it_chose(db: Database) -> None:
    async with db.write() as tx:
        await live(tx, ADA)
        assert await pause_chat(tx, ADA.chat_id, reason="blocked", now=NOON) == 2
        assert await pause_chat(tx, ADA.chat_id, reason="blocked again", now=NOON) == 0
        assert await find_pause(tx, ADA.chat_id) == "blocked again"
        assert {one.state for one in await list_deliveries(tx)} == {DeliveryState.DEAD}
        (chosen,) = await list_chosen_feeds(tx, ADA)
        assert await list_subscriptions(tx, chosen.feed.id) == ()
        assert await resume_chat(tx, ADA.chat_id)
        assert not await resume_chat(tx, ADA.chat_id)
        assert len(await list_subscriptions(tx, chosen.feed.id)) == 1


async def test_what_is_on_its_way_is_left_to_who_sends_it(db: Database) -> None:
    async with db.write() as tx:
        await queue_deliveries(tx, [alert(ADA, 1)], now=NOON)
        (claimed,) = await claim_deliveries(tx, lease="me", limit=1, now=NOON, until=LATER)
        await mark_sending(tx, claimed.id, lease="me", until=LATER)
        assert await pause_chat(tx, ADA.chat_id, reason="blocked", now=NOON) == 0


async def test_a_thread_that_is_closed_is_paused_and_the_others_go_on(db: Database) -> None:
    other = replace(FORUM, thread_id=9)
    async with db.write() as tx:
        feed = await feed_of(tx, FORUM, other)
        await queue_deliveries(tx, [alert(FORUM, 1), alert(FORUM, 2, held=True), alert(other, 1)], now=NOON)
        assert await pause_place(tx, FORUM, reason="topic_closed", now=NOON) == 2
        assert [one.to for one in await list_subscriptions(tx, feed.id)] == [other]
        states = [one.state for one in await list_deliveries(tx)]
        assert states == [DeliveryState.DEAD, DeliveryState.DEAD, DeliveryState.NEW]


async def test_a_group_that_moves_takes_everything_along(db: Database) -> None:
    async with db.write() as tx:
        await live(tx, FORUM)
        await pause_chat(tx, FORUM.chat_id, reason="kicked", now=NOON)
        await move_chat(tx, old_chat_id=FORUM.chat_id, new_chat_id=MOVED.chat_id)
        told = await dump(tx)
        assert f"{FORUM.chat_id}," not in told
        assert len(await list_follows(tx, MOVED)) == len(await list_chosen_feeds(tx, MOVED)) == 1
        assert len(await list_deliveries(tx, chat_id=MOVED.chat_id)) == 2
        assert await find_pause(tx, MOVED.chat_id) is None
        await move_chat(tx, old_chat_id=FORUM.chat_id, new_chat_id=MOVED.chat_id)
        await move_chat(tx, old_chat_id=MOVED.chat_id, new_chat_id=MOVED.chat_id)
        assert await dump(tx) == told


async def test_a_move_into_a_chat_that_has_the_same_keeps_what_was_said(db: Database) -> None:
    async with db.write() as tx:
        await live(tx, FORUM)
        await queue_deliveries(tx, [alert(MOVED, 1), alert(MOVED, 77)], now=NOON)
        await topic_of(tx, MOVED)
        await feed_of(tx, MOVED)
        await save_schedule(tx, Schedule(to=MOVED, zone="Asia/Tokyo"))
        await change_weights(tx, MOVED, [Step(kind=WeightKind.TERM, name="boat", steps=5)], now=NOON)
        await move_chat(tx, old_chat_id=FORUM.chat_id, new_chat_id=MOVED.chat_id)
        assert [one.subject_id for one in await list_deliveries(tx)] == [1, 2, 77]
        assert [step.steps for step in await list_weights(tx, MOVED)] == [1]
        assert len(await list_waiting(tx, MOVED)) == 1


async def test_erasing_a_chat_leaves_nothing_of_it(db: Database) -> None:
    async with db.write() as tx:
        await live(tx, BO)
        before = len(await list_deliveries(tx))
        await live(tx, FORUM)
        await pause_chat(tx, FORUM.chat_id, reason="kicked", now=NOON)
        await erase_chat(tx, FORUM.chat_id)
        assert f"chat_id={FORUM.chat_id}" not in await dump(tx)
        assert str(FORUM.chat_id) not in repr(await list_deliveries(tx))
        assert len(await list_deliveries(tx)) == before


async def test_no_column_holds_the_id_of_a_follower_who_was_erased(db: Database) -> None:
    person = ADA.chat_id
    async with db.write() as tx:
        feed = await feed_of(tx, ADA, FORUM)
        await topic_of(tx, ADA, query="ferry")
        await topic_of(tx, ADA, FORUM)
        await change_weights(tx, ADA, [Step(kind=WeightKind.SOURCE, name=str(feed.id), steps=1)], now=NOON)
        await queue_deliveries(tx, [alert(ADA, 1), alert(FORUM, 1)], now=NOON)
        await save_schedule(tx, Schedule(to=FORUM, zone="UTC", user_id=person))
        await pause_chat(tx, person, reason="blocked", now=NOON)
        await erase_user(tx, person)
        assert str(person) not in await dump(tx)
        assert [topic.query for topic in await list_topics(tx)] == ["boat"], "nobody else followed the other"
        assert len(await list_follows(tx, FORUM)) == 1, "what a group was given stays the group's"
