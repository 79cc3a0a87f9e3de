from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from storage.database import Database
from storage.inbox import (
    INTERRUPTED,
    InboxRow,
    InboxState,
    NewUpdate,
    claim_alone,
    claim_next,
    count_states,
    insert_updates,
    list_inbox,
    mark_answering,
    plan_failure,
    prune_done,
    record_failure,
    recover_interrupted,
    release_updates,
    set_aside,
    settle_update,
)
from storage.schema import inbox
from tests.storage.samples import NOON


async def receive(db: Database, *updates: NewUpdate) -> int:
    async with db.write() as tx:
        return await insert_updates(tx, updates, received_at=NOON)


async def claim(db: Database, *, limit: int = 10, busy: Sequence[str] = ()) -> list[int]:
    async with db.write() as tx:
        return [row.update_id for row in await claim_next(tx, limit=limit, now=NOON, busy_lanes=busy)]


async def settle(db: Database, update_id: int) -> None:
    async with db.write() as tx:
        await settle_update(tx, update_id, now=NOON)


async def fail(db: Database, update_id: int, *, counts: bool = True) -> InboxState:
    async with db.write() as tx:
        return await record_failure(tx, update_id, error="boom", counts=counts, now=NOON)


async def replay(db: Database) -> InboxRow | None:
    async with db.write() as tx:
        return await claim_alone(tx, now=NOON)


async def recover(db: Database) -> list[int]:
    async with db.write() as tx:
        return [row.update_id for row in await recover_interrupted(tx, now=NOON)]


async def row(db: Database, update_id: int) -> InboxRow:
    async with db.read() as tx:
        return next(one for one in await list_inbox(tx) if one.update_id == update_id)


def update(update_id: int, lane: str = "chat:1", *, payload: str = "{}", user_id: int | None = None) -> NewUpdate:
    return NewUpdate(update_id=update_id, lane=lane, payload=payload, user_id=user_id)


async def test_an_update_is_written_once_however_often_it_comes(db: Database) -> None:
    assert await receive(db, update(1), update(2)) == 2
    assert await receive(db, update(2), update(3)) == 1
    assert await receive(db) == 0


async def test_a_done_update_is_still_recognised(db: Database) -> None:
    await receive(db, update(1))
    await claim(db)
    await settle(db, 1)
    assert await receive(db, update(1)) == 0
    assert await claim(db) == []


async def test_each_lane_gives_its_oldest_row_and_no_other_until_that_is_done(db: Database) -> None:
    await receive(db, update(1, "a"), update(2, "a"), update(3, "b"), update(4, "c"))
    assert await claim(db) == [1, 3, 4]
    assert await claim(db) == []
    await settle(db, 1)
    assert await claim(db) == [2]


async def test_the_order_is_that_of_arrival_even_when_update_ids_restart_lower(db: Database) -> None:
    await receive(db, update(900, "a"))
    await receive(db, update(5, "a"), update(6, "b"))
    assert await claim(db) == [900, 6]


async def test_limit_and_busy_lanes_are_kept(db: Database) -> None:
    await receive(db, update(1, "a"), update(2, "b"), update(3, "c"))
    assert await claim(db, limit=1, busy=["a"]) == [2]


async def test_a_row_that_is_answering_blocks_its_lane(db: Database) -> None:
    await receive(db, update(1), update(2))
    await claim(db)
    async with db.write() as tx:
        await mark_answering(tx, 1)
    assert await claim(db) == []


async def test_a_done_row_tells_nothing_about_anybody(db: Database) -> None:
    await receive(db, update(1, "chat:42", payload='{"text":"secret"}', user_id=42))
    await claim(db)
    await settle(db, 1)
    done = await row(db, 1)
    assert (done.lane, done.payload, done.user_id, done.state) == ("", "", None, InboxState.DONE)


async def test_a_failure_among_others_sends_a_row_to_be_replayed_alone_without_a_try(db: Database) -> None:
    await receive(db, update(1), update(2))
    await claim(db)
    assert await fail(db, 1) is InboxState.NEW
    assert await claim(db) == [], "its lane waits for the replay"
    again = await replay(db)
    assert again is not None
    assert (again.update_id, again.tries, again.error) == (1, 1, "boom")


async def test_the_third_failure_alone_sets_a_row_aside_and_frees_its_lane(db: Database) -> None:
    await receive(db, update(1), update(2))
    await claim(db)
    outcomes = [await fail(db, 1)]
    for _ in range(3):
        await replay(db)
        outcomes.append(await fail(db, 1))
    assert outcomes == [InboxState.NEW, InboxState.NEW, InboxState.NEW, InboxState.ASIDE]
    assert (await row(db, 1)).error == "boom"
    assert await claim(db) == [2]


async def test_a_failure_that_does_not_count_leaves_tries_and_company_as_they_were(db: Database) -> None:
    await receive(db, update(1))
    await claim(db)
    await fail(db, 1, counts=False)
    assert await claim(db) == [1]
    await fail(db, 1)
    for _ in range(5):
        await replay(db)
        assert await fail(db, 1, counts=False) is InboxState.NEW
    assert (await row(db, 1)).tries == 0


async def test_rows_left_in_work_are_replayed_alone_oldest_first(db: Database) -> None:
    await receive(db, update(1, "a"), update(2, "b"), update(3, "c"))
    await claim(db, limit=2)
    assert await recover(db) == [1, 2]
    first, second = await replay(db), await replay(db)
    assert first is not None
    assert second is not None
    assert [first.update_id, second.update_id] == [1, 2]
    assert await replay(db) is None
    assert await claim(db) == [3]


async def test_an_answer_in_flight_at_the_crash_is_known_to_be_ambiguous_ever_after(db: Database) -> None:
    await receive(db, update(1, "a"), update(2, "b"))
    await claim(db)
    async with db.write() as tx:
        await mark_answering(tx, 1)
    await recover(db)
    await replay(db)
    await recover(db)
    assert ((await row(db, 1)).ambiguous, (await row(db, 2)).ambiguous) == (True, False)


async def test_an_update_that_kills_the_process_three_times_goes_aside(db: Database) -> None:
    await receive(db, update(1), update(2))
    await claim(db)
    for _ in range(3):
        assert await recover(db) == [1]
        await replay(db)
    assert await recover(db) == []
    assert (await row(db, 1)).error == INTERRUPTED
    assert await claim(db) == [2]


async def test_an_orderly_stop_counts_nothing(db: Database) -> None:
    await receive(db, update(1, "a"), update(2, "b"))
    await claim(db, limit=1)
    await recover(db)
    await replay(db)
    await claim(db)
    async with db.write() as tx:
        assert await release_updates(tx, [1, 2, 99]) == 2
    assert ((await row(db, 1)).tries, (await row(db, 1)).alone, (await row(db, 2)).alone) == (0, True, False)


async def test_what_cannot_be_parsed_goes_aside_at_once(db: Database) -> None:
    await receive(db, update(1), update(2))
    await claim(db)
    async with db.write() as tx:
        await set_aside(tx, 1, error="not an update", now=NOON)
    assert await claim(db) == [2]
    async with db.read() as tx:
        assert [one.update_id for one in await list_inbox(tx, states=[InboxState.ASIDE])] == [1]


async def test_a_failure_of_a_row_that_is_not_in_work_changes_nothing(db: Database) -> None:
    await receive(db, update(1))
    assert await fail(db, 1) is InboxState.NEW
    assert await fail(db, 99) is InboxState.DONE
    assert (await row(db, 1)).error is None


async def test_every_state_is_counted(db: Database) -> None:
    await receive(db, update(1, "a"), update(2, "b"))
    await claim(db, limit=1)
    async with db.read() as tx:
        counted = await count_states(tx)
    assert counted == {
        InboxState.NEW: 1,
        InboxState.WORKING: 1,
        InboxState.ANSWERING: 0,
        InboxState.DONE: 0,
        InboxState.ASIDE: 0,
    }


async def test_what_was_set_aside_is_pruned_in_its_time_too(db: Database) -> None:
    await receive(db, update(1, "a"))
    await claim(db)
    async with db.write() as tx:
        await set_aside(tx, 1, error="odd", now=NOON)
        assert await prune_done(tx, NOON) == 0
        assert await prune_done(tx, NOON + timedelta(days=7)) == 1


async def test_old_done_rows_are_pruned_in_pieces_and_nothing_else(db: Database) -> None:
    await receive(db, *(update(number, f"lane{number}") for number in range(6)))
    await claim(db)
    for number in range(5):
        await settle(db, number)
    async with db.write() as tx:
        later = NOON + timedelta(days=7)
        assert [await prune_done(tx, NOON), await prune_done(tx, later, limit=3), await prune_done(tx, later)] == [
            0,
            3,
            2,
        ]
    assert (await row(db, 5)).state is InboxState.WORKING


async def test_one_odd_payload_does_not_hold_up_the_others(db: Database) -> None:
    assert await receive(db, update(1, payload="\0 \ud83d \ud83d\ude00 я"), update(2, "b")) == 2
    assert (await row(db, 1)).payload == "\ufffd \ufffd 😀 я"


@pytest.mark.parametrize("state", [InboxState.WORKING, InboxState.ANSWERING])
@given(alone=st.booleans(), ambiguous=st.booleans(), tries=st.integers(0, 5), counts=st.booleans())
def test_a_failed_row_goes_aside_only_when_its_last_try_alone_counts(
    state: InboxState, alone: bool, ambiguous: bool, tries: int, counts: bool
) -> None:
    before = InboxRow(
        update_id=1,
        lane="a",
        payload="{}",
        user_id=None,
        state=state,
        alone=alone,
        ambiguous=ambiguous,
        tries=tries,
        error=None,
        received_at=NOON,
    )
    after = plan_failure(before, counts=counts)
    assert (after.state is InboxState.ASIDE) == (alone and counts and tries >= 3)
    assert after.ambiguous == (ambiguous or state is InboxState.ANSWERING)
    assert after.alone == (alone or counts)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lanes=st.lists(st.sampled_from("abcd"), min_size=1, max_size=12), limit=st.integers(1, 5), data=st.data())
async def test_whatever_is_done_when_every_lane_keeps_its_order_and_nothing_is_lost(
    db: Database, lanes: list[str], limit: int, data: st.DataObject
) -> None:
    handled: list[int] = []
    async with db.write() as tx:
        await tx.execute(delete(inbox))
        await insert_updates(tx, [update(i, lane) for i, lane in enumerate(lanes)], received_at=NOON)
        working: list[int] = []
        while len(handled) < len(lanes):
            working += [one.update_id for one in await claim_next(tx, limit=limit, now=NOON)]
            picked = data.draw(st.sampled_from(working))
            working.remove(picked)
            await settle_update(tx, picked, now=NOON)
            handled.append(picked)
    for lane in set(lanes):
        order = [i for i in handled if lanes[i] == lane]
        assert order == sorted(order)
