import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.services import digests as service
from bot.services.digests import CHUNK, RECHECK, Digests, plan_digest
from storage.database import Database
from storage.destinations import Destination
from storage.digests import (
    ON_DEMAND,
    Digest,
    Item,
    NewItem,
    Schedule,
    find_digest,
    find_schedule,
    list_items,
    list_waiting,
    queue_items,
    save_schedule,
)
from storage.entries import NewEntry, insert_entry, insert_event
from storage.feeds import add_feed
from storage.outbox import DeliveryKind
from tests.bot.services.following import ADA, BO, HOUR, NOON, Clock, outbox

SCHEDULE = Schedule(to=ADA, zone="UTC", times=(480, 780), cap=2, next_due_at=NOON + HOUR)


@pytest.fixture
def digests(db: Database, clock: Clock) -> Digests:
    return Digests(db, now=clock)


async def schedule(db: Database, *schedules: Schedule) -> None:
    async with db.write() as tx:
        for one in schedules:
            await save_schedule(tx, one)


async def wait(db: Database, to: Destination, *scores: int) -> list[int]:
    """Events that wait for the digest of `to`."""
    events = []
    async with db.write() as tx:
        feed = await add_feed(tx, "https://post.example/feed", now=NOON)
        for score in scores:
            event = await insert_event(tx, now=NOON)
            new = NewEntry(guid=f"{event}", title="t", text="", text_hash="h", simhash=0)
            entry = await insert_entry(tx, feed.id, new, event_id=event, now=NOON)
            assert entry is not None
            await queue_items(tx, [NewItem(to=to, event_id=event, entry_id=entry, reasons=(), score=score)], now=NOON)
            events.append(event)
    return events


async def made(db: Database) -> list[Digest]:
    found = []
    async with db.read() as tx:
        for row in await outbox(db):
            assert row.kind is DeliveryKind.DIGEST
            digest = await find_digest(tx, row.subject_id)
            assert digest is not None
            found.append(digest)
    return found


async def test_a_digest_holds_what_waits_the_weightiest_first_and_is_finite(
    db: Database, digests: Digests, clock: Clock
) -> None:
    await schedule(db, SCHEDULE)
    plain, weighty, unwanted = await wait(db, ADA, 0, 3, -1)
    assert not await digests.tick()
    clock.advance(HOUR)
    assert await digests.tick()
    (digest,) = await made(db)
    assert (digest.local_date, digest.slot, digest.shown) == (NOON.date(), 780, 2)
    async with db.read() as tx:
        assert [item.event_id for item in await list_items(tx, digest.id)] == [weighty, plain, unwanted]
        assert await list_waiting(tx, ADA) == ()
        planned = await find_schedule(tx, ADA)
        assert planned is not None
        assert planned.next_due_at == datetime.fromisoformat("2026-11-23T08:00:00Z")


async def test_where_nothing_waits_nothing_is_said(db: Database, digests: Digests, clock: Clock) -> None:
    await schedule(db, SCHEDULE)
    clock.advance(HOUR)
    assert await digests.tick()
    assert await outbox(db) == []


async def test_digests_that_were_missed_become_one_in_the_last_slot(
    db: Database, digests: Digests, clock: Clock
) -> None:
    await schedule(db, SCHEDULE)
    await wait(db, ADA, 0)
    clock.advance(timedelta(days=3))
    await digests.tick()
    (digest,) = await made(db)
    assert (digest.local_date, digest.slot) == (NOON.date() + timedelta(days=3), 480)


async def test_a_clock_that_jumps_back_makes_no_second_digest_and_loses_nothing(
    db: Database, digests: Digests, clock: Clock
) -> None:
    await schedule(db, SCHEDULE)
    await wait(db, ADA, 0)
    clock.advance(HOUR)
    await digests.tick()
    await schedule(db, SCHEDULE)
    digests.schedule_changed()
    later = await wait(db, ADA, 0)
    await digests.tick()
    assert len(await made(db)) == 1
    async with db.read() as tx:
        assert [item.event_id for item in await list_waiting(tx, ADA)] == later


async def test_a_schedule_that_changed_is_noticed_at_once_when_told_and_soon_when_not(
    db: Database, digests: Digests, clock: Clock
) -> None:
    await digests.tick()
    await schedule(db, replace(SCHEDULE, next_due_at=NOON))
    assert not await digests.tick()
    digests.schedule_changed()
    assert await digests.tick()
    await schedule(db, replace(SCHEDULE, to=BO, next_due_at=NOON))
    clock.advance(RECHECK)
    assert await digests.tick()


async def test_more_than_a_chunk_is_done_in_one_tick(db: Database, digests: Digests, clock: Clock) -> None:
    woken = []
    await schedule(db, *(replace(SCHEDULE, to=Destination(chat_id=chat)) for chat in range(1, CHUNK + 2)))
    digests = Digests(db, now=clock, wake=lambda: woken.append(1))
    clock.advance(HOUR)
    await digests.tick()
    async with db.read() as tx:
        last = await find_schedule(tx, Destination(chat_id=CHUNK + 1))
        assert last is not None
        assert last.next_due_at is not None
        assert last.next_due_at > clock.at
    assert woken == [1]


async def test_a_digest_that_somebody_asks_for_comes_at_once_and_again(db: Database, digests: Digests) -> None:
    assert await digests.compose(ADA) is None
    for _ in range(2):
        events = await wait(db, ADA, 0)
        digest = await digests.compose(ADA)
        assert digest is not None
        assert (digest.slot, digest.shown) == (ON_DEMAND, 1)
        async with db.read() as tx:
            assert [item.event_id for item in await list_items(tx, digest.id)] == events
        assert (await outbox(db))[-1].subject_id == digest.id, "a crash must not lose it"
    assert len(await outbox(db)) == 2


def test_of_equals_the_event_that_many_report_comes_first_then_the_later() -> None:
    items = [
        Item(event_id=event, entry_id=1, reasons=(), score=0, added_at=NOON + timedelta(hours=event), position=None)
        for event in (1, 2, 3)
    ]
    plan = plan_digest(SCHEDULE, items, {1: 4}, NOON)
    assert plan is not None
    assert (plan.event_ids, plan.shown) == ((1, 3, 2), 2)
    assert plan_digest(replace(SCHEDULE, times=()), items, {}, NOON) is None


async def test_it_runs_until_cancelled(
    db: Database, digests: Digests, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "TICK_S", 0.01)
    await schedule(db, SCHEDULE)
    await wait(db, ADA, 0)
    clock.advance(HOUR)
    task = asyncio.create_task(digests.run())
    async with asyncio.timeout(5):
        while not await outbox(db):
            await asyncio.sleep(0.01)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
