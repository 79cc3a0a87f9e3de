import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from storage.database import Database
from storage.outbox import (
    CHUNK_ROWS,
    Delivery,
    DeliveryState,
    NewDelivery,
    Settlement,
    bundle_waiting,
    claim_deliveries,
    count_deliveries,
    find_delivery,
    find_delivery_of_message,
    find_first_message,
    find_next_due,
    list_deliveries,
    mark_sending,
    prune_deliveries,
    queue_deliveries,
    recover_interrupted,
    release_claims,
    release_held,
    settle_delivery,
)
from storage.reasons import Reason, dump_reasons, load_reasons
from tests.storage.following import ADA, BO, FORUM, alert, digest_delivery
from tests.storage.samples import NOON, storable

MINUTE = timedelta(minutes=1)
SENT = Settlement(state=DeliveryState.SENT, message_id=77)


async def queue(db: Database, *new: NewDelivery) -> int:
    async with db.write() as tx:
        return await queue_deliveries(tx, new, now=NOON)


async def claim(db: Database, *, lease: str = "me", now: datetime = NOON, limit: int = 10) -> list[int]:
    async with db.write() as tx:
        claimed = await claim_deliveries(tx, lease=lease, limit=limit, now=now, until=now + MINUTE)
        return [one.id for one in claimed]


async def begin(db: Database, delivery_id: int, *, lease: str = "me") -> bool:
    async with db.write() as tx:
        return await mark_sending(tx, delivery_id, lease=lease, until=NOON + MINUTE)


async def settle(db: Database, delivery_id: int, settlement: Settlement = SENT, *, lease: str = "me") -> bool:
    async with db.write() as tx:
        return await settle_delivery(tx, delivery_id, lease=lease, settlement=settlement, now=NOON)


async def recover(db: Database, *, now: datetime = NOON, alone: bool = True) -> list[int]:
    async with db.write() as tx:
        return [one.id for one in await recover_interrupted(tx, now=now, alone=alone)]


async def bundle(db: Database, delivery_id: int, *, least: int = 2) -> list[int]:
    async with db.write() as tx:
        head = await find_delivery(tx, delivery_id)
        assert head is not None
        return [one.id for one in await bundle_waiting(tx, head, least=least, now=NOON)]


async def row(db: Database, delivery_id: int) -> Delivery:
    async with db.read() as tx:
        found = await find_delivery(tx, delivery_id)
        assert found is not None
        return found


async def states(db: Database) -> list[DeliveryState]:
    async with db.read() as tx:
        return [one.state for one in await list_deliveries(tx)]


async def send_all(db: Database, *, now: datetime = NOON) -> list[int]:
    sent = []
    while ids := await claim(db, now=now):
        for one in ids:
            assert await begin(db, one)
            assert await settle(db, one)
            sent.append(one)
    return sent


async def test_the_same_is_queued_once_however_often_it_is_matched(db: Database) -> None:
    assert await queue(db, alert(ADA, 1), alert(BO, 1), alert(FORUM, 1)) == 3
    assert await queue(db, alert(ADA, 1), alert(ADA, 2), digest_delivery(ADA, 1)) == 2
    assert await queue(db) == 0


async def test_more_followers_than_one_statement_takes_are_queued(sqlite_db: Database) -> None:
    assert await queue(sqlite_db, *(alert(ADA, event) for event in range(CHUNK_ROWS + 1))) == CHUNK_ROWS + 1


async def test_each_chat_gives_its_oldest_row_and_no_other_until_that_is_settled(db: Database) -> None:
    await queue(db, alert(ADA, 1), alert(ADA, 2), alert(BO, 1))
    assert await claim(db) == [1, 3]
    assert await claim(db) == []
    await begin(db, 1)
    assert await claim(db) == []
    await settle(db, 1)
    assert await claim(db) == [2]


async def test_the_limit_counts_chats_and_what_is_not_due_waits(db: Database) -> None:
    await queue(db, alert(ADA, 1, due_at=NOON + MINUTE), alert(BO, 1), alert(FORUM, 1))
    assert await claim(db, limit=1) == [2]
    assert await claim(db, now=NOON + MINUTE) == [1, 2, 3], "the first lease is over by then"


async def test_a_lease_that_ended_is_worth_nothing(db: Database) -> None:
    await queue(db, alert(ADA, 1))
    await claim(db, lease="slow")
    assert await claim(db, lease="quick", now=NOON + MINUTE) == [1]
    assert not await begin(db, 1, lease="slow")
    assert await begin(db, 1, lease="quick")
    assert not await settle(db, 1, lease="slow")
    assert (await row(db, 1)).state is DeliveryState.SENDING


async def test_a_sent_row_keeps_the_message_for_later_replies(db: Database) -> None:
    await queue(db, alert(ADA, 1))
    assert await send_all(db) == [1]
    sent = await row(db, 1)
    assert (sent.state, sent.message_id, sent.tries, sent.done_at) == (DeliveryState.SENT, 77, 1, NOON)
    async with db.read() as tx:
        assert await find_delivery_of_message(tx, ADA.chat_id, 77) == sent
        assert await find_delivery_of_message(tx, BO.chat_id, 77) is None


async def test_one_that_waits_for_its_repetition_holds_back_those_behind_it(db: Database) -> None:
    await queue(db, alert(ADA, 1), alert(ADA, 2), alert(BO, 2))
    await claim(db)
    await begin(db, 1)
    retry = Settlement(state=DeliveryState.NEW, due_at=NOON + MINUTE, error="flood")
    await settle(db, 1, retry)
    assert await claim(db, now=NOON + MINUTE / 2) == []
    assert await claim(db, now=NOON + MINUTE) == [1, 3]
    assert (await row(db, 1)).error == "flood"


async def test_what_was_being_sent_at_a_crash_is_ambiguous_and_repeated_once(db: Database) -> None:
    await queue(db, alert(ADA, 1), alert(BO, 1))
    await claim(db)
    await begin(db, 1)
    assert await recover(db) == [1], "the other was only claimed: nothing was said"
    assert await claim(db) == [1, 2]
    assert (await row(db, 1)).ambiguous
    assert not (await row(db, 2)).ambiguous
    await begin(db, 1)
    assert await recover(db) == []
    assert (await row(db, 1)).state is DeliveryState.AMBIGUOUS


async def test_beside_other_processes_only_what_is_past_its_lease_is_recovered(db: Database) -> None:
    await queue(db, alert(ADA, 1))
    await claim(db)
    await begin(db, 1)
    assert await recover(db, alone=False) == []
    assert await recover(db, now=NOON + MINUTE, alone=False) == [1]


async def test_an_orderly_stop_gives_back_what_was_only_claimed(db: Database) -> None:
    await queue(db, alert(ADA, 1), alert(BO, 1))
    await claim(db)
    await begin(db, 1)
    async with db.write() as tx:
        assert await release_claims(tx, "me") == 1
    assert await claim(db, lease="next") == [2]


async def test_what_quiet_hours_hold_holds_back_nobody_and_comes_first_afterwards(db: Database) -> None:
    await queue(db, alert(ADA, 1, due_at=NOON + MINUTE, held=True), alert(ADA, 2))
    async with db.write() as tx:
        assert await find_next_due(tx) == NOON
        assert await release_held(tx, now=NOON) == 0
    assert await send_all(db) == [2]
    await queue(db, alert(ADA, 3))
    async with db.write() as tx:
        assert await release_held(tx, now=NOON + MINUTE) == 1
    assert await send_all(db, now=NOON + MINUTE) == [1, 3]
    async with db.read() as tx:
        assert await find_next_due(tx) is None


async def test_what_waits_behind_another_is_due_when_that_is(db: Database) -> None:
    await queue(db, alert(ADA, 1, due_at=NOON + MINUTE), alert(ADA, 2))
    async with db.read() as tx:
        assert await find_next_due(tx) == NOON + MINUTE
    await claim(db, now=NOON + MINUTE)
    async with db.read() as tx:
        assert await find_next_due(tx) is None


async def test_a_follow_up_finds_the_message_it_replies_to(db: Database) -> None:
    await queue(db, alert(ADA, 1))
    await send_all(db)
    await queue(db, replace(alert(ADA, 1), revision=2), replace(alert(BO, 1), revision=2))
    async with db.read() as tx:
        assert await find_first_message(tx, await row(db, 2)) == 77
        assert await find_first_message(tx, await row(db, 3)) is None


async def test_a_burst_goes_along_with_its_first(db: Database) -> None:
    await queue(db, *(alert(ADA, event) for event in range(1, 5)), alert(BO, 1))
    assert await bundle(db, 1, least=4) == []
    assert await bundle(db, 1, least=3) == [2, 3, 4]
    assert await bundle(db, 1, least=3) == [2, 3, 4], "also after a crash"
    assert await send_all(db) == [1, 5]
    assert (await row(db, 4)).bundle_id == 1


async def test_nothing_goes_along_past_a_digest_or_to_another_thread(db: Database) -> None:
    other = FORUM.__class__(chat_id=FORUM.chat_id, thread_id=9)
    await queue(db, alert(FORUM, 1), alert(other, 1), alert(FORUM, 2), digest_delivery(FORUM, 1), alert(FORUM, 3))
    assert await bundle(db, 1, least=1) == [3]


async def test_what_goes_along_with_one_that_goes_along_is_not_forgotten(db: Database) -> None:
    await queue(db, alert(ADA, 1, due_at=NOON + MINUTE, held=True), *(alert(ADA, event) for event in (2, 3, 4)))
    assert await bundle(db, 2) == [3, 4]
    async with db.write() as tx:
        await release_held(tx, now=NOON + MINUTE)
    assert await bundle(db, 1, least=1) == [2, 3, 4]


async def test_what_went_along_with_a_rejected_message_is_said_without_it(db: Database) -> None:
    await queue(db, *(alert(ADA, event) for event in range(1, 4)))
    await claim(db)
    await bundle(db, 1)
    await begin(db, 1)
    await settle(db, 1, Settlement(state=DeliveryState.DEAD, error="bad entity"))
    assert await states(db) == [DeliveryState.DEAD, DeliveryState.NEW, DeliveryState.NEW]
    assert await claim(db) == [2]


async def test_settled_rows_are_counted_and_pruned_by_age(db: Database) -> None:
    await queue(db, alert(ADA, 1), alert(ADA, 2))
    await claim(db)
    await begin(db, 1)
    await settle(db, 1)
    async with db.write() as tx:
        counts = await count_deliveries(tx)
        assert (counts[DeliveryState.SENT], counts[DeliveryState.NEW], counts[DeliveryState.DEAD]) == (1, 1, 0)
        assert await prune_deliveries(tx, NOON) == 0
        assert await prune_deliveries(tx, NOON + MINUTE) == 1


async def test_many_who_claim_at_once_never_get_the_same_row(db: Database) -> None:
    chats = [ADA.__class__(chat_id=chat) for chat in range(1, 41)]
    await queue(db, *(alert(chat, event) for chat in chats for event in (1, 2)))
    claims: Sequence[list[int]] = await asyncio.gather(*(claim(db, lease=f"w{i}", limit=10) for i in range(6)))
    taken = [one for ids in claims for one in ids]
    assert len(taken) == len(set(taken))
    assert set(taken) <= {1 + 2 * i for i in range(40)}, "only the head of each chat"
    assert len(taken) == 40


_words = st.lists(storable.filter(bool), max_size=3).map(tuple)


@given(
    st.lists(
        st.builds(
            Reason,
            feed_id=st.integers(1, 2**62),
            topic_id=st.none() | st.integers(1, 99),
            query=st.none() | storable.filter(bool),
            words=_words,
            fields=_words,
        )
    ).map(tuple)
)
def test_reasons_come_back_as_they_were(reasons: tuple[Reason, ...]) -> None:
    assert load_reasons(dump_reasons(reasons)) == reasons
