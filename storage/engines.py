"""Database URLs, and the connections that each kind of database gets."""

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.errors import DatabaseUnavailable, UnsupportedUrl
from storage.one_trip import OneTripConnection, connect

BUSY_TIMEOUT_S = 5.0
"""How long another process (a backup, a second program) may hold SQLite's write lock before we say so."""

SQLITE_READERS = 4
POSTGRES_CONNECTIONS = 10

_WRITER_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
_READER_PRAGMAS = ("query_only=ON", "foreign_keys=ON")


def sqlite_url(path: Path | str) -> str:
    """The URL of an SQLite file, which need not exist yet."""
    return URL.create("sqlite", database=str(Path(path).expanduser().absolute())).render_as_string()


def parse_url(url: str) -> URL:
    """Read a database URL and choose the driver: aiosqlite for SQLite files, asyncpg for PostgreSQL.

    Raises:
        UnsupportedUrl: another database, no URL at all, or SQLite in memory (readers would see another database).
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise UnsupportedUrl(place="database URL", problem="not readable; sqlite:////data/nutgraf.db is one") from error
    kind = parsed.drivername.split("+")[0]
    if kind == "sqlite":
        if parsed.database in {None, "", ":memory:"} or "memory" in parsed.query.get("mode", ""):
            raise UnsupportedUrl(place=place_of(parsed), problem="name a file: a database in memory cannot be shared")
        return parsed.set(drivername="sqlite+aiosqlite")
    if kind in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+asyncpg")
    raise UnsupportedUrl(place=place_of(parsed), problem=f"{kind} is neither sqlite nor postgresql")


def is_sqlite(url: URL) -> bool:
    """Say whether a parsed URL means an SQLite file."""
    return url.get_backend_name() == "sqlite"


def place_of(url: URL) -> str:
    """The database as an operator may see it in a log: a path, or a URL without its password."""
    return (url.database or "") if is_sqlite(url) else url.render_as_string(hide_password=True)


def create_sqlite_engines(url: URL) -> tuple[AsyncEngine, AsyncEngine]:
    """Give a writer with one connection and `BEGIN IMMEDIATE`, and readers that cannot write.

    A deferred transaction that reads and then writes fails at once when somebody wrote in between, without waiting
    (SQLITE_BUSY_SNAPSHOT); an immediate one queues for the lock. WAL lets readers go on meanwhile.
    """
    _create_private_file(Path(url.database or ""))
    writer = _create_sqlite_engine(url, pool_size=1, begin="BEGIN IMMEDIATE", pragmas=_WRITER_PRAGMAS)
    readers = _create_sqlite_engine(url, pool_size=SQLITE_READERS, begin="BEGIN", pragmas=_READER_PRAGMAS)
    return writer, readers


def create_postgres_engines(url: URL) -> tuple[AsyncEngine, AsyncEngine]:
    """Give writers and readers over one pool; connections that broke while idle are replaced when they are taken out.

    Readers see one snapshot for the whole transaction, as SQLite's do, and are refused every change.
    """
    try:
        writers = create_async_engine(url, pool_size=POSTGRES_CONNECTIONS, pool_pre_ping=True, hide_parameters=True)
    except ModuleNotFoundError as error:
        raise UnsupportedUrl(place=place_of(url), problem="PostgreSQL needs the extra: nutgraf[postgres]") from error
    return writers, writers.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _create_sqlite_engine(url: URL, *, pool_size: int, begin: str, pragmas: tuple[str, ...]) -> AsyncEngine:
    async def open_connection() -> OneTripConnection:
        return await connect(Path(url.database or ""), timeout_s=BUSY_TIMEOUT_S)

    engine = create_async_engine(
        url, pool_size=pool_size, max_overflow=0, async_creator=open_connection, hide_parameters=True
    )

    @event.listens_for(engine.sync_engine, "connect")
    def _set_pragmas(connection: Any, _record: object) -> None:  # noqa: ANN401 (a driver's connection, adapted)
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _create_private_file(path: Path) -> None:
    """Make the file readable by its owner only, before SQLite makes it with the umask; WAL files follow it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
    except OSError as error:
        raise DatabaseUnavailable(reason=f"{path}: {error.strerror}") from error


SQLITE_VERSION_NEEDED = (3, 35)
"""RETURNING came with 3.35 (2021)."""


def refuse_old_sqlite() -> None:
    """Refuse a library too old for our statements.

    Raises:
        UnsupportedUrl: the SQLite that Python was built with is older than `SQLITE_VERSION_NEEDED`.
    """
    if sqlite3.sqlite_version_info < SQLITE_VERSION_NEEDED:
        raise UnsupportedUrl(place="SQLite", problem=f"{sqlite3.sqlite_version} is older than 3.35")
