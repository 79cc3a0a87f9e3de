"""From the inbox to the handlers: lanes side by side, each in order; what failed or died is replayed alone.

    claim ─▶ parse ─▶ handlers ─▶ settle
               │          └ raised ─▶ alone, three tries, then aside
               └ cannot be parsed ─▶ aside at once

Only what can run is claimed: a crowd waits in the database, not in memory. When a row waits to be replayed alone,
claiming stops until the work in hand is done; so nothing it does to the process can be blamed on a neighbour, nor harm
one.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bot.logs import event, get_logger, redact
from bot.transport.intake import RawUpdate
from storage.answers import clear_answers
from storage.database import Database, WriteTx
from storage.errors import StorageError
from storage.inbox import (
    InboxRow,
    InboxState,
    NewUpdate,
    claim_alone,
    claim_next,
    insert_updates,
    record_failure,
    recover_interrupted,
    release_updates,
    set_aside,
    settle_update,
)

logger = get_logger(__name__)

T = TypeVar("T")

SLOTS = 256
"""Rows in work at once. With 16, twenty slow updates of one chat held up another for a second."""

STOP_GRACE_S = 2.0
TIDY_S = 0.5
"""How long work that was cancelled may tidy up: with the grace and the workers' end, less than five seconds."""

ERROR_CHARS = 500
STORAGE_PAUSE_S = 1.0
"""How long to wait after the database refused: a full disk or a lock that somebody else holds."""


class Malformed(Exception):
    """An update that the library cannot parse: no retry will help."""


Handle = Callable[[str], Awaitable[bool]]
"""Handles the raw JSON of one update and says whether its row is settled already; raises Malformed, or what failed."""

Apologise = Callable[[str], Awaitable[None]]
"""Tells the sender of an update (its raw JSON) that it was set aside; a courtesy, cut off after `APOLOGY_S`."""

APOLOGY_S = 5.0


class Inbox:
    """Where polling and the webhook put what arrives: committed before they acknowledge it."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    async def accept(self, updates: Sequence[RawUpdate]) -> int:
        """Commit `updates` and say how many were new; waits as long as the database refuses."""
        rows = [
            NewUpdate(update_id=raw.update_id, lane=raw.lane, payload=raw.payload, user_id=raw.user_id)
            for raw in updates
        ]
        while True:
            try:
                async with self._database.write() as tx:
                    return await insert_updates(tx, rows, received_at=self._now())
            except StorageError as error:
                event(logger, "inbox refused", error=type(error).__name__, updates=len(rows))
                await asyncio.sleep(STORAGE_PAUSE_S)


@dataclass(slots=True)
class _Work:
    row: InboxRow
    task: asyncio.Task[None]


class Lanes:
    """The driver. `run` until cancelled; `wake` after something arrived; `stop` finishes what is in hand."""

    def __init__(
        self,
        database: Database,
        handle: Handle,
        now: Callable[[], datetime],
        *,
        apologise: Apologise | None = None,
        slots: int = SLOTS,
    ) -> None:
        self._database = database
        self._handle = handle
        self._apologise = apologise
        self._now = now
        self._slots = slots
        self._work: dict[int, _Work] = {}
        self._wake = asyncio.Event()
        self._alone_waits = False

    def wake(self) -> None:
        """Look into the inbox soon."""
        self._wake.set()

    async def run(self) -> None:
        """Work until cancelled, beginning with what a crash left behind."""
        await self._insist(self._recover)
        while True:
            self._wake.clear()
            if not await self._insist(self.tick):
                await self._wake.wait()

    async def tick(self) -> bool:
        """Start what can start now; gives whether anything did, so that more may be waiting."""
        if self._alone_waits:
            return await self._replay_alone()
        return await self._claim()

    async def stop(self, grace_s: float = STOP_GRACE_S) -> None:
        """Let the work in hand end within `grace_s`; what does not is given back untouched and counts as no try."""
        tasks = [work.task for work in self._work.values()]
        if tasks:
            await asyncio.wait(tasks, timeout=grace_s)
        left = [update_id for update_id, work in self._work.items() if not work.task.done()]
        for update_id in left:
            self._work[update_id].task.cancel()
        if left:
            await asyncio.wait(tasks, timeout=TIDY_S)
        if left:
            await self._release(left)

    @property
    def in_work(self) -> int:
        """How many rows are being handled."""
        return len(self._work)

    async def _release(self, update_ids: Sequence[int]) -> None:
        try:
            async with self._database.write() as tx:
                await release_updates(tx, update_ids)
        except StorageError as error:
            # They stay in work, and the next start replays them alone.
            event(logger, "not given back", error=type(error).__name__, updates=len(update_ids))

    async def _insist(self, step: Callable[[], Awaitable[bool]]) -> bool:
        while True:
            try:
                return await step()
            except StorageError as error:
                event(logger, "inbox refused", error=type(error).__name__)
                await asyncio.sleep(STORAGE_PAUSE_S)

    async def _recover(self) -> bool:
        async with self._database.write() as tx:
            rows = await recover_interrupted(tx, now=self._now())
        # A stop that was orderly leaves nothing in work, but may leave rows that were to be replayed alone.
        self._alone_waits = True
        if rows:
            event(logger, "replaying", updates=len(rows), ambiguous=sum(row.ambiguous for row in rows))
        return True

    async def _claim(self) -> bool:
        free = self._slots - len(self._work)
        if free <= 0:
            return False
        async with self._database.write() as tx:
            rows = await claim_next(tx, limit=free, now=self._now())
        for row in rows:
            self._start(row)
        return bool(rows)

    async def _replay_alone(self) -> bool:
        if self._work:
            return False
        async with self._database.write() as tx:
            row = await claim_alone(tx, now=self._now())
        if row is None:
            self._alone_waits = False
        else:
            self._start(row)
        return True

    def _start(self, row: InboxRow) -> None:
        task = asyncio.create_task(self._perform(row), name=f"update {row.update_id}")
        self._work[row.update_id] = _Work(row, task)

    async def _perform(self, row: InboxRow) -> None:
        began = time.perf_counter()
        outcome = "stopped"
        try:
            outcome = await self._outcome(row)
        finally:
            del self._work[row.update_id]
            event(
                logger,
                "update handled",
                update_id=row.update_id,
                outcome=outcome,
                alone=row.alone,
                took_ms=round((time.perf_counter() - began) * 1000),
            )
            self._wake.set()

    async def _outcome(self, row: InboxRow) -> str:
        try:
            settled = await self._handle(row.payload)
        except Malformed as error:
            told = str(error)
            await self._write(lambda tx: set_aside(tx, row.update_id, error=told, now=self._now()))
            return "malformed"
        except Exception as error:
            if is_storage_away(error):
                await asyncio.sleep(STORAGE_PAUSE_S)
                return await self._fail(row, error, counts=False)
            logger.warning("handler failed", exc_info=error)
            outcome = await self._fail(row, error, counts=True)
            if outcome == "aside":
                await self._tell_sender(row.payload)
            return outcome
        if not settled:
            await self._write(lambda tx: settle(tx, row.update_id, self._now()))
        return "done"

    async def _fail(self, row: InboxRow, error: Exception, *, counts: bool) -> str:
        told = f"{type(error).__name__}: {error}"[:ERROR_CHARS]
        state = await self._write(
            lambda tx: record_failure(tx, row.update_id, error=redact(told), counts=counts, now=self._now())
        )
        self._alone_waits = self._alone_waits or (state is InboxState.NEW and (row.alone or counts))
        return "aside" if state is InboxState.ASIDE else "failed"

    async def _tell_sender(self, payload: str) -> None:
        if self._apologise is None:
            return
        try:
            async with asyncio.timeout(APOLOGY_S):
                await self._apologise(payload)
        except Exception as error:  # noqa: BLE001 (a courtesy must not end the work of others)
            event(logger, "apology not sent", error=type(error).__name__)

    async def _write(self, change: Callable[[WriteTx], Awaitable[T]]) -> T:
        """Commit `change`, waiting as long as the database refuses: what happened must not be forgotten."""
        while True:
            try:
                async with self._database.write() as tx:
                    return await change(tx)
            except StorageError as error:
                event(logger, "inbox refused", error=type(error).__name__)
                await asyncio.sleep(STORAGE_PAUSE_S)


def is_storage_away(error: BaseException) -> bool:
    """Whether nothing but the database is to blame; what ran side by side raises its errors as a group."""
    if isinstance(error, BaseExceptionGroup):
        return all(map(is_storage_away, error.exceptions))
    return isinstance(error, StorageError)


async def settle(tx: WriteTx, update_id: int, now: datetime) -> None:
    """Say that an update is done, and forget which answers it had."""
    await clear_answers(tx, update_id)
    await settle_update(tx, update_id, now=now)
