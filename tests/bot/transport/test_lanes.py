import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from bot.transport import lanes as module
from bot.transport.intake import RawUpdate
from bot.transport.lanes import Inbox, Lanes, Malformed
from storage.database import Database, sqlite_url
from storage.errors import DatabaseBusy, DiskFull
from storage.inbox import InboxState, claim_next, count_states, list_inbox

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def now() -> datetime:
    return NOW


@pytest_asyncio.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with Database.open(sqlite_url(tmp_path / "inbox.sqlite3")) as opened:
        yield opened


class Handler:
    """Does what each payload says, and writes down when."""

    def __init__(self) -> None:
        self.began: list[str] = []
        self.at_once: Counter[str] = Counter()
        self.alone_with: dict[str, int] = {}
        self.gates: dict[str, asyncio.Event] = {}
        self.running = 0
        self.errors: dict[str, list[Exception]] = {}

    async def __call__(self, payload: str) -> bool:
        self.began.append(payload)
        self.running += 1
        self.alone_with[payload] = self.running
        try:
            if self.errors.get(payload):
                raise self.errors[payload].pop(0)
            if payload in self.gates:
                await self.gates[payload].wait()
        finally:
            self.running -= 1
        return False


async def put(database: Database, *rows: tuple[int, str, str]) -> None:
    updates = [RawUpdate(update_id=number, lane=lane, payload=payload) for number, lane, payload in rows]
    assert await Inbox(database, now).accept(updates) == len(rows)


@contextlib.asynccontextmanager
async def running(database: Database, handler: Handler, slots: int = 256) -> AsyncIterator[Lanes]:
    lanes = Lanes(database, handler, now, slots=slots)
    task = asyncio.create_task(lanes.run())
    try:
        yield lanes
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await lanes.stop(0.1)


async def until_settled(database: Database) -> dict[InboxState, int]:
    async with asyncio.timeout(10):
        while True:
            async with database.read() as tx:
                states = await count_states(tx)
            if not states[InboxState.NEW] + states[InboxState.WORKING] + states[InboxState.ANSWERING]:
                return states
            await asyncio.sleep(0.01)


async def test_a_lane_keeps_its_order_and_lanes_run_side_by_side(database: Database) -> None:
    handler = Handler()
    handler.gates["a1"] = asyncio.Event()
    await put(database, (1, "a", "a1"), (2, "a", "a2"), (3, "b", "b1"), (4, "b", "b2"))
    async with running(database, handler):
        async with asyncio.timeout(5):
            while "b2" not in handler.began:
                await asyncio.sleep(0.01)
        assert "a2" not in handler.began
        handler.gates["a1"].set()
        states = await until_settled(database)
    assert states[InboxState.DONE] == 4
    assert [one for one in handler.began if one[0] == "a"] == ["a1", "a2"]


async def test_a_repeated_update_is_handled_once(database: Database) -> None:
    handler = Handler()
    await put(database, (1, "a", "first"))
    assert await Inbox(database, now).accept([RawUpdate(update_id=1, lane="a", payload="first")]) == 0
    async with running(database, handler):
        await until_settled(database)
    assert handler.began == ["first"]


async def test_what_arrives_later_wakes_the_driver(database: Database) -> None:
    handler = Handler()
    async with running(database, handler) as lanes:
        await asyncio.sleep(0.05)
        await put(database, (1, "a", "late"))
        lanes.wake()
        await until_settled(database)
    assert handler.began == ["late"]


async def test_no_more_rows_are_claimed_than_there_are_slots(database: Database) -> None:
    handler = Handler()
    rows = [(number, f"lane {number}", f"p{number}") for number in range(6)]
    handler.gates = {payload: asyncio.Event() for _, _, payload in rows}
    await put(database, *rows)
    async with running(database, handler, slots=2) as lanes:
        async with asyncio.timeout(5):
            while lanes.in_work < 2:
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        assert lanes.in_work == 2
        for gate in handler.gates.values():
            gate.set()
        states = await until_settled(database)
    assert states[InboxState.DONE] == 6


async def test_a_failure_is_replayed_alone_and_succeeds(database: Database) -> None:
    handler = Handler()
    handler.errors["bad"] = [ValueError("once")]
    await put(database, (1, "a", "bad"), (2, "a", "after"), (3, "b", "other"))
    async with running(database, handler):
        states = await until_settled(database)
    assert states[InboxState.DONE] == 3
    assert handler.began.count("bad") == 2
    assert handler.alone_with["bad"] == 1
    assert handler.began.index("after") > len(handler.began) - 1 - handler.began[::-1].index("bad")


async def test_the_third_failure_alone_sets_a_row_aside_with_its_error(database: Database) -> None:
    handler = Handler()
    handler.errors["bad"] = [ValueError(f"time {number}") for number in range(9)]
    await put(database, (1, "a", "bad"), (2, "a", "after"))
    async with running(database, handler):
        states = await until_settled(database)
    assert (states[InboxState.ASIDE], states[InboxState.DONE]) == (1, 1)
    assert handler.began.count("bad") == 4
    async with database.read() as tx:
        [aside] = await list_inbox(tx, states=[InboxState.ASIDE])
    assert aside.error == "ValueError: time 3"


async def test_a_malformed_update_is_set_aside_at_once(database: Database) -> None:
    handler = Handler()
    handler.errors["odd"] = [Malformed("KeyError: the update has an unknown shape")] * 5
    await put(database, (1, "a", "odd"), (2, "b", "good"))
    async with running(database, handler):
        states = await until_settled(database)
    assert (states[InboxState.ASIDE], states[InboxState.DONE]) == (1, 1)
    assert handler.began.count("odd") == 1


async def test_a_database_that_was_away_counts_no_try(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STORAGE_PAUSE_S", 0.01)
    handler = Handler()
    handler.errors["row"] = [DatabaseBusy() for _ in range(8)]
    await put(database, (1, "a", "row"))
    async with running(database, handler):
        states = await until_settled(database)
    assert states[InboxState.DONE] == 1
    assert handler.began.count("row") == 9


async def test_a_database_away_from_two_tasks_at_once_counts_no_try(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STORAGE_PAUSE_S", 0.01)
    handler = Handler()
    handler.errors["links"] = [ExceptionGroup("a task group", [DatabaseBusy(), DiskFull()]) for _ in range(5)]
    await put(database, (1, "a", "links"))
    async with running(database, handler):
        states = await until_settled(database)
    assert states[InboxState.DONE] == 1


async def test_a_defect_beside_a_database_that_was_away_counts(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STORAGE_PAUSE_S", 0.01)
    handler = Handler()
    handler.errors["links"] = [ExceptionGroup("both", [DatabaseBusy(), ValueError()]) for _ in range(5)]
    await put(database, (1, "a", "links"))
    async with running(database, handler):
        states = await until_settled(database)
    assert states[InboxState.ASIDE] == 1


async def test_what_a_crash_left_in_work_is_replayed_alone_before_the_rest(database: Database) -> None:
    await put(database, (1, "a", "left"), (2, "b", "rest"))
    async with database.write() as tx:
        await claim_next(tx, limit=1, now=NOW)
    handler = Handler()
    async with running(database, handler):
        states = await until_settled(database)
    assert states[InboxState.DONE] == 2
    assert handler.began == ["left", "rest"]


async def test_a_stop_finishes_what_is_in_hand_and_gives_back_the_rest_untouched(database: Database) -> None:
    handler = Handler()
    handler.gates["stuck"] = asyncio.Event()
    await put(database, (1, "a", "stuck"), (2, "b", "quick"))
    async with running(database, handler) as lanes:
        async with asyncio.timeout(5):
            while handler.began != ["stuck", "quick"] or lanes.in_work != 1:
                await asyncio.sleep(0.01)
        await lanes.stop(0.05)
    async with database.read() as tx:
        [row] = await list_inbox(tx, states=[InboxState.NEW])
    assert (row.update_id, row.tries, row.alone) == (1, 0, False)


async def test_a_stop_does_not_wait_for_work_that_will_not_end(database: Database) -> None:
    async def handle(_payload: str) -> bool:
        try:
            await asyncio.sleep(60)
        finally:
            await asyncio.sleep(5)
        return False

    await put(database, (1, "a", "deaf"))
    lanes = Lanes(database, handle, now)
    assert await lanes.tick()
    await asyncio.sleep(0)
    async with asyncio.timeout(2):
        await lanes.stop(0.05)
    async with database.read() as tx:
        assert [row.update_id for row in await list_inbox(tx, states=[InboxState.NEW])] == [1]
