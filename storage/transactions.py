"""What a caller holds inside a transaction: statements go in, rows come out, until it is left.

Reading and writing are two types, so that the type checker sees who writes. A statement runs in a task of its own and
is never cancelled half-way: SQLAlchemy would throw the connection away, and with it the work of everybody who shares
the transaction. The cancelled caller leaves at once; the statement ends behind it, and only then is rolled back.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import CursorResult, Executable, Row, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.errors import TransactionOver
from storage.faults import find_cause
from storage.upserts import insert_into

Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]


class ReadTx:
    """One consistent view of the database, for one statement at a time."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._running: asyncio.Task[CursorResult[Any]] | None = None
        self._over: str | None = None
        self.failure: Exception | None = None

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`, for the few statements that differ."""
        return self._connection.dialect.name

    async def execute(self, statement: Executable, parameters: Parameters | None = None) -> CursorResult[Any]:
        """Run `statement`, its rows fetched. The first one that fails spoils the transaction, on every database.

        Raises:
            StorageError: the leaf that names the cause.
            TransactionOver: the transaction was left, has failed or overstayed.
            RuntimeError: another statement of this transaction is still running.
        """
        self._refuse_when_over()
        self._running = task = asyncio.create_task(self._connection.execute(statement, parameters), name="statement")
        await asyncio.wait({task})
        try:
            return task.result()
        except (DBAPIError, OSError) as error:
            self.failure = find_cause(error) or error
            if self.failure is error:
                raise
            raise self.failure from error
        except Exception as error:
            self.failure = error
            raise

    async def find_row(self, statement: Executable, parameters: Parameters | None = None) -> Row[Any] | None:
        """The first row of the answer, None when it is empty."""
        return (await self.execute(statement, parameters)).first()

    async def list_rows(self, statement: Executable, parameters: Parameters | None = None) -> Sequence[Row[Any]]:
        """All rows of the answer, in its order."""
        return (await self.execute(statement, parameters)).all()

    async def find_value(self, statement: Executable, parameters: Parameters | None = None) -> Any:  # noqa: ANN401
        """The first column of the first row, None when the answer is empty."""
        return (await self.execute(statement, parameters)).scalar()

    async def close(self, reason: str = "the transaction was left") -> None:
        """Take no further statement, and wait for the end of one that was left running."""
        self._over = self._over or reason
        if self._running is not None and not self._running.done():
            await asyncio.wait({self._running})
        if self._running is not None and not self._running.cancelled():
            self._running.exception()

    def _refuse_when_over(self) -> None:
        if self._over is not None:
            raise TransactionOver(problem=self._over)
        if self.failure is not None:
            raise TransactionOver(problem="an earlier statement of this transaction failed")
        if self._running is not None and not self._running.done():
            raise RuntimeError("one statement at a time: another one of this transaction is still running")


class WriteTx(ReadTx):
    """A transaction that may change rows; what it did is committed as a whole or not at all."""

    def upsert(self, table: Table) -> sqlite.Insert:
        """Start an INSERT that knows `on_conflict_do_…`: the same words on both databases."""
        return insert_into(self.dialect, table)
