"""The inbox against a model of it, with a crash possible at every step."""

import asyncio
import shutil
import tempfile
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from storage.database import Database, sqlite_url
from storage.inbox import (
    InboxRow,
    InboxState,
    NewUpdate,
    claim_alone,
    claim_next,
    insert_updates,
    list_inbox,
    mark_answering,
    record_failure,
    recover_interrupted,
    release_updates,
    settle_update,
)
from storage.transactions import WriteTx
from tests.storage.samples import NOON

T = TypeVar("T")
LANES = "abc"
OVER = {InboxState.DONE, InboxState.ASIDE}
IN_WORK = {InboxState.WORKING, InboxState.ANSWERING}


@dataclass
class Expected:
    """A row as the model knows it."""

    lane: str
    state: InboxState = InboxState.NEW
    alone: bool = False
    ambiguous: bool = False
    tries: int = 0


@dataclass
class Model:
    rows: dict[int, Expected] = field(default_factory=dict)
    settled: list[int] = field(default_factory=list)

    def in_state(self, *states: InboxState) -> list[int]:
        return [update_id for update_id, row in self.rows.items() if row.state in states]

    def head(self, lane: str) -> int | None:
        waiting = (update_id for update_id, row in self.rows.items() if row.lane == lane and row.state not in OVER)
        return next(waiting, None)

    def claimable(self) -> list[int]:
        heads = {self.head(lane) for lane in LANES}
        return [one for one, row in self.rows.items() if one in heads and row.state is InboxState.NEW and not row.alone]

    def alone(self) -> list[int]:
        return [one for one, row in self.rows.items() if row.state is InboxState.NEW and row.alone]

    def give_back(self, update_id: int) -> None:
        row = self.rows[update_id]
        row.ambiguous |= row.state is InboxState.ANSWERING
        row.state = InboxState.NEW

    def fail(self, update_id: int, *, counts: bool) -> None:
        row = self.rows[update_id]
        self.give_back(update_id)
        if row.alone and counts and row.tries == 3:
            row.state = InboxState.ASIDE
        elif row.alone and not counts:
            row.tries -= 1
        row.alone |= counts

    def crash(self) -> None:
        for update_id in self.in_state(*IN_WORK):
            row = self.rows[update_id]
            if row.alone and row.tries == 3:
                row.state = InboxState.ASIDE
            else:
                self.give_back(update_id)
                row.alone = True


class InboxMachine(RuleBasedStateMachine):
    template: Path

    @initialize()
    def open(self) -> None:
        self.model = Model()
        self.numbers = iter(range(1000, 0, -1))  # update ids may well count down; the order is that of arrival
        self.folder = tempfile.TemporaryDirectory()
        path = Path(shutil.copy(self.template, Path(self.folder.name) / "nutgraf.db"))
        self.runner = asyncio.Runner()
        self.stack = AsyncExitStack()
        self.tx = self.runner.run(self.enter(path))

    async def enter(self, path: Path) -> WriteTx:
        """One transaction for a whole life: a crash is only played here, and commits would be the slowest part."""
        db = await self.stack.enter_async_context(Database.open(sqlite_url(path)))
        return await self.stack.enter_async_context(db.write())

    def teardown(self) -> None:
        if not hasattr(self, "runner"):
            return
        try:
            self.drain()
        finally:
            self.runner.run(self.stack.aclose())
            self.runner.close()
            self.folder.cleanup()

    def drain(self) -> None:
        """Whatever happened, every update ends, and those of a lane in their order."""
        self.crash()
        while self.model.alone():
            self.replay()
            self.settle(self.model.in_state(InboxState.WORKING)[0])
        while self.model.claimable():
            self.claim(9)
            for update_id in self.model.in_state(InboxState.WORKING):
                self.settle(update_id)
        self.agree()
        assert {row.state for row in self.model.rows.values()} <= OVER
        arrived = list(self.model.rows)
        for lane in LANES:
            order = [arrived.index(one) for one in self.model.settled if self.model.rows[one].lane == lane]
            assert order == sorted(order)

    def write(self, work: Callable[[WriteTx], Coroutine[Any, Any, T]]) -> T:
        return self.runner.run(work(self.tx))

    @precondition(lambda self: len(self.model.rows) < 12)
    @rule(lanes=st.lists(st.sampled_from(LANES), min_size=1, max_size=4), again=st.booleans())
    def receive(self, lanes: list[str], again: bool) -> None:
        updates = [NewUpdate(update_id=next(self.numbers), lane=lane, payload="{}") for lane in lanes]
        repeated = [NewUpdate(update_id=one, lane="a", payload="{}") for one in list(self.model.rows)[:2] if again]
        written = self.write(lambda tx: insert_updates(tx, [*repeated, *updates], received_at=NOON))
        self.model.rows |= {update.update_id: Expected(lane=update.lane) for update in updates}
        assert written == len(updates)

    @precondition(lambda self: self.model.claimable())
    @rule(limit=st.integers(1, 4))
    def claim(self, limit: int) -> None:
        rows = self.write(lambda tx: claim_next(tx, limit=limit, now=NOON))
        assert [row.update_id for row in rows] == self.model.claimable()[:limit]
        for row in rows:
            self.model.rows[row.update_id].state = InboxState.WORKING

    @precondition(lambda self: self.model.alone() and not self.model.in_state(*IN_WORK))
    @rule()
    def replay(self) -> None:
        row = self.write(lambda tx: claim_alone(tx, now=NOON))
        assert row is not None
        assert row.update_id == self.model.alone()[0]
        self.model.rows[row.update_id].state = InboxState.WORKING
        self.model.rows[row.update_id].tries += 1

    @precondition(lambda self: self.model.in_state(*IN_WORK))
    @rule(data=st.data(), outcome=st.sampled_from(["answer", "finish", "fail", "fail without fault"]))
    def handle(self, data: st.DataObject, outcome: str) -> None:
        update_id = data.draw(st.sampled_from(self.model.in_state(*IN_WORK)))
        if outcome == "finish":
            self.settle(update_id)
        elif outcome == "answer":
            self.write(lambda tx: mark_answering(tx, update_id))
            self.model.rows[update_id].state = InboxState.ANSWERING
        else:
            self.fail(update_id, counts=outcome == "fail")

    def settle(self, update_id: int) -> None:
        self.write(lambda tx: settle_update(tx, update_id, now=NOON))
        self.model.rows[update_id].state = InboxState.DONE
        self.model.rows[update_id].alone = False
        self.model.settled.append(update_id)

    def fail(self, update_id: int, *, counts: bool) -> None:
        self.model.fail(update_id, counts=counts)
        state = self.write(lambda tx: record_failure(tx, update_id, error="boom", counts=counts, now=NOON))
        assert state is self.model.rows[update_id].state

    @precondition(lambda self: self.model.in_state(*IN_WORK))
    @rule()
    def stop(self) -> None:
        in_work = self.model.in_state(*IN_WORK)
        assert self.write(lambda tx: release_updates(tx, in_work)) == len(in_work)
        for update_id in in_work:
            self.model.rows[update_id].tries -= self.model.rows[update_id].alone
            self.model.give_back(update_id)

    @precondition(lambda self: self.model.in_state(*IN_WORK))
    @rule()
    def crash(self) -> None:
        rows = self.write(lambda tx: recover_interrupted(tx, now=NOON))
        in_work = self.model.in_state(*IN_WORK)
        self.model.crash()
        assert [row.update_id for row in rows] == [one for one in in_work if self.model.rows[one].state not in OVER]

    @invariant()
    def agree(self) -> None:
        if not hasattr(self, "model"):
            return
        found = {row.update_id: _told(row) for row in self.write(list_inbox)}
        assert found == {update_id: _expected(row) for update_id, row in self.model.rows.items()}
        assert list(found) == list(self.model.rows)


def _told(row: InboxRow) -> tuple[object, ...]:
    return row.state, row.alone, row.ambiguous, row.tries


def _expected(row: Expected) -> tuple[object, ...]:
    return row.state, row.alone, row.ambiguous, row.tries


@pytest.mark.parametrize(
    ("lives", "steps"), [(10, 30), pytest.param(300, 40, marks=[pytest.mark.soak, pytest.mark.timeout(900)])]
)
def test_no_crash_at_any_step_loses_doubles_or_reorders_an_update(
    sqlite_template: Path, lives: int, steps: int
) -> None:
    # No shrinking: each life opens a database, and a failure is a list of steps that can be read as it is.
    limits = settings(max_examples=lives, stateful_step_count=steps, deadline=None, phases=[Phase.generate])
    machine = type("Machine", (InboxMachine,), {"template": sqlite_template})
    run_state_machine_as_test(machine, settings=limits)
