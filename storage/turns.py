"""Turns at writing: what arrives together commits together, and settlement survives cancellation.

SQLite has one writer at a time, and a commit that survives a power cut costs an fsync (370 a second on the machine of
the notes). So writers queue. The first opens a transaction; those who have queued up by the time it is done join the
same one, each inside a savepoint, and one commit serves them all (11,000 rows a second in groups of 20). Nobody is
told "written" before that commit has returned. A member that fails rolls back to its savepoint and leaves the others
as they were.

Begin, savepoint, roll-back and commit run in a task that belongs to the database, never in the caller's. A caller that
is cancelled merely says so and goes; the turn is passed on only after its statements have ended and its changes are
undone. A caller cancelled while it waits for the commit finds its work done, as a whole, or not at all.

PostgreSQL has many writers and needs no turns: each transaction gets a connection and a task of its own, by the same
protocol. Readers do the same on both.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncIterator, Coroutine, Iterator
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.engines import BUSY_TIMEOUT_S
from storage.errors import DatabaseBusy, DatabaseClosed, TransactionOver
from storage.faults import find_cause
from storage.room import Room
from storage.transactions import ReadTx, WriteTx

GROUP_LIMIT = 64
"""Members of one commit: enough to make its fsync cheap, few enough that a failing disk fails few."""

GROUP_TIME_S = 0.05
"""No more members after this long, so that the first of a group does not wait for an endless queue."""

TURN_LIMIT_S = 60.0
"""A caller that stays longer is rolled back: it awaits something that has no place inside a transaction."""

Tx = TypeVar("Tx", bound=ReadTx)


class Turn(Generic[Tx]):
    """A caller's stay in a transaction: `given` it, it works and has `left`, and in the end is `settled`."""

    def __init__(self, *, freeing: bool = False) -> None:
        loop = asyncio.get_running_loop()
        self.freeing = freeing
        self.given: asyncio.Future[Tx] = loop.create_future()
        self.left: asyncio.Future[bool] = loop.create_future()
        self.settled: asyncio.Future[None] = loop.create_future()
        self.owner = asyncio.current_task()
        self.queued_at = loop.time()

    @contextlib.asynccontextmanager
    async def stay(self) -> AsyncIterator[Tx]:
        """Wait for the transaction, work in it, and wait for its end; an exception in the block undoes it."""
        try:
            yield await self.given
        except BaseException:
            self.left.set_result(False)
            raise
        self.left.set_result(True)
        await self.settled

    async def hand(self, tx: Tx) -> bool:
        """Give the caller its transaction and wait until it has left; says whether its work is to be kept."""
        if self.given.done():
            return False
        self.given.set_result(tx)
        await asyncio.wait({self.left}, timeout=TURN_LIMIT_S)
        if not self.left.done():
            await tx.close("the transaction was held too long")
            self.fail(TransactionOver(problem="the transaction was held too long"))
            return False
        await tx.close()
        if self.left.result() and tx.failure is not None:
            self.fail(tx.failure)
            return False
        return self.left.result()

    def settle(self) -> None:
        """Tell the caller that its work is written."""
        if not self.settled.done():
            self.settled.set_result(None)

    def fail(self, error: Exception) -> None:
        """Tell the caller, if it still listens, that its work is not written."""
        if not self.given.done():
            self.given.set_exception(error)
        elif not self.settled.done() and not (self.left.done() and not self.left.result()):
            self.settled.set_exception(error)
            self.settled.exception()  # a caller that is being cancelled may never ask


class Writes(Protocol):
    """Hands out transactions that write."""

    def take_turn(self, *, freeing: bool) -> Turn[WriteTx]:
        """Queue for a transaction; a `freeing` one may take the last of the room on the disk.

        Raises:
            DatabaseClosed: there will be none any more.
        """

    async def close(self) -> None:
        """Let those under way end, refuse new ones."""


class GroupedWrites:
    """The write turns of an SQLite database, over the one connection of `engine`, while there is `room`."""

    def __init__(self, engine: AsyncEngine, room: Room) -> None:
        self._engine = engine
        self._room = room
        self._queue: deque[Turn[WriteTx]] = deque()
        self._arrived = asyncio.Event()
        self._closing = False
        self._at_work: Turn[WriteTx] | None = None
        self._task = asyncio.create_task(self._serve(), name="storage writer")

    def take_turn(self, *, freeing: bool) -> Turn[WriteTx]:
        """Queue up for writing.

        Raises:
            DatabaseClosed: after `close`.
            RuntimeError: the caller is in its own turn: it would wait for itself.
        """
        if self._closing:
            raise DatabaseClosed
        held = self._at_work
        if held is not None and held.owner is asyncio.current_task() and not held.left.done():
            raise RuntimeError("a write inside a write would wait for itself: pass the transaction on")
        turn: Turn[WriteTx] = Turn(freeing=freeing)
        self._queue.append(turn)
        self._arrived.set()
        return turn

    async def close(self) -> None:
        """Write what has queued up, then stop."""
        self._closing = True
        self._arrived.set()
        await asyncio.wait({self._task})

    async def _serve(self) -> None:
        while self._queue or not self._closing:
            if not self._queue:
                self._arrived.clear()
                await self._arrived.wait()
            elif self._queue[0].given.done():
                self._queue.popleft()  # cancelled while it waited: no reason to open a transaction
            else:
                await self._serve_group()

    async def _serve_group(self) -> None:
        first = self._queue.popleft()
        kept: list[Turn[WriteTx]] = []
        try:
            self._room.claim(freeing=first.freeing)
            async with self._engine.connect() as connection:
                await self._write_group(connection, first, kept)
        except Exception as error:  # noqa: BLE001 (whatever it is, the callers get it and the writer lives on)
            cause = find_cause(error) or error
            for turn in (first, *kept):
                turn.fail(cause)
            if isinstance(cause, DatabaseBusy):
                self._fail_who_waited_as_long()

    def _fail_who_waited_as_long(self) -> None:
        """A lock held elsewhere is told to the whole queue at once, not to one after another."""
        queued_before = asyncio.get_running_loop().time() - BUSY_TIMEOUT_S
        while self._queue and self._queue[0].queued_at <= queued_before:
            self._queue.popleft().fail(DatabaseBusy())

    async def _write_group(self, connection: AsyncConnection, first: Turn[WriteTx], kept: list[Turn[WriteTx]]) -> None:
        ends_at = asyncio.get_running_loop().time() + GROUP_TIME_S
        transaction = await connection.begin()
        if not await self._hand(first, connection):
            await transaction.rollback()
            return
        kept.append(first)
        taken = 1
        while self._queue and taken < GROUP_LIMIT and asyncio.get_running_loop().time() < ends_at:
            if self._queue[0].freeing != first.freeing:
                break
            taken += 1
            await self._write_member(connection, self._queue.popleft(), kept)
        await transaction.commit()
        for turn in kept:
            turn.settle()

    async def _write_member(self, connection: AsyncConnection, turn: Turn[WriteTx], kept: list[Turn[WriteTx]]) -> None:
        try:
            savepoint = await connection.begin_nested()
            if await self._hand(turn, connection):
                await savepoint.commit()
                kept.append(turn)
            else:
                await savepoint.rollback()
        except Exception as error:
            turn.fail(find_cause(error) or error)
            raise

    async def _hand(self, turn: Turn[WriteTx], connection: AsyncConnection) -> bool:
        self._at_work = turn
        try:
            return await turn.hand(WriteTx(connection))
        finally:
            self._at_work = None


class PooledWrites:
    """Ordinary transactions over the pool of `engine`, for PostgreSQL."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._stays = _Stays(engine)

    def take_turn(self, *, freeing: bool) -> Turn[WriteTx]:
        """Ask for a transaction; raises DatabaseClosed after `close`. The server minds its own room."""
        turn: Turn[WriteTx] = Turn(freeing=freeing)
        self._stays.start(self._stays.write(turn))
        return turn

    async def close(self) -> None:
        """Wait for the open ones to end, refuse new ones."""
        await self._stays.close()


class PooledReads:
    """Transactions that only read, over the pool of `engine`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._stays = _Stays(engine)

    def take_turn(self) -> Turn[ReadTx]:
        """Ask for a view; raises DatabaseClosed after `close`."""
        turn: Turn[ReadTx] = Turn()
        self._stays.start(self._stays.read(turn))
        return turn

    async def close(self) -> None:
        """Wait for the open ones to end, refuse new ones."""
        await self._stays.close()


class _Stays:
    """The tasks that keep one transaction each."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False

    def start(self, stay: Coroutine[Any, Any, None]) -> None:
        if self._closing:
            stay.close()
            raise DatabaseClosed
        task = asyncio.create_task(stay, name="storage transaction")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        self._closing = True
        if self._tasks:
            await asyncio.wait(set(self._tasks))

    async def write(self, turn: Turn[WriteTx]) -> None:
        with _failing(turn):
            async with self._engine.connect() as connection:
                transaction = await connection.begin()
                if await turn.hand(WriteTx(connection)):
                    await transaction.commit()
                    turn.settle()
                else:
                    await transaction.rollback()

    async def read(self, turn: Turn[ReadTx]) -> None:
        with _failing(turn):
            async with self._engine.connect() as connection:
                transaction = await connection.begin()
                await turn.hand(ReadTx(connection))
                turn.settle()
                await transaction.rollback()


@contextlib.contextmanager
def _failing(turn: Turn[Any]) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # noqa: BLE001 (the caller gets it; a task has nobody else to tell)
        turn.fail(find_cause(error) or error)
