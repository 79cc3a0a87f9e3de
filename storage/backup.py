"""Backups of an SQLite database, taken while the program runs, and put back only after they have been looked over.

Copying the file under a writer gave ten broken copies of twelve; `VACUUM INTO` reads one consistent view and writes a
compact file. Both ways a copy is made beside its target, checked, flushed to the disk and only then renamed: a target
is whole or not there.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from storage.check import CheckReport, check_file
from storage.engines import BUSY_TIMEOUT_S, is_sqlite, parse_url
from storage.errors import BackupBroken, DatabaseBusy, DatabaseUnavailable, DiskFull, NotForPostgres, TargetExists

_SIDE_FILES = ("-wal", "-shm")


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreReport:
    """What was put back, and where the database that was there before went; `kept_aside` is None if there was none."""

    restored: CheckReport
    kept_aside: Path | None


def backup(url: str, target: Path) -> CheckReport:
    """Copy the SQLite database at `url` into the new file `target` and give the copy's check. Blocks; the bot may run.

    Raises:
        NotForPostgres: use pg_dump.
        TargetExists: nothing is overwritten.
        DatabaseUnavailable, DatabaseBusy, DiskFull: no copy was made.
        BackupBroken: the copy is bad, which means that the database is; the copy is gone again.
    """
    path = _path_of(url, what="a backup", tool="pg_dump")
    if not path.is_file():
        raise DatabaseUnavailable(reason=f"{path}: no such file")
    if target.exists():
        raise TargetExists(target=target)
    with _made_whole(target) as copy:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=BUSY_TIMEOUT_S)) as connection, _told_apart():
            connection.execute("VACUUM INTO ?", (str(copy),))
        return _verify(copy, known_as=target)


def restore(source: Path, url: str) -> RestoreReport:
    """Put the backup `source` where the database at `url` is, once it has passed its checks. Blocks.

    The bot must be stopped. The database that was there is kept under the first free name of `….before-restore`,
    `….before-restore-1`, …; at every moment either it or the restored one is in place.

    Raises:
        NotForPostgres: use pg_restore.
        BackupBroken: the backup fails its checks, or comes from a later version; nothing was touched.
        DatabaseUnavailable: there is no such backup, or no permission.
        DatabaseBusy: the database is in use.
        DiskFull: nothing was touched.
    """
    path = _path_of(url, what="a restore", tool="pg_restore")
    _verify(source, known_as=source)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _made_whole(path) as copy:
        with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as origin, _told_apart():
            origin.execute("VACUUM INTO ?", (str(copy),))
        restored = _verify(copy, known_as=path)
        kept_aside = _move_aside(path)
    return RestoreReport(restored=restored, kept_aside=kept_aside)


def _path_of(url: str, *, what: str, tool: str) -> Path:
    parsed = parse_url(url)
    if not is_sqlite(parsed):
        raise NotForPostgres(what=what, tool=tool)
    return Path(parsed.database or "")


def _verify(path: Path, *, known_as: Path) -> CheckReport:
    report = replace(check_file(path), place=str(known_as))
    problems = report.problems or (() if report.revision else ("holds nothing",))
    if problems:
        raise BackupBroken(path=known_as, problems=problems)
    return report


@contextmanager
def _made_whole(target: Path) -> Iterator[Path]:
    """Give a name to write to beside `target`; without an error it is flushed and becomes `target`, else removed."""
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.unfinished")
    try:
        with _told_apart():
            os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        yield unfinished
        _flush(unfinished)
        unfinished.rename(target)
        _flush(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _move_aside(path: Path) -> Path | None:
    """Give the old database a second name, None when there is none; `path` stays until the new one replaces it.

    A log that could not be folded in goes along: SQLite would play it into the new file.
    """
    if not path.exists():
        return None
    _fold_log(path)
    aside = _free_name(path)
    try:
        aside.hardlink_to(path)
    except OSError:  # a file system without hard links: a kill right here leaves only the second name
        path.rename(aside)
    for suffix in _SIDE_FILES:
        log = path.with_name(path.name + suffix)
        if log.exists():
            log.rename(aside.with_name(aside.name + suffix))
    return aside


def _fold_log(path: Path) -> None:
    """Make sure that nobody has the database open, and write its log into it (the last one to close does)."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as connection:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise DatabaseBusy from error
    except sqlite3.DatabaseError:
        return  # a damaged database is a reason to restore, and is kept with its log as it is


def _free_name(path: Path) -> Path:
    name = f"{path.name}.before-restore"
    candidate = path.with_name(name)
    number = 0
    while candidate.exists():
        number += 1
        candidate = path.with_name(f"{name}-{number}")
    return candidate


@contextmanager
def _told_apart() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise DatabaseBusy from error
        if code == sqlite3.SQLITE_FULL:
            raise DiskFull from error
        raise DatabaseUnavailable(reason=str(error)) from error
    except OSError as error:
        raise DatabaseUnavailable(reason=f"{error.filename}: {error.strerror}") from error
