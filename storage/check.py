"""Looks a database over without changing it: pages, references, schema, and how much is in it."""

import asyncio
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, select

from storage.database import find_revision
from storage.engines import create_postgres_engines, is_sqlite, parse_url, place_of
from storage.errors import DatabaseUnavailable
from storage.faults import find_cause
from storage.revisions import HEAD, REVISIONS, VERSION_TABLE
from storage.schema import metadata

FINDINGS_LIMIT = 20
"""More findings of one sort say nothing new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What a check found. `revision` is None for an empty database, `rows` counts by table, `problems` empty is good.

    A schema that is older than this program's is not a problem: opening migrates it.
    """

    place: str
    revision: str | None
    rows: Mapping[str, int]
    problems: tuple[str, ...]

    @property
    def is_current(self) -> bool:
        """Whether the schema is this program's own."""
        return self.revision == HEAD


async def check(url: str) -> CheckReport:
    """Check the database at `url`, next to running programs if need be; reads every page of an SQLite file.

    Raises:
        CannotOpen: not a URL or no database of ours, SchemaTooNew among them.
        DatabaseUnavailable: no file or no server there.
    """
    parsed = parse_url(url)
    if is_sqlite(parsed):
        return await asyncio.to_thread(check_file, Path(parsed.database or ""))
    engine, _ = create_postgres_engines(parsed)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_check_postgres, place_of(parsed))
    except Exception as error:
        cause = find_cause(error, place=place_of(parsed))
        if cause is None:
            raise
        raise cause from error
    finally:
        await engine.dispose()


def check_file(path: Path) -> CheckReport:
    """Check an SQLite file: integrity of all pages and indexes, foreign keys, schema, counts.

    What makes it useless becomes a problem of the report; only a file that is not there raises.

    Raises:
        DatabaseUnavailable: there is no such file.
    """
    if not path.is_file():
        raise DatabaseUnavailable(reason=f"{path}: no such file")
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        return _check_sqlite(connection, str(path))
    except sqlite3.Error as error:
        return CheckReport(place=str(path), revision=None, rows={}, problems=(f"not readable: {error}",))
    finally:
        connection.close()


def _check_sqlite(connection: sqlite3.Connection, place: str) -> CheckReport:
    findings = [row[0] for row in connection.execute(f"PRAGMA integrity_check({FINDINGS_LIMIT})")]
    problems = [f"integrity: {finding}" for finding in findings if finding != "ok"]
    orphans = connection.execute("PRAGMA foreign_key_check").fetchmany(FINDINGS_LIMIT)
    problems += [f"a row of {table} refers to a row of {parent} that is gone" for table, _, parent, _ in orphans]
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    revision = _read_revision(connection) if VERSION_TABLE in tables else None
    if tables and revision is None:
        problems.append("holds tables of another program")
    elif revision is not None and revision not in REVISIONS:
        problems.append(f"schema {revision} is newer than this program's {HEAD}")
    rows = {
        table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608 (our own names)
        for table in metadata.tables
        if table in tables
    }
    return CheckReport(place=place, revision=revision, rows=rows, problems=tuple(problems))


def _read_revision(connection: sqlite3.Connection) -> str | None:
    row = connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone()  # noqa: S608 (our own name)
    return None if row is None else str(row[0])


def _check_postgres(connection: Connection, place: str) -> CheckReport:
    """PostgreSQL keeps its own pages and references; what is left to look at is the schema."""
    revision = find_revision(connection, place)
    rows: dict[str, int] = {}
    if revision is not None:
        for name, table in metadata.tables.items():
            rows[name] = connection.execute(select(func.count()).select_from(table)).scalar_one()
    return CheckReport(place=place, revision=revision, rows=rows, problems=())
