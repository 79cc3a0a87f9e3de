"""The database: opened once, then transactions to write in and to read in.

    async with Database.open(sqlite_url("nutgraf.db")) as db:
        async with db.write() as tx:
            story_id = await save_reading(tx, reading, ...)
        async with db.read() as tx:
            story = await find_story(tx, story_id)

How writers share commits, and what cancellation does, is told in `storage.turns`.
"""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import URL, Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.engines import (
    create_postgres_engines,
    create_sqlite_engines,
    is_sqlite,
    parse_url,
    place_of,
    refuse_old_sqlite,
    sqlite_url,
)
from storage.errors import ForeignDatabase, SchemaBehind, SchemaTooNew
from storage.faults import find_cause
from storage.revisions import HEAD, REVISIONS, VERSION_TABLE
from storage.room import Room
from storage.transactions import ReadTx, WriteTx
from storage.turns import GroupedWrites, PooledReads, PooledWrites, Writes

__all__ = ["Database", "ReadTx", "WriteTx", "sqlite_url"]


class Database:
    """An open database. Made by `open`, for one event loop; many tasks may use it at once."""

    def __init__(self, url: URL, *, writes: Writes, reads: PooledReads) -> None:
        self._url = url
        self._writes = writes
        self._reads = reads

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str, *, migrate: bool = True) -> AsyncIterator[Self]:
        """Open the database at `url`, bring its schema up to date, and close it at the end of the block.

        An SQLite file is created, private to its owner, if there is none. Leaving the block first writes what has
        queued up.

        Raises:
            CannotOpen: the leaf names the cause; among them a newer schema, and an older one unless `migrate`.
            DatabaseUnavailable: no connection or no permission.
            DatabaseBusy: somebody holds the lock while the schema has to be migrated.
        """
        parsed = parse_url(url)
        writer, readers = _create_engines(parsed)
        try:
            await _prepare_schema(writer, place_of(parsed), migrate=migrate)
            reads = PooledReads(readers)
            writes = _create_writes(writer, parsed)
            try:
                yield cls(parsed, writes=writes, reads=reads)
            finally:
                await writes.close()
                await reads.close()
        finally:
            await writer.dispose()
            await readers.dispose()

    @property
    def place(self) -> str:
        """Where the database is, fit for a log: no password."""
        return place_of(self._url)

    def write(self, *, freeing: bool = False) -> AbstractAsyncContextManager[WriteTx]:
        """A transaction that may write; it is committed, and on a disk, when the block has been left without error.

        Keep the block short and free of network I/O: others wait for it. After an error, or when cancelled, nothing
        of it remains; a task cancelled while the commit is under way finds all of it or nothing. When the disk is
        nearly full, only `freeing` ones are let through, which are to delete.

        Raises:
            DatabaseBusy, DiskFull, DatabaseUnavailable, …: on entry or at the end; then nothing was written.
            DatabaseClosed: after the end of `open`'s block.
            RuntimeError: called inside a write of the same task (SQLite only), which would wait for itself.
        """
        return self._writes.take_turn(freeing=freeing).stay()

    def read(self) -> AbstractAsyncContextManager[ReadTx]:
        """A consistent view of what was committed when its first statement ran; it waits for no writer.

        Raises:
            DatabaseUnavailable, DatabaseClosed: as for `write`.
        """
        return self._reads.take_turn().stay()


def _create_engines(url: URL) -> tuple[AsyncEngine, AsyncEngine]:
    if not is_sqlite(url):
        return create_postgres_engines(url)
    refuse_old_sqlite()
    return create_sqlite_engines(url)


def _create_writes(engine: AsyncEngine, url: URL) -> Writes:
    if is_sqlite(url):
        return GroupedWrites(engine, Room(Path(url.database or "")))
    return PooledWrites(engine)


async def _prepare_schema(engine: AsyncEngine, place: str, *, migrate: bool) -> None:
    try:
        async with engine.connect() as connection:
            found = await connection.run_sync(find_revision, place)
        if found != HEAD:
            await _upgrade(engine, place, found, migrate=migrate)
    except Exception as error:
        cause = find_cause(error, place=place)
        if cause is None:
            raise
        raise cause from error


async def _upgrade(engine: AsyncEngine, place: str, found: str | None, *, migrate: bool) -> None:
    if not migrate:
        raise SchemaBehind(place=place, found=found, known=HEAD)
    # Only here: Alembic takes half a second to import, and an up-to-date database has no use for it.
    from storage.migrate import upgrade  # noqa: PLC0415

    async with engine.begin() as connection:
        await connection.run_sync(upgrade, place)


def find_revision(connection: Connection, place: str) -> str | None:
    """The schema's revision, None for an empty database. `place` is named in errors.

    Raises:
        ForeignDatabase: there are tables, but no revision.
        SchemaTooNew: a revision this version has never heard of.
    """
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE not in tables:
        if tables:
            raise ForeignDatabase(place=place)
        return None
    found: str | None = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608
    if found is not None and found not in REVISIONS:
        raise SchemaTooNew(place=place, found=found, known=HEAD)
    return found
