"""The outbox and a world that it speaks to, with a crash possible at every step."""

import asyncio
import shutil
import tempfile
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, ClassVar, TypeVar

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
from storage.destinations import Destination
from storage.outbox import (
    Delivery,
    DeliveryState,
    Settlement,
    bundle_waiting,
    claim_deliveries,
    list_deliveries,
    mark_sending,
    queue_deliveries,
    recover_interrupted,
    release_claims,
    release_held,
    settle_delivery,
)
from storage.transactions import WriteTx
from tests.storage.following import alert
from tests.storage.samples import NOON

T = TypeVar("T")
CHATS = tuple(Destination(chat_id=chat) for chat in (1, 2, 3))
LEASE = timedelta(minutes=3)
STEP = timedelta(seconds=10)
WAITING = (DeliveryState.NEW, DeliveryState.HELD, DeliveryState.SENDING)
SENT, NEW, AMBIGUOUS, DEAD = (
    DeliveryState.SENT,
    DeliveryState.NEW,
    DeliveryState.AMBIGUOUS,
    DeliveryState.DEAD,
)


@dataclass
class World:
    """What arrived where, in the order in which it did: subjects by chat. What goes along arrives with its first."""

    arrived: dict[int, list[int]] = field(default_factory=dict)

    def takes(self, row: Delivery, along: tuple[Delivery, ...]) -> None:
        self.arrived.setdefault(row.to.chat_id, []).extend([row.subject_id, *(one.subject_id for one in along)])


@dataclass
class Work:
    """A claimed row as the process that claimed it holds it; it is lost with the process."""

    lease: str
    row: Delivery
    along: tuple[Delivery, ...]
    until: datetime
    begun: bool = False


class OutboxMachine(RuleBasedStateMachine):
    """Queues, claims, sends and settles in any order, and dies between any two of these steps."""

    template: ClassVar[Path]
    recovers: ClassVar[bool] = True

    @initialize()
    def open(self) -> None:
        self.world = World()
        self.queued: dict[int, list[int]] = {}
        self.rejected: set[int] = set()
        self.held: set[int] = set()
        self.work: list[Work] = []
        self.now = NOON
        self.subjects = iter(range(1, 1000))
        self.leases = (f"lease {number}" for number in count(1))
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

    def write(self, work: Callable[[WriteTx], Coroutine[Any, Any, T]]) -> T:
        return self.runner.run(work(self.tx))

    @precondition(lambda self: sum(map(len, self.queued.values())) < 30)
    @rule(to=st.sampled_from(CHATS), number=st.integers(1, 6), held=st.booleans())
    def queue(self, to: Destination, number: int, held: bool) -> None:
        subjects = [next(self.subjects) for _ in range(number)]
        new = [alert(to, subject, due_at=self.now + STEP * 3 * held, held=held) for subject in subjects]
        assert self.write(lambda tx: queue_deliveries(tx, [*new, *new], now=self.now)) == number
        self.queued.setdefault(to.chat_id, []).extend(subjects)
        if held:
            self.held.update(subjects)

    @rule(steps=st.integers(1, 4))
    def wait(self, steps: int) -> None:
        self.now += STEP * steps
        self.write(lambda tx: release_held(tx, now=self.now))

    @rule(limit=st.integers(1, 3), least=st.integers(2, 4))
    def claim(self, limit: int, least: int) -> None:
        lease = next(self.leases)

        async def take(tx: WriteTx) -> list[Work]:
            rows = await claim_deliveries(tx, lease=lease, limit=limit, now=self.now, until=self.now + LEASE)
            return [
                Work(
                    lease=lease,
                    row=row,
                    along=await bundle_waiting(tx, row, least=least, now=self.now),
                    until=self.now + LEASE,
                )
                for row in rows
            ]

        taken = self.write(take)
        again = {work.row.id for work in taken}
        busy = {work.row.to for work in self.work if work.row.id not in again and self.is_mine(work)}
        assert not busy & {work.row.to for work in taken}, "one at a time for each chat"
        self.work += taken

    def is_mine(self, work: Work) -> bool:
        """Whether the claim still holds; one that took too long may be another's by now."""
        return work.begun or self.now < work.until

    @precondition(lambda self: any(not work.begun for work in self.work))
    @rule(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        work = data.draw(st.sampled_from([work for work in self.work if not work.begun]))
        until = self.now + LEASE
        if self.write(lambda tx: mark_sending(tx, work.row.id, lease=work.lease, until=until)):
            work.begun = True
        else:
            self.work.remove(work)

    @precondition(lambda self: any(work.begun for work in self.work))
    @rule(data=st.data(), outcome=st.sampled_from(["sent", "flood", "lost", "lost on arrival", "rejected"]))
    def send(self, data: st.DataObject, outcome: str) -> None:
        work = data.draw(st.sampled_from([work for work in self.work if work.begun]))
        self.work.remove(work)
        if outcome in ("sent", "lost on arrival"):
            self.world.takes(work.row, work.along)
        self.settle(work, outcome)

    def settle(self, work: Work, outcome: str) -> None:
        doubtful = self.find(work.row.id).ambiguous
        settlement = {
            "sent": Settlement(state=SENT, message_id=1, ambiguous=doubtful),
            "flood": Settlement(state=NEW, due_at=self.now + STEP, ambiguous=doubtful),
            "rejected": Settlement(state=DEAD, error="rejected", ambiguous=doubtful),
        }.get(outcome)
        if settlement is None:
            again = Settlement(state=NEW, due_at=self.now + STEP, ambiguous=True)
            settlement = Settlement(state=AMBIGUOUS, ambiguous=True) if doubtful else again
        settled = self.write(
            lambda tx: settle_delivery(tx, work.row.id, lease=work.lease, settlement=settlement, now=self.now)
        )
        assert settled
        if outcome == "rejected":
            self.rejected.add(work.row.subject_id)

    @rule(data=st.data())
    def crash(self, data: st.DataObject) -> None:
        """Die; a send that was under way may have arrived."""
        for work in self.work:
            if work.begun and data.draw(st.booleans(), label="arrived"):
                self.world.takes(work.row, work.along)
        self.restart()

    @rule()
    def stop(self) -> None:
        """End in good order: what was only claimed is given back, what was being sent is doubtful."""
        for work in self.work:
            self.write(lambda tx, lease=work.lease: release_claims(tx, lease))  # type: ignore[misc]
        self.restart()

    def restart(self) -> None:
        self.work.clear()
        if self.recovers:
            self.write(lambda tx: recover_interrupted(tx, now=self.now, alone=True))

    def say(self, work: Work) -> None:
        assert self.write(lambda tx: mark_sending(tx, work.row.id, lease=work.lease, until=self.now + LEASE))
        self.work.remove(work)
        self.world.takes(work.row, work.along)
        self.settle(work, "sent")

    def find(self, delivery_id: int) -> Delivery:
        return next(row for row in self.write(list_deliveries) if row.id == delivery_id)

    @invariant()
    def nothing_is_doubled_but_what_is_doubtful(self) -> None:
        if not hasattr(self, "world"):
            return
        rows = {row.subject_id: row for row in self.write(list_deliveries)}
        by_id = {row.id: row for row in rows.values()}
        for told in self.world.arrived.values():
            for subject in set(told):
                first = by_id.get(rows[subject].bundle_id or 0, rows[subject])
                assert told.count(subject) <= 1 + first.ambiguous

    def drain(self) -> None:
        """Whatever happened, everything ends; what arrived did so in order, and nothing certain is missing."""
        self.restart()
        for _ in range(100):
            if not self.write(lambda tx: list_deliveries(tx, states=WAITING)):
                break
            self.wait(4)
            self.claim(3, 4)
            for work in list(self.work):
                self.say(work)
        rows = self.write(list_deliveries)
        assert {row.state for row in rows} <= {SENT, AMBIGUOUS, DEAD, DeliveryState.BUNDLED}
        excused = {row.subject_id for row in rows if row.state is AMBIGUOUS}
        excused |= {
            row.subject_id for row in rows if row.bundle_id in {one.id for one in rows if one.state is AMBIGUOUS}
        }
        for chat, subjects in self.queued.items():
            missing = set(subjects) - set(self.world.arrived.get(chat, []))
            assert missing <= excused | self.rejected
        self.nothing_is_doubled_but_what_is_doubtful()
        alone = {row.subject_id for row in rows if row.bundle_id is None} - self.held
        for told in self.world.arrived.values():
            order = [subject for subject in dict.fromkeys(told) if subject in alone]
            assert order == sorted(order)


def limits(lives: int, steps: int) -> settings:
    # No shrinking: each life opens a database, and a failure is a list of steps that can be read as it is.
    return settings(max_examples=lives, stateful_step_count=steps, deadline=None, phases=[Phase.generate])


@pytest.mark.parametrize(
    ("lives", "steps"), [(12, 30), pytest.param(300, 40, marks=[pytest.mark.soak, pytest.mark.timeout(1800)])]
)
def test_no_crash_at_any_step_loses_a_delivery_or_doubles_one_that_is_certain(
    sqlite_template: Path, lives: int, steps: int
) -> None:
    machine = type("Machine", (OutboxMachine,), {"template": sqlite_template})
    run_state_machine_as_test(machine, settings=limits(lives, steps))


def test_a_mutant_without_recovery_is_caught(sqlite_template: Path) -> None:
    mutant = type("Mutant", (OutboxMachine,), {"template": sqlite_template, "recovers": False})
    with pytest.raises(AssertionError):
        # It stops at the first life that shows the fault: many lives cost nothing, and a few would miss it at times.
        run_state_machine_as_test(mutant, settings=limits(400, 30))
