"""aiosqlite with one trip to its thread for each statement instead of four.

SQLAlchemy asks a driver for a cursor, has it execute, fetches the rows and closes it, and aiosqlite hands each of
these to the connection's thread and waits for the answer. On a busy machine the way there and back costs more than
the statement: saving a reading took 29 trips. As every answer is fetched whole anyway, the four go as one.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import aiosqlite

Parameters = Sequence[Any]


@dataclass(slots=True)
class _Answer:
    description: Any = None
    rows: Iterable[Any] = ()
    rowcount: int = -1
    lastrowid: int | None = None


class OneTripConnection(aiosqlite.Connection):
    """A connection whose cursors live in the caller's thread and hold what was fetched."""

    def cursor(self) -> "OneTripCursor":  # type: ignore[override]
        """Give a cursor without asking the thread."""
        return OneTripCursor(self)

    async def ask(self, sql: str, parameters: Parameters) -> _Answer:
        """Execute a statement, fetch its rows and forget the cursor, all in the thread."""

        def run() -> _Answer:
            cursor = self._conn.execute(sql, parameters)
            rows = cursor.fetchall() if cursor.description else ()
            return _Answer(cursor.description, rows, cursor.rowcount, cursor.lastrowid)

        answer: _Answer = await self._execute(run)  # type: ignore[no-untyped-call]
        return answer

    async def ask_many(self, sql: str, parameters: Iterable[Parameters]) -> _Answer:
        """Execute a statement once for each of the parameters."""

        def run() -> _Answer:
            cursor = self._conn.executemany(sql, parameters)
            return _Answer(rowcount=cursor.rowcount, lastrowid=cursor.lastrowid)

        answer: _Answer = await self._execute(run)  # type: ignore[no-untyped-call]
        return answer


class OneTripCursor:
    """What SQLAlchemy uses of a cursor, on an answer that is here already."""

    arraysize = 1

    def __init__(self, connection: OneTripConnection) -> None:
        self._connection = connection
        self._answer = _Answer()

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Parameters = ()) -> Self:
        """Run the statement and keep its answer."""
        self._answer = await self._connection.ask(sql, parameters)
        return self

    async def executemany(self, sql: str, parameters: Iterable[Parameters]) -> Self:
        """Run the statement for each of the parameters."""
        self._answer = await self._connection.ask_many(sql, parameters)
        return self

    async def fetchall(self) -> Iterable[Any]:
        """The rows of the answer."""
        return self._answer.rows

    async def close(self) -> None:
        """Nothing is open."""

    @property
    def description(self) -> Any:  # noqa: ANN401 (PEP 249's)
        """The columns of the answer, None for a statement without one."""
        return self._answer.description

    @property
    def rowcount(self) -> int:
        """How many rows the statement changed."""
        return self._answer.rowcount

    @property
    def lastrowid(self) -> int | None:
        """The id of the row inserted last."""
        return self._answer.lastrowid


async def connect(path: Path, *, timeout_s: float) -> OneTripConnection:
    """Open `path` in a thread of its own, without transactions that begin by themselves.

    `timeout_s` is how long a statement waits for another's lock.
    """

    def open_file() -> sqlite3.Connection:
        return sqlite3.connect(path, timeout=timeout_s, isolation_level=None)

    connection = OneTripConnection(open_file, iter_chunk_size=1)
    connection._thread.daemon = True  # noqa: SLF001 (as SQLAlchemy's dialect does: an exit must not wait for it)
    await connection
    return connection
