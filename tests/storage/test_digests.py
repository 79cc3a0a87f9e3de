from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from storage.database import Database
from storage.destinations import pause_chat
from storage.digests import (
    ON_DEMAND,
    NewDigest,
    NewItem,
    Schedule,
    find_digest,
    find_next_digest,
    find_schedule,
    insert_digests,
    list_due_schedules,
    list_items,
    list_waiting,
    list_waiting_due,
    prune_digests,
    queue_items,
    save_schedule,
    set_next_due,
)
from storage.reasons import Reason
from storage.transactions import WriteTx
from tests.storage.following import ADA, BO, FORUM, feed_of, report_in
from tests.storage.samples import NOON

HOUR = timedelta(hours=1)
SCHEDULE = Schedule(to=ADA, zone="Europe/Berlin", times=(480, 1080), weekdays=(0, 6), cap=2, next_due_at=NOON)


async def wait(tx: WriteTx, count: int = 3) -> list[int]:
    """Events that wait for ADA's digest."""
    feed = await feed_of(tx, ADA)
    events = []
    for number in range(count):
        event, entry = await report_in(tx, feed, str(number))
        item = NewItem(to=ADA, event_id=event, entry_id=entry, reasons=(Reason(feed_id=feed.id),), score=number)
        assert await queue_items(tx, [item], now=NOON) == 1
        assert await queue_items(tx, [item], now=NOON + HOUR) == 0
        events.append(event)
    return events


def digest_of(events: list[int], *, slot: int = 480) -> NewDigest:
    return NewDigest(to=ADA, local_date=NOON.date(), slot=slot, shown=2, event_ids=tuple(events))


async def test_a_schedule_comes_back_as_it_was_and_is_replaced(db: Database) -> None:
    quiet = replace(SCHEDULE, quiet_from=1320, quiet_until=420, user_id=7)
    async with db.write() as tx:
        assert await find_schedule(tx, ADA) is None
        await save_schedule(tx, SCHEDULE)
        await save_schedule(tx, quiet)
        assert await find_schedule(tx, ADA) == quiet


@pytest.mark.parametrize(
    "impossible",
    [
        lambda: replace(SCHEDULE, times=(480, 480)),
        lambda: replace(SCHEDULE, times=(1080, 480)),
        lambda: replace(SCHEDULE, times=(1440,)),
        lambda: replace(SCHEDULE, weekdays=()),
        lambda: replace(SCHEDULE, weekdays=(7,)),
        lambda: replace(SCHEDULE, cap=0),
        lambda: replace(SCHEDULE, quiet_from=60),
        lambda: replace(SCHEDULE, quiet_from=60, quiet_until=1440),
    ],
)
def test_an_impossible_schedule_is_refused(impossible: Callable[[], Schedule]) -> None:
    with pytest.raises(ValueError, match=r"times|weekdays|quiet"):
        impossible()


async def test_the_longest_due_come_first_and_paused_chats_wait(db: Database) -> None:
    async with db.write() as tx:
        await save_schedule(tx, SCHEDULE)
        await save_schedule(tx, replace(SCHEDULE, to=BO, next_due_at=NOON - HOUR))
        await save_schedule(tx, replace(SCHEDULE, to=FORUM, next_due_at=None))
        assert [one.to for one in await list_due_schedules(tx, now=NOON, limit=9)] == [BO, ADA]
        assert [one.to for one in await list_due_schedules(tx, now=NOON, limit=1)] == [BO]
        await pause_chat(tx, BO.chat_id, reason="blocked", now=NOON)
        assert await find_next_digest(tx) == NOON
        await set_next_due(tx, {ADA: NOON + HOUR, FORUM: None})
        assert await list_due_schedules(tx, now=NOON, limit=9) == ()
        assert await find_next_digest(tx) == NOON + HOUR


async def test_a_digest_takes_what_waits_in_the_order_given(db: Database) -> None:
    async with db.write() as tx:
        events = await wait(tx)
        waiting = await list_waiting(tx, ADA)
        assert [item.event_id for item in waiting] == events
        await save_schedule(tx, SCHEDULE)
        assert await list_waiting_due(tx, now=NOON) == {ADA: waiting}
        assert await list_waiting_due(tx, now=NOON - HOUR) == {}
        (digest,) = await insert_digests(tx, [digest_of(events[::-1])], now=NOON)
        assert await find_digest(tx, digest.id) == digest
        assert [(item.event_id, item.position) for item in await list_items(tx, digest.id)] == [
            (event, position) for position, event in enumerate(events[::-1])
        ]
        assert await list_waiting(tx, ADA) == ()
        assert await find_digest(tx, 99) is None


async def test_a_date_and_slot_has_one_digest_but_many_may_be_asked_for(db: Database) -> None:
    async with db.write() as tx:
        events = await wait(tx)
        assert len(await insert_digests(tx, [digest_of(events[:1])], now=NOON)) == 1
        assert await insert_digests(tx, [digest_of(events[1:])], now=NOON) == ()
        assert len(await list_waiting(tx, ADA)) == 2, "what waits is not lost"
        for event in events[1:]:
            assert len(await insert_digests(tx, [digest_of([event], slot=ON_DEMAND)], now=NOON)) == 1


async def test_old_digests_go_with_their_items(db: Database) -> None:
    async with db.write() as tx:
        events = await wait(tx)
        (digest,) = await insert_digests(tx, [digest_of(events)], now=NOON)
        assert await prune_digests(tx, NOON) == 0
        assert await prune_digests(tx, NOON + HOUR) == 1
        assert await list_items(tx, digest.id) == ()
