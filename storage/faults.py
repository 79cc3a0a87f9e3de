"""Tells a driver's exceptions apart and gives each cause its own error class."""

import sqlite3

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from storage.errors import (
    ConstraintViolated,
    DatabaseBusy,
    DatabaseCorrupt,
    DatabaseUnavailable,
    DiskFull,
    NotADatabase,
    StorageError,
)

_UNREACHABLE = "an error without a name"

# Primary result codes, https://sqlite.org/rescode.html; the extended ones carry them in their low byte.
_SQLITE_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_SQLITE_UNAVAILABLE = frozenset(
    {
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
    }
)

# SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRES_BUSY = frozenset({"55P03", "40P01", "40001"})
_POSTGRES_DISK_FULL = "53100"
_POSTGRES_CORRUPT = "XX001"
_POSTGRES_UNAVAILABLE = ("08", "28", "3D", "53", "57P")


def find_cause(error: Exception, *, place: str = "") -> StorageError | None:
    """Give the storage error for a driver's `error`, or None when it is a defect in a statement.

    `place` names the database where the answer has to. Connection errors that a driver lets through as `OSError` are
    told apart too, and so is a pool whose connections are all taken.
    """
    if isinstance(error, OSError):
        return DatabaseUnavailable(reason=error.strerror or type(error).__name__)
    if isinstance(error, PoolTimeout):
        return DatabaseBusy()
    if not isinstance(error, DBAPIError):
        return None
    if isinstance(error.orig, sqlite3.Error):
        return _find_sqlite_cause(error.orig, place)
    return _find_postgres_cause(error)


def _find_sqlite_cause(error: sqlite3.Error, place: str) -> StorageError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _SQLITE_BUSY:
        return DatabaseBusy()
    if code == sqlite3.SQLITE_FULL:
        return DiskFull()
    if code == sqlite3.SQLITE_CORRUPT:
        return DatabaseCorrupt()
    if code == sqlite3.SQLITE_NOTADB:
        return NotADatabase(place=place)
    if code in _SQLITE_UNAVAILABLE:
        return DatabaseUnavailable(reason=str(error))
    if code == sqlite3.SQLITE_CONSTRAINT:
        return ConstraintViolated(constraint=str(error))
    return None


def _find_postgres_cause(error: DBAPIError) -> StorageError | None:
    state = getattr(error.orig, "sqlstate", None) or ""
    if isinstance(error, IntegrityError):
        named = getattr(error.orig.__cause__, "constraint_name", None) if error.orig else None
        return ConstraintViolated(constraint=named or state)
    if state in _POSTGRES_BUSY:
        return DatabaseBusy()
    if state == _POSTGRES_DISK_FULL:
        return DiskFull()
    if state == _POSTGRES_CORRUPT:
        return DatabaseCorrupt()
    if error.connection_invalidated or state.startswith(_POSTGRES_UNAVAILABLE):
        return DatabaseUnavailable(reason=f"SQLSTATE {state}" if state else _UNREACHABLE)
    return None
